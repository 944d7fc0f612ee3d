/** What is known about the request that an error belongs to. Absent on errors without a request. */
export interface RequestDescription {
  /** The operation's id in the OpenAPI document, e.g. `createAgentSpan`. */
  readonly operation?: string;
  /** The HTTP method. */
  readonly method?: string;
  /** The path, with ids filled in and without the query. */
  readonly path?: string;
  /** How many attempts were started: 0 when nothing was sent. */
  readonly attempts?: number;
  /** The idempotency key that every attempt carried. Absent for reads and for bulk requests, whose items have their own. */
  readonly idempotencyKey?: string;
}
