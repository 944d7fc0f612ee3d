/** Tokens: who may do what, who sees what, and that nobody sees the tokens. */
import { describe, expect, test } from 'vitest';
import { type OperationId, operations } from '../../src/generated/operations.ts';
import { PrefactorAuthError, PrefactorHttpClient } from '../../src/index.ts';
import { callExample, examples, prepare } from '../contract/sandbox-examples.ts';
import { refusalOf, setUp, spanOf, startRun, type Test } from './support.ts';

const otherAgent = '013xrzp12g3nqk8n3d0e5r1k8m2q6t9v';
const otherEnvironment = '013xrzp12g3nqk8n9y8x7w6v5t4s3r2q';

/** A request that the operation would carry out: the first example of the document. */
async function requestOf({ sandbox }: Test, id: OperationId) {
  const example = examples.find((one) => one.id === id);
  if (example === undefined) throw new Error(`${id} has no example`);
  const made = await prepare(sandbox, id, example.name);
  let sent: Parameters<typeof fetch> | undefined;
  const record: typeof fetch = (...request) => {
    sent = request;
    return Promise.reject(new Error('only recorded'));
  };
  const account = new PrefactorHttpClient({
    apiUrl: sandbox.url,
    apiToken: 'any',
    fetch: record,
    maxRetries: 0,
  });
  await callExample({ agent: account, account }, example, made).catch(() => {});
  await account.close();
  const [url, { method = '', body } = {}] = sent ?? [];
  const { pathname, search } = new URL(String(url));
  return [method, pathname + search, body === undefined ? {} : { body: String(body) }] as const;
}

const all = Object.keys(operations) as OperationId[];

describe.each(all)('%s', (id) => {
  test.each([
    ['no token', null],
    ['a wrong token', 'a-token-of-nobody'],
    ['an empty token', ''],
  ])('is refused with %s: 401', async (_, token) => {
    await using test = await setUp();
    const [method, path, more] = await requestOf(test, id);
    const before = [test.sandbox.instances, test.sandbox.spans];
    const { status, body } = await test.raw(method, path, { ...more, token });
    expect(status).toBe(401);
    expect(body).toMatchObject({ status: 'error', code: 'bad_authtoken', message: expect.any(String) });
    expect([test.sandbox.instances, test.sandbox.spans]).toEqual(before);
  });

  test('is open to the account', async () => {
    await using test = await setUp();
    const [method, path, more] = await requestOf(test, id);
    expect(await test.raw(method, path, more)).toMatchObject({ status: 200, body: { status: 'success' } });
  });

  const forDeployments: OperationId[] = [
    'ping',
    'registerAgentInstance',
    'startAgentInstance',
    'finishAgentInstance',
    'getAgentInstance',
    'createAgentSpan',
    'finishAgentSpan',
    'executeBulk',
  ];
  const expected = forDeployments.includes(id) ? 200 : 401;

  test(`is ${expected === 200 ? 'open' : 'closed'} to a deployment`, async () => {
    await using test = await setUp();
    const [method, path, more] = await requestOf(test, id);
    const before = [test.sandbox.instances, test.sandbox.spans];
    const { status } = await test.raw(method, path, { ...more, token: test.sandbox.token });
    expect(status).toBe(expected);
    if (expected === 401) expect([test.sandbox.instances, test.sandbox.spans]).toEqual(before);
  });
});

test('a token counts only after the word Bearer, in any spelling', async () => {
  await using test = await setUp();
  const { token } = test.sandbox;
  const statusWith = async (authorization: string) =>
    (await test.raw('GET', '/api/v1/ping', { token: null, headers: { authorization } })).status;
  expect(await statusWith(`Bearer ${token}`)).toBe(200);
  expect(await statusWith(`bearer ${token}`)).toBe(200);
  expect(await statusWith(token)).toBe(401);
  expect(await statusWith(`Basic ${token}`)).toBe(401);
  expect(await statusWith(`Bearer ${token}x`)).toBe(401);
});

test('a wrong token reaches the caller of the client as such', async () => {
  await using test = await setUp();
  await using client = test.clientWith('a-token-of-nobody');
  const error = await refusalOf(client.validateToken());
  expect(error).toBeInstanceOf(PrefactorAuthError);
  expect(error).toMatchObject({ statusCode: 401, code: 'bad_authtoken' });
  await test.agent.validateToken();
  await test.account.validateToken();
});

describe('a registration with the token of the account', () => {
  test('names the agent and the environment', async () => {
    await using test = await setUp();
    const { agentId: agent_id, environmentId: environment_id } = test.sandbox;
    const { agentInstances } = test.account;
    expect(await agentInstances.register({ agent_id, environment_id })).toMatchObject({
      agent_id,
      environment_id,
    });
    for (const [body, missing] of [
      [{ agent_id }, ['environment_id']],
      [{ environment_id, agent_id: null }, ['agent_id']],
      [{}, ['agent_id', 'environment_id']],
    ] as const) {
      const error = await refusalOf(agentInstances.register(body));
      expect(error).toMatchObject({ statusCode: 422, code: 'validation_errors' });
      expect(Object.keys((error as unknown as { errors: object }).errors)).toEqual(missing);
    }
    expect(test.sandbox.instances).toHaveLength(1);
  });

  test('is 404 for an agent or an environment that nobody knows', async () => {
    await using test = await setUp();
    const { agentId: agent_id, environmentId: environment_id } = test.sandbox;
    for (const body of [
      { agent_id: otherAgent, environment_id },
      { agent_id, environment_id: otherEnvironment },
    ]) {
      expect(await refusalOf(test.account.agentInstances.register(body))).toMatchObject({
        statusCode: 404,
        code: 'not_found',
      });
    }
    expect(test.sandbox.instances).toEqual([]);
  });

  test('knows an agent and an environment that a token was made for', async () => {
    await using test = await setUp();
    test.sandbox.createToken({ agent_id: otherAgent, environment_id: otherEnvironment });
    const body = { agent_id: otherAgent, environment_id: otherEnvironment };
    expect(await test.account.agentInstances.register(body)).toMatchObject(body);
  });
});

describe('a token that was made', () => {
  test('is one of its own, of the deployment that it names', async () => {
    await using test = await setUp();
    const { sandbox } = test;
    const tokens = [
      sandbox.createToken(),
      sandbox.createToken({ agent_id: otherAgent }),
      sandbox.createToken({ environment_id: otherEnvironment }),
      sandbox.createToken({ agent_id: otherAgent, environment_id: otherEnvironment }),
    ];
    expect(new Set([...tokens, sandbox.token, sandbox.accountToken]).size).toBe(6);
    const deployments: unknown[] = [];
    for (const token of tokens) {
      await using client = test.clientWith(token);
      const { agent_id, environment_id, agent_deployment_id } = await client.agentInstances.register({});
      deployments.push({ agent_id, environment_id });
      expect(agent_deployment_id).toMatch(/^.{32}$/);
    }
    const { agentId: agent_id, environmentId: environment_id } = sandbox;
    expect(deployments).toEqual([
      { agent_id, environment_id },
      { agent_id: otherAgent, environment_id },
      { agent_id, environment_id: otherEnvironment },
      { agent_id: otherAgent, environment_id: otherEnvironment },
    ]);
    expect(new Set(sandbox.instances.map((one) => one.agent_deployment_id)).size).toBe(4);
  });

  test('outlives a reset', async () => {
    await using test = await setUp();
    await using other = test.clientWith(test.sandbox.createToken({ agent_id: otherAgent }));
    test.sandbox.reset();
    expect(await other.agentInstances.register({})).toMatchObject({ agent_id: otherAgent });
  });

  test.each([
    ['another agent', { agent_id: otherAgent }],
    ['another environment', { environment_id: otherEnvironment }],
  ])('of %s sees only its own runs', async (_, deployment) => {
    await using test = await setUp();
    await using other = test.clientWith(test.sandbox.createToken(deployment));
    const foreign = await startRun(test);
    const { id: foreignSpan } = await test.agent.agentSpans.create(spanOf(foreign));
    const before = [test.sandbox.instances, test.sandbox.spans];
    for (const call of [
      other.agentInstances.start(foreign),
      other.agentInstances.finish(foreign),
      other.agentInstances.get(foreign),
      other.agentSpans.create(spanOf(foreign)),
      other.agentSpans.finish(foreignSpan),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ statusCode: 404, code: 'not_found' });
    }
    const { results } = await other.bulk.execute([
      { _type: 'agent_spans/finish', agent_span_id: foreignSpan },
    ]);
    expect(results).toMatchObject([{ status: 'error', error: { code: 'not_found' } }]);
    expect([test.sandbox.instances, test.sandbox.spans]).toEqual(before);

    const own = await startRun({ agent: other });
    const { id } = await other.agentSpans.create(spanOf(own));
    expect(await other.agentSpans.finish(id)).toMatchObject({ status: 'complete' });
    // The account sees them all.
    expect(await test.account.agentInstances.get(own)).toMatchObject({ id: own });
    expect(await test.account.agentInstances.get(foreign)).toMatchObject({ id: foreign });
  });

  test('of the same deployment sees the same runs', async () => {
    await using test = await setUp();
    await using other = test.clientWith(test.sandbox.createToken());
    const run = await startRun(test);
    expect(await other.agentInstances.finish(run)).toMatchObject({ status: 'complete' });
  });
});

test('no token is in what the sandbox tells of its requests, of itself, or of what is recorded', async () => {
  await using test = await setUp();
  const { sandbox } = test;
  const made = sandbox.createToken({ agent_id: otherAgent });
  const tokens = [sandbox.token, sandbox.accountToken, made, 'a-real-token-by-mistake'];
  const events = await fetch(`${sandbox.url}/events`);
  for (const apiToken of tokens) {
    await using client = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken, maxRetries: 0 });
    await client.validateToken().catch(() => {});
    await client.agentInstances
      .register({ agent_id: sandbox.agentId, environment_id: sandbox.environmentId })
      .catch(() => {});
    await client.bulk.execute([{ _type: 'agent_spans/show', agent_span_id: otherAgent }]).catch(() => {});
  }
  const page = await (await fetch(sandbox.url)).text();
  await sandbox.close();
  let eventText = '';
  try {
    for await (const chunk of events.body ?? []) eventText += new TextDecoder().decode(chunk);
  } catch {
    // The stream is cut off by the end of the sandbox.
  }

  expect(sandbox.requests).toHaveLength(12);
  for (const { headers } of sandbox.requests) expect(headers['authorization']).toBeDefined();
  expect(page).toContain('<html');
  expect(eventText).toContain('event: instance');
  const told = [
    JSON.stringify(sandbox.requests),
    JSON.stringify(sandbox.ledger.entries),
    JSON.stringify([sandbox.instances, sandbox.spans]),
    page,
    eventText,
  ].join('\n');
  for (const token of tokens) expect(told).not.toContain(token);
});
