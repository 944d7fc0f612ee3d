/** Differences in words, and as JSON. */
import type { Difference } from './differences.ts';
import type { Sorted } from './known-differences.ts';

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

function describeDifference({ at, change, place, sides, operations }: Difference): string {
  const isOperation = operations.size === 1 && at.split(' ').length === 2;
  const where = [...sides].sort((a, b) => b.localeCompare(a)).map((side) => `${side}s`);
  const [first = '', ...more] = [...operations].sort();
  const others = more.length > 0 ? ` and ${count(more.length, 'more operation')}` : '';
  return [
    `  ${at} ${change}`,
    ...(isOperation ? [] : [`    in ${where.join(' and ')} of ${first}${others}`]),
    ...(place === undefined ? [] : [`    ${place}`]),
    '',
  ].join('\n');
}

/** Differences in words, the breaking ones first. Empty when there is none. */
export function describeDifferences(differences: readonly Difference[], otherwise: string): string {
  const part = (title: string, isBreaking: boolean): string => {
    const list = differences.filter(({ breaking }) => breaking === isBreaking);
    const text = list.map(describeDifference).join('');
    return list.length === 0 ? '' : `${title} (${list.length})\n\n${text}\n`;
  };
  return part('Breaking for users', true) + part(otherwise, false);
}

/** The report for people. Empty when there is nothing to tell. */
export function describe({ unknown, unused }: Sorted): string {
  const title = `Known differences that are none any more (${unused.length})`;
  const list = unused.map((one) => `  ${one}\n`).join('');
  return describeDifferences(unknown, 'Not breaking') + (unused.length === 0 ? '' : `${title}\n\n${list}\n`);
}

export function summary({ unknown, known }: Sorted): string {
  const breaking = unknown.filter((one) => one.breaking).length;
  const found = unknown.length === 0 ? 'No difference' : count(unknown.length, 'difference');
  return `${found}${breaking > 0 ? `, ${breaking} breaking` : ''}; ${known.length} known.\n`;
}

/** The report for programs. */
export function toJson({ unknown, known, unused }: Sorted): string {
  const plain = ({ sides, operations, ...difference }: Difference): object => ({
    ...difference,
    sides: [...sides].sort(),
    operations: [...operations].sort(),
  });
  return `${JSON.stringify({ differences: unknown.map(plain), known: known.map(plain), unused }, undefined, 2)}\n`;
}
