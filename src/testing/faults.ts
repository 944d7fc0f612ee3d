/** Trouble on demand: which request or bulk item is struck by what, decided by rules and a seed. */
import { validateHeaderValue } from 'node:http';
import type { OperationId } from '../generated/operations.ts';
import { isDocumented, operationOfType, operations } from '../wrapper/call/operations.ts';
import type { Clock } from '../wrapper/clock.ts';
import type { Issue } from '../wrapper/errors/errors.ts';
import {
  boolean,
  errorStatusCodes,
  findIssues,
  millisecondsOrZero,
  plainObject,
  positiveCount,
  type Rule,
  refuseIfAny,
  show,
  wholeNumber,
} from '../wrapper/validation/rules.ts';

/** Whom a fault strikes; without any of these, everybody, for ever. */
export interface FaultScope {
  /** Only requests of these operations, by id: `createAgentSpan`, `executeBulk` and so on. */
  readonly operations?: readonly OperationId[];
  /** The share of these requests, or of bulk items, that is struck, from 0 to 1. Default: 1. */
  readonly share?: number;
  /** How often it strikes at most. Default: no limit. */
  readonly times?: number;
  /** Milliseconds after `faults.set` before it begins. Default: 0. */
  readonly from?: number;
  /** Milliseconds after `faults.set` when it ends. Default: never. */
  readonly until?: number;
}

/** Whether the operation was carried out all the same, so that only its answer is lost. Default: `false`. */
interface Applied {
  readonly applied?: boolean;
}

/** An error answer. */
export interface StatusFault extends FaultScope, Applied {
  readonly fault: 'status';
  /** From 400 to 599. */
  readonly status: number;
  /** Code in the error envelope. Default: `fault`. */
  readonly code?: string;
  /** The header `Retry-After`, sent as it stands: seconds, a date, anything. */
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

/** A delay before anything is done. It goes with whatever other fault strikes the same request. */
export interface LatencyFault extends FaultScope {
  readonly fault: 'latency';
  /** Milliseconds. */
  readonly delay: number;
}

/** The connection is reset (`reset`), or no answer ever comes (`hang`). */
export interface ConnectionFault extends FaultScope, Applied {
  readonly fault: 'reset' | 'hang';
}

/** The operation is carried out, and its answer ends in the middle (`truncate`) or stops there for ever (`stall`). */
export interface BodyFault extends FaultScope {
  readonly fault: 'truncate' | 'stall';
}

/** The operation is carried out, and its answer comes one byte at a time. */
export interface DripFault extends FaultScope {
  readonly fault: 'drip';
  /** Milliseconds between two bytes. Default: 10. */
  readonly interval?: number;
}

/** A single item of a bulk request fails; the request as a whole is answered, and stops there. */
export interface ItemFault extends Omit<FaultScope, 'operations'>, Applied {
  readonly fault: 'item';
  /** Only items of these types: `agent_spans/create` and so on. Default: all. */
  readonly types?: readonly string[];
  /** Code of the item's error. Default: `internal_error`. */
  readonly code?: string;
}

/** One rule. The first that strikes decides, except that a latency comes on top. */
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
   * Puts rules in force, in place of those before. The same rules, seed and sequence of requests give the same faults.
   *
   * @throws {PrefactorClientError} Naming each rule that is wrong.
   */
  set(rules: readonly SandboxFault[]): void;
  /** Lifts all rules. */
  clear(): void;
}

export class Faults implements SandboxFaults {
  rules: readonly SandboxFault[] = [];
  struck: number[] = [];
  readonly #seed: number;
  readonly #clock: Clock;
  #random: () => number;
  #begun = 0;

  constructor(rules: readonly SandboxFault[], seed: number, clock: Clock) {
    this.#seed = seed;
    this.#clock = clock;
    this.#random = generator(seed);
    this.set(rules);
  }

  set(rules: readonly SandboxFault[]): void {
    checkFaults('faults.set', rules);
    this.rules = structuredClone(rules);
    this.struck = rules.map(() => 0);
    this.#random = generator(this.#seed);
    this.#begun = this.#clock.monotonic();
  }

  clear(): void {
    this.set([]);
  }

  /** What strikes a request. */
  ofRequest(operation: OperationId | undefined): { delay: number; fault: AnswerFault | undefined } {
    let delay = 0;
    let fault: AnswerFault | undefined;
    for (const [index, rule] of this.rules.entries()) {
      if (rule.fault === 'item' || (fault !== undefined && rule.fault !== 'latency')) continue;
      const isMeant = rule.operations === undefined || (operation && rule.operations.includes(operation));
      if (!isMeant || !this.#strikes(index, rule)) continue;
      if (rule.fault === 'latency') delay += rule.delay;
      else fault = rule;
    }
    return { delay, fault };
  }

  /** What strikes an item of a bulk request. */
  ofItem(type: string): ItemFault | undefined {
    for (const [index, rule] of this.rules.entries()) {
      if (rule.fault !== 'item') continue;
      if (rule.types !== undefined && !rule.types.includes(type)) continue;
      if (this.#strikes(index, rule)) return rule;
    }
    return undefined;
  }

  #strikes(index: number, { share = 1, times, from = 0, until }: Omit<FaultScope, 'operations'>): boolean {
    const struck = this.struck[index] ?? 0;
    const elapsed = this.#clock.monotonic() - this.#begun;
    if (elapsed < from || (until !== undefined && elapsed >= until)) return false;
    if (times !== undefined && struck >= times) return false;
    if (share < 1 && this.#random() >= share) return false;
    this.struck[index] = struck + 1;
    return true;
  }
}

/** Pseudo-random numbers from 0 up to 1 (mulberry32): for repeatable trouble, not for secrets. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const text: Rule = (value) =>
  typeof value === 'string' && value !== '' ? undefined : `must be text, not ${show(value)}`;
const share: Rule = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1
    ? undefined
    : `must be a number from 0 to 1, not ${show(value)}`;

const listOf =
  (what: string, isOne: (name: string) => boolean): Rule =>
  (value) => {
    if (!Array.isArray(value)) return `must be an array of ${what}, not ${show(value)}`;
    const wrong = value.find((one) => typeof one !== 'string' || !isOne(one));
    return wrong === undefined ? undefined : `has ${show(wrong)}, which is none of the ${what}`;
  };

const ids = `operations ${Object.keys(operations).join(', ')}`;
const types = Object.values(operations).flatMap(({ bulkType }) => bulkType ?? []);

const period = { share, times: positiveCount, from: millisecondsOrZero, until: millisecondsOrZero };
const scope = { ...period, fault: text, operations: listOf(ids, isDocumented) };
const hint: Rule = (value) =>
  typeof value === 'number' ? wholeNumber(value) : (text(value) ?? headerText(value));

const rulesOf: Readonly<Record<SandboxFault['fault'], Readonly<Record<string, Rule>>>> = {
  status: {
    ...scope,
    applied: boolean,
    status: errorStatus,
    code: text,
    retryAfter: hint,
    retryAfterMs: wholeNumber,
    bodyRetryAfterMs: wholeNumber,
  },
  html: { ...scope, applied: boolean, status: htmlStatus },
  latency: { ...scope, delay: millisecondsOrZero },
  reset: { ...scope, applied: boolean },
  hang: { ...scope, applied: boolean },
  truncate: scope,
  stall: scope,
  drip: { ...scope, interval: millisecondsOrZero },
  item: {
    ...period,
    fault: text,
    applied: boolean,
    code: text,
    types: listOf(`bulk types ${types.join(', ')}`, (type) => operationOfType(type) !== undefined),
  },
};

const needed: Readonly<Partial<Record<SandboxFault['fault'], string>>> = {
  status: 'status',
  latency: 'delay',
};

function headerText(value: unknown): string | undefined {
  try {
    validateHeaderValue('retry-after', String(value));
    return undefined;
  } catch {
    return `must be text that a header can hold, not ${show(value)}`;
  }
}

function errorStatus(value: unknown): string | undefined {
  return errorStatusCodes([value]) && `must be an HTTP status from 400 to 599, not ${show(value)}`;
}

function htmlStatus(value: unknown): string | undefined {
  return value === 200 ? undefined : errorStatus(value);
}

/** @throws {PrefactorClientError} `code: 'invalid_argument'`, naming each rule that is wrong. */
export function checkFaults(what: string, rules: unknown): asserts rules is readonly SandboxFault[] {
  refuseIfAny('invalid_argument', what, faultIssues(rules));
}

/** What is wrong with rules, whatever they are. */
export function faultIssues(rules: unknown): Issue[] {
  if (!Array.isArray(rules)) return [{ path: 'faults', message: `must be an array, not ${show(rules)}` }];
  return rules.flatMap((rule: unknown, index): Issue[] => {
    const problem = plainObject(rule);
    if (problem !== undefined) return [{ path: `faults[${index}]`, message: problem }];
    return ruleIssues(rule as SandboxFault).map(({ path, message }) => ({
      path: `faults[${index}].${path}`,
      message,
    }));
  });
}

function ruleIssues(rule: SandboxFault): Issue[] {
  if (!Object.hasOwn(rulesOf, rule.fault)) {
    const kinds = Object.keys(rulesOf).join(', ');
    return [{ path: 'fault', message: `must be one of ${kinds}, not ${show(rule.fault)}` }];
  }
  const name = needed[rule.fault];
  const missing = name !== undefined && (rule as unknown as Record<string, unknown>)[name] === undefined;
  return [
    ...(missing ? [{ path: name, message: 'is required' }] : []),
    ...findIssues(rule, rulesOf[rule.fault]),
  ];
}
