/** Everything the package exports. */
/// <reference lib="esnext.disposable" preserve="true" />

export type * from './generated/types.ts';
export { VERSION } from './generated/version.ts';
export type {
  BatchOptions,
  BatchRequestOptions,
  BulkInput,
  BulkItemError,
  BulkItemNotProcessed,
  BulkItemResult,
  BulkItemSuccess,
  BulkItemSuccessFields,
  BulkOutcome,
  BulkOutcomeAlreadyApplied,
  BulkOutcomeDropped,
  BulkOutcomeError,
  BulkOutcomeFields,
  BulkOutcomeSuccess,
  BulkOutcomeSuccessFields,
  BulkProgress,
  BulkResult,
  BulkRun,
  BulkRunOptions,
  BulkTotals,
  WriterOptions,
  WriterOutcome,
  WriterTotals,
} from './wrapper/bulk/types.ts';
export { type UndocumentedItem, undocumentedItem } from './wrapper/bulk/undocumented-item.ts';
export type { BulkWriter } from './wrapper/bulk/writer.ts';
export type { Answer } from './wrapper/call/answer.ts';
export type { UndocumentedRequest } from './wrapper/call/operation-types.ts';
export type { RequestOptions } from './wrapper/call/request-options.ts';
export { type SensitiveValue, sensitive } from './wrapper/call/sensitive.ts';
export { PrefactorHttpClient } from './wrapper/client.ts';
export type { HttpClientConfig, Redact } from './wrapper/config.ts';
export { isPermanentHttpError, isTransientHttpError } from './wrapper/errors/classify.ts';
export type { Issue, RequestDescription, TimeoutPhase } from './wrapper/errors/details.ts';
export {
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
} from './wrapper/errors/errors.ts';
export type {
  AttemptEvent,
  ControlEvent,
  FailureEvent,
  Hooks,
  ResponseEvent,
  RetryEvent,
} from './wrapper/hooks.ts';
export { createIdempotencyKey, deriveIdempotencyKey } from './wrapper/idempotency.ts';
export { generateId } from './wrapper/pfid.ts';
export type { AgentInstances } from './wrapper/resources/agent-instances.ts';
export type { AgentSchemaVersions } from './wrapper/resources/agent-schema-versions.ts';
export type { AgentSpans } from './wrapper/resources/agent-spans.ts';
export type { AgentVersions } from './wrapper/resources/agent-versions.ts';
export type { Agents } from './wrapper/resources/agents.ts';
export type { Alerts } from './wrapper/resources/alerts.ts';
export type { ApiPromise, ApiResponse, ListResponse, WholeAnswer } from './wrapper/resources/api-promise.ts';
export type { Bulk } from './wrapper/resources/bulk.ts';
export type { ListBody, Page, PagePromise } from './wrapper/resources/pages.ts';
export type { Pfids } from './wrapper/resources/pfids.ts';
export type { CircuitBreakerConfig } from './wrapper/retry/circuit-breaker.ts';
export type { RetryOptions } from './wrapper/retry/options.ts';
export { createRetryPolicy, type RetryAttempt, type RetryPolicy } from './wrapper/retry/policy.ts';
export type { Fetch, FetchInit, FetchResponse } from './wrapper/transport/fetch.ts';
export type { UndiciDispatcher } from './wrapper/transport/transport.ts';
