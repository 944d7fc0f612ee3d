/** `client.bulk`: many operations in one request. */
import { checkBulkOutput, type Operation, operations } from '../generated/operations.ts';
import type { BulkItem, BulkOutput } from '../generated/schema.ts';
import { ApiPromise } from './api-promise.ts';
import type {
  BulkInput,
  BulkItemResult,
  BulkResult,
  NoExtra,
  OfUnknownLength,
  OfUnknownTypes,
} from './bulk-types.ts';
import { ownKey } from './call-key.ts';
import { refuse, show } from './checks.ts';
import { issuesOf } from './complaints.ts';
import { copyFields } from './copy-fields.ts';
import { describeRequest, type Issue, isPrefactorError } from './errors.ts';
import { createIdempotencyKey } from './idempotency.ts';
import type { SuccessBody } from './operation-types.ts';
import type { Redact } from './redact.ts';
import type { RequestOptions } from './request-options.ts';
import { bulkItemError, type ItemCircumstances } from './response.ts';
import type { Send } from './send.ts';

const operationOfType = new Map<string, Operation>(
  Object.values(operations).flatMap((operation) =>
    operation.bulkType === undefined ? [] : [[operation.bulkType, operation]],
  ),
);

type Fields = Record<string, unknown>;

/** What bulk needs of a client's config. */
export interface BulkConfig {
  readonly keyPrefix: string | undefined;
  readonly validateResponses: boolean;
  /** Takes out the client's token, and the one that a call brings. */
  redactFor(options: RequestOptions | undefined): Redact;
}

/** Bulk requests. */
export class Bulk {
  readonly #send: Send;
  readonly #config: BulkConfig;

  /** @internal */
  constructor(send: Send, config: BulkConfig) {
    this.#send = send;
    this.#config = config;
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
   * @see openapi/paths/bulk.yaml
   */
  execute<Item extends BulkInput, Items extends readonly Item[] | []>(
    items: Items & readonly (Item & NoExtra<Item>)[] & OfUnknownLength<Items>,
    options?: RequestOptions,
  ): ApiPromise<BulkResult<readonly BulkItemResult<Item['_type']>[]>, SuccessBody<'executeBulk'>>;
  execute<const Types extends readonly string[]>(
    items: readonly [...{ [Index in keyof Types]: BulkInput<Types[Index]> }],
    ...options: number extends Types['length'] ? [never] : [options?: RequestOptions]
  ): ApiPromise<
    BulkResult<{ readonly [Index in keyof Types]: BulkItemResult<Types[Index]> }>,
    SuccessBody<'executeBulk'>
  >;
  execute<Items extends readonly BulkInput<string>[] | []>(
    items: Items & OfUnknownLength<Items> & OfUnknownTypes<Items>,
    options?: RequestOptions,
  ): ApiPromise<BulkResult<readonly BulkItemResult<Items[number]['_type']>[]>, SuccessBody<'executeBulk'>>;
  execute(
    items: readonly BulkInput<string>[],
    options?: RequestOptions,
  ): ApiPromise<BulkResult<readonly BulkItemResult<string>[]>, SuccessBody<'executeBulk'>> {
    let copies: Fields[] = [];
    const circumstances = { redact: this.#config.redactFor(options), possiblyApplied: false };
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
            return outputIssues(answer, keys);
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
      const timestamps = timestampsOf(item);
      const name = `items[${index}]`;
      const copy = copyFields(item, timestamps, { operation: 'executeBulk', name, prefix: `${name}.` });
      const key = ownKey(copy) ?? createIdempotencyKey(this.#config.keyPrefix);
      copy['idempotency_key'] = key;
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
    { redact, ...circumstances }: { redact: Redact } & ItemCircumstances,
  ): BulkItemResult<string> {
    const idempotencyKey = keyOf(item);
    const output = outputs.get(idempotencyKey);
    if (output === undefined) return { idempotencyKey, status: 'not_processed' };
    const type = String(item['_type']);
    const operation = operationOfType.get(type);
    if (output.status === 'error') {
      const error = bulkItemError(output, redact, circumstances);
      describeRequest(error, { operation: operation?.id ?? type, idempotencyKey });
      return { idempotencyKey, status: 'error', error };
    }
    const check = this.#config.validateResponses ? operation?.checkSuccess : undefined;
    const contractIssues = issuesOf(check, output).map(({ path, message }) => ({
      path: redact.text(path),
      message: redact.text(message),
    }));
    return {
      ...output,
      idempotencyKey,
      status: 'success',
      ...(contractIssues.length > 0 && { contractIssues }),
    };
  }
}

function keyOf(item: Fields): string {
  return String(item['idempotency_key']);
}

function timestampsOf(item: unknown): readonly (readonly string[])[] {
  const type = typeof item === 'object' && item !== null ? (item as { _type?: string })._type : undefined;
  const operation = type === undefined ? undefined : operationOfType.get(type);
  return operation === undefined ? [] : [...operation.bodyTimestamps, ...operation.queryTimestamps];
}

/** What the document cannot say of an answer: that it answers these items and no others, each by its key. */
function outputIssues(body: object, keys: readonly string[]): Issue[] {
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
