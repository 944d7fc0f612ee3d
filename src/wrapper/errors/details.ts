/** What errors say, and are made from. */
import type { ErrorCode } from '../../generated/types.ts';

/** One thing that is wrong with an argument, an option or an answer. */
export interface Issue {
  /** Where, as a path in the checked value: `details.schema_name`, `items[2].idempotency_key`, or `''` for the whole. */
  readonly path: string;
  /** The rule that is broken, and what was found. */
  readonly message: string;
}

/** What is known about the request that an error belongs to. Absent on errors without a request. */
export interface RequestDescription {
  /** The operation's id in the OpenAPI document, e.g. `createAgentSpan`. */
  readonly operation?: string;
  /** The HTTP method. */
  readonly method?: string;
  /** The path, with ids filled in and without the query. */
  readonly path?: string;
  /** How many attempts were started: 0 when nothing was sent. */
  readonly attempts?: number;
  /** The idempotency key that every attempt carried. Absent for reads and for bulk requests, whose items have their own. */
  readonly idempotencyKey?: string;
}

/** The phase of an attempt in which it timed out; `total` is the whole call with its waits. */
export type TimeoutPhase = 'queue' | 'connect' | 'headers' | 'body' | 'total';

/** What `PrefactorApiError` is made from; each is described there. */
export interface ApiErrorDetails {
  readonly code: ErrorCode;
  readonly statusCode: number;
  readonly detail?: string | undefined;
  readonly requestId?: string | null | undefined;
  readonly body?: unknown;
  readonly retryAfter?: number | undefined;
}
