/** A clock that stands still until a test moves it, and a source of "randomness" that the test chooses. */
import type { Clock } from '../../src/wrapper/clock.ts';

export interface ManualClock extends Clock {
  /** The waits that are pending now, in milliseconds from when each was begun. */
  readonly pending: readonly number[];
  /** Every wait that was ever begun, in milliseconds. */
  readonly begun: readonly number[];
  /** What `random()` returns. */
  randomValue: number;
  /** Moves the clock on and runs what is due, each at its time. */
  advance(milliseconds: number): void;
  /** Moves the clock on and then runs what is due, too late: the process stood still. */
  stall(milliseconds: number): void;
}

export function manualClock(wallStart = Date.UTC(2026, 0, 1)): ManualClock {
  let now = 0;
  const begun: number[] = [];
  const timers = new Set<{ due: number; delay: number; run: () => void }>();
  const dueBy = (time: number) => [...timers].filter(({ due }) => due <= time).sort((a, b) => a.due - b.due);
  const clock: ManualClock = {
    randomValue: 0.5,
    begun,
    get pending() {
      return [...timers].map(({ delay }) => delay);
    },
    monotonic: () => now,
    wall: () => wallStart + now,
    random: () => clock.randomValue,
    after(delay, run) {
      const timer = { due: now + delay, delay, run };
      begun.push(delay);
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (const timer of dueBy(end)) {
        now = timer.due;
        if (timers.delete(timer)) timer.run();
      }
      now = end;
    },
    stall(milliseconds) {
      now += milliseconds;
      for (const timer of dueBy(now)) if (timers.delete(timer)) timer.run();
    },
  };
  return clock;
}

/**
 * A clock whose waits are over at once, while its time passes as if they had been waited for. Timeouts of attempts
 * (anything at least as long as `longWait`) never strike.
 */
export function hastyClock(
  longWait = Number.POSITIVE_INFINITY,
): Clock & { waits: number[]; randomValue: number } {
  let now = 0;
  const waits: number[] = [];
  const clock: Clock & { waits: number[]; randomValue: number } = {
    waits,
    randomValue: 0.5,
    monotonic: () => now,
    wall: () => Date.UTC(2026, 0, 1) + now,
    random: () => clock.randomValue,
    after(delay, run) {
      if (delay >= longWait) return () => {};
      waits.push(delay);
      let cancelled = false;
      queueMicrotask(() => {
        if (cancelled) return;
        now += delay;
        run();
      });
      return () => {
        cancelled = true;
      };
    },
  };
  return clock;
}
