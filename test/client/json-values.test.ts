/** What becomes of values that JSON has no form for: nothing of them is lost without a word. */
import { describe, expect, it } from 'vitest';
import { type BulkInput, PrefactorClientError, type PrefactorHttpClient } from '../../src/index.ts';
import { all } from '../bulk/support.ts';
import { connect, endOf } from '../support/client.ts';
import { newSpan, span, success } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';

const itemOf = (payload: object): BulkInput<'agent_spans/create'> => ({
  _type: 'agent_spans/create',
  idempotency_key: 'the-only-key',
  details: { ...newSpan, payload: payload as Record<string, unknown> },
});

/** Every way to send a payload. */
const ways: Record<string, (client: PrefactorHttpClient, payload: object) => Promise<unknown>> = {
  'a single call': (client, payload) => client.agentSpans.create({ ...newSpan, payload }),
  'bulk.execute': (client, payload) => client.bulk.execute([itemOf(payload)]),
  'bulk.executeAll': async (client, payload) => {
    for (const outcome of await all(client.bulk.executeAll([itemOf(payload)]))) {
      if (outcome.status === 'error') throw outcome.error;
    }
  },
  'a writer': async (client, payload) => {
    await using writer = client.bulk.writer();
    void writer.add(itemOf(payload));
  },
};

describe.each(Object.entries(ways))('W5: by %s', (_, way) => {
  /** The payload as it arrives. */
  async function arrived(payload: object): Promise<unknown> {
    await using server = await startServer((response, { url, body }) => {
      if (!url.endsWith('/bulk')) return json(response, 200, success(span));
      const [item] = (JSON.parse(body) as { items: { idempotency_key: string }[] }).items;
      json(response, 200, { status: 'success', outputs: { [item?.idempotency_key ?? '']: success(span) } });
    });
    await using client = connect(server.url);
    await way(client, payload);
    const body = JSON.parse(server.requests[0]?.body ?? '{}');
    return (body.items?.[0] ?? body).details.payload;
  }

  const circular: Record<string, unknown> = { name: 'loop', list: [] };
  circular['self'] = circular;
  (circular['list'] as unknown[]).push({ back: circular });
  const shared = { twice: true };

  it.each<[what: string, payload: object, expected: unknown]>([
    ['a BigInt is text', { count: 12_345_678_901_234_567_890n }, { count: '12345678901234567890' }],
    ['a Map with text for keys is an object', { map: new Map([['a', 1n]]) }, { map: { a: '1' } }],
    ['any other Map is its entries', { map: new Map([[1, 'one']]) }, { map: [[1, 'one']] }],
    ['a Set is its values', { set: new Set(['a', new Set([1])]) }, { set: ['a', [1]] }],
    [
      'what is no number is null',
      { numbers: [Number.NaN, Number.POSITIVE_INFINITY] },
      { numbers: [null, null] },
    ],
    [
      'functions and symbols are markers',
      { tools: [{ execute() {} }, () => {}, class Tool {}], symbol: Symbol('s') },
      {
        tools: [{ execute: '[Function: execute]' }, '[Function: anonymous]', '[Function: Tool]'],
        symbol: '[Symbol(s)]',
      },
    ],
    [
      'a circle is a marker, where it closes',
      circular,
      { name: 'loop', list: [{ back: '[Circular]' }], self: '[Circular]' },
    ],
    [
      'what is there twice is no circle',
      { a: shared, b: [shared, shared] },
      { a: shared, b: [shared, shared] },
    ],
    [
      'what writes itself does so',
      { date: new Date(0), url: new URL('https://example.test/'), own: { toJSON: () => 'own' } },
      { date: '1970-01-01T00:00:00.000Z', url: 'https://example.test/', own: 'own' },
    ],
    ['undefined is left out, and null in a list', { a: undefined, b: [undefined] }, { b: [null] }],
    ['__proto__ is a field', JSON.parse('{"__proto__": {"a": 1}}'), JSON.parse('{"__proto__": {"a": 1}}')],
  ])('%s', async (_what, payload, expected) => {
    expect(await arrived(payload)).toEqual(expected);
  });

  it('an Error is its name, message, stack and cause', async () => {
    const error = new TypeError('no such tool', { cause: new Error('inner') });
    expect(await arrived({ error })).toEqual({
      error: {
        name: 'TypeError',
        message: 'no such tool',
        stack: error.stack,
        cause: { name: 'Error', message: 'inner', stack: (error.cause as Error).stack },
      },
    });
  });

  it('a promise is refused, by its path: somebody forgot to await it', async () => {
    await using client = connect('http://127.0.0.1:9');
    const error = await endOf(way(client, { items: [1, 2, 3, { cost: Promise.resolve(4) }] }));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('details.payload.items[3].cost is a promise: await it first'),
    });
  });

  it('the payload of its caller is as it was', async () => {
    const payload = Object.freeze({ big: 1n, list: Object.freeze([new Map([['a', 1]])]) });
    await arrived(payload);
    expect(payload).toEqual({ big: 1n, list: [new Map([['a', 1]])] });
  });
});
