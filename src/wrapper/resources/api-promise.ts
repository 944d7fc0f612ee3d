/** What methods return: a promise of the resource inside the answer, which also gives access to the whole answer. */
import type { AgentInstanceListResponse, AgentInstanceResponse } from '../../generated/types.ts';
import type { Answer } from '../call/answer.ts';
import { rememberCaller } from '../errors/stack.ts';

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
  static {
    // Chained promises are plain ones: only the first knows of an answer. And whoever awaits this one waits for it itself,
    // not for a promise around it, which would cost time and call `then` from nowhere.
    Object.defineProperty(ApiPromise.prototype, 'constructor', { value: Promise });
  }

  readonly #answer: () => Answer<Body> | undefined;
  #giveCaller: ((error: unknown) => void) | undefined;

  /** @internal */
  constructor(answer: Promise<Answer<Body>>, dataOf: (answer: Answer<Body>) => Data) {
    let received: Answer<Body> | undefined;
    super((resolve, reject) => {
      // Handed on as it is, `resolve` lets the engine see through to whoever awaits this promise; see `beginAtCaller`.
      answer
        .then((one) => {
          received = one;
          return dataOf(one);
        })
        .then(resolve, (error: unknown) => {
          this.#giveCaller?.(error);
          reject(error);
        });
    });
    this.#answer = () => received;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  override then<Result = Data, Failure = never>(
    onFulfilled?: ((data: Data) => Result | PromiseLike<Result>) | null,
    onRejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Result | Failure> {
    this.#giveCaller ??= rememberCaller();
    return super.then(onFulfilled, onRejected);
  }

  /**
   * Resolves to the whole answer: what the method resolves to as `data`, the body with what is beside it (`control`, for
   * instance), status, headers, request id, number of attempts, key. Rejects as the method does.
   */
  async withResponse(): Promise<WholeAnswer<Data, Body>> {
    const data = await this;
    const answer = this.#answer();
    if (answer === undefined) throw new Error('an ApiPromise resolves after its answer');
    const { body, statusCode, headers, requestId, attempts, idempotencyKey, contractIssues } = answer;
    return { data, body, statusCode, headers, requestId, attempts, idempotencyKey, contractIssues };
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
