/** Whatever is sent to it, a sandbox answers in the API's own way, and keeps its records in order. */
import { array, assert, asyncProperty, constantFrom, jsonValue, oneof, record } from 'fast-check';
import { expect, test } from 'vitest';
import { generateId } from '../../src/index.ts';
import { checkErrorEnvelope, operations } from '../../src/wrapper/call/operations.ts';
import { setUp, startRun } from './support.ts';

const spanId = '013xrzp12g3nqk8ndr93q068mw7y0nv0';
const statuses = [200, 400, 401, 404, 409, 422];

/** Fields that an operation knows, with values that fit now and then. */
const bodyOf = (run: string) => {
  const value = oneof(
    jsonValue({ maxDepth: 2 }),
    constantFrom<unknown>(run, spanId, 'active', 'complete', 'cancelled', 'pending', true, null, {}, []),
  );
  const details = record(
    {
      agent_instance_id: oneof(constantFrom(run), value),
      schema_name: oneof(constantFrom('agent:llm', '__proto__'), value),
      status: oneof(constantFrom('active', 'complete', 'pending'), value),
      payload: oneof(constantFrom({}, { $sensitive: 'string', value: 'x' }), value),
      result_payload: value,
      id: value,
      parent_span_id: value,
      sensitive_encoding: value,
    },
    { requiredKeys: [] },
  );
  return record(
    {
      details: oneof(details, value),
      status: value,
      timestamp: value,
      reason: value,
      name: value,
      payload: value,
      result_payload: value,
      id: value,
      external_identifier: value,
      agent_version: value,
      agent_schema_version: value,
      idempotency_key: oneof(constantFrom('key-00001', '__proto__', null), value),
      items: value,
      constructor: value,
    },
    { requiredKeys: [] },
  );
};

test('every write answers every body with an envelope, and never fails', async () => {
  await using test = await setUp();
  const run = await startRun(test);
  await test.agent.agentSpans.create({
    agent_instance_id: run,
    id: spanId,
    schema_name: 'agent:llm',
    status: 'active',
    payload: {},
  });
  const writes = Object.values(operations).filter(({ method }) => method !== 'GET');
  await assert(
    asyncProperty(constantFrom(...writes), bodyOf(run), async ({ path, checkSuccess }, body) => {
      const answer = await test.raw(
        'POST',
        path.replace('{agent_instance_id}', run).replace('{agent_span_id}', spanId),
        { body },
      );
      expect(statuses).toContain(answer.status);
      const fits: (value: unknown) => boolean = answer.status === 200 ? checkSuccess : checkErrorEnvelope;
      expect(fits(answer.body)).toBe(true);
      expect(test.sandbox.requests.at(-1)?.statusCode).toBe(answer.status);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('bulk answers a beginning of its items, up to the first that fails, and all counts stay right', async () => {
  await using test = await setUp();
  const { agentId: agent_id, environmentId: environment_id } = test.sandbox;
  const run = generateId(agent_id);
  const spanIds = Array.from({ length: 8 }, () => generateId(agent_id));
  const types = Object.values(operations).flatMap(({ bulkType }) => bulkType ?? []);
  const item = record({
    _type: oneof(
      constantFrom('agent_spans/create', 'agent_spans/create', 'agent_spans/finish'),
      constantFrom(...types, 'things/show'),
    ),
    agent_instance_id: constantFrom(run),
    agent_span_id: constantFrom(...spanIds),
    agent_id: constantFrom(agent_id),
    environment_id: constantFrom(environment_id),
    reason: constantFrom('Enough.'),
    name: constantFrom('review', 'other'),
    payload: constantFrom({}, null),
    details: record({
      agent_instance_id: constantFrom(run),
      id: constantFrom(...spanIds),
      schema_name: constantFrom('agent:llm'),
      status: constantFrom('active', 'complete', 'pending', 'cancelled'),
      payload: constantFrom({}),
    }),
  });
  const seen = { applied: 0, refused: 0 };
  await assert(
    asyncProperty(array(item, { minLength: 1, maxLength: 12 }), async (items) => {
      test.sandbox.reset();
      await test.agent.agentInstances.register({ id: run });
      await test.agent.agentInstances.start(run);
      const keyed = items.map((one, index) => ({ ...one, idempotency_key: `the-key-${index}` }));
      const { status, body } = await test.raw('POST', '/api/v1/bulk', { body: { items: keyed } });
      expect(status).toBe(200);
      const outputs = Object.entries(body['outputs'] as Record<string, { status: string }>);
      const failed = outputs.findIndex(([, output]) => output.status === 'error');
      expect(outputs.map(([key]) => key)).toEqual(
        keyed.slice(0, failed < 0 ? items.length : failed + 1).map(({ idempotency_key }) => idempotency_key),
      );

      const { instances, spans, ledger } = test.sandbox;
      const counts = new Map<string, number>();
      for (const { status: state } of spans) counts.set(state, (counts.get(state) ?? 0) + 1);
      const count = (state: string) => counts.get(state) ?? 0;
      expect(instances.find(({ id }) => id === run)?.span_counts).toEqual({
        pending: count('pending'),
        active: count('active'),
        complete: count('complete'),
        failed: count('failed'),
        cancelled: count('cancelled'),
        finished: count('complete') + count('failed') + count('cancelled'),
        total: spans.length,
      });
      seen.applied += ledger.applied.filter(({ item: position }) => position !== undefined).length;
      seen.refused += ledger.refused.length;
    }),
    { numRuns: 150, seed: 1 },
  );
  expect(seen.applied).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(50);
});
