/** `bulk.writer` with several requests under way: what keeps its order, and what an outage, a flush and a close mean then. */
import { describe, expect, it } from 'vitest';
import type { BulkInput, WriterOutcome } from '../../src/index.ts';
import { atOnce, roundTrip, stillPending, until } from '../support/client.ts';
import { failure } from '../support/fixtures.ts';
import {
  createOf,
  finishOf,
  numberOf,
  passTimeFor,
  sent,
  setUp,
  setUpByHand,
  successOf,
  type WireItem,
  waiting,
} from './support.ts';

/** Spans of as many instances as there are lanes, in turns. */
const spread = (count: number, lanes: number): BulkInput[] =>
  Array.from({ length: count }, (_, n) => createOf(n, `instance-${n % lanes}`));

const laneOf = (item: WireItem): unknown =>
  (item['details'] as { agent_instance_id: string }).agent_instance_id;

const addAll = (writer: { add(item: BulkInput): Promise<WriterOutcome> }, items: readonly BulkInput[]) =>
  Promise.all(items.map((item) => writer.add(item)));

describe('several requests at once', () => {
  it('are under way as far as the lanes allow, each lane in one and in order', async () => {
    const underWay = new Map<unknown, number>();
    const overlaps: unknown[] = [];
    const threeAreThere = Promise.withResolvers<void>();
    await using test = await setUp({
      async request(items, index) {
        const lanes = [...new Set(items.map(laneOf))];
        for (const lane of lanes) {
          if ((underWay.get(lane) ?? 0) > 0) overlaps.push(lane);
          underWay.set(lane, (underWay.get(lane) ?? 0) + 1);
        }
        if (index === 2) threeAreThere.resolve();
        await threeAreThere.promise;
        for (const lane of lanes) underWay.set(lane, (underWay.get(lane) ?? 0) - 1);
        return undefined;
      },
    });
    const writer = test.bulk.writer({ concurrency: 3, maxItems: 4 });
    const outcomes = await addAll(writer, spread(120, 6));
    expect(outcomes.map(({ index, status }) => [index, status])).toEqual(
      outcomes.map((_, n) => [n, 'success']),
    );
    expect(test.mostAtOnce).toBe(3);
    expect(overlaps).toEqual([]);
    for (let lane = 0; lane < 6; lane += 1) {
      const numbers = test.sent.flat().filter((n) => n % 6 === lane);
      expect(numbers, `lane ${lane}`).toEqual(Array.from({ length: 20 }, (_, n) => n * 6 + lane));
    }
  });

  it('are one by default, and everything keeps its order', async () => {
    await using test = await setUp({ request: () => new Promise((go) => setImmediate(() => go(undefined))) });
    await addAll(test.bulk.writer({ maxItems: 5 }), spread(40, 8));
    expect(test.mostAtOnce).toBe(1);
    expect(test.sent.flat()).toEqual(Array.from({ length: 40 }, (_, n) => n));
  });

  it('let the other lanes go on while one waits to try an item again', async () => {
    await using test = await setUpByHand({
      item: (item, times) => (numberOf(item) === 0 && times === 0 ? failure('unexpected') : successOf(item)),
    });
    const writer = test.bulk.writer({ concurrency: 2, maxItems: 2 });
    const outcomes = addAll(writer, [createOf(0, 'a'), createOf(1, 'b'), createOf(2, 'a'), createOf(3, 'b')]);
    await until(() => expect(test.sent.flat()).toEqual(expect.arrayContaining([1, 3])));
    await waiting(test, 1_000);
    await roundTrip();
    expect(test.sent.flat().filter((n) => n === 0)).toHaveLength(1);
    test.clock.advance(1_000);
    expect((await outcomes).map(({ status }) => status)).toEqual(Array(4).fill('success'));
  });

  it('are all waited for by a flush', async () => {
    const gates = Array.from({ length: 2 }, () => Promise.withResolvers<undefined>());
    await using test = await setUpByHand({ request: (_, index) => gates[index]?.promise });
    const writer = test.bulk.writer({ concurrency: 2 });
    void addAll(writer, [createOf(0, 'a'), createOf(1, 'b')]);
    const flushed = writer.flush();
    await sent(test, 2);
    gates[1]?.resolve(undefined);
    await until(() => expect(writer.size).toBe(1));
    expect(await atOnce(flushed)).toBe(stillPending);
    gates[0]?.resolve(undefined);
    expect(await flushed).toEqual({ pending: 0 });
  });

  it('are all dropped by a close without time', async () => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const writer = test.bulk.writer({ concurrency: 3, maxItems: 1 });
    const outcomes = addAll(writer, spread(5, 5));
    await sent(test, 3);
    expect(await writer.close({ timeout: 0 })).toEqual({ written: 0, failed: 0, dropped: 5 });
    expect((await outcomes).map(({ status }) => status)).toEqual(Array(5).fill('dropped'));
    await until(() => expect(test.hanging).toBe(0));
  });
});

describe('an outage that several requests meet', () => {
  it('is waited out once, with one request at a time until one is answered', async () => {
    const state = { isDown: true };
    await using test = await setUpByHand({
      request: () => (state.isDown ? 503 : undefined),
      config: { maxRetries: 0, initialRetryDelay: 1_000, maxRetryDelay: 600_000 },
    });
    const writer = test.bulk.writer({ concurrency: 3, maxItems: 1 });
    const outcomes = addAll(writer, spread(6, 6));
    await sent(test, 3);
    await waiting(test, 1_000);
    await roundTrip();
    expect(test.requests, 'nothing is sent while it is waited out').toHaveLength(3);
    test.clock.advance(1_000);
    await sent(test, 4);
    // The second outage in a row, not the fourth.
    await waiting(test, 2_000);
    await roundTrip();
    expect(test.requests).toHaveLength(4);
    state.isDown = false;
    test.clock.advance(2_000);
    expect((await passTimeFor(test, outcomes)).map(({ status }) => status)).toEqual(Array(6).fill('success'));
    expect(new Set(test.sent.flat()).size).toBe(6);
  });

  it('costs nobody but the item to blame where there is one', async () => {
    const poison = 7;
    const done: number[] = [];
    await using test = await setUp({
      request: (items) => (items.some((item) => numberOf(item) === poison) ? 500 : undefined),
      item: (item) => {
        done.push(numberOf(item));
        return successOf(item);
      },
    });
    const writer = test.bulk.writer({ concurrency: 4, maxItems: 6 });
    const outcomes = addAll(writer, spread(40, 5));
    expect(await writer.flush()).toEqual({ pending: 0 });
    expect((await outcomes).filter(({ status }) => status !== 'success').map(({ index }) => index)).toEqual([
      poison,
    ]);
    expect(done.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, n) => n).filter((n) => n !== poison),
    );
  });
});

describe('the end of a span', () => {
  it('is sent although what creates the span comes after it and fails', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUpByHand({
      // The end meets an outage first, and is sent again when the creation has failed.
      request: (_, index) => (index === 0 ? gate.promise.then(() => 503) : undefined),
      item: (item) => (item._type === 'agent_spans/create' ? failure('not_found') : successOf(item)),
      config: { maxRetries: 0 },
    });
    const writer = test.bulk.writer({ concurrency: 2, maxItems: 1 });
    const end = writer.add(finishOf(0));
    await sent(test, 1);
    const creation = writer.add({
      _type: 'agent_spans/create',
      details: { agent_instance_id: 'a', id: 'span-0', schema_name: 'a:b', status: 'active', payload: {} },
    });
    expect(await creation).toMatchObject({ status: 'error', error: { code: 'not_found' } });
    gate.resolve(undefined);
    expect(await passTimeFor(test, end)).toMatchObject({ status: 'success' });
  });
});
