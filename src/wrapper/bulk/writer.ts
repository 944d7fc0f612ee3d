/** `bulk.writer`: the queue that an agent writes to, and that sees to it that everything arrives. */
import type { FinishSpanRequest } from '../../generated/schema.ts';
import { fields, findIssues, millisecondsOrZero, refuse, show } from '../checks.ts';
import { warn } from '../environment.ts';
import { PrefactorClientError, PrefactorResponseContractError } from '../errors.ts';
import { generateId, isId } from '../identifiers.ts';
import { retryDelay } from '../retry-delay.ts';
import { type BatchEnd, type BulkContext, createSendBatch, type Ending, outcomeOf } from './batch.ts';
import { BatchSize } from './batch-size.ts';
import { hold, release } from './exit-flush.ts';
import { type QueuedItem, queuedItem, repeatedKey } from './items.ts';
import type { ResolvedWriterOptions } from './options.ts';
import type { BulkInput, BulkType, NoExtra, WriterOutcome, WriterTotals } from './types.ts';

/** A span to create. */
type SpanDetails = BulkInput<'agent_spans/create'>['details'];

interface FlushWaiter {
  /** The last item it waits for. */
  readonly through: number;
  readonly resolve: () => void;
}

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
  /** Why the spans were not created that cannot be finished now. */
  readonly #failedSpans = new Map<string, unknown>();

  /** What is queued up to this item is sent without waiting for more. */
  #dueThrough = -1;
  #isSending = false;
  #abort = new AbortController();
  /** Requests in a row that could not be answered. */
  #outages = 0;
  #cancelTimer: (() => void) | undefined;
  #cancelLetIn: (() => void) | undefined;
  #endPause: (() => void) | undefined;
  #flushWaiters: FlushWaiter[] = [];
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
   * Takes an item. It is checked and serialised at once: what becomes of the object afterwards changes nothing.
   *
   * @param item As for `bulk.execute`.
   * @returns A promise of its outcome, which never rejects.
   * @throws {PrefactorClientError} `invalid_argument` when the item breaks a rule; `queue_full` with `overflow: 'wait'`
   *   when the queue is full; `writer_closed`.
   * @see openapi/paths/bulk.yaml
   */
  add<Item extends BulkInput>(item: Item & NoExtra<Item>): Promise<WriterOutcome<Item['_type']>>;
  add<Type extends string>(
    item: BulkInput<Type> & { readonly _type: Type extends BulkType ? never : Type },
  ): Promise<WriterOutcome<Type>>;
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
      refuse('invalid_argument', 'createSpan', [{ path: 'details', message: problem }]);
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

  /** Resolves when the queue has room. Where several wait, each must be ready to find it full again. */
  ready(): Promise<void> {
    if (this.#hasRoom || this.#closing !== undefined) return Promise.resolve();
    return new Promise((resolve) => this.#readyWaiters.push(resolve));
  }

  /**
   * Sends what is queued, without waiting for more. Never rejects.
   *
   * @param options `timeout`: how long to wait, in milliseconds. Default: 30 000.
   * @returns How many of these items were still not dealt with when the time was over; they stay queued.
   */
  flush(options: { timeout?: number | undefined } = {}): Promise<{ pending: number }> {
    return this.#flush(checkedTimeout('flush', options));
  }

  /**
   * Takes no more items, sends what is queued, and drops what is left when the time is over. Closing twice is closing
   * once; it never rejects.
   *
   * @param options `timeout`: how long to wait, in milliseconds; 0 drops everything at once. Default: 30 000.
   * @returns What became of all items that the writer was ever given.
   */
  close(options: { timeout?: number | undefined } = {}): Promise<WriterTotals> {
    const timeout = checkedTimeout('close', options);
    this.#closing ??= this.#close(timeout);
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
    const queued = queuedItem(item, {
      index: this.#count,
      name: 'item',
      keyPrefix: this.#context.keyPrefix,
    });
    if (this.#keys.has(queued.key)) throw repeatedKey('item', queued.key);
    const { overflow, maxQueueItems, maxQueueBytes } = this.#options;
    if (!this.#hasRoom && overflow === 'wait') {
      throw writerError(
        'queue_full',
        `the queue is full: it has ${this.size} items of ${maxQueueItems} and ${this.#bytes} bytes of ${maxQueueBytes}; wait for ready()`,
      );
    }
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
      } catch {
        // Given up, by `close` or with the client.
        this.#inFlight = [];
        for (const item of batch) this.#settle(item, { status: 'dropped' });
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
      const refusal = this.#refusalOf(item);
      if (refusal === undefined && !filling.takes(item.bytes)) break;
      taken += 1;
      if (refusal === undefined) batch.push(item);
      else this.#settle(item, { status: 'error', error: refusal });
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
    this.#queue.unshift(...open);
    const last = open.at(-1);
    if (last !== undefined) this.#dueThrough = Math.max(this.#dueThrough, last.index);
    let { delay } = end;
    if (outage === undefined) {
      this.#outages = 0;
      this.#batchSize.learn(batch.length, end.isClean);
    } else {
      this.#outages += 1;
      const { retry, clock } = this.#context;
      delay = retryDelay(retry, this.#outages, undefined, clock.random);
    }
    this.#tellWaiters();
    if (delay > 0) await this.#pause(delay);
  }

  /** Waits, until the time is over, or somebody wants what is queued to be sent now, or not any more. */
  #pause(delay: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        this.#endPause = undefined;
        resolve();
      };
      const cancel = this.#context.clock.after(delay, end, false);
      this.#endPause = end;
    });
  }

  #settle(item: QueuedItem, ending: Ending): void {
    if (!this.#resolvers.has(item)) return;
    this.#keys.delete(item.key);
    this.#bytes -= item.bytes;
    this.#finish(item, ending);
  }

  #finish(item: QueuedItem, ending: Ending): void {
    this.#totals[totalOf[ending.status]] += 1;
    this.#noteSpan(item, ending);
    this.#resolvers.get(item)?.(ending);
    this.#resolvers.delete(item);
  }

  /** Remembers which spans do not exist, so that their ends are not sent. */
  #noteSpan({ operation, named, possiblyApplied }: QueuedItem, ending: Ending): void {
    const { span } = named;
    if (span === undefined || operation !== 'createAgentSpan') return;
    this.#failedSpans.delete(span);
    // Where an attempt may have created it all the same, its end is worth a try.
    const mayExist =
      ending.status === 'success' ||
      possiblyApplied ||
      (ending.status === 'error' && ending.error instanceof PrefactorResponseContractError);
    if (mayExist) return;
    this.#failedSpans.set(span, ending.status === 'error' ? ending.error : undefined);
    const [oldest] = this.#failedSpans.keys();
    if (this.#failedSpans.size > this.#options.maxQueueItems && oldest !== undefined) {
      this.#failedSpans.delete(oldest);
    }
  }

  #refusalOf({ operation, named }: QueuedItem): PrefactorClientError | undefined {
    const { span } = named;
    const isEnd = span !== undefined && operation === 'finishAgentSpan';
    if (!isEnd || !this.#failedSpans.has(span)) return undefined;
    return new PrefactorClientError('the span was never created, so its end was not sent', {
      code: 'create_failed',
      cause: this.#failedSpans.get(span),
    });
  }

  /** Lets those know who wait for items to be dealt with, or for room. */
  #tellWaiters(): void {
    if (this.size === 0) release(this);
    const oldest = this.#queue[0]?.index ?? Number.POSITIVE_INFINITY;
    const done = this.#flushWaiters.filter(({ through }) => through < oldest);
    this.#flushWaiters = this.#flushWaiters.filter(({ through }) => through >= oldest);
    for (const { resolve } of done) resolve();
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
    const room = this.#options.maxQueueItems - this.size;
    for (const resolve of this.#readyWaiters.splice(0, room)) resolve();
  }

  async #flush(timeout: number): Promise<{ pending: number }> {
    const through = this.#count - 1;
    if (this.size > 0) {
      this.#dueThrough = Math.max(this.#dueThrough, through);
      // Before anything is sent: when nothing needs to be, everything is dealt with at once.
      const done = this.#dealtWith(through, timeout);
      this.#endPause?.();
      void this.#sendAll();
      await done;
    }
    const open = [...this.#inFlight, ...this.#queue];
    return { pending: open.filter(({ index }) => index <= through).length };
  }

  /** Resolves when all items up to this one have been dealt with, or when the time is over. */
  #dealtWith(through: number, timeout: number): Promise<void> {
    return new Promise((resolve) => {
      const waiter = {
        through,
        resolve: () => {
          cancel();
          resolve();
        },
      };
      const cancel = this.#context.clock.after(timeout, () => {
        this.#flushWaiters = this.#flushWaiters.filter((other) => other !== waiter);
        resolve();
      });
      this.#flushWaiters.push(waiter);
    });
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
    this.#endPause?.();
    this.#tellWaiters();
    return dropped.length;
  }
}

const totalOf = { success: 'written', error: 'failed', dropped: 'dropped' } as const;

function writerError(code: string, message: string): PrefactorClientError {
  return new PrefactorClientError(`bulk.writer: ${message}`, { code });
}

function newIdFor({ agent_instance_id: id }: SpanDetails): string {
  if (typeof id !== 'string' || !isId(id)) {
    const path = 'details.agent_instance_id';
    const message = `must be an id of 32 characters, which the id of the span is made from, not ${show(id)}`;
    refuse('invalid_argument', 'createSpan', [{ path, message }]);
  }
  return generateId(id);
}

function checkedTimeout(what: string, options: { timeout?: number | undefined }): number {
  const problem = fields(options);
  const issues =
    problem === undefined
      ? findIssues(options, { timeout: millisecondsOrZero })
      : [{ path: 'options', message: problem }];
  refuse('invalid_argument', what, issues);
  const timeout = Object.hasOwn(options, 'timeout') ? options.timeout : undefined;
  return timeout ?? 30_000;
}
