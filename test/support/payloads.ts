/** Every way to send a payload, and what arrives of it. */
import type {
  AgentSpanForCreate,
  BulkInput,
  HttpClientConfig,
  PrefactorHttpClient,
} from '../../src/index.ts';
import { all } from '../bulk/support.ts';
import { withSuccess } from './answers.ts';
import { connect } from './client.ts';
import { startServer } from './server.ts';

const itemOf = (details: AgentSpanForCreate): BulkInput<'agent_spans/create'> => ({
  _type: 'agent_spans/create',
  idempotency_key: 'the-only-key',
  details,
});

type Way = (client: PrefactorHttpClient, details: AgentSpanForCreate) => Promise<unknown>;

/** Each rejects with what was wrong. */
export const ways: [way: string, send: Way][] = [
  ['a single call', (client, details) => client.agentSpans.create(details)],
  [
    'client.request',
    (client, details) => client.request('POST', '/api/v1/agent_spans', { body: { details } }),
  ],
  ['bulk.execute', (client, details) => client.bulk.execute([itemOf(details)])],
  [
    'client.request for bulk',
    (client, details) =>
      client.request('POST', '/api/v1/bulk', {
        body: { items: [{ ...itemOf(details), idempotency_key: 'the-only-key' }] },
      }),
  ],
  [
    'bulk.executeAll',
    async (client, details) => {
      for (const outcome of await all(client.bulk.executeAll([itemOf(details)]))) {
        if (outcome.status === 'error') throw outcome.error;
      }
    },
  ],
  [
    'a writer',
    async (client, details) => {
      await using writer = client.bulk.writer();
      void writer.add(itemOf(details));
    },
  ],
];

/** A span to create, as it comes over the wire. */
interface WireDetails {
  readonly payload?: unknown;
  readonly result_payload?: unknown;
  readonly sensitive_encoding?: unknown;
  readonly [field: string]: unknown;
}

/** The span as it arrives. */
export async function arrived(
  send: Way,
  details: AgentSpanForCreate,
  config: HttpClientConfig = {},
): Promise<WireDetails> {
  await using server = await startServer(withSuccess);
  await using client = connect(server.url, config);
  await send(client, details);
  const body = JSON.parse(server.requests[0]?.body ?? '{}');
  return (body.items?.[0] ?? body).details;
}
