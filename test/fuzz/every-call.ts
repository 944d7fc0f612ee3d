/** One call of each kind: every method, with an example of the document, and what there is beside the methods. */
import type { BulkInput, PrefactorHttpClient, RequestOptions } from '../../src/index.ts';
import { calls } from '../contract/calls.ts';
import { examples } from '../contract/sandbox-examples.ts';

interface EveryCall {
  readonly name: string;
  readonly call: (client: PrefactorHttpClient, options?: RequestOptions) => Promise<unknown>;
}

const items: BulkInput<'agent_spans/finish'>[] = ['first', 'second'].map((which) => ({
  _type: 'agent_spans/finish',
  agent_span_id: `span-${which}`,
  idempotency_key: `key-of-${which}`,
}));

export const everyCall: readonly EveryCall[] = [
  ...examples.map(({ id, name, input }) => ({
    name: `${id}, ${name}`,
    call: (client: PrefactorHttpClient, options = {}) => calls[id].call(client, input, options),
  })),
  {
    name: 'request of an unknown path',
    call: (client, options) => client.request('POST', '/api/v1/thing', { body: { a: 1 }, ...options }),
  },
  {
    name: 'an answer with what came with it',
    call: (client, options) => client.agentSpans.finish('span-1', {}, options).withResponse(),
  },
  {
    name: 'the next page, and what can be iterated',
    call: async (client, options) => {
      const page = await client.agentSpans.list({ agent_id: 'agent-1' }, options);
      const all: unknown[] = [page.hasNextPage(), page.pagination, await page.nextPage()];
      for await (const span of page) if (all.push(span) > 500) break;
      return all;
    },
  },
  {
    name: 'executeAll',
    call: async ({ bulk }, options) => {
      const outcomes: unknown[] = [];
      const run = bulk.executeAll(items, { headers: options?.headers, concurrency: 2 });
      for await (const outcome of run) outcomes.push(outcome);
      return outcomes;
    },
  },
  {
    name: 'a writer',
    call: async ({ bulk }, options) => {
      const writer = bulk.writer({ headers: options?.headers, onFailed: () => {} });
      const outcomes = items.map((item) => writer.add(item));
      // Not for ever: to a writer, what is not the API's own answer is an outage.
      const totals = await writer.close({ timeout: 10_000 });
      return [totals, ...(await Promise.all(outcomes))];
    },
  },
];
