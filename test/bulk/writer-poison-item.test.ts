/** `bulk.writer`: one item that keeps all others from being sent, and an API that only looks as if there were one. */
import { describe, expect, it, vi } from 'vitest';
import { PrefactorServerError, PrefactorTimeoutError, type WriterOutcome } from '../../src/index.ts';
import { failure } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';
import {
  createOf,
  finishes,
  finishOf,
  numberOf,
  passTimeFor,
  passTimeUntil,
  type Script,
  sent,
  setUp,
  setUpByHand,
  successOf,
  type Trouble,
  type WireItem,
  waiting,
} from './support.ts';

/** An API to which the same happens as long as a request has one of these items in it. */
function poisonous(trouble: Trouble, ...poison: number[]) {
  /** Which items were carried out, in that order. */
  const done: number[] = [];
  const script: Script = {
    request: (items) => (items.some((item) => poison.includes(numberOf(item))) ? trouble : undefined),
    item: (item) => {
      done.push(numberOf(item));
      return successOf(item);
    },
  };
  return { done, script };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const failedOf = (outcomes: readonly WriterOutcome[]) =>
  outcomes.filter(({ status }) => status !== 'success').map(({ index, status }) => [index, status]);

describe('an item whose requests always end in a 500', () => {
  const count = 9;

  describe.each([1, 4, 500])('with requests of %i', (maxItems) => {
    it.each(numbers(count))(
      'is found at place %i, and everything else is written, once, in order',
      async (poison) => {
        const { done, script } = poisonous(500, poison);
        await using test = await setUp(script);
        const writer = test.bulk.writer({ maxItems });
        const outcomes = finishes(count).map((item) => writer.add(item));
        expect(await writer.flush()).toEqual({ pending: 0 });
        expect(failedOf(await Promise.all(outcomes))).toEqual([[poison, 'error']]);
        const outcome = await outcomes[poison];
        const error = outcome?.status === 'error' ? outcome.error : undefined;
        expect(error).toMatchObject({ statusCode: 500, operation: 'executeBulk' });
        expect(error?.cause).toBeInstanceOf(PrefactorServerError);
        expect(done).toEqual(numbers(count).filter((n) => n !== poison));
        expect(await writer.close()).toEqual({ written: count - 1, failed: 1, dropped: 0 });
      },
    );
  });

  it('is found among many, with no more than four times the items sent', async () => {
    const { done, script } = poisonous(500, 321);
    await using test = await setUp({ ...script, config: { maxRetries: 0 } });
    const writer = test.bulk.writer();
    const outcomes = finishes(1_000).map((item) => writer.add(item));
    await writer.flush();
    expect(failedOf(await Promise.all(outcomes))).toEqual([[321, 'error']]);
    expect(done).toEqual(numbers(1_000).filter((n) => n !== 321));
    expect(test.itemsSent).toBeLessThan(4_000);
  });

  it('is found after another one, once something got through in between', async () => {
    const { done, script } = poisonous(500, 1, 4);
    await using test = await setUp(script);
    const writer = test.bulk.writer({ maxItems: 6 });
    const outcomes = finishes(6).map((item) => writer.add(item));
    await writer.flush();
    expect(failedOf(await Promise.all(outcomes))).toEqual([
      [1, 'error'],
      [4, 'error'],
    ]);
    expect(done).toEqual([0, 2, 3, 5]);
  });

  it('is sent several times before it is blamed', async () => {
    let failures = 0;
    await using test = await setUp({
      request: () => {
        failures += 1;
        return failures <= 2 ? 500 : undefined;
      },
      config: { maxRetries: 0 },
    });
    const writer = test.bulk.writer({ maxItems: 1 });
    expect(await writer.add(finishOf(0))).toMatchObject({ status: 'success' });
    expect(test.pings).toBe(0);
  });

  it.each<Trouble>([503, 429, 'reset'])(
    'is looked for after three in a row, and %s in between makes them none',
    async (other) => {
      const troubles: Trouble[] = [500, 500, other, 500, 500];
      await using test = await setUp({ request: (_, index) => troubles[index], config: { maxRetries: 0 } });
      const writer = test.bulk.writer({ maxItems: 2 });
      for (const item of finishes(2)) writer.add(item);
      expect(await writer.flush()).toEqual({ pending: 0 });
      expect(test.sizes).toEqual([2, 2, 2, 2, 2, 2]);
    },
  );
});

describe('the search for an item', () => {
  it('waits for a smaller request as for a first one', async () => {
    const { script } = poisonous(500, 0);
    await using test = await setUpByHand({ ...script, config: { maxRetries: 0 } });
    const writer = test.bulk.writer({ maxItems: 8, flushInterval: 7 });
    const outcomes = Promise.all(finishes(8).map((item) => writer.add(item)));
    for (const [n, delay] of [1_000, 2_000, 1_000, 1_000].entries()) {
      await sent(test, n + 1);
      await waiting(test, delay);
      test.clock.advance(delay);
    }
    await sent(test, 5);
    expect(test.sizes).toEqual([8, 8, 8, 4, 2]);
    expect(failedOf(await passTimeFor(test, outcomes))).toEqual([[0, 'error']]);
  });
});

describe('an item that always takes too long', () => {
  it('is an error outcome while the API answers pings, and the queue goes on', async () => {
    const { done, script } = poisonous('hang', 0);
    await using test = await setUpByHand({ ...script, config: { maxRetries: 0 } });
    const writer = test.bulk.writer({ maxItems: 1, timeout: 50 });
    const outcomes = Promise.all(finishes(3).map((item) => writer.add(item)));
    const [first, ...others] = await passTimeFor(test, outcomes);
    expect(first).toMatchObject({ status: 'error', error: { phase: 'headers' } });
    expect(first?.status === 'error' && first.error).toBeInstanceOf(PrefactorTimeoutError);
    expect(others).toMatchObject([{ status: 'success' }, { status: 'success' }]);
    expect(done).toEqual([1, 2]);
    expect(test.pings).toBeGreaterThan(0);
  });

  it('is found among others', async () => {
    const { done, script } = poisonous('hang', 2);
    await using test = await setUpByHand({ ...script, config: { maxRetries: 1 } });
    const writer = test.bulk.writer({ maxItems: 5, timeout: 50 });
    const outcomes = Promise.all(finishes(5).map((item) => writer.add(item)));
    expect(failedOf(await passTimeFor(test, outcomes))).toEqual([[2, 'error']]);
    expect(done).toEqual([0, 1, 3, 4]);
  });
});

describe('an outage that looks like a bad item', () => {
  /** An API that does the same to everything, pings too, until it is told otherwise. */
  async function startApi(trouble: 500 | 'hang') {
    const state = { isDown: true, pings: 0 };
    const server = await startServer((response, { url, body }) => {
      if (url.endsWith('/ping')) state.pings += 1;
      if (state.isDown) return trouble === 'hang' ? undefined : json(response, trouble, failure('down'));
      if (url.endsWith('/ping')) return json(response, 200, { status: 'success' });
      const { items } = JSON.parse(body) as { items: WireItem[] };
      const outputs = Object.fromEntries(items.map((item) => [item.idempotency_key, successOf(item)]));
      json(response, 200, { status: 'success', outputs });
    });
    return { state, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  }

  it.each([500, 'hang'] as const)(
    'of everything (%s) blames nobody, and nothing is lost',
    async (trouble) => {
      await using api = await startApi(trouble);
      const { state, server } = api;
      await using test = await setUpByHand({ config: { apiUrl: server.url, maxRetries: 0 } });
      const writer = test.bulk.writer({ maxItems: 3, timeout: 50 });
      const outcomes = Promise.all(finishes(6).map((item) => writer.add(item)));
      const passing = { clock: test.clock, server };
      await passTimeUntil(passing, () => state.pings >= 5);
      expect(writer.size).toBe(6);
      state.isDown = false;
      expect(failedOf(await passTimeFor(passing, outcomes))).toEqual([]);
      expect(await writer.close()).toEqual({ written: 6, failed: 0, dropped: 0 });
    },
  );

  it.each<Trouble>([429, 502, 503, 504, 'reset'])(
    'of %s blames nobody, however long it lasts, although pings are answered',
    async (trouble) => {
      let isDown = true;
      await using test = await setUpByHand({
        request: () => (isDown ? trouble : undefined),
        config: { maxRetries: 0 },
      });
      const writer = test.bulk.writer({ maxItems: 1 });
      const outcomes = Promise.all(finishes(2).map((item) => writer.add(item)));
      await passTimeUntil(test, () => test.requests.length >= 12);
      expect(writer.size).toBe(2);
      isDown = false;
      expect(failedOf(await passTimeFor(test, outcomes))).toEqual([]);
      expect(test.pings, 'nobody had to be asked').toBe(0);
    },
  );

  it('of a server that refuses connections blames nobody', async () => {
    const { server } = await startApi(500);
    const { url } = server;
    await server[Symbol.asyncDispose]();
    await using test = await setUpByHand({ config: { apiUrl: url, maxRetries: 0 } });
    const writer = test.bulk.writer({ maxItems: 1 });
    for (const item of finishes(2)) writer.add(item);
    for (const delay of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000]) {
      await waiting(test, delay);
      test.clock.advance(delay);
    }
    expect(await writer.close({ timeout: 0 })).toEqual({ written: 0, failed: 0, dropped: 2 });
  });
});

describe('as long as nothing gets through, each further item is blamed after four times as many failures', () => {
  it.each<Trouble>([500, 'hang'])('when everything but a ping ends in %s', async (trouble) => {
    let isDown = true;
    await using test = await setUpByHand({
      request: () => (isDown ? trouble : undefined),
      config: { maxRetries: 0 },
    });
    const writer = test.bulk.writer({ maxItems: 4, timeout: 50 });
    const outcomes = Promise.all(finishes(8).map((item) => writer.add(item)));
    await passTimeUntil(test, () => test.requests.length >= 40);
    const alone = [0, 1, 2].map((n) => test.sent.filter((request) => request.join() === String(n)).length);
    // The first time that item 0 was alone, nobody was looking for an item yet, or it had not come to that.
    expect(alone[0]).toBeLessThanOrEqual(3);
    expect(alone[1]).toBe(8);
    expect(alone[2]).toBeGreaterThan(20);
    expect(writer.size).toBe(6);
    isDown = false;
    expect(failedOf(await passTimeFor(test, outcomes))).toEqual([
      [0, 'error'],
      [1, 'error'],
    ]);
  });

  it('and two side by side hold up what comes after them only for a while', async () => {
    const { done, script } = poisonous(500, 0, 1);
    await using test = await setUp({ ...script, config: { maxRetries: 0 } });
    const writer = test.bulk.writer();
    const outcomes = finishes(102).map((item) => writer.add(item));
    expect(await writer.flush()).toEqual({ pending: 0 });
    expect(failedOf(await Promise.all(outcomes))).toEqual([
      [0, 'error'],
      [1, 'error'],
    ]);
    expect(done).toEqual(numbers(102).slice(2));
  });

  it.each([
    [700, 701],
    [700, 708],
  ])('and items %i and %i of many are found', async (...poison) => {
    const { done, script } = poisonous(500, ...poison);
    await using test = await setUp({ ...script, config: { maxRetries: 0 } });
    const writer = test.bulk.writer();
    const outcomes = finishes(2_000).map((item) => writer.add(item));
    expect(await writer.flush()).toEqual({ pending: 0 });
    expect(failedOf(await Promise.all(outcomes))).toEqual(poison.map((n) => [n, 'error']));
    expect(done).toEqual(numbers(2_000).filter((n) => !poison.includes(n)));
  });

  it('with growing waits in between, which begin anew with each item', async () => {
    const { script } = poisonous(500, 0, 1);
    await using test = await setUpByHand({ ...script, config: { maxRetries: 0 } });
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcomes = Promise.all(finishes(2).map((item) => writer.add(item)));
    await passTimeUntil(test, () => writer.size === 1);
    for (const delay of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]) {
      await waiting(test, delay);
      test.clock.advance(delay);
    }
    expect(failedOf(await outcomes)).toHaveLength(2);
  });

  it('unless something in another lane gets through, which is tried first', async () => {
    const { script } = poisonous(500, 0, 1);
    await using test = await setUpByHand({ ...script, config: { maxRetries: 0 } });
    const writer = test.bulk.writer({ concurrency: 4, maxItems: 1 });
    const [first, second] = ['a', 'b'].map((lane, n) => writer.add(createOf(n, lane)));
    if (first === undefined || second === undefined) throw new Error('no outcomes');
    expect(await passTimeFor(test, first)).toMatchObject({ status: 'error' });
    const before = test.requests.length;
    const third = writer.add(createOf(2, 'c'));
    expect(await passTimeFor(test, Promise.all([second, third]))).toMatchObject([
      { status: 'error' },
      { status: 'success' },
    ]);
    const later = test.sent.slice(before).map(([n]) => n);
    expect(later).toEqual([...later.slice(0, later.indexOf(2)), 2, 1, 1]);
    expect(later.indexOf(2), 'failures of the second before the third got its turn').toBeLessThan(3);
  });
});

describe('an item that is alone after trouble that has passed', () => {
  it.each<[what: string, trouble: (items: readonly WireItem[]) => Trouble]>([
    ['all requests', () => 500],
    ['one item', (items) => (items.some((item) => numberOf(item) === 0) ? 500 : undefined)],
  ])('of %s is not blamed for its first failure', async (_, earlier) => {
    let trouble = earlier;
    await using test = await setUpByHand({ request: (items) => trouble(items), config: { maxRetries: 0 } });
    const writer = test.bulk.writer({ maxItems: 64 });
    const first = Promise.all(finishes(2).map((item) => writer.add(item)));
    // It is looked for an item, with requests of one.
    await passTimeUntil(test, () => test.sizes.includes(1));
    if (trouble([]) !== undefined) trouble = () => undefined;
    await passTimeFor(test, first);
    const asked = test.pings;
    let failures = 0;
    trouble = () => {
      failures += 1;
      return failures <= 2 ? 500 : undefined;
    };
    const alone = writer.add(finishOf(2));
    expect(await passTimeFor(test, alone)).toMatchObject({ status: 'success' });
    expect(failures).toBe(3);
    expect(test.pings, 'nobody had to be asked').toBe(asked);
  });
});

describe('an open circuit', () => {
  it('does not make the search for an item start anew: nothing was sent, and nothing learnt', async () => {
    // The breaker keeps its own time.
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { script } = poisonous(500, 7);
      await using test = await setUpByHand({
        ...script,
        config: { maxRetries: 0, circuitBreaker: { threshold: 3, halfOpenAfter: 300_000 } },
      });
      const writer = test.bulk.writer({ maxItems: 8 });
      const outcomes = finishes(8).map((item) => writer.add(item));
      let isOver = false;
      const settled = Promise.all(outcomes).finally(() => {
        isOver = true;
      });
      await passTimeUntil(test, () => {
        vi.setSystemTime(Date.now() + 60_000);
        return isOver;
      });
      expect(failedOf(await settled)).toEqual([[7, 'error']]);
      expect(test.sizes.slice(0, 4)).toEqual([8, 8, 8, 4]);
    } finally {
      vi.useRealTimers();
    }
  });
});
