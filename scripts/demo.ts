/**
 * One run of an agent from beginning to end, each call printed as it is made.
 *
 *     npm run demo
 *
 * Against a mock server that it starts itself, or, with PREFACTOR_API_URL and PREFACTOR_API_TOKEN set, against the API
 * they name. The token should be one of an agent deployment: with it the API knows the agent and the environment.
 */
import { subscribe } from 'node:diagnostics_channel';
import { type BulkInput, isPrefactorError, PrefactorHttpClient } from 'prefactor-http';
import { examplesOf, listOperations, loadDocument } from './generate/document.ts';
import { startPrism } from './prism.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** What the last call looked like on the wire. */
let wire = { method: '', path: '', statusCode: 0 };
subscribe('undici:request:headers', (message) => {
  const { request, response } = message as {
    request: { method: string; path: string };
    response: { statusCode: number };
  };
  wire = { method: request.method, path: request.path, statusCode: response.statusCode };
});

async function step<T>(call: () => Promise<T>, idOf: (result: T) => string): Promise<T> {
  const begun = performance.now();
  const result = await call();
  const took = `${Math.round(performance.now() - begun)} ms`;
  print(
    `  ${wire.method.padEnd(5)}${shorten(wire.path).padEnd(58)}${wire.statusCode}${took.padStart(9)}   ${idOf(result)}`,
  );
  return result;
}

/** Ids in paths are long; the column beside them has them whole. */
function shorten(path: string): string {
  return path.replaceAll(/[0-9a-z]{32}/g, (id) => `${id.slice(0, 4)}…${id.slice(-4)}`);
}

const idOf = ({ id }: { id: string }): string => id;

async function runAgent(client: PrefactorHttpClient, bulkItems: (ids: Ids) => BulkInput[]): Promise<void> {
  await step(
    () => client.validateToken(),
    () => 'the token is good',
  );
  const instance = await step(
    () =>
      client.agentInstances.register({
        agent_version: { external_identifier: 'demo-1.0.0' },
        agent_schema_version: {
          external_identifier: 'demo-schema-1',
          span_type_schemas: [
            { name: 'demo:task', params_schema: { type: 'object' } },
            { name: 'demo:llm', params_schema: { type: 'object' }, result_schema: { type: 'object' } },
          ],
        },
        purpose: 'smoke_test',
      }),
    idOf,
  );
  await step(() => client.agentInstances.start(instance.id), idOf);
  const parent = await step(
    () =>
      client.agentSpans.create({
        agent_instance_id: instance.id,
        schema_name: 'demo:task',
        status: 'active',
        payload: { question: 'What does a demo show?' },
      }),
    idOf,
  );
  const child = await step(
    () =>
      client.agentSpans.create({
        agent_instance_id: instance.id,
        parent_span_id: parent.id,
        schema_name: 'demo:llm',
        status: 'active',
        payload: { model: 'example-model-1', prompt: 'What does a demo show?' },
        started_at: new Date(),
      }),
    idOf,
  );
  await step(
    () => client.agentSpans.finish(child.id, { result_payload: { response: 'How things work.' } }),
    idOf,
  );
  await step(
    () => client.bulk.execute(bulkItems({ instance: instance.id, parent: parent.id })),
    ({ results }) =>
      results.map(({ idempotencyKey, status }) => `${idempotencyKey}: ${status}`).join(`\n${' '.repeat(78)}`),
  );
}

interface Ids {
  instance: string;
  parent: string;
}

/** Ends the parent span and the run in one request. */
const endOfRun = ({ instance, parent }: Ids): BulkInput[] => [
  { _type: 'agent_spans/finish', agent_span_id: parent, status: 'complete' },
  { _type: 'agent_instances/finish', agent_instance_id: instance, status: 'complete' },
];

/** The document's own bulk example: the mock server answers the example's keys and no others. */
async function exampleItems(): Promise<BulkInput[]> {
  const document = await loadDocument();
  const bulk = listOperations(document).find(({ id }) => id === 'executeBulk');
  const [[, example] = ['', undefined]] = examplesOf(document, bulk?.requestBody);
  return (example as { items: BulkInput[] }).items;
}

async function againstMock(): Promise<void> {
  print('No PREFACTOR_API_URL and PREFACTOR_API_TOKEN in the environment: starting Prism, a mock server.');
  print(
    "Every answer below is an example of openapi/, whatever is asked; so the ids are the examples', too.\n",
  );
  await using prism = await startPrism();
  await using client = new PrefactorHttpClient({ apiUrl: prism.url, apiToken: 'demo-token' });
  const items = await exampleItems();
  await runAgent(client, () => items);
}

async function againstApi(apiUrl: string): Promise<void> {
  print(`Against ${apiUrl}, with the token of PREFACTOR_API_TOKEN.\n`);
  await using client = new PrefactorHttpClient();
  await runAgent(client, endOfRun);
}

try {
  const { PREFACTOR_API_URL: url, PREFACTOR_API_TOKEN: token } = process.env;
  if (url && token) await againstApi(url);
  else await againstMock();
  print('\nDone: registered, started, two spans created, one finished alone, the rest and the run in bulk.');
} catch (error) {
  const what = isPrefactorError(error) ? `${error.operation ?? 'client'}: ${error.message}` : String(error);
  process.stderr.write(`\nThe demo failed. ${what}\n`);
  process.exitCode = 1;
}
