/** From a method's arguments to a request that is checked and serialised once, before anything is sent. */
import { byteLength, isLargerThan } from '../environment.ts';
import { isCertainlyNotApplied } from '../errors/classify.ts';
import type { RequestSubject } from '../errors/describe.ts';
import type { Issue } from '../errors/details.ts';
import type { PrefactorHttpError } from '../errors/errors.ts';
import { invalidKey, keyOfCall, ownKey } from '../idempotency.ts';
import { withoutPrototype } from '../own-properties.ts';
import { idProblem, reading, refuse, refuseIfAny, show } from '../validation/rules.ts';
import { issuesOf, type SchemaIssue, unknownField } from '../validation/schema-issues.ts';
import type { Validator } from '../validation/schema-validator.ts';
import type { EarlierAttempts } from './api-error.ts';
import { type CopiedFields, copyFields, isInside } from './copy-fields.ts';
import { withExtraFields } from './extra-fields.ts';
import { isDocumented, type Operation, payloadsAnywhere } from './operations.ts';
import type { PayloadRedactor } from './payload-redactor.ts';
import { queryText } from './query.ts';
import { type RequestOptions, requestRules } from './request-options.ts';
import { serializeBody } from './serialize.ts';

/** What a resource method hands over. */
export interface CallInput {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: object | undefined;
  readonly body?: object | undefined;
  /** What a success must keep to beyond the document's description. */
  readonly inspect?: (body: object, earlier: EarlierAttempts) => readonly Issue[];
}

/** A request every attempt of a call sends alike. */
export interface PreparedRequest {
  readonly operation: Operation;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** As it stands in the URL; empty without one. */
  readonly query: string;
  readonly body: string | undefined;
  readonly idempotencyKey: string | undefined;
  /**
   * Whether it may be sent again after an attempt has failed like this: mostly always, because doing it twice is doing
   * it once or because it carries a known key.
   */
  readonly isSafeToRepeat: (error: PrefactorHttpError) => boolean;
  readonly inspect: CallInput['inspect'];
  /** Told of every attempt that fails. */
  readonly onFailedAttempt: ((error: PrefactorHttpError) => void) | undefined;
  /** What errors say of it. */
  readonly description: RequestSubject;
}

interface PrepareContext {
  /** Bytes of the body. */
  readonly maxSize: number;
  readonly keyPrefix: string | undefined;
  /** Whether body and query must fit the document. */
  readonly validates: boolean;
  readonly redactor: PayloadRedactor | undefined;
  readonly description: Description;
}

/** What errors say of a request, while it is being put together. */
export type Description = { -readonly [Name in keyof RequestSubject]: RequestSubject[Name] };

/**
 * @param context `keyPrefix` of a key that is made here; `description`, which is told path and key as soon as they are
 *   known.
 * @throws {PrefactorClientError} `code: 'invalid_argument'` when an id, the query, the body or the key breaks a rule.
 */
export function prepareRequest(
  operation: Operation,
  input: CallInput,
  options: Pick<RequestOptions, 'idempotencyKey' | 'extraBody' | 'extraQuery'>,
  { maxSize, keyPrefix, validates, redactor, description }: PrepareContext,
): PreparedRequest {
  const given: CallInput = withoutPrototype(input);
  const pathParameters = reading(operation.id, 'path', () => checkedIds(operation, given.path ?? {}));
  description.path = filledIn(operation.path, pathParameters);
  description.id = Object.values(pathParameters).at(-1);
  const query = copied(operation, 'query', given.query, options.extraQuery);
  const body = copied(operation, 'body', given.body, options.extraBody);
  const extraQuery = copiedExtra(operation, 'query', options.extraQuery);
  const extraBody = copiedExtra(operation, 'body', options.extraBody);
  if (operation.key === 'header' && ownKey(extraBody?.fields) !== undefined) {
    throw invalidKey('idempotency_key', 'must not be in extraBody: give options.idempotencyKey');
  }
  const fields = body?.fields;
  const callersKey = options.idempotencyKey ?? ownKey(fields);
  const idempotencyKey = keyOfCall(operation.key, fields, options.idempotencyKey, keyPrefix);
  if (idempotencyKey !== undefined) description.idempotencyKey = idempotencyKey;
  if (fields !== undefined && operation.key === 'body') fields['idempotency_key'] = idempotencyKey;
  const sentQuery = checked(operation, 'query', query, extraQuery, validates);
  const sentBody = checked(operation, 'body', body, extraBody, validates);
  const isRepeatable = operation.repeatable || operation.key !== 'header' || callersKey !== undefined;
  return {
    operation,
    pathParameters,
    query: sentQuery === undefined ? '' : queryText(operation.id, sentQuery),
    body: sentBody && checkedSize(operation, serializeBody(operation, sentBody, redactor), maxSize),
    idempotencyKey,
    isSafeToRepeat: isRepeatable ? always : isCertainlyNotApplied,
    inspect: given.inspect,
    onFailedAttempt: undefined,
    description,
  };
}

/** @throws {PrefactorClientError} `code: 'request_too_large'`. */
function checkedSize({ id, key }: Operation, body: string, maxSize: number): string {
  if (!isLargerThan(body, maxSize)) return body;
  const advice = key === 'items' ? 'send fewer items, or all of them by bulk.executeAll' : 'send less';
  const message = `has ${byteLength(body)} bytes, which exceeds maxRequestSize (${maxSize}): ${advice}`;
  refuse('request_too_large', id, { path: 'body', message });
}

/** What errors say of a request that has not been sent. */
export function unsent({ id, method, path }: Operation): Description {
  return { operation: id, method, path, attempts: 0 };
}

const always = (): boolean => true;

type Part = 'body' | 'query';

const parts = {
  body: { check: 'checkBody', timestamps: 'bodyTimestamps', extra: 'extraBody' },
  query: { check: 'checkQuery', timestamps: 'queryTimestamps', extra: 'extraQuery' },
} as const;

/** A copy of what was given. Left out, it is empty where the operation takes one; `null` is not left out. */
function copied(
  operation: Operation,
  part: Part,
  given: object | undefined,
  extra: object | undefined,
): CopiedFields | undefined {
  const { check, timestamps } = parts[part];
  if (given === undefined && extra === undefined && operation[check] === undefined) return undefined;
  if (part === 'body' && !operation.writes) {
    const path = given === undefined ? parts.body.extra : part;
    refuse('invalid_argument', operation.id, { path, message: 'is not allowed in a read' });
  }
  const value = given === undefined ? {} : given;
  const facts = isDocumented(operation.id)
    ? {
        timestamps: operation[timestamps],
        isInPayload: (steps: readonly string[]) => isInPayload(steps, operation),
      }
    : undefined;
  const copy = copyFields(value, { operation: operation.id, name: part }, () => facts);
  if (part === 'query' || operation.fillBody === undefined) return copy;
  return { ...copy, fields: operation.fillBody(copy.fields) as Record<string, unknown> };
}

/** In a bulk request, items have payloads, each wherever any may have one. */
function isInPayload(steps: readonly string[], { key, payloads }: Operation): boolean {
  return key === 'items' ? isInside(steps.slice(2), payloadsAnywhere) : isInside(steps, payloads);
}

function copiedExtra(operation: Operation, part: Part, extra: object | undefined): CopiedFields | undefined {
  if (extra === undefined) return undefined;
  const name = `options.${parts[part].extra}`;
  return copyFields(extra, { operation: operation.id, name, prefix: `${name}.` }, () => undefined);
}

/** The fields to send: the given ones, which must fit the document, and the extra ones. */
function checked(
  operation: Operation,
  part: Part,
  given: CopiedFields | undefined,
  extra: CopiedFields | undefined,
  validates: boolean,
): CopiedFields | undefined {
  if (given === undefined) return undefined;
  const { fields } = given;
  if (!validates) return withExtra(given, extra, undefined).merged;
  const { check, extra: option } = parts[part];
  const issues = isTaken(operation, part)
    ? issuesOf(operation[check], fields)
    : Object.keys(fields).map((name) => unknownField(name));
  refuseIfAny(
    'invalid_argument',
    operation.id,
    issues.map((issue) => withHint(issue, option)),
  );
  const { merged, issues: ofExtra } = withExtra(given, extra, operation[check]);
  refuseIfAny('invalid_argument', `${operation.id}: options.${option}`, ofExtra);
  return merged;
}

function withExtra(
  given: CopiedFields,
  extra: CopiedFields | undefined,
  check: Validator | undefined,
): { merged: CopiedFields; issues: readonly Issue[] } {
  if (extra === undefined) return { merged: given, issues: [] };
  const { fields, issues } = withExtraFields(given.fields, extra.fields, check);
  const sensitive = [...given.sensitive, ...extra.sensitive];
  const needsMarkers = given.needsMarkers || extra.needsMarkers;
  return { merged: { ...given, fields, sensitive, needsMarkers }, issues };
}

/** Says what to do with a field that the document does not know. */
function withHint({ path, message, unknown }: SchemaIssue, option: string): Issue {
  if (unknown !== 'new') return { path, message };
  return Object.hasOwn(requestRules, path)
    ? {
        path,
        message: 'is an option of the call, not a field: options come after this argument, as the last one',
      }
    : { path, message: `${message}; fields that the document does not know yet go into options.${option}` };
}

/** Whether an operation takes a body or a query. One that the document does not describe may take any. */
function isTaken(operation: Operation, part: Part): boolean {
  return operation[parts[part].check] !== undefined || !isDocumented(operation.id);
}

/** The path as people read it. */
function filledIn(template: string, ids: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
}

function checkedIds(operation: Operation, given: Readonly<Record<string, unknown>>): Record<string, string> {
  const ids: Record<string, string> = {};
  const issues: Issue[] = [];
  for (const name of operation.pathParameters) {
    const id = given[name];
    const changesPath = id === '.' || id === '..';
    const message = changesPath ? `must not be ${show(id)}, which would change the path` : idProblem(id);
    if (message === undefined) ids[name] = String(id);
    else issues.push({ path: name, message });
  }
  refuseIfAny('invalid_argument', operation.id, issues);
  return ids;
}
