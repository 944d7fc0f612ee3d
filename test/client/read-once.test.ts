/** What is checked is what is sent, and nothing of it is lost: what a caller hands in is read once. */
import { describe, expect, it } from 'vitest';
import { PrefactorClientError } from '../../src/index.ts';
import { withSpan } from '../support/answers.ts';
import { connect, endOf, refusalOf, setUp } from '../support/client.ts';
import { newSpan } from '../support/fixtures.ts';
import { arrived, ways } from '../support/payloads.ts';

/** Says something else each time it is asked. */
function changing<Value>(...values: readonly Value[]): { readonly value: Value; readonly reads: number } {
  let reads = 0;
  return {
    get value() {
      reads += 1;
      return values[Math.min(reads, values.length) - 1] as Value;
    },
    get reads() {
      return reads;
    },
  };
}

class Version {
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }
  toJSON() {
    return { external_identifier: this.#name };
  }
}

describe.each(ways)('by %s', (_, send) => {
  it('a getter is read once: what was checked is what is sent', async () => {
    const name = changing('agent:llm', 5 as never);
    const field = changing<unknown>('first', 5n, Symbol('s'), undefined);
    const details = {
      ...newSpan,
      get schema_name() {
        return name.value;
      },
      payload: {
        get field() {
          return field.value;
        },
      },
    };
    expect(await arrived(send, details as never)).toMatchObject({
      schema_name: 'agent:llm',
      payload: { field: 'first' },
    });
  });

  it.each<[what: string, payload: unknown, found: string]>([
    ['writes nothing', { toJSON: () => undefined }, 'details.payload has a toJSON that gives nothing'],
    ['writes text', { toJSON: () => 'text' }, 'details.payload must be an object, not a string'],
    ['is a Date', new Date(0), 'details.payload must be an object, not a Date'],
    ['is a URL', new URL('https://example.test'), 'details.payload must be an object, not a string'],
    ['is a RegExp', /x/, 'details.payload must be an object, not a string'],
    ['is a Set', new Set([1]), 'details.payload must be an object, not an array'],
    ['is a promise', Promise.resolve(1), 'details.payload is a promise: await it first'],
    ['is a function', () => 1, 'details.payload must be an object, not a function'],
    [
      'throws inside',
      {
        a: [
          {
            get b(): never {
              throw new TypeError('not now');
            },
          },
        ],
      },
      'details.payload.a[0] cannot be written as JSON: not now',
    ],
  ])('a payload that %s is refused by name', async (_what, payload, found) => {
    await using client = connect('http://127.0.0.1:9');
    const error = await endOf(send(client, { ...newSpan, payload } as never));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect((error as Error).message).toContain(found);
  });

  it('a depth without end is refused', async () => {
    let payload: object = {};
    for (let level = 0; level < 100_000; level += 1) payload = { deeper: payload };
    await using client = connect('http://127.0.0.1:9');
    expect(await endOf(send(client, { ...newSpan, payload }))).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringMatching(/details\.payload.*… is nested too deeply$/),
    });
  });

  it('a payload that writes itself is sent as it does so, once', async () => {
    let calls = 0;
    const payload = {
      toJSON() {
        calls += 1;
        return { calls, left: { out: { toJSON: () => undefined } } };
      },
    };
    expect((await arrived(send, { ...newSpan, payload })).payload).toEqual({ calls: 1, left: {} });
  });

  it('half a character is sent as U+FFFD, in names too, and whole ones stay', async () => {
    const payload = { 'cut \ud83d': 'cut \ud83d', whole: '🔑 \\ud83d', list: ['\udd11\ud83d'] };
    expect((await arrived(send, { ...newSpan, payload })).payload).toEqual({
      'cut \ufffd': 'cut \ufffd',
      whole: '🔑 \\ud83d',
      list: ['\ufffd\ufffd'],
    });
  });
});

it('no half of a character is escaped in what is sent', async () => {
  await using test = await setUp(withSpan);
  await test.client.agentSpans.finish('span-1', { result_payload: { text: 'cut \ud83d' } });
  expect(test.server.requests[0]?.body).toContain('cut \ufffd');
  expect(test.server.requests[0]?.body).not.toContain('\\ud83d');
});

it('a version that writes itself is checked as it does so', async () => {
  await using test = await setUp((response) => void response.end('{}'));
  const register = (name: unknown) =>
    test.client.agentInstances.register({ agent_version: new Version(name as string) } as never);
  expect(await endOf(register(5))).toMatchObject({
    message: expect.stringContaining('agent_version.external_identifier must be a string'),
  });
  expect(test.server.requests).toEqual([]);
  await endOf(register('v1'));
  expect(JSON.parse(test.server.requests[0]?.body ?? '')).toMatchObject({
    agent_version: { external_identifier: 'v1' },
  });
});

it('functions, symbols and BigInts are no text where the API wants text', async () => {
  await using test = await setUp(withSpan);
  for (const [value, kind] of [
    [() => 1, 'a function'],
    [Symbol('s'), 'a symbol'],
    [5n, 'a bigint'],
  ] as [unknown, string][]) {
    const error = await endOf(test.client.agentSpans.create({ ...newSpan, schema_name: value } as never));
    expect(error).toMatchObject({
      message: expect.stringContaining(`details.schema_name must be a string, not ${kind}`),
    });
  }
  expect(test.server.requests).toEqual([]);
});

it('extraBody is read once, too, with what JSON has no form for', async () => {
  await using test = await setUp(withSpan);
  const big = changing<unknown>(5n, undefined);
  const extraBody = {
    get new_field() {
      return { big: big.value, map: new Map([['a', 1]]) };
    },
  };
  await test.client.agentSpans.finish('span-1', {}, { extraBody });
  expect(JSON.parse(test.server.requests[0]?.body ?? '')).toMatchObject({
    new_field: { big: '5', map: { a: 1 } },
  });
});

describe('many mistakes at once', () => {
  const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`field_${n}`, n]));

  it('are told with 20 of them at most, and the number of the others', async () => {
    await using test = await setUp(withSpan);
    const { client } = test;
    const errors = [
      await endOf(client.agentSpans.finish('span-1', many)),
      await endOf(client.agentSpans.finish('span-1', {}, many as never)),
      await endOf(client.agentSpans.list({ agent_id: 'a', ...many } as never)),
      refusalOf(() => client.bulk.writer().finishSpan('span-1', many)),
      refusalOf(() => client.bulk.writer(many as never)),
    ] as PrefactorClientError[];
    for (const error of errors) {
      expect(error).toBeInstanceOf(PrefactorClientError);
      expect(error.issues).toHaveLength(21);
      expect(error.issues.at(-1)).toEqual({ path: '', message: 'and 59980 more' });
      expect(error.message).toMatch(/; and 59995 more$/);
    }
    expect(test.server.requests).toEqual([]);
  });

  it('a name of any length is refused, and not shown as a whole', async () => {
    await using test = await setUp(withSpan);
    const error = await endOf(test.client.agentSpans.finish('span-1', { ['x'.repeat(1_000_000)]: 1 }));
    expect((error as Error).message.length).toBeLessThan(1_000);
  });
});
