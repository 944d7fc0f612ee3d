/** What a writer has taken: when it is sent, and how it is kept over an outage. */
import { warn } from '../environment.ts';
import { messageOf } from '../errors/causes.ts';
import { isTransientHttpError, retryAfterOf } from '../errors/classify.ts';
import {
  isPrefactorError,
  PrefactorCircuitOpenError,
  PrefactorClientError,
  type PrefactorHttpError,
} from '../errors/errors.ts';
import { retryDelay } from '../retry/delay.ts';
import type { BulkContext } from './batch.ts';
import { Delivery } from './delivery.ts';
import type { OutageDecision } from './delivery-policy.ts';
import { HeldItems, Hold } from './hold.ts';
import type { QueuedItem, Settlement } from './item.ts';
import type { ResolvedWriterOptions } from './options.ts';
import { isApiUp, PoisonSearch } from './poison-item.ts';
import { UncreatedSpans } from './uncreated-spans.ts';
import { Pause } from './waits.ts';

/** What the writer is told, and is asked. */
interface QueueEvents {
  /** Something was settled, or is to be sent again. */
  onProgress(): void;
  /** Milliseconds until nobody waits for a flush any more; `undefined` when nobody does. */
  flushTimeLeft(): number | undefined;
}

export class WriterQueue {
  readonly #context: BulkContext;
  readonly #options: ResolvedWriterOptions;
  readonly #events: QueueEvents;
  readonly #delivery: Delivery;
  readonly #held = new HeldItems();
  readonly #uncreatedSpans: UncreatedSpans;
  readonly #poisonSearch = new PoisonSearch();

  #lastAdded = -1;
  /** What waits up to this item is sent without waiting for more. */
  #dueThrough = -1;
  #cancelTimer: (() => void) | undefined;
  /** Outages in a row. */
  #outages = 0;
  /** What the last request failed with, if it could not be answered. */
  #outage: PrefactorHttpError | undefined;
  /** Whether it was said that the API turns requests away: once, until it answers again. */
  #hasWarned = false;
  /** What is decided about the outage that is being waited out. */
  #decision: Promise<unknown> | undefined;
  readonly #pause: Pause;
  #givenUp = new AbortController();

  constructor(context: BulkContext, options: ResolvedWriterOptions, events: QueueEvents) {
    this.#context = context;
    this.#options = options;
    this.#events = events;
    this.#uncreatedSpans = new UncreatedSpans(options.maxQueueItems);
    this.#pause = new Pause(context.clock);
    this.#delivery = new Delivery(context, options, {
      isBackground: true,
      isDue: (oldest) => oldest <= this.#dueThrough,
      refusalOf: (item) => this.#uncreatedSpans.refusalOf(item),
      onSend: (item) => this.#uncreatedSpans.onSend(item),
      onTaken: () => (this.#delivery.hasWaiting ? this.#startTimer() : this.#stopTimer()),
      onSettled: (item, settlement) => {
        this.#uncreatedSpans.onSettled(item, settlement);
        item.onSettled?.(settlement);
      },
      onAnswer: () => {
        this.#outages = 0;
        this.#outage = undefined;
        this.#hasWarned = false;
        this.#poisonSearch.onAnswer();
      },
      onOutage: (outage, batch) => this.#onOutage(outage, batch),
      onFailure: settlementAfter,
      onProgress: () => events.onProgress(),
    });
  }

  /** How many items are held, queued or in flight. */
  get size(): number {
    return this.#delivery.size + this.#held.size;
  }

  /** How many bytes of JSON these are. */
  get bytes(): number {
    return this.#delivery.bytes + this.#held.bytes;
  }

  /** What keeps it from sending what is queued, if something does. */
  get outage(): PrefactorHttpError | undefined {
    return this.#outage;
  }

  /** Whether another request follows at once. */
  get isSendingMore(): boolean {
    return this.#delivery.isDue;
  }

  /** Whether an item with this key is held, queued or in flight. */
  has(key: string): boolean {
    return this.#delivery.has(key) || this.#held.has(key);
  }

  hold(): Hold {
    const onReleased = (items: readonly QueuedItem[]): void => {
      for (const item of items) this.push(item);
      this.#delivery.sendDue();
    };
    return new Hold(this.#held, { onReleased, onDropped: () => this.#events.onProgress() });
  }

  push(item: QueuedItem): void {
    // One that was held is older than others.
    this.#lastAdded = Math.max(this.#lastAdded, item.index);
    this.#startTimer();
    this.#delivery.add(item);
  }

  /** An item was dropped that never was in the queue. */
  onDropped(item: QueuedItem): void {
    this.#uncreatedSpans.onSettled(item, { status: 'dropped' });
  }

  /** Sends everything that waits, without waiting for more. The wait of an outage ends. */
  flush(): void {
    this.#dueThrough = Math.max(this.#lastAdded, this.#held.lastIndex);
    this.#pause.end();
    this.#delivery.sendDue();
  }

  /** Drops what is held, queued or in flight, and returns how many items that were. */
  giveUp(): number {
    const reason = new PrefactorClientError('bulk.writer: given up', { code: 'writer_closed' });
    const dropped = this.#held.drop() + this.#delivery.drop(reason);
    this.#stopTimer();
    this.#givenUp.abort(reason);
    this.#givenUp = new AbortController();
    this.#pause.end();
    this.#events.onProgress();
    return dropped;
  }

  async #onOutage(outage: PrefactorHttpError, batch: readonly QueuedItem[]): Promise<OutageDecision> {
    // Given up while the error was on its way: nothing is left that could be sent again.
    if (batch.every(({ isSettled }) => isSettled)) return 'retry';
    if (this.#decision !== undefined) {
      // Of several requests that met the same outage, one says how long it is waited out.
      await this.#decision;
      return 'retry';
    }
    const decision = this.#decide(outage, batch);
    this.#decision = decision;
    try {
      return await decision;
    } finally {
      this.#decision = undefined;
    }
  }

  async #decide(outage: PrefactorHttpError, batch: readonly QueuedItem[]): Promise<OutageDecision> {
    const { signal } = this.#givenUp;
    this.#outages += 1;
    this.#outage = outage;
    if (!isTransientHttpError(outage)) this.#warnOnce(outage);
    this.#poisonSearch.onFailure(outage, batch);
    const [first, second] = batch;
    if (first === undefined) return 'retry';
    if (second === undefined && (await this.#mayBePoison(first, signal))) {
      const decision = this.#poisonSearch.judge(first);
      if (decision === 'fail') this.#outages = 0;
      if (decision === 'postpone' && !signal.aborted) await this.#waitOut(outage, signal);
      return decision;
    }
    const mustSplit = second !== undefined && (await this.#mustSplit(outage, signal));
    // A smaller request is another one, and need not wait for what became of the larger.
    if (mustSplit) this.#outages = 1;
    // Given up meanwhile: nothing is left to wait for.
    if (!signal.aborted) await this.#waitOut(outage, signal);
    return mustSplit ? 'split' : 'retry';
  }

  /** What turns requests away does not pass by itself: whoever runs the agent must know, before items are lost. */
  #warnOnce(outage: PrefactorHttpError): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    warn(`prefactor-http: a bulk writer waits, and tries again: ${outage.message}`);
  }

  /** Whether to look for an item that is to blame; where all may be turned away alike, only when the API is up. */
  async #mustSplit(outage: PrefactorHttpError, signal: AbortSignal): Promise<boolean> {
    // With the circuit open nothing was sent: it was not too large.
    if (!this.#poisonSearch.isSearching || outage instanceof PrefactorCircuitOpenError) return false;
    return isTransientHttpError(outage) || (await this.#isApiUp(signal));
  }

  /** Whether an item that failed alone may be to blame, since the API is up. */
  async #mayBePoison(item: QueuedItem, signal: AbortSignal): Promise<boolean> {
    if (!this.#poisonSearch.isSearching || item.isSettled) return false;
    return await this.#isApiUp(signal);
  }

  /**
   * Waits until a request that could not be answered is to be sent again. A server may ask for days, by mistake or since
   * it is about something else: after each `maxRetryDelay` of that, it is asked whether it is up.
   */
  async #waitOut(outage: PrefactorHttpError, signal: AbortSignal): Promise<void> {
    const { retry, clock } = this.#context;
    const { maxRetryDelay } = retry;
    const delay = retryDelay(retry, this.#outages, retryAfterOf(outage), clock.random);
    if (delay <= maxRetryDelay) return await this.#pauseFor(delay);
    for (let left = delay; left > 0 && !signal.aborted; left -= maxRetryDelay) {
      await this.#pauseFor(Math.min(left, maxRetryDelay));
      if (await this.#isApiUp(signal)) return;
    }
  }

  async #pauseFor(delay: number): Promise<void> {
    // Whoever waits for what is queued shall not wait in vain while there is still time for another attempt.
    const half = (this.#events.flushTimeLeft() ?? Number.POSITIVE_INFINITY) / 2;
    await this.#pause.wait(Math.min(delay, Math.max(half, this.#context.retry.initialRetryDelay)));
  }

  #isApiUp(signal: AbortSignal): Promise<boolean> {
    return isApiUp(this.#context, this.#options.request, signal);
  }

  /** Runs while a request is in flight, too: what comes meanwhile waits no longer than anything else. */
  #startTimer(): void {
    this.#cancelTimer ??= this.#context.clock.after(
      this.#options.flushInterval,
      () => {
        this.#cancelTimer = undefined;
        this.#dueThrough = this.#lastAdded;
        this.#delivery.sendDue();
      },
      false,
    );
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}

/** What becomes of the items of a request that was neither answered nor failed. */
function settlementAfter(reason: unknown, signal: AbortSignal): Settlement {
  const isGivenUp =
    signal.aborted || (reason instanceof PrefactorClientError && reason.code === 'client_closed');
  if (isGivenUp) return { status: 'dropped' };
  if (isPrefactorError(reason)) return { status: 'error', error: reason };
  const message = `bulk.writer: ${messageOf(reason)}`;
  const error = new PrefactorClientError(message, { code: 'unexpected', cause: reason });
  return { status: 'error', error };
}
