/**
 * Retries what may succeed the next time. The loop is ours: an abort must end a wait at once (cockatiel's own waits
 * continue, and call the function once more afterwards), and what is on `Object.prototype` must be no success.
 */
import { abortReasonOf } from '../abort.ts';
import { type Clock, sleep, systemClock } from '../clock.ts';
import { isTransientConnectionError, isTransientStatus, retryAfterOf } from '../errors/classify.ts';
import { isTransientCode, statusOf } from '../errors/codes.ts';
import {
  PrefactorApiError,
  PrefactorConnectionError,
  type PrefactorHttpError,
  PrefactorRetryExhaustedError,
  PrefactorTimeoutError,
} from '../errors/errors.ts';
import { forCaller } from '../errors/stack.ts';
import { withoutPrototype } from '../own-properties.ts';
import { abortSignal, fn, plainObject, reading, refuse, refuseIfAny } from '../validation/rules.ts';
import { retryDelay } from './delay.ts';
import { type RetryConfig, type RetryOptions, resolveRetry, retryIssues } from './options.ts';

/** What an attempt is passed. */
export interface RetryAttempt {
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Milliseconds until `totalTimeout` expires, `Infinity` without one. */
  readonly remaining: number;
}

/** Runs a function until it succeeds, fails for good, or no further attempt is allowed. */
export interface RetryPolicy {
  /**
   * @param fn What to attempt; passed which attempt it is.
   * @param signal Ends a wait at once, and prevents further attempts.
   * @returns What the function resolves to.
   * @throws The function's own error when that is not worth another attempt or `maxRetries` is 0.
   * @throws {PrefactorRetryExhaustedError} When no further attempt is allowed.
   * @throws {PrefactorTimeoutError} `phase: 'total'`, when `totalTimeout` expires.
   * @throws The signal's reason, when it aborts.
   */
  execute<T>(fn: (attempt: RetryAttempt) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** What the client replaces the defaults with. */
export interface RetryInternals {
  readonly clock: Clock;
  /** Waits between attempts; told what the last one failed with. */
  readonly pause: (
    delay: number,
    error: PrefactorHttpError,
    signal: AbortSignal | undefined,
  ) => Promise<void>;
  /** Whether what failed like this may be sent again without harm. */
  readonly isSafeToRepeat: (error: PrefactorHttpError) => boolean;
}

/**
 * Creates the retry policy that the client itself uses: exponential backoff with ± 25 % jitter, what the server asks for
 * as the minimum wait, waits that end at once when the signal aborts. It retries after a {@link PrefactorConnectionError},
 * unless TLS was refused, and after a {@link PrefactorApiError} with one of `retryOnStatusCodes`, or a code that mostly
 * comes with one of them; never after a 429 or 5xx whose code says that it will recur.
 *
 * ```ts
 * const policy = createRetryPolicy({ maxRetries: 5, totalTimeout: 60_000 });
 * const instance = await policy.execute(() => client.agentInstances.get(id, { maxRetries: 0 }));
 * ```
 *
 * @param options All in milliseconds, with the client's defaults.
 * @throws {PrefactorClientError} `code: 'invalid_config'`, naming every option that is wrong.
 */
export function createRetryPolicy(options: RetryOptions = {}): RetryPolicy {
  const policy = retryPolicy(
    forCaller(() => reading('invalid retry policy', 'it', () => checkedConfig(options), 'invalid_config')),
    {
      clock: systemClock,
      pause: (delay, _error, signal) => sleep(systemClock, delay, signal),
      isSafeToRepeat: () => true,
    },
  );
  return {
    async execute(run, signal) {
      forCaller(() => {
        const problems = {
          fn: fn(run),
          signal: signal === undefined ? undefined : reading('execute', 'signal', () => abortSignal(signal)),
        };
        const issues = Object.entries(problems).flatMap(([path, message]) =>
          message === undefined ? [] : [{ path, message }],
        );
        refuseIfAny('invalid_argument', 'execute', issues);
      });
      return await policy.execute(run, signal);
    },
  };
}

function checkedConfig(options: RetryOptions): RetryConfig {
  const problem = plainObject(options);
  if (problem !== undefined) refuse('invalid_config', 'invalid retry policy', { path: '', message: problem });
  const given: RetryOptions = withoutPrototype(options);
  refuseIfAny('invalid_config', 'invalid retry policy', retryIssues(given));
  return resolveRetry(given).config;
}

/** The retry policy of a client, from a config that has been checked. */
export function retryPolicy(config: RetryConfig, internals: RetryInternals): RetryPolicy {
  const { clock, pause, isSafeToRepeat } = internals;
  return {
    async execute(fn, signal) {
      const deadline = clock.monotonic() + (config.totalTimeout ?? Number.POSITIVE_INFINITY);
      // A timer may fire a fraction of a millisecond before its time on the monotonic clock.
      const isOver = (): boolean => clock.monotonic() >= deadline - 1;
      let earlier: PrefactorHttpError | undefined;
      for (let attempt = 1; ; attempt += 1) {
        if (signal?.aborted) throw abortReasonOf(signal);
        let error: unknown;
        try {
          return await fn({ attempt, remaining: deadline - clock.monotonic() });
        } catch (thrown) {
          error = thrown;
        }
        if (signal?.aborted) throw abortReasonOf(signal);
        if (!isWorthRetrying(error, config)) throw error;
        if (isOver()) throw totalTimeout(config, error, earlier);
        if (config.maxRetries === 0 || !isSafeToRepeat(error)) throw error;
        if (attempt > config.maxRetries || asksForTooLong(error, config))
          throw new PrefactorRetryExhaustedError(error, attempt);
        const delay = retryDelay(config, attempt, retryAfterOf(error), clock.random);
        if (clock.monotonic() + delay >= deadline) throw totalTimeout(config, error);
        await pause(delay, error, signal);
        // A machine that slept, say, wakes up late.
        if (clock.monotonic() >= deadline) throw totalTimeout(config, error);
        earlier = error;
      }
    },
  };
}

/** Whether an error is one that another attempt may not meet, as the options have it. */
export function isWorthRetrying(
  error: unknown,
  config: Pick<RetryConfig, 'retryOnStatusCodes'>,
): error is PrefactorHttpError {
  if (error instanceof PrefactorTimeoutError && error.phase === 'total') return false;
  if (error instanceof PrefactorApiError) return isAnswerWorthRetrying(error, config.retryOnStatusCodes);
  return isTransientConnectionError(error);
}

/** A code that passes is as good as its status; one that does not pass is not retried for a status that would. */
function isAnswerWorthRetrying(error: PrefactorApiError, statuses: readonly number[]): boolean {
  const { code, statusCode } = error;
  const isTransient = isTransientCode(code);
  if (isTransient === false && isTransientStatus(statusCode)) return false;
  return statuses.includes(statusCode) || (isTransient === true && statuses.includes(statusOf(error)));
}

function asksForTooLong(error: unknown, config: RetryConfig): boolean {
  return (retryAfterOf(error) ?? 0) > config.maxRetryDelay;
}

/** @param earlier What an attempt before the last one failed with: why there was a last one. */
function totalTimeout(
  { totalTimeout: limit = 0 }: RetryConfig,
  last: PrefactorHttpError,
  earlier?: PrefactorHttpError,
): PrefactorTimeoutError {
  const requestSent = last instanceof PrefactorConnectionError ? last.requestSent : true;
  const isCutShort = last instanceof PrefactorTimeoutError && last.cause === undefined;
  // That time was up says nothing; what came before it does.
  if (isCutShort && earlier !== undefined && earlier !== last) last.cause = earlier;
  const failure = isCutShort ? (earlier ?? last) : last;
  return new PrefactorTimeoutError(
    `no answer within the totalTimeout of ${limit < 1 ? limit : Math.round(limit)} ms; the last failure: ${failure.message}`,
    { phase: 'total', requestSent, cause: last },
  );
}
