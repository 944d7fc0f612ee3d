/** How writers and runs end: closed again, closed with the client while something is under way, or left. */
import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type BulkOutcome, PrefactorClientError } from '../../src/index.ts';
import { never } from '../support/answers.ts';
import { atOnce, endOf, failureOf, received, roundTrip, stillPending, until } from '../support/client.ts';
import { startServer } from '../support/server.ts';
import {
  createOf,
  finishes,
  finishOf,
  numberOf,
  sent,
  setUp,
  setUpByHand,
  silentSource,
  waiting,
} from './support.ts';

describe('W6: flushing a client', () => {
  it('sends what all of its writers have queued, and says how much that was not enough for', async () => {
    await using test = await setUpByHand({
      request: (items) => (items.some((item) => numberOf(item) === 9) ? 'hang' : undefined),
    });
    const [quick, slow] = [test.bulk.writer(), test.bulk.writer()];
    const outcomes = Promise.all([quick.add(finishOf(0)), quick.add(finishOf(1))]);
    void slow.add(finishOf(9));
    const flushed = test.client.flush({ timeout: 100 });
    expect(await outcomes).toMatchObject([{ status: 'success' }, { status: 'success' }]);
    expect(await atOnce(flushed)).toBe(stillPending);
    test.clock.advance(100);
    expect(await flushed).toEqual({ pending: 1 });
    expect(slow.size).toBe(1);
  });

  it('that has no writers, or none with items, resolves at once', async () => {
    await using test = await setUpByHand();
    expect(await test.client.flush()).toEqual({ pending: 0 });
    test.bulk.writer();
    expect(await test.client.flush()).toEqual({ pending: 0 });
    expect(await endOf(test.client.flush({ timeout: -1 }))).toMatchObject({ code: 'invalid_argument' });
  });
});

describe('closing a writer', () => {
  it('at once drops each item once, also those in flight', async () => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const told: number[] = [];
    const writer = test.bulk.writer({ maxItems: 2, onFailed: ({ index }) => void told.push(index) });
    const outcomes = finishes(3).map((item) => writer.add(item));
    await sent(test, 1);
    expect(await writer.close({ timeout: 0 })).toEqual({ written: 0, failed: 0, dropped: 3 });
    await Promise.all(outcomes);
    await roundTrip();
    expect(told).toEqual([0, 1, 2]);
    expect([writer.size, writer.bytes]).toEqual([0, 0]);
  });
});

describe('whoever waits for room in a writer', () => {
  it('is told at once that it is being closed, not when it is empty', async () => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const writer = test.bulk.writer({ maxQueueItems: 1 });
    void writer.add(finishOf(0));
    const ready = writer.ready();
    expect(await atOnce(ready)).toBe(stillPending);
    const closed = writer.close();
    expect(await atOnce(ready)).toBeUndefined();
    expect(writer.size).toBe(1);
    test.clock.advance(30_000);
    await closed;
  });
});

describe('closing a writer again', () => {
  it.each([
    ['ends at the shorter time', 30_000, 50],
    ['does not end later for a longer time', 50, 30_000],
  ])('%s', async (_, first, second) => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcomes = finishes(3).map((item) => writer.add(item));
    await sent(test, 1);
    const closed = [writer.close({ timeout: first }), writer.close({ timeout: second })];
    test.clock.advance(49);
    for (const one of closed) expect(await atOnce(one)).toBe(stillPending);
    test.clock.advance(1);
    for (const one of closed) expect(await one).toEqual({ written: 0, failed: 0, dropped: 3 });
    expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual(Array(3).fill('dropped'));
    await roundTrip();
    expect(test.clock.pending).toEqual([]);
    expect(test.requests).toHaveLength(1);
  });

  it('with a shorter time during the wait of an outage tries once more before that is over', async () => {
    let isDown = true;
    await using test = await setUpByHand({
      request: () => (isDown ? 503 : undefined),
      config: { maxRetries: 0, initialRetryDelay: 8_000 },
    });
    const writer = test.bulk.writer({ maxItems: 1 });
    writer.add(finishOf(0));
    await waiting(test, 8_000);
    const closed = writer.close();
    await sent(test, 2);
    await waiting(test, 15_000);
    isDown = false;
    const again = writer.close({ timeout: 50 });
    expect(await again).toEqual({ written: 1, failed: 0, dropped: 0 });
    expect(await closed).toEqual(await again);
    await roundTrip();
    expect(test.clock.pending).toEqual([]);
  });
});

describe('closing the client', () => {
  it('keeps to its own time, although a writer is being closed with a longer one', async () => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcome = writer.add(finishOf(0));
    const writerClosed = writer.close({ timeout: 600_000 });
    await sent(test, 1);
    const closed = test.client.close({ timeout: 50 });
    test.clock.advance(49);
    expect(await atOnce(closed)).toBe(stillPending);
    test.clock.advance(1);
    expect(await writerClosed).toEqual({ written: 0, failed: 0, dropped: 1 });
    // What is left of the time of calls is none.
    await until(() => test.clock.advance(0));
    await closed;
    expect(await outcome).toMatchObject({ status: 'dropped' });
    expect(test.clock.pending).toEqual([]);
  });

  it('while the API is asked whether it answers at all leaves no wait behind', async () => {
    await using server = await startServer(never);
    await using test = await setUpByHand({ config: { apiUrl: server.url } });
    const writer = test.bulk.writer({ maxItems: 1, timeout: 100, maxRetries: 0 });
    const outcome = writer.add(finishOf(0));
    await received(server, 1);
    test.clock.advance(100);
    await received(server, 2);
    expect(server.requests[1]?.url).toBe('/api/v1/ping');
    const closed = writer.close({ timeout: 0 });
    expect(await closed).toEqual({ written: 0, failed: 0, dropped: 1 });
    expect(await outcome).toMatchObject({ status: 'dropped' });
    await roundTrip();
    expect(test.clock.pending).toEqual([]);
  });
});

describe('a run during which the client is closed', () => {
  it('tells of what was answered, and then rejects', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUp({ request: (_, index) => (index === 1 ? gate.promise : undefined) });
    const run = test.bulk.executeAll(finishes(9), { maxItems: 3 });
    const told: number[] = [];
    const loop = (async () => {
      for await (const { index, status } of run) if (status === 'success') told.push(index);
    })();
    const end = failureOf(loop);
    await until(() => expect(test.requests).toHaveLength(2));
    const closed = test.client.close();
    gate.resolve(undefined);
    const error = await end;
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'client_closed' });
    expect(told).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await failureOf(run)).toBe(error);
    await closed;
    expect(test.requests).toHaveLength(2);
  });

  it('tells it to somebody who takes it long after', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUp({ request: (_, index) => (index === 1 ? gate.promise : undefined) });
    const outcomes = test.bulk.executeAll(finishes(9), { maxItems: 3 })[Symbol.asyncIterator]();
    expect(await outcomes.next()).toMatchObject({ value: { index: 0 } });
    await until(() => expect(test.requests).toHaveLength(2));
    const closed = test.client.close();
    gate.resolve(undefined);
    await closed;
    await roundTrip();
    for (const index of [1, 2, 3, 4, 5]) {
      expect(await outcomes.next()).toMatchObject({ value: { index, status: 'success' } });
    }
    expect(await failureOf(outcomes.next())).toMatchObject({ code: 'client_closed' });
    expect(await outcomes.next()).toEqual({ done: true, value: undefined });
  });

  it('tells of what was answered beside a request that never was', async () => {
    await using test = await setUpByHand({ request: (_, index) => (index === 0 ? 'hang' : undefined) });
    const items = Array.from({ length: 6 }, (_, n) => createOf(n, n === 0 ? 'instance-1' : 'instance-2'));
    const told: BulkOutcome[] = [];
    const loop = async () => {
      const run = test.bulk.executeAll(items, { concurrency: 2, maxItems: 1 });
      for await (const outcome of run) told.push(outcome);
    };
    const end = failureOf(loop());
    // No more is read ahead of an outcome that is not there.
    await until(() => expect(test.sent).toEqual([[0], [1], [2], [3], [4]]));
    await roundTrip();
    const closed = test.client.close({ timeout: 50 });
    test.clock.advance(50);
    expect(await end).toMatchObject({ code: 'client_closed' });
    await closed;
    expect(told).toMatchObject([
      { index: 1, status: 'success' },
      { index: 2, status: 'success' },
      { index: 3, status: 'success' },
      { index: 4, status: 'success' },
    ]);
  });

  it('is still ended at once by its signal', async () => {
    await using test = await setUpByHand({ request: (_, index) => (index === 1 ? 'hang' : undefined) });
    const controller = new AbortController();
    const { signal } = controller;
    const outcomes = test.bulk.executeAll(finishes(6), { maxItems: 2, signal })[Symbol.asyncIterator]();
    expect(await outcomes.next()).toMatchObject({ value: { index: 0 } });
    await until(() => expect(test.requests).toHaveLength(2));
    const closed = test.client.close();
    const reason = { mine: true };
    controller.abort(reason);
    expect(await atOnce(endOf(outcomes.next())), 'in place of the outcome of the second item').toBe(reason);
    await closed;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(test.clock.pending).toEqual([]);
  });
});

describe('leaving a run', () => {
  it('that was never asked for an outcome ends it, for those who await it too', async () => {
    await using test = await setUp();
    const run = test.bulk.executeAll(finishes(3));
    const outcomes = run[Symbol.asyncIterator]();
    await outcomes.return?.();
    expect(await run).toEqual({ succeeded: 0, failed: 0 });
    expect(await outcomes.next()).toEqual({ done: true, value: undefined });
    expect(test.requests).toEqual([]);
  });

  it('whose source never gives anything ends it, and whoever waits for the next outcome', async () => {
    await using test = await setUpByHand();
    const items = silentSource();
    const run = test.bulk.executeAll(items);
    const outcomes = run[Symbol.asyncIterator]();
    const next = outcomes.next();
    await roundTrip();
    const left = outcomes.return?.();
    expect(await Promise.all([next, left])).toEqual(Array(2).fill({ done: true, value: undefined }));
    expect(await run).toEqual({ succeeded: 0, failed: 0 });
    expect(items.closed).toBe(1);
    expect(test.clock.pending).toEqual([]);
  });

  it('while its request is on its way ends it, and the request', async () => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const run = test.bulk.executeAll(finishes(3));
    const outcomes = run[Symbol.asyncIterator]();
    const next = outcomes.next();
    await until(() => expect(test.requests).toHaveLength(1));
    await outcomes.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(await run).toEqual({ succeeded: 0, failed: 0 });
    expect(test.clock.pending).toEqual([]);
  });
});
