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
  { call: Call; unwrap?: 'details' | 'agent_context' | 'summaries' | 'nothing' }
> = {
  createAgentSpan: {
    unwrap: 'details',
    call: (client, { body }, options) => {
      const { details, idempotency_key } = body as { details: never; idempotency_key?: string };
      return client.agentSpans.create(details, { ...options, idempotencyKey: idempotency_key });
    },
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
  getAgentInstance: {
    unwrap: 'details',
    call: (client, { path }, options) => client.agentInstances.get(id(path), options),
  },
  getAgentInstanceContext: {
    unwrap: 'agent_context',
    call: (client, { path }, options) => client.agentInstances.agentContext(id(path), options),
  },
  getAgentSpan: {
    unwrap: 'details',
    call: (client, { path, query }, options) => client.agentSpans.get(id(path), query, options),
  },
  listAgentInstances: {
    unwrap: 'summaries',
    call: async (client, { query }, options) =>
      (await client.agentInstances.list(query as never, options)).items,
  },
  listAgentSpans: {
    unwrap: 'summaries',
    call: async (client, { query }, options) => (await client.agentSpans.list(query, options)).items,
  },
  ping: { unwrap: 'nothing', call: (client, _, options) => client.validateToken(options) },
  recordAgentInstanceQuality: {
    unwrap: 'details',
    call: (client, { path, body }, options) =>
      client.agentInstances.recordQuality(id(path), body as never, options),
  },
  registerAgentInstance: {
    unwrap: 'details',
    call: (client, { body }, options) => client.agentInstances.register(body, options),
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
};

function id(path: Record<string, string>): string {
  const [only] = Object.values(path);
  if (only === undefined) throw new Error('the document has no example for the path parameter');
  return only;
}
