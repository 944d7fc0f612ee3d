/** `client.bulk`: many operations in one request. */
import { checkBulkOutput, type Operation, operations } from '../generated/operations.ts';
import type { BulkItem, BulkOutput } from '../generated/schema.ts';
import { refuse, show } from './checks.ts';
import { issuesOf } from './complaints.ts';
import { copyFields } from './copy-fields.ts';
import { describeRequest, type Issue, type PrefactorApiError } from './errors.ts';
import { createIdempotencyKey } from './idempotency.ts';
import { ownKey } from './prepare.ts';
import type { Redact } from './redact.ts';
import type { RequestOptions } from './request-options.ts';
import { bulkItemError } from './response.ts';
import type { Send } from './send.ts';

/** One operation of a bulk request: a {@link BulkItem} whose key may be left out, because the client then makes one. */
export type BulkInput = Omit<BulkItem, 'idempotency_key'> & {
  readonly _type: string;
  readonly idempotency_key?: string | undefined;
  readonly [field: string]: unknown;
};

/** What became of one item. */
export type BulkItemResult = {
  /** The item's key, its own or the one the client made. */
  readonly idempotencyKey: string;
} & (
  | {
      readonly status: 'success';
      /** Where the answer differs from what the document describes; the item was carried out all the same. */
      readonly contractIssues?: readonly Issue[];
      readonly [field: string]: unknown;
    }
  | { readonly status: 'error'; readonly error: PrefactorApiError }
  /** An earlier item failed and the API stopped there. Safe to send again with the same key. */
  | { readonly status: 'not_processed' }
);

/** What became of a bulk request. */
export interface BulkResult {
  /** `success` as soon as the request as a whole was processed, whatever became of its items. */
  readonly status: 'success';
  /** The API's answers by idempotency key. */
  readonly outputs: ReadonlyMap<string, BulkOutput>;
  /** One result for each item, in the items' order. */
  readonly results: readonly BulkItemResult[];
}

const operationOfType = new Map<string, Operation>(
  Object.values(operations).flatMap((operation) =>
    operation.bulkType === undefined ? [] : [[operation.bulkType, operation]],
  ),
);

/** Bulk requests. */
export class Bulk {
  readonly #send: Send;
  readonly #keyPrefix: string | undefined;
  readonly #redact: Redact;

  /** @internal */
  constructor(send: Send, keyPrefix: string | undefined, redact: Redact) {
    this.#send = send;
    this.#keyPrefix = keyPrefix;
    this.#redact = redact;
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
  async execute(items: readonly BulkInput[], options?: RequestOptions): Promise<BulkResult> {
    const copies = this.#copy(items);
    const keys = copies.map((item) => String(item['idempotency_key']));
    const { status, outputs } = await this.#send(
      'executeBulk',
      { body: { items: copies as unknown as BulkItem[] }, inspect: (body) => outputIssues(body, keys) },
      options,
    );
    // Keys are the callers' own words, `__proto__` and `constructor` among them.
    const answers = new Map(Object.entries(outputs));
    return {
      status,
      outputs: answers,
      results: copies.map((item, index) => toResult(item, keys[index] ?? '', answers, this.#redact)),
    };
  }

  #copy(items: readonly BulkInput[]): Record<string, unknown>[] {
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
      const key = ownKey(copy) ?? createIdempotencyKey(this.#keyPrefix);
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
}

function timestampsOf(item: unknown): readonly (readonly string[])[] {
  const type = typeof item === 'object' && item !== null ? (item as BulkInput)._type : undefined;
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

function toResult(
  item: Record<string, unknown>,
  idempotencyKey: string,
  outputs: ReadonlyMap<string, BulkOutput>,
  redact: Redact,
): BulkItemResult {
  const output = outputs.get(idempotencyKey);
  if (output === undefined) return { idempotencyKey, status: 'not_processed' };
  const operation = operationOfType.get(String(item['_type']));
  if (output.status === 'error') {
    const error = bulkItemError(output, redact);
    return {
      idempotencyKey,
      status: 'error',
      error: describeRequest(error, { operation: operation?.id ?? String(item['_type']), idempotencyKey }),
    };
  }
  const contractIssues = issuesOf(operation?.checkSuccess, output);
  return {
    ...output,
    idempotencyKey,
    status: 'success',
    ...(contractIssues.length > 0 && { contractIssues }),
  };
}
