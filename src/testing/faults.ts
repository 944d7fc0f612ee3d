/** Faults on demand: what a sandbox can be told to do to requests, and to which. */
import type { OperationId } from '../generated/operations.ts';

/** Which requests a fault strikes; by default, all of them. Where several fields are given, all must apply. */
export interface FaultScope {
  /** Only requests of these operations, by id: `createAgentSpan`, `executeBulk` and so on. */
  readonly operations?: readonly OperationId[];
  /** Only requests with one of these idempotency keys, be it that of one bulk item among others. */
  readonly keys?: readonly string[];
  /**
   * Only requests that have these fields, in the body or the path, or that have a bulk item with them. Of an object, only
   * the fields that are named here are compared; an array must have as many members. At least one field, as JSON.
   *
   * ```ts
   * // Whatever is sent together with this span fails, until it is sent no more.
   * sandbox.faults.set([{ fault: 'status', status: 500, contains: { details: { schema_name: 'agent:broken' } } }]);
   * ```
   */
  readonly contains?: object;
  /** The share of these requests, or of bulk items, that is struck, from 0 to 1. Default: 1. */
  readonly share?: number;
  /** The maximum number of times it strikes. Default: no limit. */
  readonly times?: number;
  /** When it starts, in milliseconds after `faults.set`. Default: 0. */
  readonly from?: number;
  /** When it ends, in milliseconds after `faults.set`. Default: never. */
  readonly until?: number;
}

/** A fault that may come before or after the operation. */
interface Applied {
  /** Whether the operation is carried out anyway, so that only its answer is lost. Default: `false`. */
  readonly applied?: boolean;
}

/** An error answer. */
export interface StatusFault extends FaultScope, Applied {
  readonly fault: 'status';
  /** From 400 to 599. */
  readonly status: number;
  /** Code in the error envelope. Default: one that the API mostly answers with this status. */
  readonly code?: string;
  /** The header `Retry-After`, sent verbatim: seconds, a date, anything. */
  readonly retryAfter?: number | string;
  /** The header `retry-after-ms`. */
  readonly retryAfterMs?: number;
  /** `retry_after_ms` in the body. */
  readonly bodyRetryAfterMs?: number;
}

/** A page of HTML, as proxies and captive portals send it. */
export interface HtmlFault extends FaultScope, Applied {
  readonly fault: 'html';
  /** Default: 502. */
  readonly status?: number;
}

/** A delay before anything is done. It adds to whatever other fault strikes the same request. */
export interface LatencyFault extends FaultScope {
  readonly fault: 'latency';
  /** Milliseconds. */
  readonly delay: number;
}

/** The connection is reset (`reset`), or no answer ever comes (`hang`). */
export interface ConnectionFault extends FaultScope, Applied {
  readonly fault: 'reset' | 'hang';
}

/** The operation is carried out, but its answer is cut off in the middle (`truncate`) or stalls there (`stall`). */
export interface BodyFault extends FaultScope {
  readonly fault: 'truncate' | 'stall';
}

/** The operation is carried out, but its answer comes one byte at a time. */
export interface DripFault extends FaultScope {
  readonly fault: 'drip';
  /** Milliseconds between two bytes. Default: 10. */
  readonly interval?: number;
}

/**
 * A single item of a bulk request fails; the request as a whole is answered, and stops there. `keys` and `contains` are
 * about the item itself.
 */
export interface ItemFault extends Omit<FaultScope, 'operations'>, Applied {
  readonly fault: 'item';
  /** Only items of these types: `agent_spans/create` and so on. Default: all. */
  readonly types?: readonly string[];
  /** Code of the item's error. Default: `unexpected`. */
  readonly code?: string;
}

/** One rule. The first that strikes a request wins; latencies are added to it. */
export type SandboxFault =
  | StatusFault
  | HtmlFault
  | LatencyFault
  | ConnectionFault
  | BodyFault
  | DripFault
  | ItemFault;

/** A fault that takes the place of the answer, or spoils it. */
export type AnswerFault = Exclude<SandboxFault, LatencyFault | ItemFault>;

/** Faults of a sandbox. */
export interface SandboxFaults {
  /** The rules in force. */
  readonly rules: readonly SandboxFault[];
  /** How often each rule has struck, in the order of `rules`. */
  readonly struck: readonly number[];
  /**
   * Replaces the rules in force. The same rules, seed and sequence of requests give the same faults.
   *
   * @throws {PrefactorClientError} Naming each rule that is invalid.
   */
  set(rules: readonly SandboxFault[]): void;
  /** Removes all rules. */
  clear(): void;
}
