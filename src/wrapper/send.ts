/** One call from its arguments to its answer: checks, key, attempts, waits, and an error that says what happened. */
import { type OperationId, operations } from '../generated/operations.ts';
import type { Call, Calls } from './calls.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import type { Clock } from './clock.ts';
import type { ResolvedConfig } from './config.ts';
import {
  describeRequest,
  isPrefactorError,
  PrefactorClientError,
  PrefactorConnectionError,
  type RequestDescription,
} from './errors.ts';
import type { SendAttempt } from './http.ts';
import type { PathParameters, Query, RequestBody, SuccessBody } from './operation-types.ts';
import { type CallInput, type PreparedRequest, prepareRequest } from './prepare.ts';
import { createRedact, type Redact } from './redact.ts';
import { mergeHeaders, type RequestOptions, resolveRequestOptions } from './request-options.ts';
import { readSuccess } from './response.ts';
import { type RetryAttempt, retryPolicy } from './retry.ts';
import { sdkHeader } from './sdk-header.ts';

/** The arguments of an operation, typed by the document. */
export interface OperationInput<Id extends OperationId> extends CallInput {
  readonly path?: { readonly [Name in keyof PathParameters<Id>]: string };
  readonly query?: Query<Id> | undefined;
  readonly body?: RequestBody<Id> & object;
}

/** Sends an operation and resolves to the whole body of its success answer. */
export type Send = <Id extends OperationId>(
  id: Id,
  input: OperationInput<Id>,
  options: RequestOptions | undefined,
) => Promise<SuccessBody<Id>>;

/** What every call of a client shares. */
export interface SendContext {
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly calls: Calls;
  readonly sendAttempt: SendAttempt;
}

export function createSend({ config, clock, calls, sendAttempt }: SendContext): Send {
  const breaker = config.circuitBreaker && createCircuitBreaker(config.circuitBreaker);
  const commonHeaders = {
    accept: 'application/json',
    authorization: `Bearer ${config.apiToken}`,
    'x-prefactor-sdk': sdkHeader(config.sdkHeader),
  };

  async function attempts(request: PreparedRequest, options: RequestOptions, call: Call): Promise<object> {
    const { operation, idempotencyKey, body, inspect } = request;
    const headers = mergeHeaders(
      {
        ...commonHeaders,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      options.headers,
    );
    // Made when it is needed: most calls have nothing to tell.
    const secrets = () => createRedact([config.apiToken, headers['authorization']]);
    const redact: Redact = { text: (text) => secrets().text(text), json: (value) => secrets().json(value) };
    const requestTimeout = options.timeout ?? config.requestTimeout;
    let possiblyApplied = false;

    const attemptOnce = async ({ attempt, remaining }: RetryAttempt): Promise<object> => {
      call.attempts = attempt;
      try {
        const timeout = Math.min(requestTimeout, remaining);
        const response = await sendAttempt(request, { headers, timeout, signal: call.signal });
        const validate = config.validateResponses;
        return readSuccess(response, { operation, validate, inspect, possiblyApplied, redact, clock });
      } catch (error) {
        if (error instanceof PrefactorConnectionError && error.requestSent) possiblyApplied = true;
        if (isPrefactorError(error) && !call.signal.aborted) {
          describeRequest(error, { ...request.description, attempts: attempt });
        }
        throw error;
      }
    };

    const policy = retryPolicy(
      {
        ...config,
        maxRetries: options.maxRetries ?? config.maxRetries,
        retryOnStatusCodes: options.retryOnStatusCodes ?? config.retryOnStatusCodes,
      },
      { clock, pause: (delay) => calls.pause(call, delay) },
    );
    return await policy.execute(attemptOnce, call.signal);
  }

  async function perform(request: PreparedRequest, options: RequestOptions, call: Call): Promise<object> {
    const run = () => attempts(request, options, call);
    try {
      return breaker === undefined ? await run() : await breaker(run, call.signal);
    } catch (error) {
      const isCallersReason = options.signal?.aborted === true && error === options.signal.reason;
      if (isPrefactorError(error) && !isCallersReason) {
        describeRequest(error, { ...request.description, attempts: call.attempts });
      }
      throw error;
    }
  }

  return async (id, input, options) => {
    const { method, path } = operations[id];
    const unsent = { operation: id, method, path, attempts: 0 };
    const resolved = described(unsent, () => resolveRequestOptions(options));
    const call = described(unsent, () => calls.start(resolved.signal));
    try {
      const request = prepareRequest(operations[id], input, resolved, config.defaultIdempotencyKey);
      return (await perform(request, resolved, call)) as SuccessBody<typeof id>;
    } finally {
      call.end();
    }
  };
}

/** Says of an error of ours which request it kept from being sent. */
function described<Result>(request: RequestDescription, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (error instanceof PrefactorClientError) describeRequest(error, request);
    throw error;
  }
}
