/** What methods return: a promise of the resource itself, with the whole answer within reach. */

/** An answer as a whole. */
export interface Answer<Body> {
  /** The parsed body: the envelope, with everything that stands beside the resource. */
  readonly body: Body;
  /** The HTTP status: always 200 for a success. */
  readonly statusCode: number;
  /** The answer's headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answer's `x-request-id`, to quote to Prefactor's support; `null` when there was none. */
  readonly requestId: string | null;
  /** How many attempts it took. */
  readonly attempts: number;
  /** The key that every attempt carried; `undefined` for reads and for bulk, whose items have their own. */
  readonly idempotencyKey: string | undefined;
}

/** An answer as a whole, with what the method resolves to. */
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
      const { body, statusCode, headers, requestId, attempts, idempotencyKey } = one;
      return { data: dataOf(one), body, statusCode, headers, requestId, attempts, idempotencyKey };
    };
  }

  /**
   * Resolves to the whole answer: what the method resolves to as `data`, the body with what stands beside it
   * (`control`, say), status, headers, request id, number of attempts, key. Rejects as the method does.
   */
  withResponse(): Promise<WholeAnswer<Data, Body>> {
    // Whoever asks for the answer has it report failures; this promise itself need not be looked at any more.
    this.catch(() => {});
    return this.#whole();
  }
}
