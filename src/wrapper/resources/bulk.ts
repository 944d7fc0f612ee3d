/** `client.bulk`: many operations in one request, any number of them, or a queue. */
import type { BulkResponse } from '../../generated/types.ts';
import type { BulkContext } from '../bulk/batch.ts';
import type { Candidate, CheckedItems, ItemIn, ItemType } from '../bulk/checked-items.ts';
import { Execution } from '../bulk/execute.ts';
import { ExecuteAllRun } from '../bulk/execute-all.ts';
import { resolveRunOptions, resolveWriterOptions } from '../bulk/options.ts';
import type { BulkItemResult, BulkResult, BulkRun, BulkRunOptions, WriterOptions } from '../bulk/types.ts';
import { BulkWriter } from '../bulk/writer.ts';
import { clientClosed } from '../call/calls-in-flight.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { beginAtCaller, forCaller } from '../errors/stack.ts';
import { ApiPromise } from './api-promise.ts';

/** The result of each item, typed by its `_type`. */
type Results<Items extends readonly unknown[]> = {
  readonly [Index in keyof Items]: BulkItemResult<ItemType<Items[Index]>>;
};

/** Bulk requests. */
export class Bulk {
  readonly #sender: Sender;
  readonly #context: BulkContext;
  readonly #runs = new Set<ExecuteAllRun>();
  readonly #writers = new Set<BulkWriter>();

  /** @internal */
  constructor(sender: Sender, context: BulkContext) {
    this.#sender = sender;
    this.#context = context;
  }

  /**
   * Executes operations in order, each in its own transaction. The API stops at the first one that fails; what comes
   * after it is `not_processed`.
   *
   * ```ts
   * const { results } = await client.bulk.execute([
   *   { _type: 'agent_spans/finish', agent_span_id: span.id, status: 'complete' },
   *   { _type: 'agent_instances/finish', agent_instance_id: instance.id },
   * ]);
   * ```
   *
   * @param items At least one; `_type` names the operation, with its parameters beside it. What `undocumentedItem` makes is
   *   of a type that the document does not describe. Never modified: a missing `idempotency_key` is filled in on a copy.
   * @returns The result of each item. An item's failure does not reject.
   * @throws {PrefactorClientError} When an item breaks a rule, or two have the same key.
   * @remarks Operation `executeBulk` in `openapi/paths/bulk.yaml` of this package.
   */
  execute<Items extends readonly Candidate[] | []>(
    items: CheckedItems<Items>,
    options?: RequestOptions,
  ): ApiPromise<BulkResult<Results<Items>>, BulkResponse> {
    const execution = new Execution(this.#context, options);
    return new ApiPromise(
      execution.send(this.#sender, items),
      (answer) => execution.resultOf(answer) as BulkResult<Results<Items>>,
    );
  }

  /**
   * Executes any number of operations: sends them in batches, continues after an item that failed, and reports what
   * became of each. Nothing is lost between the requests: what the API did not get to is sent again with its key.
   *
   * ```ts
   * for await (const outcome of client.bulk.executeAll(items)) {
   *   if (outcome.status === 'error') console.error(outcome.index, outcome.error.message);
   * }
   * const { succeeded, failed } = await client.bulk.executeAll(items); // or only the totals
   * ```
   *
   * After an item's error the next request has half as many items, after a clean one twice as many. A request that is
   * refused as a whole (400, 413, 422) or takes too long is halved, until the item to blame is found. An item with a
   * transient error is retried with its key, up to `maxRetries` times.
   *
   * @param items As for `execute`, in an array, an iterable or an async iterable. It is read as its items are needed, and
   *   never held in memory as a whole. An item that breaks a rule has an error outcome, and does not stop the others.
   * @param options See {@link BulkRunOptions} for each one's unit and default.
   * @returns A run: iterate it for the outcomes, or await it for the totals. Either starts it.
   * @throws {PrefactorClientError} When an option is wrong, or `items` cannot be iterated.
   * @remarks Operation `executeBulk` in `openapi/paths/bulk.yaml` of this package.
   */
  executeAll<Items extends [] | Iterable<Candidate> | AsyncIterable<Candidate>>(
    items: CheckedItems<Items>,
    options?: BulkRunOptions,
  ): BulkRun<ItemType<ItemIn<Items>>> {
    const run = forCaller(
      () => new ExecuteAllRun(this.#context, items, resolveRunOptions(options), this.#runs),
    );
    return run as BulkRun<ItemType<ItemIn<Items>>>;
  }

  /**
   * Creates a queue that an agent writes to while it runs: items are sent in batches, in order, and survive an outage.
   *
   * ```ts
   * await using writer = client.bulk.writer();
   * const { id } = writer.createSpan(details);
   * writer.finishSpan(id, { result_payload });
   * ```
   *
   * `client.close()` sends what is queued and closes it too.
   *
   * @param options See {@link WriterOptions} for each one's unit and default.
   * @throws {PrefactorClientError} When an option is wrong, or the client is closed.
   * @remarks Operation `executeBulk` in `openapi/paths/bulk.yaml` of this package.
   */
  writer(options?: WriterOptions): BulkWriter {
    const resolved = forCaller(() => resolveWriterOptions(options));
    if (this.#isClosed) throw beginAtCaller(clientClosed());
    const writer = new BulkWriter(this.#context, resolved, () => this.#writers.delete(writer));
    this.#writers.add(writer);
    return writer;
  }

  #isClosed = false;

  /**
   * Flushes the writers that are open.
   *
   * @returns How many of their items were still pending at the timeout.
   * @internal
   */
  async flush(timeout: number): Promise<number> {
    const all = await Promise.all([...this.#writers].map((writer) => writer.flush({ timeout })));
    return all.reduce((sum, { pending }) => sum + pending, 0);
  }

  /**
   * Ends runs, makes no more writers, and closes those that are open; `undefined` when there are none.
   *
   * @internal
   */
  close(timeout: number): Promise<unknown> | undefined {
    this.#isClosed = true;
    for (const run of this.#runs) run.close();
    if (this.#writers.size === 0) return undefined;
    return Promise.all([...this.#writers].map((writer) => writer.close({ timeout })));
  }
}
