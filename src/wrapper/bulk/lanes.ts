/**
 * Which items must keep their order when several requests are under way: those of one agent instance, and those that
 * name the same span while one of them is still queued. What names neither shares one lane.
 */
import type { QueuedItem } from './item.ts';

const shared = '';

export class Lanes {
  readonly #isSingle: boolean;
  readonly #laneOf = new Map<QueuedItem, string>();
  /** The lane of each span that a queued item names, and the last one that does. */
  readonly #spans = new Map<string, { lane: string; last: QueuedItem }>();
  /** Lanes that have items on their way, or that wait. */
  readonly #busy = new Set<string>();

  /** @param concurrency Requests under way at once; with one, everything keeps its order. */
  constructor(concurrency: number) {
    this.#isSingle = concurrency === 1;
  }

  enter(item: QueuedItem): void {
    if (this.#isSingle) return;
    const { instance, span } = item.named;
    const lane = instance ?? (span === undefined ? shared : (this.#spans.get(span)?.lane ?? shared));
    this.#laneOf.set(item, lane);
    if (span !== undefined) this.#spans.set(span, { lane, last: item });
  }

  leave(item: QueuedItem): void {
    const { span } = item.named;
    this.#laneOf.delete(item);
    if (span !== undefined && this.#spans.get(span)?.last === item) this.#spans.delete(span);
  }

  isBusy(item: QueuedItem): boolean {
    return this.#busy.has(this.laneOf(item));
  }

  /** Keeps the lanes of these items for them, until they are let go. */
  hold(items: readonly QueuedItem[]): readonly string[] {
    const lanes = [...new Set(items.map((item) => this.laneOf(item)))];
    for (const lane of lanes) this.#busy.add(lane);
    return lanes;
  }

  release(lanes: readonly string[]): void {
    for (const lane of lanes) this.#busy.delete(lane);
  }

  laneOf(item: QueuedItem): string {
    return this.#laneOf.get(item) ?? shared;
  }
}
