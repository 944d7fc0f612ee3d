/**
 * The keys of what is queued. In many small sets: a single one of a million is made anew as a whole when it grows or
 * shrinks, and nothing else has a turn meanwhile.
 */
const shards = 64;

export class KeySet {
  readonly #sets: readonly Set<string>[] = Array.from({ length: shards }, () => new Set());
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(key: string): boolean {
    return this.#setOf(key).has(key);
  }

  add(key: string): void {
    this.#setOf(key).add(key);
    this.#size += 1;
  }

  delete(key: string): void {
    if (this.#setOf(key).delete(key)) this.#size -= 1;
  }

  #setOf(key: string): Set<string> {
    const last = key.length - 1;
    const mixed = key.charCodeAt(last) * 31 + key.charCodeAt(last - 1) * 7 + key.charCodeAt(last - 2);
    const [fallback] = this.#sets;
    return this.#sets[mixed % shards] ?? fallback ?? new Set();
  }
}
