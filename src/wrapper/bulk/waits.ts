/** Those who wait until a queue has dealt with what it had, each with a time of its own. */
import type { Clock } from '../clock.ts';

interface Waiter {
  /** The last item it waits for. */
  readonly through: number;
  /** On the clock that never jumps. */
  readonly deadline: number;
  readonly resolve: () => void;
}

export class FlushWaiters {
  readonly #clock: Clock;
  #waiting: Waiter[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when all items up to this one have been dealt with, or when the time is over. */
  wait(through: number, timeout: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        resolve();
      };
      const cancel = this.#clock.after(timeout, end);
      const waiter = { through, deadline: this.#clock.monotonic() + timeout, resolve: end };
      this.#waiting.push(waiter);
    });
  }

  /** Lets those go whose items all come before this one. */
  tell(oldest: number): void {
    for (const { through, resolve } of [...this.#waiting]) if (through < oldest) resolve();
  }

  /** Milliseconds until nobody waits any more; `undefined` when nobody does. */
  get remaining(): number | undefined {
    if (this.#waiting.length === 0) return undefined;
    const last = this.#waiting.reduce((latest, { deadline }) => Math.max(latest, deadline), 0);
    return Math.max(0, last - this.#clock.monotonic());
  }
}
