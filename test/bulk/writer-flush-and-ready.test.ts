/** `bulk.writer`: what those get who wait, for room or for what is queued to be sent. */
import { describe, expect, it } from 'vitest';
import { atOnce, roundTrip, stillPending, thrownBy } from '../support/client.ts';
import { failure } from '../support/fixtures.ts';
import { finishes, finishOf, sent, setUpByHand, successOf, waiting } from './support.ts';

describe('ready', () => {
  it.each([1, 3])(
    'is told to all who wait, also when nobody of them adds anything, with room for %i',
    async (maxQueueItems) => {
      const gate = Promise.withResolvers<undefined>();
      await using test = await setUpByHand({ request: () => gate.promise });
      const writer = test.bulk.writer({ maxQueueItems });
      for (const item of finishes(maxQueueItems)) writer.add(item);
      const waiters = Array.from({ length: 5 }, () => writer.ready());
      const flushed = writer.flush();
      await sent(test, 1);
      for (const ready of waiters) expect(await atOnce(ready)).toBe(stillPending);
      gate.resolve(undefined);
      expect(await Promise.all([flushed, ...waiters])).toHaveLength(6);
      expect(writer.size).toBe(0);
    },
  );

  it('is told to all while more is due to be sent than fits into a request', async () => {
    const gates = Array.from({ length: 2 }, () => Promise.withResolvers<undefined>());
    await using test = await setUpByHand({ request: (_, index) => gates[index]?.promise });
    const writer = test.bulk.writer({ maxQueueItems: 4, maxItems: 2 });
    for (const item of finishes(4)) writer.add(item);
    const waiters = Array.from({ length: 3 }, () => writer.ready());
    await sent(test, 1);
    gates[0]?.resolve(undefined);
    await sent(test, 2);
    test.clock.advance(0);
    await Promise.all(waiters);
    expect(writer.size).toBe(2);
    gates[1]?.resolve(undefined);
  });

  it('is told to those who wait when the queue is full again for one of them', async () => {
    const gates = Array.from({ length: 2 }, () => Promise.withResolvers<undefined>());
    await using test = await setUpByHand({ request: (_, index) => gates[index]?.promise });
    const writer = test.bulk.writer({ maxQueueItems: 1, maxItems: 1 });
    writer.add(finishOf(0));
    const added: number[] = [];
    const produce = async (n: number) => {
      for (;;) {
        await writer.ready();
        try {
          writer.add(finishOf(n));
          added.push(n);
          return;
        } catch (error) {
          expect(error).toMatchObject({ code: 'queue_full' });
        }
      }
    };
    const producers = [produce(1), produce(2)];
    gates[0]?.resolve(undefined);
    await sent(test, 2);
    expect(added).toHaveLength(1);
    gates[1]?.resolve(undefined);
    await Promise.all(producers);
    await writer.flush();
    expect(test.sent.flat().sort()).toEqual([0, 1, 2]);
  });
});

/** A writer of an API that is down, whose waits have grown to 32 s. */
async function inAnOutage() {
  const state = { isDown: true };
  const test = await setUpByHand({
    request: () => (state.isDown ? 503 : undefined),
    config: { maxRetries: 0, initialRetryDelay: 1_000, maxRetryDelay: 600_000 },
  });
  const writer = test.bulk.writer({ maxItems: 1 });
  const outcome = writer.add(finishOf(0));
  for (const delay of [1_000, 2_000, 4_000, 8_000, 16_000]) {
    await waiting(test, delay);
    test.clock.advance(delay);
  }
  await waiting(test, 32_000);
  return {
    test,
    state,
    writer,
    outcome,
    requests: test.requests.length,
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  };
}

describe.each(['flush', 'close'] as const)('%s during an outage', (what) => {
  const well = { flush: { pending: 0 }, close: { written: 1, failed: 0, dropped: 0 } };
  const ill = { flush: { pending: 1 }, close: { written: 0, failed: 0, dropped: 1 } };

  it('tries at once, and once more while there is time', async () => {
    await using outage = await inAnOutage();
    const { test, state, writer, outcome, requests } = outage;
    const end = writer[what]({ timeout: 10_000 });
    await sent(test, requests + 1);
    await waiting(test, 5_000);
    state.isDown = false;
    test.clock.advance(5_000);
    expect(await end).toEqual(well[what]);
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('tries no more often than there is a point in, and ends in time', async () => {
    await using outage = await inAnOutage();
    const { test, writer, requests } = outage;
    const end = writer[what]({ timeout: 10_000 });
    for (const [attempt, delay] of [5_000, 2_500, 1_250, 1_000].entries()) {
      await sent(test, requests + 1 + attempt);
      await waiting(test, delay);
      test.clock.advance(delay);
    }
    await sent(test, requests + 5);
    expect(await atOnce(end)).toBe(stillPending);
    // 9 750 ms are over: initialRetryDelay is waited for in any case.
    await waiting(test, 1_000);
    test.clock.advance(250);
    expect(await end).toEqual(ill[what]);
    expect(test.requests).toHaveLength(requests + 5);
  });
});

describe("the wait of an item's own retry", () => {
  const busyOnce = {
    item: (item: Parameters<typeof successOf>[0], times: number) =>
      times === 0 ? failure('busy') : successOf(item),
  };

  it('is not cut short by a flush, however often', async () => {
    await using test = await setUpByHand(busyOnce);
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcome = writer.add(finishOf(0));
    await waiting(test, 1_000);
    const flushed = Array.from({ length: 3 }, () => writer.flush());
    test.clock.advance(999);
    await roundTrip();
    expect(test.requests).toHaveLength(1);
    test.clock.advance(1);
    expect(await Promise.all(flushed)).toEqual(Array(3).fill({ pending: 0 }));
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('is waited for by a close that has the time', async () => {
    await using test = await setUpByHand(busyOnce);
    const writer = test.bulk.writer({ maxItems: 1 });
    writer.add(finishOf(0));
    await waiting(test, 1_000);
    const closed = writer.close({ timeout: 5_000 });
    test.clock.advance(1_000);
    expect(await closed).toEqual({ written: 1, failed: 0, dropped: 0 });
    expect(test.clock.pending).toEqual([]);
  });

  it('ends with a close that has no more time, and leaves nothing behind', async () => {
    await using test = await setUpByHand(busyOnce);
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcome = writer.add(finishOf(0));
    await waiting(test, 1_000);
    const closed = writer.close({ timeout: 400 });
    test.clock.advance(400);
    expect(await closed).toEqual({ written: 0, failed: 0, dropped: 1 });
    expect(await outcome).toMatchObject({ status: 'dropped' });
    expect(thrownBy(() => writer.add(finishOf(1)))).toMatchObject({ code: 'writer_closed' });
    test.clock.advance(100_000);
    await roundTrip();
    expect(test.requests).toHaveLength(1);
    expect(test.clock.pending).toEqual([]);
  });
});

describe('several flushes, each after further items', () => {
  it('count what was queued when they began, and wait for that alone', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUpByHand({ request: () => gate.promise });
    const writer = test.bulk.writer({ maxItems: 1 });
    const flushes = [100, 200, 300].map((timeout, n) => {
      void writer.add(finishOf(n));
      return writer.flush({ timeout });
    });
    await sent(test, 1);
    for (const [n, flush] of flushes.entries()) {
      expect(await atOnce(flush)).toBe(stillPending);
      test.clock.advance(100);
      expect(await flush).toEqual({ pending: n + 1 });
    }
    void writer.add(finishOf(3));
    const all = [writer.flush(), writer.flush({ timeout: 5_000 })];
    expect(await atOnce(Promise.race(all))).toBe(stillPending);
    gate.resolve(undefined);
    expect(await Promise.all(all)).toEqual([{ pending: 0 }, { pending: 0 }]);
    expect(test.clock.pending).toEqual([]);
  });
});
