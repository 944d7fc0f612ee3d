/** `maxItemBytes`: what is cut of an item that is too large, and what never is. */
import { array, assert, dictionary, integer, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BulkInput, PrefactorClientError, sensitive } from '../../src/index.ts';
import { refusalOf } from '../support/client.ts';
import { newSpan } from '../support/fixtures.ts';
import { finishOf, setUp, type WireItem } from './support.ts';

const create = (payload: object, more: object = {}): BulkInput<'agent_spans/create'> => ({
  _type: 'agent_spans/create',
  idempotency_key: 'the-only-key',
  details: { ...newSpan, started_at: '2026-03-02T09:30:00Z', payload, ...more },
});

/** An item as it arrives. */
async function arrived<Item = WireItem>(
  item: BulkInput<'agent_spans/create' | 'agent_spans/finish'>,
  maxItemBytes: number | undefined,
): Promise<Item> {
  await using test = await setUp();
  const writer = test.bulk.writer({ maxItemBytes });
  const outcome = writer.add(item as BulkInput<'agent_spans/create'>);
  await writer.flush();
  expect(await outcome).toMatchObject({ status: 'success', item });
  return test.requests[0]?.[0] as Item;
}

type Created = { details: { payload: Record<string, unknown>; [field: string]: unknown } };
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
/** Bytes of an item without a payload. */
const frame = bytesOf(create({}));

describe('an item that is larger than maxItemBytes', () => {
  it('has the longest text of its payload cut, which then says how much of it is missing', async () => {
    const item = create({ short: 'kept', long: `begins${'-'.repeat(10_000)}` });
    const sent = await arrived<Created>(item, 1_000);
    expect(bytesOf(sent)).toBeLessThanOrEqual(1_000);
    expect(bytesOf(sent)).toBeGreaterThan(950);
    const { short, long } = sent.details.payload;
    expect(short).toBe('kept');
    const [, kept = '', cut] = /^(begins-*)\[cut: (\d+) bytes\]$/.exec(String(long)) ?? [];
    expect(kept.length + Number(cut)).toBe(10_006);
  });

  it('has several texts cut to one length, so that the shorter ones are kept', async () => {
    const item = create({ a: 'a'.repeat(50_000), list: [{ b: 'b'.repeat(20_000) }, 'c'.repeat(500)] });
    const { details } = await arrived<Created>(item, 3_000);
    const { a, list } = details.payload as { a: string; list: [{ b: string }, string] };
    expect(list[1]).toBe('c'.repeat(500));
    const keptOf = (text: string, letter: string) =>
      text.split('[cut')[0]?.match(RegExp(`^${letter}+$`))?.[0].length;
    expect(keptOf(a, 'a')).toBeGreaterThan(900);
    expect(keptOf(a, 'a')).toBe(keptOf(list[0].b, 'b'));
  });

  it('has its result cut, too', async () => {
    const result_payload = { answer: 'x'.repeat(10_000) };
    const { result_payload: sent } = await arrived<{ result_payload: { answer: string } }>(
      finishOf(1, { result_payload }),
      500,
    );
    expect(sent.answer).toMatch(/^x+\[cut: \d+ bytes\]$/);
  });

  it('is cut nowhere else', async () => {
    const long = 'n'.repeat(400);
    const item = create(
      { text: 't'.repeat(2_000), [long]: 1 },
      { schema_name: long, id: long, parent_span_id: long, agent_instance_id: long },
    );
    const { details, ...others } = await arrived<Created>(
      { ...item, idempotency_key: 'k'.repeat(128) },
      3_000,
    );
    expect(others).toEqual({ _type: 'agent_spans/create', idempotency_key: 'k'.repeat(128) });
    expect(details).toMatchObject({
      schema_name: long,
      id: long,
      parent_span_id: long,
      agent_instance_id: long,
      payload: { text: expect.stringMatching(/^t+\[cut: \d+ bytes\]$/), [long]: 1 },
    });
  });

  it('keeps the marks and labels of sensitive values', async () => {
    const labels = ['l'.repeat(100)];
    const smallest = bytesOf(create({ from: sensitive('', labels) }, { sensitive_encoding: true }));
    const { details } = await arrived<Created>(
      create({ from: sensitive('s'.repeat(10_000), labels) }),
      smallest + 60,
    );
    expect(details).toMatchObject({
      payload: {
        from: { $sensitive: 'string', value: expect.stringMatching(/^s+\[cut: \d+ bytes\]$/), labels },
      },
      sensitive_encoding: true,
    });
  });

  it.each([
    ['of two, three and four bytes', 'é€😀'],
    ['that JSON escapes', '"\\\n\u0001'],
    ['that are halves', '\ud83d\udc00\ude00'],
  ])('has no character divided: those %s', async (_, characters) => {
    const text = characters.repeat(2_000);
    for (let spare = 0; spare < 12; spare += 1) {
      const limit = frame + 200 + spare;
      const sent = await arrived<Created>(create({ text }), limit);
      expect(bytesOf(sent)).toBeLessThanOrEqual(limit);
      expect(bytesOf(sent)).toBeGreaterThan(limit - 40);
      const [kept = ''] = String(sent.details.payload['text']).split('[cut');
      expect(text.toWellFormed().startsWith(kept)).toBe(true);
      expect(kept.isWellFormed()).toBe(true);
    }
  });

  it('has a whole payload replaced where cutting texts is not enough, the largest first', async () => {
    const numbers = Array.from({ length: 5_000 }, (_, n) => n);
    const payload = { prompt: 'x'.repeat(3_000) };
    const item = create(payload, { status: 'complete', finished_at: newTime, result_payload: { numbers } });
    const { details } = await arrived<Created>(item, 2_000);
    expect(details['result_payload']).toEqual({ cut: `[cut: ${bytesOf({ numbers })} bytes]` });
    expect(details.payload).toEqual({ prompt: expect.stringMatching(/^x{1000,}\[cut: \d+ bytes\]$/) });
  });

  it('is refused where even that is not enough, without a word of what is in it', async () => {
    await using test = await setUp();
    const writer = test.bulk.writer({ maxItemBytes: 200 });
    const error = refusalOf(() =>
      writer.add(create({ secret: 's3cr3t'.repeat(100) }, { schema_name: 'x'.repeat(300) })),
    );
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      code: 'item_too_large',
      message: expect.stringMatching(
        /^bulk\.writer\.add: item has \d+ bytes, and cannot be cut to the 200 that maxItemBytes allows$/,
      ),
      idempotencyKey: 'the-only-key',
    });
    expect(writer.size).toBe(0);
  });

  it('fits, whatever is in its payload', async () => {
    const value = oneof(
      string({ unit: 'binary', maxLength: 300 }),
      integer(),
      array(string({ maxLength: 100 })),
    );
    await using test = await setUp();
    const writer = test.bulk.writer({ maxItemBytes: frame + 100 });
    assert(
      property(dictionary(string(), value), (payload) => {
        const before = writer.bytes;
        void writer.add({ ...create(payload), idempotency_key: `key-${writer.size}-12345` });
        expect(writer.bytes - before).toBeLessThanOrEqual(frame + 100);
      }),
    );
    await writer.close({ timeout: 0 });
  });
});

const newTime = '2026-03-02T09:30:01Z';

describe('an item that is not', () => {
  it.each([
    ['because it is just as large', 0],
    ['because there is no limit', undefined],
  ])('is sent as it is, %s', async (_, spare) => {
    const item = create({ text: 't'.repeat(100_000) });
    expect(await arrived(item, spare === undefined ? undefined : bytesOf(item) + spare)).toEqual(item);
  });
});

it('what is too large is cut after it was redacted', async () => {
  await using test = await setUp({ config: { redact: ({ text }) => ({ text: `${text}`.slice(0, 50) }) } });
  const writer = test.bulk.writer({ maxItemBytes: frame + 100 });
  void writer.add(create({ text: 't'.repeat(100_000) }));
  await writer.close();
  expect(test.requests[0]).toMatchObject([{ details: { payload: { text: 't'.repeat(50) } } }]);
});
