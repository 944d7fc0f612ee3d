/** `bulk.writer`: the queue that an agent writes to, and that sees to it that everything arrives. */
import type { FinishSpanRequest } from '../../generated/schema.ts';
import { fields, longestTimer, patienceOf, refuse, show } from '../checks.ts';
import { warn } from '../environment.ts';
import {
  isPrefactorError,
  PrefactorApiError,
  PrefactorClientError,
  type PrefactorHttpError,
  PrefactorRetryExhaustedError,
  PrefactorTimeoutError,
} from '../errors.ts';
import { generateId, isId } from '../identifiers.ts';
import { retryDelay } from '../retry-delay.ts';
import { textOf } from '../thrown.ts';
import { type BatchEnd, type BulkContext, createSendBatch, type Ending, outcomeOf } from './batch.ts';
import { BatchSize } from './batch-size.ts';
import { hold, release } from './exit-flush.ts';
import { FailedSpans } from './failed-spans.ts';
import { FlushWaiters } from './flush-waiters.ts';
import { type QueuedItem, queuedItem, repeatedKey } from './items.ts';
import type { ResolvedWriterOptions } from './options.ts';
import { Pause } from './pause.ts';
import { isAnswering } from './probe.ts';
import { Suspicion } from './suspicion.ts';
import type { BulkInput, Exact, Fitting, WriterOutcome, WriterTotals } from './types.ts';

/** A span to create. */
type SpanDetails = BulkInput<'agent_spans/create'>['details'];

/**
 * A queue that sends what it is given in batches, in order, and keeps it over an outage.
 *
 * ```ts
 * await using writer = client.bulk.writer();
 * const task = writer.createSpan({ agent_instance_id, schema_name: 'agent:task', status: 'active', payload: {} });
 * writer.finishSpan(task.id, { result_payload: { answer: 42 } });
 * ```
 */
export class BulkWriter implements AsyncDisposable {
  readonly #context: BulkContext;
  readonly #options: ResolvedWriterOptions;
  readonly #send: ReturnType<typeof createSendBatch>;
  readonly #batchSize: BatchSize;
  readonly #onClosed: (writer: BulkWriter) => void;

  /** In order; what is on its way is not in it. */
  #queue: QueuedItem[] = [];
  #inFlight: readonly QueuedItem[] = [];
  /** Who waits for the outcome of which item. */
  readonly #resolvers = new Map<QueuedItem, (ending: Ending) => void>();
  readonly #keys = new Set<string>();
  #bytes = 0;
  #count = 0;
  readonly #totals = { written: 0, failed: 0, dropped: 0 };
  readonly #failedSpans: FailedSpans;
  readonly #suspicion = new Suspicion();

  /** What is queued up to this item is sent without waiting for more. */
  #dueThrough = -1;
  #isSending = false;
  #abort = new AbortController();
  /** Requests in a row that could not be answered. */
  #outages = 0;
  #cancelTimer: (() => void) | undefined;
  #cancelLetIn: (() => void) | undefined;
  readonly #pause: Pause;
  /** Whether the pause is that of an item, which no flush cuts short. */
  #isItemsPause = false;
  readonly #flushWaiters: FlushWaiters;
  #readyWaiters: (() => void)[] = [];
  #hasWarned = false;
  #hasGivenUpAtExit = false;
  #closing: Promise<WriterTotals> | undefined;

  /** @internal */
  constructor(context: BulkContext, options: ResolvedWriterOptions, onClosed: (writer: BulkWriter) => void) {
    this.#context = context;
    this.#options = options;
    this.#send = createSendBatch(context, options.request, true);
    this.#batchSize = new BatchSize(options.maxItems, options.maxBytes);
    this.#failedSpans = new FailedSpans(options.maxQueueItems);
    this.#pause = new Pause(context.clock);
    this.#flushWaiters = new FlushWaiters(context.clock);
    this.#onClosed = onClosed;
  }

  /** How many items are queued or on their way. */
  get size(): number {
    return this.#queue.length + this.#inFlight.length;
  }

  /** How many bytes of JSON these are. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Takes an item. It is checked and serialised at once: what becomes of the object afterwards changes nothing. Where
   * it does not say when something happened (`timestamp`, `started_at`, `finished_at`), that is now, whenever it is sent.
   *
   * @param item As for `bulk.execute`.
   * @returns A promise of its outcome, which never rejects.
   * @throws {PrefactorClientError} `invalid_argument` when the item breaks a rule; `queue_full` with `overflow: 'wait'`
   *   when the queue is full; `writer_closed`.
   * @see openapi/paths/bulk.yaml
   */
  add<Item extends BulkInput>(item: Exact<Item>): Promise<WriterOutcome<Item['_type']>>;
  add<Type extends string, Item extends BulkInput<string> & { readonly _type: Type }>(
    item: Fitting<Item>,
  ): Promise<WriterOutcome<Item['_type']>>;
  add(item: unknown): Promise<WriterOutcome<string>> {
    return this.#add(item) as Promise<WriterOutcome<string>>;
  }

  /**
   * Takes a span to create, with an id that is made here, so that its children can name it as their parent at once.
   *
   * @param details The span. Left out, its `id` is one in the partition of `agent_instance_id`.
   * @returns The id, and a promise of the outcome, which never rejects.
   * @throws {PrefactorClientError} As {@link add} does.
   * @see openapi/paths/agent_spans.yaml
   */
  createSpan(details: SpanDetails): { id: string; outcome: Promise<WriterOutcome<'agent_spans/create'>> } {
    const problem = fields(details);
    if (problem !== undefined) {
      refuse('invalid_argument', 'bulk.writer.createSpan', [{ path: 'details', message: problem }]);
    }
    const id = details.id ?? newIdFor(details);
    const item = { _type: 'agent_spans/create', details: { ...details, id } };
    return { id, outcome: this.#add(item) as Promise<WriterOutcome<'agent_spans/create'>> };
  }

  /**
   * Takes the end of a span. It is not sent when this writer could not create the span (`create_failed`).
   *
   * @param id Id of the span.
   * @param body How and when it ended, and what came out. Default: complete, now.
   * @returns A promise of the outcome, which never rejects.
   * @throws {PrefactorClientError} As {@link add} does.
   * @see openapi/paths/agent_spans_id_finish.yaml
   */
  finishSpan(id: string, body: FinishSpanRequest = {}): Promise<WriterOutcome<'agent_spans/finish'>> {
    const item = { ...body, _type: 'agent_spans/finish', agent_span_id: id };
    return this.#add(item) as Promise<WriterOutcome<'agent_spans/finish'>>;
  }

  /** Resolves when the queue has room. Where several wait, all are told: each must be ready to find it full again. */
  ready(): Promise<void> {
    if (this.#hasRoom || this.#closing !== undefined) return Promise.resolve();
    return new Promise((resolve) => this.#readyWaiters.push(resolve));
  }

  /**
   * Sends what is queued, without waiting for more, and cuts the wait of an outage short. Never rejects.
   *
   * @param options `timeout`: how long to wait, in milliseconds. Default: 30 000.
   * @returns How many of these items were still not dealt with when the time was over; they stay queued.
   */
  flush(options: { timeout?: number | undefined } = {}): Promise<{ pending: number }> {
    return this.#flush(patienceOf('bulk.writer.flush', options));
  }

  /**
   * Takes no more items, sends what is queued, and drops what is left when the time is over. Closing twice is closing
   * once, with the shorter time; it never rejects.
   *
   * @param options `timeout`: how long to wait, in milliseconds; 0 drops everything at once. Default: 30 000.
   * @returns What became of all items that the writer was ever given.
   */
  close(options: { timeout?: number | undefined } = {}): Promise<WriterTotals> {
    const timeout = patienceOf('bulk.writer.close', options);
    if (this.#closing === undefined) this.#closing = this.#close(timeout);
    else void this.#flush(timeout).then(() => this.#giveUp());
    return this.#closing;
  }

  /** Closes the writer with the default timeout: what `await using` calls. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * Sends what is queued, as often as there is something: whoever is told of an outcome may add another item. Once the
   * time was not enough, what is still added is lost, or the process would never end.
   *
   * @internal
   */
  async flushAtExit(): Promise<number> {
    if (this.#hasGivenUpAtExit) {
      release(this);
      return this.size;
    }
    const { pending } = await this.#flush(this.#options.exitTimeout);
    if (pending === 0) return 0;
    this.#hasGivenUpAtExit = true;
    return this.#giveUp();
  }

  #add(item: unknown): Promise<object> {
    if (this.#closing !== undefined) throw writerError('writer_closed', 'the writer is closed');
    const { overflow, maxQueueItems, maxQueueBytes } = this.#options;
    if (!this.#hasRoom && overflow === 'wait') {
      throw writerError(
        'queue_full',
        `the queue is full: it has ${this.size} items of ${maxQueueItems} and ${this.#bytes} bytes of ${maxQueueBytes}; wait for ready()`,
      );
    }
    const queued = queuedItem(item, {
      index: this.#count,
      name: 'item',
      keyPrefix: this.#context.keyPrefix,
      takenAt: new Date(this.#context.clock.wall()).toISOString(),
    });
    if (this.#keys.has(queued.key)) throw repeatedKey('item', queued.key);
    this.#count += 1;
    const outcome = new Promise<object>((resolve) => {
      this.#resolvers.set(queued, (ending) => resolve(outcomeOf(queued, ending)));
    });
    if (this.#hasRoom) this.#enqueue(queued);
    else this.#drop(queued);
    return outcome;
  }

  get #hasRoom(): boolean {
    // As long as there is room for a byte there is room for an item: one that is large must get in some time.
    return this.size < this.#options.maxQueueItems && this.#bytes < this.#options.maxQueueBytes;
  }

  #enqueue(item: QueuedItem): void {
    if (this.size === 0) hold(this);
    this.#queue.push(item);
    this.#keys.add(item.key);
    this.#bytes += item.bytes;
    this.#startTimer();
    if (this.#batchSize.isFull(this.#queue.length, this.#bytes)) void this.#sendAll();
  }

  #drop(item: QueuedItem): void {
    this.#finish(item, { status: 'dropped' });
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    warn('prefactor-http: the queue of a bulk writer is full; further items are dropped until there is room');
  }

  /** Runs while a request is on its way, too: what comes meanwhile waits no longer than anything else. */
  #startTimer(): void {
    this.#cancelTimer ??= this.#context.clock.after(
      this.#options.flushInterval,
      () => {
        this.#cancelTimer = undefined;
        this.#dueThrough = this.#count - 1;
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
    const [first] = this.#queue;
    if (first === undefined) return false;
    return first.index <= this.#dueThrough || this.#batchSize.isFull(this.#queue.length, this.#bytes);
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
        this.#queue = this.#queue.filter((item) => this.#resolvers.has(item));
      }
      this.#tellWaiters();
    }
    this.#isSending = false;
  }

  /** The next batch. What must not be sent is settled on the way. */
  #take(): QueuedItem[] {
    const filling = this.#batchSize.begin();
    const batch: QueuedItem[] = [];
    let taken = 0;
    for (const item of this.#queue) {
      const refusal = this.#failedSpans.refusalOf(item);
      if (refusal === undefined && !filling.takes(item.bytes)) break;
      taken += 1;
      if (refusal === undefined) {
        this.#failedSpans.taken(item);
        batch.push(item);
      } else this.#settle(item, { status: 'error', error: refusal });
    }
    this.#queue.splice(0, taken);
    if (this.#queue.length === 0) this.#stopTimer();
    else this.#startTimer();
    if (batch.length === 0) this.#tellWaiters();
    return batch;
  }

  async #judge(batch: readonly QueuedItem[], end: BatchEnd): Promise<void> {
    for (const [item, ending] of end.settled) this.#settle(item, ending);
    const { returned, outage } = end;
    // What was given up meanwhile is not sent again.
    const open = returned.filter((item) => this.#resolvers.has(item));
    this.#queue = [...open, ...this.#queue];
    const last = open.at(-1);
    if (last !== undefined) this.#dueThrough = Math.max(this.#dueThrough, last.index);
    this.#tellWaiters();
    if (outage !== undefined) {
      await this.#sitOut(outage, batch);
      return;
    }
    this.#outages = 0;
    this.#batchSize.learn(batch.length, end.isClean);
    if (end.isAnswered) this.#suspicion.answered(this.#queue[0]?.index ?? Number.POSITIVE_INFINITY);
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
    const { request } = this.#options;
    const isApiWell =
      batch.length === 1 &&
      this.#suspicion.mayBlame &&
      (await isAnswering(this.#context, request, this.#abort.signal));
    // Given up meanwhile: nothing is left to wait for.
    if (this.#abort.signal.aborted) return;
    const [first] = this.#queue;
    if (isApiWell && first !== undefined) {
      // Otherwise it is sent once more, at once.
      if (!this.#suspicion.isToBlame(first)) return;
      this.#queue.shift();
      this.#settle(first, { status: 'error', error: outage });
      return;
    }
    const { retry, clock } = this.#context;
    const delay = retryDelay(retry, this.#outages, hintOf(outage), clock.random);
    // Whoever waits for what is queued shall not wait in vain while there is still time for another attempt.
    const patience = (this.#flushWaiters.remaining ?? Number.POSITIVE_INFINITY) / 2;
    await this.#pause.wait(Math.min(delay, Math.max(patience, retry.initialRetryDelay), longestTimer));
  }

  #settle(item: QueuedItem, ending: Ending): void {
    if (!this.#resolvers.has(item)) return;
    this.#keys.delete(item.key);
    this.#bytes -= item.bytes;
    this.#finish(item, ending);
  }

  #finish(item: QueuedItem, ending: Ending): void {
    this.#totals[totalOf[ending.status]] += 1;
    this.#failedSpans.ended(item, ending);
    this.#resolvers.get(item)?.(ending);
    this.#resolvers.delete(item);
  }

  /** Lets those know who wait for items to be dealt with, or for room. */
  #tellWaiters(): void {
    if (this.size === 0) release(this);
    this.#flushWaiters.tell(this.#queue[0]?.index ?? Number.POSITIVE_INFINITY);
    if (this.#readyWaiters.length === 0) return;
    // A request that is due goes out first: whoever fills the room at once would keep it from being written.
    if (this.#isSending && this.#isDue) {
      this.#cancelLetIn ??= this.#context.clock.after(0, () => this.#letIn(), false);
    } else this.#letIn();
  }

  /** Tells those who wait for room that there is some. */
  #letIn(): void {
    this.#cancelLetIn?.();
    this.#cancelLetIn = undefined;
    if (!this.#hasRoom) return;
    for (const resolve of this.#readyWaiters.splice(0)) resolve();
  }

  async #flush(timeout: number): Promise<{ pending: number }> {
    const through = this.#count - 1;
    if (this.size > 0) {
      this.#dueThrough = Math.max(this.#dueThrough, through);
      // Before anything is sent: when nothing needs to be, everything is dealt with at once.
      const done = this.#flushWaiters.wait(through, timeout);
      if (!this.#isItemsPause) this.#pause.end();
      void this.#sendAll();
      await done;
    }
    const open = [...this.#inFlight, ...this.#queue];
    return { pending: open.filter(({ index }) => index <= through).length };
  }

  async #close(timeout: number): Promise<WriterTotals> {
    // Once, so that nothing is taken in between.
    for (const resolve of this.#readyWaiters.splice(0)) resolve();
    if (timeout > 0) await this.#flush(timeout);
    this.#giveUp();
    this.#onClosed(this);
    return { ...this.#totals };
  }

  /** Drops what is queued and on its way, and tells how many items that were. */
  #giveUp(): number {
    const dropped = [...this.#inFlight, ...this.#queue];
    this.#inFlight = [];
    this.#queue = [];
    this.#stopTimer();
    for (const item of dropped) this.#settle(item, { status: 'dropped' });
    this.#abort.abort(writerError('writer_closed', 'the writer gave up'));
    this.#pause.end();
    this.#tellWaiters();
    return dropped.length;
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
  const unexpected = new PrefactorClientError(`bulk.writer: ${textOf(error)}`, {
    code: 'unexpected',
    cause: error,
  });
  return { status: 'error', error: unexpected };
}

const totalOf = { success: 'written', error: 'failed', dropped: 'dropped' } as const;

function writerError(code: string, message: string): PrefactorClientError {
  return new PrefactorClientError(`bulk.writer: ${message}`, { code });
}

function newIdFor({ agent_instance_id: id }: SpanDetails): string {
  if (typeof id !== 'string' || !isId(id)) {
    const path = 'details.agent_instance_id';
    const message = `must be an id of 32 characters, which the id of the span is made from, not ${show(id)}`;
    refuse('invalid_argument', 'bulk.writer.createSpan', [{ path, message }]);
  }
  return generateId(id);
}
