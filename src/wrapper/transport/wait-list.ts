/**
 * Requests that wait for a connection, in the order in which they came. undici would let them wait too, but it keeps one
 * that was given up, with its body, until a connection takes it: for ever, where nothing answers.
 */
export class WaitList {
  #placesLeft: number;
  readonly #waiting = new Set<() => void>();
  #isStarting = false;

  /** @param places How many requests are under way at once. */
  constructor(places: number) {
    this.#placesLeft = places;
  }

  /** Starts a request as soon as there is a place for it, which it keeps until it leaves. */
  enter(start: () => void): void {
    this.#waiting.add(start);
    this.#startNext();
  }

  /** Nobody waits for a request any more. One that was started keeps its place. */
  giveUp(start: () => void): void {
    this.#waiting.delete(start);
  }

  /** A request that was started is no longer under way. */
  leave(): void {
    this.#placesLeft += 1;
    this.#startNext();
  }

  #startNext(): void {
    // A request may leave at once, and then lets the next one start here, not deeper and deeper down.
    if (this.#isStarting) return;
    this.#isStarting = true;
    for (const start of this.#waiting) {
      if (this.#placesLeft === 0) break;
      this.#placesLeft -= 1;
      this.#waiting.delete(start);
      start();
    }
    this.#isStarting = false;
  }
}
