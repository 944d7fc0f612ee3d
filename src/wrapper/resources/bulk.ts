/** `client.bulk`: many operations in one request, any number of them, or a queue. */
import { checkBulkOutput, operations } from '../../generated/operations.ts';
import type { BulkItem, BulkOutput, BulkResponse } from '../../generated/types.ts';
import { type BulkContext, outputIssues, withoutOurNames } from '../bulk/batch.ts';
import { Run } from '../bulk/execute-all.ts';
import { copyItem, type Fields, keyOf } from '../bulk/item.ts';
import { resolveRunOptions, resolveWriterOptions } from '../bulk/options.ts';
import type {
  BulkInput,
  BulkItemResult,
  BulkResult,
  BulkRun,
  BulkRunOptions,
  Exact,
  Fitting,
  OfUnknownLength,
  OfUnknownTypes,
  WriterOptions,
} from '../bulk/types.ts';
import { BulkWriter } from '../bulk/writer.ts';
import { bulkItemError, type ItemCircumstances } from '../call/answer.ts';
import { clientClosed } from '../call/calls-in-flight.ts';
import { operationOfType } from '../call/operation-of-type.ts';
import type { Redactor } from '../call/redactor.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Send } from '../call/sender.ts';
import { describeRequest, type Issue, isPrefactorError } from '../errors/errors.ts';
import { refuse, show } from '../validation/rules.ts';
import { ApiPromise } from './api-promise.ts';

/** Bulk requests. */
export class Bulk {
  readonly #send: Send;
  readonly #context: BulkContext;
  readonly #runs = new Set<Run>();
  readonly #writers = new Set<BulkWriter>();

  /** @internal */
  constructor(send: Send, context: BulkContext) {
    this.#send = send;
    this.#context = context;
  }

  /**
   * Carries out operations in order, each in its own transaction. The API stops at the first one that fails; what comes
   * after it is `not_processed`.
   *
   * ```ts
   * const { results } = await client.bulk.execute([
   *   { _type: 'agent_spans/finish', agent_span_id: span.id, status: 'complete' },
   *   { _type: 'agent_instances/finish', agent_instance_id: instance.id },
   * ]);
   * ```
   *
   * @param items At least one; `_type` names the operation, its parameters stand beside it. Never changed: a missing
   *   `idempotency_key` is filled in on a copy.
   * @returns The result of each item. An item's failure does not reject.
   * @throws {PrefactorClientError} When an item breaks a rule, or two have the same key.
   * @remarks Operation `executeBulk` in `openapi/paths/bulk.yaml` of this package.
   */
  execute<Item extends BulkInput, Items extends readonly Item[] | []>(
    items: Items & readonly Exact<Item>[] & OfUnknownLength<Items>,
    options?: RequestOptions,
  ): ApiPromise<BulkResult<readonly BulkItemResult<Item['_type']>[]>, BulkResponse>;
  execute<const Types extends readonly string[]>(
    items: readonly [...{ [Index in keyof Types]: BulkInput<Types[Index]> }],
    ...options: number extends Types['length'] ? [never] : [options?: RequestOptions]
  ): ApiPromise<BulkResult<{ readonly [Index in keyof Types]: BulkItemResult<Types[Index]> }>, BulkResponse>;
  execute<Items extends readonly BulkInput<string>[] | []>(
    items: Items & OfUnknownLength<Items> & OfUnknownTypes<Items>,
    options?: RequestOptions,
  ): ApiPromise<BulkResult<readonly BulkItemResult<Items[number]['_type']>[]>, BulkResponse>;
  execute(
    items: readonly BulkInput<string>[],
    options?: RequestOptions,
  ): ApiPromise<BulkResult<readonly BulkItemResult<string>[]>, BulkResponse> {
    let copies: Fields[] = [];
    const circumstances = { redact: this.#context.redactorFor(options), possiblyApplied: false };
    const execute = async () => {
      copies = this.#copy(items);
      const keys = copies.map(keyOf);
      const body = { items: copies as unknown as BulkItem[] };
      return await this.#send(
        'executeBulk',
        {
          body,
          inspect: (answer, possiblyApplied) => {
            circumstances.possiblyApplied = possiblyApplied;
            return answerIssues(answer, keys);
          },
        },
        options,
      );
    };
    return new ApiPromise(execute(), ({ body: { status, outputs }, requestId }) => {
      // Keys are the callers' own words, `__proto__` and `constructor` among them.
      const answers = new Map(Object.entries(outputs));
      const results = copies.map((item) => this.#resultOf(item, answers, { ...circumstances, requestId }));
      return { status, outputs: answers, results };
    });
  }

  /**
   * Carries out any number of operations: sends them in batches, goes on after an item that failed, and tells of each
   * what became of it. Nothing is lost between the requests: what the API did not come to is sent again with its key.
   *
   * ```ts
   * for await (const outcome of client.bulk.executeAll(items)) {
   *   if (outcome.status === 'error') console.error(outcome.index, outcome.error.message);
   * }
   * const { succeeded, failed } = await client.bulk.executeAll(items); // or only the totals
   * ```
   *
   * After an item's error the next request has half as many items, after a clean one twice as many. A request that is
   * refused as a whole (400, 413, 422) or takes too long is halved, until the item to blame is found. An item's error that
   * may pass is retried with its key, up to `maxRetries` times.
   *
   * @param items An array, an iterable or an async iterable. It is read as its items are needed, and never held as a
   *   whole. An item that breaks a rule is an outcome; the others go on.
   * @param options See {@link BulkRunOptions} for each one's unit and default.
   * @returns A run: go through it for the outcomes, or await it for the totals. Either starts it.
   * @throws {PrefactorClientError} When an option is wrong, or `items` cannot be gone through.
   * @remarks Operation `executeBulk` in `openapi/paths/bulk.yaml` of this package.
   */
  executeAll<Item extends BulkInput>(
    items: Iterable<Exact<Item>> | AsyncIterable<Exact<Item>>,
    options?: BulkRunOptions,
  ): BulkRun<Item['_type']>;
  executeAll<Type extends string, Item extends BulkInput<string> & { readonly _type: Type }>(
    items: Iterable<Fitting<Item>> | AsyncIterable<Fitting<Item>>,
    options?: BulkRunOptions,
  ): BulkRun<Item['_type']>;
  executeAll(items: Iterable<unknown> | AsyncIterable<unknown>, options?: BulkRunOptions): BulkRun<string> {
    return new Run(this.#context, items, resolveRunOptions(options), this.#runs);
  }

  /**
   * Makes a queue that an agent writes to while it runs: items are sent in batches, in order, and kept over an outage.
   *
   * ```ts
   * await using writer = client.bulk.writer();
   * const { id } = writer.createSpan(details);
   * writer.finishSpan(id, { result_payload });
   * ```
   *
   * `client.close()` closes it too, with what is queued sent.
   *
   * @param options See {@link WriterOptions} for each one's unit and default.
   * @throws {PrefactorClientError} When an option is wrong, or the client is closed.
   * @remarks Operation `executeBulk` in `openapi/paths/bulk.yaml` of this package.
   */
  writer(options?: WriterOptions): BulkWriter {
    const resolved = resolveWriterOptions(options);
    if (this.#isClosed) throw clientClosed();
    const writer = new BulkWriter(this.#context, resolved, () => this.#writers.delete(writer));
    this.#writers.add(writer);
    return writer;
  }

  #isClosed = false;

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

  #copy(items: readonly BulkInput<string>[]): Fields[] {
    try {
      return this.#checkedCopy(items);
    } catch (error) {
      const { id, method, path } = operations.executeBulk;
      if (isPrefactorError(error)) describeRequest(error, { operation: id, method, path, attempts: 0 });
      throw error;
    }
  }

  #checkedCopy(items: readonly BulkInput<string>[]): Fields[] {
    if (!Array.isArray(items) || items.length === 0) {
      const found = Array.isArray(items) ? 'an empty array' : show(items);
      refuse('invalid_argument', 'executeBulk', [
        { path: 'items', message: `must be an array of at least one, not ${found}` },
      ]);
    }
    const seen = new Map<unknown, number>();
    return items.map((item, index) => {
      const name = `items[${index}]`;
      const copy = copyItem(item, name, this.#context.keyPrefix);
      const key = copy['idempotency_key'];
      const first = seen.get(key);
      if (first !== undefined) {
        refuse('invalid_argument', 'executeBulk', [
          { path: `${name}.idempotency_key`, message: `is the same as that of items[${first}]` },
        ]);
      }
      seen.set(key, index);
      return copy;
    });
  }

  #resultOf(
    item: Fields,
    outputs: ReadonlyMap<string, BulkOutput>,
    { redact, ...circumstances }: { redact: Redactor } & ItemCircumstances,
  ): BulkItemResult<string> {
    const idempotencyKey = keyOf(item);
    const output = outputs.get(idempotencyKey);
    if (output === undefined) return { idempotencyKey, status: 'not_processed' };
    const type = String(item['_type']);
    const operation = operationOfType(type);
    if (output.status === 'error') {
      const error = bulkItemError(output, redact, circumstances);
      describeRequest(error, { operation: operation?.id ?? type, idempotencyKey });
      return { idempotencyKey, status: 'error', error };
    }
    const contractIssues = this.#context.validateResponses ? outputIssues(operation, output, redact) : [];
    return {
      ...withoutOurNames(output),
      idempotencyKey,
      status: 'success',
      ...(contractIssues.length > 0 && { contractIssues }),
    };
  }
}

/** What the document cannot say of an answer: that it answers these items and no others, each by its key. */
function answerIssues(body: object, keys: readonly string[]): Issue[] {
  const { outputs } = body as { outputs: unknown };
  if (typeof outputs !== 'object' || outputs === null) {
    return [{ path: 'outputs', message: `must be an object, not ${show(outputs)}` }];
  }
  const sent = new Set(keys);
  const issues: Issue[] = [];
  for (const [key, output] of Object.entries(outputs)) {
    if (!sent.has(key))
      issues.push({ path: 'outputs', message: 'has an answer for a key that was not sent' });
    else if (!checkBulkOutput(output)) {
      issues.push({
        path: 'outputs',
        message: `has an answer for items[${keys.indexOf(key)}] that is neither success nor error`,
      });
    }
  }
  return issues;
}
