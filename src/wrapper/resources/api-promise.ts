/** What methods return: a promise of the resource inside the answer, which also gives access to the whole answer. */
import type { AgentInstanceListResponse, AgentInstanceResponse } from '../../generated/types.ts';
import type { Answer } from '../call/answer.ts';

/** A whole answer, with what the method resolves to. */
export interface WholeAnswer<Data, Body> extends Answer<Body> {
  /** What the method itself resolves to. */
  readonly data: Data;
}

/**
 * A promise of what a method resolves to.
 *
 * ```ts
 * const span = await client.agentSpans.create(details);
 * const { data, body, requestId } = await client.agentSpans.create(details).withResponse();
 * ```
 */
export class ApiPromise<Data, Body = unknown> extends Promise<Data> {
  // Chained promises are plain ones: only the first knows of an answer.
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  // A function, because few ever ask: nothing is put together for those who do not.
  readonly #whole: () => Promise<WholeAnswer<Data, Body>>;

  /** @internal */
  constructor(answer: Promise<Answer<Body>>, dataOf: (answer: Answer<Body>) => Data) {
    super((resolve, reject) => {
      answer.then((one) => resolve(dataOf(one)), reject);
    });
    this.#whole = async () => {
      const one = await answer;
      const { body, statusCode, headers, requestId, attempts, idempotencyKey, contractIssues } = one;
      const data = dataOf(one);
      return { data, body, statusCode, headers, requestId, attempts, idempotencyKey, contractIssues };
    };
  }

  /**
   * Resolves to the whole answer: what the method resolves to as `data`, the body with what is beside it (`control`, for
   * instance), status, headers, request id, number of attempts, key. Rejects as the method does.
   */
  withResponse(): Promise<WholeAnswer<Data, Body>> {
    // The returned promise reports failures; this one may then be ignored.
    this.catch(() => {});
    return this.#whole();
  }
}

/** Answers wrap a resource in `details`; methods resolve to what is inside. */
export function detailsOf<Body extends { details: unknown }>(
  answer: Promise<Answer<Body>>,
): ApiPromise<Body['details'], Body> {
  return new ApiPromise(answer, ({ body }) => body.details);
}

/** A success answer with one resource in it. */
export interface ApiResponse<Details> extends Omit<AgentInstanceResponse, 'details'> {
  /** The resource. */
  readonly details: Details;
}

/** A success answer with a page of a list in it. */
export interface ListResponse<Summary> extends Omit<AgentInstanceListResponse, 'summaries'> {
  /** The resources of the page. */
  readonly summaries: readonly Summary[];
}
