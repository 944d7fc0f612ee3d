/** The headers of a request: those of every request of a client, those of this one, and those that a caller adds. */
import { VERSION } from '../../generated/version.ts';
import { fitsHeader } from '../idempotency.ts';
import { plainObject } from '../validation/rules.ts';

/** Headers that a caller adds or replaces; `null` removes one. */
export type GivenHeaders = Readonly<Record<string, string | null | undefined>>;

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
  given: GivenHeaders | undefined,
): Record<string, string> {
  const headers: Record<string, string> = { ...common };
  if (request.body !== undefined) headers['content-type'] = 'application/json';
  const { idempotencyKey } = request;
  // A key that no header can carry is in the body alone.
  if (idempotencyKey !== undefined && fitsHeader(idempotencyKey)) headers['idempotency-key'] = idempotencyKey;
  if (given === undefined) return headers;
  for (const [name, value] of Object.entries(given)) {
    if (value === null) delete headers[name.toLowerCase()];
    else if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** What a caller gives in place of the client's token, under any spelling of the header's name. */
export function authorizationsIn(given: GivenHeaders | undefined): string[] {
  return Object.entries(given ?? {}).flatMap(([name, value]) =>
    name.toLowerCase() === 'authorization' && typeof value === 'string' ? [value] : [],
  );
}

// Set by the client or the connection; another value would break the request or the promise of one key per call.
const ownHeaders = new Set(['connection', 'content-length', 'host', 'idempotency-key', 'transfer-encoding']);

/** What is wrong with the option `headers`, or `undefined`. */
export function headersProblem(value: unknown): string | undefined {
  const problem = plainObject(value);
  if (problem !== undefined) return problem;
  if (Symbol.iterator in (value as object))
    return 'must be an object with a field for each header: Object.fromEntries makes one of `Headers` or a `Map`';
  for (const [name, content] of Object.entries(value as object)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return 'has a name that is no valid header name';
    if (ownHeaders.has(name.toLowerCase()))
      return `must not set ${name.toLowerCase()}, which the client sets itself`;
    if (content === null || content === undefined) continue;
    if (typeof content !== 'string' || !/^[\t -~\u0080-\u00ff]*$/.test(content)) {
      return `has a value for ${name} that is not text in Latin-1 without line breaks`;
    }
  }
  return undefined;
}
