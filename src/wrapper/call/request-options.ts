/** What a single call may change. */

import type { Hooks } from '../hooks.ts';
import { keyProblem } from '../idempotency.ts';
import { withoutPrototype } from '../own-properties.ts';
import {
  abortSignal,
  boolean,
  errorStatusCodes,
  findIssues,
  fn,
  milliseconds,
  plainObject,
  type Rule,
  reading,
  refuse,
  refuseIfAny,
  wholeNumber,
} from '../validation/rules.ts';
import { type GivenHeaders, type HeaderFields, headerFields, headersProblem } from './headers.ts';

declare global {
  // For the types of a project that has neither the DOM's nor Node's. Where there is an `AbortSignal`, this adds nothing.
  interface AbortSignal {}
}

/** Options of one call, every method's last argument. `undefined` means as the client was configured. */
export interface RequestOptions {
  /**
   * The idempotency key of this write, 1 to 64 characters: give the same one to repeat a call safely.
   * Refused for reads, and for bulk, whose items have their own. Default: a new one for each call.
   */
  readonly idempotencyKey?: string | undefined;
  /** Ends the call at once, whatever it is doing; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Timeout of one attempt in milliseconds, instead of `requestTimeout`. */
  readonly timeout?: number | undefined;
  /** How many attempts may follow the first. */
  readonly maxRetries?: number | undefined;
  /** The statuses to retry. */
  readonly retryOnStatusCodes?: readonly number[] | undefined;
  /** Headers to add or replace: an object, `Headers`, or pairs of name and value. `null` removes one. */
  readonly headers?: GivenHeaders | undefined;
  /**
   * Fields to add to the body, unchecked: those that the API knows and the document does not yet. Objects are merged into
   * objects (`{ details: { new_field: 1 } }`), also into those of an array, by index (`{ items: { 0: { new_field: 1 } } }`);
   * a field that the document knows is refused.
   */
  readonly extraBody?: object | undefined;
  /** Parameters to add to the query, unchecked, in the same way. */
  readonly extraQuery?: object | undefined;
  /** Whether the arguments are checked against the OpenAPI document, as `validateRequests` says for all calls. */
  readonly validateRequest?: boolean | undefined;
  /** Called when the API asks the agent to stop, in addition to the client's own `hooks.onControlSignal`. */
  readonly onControlSignal?: Hooks['onControlSignal'];
}

export const requestRules: Readonly<Record<keyof RequestOptions, Rule>> = {
  idempotencyKey: (value) => keyProblem(value, 1, 64),
  signal: abortSignal,
  timeout: milliseconds,
  maxRetries: wholeNumber,
  retryOnStatusCodes: errorStatusCodes,
  headers: headersProblem,
  extraBody: plainObject,
  extraQuery: plainObject,
  validateRequest: boolean,
  onControlSignal: fn,
};

/** The options of a call, read once. */
export type ResolvedRequestOptions = Omit<RequestOptions, 'headers'> & {
  readonly headers?: HeaderFields | undefined;
};

/**
 * A copy of the options that nobody else can change.
 * @throws {PrefactorClientError} `code: 'invalid_argument'`, naming every option that is wrong.
 */
export function resolveRequestOptions(options: RequestOptions | undefined): ResolvedRequestOptions {
  if (options === undefined) return none;
  return readOptions('invalid options', '', options, requestRules);
}

/**
 * Options with headers among them, read once.
 *
 * @throws {PrefactorClientError} `code: 'invalid_argument'`, naming every option that is wrong.
 */
export function readOptions<Options extends { readonly headers?: GivenHeaders | undefined }>(
  what: string,
  path: string,
  options: Options,
  rules: Readonly<Record<keyof Options & string, Rule>>,
): Omit<Options, 'headers'> & { readonly headers?: HeaderFields | undefined } {
  return reading(what, path || 'they', () => {
    const problem = plainObject(options);
    if (problem !== undefined) refuse('invalid_argument', what, { path, message: problem });
    const given = withoutPrototype<{ headers?: unknown }>(options);
    if (given.headers !== undefined)
      given.headers = reading(what, 'headers', () => headerFields(given.headers));
    refuseIfAny('invalid_argument', what, findIssues(given, rules));
    return given as Omit<Options, 'headers'> & { readonly headers?: HeaderFields };
  });
}

const none: ResolvedRequestOptions = Object.freeze(Object.create(null));
