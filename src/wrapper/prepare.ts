/** From a method's arguments to a request that is checked and serialised once, before anything is sent. */
import type { Operation } from '../generated/operations.ts';
import { refuse, show } from './checks.ts';
import { issuesOf } from './complaints.ts';
import { type Issue, PrefactorClientError } from './errors.ts';
import { createIdempotencyKey, invalidKey, keyProblem } from './idempotency.ts';

/** What a resource method hands over. */
export interface CallInput {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: object | undefined;
  readonly body?: object | undefined;
  /** What a success must keep to beyond the document's description. */
  readonly inspect?: (body: object) => readonly Issue[];
}

/** A request every attempt of a call sends alike. */
export interface PreparedRequest {
  readonly operation: Operation;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The path with ids filled in, for people to read. */
  readonly path: string;
  readonly query: Record<string, unknown> | undefined;
  readonly body: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly inspect: CallInput['inspect'];
}

/**
 * @throws {PrefactorClientError} `code: 'invalid_argument'` when an id, the query, the body or the key breaks a rule.
 */
export function prepareRequest(
  operation: Operation,
  input: CallInput,
  options: { idempotencyKey?: string | undefined },
  keyPrefix: string | undefined,
): PreparedRequest {
  const pathParameters = checkedIds(operation, input.path ?? {});
  const query = checkedQuery(operation, input.query);
  const copy =
    operation.checkBody && copyFields(operation.id, 'the body', input.body ?? {}, operation.bodyTimestamps);
  const idempotencyKey = chooseKey(operation, copy, options.idempotencyKey, keyPrefix);
  if (copy !== undefined && idempotencyKey !== undefined) copy['idempotency_key'] = idempotencyKey;
  refuse('invalid_argument', operation.id, issuesOf(operation.checkBody, copy));
  return {
    operation,
    pathParameters,
    path: operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(pathParameters[name] ?? ''),
    ),
    query,
    body: copy && serialize(operation.id, copy),
    idempotencyKey,
    inspect: input.inspect,
  };
}

function checkedQuery(operation: Operation, query: object | undefined): Record<string, unknown> | undefined {
  if (operation.checkQuery === undefined) return undefined;
  const copy = copyFields(operation.id, 'the query', query ?? {}, operation.queryTimestamps);
  refuse('invalid_argument', operation.id, issuesOf(operation.checkQuery, copy));
  return copy;
}

function checkedIds(operation: Operation, given: Readonly<Record<string, unknown>>): Record<string, string> {
  const ids: Record<string, string> = {};
  const issues: Issue[] = [];
  for (const name of operation.pathParameters) {
    const id = given[name];
    if (typeof id !== 'string' || id === '')
      issues.push({ path: name, message: `must be an id, not ${show(id)}` });
    else if (id === '.' || id === '..')
      issues.push({ path: name, message: `must not be ${show(id)}, which would change the path` });
    else if (!id.isWellFormed()) issues.push({ path: name, message: 'must be well-formed text' });
    else ids[name] = id;
  }
  refuse('invalid_argument', operation.id, issues);
  return ids;
}

function chooseKey(
  operation: Operation,
  body: Record<string, unknown> | undefined,
  fromOptions: string | undefined,
  prefix: string | undefined,
): string | undefined {
  if (operation.key !== 'body') {
    if (fromOptions === undefined) return undefined;
    const where =
      operation.key === 'items' ? 'is not for bulk: each item has its own' : 'has no place in this operation';
    throw invalidKey('options.idempotencyKey', where);
  }
  const fromBody = body?.['idempotency_key'] ?? undefined;
  if (fromBody === undefined) return fromOptions ?? createIdempotencyKey(prefix);
  const problem = keyProblem(fromBody, 1, 64);
  if (problem !== undefined) throw invalidKey('idempotency_key', problem);
  if (fromOptions !== undefined && fromOptions !== fromBody) {
    throw invalidKey('options.idempotencyKey', 'differs from the idempotency_key in the body: give only one');
  }
  return String(fromBody);
}

/**
 * Copies an object along the paths of its timestamps, where a `Date` becomes text, and drops fields that are
 * `undefined`. Everything else is shared with the original, which is never changed.
 */
export function copyFields(
  operation: string,
  what: string,
  value: unknown,
  timestamps: readonly (readonly string[])[],
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse('invalid_argument', operation, [
      { path: '', message: `${what} must be an object, not ${show(value)}` },
    ]);
  }
  const copy = ownFields(value as object);
  for (const timestamp of timestamps) isoText(operation, copy, timestamp, 0);
  return copy;
}

function isoText(
  operation: string,
  holder: Record<string, unknown>,
  path: readonly string[],
  depth: number,
): void {
  const name = path[depth] ?? '';
  const value = holder[name];
  if (typeof value !== 'object' || value === null) return;
  if (depth < path.length - 1) {
    const inner = ownFields(value);
    holder[name] = inner;
    isoText(operation, inner, path, depth + 1);
  } else if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) {
      refuse('invalid_argument', operation, [{ path: path.join('.'), message: 'is an invalid Date' }]);
    }
    holder[name] = value.toISOString();
  }
}

function ownFields(value: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) copy[name] = field;
  }
  return copy;
}

function serialize(operation: string, body: object): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PrefactorClientError(`${operation}: the body cannot be written as JSON: ${reason}`, {
      code: 'invalid_argument',
      issues: [{ path: '', message: reason }],
      cause,
    });
  }
}
