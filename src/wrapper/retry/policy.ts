/**
 * Repeating what may succeed the next time. cockatiel decides and counts; the waiting is ours, because an abort must
 * end it at once (cockatiel's own waits go on, and call the function once more afterwards).
 */
import { DelegateBackoff, handleWhen, retry } from 'cockatiel';
import { type Clock, sleep, systemClock } from '../clock.ts';
import { isTlsRefusal } from '../errors/classify.ts';
import {
  PrefactorApiError,
  PrefactorConnectionError,
  type PrefactorHttpError,
  PrefactorRetryExhaustedError,
  PrefactorTimeoutError,
} from '../errors/errors.ts';
import { retryDelay } from './delay.ts';
import type { RetryConfig } from './options.ts';

/** What an attempt is told. */
export interface RetryAttempt {
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Milliseconds until `totalTimeout` is over, `Infinity` without one. */
  readonly remaining: number;
}

/** Runs a function until it succeeds, fails for good, or no further attempt is allowed. */
export interface RetryPolicy {
  /**
   * @param fn What to try; told which attempt it is.
   * @param signal Ends a wait at once, and lets no further attempt start.
   * @returns What the function resolves to.
   * @throws The function's own error when that is not worth another attempt or `maxRetries` is 0.
   * @throws {PrefactorRetryExhaustedError} When no further attempt is allowed.
   * @throws {PrefactorTimeoutError} `phase: 'total'`, when `totalTimeout` is over.
   * @throws The signal's reason, when it aborts.
   */
  execute<T>(fn: (attempt: RetryAttempt) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** What the client puts in place of the defaults. */
export interface RetryInternals {
  readonly clock?: Clock;
  /** Waits between attempts, in place of a plain sleep; told what the last one failed with. */
  readonly pause?: (delay: number, error: PrefactorHttpError) => Promise<void>;
  /** Whether what failed like this may be sent again without harm. Default: always. */
  readonly isSafeToRepeat?: (error: PrefactorHttpError) => boolean;
}

/** The retry policy of a client, from a config that has been checked. */
export function retryPolicy(config: RetryConfig, internals: RetryInternals = {}): RetryPolicy {
  const clock = internals.clock ?? systemClock;
  const { isSafeToRepeat = () => true } = internals;
  const isRetryable = (error: unknown): error is PrefactorHttpError =>
    isWorthRetrying(error, config) && isSafeToRepeat(error);

  return {
    async execute(fn, signal) {
      const pause = internals.pause ?? ((delay) => sleep(clock, delay, signal));
      const deadline = clock.monotonic() + (config.totalTimeout ?? Number.POSITIVE_INFINITY);
      let attempts = 0;
      let delay = 0;
      let lastError: PrefactorHttpError | undefined;
      let onAbort: (() => void) | undefined;
      let rejectAborted: (reason: unknown) => void = () => {};
      // cockatiel passes through a timer of its own between an attempt and our wait. Watched from the first retry on.
      const aborted = new Promise<never>((_, reject) => {
        rejectAborted = reject;
      });
      const watchForAbort = (): void => {
        if (onAbort !== undefined) return;
        onAbort = () => rejectAborted(signal?.reason);
        signal?.addEventListener('abort', onAbort);
      };

      const policy = retry(
        handleWhen((error) => {
          if (signal?.aborted || !isRetryable(error) || asksForTooLong(error, config)) return false;
          lastError = error;
          return true;
        }),
        {
          maxAttempts: config.maxRetries,
          backoff: new DelegateBackoff(({ attempt }) => {
            watchForAbort();
            delay = retryDelay(config, attempt, retryAfterOf(lastError), clock.random);
            return 0;
          }),
        },
      );

      try {
        const run = policy.execute(async () => {
          signal?.throwIfAborted();
          if (lastError !== undefined) {
            if (clock.monotonic() + delay >= deadline) throw totalTimeout(config, lastError);
            await pause(delay, lastError);
            // A machine that slept, say, wakes up late.
            if (clock.monotonic() >= deadline) throw totalTimeout(config, lastError);
          }
          attempts += 1;
          return await fn({ attempt: attempts, remaining: deadline - clock.monotonic() });
        });
        return await Promise.race([run, aborted]);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (!isWorthRetrying(error, config)) throw error;
        // A timer may fire a fraction of a millisecond before its time on the monotonic clock.
        if (clock.monotonic() >= deadline - 1) throw totalTimeout(config, error);
        if (config.maxRetries === 0 || !isSafeToRepeat(error)) throw error;
        throw new PrefactorRetryExhaustedError(error, attempts);
      } finally {
        if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}

function isWorthRetrying(error: unknown, config: RetryConfig): error is PrefactorHttpError {
  if (error instanceof PrefactorTimeoutError && error.phase === 'total') return false;
  if (error instanceof PrefactorConnectionError) return !isTlsRefusal(error);
  return error instanceof PrefactorApiError && config.retryOnStatusCodes.includes(error.statusCode);
}

function asksForTooLong(error: unknown, config: RetryConfig): boolean {
  const hint = retryAfterOf(error);
  return hint !== undefined && hint > config.maxRetryDelay;
}

function retryAfterOf(error: unknown): number | undefined {
  return error instanceof PrefactorApiError ? error.retryAfter : undefined;
}

function totalTimeout(config: RetryConfig, lastError: unknown): PrefactorTimeoutError {
  const requestSent = lastError instanceof PrefactorConnectionError ? lastError.requestSent : true;
  return new PrefactorTimeoutError(`no answer within the totalTimeout of ${config.totalTimeout} ms`, {
    phase: 'total',
    requestSent,
    cause: lastError,
  });
}
