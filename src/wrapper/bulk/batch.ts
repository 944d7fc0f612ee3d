/** One bulk request: sends a batch of items, and says of each what became of it or that it is to be sent again. */
import type { BulkOutput } from '../../generated/types.ts';
import { bulkItemError, isPermanentCode } from '../call/answer.ts';
import { checkBulkOutput, type Operation, operationOfType, operations } from '../call/operations.ts';
import { type PreparedRequest, unsent } from '../call/prepare-request.ts';
import type { Redactor } from '../call/redactor.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { SendPrepared } from '../call/sender.ts';
import type { Clock } from '../clock.ts';
import { isTransientHttpError } from '../errors/classify.ts';
import {
  describeRequest,
  type Issue,
  isPrefactorError,
  PrefactorApiError,
  PrefactorClientError,
  PrefactorConnectionError,
  type PrefactorHttpError,
  PrefactorResponseContractError,
  PrefactorRetryExhaustedError,
  PrefactorServerError,
  PrefactorTimeoutError,
} from '../errors/errors.ts';
import type { Answer } from '../resources/api-promise.ts';
import { retryDelay } from '../retry/delay.ts';
import type { RetryConfig } from '../retry/options.ts';
import { issuesOf } from '../validation/schema-issues.ts';
import type { QueuedItem } from './item.ts';
import { leadsToState } from './operation-facts.ts';

/** What bulk needs of a client. */
export interface BulkContext {
  readonly sendPrepared: SendPrepared;
  readonly clock: Clock;
  readonly retry: RetryConfig;
  readonly keyPrefix: string | undefined;
  readonly validateResponses: boolean;
  /** Takes out the client's token, and the one that a call brings. */
  redactorFor(options: RequestOptions | undefined): Redactor;
}

/** What became of an item, without the item. */
export type Ending =
  | { readonly status: 'success'; readonly [field: string]: unknown }
  | { readonly status: 'error'; readonly error: PrefactorHttpError }
  | { readonly status: 'dropped' };

/** An ending with the item that it is the end of. What the API answers beside it is never in its place. */
export function outcomeOf(
  { index, item, key }: Pick<QueuedItem, 'index' | 'item' | 'key'>,
  ending: Ending,
): object {
  return { ...ending, index, item, idempotencyKey: key };
}

/** What became of a batch. */
export interface BatchEnd {
  readonly settled: readonly (readonly [QueuedItem, Ending])[];
  /** To be sent again, in order. */
  readonly returned: readonly QueuedItem[];
  /** Whether the API answered, item by item. */
  readonly isAnswered: boolean;
  /** Whether nothing went wrong that a smaller batch would have been better for, so that the next may be larger. */
  readonly isClean: boolean;
  /** Milliseconds until the first returned item may be sent again. */
  readonly delay: number;
  /** What kept the whole request from being answered, where that may pass. */
  readonly outage: PrefactorHttpError | undefined;
}

// Items are checked one by one, before they are put together and when their answers come apart again.
const batchOperation: Operation = { ...operations.executeBulk, checkSuccess: () => true };

export function createSendBatch(
  context: BulkContext,
  options: RequestOptions,
  isBackground: boolean,
): (items: readonly QueuedItem[], signal: AbortSignal) => Promise<BatchEnd> {
  const maxRetries = options.maxRetries ?? context.retry.maxRetries;
  const redact = context.redactorFor(options);

  return async (items, signal) => {
    let possiblyApplied = false;
    const request: PreparedRequest = {
      operation: batchOperation,
      pathParameters: {},
      query: undefined,
      body: `{"items":[${items.map(({ text }) => text).join(',')}]}`,
      idempotencyKey: undefined,
      // A request that takes too long is halved, not repeated.
      isSafeToRepeat: (error) => items.length === 1 || !isSlow(error),
      inspect: outputsIssues,
      onFailedAttempt: (error) => {
        possiblyApplied ||= mayHaveBeenApplied(error);
      },
      description: unsent(batchOperation),
    };
    let answer: Answer<object>;
    try {
      answer = await context.sendPrepared(request, { ...options, signal }, isBackground);
    } catch (error) {
      // Aborted, or the client is closed: no matter of the items.
      if (signal.aborted || !isPrefactorError(error) || error instanceof PrefactorClientError) throw error;
      for (const item of items) item.possiblyApplied ||= possiblyApplied;
      return unanswered(items, error);
    }
    for (const item of items) item.possiblyApplied ||= possiblyApplied;
    return answered(items, answer);
  };

  function answered(items: readonly QueuedItem[], { body, requestId }: Answer<object>): BatchEnd {
    const outputs = new Map(Object.entries((body as { outputs: object }).outputs)) as Outputs;
    const settled: [QueuedItem, Ending][] = [];
    const returned: QueuedItem[] = [];
    let delay = 0;
    let isClean = true;
    for (const item of items) {
      const output = outputs.get(item.key);
      // The API stops at what is no success: what comes after it was not attempted.
      if (output === undefined && !isClean) {
        returned.push(item);
        continue;
      }
      const ending = endingOf(item, output, requestId);
      if (ending.status !== 'success' || 'alreadyApplied' in ending) isClean = false;
      if (!isError(output)) {
        settled.push([item, ending]);
        continue;
      }
      if (mayPass(output)) item.possiblyApplied = true;
      if (ending.status === 'error' && mayPass(output) && item.retries < maxRetries) {
        item.retries += 1;
        delay = Math.max(delay, retryDelay(context.retry, item.retries, undefined, context.clock.random));
        returned.push(item);
      } else {
        settled.push([item, ending]);
      }
    }
    return { settled, returned, isAnswered: true, isClean, delay, outage: undefined };
  }

  function endingOf(item: QueuedItem, output: BulkOutput | undefined, requestId: string | null): Ending {
    const { key, type, possiblyApplied } = item;
    const operation = operationOfType(type);
    const described = (error: PrefactorHttpError): Ending => ({
      status: 'error',
      error: describeRequest(error, { operation: operation?.id ?? type, idempotencyKey: key }),
    });
    if (output === undefined || !checkBulkOutput(output)) {
      return described(brokenOutput(output, requestId, redact));
    }
    if (output.status === 'error') {
      if (isRepetition(item, output)) return { status: 'success', alreadyApplied: true };
      return described(bulkItemError(output, redact, { requestId, possiblyApplied }));
    }
    const contractIssues = context.validateResponses ? outputIssues(operation, output, redact) : [];
    return {
      ...withoutOurNames(output),
      status: 'success',
      ...(contractIssues.length > 0 && { contractIssues }),
    };
  }
}

type Outputs = ReadonlyMap<string, BulkOutput>;

/** Where the success of an item differs from what the document describes. */
export function outputIssues(operation: Operation | undefined, output: object, redact: Redactor): Issue[] {
  if (issuesOf(operation?.checkSuccess, output).length === 0) return [];
  // Looked at again without secrets: an issue shows the beginning of a value, and so perhaps half of a token.
  return issuesOf(operation?.checkSuccess, redact.json(output));
}

// What an outcome says of itself, no answer can say.
const ourNames = ['alreadyApplied', 'contractIssues', 'error'] as const;

/** A success without what only this client says of one. */
export function withoutOurNames(output: object): object {
  if (!ourNames.some((name) => name in output)) return output;
  return Object.fromEntries(
    Object.entries(output).filter(([name]) => !ourNames.some((ours) => ours === name)),
  );
}

/** What becomes of the items of a request that has no usable answer. */
function unanswered(items: readonly QueuedItem[], error: PrefactorHttpError): BatchEnd {
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
  if (isTransientHttpError(error)) return { ...base, outage: error };
  return {
    ...base,
    settled: items.map((item) => [item, { status: 'error', error }]),
    returned: [],
    // A refusal of the token, say, would not spare a smaller batch.
    isClean: !isSlow(last) && !blamesTheBody(last),
  };
}

/** Whether the request took too long, not the way to the server. */
export function isSlow(error: unknown): boolean {
  if (!(error instanceof PrefactorTimeoutError)) return false;
  return error.phase === 'total' ? isSlow(error.cause) : error.phase === 'headers' || error.phase === 'body';
}

/** Whether the API refused the request as a whole for what is in it, so that perhaps a single item is to blame. */
function blamesTheBody(error: PrefactorHttpError): boolean {
  return error instanceof PrefactorApiError && [400, 413, 422].includes(error.statusCode);
}

/** Whether an attempt that failed like this may have been carried out. */
function mayHaveBeenApplied(error: PrefactorHttpError): boolean {
  return error instanceof PrefactorConnectionError
    ? error.requestSent
    : error instanceof PrefactorServerError;
}

function isError(output: BulkOutput | undefined): output is BulkOutput & { status: 'error'; code: string } {
  return output?.status === 'error' && checkBulkOutput(output);
}

/** Whether the error of an item is not known to come again. */
function mayPass({ code }: { code: string }): boolean {
  return !isPermanentCode(code);
}

/** Whether the API refuses only because an earlier attempt has done it. */
function isRepetition({ type, possiblyApplied }: QueuedItem, { code }: ItemError): boolean {
  return possiblyApplied && code === 'invalid_action' && leadsToState(operationOfType(type));
}

interface ItemError {
  readonly code: string;
}

/** An answer that lacks an item's output, or has one that is neither success nor error. */
function brokenOutput(
  output: unknown,
  requestId: string | null,
  redact: Redactor,
): PrefactorResponseContractError {
  const what = output === undefined ? 'has no output for the item' : 'has an output that is no answer';
  return new PrefactorResponseContractError(
    `executeBulk: the answer ${what}; whether the item was carried out is not known`,
    {
      statusCode: 200,
      requestId,
      bodySnippet: output === undefined ? '' : snippetOf(redact.json(output)),
      issues: [{ path: 'outputs', message: what }],
      applied: false,
    },
  );
}

function snippetOf(output: unknown): string {
  try {
    return JSON.stringify(output).slice(0, 200);
  } catch {
    // Nested deeper than can be written.
    return '[cannot be shown]';
  }
}

/** What the answer as a whole must be, so that it can be taken apart. */
function outputsIssues(body: object): Issue[] {
  const { outputs } = body as { outputs?: unknown };
  return typeof outputs === 'object' && outputs !== null && !Array.isArray(outputs)
    ? []
    : [{ path: 'outputs', message: 'must be an object' }];
}
