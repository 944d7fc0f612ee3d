/** `bulk.executeAll`: how a run is ended before its items are, how it tells of its progress, and which options it takes. */
import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  type BulkInput,
  type BulkProgress,
  type BulkRunOptions,
  PrefactorClientError,
} from '../../src/index.ts';
import {
  atOnce,
  endOf,
  failureOf,
  nothingFollows,
  roundTrip,
  thrownBy,
  transports,
  until,
} from '../support/client.ts';
import { failure, span, success } from '../support/fixtures.ts';
import {
  all,
  createOf,
  finishes,
  finishOf,
  numberOf,
  setUp,
  setUpByHand,
  silentSource,
  successOf,
  type TestByHand,
} from './support.ts';

describe('a run with stopOnError', () => {
  it('sends nothing more after the first item that failed', async () => {
    await using test = await setUp({
      item: (item) => (numberOf(item) === 4 ? failure('not_found') : successOf(item)),
    });
    let closed = 0;
    function* items(): Generator<BulkInput> {
      try {
        for (let n = 0; ; n += 1) yield finishOf(n);
      } finally {
        closed += 1;
      }
    }
    const run = test.bulk.executeAll(items(), { stopOnError: true, maxItems: 3 });
    const outcomes = await all(run);
    expect(outcomes.map(({ index, status }) => [index, status])).toEqual([
      [0, 'success'],
      [1, 'success'],
      [2, 'success'],
      [3, 'success'],
      [4, 'error'],
    ]);
    expect(await run).toEqual({ succeeded: 4, failed: 1 });
    expect(test.sent).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(closed).toBe(1);
  });

  it('sends the items before one that is not fit to be sent', async () => {
    await using test = await setUp();
    const bad = { ...finishOf(3), nope: 1 };
    const items = [...finishes(3), bad, finishOf(4)];
    const outcomes = await all(
      test.bulk.executeAll(items as BulkInput[], { stopOnError: true, maxItems: 2 }),
    );
    expect(outcomes.map(({ index, status }) => [index, status])).toEqual([
      [0, 'success'],
      [1, 'success'],
      [2, 'success'],
      [3, 'error'],
    ]);
    expect(test.sent).toEqual([[0, 1], [2]]);
  });

  it('goes on after an error that has passed', async () => {
    await using test = await setUp({
      item: (item, times) => (numberOf(item) === 1 && times === 0 ? failure('busy') : successOf(item)),
    });
    expect(await test.bulk.executeAll(finishes(4), { stopOnError: true })).toEqual({
      succeeded: 4,
      failed: 0,
    });
  });

  it('stops after a request that is refused as a whole, or never answered', async () => {
    for (const status of [401, 503]) {
      await using test = await setUp({ request: () => status });
      const run = test.bulk.executeAll(finishes(9), { stopOnError: true, maxItems: 2, maxRetries: 1 });
      expect(await all(run)).toHaveLength(2);
      expect(await run).toEqual({ succeeded: 0, failed: 2 });
      expect(test.requests).toHaveLength(status === 401 ? 1 : 2);
    }
  });

  it('tells what became of the requests that were under way', async () => {
    const both = Promise.withResolvers<undefined>();
    await using test = await setUp({
      request: (_items, index) => {
        if (index === 1) both.resolve(undefined);
        return both.promise;
      },
      item: (item) => (numberOf(item) === 1 ? failure('not_found') : successOf(item)),
    });
    const items = Array.from({ length: 20 }, (_, n) => createOf(n, `instance-${n % 2}`));
    const run = test.bulk.executeAll(items, { stopOnError: true, concurrency: 2, maxItems: 1 });
    const outcomes = await all(run);
    expect(outcomes.map(({ index, status }) => [index, status])).toContainEqual([1, 'error']);
    expect(outcomes.map(({ index }) => index)).toEqual(test.sent.flat().sort((a, b) => a - b));
    const { succeeded, failed } = await run;
    expect([succeeded + failed, failed]).toEqual([outcomes.length, 1]);
    // Two were under way; only the one that came back before may have made room for another.
    expect(test.requests.length).toBeLessThanOrEqual(3);
  });

  it('has no outcome for what was not sent, and goes on to what was', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUp({
      request: (items) => (numberOf(items[0] ?? {}) === 2 ? gate.promise : undefined),
      item: (item) => (numberOf(item) === 0 ? failure('not_found') : successOf(item)),
    });
    const items = [createOf(0, 'one'), createOf(1, 'one'), createOf(2, 'two')];
    const run = test.bulk.executeAll(items, {
      stopOnError: true,
      concurrency: 2,
      maxItems: 1,
      onProgress: () => gate.resolve(undefined),
    });
    const outcomes = await all(run);
    expect(outcomes.map(({ index, status }) => [index, status])).toEqual([
      [0, 'error'],
      [2, 'success'],
    ]);
    expect(await run).toEqual({ succeeded: 1, failed: 1 });
    expect(test.sent).toEqual([[0], [2]]);
  });

  it('sends what comes before the item that failed, and was waiting for its retry or its turn', async () => {
    const failed = Promise.withResolvers<undefined>();
    await using test = await setUp({
      // What `one` has to wait for is known only after item 3 has failed.
      request: (items) => (numberOf(items[0] ?? {}) === 0 ? failed.promise : undefined),
      item: (item, times) => {
        if (numberOf(item) === 0 && times === 0) return failure('busy');
        return numberOf(item) === 3 ? failure('not_found') : successOf(item);
      },
    });
    const items = [0, 1, 2, 3, 4, 5].map((n) => createOf(n, n === 3 || n === 5 ? 'two' : 'one'));
    const run = test.bulk.executeAll(items, {
      stopOnError: true,
      concurrency: 2,
      maxItems: 1,
      onProgress: () => failed.resolve(undefined),
    });
    expect((await all(run)).map(({ index, status }) => [index, status])).toEqual([
      [0, 'success'],
      [1, 'success'],
      [2, 'success'],
      [3, 'error'],
    ]);
    expect(await run).toEqual({ succeeded: 3, failed: 1 });
    expect(test.sent.flat().toSorted()).toEqual([0, 0, 1, 2, 3]);
  });

  it('stops at the first of several items that failed', async () => {
    const failed = Promise.withResolvers<undefined>();
    await using test = await setUp({
      request: (items) => (numberOf(items[0] ?? {}) === 0 ? failed.promise : undefined),
      item: (item) => ([1, 3].includes(numberOf(item)) ? failure('not_found') : successOf(item)),
    });
    const items = [0, 1, 2, 3].map((n) => createOf(n, n === 3 ? 'two' : 'one'));
    const run = test.bulk.executeAll(items, {
      stopOnError: true,
      concurrency: 2,
      maxItems: 1,
      onProgress: () => failed.resolve(undefined),
    });
    expect((await all(run)).map(({ index, status }) => [index, status])).toEqual([
      [0, 'success'],
      [1, 'error'],
      [3, 'error'],
    ]);
    expect(await run).toEqual({ succeeded: 1, failed: 2 });
    expect(test.sent.flat()).not.toContain(2);
  });

  it('does not wait for a source that hangs', async () => {
    await using test = await setUp({ item: () => failure('not_found') });
    const items = (async function* (): AsyncGenerator<BulkInput> {
      yield finishOf(0);
      await new Promise(() => {});
    })();
    expect(await test.bulk.executeAll(items, { stopOnError: true, maxItems: 1 })).toEqual({
      succeeded: 0,
      failed: 1,
    });
  });
});

describe('onProgress', () => {
  it('is told after every request how far the run has come', async () => {
    await using test = await setUp({
      item: (item) => (numberOf(item) === 1 ? failure('not_found') : successOf(item)),
      request: (_items, index) => (index === 0 ? 503 : undefined),
    });
    const told: BulkProgress[] = [];
    await test.bulk.executeAll(finishes(7), { maxItems: 4, onProgress: (progress) => told.push(progress) });
    // The first request was answered at its second attempt.
    expect(test.sizes).toEqual([4, 4, 2, 3]);
    expect(told).toEqual([
      { succeeded: 1, failed: 1, requests: 1 },
      { succeeded: 3, failed: 1, requests: 2 },
      { succeeded: 6, failed: 1, requests: 3 },
    ]);
  });

  it('is told of requests that were given up or refused as well', async () => {
    await using test = await setUp({ request: (_items, index) => [401, 503, undefined][index] });
    const told: BulkProgress[] = [];
    await test.bulk.executeAll(finishes(3), {
      maxItems: 1,
      maxRetries: 0,
      onProgress: (progress) => told.push(progress),
    });
    expect(told).toEqual([
      { succeeded: 0, failed: 1, requests: 1 },
      { succeeded: 0, failed: 2, requests: 2 },
      { succeeded: 1, failed: 2, requests: 3 },
    ]);
  });

  it.each<[what: string, onProgress: () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['never ends', () => new Promise(() => {})],
  ])('changes nothing when it %s', async (_, onProgress) => {
    await using test = await setUp();
    expect(await test.bulk.executeAll(finishes(4), { maxItems: 1, onProgress })).toEqual({
      succeeded: 4,
      failed: 0,
    });
  });
});

describe('an abort', () => {
  it('ends the waits of items that are still to come, and none that is long over', async () => {
    const hint = 5_000;
    await using test = await setUp({
      item: (item, times) =>
        numberOf(item) === 0 && times < 3
          ? failure('temporarily_unavailable', { retry_after_ms: hint })
          : successOf(item),
      request: (items) => (items.some((item) => numberOf(item) === 1) ? 'hang' : undefined),
    });
    test.clock.randomValue = 0;
    const { after: begin } = test.clock;
    const waits = { over: 0, endedTwice: 0 };
    test.clock.after = (delay, run, ...more) => {
      if (delay !== hint) return begin(delay, run, ...more);
      let isOver = false;
      const cancel = begin(delay, () => {
        isOver = true;
        waits.over += 1;
        run();
      });
      return () => {
        if (isOver) waits.endedTwice += 1;
        cancel();
      };
    };
    const controller = new AbortController();
    const end = failureOf(test.bulk.executeAll(finishes(2), { maxItems: 1, signal: controller.signal }));
    await until(() => expect(test.hanging).toBe(1));
    controller.abort('enough');
    expect(await end).toBe('enough');
    expect(waits).toEqual({ over: 3, endedTwice: 0 });
  });

  const phases: [
    phase: string,
    script: Parameters<typeof setUpByHand>[0],
    options: BulkRunOptions,
    reached: (test: TestByHand) => void,
  ][] = [
    [
      'while a request is on its way',
      { request: () => 'hang' },
      {},
      ({ requests }) => expect(requests).toHaveLength(1),
    ],
    [
      'while several requests are on their way',
      { request: () => 'hang' },
      { concurrency: 4, maxItems: 1 },
      ({ requests }) => expect(requests).toHaveLength(4),
    ],
    [
      'while a request waits to be tried again',
      { request: () => 503 },
      {},
      ({ clock }) => expect(clock.pending).toEqual([1_000]),
    ],
    [
      'while an item waits to be tried again',
      { item: () => failure('unexpected') },
      {},
      ({ clock }) => expect(clock.pending).toEqual([1_000]),
    ],
  ];

  it.each(phases)(
    '%s ends the run at once with its reason, and nothing follows',
    async (_, script, options, reached) => {
      for (const [, config] of transports) {
        for (const how of ['awaited', 'iterated']) {
          await using test = await setUpByHand({ ...script, config });
          const controller = new AbortController();
          const { signal } = controller;
          const items = Array.from({ length: 8 }, (_, n) => createOf(n, `instance-${n}`));
          const run = test.bulk.executeAll(items, { ...options, signal });
          const end = endOf(how === 'awaited' ? Promise.resolve(run) : all(run));
          await until(() => reached(test));
          const requests = test.requests.length;
          const reason = { mine: true };
          controller.abort(reason);
          expect(await atOnce(end)).toBe(reason);
          await nothingFollows(test, requests);
          expect(getEventListeners(signal, 'abort')).toEqual([]);
        }
      }
    },
  );

  it('before the run begins ends it before anything is read or sent', async () => {
    await using test = await setUp();
    let read = 0;
    const items = {
      [Symbol.iterator]: () => {
        read += 1;
        return finishes(1).values();
      },
    };
    for (const reason of ['enough', null, new Error('mine')]) {
      expect(await failureOf(test.bulk.executeAll(items, { signal: AbortSignal.abort(reason) }))).toBe(
        reason,
      );
      expect(await failureOf(all(test.bulk.executeAll(items, { signal: AbortSignal.abort(reason) })))).toBe(
        reason,
      );
    }
    expect(read).toBe(0);
    expect(test.requests).toEqual([]);
  });

  it('while the source is slow ends the run at once, and closes the source', async () => {
    await using test = await setUpByHand();
    for (const how of ['awaited', 'iterated']) {
      const items = silentSource();
      const controller = new AbortController();
      const run = test.bulk.executeAll(items, { signal: controller.signal });
      const end = endOf(how === 'awaited' ? Promise.resolve(run) : all(run));
      await roundTrip();
      controller.abort('enough');
      expect(await atOnce(end)).toBe('enough');
      expect(items.closed).toBe(1);
      await nothingFollows(test, 0);
    }
  });

  it('while the loop is busy is told at its next turn, whatever outcomes there are', async () => {
    await using test = await setUp();
    const controller = new AbortController();
    const run = test.bulk.executeAll(finishes(4), { signal: controller.signal });
    const seen: number[] = [];
    const loop = async () => {
      for await (const { index } of run) {
        seen.push(index);
        controller.abort('enough');
      }
    };
    expect(await failureOf(loop())).toBe('enough');
    expect(seen).toEqual([0]);
    expect(await failureOf(run)).toBe('enough');
  });

  it('after the end changes nothing', async () => {
    await using test = await setUp();
    const controller = new AbortController();
    const run = test.bulk.executeAll(finishes(4), { signal: controller.signal });
    await run;
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    controller.abort('enough');
    expect(await run).toEqual({ succeeded: 4, failed: 0 });
  });

  it('leaves no rejection unhandled, whoever looks on', async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    try {
      await using test = await setUpByHand({ request: () => 'hang' });
      const controller = new AbortController();
      const run = test.bulk.executeAll(finishes(2), { signal: controller.signal });
      const end = endOf(all(run));
      await until(() => expect(test.requests).toHaveLength(1));
      controller.abort('enough');
      await end;
      await roundTrip();
    } finally {
      process.off('unhandledRejection', onRejection);
    }
    expect(rejections).toEqual([]);
  });
});

describe('closing the client', () => {
  it('before the run begins rejects the run', async () => {
    await using test = await setUp();
    const run = test.bulk.executeAll(finishes(1));
    await test.client.close();
    const error = await failureOf(run);
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'client_closed' });
    expect(test.requests).toEqual([]);
  });

  it('lets the request finish that is on its way, and rejects the run before the next', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUp({ request: () => gate.promise });
    const end = failureOf(test.bulk.executeAll(finishes(4), { maxItems: 2 }));
    await until(() => expect(test.requests).toHaveLength(1));
    const closed = test.client.close();
    gate.resolve(undefined);
    expect(await end).toMatchObject({ code: 'client_closed' });
    await closed;
    expect(test.requests).toHaveLength(1);
  });

  it('lets a run end well whose last request is on its way', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUp({ request: () => gate.promise });
    const run = Promise.resolve(test.bulk.executeAll(finishes(4)));
    await until(() => expect(test.requests).toHaveLength(1));
    const closed = test.client.close();
    gate.resolve(undefined);
    expect(await run).toEqual({ succeeded: 4, failed: 0 });
    await closed;
  });

  it('lets all requests finish that are on their way, and sends no more', async () => {
    const gates = Array.from({ length: 2 }, () => Promise.withResolvers<undefined>());
    await using test = await setUp({ request: (_items, index) => gates[index]?.promise });
    const items = Array.from({ length: 6 }, (_, n) => createOf(n, `instance-${n}`));
    const told: BulkProgress[] = [];
    const onProgress = (progress: BulkProgress) => void told.push(progress);
    const end = failureOf(test.bulk.executeAll(items, { concurrency: 2, maxItems: 1, onProgress }));
    await until(() => expect(test.requests).toHaveLength(2));
    const closed = test.client.close();
    gates[0]?.resolve(undefined);
    await until(() => expect(told).toHaveLength(1));
    gates[1]?.resolve(undefined);
    expect(await end).toMatchObject({ code: 'client_closed' });
    await closed;
    expect(told.at(-1)).toEqual({ succeeded: 2, failed: 0, requests: 2 });
    expect(test.requests).toHaveLength(2);
  });

  it('rejects a run whose source is slow, and closes the source', async () => {
    await using test = await setUp();
    let closed = 0;
    const items: AsyncIterable<BulkInput> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          closed += 1;
          return { done: true, value: undefined };
        },
      }),
    };
    const end = failureOf(all(test.bulk.executeAll(items)));
    await test.client.close();
    expect(await end).toMatchObject({ code: 'client_closed' });
    expect(closed).toBe(1);
  });

  it('is told when the outcomes are that are known by then', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUp({ request: () => gate.promise });
    const indices: number[] = [];
    const loop = async () => {
      for await (const { index } of test.bulk.executeAll(finishes(4), { maxItems: 2 })) indices.push(index);
    };
    const end = failureOf(loop());
    await until(() => expect(test.requests).toHaveLength(1));
    const closed = test.client.close();
    gate.resolve(undefined);
    expect(await end).toMatchObject({ code: 'client_closed' });
    await closed;
    expect(indices).toEqual([0, 1]);
  });

  it.each<[what: string, script: Parameters<typeof setUpByHand>[0], pending: number[]]>([
    ['a request that hangs, when the time is over', { request: () => 'hang' }, [30_000]],
    ['the wait of a request', { request: () => 503 }, [1_000]],
    ['the wait of an item', { item: () => failure('unexpected') }, [1_000]],
  ])('rejects the run in %s, and nothing follows', async (_, script, pending) => {
    await using test = await setUpByHand(script);
    const end = endOf(Promise.resolve(test.bulk.executeAll(finishes(4))));
    await until(() => {
      expect(test.requests).toHaveLength(1);
      expect(test.clock.pending).toEqual(pending);
    });
    const closed = test.client.close({ timeout: 5 });
    test.clock.advance(5);
    expect(await Promise.race([end, roundTrip()])).toMatchObject({ code: 'client_closed' });
    await closed;
    await nothingFollows(test, 1);
  });
});

describe('options', () => {
  it('of each request are those of the run', async () => {
    const signals: unknown[] = [];
    const control = { terminate: true, reason: 'Out of budget.' };
    await using test = await setUp({ item: () => ({ ...success(span), control }) });
    await test.bulk.executeAll(finishes(2), {
      maxItems: 1,
      headers: { 'x-tenant': 'acme' },
      onControlSignal: (event) => signals.push(event),
    });
    expect(test.server.requests.map(({ headers }) => headers['x-tenant'])).toEqual(['acme', 'acme']);
    expect(signals).toEqual(Array.from({ length: 2 }, () => ({ ...control, agentInstanceId: 'instance-1' })));
  });

  it.each<[option: string, options: unknown]>([
    ['maxItems', { maxItems: 0 }],
    ['maxItems', { maxItems: 1.5 }],
    ['maxBytes', { maxBytes: '1 MiB' }],
    ['concurrency', { concurrency: 0 }],
    ['stopOnError', { stopOnError: 'yes' }],
    ['onProgress', { onProgress: true }],
    ['signal', { signal: 'soon' }],
    ['timeout', { timeout: -1 }],
    ['maxRetries', { maxRetries: Number.NaN }],
    ['retryOnStatusCodes', { retryOnStatusCodes: [200] }],
    ['headers', { headers: { 'idempotency-key': 'x' } }],
    ['onControlSignal', { onControlSignal: {} }],
    ['maxItem', { maxItem: 5 }],
    ['idempotencyKey', { idempotencyKey: 'a-key-for-all' }],
    ['extraBody', { extraBody: {} }],
    ['options', 'fast'],
    ['options', null],
  ])('are checked by name before anything is read or sent: %s of %j', async (option, options) => {
    await using test = await setUp();
    const error = thrownBy(() => test.bulk.executeAll(finishes(1), options as BulkRunOptions));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'invalid_argument', message: expect.stringContaining(option) });
    expect(test.requests).toEqual([]);
  });

  it('name every one that is wrong', async () => {
    await using test = await setUp();
    const options = { maxItems: -1, concurrency: 'two', nope: 1 } as unknown as BulkRunOptions;
    expect(thrownBy(() => test.bulk.executeAll([], options))).toMatchObject({
      issues: expect.arrayContaining(
        ['maxItems', 'concurrency', 'nope'].map((path) => expect.objectContaining({ path })),
      ),
    });
  });

  it('that are undefined are left out, and those of the prototype are none', async () => {
    await using test = await setUp();
    const options = Object.create({ maxItems: 'many' }) as BulkRunOptions;
    expect(await test.bulk.executeAll(finishes(2), options)).toEqual({ succeeded: 2, failed: 0 });
    const nothing = { maxItems: undefined, signal: undefined, timeout: undefined, onProgress: undefined };
    expect(await test.bulk.executeAll(finishes(2), nothing)).toEqual({ succeeded: 2, failed: 0 });
  });

  it.each([undefined, null, 5, 'text', {}, new Map().get])('items cannot be %s', async (items) => {
    await using test = await setUp();
    const error = thrownBy(() => test.bulk.executeAll(items as unknown as BulkInput[]));
    expect(error).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('items must be'),
    });
  });
});
