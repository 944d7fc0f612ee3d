/** The config of a client: options, then environment, then defaults, all checked when the client is created. */

import { environmentVariable } from './environment.ts';
import type { Issue } from './errors/details.ts';
import { boundHooks, type Hooks, hooksProblem } from './hooks.ts';
import { keyPrefixProblem } from './idempotency.ts';
import { withoutPrototype } from './own-properties.ts';
import { breakerProblem, type CircuitBreakerConfig } from './retry/circuit-breaker.ts';
import { type RetryConfig, type RetryOptions, resolveRetry, retryRules } from './retry/options.ts';
import type { Fetch } from './transport/fetch.ts';
import type { UndiciDispatcher } from './transport/transport.ts';
import {
  boolean,
  findIssues,
  fn,
  milliseconds,
  plainObject,
  positiveCount,
  type Rule,
  reading,
  refuse,
  refuseIfAny,
  show,
  wholeNumberUpTo,
} from './validation/rules.ts';

/**
 * What is sent in place of a payload.
 *
 * @param payload A copy, as JSON would have it: yours to change. An object, unless a payload of another kind was let
 *   through by `validateRequest: false`.
 * @param path Where it is in the body, or in the bulk item: `details.payload`, `result_payload`.
 * @returns What to send: an object, and no promise. It may have values made by `sensitive`.
 */
export type Redact = (payload: Record<string, unknown>, path: string) => object & { readonly then?: never };

/** Options of a client. Every time is in milliseconds; `undefined` means the default. */
export interface HttpClientConfig extends RetryOptions {
  /**
   * Where the API is, as text or a `URL`. A path in it is kept, except for `/api/v1` and what follows it in the API's own paths.
   * Default: the environment variable `PREFACTOR_API_URL`, then `https://app.prefactorai.com`.
   */
  readonly apiUrl?: string | { readonly href: string } | undefined;
  /** The API token. Default: the environment variable `PREFACTOR_API_TOKEN`; one of the two is required. */
  readonly apiToken?: string | undefined;
  /**
   * Timeout of one attempt in milliseconds, from queueing for a connection until the whole answer is read.
   * Default: 30 000.
   */
  readonly requestTimeout?: number | undefined;
  /**
   * Timeout for setting up one connection, TCP and TLS, in milliseconds. Refused with `fetch` or `dispatcher`, which set
   * up their own, and on runtimes that only have `fetch`. Default: 10 000.
   */
  readonly connectTimeout?: number | undefined;
  /** A prefix for the idempotency keys the client makes, at most 27 characters from `!` to `~`. Default: none. */
  readonly defaultIdempotencyKey?: string | undefined;
  /** `package@version` tokens of what is built on this client; they precede its own in `X-Prefactor-SDK`. Default: none. */
  readonly sdkHeader?: string | undefined;
  /** Connections open at once, at most; further requests queue. Refused where `connectTimeout` is. Default: 64. */
  readonly maxConnections?: number | undefined;
  /**
   * Maximum bytes of a request body, as JSON. A larger one is refused before anything is sent; an item of a bulk run or
   * writer that is larger by itself has an error outcome. Default: 33 554 432 (32 MiB).
   */
  readonly maxRequestSize?: number | undefined;
  /**
   * Maximum bytes of an answer, after decompression. No more than 536 870 888, since no text can be longer on Node.
   * Default: 67 108 864 (64 MiB).
   */
  readonly maxResponseSize?: number | undefined;
  /** Sends the requests instead of the client's own connections. Called unbound, never closed. Default: none. */
  readonly fetch?: Fetch | undefined;
  /**
   * An undici dispatcher (7 or newer) to send the requests through, on Node. Never closed by the client.
   * Default: the client's own connection pool, through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name.
   */
  readonly dispatcher?: UndiciDispatcher | undefined;
  /**
   * Called once for every payload, before anything is kept or sent; what it returns is sent instead. When it throws, or
   * returns a promise or no object, a marker is sent in place of the whole payload, and one warning says so. Default: none.
   */
  readonly redact?: Redact | undefined;
  /** Functions called with what the client does: attempts, answers, retries, control signals. Default: none. */
  readonly hooks?: Hooks | undefined;
  /** Stops sending for a while after repeated failures. Default: none. */
  readonly circuitBreaker?: CircuitBreakerConfig | undefined;
  /**
   * Whether arguments are checked against the OpenAPI document before anything is sent. Without the check, whatever
   * TypeScript lets through is sent, with its key. Default: `true`.
   */
  readonly validateRequests?: boolean | undefined;
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
  readonly maxRequestSize: number;
  readonly maxResponseSize: number;
  readonly fetch: Fetch | undefined;
  readonly dispatcher: UndiciDispatcher | undefined;
  readonly redact: Redact | undefined;
  readonly hooks: Hooks;
  readonly circuitBreaker: CircuitBreakerConfig | undefined;
  readonly validateRequests: boolean;
  readonly validateResponses: boolean;
}

const rules: Readonly<Record<keyof HttpClientConfig, Rule>> = {
  ...retryRules,
  apiUrl: urlProblem,
  apiToken: tokenProblem,
  requestTimeout: milliseconds,
  connectTimeout: milliseconds,
  defaultIdempotencyKey: keyPrefixProblem,
  sdkHeader: (value) =>
    typeof value === 'string' && /^[!-~]+( [!-~]+)*$/.test(value) && value.split(' ').every(isPackage)
      ? undefined
      : `must be package@version tokens separated by single spaces, not ${show(value)}`,
  maxConnections: positiveCount,
  maxRequestSize: positiveCount,
  // The longest text of V8.
  maxResponseSize: wholeNumberUpTo(2 ** 29 - 24),
  fetch: fn,
  dispatcher: (value) =>
    typeof value === 'object' && value !== null && 'dispatch' in value && typeof value.dispatch === 'function'
      ? undefined
      : `must be an undici dispatcher, not ${show(value)}`,
  redact: fn,
  hooks: hooksProblem,
  circuitBreaker: breakerProblem,
  validateRequests: boolean,
  validateResponses: boolean,
};

/** Whether a token names a package, perhaps with a scope, and its version. */
function isPackage(token: string): boolean {
  return /^@?[^@]+@[^@]+$/.test(token);
}

/** What a config is checked against. */
interface ConfigContext {
  /** Options that the runtime's own transport does not support. */
  readonly unsupported: readonly string[];
  /** A path without what of it belongs to the API. */
  withoutApiPath(path: string): string;
}

/**
 * @throws {PrefactorClientError} `code: 'invalid_config'`, naming every option that is wrong.
 */
export function resolveConfig(config: HttpClientConfig, context: ConfigContext): ResolvedConfig {
  return reading('invalid configuration', 'it', () => readConfig(config, context), 'invalid_config');
}

function readConfig(config: HttpClientConfig, context: ConfigContext): ResolvedConfig {
  const problem = plainObject(config);
  if (problem !== undefined)
    refuse('invalid_config', 'invalid configuration', { path: '', message: problem });
  const given: HttpClientConfig = withoutPrototype(config);
  const retry = resolveRetry(given);
  const resolved = {
    ...retry.config,
    apiUrl:
      urlTextOf(given.apiUrl) ?? environmentVariable('PREFACTOR_API_URL') ?? 'https://app.prefactorai.com',
    apiToken: given.apiToken ?? environmentVariable('PREFACTOR_API_TOKEN') ?? '',
    requestTimeout: given.requestTimeout ?? 30_000,
    connectTimeout: given.connectTimeout ?? 10_000,
    defaultIdempotencyKey: given.defaultIdempotencyKey,
    sdkHeader: given.sdkHeader,
    maxConnections: given.maxConnections ?? 64,
    maxRequestSize: given.maxRequestSize ?? 32 * 1024 * 1024,
    maxResponseSize: given.maxResponseSize ?? 64 * 1024 * 1024,
    fetch: given.fetch,
    dispatcher: given.dispatcher,
    redact: given.redact,
    hooks: boundHooks(given.hooks),
    circuitBreaker: given.circuitBreaker,
    validateRequests: given.validateRequests ?? true,
    validateResponses: given.validateResponses ?? true,
  };
  refuseIfAny('invalid_config', 'invalid configuration', [
    ...findIssues({ ...given, apiUrl: resolved.apiUrl, apiToken: resolved.apiToken }, rules),
    ...retry.issues,
    ...contradictions(given, context.unsupported),
  ]);
  const { origin, pathname } = new URL(resolved.apiUrl);
  return { ...resolved, apiUrl: origin + context.withoutApiPath(pathname.replace(/\/+$/, '')) };
}

function contradictions(given: HttpClientConfig, unsupported: readonly string[]): Issue[] {
  const issues: Issue[] = [];
  if (given.fetch !== undefined && given.dispatcher !== undefined) {
    issues.push({ path: 'dispatcher', message: 'cannot be used together with fetch: give only one' });
  }
  const hasOwnConnections = given.fetch === undefined && given.dispatcher === undefined;
  for (const name of hasOwnConnections ? unsupported : ['connectTimeout', 'maxConnections']) {
    if (given[name as keyof HttpClientConfig] === undefined) continue;
    const where =
      given.dispatcher === undefined ? 'when requests go through fetch' : 'with a dispatcher of your own';
    issues.push({ path: name, message: `is not supported ${where}` });
  }
  return issues;
}

/** The text of a `URL`. What is neither, a rule refuses. */
function urlTextOf(url: HttpClientConfig['apiUrl']): string | undefined {
  return typeof url === 'object' && typeof url?.href === 'string' ? url.href : (url as string | undefined);
}

function urlProblem(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) {
    const port =
      typeof value === 'string' ? /^https?:\/\/[^/?#@]+:(\d+)(?:$|[/?#])/i.exec(value)?.[1] : undefined;
    if (Number(port) > 65_535) return 'must have a port from 1 to 65535';
    return `must be an absolute URL such as https://app.prefactorai.com, not ${showUrl(value)}`;
  }
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `must start with https:// or http://, not ${showUrl(value)}`;
  }
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';
  if (url.search !== '' || url.hash !== '') return 'must not have a query or a fragment';
  return undefined;
}

/** A URL as given, unless it may hold a secret. */
function showUrl(value: unknown): string {
  return typeof value === 'string' && /[@?#]/.test(value) ? 'what was given' : show(value);
}

function tokenProblem(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must be a string';
  if (value === '') return 'is required: give it, or set PREFACTOR_API_TOKEN';
  if (/^bearer\s/i.test(value)) return 'must be the token alone, without Bearer in front of it';
  return /^[!-~]+$/.test(value)
    ? undefined
    : 'may only contain characters from ! to ~, no spaces or line breaks';
}
