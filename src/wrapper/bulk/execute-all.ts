/** `bulk.executeAll`: any number of items, read as they are needed, and their outcomes in the order of the items. */
import { clientClosed } from '../call/calls-in-flight.ts';
import { isPrefactorError, PrefactorClientError } from '../errors/errors.ts';
import { notify } from '../hooks.ts';
import { plainObject, refuse, show } from '../validation/rules.ts';
import { type BulkContext, type Ending, outcomeOf } from './batch.ts';
import { Dispatcher } from './execute-all-queue.ts';
import { type QueuedItem, queuedItem } from './item.ts';
import type { ResolvedRunOptions } from './options.ts';
import { Signal } from './signal.ts';
import type { BulkOutcome, BulkRun, BulkTotals } from './types.ts';

type Items = Iterable<unknown> | AsyncIterable<unknown>;

/** What items are read from. */
interface Source {
  next(): IteratorResult<unknown> | PromiseLike<IteratorResult<unknown>>;
  return?(): unknown;
}

export class Run implements BulkRun<string> {
  readonly #options: ResolvedRunOptions;
  readonly #keyPrefix: string | undefined;
  readonly #items: Items;
  readonly #dispatcher: Dispatcher;
  /** The client's runs that have begun and not ended. */
  readonly #underWay: Set<Run>;
  readonly #totals = { succeeded: 0, failed: 0 };
  readonly #ended = Promise.withResolvers<BulkTotals>();
  #isStarted = false;
  #requests = 0;

  /** How many items were read, and how many of their outcomes were handed out. */
  #read = 0;
  #delivered = 0;
  readonly #outcomes = new Map<number, BulkOutcome<string>>();
  #reading: 'going on' | 'over' | 'at its end' = 'going on';
  /** Whether the source was asked for an item and has not given it yet; and whether that takes it a while. */
  #isAsking = false;
  #isSourceSlow = false;
  #isWatchingSource = false;
  #isStopped = false;
  #isClosing = false;
  #failure: { readonly reason: unknown } | undefined;
  /** Opened when something has come that the consumer may wait for, and when there is room to read on. */
  readonly #news = new Signal();
  readonly #room = new Signal();

  constructor(context: BulkContext, items: Items, options: ResolvedRunOptions, underWay: Set<Run>) {
    this.#items = checkedItems(items);
    this.#underWay = underWay;
    this.#options = options;
    this.#keyPrefix = context.keyPrefix;
    this.#dispatcher = new Dispatcher(context, options, {
      mayBePart: () => this.#isSourceSlow || this.#reading !== 'going on' || !this.#hasRoom,
      settled: (item, ending) => this.#settled(item, ending),
      answered: () => {
        this.#requests += 1;
        notify(options.onProgress, () => ({ ...this.#totals, requests: this.#requests }));
        this.#endIfClosing();
        this.#news.open();
        this.#room.open();
      },
      failed: (reason) => this.#stop(reason),
    });
    // Whoever only iterates is told of failures there.
    this.#ended.promise.catch(() => {});
  }

  [Symbol.asyncIterator](): AsyncGenerator<BulkOutcome<string>, void, undefined> {
    if (this.#isStarted) {
      throw new PrefactorClientError(
        'bulk.executeAll: the run has been started, and can be gone through once',
        {
          code: 'already_started',
        },
      );
    }
    this.#isStarted = true;
    const outcomes = this.#outcomesInOrder();
    // A generator that was never asked for anything ends without a word, and one that waits ends only after that.
    const end = outcomes.return.bind(outcomes);
    outcomes.return = (value) => {
      this.#leave();
      return end(value);
    };
    return outcomes;
  }

  // biome-ignore lint/suspicious/noThenProperty: a run is awaited for its totals
  then<Result = BulkTotals, Failure = never>(
    onFulfilled?: ((totals: BulkTotals) => Result | PromiseLike<Result>) | null,
    onRejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Result | Failure> {
    if (!this.#isStarted) void this.#goThrough();
    return this.#ended.promise.then(onFulfilled, onRejected);
  }

  /** The client is being closed: what is on its way comes to its end, and nothing follows. */
  close(): void {
    this.#isClosing = true;
    this.#dispatcher.stop();
    this.#endIfClosing();
  }

  #endIfClosing(): void {
    if (!this.#isClosing || this.#isStopped || this.#dispatcher.isSending) return;
    if (this.#reading === 'going on' || this.#dispatcher.hasPending) this.#stop(clientClosed());
  }

  async #goThrough(): Promise<void> {
    try {
      for await (const _ of this) {
        // The totals are all that is asked for.
      }
    } catch {
      // `#ended` has it.
    }
  }

  async *#outcomesInOrder(): AsyncGenerator<BulkOutcome<string>, void, undefined> {
    const { signal } = this.#options;
    const onAbort = (): void => this.#abort(signal?.reason);
    let source: Source | undefined;
    this.#underWay.add(this);
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', onAbort, { once: true });
      source = iteratorOf(this.#items);
      void this.#readAll(source);
      for (;;) {
        const outcome = this.#nextOutcome();
        if (outcome !== undefined) yield outcome;
        else if (this.#isFinished) break;
        else await this.#news.opened;
      }
      if (this.#failure !== undefined) throw this.#failure.reason;
      this.#ended.resolve({ ...this.#totals });
    } catch (error) {
      this.#ended.reject(error);
      throw error;
    } finally {
      this.#underWay.delete(this);
      signal?.removeEventListener('abort', onAbort);
      this.#leave();
      if (source !== undefined) await this.#endSource(source);
    }
  }

  /** Nobody takes outcomes any more. */
  #leave(): void {
    this.#isAborted = true;
    this.#isStopped = true;
    this.#dispatcher.abort(new PrefactorClientError('the run was left', { code: 'run_left' }));
    this.#news.open();
    this.#room.open();
    this.#ended.resolve({ ...this.#totals });
  }

  #nextOutcome(): BulkOutcome<string> | undefined {
    // Once it was stopped, some items before others that were sent have none.
    if (this.#isStopped && !this.#dispatcher.isSending && this.#outcomes.size > 0) {
      while (!this.#outcomes.has(this.#delivered)) this.#delivered += 1;
    }
    const outcome = this.#outcomes.get(this.#delivered);
    if (outcome === undefined) return undefined;
    this.#outcomes.delete(this.#delivered);
    this.#delivered += 1;
    this.#room.open();
    return outcome;
  }

  get #isFinished(): boolean {
    if (this.#isAborted) return true;
    return this.#dispatcher.isIdle && (this.#isStopped || this.#reading !== 'going on');
  }

  #isAborted = false;

  get #hasRoom(): boolean {
    const { maxItems, maxBytes, concurrency } = this.#options;
    return (
      this.#read - this.#delivered < maxItems * (concurrency + 1) &&
      this.#dispatcher.pendingBytes < maxBytes * (concurrency + 1)
    );
  }

  async #readAll(source: Source): Promise<void> {
    try {
      while (this.#reading === 'going on' && !this.#isStopped) {
        if (!this.#hasRoom) {
          this.#dispatcher.pump();
          await this.#room.opened;
          continue;
        }
        const step = source.next();
        const { done, value } = 'then' in step ? await this.#waitFor(step) : step;
        if (done) this.#reading = 'at its end';
        else if (!this.#isStopped) this.#accept(value);
      }
    } catch (reason) {
      // What was read before is sent all the same.
      this.#failure ??= { reason };
      this.#reading = 'at its end';
    }
    this.#dispatcher.pump();
    this.#news.open();
  }

  /** A source that takes its time does not keep what it has given from being sent. */
  async #waitFor(step: PromiseLike<IteratorResult<unknown>>): Promise<IteratorResult<unknown>> {
    if (!this.#isWatchingSource) {
      this.#isWatchingSource = true;
      this.#dispatcher.later(0, () => {
        this.#isWatchingSource = false;
        this.#isSourceSlow = this.#isAsking;
        this.#dispatcher.pump();
      });
    }
    this.#isAsking = true;
    try {
      return await step;
    } finally {
      this.#isAsking = false;
      this.#isSourceSlow = false;
    }
  }

  /** Lets a source that was not read to its end close what it has open. One that is still asked for an item may hang. */
  async #endSource(source: Source): Promise<void> {
    if (this.#reading === 'at its end') return;
    try {
      const closing = source.return?.();
      if (this.#isAsking) Promise.resolve(closing).catch(() => {});
      else await closing;
    } catch {
      // What is wrong with the source is no matter of a run that is over.
    }
  }

  #accept(item: unknown): void {
    const index = this.#read;
    this.#read += 1;
    try {
      this.#dispatcher.add(queuedItem(item, { index, name: `items[${index}]`, keyPrefix: this.#keyPrefix }));
    } catch (error) {
      if (!isPrefactorError(error)) throw error;
      this.#record({ index, item, key: error.idempotencyKey ?? '' }, { status: 'error', error });
      // What comes before it is sent.
      if (this.#options.stopOnError) this.#reading = 'over';
    }
  }

  #settled(item: QueuedItem, ending: Ending): void {
    this.#record(item, ending);
    if (ending.status !== 'success' && this.#options.stopOnError) this.#stop();
  }

  #record(item: Pick<QueuedItem, 'index' | 'item' | 'key'>, ending: Ending): void {
    this.#totals[ending.status === 'success' ? 'succeeded' : 'failed'] += 1;
    this.#outcomes.set(item.index, outcomeOf(item, ending) as BulkOutcome<string>);
    this.#news.open();
  }

  /** Nothing more is read or sent. What is known by then is told, before the run rejects where there is a reason to. */
  #stop(...[reason]: [reason?: unknown]): void {
    if (this.#isAborted) return;
    this.#isStopped = true;
    if (reason !== undefined) this.#failure ??= { reason };
    this.#dispatcher.stop();
    this.#news.open();
    this.#room.open();
  }

  /** Ends at once. */
  #abort(reason: unknown): void {
    this.#isAborted = true;
    this.#isStopped = true;
    this.#failure = { reason };
    this.#outcomes.clear();
    this.#dispatcher.abort(reason);
    this.#news.open();
    this.#room.open();
  }
}

function iteratorOf(items: Items): Source {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}

function checkedItems(items: Items): Items {
  const isObject = plainObject(items) === undefined || Array.isArray(items);
  if (!isObject || !(Symbol.iterator in items || Symbol.asyncIterator in items)) {
    refuse('invalid_argument', 'bulk.executeAll', {
      path: 'items',
      message: `must be an array, an iterable or an async iterable, not ${show(items)}`,
    });
  }
  return items;
}
