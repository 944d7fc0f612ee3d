/** From the checked fields of a body or a bulk item to the JSON that is sent: its payloads are dealt with here. */
import { messageOf } from '../errors/causes.ts';
import { withoutPrototype } from '../own-properties.ts';
import { refuse } from '../validation/rules.ts';
import { isFields } from '../validation/schema.ts';
import { pathText } from '../validation/schema-issues.ts';
import type { CopiedFields } from './copy-fields.ts';
import { fieldAt, withFieldAt } from './fields.ts';
import { withMarkers } from './json-value.ts';
import {
  type Operation,
  operationOfType,
  type Path,
  type PayloadPlace,
  payloadsAnywhere,
} from './operations.ts';
import type { PayloadRedactor } from './payload-redactor.ts';

/** What is serialised. */
interface Source {
  /** What errors begin with: an operation, or the method that an item was given to. */
  readonly method: string;
  /** What it is of what the caller handed in: nothing for a body, or `items[2]`. */
  readonly name: string;
  readonly payloads: readonly PayloadPlace[];
  readonly redactor: PayloadRedactor | undefined;
}

/** @throws {PrefactorClientError} When something is in it that must not be sent, or it cannot be written as JSON. */
export function serializeBody(
  operation: Operation,
  copied: CopiedFields,
  redactor: PayloadRedactor | undefined,
): string {
  const source = { method: operation.id, name: '', payloads: operation.payloads, redactor };
  const { fields, sensitive } = withText(copied);
  if (operation.key !== 'items') return asJson(prepared(fields, sensitive, source), source);
  const { items, ...others } = withoutPrototype(fields);
  if (!Array.isArray(items)) return asJson(prepared(fields, sensitive, source), source);
  const inItems = (steps: readonly string[]): boolean => steps[0] === 'items' && steps.length > 1;
  const sent = items.map((item: unknown, index) => {
    const ofItem = operationOfType(fieldAt(item, ['_type']));
    const marks = sensitive.filter((steps) => inItems(steps) && steps[1] === String(index));
    return prepared(
      item,
      marks.map((steps) => steps.slice(2)),
      sourceOfItem(ofItem, { method: operation.id, name: `items[${index}]` }, redactor),
    );
  });
  const outside = sensitive.filter((steps) => !inItems(steps));
  return asJson({ ...prepared(others, outside, source), items: sent }, source);
}

/**
 * @param operation `undefined` for an item of a type that the document does not describe.
 * @param called What errors call the item.
 * @throws {PrefactorClientError} As {@link serializeBody} does.
 */
export function serializeItem(
  copied: CopiedFields,
  operation: Operation | undefined,
  called: Pick<Source, 'method' | 'name'>,
  redactor: PayloadRedactor | undefined,
): string {
  const source = sourceOfItem(operation, called, redactor);
  const { fields, sensitive } = withText(copied);
  return asJson(prepared(fields, sensitive, source), source);
}

function sourceOfItem(
  operation: Operation | undefined,
  { method, name }: Pick<Source, 'method' | 'name'>,
  redactor: PayloadRedactor | undefined,
): Source {
  return { method, name, payloads: operation?.payloads ?? payloadsAnywhere, redactor };
}

/** With what the check was to see as it was given in a form that JSON keeps. */
function withText(copied: CopiedFields): CopiedFields {
  if (copied.needsMarkers) withMarkers(copied.fields);
  return copied;
}

function asJson(value: unknown, { method, name }: Source): string {
  try {
    return wellFormed(JSON.stringify(value));
  } catch (cause) {
    const message = `cannot be written as JSON: ${messageOf(cause)}`;
    refuse('invalid_argument', method, { path: name || 'the body', message }, cause);
  }
}

/**
 * JSON with U+FFFD in place of halves of characters, which mostly come from a text that was cut. `JSON.stringify` escapes
 * them, and many decoders refuse the whole document for that.
 */
function wellFormed(json: string): string {
  if (!json.includes('\\ud')) return json;
  return json.replaceAll(/\\\\|\\ud[89a-f][\da-f]{2}/g, (found) => (found === '\\\\' ? found : '\ufffd'));
}

/** With its payloads redacted and its sensitive values announced. */
function prepared<Value>(
  plain: Value,
  marks: readonly (readonly string[])[],
  source: Source,
): Value | object {
  if (source.redactor === undefined && marks.length === 0) return plain;
  return isFields(plain) ? withPayloads(plain, marks, source) : plain;
}

/** @param marks Where sensitive values are. */
function withPayloads(plain: object, marks: readonly (readonly string[])[], source: Source): object {
  const { payloads, redactor } = source;
  const flags = new Set(marks.map((steps) => flagOf(steps, plain, source)));
  let fields = plain;
  for (const { path, sensitiveFlag: flag } of payloads) {
    const given = fieldAt(plain, path) ?? null;
    if (given === null || redactor === undefined) continue;
    const mayMark = flag !== undefined && fieldAt(plain, flag) !== false;
    const { payload, isMarked } = redactor.redact(given, path.join('.'), mayMark);
    fields = withFieldAt(fields, path, payload);
    if (isMarked && mayMark) flags.add(flag);
  }
  for (const flag of flags) {
    // What a caller says there stays.
    if ((fieldAt(fields, flag) ?? null) === null) fields = withFieldAt(fields, flag, true);
  }
  return fields;
}

/** The field that announces a sensitive value. */
function flagOf(steps: readonly string[], plain: object, { method, name, payloads }: Source): Path {
  const inPart = (path: string): string => (name === '' ? path : `${name}.${path}`);
  const mark = inPart(pathText(steps));
  const place = payloads.find(
    ({ path }) => path.length < steps.length && path.every((field, step) => field === steps[step]),
  );
  const flag = place?.sensitiveFlag;
  if (flag === undefined) {
    const message = 'is a sensitive value, where the API has no field to say that there are any';
    refuse('invalid_argument', method, { path: mark, message });
  }
  if (fieldAt(plain, flag) === false) {
    const message = `must not be false: ${mark} is a sensitive value`;
    refuse('invalid_argument', method, { path: inPart(flag.join('.')), message });
  }
  return flag;
}
