/** `bulk.execute`: one request with all its items, and one result for each. */
import type { BulkOutput, BulkResponse } from '../../generated/types.ts';
import type { Answer } from '../call/answer.ts';
import { operations } from '../call/operations.ts';
import {
  type RequestOptions,
  type ResolvedRequestOptions,
  resolveRequestOptions,
} from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { describeRequest } from '../errors/describe.ts';
import { isPrefactorError } from '../errors/errors.ts';
import { beginAtCaller } from '../errors/stack.ts';
import { reading, refuse, show } from '../validation/rules.ts';
import { type BulkContext, bulkOperation } from './batch.ts';
import { copyItem, type Fields, idOf, keyOf } from './item.ts';
import { type OutputContext, outputsIssues, outputsOf, resultOf } from './outputs.ts';
import type { BulkItemResult, BulkResult } from './types.ts';

/** What is sent, and what its answer will be read with. */
export class Execution {
  readonly #context: BulkContext;
  readonly #givenOptions: RequestOptions | undefined;
  #options: ResolvedRequestOptions = {};
  #items: readonly Fields[] = [];
  #possiblyApplied = false;

  constructor(context: BulkContext, options: RequestOptions | undefined) {
    this.#context = context;
    this.#givenOptions = options;
  }

  /** Sends the items. */
  async send(sender: Sender, items: unknown): Promise<Answer<BulkResponse>> {
    described(() => {
      this.#options = resolveRequestOptions(this.#givenOptions);
      this.#items = checkedCopies(items, this.#context.keyPrefix);
    });
    const answer = await sender.sendOperation(
      bulkOperation,
      {
        body: { items: this.#items },
        inspect: (answer, { possiblyUsedKey }) => {
          this.#possiblyApplied = possiblyUsedKey;
          return outputsIssues(answer);
        },
      },
      this.#options,
    );
    return answer as Answer<BulkResponse>;
  }

  /** What the answer says of each item. */
  resultOf({ body, requestId }: Answer<object>): BulkResult<readonly BulkItemResult<string>[]> {
    const { redactorFor, validateResponses } = this.#context;
    const context = { requestId, redactor: redactorFor(this.#options), validateResponses };
    const outputs = outputsOf(body);
    const results = this.#items.map((item) => this.#itemResult(item, outputs[keyOf(item)], context));
    return { status: 'success', outputs, results };
  }

  #itemResult(item: Fields, output: BulkOutput | undefined, context: OutputContext): BulkItemResult<string> {
    const idempotencyKey = keyOf(item);
    if (output === undefined) return { idempotencyKey, status: 'not_processed' };
    const possiblyApplied = this.#possiblyApplied;
    const sent = { key: idempotencyKey, type: String(item['_type']), id: idOf(item), possiblyApplied };
    return { ...resultOf(sent, output, context), idempotencyKey };
  }
}

/** Like the errors of every request, those of what it is made from say which it is. */
function described(prepare: () => void): void {
  const { id, method, path } = operations.executeBulk;
  try {
    reading(id, 'items', prepare);
  } catch (error) {
    if (isPrefactorError(error)) describeRequest(error, { operation: id, method, path, attempts: 0 });
    throw beginAtCaller(error);
  }
}

function checkedCopies(items: unknown, keyPrefix: string | undefined): Fields[] {
  if (!Array.isArray(items) || items.length === 0) {
    const found = Array.isArray(items) ? 'an empty array' : show(items);
    refuse('invalid_argument', operations.executeBulk.id, {
      path: 'items',
      message: `must be an array of at least one, not ${found}`,
    });
  }
  const seen = new Map<unknown, number>();
  return items.map((item: unknown, index) => {
    const name = `items[${index}]`;
    const { fields: copy } = copyItem(item, { method: operations.executeBulk.id, name }, keyPrefix);
    const key = copy['idempotency_key'];
    const first = seen.get(key);
    if (first !== undefined) {
      refuse('invalid_argument', operations.executeBulk.id, {
        path: `${name}.idempotency_key`,
        message: `is the same as that of items[${first}]`,
      });
    }
    seen.set(key, index);
    return copy;
  });
}
