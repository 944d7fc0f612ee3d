/** Clients that are closed while calls are under way. */
import { getEventListeners } from 'node:events';
import { Agent } from 'undici';
import { expect, vi } from 'vitest';
import { type Fetch, PrefactorClientError, PrefactorHttpClient, undocumentedItem } from '../../src/index.ts';
import { byId, halfAnAnswer, never, reset, unavailable } from '../support/answers.ts';
import {
  answered,
  atOnce,
  endOf,
  nothingFollows,
  received,
  roundTrip,
  setUpByHand,
  stillPending,
  transports,
  until,
} from '../support/client.ts';
import { manualClock } from '../support/clock.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { startSilentServer } from '../support/raw-server.ts';
import { type Answer, json, startServer } from '../support/server.ts';
import { row } from './row.ts';

/** How a call ends that the client's end takes with it. */
const closed = { name: 'PrefactorClientError', code: 'client_closed' };

for (const [through, config] of transports) {
  row(
    'C1',
    `waits end at once, running calls may finish, the rest ends at the timeout, through ${through}`,
    async () => {
      let answer = (): void => {};
      await using test = await setUpByHand(
        byId({
          retries: unavailable,
          waits: never,
          reads: halfAnAnswer,
          finishes: (response) => {
            answer = () => json(response, 200, success({ ...span, id: 'finishes' }));
          },
        }),
        config,
      );
      const { agentSpans } = test.client;
      const retries = endOf(agentSpans.finish('retries'));
      await until(() => expect(test.clock.pending).toEqual([1_000]));
      const waits = endOf(agentSpans.finish('waits', {}, { idempotencyKey: 'the-key' }));
      const reads = endOf(agentSpans.get('reads'));
      const finishes = agentSpans.get('finishes');
      await received(test.server, 4);
      await answered(test, 2);

      const order: string[] = [];
      const closing = test.client.close({ timeout: 500 }).finally(() => order.push('closed'));
      const retriesError = await atOnce(retries);
      expect(retriesError).toBeInstanceOf(PrefactorClientError);
      expect(retriesError).toMatchObject({ ...closed, operation: 'finishAgentSpan', attempts: 1 });
      await roundTrip();
      for (const call of [waits, reads, finishes, closing]) expect(await atOnce(call)).toBe(stillPending);

      test.clock.advance(499);
      answer();
      expect(await finishes).toMatchObject({ id: 'finishes' });
      for (const call of [waits, reads, closing]) expect(await atOnce(call)).toBe(stillPending);
      for (const call of [waits, reads]) void call.then(() => order.push('ended'));

      test.clock.advance(1);
      const waitsError = await atOnce(waits);
      const readsError = await atOnce(reads);
      expect(waitsError).toMatchObject({
        ...closed,
        operation: 'finishAgentSpan',
        method: 'POST',
        path: '/api/v1/agent_spans/waits/finish',
        attempts: 1,
        idempotencyKey: 'the-key',
      });
      expect(readsError).toMatchObject({ ...closed, operation: 'getAgentSpan', attempts: 1 });
      expect(readsError).not.toHaveProperty('idempotencyKey');
      expect(await closing).toBeUndefined();
      expect(order).toEqual(['ended', 'ended', 'closed']);
      await nothingFollows(test, 4);
    },
  );

  row('C1', `a timeout of 0 ends everything, through ${through}`, async () => {
    await using server = await startServer(byId({ retries: unavailable, waits: never, reads: halfAnAnswer }));
    const client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token', ...config });
    const ids = ['retries', 'waits', 'reads'];
    const calls = ids.map((id) => endOf(client.agentSpans.get(id)));
    await received(server, 3);
    await roundTrip();
    expect(await client.close({ timeout: 0 })).toBeUndefined();
    for (const call of calls) {
      expect(await atOnce(call)).toMatchObject({ ...closed, operation: 'getAgentSpan', attempts: 1 });
    }
    expect(server.requests).toHaveLength(3);
  });

  row('C1', `an attempt that fails after close() is the last one, through ${through}`, async () => {
    for (const [what, end] of [
      ['503', unavailable],
      ['reset', reset],
      ['timeout', never],
    ] as const) {
      let fail = (): void => {};
      await using test = await setUpByHand(
        (response, request, index) => {
          fail = () => void end(response, request, index);
        },
        { ...config, requestTimeout: 700 },
      );
      const call = endOf(test.client.agentSpans.finish('span-1'));
      await received(test.server, 1);
      const closing = test.client.close();
      fail();
      if (what === 'timeout') test.clock.advance(700);
      expect(await call).toMatchObject({ ...closed, operation: 'finishAgentSpan', attempts: 1 });
      expect(await closing).toBeUndefined();
      await nothingFollows(test, 1);
    }
  });

  row(
    'C1',
    `what a running attempt ends with for good is what its call ends with, through ${through}`,
    async () => {
      for (const [maxRetries, end, expected] of [
        [3, (response) => json(response, 404, failure('not_found')), { name: 'PrefactorNotFoundError' }],
        [3, (response) => void response.end('<html>'), { name: 'PrefactorResponseContractError' }],
        [0, unavailable, { name: 'PrefactorServerError', statusCode: 503 }],
      ] as [maxRetries: number, end: Answer, expected: object][]) {
        let finish = (): void => {};
        await using test = await setUpByHand(
          (response, request, index) => {
            finish = () => void end(response, request, index);
          },
          { ...config, maxRetries },
        );
        const call = endOf(test.client.agentSpans.finish('span-1'));
        await received(test.server, 1);
        const closing = test.client.close();
        finish();
        expect(await call).toMatchObject({ ...expected, attempts: 1 });
        await closing;
        await nothingFollows(test, 1);
      }
    },
  );

  row('C1', `the last of all allowed attempts says that there were no more, through ${through}`, async () => {
    let fail = (): void => {};
    await using test = await setUpByHand(
      (response, request, index) => {
        if (index === 0) return unavailable(response, request, index);
        fail = () => void unavailable(response, request, index);
        return undefined;
      },
      { ...config, maxRetries: 1 },
    );
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    test.clock.advance(1_000);
    await received(test.server, 2);
    const closing = test.client.close();
    fail();
    expect(await call).toMatchObject({ name: 'PrefactorRetryExhaustedError', attempts: 2 });
    await closing;
    await nothingFollows(test, 2);
  });

  row('C1', `a wait after several attempts says how many there were, through ${through}`, async () => {
    await using test = await setUpByHand(unavailable, config);
    const call = endOf(test.client.agentSpans.finish('span-1'));
    for (const wait of [1_000, 2_000]) {
      await until(() => expect(test.clock.pending).toEqual([wait]));
      test.clock.advance(wait);
    }
    await until(() => expect(test.clock.pending).toEqual([4_000]));
    const closing = test.client.close();
    expect(await atOnce(call)).toMatchObject({ ...closed, attempts: 3 });
    await closing;
    await nothingFollows(test, 3);
  });

  row(
    'C1',
    `new calls are refused from the first moment, and say what they were, through ${through}`,
    async (witness) => {
      await using test = await setUpByHand(never, config);
      const running = endOf(test.client.agentSpans.finish('running'));
      await received(test.server, 1);
      const closing = test.client.close({ timeout: 100 });
      const { signal } = witness.controller();
      const refused = async (): Promise<void> => {
        const call = endOf(test.client.agentSpans.finish('refused', {}, { signal }));
        const error = await atOnce(call);
        expect(error).toBeInstanceOf(PrefactorClientError);
        expect(error).toMatchObject({ ...closed, operation: 'finishAgentSpan', attempts: 0 });
        expect(getEventListeners(signal, 'abort')).toEqual([]);
      };
      await refused();
      test.clock.advance(100);
      await closing;
      expect(await running).toMatchObject(closed);
      await refused();
      await nothingFollows(test, 1);
    },
  );

  row('C1', `every call that is ended gets an error of its own, through ${through}`, async () => {
    await using test = await setUpByHand(never, config);
    const calls = ['one', 'two', 'three'].map((id) => endOf(test.client.agentSpans.get(id)));
    await received(test.server, 3);
    const closing = test.client.close({ timeout: 10 });
    test.clock.advance(10);
    const errors = await Promise.all(calls);
    expect(new Set(errors).size).toBe(3);
    expect(errors.map((error) => (error as PrefactorClientError).path?.split('/').at(-1))).toEqual([
      'one',
      'two',
      'three',
    ]);
    await closing;
  });

  row(
    'C1',
    `an abort during close() keeps its reason, and close() ends with the last call, through ${through}`,
    async (witness) => {
      await using test = await setUpByHand(never, config);
      const controller = witness.controller();
      const call = endOf(test.client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
      await received(test.server, 1);
      const closing = test.client.close({ timeout: 1_000 });
      await roundTrip();
      expect(await atOnce(closing)).toBe(stillPending);
      controller.abort('not needed any more');
      expect(await atOnce(call)).toBe('not needed any more');
      expect(await closing).toBeUndefined();
      await nothingFollows(test, 1);
    },
  );

  row('C1', `closing again is the same end, whatever its timeout, through ${through}`, async () => {
    await using test = await setUpByHand(never, config);
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await received(test.server, 1);
    const ended: string[] = [];
    const first = test.client.close({ timeout: 500 }).then(() => ended.push('first'));
    const second = test.client.close({ timeout: 1 }).then(() => ended.push('second'));
    const third = test.client[Symbol.asyncDispose]().then(() => ended.push('third'));
    test.clock.advance(499);
    await roundTrip();
    expect(await atOnce(call)).toBe(stillPending);
    expect(ended).toEqual([]);
    test.clock.advance(1);
    expect(await atOnce(call)).toMatchObject(closed);
    await Promise.all([first, second, third]);
    expect(ended.toSorted()).toEqual(['first', 'second', 'third']);
    await test.client.close({ timeout: 0 });
    await nothingFollows(test, 1);
  });

  row(
    'C1',
    `the end of an await using block waits for a call nobody waited for, through ${through}`,
    async () => {
      let answer = (): void => {};
      const order: string[] = [];
      await using server = await startServer((response) => {
        answer = () => json(response, 200, success(span));
      });
      const block = (async () => {
        await using client = new PrefactorHttpClient({
          apiUrl: server.url,
          apiToken: 'test-token',
          ...config,
        });
        void client.agentSpans.finish('span-1').then(() => order.push('answered'));
        await received(server, 1);
      })().then(() => order.push('left'));
      await roundTrip();
      expect(order).toEqual([]);
      answer();
      await block;
      expect(order).toEqual(['answered', 'left']);
    },
  );

  row(
    'C1',
    `a client that is closed unused, or while its server is gone, closes all the same, through ${through}`,
    async () => {
      const server = await startServer((response) => json(response, 200, success(span)));
      const configured = { apiUrl: server.url, apiToken: 'test-token', ...config };
      expect(await new PrefactorHttpClient(configured).close()).toBeUndefined();
      const used = new PrefactorHttpClient(configured);
      await used.agentSpans.get('span-1');
      await server[Symbol.asyncDispose]();
      expect(await used.close()).toBeUndefined();
      const failed = new PrefactorHttpClient({ ...configured, maxRetries: 0 });
      expect(await endOf(failed.agentSpans.get('span-1'))).toMatchObject({
        name: 'PrefactorConnectionError',
      });
      expect(await failed.close()).toBeUndefined();
    },
  );
}

row('C1', 'calls that are queued may be sent until the timeout, and are not sent after it', async () => {
  const answers: (() => void)[] = [];
  await using test = await setUpByHand(
    (response) => {
      answers.push(() => json(response, 200, success(span)));
    },
    { maxConnections: 1 },
  );
  const calls = ['first', 'second', 'third', 'fourth'].map((id) => endOf(test.client.agentSpans.finish(id)));
  await received(test.server, 1);
  const closing = test.client.close({ timeout: 500 });
  await roundTrip();
  for (const call of calls) expect(await atOnce(call)).toBe(stillPending);
  answers[0]?.();
  expect(await calls[0]).toEqual(span);
  await received(test.server, 2);
  test.clock.advance(500);
  for (const call of calls.slice(1)) {
    expect(await atOnce(call)).toMatchObject({ ...closed, operation: 'finishAgentSpan', attempts: 1 });
  }
  expect(await closing).toBeUndefined();
  await nothingFollows(test, 2);
});

row('C1', 'the connections are closed: idle ones, busy ones, and those that are given up', async () => {
  await using test = await setUpByHand(byId({ waits: never, reads: halfAnAnswer }));
  await Promise.all(['a', 'b', 'c'].map((id) => test.client.agentSpans.get(id)));
  const ended = ['waits', 'reads'].map((id) => endOf(test.client.agentSpans.get(id)));
  await received(test.server, 5);
  expect(test.sockets.size).toBeGreaterThanOrEqual(3);
  expect([...test.sockets].some(({ destroyed }) => destroyed)).toBe(false);
  const closing = test.client.close({ timeout: 1 });
  test.clock.advance(1);
  await closing;
  await Promise.all(ended);
  await until(() => expect([...test.sockets].every(({ destroyed }) => destroyed)).toBe(true));
});

row('C1', 'a connection that is still being set up is given up', async () => {
  await using silent = await startSilentServer();
  const clock = manualClock();
  const client = new PrefactorHttpClient({ apiUrl: silent.url, apiToken: 'test-token' }, clock);
  const call = endOf(client.agentSpans.finish('span-1'));
  await silent.begun;
  const closing = client.close({ timeout: 200 });
  clock.advance(200);
  expect(await atOnce(call)).toMatchObject({ ...closed, attempts: 1 });
  expect(await closing).toBeUndefined();
  await until(() => expect(silent.sockets.map(({ destroyed }) => destroyed)).toEqual([true]));
});

row('C1', 'a fetch of the caller is left alone, but for the calls that are ended', async () => {
  const signals: AbortSignal[] = [];
  const end = vi.fn();
  const fetch: Fetch = (_url, { signal }) => {
    signals.push(signal);
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  };
  const owned = Object.assign(fetch, {
    close: end,
    destroy: end,
    [Symbol.dispose]: end,
    [Symbol.asyncDispose]: end,
  });
  const clock = manualClock();
  const one = new PrefactorHttpClient({ apiToken: 'test-token', fetch: owned }, clock);
  const two = new PrefactorHttpClient({ apiToken: 'test-token', fetch: owned }, clock);
  const ended = endOf(one.agentSpans.get('span-1'));
  const other = endOf(two.agentSpans.get('span-1'));
  await until(() => expect(signals).toHaveLength(2));
  const closing = one.close({ timeout: 5 });
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
  clock.advance(5);
  expect(await ended).toMatchObject(closed);
  await closing;
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(await atOnce(other)).toBe(stillPending);
  const closingOther = two.close({ timeout: 0 });
  clock.advance(0);
  await closingOther;
  expect(await other).toMatchObject(closed);
  expect(end).not.toHaveBeenCalled();
});

row('C1', 'a dispatcher of the caller is left open', async () => {
  await using server = await startServer((response) => json(response, 200, success(span)));
  const dispatcher = new Agent();
  for (let n = 0; n < 2; n += 1) {
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token', dispatcher });
    expect(await client.agentSpans.get('span-1')).toEqual(span);
  }
  expect(dispatcher).toMatchObject({ closed: false, destroyed: false });
  await dispatcher.close();
});

row('C1', 'a fetch that goes on failing cannot make close() reject', async () => {
  const late = Promise.withResolvers<never>();
  const fetch = vi.fn<Fetch>(() => late.promise);
  const clock = manualClock();
  const client = new PrefactorHttpClient({ apiToken: 'test-token', fetch }, clock);
  const call = endOf(client.agentSpans.get('span-1'));
  await until(() => expect(fetch).toHaveBeenCalledTimes(1));
  const closing = client.close({ timeout: 5 });
  clock.advance(5);
  expect(await closing).toBeUndefined();
  expect(await call).toMatchObject(closed);
  late.reject(new Error('too late for anybody'));
});

row('C1', 'a timeout that is none is refused by name, and the client stays open', async () => {
  await using server = await startServer((response) => json(response, 200, success(span)));
  await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token' });
  for (const options of [{ timeout: -1 }, { timeout: Number.NaN }, { timeout: '5' }, { timeuot: 5 }]) {
    const [name = ''] = Object.keys(options);
    const error = await endOf((async () => client.close(options as { timeout: number }))());
    expect(error).toMatchObject({ name: 'PrefactorClientError', code: 'invalid_argument' });
    expect((error as Error).message).toContain(name);
  }
  expect(await client.agentSpans.get('span-1')).toEqual(span);
});

row('C1', 'every method of a closed client is refused, and nothing is sent', async () => {
  await using test = await setUpByHand(never);
  await test.client.close();
  const { agentInstances, agentSpans, bulk } = test.client;
  await expect(test.client.validateToken()).rejects.toMatchObject(closed);
  await expect(agentSpans.finish('span-1')).rejects.toMatchObject(closed);
  await expect(agentInstances.list({ agent_id: 'agent-1' })).rejects.toMatchObject(closed);
  await expect(bulk.execute([undocumentedItem('things/show')])).rejects.toMatchObject(closed);
  expect(test.server.requests).toEqual([]);
});

row('C1', 'a running call may finish, and close() waits for it', async () => {
  let answer = (): void => {};
  await using test = await setUpByHand((response) => {
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

row('C1', 'a call whose wait for a retry ends tells what it had failed with', async () => {
  await using test = await setUpByHand(unavailable);
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

for (const [what, options, timeout] of [
  ['30 seconds', undefined, 30_000],
  ['its own timeout', { timeout: 200 }, 200],
] as const) {
  row('C1', `what is still running after ${what} is aborted`, async () => {
    await using test = await setUpByHand(never, { requestTimeout: 60_000 });
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await received(test.server, 1);
    const closing = test.client.close(options);
    expect(test.clock.pending).toContain(timeout);
    test.clock.advance(timeout);
    expect(await call).toMatchObject({ ...closed, operation: 'finishAgentSpan', attempts: 1 });
    expect(await closing).toBeUndefined();
    expect(test.clock.pending).toEqual([]);
  });
}

row('C1', 'close() may be called often, at any time, and never rejects', async () => {
  await using test = await setUpByHand(never);
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

row('C1', 'a client that was declared with await using is closed after its block', async () => {
  await using server = await startServer((response) => json(response, 200, success(span)));
  let kept: PrefactorHttpClient;
  {
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token' });
    kept = client;
    await kept.agentSpans.get('span-1');
  }
  await expect(kept.agentSpans.get('span-1')).rejects.toMatchObject(closed);
});

row('C1', 'the signals of callers are left without listeners', async () => {
  await using test = await setUpByHand(unavailable);
  const { signal } = new AbortController();
  const call = endOf(test.client.validateToken({ signal }));
  await until(() => expect(test.clock.pending).toEqual([1_000]));
  await test.client.close();
  expect(await call).toMatchObject(closed);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
