/** When something happened that a bulk writer is told of: what the item says, else the moment at which it was taken. */
import { describe, expect, it } from 'vitest';
import type { BulkInput } from '../../src/index.ts';
import {
  all,
  instanceId,
  sent,
  setUp,
  setUpByHand,
  spanDetails,
  type TestByHand,
  type WireItem,
  waiting,
} from './support.ts';

const created = (details: object): BulkInput => ({
  _type: 'agent_spans/create',
  details: { ...spanDetails, ...details },
});
const ofInstance = (verb: string, more: object = {}) =>
  ({ _type: `agent_instances/${verb}`, agent_instance_id: instanceId, ...more }) as BulkInput;

/** All times that stand in an item, by the path of their field. */
function timesIn(item: WireItem | undefined): Record<string, unknown> {
  const fields = { ...item, details: undefined };
  const details = (item?.['details'] ?? {}) as object;
  const isTime = ([name]: [string, unknown]) => /(^timestamp|_at)$/.test(name);
  return Object.fromEntries([
    ...Object.entries(fields).filter(isTime),
    ...Object.entries(details)
      .filter(isTime)
      .map(([name, time]) => [`details.${name}`, time]),
  ]);
}

/** The time on the wall of a clock. */
const now = ({ clock }: TestByHand): string => new Date(clock.wall()).toISOString();

const items: [what: string, item: BulkInput, fields: string[]][] = [
  ['a span that is in progress', created({ status: 'active' }), ['details.started_at']],
  ['a complete span', created({ status: 'complete' }), ['details.started_at', 'details.finished_at']],
  ['a failed span', created({ status: 'failed' }), ['details.started_at', 'details.finished_at']],
  ['a cancelled span', created({ status: 'cancelled' }), ['details.started_at', 'details.finished_at']],
  ['a span that has not begun', created({ status: 'pending' }), []],
  ['the end of a span', { _type: 'agent_spans/finish', agent_span_id: 'span-1' }, ['timestamp']],
  ['the start of an instance', ofInstance('start'), ['timestamp']],
  ['the end of an instance', ofInstance('finish', { status: 'failed' }), ['timestamp']],
  ['the termination of an instance', ofInstance('terminate', { reason: 'Enough.' }), ['timestamp']],
  ['a registration', { _type: 'agent_instances/register', agent_version: { external_identifier: 'v1' } }, []],
  ['a look at an instance', ofInstance('show'), []],
  ['what the document does not describe', { _type: 'agents/poke', details: {} } as unknown as BulkInput, []],
];

describe.each(items)('%s', (_, item, fields) => {
  it('has the times of the moment at which a writer took it', async () => {
    await using test = await setUpByHand();
    test.clock.advance(7);
    const taken = now(test);
    const writer = test.bulk.writer();
    writer.add(item);
    test.clock.advance(100);
    await writer.flush();
    expect(timesIn(test.requests[0]?.[0])).toEqual(Object.fromEntries(fields.map((name) => [name, taken])));
  });

  it('is sent without them by execute and executeAll', async () => {
    await using test = await setUp();
    const keyed = { ...item, idempotency_key: 'the-key-of-it' };
    await test.bulk.execute([keyed]);
    await all(test.bulk.executeAll([keyed]));
    expect(test.requests).toEqual([[keyed], [keyed]]);
  });
});

describe('a time that is left out', () => {
  it('stays the moment of taking, however late and often the item is sent', async () => {
    let isDown = true;
    await using test = await setUpByHand({
      request: () => (isDown ? 503 : undefined),
      config: { maxRetries: 0 },
    });
    const writer = test.bulk.writer({ maxItems: 1 });
    const taken = now(test);
    const { id } = writer.createSpan(spanDetails);
    await waiting(test, 1_000);
    test.clock.advance(1_000);
    const takenLater = now(test);
    const ended = writer.finishSpan(id);
    await sent(test, 2);
    await waiting(test, 2_000);
    isDown = false;
    test.clock.advance(2_000);
    await ended;
    expect(test.requests.map(([item]) => timesIn(item))).toEqual([
      { 'details.started_at': taken },
      { 'details.started_at': taken },
      { 'details.started_at': taken },
      { timestamp: takenLater },
    ]);
  });

  it('is one that is null or undefined, as the API sees it', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    writer.add(created({ status: 'complete', started_at: null, finished_at: undefined }));
    writer.finishSpan('span-1', { timestamp: null });
    await writer.flush();
    expect(test.requests[0]?.map(timesIn)).toEqual([
      { 'details.started_at': now(test), 'details.finished_at': now(test) },
      { timestamp: now(test) },
    ]);
  });
});

describe('a time that is given', () => {
  it('stays, as text or as a Date, also where the other one is left out', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const text = '2020-02-02T02:02:02.002Z';
    writer.add(created({ status: 'complete', started_at: text }));
    writer.add(created({ status: 'complete', finished_at: new Date(text), started_at: new Date(text) }));
    writer.add(created({ status: 'pending', started_at: text }));
    writer.add(ofInstance('finish', { timestamp: new Date(text) }));
    await writer.flush();
    expect(test.requests[0]?.map(timesIn)).toEqual([
      { 'details.started_at': text, 'details.finished_at': now(test) },
      { 'details.started_at': text, 'details.finished_at': text },
      { 'details.started_at': text },
      { timestamp: text },
    ]);
  });
});

describe("the caller's object", () => {
  it.each(items)('for %s stays as it is, and may be handed in again', async (_, item, fields) => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const before = structuredClone(item);
    const outcomes = [writer.add(item)];
    test.clock.advance(1);
    outcomes.push(writer.add(item));
    await writer.flush();
    expect(item).toEqual(before);
    for (const outcome of await Promise.all(outcomes)) expect(outcome.item).toBe(item);
    const [first, second] = test.requests[0]?.map(timesIn) ?? [];
    expect(Object.keys(first ?? {})).toEqual(expect.arrayContaining(fields));
    for (const name of fields) expect(second?.[name]).not.toBe(first?.[name]);
  });
});

describe('W8: times that a writer sets', () => {
  const minutes = 60_000;

  it('are never later than the end that is given, nor earlier than the start', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const aMinuteAgo = new Date(test.clock.wall() - minutes).toISOString();
    const inAMinute = new Date(test.clock.wall() + minutes);
    writer.createSpan({ ...spanDetails, status: 'complete', finished_at: aMinuteAgo });
    writer.createSpan({ ...spanDetails, status: 'complete', started_at: inAMinute });
    writer.createSpan({ ...spanDetails, status: 'complete', finished_at: inAMinute });
    await writer.flush();
    expect(test.requests[0]?.map(timesIn)).toEqual([
      { 'details.started_at': aMinuteAgo, 'details.finished_at': aMinuteAgo },
      { 'details.started_at': inAMinute.toISOString(), 'details.finished_at': inAMinute.toISOString() },
      { 'details.started_at': now(test), 'details.finished_at': inAMinute.toISOString() },
    ]);
  });

  it('go on when the clock is set back, more slowly until it has caught up', async () => {
    await using test = await setUpByHand();
    const { clock } = test;
    const begun = clock.wall();
    let setBack = 0;
    const { wall } = clock;
    clock.wall = () => wall() - setBack;
    const writer = test.bulk.writer({ flushInterval: 60 * minutes });
    const finish = () => void writer.finishSpan('span-1');
    finish();
    setBack = 10 * minutes;
    finish();
    for (let minute = 0; minute < 22; minute += 2) {
      clock.advance(2 * minutes);
      finish();
    }
    await writer.flush();
    const after = test.requests[0]?.map((item) => (Date.parse(String(item['timestamp'])) - begun) / minutes);
    expect(after).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]);
  });
});
