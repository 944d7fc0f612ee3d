/** What the operators of an agent do with its runs: record how good they were, and end them. */
import { describe, expect, test } from 'vitest';
import { type ControlEvent, PrefactorHttpClient } from '../../src/index.ts';
import { refusalOf, setUp, spanOf, startRun, type Test } from './support.ts';

describe('quality values', () => {
  async function reviewedRun(test: Test): Promise<string> {
    const quality = (name: string) => ({ name, schema: { type: 'object' } });
    const { id } = await test.agent.agentInstances.register({
      agent_schema_version: {
        external_identifier: 'schema-1',
        quality_schemas: [quality('review'), quality('tone'), quality('constructor')],
      },
    });
    return id;
  }

  test('are set and removed one name at a time', async () => {
    await using test = await setUp();
    const run = await reviewedRun(test);
    const record = async (name: string, payload: object | null) =>
      (await test.account.agentInstances.recordQuality(run, { name, payload })).quality_payloads;

    expect(await record('review', { score: 4 })).toEqual({ review: { score: 4 } });
    expect(await record('tone', { kind: true })).toEqual({ review: { score: 4 }, tone: { kind: true } });
    expect(await record('review', { score: 5 })).toEqual({ review: { score: 5 }, tone: { kind: true } });
    expect(await record('review', null)).toEqual({ tone: { kind: true } });
    expect(await record('review', null)).toEqual({ tone: { kind: true } });
    const { quality_payloads, quality_summaries } = await test.agent.agentInstances.get(run);
    expect(quality_payloads).toEqual({ tone: { kind: true } });
    expect(Object.keys(quality_summaries ?? {})).toEqual(['tone']);
  });

  test('are recorded in any state of the run, after its end above all', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    await test.agent.agentInstances.finish(run);
    const body = { name: 'review', payload: { score: 4 } };
    expect(await test.account.agentInstances.recordQuality(run, body)).toMatchObject({
      status: 'complete',
      quality_payloads: { review: { score: 4 } },
    });
  });

  test.each(['no_such_name', 'toString', '__proto__'])(
    'of a name that was not registered are refused: %s',
    async (name) => {
      await using test = await setUp();
      const run = await reviewedRun(test);
      const call = test.account.agentInstances.recordQuality(run, { name, payload: { score: 4 } });
      expect(await refusalOf(call)).toMatchObject({ statusCode: 422, errors: { name: expect.anything() } });
      expect(test.sandbox.instances).toMatchObject([{ quality_payloads: {} }]);
    },
  );

  test('may have any registered name', async () => {
    await using test = await setUp();
    const run = await reviewedRun(test);
    const { quality_payloads } = await test.account.agentInstances.recordQuality(run, {
      name: 'constructor',
      payload: { score: 1 },
    });
    expect(Object.entries(quality_payloads ?? {})).toEqual([['constructor', { score: 1 }]]);
  });
});

describe('the control signal', () => {
  const control = { terminate: true, reason: 'Budget used up.' };
  const terminate = (test: Test, run: string) =>
    test.account.agentInstances.terminate(run, { reason: control.reason });

  test('stands in no answer before the run is terminated, nor when it has ended by itself', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { agentSpans, agentInstances } = test.agent;
    const created = await agentSpans.create(spanOf(run)).withResponse();
    expect(created.body).not.toHaveProperty('control');
    await agentInstances.finish(run);
    const finished = await agentSpans.finish(created.data.id).withResponse();
    expect(finished.body).not.toHaveProperty('control');
  });

  test('stands beside every span that is created or finished after that', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { agentSpans } = test.agent;
    const { id } = await agentSpans.create(spanOf(run));
    await terminate(test, run);
    const finished = await agentSpans.finish(id).withResponse();
    expect(finished.body).toMatchObject({ details: { id, status: 'complete' }, control });
    const created = await agentSpans.create(spanOf(run)).withResponse();
    expect(created.body).toMatchObject({ details: { status: 'active' }, control });
    expect(test.sandbox.spans).toHaveLength(2);
  });

  test('is for the run that was terminated alone', async () => {
    await using test = await setUp();
    const [run, other] = [await startRun(test), await startRun(test)];
    await terminate(test, run);
    const { body } = await test.agent.agentSpans.create(spanOf(other)).withResponse();
    expect(body).not.toHaveProperty('control');
  });

  test('stands in no answer to a read', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { id } = await test.agent.agentSpans.create(spanOf(run));
    await terminate(test, run);
    const instance = await test.agent.agentInstances.get(run).withResponse();
    expect(instance.data).toMatchObject({ status: 'terminated', termination_reason: control.reason });
    expect(instance.body).not.toHaveProperty('control');
    const span = await test.account.agentSpans.get(id).withResponse();
    expect(span.body).not.toHaveProperty('control');
  });

  test("reaches the client's hook, from single calls and from bulk", async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { id } = await test.agent.agentSpans.create(spanOf(run));
    await terminate(test, run);
    const signals: ControlEvent[] = [];
    await using client = new PrefactorHttpClient({
      apiUrl: test.sandbox.url,
      apiToken: test.sandbox.token,
      hooks: { onControlSignal: (signal) => void signals.push(signal) },
    });

    await client.agentSpans.create(spanOf(run));
    const { results } = await client.bulk.execute([
      { _type: 'agent_spans/finish', agent_span_id: id },
      { _type: 'agent_spans/create', details: spanOf(run) },
    ]);

    expect(results).toMatchObject([
      { status: 'success', control },
      { status: 'success', control },
    ]);
    expect(signals).toHaveLength(3);
    for (const signal of signals) expect(signal).toMatchObject({ ...control, agentInstanceId: run });
  });

  test('comes at once when bulk terminates the run and goes on', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { results } = await test.account.bulk.execute([
      { _type: 'agent_spans/create', details: spanOf(run) },
      { _type: 'agent_instances/terminate', agent_instance_id: run, reason: control.reason },
      { _type: 'agent_spans/create', details: spanOf(run) },
    ]);
    expect(results.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
    expect(results[0]).not.toHaveProperty('control');
    expect(results[2]).toMatchObject({ control });
  });
});
