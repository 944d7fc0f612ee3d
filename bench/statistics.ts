/** What is made of numbers that were measured several times. */

export interface Measured {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export function measured(values: readonly number[]): Measured {
  return { median: quantile(values, 0.5), lowest: Math.min(...values), highest: Math.max(...values) };
}

/** The value that a share of all values is not above. */
export function quantile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) throw new RangeError('nothing was measured');
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
}
