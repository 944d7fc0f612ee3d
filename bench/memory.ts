/**
 * What a million items leave in memory: sends them the way that its argument names, and tells the heap in use after the
 * first hundred thousand and after all of them.
 */
import { setFlagsFromString } from 'node:v8';
import { PrefactorHttpClient } from '../dist/index.js';
import { startApi } from './api.ts';
import { collectGarbage, tell } from './program.ts';
import { active } from './spans.ts';

// Or Node lets go of its own loader of TypeScript some time in between: 5 MB that are no business of a client.
setFlagsFromString('--no-flush-bytecode');

export type Way = 'executeAll' | 'writer';

export interface Memory {
  readonly early: HeapUse;
  readonly late: HeapUse;
  readonly seconds: number;
}

export interface HeapUse {
  readonly items: number;
  readonly bytes: number;
}

const early = 100_000;
const late = 1_000_000;
const uses: HeapUse[] = [];

/** All items, one by one. Looks at the heap while the last one before is on its way. */
function* items() {
  for (let i = 1; i <= late; i++) {
    yield { _type: 'agent_spans/create', details: active } as const;
    if (i === early || i === late) uses.push({ items: i, bytes: heapUsed() });
  }
}

function heapUsed(): number {
  // What is let go by the first collection's callbacks goes with the second one.
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const ways: Record<Way, (client: PrefactorHttpClient) => Promise<number>> = {
  async executeAll(client) {
    const { succeeded } = await client.bulk.executeAll(items());
    return succeeded;
  },
  async writer(client) {
    const writer = client.bulk.writer();
    for (const item of items()) {
      await writer.ready();
      void writer.add(item);
    }
    const { written } = await writer.close();
    return written;
  },
};

const way = process.argv[2];
if (way !== 'executeAll' && way !== 'writer') throw new Error(`no such way: ${way}`);
using api = await startApi(0);
await using client = new PrefactorHttpClient({ apiUrl: api.url, apiToken: 'bench-token' });
const begun = performance.now();
const recorded = await ways[way](client);
const seconds = (performance.now() - begun) / 1_000;
const [first, last] = uses;
if (recorded !== late || first === undefined || last === undefined) {
  throw new Error(`${way}: ${recorded} of ${late} items were recorded`);
}
tell({ early: first, late: last, seconds } satisfies Memory);
