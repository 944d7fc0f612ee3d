/** Whose line the stack of an error begins at: the caller's, whatever happened in between. */
import { describe, expect, it, vi } from 'vitest';
import {
  PrefactorHttpClient as Client,
  createIdempotencyKey,
  createRetryPolicy,
  deriveIdempotencyKey,
  generateId,
  type PrefactorHttpClient,
} from '../../src/index.ts';
import { byId, never, reset, unavailable, withSpan } from '../support/answers.ts';
import { setUp, setUpByHand, thrownBy, transports, until } from '../support/client.ts';
import { emptyList, failure } from '../support/fixtures.ts';
import { type Answer, json } from '../support/server.ts';

/** The first line below the message that tells of a place in a file. */
function firstLine(error: unknown): string {
  const { stack = '', name, message } = error as Error;
  expect(stack.startsWith(`${name}: ${message}`)).toBe(true);
  const [line = ''] = stack
    .slice(name.length + 2 + message.length)
    .split('\n')
    .filter((one) => /:\d+:\d+\)?$/.test(one));
  return line;
}

type Call = (client: PrefactorHttpClient) => PromiseLike<unknown>;

/** The line at which an agent calls, where it awaits the call. */
async function lineOfAgent(client: PrefactorHttpClient, call: Call): Promise<string> {
  const theAgent = async () => {
    await call(client);
  };
  return await theAgent().then(() => 'nothing happened', firstLine);
}

const pagination = {
  item_count: 2,
  item_start: 1,
  item_end: 1,
  page_count: 2,
  page_index: 1,
  page_size: 1,
  page_offset: 0,
  previous_page_offset: null,
};

const notFound: Answer = (response) => json(response, 404, failure('not_found'));
const noJson: Answer = (response) => void response.end('<html>');

describe.each(transports)(
  'the stack of an error, through %s, begins at the line that awaits',
  (_, config) => {
    it.each<[what: string, answer: Answer]>([
      ['a refusal', notFound],
      ['retries that are exhausted', unavailable],
      ['broken connections', reset],
      ['an answer that is none', noJson],
    ])('a call that ends in %s', async (_, answer) => {
      await using test = await setUp(answer, config);
      const line = await lineOfAgent(test.client, ({ agentSpans }) => agentSpans.finish('span-1'));
      expect(line).toMatch(/^ {4}at (async )?theAgent \(.*stacks\.test\.ts/);
    });

    it('a call that times out', async () => {
      await using test = await setUpByHand(never, { ...config, maxRetries: 0 });
      const line = lineOfAgent(test.client, ({ agentSpans }) => agentSpans.finish('span-1'));
      await until(() => expect(test.server.requests).toHaveLength(1));
      test.clock.advance(30_000);
      expect(await line).toMatch(/^ {4}at (async )?theAgent \(.*stacks\.test\.ts/);
    });
  },
);

describe('the stack of an error begins at the line that awaits', () => {
  const id = 'span-1';
  it.each<[what: string, call: Call]>([
    ['a whole answer', ({ agentSpans }) => agentSpans.finish(id).withResponse()],
    ['a page', ({ agentSpans }) => agentSpans.list({ agent_id: 'agent-1' })],
    ['the agent context', ({ agentInstances }) => agentInstances.agentContext('instance-1')],
    ['ids', ({ pfids }) => pfids.generate({ count: 1 })],
    ['request', (client) => client.request('GET', '/api/v1/thing')],
    ['validateToken', (client) => client.validateToken()],
    ['bulk.execute', ({ bulk }) => bulk.execute([{ _type: 'agent_spans/show', agent_span_id: id }])],
    ['several calls', ({ agentSpans }) => Promise.race([agentSpans.finish(id), agentSpans.get(id)])],
    ['what follows a call', ({ agentSpans }) => agentSpans.get(id).then(() => 'done')],
  ])('%s', async (_, call) => {
    await using test = await setUp(unavailable);
    expect(await lineOfAgent(test.client, call)).toMatch(/stacks\.test\.ts/);
  });

  it('all of several calls', async () => {
    await using test = await setUp(byId({ two: notFound }));
    const line = await lineOfAgent(test.client, ({ agentSpans }) =>
      Promise.all(['one', 'two'].map((id) => agentSpans.get(id))),
    );
    expect(line).toMatch(/stacks\.test\.ts/);
  });

  it('a call, with a circuit breaker and hooks', async () => {
    const told: unknown[] = [];
    await using test = await setUp(unavailable, {
      circuitBreaker: { threshold: 1, halfOpenAfter: 1_000 },
      hooks: { onError: ({ error }) => told.push(error) },
    });
    const call: Call = ({ agentSpans }) => agentSpans.finish(id);
    const lines = [await lineOfAgent(test.client, call), await lineOfAgent(test.client, call)];
    for (const line of [...lines, ...told.map(firstLine)]) expect(line).toMatch(/at (async )?theAgent/);
    expect(told).toMatchObject([
      { name: 'PrefactorRetryExhaustedError' },
      { name: 'PrefactorCircuitOpenError' },
    ]);
  });

  it('the items of a list, and the next page', async () => {
    const first = { ...emptyList, pagination: { ...pagination, next_page_offset: 1 } };
    await using test = await setUp((response, _, index) =>
      index % 2 === 0 ? json(response, 200, first) : notFound(response, _, index),
    );
    const items: Call = async ({ agentSpans }) => {
      for await (const _ of agentSpans.list({ agent_id: 'agent-1' }));
    };
    const nextPage: Call = async ({ agentSpans }) =>
      await (await agentSpans.list({ agent_id: 'agent-1' })).nextPage();
    for (const call of [items, nextPage]) {
      expect(await lineOfAgent(test.client, call)).toMatch(/stacks\.test\.ts/);
    }
  });

  it('a list whose pages never end', async () => {
    const answer = { ...emptyList, pagination: { ...pagination, next_page_offset: 0 } };
    await using test = await setUp((response) => json(response, 200, answer));
    const page = await test.client.agentSpans.list({ agent_id: 'agent-1' });
    const line = await lineOfAgent(test.client, () => page.nextPage());
    expect(line).toMatch(/stacks\.test\.ts/);
  });
});

it('the stack of an error that nobody awaits begins where its handler was attached', async () => {
  await using test = await setUp(unavailable);
  const inBackground = (handle: (error: unknown) => void) => {
    test.client.agentSpans.finish('span-1').catch(handle);
  };
  const error = await new Promise(inBackground);
  expect(firstLine(error)).toMatch(/at inBackground \(.*stacks\.test\.ts/);
});

describe('the stack of a refused argument begins at the line that passed it', () => {
  it.each<[what: string, call: Call]>([
    ['an id', ({ agentSpans }) => agentSpans.finish(undefined as never)],
    ['a field', ({ agentSpans }) => agentSpans.finish('span-1', { staus: 'complete' } as object)],
    ['an option', ({ agentSpans }) => agentSpans.finish('span-1', {}, { timeout: -1 })],
    ['a query', ({ agentSpans }) => agentSpans.list({ agent: 1 } as object)],
    ['a path', (client) => client.request('GET', '/api/../v1')],
    ['a bulk item', ({ bulk }) => bulk.execute([{ _type: 'agent_spans/finish' }] as never)],
    ['no bulk item', ({ bulk }) => bulk.execute(7 as never)],
    ['a part of a key', () => deriveIdempotencyKey('x', Number.NaN)],
  ])('%s', async (_, call) => {
    await using test = await setUp(withSpan);
    const theAgent = () => call(test.client);
    const error = await theAgent().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(firstLine(error)).toMatch(/stacks\.test\.ts/);
  });

  it.each<[what: string, call: (client: PrefactorHttpClient) => unknown]>([
    ['an option of a client', () => new Client({ apiToken: 'x', maxRetries: -1 })],
    [
      'a proxy of the environment',
      () => {
        vi.stubEnv('HTTPS_PROXY', 'no proxy');
        return new Client({ apiToken: 'x' });
      },
    ],
    ['an option of a retry policy', () => createRetryPolicy({ maxRetries: -1 })],
    ['the prefix of a key', () => createIdempotencyKey('')],
    ['an id to derive one from', () => generateId('x')],
    ['an option of close', (client) => client.close({ timeout: -1 })],
    ['what executeAll cannot read', ({ bulk }) => bulk.executeAll(7 as never)],
    ['an option of executeAll', ({ bulk }) => bulk.executeAll([], { maxItems: 0 })],
    ['an option of a writer', ({ bulk }) => bulk.writer({ maxItems: 0 })],
    ['an item of a writer', ({ bulk }) => bulk.writer().add({} as never)],
    ['a span of a writer', ({ bulk }) => bulk.writer().createSpan({} as never)],
    ['the end of a span of a writer', ({ bulk }) => bulk.writer().finishSpan('')],
    ['an option of flush of a writer', ({ bulk }) => bulk.writer().flush({ timeout: -1 })],
  ])('%s', async (_, call) => {
    await using test = await setUp(withSpan);
    const theAgent = () => call(test.client);
    expect(firstLine(thrownBy(theAgent))).toMatch(/stacks\.test\.ts/);
  });
});

describe('a stack', () => {
  it('is no field of an error', async () => {
    await using test = await setUp(notFound);
    const error = await test.client.agentSpans.finish('span-1').catch((reason: unknown) => reason);
    expect(Object.keys(error as object)).not.toContain('stack');
    expect(JSON.stringify(error)).not.toContain('stacks.test.ts');
  });

  it('is as long as the process wants it to be', async () => {
    const { stackTraceLimit } = Error;
    try {
      Error.stackTraceLimit = 1;
      const { stack = '' } = thrownBy(() => generateId('x')) as Error;
      expect(stack.split('\n    at ')).toHaveLength(2);
      Error.stackTraceLimit = 0;
      expect((thrownBy(() => generateId('x')) as Error).stack).not.toContain('\n    at ');
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  });

  it('is left as it is where the engine cannot tell the caller', () => {
    const { captureStackTrace } = Error;
    try {
      Object.assign(Error, { captureStackTrace: undefined });
      expect((thrownBy(() => generateId('x')) as Error).stack).toContain('generateId');
    } finally {
      Object.assign(Error, { captureStackTrace });
    }
  });
});
