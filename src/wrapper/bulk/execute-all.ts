/** `bulk.executeAll`: any number of items, read as they are needed, and their outcomes in the order of the items. */
import { abortReasonOf, once } from '../abort.ts';
import { clientClosed } from '../call/calls-in-flight.ts';
import { nextTurn } from '../environment.ts';
import { isPrefactorError, PrefactorClientError, type PrefactorHttpError } from '../errors/errors.ts';
import { type Hooks, notify, notifyOfFailure } from '../hooks.ts';
import { type BulkContext, itemDetailsOf } from './batch.ts';
import { Delivery } from './delivery.ts';
import {
  outcomeOf,
  type QueuedItem,
  queuedItem,
  repeatedKey,
  type Settlement,
  type SharedItemDetails,
} from './item.ts';
import { checkedItems, ItemSource, type Items } from './item-source.ts';
import type { ResolvedRunOptions } from './options.ts';
import type { BulkOutcome, BulkRun, BulkTotals } from './types.ts';
import { Notifier } from './waits.ts';

/** Outcomes yielded before the event loop gets a turn: they take about a millisecond. */
const outcomesPerTurn = 500;

export class ExecuteAllRun implements BulkRun<string> {
  readonly #options: ResolvedRunOptions;
  readonly #hooks: Hooks;
  readonly #itemDetails: SharedItemDetails;
  readonly #items: Items;
  readonly #delivery: Delivery;
  /** The client's runs that have begun and not ended. */
  readonly #underWay: Set<ExecuteAllRun>;
  readonly #totals = { succeeded: 0, failed: 0 };
  readonly #ended = Promise.withResolvers<BulkTotals>();
  #isStarted = false;
  #requests = 0;

  #source: ItemSource | undefined;
  #reading: 'reading' | 'stopped' | 'exhausted' = 'reading';
  /** How many items were read, and how many of their outcomes were handed out. */
  #read = 0;
  #delivered = 0;
  /** Bytes of the items that were read and whose outcomes were not handed out yet. */
  #bytesHeld = 0;
  readonly #outcomes = new Map<number, { readonly outcome: BulkOutcome<string>; readonly bytes: number }>();
  /** Whether nothing more is sent; and whether, in addition, no more outcomes are yielded. */
  #isStopped = false;
  #isAborted = false;
  #isClosing = false;
  #failure: { readonly reason: unknown } | undefined;
  /** Of something that the consumer may wait for, and of room to read more. */
  readonly #news = new Notifier();
  readonly #room = new Notifier();

  constructor(context: BulkContext, items: Items, options: ResolvedRunOptions, underWay: Set<ExecuteAllRun>) {
    this.#items = checkedItems(items);
    this.#underWay = underWay;
    this.#options = options;
    this.#hooks = context.hooks;
    this.#itemDetails = itemDetailsOf(context, options.request);
    this.#delivery = new Delivery(context, options, {
      isBackground: false,
      isDue: () => this.#source?.isSlow === true || this.#reading !== 'reading' || !this.#hasRoom,
      onSettled: (item, settlement) => this.#onSettled(item, settlement),
      onOutage: async () => 'fail',
      onFailure: (reason) => {
        this.#stop({ reason });
        return undefined;
      },
      onProgress: (isRequest) => this.#onProgress(isRequest),
    });
    // Whoever only iterates is told of failures there.
    this.#ended.promise.catch(() => {});
  }

  [Symbol.asyncIterator](): AsyncGenerator<BulkOutcome<string>, void, undefined> {
    if (this.#isStarted) {
      throw new PrefactorClientError('bulk.executeAll: the run has been started, and can be iterated once', {
        code: 'already_started',
      });
    }
    this.#isStarted = true;
    const outcomes = this.#outcomesInOrder();
    // A generator that never started returns without running its `finally`, and one that waits returns only afterwards.
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
    if (!this.#isStarted) void this.#exhaust();
    return this.#ended.promise.then(onFulfilled, onRejected);
  }

  /** The client is being closed: what is in flight finishes, and nothing follows. */
  close(): void {
    this.#isClosing = true;
    this.#delivery.stop();
    this.#endIfClosing();
  }

  #onSettled(item: QueuedItem, settlement: Settlement): void {
    this.#record(item, item.bytes, settlement);
    if (settlement.status !== 'success') this.#onFailed(item.index);
  }

  /** An item failed: with `stopOnError`, only what comes before it is sent yet. */
  #onFailed(index: number): void {
    if (!this.#options.stopOnError) return;
    if (this.#reading === 'reading') this.#reading = 'stopped';
    this.#delivery.stopAfter(index);
    this.#room.notify();
  }

  #onProgress(isRequest: boolean): void {
    if (isRequest) {
      this.#requests += 1;
      notify(this.#options.onProgress, () => ({ ...this.#totals, requests: this.#requests }));
    }
    this.#endIfClosing();
    this.#news.notify();
    this.#room.notify();
  }

  #endIfClosing(): void {
    if (!this.#isClosing || this.#isStopped || this.#delivery.isSending) return;
    if (this.#reading === 'reading' || this.#delivery.hasWaiting) this.#stop({ reason: clientClosed() });
  }

  async #exhaust(): Promise<void> {
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
    const onAbort = (): void => this.#abort(signal && abortReasonOf(signal));
    this.#underWay.add(this);
    try {
      if (signal?.aborted) throw abortReasonOf(signal);
      signal?.addEventListener('abort', onAbort, once);
      this.#source = new ItemSource(
        this.#items,
        (run) => this.#delivery.later(0, run),
        () => this.#delivery.sendDue(),
      );
      void this.#readAll(this.#source);
      for (let told = 0; ; told += 1) {
        const outcome = this.#nextOutcome();
        if (outcome !== undefined) yield outcome;
        else if (this.#isFinished) break;
        else await this.#news.next;
        if (told % outcomesPerTurn === outcomesPerTurn - 1) await nextTurn();
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
      await this.#source?.close();
    }
  }

  /** Nobody takes outcomes any more. */
  #leave(): void {
    this.#isAborted = true;
    this.#isStopped = true;
    this.#delivery.abort(new PrefactorClientError('the run was left', { code: 'run_left' }));
    this.#news.notify();
    this.#room.notify();
    this.#ended.resolve({ ...this.#totals });
  }

  #nextOutcome(): BulkOutcome<string> | undefined {
    // Once it was stopped, some items before others that were sent have none.
    if (this.#isOver && this.#outcomes.size > 0) {
      while (!this.#outcomes.has(this.#delivered)) this.#delivered += 1;
    }
    const next = this.#outcomes.get(this.#delivered);
    if (next === undefined) return undefined;
    this.#outcomes.delete(this.#delivered);
    this.#delivered += 1;
    this.#bytesHeld -= next.bytes;
    this.#room.notify();
    return next.outcome;
  }

  get #isFinished(): boolean {
    return this.#isAborted || this.#isOver;
  }

  /** Whether nothing is sent any more. */
  get #isOver(): boolean {
    return this.#delivery.isIdle && (this.#isStopped || this.#reading !== 'reading');
  }

  /**
   * Room for as much as can be in flight, and for as much again, to be sent as soon as that is answered. With several
   * requests at once, what waits is spread over lanes, most of which are busy: it takes more to fill a request then.
   */
  get #hasRoom(): boolean {
    const { maxItems, maxBytes, concurrency } = this.#options;
    return (
      this.#read - this.#delivered < (3 * concurrency - 1) * maxItems &&
      this.#bytesHeld < 2 * concurrency * maxBytes
    );
  }

  async #readAll(source: ItemSource): Promise<void> {
    try {
      while (this.#reading === 'reading' && !this.#isStopped) {
        if (!this.#hasRoom) {
          this.#delivery.sendDue();
          await this.#room.next;
          continue;
        }
        const step = source.next();
        const { done, value } = 'then' in step ? await step : step;
        if (done) this.#reading = 'exhausted';
        else if (this.#reading === 'reading' && !this.#isStopped) {
          const turn = source.pace(this.#accept(value));
          if (turn !== undefined) await turn;
        }
      }
    } catch (reason) {
      // What was read before is sent all the same.
      this.#failure ??= { reason };
      this.#reading = 'exhausted';
    }
    this.#delivery.sendDue();
    this.#news.notify();
  }

  /** @returns The item's bytes. */
  #accept(item: unknown): number {
    const index = this.#read;
    this.#read += 1;
    const details = { index, method: 'bulk.executeAll', name: `items[${index}]`, ...this.#itemDetails };
    try {
      const queued = queuedItem(item, details);
      if (this.#delivery.has(queued.key)) throw repeatedKey(details, queued.key);
      this.#bytesHeld += queued.bytes;
      this.#delivery.add(queued);
      return queued.bytes;
    } catch (error) {
      if (!isPrefactorError(error)) throw error;
      this.#refuse(item, index, error);
      return 0;
    }
  }

  #refuse(item: unknown, index: number, error: PrefactorHttpError): void {
    this.#record({ index, item, key: error.idempotencyKey ?? '' }, 0, { status: 'error', error });
    this.#onFailed(index);
  }

  #record(item: Pick<QueuedItem, 'index' | 'item' | 'key'>, bytes: number, settlement: Settlement): void {
    this.#totals[settlement.status === 'success' ? 'succeeded' : 'failed'] += 1;
    if (settlement.status === 'error') notifyOfFailure(this.#hooks, settlement.error);
    const outcome = outcomeOf(item, settlement) as BulkOutcome<string>;
    this.#outcomes.set(item.index, { outcome, bytes });
    this.#news.notify();
  }

  /** Nothing more is read or sent. What is known by then is told, before the run rejects where there is a reason to. */
  #stop(failure: { readonly reason: unknown }): void {
    if (this.#isAborted) return;
    this.#isStopped = true;
    this.#failure ??= failure;
    this.#delivery.stop();
    this.#news.notify();
    this.#room.notify();
  }

  #abort(reason: unknown): void {
    this.#isAborted = true;
    this.#isStopped = true;
    this.#failure = { reason };
    this.#outcomes.clear();
    this.#delivery.abort(reason);
    this.#news.notify();
    this.#room.notify();
  }
}
