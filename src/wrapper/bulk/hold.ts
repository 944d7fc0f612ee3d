/** Items of a writer that cannot be sent yet, because it is not known yet what they are about. */
import type { QueuedItem } from './item.ts';

/** What a writer holds, in all its holds. */
export class HeldItems {
  readonly #items = new Map<string, QueuedItem>();
  #bytes = 0;
  #lastIndex = -1;

  get size(): number {
    return this.#items.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Index of the item that was held last. */
  get lastIndex(): number {
    return this.#lastIndex;
  }

  has(key: string): boolean {
    return this.#items.has(key);
  }

  add(item: QueuedItem): void {
    this.#lastIndex = item.index;
    this.#items.set(item.key, item);
    this.#bytes += item.bytes;
  }

  /** @returns Whether it was still there. */
  remove(item: QueuedItem): boolean {
    if (!this.#items.delete(item.key)) return false;
    this.#bytes -= item.bytes;
    return true;
  }

  /** Drops items that are still there, by default all; returns how many that were. */
  drop(items: readonly QueuedItem[] = [...this.#items.values()]): number {
    const left = items.filter((item) => this.remove(item));
    for (const item of left) item.onSettled?.({ status: 'dropped' });
    return left.length;
  }
}

/** What becomes of items that leave a hold. */
interface HoldEvents {
  onReleased(items: readonly QueuedItem[]): void;
  onDropped(): void;
}

/** Keeps items, which are checked, serialised and given their times already, until what they are about is known. */
export class Hold {
  readonly #held: HeldItems;
  readonly #events: HoldEvents;
  #state: 'held' | 'released' | 'dropped' = 'held';
  #items: QueuedItem[] = [];

  constructor(held: HeldItems, events: HoldEvents) {
    this.#held = held;
    this.#events = events;
  }

  /**
   * Lets go of what is held, in order, and from now on of whatever is added.
   *
   * @param complete Makes of an item what is sent.
   */
  release(complete: (item: QueuedItem) => QueuedItem): void {
    this.#state = 'released';
    const left = this.#items.splice(0).filter((item) => this.#held.remove(item));
    this.#events.onReleased(left.map(complete));
  }

  /** Drops what is held, and from now on whatever is added. */
  drop(): void {
    this.#state = 'dropped';
    this.#held.drop(this.#items.splice(0));
    this.#events.onDropped();
  }

  /** @returns Whether it is kept, or dropped; `false` for one that can be sent. */
  take(item: QueuedItem): boolean {
    if (this.#state === 'released') return false;
    if (this.#state === 'dropped') item.onSettled?.({ status: 'dropped' });
    else {
      this.#items.push(item);
      this.#held.add(item);
    }
    return true;
  }
}
