/** The request examples of the document, as requests to a sandbox that holds what they are about. */
import { examplesOf, listOperations, loadDocument } from '../../scripts/generate/document.ts';
import type { OperationId } from '../../src/generated/operations.ts';
import type { Sandbox } from '../../src/testing/index.ts';
import { calls, type ExampleInput } from './calls.ts';
import { type Clients, clientsAt } from './sandbox-run.ts';

export const document = await loadDocument();
export const operations = listOperations(document);

/** Every request example of the document, one for an operation that takes none, with the parameters' examples. */
export const examples = operations.flatMap((operation) => {
  const place = (where: string) =>
    operation.parameters
      .filter((parameter) => parameter.in === where)
      .map((parameter) => [parameter.name, (parameter as { example?: unknown }).example]);
  const input: ExampleInput = {
    path: Object.fromEntries(place('path')) as Record<string, string>,
    query: Object.fromEntries(place('query')) as object,
    body: {},
  };
  const bodies = examplesOf(document, operation.requestBody);
  return (bodies.length === 0 ? [['no body', {}] as const] : bodies).map(([name, body]) => ({
    id: operation.id as OperationId,
    name,
    input: { ...input, body: body as object },
  }));
});

/**
 * Records what the ids of the examples stand for, as far as an example wants it to be there.
 *
 * @returns The ids of what cannot be recorded under the ids of the examples.
 */
export async function prepare(
  sandbox: Sandbox,
  id: OperationId,
  name: string,
): Promise<Record<string, string>> {
  sandbox.reset();
  const isMadeHere = id === 'registerAgentInstance' || name === 'whole_run';
  if (isMadeHere || id === 'deleteAgent') return {};
  await using clients = clientsAt(sandbox.url, sandbox);
  const { agent, account } = clients;
  if (id === 'reinstateAgent') await account.agents.retire(sandbox.agentId);
  const run = await agent.agentInstances.register({
    id: '013xrzp12g3nqk8n4evtrcj59k8dhn3t',
    external_identifier: 'ticket-20417',
    agent_schema_version: {
      external_identifier: 'v0',
      quality_schemas: [{ name: 'answer_review', schema: {} }],
    },
  });
  const agent_instance_id = run.id;
  const alert = { agent_instance_id, name: 'budget_exceeded', severity: 'warning', payload: {} } as const;
  const { id: alert_id } = await account.alerts.raise(alert);
  const agent_schema_version_id = (await account.agentSchemaVersions.list()).items[0]?.id ?? '';
  const made = { alert_id, agent_version_id: run.agent_version_id, agent_schema_version_id };
  if (id === 'startAgentInstance') return made;
  await agent.agentInstances.start(agent_instance_id);
  if (id === 'createAgentSpan' && name === 'in_progress') return made;
  const span = await agent.agentSpans.create({
    agent_instance_id,
    id: '013xrzp12g3nqk8ndr93q068mw7y0nv0',
    schema_name: 'support:task',
    status: 'active',
    payload: { question: 'How do I change my password?' },
  });
  if (name === 'stopped_at_first_error') await agent.agentSpans.finish(span.id);
  return made;
}

export function callExample(
  { agent, account }: Pick<Clients, 'agent' | 'account'>,
  { id, name, input }: (typeof examples)[number],
  made: Record<string, string>,
) {
  const impliesAgent = id === 'registerAgentInstance' && ['deployment_token', 'minimal'].includes(name);
  const path = Object.fromEntries(
    Object.entries(input.path).map(([parameter, value]) => [parameter, made[parameter] ?? value]),
  );
  return calls[id].call(impliesAgent ? agent : account, { ...input, path }, {});
}
