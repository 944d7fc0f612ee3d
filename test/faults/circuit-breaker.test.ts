/** The circuit breaker: what opens it, what it refuses, and how it closes again. */
import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import {
  type HttpClientConfig,
  isPermanentHttpError,
  isPrefactorError,
  isTransientHttpError,
  PrefactorCircuitOpenError,
  PrefactorClientError,
  PrefactorHttpClient,
  undocumentedItem,
} from '../../src/index.ts';
import { endOf, received, transports } from '../support/client.ts';
import { hastyClock } from '../support/clock.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { type Answer, json, startServer } from '../support/server.ts';
import { row } from './row.ts';

const threshold = 3;
const halfOpenAfter = 10_000;
const start = Date.UTC(2026, 0, 1);

beforeEach(() => {
  // The breaker goes by the date; everything else here goes by a clock of its own.
  vi.useFakeTimers({ toFake: ['Date'], now: start });
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (milliseconds: number): unknown => vi.setSystemTime(Date.now() + milliseconds);

type Way = number | 'reset' | 'hold';

/** A server whose answers are told apart by the test: each request is answered as `way` says when it comes. */
async function setUp(config: HttpClientConfig = {}) {
  const test = {
    way: 503 as Way,
    /** How to answer the requests that are held, by the id of their span. */
    held: new Map<string, (way: Exclude<Way, 'hold'>) => void>(),
  };
  const answer: Answer = (response, { url }) => {
    const end = (way: Exclude<Way, 'hold'>): void => {
      if (response.headersSent) return;
      if (way === 'reset') response.destroy();
      else json(response, way, way === 200 ? success(span) : failure(`code_${way}`));
    };
    if (test.way === 'hold') test.held.set(url.split('/')[4] ?? '', end);
    else end(test.way);
  };
  const server = await startServer(answer);
  const client = new PrefactorHttpClient(
    {
      apiUrl: server.url,
      apiToken: 'test-token',
      maxRetries: 0,
      circuitBreaker: { threshold, halfOpenAfter },
      ...config,
    },
    hastyClock(30_000),
  );
  return Object.assign(test, {
    server,
    client,
    call: (signal?: AbortSignal, id = 'span-1') => endOf(client.agentSpans.finish(id, {}, { signal })),
    async [Symbol.asyncDispose]() {
      for (const end of test.held.values()) end(404);
      await client.close();
      await server[Symbol.asyncDispose]();
    },
  });
}
type Test = Awaited<ReturnType<typeof setUp>>;

async function fail(test: Test, calls: number, way: Way = 503): Promise<void> {
  test.way = way;
  for (let n = 0; n < calls; n += 1) {
    expect(await test.call()).not.toBeInstanceOf(PrefactorCircuitOpenError);
  }
}

/** Makes a call, which must be refused without a request. */
async function expectOpen(test: Test): Promise<void> {
  const requests = test.server.requests.length;
  const error = await test.call();
  expect(error).toBeInstanceOf(PrefactorCircuitOpenError);
  expect(error).toMatchObject({ attempts: 0 });
  expect(test.server.requests).toHaveLength(requests);
}

/** Makes a call, which must be let through and succeed. */
async function expectClosed(test: Test): Promise<void> {
  const requests = test.server.requests.length;
  test.way = 200;
  expect(await test.call()).toEqual(span);
  expect(test.server.requests).toHaveLength(requests + 1);
}

for (const [through, config] of transports) {
  row(
    'P2',
    `opens after exactly as many failed calls as the threshold, each with its retries, through ${through}`,
    async () => {
      await using test = await setUp({ ...config, maxRetries: 2 });
      for (let call = 1; call <= threshold; call += 1) {
        expect(await test.call()).toMatchObject({
          name: 'PrefactorRetryExhaustedError',
          statusCode: 503,
          attempts: 3,
        });
        expect(test.server.requests).toHaveLength(call * 3);
      }
      const error = await endOf(test.client.agentSpans.finish('span-1', {}, { idempotencyKey: 'the-key' }));
      expect(error).toBeInstanceOf(PrefactorCircuitOpenError);
      expect(error).toMatchObject({
        name: 'PrefactorCircuitOpenError',
        operation: 'finishAgentSpan',
        method: 'POST',
        path: '/api/v1/agent_spans/span-1/finish',
        attempts: 0,
        message: 'finishAgentSpan span-1: the circuit is open after repeated failures: nothing was sent',
        idempotencyKey: 'the-key',
      });
      expect(isPrefactorError(error)).toBe(true);
      expect(isTransientHttpError(error)).toBe(true);
      expect(isPermanentHttpError(error)).toBe(false);
      expect(await endOf(test.client.agentSpans.get('span-1'))).toMatchObject({
        name: 'PrefactorCircuitOpenError',
        operation: 'getAgentSpan',
        attempts: 0,
      });
      expect(await endOf(test.client.bulk.execute([undocumentedItem('things/show')]))).toMatchObject({
        name: 'PrefactorCircuitOpenError',
        attempts: 0,
      });
      expect(test.server.requests).toHaveLength(threshold * 3);
    },
  );

  row('P2', `counts everything that may pass by itself, through ${through}`, async () => {
    for (const way of [429, 500, 501, 502, 503, 504, 'reset'] as const) {
      await using test = await setUp(config);
      await fail(test, threshold, way);
      expect(test.server.requests).toHaveLength(threshold);
      await expectOpen(test);
    }
  });

  row(
    'P2',
    `takes any other answer as a sign of life, which starts the count anew, through ${through}`,
    async () => {
      for (const way of [200, 400, 401, 403, 404, 409, 422] as const) {
        await using test = await setUp(config);
        await fail(test, threshold - 1);
        await fail(test, 1, way);
        await fail(test, threshold - 1);
        await expectClosed(test);
      }
      await using test = await setUp(config);
      await fail(test, threshold * 3, 404);
      await expectClosed(test);
    },
  );

  row(
    'P2',
    `counts no aborted call, neither as a failure nor as a success, through ${through}`,
    async (witness) => {
      await using test = await setUp(config);
      const abortOne = async (): Promise<void> => {
        const requests = test.server.requests.length;
        const controller = witness.controller();
        test.way = 'hold';
        const call = test.call(controller.signal);
        await received(test.server, requests + 1);
        controller.abort('not needed');
        expect(await call).toBe('not needed');
      };
      for (let n = 0; n < threshold * 2; n += 1) await abortOne();
      await fail(test, threshold - 1);
      await abortOne();
      await expectClosed(test);

      await fail(test, threshold - 1);
      await abortOne();
      await fail(test, 1);
      await expectOpen(test);
    },
  );

  row(
    'P2',
    `counts no aborted call even if it succeeds or fails at the same moment, through ${through}`,
    async (witness) => {
      await using test = await setUp(config);
      for (let n = 0; n < threshold * 2; n += 1) {
        const controller = witness.controller();
        test.way = 503;
        const call = test.call(controller.signal);
        controller.abort('at once');
        expect(await call).toBe('at once');
      }
      await expectClosed(test);
    },
  );

  row('P2', `counts no call that was refused for its arguments, through ${through}`, async () => {
    await using test = await setUp(config);
    const refused = async (): Promise<void> => {
      expect(await endOf(test.client.agentSpans.finish('..'))).toMatchObject({ code: 'invalid_argument' });
    };
    for (let n = 0; n < threshold * 2; n += 1) await refused();
    await fail(test, threshold - 1);
    await refused();
    await expectClosed(test);

    await fail(test, threshold - 1);
    await refused();
    await fail(test, 1);
    await expectOpen(test);
    // They are refused for their arguments as ever.
    await refused();
  });

  row(
    'P2',
    `lets one call through after halfOpenAfter, and refuses all others meanwhile, through ${through}`,
    async () => {
      await using test = await setUp(config);
      await fail(test, threshold);
      pass(halfOpenAfter - 1);
      await expectOpen(test);
      pass(1);

      test.way = 'hold';
      const probe = test.call(undefined, 'probe');
      const others = Array.from({ length: 5 }, () => test.call());
      for (const error of await Promise.all(others)) {
        expect(error).toBeInstanceOf(PrefactorCircuitOpenError);
        expect(error).toMatchObject({ operation: 'finishAgentSpan', attempts: 0 });
      }
      await received(test.server, threshold + 1);
      await expectOpen(test);
      pass(halfOpenAfter * 10);
      await expectOpen(test);

      test.held.get('probe')?.(200);
      expect(await probe).toEqual(span);
      for (let n = 0; n < 3; n += 1) await expectClosed(test);
      // And the count starts from nothing.
      await fail(test, threshold - 1);
      await expectClosed(test);
      await fail(test, threshold);
      await expectOpen(test);
    },
  );

  row(
    'P2',
    `opens again for as long when the one call fails, with its retries, through ${through}`,
    async () => {
      await using test = await setUp({ ...config, maxRetries: 1 });
      await fail(test, threshold);
      for (let round = 0; round < 3; round += 1) {
        const requests = test.server.requests.length;
        pass(halfOpenAfter);
        expect(await test.call()).toMatchObject({ name: 'PrefactorRetryExhaustedError', attempts: 2 });
        expect(test.server.requests).toHaveLength(requests + 2);
        await expectOpen(test);
        pass(halfOpenAfter - 1);
        await expectOpen(test);
        pass(1 - halfOpenAfter);
      }
      pass(halfOpenAfter);
      await expectClosed(test);
      await expectClosed(test);
    },
  );

  row('P2', `closes when the one call is answered at all, even with a no, through ${through}`, async () => {
    await using test = await setUp(config);
    await fail(test, threshold);
    pass(halfOpenAfter);
    test.way = 404;
    expect(await test.call()).toMatchObject({ name: 'PrefactorNotFoundError', attempts: 1 });
    await expectClosed(test);
  });

  row(
    'P2',
    `stays open when the one call is aborted, and tries again after halfOpenAfter, through ${through}`,
    async (witness) => {
      await using test = await setUp(config);
      await fail(test, threshold);
      pass(halfOpenAfter);
      const controller = witness.controller();
      test.way = 'hold';
      const probe = test.call(controller.signal);
      await received(test.server, threshold + 1);
      controller.abort('gave up');
      expect(await probe).toBe('gave up');
      await expectOpen(test);
      pass(halfOpenAfter);
      await expectClosed(test);
      await expectClosed(test);
    },
  );

  row(
    'P2',
    `a call that is refused for its arguments is not the one that tries, through ${through}`,
    async () => {
      await using test = await setUp(config);
      await fail(test, threshold);
      pass(halfOpenAfter);
      const error = await endOf(test.client.agentSpans.finish('..'));
      expect(error).toBeInstanceOf(PrefactorClientError);
      await expectClosed(test);
    },
  );

  row('P2', `an aborted signal comes before an open circuit, through ${through}`, async (witness) => {
    await using test = await setUp(config);
    await fail(test, threshold);
    const reason = new Error('the user went away');
    expect(await test.call(AbortSignal.abort(reason))).toBe(reason);
    // It has not taken the place of the one call that tries either.
    pass(halfOpenAfter);
    expect(await test.call(AbortSignal.abort(reason))).toBe(reason);
    const { signal } = witness.controller();
    test.way = 200;
    expect(await test.call(signal)).toEqual(span);
    expect(test.server.requests).toHaveLength(threshold + 1);
  });

  row('P2', `a refused call leaves nothing on its signal, through ${through}`, async (witness) => {
    await using test = await setUp(config);
    await fail(test, threshold);
    const controller = witness.controller();
    const error = await test.call(controller.signal);
    expect(error).toBeInstanceOf(PrefactorCircuitOpenError);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    controller.abort('afterwards');
    expect(await test.call()).not.toBe(error);
  });

  row(
    'P2',
    `calls that are under way when it opens end with answers of their own, through ${through}`,
    async () => {
      await using test = await setUp(config);
      test.way = 'hold';
      const calls = Array.from({ length: threshold + 2 }, (_, n) => test.call(undefined, `span-${n}`));
      await received(test.server, threshold + 2);
      for (let n = 0; n < threshold; n += 1) {
        test.held.get(`span-${n}`)?.(503);
      }
      for (const call of calls.slice(0, threshold)) {
        expect(await call).toMatchObject({ statusCode: 503, attempts: 1 });
      }
      await expectOpen(test);
      test.held.get(`span-${threshold}`)?.(200);
      test.held.get(`span-${threshold + 1}`)?.(503);
      expect(await calls[threshold]).toEqual(span);
      expect(await calls[threshold + 1]).toMatchObject({ statusCode: 503, attempts: 1 });
      // What was sent before it opened says nothing about now.
      await expectOpen(test);
      pass(halfOpenAfter);
      await expectClosed(test);
    },
  );

  for (const end of ['is aborted', 'fails'] as const) {
    row(
      'P2',
      `an older call that ${end} while one tries does not disturb it, through ${through}`,
      async (witness) => {
        await using test = await setUp(config);
        const controller = witness.controller();
        test.way = 'hold';
        const older = test.call(controller.signal, 'older');
        await received(test.server, 1);
        await fail(test, threshold);
        pass(halfOpenAfter);
        test.way = 'hold';
        const probe = test.call(undefined, 'probe');
        await received(test.server, threshold + 2);
        if (end === 'fails') test.held.get('older')?.(503);
        else controller.abort('not needed');
        if (end === 'fails') expect(await older).toMatchObject({ statusCode: 503, attempts: 1 });
        else expect(await older).toBe('not needed');
        await expectOpen(test);
        test.held.get('probe')?.(200);
        expect(await probe).toEqual(span);
        await expectClosed(test);
      },
    );
  }

  row('P2', `a threshold of 1 opens with the first failure, through ${through}`, async () => {
    await using test = await setUp({ ...config, circuitBreaker: { threshold: 1, halfOpenAfter: 1 } });
    await fail(test, 1);
    await expectOpen(test);
    pass(1);
    await expectClosed(test);
  });
}

row('P2', 'an answer that comes too late counts as a failure, like any timeout', async () => {
  const clock = hastyClock();
  await using server = await startServer(() => {});
  await using client = new PrefactorHttpClient(
    {
      apiUrl: server.url,
      apiToken: 'test-token',
      maxRetries: 0,
      requestTimeout: 100,
      circuitBreaker: { threshold: 2, halfOpenAfter },
    },
    clock,
  );
  for (let n = 0; n < 2; n += 1) {
    expect(await endOf(client.agentSpans.get('span-1'))).toMatchObject({ name: 'PrefactorTimeoutError' });
  }
  expect(await endOf(client.agentSpans.get('span-1'))).toBeInstanceOf(PrefactorCircuitOpenError);
});

row('P2', 'every client has a circuit of its own, and without the option there is none', async () => {
  await using broken = await setUp();
  await using other = await setUp();
  await using without = await setUp({ circuitBreaker: undefined });
  await fail(broken, threshold);
  await expectOpen(broken);
  await expectClosed(other);
  await fail(without, threshold * 3);
  expect(without.server.requests).toHaveLength(threshold * 3);
  await expectClosed(without);
});

row('P2', 'the option is in force as it was when the client was made', async () => {
  const circuitBreaker = { threshold, halfOpenAfter };
  await using test = await setUp({ circuitBreaker });
  circuitBreaker.threshold = 1;
  circuitBreaker.halfOpenAfter = 1;
  await fail(test, threshold);
  pass(1);
  await expectOpen(test);
  pass(halfOpenAfter - 1);
  await expectClosed(test);
});

row('P2', 'an option that makes no sense is refused by name', async () => {
  for (const [circuitBreaker, named, shown] of [
    [{ threshold: 0, halfOpenAfter }, 'threshold', '0'],
    [{ threshold: -3, halfOpenAfter }, 'threshold', '-3'],
    [{ threshold: 1.5, halfOpenAfter }, 'threshold', '1.5'],
    [{ threshold: Number.NaN, halfOpenAfter }, 'threshold', 'NaN'],
    [{ threshold: Number.POSITIVE_INFINITY, halfOpenAfter }, 'threshold', 'Infinity'],
    [{ threshold: '3', halfOpenAfter }, 'threshold', '"3"'],
    [{ threshold: null, halfOpenAfter }, 'threshold', 'null'],
    [{ threshold: undefined, halfOpenAfter }, 'threshold', ''],
    [{ halfOpenAfter }, 'threshold', ''],
    [{ threshold, halfOpenAfter: 0 }, 'halfOpenAfter', '0'],
    [{ threshold, halfOpenAfter: -1 }, 'halfOpenAfter', '-1'],
    [{ threshold, halfOpenAfter: Number.NaN }, 'halfOpenAfter', 'NaN'],
    [{ threshold, halfOpenAfter: '10' }, 'halfOpenAfter', '"10"'],
    [{ threshold, halfOpenAfter: undefined }, 'halfOpenAfter', ''],
    [{ threshold }, 'halfOpenAfter', ''],
    [{ threshold, halfOpenAfter, halfOpenAftre: 1 }, 'halfOpenAftre', ''],
    [{}, 'must have threshold and halfOpenAfter', ''],
    [true, 'circuitBreaker', 'boolean'],
    [null, 'circuitBreaker', 'null'],
    [3, 'circuitBreaker', 'number'],
  ] as [circuitBreaker: unknown, named: string, shown: string][]) {
    let error: unknown;
    try {
      new PrefactorHttpClient({ apiToken: 'test-token', circuitBreaker } as HttpClientConfig);
    } catch (thrown) {
      error = thrown;
    }
    const what = JSON.stringify(circuitBreaker);
    expect(error, what).toBeInstanceOf(PrefactorClientError);
    expect(error, what).toMatchObject({ code: 'invalid_config' });
    const { issues, message } = error as PrefactorClientError;
    expect(
      issues.map(({ path }) => path.split('.')[0]),
      what,
    ).toEqual(['circuitBreaker']);
    expect(message, what).toContain('circuitBreaker');
    expect(message, what).toContain(named);
    expect(message, what).toContain(shown);
  }
});
