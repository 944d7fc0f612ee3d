/** The headers of a request: those of every request of a client, those of this one, and those that a caller adds. */
import { VERSION } from '../../generated/version.ts';
import { fitsHeader } from '../idempotency.ts';
import { plainObject } from '../validation/rules.ts';

/** Headers that a caller adds or replaces, by name; `null` removes one. */
export type HeaderFields = Readonly<Record<string, string | null | undefined>>;

/** Headers in any form that `fetch` takes: an object, `Headers` of any make, or pairs of name and value. */
export type GivenHeaders =
  | HeaderFields
  | Iterable<readonly (string | null | undefined)[]>
  | { forEach(visit: (value: string, name: string) => void): void };

/**
 * Headers by name, read once; as it was given where it has no form that headers may have. Several of one name become one,
 * as in `Headers`.
 */
export function headerFields(given: unknown): unknown {
  const pairs = pairsOf(given);
  if (pairs === undefined) return plainObject(given) === undefined ? { ...(given as object) } : given;
  const fields: Record<string, unknown> = Object.create(null);
  for (const [name, value] of pairs) {
    const before = fields[name];
    fields[name] = typeof before === 'string' && typeof value === 'string' ? `${before}, ${value}` : value;
  }
  return fields;
}

function pairsOf(given: unknown): [string, unknown][] | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  if (Symbol.iterator in given && typeof given[Symbol.iterator] === 'function') {
    const pairs: [string, unknown][] = [];
    for (const item of given as Iterable<unknown>) {
      const pair = pairIn(item);
      if (pair === undefined) return undefined;
      pairs.push(pair);
    }
    return pairs;
  }
  // `Headers` of some makes can only be visited.
  if (!('forEach' in given) || typeof given.forEach !== 'function') return undefined;
  const pairs: [string, unknown][] = [];
  given.forEach((value: unknown, name: unknown) => {
    pairs.push([String(name), value]);
  });
  return pairs;
}

/** Name and value; `undefined` when it is no pair, which is known without a look at all that is in it. */
function pairIn(item: unknown): [string, unknown] | undefined {
  if (typeof item !== 'object' || item === null || !(Symbol.iterator in item)) return undefined;
  const parts: unknown[] = [];
  for (const part of item as Iterable<unknown>) if (parts.push(part) > 2) return undefined;
  const [name, value] = parts;
  return parts.length === 2 && typeof name === 'string' ? [name, value] : undefined;
}

/** What all requests of a client have in common. */
export function commonHeaders(config: {
  readonly apiToken: string;
  readonly sdkHeader: string | undefined;
}): Readonly<Record<string, string>> {
  return {
    accept: 'application/json',
    authorization: `Bearer ${config.apiToken}`,
    'x-prefactor-sdk': sdkHeader(config.sdkHeader),
  };
}

/** Who sends, outermost package first: the given tokens, then this package's own, none twice. */
function sdkHeader(upstream: string | undefined): string {
  const tokens = upstream === undefined ? [] : upstream.split(' ');
  return [...new Set([...tokens, `prefactor-http@${VERSION}`])].join(' ');
}

/** All headers of one request, with names in lower case. */
export function headersOf(
  common: Readonly<Record<string, string>>,
  request: { readonly body: string | undefined; readonly idempotencyKey: string | undefined },
  given: HeaderFields | undefined,
): Record<string, string> {
  const headers: Record<string, string> = { ...common };
  if (request.body !== undefined) headers['content-type'] = 'application/json';
  const { idempotencyKey } = request;
  // A key that no header can carry is in the body alone.
  if (idempotencyKey !== undefined && fitsHeader(idempotencyKey)) headers['idempotency-key'] = idempotencyKey;
  if (given === undefined) return headers;
  for (const [name, value] of Object.entries(given)) {
    // Absent, it would allow every encoding; and whatever sends the request would add its own.
    if (value === null && name.toLowerCase() === 'accept-encoding') headers['accept-encoding'] = 'identity';
    else if (value === null) delete headers[name.toLowerCase()];
    else if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** What a caller gives in place of the client's token, under any spelling of the header's name. */
export function authorizationsIn(given: HeaderFields | undefined): string[] {
  return Object.entries(given ?? {}).flatMap(([name, value]) =>
    name.toLowerCase() === 'authorization' && typeof value === 'string' ? [value] : [],
  );
}

// Set by the client or the connection: another value would break the request or the promise of one key per call, and be
// taken for an outage.
const ownHeaders = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'idempotency-key',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What is wrong with the option `headers`, as {@link headerFields} reads it, or `undefined`. */
export function headersProblem(value: unknown): string | undefined {
  const problem = plainObject(value);
  if (problem !== undefined) return problem;
  if (Symbol.iterator in (value as object))
    return 'must have a pair of name and value for each header, where it is no object with a field for each';
  for (const [name, content] of Object.entries(value as object)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return 'has a name that is no valid header name';
    if (ownHeaders.has(name.toLowerCase()))
      return `must not set ${name.toLowerCase()}, which the client sets itself`;
    const ofContent = contentProblem(name, content);
    if (ofContent !== undefined) return ofContent;
  }
  return undefined;
}

function contentProblem(name: string, content: unknown): string | undefined {
  const lower = name.toLowerCase();
  if (content === undefined) return undefined;
  if (content !== null && (typeof content !== 'string' || !/^[\t -~\u0080-\u00ff]*$/.test(content)))
    return `has a value for ${name} that is not text in Latin-1 without line breaks`;
  if (
    lower === 'content-type' &&
    (content === null || !/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(content))
  )
    return 'must not set content-type to anything but JSON, which is what the client sends';
  if (lower === 'accept-encoding' && content !== null && !isReadable(content))
    return 'must not set accept-encoding to anything but gzip, deflate, br and identity, which the client reads';
  return undefined;
}

/** Whether answers in these encodings can be read: a write that was carried out would seem to have failed. */
function isReadable(encodings: string): boolean {
  return encodings
    .split(',')
    .every(
      (one) =>
        /^\s*((x-)?gzip|deflate|br|identity)?\s*(;.*)?$/i.test(one) || /^[^;]*;\s*q=0(\.0*)?\s*$/i.test(one),
    );
}
