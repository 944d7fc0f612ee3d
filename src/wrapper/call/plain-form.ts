/** What the objects of the language and the platform hold, which JSON takes for empty objects. */
import { isError, isMap, isSet, tagOf } from '../realms.ts';

/** A plain object has nothing else to it than its fields. Most are, and are looked at no further. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * The fields or items, or the text, of what JSON takes for an empty object; the value itself where JSON sees what it is.
 *
 * @param marker Makes what stands for something that cannot be sent.
 */
export function plainForm(value: object, marker: (text: string) => symbol): unknown {
  if (Array.isArray(value) || isPlain(value)) return value;
  if (isError(value)) return errorFields(value);
  if (isSet(value)) return [...value];
  if (isMap(value)) return fieldsOf([...value]);
  return builtInForm(value, tagOf(value), marker);
}

/** Text, numbers and flags tell more of what happened; objects (a request, a socket) may be large, and hold secrets. */
function errorFields(error: Error): object {
  const { name, message, stack, cause, errors, ...others } = error as Error & { readonly errors?: unknown };
  const own = Object.entries(others).filter(([, field]) =>
    ['string', 'number', 'boolean', 'bigint'].includes(typeof field),
  );
  return {
    ...Object.fromEntries(own),
    name,
    message,
    stack,
    ...(cause !== undefined && { cause }),
    ...(Array.isArray(errors) && { errors }),
  };
}

function builtInForm(value: object, tag: string, marker: (text: string) => symbol): unknown {
  if (ArrayBuffer.isView(value)) return 'toJSON' in value ? value : numbersIn(value);
  switch (tag) {
    case 'String':
    case 'Number':
    case 'Boolean':
    case 'BigInt':
    case 'Symbol':
      return unboxed(value);
    case 'RegExp':
      return String(value);
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return Array.from(new Uint8Array(value as ArrayBuffer));
    case 'Headers':
    case 'FormData':
    case 'URLSearchParams':
      return pairsOf(value);
    case 'Object':
    case 'Arguments':
    case 'Date':
      return value;
    default:
      // A class of somebody's own may have a tag, and fields.
      return Object.keys(value).length === 0 && !('toJSON' in value) ? marker(`[${tag}]`) : value;
  }
}

/** `Object(5n)` is 5n, as JSON has it for `new String('text')`. */
function unboxed(value: object): unknown {
  const inside: unknown = value.valueOf();
  return typeof inside === 'object' ? value : inside;
}

function numbersIn(view: ArrayBufferView): unknown[] {
  return view instanceof DataView
    ? Array.from(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
    : Array.from(view as Uint8Array);
}

/** An object where all keys are text; otherwise the entries. */
function fieldsOf(entries: [unknown, unknown][]): object {
  return entries.every(([key]) => typeof key === 'string') ? Object.fromEntries(entries) : entries;
}

/** A field for each name, with a list where there are several of it. */
function pairsOf(value: object): object {
  const fields = new Map<string, unknown[]>();
  (value as Pairs).forEach((one, name) => {
    fields.set(name, [...(fields.get(name) ?? []), one]);
  });
  return Object.fromEntries(
    [...fields].map(([name, [first, ...more]]) => [name, more.length > 0 ? [first, ...more] : first]),
  );
}

interface Pairs {
  forEach(visit: (value: unknown, name: string) => void): void;
}
