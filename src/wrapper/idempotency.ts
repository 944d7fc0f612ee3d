/** Idempotency keys: made once per call, carried by every attempt, so that a repeated write has one effect. */
import { PrefactorClientError } from './errors/errors.ts';

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

/**
 * Derives a key from what a write is about, so that a job that runs again replays its writes instead of repeating them:
 * the same operation and parts give the same key on any machine.
 *
 * ```ts
 * const idempotencyKey = await deriveIdempotencyKey('agentSpans.create', jobId, stepNumber);
 * ```
 *
 * The key is the SHA-256 of the JSON array of all arguments, in UTF-8, as 64 hexadecimal digits. For
 * `('agentSpans.create', 'job-1', 7)` it is the hash of `["agentSpans.create","job-1",7]`:
 * `584b881fe7c31c9e7a77eac78d6c6e1210b386a4c06092061bce6da30dd344fc`.
 *
 * @param operation What is done, in words of your own.
 * @param parts What it is done to: text, numbers, booleans or null.
 * @throws {PrefactorClientError} When a part is anything else: its JSON would not be the same every time.
 */
export async function deriveIdempotencyKey(
  operation: string,
  ...parts: readonly (string | number | boolean | null)[]
): Promise<string> {
  const all: readonly unknown[] = [operation, ...parts];
  for (const [index, part] of all.entries()) {
    const isFit = part === null || ['string', 'boolean'].includes(typeof part) || Number.isFinite(part);
    if (isFit) continue;
    throw invalidKey(
      index === 0 ? 'operation' : `parts[${index - 1}]`,
      'must be text, a finite number, a boolean or null',
    );
  }
  const bytes = new TextEncoder().encode(JSON.stringify(all));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
