/**
 * Items that wait to be sent, in lanes. A lane keeps its order and has at most one request in flight: the items of one
 * agent instance are a lane, and items that name the same span while one of them is still queued are in the same one.
 * What names neither shares a lane. Every step costs the same however many items and lanes there are.
 */
import { Heap } from './heap.ts';
import type { QueuedItem } from './item.ts';

/** Of what names neither an instance nor a span, and of everything where nothing may overtake anything. */
const sharedLane = '';

interface Entry {
  readonly item: QueuedItem;
  next: Entry | undefined;
}

/** The waiting items of one lane, as a linked list: what comes back is put before what waits. */
class Lane {
  readonly name: string;
  first: Entry | undefined;
  #last: Entry | undefined;
  items = 0;
  bytes = 0;
  /** Whether items of it are in flight, or it waits before one is retried. */
  isBusy = false;

  constructor(name: string) {
    this.name = name;
  }

  append(item: QueuedItem): void {
    const entry: Entry = { item, next: undefined };
    if (this.#last === undefined) this.first = entry;
    else this.#last.next = entry;
    this.#last = entry;
    this.#count(1, item);
  }

  prepend(item: QueuedItem): void {
    this.first = { item, next: this.first };
    this.#last ??= this.first;
    this.#count(1, item);
  }

  shift(): void {
    if (this.first === undefined) return;
    this.#count(-1, this.first.item);
    this.first = this.first.next;
    if (this.first === undefined) this.#last = undefined;
  }

  clear(): QueuedItem[] {
    const items: QueuedItem[] = [];
    for (; this.first !== undefined; this.shift()) items.push(this.first.item);
    return items;
  }

  #count(items: 1 | -1, { bytes }: QueuedItem): void {
    this.items += items;
    this.bytes += items * bytes;
  }
}

const isOlder = (a: Lane, b: Lane): boolean => indexOf(a) < indexOf(b);
const indexOf = ({ first }: Lane): number => first?.item.index ?? Number.POSITIVE_INFINITY;

export class Lanes {
  readonly #concurrency: number;
  readonly #lanes = new Map<string, Lane>();
  /** The lanes that are not busy and have something, the one with the oldest item first. */
  readonly #ready = new Heap(isOlder);
  #readyItems = 0;
  #readyBytes = 0;
  /** The lane of each span that a queued item names, and the last one that does. */
  readonly #spans = new Map<string, { readonly lane: string; readonly last: QueuedItem }>();
  readonly #postponed = new Set<string>();
  #waiting = 0;

  /** @param concurrency Requests in flight at once; with one, everything keeps its order. */
  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** How many items wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** How many items could be sent at once: those of lanes that are not busy. */
  get readyItems(): number {
    return this.#readyItems;
  }

  /** How many bytes these are. */
  get readyBytes(): number {
    return this.#readyBytes;
  }

  /** How many lanes these are in. */
  get readyLanes(): number {
    return this.#ready.size;
  }

  /** Index of the oldest item that could be sent at once; when none could, no index is as high. */
  get oldestReady(): number {
    return this.#ready.first?.first?.item.index ?? Number.POSITIVE_INFINITY;
  }

  /** An item comes after all others of its lane. */
  add(item: QueuedItem): void {
    item.lane = this.#laneFor(item);
    const lane = this.#laneNamed(item.lane);
    lane.append(item);
    this.#waiting += 1;
    if (lane.isBusy) return;
    this.#readyItems += 1;
    this.#readyBytes += item.bytes;
    if (lane.items === 1) this.#ready.push(lane);
  }

  /**
   * Takes items for a request, the oldest first. Their lanes are busy until {@link release}.
   *
   * @param requests Requests that can be sent now: no more than an equal share of the lanes goes into each.
   * @param enough Items that fill a request.
   * @param consider Told of each item in turn: `taken` into the request; `refused`, which takes it out of its lane all
   *   the same; `full` ends it, and the item stays.
   */
  take(
    requests: number,
    enough: number,
    consider: (item: QueuedItem) => 'taken' | 'refused' | 'full',
  ): QueuedItem[] {
    const batch: QueuedItem[] = [];
    const lanes = this.#choose(requests, enough);
    const open = new Heap(isOlder);
    for (const lane of lanes) open.push(lane);
    for (let lane = open.pop(); lane?.first !== undefined; lane = open.pop()) {
      const { item } = lane.first;
      const decision = consider(item);
      if (decision === 'full') break;
      lane.shift();
      this.#waiting -= 1;
      if (decision === 'taken') {
        batch.push(item);
        lane.isBusy = true;
      }
      if (lane.first !== undefined) open.push(lane);
    }
    for (const lane of lanes) if (!lane.isBusy) this.#makeReady(lane);
    return batch;
  }

  /** Items that were taken wait again, in their places: before everything else of their lanes. */
  putBack(items: readonly QueuedItem[]): void {
    for (const item of items.toReversed()) this.#laneNamed(item.lane).prepend(item);
    this.#waiting += items.length;
  }

  /** Lanes with these names are no longer busy, but for those that are postponed. */
  release(names: Iterable<string>): void {
    for (const name of names) {
      const lane = this.#lanes.get(name);
      if (lane === undefined || !lane.isBusy || this.#postponed.has(name)) continue;
      lane.isBusy = false;
      this.#makeReady(lane);
    }
    if (this.#ready.size === 0) this.endPostponement();
  }

  /** A lane that is busy stays so as long as others are ready, or until {@link endPostponement}. */
  postpone(name: string): void {
    this.#postponed.add(name);
  }

  /** Postponed lanes are no longer busy. */
  endPostponement(): void {
    if (this.#postponed.size === 0) return;
    const names = [...this.#postponed];
    this.#postponed.clear();
    this.release(names);
  }

  /** An item is settled: what names its span need not follow it any more. */
  forget(item: QueuedItem): void {
    const { span } = item.subject;
    if (span !== undefined && this.#spans.get(span)?.last === item) this.#spans.delete(span);
  }

  /** Takes out everything that waits and comes after the item with this index. Lanes that are busy stay so. */
  takeOutAfter(index: number): QueuedItem[] {
    this.endPostponement();
    const items: QueuedItem[] = [];
    this.#ready.clear();
    this.#readyItems = 0;
    this.#readyBytes = 0;
    for (const lane of this.#lanes.values()) {
      const waiting = lane.clear();
      for (const item of waiting) if (item.index <= index) lane.append(item);
      items.push(...waiting.filter((item) => item.index > index));
      if (!lane.isBusy) this.#makeReady(lane);
    }
    this.#waiting -= items.length;
    return items;
  }

  #laneFor(item: QueuedItem): string {
    if (this.#concurrency === 1) return sharedLane;
    const { instance, span } = item.subject;
    const lane = instance ?? (span === undefined ? undefined : this.#spans.get(span)?.lane) ?? sharedLane;
    if (span !== undefined) this.#spans.set(span, { lane, last: item });
    return lane;
  }

  #laneNamed(name: string): Lane {
    let lane = this.#lanes.get(name);
    if (lane === undefined) {
      lane = new Lane(name);
      this.#lanes.set(name, lane);
    }
    return lane;
  }

  /**
   * The lanes of a request, those with the oldest items first. Beyond a share of all lanes, only as many as it takes to
   * fill it: the others then make a request of their own, and none gets on at half the speed of another.
   */
  #choose(requests: number, enough: number): Lane[] {
    const most = Math.ceil(this.#ready.size / requests);
    const share = Math.floor(this.#lanes.size / this.#concurrency);
    const chosen: Lane[] = [];
    let items = 0;
    while (chosen.length < most && (chosen.length < share || items < enough)) {
      const lane = this.#ready.pop();
      if (lane === undefined) break;
      chosen.push(lane);
      items += lane.items;
      this.#readyItems -= lane.items;
      this.#readyBytes -= lane.bytes;
    }
    return chosen;
  }

  #makeReady(lane: Lane): void {
    if (lane.first === undefined) {
      this.#lanes.delete(lane.name);
      return;
    }
    this.#readyItems += lane.items;
    this.#readyBytes += lane.bytes;
    this.#ready.push(lane);
  }
}
