/** `bulk.writer`: what it takes, when it sends, and how much it holds. */
import { describe, expect, it } from 'vitest';
import { type BulkInput, generateId, PrefactorClientError, type WriterOptions } from '../../src/index.ts';
import { atOnce, roundTrip, stillPending, thrownBy, until } from '../support/client.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { warningsDuring } from '../support/warnings.ts';
import {
  spanDetails as details,
  finishes,
  finishOf,
  instanceId,
  numberOf,
  sent,
  setUpByHand,
  type TestByHand,
} from './support.ts';

/** Nothing more is sent for now. */
async function nothingMore(test: TestByHand, count: number): Promise<void> {
  await roundTrip();
  expect(test.requests).toHaveLength(count);
}

/** What cannot be written, however hard one tries. */
const unwritable = {
  toJSON() {
    throw new Error('no');
  },
};

describe('add', () => {
  it("promises the item's outcome, with its index, the caller's own item and its key", async () => {
    const control = { terminate: true, reason: 'Out of budget.' };
    await using test = await setUpByHand({
      item: (item) => (numberOf(item) === 1 ? failure('not_found') : { ...success(span), control }),
    });
    const writer = test.bulk.writer();
    const items = [finishOf(0, { idempotency_key: 'my-own-key' }), finishOf(1)];
    const outcomes = items.map((item) => writer.add(item));
    await writer.flush();
    const [done, failed] = await Promise.all(outcomes);
    expect(done).toEqual({
      index: 0,
      item: items[0],
      idempotencyKey: 'my-own-key',
      status: 'success',
      details: span,
      control,
    });
    expect(failed).toMatchObject({
      index: 1,
      idempotencyKey: test.requests[0]?.[1]?.idempotency_key,
      status: 'error',
      error: { code: 'not_found', requestId: 'request-1', operation: 'finishAgentSpan' },
    });
    expect(done?.item).toBe(items[0]);
    expect(failed?.item).toBe(items[1]);
  });

  it('takes a snapshot: what becomes of the object afterwards changes nothing', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const payload = { deep: { list: [1] } };
    const at = new Date(0);
    const item = {
      _type: 'agent_spans/finish' as const,
      agent_span_id: 'span-0',
      result_payload: payload,
      timestamp: at,
    };
    const outcome = writer.add(item);
    payload.deep.list.push(2);
    at.setFullYear(2000);
    Object.assign(item, { agent_span_id: 'another', nope: 1 });
    await writer.flush();
    expect(await outcome).toMatchObject({ status: 'success' });
    expect(test.requests).toMatchObject([
      [
        {
          agent_span_id: 'span-0',
          result_payload: { deep: { list: [1] } },
          timestamp: '1970-01-01T00:00:00.000Z',
        },
      ],
    ]);
    expect(test.requests[0]?.[0]).not.toHaveProperty('nope');
  });

  it.each<[what: string, item: unknown, named: string]>([
    ['no object', 'agent_spans/finish', 'item'],
    ['null', null, 'item'],
    ['an item without a type', {}, 'item._type'],
    ['an item with an unknown field', { ...finishOf(0), nope: 1 }, 'item.nope'],
    ['an item that lacks a field', { _type: 'agent_spans/finish' }, 'item.agent_span_id'],
    ['an item with a bad key', finishOf(0, { idempotency_key: 'short' }), 'item.idempotency_key'],
    ['an item with an invalid date', finishOf(0, { timestamp: new Date(Number.NaN) }), 'item.timestamp'],
    ['an item that JSON has no form for', finishOf(0, { result_payload: { count: unwritable } }), 'JSON'],
    [
      'an item that throws when it is read',
      {
        ...finishOf(0),
        get status(): never {
          throw new Error('no status today');
        },
      },
      'no status today',
    ],
  ])('throws for %s, and nothing of it is kept', async (_, item, named) => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const error = thrownBy(() => writer.add(item as BulkInput));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'invalid_argument', message: expect.stringContaining(named) });
    expect([writer.size, writer.bytes]).toEqual([0, 0]);
    const outcome = writer.add(finishOf(1));
    await writer.flush();
    expect(await outcome).toMatchObject({ index: 0, status: 'success' });
    expect(await writer.close()).toEqual({ written: 1, failed: 0, dropped: 0 });
  });

  it('throws for the key of an item that is still queued or on its way; later it may come again', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUpByHand({ request: () => gate.promise });
    const writer = test.bulk.writer();
    const item = finishOf(0, { idempotency_key: 'the-same-key' });
    writer.add(item);
    const again = () => writer.add(item);
    expect(thrownBy(again)).toMatchObject({ code: 'invalid_argument', idempotencyKey: 'the-same-key' });
    const flushed = writer.flush();
    await sent(test, 1);
    expect(thrownBy(again)).toMatchObject({ code: 'invalid_argument' });
    gate.resolve(undefined);
    await flushed;
    again();
    await writer.flush();
    expect(test.sent).toEqual([[0], [0]]);
  });

  it('throws when the writer is closed', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const closed = writer.close();
    const calls = [
      () => writer.add(finishOf(0)),
      () => writer.createSpan(details),
      () => writer.finishSpan('span-1'),
    ];
    for (const call of calls) {
      const error = thrownBy(call);
      expect(error).toBeInstanceOf(PrefactorClientError);
      expect(error).toMatchObject({ code: 'writer_closed' });
    }
    await closed;
    expect(test.requests).toEqual([]);
  });

  it('never promises a rejection, however the item ends', async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    try {
      await using test = await setUpByHand({
        request: (items) => (numberOf(items[0] ?? {}) === 0 ? 404 : 'hang'),
      });
      const writer = test.bulk.writer({ maxItems: 1 });
      const outcomes = finishes(3).map((item) => writer.add(item));
      await sent(test, 2);
      await writer.close({ timeout: 0 });
      expect(await Promise.all(outcomes)).toMatchObject([
        { status: 'error', error: { statusCode: 404 } },
        { status: 'dropped', index: 1, item: finishOf(1), idempotencyKey: expect.any(String) },
        { status: 'dropped', index: 2 },
      ]);
      await roundTrip();
    } finally {
      process.off('unhandledRejection', onRejection);
    }
    expect(rejections).toEqual([]);
  });
});

describe('createSpan and finishSpan', () => {
  it("make an id in the partition of the span's instance, which others may name at once", async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const parent = writer.createSpan(details);
    const child = writer.createSpan({ ...details, parent_span_id: parent.id });
    const ended = writer.finishSpan(child.id, { status: 'failed', result_payload: { n: 1 } });
    writer.finishSpan(parent.id);
    expect(parent.id).toHaveLength(32);
    expect(parent.id).not.toBe(child.id);
    const partition = instanceId.slice(10, 16);
    expect([parent.id.slice(10, 16), child.id.slice(10, 16)]).toEqual([partition, partition]);
    await writer.flush();
    expect(await Promise.all([parent.outcome, child.outcome, ended])).toMatchObject([
      { status: 'success', index: 0, details: span },
      { status: 'success', index: 1 },
      { status: 'success', index: 2 },
    ]);
    expect(test.requests).toMatchObject([
      [
        { _type: 'agent_spans/create', details: { ...details, id: parent.id } },
        { _type: 'agent_spans/create', details: { id: child.id, parent_span_id: parent.id } },
        { _type: 'agent_spans/finish', agent_span_id: child.id, status: 'failed', result_payload: { n: 1 } },
        { _type: 'agent_spans/finish', agent_span_id: parent.id },
      ],
    ]);
  });

  it("leave the caller's own id and object as they are", async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const id = generateId(instanceId);
    const own = Object.freeze({ ...details, id });
    expect(writer.createSpan(own).id).toBe(id);
    const without = Object.freeze({ ...details, id: null });
    expect(writer.createSpan(without).id).toHaveLength(32);
    // With an id, nothing need be an id that one could be made from.
    expect(writer.createSpan({ ...details, agent_instance_id: 'instance-1', id: 'span-1' }).id).toBe(
      'span-1',
    );
    await writer.flush();
    expect(test.requests[0]).toMatchObject([{ details: { id } }, {}, { details: { id: 'span-1' } }]);
  });

  it.each<[what: string, details: unknown, named: string]>([
    ['no details', undefined, 'details'],
    ['text', 'span', 'details'],
    ['no instance', { ...details, agent_instance_id: undefined }, 'agent_instance_id'],
    ['an instance whose id is none', { ...details, agent_instance_id: 'instance-1' }, 'agent_instance_id'],
    ['an unknown field', { ...details, nope: 1 }, 'details.nope'],
    ['a status that is none', { ...details, status: 'done' }, 'details.status'],
  ])('refuse %s, by name', async (_, bad, named) => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const error = thrownBy(() => writer.createSpan(bad as typeof details));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'invalid_argument', message: expect.stringContaining(named) });
    expect(writer.size).toBe(0);
  });

  it('refuse to finish what has no id, or with what is no body', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const calls: [call: () => unknown, named: string][] = [
      [() => writer.finishSpan(undefined as unknown as string), 'id must be an id, not undefined'],
      [() => writer.finishSpan(''), 'id must be an id, not ""'],
      [() => writer.finishSpan('span-1', { nope: 1 } as object), 'nope is not a field'],
      [() => writer.finishSpan('span-1', { timestamp: 'soon' }), 'timestamp must be'],
      [() => writer.finishSpan('span-1', 'complete' as unknown as object), 'body must be an object'],
    ];
    for (const [call, named] of calls) {
      expect(thrownBy(call)).toMatchObject({
        code: 'invalid_argument',
        message: expect.stringContaining(`bulk.writer.finishSpan: ${named}`),
      });
    }
    expect(writer.size).toBe(0);
  });

  it('name themselves and their arguments, and so does add', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const key = { idempotency_key: 'the-same-key' };
    writer.add({ ...finishOf(0), ...key });
    const calls: [call: () => unknown, message: string][] = [
      [() => writer.createSpan(null as never), 'bulk.writer.createSpan: details must be an object'],
      [() => writer.createSpan({} as never), 'bulk.writer.createSpan: details.agent_instance_id must be'],
      [
        () => writer.createSpan({ ...details, schema_name: undefined } as never),
        'bulk.writer.createSpan: details.schema_name is required',
      ],
      [() => writer.add(null as never), 'bulk.writer.add: item must be an object'],
      [() => writer.add({ _type: 'agent_spans/finish' } as never), 'bulk.writer.add: item.agent_span_id is'],
      [() => writer.add({ ...finishOf(1), ...key }), 'bulk.writer.add: item.idempotency_key is the same'],
    ];
    for (const [call, message] of calls) {
      expect(thrownBy(call)).toMatchObject({ message: expect.stringContaining(message) });
    }
    await writer.close();
    const closed = thrownBy(() => writer.finishSpan('span-1'));
    expect(closed).toMatchObject({ message: 'bulk.writer.finishSpan: the writer is closed' });
  });
});

describe('a writer sends', () => {
  it('when the first item has waited for flushInterval, and not before', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ flushInterval: 100 });
    writer.add(finishOf(0));
    test.clock.advance(60);
    writer.add(finishOf(1));
    test.clock.advance(39);
    await nothingMore(test, 0);
    test.clock.advance(1);
    await sent(test, 1);
    expect(test.sent).toEqual([[0, 1]]);
  });

  it('after 250 ms, when it is not told otherwise', async () => {
    await using test = await setUpByHand();
    test.bulk.writer().add(finishOf(0));
    expect(test.clock.pending).toEqual([250]);
  });

  it('again after the next flushInterval, and nothing while there is nothing', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ flushInterval: 100 });
    for (const n of [0, 1]) {
      const outcome = writer.add(finishOf(n));
      test.clock.advance(100);
      await outcome;
      expect(test.clock.pending).toEqual([]);
    }
    test.clock.advance(10_000);
    await nothingMore(test, 2);
    expect(test.sent).toEqual([[0], [1]]);
  });

  it('as soon as maxItems are queued', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ maxItems: 3 });
    const outcomes = finishes(4).map((item) => writer.add(item));
    await sent(test, 1);
    await outcomes[2];
    await nothingMore(test, 1);
    expect(test.sent).toEqual([[0, 1, 2]]);
    expect(writer.size).toBe(1);
    test.clock.advance(250);
    await sent(test, 2);
    expect(test.sent[1]).toEqual([3]);
  });

  it('as soon as maxBytes are queued, and never more in one request, unless one item alone is more', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ maxBytes: 1_000 });
    for (const n of [0, 1]) writer.add(finishOf(n, { result_payload: { text: 'ü'.repeat(100) } }));
    await nothingMore(test, 0);
    writer.add(finishOf(2, { result_payload: { text: 'x'.repeat(900) } }));
    await sent(test, 2);
    writer.add(finishOf(3, { result_payload: { text: 'x'.repeat(2_000) } }));
    await sent(test, 3);
    await until(() => expect(writer.size).toBe(0));
    expect(test.sent).toEqual([[0, 1], [2], [3]]);
    const [first, second] = test.server.requests.map(({ body }) => Buffer.byteLength(body));
    expect(first).toBeLessThanOrEqual(1_000);
    expect(second).toBeGreaterThan(900);
  });

  it('what did not fit into a full request no later than flushInterval after that', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ maxBytes: 1_000, flushInterval: 100 });
    for (const n of [0, 1, 2]) writer.add(finishOf(n, { result_payload: { text: 'x'.repeat(200) } }));
    await sent(test, 1);
    await until(() => expect(writer.size).toBe(1));
    test.clock.advance(100);
    await sent(test, 2);
    expect(test.sent).toEqual([[0, 1], [2]]);
  });

  it('one request at a time, in the order of the items', async () => {
    await using test = await setUpByHand({
      request: () => new Promise((go) => setImmediate(() => go(undefined))),
    });
    const writer = test.bulk.writer({ maxItems: 4 });
    const outcomes = finishes(30).map((item) => writer.add(item));
    expect(await writer.flush()).toEqual({ pending: 0 });
    expect((await Promise.all(outcomes)).map(({ index, status }) => [index, status])).toEqual(
      outcomes.map((_, n) => [n, 'success']),
    );
    expect(test.mostAtOnce).toBe(1);
    expect(test.sent.flat()).toEqual(outcomes.map((_, n) => n));
    expect(Math.max(...test.sizes)).toBe(4);
  });

  it('an item that came while a request was on its way no later than flushInterval after it came', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUpByHand({
      request: (_items, index) => (index === 0 ? gate.promise : undefined),
    });
    const writer = test.bulk.writer({ flushInterval: 100 });
    const first = writer.add(finishOf(0));
    test.clock.advance(100);
    await sent(test, 1);
    writer.add(finishOf(1));
    test.clock.advance(100);
    gate.resolve(undefined);
    await first;
    await sent(test, 2);
    expect(test.sent).toEqual([[0], [1]]);
  });

  it('an item that came while a request was on its way no sooner than others may join it', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUpByHand({
      request: (_items, index) => (index === 0 ? gate.promise : undefined),
    });
    const writer = test.bulk.writer({ flushInterval: 100 });
    const first = writer.add(finishOf(0));
    test.clock.advance(100);
    await sent(test, 1);
    writer.add(finishOf(1));
    test.clock.advance(40);
    gate.resolve(undefined);
    await first;
    await nothingMore(test, 1);
    writer.add(finishOf(2));
    test.clock.advance(60);
    await sent(test, 2);
    expect(test.sent).toEqual([[0], [1, 2]]);
  });

  it('with the options of each request', async () => {
    const signals: unknown[] = [];
    const control = { terminate: true, reason: null };
    await using test = await setUpByHand({ item: () => ({ ...success(span), control }) });
    const writer = test.bulk.writer({
      headers: { 'x-tenant': 'acme' },
      onControlSignal: (event) => signals.push(event),
    });
    writer.add(finishOf(0));
    await writer.flush();
    expect(test.server.requests[0]?.headers['x-tenant']).toBe('acme');
    expect(signals).toEqual([{ ...control, agentInstanceId: 'instance-1' }]);
  });
});

describe('size and bytes', () => {
  it('count what is queued and on its way', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUpByHand({ request: () => gate.promise });
    const writer = test.bulk.writer();
    expect([writer.size, writer.bytes]).toEqual([0, 0]);
    const keyed = (n: number) =>
      finishOf(n, { idempotency_key: `the-key-${n}`, timestamp: new Date(0), result_payload: { text: 'ü' } });
    const bytes = Buffer.byteLength(JSON.stringify(keyed(0)));
    writer.add(keyed(0));
    writer.add(keyed(1));
    expect([writer.size, writer.bytes]).toEqual([2, 2 * bytes]);
    const flushed = writer.flush();
    await sent(test, 1);
    writer.add(keyed(2));
    expect([writer.size, writer.bytes]).toEqual([3, 3 * bytes]);
    gate.resolve(undefined);
    await flushed;
    expect([writer.size, writer.bytes]).toEqual([1, bytes]);
    await writer.flush();
    expect([writer.size, writer.bytes]).toEqual([0, 0]);
  });
});

describe('flush', () => {
  it('of an empty writer sends nothing', async () => {
    await using test = await setUpByHand();
    expect(await test.bulk.writer().flush()).toEqual({ pending: 0 });
    expect(test.requests).toEqual([]);
    expect(test.clock.begun).toEqual([]);
  });

  it('sends everything at once, in as many requests as it takes, and leaves no timer', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ maxItems: 2 });
    for (const item of finishes(5)) writer.add(item);
    expect(await writer.flush()).toEqual({ pending: 0 });
    expect(test.sent).toEqual([[0, 1], [2, 3], [4]]);
    expect(test.clock.pending).toEqual([]);
  });

  it('waits for the items that there were, not for those that come after', async () => {
    const gates = Array.from({ length: 2 }, () => Promise.withResolvers<undefined>());
    await using test = await setUpByHand({ request: (_items, index) => gates[index]?.promise });
    const writer = test.bulk.writer();
    writer.add(finishOf(0));
    const first = writer.flush();
    await sent(test, 1);
    writer.add(finishOf(1));
    const second = writer.flush();
    gates[0]?.resolve(undefined);
    expect(await first).toEqual({ pending: 0 });
    expect(await atOnce(second)).toBe(stillPending);
    gates[1]?.resolve(undefined);
    expect(await second).toEqual({ pending: 0 });
  });

  it('tells after its timeout how many items are pending; they stay queued', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUpByHand({ request: () => gate.promise });
    const writer = test.bulk.writer({ maxItems: 2 });
    const outcomes = finishes(3).map((item) => writer.add(item));
    const flushed = writer.flush({ timeout: 50 });
    await sent(test, 1);
    writer.add(finishOf(3));
    test.clock.advance(50);
    expect(await flushed).toEqual({ pending: 3 });
    expect(writer.size).toBe(4);
    gate.resolve(undefined);
    expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual([
      'success',
      'success',
      'success',
    ]);
  });

  it('gives up waiting after 30 s, when it is not told otherwise', async () => {
    await using test = await setUpByHand({ request: () => new Promise(() => {}) });
    const writer = test.bulk.writer({ timeout: 60_000 });
    writer.add(finishOf(0));
    const flushed = writer.flush();
    test.clock.advance(29_999);
    expect(await atOnce(flushed)).toBe(stillPending);
    test.clock.advance(1);
    expect(await flushed).toEqual({ pending: 1 });
  });

  it('resolves for items that failed as well', async () => {
    await using test = await setUpByHand({ item: () => failure('not_found') });
    const writer = test.bulk.writer();
    for (const item of finishes(3)) writer.add(item);
    expect(await writer.flush()).toEqual({ pending: 0 });
    expect(await writer.close()).toEqual({ written: 0, failed: 3, dropped: 0 });
  });

  it.each([-1, Number.NaN, '5'])('refuses a timeout of %j', async (timeout) => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const options = { timeout: timeout as number };
    for (const call of [() => writer.flush(options), () => writer.close(options)]) {
      expect(thrownBy(call)).toMatchObject({
        code: 'invalid_argument',
        message: expect.stringContaining('timeout'),
      });
    }
    writer.add(finishOf(0));
    expect(await writer.flush()).toEqual({ pending: 0 });
  });
});

describe('a queue that is full', () => {
  it('of items: add throws until there is room, of which ready tells', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using test = await setUpByHand({ request: () => gate.promise });
    const writer = test.bulk.writer({ maxQueueItems: 2 });
    await writer.ready();
    writer.add(finishOf(0));
    await writer.ready();
    writer.add(finishOf(1));
    const error = thrownBy(() => writer.add(finishOf(2)));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'queue_full', message: expect.stringContaining('2 items of 2') });
    const ready = writer.ready();
    // What is on its way takes room too.
    const flushed = writer.flush();
    await sent(test, 1);
    expect(await atOnce(ready)).toBe(stillPending);
    expect(thrownBy(() => writer.add(finishOf(2)))).toMatchObject({ code: 'queue_full' });
    gate.resolve(undefined);
    await ready;
    expect(writer.add(finishOf(2))).toBeInstanceOf(Promise);
    await flushed;
    await writer.flush();
    expect(test.sent).toEqual([[0, 1], [2]]);
    expect(await writer.close(), 'what add has thrown was never taken').toEqual({
      written: 3,
      failed: 0,
      dropped: 0,
    });
  });

  it('of bytes does the same', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ maxQueueBytes: 500 });
    const large = (n: number) => finishOf(n, { result_payload: { text: 'x'.repeat(400) } });
    writer.add(large(0));
    expect(thrownBy(() => writer.add(finishOf(1)))).toMatchObject({ code: 'queue_full' });
    await writer.flush();
    await writer.ready();
    // One that is larger than the whole queue gets in when there is room at all.
    writer.add(finishOf(2, { result_payload: { text: 'x'.repeat(1_000) } }));
    expect(await writer.flush()).toEqual({ pending: 0 });
  });

  it('lets as many go on as there is room for', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ maxQueueItems: 2, maxItems: 1, flushInterval: 1 });
    let added = 0;
    const produce = async () => {
      for (let n = 0; n < 5; n += 1) {
        for (;;) {
          await writer.ready();
          try {
            writer.add(finishOf(added));
            added += 1;
            break;
          } catch {
            // Another one was quicker.
          }
        }
      }
    };
    await Promise.all([produce(), produce(), produce()]);
    await writer.flush();
    expect(test.sent.flat()).toEqual(Array.from({ length: 15 }, (_, n) => n));
  });

  it("with overflow 'drop': lets new items go, counts them, and warns once", async () => {
    await using test = await setUpByHand();
    const warnings = await warningsDuring(async () => {
      const writer = test.bulk.writer({ maxQueueItems: 2, overflow: 'drop' });
      const items = finishes(4);
      const outcomes = items.map((item) => writer.add(item));
      expect(await outcomes[2]).toEqual({
        index: 2,
        item: items[2],
        idempotencyKey: expect.any(String),
        status: 'dropped',
      });
      expect(await outcomes[3]).toMatchObject({ status: 'dropped' });
      expect(writer.size).toBe(2);
      await writer.ready;
      await writer.flush();
      for (const item of finishes(3)) writer.add(item);
      expect(await writer.close()).toEqual({ written: 4, failed: 0, dropped: 3 });
      expect(thrownBy(() => writer.add(finishOf(0)))).toMatchObject({ code: 'writer_closed' });
    });
    expect(warnings).toEqual([expect.stringMatching(/queue.*full.*dropped/)]);
    expect(test.sizes).toEqual([2, 2]);
  });

  it("with overflow 'drop': still throws for a bad item", async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ maxQueueItems: 1, overflow: 'drop' });
    writer.add(finishOf(0));
    expect(thrownBy(() => writer.add({ ...finishOf(1), nope: 1 } as BulkInput))).toMatchObject({
      code: 'invalid_argument',
    });
  });

  it('has room for 10 000 items, when it is not told otherwise', async () => {
    await using test = await setUpByHand({ request: () => new Promise(() => {}) });
    const writer = test.bulk.writer();
    for (let n = 0; n < 10_000; n += 1) writer.add(finishOf(n));
    expect(thrownBy(() => writer.add(finishOf(10_000)))).toMatchObject({ code: 'queue_full' });
  });
});

describe('options', () => {
  it.each<[option: string, options: unknown]>([
    ['maxItems', { maxItems: 0 }],
    ['maxBytes', { maxBytes: -5 }],
    ['flushInterval', { flushInterval: 'soon' }],
    ['maxQueueItems', { maxQueueItems: 0 }],
    ['maxQueueBytes', { maxQueueBytes: Number.POSITIVE_INFINITY }],
    ['overflow', { overflow: 'block' }],
    ['exitTimeout', { exitTimeout: Number.NaN }],
    ['timeout', { timeout: '1s' }],
    ['maxRetries', { maxRetries: -1 }],
    ['retryOnStatusCodes', { retryOnStatusCodes: 503 }],
    ['headers', { headers: 'x' }],
    ['onControlSignal', { onControlSignal: 1 }],
    ['signal', { signal: new AbortController().signal }],
    ['concurrency', { concurrency: 0 }],
    ['options', []],
  ])('are checked by name: %s of %j', async (option, options) => {
    await using test = await setUpByHand();
    const error = thrownBy(() => test.bulk.writer(options as WriterOptions));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'invalid_argument', message: expect.stringContaining(option) });
  });
});
