/** What a client is made from: options, then environment, then defaults, all checked when the client is made. */
import {
  atLeastOne,
  callable,
  count,
  errorStatusCodes,
  findIssues,
  milliseconds,
  positiveCount,
  type Rule,
  refuse,
  show,
} from './checks.ts';
import { environmentVariable } from './environment.ts';
import type { Issue } from './errors.ts';
import { keyProblem, maxKeyPrefixLength } from './idempotency.ts';
import type { RetryConfig } from './retry.ts';
import type { Fetch } from './transport/fetch.ts';

/** Options of a client. Every time is in milliseconds; `undefined` means the default. */
export interface HttpClientConfig {
  /**
   * Where the API is, without `/api/v1`. A path in it is kept.
   * Default: the environment variable `PREFACTOR_API_URL`, then `https://app.prefactorai.com`.
   */
  readonly apiUrl?: string | undefined;
  /** The API token. Default: the environment variable `PREFACTOR_API_TOKEN`; one of the two is required. */
  readonly apiToken?: string | undefined;
  /**
   * Milliseconds for one attempt, from entering the transport, queueing included, until the answer is read.
   * Default: 30 000.
   */
  readonly requestTimeout?: number | undefined;
  /** Milliseconds for setting up one connection, TCP and TLS. Refused where `fetch` is used. Default: 10 000. */
  readonly connectTimeout?: number | undefined;
  /** Milliseconds for a whole call: all its attempts and the waits between them. Default: no limit. */
  readonly totalTimeout?: number | undefined;
  /** How many attempts may follow the first; 0 means exactly one request. Default: 3. */
  readonly maxRetries?: number | undefined;
  /** Milliseconds before the first retry, before jitter of ± 25 %. Default: 1 000. */
  readonly initialRetryDelay?: number | undefined;
  /**
   * Milliseconds that no computed wait exceeds. A server that asks for a longer wait ends the call at once.
   * Default: 60 000.
   */
  readonly maxRetryDelay?: number | undefined;
  /** What each further wait is multiplied by. Default: 2. */
  readonly retryMultiplier?: number | undefined;
  /** The statuses that are worth another attempt. Default: 429, 500, 502, 503, 504. */
  readonly retryOnStatusCodes?: readonly number[] | undefined;
  /** A prefix for the idempotency keys the client makes, at most 27 characters from `!` to `~`. Default: none. */
  readonly defaultIdempotencyKey?: string | undefined;
  /** `package@version` tokens of what is built on this client, put before its own in `X-Prefactor-SDK`. Default: none. */
  readonly sdkHeader?: string | undefined;
  /** How many connections may be open at once. Refused where `fetch` is used. Default: 64. */
  readonly maxConnections?: number | undefined;
  /** Bytes an answer may have, after decompression. Default: 67 108 864 (64 MiB). */
  readonly maxResponseSize?: number | undefined;
  /** Sends the requests, in place of the client's own connections. Called unbound. Default: none. */
  readonly fetch?: Fetch | undefined;
  /** Whether answers are checked against the OpenAPI document. Default: `true`. */
  readonly validateResponses?: boolean | undefined;
}

/** A config with every default filled in. */
export interface ResolvedConfig extends RetryConfig {
  readonly apiUrl: string;
  readonly apiToken: string;
  readonly requestTimeout: number;
  readonly connectTimeout: number;
  readonly defaultIdempotencyKey: string | undefined;
  readonly sdkHeader: string | undefined;
  readonly maxConnections: number;
  readonly maxResponseSize: number;
  readonly fetch: Fetch | undefined;
  readonly validateResponses: boolean;
}

const rules: Readonly<Record<keyof HttpClientConfig, Rule>> = {
  apiUrl: urlProblem,
  apiToken: tokenProblem,
  requestTimeout: milliseconds,
  connectTimeout: milliseconds,
  totalTimeout: milliseconds,
  maxRetries: count,
  initialRetryDelay: milliseconds,
  maxRetryDelay: milliseconds,
  retryMultiplier: atLeastOne,
  retryOnStatusCodes: errorStatusCodes,
  defaultIdempotencyKey: (value) => keyProblem(value, 1, maxKeyPrefixLength),
  sdkHeader: (value) =>
    typeof value === 'string' && /^[!-~]+( [!-~]+)*$/.test(value)
      ? undefined
      : `must be package@version tokens, one space between them, not ${show(value)}`,
  maxConnections: positiveCount,
  maxResponseSize: positiveCount,
  fetch: callable,
  validateResponses: (value) =>
    typeof value === 'boolean' ? undefined : `must be true or false, not ${show(value)}`,
};

/**
 * @param unsupported Options that the runtime's own transport cannot keep.
 * @throws {PrefactorClientError} `code: 'invalid_config'`, naming every option that is wrong.
 */
export function resolveConfig(config: HttpClientConfig, unsupported: readonly string[]): ResolvedConfig {
  if (typeof config !== 'object' || config === null) {
    refuse('invalid_config', 'invalid configuration', [
      { path: '', message: `must be an object, not ${show(config)}` },
    ]);
  }
  // A null prototype: what somebody did to Object.prototype is no option of ours.
  const given: HttpClientConfig = Object.assign(Object.create(null), config);
  const resolved = {
    apiUrl: given.apiUrl ?? environmentVariable('PREFACTOR_API_URL') ?? 'https://app.prefactorai.com',
    apiToken: given.apiToken ?? environmentVariable('PREFACTOR_API_TOKEN') ?? '',
    requestTimeout: given.requestTimeout ?? 30_000,
    connectTimeout: given.connectTimeout ?? 10_000,
    totalTimeout: given.totalTimeout,
    maxRetries: given.maxRetries ?? 3,
    initialRetryDelay: given.initialRetryDelay ?? 1_000,
    maxRetryDelay: given.maxRetryDelay ?? 60_000,
    retryMultiplier: given.retryMultiplier ?? 2,
    retryOnStatusCodes: given.retryOnStatusCodes ?? [429, 500, 502, 503, 504],
    defaultIdempotencyKey: given.defaultIdempotencyKey,
    sdkHeader: given.sdkHeader,
    maxConnections: given.maxConnections ?? 64,
    maxResponseSize: given.maxResponseSize ?? 64 * 1024 * 1024,
    fetch: given.fetch,
    validateResponses: given.validateResponses ?? true,
  };
  refuse('invalid_config', 'invalid configuration', [
    ...findIssues({ ...given, apiUrl: resolved.apiUrl, apiToken: resolved.apiToken }, rules),
    ...contradictions(given, resolved, unsupported),
  ]);
  return {
    ...resolved,
    apiUrl: normalizeUrl(resolved.apiUrl),
    retryOnStatusCodes: [...resolved.retryOnStatusCodes],
  };
}

function contradictions(
  given: HttpClientConfig,
  { initialRetryDelay, maxRetryDelay }: RetryConfig,
  unsupported: readonly string[],
): Issue[] {
  const issues: Issue[] = [];
  if (initialRetryDelay > maxRetryDelay) {
    const message = `must not exceed maxRetryDelay: ${show(initialRetryDelay)} is above ${show(maxRetryDelay)}`;
    issues.push({ path: 'initialRetryDelay', message });
  }
  const refused = given.fetch === undefined ? unsupported : ['connectTimeout', 'maxConnections'];
  for (const name of refused) {
    if (given[name as keyof HttpClientConfig] === undefined) continue;
    issues.push({ path: name, message: 'cannot be kept where requests go through fetch' });
  }
  return issues;
}

function urlProblem(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) {
    return `must be an absolute URL such as https://app.prefactorai.com, not ${showUrl(value)}`;
  }
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `must start with https:// or http://, not ${showUrl(value)}`;
  }
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (url.search !== '' || url.hash !== '') return 'must not have a query or a fragment';
  return undefined;
}

/** A URL as given, unless it may hold a secret. */
function showUrl(value: unknown): string {
  return typeof value === 'string' && /[@?#]/.test(value) ? 'what was given' : show(value);
}

function normalizeUrl(value: string): string {
  const { origin, pathname } = new URL(value);
  return origin + pathname.replace(/\/+$/, '');
}

function tokenProblem(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must be a string';
  if (value === '') return 'is required: give it, or set PREFACTOR_API_TOKEN';
  return /^[!-~]+$/.test(value)
    ? undefined
    : 'may only have the characters from ! to ~, without spaces or line breaks';
}
