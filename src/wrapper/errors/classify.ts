/** Which failures may pass by themselves and which will not: the two questions everybody asks of an error. */
import {
  isPrefactorError,
  PrefactorApiError,
  PrefactorCircuitOpenError,
  PrefactorConnectionError,
  PrefactorRetryExhaustedError,
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

/**
 * Whether a connection failed because TLS refused the server: asking again meets the same certificate.
 */
export function isTlsRefusal(error: PrefactorConnectionError): boolean {
  return hasTlsCode(error);
}

/** Whether an error, or one of its causes, says that TLS was not set up. */
export function hasTlsCode(error: unknown): boolean {
  return codesOf(error).some(
    (code) =>
      certificateCodes.has(code) || /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|ERROR_IN_C|UNABLE_TO_)/.test(code),
  );
}

/** The codes of an error and its causes: a proxy's refusal hides below a code of undici's own. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    if ('code' in e && typeof e.code === 'string') codes.push(e.code);
  }
  return codes;
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
