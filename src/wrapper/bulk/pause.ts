/** A wait that can be cut short. It keeps no process alive. */
import type { Clock } from '../clock.ts';

export class Pause {
  readonly #clock: Clock;
  #end: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when the time is over, or the wait is ended. */
  wait(delay: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        this.#end = undefined;
        resolve();
      };
      const cancel = this.#clock.after(delay, end, false);
      this.#end = end;
    });
  }

  end(): void {
    this.#end?.();
  }
}
