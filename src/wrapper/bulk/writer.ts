/** `bulk.writer`: the queue that an agent writes to, which makes sure that everything arrives. */
import type { FinishSpanRequest } from '../../generated/types.ts';
import { nextTurn, warn } from '../environment.ts';
import { PrefactorClientError, type PrefactorHttpError } from '../errors/errors.ts';
import { forCaller } from '../errors/stack.ts';
import { closeTimeout } from '../validation/rules.ts';
import { type BulkContext, itemDetailsOf } from './batch.ts';
import type { Candidate, CheckedItem, ItemType } from './checked-items.ts';
import { registerForExit, unregisterForExit } from './exit-flush.ts';
import { FailureReport } from './failure-report.ts';
import type { Hold } from './hold.ts';
import {
  droppedItem,
  type ItemName,
  outcomeOf,
  type QueuedItem,
  queuedItem,
  repeatedKey,
  type SharedItemDetails,
} from './item.ts';
import type { ResolvedWriterOptions } from './options.ts';
import { type SpanDetails, spanToCreate, spanToFinish } from './span-items.ts';
import { Timestamps } from './timestamps.ts';
import type { WriterOutcome, WriterTotals } from './types.ts';
import { FlushWaiters, ReadyWaiters } from './waits.ts';
import { WriterQueue } from './writer-queue.ts';

/**
 * A queue that sends its items in batches, in order, and keeps them through an outage.
 *
 * ```ts
 * await using writer = client.bulk.writer();
 * const task = writer.createSpan({ agent_instance_id, schema_name: 'agent:task', status: 'active', payload: {} });
 * writer.finishSpan(task.id, { result_payload: { answer: 42 } });
 * ```
 */
export class BulkWriter implements AsyncDisposable {
  readonly #context: BulkContext;
  readonly #itemDetails: SharedItemDetails;
  readonly #options: ResolvedWriterOptions;
  readonly #onClosed: (writer: BulkWriter) => void;
  readonly #queue: WriterQueue;
  /** How many items were ever taken. */
  #count = 0;
  readonly #totals = { written: 0, failed: 0, dropped: 0 };
  readonly #flushWaiters: FlushWaiters;
  readonly #failures: FailureReport;
  readonly #timestamps: Timestamps;
  readonly #readyWaiters: ReadyWaiters;
  #cancelWakeReady: (() => void) | undefined;
  #hasWarned = false;
  #hasGivenUpAtExit = false;
  #closing: Promise<WriterTotals> | undefined;

  /** @internal */
  constructor(context: BulkContext, options: ResolvedWriterOptions, onClosed: (writer: BulkWriter) => void) {
    this.#context = context;
    this.#itemDetails = { ...itemDetailsOf(context, options.request), maxItemBytes: options.maxItemBytes };
    this.#options = options;
    this.#onClosed = onClosed;
    this.#flushWaiters = new FlushWaiters(context.clock);
    this.#failures = new FailureReport(context, options.onFailed);
    this.#timestamps = new Timestamps(context.clock);
    this.#readyWaiters = new ReadyWaiters(context.clock);
    this.#queue = new WriterQueue(context, options, {
      onProgress: () => this.#wakeWaiters(),
      flushTimeLeft: () => this.#flushWaiters.remaining,
    });
  }

  /** How many items are held, queued or in flight. */
  get size(): number {
    return this.#queue.size;
  }

  /** How many bytes of JSON these are. */
  get bytes(): number {
    return this.#queue.bytes;
  }

  /**
   * Adds an item. It is checked and serialised at once, so changing the object afterwards changes nothing. Timestamps
   * that it leaves out (`timestamp`, `started_at`, `finished_at`) are set to now, whenever it is sent.
   *
   * @param item As for `bulk.execute`.
   * @returns A promise of its outcome, which never rejects.
   * @throws {PrefactorClientError} `invalid_argument` when the item breaks a rule; `item_too_large` when it cannot be cut
   *   to `maxItemBytes`; `queue_full` with `overflow: 'wait'` when the queue is full; `writer_closed`.
   * @remarks Operation `executeBulk` in `openapi/paths/bulk.yaml` of this package.
   */
  add<Item extends Candidate>(item: CheckedItem<Item>): Promise<WriterOutcome<ItemType<Item>>> {
    const outcome = this.#add(item, { method: 'bulk.writer.add', name: 'item' });
    return outcome as Promise<WriterOutcome<ItemType<Item>>>;
  }

  /** @internal For items that cannot be sent yet, because what they are about is not known. */
  hold(): Hold {
    return this.#queue.hold();
  }

  /** @internal As {@link add}, but kept until the hold is released. A full queue is an error, unless it must fit. */
  addTo(hold: Hold, item: unknown, mustFit = false): Promise<WriterOutcome> {
    return this.#add(item, { method: 'tracer', name: '' }, { hold, mustFit }) as Promise<WriterOutcome>;
  }

  /**
   * Adds the creation of a span, with an id that is made here, so that its children can name it as their parent at once.
   *
   * @param details The span. By default its `id` is a new one in the partition of `agent_instance_id`.
   * @returns The id, and a promise of the outcome, which never rejects.
   * @throws {PrefactorClientError} As {@link add} does.
   * @remarks Operation `createAgentSpan` in `openapi/paths/agent_spans.yaml` of this package.
   */
  createSpan(details: SpanDetails): { id: string; outcome: Promise<WriterOutcome<'agent_spans/create'>> } {
    const method = 'bulk.writer.createSpan';
    const { id, item } = forCaller(() => spanToCreate(method, details));
    const outcome = this.#add(item, { method, name: '' });
    return { id, outcome: outcome as Promise<WriterOutcome<'agent_spans/create'>> };
  }

  /**
   * Adds the end of a span. It is not sent when this writer failed to create the span (`create_failed`).
   *
   * @param id Id of the span.
   * @param body How and when it ended, and what came out. Default: complete, now.
   * @returns A promise of the outcome, which never rejects.
   * @throws {PrefactorClientError} As {@link add} does.
   * @remarks Operation `finishAgentSpan` in `openapi/paths/agent_spans_id_finish.yaml` of this package.
   */
  finishSpan(id: string, body: FinishSpanRequest = {}): Promise<WriterOutcome<'agent_spans/finish'>> {
    const method = 'bulk.writer.finishSpan';
    const item = forCaller(() => spanToFinish(method, id, body));
    return this.#add(item, { method, name: '' }) as Promise<WriterOutcome<'agent_spans/finish'>>;
  }

  /**
   * Resolves when the queue has room; until then, the process stays alive. If several callers wait, each must be prepared
   * to find it full again.
   */
  ready(): Promise<void> {
    if (this.#hasRoom || this.#closing !== undefined) return Promise.resolve();
    return this.#readyWaiters.wait();
  }

  /**
   * Sends what is queued, without waiting for more, and cuts the wait of an outage short. Never rejects.
   *
   * @param options `timeout`: how long to wait, in milliseconds. Default: 30 000.
   * @returns How many of these items were still pending at the timeout; they stay queued.
   */
  flush(options: { timeout?: number | undefined } = {}): Promise<{ pending: number }> {
    return this.#flush(forCaller(() => closeTimeout('bulk.writer.flush', options)));
  }

  /**
   * Accepts no more items, sends what is queued, and drops what is left after the timeout. Closing twice is closing once,
   * with the shorter timeout; it never rejects.
   *
   * @param options `timeout`: how long to wait, in milliseconds; 0 drops everything at once. Default: 30 000.
   * @returns What became of all items that were ever added.
   */
  close(options: { timeout?: number | undefined } = {}): Promise<WriterTotals> {
    const timeout = forCaller(() => closeTimeout('bulk.writer.close', options));
    if (this.#closing === undefined) this.#closing = this.#close(timeout);
    else void this.#flush(timeout).then(() => this.#queue.giveUp());
    return this.#closing;
  }

  /** Closes the writer with the default timeout: what `await using` calls. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * What keeps it from sending what is queued, if something does.
   *
   * @internal
   */
  get outage(): PrefactorHttpError | undefined {
    return this.#queue.outage;
  }

  /**
   * Sends what is queued, repeatedly, because whoever awaits an outcome may add another item. After a timeout, what is
   * added later is lost, or the process would never end.
   *
   * @internal
   */
  async flushAtExit(): Promise<number> {
    if (this.#hasGivenUpAtExit) {
      unregisterForExit(this);
      return this.size;
    }
    const { pending } = await this.#flush(this.#options.exitTimeout);
    this.#failures.end();
    if (pending === 0) return 0;
    this.#hasGivenUpAtExit = true;
    return this.#queue.giveUp();
  }

  #add(item: unknown, name: ItemName, place?: { hold: Hold; mustFit: boolean }): Promise<object> {
    const hasRoom = place?.mustFit || this.#hasRoom;
    const overflow = place ? 'wait' : this.#options.overflow;
    const queued = forCaller(() => this.#checked(item, name, hasRoom, overflow));
    this.#count += 1;
    if (!hasRoom) return Promise.resolve(this.#drop(queued));
    if (this.size === 0) registerForExit(this);
    const segment = this.#flushWaiters.enter();
    return new Promise((resolve) => {
      queued.onSettled = (settlement) => {
        this.#totals[totalOf[settlement.status]] += 1;
        this.#flushWaiters.leave(segment);
        const outcome = outcomeOf(queued, settlement);
        this.#failures.onSettled(settlement, outcome);
        resolve(outcome);
      };
      if (!place?.hold.take(queued)) this.#queue.push(queued);
    });
  }

  #checked(item: unknown, name: ItemName, hasRoom: boolean, overflow: 'wait' | 'drop'): QueuedItem {
    if (this.#closing !== undefined) throw writerError(name, 'writer_closed', 'the writer is closed');
    const { maxQueueItems, maxQueueBytes } = this.#options;
    if (!hasRoom && overflow === 'wait') {
      const message = `the queue is full: it has ${this.size} items of ${maxQueueItems} and ${this.bytes} bytes of ${maxQueueBytes}; wait for ready()`;
      throw writerError(name, 'queue_full', message);
    }
    const details = { index: this.#count, ...name, ...this.#itemDetails, takenAt: this.#timestamps.now() };
    const queued = hasRoom ? queuedItem(item, details) : droppedItem(item, details);
    if (this.#queue.has(queued.key)) throw repeatedKey(name, queued.key);
    return queued;
  }

  get #hasRoom(): boolean {
    // As long as there is room for a byte there is room for an item: one that is large must get in some time.
    return this.size < this.#options.maxQueueItems && this.bytes < this.#options.maxQueueBytes;
  }

  /** @returns Its outcome. */
  #drop(item: QueuedItem): object {
    const settlement = { status: 'dropped' } as const;
    this.#queue.onDropped(item);
    this.#totals.dropped += 1;
    if (!this.#hasWarned) {
      this.#hasWarned = true;
      warn(
        'prefactor-http: the queue of a bulk writer is full; further items are dropped until there is room',
      );
    }
    const outcome = outcomeOf(item, settlement);
    this.#failures.onSettled(settlement, outcome);
    return outcome;
  }

  #wakeWaiters(): void {
    if (this.size === 0) unregisterForExit(this);
    if (this.#readyWaiters.size === 0) return;
    // A request that is due goes out first: whoever fills the room at once would keep it from being written.
    if (this.#queue.isSendingMore) {
      this.#cancelWakeReady ??= this.#context.clock.after(0, () => this.#wakeReady(), false);
    } else this.#wakeReady();
  }

  /** Wakes as many as there is room for, and the others when those have left some of it: not all for each place. */
  #wakeReady(): void {
    this.#cancelWakeReady?.();
    this.#cancelWakeReady = undefined;
    if (!this.#hasRoom) return;
    this.#readyWaiters.wake(this.#options.maxQueueItems - this.size);
    if (this.#readyWaiters.size > 0) void nextTurn().then(() => this.#wakeReady());
  }

  async #flush(timeout: number): Promise<{ pending: number }> {
    if (this.size === 0) return { pending: 0 };
    // Before anything is sent: when nothing needs to be, everything is settled at once.
    const pending = this.#flushWaiters.wait(timeout);
    this.#queue.flush();
    return { pending: await pending };
  }

  async #close(timeout: number): Promise<WriterTotals> {
    // Once, so that nothing is taken in between.
    this.#readyWaiters.wake();
    if (timeout > 0) await this.#flush(timeout);
    const { outage } = this.#queue;
    const dropped = this.#queue.giveUp();
    this.#failures.end(timeout > 0 ? { dropped, outage } : undefined);
    this.#onClosed(this);
    return { ...this.#totals };
  }
}

const totalOf = { success: 'written', error: 'failed', dropped: 'dropped' } as const;

function writerError({ method }: ItemName, code: string, message: string): PrefactorClientError {
  return new PrefactorClientError(`${method}: ${message}`, { code });
}
