/** Differences in words, and as JSON. */
import type { Difference } from './differences.ts';
import type { Sorted } from './known-differences.ts';

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/** What one difference is, in two lines or three. */
export function describeDifference({ at, change, place, sides, operations }: Difference): string {
  const isWhole = operations.size === 1 && at.split(' ').length === 2;
  const where = [...sides].sort().map((side) => (side === 'request' ? 'requests' : 'answers'));
  const [first = '', ...more] = [...operations].sort();
  const others = more.length > 0 ? ` and ${count(more.length, 'more operation')}` : '';
  return [
    `  ${at} ${change}`,
    ...(isWhole ? [] : [`    in ${where.join(' and ')} of ${first}${others}`]),
    ...(place === undefined ? [] : [`    ${place}`]),
    '',
  ].join('\n');
}

/** The report for people. Empty when there is nothing to tell. */
export function describe({ unknown, unused }: Sorted): string {
  const breaking = unknown.filter((one) => one.breaking);
  const others = unknown.filter((one) => !one.breaking);
  const part = (title: string, differences: Difference[]): string =>
    differences.length === 0
      ? ''
      : `${title} (${differences.length})\n\n${differences.map(describeDifference).join('')}\n`;
  const left = unused.map((one) => `  ${one}\n`).join('');
  return (
    part('Breaking for our users', breaking) +
    part('Not breaking', others) +
    (unused.length === 0 ? '' : `Known differences that are none any more (${unused.length})\n\n${left}\n`)
  );
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
