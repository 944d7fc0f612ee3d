/** How each operation of the document is called through the client, so that suites can iterate all of them. */
import type { OperationId } from '../../src/generated/operations.ts';
import type { PrefactorHttpClient, RequestOptions } from '../../src/index.ts';

/** An example of the document, whose types only the document knows. */
export interface ExampleInput {
  path: Record<string, string>;
  query: object;
  body: object;
}

type Call = (client: PrefactorHttpClient, input: ExampleInput, options: RequestOptions) => Promise<unknown>;

/** Each call resolves to what its method resolves to; `unwrap` says which part of the answer's body that is. */
export const calls: Record<
  OperationId,
  { call: Call; unwrap?: 'details' | 'agent_context' | 'summaries' | 'count' | 'pfids' | 'nothing' }
> = {
  clearAlert: {
    unwrap: 'details',
    call: (client, { body }, options) => client.alerts.clear(body as never, options),
  },
  countAlerts: {
    unwrap: 'count',
    call: (client, { query }, options) => client.alerts.count(query, options),
  },
  createAgent: {
    unwrap: 'details',
    call: (client, { body }, options) => {
      const { details } = body as { details: never };
      return client.agents.create(details, keyed(body, options));
    },
  },
  createAgentSpan: {
    unwrap: 'details',
    call: (client, { body }, options) => {
      const { details } = body as { details: never };
      return client.agentSpans.create(details, keyed(body, options));
    },
  },
  deleteAgent: {
    unwrap: 'details',
    call: (client, { path, body }, options) => client.agents.delete(id(path), keyed(body, options)),
  },
  discardAgentSpanSensitive: {
    unwrap: 'details',
    call: (client, { path }, options) => client.agentSpans.discardSensitive(id(path), options),
  },
  executeBulk: {
    call: (client, { body }, options) => client.bulk.execute((body as { items: never[] }).items, options),
  },
  finishAgentInstance: {
    unwrap: 'details',
    call: (client, { path, body }, options) => client.agentInstances.finish(id(path), body, options),
  },
  finishAgentSpan: {
    unwrap: 'details',
    call: (client, { path, body }, options) => client.agentSpans.finish(id(path), body, options),
  },
  generatePfids: {
    unwrap: 'pfids',
    call: (client, { body }, options) => client.pfids.generate(body as never, options),
  },
  getAgent: {
    unwrap: 'details',
    call: (client, { path, query }, options) => client.agents.get(id(path), query, options),
  },
  getAgentInstance: {
    unwrap: 'details',
    call: (client, { path }, options) => client.agentInstances.get(id(path), options),
  },
  getAgentInstanceContext: {
    unwrap: 'agent_context',
    call: (client, { path }, options) => client.agentInstances.agentContext(id(path), options),
  },
  getAgentSchemaVersion: {
    unwrap: 'details',
    call: (client, { path }, options) => client.agentSchemaVersions.get(id(path), options),
  },
  getAgentSpan: {
    unwrap: 'details',
    call: (client, { path, query }, options) => client.agentSpans.get(id(path), query, options),
  },
  getAgentVersion: {
    unwrap: 'details',
    call: (client, { path }, options) => client.agentVersions.get(id(path), options),
  },
  getAlert: {
    unwrap: 'details',
    call: (client, { path }, options) => client.alerts.get(id(path), options),
  },
  listAgentInstances: {
    unwrap: 'summaries',
    call: async (client, { query }, options) =>
      (await client.agentInstances.list(query as never, options)).items,
  },
  listAgents: {
    unwrap: 'summaries',
    call: async (client, { query }, options) => (await client.agents.list(query, options)).items,
  },
  listAgentSchemaVersions: {
    unwrap: 'summaries',
    call: async (client, { query }, options) => (await client.agentSchemaVersions.list(query, options)).items,
  },
  listAgentSpans: {
    unwrap: 'summaries',
    call: async (client, { query }, options) => (await client.agentSpans.list(query, options)).items,
  },
  listAgentVersions: {
    unwrap: 'summaries',
    call: async (client, { query }, options) => (await client.agentVersions.list(query, options)).items,
  },
  listAlerts: {
    unwrap: 'summaries',
    call: async (client, { query }, options) => (await client.alerts.list(query, options)).items,
  },
  ping: { unwrap: 'nothing', call: (client, _, options) => client.validateToken(options) },
  raiseAlert: {
    unwrap: 'details',
    call: (client, { body }, options) => client.alerts.raise(body as never, options),
  },
  recordAgentInstanceQuality: {
    unwrap: 'details',
    call: (client, { path, body }, options) =>
      client.agentInstances.recordQuality(id(path), body as never, options),
  },
  registerAgentInstance: {
    unwrap: 'details',
    call: (client, { body }, options) => client.agentInstances.register(body, options),
  },
  reinstateAgent: {
    unwrap: 'details',
    call: (client, { path, body }, options) => client.agents.reinstate(id(path), keyed(body, options)),
  },
  retireAgent: {
    unwrap: 'details',
    call: (client, { path, body }, options) => client.agents.retire(id(path), keyed(body, options)),
  },
  showAgent: {
    unwrap: 'details',
    call: (client, { query }, options) => client.agents.show(query, options),
  },
  showAgentInstance: {
    unwrap: 'details',
    call: (client, { query }, options) => client.agentInstances.show(query, options),
  },
  startAgentInstance: {
    unwrap: 'details',
    call: (client, { path, body }, options) => client.agentInstances.start(id(path), body, options),
  },
  terminateAgentInstance: {
    unwrap: 'details',
    call: (client, { path, body }, options) =>
      client.agentInstances.terminate(id(path), body as never, options),
  },
  updateAgent: {
    unwrap: 'details',
    call: (client, { path, body }, options) => {
      const { details } = body as { details: never };
      return client.agents.update(id(path), details, keyed(body, options));
    },
  },
};

/** The options of a call that takes its key from them alone. */
function keyed(body: object, options: RequestOptions): RequestOptions {
  const own: { idempotency_key?: string } = Object.assign(Object.create(null), body);
  return { ...options, idempotencyKey: own.idempotency_key };
}

function id(path: Record<string, string>): string {
  const [only] = Object.values(path);
  if (only === undefined) throw new Error('the document has no example for the path parameter');
  return only;
}
