/** `bulk.writer`: the ends of spans that were not created the first time, and then perhaps were. */
import { describe, expect, it } from 'vitest';
import type { BulkWriter, WriterOutcome } from '../../src/index.ts';
import { failure } from '../support/fixtures.ts';
import { finishOf, type Script, setUpByHand, spanDetails, successOf, type TestByHand } from './support.ts';

/** An API that refuses the first so many creations. */
function refusing(creations: number): Script {
  let left = creations;
  return {
    item: (item) => {
      if (item._type !== 'agent_spans/create' || left === 0) return successOf(item);
      left -= 1;
      return failure('validation_errors');
    },
  };
}

/** What was sent, without what the API did not come to. */
const typesSent = (test: TestByHand): string[] =>
  test.requests.flatMap((items) => items.map(({ _type }) => _type.replace('agent_spans/', '')));

/** Clean requests, so that batches are large again. */
async function sendOthers(writer: BulkWriter): Promise<void> {
  for (let n = 0; n < 4; n += 1) {
    writer.add(finishOf(n));
    await writer.flush();
  }
}

const createFailed = { status: 'error', error: { code: 'create_failed' } };
const refused = { status: 'error', error: { code: 'validation_errors' } };
const success = { status: 'success' };

const ends = (outcomes: readonly Promise<WriterOutcome>[]) => Promise.all(outcomes);

describe('the end of a span whose creation failed', () => {
  it('is sent after another creation of it, whatever went well in between', async () => {
    await using test = await setUpByHand(refusing(1));
    const writer = test.bulk.writer({ maxItems: 2 });
    const first = writer.createSpan(spanDetails);
    await writer.flush();
    await sendOthers(writer);
    const again = writer.createSpan({ ...spanDetails, id: first.id });
    const end = writer.finishSpan(first.id);
    await writer.flush();
    expect(await ends([first.outcome, again.outcome, end])).toMatchObject([refused, success, success]);
    expect(typesSent(test).slice(-2)).toEqual(['create', 'finish']);
  });

  it('is sent after another creation of it, when the first one was dropped', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer({ maxQueueItems: 2, overflow: 'drop' });
    for (const n of [0, 1]) writer.add(finishOf(n));
    const dropped = writer.createSpan(spanDetails);
    await writer.flush();
    writer.add(finishOf(2));
    await writer.flush();
    const again = writer.createSpan({ ...spanDetails, id: dropped.id });
    const end = writer.finishSpan(dropped.id);
    await writer.flush();
    expect(await ends([dropped.outcome, again.outcome, end])).toMatchObject([
      { status: 'dropped' },
      success,
      success,
    ]);
  });

  it.each([1, 2, 500])(
    'is sent where both creations were queued before the first one failed, with batches of %i',
    async (maxItems) => {
      await using test = await setUpByHand(refusing(1));
      const writer = test.bulk.writer({ maxItems });
      const first = writer.createSpan(spanDetails);
      const endOfNone = writer.finishSpan(first.id);
      const again = writer.createSpan({ ...spanDetails, id: first.id });
      const end = writer.finishSpan(first.id);
      await writer.flush();
      expect(await ends([first.outcome, endOfNone, again.outcome, end])).toMatchObject([
        refused,
        createFailed,
        success,
        success,
      ]);
      expect(typesSent(test).slice(-2)).toEqual(['create', 'finish']);
    },
  );

  it('is not sent before the other creation', async () => {
    await using test = await setUpByHand(refusing(1));
    const writer = test.bulk.writer();
    const first = writer.createSpan(spanDetails);
    await writer.flush();
    await sendOthers(writer);
    const tooEarly = writer.finishSpan(first.id);
    const again = writer.createSpan({ ...spanDetails, id: first.id });
    const end = writer.finishSpan(first.id);
    await writer.flush();
    expect(await ends([tooEarly, again.outcome, end])).toMatchObject([createFailed, success, success]);
    expect(typesSent(test).slice(-2)).toEqual(['create', 'finish']);
    expect(test.requests).toHaveLength(6);
  });

  it('is not sent when the other creation fails too, and says why that one did', async () => {
    await using test = await setUpByHand(refusing(2));
    const writer = test.bulk.writer({ maxItems: 1 });
    const first = writer.createSpan(spanDetails);
    await writer.flush();
    const again = writer.createSpan({ ...spanDetails, id: first.id });
    const end = writer.finishSpan(first.id);
    const other = writer.finishSpan('another-span');
    await writer.flush();
    const [why, what] = await ends([again.outcome, end]);
    expect(what).toMatchObject(createFailed);
    expect(what).toMatchObject({ error: { cause: why?.status === 'error' ? why.error : 'an error' } });
    expect(await other).toMatchObject(success);
    expect(typesSent(test)).toEqual(['create', 'create', 'finish']);
  });

  it('is not sent after the creation of another span', async () => {
    await using test = await setUpByHand(refusing(1));
    const writer = test.bulk.writer();
    const first = writer.createSpan(spanDetails);
    await writer.flush();
    const another = writer.createSpan(spanDetails);
    const end = writer.finishSpan(first.id);
    await writer.flush();
    expect(await ends([another.outcome, end])).toMatchObject([success, createFailed]);
  });
});

describe('of spans whose creation failed', () => {
  it('the last so many as the queue has room for are remembered at least, and twice as many at most', async () => {
    await using test = await setUpByHand(refusing(4));
    const writer = test.bulk.writer({ maxQueueItems: 2, maxItems: 1 });
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      ids.push(writer.createSpan(spanDetails).id);
      await writer.flush();
    }
    const outcomes: WriterOutcome[] = [];
    for (const id of ids) {
      const end = writer.finishSpan(id);
      await writer.flush();
      outcomes.push(await end);
    }
    expect(outcomes).toMatchObject([success, success, createFailed, createFailed]);
  });
});
