/** Which idempotency key a call carries: the caller's, from body or options, or a new one. */
import type { Operation } from './call/operations.ts';
import { createIdempotencyKey, invalidKey, keyProblem } from './idempotency.ts';

/**
 * @param body The caller's body, where one is possible.
 * @param fromOptions The caller's `options.idempotencyKey`, already checked.
 * @param prefix Of keys that are made here.
 * @returns `undefined` for reads, and for bulk, whose items have their own.
 * @throws {PrefactorClientError} When a key breaks a rule, is given twice, or has no place.
 */
export function keyOfCall(
  operation: Operation,
  body: object | undefined,
  fromOptions: string | undefined,
  prefix: string | undefined,
): string | undefined {
  if (operation.key === undefined || operation.key === 'items') {
    if (fromOptions === undefined) return undefined;
    const why = operation.key === 'items' ? 'each bulk item has its own' : 'a read needs none';
    throw invalidKey('options.idempotencyKey', `must not be given here: ${why}`);
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
