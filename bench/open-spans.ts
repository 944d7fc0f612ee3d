/** What an open span holds in memory, and what is left of it: a hundred thousand at once. Tells bytes. */
import { setFlagsFromString } from 'node:v8';
import { PrefactorHttpClient } from '../dist/index.js';
import { createTracer } from '../dist/tracing/index.js';
import { startApi } from './api.ts';
import { collectGarbage, tell } from './program.ts';
import { instanceId, payload } from './spans.ts';

// Or Node lets go of its own loader of TypeScript some time in between.
setFlagsFromString('--no-flush-bytecode');

export interface OpenSpans {
  readonly spans: number;
  /** Bytes of one that is open, besides those of the work alone. */
  readonly open: number;
  /** Bytes that are left of one that has ended. */
  readonly left: number;
}

const spans = 100_000;

using api = await startApi(0);
await using client = new PrefactorHttpClient({ apiUrl: api.url, apiToken: 'bench-token' });
const writer = client.bulk.writer({ maxQueueItems: 1_000_000, maxQueueBytes: 2 ** 31 });
const tracer = createTracer({ client, writer, agentId: instanceId });

await heldBy((work) => tracer.span('agent:llm', payload, work));
const alone = await heldBy((work) => work());
const traced = await heldBy((work) => tracer.span('agent:llm', payload, work));
tell({ spans, open: (traced.open - alone.open) / spans, left: traced.left / spans } satisfies OpenSpans);

/** The heap in use while so many pieces of work are going on, and afterwards. */
async function heldBy(
  step: (work: () => Promise<void>) => Promise<void>,
): Promise<{ open: number; left: number }> {
  let found = { open: 0, left: 0 };
  await tracer.run({}, async () => {
    const before = await heapUsed();
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const work = async (): Promise<void> => {
      await over;
    };
    let all: Promise<void>[] | undefined = Array.from({ length: spans }, () => step(work));
    const open = (await heapUsed()) - before;
    end();
    await Promise.all(all);
    all = undefined;
    found = { open, left: (await heapUsed()) - before };
  });
  return found;
}

async function heapUsed(): Promise<number> {
  await writer.flush({ timeout: 600_000 });
  await new Promise(setImmediate);
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
