/** How long `writer.add` keeps its caller, while requests come and go. Tells quantiles in microseconds. */
import { PrefactorHttpClient } from '../dist/index.js';
import { startApi } from './api.ts';
import { tell } from './program.ts';
import { active } from './spans.ts';
import { quantile } from './statistics.ts';

export interface AddTimes {
  readonly count: number;
  /** Bytes of JSON. */
  readonly itemBytes: number;
  /** Microseconds. */
  readonly median: number;
  readonly p99: number;
}

const warmUp = 20_000;
const count = 100_000;
const item = { _type: 'agent_spans/create', details: active } as const;

using api = await startApi(0);
await using client = new PrefactorHttpClient({ apiUrl: api.url, apiToken: 'bench-token' });
const writer = client.bulk.writer();
const times = new Float64Array(count);
let itemBytes = 0;

for (let i = -warmUp; i < count; i++) {
  await writer.ready();
  const begun = performance.now();
  void writer.add(item);
  const took = performance.now() - begun;
  if (i >= 0) times[i] = took * 1_000;
  if (writer.size > 0) itemBytes = writer.bytes / writer.size;
}
const { written } = await writer.close();
if (written !== warmUp + count) throw new Error(`${written} items were written`);

tell({
  count,
  itemBytes: Math.round(itemBytes),
  median: quantile(times, 0.5),
  p99: quantile(times, 0.99),
} satisfies AddTimes);
