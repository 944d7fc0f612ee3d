/**
 * One run of an agent against the real API, and every call that only reads, one line for each.
 *
 *     PREFACTOR_API_URL=… PREFACTOR_API_TOKEN=… npm run test:live
 *
 * Never part of `npm test`: it leaves a finished run, of purpose `smoke_test`, behind. A token of an agent deployment
 * is best, because the API then knows the agent and the environment; with an account token say which, in
 * PREFACTOR_AGENT_ID and PREFACTOR_ENVIRONMENT_ID. What a token may not read is reported, and no failure.
 */
import { isPrefactorError, PrefactorAuthError, PrefactorHttpClient, VERSION } from 'prefactor-http';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

let calls = 0;
let failures = 0;

/** Makes one call and prints what came of it. */
async function step<T>(
  name: string,
  call: () => Promise<T>,
  show: (result: T) => string,
  { mayBeRefused = false } = {},
): Promise<T | undefined> {
  const begun = performance.now();
  const line = (verdict: string, what: string): void => {
    const took = `${Math.round(performance.now() - begun)} ms`;
    print(`${verdict.padEnd(7)}${name.padEnd(30)}${took.padStart(9)}   ${what}`);
  };
  calls += 1;
  try {
    const result = await call();
    line('ok', show(result));
    return result;
  } catch (error) {
    if (mayBeRefused && error instanceof PrefactorAuthError) {
      line('-', `not allowed for this token (${error.statusCode} ${error.code})`);
    } else {
      failures += 1;
      line('FAILED', describe(error));
    }
    return undefined;
  }
}

/** An error in one line, with what support asks for. */
function describe(error: unknown): string {
  if (!isPrefactorError(error)) return String(error);
  const requestId = 'requestId' in error && error.requestId ? `, request ${error.requestId}` : '';
  return `${error.name}: ${error.message.replaceAll(/\s+/g, ' ')}${requestId}`;
}

const idOf = ({ id }: { id: string }): string => id;
const idAndStatusOf = ({ id, status }: { id: string; status: string }): string => `${id} is ${status}`;

/** The ids of a run, as far as it came. */
interface Run {
  agentId: string;
  instanceId: string;
  spanId: string | undefined;
}

/** Registers, starts, records a span within a span, and finishes them all, even when something in between fails. */
async function live({ agentInstances, agentSpans }: PrefactorHttpClient): Promise<Run | undefined> {
  const { PREFACTOR_AGENT_ID, PREFACTOR_ENVIRONMENT_ID } = process.env;
  const instance = await step(
    'agentInstances.register',
    () =>
      agentInstances.register({
        ...(PREFACTOR_AGENT_ID && { agent_id: PREFACTOR_AGENT_ID }),
        ...(PREFACTOR_ENVIRONMENT_ID && { environment_id: PREFACTOR_ENVIRONMENT_ID }),
        agent_version: { external_identifier: `live-test-${VERSION}`, name: 'Live test of prefactor-http' },
        agent_schema_version: {
          external_identifier: 'live-test-1',
          span_type_schemas: [
            { name: 'live-test:task', params_schema: { type: 'object' } },
            {
              name: 'live-test:llm',
              params_schema: { type: 'object' },
              result_schema: { type: 'object' },
            },
          ],
        },
        purpose: 'smoke_test',
      }),
    idAndStatusOf,
  );
  if (instance === undefined) return undefined;
  const { id: instanceId, agent_id: agentId } = instance;

  await step('agentInstances.start', () => agentInstances.start(instanceId), idAndStatusOf);
  const span = { agent_instance_id: instanceId, status: 'active' } as const;
  const parent = await step(
    'agentSpans.create (parent)',
    () =>
      agentSpans.create({ ...span, schema_name: 'live-test:task', payload: { question: 'Is it alive?' } }),
    idAndStatusOf,
  );
  const child =
    parent &&
    (await step(
      'agentSpans.create (child)',
      () =>
        agentSpans.create({
          ...span,
          parent_span_id: parent.id,
          schema_name: 'live-test:llm',
          payload: { model: 'none', prompt: 'Is it alive?' },
          started_at: new Date(),
        }),
      idAndStatusOf,
    ));
  if (child) {
    const body = { status: 'complete', result_payload: { response: 'It is.' } } as const;
    await step('agentSpans.finish (child)', () => agentSpans.finish(child.id, body), idAndStatusOf);
  }
  if (parent) {
    await step('agentSpans.finish (parent)', () => agentSpans.finish(parent.id), idAndStatusOf);
  }
  const status = failures === 0 ? 'complete' : 'failed';
  await step('agentInstances.finish', () => agentInstances.finish(instanceId, { status }), idAndStatusOf);
  return { agentId, instanceId, spanId: child?.id };
}

/** Reads everything there is to read of a run. */
async function readBack(
  { agentInstances, agentSpans }: PrefactorHttpClient,
  { agentId, instanceId, spanId }: Run,
): Promise<void> {
  const reading = { mayBeRefused: true };
  const page = { pagination: { page_size: 10 } };
  const countOf = ({ items }: { items: readonly unknown[] }): string => `${items.length} on the first page`;
  await step('agentInstances.get', () => agentInstances.get(instanceId), idAndStatusOf, reading);
  await step(
    'agentInstances.show',
    () => agentInstances.show({ agent_instance_id: instanceId }),
    idAndStatusOf,
    reading,
  );
  await step(
    'agentInstances.list',
    () => agentInstances.list({ agent_id: agentId, ...page }),
    countOf,
    reading,
  );
  await step(
    'agentInstances.agentContext',
    () => agentInstances.agentContext(instanceId),
    ({ span_count }) => (span_count === undefined ? 'no count of spans' : `${span_count} spans`),
    reading,
  );
  await step(
    'agentSpans.list',
    () => agentSpans.list({ agent_instance_id: instanceId, ...page }),
    countOf,
    reading,
  );
  if (spanId !== undefined) await step('agentSpans.get', () => agentSpans.get(spanId), idOf, reading);
}

const missing = ['PREFACTOR_API_URL', 'PREFACTOR_API_TOKEN'].filter((name) => !process.env[name]);
if (missing.length > 0) {
  print(
    `Skipped: the live test needs PREFACTOR_API_URL and PREFACTOR_API_TOKEN; not set: ${missing.join(', ')}.`,
  );
} else {
  try {
    await using client = new PrefactorHttpClient({ totalTimeout: 60_000 });
    await step(
      'validateToken',
      () => client.validateToken(),
      () => 'the token is good',
    );
    // Without a good token every other call would fail for the same reason.
    const run = failures === 0 ? await live(client) : undefined;
    if (run) await readBack(client, run);
    print(`\n${calls} calls, ${failures === 0 ? 'none failed' : `${failures} failed`}.`);
  } catch (error) {
    failures += 1;
    print(`FAILED ${describe(error)}`);
  }
  if (failures > 0) process.exitCode = 1;
}
