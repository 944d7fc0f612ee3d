/** Many operations in one request: in order, up to the first that fails, each with a key of its own. */
import { describe, expect, test } from 'vitest';
import { generateId } from '../../src/index.ts';
import { refusalOf, setUp, spanOf, startRun } from './support.ts';

const path = '/api/v1/bulk';
const nowhere = '013xrzp12g3nqk8ndr93q068mw7y0nv0';
const outputsOf = ({ body }: { body: Record<string, unknown> }) =>
  new Map(Object.entries(body['outputs'] as Record<string, { status: string; code?: string }>));

describe('a bulk request', () => {
  test('carries out a whole run, in order', async () => {
    await using test = await setUp();
    const { agentId: agent_id, environmentId: environment_id } = test.sandbox;
    const agent_instance_id = generateId(agent_id);
    const [task, call] = [generateId(agent_id), generateId(agent_id)];
    const { results } = await test.account.bulk.execute([
      {
        _type: 'agent_instances/register',
        agent_id,
        environment_id,
        id: agent_instance_id,
        external_identifier: 'ticket-1',
        agent_schema_version: {
          external_identifier: 'schema-1',
          quality_schemas: [{ name: 'review', schema: {} }],
        },
      },
      { _type: 'agent_instances/start', agent_instance_id, timestamp: '2026-03-02T09:30:00Z' },
      { _type: 'agent_spans/create', details: { ...spanOf(agent_instance_id), id: task } },
      {
        _type: 'agent_spans/create',
        details: { ...spanOf(agent_instance_id), id: call, parent_span_id: task },
      },
      { _type: 'agent_spans/finish', agent_span_id: call, result_payload: { response: 'Hi!' } },
      { _type: 'agent_spans/finish', agent_span_id: task, status: 'failed' },
      { _type: 'agent_instances/finish', agent_instance_id },
      { _type: 'agent_instances/record_quality', agent_instance_id, name: 'review', payload: { score: 4 } },
      { _type: 'agent_instances/show', external_identifier: 'ticket-1', include_counts: true },
      { _type: 'agent_instances/list', agent_id },
      { _type: 'agent_spans/list', agent_instance_id, sorting: { field: 'id', direction: 'asc' } },
      { _type: 'agent_spans/show', agent_span_id: call },
    ]);

    expect(results.map(({ status }) => status)).toEqual(Array(12).fill('success'));
    expect(results[0]).toMatchObject({ details: { status: 'pending' }, agent_version: {} });
    expect(results[1]).toMatchObject({ details: { started_at: '2026-03-02T09:30:00Z' } });
    expect(results[4]).toMatchObject({ details: { id: call, result_payload: { response: 'Hi!' } } });
    expect(results[7]).toMatchObject({ details: { quality_payloads: { review: { score: 4 } } } });
    expect(results[8]).toMatchObject({
      details: { id: agent_instance_id, span_counts: { complete: 1, failed: 1, finished: 2, total: 2 } },
    });
    expect(results[9]).toMatchObject({ summaries: [{ id: agent_instance_id, status: 'complete' }] });
    expect(results[10]).toMatchObject({
      summaries: expect.arrayContaining([expect.objectContaining({ id: task })]),
      pagination: { item_count: 2 },
    });
    expect(results[11]).toMatchObject({ details: { id: call, parent_span_id: task } });
  });

  test('terminates too', async () => {
    await using test = await setUp();
    const agent_instance_id = await startRun(test);
    const { results } = await test.account.bulk.execute([
      { _type: 'agent_instances/terminate', agent_instance_id, reason: 'Enough.' },
    ]);
    expect(results).toMatchObject([
      { status: 'success', details: { status: 'terminated', termination_reason: 'Enough.' } },
    ]);
  });

  test('answers each item as its operation alone would be answered', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { id } = await test.agent.agentSpans.create(spanOf(run));
    const single = await test.account.agentSpans.get(id).withResponse();
    const { outputs } = await test.account.bulk.execute([
      { _type: 'agent_spans/show', agent_span_id: id, idempotency_key: 'show-span' },
    ]);
    expect(outputs['show-span']).toEqual(single.body);
  });

  test('stops at the first item that fails, and the rest can be sent again with the same keys', async () => {
    await using test = await setUp();
    const agent_instance_id = await startRun(test);
    const create = (key: string) =>
      ({
        _type: 'agent_spans/create',
        idempotency_key: key,
        details: spanOf(agent_instance_id),
      }) as const;
    const failing = { _type: 'agent_spans/finish', agent_span_id: nowhere } as const;
    const [before, after, last] = [create('before-it'), create('after-it'), create('the-last')];

    const first = await test.agent.bulk.execute([before, failing, after, last]);
    expect(first.status).toBe('success');
    expect(Object.keys(first.outputs)).toHaveLength(2);
    expect(first.results).toMatchObject([
      { status: 'success' },
      { status: 'error', error: { code: 'not_found' } },
      { status: 'not_processed', idempotencyKey: 'after-it' },
      { status: 'not_processed', idempotencyKey: 'the-last' },
    ]);
    expect(test.sandbox.spans).toHaveLength(1);

    const second = await test.agent.bulk.execute([before, after, last]);
    expect(second.results.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
    expect(second.outputs['before-it']).toEqual(first.outputs['before-it']);
    expect(test.sandbox.spans).toHaveLength(3);
    for (const key of ['before-it', 'after-it', 'the-last']) {
      expect(test.sandbox.ledger.timesApplied(key)).toBe(1);
    }
  });

  test.each([
    ['a wrong field', { _type: 'agent_spans/create', details: { status: 'active' } }, 'validation_errors'],
    ['a state that forbids it', { _type: 'agent_instances/start' }, 'invalid_action'],
    ['what is not there', { _type: 'agent_spans/show', agent_span_id: nowhere }, 'not_found'],
    ['a type that the sandbox does not know', { _type: 'agents/show', agent_id: nowhere }, 'bad_request'],
  ])('stops at %s', async (_, item, code) => {
    await using test = await setUp();
    const agent_instance_id = await startRun(test);
    const answer = await test.raw('POST', path, {
      body: {
        items: [
          { _type: 'agent_instances/show', idempotency_key: 'before-it', agent_instance_id },
          {
            ...(item._type === 'agent_instances/start' && { agent_instance_id }),
            idempotency_key: 'the-item',
            ...item,
          },
          { _type: 'agent_instances/finish', idempotency_key: 'after-it', agent_instance_id },
        ],
      },
    });
    expect(answer).toMatchObject({ status: 200, body: { status: 'success' } });
    const outputs = outputsOf(answer);
    expect([...outputs.keys()]).toEqual(['before-it', 'the-item']);
    expect(outputs.get('the-item')).toMatchObject({ status: 'error', code, message: expect.any(String) });
    expect(test.sandbox.instances).toMatchObject([{ status: 'active' }]);
  });

  test('stops at what the token may not do', async () => {
    await using test = await setUp();
    const agent_instance_id = await startRun(test);
    const { results } = await test.agent.bulk.execute([
      { _type: 'agent_spans/create', details: spanOf(agent_instance_id) },
      { _type: 'agent_instances/terminate', agent_instance_id, reason: 'Enough.' },
      { _type: 'agent_spans/create', details: spanOf(agent_instance_id) },
    ]);
    expect(results).toMatchObject([
      { status: 'success' },
      { status: 'error', error: { code: 'bad_authtoken' } },
      { status: 'not_processed' },
    ]);
    expect(test.sandbox.instances).toMatchObject([{ status: 'active' }]);
  });

  test('says which field of an item is wrong', async () => {
    await using test = await setUp();
    const answer = await test.raw('POST', path, {
      body: {
        items: [
          {
            _type: 'agent_spans/create',
            idempotency_key: 'the-item',
            details: { status: 'paused', payload: {}, schema_name: 'a', agent_instance_id: nowhere },
          },
        ],
      },
    });
    expect(outputsOf(answer).get('the-item')).toMatchObject({
      errors: { 'details.status': [expect.stringContaining('active')] },
    });
  });
});

describe('a bulk request is refused as a whole', () => {
  const item = (idempotency_key: unknown, more: object = {}) => ({
    _type: 'agent_instances/register',
    idempotency_key,
    ...more,
  });

  test.each<[string, unknown, string]>([
    ['without items', {}, 'items'],
    ['with items that are no array', { items: { 0: item('long-enough') } }, 'items'],
    ['with no items', { items: [] }, 'items'],
    ['with an item that is none', { items: [item('long-enough'), 'item'] }, 'items[1]'],
    ['with an item that is null', { items: [item('long-enough'), null] }, 'items[1]'],
    ['with equal keys', { items: [item('long-enough'), item('long-enough')] }, 'items[1].idempotency_key'],
    ['without a key', { items: [item('long-enough'), item(undefined)] }, 'items[1].idempotency_key'],
    ['with a key that is no text', { items: [item(12345678)] }, 'items[0].idempotency_key'],
    ['with a short key', { items: [item('long-enough'), item('7-chars')] }, 'items[1].idempotency_key'],
    ['with a long key', { items: [item('k'.repeat(129))] }, 'items[0].idempotency_key'],
    ['without a type', { items: [{ idempotency_key: 'long-enough' }] }, 'items[0]._type'],
    ['with a type that is none', { items: [item('long-enough', { _type: 'Register!' })] }, 'items[0]._type'],
  ])('%s: 422, and nothing is done', async (_, body, field) => {
    await using test = await setUp();
    const answer = await test.raw('POST', path, { body, token: test.sandbox.token });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ status: 'error', code: 'validation_errors' });
    expect(Object.keys(answer.body['errors'] as object)).toContain(field);
    expect(answer.body).not.toHaveProperty('outputs');
    expect(test.sandbox.instances).toEqual([]);
    expect(test.sandbox.ledger.applied).toEqual([]);
    expect(test.sandbox.ledger.refused).toMatchObject([
      { operation: 'executeBulk', code: 'validation_errors', item: undefined },
    ]);
  });

  test('with more items than the sandbox is told to take', async () => {
    await using test = await setUp({ maxBulkItems: 2 });
    const items = ['long-enough-1', 'long-enough-2', 'long-enough-3'].map((key) => ({
      _type: 'agent_instances/register' as const,
      idempotency_key: key,
    }));
    expect(await refusalOf(test.agent.bulk.execute(items))).toMatchObject({
      statusCode: 422,
      errors: { items: expect.anything() },
    });
    expect(test.sandbox.instances).toEqual([]);
    await test.agent.bulk.execute(items.slice(1));
    expect(test.sandbox.instances).toHaveLength(2);
  });
});

describe('keys of a bulk request', () => {
  const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf()'];

  test('may be words that objects have of their own', async () => {
    await using test = await setUp();
    const items = odd.map((idempotency_key) => ({
      _type: 'agent_instances/register' as const,
      idempotency_key,
    }));
    const first = await test.agent.bulk.execute(items);
    expect(first.results.map(({ status }) => status)).toEqual(odd.map(() => 'success'));
    expect(Object.keys(first.outputs)).toEqual(odd);
    for (const key of odd) expect(test.sandbox.ledger.timesApplied(key)).toBe(1);
    const again = await test.agent.bulk.execute(items);
    expect(again.outputs).toEqual(first.outputs);
    expect(test.sandbox.instances).toHaveLength(odd.length);
  });

  test('of 8 and of 128 characters are good', async () => {
    await using test = await setUp();
    const keys = ['8-chars!', 'k'.repeat(128)];
    const { results } = await test.agent.bulk.execute(
      keys.map((idempotency_key) => ({ _type: 'agent_instances/register' as const, idempotency_key })),
    );
    expect(results).toMatchObject(keys.map((idempotencyKey) => ({ idempotencyKey, status: 'success' })));
  });

  test('that were never used are counted as such, those words too', async () => {
    await using test = await setUp();
    for (const key of odd) expect(test.sandbox.ledger.timesApplied(key)).toBe(0);
  });
});
