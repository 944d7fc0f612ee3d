/** `bulk.writer`: what it does when requests or items fail, and how it is closed. */
import { describe, expect, it, vi } from 'vitest';
import { PrefactorClientError } from '../../src/index.ts';
import { atOnce, failureOf, roundTrip, stillPending, thrownBy } from '../support/client.ts';
import { failure } from '../support/fixtures.ts';
import {
  spanDetails as details,
  finishes,
  finishOf,
  numberOf,
  type Script,
  sent,
  setUpByHand,
  successOf,
  type TestByHand,
  type WireItem,
  waiting,
} from './support.ts';

/** A script whose API is down until it is told otherwise. */
function outage(trouble: 503 | 'reset' = 503) {
  const state = { isDown: true };
  const script: Script = {
    request: () => (state.isDown ? trouble : undefined),
    config: { maxRetries: 0 },
  };
  return { state, script };
}

describe('in an outage', () => {
  it.each([503, 'reset'] as const)(
    'of %s nothing is lost, and everything keeps its order and its key',
    async (trouble) => {
      const { state, script } = outage(trouble);
      await using test = await setUpByHand(script);
      const writer = test.bulk.writer({ maxItems: 3 });
      const outcomes = finishes(5).map((item) => writer.add(item));
      await sent(test, 1);
      await waiting(test, 1_000);
      outcomes.push(writer.add(finishOf(5)));
      expect(writer.size).toBe(6);
      test.clock.advance(1_000);
      await sent(test, 2);
      await waiting(test, 2_000);
      state.isDown = false;
      test.clock.advance(2_000);
      expect((await Promise.all(outcomes)).map(({ index, status }) => [index, status])).toEqual(
        outcomes.map((_, n) => [n, 'success']),
      );
      expect(test.sent).toEqual([
        [0, 1, 2],
        [0, 1, 2],
        [0, 1, 2],
        [3, 4, 5],
      ]);
      const [first, second, third] = test.server.requests;
      expect([second?.body, third?.body]).toEqual([first?.body, first?.body]);
      expect(writer.size).toBe(0);
      expect(await writer.close()).toEqual({ written: 6, failed: 0, dropped: 0 });
    },
  );

  it('the waits grow up to maxRetryDelay, and begin anew after an answer', async () => {
    const { state, script } = outage();
    await using test = await setUpByHand({
      ...script,
      config: { maxRetries: 0, initialRetryDelay: 100, maxRetryDelay: 350 },
    });
    const writer = test.bulk.writer({ maxItems: 1, timeout: 5_000 });
    let outcome = writer.add(finishOf(0));
    for (const delay of [100, 200, 350, 350]) {
      await waiting(test, delay);
      state.isDown = test.clock.begun.filter((one) => one === 350).length < 2;
      test.clock.advance(delay);
    }
    expect(await outcome).toMatchObject({ status: 'success' });
    state.isDown = true;
    outcome = writer.add(finishOf(1));
    await waiting(test, 100);
    state.isDown = false;
    test.clock.advance(100);
    expect(await outcome).toMatchObject({ status: 'success' });
    expect(test.requests).toHaveLength(7);
  });

  it('each try has the retries of a request', async () => {
    const { state, script } = outage();
    await using test = await setUpByHand({ ...script, config: {} });
    const writer = test.bulk.writer({ maxRetries: 1, maxItems: 1 });
    const outcome = writer.add(finishOf(0));
    for (const count of [1, 2, 3]) {
      await sent(test, count);
      await waiting(test, 1_000);
      state.isDown = count < 3;
      test.clock.advance(1_000);
    }
    expect(await outcome).toMatchObject({ status: 'success' });
    expect(test.requests).toHaveLength(4);
  });

  it('flush cuts a wait short', async () => {
    const { state, script } = outage();
    await using test = await setUpByHand(script);
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcome = writer.add(finishOf(0));
    await waiting(test, 1_000);
    const still = writer.flush({ timeout: 77 });
    await sent(test, 2);
    await waiting(test, 1_000);
    test.clock.advance(77);
    expect(await still, 'the API is still down').toEqual({ pending: 1 });
    state.isDown = false;
    expect(await writer.flush()).toEqual({ pending: 0 });
    expect(await outcome).toMatchObject({ status: 'success' });
    expect(test.requests).toHaveLength(3);
    expect(test.clock.pending).toEqual([]);
  });

  it('the wait is as long as the server asks', async () => {
    const { state, script } = outage();
    await using test = await setUpByHand({
      ...script,
      request: () => (state.isDown ? { status: 503, headers: { 'retry-after': '8' } } : undefined),
    });
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcome = writer.add(finishOf(0));
    // 12.5 % more than it asks, with the randomness of this clock.
    await waiting(test, 9_000);
    state.isDown = false;
    test.clock.advance(9_000);
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('the queue stays bounded', async () => {
    const { state, script } = outage();
    await using test = await setUpByHand(script);
    const writer = test.bulk.writer({ maxItems: 2, maxQueueItems: 4 });
    for (const item of finishes(4)) writer.add(item);
    await waiting(test, 1_000);
    expect(thrownBy(() => writer.add(finishOf(4)))).toMatchObject({ code: 'queue_full' });
    const ready = writer.ready();
    await roundTrip();
    expect(await atOnce(ready)).toBe(stillPending);
    state.isDown = false;
    await writer.flush();
    await ready;
  });

  it('of the circuit breaker nothing is lost either', async () => {
    // The breaker keeps its own time.
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { state, script } = outage();
      await using test = await setUpByHand({
        ...script,
        config: { maxRetries: 0, circuitBreaker: { threshold: 1, halfOpenAfter: 60_000 } },
      });
      const writer = test.bulk.writer({ maxItems: 1 });
      const outcome = writer.add(finishOf(0));
      await waiting(test, 1_000);
      test.clock.advance(1_000);
      await waiting(test, 2_000);
      expect(test.requests, 'refused by the breaker').toHaveLength(1);
      state.isDown = false;
      vi.setSystemTime(Date.now() + 60_000);
      test.clock.advance(2_000);
      expect(await outcome).toMatchObject({ status: 'success' });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('an item that keeps the queue from being sent', () => {
  /** Lets all waits pass, as they come, and requests that hang take too long, until something holds. */
  async function passTime(test: TestByHand, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await roundTrip();
      // The limit of a request that is on its way, and will be answered.
      const isAnswerComing = test.clock.pending.includes(30_000) && test.hanging === 0;
      if (!isAnswerComing) test.clock.advance(60_000);
    }
  }

  async function wait(test: TestByHand, ends: Promise<unknown>): Promise<void> {
    let isOver = false;
    const over = ends.then(() => {
      isOver = true;
    });
    await passTime(test, () => isOver);
    await over;
  }

  const poisonous = (...numbers: number[]) => {
    return (items: readonly WireItem[]) =>
      items.some((item) => numbers.includes(numberOf(item))) ? 500 : undefined;
  };

  it('by a 500 for every request that it is in is found, and the others are sent', async () => {
    await using test = await setUpByHand({ request: poisonous(5), config: { maxRetries: 0 } });
    const writer = test.bulk.writer({ maxItems: 12 });
    const outcomes = Promise.all(finishes(12).map((item) => writer.add(item)));
    await wait(test, outcomes);
    expect((await outcomes).map(({ status }) => status)).toEqual(
      finishes(12).map((_, n) => (n === 5 ? 'error' : 'success')),
    );
    expect((await outcomes)[5]).toMatchObject({ error: { statusCode: 500 } });
    expect(await writer.close()).toEqual({ written: 11, failed: 1, dropped: 0 });
    expect(test.pings).toBeGreaterThan(0);
  });

  it('by never being answered is found, and the others are sent', async () => {
    await using test = await setUpByHand({
      request: (items) => (items.some((item) => numberOf(item) === 2) ? 'hang' : undefined),
      config: { maxRetries: 0 },
    });
    const writer = test.bulk.writer({ maxItems: 4 });
    const outcomes = Promise.all(finishes(4).map((item) => writer.add(item)));
    await wait(test, outcomes);
    expect((await outcomes).map(({ status }) => status)).toEqual(['success', 'success', 'error', 'success']);
    expect((await outcomes)[2]).toMatchObject({ error: { code: 'timeout' } });
  });

  it('is not looked for where it may be an outage: nothing is blamed while no ping is answered', async () => {
    let isDown = true;
    await using test = await setUpByHand({
      request: () => (isDown ? 500 : undefined),
      ping: () => (isDown ? 500 : 200),
      config: { maxRetries: 0 },
    });
    const writer = test.bulk.writer({ maxItems: 4 });
    const outcomes = Promise.all(finishes(4).map((item) => writer.add(item)));
    await passTime(test, () => test.pings >= 5);
    expect(writer.size).toBe(4);
    isDown = false;
    await wait(test, outcomes);
    expect((await outcomes).map(({ status }) => status)).toEqual(Array(4).fill('success'));
  });

  it('is not one that failed just before the API came back', async () => {
    let isDown = true;
    await using test = await setUpByHand({
      request: () => (isDown ? 500 : undefined),
      ping: () => {
        isDown = false;
        return 200;
      },
      config: { maxRetries: 0 },
    });
    const writer = test.bulk.writer({ maxItems: 4 });
    const outcomes = Promise.all(finishes(4).map((item) => writer.add(item)));
    await wait(test, outcomes);
    expect((await outcomes).map(({ status }) => status)).toEqual(Array(4).fill('success'));
    expect(test.pings).toBe(1);
  });

  it('need not be alone', async () => {
    await using test = await setUpByHand({ request: poisonous(1, 6), config: { maxRetries: 0 } });
    const writer = test.bulk.writer({ maxItems: 8 });
    const outcomes = Promise.all(finishes(8).map((item) => writer.add(item)));
    await wait(test, outcomes);
    expect((await outcomes).map(({ status }) => status)).toEqual(
      finishes(8).map((_, n) => (n === 1 || n === 6 ? 'error' : 'success')),
    );
  });

  it('is not looked for after a 503, which blames nobody', async () => {
    let isDown = true;
    await using test = await setUpByHand({
      request: () => (isDown ? 503 : undefined),
      config: { maxRetries: 0 },
    });
    const writer = test.bulk.writer({ maxItems: 4 });
    const outcomes = Promise.all(finishes(4).map((item) => writer.add(item)));
    await passTime(test, () => test.requests.length >= 10);
    expect(new Set(test.sizes)).toEqual(new Set([4]));
    expect(test.pings).toBe(0);
    isDown = false;
    await wait(test, outcomes);
  });
});

describe('what cannot pass', () => {
  it.each([404, 409])('is an outcome and no loop: the %i of the API itself', async (status) => {
    await using test = await setUpByHand({ request: () => status });
    const writer = test.bulk.writer({ maxItems: 2 });
    const outcomes = finishes(4).map((item) => writer.add(item));
    expect(await writer.flush()).toEqual({ pending: 0 });
    for (const outcome of await Promise.all(outcomes)) {
      expect(outcome).toMatchObject({ status: 'error', error: { statusCode: status } });
    }
    expect(test.sent).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(await writer.close()).toEqual({ written: 0, failed: 4, dropped: 0 });
  });

  it('is found by halving, when a whole request is refused for what is in it', async () => {
    await using test = await setUpByHand({
      request: (items) => (items.some((item) => numberOf(item) === 3) ? 413 : undefined),
    });
    const writer = test.bulk.writer();
    const outcomes = finishes(8).map((item) => writer.add(item));
    await writer.flush();
    expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual(
      outcomes.map((_, n) => (n === 3 ? 'error' : 'success')),
    );
  });

  it.each([0, 1, 2])(
    'does not keep what comes after item %i: it is sent at once, with its key',
    async (bad) => {
      await using test = await setUpByHand({
        item: (item) => (numberOf(item) === bad ? failure('not_found') : successOf(item)),
      });
      const writer = test.bulk.writer({ maxItems: 4, onFailed() {} });
      const outcomes = finishes(4).map((item) => writer.add(item));
      expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual(
        outcomes.map((_, n) => (n === bad ? 'error' : 'success')),
      );
      const later = [0, 1, 2, 3].filter((n) => n > bad);
      expect(test.sent[0]).toEqual([0, 1, 2, 3]);
      expect(test.sent.slice(1).flat()).toEqual(later);
      expect(test.requests[1]?.[0]?.idempotency_key).toBe(test.requests[0]?.[bad + 1]?.idempotency_key);
      expect(test.clock.pending).toEqual([]);
    },
  );
});

describe("an item's error that may pass", () => {
  it('is tried again after growing waits, and keeps what comes after it in order', async () => {
    await using test = await setUpByHand({
      item: (item, times) => (numberOf(item) === 1 && times < 2 ? failure('busy') : successOf(item)),
    });
    const writer = test.bulk.writer({ maxItems: 3 });
    const outcomes = finishes(3).map((item) => writer.add(item));
    for (const delay of [1_000, 2_000]) {
      await waiting(test, delay);
      test.clock.advance(delay);
    }
    expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual([
      'success',
      'success',
      'success',
    ]);
    expect(test.sent).toEqual([[0, 1, 2], [1], [1], [2]]);
  });

  it('is waited for, whoever flushes meanwhile', async () => {
    await using test = await setUpByHand({
      item: (item, times) => (times === 0 ? failure('busy') : successOf(item)),
    });
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcome = writer.add(finishOf(0));
    await waiting(test, 1_000);
    const flushed = writer.flush();
    await roundTrip();
    expect(test.requests).toHaveLength(1);
    test.clock.advance(1_000);
    expect(await flushed).toEqual({ pending: 0 });
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('is an outcome after maxRetries', async () => {
    await using test = await setUpByHand({ item: () => failure('busy') });
    const writer = test.bulk.writer({ maxItems: 1, maxRetries: 1 });
    const outcome = writer.add(finishOf(0));
    await waiting(test, 1_000);
    test.clock.advance(1_000);
    expect(await outcome).toMatchObject({ status: 'error', error: { code: 'busy' } });
    expect(test.requests).toHaveLength(2);
  });
});

describe('a finish that an earlier attempt has done', () => {
  it('is a success', async () => {
    await using test = await setUpByHand({
      item: (item, times) => (times === 0 ? successOf(item) : failure('invalid_action')),
      request: (_items, index) => (index === 0 ? 'lost' : undefined),
      config: { maxRetries: 0 },
    });
    const writer = test.bulk.writer();
    const outcome = writer.finishSpan('span-1');
    test.clock.advance(250);
    await waiting(test, 1_000);
    test.clock.advance(1_000);
    expect(await outcome).toMatchObject({ status: 'success', alreadyApplied: true });
    expect(await writer.close()).toEqual({ written: 1, failed: 0, dropped: 0 });
  });
});

describe('the end of a span that was not created', () => {
  it.each([1, 500])('is not sent, with batches of %i', async (maxItems) => {
    await using test = await setUpByHand({
      item: (item) => (item._type === 'agent_spans/create' ? failure('validation_errors') : successOf(item)),
    });
    const writer = test.bulk.writer({ maxItems });
    const created = writer.createSpan(details);
    const ended = writer.finishSpan(created.id);
    const other = writer.finishSpan('another-span');
    await writer.flush();
    const refused = await created.outcome;
    if (refused.status !== 'error') throw new Error('the creation should have failed');
    const end = await ended;
    if (end.status !== 'error') throw new Error('the end should have failed');
    expect(end.error).toBeInstanceOf(PrefactorClientError);
    expect(end.error).toMatchObject({ code: 'create_failed' });
    expect(end.error.cause).toBe(refused.error);
    expect(await other).toMatchObject({ status: 'success' });
    const types = test.requests.map((items) => items.map(({ _type }) => _type));
    expect(types.at(-1)).toEqual(['agent_spans/finish']);
    // Where it was in the creation's own request, the API did not come to it.
    expect(types).toHaveLength(2);
    expect(await writer.close()).toEqual({ written: 1, failed: 2, dropped: 0 });
  });

  it('is not sent later either, when it is only ended then', async () => {
    await using test = await setUpByHand({ item: () => failure('not_found') });
    const writer = test.bulk.writer();
    const { id } = writer.createSpan(details);
    await writer.flush();
    const ended = [writer.finishSpan(id), writer.add({ _type: 'agent_spans/finish', agent_span_id: id })];
    expect(await writer.flush()).toEqual({ pending: 0 });
    for (const end of await Promise.all(ended)) {
      expect(end).toMatchObject({ status: 'error', error: { code: 'create_failed' } });
    }
    expect(test.requests).toHaveLength(1);
    expect(writer.size).toBe(0);
  });

  it('is not sent, when the creation was dropped', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ maxQueueItems: 1, overflow: 'drop' });
    writer.add(finishOf(0));
    const created = writer.createSpan(details);
    expect(await created.outcome).toMatchObject({ status: 'dropped' });
    await writer.flush();
    const ended = writer.finishSpan(created.id);
    await writer.flush();
    expect(await ended).toMatchObject({ status: 'error', error: { code: 'create_failed' } });
    expect(test.sent).toEqual([[0]]);
  });

  it.each<[what: string, script: Script, requests: number]>([
    ['its answer was lost', { request: (_items, index) => (index === 0 ? 'lost' : undefined) }, 3],
    ['it was answered 502', { request: (_items, index) => (index === 0 ? 502 : undefined) }, 3],
  ])('is sent, when an attempt may have created it all the same: %s', async (_, script, requests) => {
    await using test = await setUpByHand({
      ...script,
      item: (item) => (item._type === 'agent_spans/create' ? failure('validation_errors') : successOf(item)),
    });
    const writer = test.bulk.writer({ maxItems: 1 });
    const created = writer.createSpan(details);
    const ended = writer.finishSpan(created.id);
    await waiting(test, 1_000);
    test.clock.advance(1_000);
    expect(await created.outcome).toMatchObject({ status: 'error', error: { code: 'validation_errors' } });
    expect(await ended).toMatchObject({ status: 'success' });
    expect(test.requests).toHaveLength(requests);
  });

  it('is sent, when the creation failed in a way that may pass, and was not retried', async () => {
    await using test = await setUpByHand({
      item: (item) => (item._type === 'agent_spans/create' ? failure('unexpected') : successOf(item)),
    });
    const writer = test.bulk.writer({ maxRetries: 0 });
    const created = writer.createSpan(details);
    const ended = writer.finishSpan(created.id);
    await writer.flush();
    expect(await created.outcome).toMatchObject({ error: { code: 'unexpected' } });
    expect(await ended).toMatchObject({ status: 'success' });
  });

  it('is sent, when the answer does not say what became of the creation', async () => {
    await using test = await setUpByHand({
      item: (item) => (item._type === 'agent_spans/create' ? { status: 'maybe' } : successOf(item)),
    });
    const writer = test.bulk.writer();
    const created = writer.createSpan(details);
    const ended = writer.finishSpan(created.id);
    await writer.flush();
    expect(await created.outcome).toMatchObject({ error: { name: 'PrefactorResponseContractError' } });
    expect(await ended).toMatchObject({ status: 'success' });
  });

  it('is sent, when the span was created at a second attempt by the caller', async () => {
    let isRefused = true;
    await using test = await setUpByHand({
      item: (item) => (isRefused ? failure('validation_errors') : successOf(item)),
    });
    const writer = test.bulk.writer();
    const first = writer.createSpan(details);
    await writer.flush();
    isRefused = false;
    writer.createSpan({ ...details, id: first.id });
    const ended = writer.finishSpan(first.id);
    await writer.flush();
    expect(await ended).toMatchObject({ status: 'success' });
  });
});

describe('close', () => {
  it('sends what is queued, and tells what became of everything', async () => {
    await using test = await setUpByHand({
      item: (item) => (numberOf(item) === 1 ? failure('not_found') : successOf(item)),
    });
    const writer = test.bulk.writer({ maxItems: 2 });
    for (const item of finishes(5)) writer.add(item);
    expect(await writer.close()).toEqual({ written: 4, failed: 1, dropped: 0 });
    expect(test.sent.flat()).toEqual([0, 1, 2, 3, 4]);
    expect(test.clock.pending).toEqual([]);
  });

  it('twice is closing once', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    writer.add(finishOf(0));
    const closed = writer.close();
    expect(await writer.close({ timeout: 0 })).toEqual({ written: 1, failed: 0, dropped: 0 });
    expect(await closed).toEqual(await writer.close());
    await writer[Symbol.asyncDispose]();
    expect(await writer.flush()).toEqual({ pending: 0 });
    await writer.ready();
    expect(test.requests).toHaveLength(1);
  });

  it('is what `await using` calls', async () => {
    await using test = await setUpByHand();
    let outcome: Promise<unknown>;
    {
      await using writer = test.bulk.writer();
      outcome = writer.add(finishOf(0));
    }
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('drops what is left when the time is over, in flight or queued, and sends nothing more', async () => {
    await using test = await setUpByHand({ request: (_items, index) => (index === 0 ? undefined : 'hang') });
    const writer = test.bulk.writer({ maxItems: 2 });
    const outcomes = finishes(5).map((item) => writer.add(item));
    await outcomes[1];
    const closed = writer.close({ timeout: 50 });
    await sent(test, 2);
    test.clock.advance(50);
    expect(await closed).toEqual({ written: 2, failed: 0, dropped: 3 });
    expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual([
      'success',
      'success',
      'dropped',
      'dropped',
      'dropped',
    ]);
    expect([writer.size, writer.bytes]).toEqual([0, 0]);
    await roundTrip();
    test.clock.advance(100_000);
    await roundTrip();
    expect(test.requests).toHaveLength(2);
    expect(test.clock.pending).toEqual([]);
  });

  it('with a timeout of 0 drops everything at once', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const outcome = writer.add(finishOf(0));
    const closed = writer.close({ timeout: 0 });
    expect(await atOnce(closed)).toEqual({ written: 0, failed: 0, dropped: 1 });
    expect(await outcome).toMatchObject({ status: 'dropped' });
    expect(test.clock.pending).toEqual([]);
    await roundTrip();
    expect(test.requests).toEqual([]);
  });

  it('during the wait of an outage tries once more, and drops what still fails', async () => {
    for (const isDown of [true, false]) {
      const { state, script } = outage();
      await using test = await setUpByHand(script);
      const writer = test.bulk.writer({ maxItems: 1 });
      writer.add(finishOf(0));
      await waiting(test, 1_000);
      state.isDown = isDown;
      const closed = writer.close({ timeout: 77 });
      await sent(test, 2);
      if (isDown) {
        await waiting(test, 1_000);
        test.clock.advance(77);
      }
      expect(await closed).toEqual({ written: isDown ? 0 : 1, failed: 0, dropped: isDown ? 1 : 0 });
      expect(test.clock.pending).toEqual([]);
    }
  });

  it('once more with a shorter time makes the first one shorter', async () => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcome = writer.add(finishOf(0));
    const closed = writer.close();
    await sent(test, 1);
    expect(await atOnce(closed)).toBe(stillPending);
    const again = writer.close({ timeout: 10 });
    test.clock.advance(10);
    expect(await Promise.all([closed, again])).toEqual(Array(2).fill({ written: 0, failed: 0, dropped: 1 }));
    expect(await outcome).toMatchObject({ status: 'dropped' });
    expect(test.clock.pending).toEqual([]);
  });

  it('lets those go on who wait for room: they find the writer closed', async () => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const writer = test.bulk.writer({ maxQueueItems: 1 });
    writer.add(finishOf(0));
    const ready = writer.ready();
    const closed = writer.close({ timeout: 0 });
    await ready;
    expect(thrownBy(() => writer.add(finishOf(1)))).toMatchObject({ code: 'writer_closed' });
    await closed;
  });
});

describe('closing the client', () => {
  it('sends what its writers hold, and refuses everything new meanwhile', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUpByHand({ request: () => gate.promise });
    const writers = [test.bulk.writer(), test.bulk.writer({ maxItems: 1 })];
    const outcomes = writers.flatMap((writer) => finishes(2).map((item) => writer.add(item)));
    const closed = test.client.close();
    await sent(test, 2);
    for (const writer of writers) {
      expect(thrownBy(() => writer.add(finishOf(9)))).toMatchObject({ code: 'writer_closed' });
    }
    const newCalls = [
      test.client.agentSpans.finish('span-1'),
      test.bulk.execute([finishOf(0)]),
      test.bulk.executeAll([finishOf(0)]),
      test.client.validateToken(),
    ];
    for (const call of newCalls) expect(await failureOf(call)).toMatchObject({ code: 'client_closed' });
    expect(thrownBy(() => test.bulk.writer())).toMatchObject({ code: 'client_closed' });
    gate.resolve(undefined);
    await closed;
    expect(await Promise.all(outcomes)).toMatchObject(outcomes.map(() => ({ status: 'success' })));
    expect(test.requests).toHaveLength(3);
    expect(test.server.requests).toHaveLength(3);
    expect(test.clock.pending).toEqual([]);
  });

  it('lets writers try again within its timeout, and drops what is left then', async () => {
    const { state, script } = outage();
    await using test = await setUpByHand({ ...script, config: { maxRetries: 3 } });
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcomes = finishes(2).map((item) => writer.add(item));
    await waiting(test, 1_000);
    const closed = test.client.close({ timeout: 5_000 });
    test.clock.advance(1_000);
    await waiting(test, 2_000);
    state.isDown = false;
    test.clock.advance(2_000);
    expect(await outcomes[0]).toMatchObject({ status: 'success' });
    await closed;
    expect(await writer.close()).toEqual({ written: 2, failed: 0, dropped: 0 });

    const { script: forGood } = outage();
    await using other = await setUpByHand({ ...forGood, config: { maxRetries: 3 } });
    const lost = other.bulk.writer({ maxItems: 1 });
    const outcome = lost.add(finishOf(0));
    await waiting(other, 1_000);
    const end = other.client.close({ timeout: 500 });
    other.clock.advance(500);
    await end;
    expect(await outcome).toMatchObject({ status: 'dropped' });
    expect(await lost.close()).toEqual({ written: 0, failed: 0, dropped: 1 });
    expect(other.clock.pending).toEqual([]);
  });

  it('at once drops what is queued', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const outcome = writer.add(finishOf(0));
    await test.client.close({ timeout: 0 });
    expect(await outcome).toMatchObject({ status: 'dropped' });
    expect(test.requests).toEqual([]);
  });

  it('does not wait for writers that are closed already', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    await writer.close();
    await test.client.close();
    expect(test.clock.pending).toEqual([]);
  });

  it('gives calls of others what is left of its timeout', async () => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const writer = test.bulk.writer();
    writer.add(finishOf(0));
    const call = failureOf(test.bulk.execute([finishOf(1)]));
    await sent(test, 1);
    const closed = test.client.close({ timeout: 100 });
    await sent(test, 2);
    test.clock.advance(100);
    await roundTrip();
    test.clock.advance(0);
    expect(await call).toMatchObject({ code: 'client_closed' });
    await closed;
    expect(await writer.close()).toEqual({ written: 0, failed: 0, dropped: 1 });
  });
});
