/**
 * Every error this package throws: one base class, and one class per kind of failure, each saying what it knows and what
 * to do about it. An aborted call is the one exception: it rejects with the signal's own `reason`.
 */
import type { ErrorCode } from '../../generated/types.ts';
import { ownProperty, withoutPrototype } from '../own-properties.ts';
import { brandErrors } from './brand.ts';
import { outlineOf } from './causes.ts';
import type { ApiErrorDetails, Issue, RequestDescription, TimeoutPhase } from './details.ts';

/** The base of every error this package throws. */
export class PrefactorHttpError extends Error implements RequestDescription {
  override readonly name: string = 'PrefactorHttpError';
  /** What kind of failure it is, for code to compare; each class says which. */
  declare readonly code: string | undefined;
  declare readonly operation?: string;
  declare readonly method?: string;
  declare readonly path?: string;
  declare readonly attempts?: number;
  declare readonly idempotencyKey?: string;

  /**
   * A plain object that is safe to log: no token, no headers, no body of the request or the answer, and causes by name and
   * message only. What the API says itself (`message`, `detail`, `errors`) may repeat values that it was sent.
   */
  toJSON(): Record<string, unknown> {
    const { body, bodySnippet, ...fields } = this as { body?: unknown; bodySnippet?: unknown };
    const json: Record<string, unknown> = { ...fields, name: this.name, message: this.message };
    const cause = outlineOf(ownProperty<Error, 'cause'>(this, 'cause'));
    if (cause !== undefined) json['cause'] = cause;
    for (const [name, value] of Object.entries(json)) {
      if (isPrefactorError(value)) json[name] = value.toJSON();
      else if (!isWritable(value)) json[name] = '[cannot be shown]';
    }
    return json;
  }
}

/** Whether a value can be written as JSON: one that is nested too deep cannot. */
function isWritable(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

/** A bad option or argument, a closed client: repeating the same would not help. */
export class PrefactorClientError extends PrefactorHttpError {
  override readonly name = 'PrefactorClientError';
  /** What kind of misuse: `invalid_config`, `invalid_argument`, `client_closed`, … */
  override readonly code: string;
  /** Each broken rule separately. Empty when the message says it all. */
  readonly issues: readonly Issue[];

  constructor(message: string, details: { code: string; issues?: readonly Issue[]; cause?: unknown }) {
    super(message, causeOf(details));
    const { code, issues = [] } = withoutPrototype(details);
    this.code = code;
    this.issues = issues;
  }
}

/** No usable answer came: refused, reset, DNS, TLS, or cut off in the body. `cause` holds the runtime's own error. */
export class PrefactorConnectionError extends PrefactorHttpError {
  override readonly name: string = 'PrefactorConnectionError';
  /** The runtime's error code where it gave one: `ECONNREFUSED`, `ENOTFOUND`, …; `refused_by_proxy` where a proxy refused. */
  override readonly code: string | undefined;
  /** `false` when certainly no byte of the request reached the server, so that it cannot have been carried out. */
  readonly requestSent: boolean;

  constructor(
    message: string,
    details: { code?: string | undefined; requestSent: boolean; cause?: unknown },
  ) {
    super(message, causeOf(details));
    const { code, requestSent } = withoutPrototype(details);
    this.code = code;
    this.requestSent = requestSent;
  }
}

/** An attempt (`requestTimeout`, `connectTimeout`) or the whole call (`totalTimeout`) timed out. */
export class PrefactorTimeoutError extends PrefactorConnectionError {
  override readonly name = 'PrefactorTimeoutError';
  /** What the attempt was doing; `total` when `totalTimeout` ended the call. */
  readonly phase: TimeoutPhase;
  /** Whether this process stood still and noticed the end of the time late, so that it says nothing of the server. */
  readonly late: boolean;

  constructor(
    message: string,
    details: { phase: TimeoutPhase; requestSent: boolean; late?: boolean; cause?: unknown },
  ) {
    super(message, { ...details, code: 'timeout' });
    this.phase = details.phase;
    this.late = ownProperty(details, 'late') ?? false;
  }
}

/** The circuit breaker is open after repeated failures: nothing was sent. */
export class PrefactorCircuitOpenError extends PrefactorHttpError {
  override readonly name = 'PrefactorCircuitOpenError';
  override readonly code = 'circuit_open';
}

/** The API answered with an error. */
export class PrefactorApiError extends PrefactorHttpError {
  override readonly name: string = 'PrefactorApiError';
  /** The API's own code, e.g. `not_found`; `http_<status>` when the answer had no error envelope (a proxy's page, for instance). */
  override readonly code: ErrorCode;
  /** The HTTP status. 200 for an item of a bulk request, since the request as a whole was answered 200. */
  readonly statusCode: number;
  /** The API's own text, to which `message` adds the code and the status; `undefined` when there was no error envelope. */
  readonly detail: string | undefined;
  /** The answer's `x-request-id`, to quote to Prefactor's support; `null` when there was none. */
  readonly requestId: string | null;
  /** The parsed error envelope, of a large one its beginning; or the first 200 characters of an answer without one. */
  readonly body: unknown;
  /** How long the server asked to wait, in milliseconds; `undefined` when it did not say. */
  readonly retryAfter: number | undefined;

  constructor(message: string, details: ApiErrorDetails) {
    super(message);
    const { code, statusCode, detail, requestId = null, body, retryAfter } = withoutPrototype(details);
    this.code = code;
    this.statusCode = statusCode;
    this.detail = detail;
    this.requestId = requestId;
    this.body = body;
    this.retryAfter = retryAfter;
  }
}

// A code that the document knows decides the class, whatever status it comes with; the status does where it is unknown.

/** 401 or 403: the token is missing, wrong or revoked, or does not allow this. */
export class PrefactorAuthError extends PrefactorApiError {
  override readonly name = 'PrefactorAuthError';
}

/** 404: no such thing, or not visible to this token. */
export class PrefactorNotFoundError extends PrefactorApiError {
  override readonly name = 'PrefactorNotFoundError';
}

/**
 * 409: the action is not allowed in the current state, such as finishing what is finished (`code: 'invalid_action'`), or
 * the key was used before (`code: 'idempotency_key_already_used'`).
 */
export class PrefactorConflictError extends PrefactorApiError {
  override readonly name = 'PrefactorConflictError';
  /**
   * `true` when an earlier attempt of this very call may have done it: it was sent and never answered. With
   * `idempotency_key_already_used` it did: this call then failed only because it was carried out before.
   */
  readonly possiblyApplied: boolean;

  constructor(message: string, details: ApiErrorDetails & { readonly possiblyApplied?: boolean }) {
    super(message, details);
    this.possiblyApplied = ownProperty(details, 'possiblyApplied') ?? false;
  }
}

/** 400 or 422: the API rejected what was sent. */
export class PrefactorValidationError extends PrefactorApiError {
  override readonly name = 'PrefactorValidationError';
  /** What the API objects to, by field, or under `''` what it does not give by field; empty when it does not say. */
  readonly errors: Readonly<Record<string, unknown>>;

  constructor(
    message: string,
    details: ApiErrorDetails & { readonly errors?: Readonly<Record<string, unknown>> | undefined },
  ) {
    super(message, details);
    this.errors = ownProperty(details, 'errors') ?? {};
  }
}

/** 429: too many requests. `retryAfter` says how long the server asked to wait, if it did. */
export class PrefactorRateLimitError extends PrefactorApiError {
  override readonly name = 'PrefactorRateLimitError';
}

/** 5xx: the API, or a proxy in front of it, failed. */
export class PrefactorServerError extends PrefactorApiError {
  override readonly name = 'PrefactorServerError';
}

/** The answer violates the OpenAPI document: not JSON, not the described object, too large. */
export class PrefactorResponseContractError extends PrefactorHttpError {
  override readonly name = 'PrefactorResponseContractError';
  override readonly code = 'response_contract';
  /** The HTTP status of the answer. */
  readonly statusCode: number;
  /** The answer's `x-request-id`, or `null`. */
  readonly requestId: string | null;
  /** The first 200 characters of the answer. */
  readonly bodySnippet: string;
  /** Where the answer and the document differ. */
  readonly issues: readonly Issue[];
  /**
   * `true` when a write was carried out, since the API itself says so, but the rest of the answer is unusable: do not send
   * it again. `undefined` when that is not known, because the answer to a write is not the API's own. Otherwise `false`.
   */
  readonly applied: boolean | undefined;

  constructor(
    message: string,
    details: {
      statusCode: number;
      requestId?: string | null;
      bodySnippet?: string;
      issues?: readonly Issue[];
      applied?: boolean | undefined;
      cause?: unknown;
    },
  ) {
    super(message, causeOf(details));
    const {
      statusCode,
      requestId = null,
      bodySnippet = '',
      issues = [],
      applied,
    } = withoutPrototype(details);
    this.statusCode = statusCode;
    this.requestId = requestId;
    this.bodySnippet = bodySnippet;
    this.issues = issues;
    this.applied = Object.hasOwn(details, 'applied') ? applied : false;
  }
}

/** Every allowed attempt failed, or the server asked for a longer wait than `maxRetryDelay`. */
export class PrefactorRetryExhaustedError extends PrefactorHttpError {
  override readonly name = 'PrefactorRetryExhaustedError';
  /** What the last attempt failed with; also the `cause`. */
  readonly lastError: PrefactorHttpError;
  override readonly attempts: number;
  /** `lastError.code`, where it has one. */
  override readonly code: string | undefined;
  /** `lastError.statusCode`, where it has one. */
  readonly statusCode: number | undefined;
  /** `lastError.requestId`, where it has one. */
  readonly requestId: string | null;
  /** `lastError.retryAfter` in milliseconds, where it has one. */
  readonly retryAfter: number | undefined;

  constructor(lastError: PrefactorHttpError, attempts: number) {
    const tries = attempts === 1 ? 'after 1 attempt' : `after ${attempts} attempts`;
    super(`gave up ${tries}: ${lastError.message}`, { cause: lastError });
    const api = lastError instanceof PrefactorApiError ? lastError : undefined;
    this.lastError = lastError;
    this.attempts = attempts;
    this.code = ownProperty(lastError, 'code');
    this.statusCode = api?.statusCode;
    this.requestId = api?.requestId ?? null;
    this.retryAfter = api?.retryAfter;
  }
}

brandErrors({
  error: PrefactorHttpError,
  PrefactorClientError,
  PrefactorConnectionError,
  PrefactorTimeoutError,
  PrefactorCircuitOpenError,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorNotFoundError,
  PrefactorConflictError,
  PrefactorValidationError,
  PrefactorRateLimitError,
  PrefactorServerError,
  PrefactorResponseContractError,
  PrefactorRetryExhaustedError,
});

/** Whether a value is an error of this package, of whatever copy or realm: what `instanceof` says of it. */
export function isPrefactorError(error: unknown): error is PrefactorHttpError {
  return error instanceof PrefactorHttpError;
}

function causeOf(details: { cause?: unknown }): { cause?: unknown } | undefined {
  const cause = ownProperty(details, 'cause');
  return cause === undefined ? undefined : { cause };
}
