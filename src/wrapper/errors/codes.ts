/** What the API's error codes say, whatever the HTTP status they come with. */
import { errorCodes, type KnownErrorCode } from '../../generated/error-codes.ts';

/** The status that an error is judged by: that of its code, or that of the answer where the code is unknown. */
export function statusOf({ code, statusCode }: { code: string; statusCode: number }): number {
  return factsOf(code)?.status ?? statusCode;
}

/** Whether an error with this code may pass by itself; `undefined` for a code that the document does not know. */
export function isTransientCode(code: string): boolean | undefined {
  return factsOf(code)?.transient;
}

/** The code that says that a key was used before. */
export const keyAlreadyUsed = 'idempotency_key_already_used' satisfies KnownErrorCode;

/** The code that says that a proxy passes nothing on. */
export const refusedByProxy = 'refused_by_proxy';

function factsOf(code: string) {
  return isKnown(code) ? errorCodes[code] : undefined;
}

function isKnown(code: string): code is KnownErrorCode {
  return Object.hasOwn(errorCodes, code);
}
