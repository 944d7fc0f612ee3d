/** Runs of a made-up support agent, as one would see them on a working day. */
import { PrefactorHttpClient } from '../../src/index.ts';
import type { Sandbox } from '../../src/testing/index.ts';

const schemas = {
  external_identifier: 'support-schema-3',
  span_type_schemas: ['support:task', 'support:llm', 'support:tool'].map((name) => ({
    name,
    params_schema: { type: 'object' },
    result_schema: { type: 'object' },
  })),
  quality_schemas: [{ name: 'answer_review', schema: { type: 'object' } }],
};

const model = 'example-model-1';
const question = 'I was charged twice in February. Can I have one of the payments back?';

/** Runs that have ended in every way there is, and one that goes on. Resolves to the id of the latter. */
export async function recordSupportRuns(sandbox: Sandbox, now = Date.now()): Promise<string> {
  await using client = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.token });
  await using operator = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.accountToken });
  const at = (millisecondsAgo: number): Date => new Date(now - millisecondsAgo);
  const register = (external_identifier: string, purpose: 'live' | 'eval' | 'smoke_test' = 'live') =>
    client.agentInstances.register({
      agent_version: { external_identifier: 'v1.4.0' },
      agent_schema_version: schemas,
      external_identifier,
      purpose,
    });

  const smoke = await register('smoke-after-deploy', 'smoke_test');
  await client.agentInstances.finish(smoke.id, { status: 'cancelled', timestamp: at(720_000) });

  const ended = [
    { name: 'ticket-20411', length: 14_200, end: 'complete' },
    { name: 'ticket-20412', length: 3_700, end: 'failed' },
    { name: 'ticket-20413', length: 61_400, end: 'terminated' },
    { name: 'eval-refunds-07', length: 8_900, end: 'complete' },
  ] as const;
  for (const [index, { name, length, end }] of ended.entries()) {
    const begun = 600_000 - index * 120_000;
    const run = await register(name, name.startsWith('eval') ? 'eval' : 'live');
    await client.agentInstances.start(run.id, { timestamp: at(begun) });
    const task = await client.agentSpans.create({
      agent_instance_id: run.id,
      schema_name: 'support:task',
      status: end === 'terminated' ? 'active' : end,
      payload: { question },
      started_at: at(begun),
      ...(end !== 'terminated' && { finished_at: at(begun - length) }),
    });
    for (let step = 0; step < 2 + index; step++) {
      await client.agentSpans.create({
        agent_instance_id: run.id,
        parent_span_id: task.id,
        schema_name: step % 2 === 0 ? 'support:llm' : 'support:tool',
        status: end === 'failed' && step === 2 ? 'failed' : 'complete',
        payload: step % 2 === 0 ? { model, prompt: question } : { name: 'find_payments' },
        result_payload: { step },
        started_at: at(begun - (length / (2 + index)) * step),
        finished_at: at(begun - (length / (2 + index)) * (step + 0.9)),
      });
    }
    const timestamp = at(begun - length);
    if (end === 'terminated') {
      const reason = 'Budget for this run is used up.';
      await operator.agentInstances.terminate(run.id, { reason, timestamp });
    } else await client.agentInstances.finish(run.id, { status: end, timestamp });
  }

  const run = await register('ticket-20417');
  const begun = 7_400;
  await client.agentInstances.start(run.id, { timestamp: at(begun) });
  const span = async (
    parent: string | undefined,
    kind: 'task' | 'llm' | 'tool',
    [from, to]: [number, number | undefined],
    payload: Record<string, unknown>,
    result?: Record<string, unknown>,
    status: 'complete' | 'failed' = 'complete',
  ): Promise<string> => {
    const { id } = await client.agentSpans.create({
      agent_instance_id: run.id,
      schema_name: `support:${kind}`,
      status: to === undefined ? 'active' : status,
      payload,
      started_at: at(begun - from),
      sensitive_encoding: true,
      ...(parent !== undefined && { parent_span_id: parent }),
      ...(to !== undefined && { finished_at: at(begun - to) }),
      ...(result !== undefined && { result_payload: result }),
    });
    return id;
  };
  const email = { $sensitive: 'string', value: 'ada@example.com', labels: ['email'] };
  const task = await span(undefined, 'task', [40, undefined], { question, ticket: 20417 });
  await span(
    task,
    'llm',
    [90, 1240],
    { model, prompt: 'Which kind of request is this?' },
    { kind: 'refund' },
  );
  await span(
    task,
    'tool',
    [1290, 1710],
    { name: 'find_customer', arguments: { email } },
    { customer: 'c-5518', email },
  );
  const check = await span(task, 'task', [1760, 5130], { goal: 'Find the two payments' }, { found: 2 });
  await span(
    check,
    'tool',
    [1800, 2350],
    { name: 'find_payments', arguments: { customer: 'c-5518', month: '2026-02' } },
    { error: 'timeout', after: 500 },
    'failed',
  );
  await span(
    check,
    'tool',
    [2480, 3020],
    { name: 'find_payments', arguments: { customer: 'c-5518', month: '2026-02' } },
    {
      payments: [
        { id: 'p-1', amount: 19, currency: 'EUR' },
        { id: 'p-2', amount: 19, currency: 'EUR' },
      ],
    },
  );
  await span(
    check,
    'llm',
    [3080, 5080],
    {
      model,
      temperature: 0.2,
      messages: [
        { role: 'system', content: 'You compare payments.\nSay which of them are the same.' },
        { role: 'user', content: 'p-1: 19 EUR on 3 Feb. p-2: 19 EUR on 3 Feb.' },
      ],
    },
    { same: true, refund: 'p-2', usage: { input_tokens: 412, output_tokens: 38 } },
  );
  await span(task, 'llm', [5190, undefined], { model, prompt: 'Write the answer to the customer.' });
  return run.id;
}
