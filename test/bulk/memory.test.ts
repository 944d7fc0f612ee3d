/** What bulk holds of the items it is given, and what it spares itself. */
import { describe, expect, it } from 'vitest';
import type { BulkInput } from '../../src/index.ts';
import { roundTrip } from '../support/client.ts';
import { createOf, finishOf, setUp, setUpByHand } from './support.ts';

/** An item that counts how often it is serialised. */
function counted(n: number, counter: { count: number }): BulkInput<'agent_spans/finish'> {
  return finishOf(n, {
    result_payload: {
      toJSON() {
        counter.count += 1;
        return {};
      },
    },
  });
}

describe('executeAll', () => {
  it('reads no further ahead than the bytes of what can be under way, also of what was answered', async () => {
    await using test = await setUp();
    let taken = 0;
    function* large(): Generator<BulkInput> {
      for (;;) yield finishOf(taken++, { result_payload: { text: 'x'.repeat(10_000) } });
    }
    const outcomes = test.bulk.executeAll(large(), { maxBytes: 50_000 })[Symbol.asyncIterator]();
    expect(await outcomes.next()).toMatchObject({ value: { index: 0, status: 'success' } });
    for (let turn = 0; turn < 20; turn += 1) await roundTrip();
    // Nobody takes the outcomes, each of which holds its item: two requests of four items, and the one that was taken.
    expect(taken).toBeLessThanOrEqual(12);
    const before = taken;
    await outcomes.next();
    for (let turn = 0; turn < 20; turn += 1) await roundTrip();
    expect(taken).toBe(before + 1);
    await outcomes.return?.();
  });

  it('lets others have a turn while it reads a source that never waits', async () => {
    await using test = await setUp();
    let turns = 0;
    let turnsAtTheEnd = 0;
    function* many(): Generator<BulkInput> {
      for (let n = 0; n < 6_000; n += 1) yield createOf(n, `instance-${n % 64}`);
      turnsAtTheEnd = turns;
    }
    const count = (): void => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    await test.bulk.executeAll(many(), { concurrency: 64 });
    clearImmediate(next);
    expect(turnsAtTheEnd).toBeGreaterThanOrEqual(6);
  });
});

describe('a full writer that drops', () => {
  it('does not serialise what it drops, but checks it all the same', async () => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const writer = test.bulk.writer({ maxQueueItems: 1, overflow: 'drop' });
    const counter = { count: 0 };
    void writer.add(counted(0, counter));
    expect(counter.count).toBe(1);
    expect(await writer.add(counted(1, counter))).toMatchObject({ index: 1, status: 'dropped' });
    expect(counter.count).toBe(1);
    expect(() => writer.add({ _type: 'agent_spans/finish', agent_span_id: 7 } as never)).toThrow(
      'agent_span_id must be a string, not a number',
    );
  });
});

describe('those who wait for room', () => {
  it('are woken by as many as there is room for, the first first', async () => {
    const gates = Array.from({ length: 3 }, () => Promise.withResolvers<undefined>());
    await using test = await setUpByHand({ request: (_, index) => gates[index]?.promise });
    const writer = test.bulk.writer({ maxQueueItems: 2, maxItems: 2 });
    const woken: number[] = [];
    let n = 2;
    void writer.add(finishOf(0));
    void writer.add(finishOf(1));
    const producers = Array.from({ length: 6 }, async (_, producer) => {
      await writer.ready();
      woken.push(producer);
      void writer.add(finishOf(n++));
    });
    gates[0]?.resolve(undefined);
    for (let turn = 0; turn < 10; turn += 1) await roundTrip();
    expect(woken).toEqual([0, 1]);
    gates[1]?.resolve(undefined);
    for (let turn = 0; turn < 10; turn += 1) await roundTrip();
    expect(woken).toEqual([0, 1, 2, 3]);
    gates[2]?.resolve(undefined);
    // None of them has found the queue full.
    await Promise.all(producers);
    expect(woken).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
