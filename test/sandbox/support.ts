/** What the suites about the sandbox share: one with its clients, a run in it, and requests that no client would send. */
import { PrefactorApiError, PrefactorHttpClient } from '../../src/index.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/testing/index.ts';
import type { Clock } from '../../src/wrapper/clock.ts';
import { failureOf } from '../support/client.ts';
import { hastyClock } from '../support/clock.ts';
import { newSpan } from '../support/fixtures.ts';

/** A sandbox, a client with each of its tokens, and raw requests. `await using` ends them all. */
export async function setUp(options: SandboxOptions = {}, clock?: Clock) {
  const sandbox = await (clock === undefined ? startSandbox(options) : startSandbox(options, clock));
  /** Clients that say at once what they were answered. */
  const clientWith = (apiToken: string) =>
    new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken, maxRetries: 0 });
  const [agent, account] = [clientWith(sandbox.token), clientWith(sandbox.accountToken)];
  return {
    sandbox,
    /** With the token of the deployment. */
    agent,
    /** With the token of the account. */
    account,
    clientWith,
    /** A client that retries, without waiting in between; with the token of the account. */
    retrying: () =>
      new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.accountToken }, hastyClock(30_000)),
    raw: rawRequests(sandbox),
    async [Symbol.asyncDispose]() {
      await sandbox.close();
      await Promise.all([agent.close(), account.close()]);
    },
  };
}
export type Test = Awaited<ReturnType<typeof setUp>>;

/** What a request is answered that may be as wrong as a test wants it. */
interface RawAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

function rawRequests({ url, accountToken }: Sandbox) {
  return async (
    method: string,
    path: string,
    { body, token = accountToken, headers = {} }: RawOptions = {},
  ): Promise<RawAnswer> => {
    const answer = await fetch(url + path, {
      method,
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Record<string, unknown>,
    };
  };
}

interface RawOptions {
  /** Text is sent as it is, anything else as JSON. */
  body?: unknown;
  /** `null` for none. Default: that of the account. */
  token?: string | null;
  headers?: Record<string, string>;
}

/** A run that has begun. */
export async function startRun({ agent }: Pick<Test, 'agent'>): Promise<string> {
  const { id } = await agent.agentInstances.register({
    agent_version: { external_identifier: 'v1' },
    agent_schema_version: {
      external_identifier: 'schema-1',
      span_type_schemas: [{ name: 'agent:llm', params_schema: { type: 'object' }, title: 'Model call' }],
      quality_schemas: [{ name: 'review', schema: { type: 'object' } }],
    },
  });
  await agent.agentInstances.start(id);
  return id;
}

/** The fields of a span in progress. */
export const spanOf = (agent_instance_id: string) => ({ ...newSpan, agent_instance_id }) as const;

/** What a call was refused with; throws when it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<PrefactorApiError> {
  const error = await failureOf(call);
  if (error instanceof PrefactorApiError) return error;
  throw error;
}
