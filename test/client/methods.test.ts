/** What goes over the wire for each method. */
import { describe, expect, it } from 'vitest';
import { type PrefactorHttpClient, type RequestOptions, VERSION } from '../../src/index.ts';
import { withSpan } from '../support/answers.ts';
import { connect } from '../support/client.ts';
import { emptyList, instance, newSpan, span, success } from '../support/fixtures.ts';
import { json, queryOf, startServer } from '../support/server.ts';

const apiToken = 'test-token';
const key = 'the-key-of-this-call';

interface Row {
  name: string;
  call: (client: PrefactorHttpClient, options?: RequestOptions) => Promise<unknown>;
  method: 'GET' | 'POST';
  path: string;
  /** The body on the wire, without the key. */
  body?: object;
  query?: Record<string, string>;
  answer: object;
  result: unknown;
}

const at = '2026-03-02T09:30:07.000Z';
const writes: Row[] = [
  {
    name: 'agentInstances.register',
    call: ({ agentInstances }, options) =>
      agentInstances.register(
        { agent_id: 'agent-1', agent_version: { external_identifier: 'v1' }, purpose: 'eval' },
        options,
      ),
    method: 'POST',
    path: '/api/v1/agent_instance/register',
    body: { agent_id: 'agent-1', agent_version: { external_identifier: 'v1' }, purpose: 'eval' },
    answer: success(instance),
    result: instance,
  },
  {
    name: 'agentInstances.start',
    call: ({ agentInstances }, options) => agentInstances.start('instance-1', { timestamp: at }, options),
    method: 'POST',
    path: '/api/v1/agent_instance/instance-1/start',
    body: { timestamp: at },
    answer: success(instance),
    result: instance,
  },
  {
    name: 'agentInstances.finish',
    call: ({ agentInstances }, options) =>
      agentInstances.finish('instance-1', { status: 'failed', timestamp: at }, options),
    method: 'POST',
    path: '/api/v1/agent_instance/instance-1/finish',
    body: { status: 'failed', timestamp: at },
    answer: success(instance),
    result: instance,
  },
  {
    name: 'agentInstances.terminate',
    call: ({ agentInstances }, options) =>
      agentInstances.terminate('instance-1', { reason: 'Out of budget.' }, options),
    method: 'POST',
    path: '/api/v1/agent_instance/instance-1/terminate',
    body: { reason: 'Out of budget.' },
    answer: success(instance),
    result: instance,
  },
  {
    name: 'agentInstances.recordQuality',
    call: ({ agentInstances }, options) =>
      agentInstances.recordQuality('instance-1', { name: 'review', payload: { score: 4 } }, options),
    method: 'POST',
    path: '/api/v1/agent_instance/instance-1/record_quality',
    body: { name: 'review', payload: { score: 4 } },
    answer: success(instance),
    result: instance,
  },
  {
    name: 'agentSpans.create',
    call: ({ agentSpans }, options) => agentSpans.create(newSpan, options),
    method: 'POST',
    path: '/api/v1/agent_spans',
    body: { details: newSpan },
    answer: success(span),
    result: span,
  },
  {
    name: 'agentSpans.finish',
    call: ({ agentSpans }, options) =>
      agentSpans.finish('span-1', { status: 'complete', result_payload: { response: 'Hi' } }, options),
    method: 'POST',
    path: '/api/v1/agent_spans/span-1/finish',
    body: { status: 'complete', result_payload: { response: 'Hi' } },
    answer: success(span),
    result: span,
  },
];

const reads: Row[] = [
  {
    name: 'agentInstances.get',
    call: ({ agentInstances }, options) => agentInstances.get('instance-1', options),
    method: 'GET',
    path: '/api/v1/agent_instance/instance-1',
    answer: success(instance),
    result: instance,
  },
  {
    name: 'agentInstances.show',
    call: ({ agentInstances }, options) =>
      agentInstances.show(
        { external_identifier: 'a b&c=d+é/#', include_counts: true, include_costs: false },
        options,
      ),
    method: 'GET',
    path: '/api/v1/agent_instance/show',
    query: { external_identifier: 'a b&c=d+é/#', include_counts: 'true', include_costs: 'false' },
    answer: success(instance),
    result: instance,
  },
  {
    name: 'agentInstances.list',
    call: ({ agentInstances }, options) =>
      agentInstances.list(
        {
          agent_id: 'agent-1',
          pagination: { offset: 0, page_size: 50 },
          sorting: { field: 'id', direction: 'desc' },
        },
        options,
      ),
    method: 'GET',
    path: '/api/v1/agent_instance',
    query: {
      agent_id: 'agent-1',
      'pagination[offset]': '0',
      'pagination[page_size]': '50',
      'sorting[field]': 'id',
      'sorting[direction]': 'desc',
    },
    answer: emptyList,
    result: { items: [], pagination: null, sorting: null },
  },
  {
    name: 'agentInstances.agentContext',
    call: ({ agentInstances }, options) => agentInstances.agentContext('instance-1', options),
    method: 'GET',
    path: '/api/v1/agent_instance/instance-1/agent_context',
    answer: { status: 'success', agent_context: { body: { note: 'all well' }, span_count: 2 } },
    result: { body: { note: 'all well' }, span_count: 2 },
  },
  {
    name: 'agentSpans.list',
    call: ({ agentSpans }, options) =>
      agentSpans.list({ agent_instance_id: 'instance-1', start_time: new Date(at), end_time: at }, options),
    method: 'GET',
    path: '/api/v1/agent_spans',
    query: { agent_instance_id: 'instance-1', start_time: at, end_time: at },
    answer: emptyList,
    result: { items: [], pagination: null, sorting: null },
  },
  {
    name: 'agentSpans.get',
    call: ({ agentSpans }, options) => agentSpans.get('span-1', { redacted: false }, options),
    method: 'GET',
    path: '/api/v1/agent_spans/span-1',
    query: { redacted: 'false' },
    answer: success(span),
    result: span,
  },
  {
    name: 'validateToken',
    call: (client, options) => client.validateToken(options),
    method: 'GET',
    path: '/api/v1/ping',
    answer: { status: 'success' },
    result: undefined,
  },
];

describe('every method', () => {
  it.each([...writes, ...reads])(
    '$name sends what the document says and resolves to the unwrapped answer',
    async (row) => {
      await using server = await startServer((response) => json(response, 200, row.answer));
      await using client = connect(server.url, { maxRetries: 0 });
      const writesSomething = row.method === 'POST';
      const result = await row.call(client, writesSomething ? { idempotencyKey: key } : undefined);

      expect(result).toEqual(row.result);
      const [request] = server.requests;
      expect(server.requests).toHaveLength(1);
      expect(request?.method).toBe(row.method);
      expect(request?.url.split('?')[0]).toBe(row.path);
      expect(queryOf(request)).toEqual(row.query ?? {});
      expect(request?.headers).toMatchObject({
        accept: 'application/json',
        authorization: `Bearer ${apiToken}`,
        'x-prefactor-sdk': `prefactor-http@${VERSION}`,
      });
      expect(request?.headers['content-type']).toBe(writesSomething ? 'application/json' : undefined);
      if (writesSomething)
        expect(JSON.parse(request?.body ?? '')).toEqual({ ...row.body, idempotency_key: key });
      else expect(request?.body).toBe('');
    },
  );

  it('agentSpans.discardSensitive sends an empty object', async () => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url, { maxRetries: 0 });
    expect(await client.agentSpans.discardSensitive('span-1')).toEqual(span);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      url: '/api/v1/agent_spans/span-1/discard_sensitive',
      body: '{}',
    });
  });

  it('may leave the optional body out', async () => {
    await using server = await startServer((response, { url }) =>
      json(response, 200, success(url.includes('instance') ? instance : span)),
    );
    await using client = connect(server.url, { maxRetries: 0 });
    await client.agentInstances.start('instance-1');
    await client.agentInstances.finish('instance-1');
    await client.agentSpans.finish('span-1');
    for (const { body } of server.requests)
      expect(Object.keys(JSON.parse(body))).toEqual(['idempotency_key']);
  });
});

describe('a body', () => {
  it('carries dates as ISO strings, nothing for undefined, and null only where it says something', async () => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url, { maxRetries: 0 });
    const started = new Date(Date.UTC(2026, 2, 2, 9, 30, 7, 123));
    const details = {
      ...newSpan,
      started_at: started,
      finished_at: null,
      result_payload: undefined,
      payload: { seen: started, none: null, nothing: undefined, deep: [{ nothing: undefined }] },
    };
    await client.agentSpans.create(details, { idempotencyKey: key });
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      details: {
        ...newSpan,
        started_at: '2026-03-02T09:30:07.123Z',
        payload: { seen: '2026-03-02T09:30:07.123Z', none: null, deep: [{}] },
      },
      idempotency_key: key,
    });
  });

  it('keeps text of every language whole', async () => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url, { maxRetries: 0 });
    const payload = { prompt: 'Grüße, 世界 🌍 \u2028 "quoted" \\ \u0000' };
    await client.agentSpans.create({ ...newSpan, payload });
    expect(JSON.parse(server.requests[0]?.body ?? '').details.payload).toEqual(payload);
  });

  it('carries fields of the payload whose names mean something to JavaScript', async () => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url, { maxRetries: 0 });
    const payload = JSON.parse('{ "__proto__": { "a": 1 }, "constructor": "b", "toString": "c" }');
    await client.agentSpans.create({ ...newSpan, payload });
    expect(server.requests[0]?.body).toContain(JSON.stringify(payload));
  });

  it('is never changed by the call', async () => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url, { maxRetries: 0 });
    const details = {
      ...newSpan,
      started_at: new Date(0),
      finished_at: undefined,
      payload: { list: [new Date(0)] },
    };
    const before = structuredClone(details);
    await client.agentSpans.create(details as never);
    expect(details).toEqual(before);
    expect(Object.keys(details)).toEqual(Object.keys(before));
    const frozen = Object.freeze({ status: 'complete', timestamp: new Date(0) } as const);
    await expect(client.agentSpans.finish('span-1', frozen)).resolves.toEqual(span);
  });

  it('is sent as it was when the method was called', async () => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url, { maxRetries: 0 });
    const payload = { prompt: 'before' };
    const call = client.agentSpans.create({ ...newSpan, payload });
    payload.prompt = 'after';
    await call;
    expect(JSON.parse(server.requests[0]?.body ?? '').details.payload).toEqual({ prompt: 'before' });
  });
});

describe('an id', () => {
  it.each([
    ['a/b', 'a%2Fb'],
    ['../../ping', '..%2F..%2Fping'],
    ['a?b#c', 'a%3Fb%23c'],
    ['50% \\ü', '50%25%20%5C%C3%BC'],
    ['%2e%2e', '%252e%252e'],
    ['{agent_span_id}', '%7Bagent_span_id%7D'],
  ])('%s is percent-encoded', async (id, encoded) => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url, { maxRetries: 0 });
    await client.agentSpans.finish(id);
    expect(server.requests[0]?.url).toBe(`/api/v1/agent_spans/${encoded}/finish`);
  });
});

describe('headers of one call', () => {
  it('add, replace and remove, whatever their case', async () => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url, { maxRetries: 0 });
    const headers = {
      'X-Trace': 'abc',
      ACCEPT: 'application/vnd.example+json',
      'x-prefactor-SDK': null,
      'x-none': undefined,
    };
    await client.agentSpans.get('span-1', {}, { headers });
    await client.agentSpans.get('span-1');
    const [first, second] = server.requests;
    expect(first?.headers).toMatchObject({ 'x-trace': 'abc', accept: 'application/vnd.example+json' });
    expect(first?.headers).not.toHaveProperty('x-prefactor-sdk');
    expect(first?.headers).not.toHaveProperty('x-none');
    expect(second?.headers).toMatchObject({
      accept: 'application/json',
      'x-prefactor-sdk': expect.any(String),
    });
    expect(second?.headers).not.toHaveProperty('x-trace');
  });
});
