/** What goes into a bulk request and what comes out, typed by each item's `_type`. */
import type { OperationId, operations } from '../../generated/operations.ts';
import type { BulkInputs, BulkOutput, BulkType } from '../../generated/types.ts';
import type { SuccessBody } from '../call/operation-types.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Issue } from '../errors/details.ts';
import type {
  PrefactorApiError,
  PrefactorHttpError,
  PrefactorResponseContractError,
} from '../errors/errors.ts';
import type { UndocumentedItem } from './undocumented-item.ts';

type Bodies = {
  [Id in OperationId as (typeof operations)[Id]['bulkType'] & string]: SuccessBody<Id>;
};

/**
 * One operation of a bulk request: its `_type`, and beside it the path, query and body parameters of that operation. One
 * of a type that the document does not describe is what `undocumentedItem` makes.
 */
export type BulkInput<Type extends string = BulkType> = Type extends BulkType
  ? BulkInputs[Type]
  : UndocumentedItem<Type>;

type Success<Type extends string> = Type extends keyof Bodies
  ? Bodies[Type]
  : { readonly [field: string]: unknown };

/** Beside the body of an item's answer: what the client says of it. */
export interface BulkItemSuccessFields {
  readonly idempotencyKey: string;
  readonly status: 'success';
  /** Where the answer differs from what the document describes; the item was carried out all the same. */
  readonly contractIssues?: readonly Issue[];
}

/** An item that was carried out, with the body of its operation's answer. */
export type BulkItemSuccess<Type extends string = BulkType> = BulkItemSuccessFields & Success<Type>;

/** An item that the API refused, or whose output is no answer: then nobody knows whether it was carried out. */
export interface BulkItemError {
  readonly idempotencyKey: string;
  readonly status: 'error';
  readonly error: PrefactorApiError | PrefactorResponseContractError;
}

/** An item after one that failed, where the API stopped. Safe to send again with the same key. */
export interface BulkItemNotProcessed {
  readonly idempotencyKey: string;
  readonly status: 'not_processed';
}

/** What became of one item, typed by its `_type`. */
export type BulkItemResult<Type extends string = BulkType> =
  | BulkItemSuccess<Type>
  | BulkItemError
  | BulkItemNotProcessed;

/** What became of a bulk request. */
export interface BulkResult<Results extends readonly unknown[] = readonly BulkItemResult[]> {
  /** `success` as soon as the request as a whole was processed, whatever became of its items. */
  readonly status: 'success';
  /** The API's answers by idempotency key, in an object without a prototype. */
  readonly outputs: Readonly<Record<string, BulkOutput>>;
  /** One result for each item, in the items' order. */
  readonly results: Results;
}

/** Which item an outcome belongs to. */
export interface BulkOutcomeFields<Type extends string = BulkType> {
  /** The item's index among all items, from 0. */
  readonly index: number;
  /** The item as it was passed in. */
  readonly item: BulkInput<Type>;
  /**
   * The key that every attempt carried. An item that was not answered can be sent again with it, and is not recorded
   * twice; one that the API refused needs a new key, because the API may answer the old one with the refusal.
   */
  readonly idempotencyKey: string;
}

/** An item that was carried out, and what the client says of it beside the body of its answer. */
export interface BulkOutcomeSuccessFields<Type extends string = BulkType> extends BulkOutcomeFields<Type> {
  readonly status: 'success';
  readonly alreadyApplied?: undefined;
  /** Where the answer differs from what the document describes; the item was carried out all the same. */
  readonly contractIssues?: readonly Issue[];
}

/** An item that was carried out, with the body of its operation's answer. */
export type BulkOutcomeSuccess<Type extends string = BulkType> = BulkOutcomeSuccessFields<Type> &
  Success<Type>;

/** An earlier attempt, whose answer was lost, had carried it out: the API now says that it cannot be done again. */
export interface BulkOutcomeAlreadyApplied<Type extends string = BulkType> extends BulkOutcomeFields<Type> {
  readonly status: 'success';
  readonly alreadyApplied: true;
}

/** An item that failed. */
export interface BulkOutcomeError<Type extends string = BulkType> extends BulkOutcomeFields<Type> {
  readonly status: 'error';
  /**
   * `PrefactorApiError` when the API refused the item or the request it was in; another error of this package when no
   * usable answer came or the item could not be sent.
   */
  readonly error: PrefactorHttpError;
}

/** What became of one item of a run or of a writer, typed by its `_type`. */
export type BulkOutcome<Type extends string = BulkType> =
  | BulkOutcomeSuccess<Type>
  | BulkOutcomeAlreadyApplied<Type>
  | BulkOutcomeError<Type>;

/** How many items of a run succeeded and failed. */
export interface BulkTotals {
  readonly succeeded: number;
  readonly failed: number;
}

/** The progress of a run. */
export interface BulkProgress extends BulkTotals {
  /** Bulk requests that were answered or given up. */
  readonly requests: number;
}

/** Options of the requests that bulk items are sent in; see `RequestOptions` for each. */
export type BatchRequestOptions = Pick<
  RequestOptions,
  'timeout' | 'maxRetries' | 'retryOnStatusCodes' | 'headers' | 'validateRequest' | 'onControlSignal'
>;

/** How items are batched into requests. */
export interface BatchOptions extends BatchRequestOptions {
  /** Maximum number of items per request. Default: 500. */
  readonly maxItems?: number | undefined;
  /**
   * Maximum bytes of a request body. A single item that is larger is sent alone, up to the client's `maxRequestSize`; above
   * that it has an error outcome. Default: 1 048 576 (1 MiB).
   */
  readonly maxBytes?: number | undefined;
  /**
   * Requests in flight at once. Above 1, the order is kept among the items of one agent instance, and among those that
   * name the same span; items that name neither keep their order among themselves. Default: 1, everything in order.
   */
  readonly concurrency?: number | undefined;
}

/** Options of `bulk.executeAll`. */
export interface BulkRunOptions extends BatchOptions {
  /** Whether to send nothing that comes after an item that failed. Default: `false`. */
  readonly stopOnError?: boolean | undefined;
  /** Called after every request with the run's progress. One that throws changes nothing. */
  readonly onProgress?: ((progress: BulkProgress) => unknown) | undefined;
  /** Ends the run at once; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** An item that a writer dropped: the queue was full, or the writer was closed before the item was answered. */
export interface BulkOutcomeDropped<Type extends string = BulkType> extends BulkOutcomeFields<Type> {
  readonly status: 'dropped';
}

/** What became of an item that was given to a writer. */
export type WriterOutcome<Type extends string = BulkType> = BulkOutcome<Type> | BulkOutcomeDropped<Type>;

/** Options of `bulk.writer`. */
export interface WriterOptions extends BatchOptions {
  /** How long an item waits for others, at most, in milliseconds. Default: 250. */
  readonly flushInterval?: number | undefined;
  /** Maximum number of queued items. Default: 10 000. */
  readonly maxQueueItems?: number | undefined;
  /** Maximum bytes of queued items, as JSON. Default: 33 554 432 (32 MiB). */
  readonly maxQueueBytes?: number | undefined;
  /**
   * Maximum bytes of one item, as JSON. Of the payloads of a larger one, the longest texts are cut until it fits, each
   * with a marker that says how much of it is missing. Default: none, and nothing is cut.
   */
  readonly maxItemBytes?: number | undefined;
  /**
   * What `add` does when the queue is full: `'wait'` throws a `PrefactorClientError` with `code: 'queue_full'`, and
   * `ready()` resolves when there is room; `'drop'` drops the new item, with the outcome `dropped`. Default: `'wait'`.
   */
  readonly overflow?: 'wait' | 'drop' | undefined;
  /**
   * Called with the outcome of every item that was not recorded: `error`, or `dropped`. One that throws changes nothing.
   * Default: none; one warning in ten seconds, at most, says how many items failed, unless the client has `hooks.onError`.
   */
  readonly onFailed?: ((outcome: BulkOutcomeError | BulkOutcomeDropped) => unknown) | undefined;
  /**
   * Timeout in milliseconds for sending what is still queued when a process on Node has nothing left to do.
   * Default: 10 000.
   */
  readonly exitTimeout?: number | undefined;
}

/** What a writer has done by the time it is closed. */
export interface WriterTotals {
  /** Items that were recorded. */
  readonly written: number;
  /** Items whose outcome is an error. */
  readonly failed: number;
  /** Items that were dropped: the queue was full, or closing timed out. */
  readonly dropped: number;
}

/**
 * A run of `bulk.executeAll`. It starts when it is first awaited or iterated.
 *
 * Iterated, it yields the outcome of each item in the order of the items; leaving the loop aborts what is in flight.
 * Awaited, it resolves to how many items succeeded and failed. Either way it rejects when the items cannot be read, the
 * signal aborts or the client is closed; the failure of an item is an outcome.
 */
export interface BulkRun<Type extends string = BulkType>
  extends AsyncIterable<BulkOutcome<Type>>,
    PromiseLike<BulkTotals> {}
