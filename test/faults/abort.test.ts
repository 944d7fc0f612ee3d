/** Calls that end before their answer: aborted by their caller, or out of time as a whole. */
import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { afterEach, expect, vi } from 'vitest';
import { type Fetch, PrefactorHttpClient, PrefactorTimeoutError, undocumentedItem } from '../../src/index.ts';
import { halfAnAnswer, never, unavailable, withSpan } from '../support/answers.ts';
import {
  answered,
  atOnce,
  endOf,
  nothingFollows,
  received,
  roundTrip,
  setUpByHand,
  stillPending,
  type TestByHand,
  transports,
  turns,
  until,
} from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { startSilentServer } from '../support/raw-server.ts';
import { type Answer, json, startServer } from '../support/server.ts';
import { row } from './row.ts';

/** Everything a caller may have in hand; `undefined` stands for an abort without a reason. */
const reasons: unknown[] = [new Error('the user went away'), 'enough', { code: 7 }, null, 0, '', undefined];

afterEach(() => {
  vi.useRealTimers();
});

for (const [through, config] of transports) {
  row(
    'A1',
    `aborted before the call, nothing is sent and the reason is kept, through ${through}`,
    async () => {
      await using test = await setUpByHand(never, config);
      for (const reason of reasons) {
        const signal = AbortSignal.abort(reason);
        const { agentInstances, agentSpans, bulk } = test.client;
        for (const call of [
          () => test.client.validateToken({ signal }),
          () => agentSpans.finish('span-1', {}, { signal }),
          () => agentInstances.list({ agent_id: 'agent-1' }, { signal }),
          () => bulk.execute([undocumentedItem('things/show')], { signal }),
        ]) {
          expect(await atOnce(endOf(call()))).toBe(signal.reason);
        }
        if (reason === undefined) expect(signal.reason).toMatchObject({ name: 'AbortError' });
        else expect(signal.reason).toBe(reason);
        expect(getEventListeners(signal, 'abort')).toEqual([]);
      }
      expect(test.clock.begun).toEqual([]);
      await nothingFollows(test, 0);
    },
  );

  row('A1', `aborted in the very tick of the call, it ends at once, through ${through}`, async (witness) => {
    await using test = await setUpByHand(never, config);
    const controller = witness.controller();
    const call = endOf(test.client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    controller.abort('changed my mind');
    expect(await atOnce(call)).toBe('changed my mind');
    await nothingFollows(test, 0);
  });

  const moments: [during: string, answer: Answer, reached: (test: TestByHand) => Promise<void>][] = [
    ['the wait for the answer', never, ({ server }) => received(server, 1)],
    ['the body', halfAnAnswer, (test) => answered(test, 1)],
    ['the wait for a retry', unavailable, ({ clock }) => until(() => expect(clock.pending).toEqual([1_000]))],
  ];

  for (const [during, answer, reached] of moments) {
    row(
      'A2',
      `an abort during ${during} ends the call at once, with any reason, through ${through}`,
      async (witness) => {
        for (const reason of reasons) {
          await using test = await setUpByHand(answer, config);
          const controller = witness.controller();
          const { signal } = controller;
          const call = endOf(test.client.agentSpans.finish('span-1', {}, { signal }));
          await reached(test);
          expect(getEventListeners(signal, 'abort')).toHaveLength(1);
          controller.abort(reason);
          expect(await atOnce(call)).toBe(signal.reason);
          if (reason === undefined) expect(signal.reason).toMatchObject({ name: 'AbortError' });
          else expect(signal.reason).toBe(reason);
          expect(getEventListeners(signal, 'abort')).toEqual([]);
          await nothingFollows(test, 1);
        }
      },
    );

    row(
      'A2',
      `a signal made of others, or a time limit, ends ${during} with its own reason, through ${through}`,
      async (witness) => {
        const reason = new Error('one of two');
        for (const [signal, abort] of [
          (() => {
            const controller = witness.controller();
            const either = AbortSignal.any([controller.signal, witness.controller().signal]);
            return [either, () => controller.abort(reason)] as const;
          })(),
          [AbortSignal.timeout(1), () => {}] as const,
        ]) {
          await using test = await setUpByHand(answer, config);
          const call = endOf(test.client.agentSpans.finish('span-1', {}, { signal }));
          if (!signal.aborted) await Promise.race([reached(test), call]);
          abort();
          const error = await call;
          expect(error).toBe(signal.reason);
          if (error !== reason) expect(error).toMatchObject({ name: 'TimeoutError' });
          expect(error).not.toBeInstanceOf(PrefactorTimeoutError);
          expect(getEventListeners(signal, 'abort')).toEqual([]);
          expect(test.clock.pending).toEqual([]);
        }
      },
    );
  }

  row('A2', `an abort ends no call but its own, through ${through}`, async (witness) => {
    let answer = (): void => {};
    await using test = await setUpByHand((response, _request, index) => {
      if (index === 1) answer = () => json(response, 200, success(span));
    }, config);
    const controller = witness.controller();
    const first = endOf(test.client.agentSpans.get('span-1', {}, { signal: controller.signal }));
    await received(test.server, 1);
    const second = test.client.agentSpans.get('span-1');
    await received(test.server, 2);
    controller.abort('only the first');
    expect(await first).toBe('only the first');
    answer();
    expect(await second).toEqual(span);
  });

  row('A2', `an attempt that is aborted closes its connection, through ${through}`, async (witness) => {
    const gone = Promise.withResolvers<void>();
    await using test = await setUpByHand(
      (response, request, index) => {
        response.on('close', gone.resolve);
        return halfAnAnswer(response, request, index);
      },
      { ...config, requestTimeout: 700, maxRetries: 0 },
    );
    const controller = witness.controller();
    const call = endOf(test.client.validateToken({ signal: controller.signal }));
    await received(test.server, 1);
    await roundTrip();
    controller.abort();
    await call;
    await gone.promise;
  });

  row('A2', `an abort in a second attempt ends the call, through ${through}`, async (witness) => {
    await using test = await setUpByHand(
      (response, request, index) => (index === 0 ? unavailable(response, request, index) : undefined),
      config,
    );
    const controller = witness.controller();
    const call = endOf(test.client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    test.clock.advance(1_000);
    await received(test.server, 2);
    controller.abort('in the second');
    expect(await atOnce(call)).toBe('in the second');
    await nothingFollows(test, 2);
  });

  row('A2', `an abort in a second wait ends the call, through ${through}`, async (witness) => {
    await using test = await setUpByHand(unavailable, config);
    const controller = witness.controller();
    const call = endOf(test.client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    test.clock.advance(1_000);
    await until(() => expect(test.clock.pending).toEqual([2_000]));
    controller.abort('before the third');
    expect(await atOnce(call)).toBe('before the third');
    await nothingFollows(test, 2);
  });

  row(
    'A2',
    `an abort ends every call of its signal, wherever each is, through ${through}`,
    async (witness) => {
      await using test = await setUpByHand((response, request, index) => {
        const answer = { waits: never, reads: halfAnAnswer, retries: unavailable, lives: undefined }[
          request.url.split('/').at(-1) as string
        ];
        if (answer) return answer(response, request, index);
        return json(response, 200, success(span));
      }, config);
      const controller = witness.controller();
      const { signal } = controller;
      const calls = ['waits', 'reads', 'retries'].map((id) =>
        endOf(test.client.agentSpans.get(id, {}, { signal })),
      );
      await received(test.server, 3);
      await answered(test, 2);
      await until(() => expect(test.clock.pending.toSorted()).toEqual([1_000, 30_000, 30_000]));
      controller.abort('all of them');
      for (const call of calls) expect(await atOnce(call)).toBe('all of them');
      expect(await test.client.agentSpans.get('lives')).toEqual(span);
      await nothingFollows(test, 4);
    },
  );
}

row(
  'A2',
  'an abort during the wait for a free connection ends the call, which is never sent',
  async (witness) => {
    for (const reason of reasons) {
      let answer = (): void => {};
      await using test = await setUpByHand(
        (response, _request, index) => {
          answer = () => json(response, 200, success(span));
          if (index > 0) answer();
        },
        { maxConnections: 1 },
      );
      const running = test.client.agentSpans.get('running');
      await received(test.server, 1);
      const controller = witness.controller();
      const queued = Array.from({ length: 20 }, (_, n) =>
        endOf(test.client.agentSpans.finish(`queued-${n}`, {}, { signal: controller.signal })),
      );
      const patient = test.client.agentSpans.get('patient');
      await new Promise(setImmediate);
      controller.abort(reason);
      for (const call of queued) expect(await atOnce(call)).toBe(controller.signal.reason);
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
      answer();
      expect(await running).toEqual(span);
      expect(await patient).toEqual(span);
      await nothingFollows(test, 2);
      expect(test.server.requests.map(({ url }) => url.split('/').at(-1))).toEqual(['running', 'patient']);
    }
  },
);

for (const [through, config] of transports) {
  row(
    'A2',
    `an abort while a connection is set up ends the call at once, through ${through}`,
    async (witness) => {
      await using silent = await startSilentServer();
      const clock = manualClock();
      const client = new PrefactorHttpClient(
        { apiUrl: silent.url, apiToken: 'test-token', ...config },
        clock,
      );
      for (const reason of reasons) {
        const controller = witness.controller();
        const call = endOf(client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
        await silent.begun;
        await turns(5);
        controller.abort(reason);
        expect(await atOnce(call)).toBe(controller.signal.reason);
        expect(clock.pending).toEqual([]);
      }
      await client.close();
    },
  );
}

row(
  'A2',
  'an abort between an attempt and the wait that follows it ends the call at once',
  async (witness) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const fetch = vi.fn<Fetch>(async () => Response.json(failure('unavailable'), { status: 503 }));
    const clock = manualClock();
    await using client = new PrefactorHttpClient({ apiToken: 'test-token', fetch }, clock);
    const controller = witness.controller();
    const call = endOf(client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    // Whatever stands still now, only real time would move.
    await turns();
    expect(fetch).toHaveBeenCalledTimes(1);
    controller.abort('in between');
    try {
      expect(await atOnce(call)).toBe('in between');
    } finally {
      vi.runAllTimers();
    }
    await turns();
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(clock.pending).toEqual([]);
  },
);

row('A2', "an error of another call as the reason stays that call's", async (witness) => {
  const onError = vi.fn();
  await using test = await setUpByHand(
    (response, _request, index) => (index === 0 ? json(response, 404, failure('not_found')) : undefined),
    { hooks: { onError } },
  );
  const reason = await endOf(test.client.agentSpans.get('span-1'));
  expect(onError).toHaveBeenCalledTimes(1);
  const before = inspect(reason);
  const controller = witness.controller();
  const call = endOf(test.client.agentInstances.get('instance-1', { signal: controller.signal }));
  await received(test.server, 2);
  controller.abort(reason);
  expect(await call).toBe(reason);
  expect(inspect(reason)).toBe(before);
  expect(onError).toHaveBeenCalledTimes(1);
});

row('A1', 'a closed client says so, whatever the signal of the call has to say', async () => {
  await using test = await setUpByHand(never);
  await test.client.close();
  const call = test.client.agentSpans.finish('span-1', {}, { signal: AbortSignal.abort('enough') });
  expect(await endOf(call)).toMatchObject({ code: 'client_closed', operation: 'finishAgentSpan' });
});

row('A2', 'an abort ends the call even if a fetch of the caller ignores it', async (witness) => {
  const late = Promise.withResolvers<never>();
  const signals: AbortSignal[] = [];
  const bodies: Fetch[] = [
    () => late.promise,
    async () => ({
      status: 200,
      headers: new Headers(),
      body: { getReader: () => ({ read: () => late.promise, cancel: async () => {} }) },
    }),
  ];
  for (const answer of bodies) {
    const clock = manualClock();
    await using client = new PrefactorHttpClient(
      {
        apiToken: 'test-token',
        fetch: (url, init) => {
          signals.push(init.signal);
          return answer(url, init);
        },
      },
      clock,
    );
    const controller = witness.controller();
    const call = endOf(client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    await turns(5);
    controller.abort('not listening?');
    expect(await atOnce(call)).toBe('not listening?');
    expect(clock.pending).toEqual([]);
  }
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  // It comes when nobody waits for it any more.
  late.reject(new Error('too late'));
});

/** Counts the listeners of a signal while calls are made, and the warnings about too many of them. */
async function countListeners(
  signal: AbortSignal,
  calls: number,
  atATime: number,
  call: () => Promise<unknown>,
): Promise<{ most: number; warnings: Error[] }> {
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);
  process.on('warning', onWarning);
  let most = 0;
  let left = calls;
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      while (left > 0) {
        left -= 1;
        const answer = call();
        most = Math.max(most, getEventListeners(signal, 'abort').length);
        await answer;
        most = Math.max(most, getEventListeners(signal, 'abort').length);
      }
    }),
  );
  await new Promise(setImmediate);
  process.off('warning', onWarning);
  return { most, warnings };
}

row('A3', 'one signal serves 10 000 calls without gathering listeners', async (witness) => {
  const { signal } = witness.controller();
  const fetch = vi.fn<Fetch>(async () => Response.json(success(span)));
  await using client = new PrefactorHttpClient({ apiToken: 'test-token', fetch });
  const { most, warnings } = await countListeners(signal, 10_000, 40, () =>
    client.agentSpans.finish('span-1', {}, { signal }),
  );
  expect(fetch).toHaveBeenCalledTimes(10_000);
  expect(most).toBe(40);
  expect(warnings).toEqual([]);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

row(
  'A3',
  'calls that fail, that are retried and that are refused leave no listener either',
  async (witness) => {
    const { signal } = witness.controller();
    let calls = 0;
    const fetch: Fetch = async () => {
      calls += 1;
      if (calls % 3 === 0) throw new TypeError('fetch failed');
      return Response.json(failure('trouble'), { status: calls % 3 === 1 ? 503 : 404 });
    };
    await using client = new PrefactorHttpClient({ apiToken: 'test-token', fetch }, hastyClock(30_000));
    const { most, warnings } = await countListeners(signal, 500, 10, () =>
      Promise.allSettled([
        client.agentSpans.finish('span-1', {}, { signal }),
        client.agentSpans.finish('..', {}, { signal }),
      ]),
    );
    expect(calls).toBeGreaterThanOrEqual(500);
    expect(most).toBeLessThanOrEqual(20);
    expect(warnings).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  },
);

for (const [through, config] of transports) {
  row('A3', `one signal serves 1 000 calls over real connections, through ${through}`, async (witness) => {
    await using server = await startServer((response) => json(response, 200, success(span)));
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token', ...config });
    const { signal } = witness.controller();
    const { most, warnings } = await countListeners(signal, 1_000, 20, () =>
      client.agentSpans.finish('span-1', {}, { signal }),
    );
    expect(server.requests).toHaveLength(1_000);
    expect(most).toBeLessThanOrEqual(20);
    expect(warnings).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  row('A3', `an abort after the calls of a signal changes nothing, through ${through}`, async (witness) => {
    await using test = await setUpByHand(withSpan, config);
    const controller = witness.controller();
    const { signal } = controller;
    for (let n = 0; n < 20; n += 1) await test.client.agentSpans.get('span-1', {}, { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    controller.abort('too late');
    expect(await test.client.agentSpans.get('span-1')).toEqual(span);
  });

  const outOfTime = { name: 'PrefactorTimeoutError', phase: 'total', code: 'timeout' };

  for (const maxRetries of [0, 3]) {
    for (const [phase, answer] of [
      ['headers', never],
      ['body', halfAnAnswer],
    ] as const) {
      row(
        'A4',
        `a totalTimeout equal to requestTimeout is what ends the call (${phase}, ${maxRetries} retries), through ${through}`,
        async () => {
          await using test = await setUpByHand(answer, {
            ...config,
            requestTimeout: 700,
            totalTimeout: 700,
            maxRetries,
          });
          const call = endOf(test.client.agentSpans.finish('span-1'));
          await received(test.server, 1);
          if (phase === 'body') await answered(test, 1);
          test.clock.advance(699);
          expect(await atOnce(call)).toBe(stillPending);
          test.clock.advance(1);
          expect(await call).toMatchObject({
            ...outOfTime,
            attempts: 1,
            operation: 'finishAgentSpan',
            requestSent: true,
            cause: { name: 'PrefactorTimeoutError', phase },
          });
          await nothingFollows(test, 1);
        },
      );
    }
  }

  row('A4', `a totalTimeout equal to the timeout of one call ends it, through ${through}`, async () => {
    await using test = await setUpByHand(never, { ...config, totalTimeout: 400 });
    const call = endOf(test.client.agentSpans.finish('span-1', {}, { timeout: 400 }));
    await received(test.server, 1);
    test.clock.advance(400);
    expect(await call).toMatchObject({ ...outOfTime, attempts: 1 });
    await nothingFollows(test, 1);
  });

  row('A4', `a wait that would pass totalTimeout is not begun, through ${through}`, async () => {
    await using test = await setUpByHand(unavailable, { ...config, totalTimeout: 2_500 });
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    test.clock.advance(1_000);
    // 1 500 ms are left, and the next wait would take 2 000.
    expect(await call).toMatchObject({
      ...outOfTime,
      attempts: 2,
      cause: { name: 'PrefactorServerError', statusCode: 503, attempts: 2 },
    });
    expect(test.clock.begun.filter((delay) => delay === 2_000)).toEqual([]);
    await nothingFollows(test, 2);
  });

  row('A4', `no attempt follows a wait that took longer than totalTimeout, through ${through}`, async () => {
    await using test = await setUpByHand(unavailable, { ...config, totalTimeout: 1_500 });
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    // The machine slept, say.
    test.clock.advance(60_000);
    expect(await call).toMatchObject({
      ...outOfTime,
      attempts: 1,
      cause: { name: 'PrefactorServerError', statusCode: 503 },
    });
    await nothingFollows(test, 1);
  });

  row('A4', `an attempt gets no more than what totalTimeout leaves it, through ${through}`, async () => {
    await using test = await setUpByHand(
      (response, request, index) => (index === 0 ? unavailable(response, request, index) : undefined),
      { ...config, totalTimeout: 1_300, requestTimeout: 5_000 },
    );
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    test.clock.advance(1_000);
    await received(test.server, 2);
    expect(test.clock.pending).toEqual([300]);
    test.clock.advance(299);
    expect(await atOnce(call)).toBe(stillPending);
    test.clock.advance(1);
    expect(await call).toMatchObject({
      ...outOfTime,
      attempts: 2,
      cause: { name: 'PrefactorTimeoutError', phase: 'headers' },
    });
    await nothingFollows(test, 2);
  });

  row(
    'A4',
    `an abort comes before totalTimeout, and changes nothing after it, through ${through}`,
    async (witness) => {
      await using test = await setUpByHand(never, { ...config, totalTimeout: 500 });
      const early = witness.controller();
      const late = witness.controller();
      const aborted = endOf(test.client.agentSpans.finish('span-1', {}, { signal: early.signal }));
      const timedOut = endOf(test.client.agentSpans.finish('span-1', {}, { signal: late.signal }));
      await received(test.server, 2);
      early.abort('first');
      test.clock.advance(500);
      expect(await aborted).toBe('first');
      expect(await timedOut).toMatchObject(outOfTime);
      late.abort('too late');
      await nothingFollows(test, 2);
    },
  );
}

row('A4', 'a call that is still queued when totalTimeout passes is never sent', async () => {
  let answer = (): void => {};
  await using test = await setUpByHand(
    (response) => {
      answer = () => json(response, 200, success(span));
    },
    { maxConnections: 1, requestTimeout: 500, totalTimeout: 500 },
  );
  const running = test.client.agentSpans.get('running');
  await received(test.server, 1);
  test.clock.advance(100);
  const queued = endOf(test.client.agentSpans.finish('queued'));
  await new Promise(setImmediate);
  test.clock.advance(399);
  answer();
  expect(await running).toEqual(span);
  await received(test.server, 2);
  const third = endOf(test.client.agentSpans.finish('third'));
  await new Promise(setImmediate);
  test.clock.advance(500);
  expect(await queued).toMatchObject({ phase: 'total', requestSent: true, attempts: 1 });
  expect(await third).toMatchObject({
    name: 'PrefactorTimeoutError',
    phase: 'total',
    requestSent: false,
    attempts: 1,
    cause: { phase: 'queue' },
  });
  await nothingFollows(test, 2);
});

for (const [through, config] of transports) {
  row(
    'A5',
    `promises of the client's own never go unhandled, however calls end, through ${through}`,
    async (witness) => {
      const ends: Promise<unknown>[] = [];
      await using test = await setUpByHand(
        (response, request, index) => {
          const answer = [never, halfAnAnswer, unavailable][index % 3];
          if (index % 4 === 3) response.destroy();
          else return answer?.(response, request, index);
          return undefined;
        },
        { ...config, requestTimeout: 700, totalTimeout: 5_000 },
      );
      const controllers = Array.from({ length: 12 }, () => witness.controller());
      for (const { signal } of controllers)
        ends.push(endOf(test.client.agentSpans.finish('span-1', {}, { signal })));
      for (let n = 0; n < 12; n += 1) ends.push(endOf(test.client.agentSpans.get('span-1')));
      await received(test.server, 24);
      await until(() => expect(test.clock.pending).toContain(1_000));
      for (const controller of controllers) controller.abort('gone');
      test.clock.advance(700);
      test.clock.advance(700);
      const closing = test.client.close({ timeout: 10 });
      test.clock.advance(10);
      await closing;
      expect((await Promise.all(ends)).slice(0, 12)).toEqual(controllers.map(() => 'gone'));
      // A rejection is reported after the turn in which it was left alone.
      await turns(10);
    },
  );

  row(
    'A5',
    `nothing goes unhandled when the caller looks only after the end, through ${through}`,
    async (witness) => {
      await using test = await setUpByHand(never, config);
      const controller = witness.controller();
      const unhandled: Promise<unknown>[] = [];
      const onUnhandled = (_reason: unknown, promise: Promise<unknown>): void => void unhandled.push(promise);
      const call = test.client.agentSpans.finish('span-1', {}, { signal: controller.signal });
      // The one promise that callers see is theirs to handle. Every other would show up here.
      const seen = endOf(call);
      process.on('unhandledRejection', onUnhandled);
      await received(test.server, 1);
      controller.abort('unseen');
      await turns(10);
      process.off('unhandledRejection', onUnhandled);
      expect(unhandled).toEqual([]);
      expect(await seen).toBe('unseen');
      expect(await endOf(call)).toBe('unseen');
    },
  );
}

row(
  'A5',
  'who only asks for the whole answer, or only iterates a list, leaves nothing unhandled',
  async (witness) => {
    await using test = await setUpByHand(never);
    const controller = witness.controller();
    const { signal } = controller;
    const { agentSpans } = test.client;
    const whole = endOf(agentSpans.finish('span-1', {}, { signal }).withResponse());
    const through = endOf(
      (async () => {
        for await (const item of agentSpans.list({ agent_instance_id: 'instance-1' }, { signal }))
          expect.fail(`an item: ${item.id}`);
      })(),
    );
    await received(test.server, 2);
    controller.abort('unseen');
    expect(await whole).toBe('unseen');
    expect(await through).toBe('unseen');
  },
);
