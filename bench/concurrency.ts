/** What several requests at once gain `bulk.executeAll`: items of several instances in turns, round after round. */
import { PrefactorHttpClient } from '../dist/index.js';
import { startApi } from './api.ts';
import { collectGarbage, tell } from './program.ts';
import { active } from './spans.ts';

const rounds = 5;
/** Not counted: the compiler is still at work. */
const warmUpRounds = 1;
const latency = 20;
const items = 12_000;
const maxItems = 100;
const several = 4;

export interface Concurrency {
  readonly latency: number;
  readonly items: number;
  readonly maxItems: number;
  readonly several: number;
  readonly gains: readonly {
    readonly instances: number;
    /** Milliseconds of each round. */
    readonly oneAtATime: readonly number[];
    readonly severalAtOnce: readonly number[];
  }[];
}

using api = await startApi(latency);
await using client = new PrefactorHttpClient({ apiUrl: api.url, apiToken: 'bench-token' });
const gains = [6, 100].map((instances) => ({
  instances,
  oneAtATime: [] as number[],
  severalAtOnce: [] as number[],
}));

for (let round = 1 - warmUpRounds; round <= rounds; round++) {
  for (const { instances, oneAtATime, severalAtOnce } of gains) {
    const one = await millisecondsOf(instances, 1);
    const more = await millisecondsOf(instances, several);
    if (round <= 0) continue;
    oneAtATime.push(one);
    severalAtOnce.push(more);
  }
}
tell({ latency, items, maxItems, several, gains } satisfies Concurrency);

async function millisecondsOf(instances: number, concurrency: number): Promise<number> {
  const all = Array.from({ length: items }, (_, n) => ({
    _type: 'agent_spans/create' as const,
    details: { ...active, agent_instance_id: `instance-${n % instances}` },
  }));
  collectGarbage();
  const begun = performance.now();
  const { succeeded } = await client.bulk.executeAll(all, { concurrency, maxItems });
  const took = performance.now() - begun;
  if (succeeded !== items) throw new Error(`${succeeded} of ${items} items were recorded`);
  return took;
}
