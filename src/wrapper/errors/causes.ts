/**
 * Looks into what was thrown: anything can be, even what has no text, and what happened may hide below what is said.
 * `instanceof` is of no use: an error of another realm (Jest's, a frame's, a vm context's) is none of ours.
 */
import { hasProperty } from '../own-properties.ts';

// Chains are short; one that somebody has closed to a ring has no end.
const mostCauses = 5;

/** What an error says in short; `undefined` for what is none. */
export function outlineOf(thrown: unknown): { name: string; message: string } | undefined {
  const message = fieldOf(thrown, 'message');
  const name = fieldOf(thrown, 'name');
  return typeof message === 'string'
    ? { name: typeof name === 'string' ? name : 'Error', message }
    : undefined;
}

/** A field of something that may be no object, or may throw when it is looked at. */
export function fieldOf(holder: unknown, name: string | symbol): unknown {
  if (typeof holder !== 'object' || holder === null) return undefined;
  try {
    if (!hasProperty(holder, name)) return undefined;
    return (holder as Record<string | symbol, unknown>)[name];
  } catch {
    return undefined;
  }
}

/** An error and what caused it, outermost first. Of several errors at once, the first stands for all. */
function withCauses(thrown: unknown): object[] {
  const chain: object[] = [];
  let error = thrown;
  while (typeof error === 'object' && error !== null && chain.length < mostCauses) {
    chain.push(error);
    error = fieldOf(error, 'cause') ?? fieldOf(fieldOf(error, 'errors'), '0');
  }
  return chain;
}

/** The codes of an error and its causes, outermost first: a proxy's refusal hides below a code of undici's own. */
export function codesOf(thrown: unknown): string[] {
  return textsIn(thrown, 'code');
}

/** The message that tells most, the innermost: fetch hides it below a bare `TypeError: fetch failed`. */
export function innermostMessageOf(thrown: unknown): string | undefined {
  return textsIn(thrown, 'message').findLast((message) => message !== '');
}

function textsIn(thrown: unknown, name: string): string[] {
  return withCauses(thrown)
    .map((error) => fieldOf(error, name))
    .filter((text) => typeof text === 'string');
}

/** What something that was thrown says itself. */
export function messageOf(thrown: unknown): string {
  const message = fieldOf(thrown, 'message');
  if (typeof message === 'string' && message !== '') return message;
  try {
    return String(thrown);
  } catch {
    return 'an object without text';
  }
}
