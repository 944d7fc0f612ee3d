/**
 * Tells the platform's objects, of whatever realm: Jest, a vm context and a frame have an `Error`, a `Map` and a `Date` of
 * their own, which `instanceof` does not know.
 */

export function isError(value: unknown): value is Error {
  if (value instanceof Error) return true;
  const tag = oddTagOf(value);
  return tag === 'Error' || tag === 'DOMException';
}

export function isDate(value: unknown): value is Date {
  return oddTagOf(value) === 'Date' && isReal(() => Date.prototype.getTime.call(value));
}

export function isMap(value: unknown): value is Map<unknown, unknown> {
  return oddTagOf(value) === 'Map' && isReal(() => Map.prototype.has.call(value, undefined));
}

export function isSet(value: unknown): value is Set<unknown> {
  return oddTagOf(value) === 'Set' && isReal(() => Set.prototype.has.call(value, undefined));
}

/** Whether a value is a promise of the language's own; libraries have others. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return (
    value instanceof Promise ||
    (oddTagOf(value) === 'Promise' && typeof (value as Promise<unknown>).then === 'function')
  );
}

/** What an object calls itself: anything can call itself so. */
export function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** The tag of what may be one of the platform's objects. Most values are plain, and walked through by the thousand. */
function oddTagOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  return Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value) ? '' : tagOf(value);
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
