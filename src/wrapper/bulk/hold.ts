/** Items of a writer that cannot be sent yet, because it is not known yet what they are about. */
import { completedItem, type QueuedItem } from './item.ts';

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

/**
 * Keeps items of a writer until it is known what they are about: the spans of a run, for instance, while the run is being
 * registered. They are checked, serialised and given their times like any other item, and count as queued.
 *
 * ```ts
 * const hold = writer.hold();
 * const registered = writer.add({ _type: 'agent_instances/register', agent_version });
 * hold.add({ _type: 'agent_instances/start', agent_instance_id: 'not known yet' });
 * const outcome = await registered;
 * if (outcome.status === 'success' && !outcome.alreadyApplied) {
 *   hold.release((item) => ({ ...item, agent_instance_id: outcome.details.id }));
 * } else hold.drop();
 * ```
 */
export class Hold<Add> {
  /**
   * Adds an item as `writer.add` does. Until {@link release}, it is kept; from then on, it is sent as it is.
   *
   * @throws {PrefactorClientError} As `writer.add` does.
   */
  readonly add: Add;
  readonly #held: HeldItems;
  readonly #events: HoldEvents;
  #state: 'held' | 'released' | 'dropped' = 'held';
  #items: QueuedItem[] = [];

  /** @internal */
  constructor(held: HeldItems, events: HoldEvents, add: (hold: Hold<Add>) => Add) {
    this.#held = held;
    this.#events = events;
    this.add = add(this);
  }

  /**
   * Sends what is held, in order, and from now on whatever is added, at once.
   *
   * @param complete Called with each item as JSON has it, a copy; returns it with what is known now. Its key stays.
   * @throws What `complete` throws; then everything stays held.
   */
  release(complete: (item: Record<string, unknown>) => object = (item) => item): void {
    if (this.#state !== 'held') return;
    const completed = this.#items.map((item) => [item, completedItem(item, complete)] as const);
    this.#state = 'released';
    this.#items = [];
    this.#events.onReleased(completed.flatMap(([item, ready]) => (this.#held.remove(item) ? [ready] : [])));
  }

  /** Drops what is held, and from now on whatever is added: each with the outcome `dropped`. */
  drop(): void {
    if (this.#state !== 'held') return;
    this.#state = 'dropped';
    this.#held.drop(this.#items.splice(0));
    this.#events.onDropped();
  }

  /**
   * @returns Whether it is kept, or dropped; `false` for one that can be sent.
   * @internal
   */
  take(item: QueuedItem): boolean {
    if (this.#state === 'dropped') item.onSettled?.({ status: 'dropped' });
    if (this.#state !== 'held') return this.#state === 'dropped';
    this.#items.push(item);
    this.#held.add(item);
    return true;
  }
}
