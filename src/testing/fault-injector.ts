/** Decides which request or bulk item is struck by which fault, by rules and a seed. */
import type { Clock } from '../wrapper/clock.ts';
import { checkFaults, copyRules } from './fault-rules.ts';
import type { AnswerFault, FaultScope, ItemFault, SandboxFault, SandboxFaults } from './faults.ts';
import type { SandboxRequest } from './http/request-log.ts';
import { isMeant, type Part, partsOf } from './request-content.ts';

export class FaultInjector implements SandboxFaults {
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
    this.rules = copyRules(rules);
    this.struck = rules.map(() => 0);
    this.#random = generator(this.#seed);
    this.#begun = this.#clock.monotonic();
  }

  clear(): void {
    this.set([]);
  }

  /**
   * What strikes a request.
   *
   * @param path Its parameters in the path.
   */
  ofRequest(
    { operation, body, headers }: SandboxRequest,
    path: Readonly<Record<string, string>> = {},
  ): { delay: number; fault: AnswerFault | undefined } {
    let delay = 0;
    let fault: AnswerFault | undefined;
    let parts: readonly Part[] | undefined;
    const hasContent = (rule: FaultScope): boolean => {
      if (rule.keys === undefined && rule.contains === undefined) return true;
      parts ??= partsOf(body, path, headers['idempotency-key']);
      return parts.some((part) => isMeant(rule, part));
    };
    for (const [index, rule] of this.rules.entries()) {
      if (rule.fault === 'item' || (fault !== undefined && rule.fault !== 'latency')) continue;
      const isOfOne = rule.operations === undefined || (operation && rule.operations.includes(operation));
      if (!isOfOne || !hasContent(rule) || !this.#strikes(index, rule)) continue;
      if (rule.fault === 'latency') delay += rule.delay;
      else fault = rule;
    }
    return { delay, fault };
  }

  /** What strikes an item of a bulk request. */
  ofItem(type: string, item: Part): ItemFault | undefined {
    for (const [index, rule] of this.rules.entries()) {
      if (rule.fault !== 'item') continue;
      if ((rule.types !== undefined && !rule.types.includes(type)) || !isMeant(rule, item)) continue;
      if (this.#strikes(index, rule)) return rule;
    }
    return undefined;
  }

  #strikes(
    index: number,
    { share = 1, times, from = 0, until }: Pick<FaultScope, 'share' | 'times' | 'from' | 'until'>,
  ): boolean {
    const struck = this.struck[index] ?? 0;
    const elapsed = this.#clock.monotonic() - this.#begun;
    if (elapsed < from || (until !== undefined && elapsed >= until)) return false;
    if (times !== undefined && struck >= times) return false;
    if (share < 1 && this.#random() >= share) return false;
    this.struck[index] = struck + 1;
    return true;
  }
}

/** Pseudo-random numbers from 0 up to 1 (mulberry32): for repeatable faults, not for secrets. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
