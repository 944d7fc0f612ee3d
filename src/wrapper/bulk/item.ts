/** One bulk item from what the caller hands in to the JSON that is sent. */

import { type CopiedFields, copyFields, isInside } from '../call/copy-fields.ts';
import { fieldAt } from '../call/fields.ts';
import { checkOtherBulkItem, type Operation, operationOfType, payloadsAnywhere } from '../call/operations.ts';
import type { PayloadRedactor } from '../call/payload-redactor.ts';
import { serializeItem } from '../call/serialize.ts';
import { byteLength } from '../environment.ts';
import { messageOf } from '../errors/causes.ts';
import { describeRequest } from '../errors/describe.ts';
import { isPrefactorError, PrefactorClientError, type PrefactorHttpError } from '../errors/errors.ts';
import { createIdempotencyKey, ownKey } from '../idempotency.ts';
import { refuseIfAny } from '../validation/rules.ts';
import { issuesOf } from '../validation/schema-issues.ts';
import type { Validator } from '../validation/schema-validator.ts';
import { cutItem } from './cut-item.ts';
import { type Subject, stampTimes, subjectOf } from './operation-facts.ts';

export type Fields = Record<string, unknown>;

/** What errors say of an item. */
export interface ItemName {
  /** The method that it was given to: `bulk.writer.add`. */
  readonly method: string;
  /** Where it stands in the arguments: `items[2]`; empty where its fields are arguments themselves. */
  readonly name: string;
}

/** A field of an item as errors call it. */
function pathIn(name: string, field: string): string {
  return name === '' || field === '' ? name + field : `${name}.${field}`;
}

/**
 * A copy of an item, with timestamps as text and a key.
 *
 * @param skips What of it is left as it is, because it will not be sent. Default: nothing.
 * @throws {PrefactorClientError} When it is no object, cannot be read, or holds an invalid `Date`.
 */
export function copyItem(
  item: unknown,
  { method, name }: ItemName,
  keyPrefix: string | undefined,
  skips?: (steps: readonly string[]) => boolean,
): CopiedFields & { readonly fields: Fields } {
  let operation: Operation | undefined;
  const copied = { operation: method, name, prefix: name && `${name}.`, skips };
  const { fields: given, ...rest } = copyFields(item, copied, (fields) => {
    operation = operationOfType(fieldAt(fields, ['_type']));
    if (operation === undefined) return undefined;
    const { itemTimestamps: timestamps, payloads } = operation;
    return { timestamps, isInPayload: (steps) => isInside(steps, payloads) };
  });
  const fields = (operation?.fillBulkItem?.(given) ?? given) as Fields;
  fields['idempotency_key'] = ownKey(fields) ?? createIdempotencyKey(keyPrefix);
  return { ...rest, fields };
}

/** The error of an item with the key of another one that is not done yet. */
export function repeatedKey({ method, name }: ItemName, key: string): PrefactorHttpError {
  const path = pathIn(name, 'idempotency_key');
  const message = 'is the same as that of an item that is still queued';
  const error = new PrefactorClientError(`${method}: ${path} ${message}`, {
    code: 'invalid_argument',
    issues: [{ path, message }],
  });
  return describeRequest(error, { idempotencyKey: key });
}

export function keyOf(item: Fields): string {
  return String(item['idempotency_key']);
}

/** The id of what an item is about: the one in the path of its operation, or that of what it creates. */
export function idOf(item: Fields): string | undefined {
  const [parameter = 'id'] = operationOfType(item['_type'])?.pathParameters ?? [];
  const id = fieldAt(item, [parameter]) ?? fieldAt(item, ['details', 'id']);
  return typeof id === 'string' ? id : undefined;
}

/** An item that waits to be sent, or is in flight. */
export interface QueuedItem {
  /** Where it stands among all items. */
  readonly index: number;
  /** The caller's own. */
  readonly item: unknown;
  readonly type: string;
  /** Id of the operation that its type stands for; `undefined` for a type that the document does not describe. */
  readonly operation: string | undefined;
  readonly key: string;
  /** The id of what it is about, where it has one. */
  readonly id: string | undefined;
  /** Its JSON: a snapshot, which every attempt sends alike. */
  readonly text: string;
  /** Bytes of the JSON. */
  readonly bytes: number;
  /** What it names, so that order can be kept. */
  readonly subject: Subject;
  /** The name of the lane that it waits in; given to it with its place there. */
  lane: string;
  /** How often it was sent again because its own error might pass. */
  retries: number;
  /** Whether an earlier attempt may have carried it out: it was sent, and no answer said what became of it. */
  possiblyApplied: boolean;
  /** Whether it is known what became of it: then it is not sent again. */
  isSettled: boolean;
  /** Told what became of it, besides whoever sends it. */
  onSettled: ((settlement: Settlement) => void) | undefined;
}

/**
 * An item with ids that were not known yet when it was added. Its key stays, and so does where it stands among all items.
 *
 * @param placeholders Matches, in JSON, what stands for an id: with the name of the field before it where that is the key,
 *   and the id itself.
 */
export function completedItem(
  item: QueuedItem,
  placeholders: RegExp,
  idFor: (placeholder: string) => string,
): QueuedItem {
  const text = item.text.replace(placeholders, (found, key: string | undefined, placeholder: string) =>
    key === undefined ? JSON.stringify(idFor(placeholder)) : found,
  );
  const { instance, span } = item.subject;
  const subject = { instance: instance && idFor(instance), span: span && idFor(span) };
  return { ...item, text, bytes: byteLength(text), subject };
}

/** What became of an item, without the item. */
export type Settlement =
  | { readonly status: 'success'; readonly [field: string]: unknown }
  | { readonly status: 'error'; readonly error: PrefactorHttpError }
  | { readonly status: 'dropped' };

/** A settlement with the item that it is of. What the API answers beside it is never in its place. */
export function outcomeOf(
  { index, item, key }: Pick<QueuedItem, 'index' | 'item' | 'key'>,
  settlement: Settlement,
): object {
  return { ...settlement, index, item, idempotencyKey: key };
}

/** What holds for all items of a run or a writer. */
export interface SharedItemDetails {
  readonly keyPrefix: string | undefined;
  /** Whether they must fit the document. */
  readonly validates: boolean;
  readonly redactor: PayloadRedactor | undefined;
  /** Bytes of JSON that one may have at most. */
  readonly maxItemBytes: number | undefined;
  /** When they happened, where an item does not say so: the API would take the moment at which it is sent. */
  readonly takenAt: string | undefined;
}

/** What is known of an item besides itself. */
export interface ItemDetails extends SharedItemDetails, ItemName {
  readonly index: number;
}

/**
 * Checks and serialises an item.
 *
 * @throws {PrefactorClientError} When it breaks a rule, or cannot be written as JSON.
 */
export function queuedItem(item: unknown, details: ItemDetails): QueuedItem {
  const { method, name, redactor, maxItemBytes } = details;
  return checkedItem(item, details, (copied, operation) => {
    const text = serializeItem(copied, operation, { method, name }, redactor);
    return maxItemBytes === undefined ? text : cutItem(text, maxItemBytes, operation, details);
  });
}

/**
 * Checks an item that there is no room for. Its payloads are not looked at, and nothing of it is serialised: that would
 * cost its caller the most, and for nothing.
 *
 * @throws {PrefactorClientError} When it breaks a rule.
 */
export function droppedItem(item: unknown, details: ItemDetails): QueuedItem {
  return checkedItem(item, details, () => '', isPayload);
}

/** Whether it is a payload, wherever an item may have one. */
function isPayload(steps: readonly string[]): boolean {
  return payloadsAnywhere.some(
    ({ path }) => path.length === steps.length && path.every((name, step) => name === steps[step]),
  );
}

function checkedItem(
  item: unknown,
  details: ItemDetails,
  textOf: (copied: CopiedFields, operation: Operation | undefined) => string,
  skips?: (steps: readonly string[]) => boolean,
): QueuedItem {
  const { index, keyPrefix, validates, takenAt } = details;
  let fields: Fields | undefined;
  try {
    const copied = copyItem(item, details, keyPrefix, skips);
    fields = copied.fields;
    const type = String(fields['_type']);
    const operation = operationOfType(type);
    if (takenAt !== undefined) stampTimes(fields, operation, takenAt);
    if (validates) check(fields, operation?.checkBulkItem ?? checkOtherBulkItem, details);
    const text = textOf(copied, operation);
    return {
      index,
      item,
      type,
      operation: operation?.id,
      key: keyOf(fields),
      id: idOf(fields),
      text,
      bytes: byteLength(text),
      subject: subjectOf(fields, operation),
      lane: '',
      retries: 0,
      possiblyApplied: false,
      isSettled: false,
      onSettled: undefined,
    };
  } catch (error) {
    throw refusalOf(error, details, fields === undefined ? givenKey(item) : keyOf(fields));
  }
}

function check(fields: Fields, validator: Validator, { method, name }: ItemName): void {
  refuseIfAny(
    'invalid_argument',
    method,
    issuesOf(validator, fields).map(({ path, message, unknown }) => ({
      path: pathIn(name, path),
      message:
        unknown === 'new'
          ? `${message}; fields that the document does not know yet are sent with options.validateRequest: false`
          : message,
    })),
  );
}

/** The error of an item that cannot be sent. One that throws when it is looked at is bad like any other. */
function refusalOf(
  error: unknown,
  { method, name }: ItemName,
  idempotencyKey: string | undefined,
): PrefactorHttpError {
  const message = `cannot be read: ${messageOf(error)}`;
  const refusal = isPrefactorError(error)
    ? error
    : new PrefactorClientError(`${method}: ${name || 'the item'} ${message}`, {
        code: 'invalid_argument',
        issues: [{ path: name, message }],
        cause: error,
      });
  return idempotencyKey === undefined ? refusal : describeRequest(refusal, { idempotencyKey });
}

/** The key of an item that is not fit to be copied. */
function givenKey(item: unknown): string | undefined {
  try {
    const key = ownKey(item as object);
    return typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}
