/**
 * What callers hand in, read once into plain data that nobody else can change: what is checked is then what is sent,
 * whatever a getter, a proxy or a `toJSON` would say the second time. What JSON would lose, or could not write at all, is
 * put in a form that it keeps.
 */
import { isDate, isError, isPromise } from '../realms.ts';
import { pathText } from '../validation/schema-issues.ts';
import { plainForm } from './plain-form.ts';
import { isSensitive } from './sensitive.ts';

/** A value that is always a mistake to send. */
export class UnawaitedPromise {
  readonly path: string;

  constructor(steps: readonly string[]) {
    this.path = pathText(steps);
  }
}

/** Something that throws when it is looked at, or has no end. */
export class UnreadableValue {
  readonly path: string;
  readonly cause: unknown;
  readonly isTooDeep: boolean;

  constructor(steps: readonly string[], cause: unknown) {
    this.isTooDeep = isStackOverflow(cause);
    this.path = this.isTooDeep ? `${pathText(steps.slice(0, 4))}…` : pathText(steps);
    this.cause = cause;
  }
}

/** What was read, and what is to be known of it. Paths are the names and indexes that lead to something in it. */
export interface ReadValue {
  readonly value: unknown;
  /** Where sensitive values are. */
  readonly sensitive: readonly (readonly string[])[];
  /** What has a `toJSON` that gives nothing, so that JSON leaves it out. */
  readonly vanished: readonly (readonly string[])[];
  /** Whether there are values that {@link withMarkers} is to replace. */
  readonly needsMarkers: boolean;
}

/** Where a walk through a value is: by which names and indexes it got there, and through which objects. */
interface Walk {
  readonly steps: string[];
  readonly holders: object[];
  readonly sensitive: string[][];
  readonly vanished: string[][];
  readonly skips: ((steps: readonly string[]) => boolean) | undefined;
  needsMarkers: boolean;
}

/**
 * Reads a value. A function, a symbol or a `BigInt` stays what it is, so that a check can refuse it.
 *
 * @param skips What is left as it is, because it will not be sent. Default: nothing.
 * @throws {UnawaitedPromise} When a promise is in it.
 * @throws {UnreadableValue} When something in it throws.
 */
export function readValue(value: unknown, skips?: (steps: readonly string[]) => boolean): ReadValue {
  const walk: Walk = { steps: [], holders: [], sensitive: [], vanished: [], skips, needsMarkers: false };
  try {
    const read = convert(value, walk);
    const { sensitive, vanished, needsMarkers } = walk;
    return { value: read, sensitive, vanished, needsMarkers };
  } catch (thrown) {
    throw thrown instanceof UnawaitedPromise ? thrown : new UnreadableValue(walk.steps, thrown);
  }
}

/** What was read, with text in place of the functions, symbols and `BigInt`s in it. It is changed for that. */
export function withMarkers(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    if (isSensitive(value)) return value;
    const fields = value as Record<string, unknown>;
    for (const name of Object.keys(fields)) {
      if (needsLook(fields[name])) define(fields, name, withMarkers(fields[name]));
    }
    return value;
  }
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'symbol')
    return Symbol.keyFor(value)?.startsWith(markerKey) ? markerText(value) : `[${String(value)}]`;
  return typeof value === 'function' ? `[Function: ${nameOf(value)}]` : value;
}

// Like a symbol of a caller's own, it is nothing that a check takes for text or for an object.
const markerKey = 'prefactor-http.marker:';
const marker = (text: string): symbol => Symbol.for(markerKey + text);
const markerText = (symbol: symbol): string => String(Symbol.keyFor(symbol)).slice(markerKey.length);

/** Of a function that is a proxy, the name may throw. */
function nameOf(named: { readonly name: unknown }): string {
  try {
    const { name } = named;
    return typeof name === 'string' && name !== '' ? name : 'anonymous';
  } catch {
    return 'anonymous';
  }
}

function convert(value: unknown, walk: Walk): unknown {
  if (typeof value === 'object') return value === null ? null : convertObject(value, walk);
  if (needsLook(value)) walk.needsMarkers = true;
  return value;
}

function convertObject(value: object, walk: Walk): unknown {
  if (walk.holders.includes(value)) return convert(marker('[Circular]'), walk);
  if (isPromise(value)) {
    // Its own failure, which nobody awaits any more, is not to end the process.
    value.catch(() => {});
    throw new UnawaitedPromise(walk.steps);
  }
  const plain = plainForm(value, marker);
  if (typeof plain !== 'object' || plain === null) return convert(plain, walk);
  const { toJSON } = value as { readonly toJSON?: unknown };
  return plain === value && typeof toJSON === 'function'
    ? convertWritten(value, toJSON, walk)
    : convertInside(value, plain, walk);
}

/** What writes itself knows best. What it writes is looked at like anything else. */
function convertWritten(value: object, toJSON: object, walk: Walk): unknown {
  if (isSensitive(value)) {
    walk.sensitive.push([...walk.steps]);
    return value;
  }
  if (isDate(value) && toJSON === Date.prototype.toJSON) return new Date(value);
  const written: unknown = Reflect.apply(toJSON as (name: string) => unknown, value, [
    walk.steps.at(-1) ?? '',
  ]);
  if (written === undefined) walk.vanished.push([...walk.steps]);
  if (typeof written !== 'object' || written === null || isSensitive(written)) return convert(written, walk);
  if (isPromise(written)) {
    written.catch(() => {});
    throw new UnawaitedPromise(walk.steps);
  }
  // As in JSON, it is asked once: what it gives is not asked in turn.
  const plain = plainForm(written, marker);
  return typeof plain === 'object' && plain !== null
    ? convertInside(value, plain, walk)
    : convert(plain, walk);
}

function convertInside(holder: object, plain: object, walk: Walk): unknown {
  walk.holders.push(holder);
  const converted = Array.isArray(plain) ? convertItems(plain, walk) : convertFields(plain, walk);
  walk.holders.pop();
  return converted;
}

function convertItems(items: readonly unknown[], walk: Walk): unknown[] {
  const copy: unknown[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    copy.push(needsLook(item) ? convertAt(String(index), item, walk) : item);
  }
  return copy;
}

function convertFields(fields: object, walk: Walk): Record<string, unknown> {
  // A spread reads every getter once, and makes own fields of all names, `__proto__` among them.
  const copy: Record<string, unknown> = { ...fields };
  for (const name of Object.keys(copy)) {
    const field = copy[name];
    if (needsLook(field)) define(copy, name, convertAt(name, field, walk));
  }
  return copy;
}

function convertAt(step: string, value: unknown, walk: Walk): unknown {
  walk.steps.push(step);
  const converted = walk.skips?.(walk.steps) === true ? value : convert(value, walk);
  walk.steps.pop();
  return converted;
}

/** An assignment to `__proto__` would make no field of it. */
function define(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') fields[name] = value;
  else Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether a value is none of those that JSON always keeps. */
function needsLook(value: unknown): boolean {
  const type = typeof value;
  if (type === 'object') return value !== null;
  return type === 'bigint' || type === 'function' || type === 'symbol';
}

/** What V8, Safari and Firefox throw. */
function isStackOverflow(thrown: unknown): boolean {
  return (
    isError(thrown) &&
    (thrown.name === 'RangeError' || thrown.name === 'InternalError') &&
    /call stack|recursion/.test(thrown.message)
  );
}
