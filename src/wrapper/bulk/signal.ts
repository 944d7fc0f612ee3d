/** Something that one waits for again and again: news, or room. */
export class Signal {
  #next: PromiseWithResolvers<void> | undefined;

  /** Resolves when it is opened the next time. */
  get opened(): Promise<void> {
    this.#next ??= Promise.withResolvers();
    return this.#next.promise;
  }

  open(): void {
    this.#next?.resolve();
    this.#next = undefined;
  }
}
