/** One bulk request: sends a batch of items, and says of each what became of it or that it is to be sent again. */
import type { Answer } from '../call/answer.ts';
import { type Operation, operations } from '../call/operations.ts';
import type { PayloadRedactor } from '../call/payload-redactor.ts';
import { type PreparedRequest, unsent } from '../call/prepare-request.ts';
import type { Redactor } from '../call/redactor.ts';
import type { RequestOptions, ResolvedRequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import type { Clock } from '../clock.ts';
import {
  isAboutTheRequest,
  isCertainlyNotApplied,
  isSlow,
  isTransientHttpError,
  mayHaveBeenApplied,
  retryAfterOf,
} from '../errors/classify.ts';
import {
  isPrefactorError,
  PrefactorApiError,
  PrefactorClientError,
  type PrefactorHttpError,
  PrefactorRetryExhaustedError,
  PrefactorValidationError,
} from '../errors/errors.ts';
import type { Hooks } from '../hooks.ts';
import { retryDelay } from '../retry/delay.ts';
import type { RetryConfig } from '../retry/options.ts';
import { isWorthRetrying } from '../retry/policy.ts';
import type { QueuedItem, Settlement, SharedItemDetails } from './item.ts';
import { mayPass, outputsIssues, outputsOf, settlementOf } from './outputs.ts';

/** What bulk needs of a client. */
export interface BulkContext {
  readonly sendPrepared: Sender['sendPrepared'];
  readonly clock: Clock;
  readonly retry: RetryConfig;
  readonly keyPrefix: string | undefined;
  /** Bytes of a request. */
  readonly maxRequestSize: number;
  readonly validateRequests: boolean;
  readonly validateResponses: boolean;
  readonly payloadRedactor: PayloadRedactor | undefined;
  readonly hooks: Hooks;
  /** Takes out the client's token, and the one that a call brings. */
  redactorFor(options: ResolvedRequestOptions): Redactor;
}

/** How the items of a run or a writer are checked and given their keys. */
export function itemDetailsOf(
  { keyPrefix, validateRequests, payloadRedactor: redactor }: BulkContext,
  { validateRequest = validateRequests }: RequestOptions,
): SharedItemDetails {
  return { keyPrefix, validates: validateRequest, redactor, maxItemBytes: undefined, takenAt: undefined };
}

/** What became of a batch. */
export interface BatchResult {
  readonly settled: readonly (readonly [QueuedItem, Settlement])[];
  /** To be sent again, in order. */
  readonly returned: readonly QueuedItem[];
  /** Whether the API answered, item by item. */
  readonly isAnswered: boolean;
  /** Whether nothing went wrong that a smaller batch would have been better for, so that the next may be larger. */
  readonly isClean: boolean;
  /** Milliseconds until the first returned item may be sent again. */
  readonly delay: number;
  /** What kept the whole request from being answered without a word about what is in it, if that is what happened. */
  readonly outage: PrefactorHttpError | undefined;
}

/** Sends a batch. Rejects when it was aborted or the client is closed: that says nothing about the items. */
export type SendBatch = (items: readonly QueuedItem[], signal: AbortSignal) => Promise<BatchResult>;

/** The answers of items are checked one by one: an odd one concerns its item alone. */
export const bulkOperation: Operation = { ...operations.executeBulk, checkSuccess: () => true };

/** @param isBackground Whether the requests may continue while the client is being closed. */
export function createSendBatch(
  context: BulkContext,
  options: ResolvedRequestOptions,
  isBackground: boolean,
): SendBatch {
  const { validateResponses } = context;
  const { maxRetries = context.retry.maxRetries, retryOnStatusCodes = context.retry.retryOnStatusCodes } =
    options;
  const redactor = context.redactorFor(options);

  return async (items, signal) => {
    let possiblyApplied = false;
    const request: PreparedRequest = {
      operation: bulkOperation,
      pathParameters: {},
      query: '',
      body: `{"items":[${items.map(({ text }) => text).join(',')}]}`,
      idempotencyKey: undefined,
      // A request that takes too long is halved, not repeated.
      isSafeToRepeat: (error) => items.length === 1 || !isSlow(error),
      inspect: outputsIssues,
      onFailedAttempt: (error) => {
        possiblyApplied ||= mayHaveBeenApplied(error);
      },
      description: unsent(bulkOperation),
    };
    try {
      const answer = await context.sendPrepared(request, { ...options, signal }, isBackground);
      for (const item of items) item.possiblyApplied ||= possiblyApplied;
      return answered(items, answer);
    } catch (error) {
      if (signal.aborted || !isPrefactorError(error) || error instanceof PrefactorClientError) throw error;
      for (const item of items) item.possiblyApplied ||= possiblyApplied;
      return unanswered(items, error, { retryOnStatusCodes });
    }
  };

  function answered(items: readonly QueuedItem[], { body, requestId }: Answer<object>): BatchResult {
    const outputs = outputsOf(body);
    const settled: [QueuedItem, Settlement][] = [];
    const returned: QueuedItem[] = [];
    let delay = 0;
    let isClean = true;
    for (const item of items) {
      const output = outputs[item.key];
      // The API stops at what is no success: what comes after it was not attempted.
      if (output === undefined && !isClean) {
        returned.push(item);
        continue;
      }
      const settlement = settlementOf(item, output, { requestId, redactor, validateResponses });
      if (settlement.status !== 'success' || Object.hasOwn(settlement, 'alreadyApplied')) isClean = false;
      const passing = mayPass(settlement) ? settlement.error : undefined;
      if (passing !== undefined && !isCertainlyNotApplied(passing)) item.possiblyApplied = true;
      const retryAfter = retryAfterOf(passing);
      const waitsTooLong = retryAfter !== undefined && retryAfter > context.retry.maxRetryDelay;
      if (passing !== undefined && item.retries < maxRetries && !waitsTooLong) {
        item.retries += 1;
        delay = Math.max(delay, retryDelay(context.retry, item.retries, retryAfter, context.clock.random));
        returned.push(item);
      } else {
        settled.push([item, settlement]);
      }
    }
    return { settled, returned, isAnswered: true, isClean, delay, outage: undefined };
  }
}

/** What becomes of the items of a request that has no usable answer. */
function unanswered(
  items: readonly QueuedItem[],
  error: PrefactorHttpError,
  retry: Pick<RetryConfig, 'retryOnStatusCodes'>,
): BatchResult {
  const last = error instanceof PrefactorRetryExhaustedError ? error.lastError : error;
  const base = {
    settled: [],
    returned: items,
    isAnswered: false,
    isClean: false,
    delay: 0,
    outage: undefined,
  };
  if (items.length > 1 && (isSlow(last) || blamesTheBody(last))) return base;
  if (isTransientHttpError(error) || isWorthRetrying(last, retry) || !isAboutTheRequest(last)) {
    return { ...base, outage: error };
  }
  return {
    ...base,
    settled: items.map((item) => [item, { status: 'error', error }]),
    returned: [],
    // What has nothing to do with the items would not spare a smaller batch.
    isClean: !blamesTheBody(last),
  };
}

/** Whether the API refused the request as a whole for what is in it, so that perhaps a single item is to blame. */
function blamesTheBody(error: PrefactorHttpError): boolean {
  if (error instanceof PrefactorValidationError) return true;
  return error instanceof PrefactorApiError && error.statusCode === 413;
}
