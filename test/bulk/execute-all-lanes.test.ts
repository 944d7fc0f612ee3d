/** `bulk.executeAll` with several requests under way: what keeps its order, and what need not. */
import { describe, expect, it } from 'vitest';
import type { BulkInput } from '../../src/index.ts';
import { roundTrip, until } from '../support/client.ts';
import { failure } from '../support/fixtures.ts';
import {
  all,
  createOf,
  finishes,
  numberOf,
  setUp,
  setUpByHand,
  successOf,
  type WireItem,
} from './support.ts';

/** Requests that wait for the test to let them go on, by the position of their first item. */
function gates() {
  const open = new Map<string, () => void>();
  return {
    request: (items: readonly WireItem[]) =>
      new Promise<undefined>((resolve) =>
        open.set(items[0]?.idempotency_key ?? '', () => resolve(undefined)),
      ),
    /** Lets the request go on that begins with this item, once it is there. */
    async pass(key: string): Promise<void> {
      await until(() => expect([...open.keys()]).toContain(key));
      open.get(key)?.();
      open.delete(key);
    },
    get waiting() {
      return [...open.keys()];
    },
  };
}

const keyed = (items: readonly BulkInput[]): BulkInput[] =>
  items.map((item, n) => ({ ...item, idempotency_key: `the-key-${n}` }));

/** An instance of one's own: the first item of its lane. */
const register = (id: string): BulkInput => ({ _type: 'agent_instances/register', id });
const start = (agent_instance_id: string): BulkInput => ({
  _type: 'agent_instances/start',
  agent_instance_id,
});
const span = (agent_instance_id: string, id: string): BulkInput => ({
  _type: 'agent_spans/create',
  details: { agent_instance_id, id, schema_name: 'agent:llm', status: 'active', payload: {} },
});
const finish = (agent_span_id: string): BulkInput => ({ _type: 'agent_spans/finish', agent_span_id });

describe('one request after another', () => {
  it('is the default, whatever the items name', async () => {
    await using test = await setUp({ request: () => new Promise((go) => setImmediate(() => go(undefined))) });
    const items = Array.from({ length: 20 }, (_, n) => createOf(n, `instance-${n % 5}`));
    await test.bulk.executeAll(items, { maxItems: 3 });
    expect(test.mostAtOnce).toBe(1);
    expect(test.sent.flat()).toEqual(items.map((_, n) => n));
  });
});

describe('several requests at once', () => {
  it.each([2, 3, 8])('are never more than %i, and as many where the lanes allow', async (concurrency) => {
    const gate = gates();
    await using test = await setUp({ request: gate.request });
    const items = keyed(Array.from({ length: 40 }, (_, n) => createOf(n, `instance-${n}`)));
    const run = all(test.bulk.executeAll(items, { concurrency, maxItems: 2 }));
    for (let begun = 0; begun < 20; ) {
      await until(() => expect(gate.waiting).toHaveLength(Math.min(concurrency, 20 - begun)));
      const [first = ''] = gate.waiting;
      await gate.pass(first);
      begun += 1;
    }
    expect(await run).toHaveLength(40);
    expect(test.mostAtOnce).toBe(concurrency);
  });

  it('give outcomes in the order of the items, whichever comes back first', async () => {
    const gate = gates();
    await using test = await setUp({ request: gate.request });
    const items = keyed([createOf(0, 'one'), createOf(1, 'two'), createOf(2, 'three')]);
    const indices: number[] = [];
    const run = (async () => {
      for await (const { index } of test.bulk.executeAll(items, { concurrency: 3, maxItems: 1 }))
        indices.push(index);
    })();
    await gate.pass('the-key-2');
    await gate.pass('the-key-1');
    await roundTrip();
    expect(indices).toEqual([]);
    await gate.pass('the-key-0');
    await run;
    expect(indices).toEqual([0, 1, 2]);
  });

  /** Each of these items may only be sent when the one before it has been answered. */
  it.each<[what: string, items: BulkInput[]]>([
    [
      'items of one instance',
      [start('one'), span('one', 'a'), { _type: 'agent_instances/finish', agent_instance_id: 'one' }],
    ],
    ['a registration and what names its instance', [register('one'), start('one'), span('one', 'a')]],
    ['a span and its end', [span('one', 'a'), finish('a')]],
    ['ends of one span', [finish('a'), finish('a'), finish('a')]],
    ['a span, its end, and what its instance does then', [span('one', 'a'), finish('a'), start('one')]],
    ['items that name nothing', [finish('a'), finish('b'), { _type: 'agent_instances/register' }]],
    [
      'items of types that nobody knows, of one instance',
      [{ _type: 'agents/poke', agent_instance_id: 'one' } as unknown as BulkInput, start('one')],
    ],
  ])('keep the order of %s', async (_, list) => {
    const gate = gates();
    await using test = await setUp({ request: gate.request });
    const items = keyed(list);
    const run = all(test.bulk.executeAll(items, { concurrency: 4, maxItems: 1 }));
    for (const n of items.keys()) {
      await until(() => expect(gate.waiting).toEqual([`the-key-${n}`]));
      await roundTrip();
      expect(gate.waiting).toEqual([`the-key-${n}`]);
      await gate.pass(`the-key-${n}`);
    }
    await run;
  });

  it.each<[what: string, items: BulkInput[]]>([
    ['two instances', [start('one'), start('two')]],
    ['two registrations', [register('one'), register('two')]],
    ['spans of two instances', [span('one', 'a'), span('two', 'b')]],
    ['an instance and an item that names nothing of it', [start('one'), finish('a')]],
  ])('do not wait for each other: %s', async (_, list) => {
    const gate = gates();
    await using test = await setUp({ request: gate.request });
    const run = all(test.bulk.executeAll(keyed(list), { concurrency: 2, maxItems: 1 }));
    await until(() => expect(gate.waiting).toHaveLength(2));
    await gate.pass('the-key-1');
    await gate.pass('the-key-0');
    await run;
  });

  it('put the end of a span beside another lane once its creation is done', async () => {
    const gate = gates();
    await using test = await setUp({ request: gate.request });
    // While `b` is on its way, `a` is done: its end is no longer bound to the instance.
    const items = keyed([span('one', 'a'), span('one', 'b'), finish('a')]);
    const source = (async function* () {
      yield items[0] as BulkInput;
      await until(() => expect(test.requests).toHaveLength(1));
      yield items[1] as BulkInput;
      await until(() => expect(test.requests).toHaveLength(2));
      yield items[2] as BulkInput;
    })();
    const run = all(test.bulk.executeAll(source, { concurrency: 2, maxItems: 1 }));
    await gate.pass('the-key-0');
    await until(() => expect(gate.waiting).toEqual(['the-key-1', 'the-key-2']));
    await gate.pass('the-key-1');
    await gate.pass('the-key-2');
    await run;
  });

  it('go on with the other lanes while one waits to try an item again', async () => {
    await using test = await setUpByHand({
      item: (item, times) => (numberOf(item) === 0 && times === 0 ? failure('unexpected') : successOf(item)),
    });
    const items = [createOf(0, 'one'), createOf(1, 'one'), createOf(2, 'two'), createOf(3, 'three')];
    const run = all(test.bulk.executeAll(items, { concurrency: 2, maxItems: 2 }));
    await until(() => expect(test.sent.flat().sort()).toEqual([0, 1, 2, 3]));
    await roundTrip();
    expect(test.sent.flat(), 'nothing of the first lane before the wait is over').toHaveLength(4);
    expect(test.clock.pending).toContain(1_000);
    test.clock.advance(1_000);
    expect((await run).map(({ status }) => status)).toEqual(['success', 'success', 'success', 'success']);
    expect(test.sent.flat().slice(4)).toEqual([0, 1]);
  });

  it('take up what was not processed before later items of the lane', async () => {
    await using test = await setUp({
      item: (item) => (numberOf(item) % 10 === 3 ? failure('not_found') : successOf(item)),
    });
    const items = Array.from({ length: 120 }, (_, n) => createOf(n, `instance-${n % 3}`));
    await test.bulk.executeAll(items, { concurrency: 3, maxItems: 8 });
    for (const lane of [0, 1, 2]) {
      const carriedOut: number[] = [];
      for (const sent of test.sent) {
        for (const n of sent) {
          if (n % 3 === lane) carriedOut.push(n);
          if (n % 10 === 3) break;
        }
      }
      expect(carriedOut, `lane ${lane}`).toEqual(items.map((_, n) => n).filter((n) => n % 3 === lane));
    }
  });

  it('keep one shared lane for what names nothing, and fill its requests', async () => {
    await using test = await setUp({ request: () => new Promise((go) => setImmediate(() => go(undefined))) });
    await test.bulk.executeAll(finishes(60), { concurrency: 4, maxItems: 20 });
    expect(test.mostAtOnce).toBe(1);
    expect(test.sizes).toEqual([20, 20, 20]);
  });
});
