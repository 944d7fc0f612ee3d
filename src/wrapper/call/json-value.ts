/**
 * What JSON would lose of a value, or could not write at all, in a form that it keeps. `JSON.stringify` alone drops
 * functions and symbols, makes an `Error`, a `Map` or a `Set` an empty object, and throws at a `BigInt` or a cycle.
 */
import { isDate, isError, isMap, isPromise, isSet } from '../realms.ts';
import { pathText } from '../validation/schema-issues.ts';
import { isSensitive } from './sensitive.ts';

/** A value that is always a mistake to send. */
export class UnawaitedPromise {
  readonly path: string;

  constructor(steps: readonly string[]) {
    this.path = pathText(steps);
  }
}

/** Told of every sensitive value, by the names and indexes that lead to it. */
export type OnSensitive = (steps: readonly string[]) => void;

/** Where a walk through a value is: by which names and indexes it got there, and through which objects. */
interface Walk {
  readonly steps: string[];
  readonly holders: object[];
  readonly onSensitive: OnSensitive;
}

/**
 * The value itself where JSON keeps all of it; otherwise a copy along the paths of what it would lose.
 *
 * @throws {UnawaitedPromise} When a promise is in it.
 */
export function jsonValue(value: unknown, onSensitive: OnSensitive): unknown {
  return convert(value, { steps: [], holders: [], onSensitive });
}

function convert(value: unknown, walk: Walk): unknown {
  if (typeof value === 'object') return value === null ? null : convertObject(value, walk);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function') return `[Function: ${value.name || 'anonymous'}]`;
  return typeof value === 'symbol' ? `[${String(value)}]` : value;
}

function convertObject(value: object, walk: Walk): unknown {
  if (walk.holders.includes(value)) return '[Circular]';
  if (isPromise(value)) {
    // Its own failure, which nobody awaits any more, is not to end the process.
    value.catch(() => {});
    throw new UnawaitedPromise(walk.steps);
  }
  const plain = plainForm(value);
  return plain === value && writesItself(value)
    ? convertWritten(value, walk)
    : convertInside(value, plain, walk);
}

/** The fields or items of what JSON takes for an empty object. */
function plainForm(value: object): object {
  if (isError(value)) {
    const { name, message, stack, cause } = value;
    return { name, message, stack, ...(cause !== undefined && { cause }) };
  }
  if (isSet(value)) return [...value];
  if (!isMap(value)) return value;
  const entries = [...value];
  return entries.every(([key]) => typeof key === 'string') ? Object.fromEntries(entries) : entries;
}

interface SelfWriting {
  toJSON(name: string): unknown;
}

function writesItself(value: object): value is SelfWriting {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** What writes itself knows best. What it writes is looked at like anything else. */
function convertWritten(value: SelfWriting, walk: Walk): unknown {
  if (isSensitive(value)) {
    walk.onSensitive(walk.steps);
    return value;
  }
  if (isDate(value)) return value;
  const written = value.toJSON(walk.steps.at(-1) ?? '');
  if (typeof written !== 'object' || written === null || isSensitive(written)) return convert(written, walk);
  if (isPromise(written)) throw new UnawaitedPromise(walk.steps);
  const plain = plainForm(written);
  // As in JSON, it is asked once: what it gives is not asked in turn.
  return convertInside(value, writesItself(plain) ? { ...plain } : plain, walk);
}

function convertInside(holder: object, plain: object, walk: Walk): unknown {
  walk.holders.push(holder);
  const converted = Array.isArray(plain)
    ? convertItems(plain, walk)
    : convertFields(plain as Readonly<Record<string, unknown>>, walk);
  walk.holders.pop();
  return converted;
}

function convertItems(items: readonly unknown[], walk: Walk): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (!needsLook(item)) continue;
    walk.steps.push(String(index));
    const converted = convert(item, walk);
    walk.steps.pop();
    if (converted === item) continue;
    copy ??= [...items];
    copy[index] = converted;
  }
  return copy ?? items;
}

function convertFields(
  fields: Readonly<Record<string, unknown>>,
  walk: Walk,
): Readonly<Record<string, unknown>> {
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(fields)) {
    const field = fields[name];
    if (!needsLook(field)) continue;
    walk.steps.push(name);
    const converted = convert(field, walk);
    walk.steps.pop();
    if (converted === field) continue;
    copy ??= { ...fields };
    // An assignment to `__proto__` would make no field of it.
    Object.defineProperty(copy, name, {
      value: converted,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy ?? fields;
}

/** Whether a value is none of those that JSON always keeps. */
function needsLook(value: unknown): boolean {
  const type = typeof value;
  if (type === 'object') return value !== null;
  return type === 'bigint' || type === 'function' || type === 'symbol';
}
