/**
 * Whether an item costs the same however many items, lanes, requests and waiters there are. Its argument names what
 * grows; tells for each size the CPU time of an item, and the longest time that nothing else had a turn, apart from garbage collections.
 */
import { PrefactorHttpClient } from '../dist/index.js';
import { startApi } from './api.ts';
import { watchBlocks } from './blocks.ts';
import { collectGarbage, tell } from './program.ts';

export interface Proportion {
  readonly sizes: readonly {
    readonly size: number;
    /** CPU time of the client's process, in microseconds. */
    readonly perItem: number;
    /** Milliseconds, without garbage collections. */
    readonly longestBlock: number;
    /** The longest garbage collection, in milliseconds. */
    readonly longestCollection: number;
  }[];
}

export type Growing = keyof typeof ways;

interface Way {
  readonly sizes: readonly number[];
  /** Records so many items in a way that depends on the size. What is prepared outside of `measure` does not count. */
  record(size: number, items: number, measure: Measure): Promise<void>;
  /** Items of a size, where it is not the number of items that grows. */
  readonly items?: number;
}

type Measure = (work: () => Promise<unknown>) => Promise<void>;

const finish = (n: number) => ({ _type: 'agent_spans/finish' as const, agent_span_id: `span-${n}` });
const create = (n: number, lanes: number) => ({
  _type: 'agent_spans/create' as const,
  details: {
    agent_instance_id: `instance-${n % lanes}`,
    schema_name: 'agent:llm',
    status: 'active' as const,
    payload: {},
  },
});

function* numbered<Item>(count: number, make: (n: number) => Item): Generator<Item> {
  for (let n = 0; n < count; n++) yield make(n);
}

/** A writer whose queue holds anything, and that sends nothing before it is told to. */
const patientWriter = () =>
  client.bulk.writer({ maxQueueItems: 2_000_000, maxQueueBytes: 2 ** 31, flushInterval: 1_000_000 });

/** Adds items, and lets others have a turn now and then, as a program would that has that many. */
async function fill(writer: ReturnType<typeof patientWriter>, items: number): Promise<void> {
  for (let n = 0; n < items; n++) {
    void writer.add(finish(n));
    if (n % 1_000 === 0) await new Promise(setImmediate);
  }
}

const ways = {
  'executeAll, items': {
    sizes: [1_000, 10_000, 100_000, 1_000_000],
    record: (_, items, measure) => measure(async () => client.bulk.executeAll(numbered(items, finish))),
  },
  'executeAll, lanes': {
    sizes: [1, 10, 100, 1_000, 10_000],
    items: 100_000,
    record: (lanes, items, measure) =>
      measure(async () =>
        client.bulk.executeAll(
          numbered(items, (n) => create(n, lanes)),
          { concurrency: 16 },
        ),
      ),
  },
  'executeAll, requests under way': {
    sizes: [1, 4, 16, 64],
    items: 100_000,
    record: (concurrency, items, measure) =>
      measure(async () =>
        client.bulk.executeAll(
          numbered(items, (n) => create(n, 1_000)),
          { concurrency },
        ),
      ),
  },
  'writer, items queued': {
    sizes: [1_000, 10_000, 100_000, 1_000_000],
    record: async (_, items, measure) => {
      const writer = patientWriter();
      await fill(writer, items);
      await measure(() => writer.flush({ timeout: 600_000 }));
      await writer.close();
    },
  },
  'writer, requests of one item, items queued': {
    sizes: [1_000, 10_000, 50_000],
    record: async (_, items, measure) => {
      const writer = client.bulk.writer({
        maxQueueItems: 2_000_000,
        maxQueueBytes: 2 ** 31,
        maxItems: 1,
        flushInterval: 1_000_000,
      });
      await fill(writer, items);
      await measure(() => writer.flush({ timeout: 600_000 }));
      await writer.close();
    },
  },
  'writer, flushes waiting': {
    sizes: [1, 1_000, 30_000, 100_000],
    items: 100_000,
    record: async (waiters, items, measure) => {
      const writer = patientWriter();
      const flushes: Promise<unknown>[] = [];
      await measure(async () => {
        for (let n = 0; n < items; n++) {
          void writer.add(finish(n));
          if (n % (items / waiters) === 0) flushes.push(writer.flush({ timeout: 600_000 }));
          if (n % 1_000 === 0) await new Promise(setImmediate);
        }
        flushes.push(writer.flush({ timeout: 600_000 }));
        await Promise.all(flushes);
      });
      await writer.close();
    },
  },
  'writer, producers waiting for room': {
    sizes: [1, 1_000, 100_000],
    items: 100_000,
    record: async (producers, items, measure) => {
      const writer = client.bulk.writer({ maxQueueItems: 1_000 });
      await measure(() =>
        Promise.all(
          Array.from({ length: producers }, async (_, producer) => {
            for (let n = producer; n < items; n += producers) {
              while (writer.size >= 1_000) await writer.ready();
              void writer.add(finish(n));
            }
          }),
        ),
      );
      await writer.close();
    },
  },
} as const satisfies Record<string, Way>;

/** So many items are recorded for each size at least, in several goes where it takes them. */
const leastItems = 100_000;

using api = await startApi(0);
await using client = new PrefactorHttpClient({ apiUrl: api.url, apiToken: 'bench-token' });
const growing = process.argv[2] ?? '';
if (!Object.hasOwn(ways, growing)) throw new Error(`nothing is called ${growing}`);
const way: Way = ways[growing as Growing];

// Not counted: the compiler is still at work.
const [smallest, second] = way.sizes;
for (const size of [smallest, second, way.items === undefined ? undefined : way.sizes.at(-1)]) {
  if (size !== undefined) await costOf(size);
}
const sizes = [];
for (const size of way.sizes) sizes.push({ size, ...(await costOf(size)) });
tell({ sizes } satisfies Proportion);

async function costOf(size: number): Promise<Omit<Proportion['sizes'][number], 'size'>> {
  const items = way.items ?? size;
  const goes = Math.ceil(Math.min(leastItems, way.items ?? leastItems) / items);
  let cpu = 0;
  let longestBlock = 0;
  let longestCollection = 0;
  collectGarbage();
  for (let go = 0; go < goes; go++) {
    await way.record(size, items, async (work) => {
      const blocks = watchBlocks();
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      const found = await blocks.stop();
      cpu += user + system;
      longestBlock = Math.max(longestBlock, found.longestBlock);
      longestCollection = Math.max(longestCollection, found.longestCollection);
    });
  }
  return { perItem: cpu / (items * goes), longestBlock, longestCollection };
}
