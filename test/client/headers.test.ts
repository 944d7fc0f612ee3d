/** The option `headers`: in any form that `fetch` takes, by every way to send. */

import { runInNewContext } from 'node:vm';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRetryPolicy, PrefactorClientError, type RequestOptions } from '../../src/index.ts';
import { withSpan, withSuccess } from '../support/answers.ts';
import { endOf, refusalOf, setUp, transports } from '../support/client.ts';
import { span, success } from '../support/fixtures.ts';

type Given = NonNullable<RequestOptions['headers']>;

/** `Headers` of another make: one that can only be visited. */
const visited = (...pairs: [string, string][]): Given => ({
  forEach(visit: (value: string, name: string) => void) {
    for (const [name, value] of pairs) visit(value, name);
  },
});

/** One that can be read only once. */
function* once(): Generator<[string, string]> {
  yield ['X-Name', 'value'];
}

const forms: readonly [form: string, make: () => Given][] = [
  ['an object', () => ({ 'X-Name': 'value' })],
  ['Headers', () => new Headers({ 'X-Name': 'value' })],
  ['Headers of another make', () => visited(['X-Name', 'value'])],
  ['a Map', () => new Map([['X-Name', 'value']])],
  ['a Map of another realm', () => runInNewContext("new Map([['X-Name', 'value']])") as Map<string, string>],
  ['pairs', () => [['X-Name', 'value']]],
  ['an iterator', once],
];

describe.each(forms)('headers as %s', (_form, make) => {
  it.each(transports)('arrive through %s, by every way', async (_through, config) => {
    await using test = await setUp(withSuccess, config);
    const { client } = test;
    const item = { _type: 'agent_spans/finish', agent_span_id: 'span-1' } as const;
    await client.agentSpans.finish('span-1', {}, { headers: make() });
    await client.request('POST', '/api/v1/thing', { headers: make() });
    await client.bulk.execute([item], { headers: make() });
    await client.bulk.executeAll([item], { headers: make() });
    const writer = client.bulk.writer({ headers: make() });
    await Promise.all([writer.add(item), writer.flush()]);
    await Promise.all([writer.add(item), writer.flush()]);
    expect(test.server.requests.map(({ headers }) => headers['x-name'])).toEqual(Array(6).fill('value'));
  });
});

it('headers are read once: what was checked is what is sent', async () => {
  await using test = await setUp(withSpan);
  let reads = 0;
  const changing = {
    get 'x-name'() {
      reads += 1;
      return reads === 1 ? 'first' : 'second';
    },
  };
  let looks = 0;
  const hiding = new Proxy<Record<string, string>>(
    { host: 'elsewhere.test', 'x-name': 'value' },
    {
      ownKeys: () => {
        looks += 1;
        return looks === 1 ? ['x-name'] : ['host', 'x-name'];
      },
    },
  );
  await test.client.agentSpans.get('span-1', {}, { headers: changing });
  await test.client.agentSpans.get('span-1', {}, { headers: hiding });
  expect(test.server.requests.map(({ headers }) => headers['x-name'])).toEqual(['first', 'value']);
  expect(test.server.requests[1]?.headers.host).toBe(new URL(test.server.url).host);
});

it('lists that say they have four billion items are refused without a look at them', async () => {
  await using test = await setUp(withSpan);
  const endless = new Array(2 ** 32 - 1);
  const errors = [
    await endOf(test.client.agentSpans.get('span-1', {}, { headers: endless })),
    await endOf(test.client.agentSpans.get('span-1', {}, { headers: [endless] as never })),
    await endOf(test.client.agentSpans.get('span-1', {}, { retryOnStatusCodes: endless })),
    refusalOf(() => createRetryPolicy({ retryOnStatusCodes: endless })),
  ];
  for (const error of errors) expect(error).toBeInstanceOf(PrefactorClientError);
  expect(test.server.requests).toEqual([]);
});

it('headers of all pages of a list are those of the first', async () => {
  await using test = await setUp((response, { url }) => {
    const offset = Number(new URL(url, 'http://x').searchParams.get('pagination[offset]'));
    const next = offset < 2 ? offset + 1 : null;
    response.setHeader('content-type', 'application/json');
    const pagination = {
      page_offset: offset,
      page_size: 1,
      next_page_offset: next,
      item_count: 3,
      item_start: 1,
      item_end: 1,
      page_count: 3,
      page_index: offset + 1,
      previous_page_offset: null,
    };
    response.end(JSON.stringify({ status: 'success', summaries: [], pagination }));
  });
  const all = test.client.agentSpans.list({ agent_id: 'agent-1' }, { headers: once() });
  for await (const _ of all);
  expect(test.server.requests.map(({ headers }) => headers['x-name'])).toEqual(Array(3).fill('value'));
});

it('headers given several times become one', async () => {
  await using test = await setUp(withSpan);
  await test.client.validateToken({
    headers: [
      ['X-Name', 'a'],
      ['X-Name', 'b'],
    ],
  });
  expect(test.server.requests[0]?.headers['x-name']).toBe('a, b');
});

it('a token in Headers is hidden in errors like any other', async () => {
  await using test = await setUp((response, { headers }) => {
    response.statusCode = 400;
    response.end(
      JSON.stringify({ status: 'error', code: 'bad_request', message: `not ${headers.authorization}` }),
    );
  });
  const authorization = 'Bearer sEcReT-sEcReT';
  for (const headers of [new Headers({ authorization }), new Map([['Authorization', authorization]])]) {
    const error = await endOf(
      test.client.bulk.execute([{ _type: 'agent_spans/show', agent_span_id: 'a' }], { headers }),
    );
    expect(String(error)).not.toContain('sEcReT');
    expect(test.server.requests.at(-1)?.headers.authorization).toBe(authorization);
  }
});

describe('a header that cannot work is refused by name:', () => {
  it.each<[name: string, value: string | null]>([
    ['Expect', '100-continue'],
    ['Upgrade', 'websocket'],
    ['Keep-Alive', 'timeout=5'],
    ['Connection', 'upgrade'],
    ['Transfer-Encoding', 'chunked'],
    ['Content-Length', '5'],
    ['Host', 'example.test'],
    ['TE', 'trailers'],
    ['Trailer', 'x-sum'],
    ['Proxy-Connection', 'close'],
    ['Content-Encoding', 'gzip'],
    ['Idempotency-Key', 'a-key'],
    ['Content-Type', 'text/plain'],
    ['Content-Type', null],
    ['Accept-Encoding', 'zstd'],
    ['Accept-Encoding', 'gzip, *'],
  ])('%s: %s', async (name, value) => {
    await using test = await setUp(withSpan);
    const forms: Given[] = [{ [name]: value }, new Map([[name, value]])];
    for (const headers of forms) {
      const error = await endOf(test.client.agentSpans.finish('span-1', {}, { headers }));
      expect(error).toBeInstanceOf(PrefactorClientError);
      expect(error).toMatchObject({
        issues: [{ path: 'headers', message: expect.stringContaining(name.toLowerCase()) }],
      });
      expect(refusalOf(() => test.client.bulk.writer({ headers })).message).toContain(name.toLowerCase());
    }
    expect(test.server.requests).toEqual([]);
  });

  it.each(['application/json; charset=utf-8', 'application/vnd.api+json'])(
    'but not content-type %s',
    async (type) => {
      await using test = await setUp(withSpan);
      await test.client.agentSpans.finish('span-1', {}, { headers: { 'content-type': type } });
      expect(test.server.requests[0]?.headers['content-type']).toBe(type);
    },
  );
});

describe.each(transports)('through %s', (_through, config) => {
  it.each([
    ['br', 'br', brotliCompressSync],
    ['deflate;q=0.5, br', 'deflate', deflateSync],
    ['gzip, *;q=0', 'gzip', gzipSync],
  ] as const)(
    'an answer in what accept-encoding: %s asks for is read',
    async (accepted, encoding, compress) => {
      await using test = await setUp((response, { headers }) => {
        expect(headers['accept-encoding']).toBe(accepted);
        response.setHeader('content-encoding', encoding);
        response.end(compress(JSON.stringify(success(span))));
      }, config);
      const headers = { 'Accept-Encoding': accepted };
      expect(await test.client.agentSpans.finish('span-1', {}, { headers })).toMatchObject({ id: span.id });
    },
  );

  it('accept-encoding: null asks for answers that are not compressed', async () => {
    await using test = await setUp(withSpan, config);
    await test.client.validateToken({ headers: { 'Accept-Encoding': null } });
    expect(test.server.requests[0]?.headers['accept-encoding']).toBe('identity');
  });
});
