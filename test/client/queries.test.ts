/** What becomes of the query of a path that the document does not have, and of odd values in any other. */
import { describe, expect, it } from 'vitest';
import { withSpan } from '../support/answers.ts';
import { endOf, setUp } from '../support/client.ts';

/** The pairs that arrive, and the text that they arrive in. */
async function sent(query: object, options: object = {}): Promise<{ text: string; pairs: string[][] }> {
  await using test = await setUp(withSpan);
  await test.client.request('GET', '/api/v1/thing', { query, ...options });
  const url = test.server.requests[0]?.url ?? '';
  return { text: url.split('?')[1] ?? '', pairs: [...new URLSearchParams(url.split('?')[1])] };
}

async function refused(query: unknown): Promise<unknown> {
  await using test = await setUp(withSpan);
  const error = await endOf(test.client.request('GET', '/api/v1/thing', { query } as never));
  expect(test.server.requests).toEqual([]);
  return error;
}

describe('a query arrives:', () => {
  it.each<[what: string, query: object, pairs: string[][]]>([
    ['a Date as text', { at: new Date(0) }, [['at', '1970-01-01T00:00:00.000Z']]],
    ['a URL as text', { of: new URL('https://example.test/a b') }, [['of', 'https://example.test/a%20b']]],
    ['a Map as an object', { of: new Map([['a', 1]]) }, [['of[a]', '1']]],
    [
      'a Set as a list',
      { of: new Set(['a', 'b']) },
      [
        ['of', 'a'],
        ['of', 'b'],
      ],
    ],
    [
      'URLSearchParams as their pairs',
      new URLSearchParams('a=1&b=2&a=3'),
      [
        ['a', '1'],
        ['a', '3'],
        ['b', '2'],
      ],
    ],
    ['a Map in place of an object', new Map([['a', 1]]), [['a', '1']]],
    ['objects in objects', { a: { b: { c: 1 } } }, [['a[b][c]', '1']]],
    ['what writes itself', { price: { toJSON: () => '1.50' } }, [['price', '1.50']]],
    ['a BigInt', { of: 5n }, [['of', '5']]],
    ['boxed text', { of: Object('text') }, [['of', 'text']]],
    [
      'the fields of a class',
      {
        of: new (class Of {
          a = 1;
        })(),
      },
      [['of[a]', '1']],
    ],
    ['undefined as nothing', { a: undefined, b: [undefined, 1] }, [['b', '1']]],
  ])('%s', async (_, query, pairs) => {
    expect((await sent(query)).pairs).toEqual(pairs);
  });

  it('names and values are percent-encoded, but for brackets in names', async () => {
    const { text, pairs } = await sent({ 'a&b=c#d[e]': 'f&g=h#ü+ ', 'x y': { 'z&': 1 } });
    expect(text).toBe('a%26b%3Dc%23d[e]=f%26g%3Dh%23%C3%BC%2B%20&x%20y[z%26]=1');
    expect(pairs).toEqual([
      ['a&b=c#d[e]', 'f&g=h#ü+ '],
      ['x y[z&]', '1'],
    ]);
  });

  it('extraQuery likewise', async () => {
    const extraQuery = { at: new Date(0), of: new Map([['a&', 1]]) };
    expect((await sent({}, { extraQuery })).pairs).toEqual([
      ['at', '1970-01-01T00:00:00.000Z'],
      ['of[a&]', '1'],
    ]);
  });
});

const circle: Record<string, unknown> = {};
circle['self'] = circle;
let deep: object = {};
for (let level = 0; level < 100_000; level += 1) deep = { deep };

describe('a query is refused by name, for', () => {
  it.each<[what: string, query: unknown, message: string]>([
    ['null', { a: null }, 'a must be text, a number, true or false, not null'],
    ['null inside', { a: { b: null } }, 'a.b must be text, a number, true or false, not null'],
    ['what is no number', { a: Number.NaN }, 'a must be text, a number, true or false, not NaN'],
    ['half a character', { a: '\ud800' }, 'a must be well-formed text'],
    ['half a character in a name', { 'a\udc00': 1 }, 'a\ufffd has a name that is no well-formed text'],
    ['a function', { a: () => 1 }, 'a must be text, a number, true or false, not a function'],
    ['a symbol', { a: Symbol('a') }, 'a must be text, a number, true or false, not a symbol'],
    ['an invalid Date', { a: { b: new Date('soon') } }, 'a.b is an invalid Date'],
    [
      'a list in an object',
      { a: { b: [1] } },
      'a.b must not be a list inside an object: a query has no one form for it',
    ],
    [
      'an object in a list',
      { a: [{ b: 1 }] },
      'a must not be in a list: of what is inside a list, a query has only text',
    ],
    ['a promise', { a: { b: Promise.resolve(1) } }, 'a.b is a promise: await it first'],
    ['what hides its content', { a: new WeakMap() }, 'a must be text, a number, true or false, not a symbol'],
    ['a circle', circle, 'self must be text'],
    ['a depth without end', deep, 'is nested too deeply'],
    [
      'a getter that throws',
      {
        get a() {
          throw new Error('not now');
        },
      },
      'query cannot be read: not now',
    ],
    ['a list', ['a'], 'query must be an object, not an array'],
    ['a Date', new Date(0), 'query must be an object, not a Date'],
    ['text', 'a=1', 'query must be an object, not a string'],
  ])('%s', async (_, query, message) => {
    expect(await refused(query)).toMatchObject({
      name: 'PrefactorClientError',
      code: 'invalid_argument',
      message: expect.stringContaining(message),
    });
  });
});

describe('a documented query', () => {
  it('takes a Date only for a time', async () => {
    await using test = await setUp(withSpan);
    const error = await endOf(test.client.agentSpans.list({ agent_id: new Date(0) } as never));
    expect(error).toMatchObject({
      message: expect.stringContaining('agent_id must be a string, not a Date'),
    });
  });
});
