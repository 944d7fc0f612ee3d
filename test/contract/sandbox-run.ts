/** One run against the sandbox with everything that belongs to it, for the suites that look at its answers. */
import { expect } from 'vitest';
import { generateId, PrefactorApiError, PrefactorHttpClient, undocumentedItem } from '../../src/index.ts';
import type { Sandbox } from '../../src/testing/index.ts';
import { failureOf } from '../support/client.ts';

/** Options of a sandbox for it: the limits are there to be run into. */
export const options = { maxBodySize: 50_000, maxBulkItems: 20 };

/** Clients of a sandbox that send to `url`, which is the sandbox itself or what stands before it. */
export function clientsAt(url: string, sandbox: Sandbox, transport: { fetch?: typeof fetch } = {}) {
  const clientWith = (apiToken: string) =>
    new PrefactorHttpClient({ apiUrl: url, apiToken, maxRetries: 0, ...transport });
  const clients = {
    agent: clientWith(sandbox.token),
    account: clientWith(sandbox.accountToken),
    stranger: clientWith('a-token-of-nobody'),
  };
  return {
    ...clients,
    async [Symbol.asyncDispose]() {
      await Promise.all(Object.values(clients).map((client) => client.close()));
    },
  };
}
export type Clients = ReturnType<typeof clientsAt>;

const statusOf = async (call: Promise<unknown>): Promise<number> => {
  const error = await failureOf(call);
  if (error instanceof PrefactorApiError) return error.statusCode;
  throw error;
};

/** Everything that can be done with an alert. */
async function alerts(agent_instance_id: string, { alerts }: Clients['account']): Promise<void> {
  const alert = { agent_instance_id, name: 'budget_exceeded' };
  const secret = { $sensitive: 'string', value: 'someone@example.com' };
  const { id } = await alerts.raise({ ...alert, severity: 'warning', payload: {}, raised_at: new Date() });
  await alerts.raise({ ...alert, severity: 'error', payload: { secret }, payload_sensitive_encoding: true });
  await alerts.get(id);
  await alerts.clear({ ...alert, severity: 'info', payload: { spent: 12 }, cleared_at: new Date() });
  await alerts.list({
    ...alert,
    status: 'cleared',
    severity: 'info',
    active_during: { start_at: new Date(0), finish_at: new Date(Date.now() + 60_000) },
    sorting: { field: 'raised_at', direction: 'desc' },
    pagination: { page_size: 1 },
  });
  expect(await alerts.count({ status: 'cleared', severity: 'info' })).toBe(1);
  expect(await statusOf(alerts.clear(alert))).toBe(409);
  expect(await statusOf(alerts.clear({ ...alert, name: 'another' }))).toBe(404);
}

/** Everything that can be done with an agent. */
async function agents({ agentId }: Sandbox, { agents, bulk }: Clients['account']): Promise<void> {
  const { id } = await agents.create({ name: 'Billing', external_identifier: 'billing', team_id: null });
  await agents.get(agentId, { include_counts: true, include_risk_rollup: true });
  await agents.show({ external_identifier: 'billing' });
  await agents.update(id, { description: 'Reconciles bills.', owner_person_id: agentId });
  await agents.list({ sorting: { field: 'name', direction: 'desc' }, pagination: { page_size: 1 } });
  await agents.retire(id);
  await agents.reinstate(id);
  await agents.delete(id);
  const { results } = await bulk.execute([
    { _type: 'agents/create', details: { name: 'Billing', external_identifier: 'billing', id } },
    { _type: 'agents/update', agent_id: id, details: { name: 'Billing reconciler' } },
    { _type: 'agents/show', agent_id: agentId, include_counts: true },
    { _type: 'agents/list', owner_person_id: agentId },
  ]);
  expect(results.map(({ status }) => status)).toEqual(Array(4).fill('success'));
  expect(await statusOf(agents.delete(agentId))).toBe(409);
}

/** One run with everything that belongs to it, everything that reads it, every bulk type, and every kind of refusal. */
export async function everything(sandbox: Sandbox, { agent, account, stranger }: Clients): Promise<void> {
  const { agentId: agent_id, environmentId: environment_id } = sandbox;
  await agent.validateToken();
  const { id } = await agent.agentInstances.register({
    external_identifier: 'ticket-1',
    agent_version: {
      external_identifier: 'v1',
      name: 'Support triage',
      description: '',
      runtime_environment: { agent_sdk: [], os: 'linux', prefactor_sdk: ['a@1'], runtime: 'node@24' },
    },
    agent_schema_version: {
      external_identifier: 'schema-1',
      span_type_schemas: [
        { name: 'agent:llm', params_schema: { type: 'object' }, title: null, data_risk: null },
        { name: 'agent:tool', params_schema: {}, result_schema: null, template: 'Used {{ tool }}' },
      ],
      quality_schemas: [{ name: 'review', schema: {}, title: null, data_risk: null }],
    },
    purpose: 'smoke_test',
  });
  const legacy = await account.agentInstances.register({
    agent_id,
    environment_id,
    agent_schema_version: {
      external_identifier: 'schema-2',
      span_schemas: { 'agent:llm': {}, constructor: {} },
      span_result_schemas: { 'agent:llm': {} },
    },
  });
  await agent.agentInstances.finish(legacy.id, { status: 'cancelled', timestamp: new Date() });
  await agent.agentInstances.start(id);

  const span = { agent_instance_id: id, schema_name: 'agent:llm', payload: { prompt: 'Hello' } };
  const secret = { $sensitive: 'string', value: 'someone@example.com', labels: ['email'] };
  const parent = await agent.agentSpans.create({ ...span, status: 'active' });
  const waiting = await agent.agentSpans.create({ ...span, status: 'pending', parent_span_id: parent.id });
  const whole = await agent.agentSpans.create({
    ...span,
    id: generateId(id),
    status: 'failed',
    payload: { secret },
    result_payload: { nothing: null, list: [1, 'two', { three: 3 }] },
    sensitive_encoding: true,
    started_at: '2026-03-02T09:30:00.123Z',
    finished_at: '2026-03-02T10:30:01+01:00',
  });
  await agent.agentSpans.finish(waiting.id, { status: 'cancelled' });
  await agent.agentSpans.finish(parent.id, { result_payload: { secret }, sensitive_encoding: true });

  await agent.agentInstances.get(id);
  await account.agentInstances.show({ agent_instance_id: id });
  await account.agentInstances.show({
    external_identifier: 'ticket-1',
    include_counts: true,
    include_costs: true,
    include_risk_score: true,
    include_alert_count: true,
  });
  await account.agentInstances.agentContext(id);
  await account.agentInstances.list({ agent_id });
  await account.agentInstances.list({ agent_id: 'nobody' });
  const page = await account.agentSpans.list({
    agent_instance_id: id,
    start_time: '2026-03-02T09:00:00Z',
    end_time: new Date(Date.now() + 60_000),
    include_summaries: true,
    include_risk_level: true,
    sorting: { field: 'started_at', direction: 'desc' },
    pagination: { offset: 0, page_size: 2 },
  });
  expect((await page.nextPage())?.items).toHaveLength(1);
  await account.agentSpans.get(whole.id);
  await account.agentSpans.get(whole.id, { redacted: false });
  await account.agentSpans.discardSensitive(whole.id);
  await account.agentInstances.recordQuality(id, { name: 'review', payload: { score: 4 } });

  const late = await agent.agentSpans.create({ ...span, status: 'active' });
  await account.agentInstances.terminate(id, { reason: 'Budget used up.' });
  await agent.agentSpans.finish(late.id, { status: 'failed' });
  await agent.agentSpans.create({ ...span, status: 'active' });
  await account.agentInstances.recordQuality(id, { name: 'review', payload: null });

  const run = generateId(agent_id);
  const step = generateId(agent_id);
  const { results } = await account.bulk.execute([
    { _type: 'agent_instances/register', agent_id, environment_id, id: run },
    { _type: 'agent_instances/start', agent_instance_id: run },
    { _type: 'agent_spans/create', details: { ...span, agent_instance_id: run, id: step, status: 'active' } },
    { _type: 'agent_instances/terminate', agent_instance_id: run, reason: 'Enough.' },
    { _type: 'agent_spans/finish', agent_span_id: step, result_payload: { response: 'Hi!' } },
    { _type: 'agent_instances/record_quality', agent_instance_id: id, name: 'review', payload: {} },
    { _type: 'agent_instances/list', agent_id, pagination: { page_size: 2 } },
    { _type: 'agent_instances/show', agent_instance_id: run, include_counts: true },
    { _type: 'agent_spans/list', agent_instance_id: run, sorting: { field: 'id', direction: 'asc' } },
    { _type: 'agent_spans/show', agent_span_id: step, redacted: false, idempotency_key: '__proto__' },
    { _type: 'agent_instances/finish', agent_instance_id: run },
    { _type: 'agent_spans/show', agent_span_id: step },
  ]);
  expect(results.map(({ status }) => status)).toEqual([
    ...Array(10).fill('success'),
    'error',
    'not_processed',
  ]);
  await account.bulk.execute([undocumentedItem('things/show', { thing_id: 'a' })]);
  await agents(sandbox, account);
  await alerts(id, account);
  for await (const version of account.agentVersions.list({ agent_id, pagination: { page_size: 1 } }))
    await account.agentVersions.get(version.id);
  for await (const version of account.agentSchemaVersions.list({
    sorting: { field: 'id', direction: 'desc' },
  }))
    await account.agentSchemaVersions.get(version.id);
  expect(await account.pfids.generate({ count: 2 })).toHaveLength(2);

  expect(await statusOf(stranger.validateToken())).toBe(401);
  expect(await statusOf(agent.agentSpans.list({ agent_instance_id: id }))).toBe(401);
  expect(await statusOf(agent.agentInstances.start('nowhere'))).toBe(404);
  expect(await statusOf(account.agentSpans.get('nowhere'))).toBe(404);
  expect(await statusOf(account.agentSpans.list({ agent_instance_id: 'nowhere' }))).toBe(404);
  expect(await statusOf(agent.agentInstances.start(id))).toBe(409);
  expect(await statusOf(agent.agentSpans.finish(parent.id))).toBe(409);
  expect(await statusOf(agent.agentInstances.register({ external_identifier: 'ticket-1' }))).toBe(422);
  expect(await statusOf(account.agentInstances.show({}))).toBe(422);
  expect(await statusOf(agent.agentSpans.create({ ...span, status: 'active', result_payload: {} }))).toBe(
    422,
  );
  const tooMany = Array.from({ length: 21 }, () => ({
    _type: 'agent_spans/show' as const,
    agent_span_id: id,
  }));
  expect(await statusOf(account.bulk.execute(tooMany))).toBe(422);
  const large = { ...span, status: 'active' as const, payload: { text: 'x'.repeat(60_000) } };
  expect(await statusOf(agent.agentSpans.create(large))).toBe(413);
  sandbox.faults.set([
    { fault: 'status', status: 429, code: 'rate_limited', retryAfter: 2, bodyRetryAfterMs: 2_000, times: 1 },
    { fault: 'status', status: 503, times: 1 },
    { fault: 'item', times: 1 },
  ]);
  expect(await statusOf(agent.validateToken())).toBe(429);
  expect(await statusOf(agent.agentInstances.register({}))).toBe(503);
  await agent.bulk.execute([{ _type: 'agent_instances/register' }]);
}
