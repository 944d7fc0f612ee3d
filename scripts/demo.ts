/**
 * One run of an agent from beginning to end, each call printed as it is made.
 *
 *     npm run demo
 *     npm run demo -- --open     keeps the page open that shows what was recorded
 *
 * On a sandbox that fails now and then, or, with PREFACTOR_API_URL and PREFACTOR_API_TOKEN set, against the API they
 * name. The token should be one of an agent deployment: with it the API knows the agent and the environment.
 */
import { parseArgs, styleText } from 'node:util';
import {
  type BulkInput,
  type BulkItemResult,
  type Hooks,
  isPrefactorError,
  PrefactorHttpClient,
} from 'prefactor-http';
import { type Sandbox, type SandboxFault, startSandbox } from 'prefactor-http/testing';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const heading = (text: string): void => print(`\n${styleText('bold', text)}`);
const good = (text: string): string => styleText('green', text);
const bad = (text: string): string => styleText('red', text);
/** The end of an id or a key: enough to tell it from the others. */
const short = (id = ''): string => `…${id.slice(-8)}`;

/** The answer that came last. */
let last: { statusCode: number; duration: number } | undefined;

const hooks: Hooks = {
  onRequest: () => {
    last = undefined;
  },
  onResponse: (event) => {
    last = event;
  },
  onRetry: ({ error, delay, idempotencyKey }) => {
    const key = idempotencyKey === undefined ? '' : `, with the same key ${short(idempotencyKey)}`;
    row(stepName, bad(error.name), `again in ${Math.round(delay)} ms${key}`);
  },
};

/** The client's method that is being called. */
let stepName = '';

function row(name: string, what: string, more = ''): void {
  const status = String(last?.statusCode ?? ' – ');
  const took = last === undefined ? '' : `${last.duration.toFixed(1)} ms`;
  const answer = status === '200' ? good(status) : bad(status);
  print(`  ${name.padEnd(24)} ${answer} ${took.padStart(9)}   ${what}${more && `, ${more}`}`);
}

async function step<Result>(
  name: string,
  call: () => Promise<Result>,
  describe: (result: Result) => string,
): Promise<Result> {
  stepName = name;
  const result = await call();
  row(name, describe(result));
  return result;
}

const runLine = ({ id, status }: { id: string; status: string }): string => `run ${short(id)} is ${status}`;
const spanLine = ({ id, schema_name, status }: { id: string; schema_name: string; status: string }): string =>
  `${schema_name} ${short(id)} is ${status}`;

const question = 'How do I change my password?';
const response = 'Open the settings, then choose Security.';

async function runAgent(client: PrefactorHttpClient): Promise<void> {
  const { agentInstances, agentSpans } = client;
  heading('One run of an agent');
  await step(
    'validateToken',
    () => client.validateToken(),
    () => 'the token is good',
  );
  const params_schema = { type: 'object' };
  const { id: agent_instance_id } = await step(
    'agentInstances.register',
    () =>
      agentInstances.register({
        agent_version: { external_identifier: 'demo-1.0.0' },
        agent_schema_version: {
          external_identifier: 'demo-schema-1',
          span_type_schemas: ['demo:task', 'demo:llm', 'demo:tool'].map((name) => ({ name, params_schema })),
        },
        purpose: 'smoke_test',
      }),
    runLine,
  );
  await step('agentInstances.start', () => agentInstances.start(agent_instance_id), runLine);
  const span = { agent_instance_id, status: 'active' } as const;
  const task = await step(
    'agentSpans.create',
    () => agentSpans.create({ ...span, schema_name: 'demo:task', payload: { question } }),
    spanLine,
  );
  const llm = await step(
    'agentSpans.create',
    () =>
      agentSpans.create({
        ...span,
        parent_span_id: task.id,
        schema_name: 'demo:llm',
        payload: { model: 'example-model-1', prompt: question },
      }),
    spanLine,
  );
  await step(
    'agentSpans.finish',
    () => agentSpans.finish(llm.id, { result_payload: { response } }),
    spanLine,
  );

  heading('The rest of it in one request');
  const items: BulkInput[] = [
    {
      _type: 'agent_spans/create',
      details: {
        agent_instance_id,
        parent_span_id: task.id,
        schema_name: 'demo:tool',
        status: 'complete',
        payload: { search: 'password' },
        result_payload: { articles: ['settings/security'] },
      },
    },
    { _type: 'agent_spans/finish', agent_span_id: task.id, result_payload: { answer: response } },
    { _type: 'agent_instances/finish', agent_instance_id },
  ];
  const results = await bulk(client, items, 'three items, in order');
  const open = items.flatMap((item, index) => {
    const result = results[index];
    return result === undefined || result.status === 'success'
      ? []
      : [{ ...item, idempotency_key: result.idempotencyKey }];
  });
  if (open.length === 0) return;
  const again = await bulk(client, open, 'what was left, with the same keys');
  for (const result of again) if (result.status === 'error') throw result.error;
}

async function bulk(client: PrefactorHttpClient, items: readonly BulkInput[], what: string) {
  const { results } = await step(
    'bulk.execute',
    () => client.bulk.execute(items),
    () => what,
  );
  for (const [index, result] of results.entries()) {
    const type = items[index]?._type ?? '';
    print(`    ${type.padEnd(24)} key ${short(result.idempotencyKey)}   ${became(result)}`);
  }
  return results;
}

function became(result: BulkItemResult): string {
  if (result.status === 'success') return good('success');
  if (result.status === 'error') return `${bad('error')}: ${result.error.code}`;
  return `${styleText('yellow', 'not processed')}: the API stopped before it`;
}

/** The API gets into trouble after it has created the span; later it gives up on an item in the middle of others. */
const trouble: readonly SandboxFault[] = [
  { fault: 'status', status: 503, applied: true, operations: ['createAgentSpan'], times: 1 },
  { fault: 'item', types: ['agent_spans/finish'], times: 1 },
];

async function onSandbox(isToStay: boolean): Promise<void> {
  await using sandbox = await startSandbox({ faults: trouble });
  print(`On a sandbox of the API, ${sandbox.url}, which fails now and then on purpose.`);
  {
    await using client = new PrefactorHttpClient({
      apiUrl: sandbox.url,
      apiToken: sandbox.token,
      initialRetryDelay: 100,
      hooks,
    });
    await runAgent(client);
  }
  heading('What the sandbox has');
  for (const line of recorded(sandbox)) print(`  ${line}`);
  const { applied, replayed } = sandbox.ledger;
  const keys = new Set(applied.map(({ key }) => key));
  print(`\n  ${applied.length} writes were carried out, with ${keys.size} keys: nothing is recorded twice.`);
  print(`  ${replayed.length} came a second time, after the 503, and was recognised by its key.`);
  if (!isToStay) {
    print('\nTo see it on the page of the sandbox, keep that open:  npm run demo -- --open');
    return;
  }
  print(`\nSee it on the page of the sandbox:  ${styleText('underline', sandbox.url)}`);
  print('The sandbox stays up until Ctrl-C.');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve());
  });
}

/** Runs with their spans, as trees. */
function recorded({ instances, spans }: Sandbox): string[] {
  const below = (parent: string | null, indent: string): string[] => {
    const children = spans.filter(({ parent_span_id = null }) => parent_span_id === parent);
    return children.flatMap(({ id, schema_name, status, payload }, index) => {
      const isLast = index === children.length - 1;
      const what = styleText('dim', JSON.stringify(payload));
      return [
        `${indent}${isLast ? '└─' : '├─'} ${schema_name} ${status}  ${what}`,
        ...below(id, `${indent}${isLast ? '   ' : '│  '}`),
      ];
    });
  };
  return instances.flatMap(({ id, status }) => [`run ${short(id)} ${status}`, ...below(null, '')]);
}

async function againstApi(apiUrl: string, isToStay: boolean): Promise<void> {
  print(`Against ${apiUrl}, with the token of PREFACTOR_API_TOKEN.`);
  if (isToStay) print('There is no sandbox to leave open.');
  await using client = new PrefactorHttpClient({ hooks });
  await runAgent(client);
}

try {
  const { values } = parseArgs({ options: { open: { type: 'boolean', default: false } } });
  const { PREFACTOR_API_URL: url, PREFACTOR_API_TOKEN: token } = process.env;
  if (url && token) await againstApi(url, values.open);
  else await onSandbox(values.open);
} catch (error) {
  const what = isPrefactorError(error) ? `${error.operation ?? 'client'}: ${error.message}` : String(error);
  process.stderr.write(`\nThe demo failed. ${what}\n`);
  process.exitCode = 1;
}
