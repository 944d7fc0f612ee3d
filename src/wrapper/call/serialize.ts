/** From the checked fields of a body or a bulk item to the JSON that is sent: its payloads are dealt with here. */
import { messageOf } from '../errors/causes.ts';
import { isPrefactorError, PrefactorClientError } from '../errors/errors.ts';
import { withoutPrototype } from '../own-properties.ts';
import { refuse } from '../validation/rules.ts';
import { isFields } from '../validation/schema.ts';
import { pathText } from '../validation/schema-issues.ts';
import { fieldAt, withFieldAt } from './fields.ts';
import { jsonValue, UnawaitedPromise } from './json-value.ts';
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
  body: Record<string, unknown>,
  redactor: PayloadRedactor | undefined,
): string {
  const source = { method: operation.id, name: '', payloads: operation.payloads, redactor };
  if (operation.key !== 'items') return asJson(prepared(body, source), source);
  const { items, ...others } = withoutPrototype(body);
  if (!Array.isArray(items)) return asJson(prepared(body, source), source);
  const sent = items.map((item: unknown, index) => {
    const ofItem = operationOfType(fieldAt(item, ['_type']));
    return prepared(item, sourceOfItem(ofItem, { method: operation.id, name: `items[${index}]` }, redactor));
  });
  return asJson({ ...prepared(others, source), items: sent }, source);
}

/**
 * @param operation `undefined` for an item of a type that the document does not describe.
 * @param called What errors call the item.
 * @throws {PrefactorClientError} As {@link serializeBody} does.
 */
export function serializeItem(
  item: object,
  operation: Operation | undefined,
  called: Pick<Source, 'method' | 'name'>,
  redactor: PayloadRedactor | undefined,
): string {
  const source = sourceOfItem(operation, called, redactor);
  return asJson(prepared(item, source), source);
}

function sourceOfItem(
  operation: Operation | undefined,
  { method, name }: Pick<Source, 'method' | 'name'>,
  redactor: PayloadRedactor | undefined,
): Source {
  return { method, name, payloads: operation?.payloads ?? payloadsAnywhere, redactor };
}

function asJson(value: unknown, source: Source): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw refusalOf(cause, source);
  }
}

/** What JSON keeps all of, with its payloads redacted and its sensitive values announced. */
function prepared<Value>(value: Value, source: Source): Value | object {
  let marks: string[][] | undefined;
  try {
    const plain = jsonValue(value, (steps) => {
      marks ??= [];
      marks.push([...steps]);
    }) as Value | object;
    if (source.redactor === undefined && marks === undefined) return plain;
    return isFields(plain) ? withPayloads(plain, marks ?? [], source) : plain;
  } catch (cause) {
    throw refusalOf(cause, source);
  }
}

/** @param marks Where sensitive values are. */
function withPayloads(plain: object, marks: readonly string[][], source: Source): object {
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

/** The error of what cannot be sent. */
function refusalOf(cause: unknown, { method, name }: Source): unknown {
  if (isPrefactorError(cause)) return cause;
  const isPromise = cause instanceof UnawaitedPromise;
  const message = isPromise
    ? 'is a promise: await it first'
    : `cannot be written as JSON: ${messageOf(cause)}`;
  const path = isPromise ? [name, cause.path].filter((step) => step !== '').join('.') : name;
  return new PrefactorClientError(`${method}: ${path || 'the body'} ${message}`, {
    code: 'invalid_argument',
    issues: [{ path, message }],
    ...(!isPromise && { cause }),
  });
}
