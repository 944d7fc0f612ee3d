/** The body of an error answer, and the class of error that it becomes. */
import {
  type ApiErrorDetails,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorConflictError,
  PrefactorNotFoundError,
  PrefactorRateLimitError,
  PrefactorServerError,
  PrefactorValidationError,
} from '../errors/errors.ts';

/** What the API says when it says no: of a whole request, or of an item of a bulk request. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly errors?: Readonly<Record<string, unknown>>;
}

type ErrorClass = new (
  message: string,
  details: ApiErrorDetails & {
    readonly errors?: ErrorBody['errors'] | undefined;
    readonly possiblyApplied?: boolean;
  },
) => PrefactorApiError;

/** The class of the error that comes with a status. */
export function errorClassOf(statusCode: number): ErrorClass {
  if (statusCode === 401 || statusCode === 403) return PrefactorAuthError;
  if (statusCode === 404) return PrefactorNotFoundError;
  if (statusCode === 409) return PrefactorConflictError;
  if (statusCode === 400 || statusCode === 422) return PrefactorValidationError;
  if (statusCode === 429) return PrefactorRateLimitError;
  return statusCode >= 500 ? PrefactorServerError : PrefactorApiError;
}
