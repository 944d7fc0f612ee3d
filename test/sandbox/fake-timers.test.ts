/** A sandbox in a process whose timers and dates a test has replaced: it stays the server that it stands for. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setUp } from './support.ts';

const date = '2031-07-01T00:00:00.000Z';

beforeEach(() => void vi.useFakeTimers({ now: new Date(date) }));
afterEach(() => void vi.useRealTimers());

/** What a request is answered that takes as long as it takes. */
const statusOf = (url: string) => fetch(`${url}/api/v1/ping`).then(({ status }) => status);

describe('under the fake timers of a test', () => {
  test('a delay delays, and ends', async () => {
    await using test = await setUp({ faults: [{ fault: 'latency', delay: 20 }] });
    expect(await statusOf(test.sandbox.url)).toBe(401);
    expect(test.sandbox.requests).toMatchObject([{ fault: 'latency', statusCode: 401 }]);
  });

  test('a fault begins and ends at its time', async () => {
    await using test = await setUp({ faults: [{ fault: 'status', status: 503, from: 20, until: 60_000 }] });
    let status: number;
    do status = await statusOf(test.sandbox.url);
    while (status === 401);
    expect(status).toBe(503);
  });

  test('an answer that drips comes to its end', async () => {
    await using test = await setUp({ faults: [{ fault: 'drip', interval: 1 }] });
    const answer = await fetch(`${test.sandbox.url}/api/v1/ping`);
    expect(await answer.json()).toMatchObject({ status: 'error' });
  });

  test('a key is forgotten in time', async () => {
    await using test = await setUp({ idempotency: { ttl: 20 } });
    const { url, token, ledger } = test.sandbox;
    const register = () =>
      fetch(`${url}/api/v1/agent_instance/register`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'the-key' },
        body: '{}',
      });
    do await register();
    while (ledger.timesApplied('the-key') < 2);
  });

  test('what is recorded has the date of the process, and ids go on sorting by time', async () => {
    await using test = await setUp();
    const [first, second] = [
      await test.agent.agentInstances.register({}),
      await test.agent.agentInstances.register({}),
    ];
    expect([first.inserted_at, second.inserted_at]).toEqual([date, date]);
    expect(second.id > first.id).toBe(true);
    vi.setSystemTime('2031-07-02T00:00:00.000Z');
    const { started_at } = await test.agent.agentInstances.start(first.id);
    expect(started_at).toBe('2031-07-02T00:00:00.000Z');
  });

  test('it does not matter which was there first', async () => {
    vi.resetModules();
    const { startSandbox } = await import('../../src/testing/index.ts');
    await using sandbox = await startSandbox({ faults: [{ fault: 'latency', delay: 20 }] });
    expect(await statusOf(sandbox.url)).toBe(401);
  });
});
