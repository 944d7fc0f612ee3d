/** What becomes of values that JSON has no form for: nothing of them is lost without a word. */
import { describe, expect, it } from 'vitest';
import { PrefactorClientError } from '../../src/index.ts';
import { connect, endOf } from '../support/client.ts';
import { newSpan } from '../support/fixtures.ts';
import { arrived, ways } from '../support/payloads.ts';

class Copying {
  depth = 0;

  toJSON() {
    const copy = new Copying();
    copy.depth = this.depth + 1;
    return copy;
  }
}

class Same {
  big = 1n;

  toJSON() {
    return this;
  }
}

describe.each(ways)('W5: by %s', (_, send) => {
  /** The payload as it arrives. */
  const payloadOf = async (payload: object): Promise<unknown> =>
    (await arrived(send, { ...newSpan, payload })).payload;

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
    [
      'what something writes of itself is looked at, too',
      { own: { toJSON: (name: string) => ({ name, big: 1n, map: new Map([['a', 1]]) }) } },
      { own: { name: 'own', big: '1', map: { a: 1 } } },
    ],
    ['what writes a copy of itself is asked once', { own: new Copying() }, { own: { depth: 1 } }],
    [
      'what writes itself as it is, or with itself inside, comes to an end',
      {
        same: new Same(),
        inside: {
          toJSON() {
            return { name: 'outer', inside: this };
          },
        },
      },
      { same: { big: '1' }, inside: { name: 'outer', inside: '[Circular]' } },
    ],
    [
      'what the platform hides is what it holds',
      {
        headers: new Headers([
          ['x-a', '1'],
          ['x-b', '2'],
        ]),
        params: new URLSearchParams('a=1&a=2&b=3'),
        pattern: /a+/i,
        bytes: new Uint8Array([1, 2]).buffer,
        view: new DataView(new Uint8Array([1, 2, 3]).buffer, 1),
        numbers: new Float32Array([0.5]),
        large: new BigInt64Array([5n]),
        boxed: [Object(5n), Object('text'), Object(true)],
      },
      {
        headers: { 'x-a': '1', 'x-b': '2' },
        params: { a: ['1', '2'], b: '3' },
        pattern: '/a+/i',
        bytes: [1, 2],
        view: [2, 3],
        numbers: [0.5],
        large: ['5'],
        boxed: ['5', 'text', true],
      },
    ],
    [
      'what hides all that it holds is a marker',
      { weak: new WeakMap(), blob: new Blob(['x']), keys: new Map().keys() },
      { weak: '[WeakMap]', blob: '[Blob]', keys: '[Map Iterator]' },
    ],
    ['undefined is left out, and null in a list', { a: undefined, b: [undefined] }, { b: [null] }],
    ['__proto__ is a field', JSON.parse('{"__proto__": {"a": 1}}'), JSON.parse('{"__proto__": {"a": 1}}')],
  ])('%s', async (_what, payload, expected) => {
    expect(await payloadOf(payload)).toEqual(expected);
  });

  it('an Error is its name, message, stack and cause', async () => {
    const error = new TypeError('no such tool', { cause: new Error('inner') });
    expect(await payloadOf({ error })).toEqual({
      error: {
        name: 'TypeError',
        message: 'no such tool',
        stack: error.stack,
        cause: { name: 'Error', message: 'inner', stack: (error.cause as Error).stack },
      },
    });
  });

  it('an Error has its own fields that are text, numbers or flags, and the errors that it stands for', async () => {
    const inner = Object.assign(new Error('inner'), {
      code: 'EODD',
      retryable: false,
      socket: { secret: 'x' },
    });
    const { error } = (await payloadOf({ error: new AggregateError([inner, 'text'], 'outer') })) as {
      error: Record<string, unknown>;
    };
    expect(error).toMatchObject({ name: 'AggregateError', message: 'outer' });
    expect(error['errors']).toEqual([
      { name: 'Error', message: 'inner', stack: inner.stack, code: 'EODD', retryable: false },
      'text',
    ]);
  });

  it('a promise is refused, by its path: somebody forgot to await it', async () => {
    await using client = connect('http://127.0.0.1:9');
    const payload = { items: [1, 2, 3, { cost: Promise.resolve(4) }] };
    const error = await endOf(send(client, { ...newSpan, payload }));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('details.payload.items[3].cost is a promise: await it first'),
    });
  });

  it('a list that says it has more items than any text has room for is refused, without a look at them', async () => {
    await using client = connect('http://127.0.0.1:9');
    const error = await endOf(send(client, { ...newSpan, payload: { list: new Array(2 ** 32 - 1) } }));
    expect(error).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('payload.list cannot be written as JSON: a list of 4294967295 items'),
    });
  });

  it('the payload of its caller is as it was', async () => {
    const payload = Object.freeze({ big: 1n, list: Object.freeze([new Map([['a', 1]])]) });
    await payloadOf(payload);
    expect(payload).toEqual({ big: 1n, list: [new Map([['a', 1]])] });
  });
});
