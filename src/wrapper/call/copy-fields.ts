/** Copies what callers hand in, so that their own objects stay as they are, and what is checked is what is sent. */
import { messageOf } from '../errors/causes.ts';
import { isPrefactorError } from '../errors/errors.ts';
import { ownProperty, withoutPrototype } from '../own-properties.ts';
import { kindOf, refuse } from '../validation/rules.ts';
import { type ReadValue, readValue, UnawaitedPromise, UnreadableValue } from './json-value.ts';
import type { Path } from './operations.ts';

/** What is being copied, for error messages. */
export interface Copied {
  /** Id of the operation. */
  readonly operation: string;
  /** The argument: `body`, `query`, `items[2]`; empty where its fields are arguments themselves. */
  readonly name: string;
  /** What stands before a field's name in its path: nothing, or `items[2].`. */
  readonly prefix?: string;
  /** What is left as it is, because it will not be sent. Default: nothing. */
  readonly skips?: ((steps: readonly string[]) => boolean) | undefined;
}

/** What is known of the fields of an argument. */
interface FieldFacts {
  readonly timestamps: readonly Path[];
  /** Whether something is inside of what callers record. There, a `toJSON` may leave out what it is of. */
  readonly isInPayload: (steps: readonly string[]) => boolean;
}

/** An argument, read once. */
export interface CopiedFields extends Omit<ReadValue, 'value'> {
  readonly fields: Record<string, unknown>;
}

/**
 * Copies an object, with text in place of the `Date`s of its timestamps, and without fields that are `undefined`.
 *
 * @param factsOf What is known of the fields; `undefined` where they are of no operation that the document describes.
 * @throws {PrefactorClientError} When the value is no object or cannot be read, a promise is in it, or a timestamp is an
 *   invalid `Date`.
 */
export function copyFields(
  value: unknown,
  copied: Copied,
  factsOf: (fields: Readonly<Record<string, unknown>>) => FieldFacts | undefined,
): CopiedFields {
  const { value: read, ...rest } = readArgument(value, copied);
  if (typeof read !== 'object' || read === null || Array.isArray(read) || read instanceof Date) {
    const { operation, name: path } = copied;
    refuse('invalid_argument', operation, { path, message: `must be an object, not ${kindOf(value)}` });
  }
  const fields = withoutUndefined(read as Record<string, unknown>);
  const facts = factsOf(fields);
  if (facts === undefined) return { ...rest, fields };
  for (const path of facts.timestamps) writeAsText(fields, path, 0, copied);
  const lost = rest.vanished.find((steps) => !facts.isInPayload(steps));
  if (lost !== undefined) refuseAt(lost, 'has a toJSON that gives nothing', copied);
  return { ...rest, fields };
}

/** Reads what a caller hands in. */
export function readArgument(value: unknown, copied: Copied): ReadValue {
  try {
    return readValue(value, ownProperty(copied, 'skips'));
  } catch (thrown) {
    if (thrown instanceof UnawaitedPromise) refuseAt(thrown.path, 'is a promise: await it first', copied);
    if (!(thrown instanceof UnreadableValue)) throw thrown;
    if (isPrefactorError(thrown.cause)) throw thrown.cause;
    const problem = thrown.isTooDeep
      ? 'is nested too deeply'
      : `cannot be ${copied.name === 'query' ? 'read' : 'written as JSON'}: ${messageOf(thrown.cause)}`;
    refuseAt(thrown.path, problem, copied, thrown.cause);
  }
}

/** @param steps The names that lead to it; or these as text. */
function refuseAt(
  steps: readonly string[] | string,
  message: string,
  copied: Copied,
  cause?: unknown,
): never {
  const { operation, name, prefix = '' } = withoutPrototype(copied);
  const inside = typeof steps === 'string' ? steps : steps.join('.');
  const path = inside === '' ? name : prefix + inside;
  refuse('invalid_argument', operation, { path, message }, cause);
}

/** Whether something is inside one of several places. */
export function isInside(steps: readonly string[], places: readonly { readonly path: Path }[]): boolean {
  return places.some(
    ({ path }) => path.length < steps.length && path.every((name, step) => name === steps[step]),
  );
}

function writeAsText(holder: Record<string, unknown>, path: Path, depth: number, copied: Copied): void {
  const name = path[depth] ?? '';
  const value = Object.hasOwn(holder, name) ? holder[name] : undefined;
  if (typeof value !== 'object' || value === null) return;
  if (depth < path.length - 1) writeAsText(value as Record<string, unknown>, path, depth + 1, copied);
  else if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) refuseAt(path, 'is an invalid Date', copied);
    holder[name] = value.toISOString();
  }
}

function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  for (const name of Object.keys(fields)) if (fields[name] === undefined) delete fields[name];
  return fields;
}
