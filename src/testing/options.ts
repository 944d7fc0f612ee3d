/** Options of a sandbox. What no source settles about the API is an option here, not a guess. */
import {
  findIssues,
  oneOf,
  plainObject,
  positiveCount,
  type Rule,
  refuse,
  refuseIfAny,
  show,
} from '../wrapper/validation/rules.ts';
import { copyRules, faultIssues } from './fault-rules.ts';
import type { SandboxFault } from './faults.ts';

/**
 * How repeated idempotency keys are answered.
 *
 * - `'replay'`: with the first answer, whatever it was.
 * - `'replay-success'`: with the first answer if that was a success; after a refusal the request is carried out afresh.
 * - `'refuse'`: with 409 `idempotency_key_already_used` if the first answer was a success; after a refusal the request is
 *   carried out afresh.
 * - `'none'`: keys are ignored, and a repeated write is carried out again.
 * - `{ ttl }`: like `'replay'`, but a key is forgotten after that many milliseconds.
 *
 * A request that is refused for its token or its form does not use up its key.
 */
export type IdempotencyMode = 'replay' | 'replay-success' | 'refuse' | 'none' | { readonly ttl: number };

/** Options of a sandbox; `undefined` means the default. */
export interface SandboxOptions {
  /** Port on 127.0.0.1. Default: 0, any free one. */
  readonly port?: number | undefined;
  /** How a repeated idempotency key is answered; see {@link IdempotencyMode}. Default: `'replay'`. */
  readonly idempotency?: IdempotencyMode | undefined;
  /**
   * What becomes of a span that is created after its run is complete, failed or cancelled. A span of a terminated run is
   * always recorded, and its answer carries the control signal. Default: `'record'`.
   */
  readonly spansAfterEnd?: 'record' | 'refuse' | undefined;
  /** Maximum bytes of a request body; larger ones are answered 413. Default: 67 108 864 (64 MiB). */
  readonly maxBodySize?: number | undefined;
  /** Maximum items of a bulk request; more are answered 422. Default: no limit. */
  readonly maxBulkItems?: number | undefined;
  /** Items on a page when the request names no `page_size`, from 1 to 100. Default: 25. */
  readonly pageSize?: number | undefined;
  /** Faults from the start; see `sandbox.faults`. Default: none. */
  readonly faults?: readonly SandboxFault[] | undefined;
  /** Seed of the faults' random numbers, a whole number. Default: 1. */
  readonly seed?: number | undefined;
}

export interface ResolvedSandboxOptions {
  readonly port: number;
  readonly idempotency: IdempotencyMode;
  readonly spansAfterEnd: 'record' | 'refuse';
  readonly maxBodySize: number;
  readonly maxBulkItems: number;
  readonly pageSize: number;
  readonly faults: readonly SandboxFault[];
  readonly seed: number;
}

const wholeNumberBetween =
  (least: number, most: number): Rule =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `must be a whole number from ${least} to ${most}, not ${show(value)}`;

const rules: Readonly<Record<keyof SandboxOptions, Rule>> = {
  port: wholeNumberBetween(0, 65_535),
  idempotency: idempotencyMode,
  spansAfterEnd: oneOf('record', 'refuse'),
  maxBodySize: positiveCount,
  maxBulkItems: positiveCount,
  pageSize: wholeNumberBetween(1, 100),
  // Checked rule by rule, below.
  faults: () => undefined,
  seed: wholeNumberBetween(-(2 ** 31), 2 ** 32),
};

/** @throws {PrefactorClientError} `code: 'invalid_argument'`, naming every option that is wrong. */
export function resolveOptions(options: SandboxOptions): ResolvedSandboxOptions {
  const problem = plainObject(options);
  if (problem !== undefined) {
    refuse('invalid_argument', 'startSandbox', { path: 'options', message: problem });
  }
  const { faults = [] } = options;
  refuseIfAny('invalid_argument', 'startSandbox', [...findIssues(options, rules), ...faultIssues(faults)]);
  return {
    port: options.port ?? 0,
    idempotency: options.idempotency ?? 'replay',
    spansAfterEnd: options.spansAfterEnd ?? 'record',
    maxBodySize: options.maxBodySize ?? 64 * 1024 * 1024,
    maxBulkItems: options.maxBulkItems ?? Number.POSITIVE_INFINITY,
    pageSize: options.pageSize ?? 25,
    faults: copyRules(faults),
    seed: options.seed ?? 1,
  };
}

function idempotencyMode(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null)
    return oneOf('replay', 'replay-success', 'refuse', 'none', { ttl: 0 })(value);
  const issues = findIssues(value, { ttl: positiveCount });
  if (!('ttl' in value) || value.ttl === undefined) return 'must have a ttl in milliseconds';
  return issues[0] && `${issues[0].path} ${issues[0].message}`;
}
