/** One call from its arguments to its answer: checks, key, attempts, waits, and an error that says what happened. */
import type { OperationId } from '../../generated/operations.ts';
import type { Clock } from '../clock.ts';
import type { ResolvedConfig } from '../config.ts';
import {
  describeRequest,
  isPrefactorError,
  PrefactorClientError,
  PrefactorConnectionError,
  type RequestDescription,
} from '../errors/errors.ts';
import { type AttemptEvent, controlEvents, notify } from '../hooks.ts';
import type { Answer } from '../resources/api-promise.ts';
import { createCircuitBreaker } from '../retry/circuit-breaker.ts';
import { type RetryAttempt, retryPolicy } from '../retry/policy.ts';
import { readSuccess, requestIdOf } from './answer.ts';
import type { CallInFlight, CallsInFlight } from './calls-in-flight.ts';
import { sdkHeader } from './headers.ts';
import type { AttemptSender } from './openapi-fetch.ts';
import type { PathParameters, Query, RequestBody, SuccessBody } from './operation-types.ts';
import { type Operation, operations } from './operations.ts';
import { type CallInput, type PreparedRequest, prepareRequest, unsent } from './prepare-request.ts';
import { Redactor } from './redactor.ts';
import {
  authorizationOf,
  mergeHeaders,
  type RequestOptions,
  resolveRequestOptions,
} from './request-options.ts';

/** The arguments of an operation, typed by the document. */
interface OperationInput<Id extends OperationId> extends CallInput {
  readonly path?: { readonly [Name in keyof PathParameters<Id>]: string };
  readonly query?: Query<Id> | undefined;
  readonly body?: RequestBody<Id> & object;
}

/** Sends an operation and resolves to its success answer. */
export type SendOperation = (
  operation: Operation,
  input: CallInput,
  options: RequestOptions | undefined,
) => Promise<Answer<object>>;

/** Sends an operation of the document by its id, with the types that the document gives it. */
export type Send = <Id extends OperationId>(
  id: Id,
  input: OperationInput<Id>,
  options: RequestOptions | undefined,
) => Promise<Answer<SuccessBody<Id>>>;

/**
 * Sends a request that somebody else has checked and serialised.
 *
 * @param isBackground Whether it comes from a bulk writer, which may go on sending while the client is being closed.
 */
export type SendPrepared = (
  request: PreparedRequest,
  options: RequestOptions | undefined,
  isBackground: boolean,
) => Promise<Answer<object>>;

/** What every call of a client shares. */
export interface SendContext {
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly calls: CallsInFlight;
  readonly sendAttempt: AttemptSender;
}

/** Gives the operations of the document their types. */
export function typed(send: SendOperation): Send {
  return (id, input, options) =>
    send(operations[id], input, options) as Promise<Answer<SuccessBody<typeof id>>>;
}

export function createSend({ config, clock, calls, sendAttempt }: SendContext): {
  send: SendOperation;
  sendPrepared: SendPrepared;
} {
  const { hooks } = config;
  const breaker = config.circuitBreaker && createCircuitBreaker(config.circuitBreaker);
  const commonHeaders = {
    accept: 'application/json',
    authorization: `Bearer ${config.apiToken}`,
    'x-prefactor-sdk': sdkHeader(config.sdkHeader),
  };

  async function attempts(
    request: PreparedRequest,
    options: RequestOptions,
    call: CallInFlight,
  ): Promise<Answer<object>> {
    const { operation, idempotencyKey, body, inspect, description } = request;
    const headers = mergeHeaders(
      {
        ...commonHeaders,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      options.headers,
    );
    const redact = new Redactor([config.apiToken, headers['authorization']]);
    const requestTimeout = options.timeout ?? config.requestTimeout;
    const eventOf = (attempt: number): AttemptEvent => ({
      operation: operation.id,
      method: operation.method,
      path: description.path ?? operation.path,
      attempt,
      idempotencyKey,
    });
    let possiblyApplied = false;

    const attemptOnce = async ({ attempt, remaining }: RetryAttempt): Promise<Answer<object>> => {
      call.attempts = attempt;
      try {
        const begun = clock.monotonic();
        notify(hooks.onRequest, () => eventOf(attempt));
        const timeout = Math.min(requestTimeout, remaining);
        const response = await sendAttempt(request, { headers, timeout, signal: call.signal });
        const { statusCode } = response;
        const requestId = requestIdOf(response, redact);
        const duration = clock.monotonic() - begun;
        notify(hooks.onResponse, () => ({ ...eventOf(attempt), statusCode, requestId, duration }));
        const validate = config.validateResponses;
        const success = readSuccess(response, {
          operation,
          validate,
          inspect,
          possiblyApplied,
          redact,
          clock,
        });
        return {
          body: success,
          statusCode,
          // Gathered for those who look.
          get headers() {
            return response.headers();
          },
          requestId,
          attempts: attempt,
          idempotencyKey,
        };
      } catch (caught) {
        const isOfCallersFetch = config.fetch !== undefined && caught instanceof PrefactorConnectionError;
        const error = isOfCallersFetch ? withoutSecrets(caught, redact) : caught;
        if (error instanceof PrefactorConnectionError && error.requestSent) possiblyApplied = true;
        if (isPrefactorError(error) && !call.signal.aborted) {
          describeRequest(error, { ...description, attempts: attempt });
          request.onFailedAttempt?.(error);
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
      {
        clock,
        pause: (delay, error) => {
          notify(hooks.onRetry, () => ({ ...eventOf(call.attempts), error, delay }));
          return calls.pause(call, delay, error);
        },
        isSafeToRepeat: request.isSafeToRepeat,
      },
    );
    return await policy.execute(attemptOnce, call.signal);
  }

  async function perform(
    request: PreparedRequest,
    options: RequestOptions,
    call: CallInFlight,
  ): Promise<Answer<object>> {
    const run = () => attempts(request, options, call);
    try {
      const answer = breaker === undefined ? await run() : await breaker(run, call.signal);
      for (const event of controlEvents(answer.body)) {
        const redact = new Redactor([config.apiToken, authorizationOf(options)]);
        notify(hooks.onControlSignal, () => redact.json(event));
        notify(options.onControlSignal, () => redact.json(event));
      }
      return answer;
    } catch (error) {
      const isCallersReason = options.signal?.aborted === true && error === options.signal.reason;
      if (isPrefactorError(error) && !isCallersReason) {
        describeRequest(error, { ...request.description, attempts: call.attempts });
      }
      throw error;
    }
  }

  async function begin(
    operation: Operation,
    options: RequestOptions | undefined,
    prepare: (options: RequestOptions) => PreparedRequest,
    isBackground: boolean,
  ): Promise<Answer<object>> {
    const description = unsent(operation);
    const resolved = described(description, () => resolveRequestOptions(options));
    const call = described(description, () => calls.start(resolved.signal, isBackground));
    try {
      return await perform(prepare(resolved), resolved, call);
    } finally {
      call.end();
    }
  }

  return {
    send: (operation, input, options) =>
      begin(
        operation,
        options,
        (resolved) => prepareRequest(operation, input, resolved, config.defaultIdempotencyKey),
        false,
      ),
    sendPrepared: (request, options, isBackground) =>
      begin(request.operation, options, () => request, isBackground),
  };
}

/** A `fetch` of the caller's own sees the token, and may throw it. */
function withoutSecrets(error: PrefactorConnectionError, redact: Redactor): PrefactorConnectionError {
  const { code, message, requestSent } = error;
  const cause = redact.cause(error.cause);
  if (cause === error.cause && redact.text(message) === message) return error;
  return new PrefactorConnectionError(redact.text(message), {
    code: code === undefined ? undefined : redact.text(code),
    requestSent,
    cause,
  });
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
