/**
 * Tells the platform's objects, of whatever realm: Jest, a vm context and a frame have an `Error`, a `Map` and a `Date` of
 * their own, which `instanceof` does not know.
 */

export function isError(value: unknown): value is Error {
  if (value instanceof Error) return true;
  const tag = tagOf(value);
  return tag === 'Error' || tag === 'DOMException';
}

export function isDate(value: unknown): value is Date {
  return tagOf(value) === 'Date' && isReal(() => Date.prototype.getTime.call(value));
}

export function isMap(value: unknown): value is Map<unknown, unknown> {
  return tagOf(value) === 'Map' && isReal(() => Map.prototype.has.call(value, undefined));
}

export function isSet(value: unknown): value is Set<unknown> {
  return tagOf(value) === 'Set' && isReal(() => Set.prototype.has.call(value, undefined));
}

/** Whether a value is a promise of the language's own; libraries have others. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return (
    value instanceof Promise ||
    (tagOf(value) === 'Promise' && typeof (value as Promise<unknown>).then === 'function')
  );
}

/** What a value calls itself: anything can call itself so. */
function tagOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  // Most are plain, and walked through by the thousand.
  if (Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value)) return '';
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** Whether a method of the language's own takes the value for one of its kind: that is no matter of names, nor of realms. */
function isReal(ask: () => unknown): boolean {
  try {
    ask();
    return true;
  } catch {
    return false;
  }
}
