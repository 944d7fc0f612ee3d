/** `bulk.executeAll`: what it reads, when it begins, and in which form outcomes come. */
import { describe, expect, it } from 'vitest';
import { type BulkInput, PrefactorClientError } from '../../src/index.ts';
import { failureOf, roundTrip, thrownBy, until } from '../support/client.ts';
import { failure, instance, span, success } from '../support/fixtures.ts';
import { all, finishes, finishOf, numberOf, setUp, setUpByHand, successOf } from './support.ts';

/** Items that tell how many of them were taken, and whether the source was closed. */
function watched(count = Number.POSITIVE_INFINITY) {
  const seen = { taken: 0, closed: 0 };
  function* items(): Generator<BulkInput<'agent_spans/finish'>> {
    try {
      for (let n = 0; n < count; n += 1) {
        seen.taken += 1;
        yield finishOf(n);
      }
    } finally {
      seen.closed += 1;
    }
  }
  return { seen, items };
}

/** Items that come when the test says so. */
function fed() {
  const asked: PromiseWithResolvers<IteratorResult<BulkInput<'agent_spans/finish'>>>[] = [];
  const seen = { closed: 0 };
  let given = 0;
  const iterator = {
    next: () => {
      const step = Promise.withResolvers<IteratorResult<BulkInput<'agent_spans/finish'>>>();
      asked.push(step);
      return step.promise;
    },
    return: () => {
      seen.closed += 1;
      return Promise.resolve({ done: true as const, value: undefined });
    },
  };
  const next = async () => {
    await until(() => expect(asked.length).toBeGreaterThan(0));
    return asked.shift();
  };
  return {
    seen,
    items: { [Symbol.asyncIterator]: () => iterator },
    give: async () => (await next())?.resolve({ done: false, value: finishOf(given++) }),
    end: async () => (await next())?.resolve({ done: true, value: undefined }),
    fail: async (error: unknown) => (await next())?.reject(error),
  };
}

/** Lets everything happen that needs no time. */
async function settle(): Promise<void> {
  await roundTrip();
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
}

/** What cannot be written, however hard one tries. */
const unwritable = {
  toJSON() {
    throw new Error('no');
  },
};

describe('a run', () => {
  it.each<[what: string, items: () => Iterable<BulkInput> | AsyncIterable<BulkInput>]>([
    ['an array', () => finishes(7)],
    ['a generator', () => watched(7).items()],
    ['an iterable', () => new Set(finishes(7))],
    [
      'an async generator',
      async function* () {
        for (const item of finishes(7)) {
          await Promise.resolve();
          yield item;
        }
      },
    ],
    [
      'an async iterable',
      () => ({
        [Symbol.asyncIterator]() {
          const rest = finishes(7);
          return {
            next: async () => {
              const value = rest.shift();
              return value === undefined ? { done: true as const, value } : { done: false, value };
            },
          };
        },
      }),
    ],
    ['a web stream', () => ReadableStream.from<BulkInput>(finishes(7))],
  ])('takes %s and gives each item one outcome, in order', async (_, items) => {
    await using test = await setUp();
    const outcomes = await all(test.bulk.executeAll(items(), { maxItems: 3 }));
    expect(outcomes.map(({ index, item, status }) => [index, numberOf({ ...item }), status])).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((n) => [n, n, 'success']),
    );
    expect(test.sent.flat()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(Math.max(...test.sizes)).toBeLessThanOrEqual(3);
  });

  it('of no items sends nothing', async () => {
    await using test = await setUp();
    expect(await test.bulk.executeAll([])).toEqual({ succeeded: 0, failed: 0 });
    expect(await all(test.bulk.executeAll(new Set<BulkInput>()))).toEqual([]);
    expect(test.requests).toEqual([]);
  });

  it('reads and sends nothing before it is awaited or iterated', async () => {
    await using test = await setUp();
    const { seen, items } = watched(3);
    test.bulk.executeAll(items());
    await settle();
    expect(seen.taken).toBe(0);
    expect(test.requests).toEqual([]);
  });

  it('is started by awaiting it, and gives the same totals however often it is awaited', async () => {
    await using test = await setUp({
      item: (item) => (numberOf(item) === 1 ? failure('not_found') : successOf(item)),
    });
    const run = test.bulk.executeAll(finishes(5));
    expect(await run).toEqual({ succeeded: 4, failed: 1 });
    expect(await run).toEqual({ succeeded: 4, failed: 1 });
    expect(await Promise.all([run, run])).toHaveLength(2);
    expect(test.sent).toEqual([[0, 1, 2, 3, 4], [2, 3], [4]]);
  });

  it('gives its totals to those who await it while somebody iterates it', async () => {
    await using test = await setUp();
    const run = test.bulk.executeAll(finishes(5));
    const outcomes: number[] = [];
    for await (const { index } of run) outcomes.push(index);
    expect(outcomes).toHaveLength(5);
    expect(await run).toEqual({ succeeded: 5, failed: 0 });
    expect(test.requests).toHaveLength(1);
  });

  it('can be iterated once', async () => {
    await using test = await setUp();
    const run = test.bulk.executeAll(finishes(2));
    await run;
    const error = thrownBy(() => run[Symbol.asyncIterator]());
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'already_started' });
    expect(test.requests).toHaveLength(1);
  });

  it('has filled requests as long as there are items', async () => {
    await using test = await setUp();
    await test.bulk.executeAll(finishes(1_250));
    expect(test.sizes).toEqual([500, 500, 250]);
  });

  it('keeps requests within maxBytes, and sends an item alone that is larger', async () => {
    await using test = await setUp();
    const items = [10, 10, 10, 400, 10, 10].map((size, n) =>
      finishOf(n, { result_payload: { text: 'ü'.repeat(size) } }),
    );
    await test.bulk.executeAll(items, { maxBytes: 700 });
    expect(test.sent.flat()).toEqual([0, 1, 2, 3, 4, 5]);
    const bytes = test.server.requests.map(({ body }) => Buffer.byteLength(body));
    for (const [index, size] of bytes.entries()) {
      if (test.sizes[index] !== 1) expect(size).toBeLessThanOrEqual(700);
    }
    expect(test.sent).toContainEqual([3]);
    // What fits is put together.
    expect(test.requests.length).toBeLessThan(6);
  });

  it('fills a request to the very byte of maxBytes', async () => {
    await using test = await setUp();
    const items = finishes(6).map((item, n) => ({ ...item, idempotency_key: `the-key-${n}` }));
    await test.bulk.executeAll(items.slice(0, 3));
    const maxBytes = Buffer.byteLength(test.server.requests[0]?.body ?? '');
    await test.bulk.executeAll(items, { maxBytes });
    await test.bulk.executeAll(items, { maxBytes: maxBytes - 1 });
    expect(test.sizes).toEqual([3, 3, 3, 2, 2, 2]);
  });
});

describe('the outcome of an item', () => {
  it("has the caller's own item, its index, its key, and the fields of the answer", async () => {
    const control = { terminate: true, reason: 'Out of budget.' };
    await using test = await setUp({
      item: (item) => (item._type === 'agent_spans/finish' ? { ...success(span), control } : successOf(item)),
    });
    const items: BulkInput[] = [
      finishOf(0, { idempotency_key: 'my-own-key' }),
      { _type: 'agent_instances/show', agent_instance_id: 'instance-1' },
    ];
    const outcomes = await all(test.bulk.executeAll(items));
    const keys = test.requests[0]?.map(({ idempotency_key }) => idempotency_key);
    expect(outcomes).toEqual([
      { index: 0, item: items[0], idempotencyKey: 'my-own-key', status: 'success', details: span, control },
      { index: 1, item: items[1], idempotencyKey: keys?.[1], status: 'success', details: instance },
    ]);
    for (const [n, outcome] of outcomes.entries()) expect(outcome.item).toBe(items[n]);
  });

  it('says where a success differs from the document', async () => {
    await using test = await setUp({ item: () => success({ ...span, id: 7 }) });
    const [outcome] = await all(test.bulk.executeAll([finishOf(0)]));
    expect(outcome).toMatchObject({
      status: 'success',
      details: { id: 7 },
      contractIssues: [{ path: 'details.id', message: expect.any(String) }],
    });
  });

  it('has what the answer says beside the details, but not in place of what names the item', async () => {
    await using test = await setUp({
      item: () => ({ ...success(span), index: 99, item: 'another', idempotencyKey: 'another' }),
    });
    const item = finishOf(0, { idempotency_key: 'my-own-key' });
    expect(await all(test.bulk.executeAll([item]))).toMatchObject([
      { index: 0, item, idempotencyKey: 'my-own-key', status: 'success' },
    ]);
  });

  it('is not taken for another by what the answer says', async () => {
    const claims = { alreadyApplied: true, contractIssues: [1], error: new Error('none').message };
    await using test = await setUp({ item: () => ({ ...success(span), ...claims }) });
    const [outcome] = await all(test.bulk.executeAll([finishOf(0)]));
    expect(outcome).toMatchObject({ status: 'success', details: span });
    for (const name of Object.keys(claims)) expect(outcome).not.toHaveProperty(name);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty'])('is right for the key %s', async (key) => {
    await using test = await setUp();
    const outcomes = await all(test.bulk.executeAll([finishOf(0, { idempotency_key: key }), finishOf(1)]));
    expect(outcomes).toMatchObject([{ idempotencyKey: key, status: 'success' }, { status: 'success' }]);
  });
});

describe("the caller's items", () => {
  it('stay as they are, frozen ones too', async () => {
    await using test = await setUp({
      item: (item) => (numberOf(item) % 2 ? failure('not_found') : successOf(item)),
    });
    const items = finishes(6).map((item) => Object.freeze({ ...item, timestamp: new Date(0) }));
    const before = structuredClone(items);
    await test.bulk.executeAll(Object.freeze(items));
    expect(items).toEqual(before);
    expect(test.requests[0]?.[0]).toMatchObject({ timestamp: '1970-01-01T00:00:00.000Z' });
  });

  it('may be one object many times, with a key of its own each time', async () => {
    await using test = await setUp();
    const item = finishOf(0);
    const outcomes = await all(test.bulk.executeAll([item, item, item]));
    expect(new Set(outcomes.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
    expect(outcomes.every((outcome) => outcome.item === item)).toBe(true);
  });

  it('are sent as they were when they were read, however often they are sent', async () => {
    const item = { _type: 'agent_spans/finish' as const, agent_span_id: 'span-0', result_payload: { n: 1 } };
    await using test = await setUp({
      request: (_, index) => {
        item.result_payload.n += 1;
        return index === 0 ? 503 : undefined;
      },
    });
    await test.bulk.executeAll([item]);
    expect(test.requests).toMatchObject([[{ result_payload: { n: 1 } }], [{ result_payload: { n: 1 } }]]);
  });
});

describe('an item that breaks a rule', () => {
  it.each<[what: string, item: unknown, named: string]>([
    ['is no object', 'agent_spans/finish', 'items[1]'],
    ['is null', null, 'items[1]'],
    ['is an array', [], 'items[1]'],
    ['has no type', { agent_span_id: 'span-1' }, 'items[1]._type'],
    ['has a type that is none', { _type: 'finish' }, 'items[1]._type'],
    ['has an unknown field', { ...finishOf(1), staus: 'complete' }, 'items[1].staus'],
    ['lacks a field', { _type: 'agent_spans/finish' }, 'items[1].agent_span_id'],
    ['has a key that is too short', finishOf(1, { idempotency_key: 'short' }), 'items[1].idempotency_key'],
    ['has a key that is no text', finishOf(1, { idempotency_key: 12_345_678 }), 'items[1].idempotency_key'],
    ['has an invalid date', finishOf(1, { timestamp: new Date(Number.NaN) }), 'items[1].timestamp'],
    ['has what JSON has no form for', finishOf(1, { result_payload: { count: unwritable } }), 'JSON'],
    [
      'has a getter that throws',
      {
        ...finishOf(1),
        get status(): never {
          throw new Error('no status today');
        },
      },
      'no status today',
    ],
  ])('because it %s is an error outcome, and the others go on', async (_, bad, named) => {
    await using test = await setUp();
    const items = [finishOf(0), bad as BulkInput, finishOf(2)];
    const outcomes = await all(test.bulk.executeAll(items));
    expect(outcomes.map(({ index, status }) => [index, status])).toEqual([
      [0, 'success'],
      [1, 'error'],
      [2, 'success'],
    ]);
    const failed = outcomes[1];
    if (failed?.status !== 'error') throw new Error('the second item should have failed');
    expect(failed.item).toBe(bad);
    expect(failed.error).toBeInstanceOf(PrefactorClientError);
    expect(failed.error).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining(named),
    });
    expect(test.sent).toEqual([[0, 2]]);
  });

  it('is an outcome with the key that it has', async () => {
    await using test = await setUp();
    const bad = [
      finishOf(0, { idempotency_key: 'my-own-key', staus: 1 }),
      finishOf(1, { idempotency_key: 'my-other-key', timestamp: new Date(Number.NaN) }),
    ];
    expect(await all(test.bulk.executeAll(bad))).toMatchObject([
      { idempotencyKey: 'my-own-key', status: 'error', error: { idempotencyKey: 'my-own-key' } },
      { idempotencyKey: 'my-other-key', status: 'error', error: { idempotencyKey: 'my-other-key' } },
    ]);
    expect(test.requests).toEqual([]);
  });

  it('because an item with its key is still queued is an error outcome', async () => {
    await using test = await setUp();
    const same = (n: number) => finishOf(n, { idempotency_key: 'the-same-key' });
    const together = await all(test.bulk.executeAll([same(0), finishOf(1), same(2)]));
    expect(together.map(({ status }) => status)).toEqual(['success', 'success', 'error']);
    expect(together[2]).toMatchObject({
      idempotencyKey: 'the-same-key',
      error: { code: 'invalid_argument', message: expect.stringContaining('items[2].idempotency_key') },
    });
    expect(test.sent).toEqual([[0, 1]]);
    const apart = await all(test.bulk.executeAll([same(0), same(1)], { maxItems: 1 }));
    // The second one is read while the first is on its way.
    expect(apart.map(({ status }) => status)).toEqual(['success', 'error']);
  });
});

it('the key of an item that is done may come again', async () => {
  await using test = await setUp();
  const done = Promise.withResolvers<void>();
  const item = finishOf(0, { idempotency_key: 'the-same-key' });
  async function* items(): AsyncGenerator<BulkInput> {
    yield item;
    await done.promise;
    yield item;
  }
  const statuses: string[] = [];
  for await (const { status } of test.bulk.executeAll(items())) {
    statuses.push(status);
    done.resolve();
  }
  expect(statuses).toEqual(['success', 'success']);
  expect(test.sent).toEqual([[0], [0]]);
});

describe('reading', () => {
  it('goes no further ahead than a window, while nobody takes outcomes', async () => {
    for (const concurrency of [1, 4]) {
      await using test = await setUp();
      const { seen, items } = watched();
      const outcomes = test.bulk.executeAll(items(), { maxItems: 10, concurrency })[Symbol.asyncIterator]();
      const window = 10 * (3 * concurrency - 1);
      await outcomes.next();
      await settle();
      expect(seen.taken).toBeLessThanOrEqual(window + 2);
      const before = seen.taken;
      await settle();
      expect(seen.taken).toBe(before);
      for (let n = 0; n < 25; n += 1) await outcomes.next();
      await settle();
      expect(seen.taken).toBeLessThanOrEqual(window + 27);
      expect(seen.taken).toBeGreaterThan(before);
      await outcomes.return?.();
    }
  });

  it('goes no further ahead than the bytes of a window', async () => {
    await using test = await setUp({ request: () => new Promise(() => {}) });
    let taken = 0;
    function* large(): Generator<BulkInput> {
      for (;;) yield finishOf(taken++, { result_payload: { text: 'x'.repeat(10_000) } });
    }
    const outcomes = test.bulk.executeAll(large(), { maxBytes: 50_000 })[Symbol.asyncIterator]();
    const next = outcomes.next().catch(() => {});
    await until(() => expect(test.requests).toHaveLength(1));
    await settle();
    // One request on its way, and what waits behind it.
    expect(taken).toBeLessThanOrEqual(4 + 11);
    await test.client.close({ timeout: 0 });
    await next;
  });

  it('of a slow source does not keep from being sent what has been read', async () => {
    await using test = await setUpByHand();
    const source = fed();
    const outcomes = test.bulk.executeAll(source.items)[Symbol.asyncIterator]();
    const first = outcomes.next();
    await source.give();
    await source.give();
    await settle();
    test.clock.advance(0);
    await until(() => expect(test.sent).toEqual([[0, 1]]));
    expect(await first).toMatchObject({ value: { index: 0, status: 'success' } });
    expect(await outcomes.next()).toMatchObject({ value: { index: 1, status: 'success' } });
    const last = outcomes.next();
    await source.give();
    await source.end();
    expect(await last).toMatchObject({ value: { index: 2 } });
    expect(await outcomes.next()).toEqual({ done: true, value: undefined });
    expect(source.seen.closed, 'a source at its end needs no closing').toBe(0);
  });

  it('waits for as much of a quick source as fits into a request', async () => {
    await using test = await setUp();
    async function* quick(): AsyncGenerator<BulkInput> {
      for (const item of finishes(1_000)) yield item;
    }
    await test.bulk.executeAll(quick());
    expect(test.requests.length).toBeLessThanOrEqual(4);
  });
});

describe('a source that throws', () => {
  it.each([1, 2, 500])(
    'is told of when what was read has been dealt with, with batches of %i',
    async (maxItems) => {
      await using test = await setUp();
      const broken = new Error('the file is torn');
      function* items(): Generator<BulkInput> {
        yield* finishes(3);
        throw broken;
      }
      const outcomes: number[] = [];
      const run = test.bulk.executeAll(items(), { maxItems });
      const error = await failureOf(
        (async () => {
          for await (const { index } of run) outcomes.push(index);
        })(),
      );
      expect(error).toBe(broken);
      expect(outcomes).toEqual([0, 1, 2]);
      expect(test.sent.flat()).toEqual([0, 1, 2]);
      expect(await failureOf(run)).toBe(broken);
    },
  );

  it('rejects those who await the totals, asynchronous ones and ones that cannot begin too', async () => {
    await using test = await setUp();
    const source = fed();
    const end = failureOf(test.bulk.executeAll(source.items));
    await source.give();
    await source.fail('torn');
    expect(await end).toBe('torn');
    expect(test.sent).toEqual([[0]]);
    const unwilling = {
      [Symbol.iterator](): never {
        throw new TypeError('not today');
      },
    };
    expect(await failureOf(test.bulk.executeAll(unwilling))).toEqual(new TypeError('not today'));
  });
});

describe('leaving the loop', () => {
  it('aborts what is on its way, and closes the source', async () => {
    await using test = await setUpByHand({ request: (_, index) => (index === 0 ? undefined : 'hang') });
    const { seen, items } = watched();
    const aborted = Promise.withResolvers<void>();
    const run = test.bulk.executeAll(items(), { maxItems: 2 });
    for await (const { index } of run) {
      if (index === 0) {
        await until(() => expect(test.requests).toHaveLength(2));
        aborted.resolve();
      }
      if (index === 1) break;
    }
    await aborted.promise;
    expect(seen.closed).toBe(1);
    await settle();
    expect(test.clock.pending).toEqual([]);
    expect(test.requests).toHaveLength(2);
    expect(await run, 'what was known then').toEqual({ succeeded: 2, failed: 0 });
  });

  it('before it has begun ends the run, with nothing read', async () => {
    await using test = await setUp();
    const { seen, items } = watched();
    const run = test.bulk.executeAll(items());
    await run[Symbol.asyncIterator]().return?.();
    expect(await run).toEqual({ succeeded: 0, failed: 0 });
    expect(seen.taken).toBe(0);
    expect(test.requests).toEqual([]);
  });

  it('does not wait for a source that hangs', async () => {
    await using test = await setUpByHand();
    const source = fed();
    const run = test.bulk.executeAll(source.items, { maxItems: 1 });
    const left = (async () => {
      for await (const _ of run) break;
    })();
    await source.give();
    await left;
    expect(source.seen.closed).toBe(1);
    expect(test.clock.pending).toEqual([]);
  });

  it('by an error of the loop leaves with that error', async () => {
    await using test = await setUp();
    const { seen, items } = watched();
    const mine = new Error('mine');
    const loop = async () => {
      for await (const _ of test.bulk.executeAll(items(), { maxItems: 2 })) throw mine;
    };
    expect(await failureOf(loop())).toBe(mine);
    expect(seen.closed).toBe(1);
  });
});
