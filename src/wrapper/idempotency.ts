/** Idempotency keys: made once per call, carried by every attempt, so that a repeated write has one effect. */
import { PrefactorClientError } from './errors.ts';

/** Longest prefix that still fits a generated key into the 64 characters a key may have. */
export const maxKeyPrefixLength = 64 - 1 - 36;

const printable = /^[!-~]+$/;

/**
 * Makes a new idempotency key: a random UUID, after `prefix` and a hyphen when there is one.
 *
 * @param prefix 1 to 27 characters from `!` to `~`. Default: none.
 * @returns A key of 36 to 64 characters, good for every operation and for bulk items.
 * @throws {PrefactorClientError} When the prefix is too long or has other characters.
 */
export function createIdempotencyKey(prefix?: string): string {
  if (prefix === undefined) return crypto.randomUUID();
  const problem = keyProblem(prefix, 1, maxKeyPrefixLength);
  if (problem) throw invalidKey('prefix', problem);
  return `${prefix}-${crypto.randomUUID()}`;
}

/**
 * What is wrong with a key, or `undefined`. The key itself never stands in the answer: callers build keys from their
 * own data.
 */
export function keyProblem(key: unknown, shortest: number, longest: number): string | undefined {
  if (typeof key !== 'string') return `must be a string, not ${key === null ? 'null' : typeof key}`;
  if (key.length < shortest || key.length > longest)
    return `must have ${shortest} to ${longest} characters, not ${key.length}`;
  if (!printable.test(key)) return 'may only have the characters from ! to ~';
  return undefined;
}

/** The error for a key that breaks a rule. */
export function invalidKey(argument: string, problem: string): PrefactorClientError {
  return new PrefactorClientError(`${argument} ${problem}`, {
    code: 'invalid_argument',
    issues: [{ path: argument, message: problem }],
  });
}
