/** Requests by method and path. */
import { describe, expect, it, vi } from 'vitest';
import {
  type HttpClientConfig,
  PrefactorClientError,
  PrefactorConnectionError,
  PrefactorHttpClient,
  PrefactorRetryExhaustedError,
  PrefactorServerError,
  type UndocumentedRequest,
} from '../../src/index.ts';
import { inTurn, reset, unavailable, withInstance, withSpan } from '../support/answers.ts';
import { endOf, setUp } from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { failure, newSpan, span, success } from '../support/fixtures.ts';
import { type Answer, json, queryOf, startServer } from '../support/server.ts';

const ok: Answer = (response) => json(response, 200, { status: 'success', anything: [1, { two: 2 }] });
const limited: Answer = (response) => json(response, 429, failure('slow_down'));

describe('a path template of the document', () => {
  it('is filled in from params.path', async () => {
    await using test = await setUp(withSpan);
    const body = await test.client.request('GET', '/api/v1/agent_spans/{agent_span_id}', {
      params: { path: { agent_span_id: 'some id/?' } },
      query: { redacted: false },
    });
    expect(body).toEqual(success(span));
    expect(body.details.schema_name).toBe('agent:llm');
    expect(test.server.requests).toMatchObject([
      { method: 'GET', url: '/api/v1/agent_spans/some%20id%2F%3F?redacted=false', body: '' },
    ]);
  });

  it('carries body and key of a write where the document puts them', async () => {
    await using test = await setUp(withSpan);
    const started = new Date(Date.UTC(2026, 2, 2));
    await test.client.request('POST', '/api/v1/agent_spans', {
      body: { details: { ...newSpan, started_at: started } },
      idempotencyKey: 'my-key',
    });
    expect(test.server.requests).toMatchObject([{ method: 'POST', url: '/api/v1/agent_spans' }]);
    expect(test.server.requests[0]?.headers['idempotency-key']).toBe('my-key');
    expect(JSON.parse(test.server.requests[0]?.body ?? '')).toEqual({
      details: { ...newSpan, started_at: '2026-03-02T00:00:00.000Z' },
      idempotency_key: 'my-key',
    });
  });

  it('may be written to without a body where the document needs none', async () => {
    await using test = await setUp(withSpan);
    await test.client.request('POST', '/api/v1/agent_spans/{agent_span_id}/finish', {
      params: { path: { agent_span_id: 'span-1' } },
    });
    const [request] = test.server.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/api/v1/agent_spans/span-1/finish' });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      idempotency_key: request?.headers['idempotency-key'],
    });
  });

  it('without parameters needs nothing else', async () => {
    await using test = await setUp(ok);
    expect(await test.client.request('GET', '/api/v1/ping')).toEqual({
      status: 'success',
      anything: [1, { two: 2 }],
    });
    expect(test.server.requests).toMatchObject([{ method: 'GET', url: '/api/v1/ping', body: '' }]);
  });

  it('resolves to the whole body of a list', async () => {
    const page = { status: 'success', summaries: [span], pagination: null, sorting: null };
    await using test = await setUp((response) => json(response, 200, page));
    const body = await test.client.request('GET', '/api/v1/agent_spans', {
      query: { agent_instance_id: 'instance-1', pagination: { page_size: 5 }, start_time: new Date(0) },
    });
    expect(body).toEqual(page);
    expect(queryOf(test.server.requests[0])).toEqual({
      agent_instance_id: 'instance-1',
      'pagination[page_size]': '5',
      start_time: '1970-01-01T00:00:00.000Z',
    });
  });

  it('has the checks of its operation', async () => {
    await using test = await setUp(withSpan);
    const { client } = test;
    const body = { details: { ...newSpan, statuss: 'active' } };
    expect(await endOf(client.request('POST', '/api/v1/agent_spans', { body } as never))).toMatchObject({
      name: 'PrefactorClientError',
      operation: 'createAgentSpan',
      issues: [{ path: expect.stringContaining('details.statuss') }],
    });
    const query = { agent_instance: 'instance-1' };
    expect(await endOf(client.request('GET', '/api/v1/agent_spans', { query } as never))).toMatchObject({
      name: 'PrefactorClientError',
      operation: 'listAgentSpans',
      message: expect.stringContaining('agent_instance'),
    });
    expect(test.server.requests).toEqual([]);
  });

  it.each([
    ['none', undefined],
    ['no parameters', {}],
    ['no path', { params: {} }],
    ['a missing one', { params: { path: {} } }],
    ['an undefined one', { params: { path: { agent_span_id: undefined } } }],
    ['an empty one', { params: { path: { agent_span_id: '' } } }],
    ['a dot', { params: { path: { agent_span_id: '.' } } }],
    ['two dots', { params: { path: { agent_span_id: '..' } } }],
    ['a number', { params: { path: { agent_span_id: 7 } } }],
  ])('is refused with %s where it needs one', async (_, request) => {
    await using test = await setUp(withSpan);
    const call = test.client.request('GET', '/api/v1/agent_spans/{agent_span_id}', request as never);
    const error = await endOf(call);
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ message: expect.stringContaining('agent_span_id') });
    expect(test.server.requests).toEqual([]);
  });

  it('refuses an unknown option by name', async () => {
    await using test = await setUp(ok);
    const error = await endOf(test.client.request('GET', '/api/v1/ping', { retries: 3 } as never));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ message: expect.stringContaining('retries') });
    expect(test.server.requests).toEqual([]);
  });
});

describe('a concrete path that fits a template', () => {
  const path = '/api/v1/agent_spans/some%20id/finish';

  it('goes out as it stands, with the key where the document puts it', async () => {
    await using test = await setUp(withSpan);
    const body = await test.client.request('POST', path, {
      body: { status: 'complete', timestamp: new Date(0) },
      idempotencyKey: 'my-key',
    });
    expect(body).toEqual(success(span));
    expect(test.server.requests).toMatchObject([{ method: 'POST', url: path }]);
    expect(test.server.requests[0]?.headers['idempotency-key']).toBe('my-key');
    expect(JSON.parse(test.server.requests[0]?.body ?? '')).toEqual({
      status: 'complete',
      timestamp: '1970-01-01T00:00:00.000Z',
      idempotency_key: 'my-key',
    });
  });

  it('has the checks of its operation', async () => {
    await using test = await setUp(withSpan);
    const error = await endOf(test.client.request('POST', path, { body: { stat: 'complete' } }));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      operation: 'finishAgentSpan',
      method: 'POST',
      message: expect.stringContaining('stat'),
    });
    expect(test.server.requests).toEqual([]);
  });

  it('has the retries of its operation', async () => {
    await using test = await setUp(inTurn(unavailable, withSpan));
    expect(await test.client.request('POST', path)).toEqual(success(span));
    const [first, second] = test.server.requests;
    expect(second?.body).toBe(first?.body);
    expect(test.server.requests).toHaveLength(2);
  });

  it('has the contract of its operation', async () => {
    await using test = await setUp(ok);
    expect(await endOf(test.client.request('POST', path))).toMatchObject({
      name: 'PrefactorResponseContractError',
      operation: 'finishAgentSpan',
      path,
      applied: true,
    });
  });

  it('is the more special operation where two would fit', async () => {
    await using test = await setUp(withInstance);
    const { client } = test;
    await client.request('GET', '/api/v1/agent_instance/show', {
      query: { external_identifier: 'ticket-1', include_counts: true },
    });
    expect(queryOf(test.server.requests[0])).toEqual({
      external_identifier: 'ticket-1',
      include_counts: 'true',
    });
    expect(
      await endOf(client.request('GET', '/api/v1/agent_instance/show', { query: { nope: 1 } } as never)),
    ).toMatchObject({ name: 'PrefactorClientError', operation: 'showAgentInstance' });
    expect(
      await endOf(client.request('GET', '/api/v1/agent_instance/other', { query: { nope: 1 } } as never)),
    ).toMatchObject({ name: 'PrefactorClientError', operation: 'getAgentInstance' });
    expect(test.server.requests).toHaveLength(1);
  });

  it('is not taken for another operation when the method differs', async () => {
    await using test = await setUp(ok);
    await test.client.request('PUT', '/api/v1/agent_spans/span-1/finish', { body: { anything: 1 } });
    expect(JSON.parse(test.server.requests[0]?.body ?? '')).toEqual({ anything: 1 });
  });

  it('is refused where an id would be empty', async () => {
    await using test = await setUp(withSpan);
    const error = await endOf(test.client.request('POST', '/api/v1/agent_spans//finish'));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(test.server.requests).toEqual([]);
  });
});

describe('a path that the document does not have', () => {
  it('is read with any query', async () => {
    await using test = await setUp(ok);
    const body = await test.client.request('GET', '/api/v1/thing', {
      query: { name: 'a b&c', pagination: { offset: 0, page_size: 100 }, active: true, nothing: undefined },
    });
    expect(body).toEqual({ status: 'success', anything: [1, { two: 2 }] });
    const [request] = test.server.requests;
    expect(request).toMatchObject({ method: 'GET', body: '' });
    expect(request?.url.split('?')[0]).toBe('/api/v1/thing');
    expect(queryOf(request)).toEqual({
      name: 'a b&c',
      'pagination[offset]': '0',
      'pagination[page_size]': '100',
      active: 'true',
    });
    expect(request?.headers).not.toHaveProperty('idempotency-key');
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'takes a %s with any body, and the key in the header',
    async (method) => {
      await using test = await setUp(ok);
      const body = { details: { name: 'a', at: new Date(0), none: null, nothing: undefined } };
      const answer = await test.client.request(method, '/api/v1/thing/a%20b', {
        body,
        query: { force: true },
      });
      expect(answer).toEqual({ status: 'success', anything: [1, { two: 2 }] });
      const [request] = test.server.requests;
      expect(request).toMatchObject({ method, url: '/api/v1/thing/a%20b?force=true' });
      expect(request?.headers['content-type']).toBe('application/json');
      expect(request?.headers['idempotency-key']).toMatch(/^[!-~]{36,64}$/);
      expect(JSON.parse(request?.body ?? '')).toEqual({
        details: { name: 'a', at: '1970-01-01T00:00:00.000Z', none: null },
      });
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('takes a %s without a body', async (method) => {
    await using test = await setUp(ok);
    await test.client.request(method, '/api/v1/thing/thing-1');
    const [request] = test.server.requests;
    expect(request).toMatchObject({ method, url: '/api/v1/thing/thing-1', body: '' });
    expect(request?.headers['idempotency-key']).toMatch(/^[!-~]{36,64}$/);
  });

  it('takes the method in small letters', async () => {
    await using test = await setUp((response) => json(response, 404, failure('not_found')));
    const error = await endOf(test.client.request('delete', '/api/v1/thing/thing-1'));
    expect(test.server.requests).toMatchObject([{ method: 'DELETE' }]);
    expect(error).toMatchObject({ method: 'DELETE', operation: 'DELETE /api/v1/thing/thing-1' });
  });

  it('takes the method of a documented path in small letters too', async () => {
    await using test = await setUp(withSpan);
    await test.client.request('post', '/api/v1/agent_spans/span-1/finish');
    const [request] = test.server.requests;
    expect(request?.method).toBe('POST');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      idempotency_key: request?.headers['idempotency-key'],
    });
  });

  it('stays below a base path', async () => {
    await using server = await startServer(ok);
    await using client = new PrefactorHttpClient({ apiUrl: `${server.url}/base/`, apiToken: 'test-token' });
    await client.request('GET', '/api/v1/thing');
    expect(server.requests).toMatchObject([{ url: '/base/api/v1/thing' }]);
  });

  it.each(['/', '/api', '/a.b/..c/d..', '/a%2Fb', "/a-b_c~d!e$f&g'h(i)j*k+l,m;n=o:p@q"])(
    'may be %s',
    async (path) => {
      await using test = await setUp(ok);
      await test.client.request('GET', path);
      expect(test.server.requests).toMatchObject([{ url: path }]);
    },
  );

  it('takes the options of a call', async () => {
    await using test = await setUp(ok);
    await test.client.request('GET', '/api/v1/thing', { headers: { 'X-Trace': 'abc' } });
    expect(test.server.requests[0]?.headers).toMatchObject({ 'x-trace': 'abc' });
    const reason = new Error('the user went away');
    const signal = AbortSignal.abort(reason);
    expect(await endOf(test.client.request('GET', '/api/v1/thing', { signal }))).toBe(reason);
    expect(test.server.requests).toHaveLength(1);
  });

  it("leaves the caller's request as it was", async () => {
    await using test = await setUp(ok);
    const request = Object.freeze({
      body: Object.freeze({ at: new Date(0), nothing: undefined }),
      query: Object.freeze({ page: Object.freeze({ size: 1 }) }),
      extraBody: Object.freeze({ more: 1 }),
    });
    await test.client.request('POST', '/api/v1/thing', request);
    expect(request).toEqual({
      body: { at: new Date(0), nothing: undefined },
      query: { page: { size: 1 } },
      extraBody: { more: 1 },
    });
  });

  it('has an answer that is an object, or a contract error', async () => {
    await using test = await setUp((response) => json(response, 200, [1, 2]));
    expect(await endOf(test.client.request('GET', '/api/v1/thing'))).toMatchObject({
      name: 'PrefactorResponseContractError',
      operation: 'GET /api/v1/thing',
    });
  });
});

describe('a path is refused before anything is sent:', () => {
  it.each([
    '',
    'x',
    'api/v1/ping',
    '//x',
    '//host/api/v1/ping',
    '/a//b',
    'https://h/x',
    'HTTPS://h/x',
    '/a/../b',
    '/a/./b',
    '/..',
    '/.',
    '/a/..',
    '/%2e%2e/b',
    '/%2E%2e/b',
    '/.%2e/b',
    '/a/%2e',
    '/a\\b',
    '/\\h/x',
    '\\x',
    '/a?b=1',
    '/a?',
    '/a#b',
    '/a b',
    ' /a',
    '/a\n',
    '/a\tb',
    '/a\u0000b',
    '/ü',
    '/%zz',
    '/%',
    '/%2',
    '/%ff',
    '/%c3%28',
    '/api/v1/thing/{thing_id}',
    '/{x}',
    '/api/v1/agent_spans/{span_id}',
  ])('%j', async (path) => {
    await using test = await setUp(ok);
    for (const method of ['GET', 'POST']) {
      const call = test.client.request(method, path, { params: { path: { agent_id: 'a' } } } as never);
      const bare = test.client.request(method, path);
      for (const error of [await endOf(call), await endOf(bare)]) {
        expect(error).toBeInstanceOf(PrefactorClientError);
        expect(error).toMatchObject({ code: 'invalid_argument' });
      }
    }
    expect(test.server.requests).toEqual([]);
  });

  it.each([undefined, null, 42, {}, ['/a'], new URL('http://h/x')])('%s', async (path) => {
    await using test = await setUp(ok);
    expect(await endOf(test.client.request('GET', path as unknown as string))).toMatchObject({
      name: 'PrefactorClientError',
      issues: [{ path: 'path' }],
    });
    expect(test.server.requests).toEqual([]);
  });

  it('and says which, and why', async () => {
    await using test = await setUp(ok);
    expect(await endOf(test.client.request('GET', '/a/../b'))).toMatchObject({
      issues: [{ path: 'path', message: expect.any(String) }],
      message: expect.stringContaining('path'),
    });
  });
});

describe('a method is refused before anything is sent:', () => {
  it.each([
    '',
    'FETCH',
    'CONNECT',
    'TRACE',
    'HEAD',
    'OPTIONS',
    'GET ',
    'GET\r\nX: y',
    undefined,
    null,
    42,
    {},
  ])('%j', async (method) => {
    await using test = await setUp(ok);
    for (const path of ['/api/v1/thing', '/api/v1/ping']) {
      const error = await endOf(test.client.request(method as string, path));
      expect(error).toBeInstanceOf(PrefactorClientError);
      expect(error).toMatchObject({ code: 'invalid_argument', issues: [{ path: 'method' }] });
    }
    expect(test.server.requests).toEqual([]);
  });
});

describe.each([
  ["the client's own connections", {}],
  ['fetch', { fetch: globalThis.fetch }],
] as [string, HttpClientConfig][])(
  'a write to a path that the document does not have, through %s,',
  (_, config) => {
    const path = '/api/v1/thing/thing-1/archive';
    const write = (client: PrefactorHttpClient, request: UndocumentedRequest = { body: { name: 'a' } }) =>
      client.request('POST', path, request);

    it('is tried again when nobody listened', async () => {
      let url: string;
      {
        await using server = await startServer(ok);
        url = server.url;
      }
      const clock = hastyClock(30_000);
      await using client = new PrefactorHttpClient(
        { apiUrl: url, apiToken: 'test-token', maxRetries: 2, connectTimeout: undefined, ...config },
        clock,
      );
      const error = await endOf(write(client));
      expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
      expect(error).toMatchObject({
        attempts: 3,
        operation: `POST ${path}`,
        lastError: { name: 'PrefactorConnectionError' },
      });
    });

    it('is tried again after 429, with the same key and body', async () => {
      await using test = await setUp(inTurn(limited, ok), config);
      const { attempts, idempotencyKey } = await write(test.client).withResponse();
      expect(attempts).toBe(2);
      const [first, second] = test.server.requests;
      expect(first?.headers['idempotency-key']).toBe(idempotencyKey);
      expect(second?.headers['idempotency-key']).toBe(idempotencyKey);
      expect(second?.body).toBe(first?.body);
      expect(first?.body).toBe('{"name":"a"}');
      expect(idempotencyKey).toMatch(/^[!-~]{36,64}$/);
    });

    it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('is not tried again after 503: %s', async (method) => {
      await using test = await setUp(unavailable, config);
      const error = await endOf(test.client.request(method, path));
      expect(error).toBeInstanceOf(PrefactorServerError);
      expect(error).toMatchObject({
        statusCode: 503,
        attempts: 1,
        method,
        path,
        operation: `${method} ${path}`,
      });
      expect(error).toMatchObject({
        idempotencyKey: test.server.requests[0]?.headers['idempotency-key'],
      });
      expect(test.server.requests).toHaveLength(1);
    });

    it.each([500, 502, 504])('is not tried again after %i', async (status) => {
      await using test = await setUp((response) => json(response, status, failure('oops')), config);
      expect(await endOf(write(test.client))).toMatchObject({
        name: 'PrefactorServerError',
        statusCode: status,
      });
      expect(test.server.requests).toHaveLength(1);
    });

    it('is not tried again when the connection broke after it was sent', async () => {
      await using test = await setUp(reset, config);
      const error = await endOf(write(test.client));
      expect(error).toBeInstanceOf(PrefactorConnectionError);
      expect(error).not.toBeInstanceOf(PrefactorRetryExhaustedError);
      expect(error).toMatchObject({ attempts: 1, operation: `POST ${path}` });
      expect(test.server.requests).toHaveLength(1);
    });

    it('is not retried when the answer was cut off', async () => {
      await using test = await setUp((response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"status":', () => response.destroy());
      }, config);
      const error = await endOf(write(test.client));
      expect(error).toBeInstanceOf(PrefactorConnectionError);
      expect(test.server.requests).toHaveLength(1);
    });

    it('ends with the 503 that follows a 429', async () => {
      await using test = await setUp(inTurn(limited, unavailable), config);
      const error = await endOf(write(test.client));
      expect(error).toBeInstanceOf(PrefactorServerError);
      expect(error).toMatchObject({ statusCode: 503, attempts: 2 });
      expect(test.server.requests).toHaveLength(2);
    });

    it('is exhausted when 429 goes on', async () => {
      await using test = await setUp(limited, { ...config, maxRetries: 2 });
      expect(await endOf(write(test.client))).toMatchObject({
        name: 'PrefactorRetryExhaustedError',
        attempts: 3,
        statusCode: 429,
      });
      expect(test.server.requests).toHaveLength(3);
    });

    const keyed: [string, UndocumentedRequest][] = [
      ['as an option', { body: { name: 'a' }, idempotencyKey: 'my-own-key' }],
      ['as an option, without a body', { idempotencyKey: 'my-own-key' }],
      ['in the body', { body: { name: 'a', idempotency_key: 'my-own-key' } }],
      ['in both', { body: { idempotency_key: 'my-own-key' }, idempotencyKey: 'my-own-key' }],
    ];
    describe.each(keyed)("with a key of the caller's, %s,", (_, request) => {
      it.each([
        ['503', unavailable],
        ['a broken connection', reset],
      ])('is tried again after %s', async (_what, first) => {
        await using test = await setUp(inTurn(first, ok), config);
        const { attempts, idempotencyKey } = await write(test.client, request).withResponse();
        expect({ attempts, idempotencyKey }).toEqual({ attempts: 2, idempotencyKey: 'my-own-key' });
        for (const { headers, body } of test.server.requests) {
          expect(headers['idempotency-key']).toBe('my-own-key');
          expect(body).toBe(request.body === undefined ? '' : JSON.stringify(request.body));
        }
      });
    });

    it('refuses two keys that differ', async () => {
      await using test = await setUp(ok, config);
      const request = { body: { idempotency_key: 'one-key' }, idempotencyKey: 'another' };
      expect(await endOf(write(test.client, request))).toMatchObject({ name: 'PrefactorClientError' });
      expect(test.server.requests).toEqual([]);
    });

    it.each(['', 'x'.repeat(65), 7])('refuses %j as a key, wherever it stands', async (key) => {
      await using test = await setUp(ok, config);
      const option = { idempotencyKey: key } as UndocumentedRequest;
      expect(await endOf(write(test.client, option))).toMatchObject({ name: 'PrefactorClientError' });
      expect(await endOf(write(test.client, { body: { idempotency_key: key } }))).toMatchObject({
        name: 'PrefactorClientError',
      });
      expect(test.server.requests).toEqual([]);
    });

    it.each(['trailing space ', 'schlüssel'])('takes %j as a key in the body alone', async (key) => {
      await using test = await setUp(ok, config);
      expect(await endOf(write(test.client, { idempotencyKey: key }))).toMatchObject({
        name: 'PrefactorClientError',
        message: expect.stringContaining('a header'),
      });
      expect(test.server.requests).toEqual([]);
      await write(test.client, { body: { idempotency_key: key } });
      const [request] = test.server.requests;
      expect(JSON.parse(request?.body ?? '')).toEqual({ idempotency_key: key });
      expect(request?.headers).not.toHaveProperty('idempotency-key');
    });
  },
);

describe('a read of a path that the document does not have', () => {
  it('sends dates in its query as text, wherever they stand', async () => {
    await using test = await setUp(ok);
    const since = new Date(Date.UTC(2026, 2, 2));
    const query = { since, active_during: { start_at: since }, at: [since], page: 2 };
    await test.client.request('GET', '/api/v1/thing', { query });
    const { searchParams } = new URL(test.server.requests[0]?.url ?? '', 'http://host');
    expect([...searchParams]).toEqual([
      ['since', '2026-03-02T00:00:00.000Z'],
      ['active_during[start_at]', '2026-03-02T00:00:00.000Z'],
      ['at', '2026-03-02T00:00:00.000Z'],
      ['page', '2'],
    ]);
    const invalid = { query: { active_during: { start_at: new Date(Number.NaN) } } };
    expect(await endOf(test.client.request('GET', '/api/v1/thing', invalid))).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('active_during.start_at is an invalid Date'),
    });
  });

  it.each([
    ['503', unavailable],
    ['429', limited],
    ['a broken connection', reset],
  ])('is tried again after %s', async (_, first) => {
    await using test = await setUp(inTurn(first, ok));
    const { attempts, idempotencyKey } = await test.client.request('GET', '/api/v1/thing').withResponse();
    expect({ attempts, idempotencyKey }).toEqual({ attempts: 2, idempotencyKey: undefined });
    expect(test.clock.waits).toContain(1_000);
    for (const { headers } of test.server.requests) expect(headers).not.toHaveProperty('idempotency-key');
  });

  it('has errors that name method and path', async () => {
    await using test = await setUp((response) => json(response, 404, failure('not_found')));
    expect(await endOf(test.client.request('GET', '/api/v1/thing/a%20b'))).toMatchObject({
      name: 'PrefactorNotFoundError',
      operation: 'GET /api/v1/thing/a%20b',
      method: 'GET',
      path: '/api/v1/thing/a%20b',
      attempts: 1,
    });
  });

  it('takes no key', async () => {
    await using test = await setUp(ok);
    const call = test.client.request('GET', '/api/v1/thing', { idempotencyKey: 'my-key' });
    expect(await endOf(call)).toMatchObject({ name: 'PrefactorClientError' });
    expect(test.server.requests).toEqual([]);
  });
});

describe('a read', () => {
  it.each(['/api/v1/thing', '/api/v1/ping', '/api/v1/agent_spans'])('of %s takes no body', async (path) => {
    await using test = await setUp(ok);
    const error = await endOf(test.client.request('GET', path, { body: { a: 1 } } as never));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ message: expect.stringContaining('body') });
    expect(test.server.requests).toEqual([]);
  });
});

it('says that totalTimeout is over, even of a write that is not sent again', async () => {
  const clock = manualClock();
  await using server = await startServer(() => {});
  await using client = new PrefactorHttpClient(
    { apiUrl: server.url, apiToken: 'test-token', totalTimeout: 500 },
    clock,
  );
  const call = client
    .request('POST', '/api/v1/thing', { body: { details: {} } })
    .catch((error: unknown) => error);
  await vi.waitFor(() => expect(server.requests).toHaveLength(1), { interval: 1 });
  clock.advance(500);
  expect(await call).toMatchObject({ name: 'PrefactorTimeoutError', phase: 'total', attempts: 1 });
});
