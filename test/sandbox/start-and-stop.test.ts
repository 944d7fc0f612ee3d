/** From the start of a sandbox to its end: what it shows, what it forgets, and that it ends whatever is under way. */
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { PrefactorConnectionError } from '../../src/index.ts';
import { startSandbox } from '../../src/testing/index.ts';
import { endOf, until } from '../support/client.ts';
import { manualClock } from '../support/clock.ts';
import { setUp, spanOf, startRun } from './support.ts';

describe('a sandbox', () => {
  test('is one of many, each with its own records', async () => {
    await using one = await setUp();
    await using other = await setUp();
    await startRun(one);
    expect(one.sandbox.url).not.toBe(other.sandbox.url);
    expect(one.sandbox.instances).toHaveLength(1);
    expect(other.sandbox.instances).toEqual([]);
    expect(other.sandbox.requests).toEqual([]);
  });

  test('takes its times from one clock', async () => {
    const clock = manualClock();
    await using test = await setUp({}, clock);
    const created = await test.agent.agentInstances.register({});
    clock.advance(1_500);
    const started = await test.agent.agentInstances.start(created.id);
    const elapsed = (to: string | null | undefined) => Date.parse(to ?? '') - Date.parse(created.inserted_at);
    expect(elapsed(started.started_at)).toBe(1_500);
    expect(elapsed(started.updated_at)).toBe(1_500);
    expect(started.inserted_at).toBe(created.inserted_at);
    clock.advance(1_500);
    const span = await test.agent.agentSpans.create(spanOf(created.id));
    expect(elapsed(span.started_at)).toBe(3_000);
    clock.advance(1_500);
    const finished = await test.agent.agentSpans.finish(span.id);
    expect(elapsed(finished.finished_at)).toBe(4_500);
    const { last_activity_span_at } = await test.agent.agentInstances.get(created.id);
    expect(elapsed(last_activity_span_at)).toBe(3_000);
  });

  test('takes many requests at once', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    await Promise.all(Array.from({ length: 100 }, () => test.agent.agentSpans.create(spanOf(run))));
    expect(new Set(test.sandbox.spans.map(({ id }) => id)).size).toBe(100);
    expect(test.sandbox.requests).toHaveLength(102);
  });

  test('outlives whoever goes away in the middle of a request', async () => {
    await using test = await setUp();
    const { port } = new URL(test.sandbox.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /api/v1/bulk HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{"items":');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.destroy();
    await test.agent.validateToken();
    expect(test.sandbox.ledger.entries).toEqual([]);
  });
});

describe('what a sandbox shows of its instances and spans', () => {
  test('is a copy that a test can change without harm', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    await test.agent.agentSpans.create({ ...spanOf(run), payload: { deep: { list: [1] } } });
    const { instances, spans } = test.sandbox;
    const [before] = [structuredClone([instances, spans])];

    Object.assign(instances[0] ?? {}, { status: 'failed', quality_payloads: { review: {} } });
    Object.assign(instances[0]?.span_counts ?? {}, { total: 99 });
    for (const { payload } of spans) (payload['deep'] as { list: number[] }).list.push(2);
    (instances as unknown[]).length = 0;

    expect([test.sandbox.instances, test.sandbox.spans]).toEqual(before);
    expect(await test.agent.agentInstances.get(run)).toMatchObject({
      status: 'active',
      span_counts: { total: 1 },
    });
  });

  test('is a snapshot that changes no more', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { instances, spans } = test.sandbox;
    await test.agent.agentSpans.create(spanOf(run));
    await test.agent.agentInstances.finish(run);
    expect(instances).toMatchObject([{ status: 'active', span_counts: { total: 0 } }]);
    expect(spans).toEqual([]);
    expect(test.sandbox.instances).toMatchObject([{ status: 'complete', span_counts: { total: 1 } }]);
  });

  test('is in the order in which they came', async () => {
    await using test = await setUp();
    const runs = [await startRun(test), await startRun(test), await startRun(test)];
    expect(test.sandbox.instances.map(({ id }) => id)).toEqual(runs);
  });
});

describe('a reset', () => {
  test('forgets everything that was recorded', async () => {
    await using test = await setUp();
    const { sandbox } = test;
    const register = () =>
      test.agent.agentInstances
        .register({ external_identifier: 'ticket-1', agent_version: { external_identifier: 'v1' } })
        .withResponse();
    const first = await register();
    await test.agent.agentSpans.create(spanOf(first.data.id));
    sandbox.reset();
    expect(sandbox.instances).toEqual([]);
    expect(sandbox.spans).toEqual([]);
    expect(sandbox.requests).toEqual([]);
    expect(sandbox.ledger.entries).toEqual([]);
    expect(sandbox.ledger.applied).toEqual([]);

    const second = await register();
    expect(second.body.agent_version).toMatchObject({ external_identifier_repeats: 1 });
    expect(second.body.agent_version?.id).not.toBe(first.body.agent_version?.id);
    expect(second.data.agent_deployment_id).toBe(first.data.agent_deployment_id);
    expect(sandbox.requests).toHaveLength(1);
    expect(sandbox.ledger.entries).toMatchObject([{ request: 0, id: second.data.id }]);
  });

  test('cuts off what a fault still delays, which is never carried out', async () => {
    const clock = manualClock();
    await using test = await setUp({ faults: [{ fault: 'latency', delay: 500 }] }, clock);
    const calls = [1, 2].map(() => endOf(test.agent.agentInstances.register({})));
    await until(() => expect(clock.pending).toEqual([500, 500]));
    test.sandbox.reset();
    test.sandbox.reset();
    for (const call of calls) expect(await call).toBeInstanceOf(PrefactorConnectionError);
    await until(() => expect(clock.pending).toEqual([]));
    clock.advance(500);
    const { instances, ledger, requests, faults } = test.sandbox;
    expect([instances, ledger.entries, requests]).toEqual([[], [], []]);
    expect(faults.struck).toEqual([0]);
  });

  test('comes between the requests of others, each of which is carried out before it or after it', async () => {
    await using test = await setUp();
    const { sandbox } = test;
    const calls = Array.from({ length: 60 }, async (_, number) => {
      if (number % 20 === 19) sandbox.reset();
      return await test.agent.agentInstances.register({});
    });
    await Promise.all(calls);
    sandbox.reset();
    await test.agent.agentInstances.register({});
    expect([sandbox.instances.length, sandbox.requests.length]).toEqual([1, 1]);
    expect(sandbox.ledger.entries).toMatchObject([{ request: 0, outcome: 'applied' }]);
  });

  test('leaves the address and the tokens as they are', async () => {
    await using test = await setUp();
    const { url, token, accountToken, agentId, environmentId } = test.sandbox;
    test.sandbox.reset();
    expect(test.sandbox).toMatchObject({ url, token, accountToken, agentId, environmentId });
    await test.agent.validateToken();
    await test.account.validateToken();
  });
});

describe('the end of a sandbox', () => {
  const listens = async (url: string): Promise<boolean> =>
    await fetch(url).then(
      () => true,
      () => false,
    );

  test('is the end of its server, once and for all', async () => {
    const sandbox = await startSandbox();
    expect(await listens(sandbox.url)).toBe(true);
    await Promise.all([sandbox.close(), sandbox.close()]);
    expect(await listens(sandbox.url)).toBe(false);
    await sandbox.close();
  });

  test('comes with the end of the block for `await using`', async () => {
    let url: string;
    {
      await using sandbox = await startSandbox();
      url = sandbox.url;
      expect(await listens(url)).toBe(true);
    }
    expect(await listens(url)).toBe(false);
  });

  test('leaves what was recorded to look at', async () => {
    await using test = await setUp();
    await startRun(test);
    await test.sandbox.close();
    expect(test.sandbox.instances).toHaveLength(1);
    expect(test.sandbox.ledger.applied).toHaveLength(2);
    expect(test.sandbox.requests).toHaveLength(2);
  });

  test.each(['hang', 'stall', 'drip'] as const)(
    'does not wait for an answer under the fault "%s"',
    async (fault) => {
      const clock = manualClock();
      await using test = await setUp({ faults: [{ fault }] }, clock);
      const call = endOf(test.agent.agentInstances.register({}));
      await until(() => expect(test.sandbox.requests).toHaveLength(1));
      await test.sandbox.close();
      expect(await call).toBeInstanceOf(PrefactorConnectionError);
      await until(() => expect(clock.pending).toEqual([]));
    },
  );

  test('does not wait for a delay, after which nothing is done', async () => {
    const clock = manualClock();
    await using test = await setUp({ faults: [{ fault: 'latency', delay: 500 }] }, clock);
    const call = endOf(test.agent.agentInstances.register({}));
    await until(() => expect(clock.pending).toEqual([500]));
    await test.sandbox.close();
    expect(await call).toBeInstanceOf(PrefactorConnectionError);
    await until(() => expect(clock.pending).toEqual([]));
    clock.advance(500);
    expect(test.sandbox.instances).toEqual([]);
  });

  test('ends the streams of events', async () => {
    const sandbox = await startSandbox();
    const events = await fetch(`${sandbox.url}/events`);
    const reader = events.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain('event: snapshot');
    const rest = reader?.read().then(
      ({ done }) => done,
      () => true,
    );
    await sandbox.close();
    expect(await rest).toBe(true);
  });

  test('leaves nothing behind that would keep a process alive', async () => {
    const kinds = () => process.getActiveResourcesInfo().filter((kind) => /TCPServer/.test(kind)).length;
    const before = kinds();
    const sandbox = await startSandbox();
    expect(kinds()).toBe(before + 1);
    await sandbox.close();
    await until(() => expect(kinds()).toBe(before));
  });
});
