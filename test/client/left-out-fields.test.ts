/** What a caller may leave out, and what is sent in its place. */
import { describe, expect, it } from 'vitest';
import { schemas } from '../../src/generated/schemas.ts';
import type {
  BulkInput,
  CreateAgentSpanRequest,
  PrefactorHttpClient,
  RegisterAgentInstanceRequest,
} from '../../src/index.ts';
import { all } from '../bulk/support.ts';
import { connect, endOf } from '../support/client.ts';
import { emptyList, instance, newSpan, span, success } from '../support/fixtures.ts';
import { json, queryOf, startServer } from '../support/server.ts';

/** The body that a call sends, without its key. */
async function sent(
  call: (client: PrefactorHttpClient) => PromiseLike<unknown>,
): Promise<Record<string, unknown>> {
  await using server = await startServer((response, { url, body }) => {
    if (!url.endsWith('/bulk')) return json(response, 200, success(url.includes('span') ? span : instance));
    const { items } = JSON.parse(body) as { items: { idempotency_key: string }[] };
    const outputs = Object.fromEntries(items.map((item) => [item.idempotency_key, success(span)]));
    json(response, 200, { status: 'success', outputs });
  });
  await using client = connect(server.url);
  await call(client);
  const { idempotency_key: _, ...body } = JSON.parse(server.requests[0]?.body ?? '{}');
  return body;
}

describe('a null that means the same as leaving the field out', () => {
  const everything = {
    agent_id: null,
    environment_id: null,
    id: null,
    external_identifier: null,
    agent_version: { external_identifier: null, name: null, description: null },
    agent_schema_version: {
      external_identifier: null,
      span_type_schemas: null,
      span_schemas: null,
      span_result_schemas: null,
      quality_schemas: null,
    },
    update_current_version: null,
    purpose: null,
  } satisfies RegisterAgentInstanceRequest;

  it('is not sent', async () => {
    expect(await sent(({ agentInstances }) => agentInstances.register(everything))).toEqual({
      agent_version: {},
      agent_schema_version: {},
    });
    const nothing = { agent_version: null, agent_schema_version: null };
    expect(await sent(({ agentInstances }) => agentInstances.register(nothing))).toEqual({});
    const ended = { status: null, timestamp: null };
    expect(await sent(({ agentInstances }) => agentInstances.finish('instance-1', ended))).toEqual({});
    expect(await sent(({ agentSpans }) => agentSpans.finish('span-1', ended))).toEqual({});
  });

  it('is not sent in bulk either', async () => {
    const items: BulkInput[] = [
      { _type: 'agent_instances/register', idempotency_key: 'the-first-key', ...everything },
      { _type: 'agent_spans/finish', idempotency_key: 'the-second-key', agent_span_id: 'a', status: null },
    ];
    const expected = [
      {
        _type: 'agent_instances/register',
        idempotency_key: 'the-first-key',
        agent_version: {},
        agent_schema_version: {},
      },
      { _type: 'agent_spans/finish', idempotency_key: 'the-second-key', agent_span_id: 'a' },
    ];
    expect(await sent(({ bulk }) => bulk.execute(items))).toEqual({ items: expected });
    expect(await sent(({ bulk }) => bulk.executeAll(items))).toEqual({ items: expected });
  });

  it('is sent inside of what a caller records, and where it changes something', async () => {
    const payload = { nothing: null, list: [null] };
    expect(await sent(({ agentSpans }) => agentSpans.create({ ...newSpan, payload }))).toEqual({
      details: { ...newSpan, payload },
    });
    const description = { description: null };
    expect(await sent(({ agents }) => agents.update('agent-1', description))).toEqual({
      details: description,
    });
    const update = { _type: 'agents/update', agent_id: 'agent-1', details: description } as const;
    expect(await sent(({ bulk }) => bulk.execute([{ ...update, idempotency_key: 'the-only-key' }]))).toEqual({
      items: [{ ...update, idempotency_key: 'the-only-key' }],
    });
  });

  it('stays in the hands of its caller, frozen ones too', async () => {
    const details = Object.freeze({ ...newSpan, finished_at: null });
    await sent(({ agentSpans }) => agentSpans.create(details));
    expect(details).toHaveProperty('finished_at', null);
  });
});

describe('a field that is undefined', () => {
  const ended = { status: undefined, timestamp: undefined, result_payload: undefined };

  it('is not sent in a body, however deep it is', async () => {
    const details = { ...newSpan, parent_span_id: undefined, started_at: undefined };
    expect(await sent(({ agentSpans }) => agentSpans.create(details))).toEqual({ details: newSpan });
    expect(await sent(({ agentSpans }) => agentSpans.finish('span-1', ended))).toEqual({});
    const run = { agent_id: undefined, agent_version: { runtime_environment: { os: undefined } } };
    expect(await sent(({ agentInstances }) => agentInstances.register(run))).toEqual({
      agent_version: { runtime_environment: {} },
    });
  });

  it('is not sent in a query', async () => {
    await using server = await startServer((response) => json(response, 200, emptyList));
    await using client = connect(server.url);
    const pagination = { page_size: 5, offset: undefined };
    await client.agentSpans.list({ agent_id: 'agent-1', start_time: undefined, pagination });
    expect(queryOf(server.requests[0])).toEqual({ agent_id: 'agent-1', 'pagination[page_size]': '5' });
  });

  it('is not sent in bulk, by any method', async () => {
    const item = {
      _type: 'agent_spans/finish',
      agent_span_id: 'a',
      idempotency_key: 'the-only-key',
    } as const;
    const open = { ...ended, ...item };
    expect(await sent(({ bulk }) => bulk.execute([open]))).toEqual({ items: [item] });
    expect(await sent(({ bulk }) => bulk.executeAll([open]))).toEqual({ items: [item] });
    const written = await sent(async ({ bulk }) => {
      const writer = bulk.writer();
      writer.add({ ...open, timestamp: '2026-03-02T09:00:00Z' });
      await writer.close();
    });
    expect(written).toEqual({ items: [{ ...item, timestamp: '2026-03-02T09:00:00Z' }] });
  });
});

describe('a field that the API wants and a caller leaves out', () => {
  it('is an empty payload of a span', async () => {
    const { payload: _, ...details } = newSpan;
    expect(await sent(({ agentSpans }) => agentSpans.create(details))).toEqual({ details: newSpan });
    const item = { _type: 'agent_spans/create', idempotency_key: 'the-only-key', details } as const;
    const items = [{ ...item, details: newSpan }];
    expect(await sent(({ bulk }) => bulk.execute([item]))).toEqual({ items });
    expect(await sent(({ bulk }) => bulk.executeAll([item]))).toEqual({ items });
    const request: CreateAgentSpanRequest = { details };
    expect(await sent((client) => client.request('POST', '/api/v1/agent_spans', { body: request }))).toEqual({
      details: newSpan,
    });
  });

  it('is a null quality, which removes the stored one', async () => {
    expect(
      await sent(({ agentInstances }) => agentInstances.recordQuality('instance-1', { name: 'review' })),
    ).toEqual({ name: 'review', payload: null });
  });

  it('is "unknown" in a data risk, whatever part of it is given', async () => {
    const names = (schema: string): string[] => Object.keys(schemas[schema]?.properties ?? {});
    const unknown = (schema: string) => Object.fromEntries(names(schema).map((name) => [name, 'unknown']));
    const data_risk = { action_profile: { read_data: 'allowed' }, params_data_categories: {} } as const;
    const schemasOf = (risk: object) => ({
      span_type_schemas: [
        { name: 'agent:llm', params_schema: {}, data_risk: risk },
        { name: 'agent:tool', params_schema: {} },
      ],
      quality_schemas: [{ name: 'review', schema: {}, data_risk: risk }],
    });
    const body = await sent(({ agentInstances }) =>
      agentInstances.register({ agent_schema_version: schemasOf(data_risk) }),
    );
    expect(names('ActionProfile').length + names('DataCategories').length).toBe(24);
    expect(body).toEqual({
      agent_schema_version: schemasOf({
        action_profile: { ...unknown('ActionProfile'), read_data: 'allowed' },
        params_data_categories: unknown('DataCategories'),
        result_data_categories: unknown('DataCategories'),
      }),
    });
  });
});

describe('validateRequests: false', () => {
  const odd = { ...newSpan, status: 'dreaming', new_field: [1] } as never;

  it('sends what TypeScript let through, with its key', async () => {
    await using server = await startServer((response) => json(response, 200, success(span)));
    await using client = connect(server.url, { validateRequests: false });
    await client.agentSpans.create(odd);
    const body = JSON.parse(server.requests[0]?.body ?? '');
    expect(body).toEqual({ details: odd, idempotency_key: expect.any(String) });
    expect(server.requests[0]?.headers['idempotency-key']).toBe(body.idempotency_key);
  });

  it('sends such items of bulk, by every method', async () => {
    const item = { _type: 'agent_spans/create', details: odd, idempotency_key: 'the-only-key' } as const;
    const options = { validateRequest: false };
    expect(await sent(({ bulk }) => bulk.execute([item], options))).toEqual({ items: [item] });
    expect(await sent(({ bulk }) => bulk.executeAll([item], options))).toEqual({ items: [item] });
    const written = await sent(async ({ bulk }) => {
      const writer = bulk.writer(options);
      writer.add(item);
      await writer.close();
    });
    expect(written).toMatchObject({ items: [item] });
  });

  it('is decided for one call by validateRequest', async () => {
    await using server = await startServer((response) => json(response, 200, success(span)));
    await using lenient = connect(server.url, { validateRequests: false });
    await using strict = connect(server.url);
    expect(await endOf(lenient.agentSpans.create(odd, { validateRequest: true }))).toMatchObject({
      code: 'invalid_argument',
    });
    expect(await endOf(strict.agentSpans.create(odd))).toMatchObject({ code: 'invalid_argument' });
    expect(server.requests).toEqual([]);
    await strict.agentSpans.create(odd, { validateRequest: false });
    await strict.agentSpans.get('span-1', { colour: 'red' } as never, { validateRequest: false });
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/api/v1/agent_spans',
      '/api/v1/agent_spans/span-1?colour=red',
    ]);
  });

  it('still wants an id, an object and a key that can be sent', async () => {
    await using client = connect('http://127.0.0.1:9', { validateRequests: false, maxRetries: 0 });
    for (const call of [
      client.agentSpans.finish(''),
      client.agentSpans.finish('span-1', 'text' as never),
      client.agentSpans.finish('span-1', {}, { idempotencyKey: '' }),
      client.bulk.execute([]),
    ]) {
      expect(await endOf(call)).toMatchObject({ code: 'invalid_argument' });
    }
  });

  it('is what a refusal of an unknown field in bulk points to', async () => {
    await using client = connect('http://127.0.0.1:9');
    const item = { _type: 'agent_spans/finish', agent_span_id: 'a', new_field: 1 };
    const [outcome] = await all(client.bulk.executeAll([item as BulkInput]));
    expect(outcome?.status === 'error' && outcome.error.message).toContain('options.validateRequest: false');
  });
});

describe('extraBody', () => {
  const items = [
    { _type: 'agent_spans/finish', agent_span_id: 'a', idempotency_key: 'the-first-key' },
    { _type: 'agent_spans/finish', agent_span_id: 'b', idempotency_key: 'the-second-key' },
  ] as const;

  it('reaches into the objects of a list, by index', async () => {
    const extraBody = { items: { 1: { new_field: { deep: true } } }, beside: 1 };
    expect(await sent(({ bulk }) => bulk.execute([...items], { extraBody }))).toEqual({
      items: [items[0], { ...items[1], new_field: { deep: true } }],
      beside: 1,
    });
  });

  it.each<[what: string, extraBody: object, path: string]>([
    ['an item that is not there', { items: { 2: { new_field: 1 } } }, 'items[2]'],
    ['something that is no index', { items: { length: 7 } }, 'items.length'],
    ['an item as a whole', { items: { 0: 'text' } }, 'items[0]'],
    ['a field that is checked', { items: { 0: { status: 'failed' } } }, 'items[0].status'],
    ['another list', { items: [] }, 'items'],
  ])('is refused for %s', async (_, extraBody, path) => {
    await using client = connect('http://127.0.0.1:9');
    const error = await endOf(client.bulk.execute([...items], { extraBody }));
    expect(error).toMatchObject({ code: 'invalid_argument', issues: [{ path }] });
  });
});
