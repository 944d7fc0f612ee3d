/** Fields inside objects, by the names that lead to them. */
import type { Path } from './operations.ts';

/** @param depth How many steps of the path to take. Default: all. */
export function fieldAt(value: unknown, path: Path, depth = path.length): unknown {
  let found = value;
  for (let step = 0; step < depth; step += 1) {
    const name = path[step];
    if (name === undefined || typeof found !== 'object' || found === null || !Object.hasOwn(found, name))
      return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

/** A copy of an object with another value at the end of a path, all of whose other steps it has. */
export function withFieldAt(holder: object, [name = '', ...rest]: Path, value: unknown): object {
  const inner = rest.length === 0 ? value : withFieldAt(fieldAt(holder, [name]) as object, rest, value);
  return { ...holder, [name]: inner };
}
