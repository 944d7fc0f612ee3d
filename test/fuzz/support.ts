/** What the suites of properties share: how many cases each of them has, and which. */
import { inspect } from 'node:util';
import { assert, type IAsyncProperty } from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** How many cases a property has: few in `npm test`, many in `npm run test:fuzz`. */
    fuzzRuns: number;
  }
}

const fewRuns = 100;

/** Whether as many cases are tried as take a while. */
export const isThorough = (): boolean => inject('fuzzRuns') > fewRuns;

/**
 * Whether a property holds in as many cases as are wanted. The few are always the same; the many are new each time, unless
 * `FUZZ_SEED` says which.
 *
 * @param examples Cases that are always among them: those that failed once.
 */
export async function holds<Case>(
  name: string,
  property: IAsyncProperty<Case>,
  examples: Case[] = [],
): Promise<void> {
  const numRuns = inject('fuzzRuns');
  const { FUZZ_SEED } = process.env;
  const fresh = isThorough() ? Math.floor(Math.random() * 2 ** 31) : 1;
  const seed = FUZZ_SEED ? Number(FUZZ_SEED) : fresh;
  process.stdout.write(`${name}: ${numRuns} cases, FUZZ_SEED=${seed}\n`);
  await assert(property, { numRuns, seed, examples, endOnFailure: false });
}

/** Everything that a value shows of itself and of what is in it, in any way of looking at it. */
export function everythingOf(value: unknown): string {
  const shown: string[] = [];
  for (let one = value, depth = 0; one !== undefined && one !== null && depth < 10; depth += 1) {
    shown.push(
      String(one),
      JSON.stringify(one) ?? '',
      inspect(one, { depth: 20, showHidden: true, getters: true }),
    );
    if (!(one instanceof Error)) break;
    shown.push(one.message, one.stack ?? '', JSON.stringify(one, Object.getOwnPropertyNames(one)));
    one = one.cause;
  }
  return shown.join('\n');
}
