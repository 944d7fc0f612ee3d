/** `writer.hold`: items that wait until it is known what they are about. */
import { describe, expect, it } from 'vitest';
import { type BulkInput, type BulkWriter, type Hold, PrefactorClientError } from '../../src/index.ts';
import { atOnce, endOf, refusalOf, roundTrip, stillPending, thrownBy } from '../support/client.ts';
import { createOf, finishes, finishOf, instanceId, numberOf, sent, setUp, setUpByHand } from './support.ts';

const unknown = 'not known yet';
const start: BulkInput<'agent_instances/start'> = {
  _type: 'agent_instances/start',
  agent_instance_id: unknown,
};

/** What is known in the end. */
function named(item: Record<string, unknown>): object {
  const details = item['details'] as object | undefined;
  if (details !== undefined) return { ...item, details: { ...details, agent_instance_id: instanceId } };
  return 'agent_instance_id' in item ? { ...item, agent_instance_id: instanceId } : item;
}

/** A writer that sends when it is told to, and a hold of it. */
function holding(bulk: { writer: (options: object) => BulkWriter }, options: object = {}) {
  const writer = bulk.writer({ flushInterval: 1_000_000, ...options });
  return { writer, hold: writer.hold() };
}

describe('a hold', () => {
  it('keeps items as they were when they were added, and sends them in order when it is released', async () => {
    await using test = await setUpByHand();
    const { writer, hold } = holding(test.bulk);
    const item = createOf(1, unknown);
    const outcomes = [hold.add(start), hold.add(item)];
    Object.assign(item.details, { payload: { n: 99 } });
    test.clock.advance(5_000);
    void writer.flush();
    await roundTrip();
    expect(test.requests).toEqual([]);

    hold.release(named);
    await Promise.all(outcomes);
    expect(test.requests).toHaveLength(1);
    expect(test.requests[0]).toMatchObject([
      { agent_instance_id: instanceId, timestamp: '2026-01-01T00:00:00.000Z' },
      {
        details: { agent_instance_id: instanceId, payload: { n: 1 }, started_at: '2026-01-01T00:00:00.000Z' },
      },
    ]);
    expect(await outcomes[1]).toMatchObject({ status: 'success', index: 1, item });
  });

  it('sends what is added after its release at once, as it is', async () => {
    await using test = await setUp();
    const { writer, hold } = holding(test.bulk);
    hold.release(named);
    hold.release();
    const outcome = hold.add(createOf(1, unknown));
    await writer.flush();
    expect(await outcome).toMatchObject({ status: 'success' });
    expect(test.requests[0]).toMatchObject([{ details: { agent_instance_id: unknown } }]);
  });

  it('lets what is not held pass, and is waited for by a flush', async () => {
    await using test = await setUpByHand();
    const { writer, hold } = holding(test.bulk);
    const held = hold.add(finishOf(0));
    const free = writer.add(finishOf(1));
    const flushed = writer.flush({ timeout: 1_000 });
    expect(await free).toMatchObject({ status: 'success' });
    expect(test.sent).toEqual([[1]]);
    expect(await atOnce(flushed)).toBe(stillPending);
    hold.release();
    expect(await flushed).toEqual({ pending: 0 });
    expect(test.sent).toEqual([[1], [0]]);
    expect(await held).toMatchObject({ index: 0, status: 'success' });

    void writer.hold().add(finishOf(2));
    const again = writer.flush({ timeout: 1_000 });
    test.clock.advance(1_000);
    expect(await again).toEqual({ pending: 1 });
  });

  it('refuses a bad item at once, and one whose key is held already', async () => {
    await using test = await setUp();
    const { hold } = holding(test.bulk);
    expect(refusalOf(() => hold.add({ _type: 'agent_instances/start' } as never)).code).toBe(
      'invalid_argument',
    );
    void hold.add(finishOf(0, { idempotency_key: 'the-same-key' }));
    expect(() => hold.add(finishOf(1, { idempotency_key: 'the-same-key' }))).toThrow(
      /same as that of an item/,
    );
  });

  it('keeps the key of an item, whatever is made of it', async () => {
    await using test = await setUp();
    const { writer, hold } = holding(test.bulk);
    void hold.add(finishOf(0, { idempotency_key: 'my-own-key' }));
    hold.release(() => ({ ...finishOf(7), idempotency_key: 'another-key' }));
    await writer.flush();
    expect(test.requests[0]).toMatchObject([{ agent_span_id: 'span-7', idempotency_key: 'my-own-key' }]);
  });

  it('stays as it is when what is known cannot be written into its items', async () => {
    await using test = await setUp();
    const { writer, hold } = holding(test.bulk);
    void hold.add(finishOf(0));
    const mistake = new Error('no');
    expect(
      thrownBy(() =>
        hold.release(() => {
          throw mistake;
        }),
      ),
    ).toBe(mistake);
    expect(writer.size).toBe(1);
    hold.release();
    await writer.flush();
    expect(test.sent).toEqual([[0]]);
  });

  it('is in the lane of what it is about only when that is known', async () => {
    await using test = await setUpByHand({
      request: (items) => (items.some((item) => numberOf(item) === 1) ? 'hang' : undefined),
    });
    const { writer, hold } = holding(test.bulk, { concurrency: 2, maxItems: 1 });
    void hold.add(createOf(2, unknown));
    void hold.add(createOf(3, unknown));
    void writer.add(createOf(1, unknown));
    await sent(test, 1);
    hold.release(named);
    // The lane of the unknown one has a request in flight that is never answered.
    await sent(test, 3);
    expect(test.sent).toEqual([[1], [2], [3]]);
  });
});

describe('what is held', () => {
  it('counts as queued', async () => {
    await using test = await setUp();
    const { writer, hold } = holding(test.bulk, { maxQueueItems: 2 });
    void hold.add(finishOf(0));
    const bytes = writer.bytes;
    expect([writer.size, bytes > 0]).toEqual([1, true]);
    void hold.add(finishOf(1));
    expect(refusalOf(() => hold.add(finishOf(2))).code).toBe('queue_full');
    expect(refusalOf(() => writer.add(finishOf(2))).code).toBe('queue_full');
    let hasRoom = false;
    void writer.ready().then(() => {
      hasRoom = true;
    });
    hold.release();
    expect(writer.size).toBe(2);
    await writer.flush();
    await roundTrip();
    expect([writer.size, writer.bytes, hasRoom]).toEqual([0, 0, true]);
  });

  it('is dropped when its hold is, like whatever is added then, and makes room', async () => {
    await using test = await setUp();
    const { writer, hold } = holding(test.bulk, { maxQueueItems: 2 });
    const outcomes: Promise<object>[] = finishes(2).map((item) => hold.add(item));
    const ready = writer.ready();
    hold.drop();
    await ready;
    outcomes.push(hold.add(finishOf(2)));
    for (const outcome of outcomes) expect(await outcome).toMatchObject({ status: 'dropped' });
    hold.release();
    hold.drop();
    expect(await writer.close()).toEqual({ written: 0, failed: 0, dropped: 3 });
    expect(test.requests).toEqual([]);
  });

  it('is dropped when its writer is closed before, and can still be released until then', async () => {
    await using test = await setUpByHand();
    const { writer, hold } = holding(test.bulk);
    const other = writer.hold();
    const released = hold.add(finishOf(0));
    const forgotten = other.add(finishOf(1));
    const closed = writer.close({ timeout: 1_000 });
    expect(thrownBy(() => hold.add(finishOf(2)))).toBeInstanceOf(PrefactorClientError);
    hold.release();
    expect(await released).toMatchObject({ status: 'success' });
    test.clock.advance(1_000);
    expect(await closed).toEqual({ written: 1, failed: 0, dropped: 1 });
    expect(await forgotten).toMatchObject({ status: 'dropped' });
    other.release();
    expect(await endOf(roundTrip())).toBeUndefined();
    expect(test.sent).toEqual([[0]]);
  });

  it('is typed like what a writer takes', () => {
    const typed = (hold: Hold<BulkWriter['add']>): unknown => {
      // @ts-expect-error no such field
      hold.add({ _type: 'agent_instances/start', agent_instance: unknown });
      return hold.add(start);
    };
    expect(typed).toBeTypeOf('function');
  });
});
