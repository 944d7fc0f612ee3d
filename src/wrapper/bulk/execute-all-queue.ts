/** Puts the items of a run together to requests and sends these, as many at once as allowed, each lane in its order. */
import type { Clock } from '../clock.ts';
import { type BulkContext, createSendBatch, type Ending } from './batch.ts';
import { BatchSize } from './batch-size.ts';
import { type QueuedItem, repeatedKey } from './item.ts';
import { Lanes } from './lanes.ts';
import type { ResolvedRunOptions } from './options.ts';

/** Whom a dispatcher works for. */
interface Principal {
  /** Whether a request may be sent although more items would fit into it. */
  mayBePart(): boolean;
  settled(item: QueuedItem, ending: Ending): void;
  /** A request has come to its end. */
  answered(): void;
  /** Something kept items from being sent that is not their fault. */
  failed(reason: unknown): void;
}

export class Dispatcher {
  readonly #principal: Principal;
  readonly #concurrency: number;
  readonly #clock: Clock;
  readonly #send: ReturnType<typeof createSendBatch>;
  readonly #size: BatchSize;
  readonly #lanes: Lanes;
  readonly #abort = new AbortController();
  readonly #cancelTimers = new Set<() => void>();
  /** In order; what is on its way is not in it. */
  #pending: QueuedItem[] = [];
  #pendingBytes = 0;
  /** Keys of what is pending or on its way. */
  readonly #keys = new Set<string>();
  #inFlight = 0;
  #itemsInFlight = 0;
  #added = 0;
  /** Items that were sent in vain, because an earlier one of their request failed. */
  #wasted = 0;
  /** The last item that was ever sent: one before it that is pending has waited long enough. */
  #lastSent = -1;
  #isStopped = false;

  constructor(context: BulkContext, options: ResolvedRunOptions, principal: Principal) {
    this.#principal = principal;
    this.#concurrency = options.concurrency;
    this.#clock = context.clock;
    this.#send = createSendBatch(context, options.request, false);
    this.#size = new BatchSize(options.maxItems, options.maxBytes);
    this.#lanes = new Lanes(options.concurrency);
  }

  /** Bytes of the items that wait to be sent. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** Whether items wait to be sent. */
  get hasPending(): boolean {
    return this.#pending.length > 0;
  }

  get isSending(): boolean {
    return this.#inFlight > 0;
  }

  /** Whether nothing waits and nothing is on its way. */
  get isIdle(): boolean {
    return !this.isSending && (this.#pending.length === 0 || this.#isStopped);
  }

  /** @throws {PrefactorClientError} When another item with its key is not done yet. */
  add(item: QueuedItem): void {
    if (this.#keys.has(item.key)) throw repeatedKey(`items[${item.index}]`, item.key);
    this.#added += 1;
    this.#keys.add(item.key);
    this.#lanes.enter(item);
    this.#pending.push(item);
    this.#pendingBytes += item.bytes;
    if (this.#size.isFull(this.#pending.length, this.#pendingBytes)) this.pump();
  }

  /** Sends what can be sent. */
  pump(): void {
    while (!this.#isStopped && this.#inFlight < this.#concurrency) {
      const batch = this.#take();
      if (batch.length === 0) return;
      void this.#sendBatch(batch);
    }
  }

  /** Sends nothing more; what is on its way comes to its end. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Sends nothing more, and aborts what is on its way. */
  abort(reason: unknown): void {
    this.#isStopped = true;
    this.#abort.abort(reason);
    for (const cancel of this.#cancelTimers) cancel();
  }

  /** Calls `run` after `delay` milliseconds, unless it was aborted by then. */
  later(delay: number, run: () => void): void {
    const cancelTimer = this.#clock.after(delay, () => {
      this.#cancelTimers.delete(cancelTimer);
      run();
    });
    this.#cancelTimers.add(cancelTimer);
  }

  /** The next batch: in order, without the items whose lane is busy. Empty when there is none worth sending yet. */
  #take(): QueuedItem[] {
    const filling = this.#size.begin(this.#mostItems);
    const batch: QueuedItem[] = [];
    const rest: QueuedItem[] = [];
    let isFull = false;
    for (const item of this.#pending) {
      const isCandidate: boolean = !isFull && !this.#lanes.isBusy(item);
      if (isCandidate) isFull = !filling.takes(item.bytes);
      (isCandidate && !isFull ? batch : rest).push(item);
    }
    const [first] = batch;
    if (first === undefined) return batch;
    const isWorthSending =
      isFull || filling.isFull || first.index <= this.#lastSent || this.#principal.mayBePart();
    if (!isWorthSending) return [];
    this.#pending = rest;
    for (const { bytes } of batch) this.#pendingBytes -= bytes;
    return batch;
  }

  /**
   * Several requests under way halve one after another and so waste more than one alone would. Not more than twice the
   * items are wasted, even if all but one of each request are.
   */
  get #mostItems(): number {
    const mayBeWasted = this.#itemsInFlight - this.#inFlight;
    return 1 + Math.max(0, 2 * this.#added - this.#wasted - mayBeWasted);
  }

  async #sendBatch(batch: readonly QueuedItem[]): Promise<void> {
    this.#inFlight += 1;
    this.#itemsInFlight += batch.length;
    this.#lastSent = Math.max(this.#lastSent, batch.at(-1)?.index ?? -1);
    const lanes = this.#lanes.hold(batch);
    try {
      const { settled, returned, isClean, delay, outage } = await this.#send(batch, this.#abort.signal);
      if (settled.some(([, { status }]) => status === 'error')) this.#wasted += returned.length;
      for (const [item, ending] of settled) this.#settle(item, ending);
      if (outage === undefined) {
        this.#size.learn(batch.length, isClean);
        this.#putBack(returned);
      } else {
        for (const item of returned) this.#settle(item, { status: 'error', error: outage });
      }
      const [first] = returned;
      this.#release(lanes, delay, first && this.#lanes.laneOf(first));
      this.#end(batch);
      this.#principal.answered();
    } catch (error) {
      this.#end(batch);
      this.#principal.failed(error);
    }
    this.pump();
  }

  #end(batch: readonly QueuedItem[]): void {
    this.#inFlight -= 1;
    this.#itemsInFlight -= batch.length;
  }

  /** Lets lanes go on: the one whose first item is to be tried again after a while, the others at once. */
  #release(lanes: readonly string[], delay: number, waiting: string | undefined): void {
    if (delay === 0) {
      this.#lanes.release(lanes);
      return;
    }
    this.#lanes.release(lanes.filter((lane) => lane !== waiting));
    this.later(delay, () => {
      this.#lanes.release(lanes.filter((lane) => lane === waiting));
      this.pump();
    });
  }

  #putBack(items: readonly QueuedItem[]): void {
    if (items.length === 0) return;
    for (const { bytes } of items) this.#pendingBytes += bytes;
    // With several requests under way, what is pending may have both earlier and later ones.
    this.#pending = [...items, ...this.#pending].sort((a, b) => a.index - b.index);
  }

  #settle(item: QueuedItem, ending: Ending): void {
    this.#keys.delete(item.key);
    this.#lanes.leave(item);
    this.#principal.settled(item, ending);
  }
}
