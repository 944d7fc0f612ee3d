/** Which failures may pass by themselves and which will not: the two questions everybody asks of an error. */
import {
  isPrefactorError,
  PrefactorApiError,
  PrefactorCircuitOpenError,
  PrefactorConnectionError,
  PrefactorRetryExhaustedError,
} from './errors.ts';

const certificateCodes = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'EPROTO',
]);

/**
 * Whether a connection failed because TLS refused the server: asking again meets the same certificate.
 */
export function isTlsRefusal(error: PrefactorConnectionError): boolean {
  const { code } = error;
  return code !== undefined && (certificateCodes.has(code) || /^(ERR_TLS_|ERR_SSL_|CERT_)/.test(code));
}

/**
 * Whether an error of this package may pass by itself: a broken connection, a timeout, 429, any 5xx, an open circuit.
 * Looks through {@link PrefactorRetryExhaustedError} to its last error. `false` for anything that is no error of this
 * package.
 */
export function isTransientHttpError(error: unknown): boolean {
  if (!isPrefactorError(error)) return false;
  if (error instanceof PrefactorRetryExhaustedError) return isTransientHttpError(error.lastError);
  if (error instanceof PrefactorConnectionError) return !isTlsRefusal(error);
  if (error instanceof PrefactorApiError) return error.statusCode === 429 || error.statusCode >= 500;
  return error instanceof PrefactorCircuitOpenError;
}

/**
 * Whether an error of this package will come again however often the call is repeated: the opposite of
 * {@link isTransientHttpError} for errors of this package, `false` for anything else.
 */
export function isPermanentHttpError(error: unknown): boolean {
  return isPrefactorError(error) && !isTransientHttpError(error);
}
