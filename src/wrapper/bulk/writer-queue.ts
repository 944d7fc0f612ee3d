/** What a writer has taken: sends what is due in batches, one request after another, and keeps it over an outage. */

import { messageOf } from '../errors/causes.ts';
import {
  isPrefactorError,
  PrefactorApiError,
  PrefactorClientError,
  type PrefactorHttpError,
  PrefactorRetryExhaustedError,
  PrefactorTimeoutError,
} from '../errors/errors.ts';
import { retryDelay } from '../retry/delay.ts';
import { longestTimer } from '../validation/rules.ts';
import { type BatchEnd, type BulkContext, createSendBatch, type Ending } from './batch.ts';
import { BatchSize } from './batch-size.ts';
import type { QueuedItem } from './item.ts';
import type { ResolvedWriterOptions } from './options.ts';
import { Pause } from './pause.ts';
import { Suspicion } from './poison-item.ts';
import { isAnswering } from './probe.ts';
import { FailedSpans } from './uncreated-spans.ts';

/** Whose queue it is. */
interface Owner {
  /** An item has come to its end. */
  settled(item: QueuedItem, ending: Ending): void;
  /** Something was dealt with, or is to be sent again. */
  moved(): void;
  /** Milliseconds until nobody waits for a flush any more; `undefined` when nobody does. */
  patience(): number | undefined;
}

export class WriterQueue {
  readonly #context: BulkContext;
  readonly #options: ResolvedWriterOptions;
  readonly #owner: Owner;
  readonly #send: ReturnType<typeof createSendBatch>;
  readonly #batchSize: BatchSize;
  readonly #failedSpans: FailedSpans;
  readonly #suspicion = new Suspicion();

  /** In order; what is on its way is not in it. */
  #waiting: QueuedItem[] = [];
  #inFlight: readonly QueuedItem[] = [];
  /** What has not come to its end, and the keys of that. */
  readonly #open = new Set<QueuedItem>();
  readonly #keys = new Set<string>();
  #bytes = 0;

  /** What waits up to this item is sent without waiting for more. */
  #dueThrough = -1;
  #isSending = false;
  #abort = new AbortController();
  /** Requests in a row that could not be answered. */
  #outages = 0;
  #cancelTimer: (() => void) | undefined;
  readonly #pause: Pause;
  /** Whether the pause is that of an item, which no flush cuts short. */
  #isItemsPause = false;

  constructor(context: BulkContext, options: ResolvedWriterOptions, owner: Owner) {
    this.#context = context;
    this.#options = options;
    this.#owner = owner;
    this.#send = createSendBatch(context, options.request, true);
    this.#batchSize = new BatchSize(options.maxItems, options.maxBytes);
    this.#failedSpans = new FailedSpans(options.maxQueueItems);
    this.#pause = new Pause(context.clock);
  }

  /** How many items wait or are on their way. */
  get size(): number {
    return this.#waiting.length + this.#inFlight.length;
  }

  /** How many bytes of JSON these are. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Index of the first item that waits; when none does, no index is as high. */
  get oldest(): number {
    return this.#waiting[0]?.index ?? Number.POSITIVE_INFINITY;
  }

  /** Whether another request follows at once. */
  get isBusy(): boolean {
    return this.#isSending && this.#isDue;
  }

  /** Whether an item with this key waits or is on its way. */
  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** How many items up to this one wait or are on their way. */
  openThrough(index: number): number {
    return [...this.#inFlight, ...this.#waiting].filter((item) => item.index <= index).length;
  }

  push(item: QueuedItem): void {
    this.#waiting.push(item);
    this.#open.add(item);
    this.#keys.add(item.key);
    this.#bytes += item.bytes;
    this.#startTimer();
    if (this.#batchSize.isFull(this.#waiting.length, this.#bytes)) void this.#sendAll();
  }

  /** An item that never was in the queue has come to its end. */
  refused(item: QueuedItem, ending: Ending): void {
    this.#failedSpans.ended(item, ending);
  }

  /** Sends what waits up to this item, without waiting for more. The wait of an outage ends. */
  sendThrough(index: number): void {
    this.#dueThrough = Math.max(this.#dueThrough, index);
    if (!this.#isItemsPause) this.#pause.end();
    void this.#sendAll();
  }

  /** Drops what waits and what is on its way, and tells how many items that were. */
  giveUp(): number {
    const dropped = [...this.#inFlight, ...this.#waiting];
    this.#inFlight = [];
    this.#waiting = [];
    this.#stopTimer();
    for (const item of dropped) this.#settle(item, { status: 'dropped' });
    this.#abort.abort(new PrefactorClientError('bulk.writer: given up', { code: 'writer_closed' }));
    this.#pause.end();
    this.#owner.moved();
    return dropped.length;
  }

  /** Runs while a request is on its way, too: what comes meanwhile waits no longer than anything else. */
  #startTimer(): void {
    this.#cancelTimer ??= this.#context.clock.after(
      this.#options.flushInterval,
      () => {
        this.#cancelTimer = undefined;
        this.#dueThrough = Math.max(this.#dueThrough, this.#waiting.at(-1)?.index ?? -1);
        void this.#sendAll();
      },
      false,
    );
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  get #isDue(): boolean {
    if (this.#waiting.length === 0) return false;
    return this.oldest <= this.#dueThrough || this.#batchSize.isFull(this.#waiting.length, this.#bytes);
  }

  /** Sends what is due, one request after another. */
  async #sendAll(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    while (this.#isDue) {
      const batch = this.#take();
      if (batch.length === 0) continue;
      this.#inFlight = batch;
      this.#abort = new AbortController();
      try {
        const end = await this.#send(batch, this.#abort.signal);
        this.#inFlight = [];
        await this.#judge(batch, end);
      } catch (error) {
        this.#inFlight = [];
        for (const item of batch) this.#settle(item, endingAfter(error, this.#abort.signal));
        // What is settled is not sent again.
        this.#waiting = this.#waiting.filter((item) => this.#open.has(item));
      }
      this.#owner.moved();
    }
    this.#isSending = false;
  }

  /** The next batch. What must not be sent is settled on the way. */
  #take(): QueuedItem[] {
    const filling = this.#batchSize.begin();
    const batch: QueuedItem[] = [];
    let taken = 0;
    for (const item of this.#waiting) {
      const refusal = this.#failedSpans.refusalOf(item);
      if (refusal === undefined && !filling.takes(item.bytes)) break;
      taken += 1;
      if (refusal === undefined) {
        this.#failedSpans.taken(item);
        batch.push(item);
      } else this.#settle(item, { status: 'error', error: refusal });
    }
    this.#waiting.splice(0, taken);
    if (this.#waiting.length === 0) this.#stopTimer();
    else this.#startTimer();
    if (batch.length === 0) this.#owner.moved();
    return batch;
  }

  async #judge(batch: readonly QueuedItem[], end: BatchEnd): Promise<void> {
    for (const [item, ending] of end.settled) this.#settle(item, ending);
    const { returned, outage } = end;
    // What was given up meanwhile is not sent again.
    const open = returned.filter((item) => this.#open.has(item));
    this.#waiting = [...open, ...this.#waiting];
    const last = open.at(-1);
    if (last !== undefined) this.#dueThrough = Math.max(this.#dueThrough, last.index);
    this.#owner.moved();
    if (outage !== undefined) {
      await this.#sitOut(outage, batch);
      return;
    }
    this.#outages = 0;
    this.#batchSize.learn(batch.length, end.isClean);
    if (end.isAnswered) this.#suspicion.answered(this.oldest);
    if (end.delay === 0) return;
    this.#isItemsPause = true;
    await this.#pause.wait(end.delay);
    this.#isItemsPause = false;
  }

  /** Waits until a request that could not be answered is to be sent again. */
  async #sitOut(outage: PrefactorHttpError, batch: readonly QueuedItem[]): Promise<void> {
    this.#outages += 1;
    this.#suspicion.failed(outage, batch);
    if (this.#suspicion.isRaised && batch.length > 1) {
      this.#batchSize.learn(batch.length, false);
      // A smaller request is another one, and need not wait for what became of the larger.
      this.#outages = 1;
    }
    const isApiWell =
      batch.length === 1 &&
      this.#suspicion.mayBlame &&
      (await isAnswering(this.#context, this.#options.request, this.#abort.signal));
    // Given up meanwhile: nothing is left to wait for.
    if (this.#abort.signal.aborted) return;
    const [first] = this.#waiting;
    if (isApiWell && first !== undefined) {
      // Otherwise it is sent once more, at once.
      if (!this.#suspicion.isToBlame(first)) return;
      this.#waiting.shift();
      this.#settle(first, { status: 'error', error: outage });
      return;
    }
    const { retry, clock } = this.#context;
    const delay = retryDelay(retry, this.#outages, hintOf(outage), clock.random);
    // Whoever waits for what is queued shall not wait in vain while there is still time for another attempt.
    const half = (this.#owner.patience() ?? Number.POSITIVE_INFINITY) / 2;
    await this.#pause.wait(Math.min(delay, Math.max(half, retry.initialRetryDelay), longestTimer));
  }

  #settle(item: QueuedItem, ending: Ending): void {
    if (!this.#open.delete(item)) return;
    this.#keys.delete(item.key);
    this.#bytes -= item.bytes;
    this.#failedSpans.ended(item, ending);
    this.#owner.settled(item, ending);
  }
}

/** How long the server asked to wait, also where no time for that was left to the request. */
function hintOf(outage: PrefactorHttpError): number | undefined {
  const last = outage instanceof PrefactorTimeoutError ? outage.cause : outage;
  const hasHint = last instanceof PrefactorApiError || last instanceof PrefactorRetryExhaustedError;
  return hasHint ? last.retryAfter : undefined;
}

/** What becomes of the items of a request that was neither answered nor failed. */
function endingAfter(error: unknown, signal: AbortSignal): Ending {
  const isGivenUp =
    signal.aborted || (error instanceof PrefactorClientError && error.code === 'client_closed');
  if (isGivenUp) return { status: 'dropped' };
  if (isPrefactorError(error)) return { status: 'error', error };
  const unexpected = new PrefactorClientError(`bulk.writer: ${messageOf(error)}`, {
    code: 'unexpected',
    cause: error,
  });
  return { status: 'error', error: unexpected };
}
