/** Idempotency keys: made once per call, carried by every attempt, so that a repeated write has one effect. */

import type { Issue } from './errors/details.ts';
import { PrefactorClientError } from './errors/errors.ts';
import { beginAtCaller } from './errors/stack.ts';

/** Longest prefix that still fits a generated key into the 64 characters a key may have. */
const maxKeyPrefixLength = 64 - 1 - 36;

const printable = /^[!-~]+$/;

// What a header carries as it is: visible ASCII, with spaces and tabs inside.
const headerText = /^[!-~]([\t -~]*[!-~])?$/;

/**
 * Makes a new idempotency key: a random UUID, preceded by `prefix` and a hyphen if there is one.
 *
 * @param prefix 1 to 27 characters from `!` to `~`. Default: none.
 * @returns A key of 36 to 64 characters, valid for every operation and for bulk items.
 * @throws {PrefactorClientError} When the prefix is empty, too long, or has other characters.
 */
export function createIdempotencyKey(prefix?: string): string {
  if (prefix === undefined) return crypto.randomUUID();
  const problem = keyPrefixProblem(prefix);
  if (problem) throw beginAtCaller(invalidKey('prefix', problem));
  return `${prefix}-${crypto.randomUUID()}`;
}

/**
 * What is wrong with a key, or `undefined`. The key itself never stands in the answer: callers build keys from their
 * own data.
 */
export function keyProblem(key: unknown, shortest: number, longest: number): string | undefined {
  if (typeof key !== 'string') return `must be a string, not ${key === null ? 'null' : typeof key}`;
  const { length } = Array.from(key);
  if (length < shortest || length > longest)
    return `must have ${shortest} to ${longest} characters, not ${length}`;
  return key.isWellFormed() ? undefined : 'must be well-formed text';
}

/** What is wrong with a prefix of keys, or `undefined`. Keys that are made here must fit anywhere, headers too. */
export function keyPrefixProblem(prefix: unknown): string | undefined {
  const problem = keyProblem(prefix, 1, maxKeyPrefixLength);
  if (problem !== undefined) return problem;
  return printable.test(String(prefix)) ? undefined : 'may only contain characters from ! to ~';
}

/** Whether a header can carry a key. In a body, any text can stand. */
export function fitsHeader(key: string): boolean {
  return headerText.test(key);
}

/** The error for a key that breaks a rule. */
export function invalidKey(argument: string, problem: string): PrefactorClientError {
  return invalidKeys([{ path: argument, message: problem }]);
}

function invalidKeys(issues: readonly Issue[]): PrefactorClientError {
  const message = issues.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new PrefactorClientError(message, { code: 'invalid_argument', issues });
}

/**
 * Derives a key from what a write is about, so that a job that is restarted replays its writes instead of repeating them:
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
 * @param operation What is done, in your own words.
 * @param parts What it is done to: strings, finite numbers, booleans or null.
 * @throws {PrefactorClientError} When a part is anything else: its JSON might not be the same every time.
 */
export async function deriveIdempotencyKey(
  operation: string,
  ...parts: readonly (string | number | boolean | null)[]
): Promise<string> {
  const all: readonly unknown[] = [operation, ...parts];
  const issues = all.flatMap((part, index): Issue[] => {
    const isFit = part === null || ['string', 'boolean'].includes(typeof part) || Number.isFinite(part);
    if (isFit) return [];
    const found = typeof part === 'number' ? String(part) : typeof part;
    return index === 0
      ? [{ path: 'operation', message: `must be a string, not ${found}` }]
      : [
          {
            path: `parts[${index - 1}]`,
            message: `must be a string, a finite number, a boolean or null, not ${found}`,
          },
        ];
  });
  if (issues.length > 0) throw beginAtCaller(invalidKeys(issues));
  const bytes = new TextEncoder().encode(JSON.stringify(all));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Where an operation has its key: in body and header, in each bulk item, in the header alone, or nowhere. */
type KeyPlace = 'body' | 'items' | 'header' | undefined;

/**
 * The key that a call carries: the caller's, from body or options, or a new one.
 *
 * @param body The caller's body, where one is possible.
 * @param fromOptions The caller's `options.idempotencyKey`, already checked.
 * @param prefix Of keys that are made here.
 * @returns `undefined` for reads, and for bulk, whose items have their own.
 * @throws {PrefactorClientError} When a key breaks a rule, is given twice, or has no place.
 */
export function keyOfCall(
  place: KeyPlace,
  body: object | undefined,
  fromOptions: string | undefined,
  prefix: string | undefined,
): string | undefined {
  if (place === undefined || place === 'items') {
    if (fromOptions === undefined) return undefined;
    const why = place === 'items' ? 'each bulk item has its own' : 'a read needs none';
    throw invalidKey('options.idempotencyKey', `must not be given here: ${why}`);
  }
  if (place === 'header' && fromOptions !== undefined && !fitsHeader(fromOptions)) {
    const rule = 'may only contain characters from space to ~, with no space at its ends';
    throw invalidKey('options.idempotencyKey', `${rule}: this operation takes its key in a header`);
  }
  const fromBody = ownKey(body);
  if (fromBody === undefined) return fromOptions ?? createIdempotencyKey(prefix);
  const problem = keyProblem(fromBody, 1, 64);
  if (problem !== undefined) throw invalidKey('idempotency_key', problem);
  if (fromOptions !== undefined && fromOptions !== fromBody) {
    throw invalidKey('options.idempotencyKey', 'differs from the idempotency_key in the body: give only one');
  }
  return String(fromBody);
}

/** The caller's key; one that is null, or that somebody put on `Object.prototype`, is none. */
export function ownKey(holder: object | undefined): unknown {
  if (holder === undefined || !Object.hasOwn(holder, 'idempotency_key')) return undefined;
  return (holder as { idempotency_key: unknown }).idempotency_key ?? undefined;
}
