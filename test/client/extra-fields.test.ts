/** Fields that the document does not know yet: sent unchecked, and in nobody's place. */
import { describe, expect, it } from 'vitest';
import {
  PrefactorClientError,
  type PrefactorHttpClient,
  type RequestOptions,
  undocumentedItem,
} from '../../src/index.ts';
import { inTurn, unavailable, withSuccess } from '../support/answers.ts';
import { endOf, setUp as setUpClient } from '../support/client.ts';
import { newSpan } from '../support/fixtures.ts';
import { type Answer, queryOf } from '../support/server.ts';

const details = { ...newSpan, payload: { model: 'example-model' } } as const;
const key = 'the-key-of-this-call';

async function setUp(answer: Answer = withSuccess) {
  const test = await setUpClient(answer);
  const { requests } = test.server;
  return {
    ...test,
    /** The parsed body of a request. */
    bodyOf: (index = 0) => JSON.parse(requests[index]?.body ?? ''),
    /** The decoded query of a request. */
    queryOf: (index = 0) => queryOf(requests[index]),
  };
}

describe('extraBody', () => {
  it('adds fields to the body, whatever they hold', async () => {
    await using test = await setUp();
    const extraBody = {
      new_field: { a: [1, null, { b: 'c' }], at: new Date(0) },
      new_flag: false,
      new_null: null,
      'odd name "": \u2028': '世界',
    };
    await test.client.agentSpans.finish('span-1', { status: 'failed' }, { extraBody, idempotencyKey: key });
    expect(test.bodyOf()).toEqual({
      status: 'failed',
      idempotency_key: key,
      ...extraBody,
      new_field: { a: [1, null, { b: 'c' }], at: '1970-01-01T00:00:00.000Z' },
    });
  });

  it('adds fields to objects inside the body', async () => {
    await using test = await setUp();
    const extraBody = { details: { new_field: 1, other: { deep: true } }, beside: 'details' };
    await test.client.agentSpans.create(details, { extraBody, idempotencyKey: key });
    expect(test.bodyOf()).toEqual({
      details: { ...details, new_field: 1, other: { deep: true } },
      beside: 'details',
      idempotency_key: key,
    });
  });

  it('adds fields to objects deeper inside', async () => {
    await using test = await setUp();
    await test.client.agentInstances.register(
      { agent_id: 'agent-1', agent_version: { external_identifier: 'v1' } },
      { extraBody: { agent_version: { new_field: 1 } }, idempotencyKey: key },
    );
    expect(test.bodyOf()).toEqual({
      agent_id: 'agent-1',
      agent_version: { external_identifier: 'v1', new_field: 1 },
      idempotency_key: key,
    });
  });

  it('works where no body needs to be given', async () => {
    await using test = await setUp();
    const { agentInstances, agentSpans } = test.client;
    const options = { extraBody: { new_field: 1 }, idempotencyKey: key };
    await agentInstances.start('instance-1', undefined, options);
    await agentInstances.finish('instance-1', undefined, options);
    await agentSpans.finish('span-1', undefined, options);
    await agentSpans.discardSensitive('span-1', options);
    expect([0, 1, 2].map(test.bodyOf)).toEqual([0, 1, 2].map(() => ({ new_field: 1, idempotency_key: key })));
    expect(test.bodyOf(3)).toEqual({ new_field: 1 });
  });

  it('stands beside the items of bulk', async () => {
    await using test = await setUp();
    await test.client.bulk.execute([undocumentedItem('things/show', { idempotency_key: key })], {
      extraBody: { atomic: true },
    });
    expect(test.bodyOf()).toEqual({
      items: [{ _type: 'things/show', idempotency_key: key }],
      atomic: true,
    });
  });

  it('works for a request by template and by path, documented or not', async () => {
    await using test = await setUp();
    const { client } = test;
    const more = { extraBody: { new_field: 1 }, idempotencyKey: key };
    const params = { path: { agent_span_id: 'span-1' } };
    await client.request('POST', '/api/v1/agent_spans/{agent_span_id}/finish', { params, ...more });
    await client.request('POST', '/api/v1/agent_spans/span-1/finish', more);
    await client.request('POST', '/api/v1/thing', { body: { details: { name: 'a' } }, ...more });
    await client.request('POST', '/api/v1/thing', more);
    expect([0, 1, 2, 3].map(test.bodyOf)).toEqual([
      { new_field: 1, idempotency_key: key },
      { new_field: 1, idempotency_key: key },
      { details: { name: 'a' }, new_field: 1 },
      { new_field: 1 },
    ]);
  });

  it('is merged into the objects of an undocumented request', async () => {
    await using test = await setUp();
    const body = { details: { name: 'a' } };
    await test.client.request('POST', '/api/v1/thing', { body, extraBody: { details: { colour: 'red' } } });
    expect(test.bodyOf()).toEqual({ details: { name: 'a', colour: 'red' } });
  });

  it('drops what is undefined', async () => {
    await using test = await setUp();
    const extraBody = { status: undefined, new_field: undefined, details: { a: undefined, b: 1 } };
    await test.client.agentSpans.finish('span-1', {}, { extraBody, idempotencyKey: key });
    await test.client.agentSpans.create(details, {
      extraBody: { details: { status: undefined } },
      idempotencyKey: key,
    });
    expect(test.bodyOf(0)).toEqual({ details: { b: 1 }, idempotency_key: key });
    expect(test.bodyOf(1)).toEqual({ details, idempotency_key: key });
  });

  it('adds nothing when it is empty or undefined', async () => {
    await using test = await setUp();
    for (const extraBody of [{}, undefined, { details: {} }]) {
      await test.client.agentSpans.create(details, { extraBody, idempotencyKey: key });
    }
    for (const index of [0, 1, 2]) {
      expect(test.bodyOf(index)).toEqual({ details, idempotency_key: key });
    }
  });

  it('is the same on every attempt', async () => {
    await using test = await setUp(inTurn(unavailable, withSuccess));
    await test.client.agentSpans.finish('span-1', {}, { extraBody: { new_field: 1 } });
    const [first, second] = test.server.requests;
    expect(second?.body).toBe(first?.body);
    expect(test.bodyOf(1)).toMatchObject({ new_field: 1 });
  });

  it('goes out as it was when the method was called, and is never changed', async () => {
    await using test = await setUp();
    const extraBody = { details: { new_field: { n: 1 } } };
    const call = test.client.agentSpans.create(details, { extraBody, idempotencyKey: key });
    expect(extraBody).toEqual({ details: { new_field: { n: 1 } } });
    extraBody.details.new_field.n = 2;
    await call;
    expect(test.bodyOf()).toEqual({ details: { ...details, new_field: { n: 1 } }, idempotency_key: key });
  });

  it('may be frozen, like the body itself', async () => {
    await using test = await setUp();
    const options = Object.freeze({
      extraBody: Object.freeze({ details: Object.freeze({ new_field: Object.freeze({ n: 1 }) }) }),
      extraQuery: Object.freeze({ dry_run: Object.freeze({ n: 1 }) }),
    });
    await test.client.agentSpans.create(Object.freeze({ ...details }), options);
    expect(test.bodyOf()).toMatchObject({ details: { ...details, new_field: { n: 1 } } });
    expect(details).not.toHaveProperty('new_field');
  });

  it('carries names that mean something to JavaScript', async () => {
    await using test = await setUp();
    const text = '{"__proto__":{"polluted":1},"constructor":"b","toString":"c"}';
    await test.client.agentSpans.finish('span-1', {}, { extraBody: JSON.parse(text) });
    const sent = test.bodyOf();
    expect(Object.getOwnPropertyNames(sent).sort()).toEqual([
      '__proto__',
      'constructor',
      'idempotency_key',
      'toString',
    ]);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a field that the document knows', () => {
  const create =
    (extraBody: object) =>
    ({ agentSpans }: PrefactorHttpClient) =>
      agentSpans.create(details, { extraBody });
  const finish =
    (extraBody: object) =>
    ({ agentSpans }: PrefactorHttpClient) =>
      agentSpans.finish('span-1', { status: 'complete' }, { extraBody });

  it.each<[what: string, path: string, call: (client: PrefactorHttpClient) => Promise<unknown>]>([
    ['given, with another value', 'status', finish({ status: 'failed' })],
    ['given, with the same value', 'status', finish({ status: 'complete' })],
    ['given, with null', 'status', finish({ status: null })],
    ['not given', 'result_payload', finish({ result_payload: { a: 1 } })],
    ['not given, wrong at that', 'result_payload', finish({ result_payload: 'text' })],
    ['a timestamp', 'timestamp', finish({ timestamp: new Date(0) })],
    ['the key', 'idempotency_key', finish({ idempotency_key: 'another-key' })],
    ['the key, beside details', 'idempotency_key', create({ idempotency_key: 'another-key' })],
    ['given, inside details', 'details.schema_name', create({ details: { schema_name: 'other' } })],
    ['not given, inside details', 'details.id', create({ details: { id: 'my-own' } })],
    ['details, as text', 'details', create({ details: 'text' })],
    ['details, as null', 'details', create({ details: null })],
    ['details, as a list', 'details', create({ details: [] })],
    ['free-form, whole', 'details.payload', create({ details: { payload: 'text' } })],
    ['free-form, with a field more', 'details.payload', create({ details: { payload: { more: 1 } } })],
    ['free-form, with a field other', 'details.payload', create({ details: { payload: { model: 'x' } } })],
    [
      'an object that was not given',
      'agent_version',
      ({ agentInstances }) =>
        agentInstances.register({ agent_id: 'a' }, { extraBody: { agent_version: { new_field: 1 } } }),
    ],
    [
      'a list',
      'items',
      ({ bulk }) => bulk.execute([undocumentedItem('things/show')], { extraBody: { items: [] } }),
    ],
    [
      'in a request by template',
      'status',
      (client) =>
        client.request('POST', '/api/v1/agent_spans/{agent_span_id}/finish', {
          params: { path: { agent_span_id: 'span-1' } },
          extraBody: { status: 'failed' },
        }),
    ],
    [
      'in a request by path',
      'status',
      (client) =>
        client.request('POST', '/api/v1/agent_spans/span-1/finish', { extraBody: { status: 'failed' } }),
    ],
    [
      'in the query, given',
      'agent_instance_id',
      ({ agentSpans }) =>
        agentSpans.list({ agent_instance_id: 'a' }, { extraQuery: { agent_instance_id: 'b' } }),
    ],
    [
      'in the query, not given',
      'start_time',
      ({ agentSpans }) =>
        agentSpans.list({ agent_instance_id: 'a' }, { extraQuery: { start_time: '2026-03-02' } }),
    ],
    [
      'in the query, inside an object',
      'pagination.offset',
      ({ agentSpans }) =>
        agentSpans.list(
          { agent_instance_id: 'a', pagination: { page_size: 5 } },
          { extraQuery: { pagination: { offset: 5 } } },
        ),
    ],
    [
      'in the query of a read by id',
      'redacted',
      ({ agentSpans }) => agentSpans.get('span-1', {}, { extraQuery: { redacted: false } }),
    ],
  ])('is refused by name, and nothing is sent: %s', async (_, path, call) => {
    await using test = await setUp();
    const error = await endOf(call(test.client));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      code: 'invalid_argument',
      issues: [{ path: expect.stringMatching(new RegExp(`^${path}\\b`)), message: expect.any(String) }],
      message: expect.stringContaining(path),
    });
    expect(error).toMatchObject({ message: expect.stringMatching(/extra(Body|Query)/) });
    expect(test.server.requests).toEqual([]);
  });

  it('is refused together with all the others', async () => {
    await using test = await setUp();
    const call = finish({ status: 'failed', new_field: 1, timestamp: null });
    expect(await endOf(call(test.client))).toMatchObject({
      operation: 'finishAgentSpan',
      issues: [{ path: 'status' }, { path: 'timestamp' }],
    });
  });

  it('cannot bring a second key into a request that the document does not have', async () => {
    await using test = await setUp();
    const extraBody = { idempotency_key: 'another-key' };
    await endOf(test.client.request('POST', '/api/v1/thing', { body: {}, extraBody }));
    for (const [index, { headers }] of test.server.requests.entries()) {
      expect(headers['idempotency-key']).toBe(test.bodyOf(index).idempotency_key);
    }
  });

  it('does not save a body that is wrong without it', async () => {
    await using test = await setUp();
    const { status: _, ...incomplete } = details;
    const call = test.client.agentSpans.create(incomplete as never, {
      extraBody: { details: { status: 'active' } },
    });
    expect(await endOf(call)).toMatchObject({ message: expect.stringContaining('details.status') });
    expect(test.server.requests).toEqual([]);
  });
});

describe('extraQuery', () => {
  it('adds parameters to the query', async () => {
    await using test = await setUp();
    await test.client.agentSpans.list(
      { agent_instance_id: 'instance-1', pagination: { page_size: 5 } },
      {
        extraQuery: {
          new_filter: 'a b&c',
          flag: true,
          pagination: { cursor: 'x' },
          deep: { a: 1 },
          none: undefined,
        },
      },
    );
    expect(test.queryOf()).toEqual({
      agent_instance_id: 'instance-1',
      'pagination[page_size]': '5',
      'pagination[cursor]': 'x',
      new_filter: 'a b&c',
      flag: 'true',
      'deep[a]': '1',
    });
  });

  it('works for operations without a query of their own, writes too', async () => {
    await using test = await setUp();
    const { client } = test;
    const options = { extraQuery: { expand: 'costs' } };
    await client.agentInstances.get('instance-1', options);
    await client.agentSpans.get('span-1', undefined, options);
    await client.agentSpans.finish('span-1', {}, options);
    await client.bulk.execute([undocumentedItem('things/show')], options);
    await client.validateToken(options);
    await client.request('GET', '/api/v1/thing', { query: { a: 1 }, ...options });
    await client.request('POST', '/api/v1/thing', options);
    expect([0, 1, 2, 3, 4, 5, 6].map(test.queryOf)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((n) => (n === 5 ? { a: '1', expand: 'costs' } : { expand: 'costs' })),
    );
    expect(Object.keys(test.bodyOf(2))).toEqual(['idempotency_key']);
  });
});

describe('a refusal of a field that the document does not know', () => {
  it.each<[string, (client: PrefactorHttpClient) => Promise<unknown>]>([
    ['in a body', ({ agentSpans }) => agentSpans.finish('span-1', { new_field: 1 } as never)],
    ['in details', ({ agentSpans }) => agentSpans.create({ ...details, new_field: 1 } as never)],
    [
      'deeper',
      ({ agentInstances }) =>
        agentInstances.register({
          agent_version: { external_identifier: 'v1', new_field: 1 },
        } as never),
    ],
    [
      'in a request',
      (client) => client.request('POST', '/api/v1/agent_spans/a/finish', { body: { new_field: 1 } }),
    ],
  ])('names extraBody: %s', async (_, call) => {
    await using test = await setUp();
    const error = await endOf(call(test.client));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/new_field.*extraBody/s),
      issues: [{ path: expect.stringContaining('new_field'), message: expect.stringContaining('extraBody') }],
    });
    expect(test.server.requests).toEqual([]);
  });

  it.each<[string, (client: PrefactorHttpClient) => Promise<unknown>]>([
    ['of a list', ({ agentSpans }) => agentSpans.list({ new_field: 1 } as never)],
    ['of a list, deeper', ({ agentSpans }) => agentSpans.list({ pagination: { new_field: 1 } } as never)],
    ['of a read', ({ agentSpans }) => agentSpans.get('span-1', { new_field: 1 } as never)],
    [
      'of a request',
      (client) => client.request('GET', '/api/v1/agent_spans/span-1', { query: { new_field: 1 } } as never),
    ],
    [
      'of a request without a query in the document',
      (client) => client.request('GET', '/api/v1/agent_instance/a', { query: { new_field: 1 } } as never),
    ],
    [
      'of a write without a query in the document',
      (client) =>
        client.request('POST', '/api/v1/agent_spans/a/finish', { query: { new_field: 1 } } as never),
    ],
  ])('names extraQuery: in the query %s', async (_, call) => {
    await using test = await setUp();
    const error = await endOf(call(test.client));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ message: expect.stringMatching(/new_field.*extraQuery/s) });
    expect(test.server.requests).toEqual([]);
  });

  it('names no way around for a field that is wrong in another way', async () => {
    await using test = await setUp();
    const error = await endOf(test.client.agentSpans.finish('span-1', { status: 'done' } as never));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).not.toMatchObject({ message: expect.stringContaining('extraBody') });
  });
});

describe('extraBody and extraQuery', () => {
  it.each<[string, unknown]>([
    ['text', 'text'],
    ['a number', 42],
    ['true', true],
    ['null', null],
    ['an empty list', []],
    ['a list', [{ a: 1 }]],
    ['a function', () => {}],
  ])('are refused when they are %s', async (_, value) => {
    await using test = await setUp();
    for (const name of ['extraBody', 'extraQuery']) {
      const options = { [name]: value } as RequestOptions;
      for (const call of [
        test.client.agentSpans.finish('span-1', {}, options),
        test.client.request('POST', '/api/v1/thing', options),
      ]) {
        const error = await endOf(call);
        expect(error).toBeInstanceOf(PrefactorClientError);
        expect(error).toMatchObject({ code: 'invalid_argument', issues: [{ path: name }] });
      }
    }
    expect(test.server.requests).toEqual([]);
  });

  it('give no body to a read', async () => {
    await using test = await setUp();
    const { client } = test;
    const options = { extraBody: { a: 1 } };
    for (const call of [
      client.agentSpans.get('span-1', {}, options),
      client.agentSpans.list({ agent_instance_id: 'instance-1' }, options),
      client.request('GET', '/api/v1/thing', options),
    ]) {
      const error = await endOf(call);
      expect(error).toBeInstanceOf(PrefactorClientError);
      expect(error).toMatchObject({ message: expect.stringContaining('extraBody') });
    }
    expect(test.server.requests).toEqual([]);
  });

  it('may hold what JSON has no form for, as a payload may', async () => {
    await using test = await setUp();
    const extraBody = { big: 1n, list: new Set(['a']) };
    await test.client.agentSpans.finish('span-1', {}, { extraBody });
    expect(JSON.parse(test.server.requests[0]?.body ?? '')).toMatchObject({ big: '1', list: ['a'] });
    const unawaited = { extraBody: { late: Promise.resolve(1) } };
    expect(await endOf(test.client.agentSpans.finish('span-1', {}, unawaited))).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('late is a promise'),
    });
  });
});
