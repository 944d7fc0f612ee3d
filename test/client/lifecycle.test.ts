/** How calls and clients end: aborted, out of time, closed. */
import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import {
  type HttpClientConfig,
  PrefactorClientError,
  PrefactorHttpClient,
  PrefactorTimeoutError,
} from '../../src/index.ts';
import { manualClock } from '../support/clock.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { type Answer, json, startServer, type TestServer } from '../support/server.ts';

/** Both ways a request can go out. */
const transports: [name: string, config: HttpClientConfig][] = [
  ["the client's own connections", {}],
  ['fetch', { fetch: globalThis.fetch }],
];
const never: Answer = () => {};
const unavailable: Answer = (response) => json(response, 503, failure('unavailable'));
const halfAnAnswer: Answer = (response) => {
  response.writeHead(200, { 'content-length': '500' });
  response.write('{"status":');
};

async function setUp(answer: Answer, config: HttpClientConfig = {}) {
  const server = await startServer(answer);
  const clock = manualClock();
  const client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token', ...config }, clock);
  return {
    server,
    clock,
    client,
    async [Symbol.asyncDispose]() {
      const closed = client.close();
      clock.advance(1_000_000);
      await closed;
      await server[Symbol.asyncDispose]();
    },
  };
}

/** What a promise ends with: its value or its error. */
const endOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);
const until = (check: () => void) => vi.waitFor(check, { interval: 1 });
const received = (server: TestServer, count: number) =>
  until(() => expect(server.requests).toHaveLength(count));

/** Waits until what the server has sent so far has arrived: a later answer over another connection is there. */
async function roundTrip(): Promise<void> {
  await using server = await startServer((response) => json(response, 200, {}));
  await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token' });
  await client.validateToken();
  await client.validateToken();
}

describe.each(transports)('an abort, through %s,', (_, config) => {
  const reason = new Error('the user went away');

  it('before the call sends nothing and keeps its reason', async () => {
    await using test = await setUp(never, config);
    const signal = AbortSignal.abort(reason);
    expect(await endOf(test.client.agentSpans.finish('span-1', {}, { signal }))).toBe(reason);
    expect(test.server.requests).toEqual([]);
    expect(test.clock.pending).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it.each([
    ['for the answer', never],
    ['for the rest of the answer', halfAnAnswer],
  ])('ends the wait %s at once, with its reason and without a retry', async (_what, answer) => {
    await using test = await setUp(answer, config);
    const controller = new AbortController();
    const call = endOf(test.client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    await received(test.server, 1);
    await roundTrip();
    controller.abort(reason);
    expect(await call).toBe(reason);
    await roundTrip();
    expect(test.server.requests).toHaveLength(1);
    expect(test.clock.pending).toEqual([]);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('ends the wait for a retry at once: no timer stays, no request follows', async () => {
    await using test = await setUp(unavailable, config);
    const controller = new AbortController();
    const call = endOf(test.client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(test.clock.pending).toEqual([]);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    test.clock.advance(100_000);
    await roundTrip();
    expect(test.server.requests).toHaveLength(1);
  });

  it('without a reason rejects with what the platform gives', async () => {
    await using test = await setUp(never, config);
    const controller = new AbortController();
    const call = endOf(test.client.validateToken({ signal: controller.signal }));
    await received(test.server, 1);
    controller.abort();
    const error = await call;
    expect(error).toBe(controller.signal.reason);
    expect(error).toMatchObject({ name: 'AbortError' });
  });

  it.each([undefined, null, 'plain text', 0])('may have any reason: %j', async (odd) => {
    await using test = await setUp(never, config);
    const controller = new AbortController();
    const call = endOf(test.client.validateToken({ signal: controller.signal }));
    await received(test.server, 1);
    controller.abort(odd);
    expect(await call).toBe(controller.signal.reason);
  });

  it('ends only its own call', async () => {
    let answer = (): void => {};
    await using test = await setUp((response, _request, index) => {
      if (index === 1) answer = () => json(response, 200, success(span));
    }, config);
    const controller = new AbortController();
    const first = endOf(test.client.agentSpans.get('span-1', {}, { signal: controller.signal }));
    await received(test.server, 1);
    const second = test.client.agentSpans.get('span-1');
    await received(test.server, 2);
    controller.abort(reason);
    expect(await first).toBe(reason);
    answer();
    expect(await second).toEqual(span);
  });

  it('after the call changes nothing, and a signal may serve many calls without gathering listeners', async () => {
    await using test = await setUp((response) => json(response, 200, success(span)), config);
    const controller = new AbortController();
    for (let n = 0; n < 20; n += 1)
      await test.client.agentSpans.get('span-1', {}, { signal: controller.signal });
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    controller.abort(reason);
    expect(await test.client.agentSpans.get('span-1')).toEqual(span);
  });
});

describe.each(transports)('requestTimeout, through %s,', (_, config) => {
  it.each([
    ['headers', never],
    ['body', halfAnAnswer],
  ])('ends an attempt that waits for the %s', async (phase, answer) => {
    await using test = await setUp(answer, { ...config, requestTimeout: 700, maxRetries: 0 });
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await received(test.server, 1);
    await roundTrip();
    test.clock.advance(699);
    await roundTrip();
    test.clock.advance(1);
    const error = await call;
    expect(error).toBeInstanceOf(PrefactorTimeoutError);
    expect(error).toMatchObject({
      phase,
      code: 'timeout',
      requestSent: true,
      attempts: 1,
      message: expect.stringContaining('700'),
    });
    expect(test.clock.pending).toEqual([]);
  });

  it('is not put off by an answer that drips', async () => {
    await using test = await setUp(
      async (response) => {
        halfAnAnswer(response, { method: '', url: '', headers: {}, body: '' }, 0);
        for (let n = 0; n < 3; n += 1) {
          await roundTrip();
          test.clock.advance(300);
          response.write(' ');
        }
      },
      { ...config, requestTimeout: 700, maxRetries: 0 },
    );
    expect(await endOf(test.client.agentSpans.get('span-1'))).toMatchObject({
      name: 'PrefactorTimeoutError',
      phase: 'body',
    });
  });

  it('may be set for one call', async () => {
    await using test = await setUp(never, { ...config, maxRetries: 0 });
    const call = endOf(test.client.validateToken({ timeout: 50 }));
    await received(test.server, 1);
    test.clock.advance(50);
    expect(await call).toMatchObject({
      name: 'PrefactorTimeoutError',
      message: expect.stringContaining('50'),
    });
  });

  it('counts for each attempt, which is then repeated', async () => {
    await using test = await setUp(
      (response, _request, index) =>
        index === 0 ? undefined : json(response, 409, failure('invalid_action')),
      { ...config, requestTimeout: 700 },
    );
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await received(test.server, 1);
    test.clock.advance(700);
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    test.clock.advance(1_000);
    expect(await call).toMatchObject({ name: 'PrefactorConflictError', attempts: 2, possiblyApplied: true });
    expect(test.server.requests[1]?.body).toBe(test.server.requests[0]?.body);
    expect(test.clock.pending).toEqual([]);
  });
});

describe.each(transports)('an attempt that is given up, through %s,', (_, config) => {
  it.each(['by an abort', 'by the timeout'])('%s, closes its connection', async (how) => {
    const gone = Promise.withResolvers<void>();
    await using test = await setUp(
      (response, request, index) => {
        response.on('close', gone.resolve);
        return halfAnAnswer(response, request, index);
      },
      { ...config, requestTimeout: 700, maxRetries: 0 },
    );
    const controller = new AbortController();
    const call = endOf(test.client.validateToken({ signal: controller.signal }));
    await received(test.server, 1);
    await roundTrip();
    if (how === 'by an abort') controller.abort();
    else test.clock.advance(700);
    await call;
    await gone.promise;
  });
});

describe('close', () => {
  const closed = { name: 'PrefactorClientError', code: 'client_closed' };

  it('refuses new calls', async () => {
    await using test = await setUp(never);
    await test.client.close();
    const { agentInstances, agentSpans, bulk } = test.client;
    await expect(test.client.validateToken()).rejects.toMatchObject(closed);
    await expect(agentSpans.finish('span-1')).rejects.toMatchObject(closed);
    await expect(agentInstances.list({ agent_id: 'agent-1' })).rejects.toMatchObject(closed);
    await expect(bulk.execute([{ _type: 'agents/show' }])).rejects.toMatchObject(closed);
    expect(test.server.requests).toEqual([]);
  });

  it('lets a running call finish, and waits for it', async () => {
    let answer = (): void => {};
    await using test = await setUp((response) => {
      answer = () => json(response, 200, success(span));
    });
    const call = test.client.agentSpans.finish('span-1');
    await received(test.server, 1);
    const order: string[] = [];
    const closing = test.client.close().then(() => order.push('closed'));
    await expect(test.client.validateToken()).rejects.toMatchObject(closed);
    await roundTrip();
    expect(order).toEqual([]);
    answer();
    expect(await call.finally(() => order.push('answered'))).toEqual(span);
    await closing;
    expect(order).toEqual(['answered', 'closed']);
    expect(test.clock.pending).toEqual([]);
  });

  it('ends a wait for a retry at once', async () => {
    await using test = await setUp(unavailable);
    const call = endOf(test.client.agentSpans.finish('span-1', {}, { idempotencyKey: 'the-key' }));
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    await test.client.close();
    const error = await call;
    expect(error, 'what the call had failed with before').toMatchObject({ cause: { statusCode: 503 } });
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      ...closed,
      operation: 'finishAgentSpan',
      attempts: 1,
      idempotencyKey: 'the-key',
    });
    expect(test.clock.pending).toEqual([]);
    expect(test.server.requests).toHaveLength(1);
  });

  it('lets a running attempt finish, but starts no further one', async () => {
    let answer = (): void => {};
    await using test = await setUp((response, request, index) => {
      answer = () => void unavailable(response, request, index);
    });
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await received(test.server, 1);
    const closing = test.client.close();
    answer();
    expect(await call).toMatchObject(closed);
    await closing;
    expect(test.server.requests).toHaveLength(1);
    expect(test.clock.pending).toEqual([]);
  });

  it.each([
    ['30 seconds', undefined, 30_000],
    ['its own timeout', { timeout: 200 }, 200],
  ])('aborts after %s what is still running', async (_, options, timeout) => {
    await using test = await setUp(never, { requestTimeout: 60_000 });
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await received(test.server, 1);
    const closing = test.client.close(options);
    expect(test.clock.pending).toContain(timeout);
    test.clock.advance(timeout);
    expect(await call).toMatchObject({ ...closed, operation: 'finishAgentSpan', attempts: 1 });
    expect(await closing).toBeUndefined();
    expect(test.clock.pending).toEqual([]);
  });

  it('may be called often, at any time, and never rejects', async () => {
    await using test = await setUp(never);
    const call = endOf(test.client.validateToken());
    await received(test.server, 1);
    const closings = [
      test.client.close(),
      test.client.close({ timeout: 1 }),
      test.client[Symbol.asyncDispose](),
    ];
    test.clock.advance(30_000);
    expect(await Promise.all(closings)).toEqual([undefined, undefined, undefined]);
    await expect(test.client.close()).resolves.toBeUndefined();
    expect(await call).toMatchObject(closed);
  });

  it('is what await using calls', async () => {
    await using server = await startServer((response) => json(response, 200, success(span)));
    let kept: PrefactorHttpClient;
    {
      await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token' });
      kept = client;
      await kept.agentSpans.get('span-1');
    }
    await expect(kept.agentSpans.get('span-1')).rejects.toMatchObject(closed);
  });

  it('leaves the signals of callers without listeners', async () => {
    await using test = await setUp(unavailable);
    const { signal } = new AbortController();
    const call = endOf(test.client.validateToken({ signal }));
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    await test.client.close();
    expect(await call).toMatchObject(closed);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('calls at the same time', () => {
  it('get each their own answer, in whatever order the answers come', async () => {
    const waiting: (() => void)[] = [];
    await using test = await setUp((response, { url }) => {
      const id = url.split('/').at(-1);
      waiting.push(() => json(response, 200, success({ ...span, id })));
      if (waiting.length === 40) for (const answer of waiting.reverse()) answer();
    });
    const ids = Array.from({ length: 40 }, (_, n) => `span-${n}`);
    const spans = await Promise.all(ids.map((id) => test.client.agentSpans.get(id)));
    expect(spans.map(({ id }) => id)).toEqual(ids);
  });

  it('never use more connections than maxConnections, and use them all', async () => {
    const sizes: number[] = [];
    let waiting: (() => void)[] = [];
    await using test = await setUp(
      async (response) => {
        waiting.push(() => json(response, 200, success(span)));
        if (waiting.length !== 3) return;
        await roundTrip();
        const answers = waiting;
        waiting = [];
        sizes.push(answers.length);
        for (const answer of answers) answer();
      },
      { maxConnections: 3 },
    );
    await Promise.all(Array.from({ length: 12 }, () => test.client.agentSpans.get('span-1')));
    expect(sizes).toEqual([3, 3, 3, 3]);
  });
});
