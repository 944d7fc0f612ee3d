/** Spans created and finished per second, by everybody in turn, round after round. Tells the rates of each. */
import { countsOf, startApi } from './api.ts';
import { type Contender, type ContenderName, contenders } from './contenders.ts';
import { collectGarbage, tell } from './program.ts';

const rounds = 5;
/** Not counted: the compiler is still at work. */
const warmUpRounds = 1;
const latency = 20;

export interface Throughput {
  readonly latency: number;
  readonly rounds: number;
  /** Spans per second in each round. */
  readonly rates: readonly {
    readonly contender: ContenderName;
    readonly name: string;
    readonly perSecond: readonly number[];
  }[];
}

using api = await startApi(latency);
const names = Object.keys(contenders) as ContenderName[];
const rates = names.map((contender) => ({
  contender,
  name: contenders[contender].name,
  perSecond: [] as number[],
}));

for (let round = 1 - warmUpRounds; round <= rounds; round++) {
  for (const { contender, perSecond } of rates) {
    const rate = await rateOf(contenders[contender]);
    if (round > 0) perSecond.push(rate);
  }
}
tell({ latency, rounds, rates } satisfies Throughput);

async function rateOf({ name, spans, prepare }: Contender): Promise<number> {
  const recorder = await prepare(api.url);
  const before = await countsOf(api.url);
  collectGarbage();
  const begun = performance.now();
  await recorder.record(spans);
  const seconds = (performance.now() - begun) / 1_000;
  const after = await countsOf(api.url);
  await recorder.close();
  const created = after.created - before.created;
  const finished = after.finished - before.finished;
  // A span that ends while it still waits in the queue of @prefactor/core is created finished, and finished once more.
  if (created !== spans || finished < spans) {
    throw new Error(`${name}: ${spans} spans, but ${created} created and ${finished} finished`);
  }
  return spans / seconds;
}
