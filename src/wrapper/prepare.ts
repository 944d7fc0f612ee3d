/** From a method's arguments to a request that is checked and serialised once, before anything is sent. */
import type { Operation } from '../generated/operations.ts';
import { refuse, show } from './checks.ts';
import { issuesOf } from './complaints.ts';
import { copyFields } from './copy-fields.ts';
import {
  describeRequest,
  type Issue,
  isPrefactorError,
  PrefactorClientError,
  type RequestDescription,
} from './errors.ts';
import { createIdempotencyKey, invalidKey, keyProblem } from './idempotency.ts';

/** What a resource method hands over. */
export interface CallInput {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: object | undefined;
  readonly body?: object | undefined;
  /** What a success must keep to beyond the document's description. */
  readonly inspect?: (body: object, possiblyApplied: boolean) => readonly Issue[];
}

/** A request every attempt of a call sends alike. */
export interface PreparedRequest {
  readonly operation: Operation;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: Record<string, unknown> | undefined;
  readonly body: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly inspect: CallInput['inspect'];
  /** What errors say of it. */
  readonly description: RequestDescription;
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
  const { id, method, path } = operation;
  let description: RequestDescription = { operation: id, method, path, attempts: 0 };
  try {
    const pathParameters = checkedIds(operation, input.path ?? {});
    description = { ...description, path: filledIn(path, pathParameters) };
    const query = checkedQuery(operation, input.query);
    const copy =
      operation.checkBody &&
      copyFields(orEmpty(input.body), operation.bodyTimestamps, { operation: id, name: 'body' });
    const idempotencyKey = chooseKey(operation, copy, options.idempotencyKey, keyPrefix);
    if (idempotencyKey !== undefined) description = { ...description, idempotencyKey };
    if (copy !== undefined && operation.key === 'body') copy['idempotency_key'] = idempotencyKey;
    refuse('invalid_argument', id, issuesOf(operation.checkBody, copy));
    const body = copy && serialize(id, copy);
    return { operation, pathParameters, query, body, idempotencyKey, inspect: input.inspect, description };
  } catch (error) {
    if (isPrefactorError(error)) describeRequest(error, description);
    throw error;
  }
}

/** The path as people read it. */
function filledIn(template: string, ids: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
}

/** What is left out is empty; what is given, `null` included, is checked. */
function orEmpty(value: object | undefined): object {
  return value === undefined ? {} : value;
}

function checkedQuery(operation: Operation, query: object | undefined): Record<string, unknown> | undefined {
  if (operation.checkQuery === undefined) return undefined;
  const copy = copyFields(orEmpty(query), operation.queryTimestamps, {
    operation: operation.id,
    name: 'query',
  });
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
  if (operation.key === undefined || operation.key === 'items') {
    if (fromOptions === undefined) return undefined;
    const why = operation.key === 'items' ? 'each bulk item has its own' : 'a read needs none';
    throw invalidKey('options.idempotencyKey', `must not be given here: ${why}`);
  }
  const fromBody = operation.key === 'body' ? ownKey(body) : undefined;
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
