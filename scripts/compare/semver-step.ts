/** Which step of the version a change of our document asks for, and whether something asks for it. */
import type { Difference } from './differences.ts';

/** From the smallest to the largest. */
const steps = ['none', 'patch', 'minor', 'major'] as const;
export type Step = (typeof steps)[number];

export const isAtLeast = (step: Step, wanted: Step): boolean => steps.indexOf(step) >= steps.indexOf(wanted);

export const largest = (found: readonly Step[]): Step =>
  steps.findLast((step) => step === 'none' || found.includes(step)) ?? 'none';

/**
 * `major` when code that keeps to the old document is wrong for the new one, `minor` when there is more, `patch` when
 * only descriptions, examples or extensions changed.
 */
export function stepOf(differences: readonly Difference[], isOtherText: boolean): Step {
  if (differences.some(({ breaking }) => breaking)) return 'major';
  if (differences.length > 0) return 'minor';
  return isOtherText ? 'patch' : 'none';
}

/**
 * What a version below 1.0 has for a step. There, `^0.1.0` admits 0.1.1 and not 0.2.0: a breaking change is a minor
 * step, and everything else a patch.
 */
export function stepBelowOne(step: Step): Step {
  if (step === 'major') return 'minor';
  return step === 'minor' ? 'patch' : step;
}

/** The step from one version to a later one. */
export function stepBetween(before: string, after: string): Step {
  const [old, recent] = [before, after].map((version) => version.split('.').map(Number.parseFloat));
  const index = [0, 1, 2].find((part) => old?.[part] !== recent?.[part]);
  return (['major', 'minor', 'patch'] as const)[index ?? 3] ?? 'none';
}
