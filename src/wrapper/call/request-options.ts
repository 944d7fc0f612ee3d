/** What a single call may change. */

import type { Hooks } from '../hooks.ts';
import { keyProblem } from '../idempotency.ts';
import {
  errorStatusCodes,
  findIssues,
  fn,
  milliseconds,
  plainObject,
  type Rule,
  refuse,
  refuseIfAny,
  show,
  wholeNumber,
  withoutPrototype,
} from '../validation/rules.ts';

/** Options of one call, every method's last argument. `undefined` means what the client was made with. */
export interface RequestOptions {
  /**
   * The idempotency key of this write, 1 to 64 characters from `!` to `~`: give the same one to repeat a call safely.
   * Refused for reads, and for bulk, whose items have their own. Default: a new one for each call.
   */
  readonly idempotencyKey?: string | undefined;
  /** Ends the call at once, wherever it is; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt, in place of `requestTimeout`. */
  readonly timeout?: number | undefined;
  /** How many attempts may follow the first. */
  readonly maxRetries?: number | undefined;
  /** The statuses that are worth another attempt. */
  readonly retryOnStatusCodes?: readonly number[] | undefined;
  /** Headers to add or replace; `null` removes one. */
  readonly headers?: Readonly<Record<string, string | null | undefined>> | undefined;
  /**
   * Fields to add to the body, unchecked: what the API knows and the document does not yet. Objects are merged into
   * objects (`{ details: { new_field: 1 } }`); a field that the document knows is refused.
   */
  readonly extraBody?: object | undefined;
  /** Parameters to add to the query, unchecked, in the same way. */
  readonly extraQuery?: object | undefined;
  /** Told when the API asks the agent to stop, besides the client's own `hooks.onControlSignal`. */
  readonly onControlSignal?: Hooks['onControlSignal'];
}

// Set by the client or the connection; another value would break the request or the promise of one key per call.
const ownHeaders = new Set(['connection', 'content-length', 'host', 'idempotency-key', 'transfer-encoding']);

export const requestRules: Readonly<Record<keyof RequestOptions, Rule>> = {
  idempotencyKey: (value) => keyProblem(value, 1, 64),
  signal: (value) =>
    typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value
      ? undefined
      : `must be an AbortSignal, not ${show(value)}`,
  timeout: milliseconds,
  maxRetries: wholeNumber,
  retryOnStatusCodes: errorStatusCodes,
  headers: headersProblem,
  extraBody: plainObject,
  extraQuery: plainObject,
  onControlSignal: fn,
};

/**
 * A copy of the options that nobody else can change.
 * @throws {PrefactorClientError} `code: 'invalid_argument'`, naming every option that is wrong.
 */
export function resolveRequestOptions(options: RequestOptions | undefined): RequestOptions {
  if (options === undefined) return none;
  if (typeof options !== 'object' || options === null) {
    refuse('invalid_argument', 'invalid options', {
      path: '',
      message: `must be an object, not ${show(options)}`,
    });
  }
  const given: RequestOptions = withoutPrototype(options);
  refuseIfAny('invalid_argument', 'invalid options', findIssues(given, requestRules));
  return given;
}

const none: RequestOptions = Object.freeze(Object.create(null));

/** Adds the caller's headers to the client's own, whose names are in lower case. */
export function mergeHeaders(
  own: Record<string, string>,
  given: RequestOptions['headers'],
): Record<string, string> {
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value === null) delete own[name.toLowerCase()];
    else if (value !== undefined) own[name.toLowerCase()] = value;
  }
  return own;
}

/** The `Authorization` header of one call, whatever its spelling. */
export function authorizationOf(options: RequestOptions | undefined): string | undefined {
  const headers = Object.entries(options?.headers ?? {});
  return headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? undefined;
}

function headersProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return `must be an object, not ${show(value)}`;
  for (const [name, content] of Object.entries(value)) {
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
