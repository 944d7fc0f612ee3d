/** `bulk.execute`: one request with all its items, and one result for each. */
import { operations } from '../../generated/operations.ts';
import type { BulkItem, BulkOutput } from '../../generated/types.ts';
import type { Answer } from '../call/answer.ts';
import type { SuccessBody } from '../call/operation-types.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { describeRequest, isPrefactorError } from '../errors/errors.ts';
import { refuse, show } from '../validation/rules.ts';
import type { BulkContext } from './batch.ts';
import { copyItem, type Fields, keyOf } from './item.ts';
import { answerIssues, errorOf, isErrorOutput, type OutputContext, successOf } from './outputs.ts';
import type { BulkInput, BulkItemResult, BulkResult } from './types.ts';

/** What is sent, and what its answer will be read with. */
export class Execution {
  readonly #context: BulkContext;
  readonly #options: RequestOptions | undefined;
  #items: readonly Fields[] = [];
  #possiblyApplied = false;

  constructor(context: BulkContext, options: RequestOptions | undefined) {
    this.#context = context;
    this.#options = options;
  }

  /** Sends the items. */
  async send(
    sender: Sender,
    items: readonly BulkInput<string>[],
  ): Promise<Answer<SuccessBody<'executeBulk'>>> {
    this.#items = copies(items, this.#context.keyPrefix);
    const keys = this.#items.map(keyOf);
    return await sender.send(
      'executeBulk',
      {
        body: { items: this.#items as unknown as BulkItem[] },
        inspect: (answer, possiblyApplied) => {
          this.#possiblyApplied = possiblyApplied;
          return answerIssues(answer, keys);
        },
      },
      this.#options,
    );
  }

  /** What the answer says of each item. */
  resultOf({
    body: { status, outputs },
    requestId,
  }: Answer<SuccessBody<'executeBulk'>>): BulkResult<readonly BulkItemResult<string>[]> {
    const { redactorFor, validateResponses } = this.#context;
    const context = { requestId, redactor: redactorFor(this.#options), validateResponses };
    // Keys are the callers' own words, `__proto__` and `constructor` among them.
    const answers = new Map(Object.entries(outputs));
    const results = this.#items.map((item) => this.#itemResult(item, answers.get(keyOf(item)), context));
    return { status, outputs: answers, results };
  }

  #itemResult(item: Fields, output: BulkOutput | undefined, context: OutputContext): BulkItemResult<string> {
    const idempotencyKey = keyOf(item);
    if (output === undefined) return { idempotencyKey, status: 'not_processed' };
    const possiblyApplied = this.#possiblyApplied;
    const sent = { key: idempotencyKey, type: String(item['_type']), possiblyApplied };
    if (isErrorOutput(output)) {
      return { idempotencyKey, status: 'error', error: errorOf(sent, output, context) };
    }
    return { ...successOf(sent, output, context), idempotencyKey };
  }
}

function copies(items: readonly BulkInput<string>[], keyPrefix: string | undefined): Fields[] {
  try {
    return checkedCopies(items, keyPrefix);
  } catch (error) {
    const { id, method, path } = operations.executeBulk;
    if (isPrefactorError(error)) describeRequest(error, { operation: id, method, path, attempts: 0 });
    throw error;
  }
}

function checkedCopies(items: readonly BulkInput<string>[], keyPrefix: string | undefined): Fields[] {
  if (!Array.isArray(items) || items.length === 0) {
    const found = Array.isArray(items) ? 'an empty array' : show(items);
    refuse('invalid_argument', 'executeBulk', {
      path: 'items',
      message: `must be an array of at least one, not ${found}`,
    });
  }
  const seen = new Map<unknown, number>();
  return items.map((item, index) => {
    const name = `items[${index}]`;
    const copy = copyItem(item, name, keyPrefix);
    const key = copy['idempotency_key'];
    const first = seen.get(key);
    if (first !== undefined) {
      refuse('invalid_argument', 'executeBulk', {
        path: `${name}.idempotency_key`,
        message: `is the same as that of items[${first}]`,
      });
    }
    seen.set(key, index);
    return copy;
  });
}
