/** How much a copy has at most: values and characters in all, and values of one list or object. */
const mostValues = 2_000;
const mostCharacters = 100_000;
const mostOfOne = 1_000;

/** Stands for what is left out. */
const more = '…';

/**
 * Copies parsed JSON, as much of it as an error may keep: what a server sends may be larger than anybody wants to hold. The
 * outside comes before the inside, so that what is left out is deep down or far back.
 *
 * @param shorten Makes a text, or a name, no longer than it is told, and fit to be shown.
 */
export function boundedCopy(value: unknown, shorten: (text: string, length: number) => string): unknown {
  let valuesLeft = mostValues;
  let charactersLeft = mostCharacters;
  const open: { readonly source: object; readonly copy: object }[] = [];

  const copyOfText = (text: string): string => {
    const copy = shorten(text, charactersLeft);
    charactersLeft -= copy.length;
    return charactersLeft > 0 ? copy : copy + more;
  };
  const copyOf = (one: unknown): unknown => {
    if (typeof one === 'string') return copyOfText(one);
    if (typeof one !== 'object' || one === null) return one;
    const copy = Array.isArray(one) ? [] : {};
    open.push({ source: one, copy });
    return copy;
  };

  const root = copyOf(value);
  // Without recursion: a server may nest as deep as it likes.
  for (const { source, copy } of open) {
    const names = Array.isArray(source) ? source.keys() : Object.keys(source).values();
    const room = Math.min(valuesLeft, mostOfOne);
    let taken = 0;
    for (const name of names) {
      if (taken === room) {
        define(copy, Array.isArray(copy) ? taken : more, more);
        break;
      }
      taken += 1;
      const of = (source as Record<string | number, unknown>)[name];
      define(copy, typeof name === 'string' ? copyOfText(name) : name, copyOf(of));
    }
    valuesLeft -= taken;
  }
  return root;
}

/** Unlike an assignment, takes `__proto__` for a name like any other. */
function define(holder: object, name: string | number, value: unknown): void {
  if (name !== '__proto__') (holder as Record<string | number, unknown>)[name] = value;
  else Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}
