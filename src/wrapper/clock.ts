/** Time and randomness, in one place so that tests can bring their own. */
import { abortReasonOf, once } from './abort.ts';

/** What the client asks of time and chance. */
export interface Clock {
  /** Milliseconds on a clock that never jumps: for durations and deadlines. */
  monotonic(): number;
  /** Milliseconds since 1970: only to read dates that a server sends. */
  wall(): number;
  /** A number from 0 up to but not including 1. */
  random(): number;
  /**
   * Calls `run` after `delay` milliseconds, or after {@link longestTimer} where that is less; the returned function takes
   * that back. Meanwhile the process stays alive, unless `keepAlive` is `false`.
   */
  after(delay: number, run: () => void, keepAlive?: boolean): () => void;
}

/** The longest delay that the timers of every runtime keep: they take a longer one for "at once". */
export const longestTimer = 2 ** 31 - 1;

/** The runtime's own. */
export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  random: () => Math.random(),
  after(delay, run, keepAlive = true) {
    const timer: unknown = setTimeout(run, Math.min(delay, longestTimer));
    if (!keepAlive) unref(timer);
    return () => clearTimeout(timer as never);
  },
};

/** Lets a process end in spite of a timer, where there are processes: elsewhere a timer is a number. */
function unref(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function') {
    timer.unref();
  }
}

/**
 * Waits, until the time is over or the signal aborts: then it rejects at once with the signal's reason and leaves
 * neither timer nor listener. The timer keeps the process alive, because somebody waits for what follows, unless told
 * otherwise.
 */
export function sleep(
  clock: Clock,
  delay: number,
  signal: AbortSignal | undefined,
  keepAlive = true,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortReasonOf(signal));
      return;
    }
    const onAbort = () => {
      cancel();
      reject(signal && abortReasonOf(signal));
    };
    const onTime = () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    };
    const cancel = clock.after(delay, onTime, keepAlive);
    signal?.addEventListener('abort', onAbort, once);
  });
}
