/** What the agent records, and what it does when recording fails: each test against a sandbox of its own. */
import { type HttpClientConfig, PrefactorHttpClient } from 'prefactor-http';
import { type Sandbox, type SandboxFault, type SandboxOptions, startSandbox } from 'prefactor-http/testing';
import { expect, test, vi } from 'vitest';
import { answer, type Means } from './agent.ts';

/** A sandbox, and the agent at work on it. `await using` ends both. */
async function setUp(options: SandboxOptions = {}, config: HttpClientConfig = {}) {
  const sandbox = await startSandbox(options);
  const client = new PrefactorHttpClient({
    apiUrl: sandbox.url,
    apiToken: sandbox.token,
    // Waits between attempts that nobody has to sit through.
    initialRetryDelay: 1,
    ...config,
  });
  const search = vi.fn<Means['search']>(async () => ({ articles: ['Settings → Security'] }));
  const ask = vi.fn<Means['ask']>(async () => ({ response: 'Open the settings.' }));
  const onProblem = vi.fn();
  return {
    sandbox,
    search,
    ask,
    onProblem,
    answer: (question: string) => answer(question, { client, search, ask, onProblem }),
    async [Symbol.asyncDispose]() {
      await client.close();
      await sandbox.close();
    },
  };
}

/** What was recorded, one line for each, children below their parents. */
function tree({ instances, spans }: Sandbox): string[] {
  const below = (parent: string | null, indent: string): string[] =>
    spans
      .filter(({ parent_span_id = null }) => parent_span_id === parent)
      .flatMap(({ id, schema_name, status }) => [
        `${indent}${schema_name} ${status}`,
        ...below(id, `${indent}  `),
      ]);
  return instances.flatMap(({ status }) => [`run ${status}`, ...below(null, '  ')]);
}

const wholeTree = [
  'run complete',
  '  support:task complete',
  '    support:tool complete',
  '    support:llm complete',
];

test('records its run as a tree, with what went in and what came out', async () => {
  await using agent = await setUp();
  expect(await agent.answer('How do I change my password?')).toBe('Open the settings.');

  expect(tree(agent.sandbox)).toEqual(wholeTree);
  expect(agent.sandbox.spans.at(-1)).toMatchObject({
    payload: { prompt: 'Settings → Security\n\nHow do I change my password?' },
    result_payload: { response: 'Open the settings.' },
  });
  // Nothing was sent that the API does not know and would drop in silence.
  expect(agent.sandbox.requests.flatMap(({ dropped }) => dropped)).toEqual([]);
});

test('records what failed, and fails with it', async () => {
  await using agent = await setUp();
  agent.ask.mockRejectedValue(new Error('The model is overloaded.'));
  await expect(agent.answer('Why?')).rejects.toThrow('The model is overloaded.');

  expect(tree(agent.sandbox)).toEqual([
    'run failed',
    '  support:task failed',
    '    support:tool complete',
    '    support:llm failed',
  ]);
});

test.each<[trouble: string, fault: SandboxFault]>([
  ['the API is unavailable twice', { fault: 'status', status: 503, times: 2 }],
  ['an answer is lost after the work was done', { fault: 'reset', applied: true, times: 1 }],
  ['every third answer is cut off', { fault: 'truncate', share: 1 / 3 }],
])('records everything exactly once when %s', async (_, fault) => {
  await using agent = await setUp({ faults: [fault] }, { maxRetries: 10 });
  await agent.answer('How do I change my password?');

  const { ledger, faults } = agent.sandbox;
  expect(faults.struck[0]).toBeGreaterThan(0);
  expect(tree(agent.sandbox)).toEqual(wholeTree);
  expect(ledger.applied).toHaveLength(9);
  for (const { key = '' } of ledger.entries) expect(ledger.timesApplied(key), key).toBe(1);
  expect(agent.onProblem).not.toHaveBeenCalled();
});

test('stops when somebody terminates its run, and asks the model no more', async () => {
  await using agent = await setUp();
  const { sandbox } = agent;
  await using operator = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.accountToken });
  agent.search.mockImplementation(async () => {
    for (const { id } of sandbox.instances) {
      await operator.agentInstances.terminate(id, { reason: 'It answers the wrong customer.' });
    }
    return { articles: [] };
  });
  await expect(agent.answer('How do I change my password?')).rejects.toThrow(
    'It answers the wrong customer.',
  );

  expect(agent.ask).not.toHaveBeenCalled();
  expect(tree(sandbox)).toEqual(['run terminated', '  support:task failed', '    support:tool complete']);
});

test('answers all the same when nothing can be recorded', async () => {
  await using agent = await setUp({}, { maxRetries: 0 });
  await agent.sandbox.close();
  expect(await agent.answer('How do I change my password?')).toBe('Open the settings.');

  expect(agent.onProblem).toHaveBeenCalledOnce();
  expect(agent.onProblem.mock.calls[0]?.[0]).toMatchObject({ code: 'ECONNREFUSED' });
});

test('answers all the same when Prefactor goes down in the middle', async () => {
  await using agent = await setUp({}, { maxRetries: 0 });
  agent.search.mockImplementation(async () => {
    await agent.sandbox.close();
    return { articles: [] };
  });
  expect(await agent.answer('How do I change my password?')).toBe('Open the settings.');
  expect(agent.onProblem).toHaveBeenCalled();
});
