/** The time of day at which a writer takes its items: it never goes back, so that nothing ends before it has begun. */
import type { Clock } from '../clock.ts';

export class Timestamps {
  readonly #clock: Clock;
  #wall = Number.NaN;
  #time = Number.NEGATIVE_INFINITY;
  /** When that was, on the clock that never jumps. */
  #monotonic = 0;
  #text = '';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Now, as the API takes it; written anew with each millisecond. */
  now(): string {
    const wall = this.#clock.wall();
    if (wall === this.#wall) return this.#text;
    this.#wall = wall;
    const monotonic = this.#clock.monotonic();
    // Set back, the clock is waited for at half its speed: durations stay positive, and both meet again.
    const time = wall > this.#time ? wall : this.#time + Math.floor((monotonic - this.#monotonic) / 2);
    if (time !== this.#time) {
      this.#time = time;
      this.#monotonic = monotonic;
      this.#text = new Date(time).toISOString();
    }
    return this.#text;
  }
}
