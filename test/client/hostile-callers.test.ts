/** What callers hand in, however strange, is sent rightly or refused by name: no exception of the platform gets through. */
import { describe, expect, it } from 'vitest';
import {
  createIdempotencyKey,
  createRetryPolicy,
  deriveIdempotencyKey,
  generateId,
  PrefactorClientError,
  PrefactorHttpClient,
  sensitive,
} from '../../src/index.ts';
import { withSpan } from '../support/answers.ts';
import { setUp, unhandledDuring } from '../support/client.ts';

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const throwing = (): object =>
  new Proxy(
    {},
    {
      get() {
        throw new RangeError('from a proxy');
      },
      ownKeys() {
        throw new URIError('from a proxy');
      },
      getPrototypeOf() {
        throw new TypeError('from a proxy');
      },
    },
  );

/** Values that are hard to look at. Made anew for each use. */
const strange: readonly [what: string, make: () => unknown][] = [
  ['null', () => null],
  ['a number', () => 5],
  ['an empty list', () => []],
  ['a list', () => [1, 2]],
  ['a Date', () => new Date()],
  ['an invalid Date', () => new Date(Number.NaN)],
  ['a Map', () => new Map([['timeout', 5]])],
  ['a Set', () => new Set([1])],
  ['a symbol', () => Symbol('s')],
  ['a BigInt', () => 5n],
  ['a boxed BigInt', () => Object(5n)],
  ['a function', () => () => 1],
  ['text', () => 'x'],
  ['long text', () => 'x'.repeat(1_000_000)],
  ['half a character', () => '\ud800'],
  ['an object without prototype', () => Object.assign(Object.create(null), { colour: 1 })],
  ['a revoked proxy', revoked],
  ['a proxy that throws', throwing],
  [
    'a getter that throws',
    () => ({
      get colour() {
        throw new RangeError('from a getter');
      },
    }),
  ],
  [
    'a getter that throws what has no text',
    () => ({
      get colour() {
        throw Object.create(null);
      },
    }),
  ],
  [
    'what has no text',
    () => ({
      toString() {
        throw new TypeError('no text');
      },
      [Symbol.toPrimitive]() {
        throw new TypeError('no primitive');
      },
      colour: 1,
    }),
  ],
  ['a promise', () => Promise.resolve({})],
  ['a promise that fails', () => Promise.reject(new Error('nobody awaits this'))],
  ['a regular expression', () => /x/],
  ['an abort signal', () => new AbortController().signal],
];

type Use = (client: PrefactorHttpClient, value: never) => unknown;

/** Where callers hand something in: every way in that takes an object of fields or of options. */
const uses: readonly [where: string, use: Use][] = [
  ['the config', (_, value) => new PrefactorHttpClient(value)],
  ['an option of a client', (_, value) => new PrefactorHttpClient({ apiToken: value, apiUrl: value })],
  [
    'a number of a client',
    (_, value) => new PrefactorHttpClient({ apiToken: 'x', requestTimeout: [value] as never }),
  ],
  ['hooks', (_, value) => new PrefactorHttpClient({ apiToken: 'x', hooks: { onRetry: { value } as never } })],
  [
    'a circuit breaker',
    (_, value) =>
      new PrefactorHttpClient({
        apiToken: 'x',
        circuitBreaker: { threshold: [value] as never, halfOpenAfter: 1 },
      }),
  ],
  ['options', (client, value) => client.validateToken(value ?? (5 as never))],
  ['options.timeout', (client, value) => client.validateToken({ timeout: [value] as never })],
  ['options.signal', (client, value) => client.validateToken({ signal: [value] as never })],
  [
    'options.headers',
    (client, value) => client.validateToken({ headers: { 'x-name': value ?? (5 as never) } }),
  ],
  ['options.retryOnStatusCodes', (client, value) => client.validateToken({ retryOnStatusCodes: [value] })],
  ['options.extraBody', (client, value) => client.agentSpans.finish('span-1', {}, { extraBody: [value] })],
  ['an id', ({ agentSpans }, value) => agentSpans.get(typeof value === 'string' ? ('' as never) : value)],
  ['a body', ({ agentSpans }, value) => agentSpans.finish('span-1', value)],
  ['details', ({ agentSpans }, value) => agentSpans.create(value)],
  ['a field', ({ agentSpans }, value) => agentSpans.finish('span-1', { status: value ?? (5 as never) })],
  ['a query', ({ agentSpans }, value) => agentSpans.list(value)],
  [
    'pagination',
    ({ agentSpans }, value) => agentSpans.list({ agent_id: 'a', pagination: value ?? (5 as never) }),
  ],
  [
    'the options of a list',
    ({ agentSpans }, value) => agentSpans.list({ agent_id: 'a' }, value ?? (5 as never)),
  ],
  ['a method', (client, value) => client.request(value, '/api/v1/ping')],
  ['a path', (client, value) => client.request('GET', value)],
  ['a request', (client, value) => client.request('GET', '/api/v1/ping', value)],
  [
    'its parameters',
    (client, value) => client.request('GET', '/api/v1/agent_spans/{agent_span_id}', { params: value }),
  ],
  ['its body', (client, value) => client.request('POST', '/api/v1/thing', { body: [value] })],
  ['its query', (client, value) => client.request('GET', '/api/v1/thing', { query: [value] })],
  ['items', ({ bulk }, value) => bulk.execute(value)],
  ['an item', ({ bulk }, value) => bulk.execute([value])],
  [
    'the options of execute',
    ({ bulk }, value) =>
      bulk.execute([{ _type: 'agent_spans/show', agent_span_id: 'span-1' }] as never, value ?? (5 as never)),
  ],
  ['many items', ({ bulk }, value) => bulk.executeAll(value)],
  ['the options of executeAll', ({ bulk }, value) => bulk.executeAll([], value ?? (5 as never))],
  ['the options of a writer', ({ bulk }, value) => bulk.writer(value ?? (5 as never))],
  ['an item of a writer', ({ bulk }, value) => bulk.writer().add(value)],
  ['a span of a writer', ({ bulk }, value) => bulk.writer().createSpan(value)],
  [
    'the id of a span that ends',
    ({ bulk }, value) => bulk.writer().finishSpan(typeof value === 'string' ? ('' as never) : value),
  ],
  ['the end of a span', ({ bulk }, value) => bulk.writer().finishSpan('span-1', value)],
  ['the options of close', (client, value) => client.close(value ?? (5 as never))],
  ['the options of flush', (client, value) => client.flush(value ?? (5 as never))],
  ['a policy', (_, value) => createRetryPolicy(value ?? (5 as never))],
  [
    'what a policy is to try',
    (_, value) => createRetryPolicy().execute(typeof value === 'function' ? (5 as never) : value),
  ],
  ['the signal of a policy', (_, value) => createRetryPolicy().execute(async () => 1, [value] as never)],
  ['the prefix of a key', (_, value) => createIdempotencyKey([value] as never)],
  ['the parts of a key', (_, value) => deriveIdempotencyKey('x', [value] as never)],
  ['an id to make another of', (_, value) => generateId(value)],
  ['a sensitive value', (_, value) => sensitive([value] as never)],
  ['labels', (_, value) => sensitive('x', [[value]] as never)],
];

/** What is right in its place. */
const fine: Readonly<Record<string, readonly string[]>> = {
  'options.headers': ['text', 'long text'],
  'many items': ['an empty list', 'a list', 'a Map', 'a Set'],
};

/** A promise that nobody awaits any more is not to end the process with its failure, where one is easily forgotten. */
const forgettable = [
  'an id',
  'a body',
  'details',
  'a field',
  'a query',
  'items',
  'an item',
  'an item of a writer',
  'the end of a span',
  'the id of a span that ends',
  'a span of a writer',
  'many items',
  'options',
  'a request',
];

const mayBe = (where: string, what: string): boolean =>
  fine[where]?.includes(what) === true || (what === 'a promise that fails' && !forgettable.includes(where));

describe.each(uses)('%s', (where, use) => {
  it.each(strange.filter(([what]) => !mayBe(where, what)))('may not be %s', async (_what, make) => {
    await using test = await setUp(withSpan);
    let thrown: unknown;
    const unhandled = await unhandledDuring(async () => {
      const value = make() as never;
      try {
        thrown = await use(test.client, value);
      } catch (error) {
        thrown = error;
      }
    });
    expect(thrown).toBeInstanceOf(PrefactorClientError);
    expect(unhandled).toEqual([]);
    expect(test.server.requests).toEqual([]);
    expect((thrown as Error).message.length).toBeLessThan(3_000);
  });
});
