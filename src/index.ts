/** Everything the package exports. */

export type * from './generated/schema.ts';
export { VERSION } from './generated/version.ts';
export type { AgentInstances } from './wrapper/agent-instances.ts';
export type { AgentSpans } from './wrapper/agent-spans.ts';
export type { Answer, ApiPromise, WholeAnswer } from './wrapper/api-promise.ts';
export type { Bulk } from './wrapper/bulk/bulk.ts';
export type {
  BatchOptions,
  BatchRequestOptions,
  BulkInput,
  BulkItemResult,
  BulkOutcome,
  BulkProgress,
  BulkResult,
  BulkRun,
  BulkRunOptions,
  BulkTotals,
  BulkType,
  WriterOptions,
  WriterOutcome,
  WriterTotals,
} from './wrapper/bulk/types.ts';
export type { BulkWriter } from './wrapper/bulk/writer.ts';
export type { CircuitBreakerConfig } from './wrapper/circuit-breaker.ts';
export { PrefactorHttpClient } from './wrapper/client.ts';
export type { HttpClientConfig } from './wrapper/config.ts';
export { createRetryPolicy } from './wrapper/create-retry-policy.ts';
export type { ApiResponse, ListResponse } from './wrapper/envelope.ts';
export { isPermanentHttpError, isTransientHttpError } from './wrapper/error-kinds.ts';
export {
  type Issue,
  isPrefactorError,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorCircuitOpenError,
  PrefactorClientError,
  PrefactorConflictError,
  PrefactorConnectionError,
  PrefactorHttpError,
  PrefactorNotFoundError,
  PrefactorRateLimitError,
  PrefactorResponseContractError,
  PrefactorRetryExhaustedError,
  PrefactorServerError,
  PrefactorTimeoutError,
  PrefactorValidationError,
  type RequestDescription,
  type TimeoutPhase,
} from './wrapper/errors.ts';
export type { AttemptEvent, ControlEvent, Hooks, ResponseEvent, RetryEvent } from './wrapper/hooks.ts';
export { createIdempotencyKey, deriveIdempotencyKey } from './wrapper/idempotency.ts';
export { generateId } from './wrapper/identifiers.ts';
export type { ListBody, Page, PagePromise } from './wrapper/pages.ts';
export type { UndocumentedRequest } from './wrapper/request.ts';
export type { RequestOptions } from './wrapper/request-options.ts';
export type { RetryAttempt, RetryPolicy } from './wrapper/retry.ts';
export type { RetryOptions } from './wrapper/retry-config.ts';
export type { Fetch, FetchInit, FetchResponse } from './wrapper/transport/fetch.ts';
export type { UndiciDispatcher } from './wrapper/transport/transport.ts';
