/** What a failure means: whether it may pass by itself, and what it says of the request that failed. */
import { codesOf, fieldOf } from './causes.ts';
import { isTransientCode, refusedByProxy } from './codes.ts';
import {
  isPrefactorError,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorCircuitOpenError,
  PrefactorConnectionError,
  type PrefactorHttpError,
  PrefactorRateLimitError,
  PrefactorResponseContractError,
  PrefactorRetryExhaustedError,
  PrefactorServerError,
  PrefactorTimeoutError,
} from './errors.ts';

// OpenSSL's reasons to refuse a certificate, besides those that begin with CERT_ or UNABLE_TO_.
const certificateCodes = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EPROTO',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
]);

/** Whether an error, or one of its causes, says that TLS was not set up: asking again meets the same certificate. */
export function isTlsRefusal(error: unknown): boolean {
  return codesOf(error).some(
    (code) =>
      certificateCodes.has(code) || /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|ERROR_IN_C|UNABLE_TO_)/.test(code),
  );
}

/** Whether no usable answer came for a reason that may pass by itself. */
export function isTransientConnectionError(error: unknown): error is PrefactorConnectionError {
  if (!(error instanceof PrefactorConnectionError)) return false;
  return error.code !== refusedByProxy && !isTlsRefusal(error);
}

/**
 * Whether an error of this package may pass by itself: a broken connection, a timeout, an open circuit, an answer with a
 * code that passes, or 429 or 5xx with a code that the document does not know. Looks through {@link PrefactorRetryExhaustedError} to its last error. `false` for anything that is not an error of this
 * package.
 */
export function isTransientHttpError(error: unknown): boolean {
  if (!isPrefactorError(error)) return false;
  if (error instanceof PrefactorRetryExhaustedError) return isTransientHttpError(error.lastError);
  if (error instanceof PrefactorApiError)
    return isTransientCode(error.code) ?? isTransientStatus(error.statusCode);
  return isTransientConnectionError(error) || error instanceof PrefactorCircuitOpenError;
}

/** Whether an answer with this status may be another the next time. */
export function isTransientStatus(statusCode: number): boolean {
  return statusCode === 429 || statusCode >= 500;
}

/**
 * Whether an error of this package will recur however often the call is repeated: the opposite of
 * {@link isTransientHttpError} for errors of this package, `false` for anything else.
 */
export function isPermanentHttpError(error: unknown): boolean {
  return isPrefactorError(error) && !isTransientHttpError(error);
}

/** Whether the request took too long: not the way to the server, nor this process. */
export function isSlow(error: unknown): boolean {
  if (!(error instanceof PrefactorTimeoutError)) return false;
  if (error.phase === 'total') return isSlow(fieldOf(error, 'cause'));
  return !error.late && (error.phase === 'headers' || error.phase === 'body');
}

/** Whether an attempt was sent and never answered, so that nobody knows what became of it. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof PrefactorConnectionError && error.requestSent;
}

/** Whether an attempt that failed like this may have been carried out, taking a 5xx for the word of a proxy. */
export function mayHaveBeenApplied(error: PrefactorHttpError): boolean {
  if (error instanceof PrefactorResponseContractError) return error.applied === undefined;
  return isUnanswered(error) || error instanceof PrefactorServerError;
}

/**
 * Whether the API itself judged what was sent, or it is too large for whoever is in front of the API: sent again, it
 * would meet the same. A redirect, a page in place of an answer or a token that is refused says nothing about it.
 */
export function isAboutTheRequest(error: PrefactorHttpError): boolean {
  if (error instanceof PrefactorResponseContractError) return error.applied === true;
  if (!(error instanceof PrefactorApiError) || error instanceof PrefactorAuthError) return false;
  return error.detail !== undefined || error.statusCode === 413;
}

/** Whether what failed cannot have been carried out: it never reached the server, or was turned away at the door. */
export function isCertainlyNotApplied(error: PrefactorHttpError): boolean {
  if (error instanceof PrefactorConnectionError) return !isUnanswered(error);
  return error instanceof PrefactorRateLimitError;
}

/**
 * How long the server asked to wait, in milliseconds; also where the call then ran out of time or of attempts.
 * `undefined` when it did not ask.
 */
export function retryAfterOf(error: unknown): number | undefined {
  if (error instanceof PrefactorTimeoutError) return retryAfterOf(fieldOf(error, 'cause'));
  const isAnswered = error instanceof PrefactorApiError || error instanceof PrefactorRetryExhaustedError;
  return isAnswered ? error.retryAfter : undefined;
}
