/**
 * Delivers items: batches those that wait into requests, sends as many of these at once as allowed, each lane in order,
 * and puts back what is to be sent again. When something is due, what an outage means and what must not be sent is up to
 * its user's policy: `executeAll` and the writer have one each.
 */
import type { Clock } from '../clock.ts';
import { nextTurn } from '../environment.ts';
import type { PrefactorHttpError } from '../errors/errors.ts';
import { withoutPrototype } from '../own-properties.ts';
import { type BatchResult, type BulkContext, createSendBatch, type SendBatch } from './batch.ts';
import { BatchSize, tooLarge } from './batch-size.ts';
import type { DeliveryPolicy, OutageDecision } from './delivery-policy.ts';
import type { QueuedItem, Settlement } from './item.ts';
import { KeySet } from './key-set.ts';
import { Lanes } from './lanes.ts';
import type { ResolvedBatchOptions } from './options.ts';

/** Building and sending this many requests takes some milliseconds. */
const batchesPerTurn = 2;

export class Delivery {
  readonly #policy: DeliveryPolicy;
  readonly #concurrency: number;
  readonly #clock: Clock;
  readonly #send: SendBatch;
  readonly #maxRequestSize: number;
  readonly #batchSize: BatchSize;
  readonly #lanes: Lanes;
  #abort = new AbortController();
  readonly #cancelTimers = new Set<() => void>();
  /** Keys of what is not settled. */
  readonly #keys = new KeySet();
  #bytes = 0;
  readonly #inFlight = new Set<readonly QueuedItem[]>();
  #itemsInFlight = 0;
  #added = 0;
  /** Items that were sent for nothing, because an earlier one in their request failed. */
  #wasted = 0;
  /** The last item that was ever sent: any earlier one that is waiting has waited long enough. */
  #lastSent = -1;
  /** Outages that are being waited out. */
  #outages = 0;
  /** Whether the latest news of the API is an outage: one request at a time probes whether it is over. */
  #isTrying = false;
  /** What comes after the item with this index is sent no more. */
  #end = Number.POSITIVE_INFINITY;
  #isStopped = false;
  #isYielding = false;
  #lastTurn = Promise.resolve();

  constructor(context: BulkContext, options: ResolvedBatchOptions, policy: DeliveryPolicy) {
    this.#policy = withoutPrototype(policy);
    this.#concurrency = options.concurrency;
    this.#clock = context.clock;
    this.#send = createSendBatch(context, options.request, policy.isBackground);
    this.#maxRequestSize = context.maxRequestSize;
    this.#batchSize = new BatchSize(options.maxItems, Math.min(options.maxBytes, context.maxRequestSize));
    this.#lanes = new Lanes(options.concurrency);
  }

  /** How many items are queued or in flight. */
  get size(): number {
    return this.#keys.size;
  }

  /** How many bytes of JSON these are. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether items wait to be sent. */
  get hasWaiting(): boolean {
    return this.#lanes.waiting > 0;
  }

  get isSending(): boolean {
    return this.#inFlight.size > 0;
  }

  /** Whether nothing waits and nothing is in flight. */
  get isIdle(): boolean {
    return !this.isSending && (!this.hasWaiting || this.#isStopped);
  }

  /** Whether a request is due that can be sent at once. */
  get isDue(): boolean {
    if (this.#isStopped || this.#outages > 0 || this.#freeSlots <= 0) return false;
    const oldest = this.#lanes.oldestReady;
    if (oldest === Number.POSITIVE_INFINITY) return false;
    return oldest <= this.#lastSent || this.#isFull || this.#policy.isDue(oldest);
  }

  /** Whether an item with this key is queued or in flight. */
  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Takes an item, whose key nothing else here may have. */
  add(item: QueuedItem): void {
    this.#added += 1;
    this.#keys.add(item.key);
    this.#bytes += item.bytes;
    this.#lanes.add(item);
    if (this.#isFull) this.sendDue();
  }

  /** Sends what is due; when that is a lot, yields to the event loop now and then. */
  sendDue(): void {
    if (this.#isYielding) return;
    for (let batches = 0; this.isDue; batches += 1) {
      if (batches === batchesPerTurn) {
        this.#isYielding = true;
        void nextTurn().then(() => {
          this.#isYielding = false;
          this.sendDue();
        });
        return;
      }
      const batch = this.#take();
      if (batch.length > 0) void this.#deliver(batch);
      else this.#policy.onProgress(false);
    }
  }

  /** Sends nothing more that comes after the item with this index: what waits of that is forgotten, without an outcome. */
  stopAfter(index: number): void {
    this.#end = Math.min(this.#end, index);
    for (const item of this.#lanes.takeOutAfter(this.#end)) this.#forget(item);
  }

  /** Sends nothing more; what is in flight continues. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Sends nothing more, and aborts what is in flight. */
  abort(reason: unknown): void {
    this.#isStopped = true;
    this.#abort.abort(reason);
    for (const cancel of this.#cancelTimers) cancel();
  }

  /** Drops what waits, and aborts and drops what is in flight; returns how many items that were. */
  drop(reason: unknown): number {
    const items = [
      ...[...this.#inFlight].flat().filter(({ isSettled }) => !isSettled),
      ...this.#lanes.takeOutAfter(-1),
    ];
    for (const item of items.sort((a, b) => a.index - b.index)) this.#settle(item, { status: 'dropped' });
    this.#abort.abort(reason);
    this.#abort = new AbortController();
    return items.length;
  }

  /** Calls `run` after `delay` milliseconds, unless it was aborted by then. */
  later(delay: number, run: () => void): void {
    const cancelTimer = this.#clock.after(
      delay,
      () => {
        this.#cancelTimers.delete(cancelTimer);
        run();
      },
      !this.#policy.isBackground,
    );
    this.#cancelTimers.add(cancelTimer);
  }

  /** How many requests may be sent at once, besides those in flight. */
  get #freeSlots(): number {
    return (this.#isTrying ? 1 : this.#concurrency) - this.#inFlight.size;
  }

  /** Whether there is enough to fill all requests that can be sent at once. */
  get #isFull(): boolean {
    const requests = Math.max(1, Math.min(this.#freeSlots, this.#lanes.readyLanes));
    const { readyItems, readyBytes } = this.#lanes;
    return this.#batchSize.isFull(readyItems / requests, readyBytes / requests, this.#mostItems);
  }

  /**
   * Several requests in flight halve the batch size one after another, and so waste more than one alone would. No more
   * than twice the items are wasted, even if all but one of each request are.
   */
  get #mostItems(): number {
    const mayBeWasted = this.#itemsInFlight - this.#inFlight.size;
    return 1 + Math.max(0, 2 * this.#added - this.#wasted - mayBeWasted);
  }

  /** The items of the next request; none when all its candidates were refused. */
  #take(): QueuedItem[] {
    const filling = this.#batchSize.begin(this.#mostItems);
    const batch = this.#lanes.take(this.#freeSlots, filling.mostItems, (item) => {
      const refusal = tooLarge(item, this.#maxRequestSize) ?? this.#policy.refusalOf?.(item);
      if (refusal !== undefined) {
        this.#settle(item, { status: 'error', error: refusal });
        return 'refused';
      }
      if (!filling.takes(item.bytes)) return 'full';
      this.#policy.onSend?.(item);
      return 'taken';
    });
    this.#policy.onTaken?.();
    return batch;
  }

  async #deliver(batch: readonly QueuedItem[]): Promise<void> {
    this.#inFlight.add(batch);
    this.#itemsInFlight += batch.length;
    for (const { index } of batch) this.#lastSent = Math.max(this.#lastSent, index);
    const { signal } = this.#abort;
    let waitingLane: string | undefined;
    let isOver = true;
    try {
      const result = await this.#send(batch, signal);
      if (this.#concurrency > 1) await this.#ownTurn();
      waitingLane = await this.#apply(batch, result);
    } catch (reason) {
      isOver = false;
      const settlement = this.#policy.onFailure(reason, signal);
      if (settlement) for (const item of batch) this.#settle(item, settlement);
    }
    this.#inFlight.delete(batch);
    this.#itemsInFlight -= batch.length;
    const lanes = new Set(batch.map(({ lane }) => lane));
    if (waitingLane !== undefined) lanes.delete(waitingLane);
    this.#lanes.release(lanes);
    this.#policy.onProgress(isOver);
    this.sendDue();
  }

  /** Of several results that come together, each is applied in a turn of its own. */
  #ownTurn(): Promise<void> {
    this.#lastTurn = this.#lastTurn.then(nextTurn);
    return this.#lastTurn;
  }

  /** @returns The lane that waits before its first item is retried. */
  async #apply(batch: readonly QueuedItem[], result: BatchResult): Promise<string | undefined> {
    const { settled, returned, isAnswered, isClean, delay, outage } = result;
    if (settled.some(([, { status }]) => status === 'error')) this.#wasted += returned.length;
    for (const [item, settlement] of settled) this.#settle(item, settlement);
    if (outage !== undefined) {
      await this.#waitOut(outage, batch);
      return undefined;
    }
    this.#batchSize.learn(batch.length, isClean);
    this.#putBack(returned);
    this.#isTrying = false;
    this.#lanes.endPostponement();
    if (isAnswered) this.#policy.onAnswer?.();
    const [first] = returned;
    if (delay === 0 || first === undefined) return undefined;
    this.later(delay, () => {
      this.#lanes.release([first.lane]);
      this.sendDue();
    });
    return first.lane;
  }

  async #waitOut(outage: PrefactorHttpError, batch: readonly QueuedItem[]): Promise<void> {
    let decision: OutageDecision;
    this.#outages += 1;
    try {
      decision = await this.#policy.onOutage(outage, batch);
    } finally {
      this.#outages -= 1;
    }
    if (decision === 'fail') {
      for (const item of batch) this.#settle(item, { status: 'error', error: outage });
      return;
    }
    if (decision === 'split') this.#batchSize.learn(batch.length, false);
    this.#isTrying = true;
    this.#putBack(batch);
    if (decision === 'postpone') for (const { lane } of batch) this.#lanes.postpone(lane);
  }

  /** Lets items wait again, but for those that were dropped meanwhile, and those that are sent no more. */
  #putBack(items: readonly QueuedItem[]): void {
    const open = items.filter(({ isSettled }) => !isSettled);
    this.#lanes.putBack(open.filter(({ index }) => index <= this.#end));
    for (const item of open) if (item.index > this.#end) this.#forget(item);
  }

  #settle(item: QueuedItem, settlement: Settlement): void {
    if (item.isSettled) return;
    this.#forget(item);
    this.#policy.onSettled(item, settlement);
  }

  #forget(item: QueuedItem): void {
    item.isSettled = true;
    this.#keys.delete(item.key);
    this.#bytes -= item.bytes;
    this.#lanes.forget(item);
  }
}
