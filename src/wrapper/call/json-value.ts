/**
 * What JSON would lose of a value, or could not write at all, in a form that it keeps. `JSON.stringify` alone drops
 * functions and symbols, makes an `Error`, a `Map` or a `Set` an empty object, and throws at a `BigInt` or a cycle.
 */
import { pathText } from '../validation/schema-issues.ts';

/** A value that is always a mistake to send. */
export class UnawaitedPromise {
  readonly path: string;

  constructor(steps: readonly string[]) {
    this.path = pathText(steps);
  }
}

/**
 * The value itself where JSON keeps all of it; otherwise a copy along the paths of what it would lose.
 *
 * @throws {UnawaitedPromise} When a promise is in it.
 */
export function jsonValue(value: unknown): unknown {
  return convert(value, [], []);
}

function convert(value: unknown, steps: string[], holders: object[]): unknown {
  if (typeof value === 'object') return value === null ? null : convertObject(value, steps, holders);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function') return `[Function: ${value.name || 'anonymous'}]`;
  return typeof value === 'symbol' ? `[${String(value)}]` : value;
}

function convertObject(value: object, steps: string[], holders: object[]): unknown {
  if (holders.includes(value)) return '[Circular]';
  if (value instanceof Promise) throw new UnawaitedPromise(steps);
  const plain = plainForm(value);
  // What writes itself knows best.
  if (plain === value && 'toJSON' in value && typeof value.toJSON === 'function') return value;
  holders.push(value);
  const converted = Array.isArray(plain)
    ? convertItems(plain, steps, holders)
    : convertFields(plain as Readonly<Record<string, unknown>>, steps, holders);
  holders.pop();
  return converted;
}

/** The fields or items of what JSON takes for an empty object. */
function plainForm(value: object): object {
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return { name, message, stack, ...(cause !== undefined && { cause }) };
  }
  if (value instanceof Set) return [...value];
  if (!(value instanceof Map)) return value;
  const entries = [...value];
  return entries.every(([key]) => typeof key === 'string') ? Object.fromEntries(entries) : entries;
}

function convertItems(items: readonly unknown[], steps: string[], holders: object[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (!needsLook(item)) continue;
    steps.push(String(index));
    const converted = convert(item, steps, holders);
    steps.pop();
    if (converted === item) continue;
    copy ??= [...items];
    copy[index] = converted;
  }
  return copy ?? items;
}

function convertFields(
  fields: Readonly<Record<string, unknown>>,
  steps: string[],
  holders: object[],
): Readonly<Record<string, unknown>> {
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(fields)) {
    const field = fields[name];
    if (!needsLook(field)) continue;
    steps.push(name);
    const converted = convert(field, steps, holders);
    steps.pop();
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
