/** The error that the API's no becomes: of a whole request, or of an item of a bulk request. */
import type { ErrorCode } from '../../generated/types.ts';
import { keyAlreadyUsed, statusOf } from '../errors/codes.ts';
import type { ApiErrorDetails } from '../errors/details.ts';
import {
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorConflictError,
  PrefactorNotFoundError,
  PrefactorRateLimitError,
  PrefactorServerError,
  PrefactorValidationError,
} from '../errors/errors.ts';
import { withoutPrototype } from '../own-properties.ts';
import { isFields } from '../validation/schema.ts';

/** What the API says when it says no. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly errors?: unknown;
}

/** What earlier attempts at the same say of the one that is refused. */
export interface EarlierAttempts {
  /** Whether one may have been carried out. */
  readonly possiblyApplied: boolean;
  /** Whether one may have used the key, taking a 5xx for the word of a proxy. */
  readonly possiblyUsedKey: boolean;
}

/**
 * @param body Without secrets.
 * @param place What the message adds to the code: `, HTTP 404`.
 */
export function apiErrorOf(
  body: ErrorBody,
  details: Pick<ApiErrorDetails, 'statusCode' | 'requestId' | 'retryAfter'>,
  earlier: EarlierAttempts,
  place = '',
): PrefactorApiError {
  const { code: givenCode, message: givenMessage, errors } = withoutPrototype(body);
  const [code, message] = [bounded(givenCode), bounded(givenMessage)];
  const possiblyApplied = code === keyAlreadyUsed ? earlier.possiblyUsedKey : earlier.possiblyApplied;
  const advice = code === keyAlreadyUsed ? adviceOnUsedKey(possiblyApplied) : '';
  return errorFor(`${message} (${code}${place})${advice}`, {
    ...details,
    code,
    detail: message,
    body,
    errors: byField(errors),
    possiblyApplied,
  });
}

/** Characters of what a server says in an error's own properties; `body` has more of it. */
const longestText = 1_000;

/** A text of an answer, no longer than people read. */
export function bounded(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** What the API objects to: perhaps a list or a text. */
function byField(errors: unknown): Readonly<Record<string, unknown>> {
  return errors === undefined || errors === null ? {} : isFields(errors) ? errors : { '': errors };
}

/** An error of the class that its code stands for, or else its status. */
export function errorFor(
  message: string,
  details: ApiErrorDetails & {
    readonly errors?: Readonly<Record<string, unknown>>;
    readonly possiblyApplied?: boolean;
  },
): PrefactorApiError {
  return new (classOf(statusOf(details)))(message, details);
}

function adviceOnUsedKey(possiblyApplied: boolean): string {
  return possiblyApplied
    ? ': an earlier attempt with this key, which had no answer, was carried out'
    : ': an earlier call with this key was carried out, or another write used it; give each write a key of its own';
}

function classOf(status: number) {
  if (status === 401 || status === 403) return PrefactorAuthError;
  if (status === 404) return PrefactorNotFoundError;
  if (status === 409) return PrefactorConflictError;
  if (status === 400 || status === 422) return PrefactorValidationError;
  if (status === 429) return PrefactorRateLimitError;
  return status >= 500 ? PrefactorServerError : PrefactorApiError;
}
