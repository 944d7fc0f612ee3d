/**
 * Measures what a step costs that is recorded by a tracer, beside its peers, and says which aims are met.
 *
 *     npm run bench:tracing              at the top level
 *     npm run bench:tracing -- --check   exit code 1 when an aim is missed
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import type { OpenSpans } from './open-spans.ts';
import { resultOf } from './program.ts';
import { measured } from './statistics.ts';
import type { StepCost } from './step-cost.ts';
import { count, type Line, print, printLines, row, spread } from './table.ts';

const load = (loadavg()[0] ?? 0).toFixed(1);
print(
  `Node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), load ${load} at the start\n`,
);

const { rounds, steps, costs } = await resultOf<StepCost>('step-cost.ts');
const [alone, writer, tracer] = costs.map(({ microseconds }) => microseconds);
/** What recording costs, round by round: what slows the machine down for a while slows all down. */
const besides = (cost: readonly number[] = []): number[] =>
  cost.map((value, round) => value - (alone?.[round] ?? Number.NaN));

print(`Microseconds of CPU time that recording adds to a step, ${rounds} rounds of ${steps} steps`);
print(row('', 'median', 'lowest–highest'));
for (const { name, microseconds } of costs.slice(1)) {
  const cost = measured(besides(microseconds));
  print(row(`  ${name}`, cost.median.toFixed(1), spread(cost, 1)));
}
print();

const ratio = measured(besides(tracer).map((cost, round) => cost / (besides(writer)[round] ?? Number.NaN)));
const cost = measured(besides(tracer));
const { spans, open, left } = await resultOf<OpenSpans>('open-spans.ts');
const lines: Line[] = [
  {
    what: 'tracer.span ÷ the two calls of the writer, median of rounds',
    aim: '≤ 2',
    found: ratio.median.toFixed(2),
    isMet: ratio.median <= 2,
  },
  {
    what: 'tracer.span, median',
    aim: '≤ 15 µs',
    found: `${cost.median.toFixed(1)} µs`,
    isMet: cost.median <= 15,
  },
  {
    what: `an open span, of ${count(spans)} at once`,
    aim: '≤ 2 kB',
    found: `${open.toFixed(0)} bytes`,
    isMet: open <= 2_000,
  },
  {
    what: 'what is left of a span that has ended',
    aim: '0 bytes',
    found: `${left.toFixed(1)} bytes`,
    isMet: left < 10,
  },
];
printLines(lines);
if (process.argv.includes('--check') && lines.some(({ isMet }) => !isMet)) process.exitCode = 1;
