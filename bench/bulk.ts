/**
 * Measures bulk beside its peers, and says which aims are met.
 *
 *     npm run bench:bulk              at the top level
 *     npm run bench:bulk -- --check   exit code 1 when an aim is missed
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import type { AddTimes } from './add.ts';
import type { Concurrency } from './concurrency.ts';
import type { ContenderName } from './contenders.ts';
import type { LargeAnswers } from './large-answers.ts';
import type { Memory, Way } from './memory.ts';
import { resultOf } from './program.ts';
import type { Growing, Proportion } from './proportion.ts';
import { measured } from './statistics.ts';
import { count, type Line, megabytes, print, printLines, row, spread } from './table.ts';
import type { Throughput } from './throughput.ts';

print(machine());
print('This takes about nine minutes.\n');

const growingOnes: readonly Growing[] = [
  'executeAll, items',
  'executeAll, lanes',
  'executeAll, requests under way',
  'writer, items queued',
  'writer, requests of one item, items queued',
  'writer, flushes waiting',
  'writer, producers waiting for room',
];

const throughput = await resultOf<Throughput>('throughput.ts');
printRates(throughput);
const lines = [
  ratioLine(throughput, 'writer', 'coreInTwo', 'writer ÷ @prefactor/core, created, then finished', 200),
  ratioLine(throughput, 'writerOfFinished', 'coreInOne', 'writer ÷ @prefactor/core, created finished', 200),
  ratioLine(throughput, 'writer', 'bareSender', 'writer ÷ bare sender', 0.8),
  addLine(await resultOf<AddTimes>('add.ts')),
  memoryLine('executeAll', await resultOf<Memory>('memory.ts', ['executeAll' satisfies Way])),
  memoryLine('writer', await resultOf<Memory>('memory.ts', ['writer' satisfies Way])),
];
lines.push(...gainLines(await resultOf<Concurrency>('concurrency.ts')));
for (const growing of growingOnes) {
  lines.push(...proportionLines(growing, await resultOf<Proportion>('proportion.ts', [growing])));
}
lines.push(...largeAnswerLines(await resultOf<LargeAnswers>('large-answers.ts')));
printLines(lines);
if (process.argv.includes('--check') && lines.some(({ isMet }) => !isMet)) process.exitCode = 1;

function machine(): string {
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return (
    `Node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ` +
    `load ${load} at the start`
  );
}

function printRates({ latency, rounds, rates }: Throughput): void {
  print(`Spans created and finished per second, ${latency} ms for each request, ${rounds} rounds`);
  print(row('', 'median', 'lowest–highest'));
  for (const { name, perSecond } of rates) {
    const rate = measured(perSecond);
    print(row(`  ${name}`, rate.median.toFixed(0), spread(rate, 0)));
  }
  print();
}

/** Round by round: what slows the machine down for a while slows both down. */
function ratioLine(
  { rates }: Throughput,
  ours: ContenderName,
  theirs: ContenderName,
  what: string,
  aim: number,
): Line {
  const ofBoth = [ours, theirs].map((name) => rates.find(({ contender }) => contender === name)?.perSecond);
  const [oursPerSecond = [], theirsPerSecond = []] = ofBoth;
  const found = measured(oursPerSecond.map((rate, round) => rate / (theirsPerSecond[round] ?? Number.NaN)));
  const digits = aim < 10 ? 2 : 0;
  return {
    what,
    aim: `≥ ${aim}`,
    found: `${found.median.toFixed(digits)} (${spread(found, digits)})`,
    isMet: found.median >= aim,
  };
}

function addLine({ itemBytes, median, p99 }: AddTimes): Line {
  return {
    what: `writer.add of ${itemBytes} bytes, median`,
    aim: '≤ 5 µs',
    found: `${median.toFixed(1)} µs (99 % ≤ ${p99.toFixed(1)})`,
    isMet: median <= 5,
  };
}

function memoryLine(way: Way, { early, late, seconds }: Memory): Line {
  const change = late.bytes / early.bytes - 1;
  const percent = `${change < 0 ? '−' : '+'}${(Math.abs(change) * 100).toFixed(1)} %`;
  return {
    what: `${way}, heap at ${count(early.items)} and ${count(late.items)} items (${seconds.toFixed(0)} s)`,
    aim: '± 10 %',
    found: `${megabytes(early.bytes)} and ${megabytes(late.bytes)} MB: ${percent}`,
    isMet: Math.abs(change) <= 0.1,
  };
}

/** Round by round, as above. */
function gainLines({ several, maxItems, gains }: Concurrency): Line[] {
  return gains.map(({ instances, oneAtATime, severalAtOnce }) => {
    const gain = measured(oneAtATime.map((one, round) => one / (severalAtOnce[round] ?? Number.NaN)));
    return {
      what: `executeAll, ${several} requests at once ÷ 1, ${instances} instances, by ${maxItems}`,
      aim: '≥ 3',
      found: `${gain.median.toFixed(2)} (${spread(gain, 2)})`,
      isMet: gain.median >= 3,
    };
  });
}

/** Round by round, as above. */
function largeAnswerLines({ bytes, answers }: LargeAnswers): Line[] {
  return answers.map(({ what, ratios }) => {
    const ratio = measured(ratios);
    return {
      what: `${megabytes(bytes)} MB, ${what}: CPU of the call ÷ JSON.parse`,
      aim: '≤ × 2',
      found: `× ${ratio.median.toFixed(2)} (${spread(ratio, 2)})`,
      isMet: ratio.median <= 2,
    };
  });
}

/** What an item costs at each size, and how much dearer the dearest is than the cheapest. */
function proportionLines(growing: Growing, { sizes }: Proportion): Line[] {
  const costs = measured(sizes.map(({ perItem }) => perItem));
  const factor = costs.highest / costs.lowest;
  const block = Math.max(...sizes.map(({ longestBlock }) => longestBlock));
  const collection = Math.max(...sizes.map(({ longestCollection }) => longestCollection));
  const all = sizes.map(({ perItem }) => perItem.toFixed(0)).join(', ');
  const range = `${count(sizes[0]?.size ?? 0)}–${count(sizes.at(-1)?.size ?? 0)}`;
  return [
    {
      what: `${growing}: ${range}, CPU of an item`,
      aim: '≤ × 2',
      found: `× ${factor.toFixed(2)} (${all} µs)`,
      isMet: factor <= 2,
    },
    {
      what: `${growing}: longest block`,
      aim: '≤ 50 ms',
      found: `${block.toFixed(0)} ms (collection ${collection.toFixed(0)} ms)`,
      isMet: block <= 50,
    },
  ];
}
