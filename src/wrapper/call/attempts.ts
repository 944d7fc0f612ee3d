/** The attempts of one call and the waits between them. */
import type { Clock } from '../clock.ts';
import type { ResolvedConfig } from '../config.ts';
import { isUnanswered, mayHaveBeenApplied } from '../errors/classify.ts';
import { describeRequest } from '../errors/describe.ts';
import { isPrefactorError, PrefactorConnectionError, type PrefactorHttpError } from '../errors/errors.ts';
import { type AttemptEvent, notify } from '../hooks.ts';
import { type RetryAttempt, retryPolicy } from '../retry/policy.ts';
import { type Answer, ReceivedAnswer, readSuccess, requestIdOf } from './answer.ts';
import type { EarlierAttempts } from './api-error.ts';
import type { CallInFlight, CallsInFlight } from './calls-in-flight.ts';
import type { AttemptSender } from './openapi-fetch.ts';
import type { PreparedRequest } from './prepare-request.ts';
import type { Redactor } from './redactor.ts';
import type { RequestOptions } from './request-options.ts';

/** What the calls of a client share. */
export interface CallContext {
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly calls: CallsInFlight;
  readonly sendAttempt: AttemptSender;
}

/** What belongs to a single call. */
interface CallDetails {
  readonly call: CallInFlight;
  readonly request: PreparedRequest;
  readonly headers: Readonly<Record<string, string>>;
  readonly options: RequestOptions;
  readonly redact: Redactor;
}

export class Attempts {
  readonly #context: CallContext;
  readonly #details: CallDetails;
  /** Whether an attempt was sent and never answered, or was answered 5xx, perhaps by a proxy. */
  #earlier: EarlierAttempts = { possiblyApplied: false, possiblyUsedKey: false };

  constructor(context: CallContext, details: CallDetails) {
    this.#context = context;
    this.#details = details;
  }

  /** Resolves to the first success. Rejects with what is not worth another attempt, or when there are no more. */
  run(): Promise<Answer<object>> {
    const { config, clock } = this.#context;
    const { call, request, options } = this.#details;
    const { maxRetries = config.maxRetries, retryOnStatusCodes = config.retryOnStatusCodes } = options;
    const policy = retryPolicy(
      { ...config, maxRetries, retryOnStatusCodes },
      {
        clock,
        pause: (delay, error) => this.#pause(delay, error),
        isSafeToRepeat: request.isSafeToRepeat,
      },
    );
    return policy.execute((attempt) => this.#attempt(attempt), call.signal);
  }

  async #attempt({ attempt, remaining }: RetryAttempt): Promise<Answer<object>> {
    const { config, clock, sendAttempt } = this.#context;
    const { call, request, headers, options, redact } = this.#details;
    const { operation, idempotencyKey, inspect } = request;
    call.attempts = attempt;
    try {
      const begun = clock.monotonic();
      notify(config.hooks.onRequest, () => this.#event());
      const timeout = Math.min(options.timeout ?? config.requestTimeout, remaining);
      const response = await sendAttempt(request, { headers, timeout, signal: call.signal });
      const { statusCode } = response;
      const requestId = requestIdOf(response, redact);
      const duration = clock.monotonic() - begun;
      notify(config.hooks.onResponse, () => ({ ...this.#event(), statusCode, requestId, duration }));
      const read = readSuccess(response, {
        operation,
        validate: config.validateResponses,
        inspect,
        earlier: this.#earlier,
        redact,
        clock,
      });
      return new ReceivedAnswer(response, { ...read, requestId, attempts: attempt, idempotencyKey });
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /** What an attempt failed with, with what is known of it and without secrets. */
  #failed(thrown: unknown): unknown {
    const { call, request, redact } = this.#details;
    const isOfCallersFetch =
      this.#context.config.fetch !== undefined && thrown instanceof PrefactorConnectionError;
    const error = isOfCallersFetch ? withoutSecrets(thrown, redact) : thrown;
    if (isPrefactorError(error) && !call.signal.aborted) {
      this.#earlier = {
        possiblyApplied: this.#earlier.possiblyApplied || isUnanswered(error),
        possiblyUsedKey: this.#earlier.possiblyUsedKey || mayHaveBeenApplied(error),
      };
      describeRequest(error, { ...request.description, attempts: call.attempts });
      request.onFailedAttempt?.(error);
    }
    return error;
  }

  #pause(delay: number, error: PrefactorHttpError): Promise<void> {
    const { config, calls } = this.#context;
    notify(config.hooks.onRetry, () => ({ ...this.#event(), error, delay }));
    return calls.pause(this.#details.call, delay, error);
  }

  #event(): AttemptEvent {
    const { call, request } = this.#details;
    const { operation, description, idempotencyKey } = request;
    return {
      operation: operation.id,
      method: operation.method,
      path: description.path ?? operation.path,
      attempt: call.attempts,
      idempotencyKey,
    };
  }
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
