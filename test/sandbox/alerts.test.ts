/** Alerts: raised and cleared by name, found by what they say and when they were raised. */
import { describe, expect, test } from 'vitest';
import { PrefactorConflictError, PrefactorNotFoundError } from '../../src/index.ts';
import { refusalOf, setUp, startRun } from './support.ts';

const nowhere = '013xrzp12g3nqk8n0000000000000000';

/** A sandbox with a run, and the alerts of it. */
async function setUpRun() {
  const test = await setUp();
  const agent_instance_id = await startRun(test);
  const { alerts } = test.account;
  const raise = (name: string, more: object = {}) =>
    alerts.raise({ agent_instance_id, name, severity: 'warning', payload: { spent: 12 }, ...more });
  const clear = (name: string, more: object = {}) => alerts.clear({ agent_instance_id, name, ...more });
  return { ...test, agent_instance_id, alerts, raise, clear };
}

describe('an alert', () => {
  test('is raised with what is given, for the run that it is about', async () => {
    await using test = await setUpRun();
    const raised = await test.raise('budget');
    expect(raised).toMatchObject({
      type: 'alert',
      agent_instance_id: test.agent_instance_id,
      agent_id: test.sandbox.agentId,
      environment_id: test.sandbox.environmentId,
      name: 'budget',
      severity: 'warning',
      status: 'raised',
      payload: { spent: 12 },
      payload_sensitive_encoding: false,
      version: 1,
      cleared_at: null,
    });
    expect(raised.raised_at).toBe(raised.inserted_at);
    expect(await test.alerts.get(raised.id)).toEqual(raised);
    const early = await test.raise('early', { raised_at: new Date('2026-03-02T09:30:00Z') });
    expect(early.raised_at).toBe('2026-03-02T09:30:00.000Z');
  });

  test('is cleared by its name, and keeps what is not given', async () => {
    await using test = await setUpRun();
    const { id, raised_at } = await test.raise('budget');
    const cleared = await test.clear('budget', { cleared_at: '2026-03-02T09:30:08Z' });
    expect(cleared).toMatchObject({
      id,
      raised_at,
      status: 'cleared',
      severity: 'warning',
      payload: { spent: 12 },
      cleared_at: '2026-03-02T09:30:08Z',
      version: 2,
    });
    await test.raise('tool');
    expect(await test.clear('tool', { severity: 'info', payload: { works: true } })).toMatchObject({
      severity: 'info',
      payload: { works: true },
      cleared_at: expect.any(String),
    });
  });

  test('is the same one when it is raised again, with what is said last', async () => {
    await using test = await setUpRun();
    const first = await test.raise('budget', { raised_at: '2026-03-02T09:30:00Z' });
    const second = await test.raise('budget', { severity: 'critical', payload: { spent: 99 } });
    expect(second).toMatchObject({
      id: first.id,
      severity: 'critical',
      payload: { spent: 99 },
      raised_at: '2026-03-02T09:30:00Z',
      version: 2,
    });
    await test.clear('budget');
    const third = await test.raise('budget', { raised_at: '2026-03-02T10:30:00Z' });
    expect(third).toMatchObject({
      id: first.id,
      status: 'raised',
      raised_at: '2026-03-02T10:30:00Z',
      cleared_at: null,
      version: 4,
    });
    expect((await test.alerts.list()).items).toHaveLength(1);
  });

  test('of another name or of another run is another', async () => {
    await using test = await setUpRun();
    const other = await startRun(test);
    const ids = [
      (await test.raise('budget')).id,
      (await test.raise('tool')).id,
      (await test.raise('budget', { agent_instance_id: other })).id,
    ];
    expect(new Set(ids).size).toBe(3);
    await test.clear('budget');
    expect((await test.alerts.list({ status: 'raised' })).items.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  test('is raised and cleared whatever the state of the run', async () => {
    await using test = await setUpRun();
    await test.account.agentInstances.terminate(test.agent_instance_id, { reason: 'Enough.' });
    await test.raise('budget');
    expect(await test.clear('budget')).toMatchObject({ status: 'cleared' });
  });

  test('is forgotten with a reset', async () => {
    await using test = await setUpRun();
    await test.raise('budget');
    test.sandbox.reset();
    expect(await test.alerts.count()).toBe(0);
  });
});

describe('refused is', () => {
  test('to clear what was never raised: 404, alert_unknown', async () => {
    await using test = await setUpRun();
    await test.raise('budget');
    const error = await refusalOf(test.clear('Budget'));
    expect(error).toBeInstanceOf(PrefactorNotFoundError);
    expect(error).toMatchObject({ statusCode: 404, code: 'alert_unknown' });
  });

  test('to clear what is cleared: 409, alert_already_cleared', async () => {
    await using test = await setUpRun();
    const { id } = await test.raise('budget');
    const cleared = await test.clear('budget');
    const error = await refusalOf(test.clear('budget', { severity: 'critical' }));
    expect(error).toBeInstanceOf(PrefactorConflictError);
    expect(error).toMatchObject({ statusCode: 409, code: 'alert_already_cleared' });
    expect(await test.alerts.get(id)).toEqual(cleared);
  });

  test('an alert or a run that is not there: 404, not_found', async () => {
    await using test = await setUpRun();
    for (const call of [
      test.raise('budget', { agent_instance_id: nowhere }),
      test.clear('budget', { agent_instance_id: nowhere }),
      test.alerts.get(nowhere),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ statusCode: 404, code: 'not_found' });
    }
  });

  test('a severity that there is not: 422', async () => {
    await using test = await setUpRun();
    const { agent_instance_id } = test;
    const { status, body } = await test.raw('POST', '/api/v1/alerts/raise', {
      body: { agent_instance_id, name: 'budget', severity: 'fatal', payload: {} },
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: { severity: expect.anything() } });
  });
});

describe('when the answer is lost', () => {
  const lose = (operation: 'raiseAlert' | 'clearAlert') =>
    [{ fault: 'reset', applied: true, operations: [operation], times: 1 }] as const;

  test('an alert is not raised twice by itself, but once with a key of the caller', async () => {
    await using test = await setUpRun();
    test.sandbox.faults.set(lose('raiseAlert'));
    const { agent_instance_id } = test;
    await using client = test.retrying();
    const { alerts } = client;
    const alert = { agent_instance_id, name: 'budget', severity: 'error', payload: {} } as const;
    await expect(alerts.raise(alert)).rejects.toMatchObject({ attempts: 1 });
    expect((await alerts.list()).items).toMatchObject([{ status: 'raised', version: 1 }]);

    test.sandbox.faults.set(lose('raiseAlert'));
    const { attempts, data } = await alerts
      .raise({ ...alert, name: 'tool' }, { idempotencyKey: 'raise-tool' })
      .withResponse();
    expect([attempts, data.version]).toEqual([2, 1]);
    expect(test.sandbox.ledger.timesApplied('raise-tool')).toBe(1);
  });

  test('an alert is cleared in the next attempt; without keys, that one says it was perhaps its own doing', async () => {
    await using test = await setUpRun();
    await test.raise('budget');
    test.sandbox.faults.set(lose('clearAlert'));
    const clear = { agent_instance_id: test.agent_instance_id, name: 'budget' };
    await using client = test.retrying();
    const { attempts, data } = await client.alerts.clear(clear).withResponse();
    expect([attempts, data.status]).toEqual([2, 'cleared']);

    await using keyless = await setUp({ idempotency: 'none' });
    const agent_instance_id = await startRun(keyless);
    await using keylessClient = keyless.retrying();
    const { alerts } = keylessClient;
    await alerts.raise({ agent_instance_id, name: 'budget', severity: 'info', payload: {} });
    keyless.sandbox.faults.set(lose('clearAlert'));
    const error = await refusalOf(alerts.clear({ agent_instance_id, name: 'budget' }));
    expect(error).toMatchObject({ code: 'alert_already_cleared', possiblyApplied: true, attempts: 2 });
  });
});

test('sensitive values are redacted, if the payload may have them', async () => {
  await using test = await setUpRun();
  const secret = { $sensitive: 'string', value: 'someone@example.com' };
  const hidden = await test.raise('hidden', { payload: { secret }, payload_sensitive_encoding: true });
  expect(hidden.payload).toEqual({ secret: { ...secret, value: null, redacted: true } });
  const plain = await test.raise('plain', { payload: { secret } });
  expect(plain.payload).toEqual({ secret });
});

describe('alerts are found', () => {
  test('by run, agent, environment, name, status and severity', async () => {
    await using test = await setUpRun();
    await using elsewhere = test.clientWith(
      test.sandbox.createToken({ agent_id: nowhere, environment_id: nowhere }),
    );
    const foreign = await startRun({ agent: elsewhere });
    await test.raise('A');
    await test.raise('B', { severity: 'critical' });
    await test.raise('C', { agent_instance_id: foreign });
    await test.clear('A');
    const names = async (query: object) => (await test.alerts.list(query)).items.map(({ name }) => name);
    expect(await names({})).toEqual(['A', 'B', 'C']);
    expect(await names({ agent_instance_id: test.agent_instance_id })).toEqual(['A', 'B']);
    expect(await names({ agent_id: nowhere })).toEqual(['C']);
    expect(await names({ environment_id: test.sandbox.environmentId })).toEqual(['A', 'B']);
    expect(await names({ name: 'B' })).toEqual(['B']);
    expect(await names({ status: 'raised' })).toEqual(['B', 'C']);
    expect(await names({ severity: 'warning' })).toEqual(['A', 'C']);
    expect(await names({ status: 'cleared', severity: 'critical' })).toEqual([]);
    expect(await test.alerts.count()).toBe(3);
    expect(await test.alerts.count({ status: 'raised' })).toBe(2);
    expect(await test.alerts.count({ status: 'raised', severity: 'critical' })).toBe(1);
  });

  test('by a period in which they were raised at some time', async () => {
    await using test = await setUpRun();
    const at = (hour: number) => `2026-03-02T${String(hour).padStart(2, '0')}:00:00Z`;
    await test.raise('9 to 10', { raised_at: at(9) });
    await test.clear('9 to 10', { cleared_at: at(10) });
    await test.raise('from 11', { raised_at: at(11) });
    const names = async (active_during: { start_at?: string | Date; finish_at?: string }) =>
      (await test.alerts.list({ active_during })).items.map(({ name }) => name);
    expect(await names({})).toEqual(['9 to 10', 'from 11']);
    expect(await names({ start_at: at(8), finish_at: at(9) })).toEqual([]);
    expect(await names({ start_at: at(8), finish_at: at(12) })).toEqual(['9 to 10', 'from 11']);
    expect(await names({ start_at: '2026-03-02T09:30:00Z', finish_at: at(11) })).toEqual(['9 to 10']);
    expect(await names({ start_at: new Date('2026-03-02T10:30:00Z') })).toEqual(['from 11']);
    // The same moment, written with another offset.
    expect(await names({ finish_at: '2026-03-02T12:00:00+02:00' })).toEqual(['9 to 10']);
  });

  test('page by page, sorted, and without their payloads', async () => {
    await using test = await setUpRun();
    for (const name of ['B', 'A', 'C']) await test.raise(name);
    const names: string[] = [];
    const query = { sorting: { field: 'name', direction: 'desc' }, pagination: { page_size: 2 } } as const;
    for await (const alert of test.alerts.list(query)) {
      names.push(alert.name);
      expect(alert).not.toHaveProperty('payload');
      expect(alert).not.toHaveProperty('payload_sensitive_encoding');
    }
    expect(names).toEqual(['C', 'B', 'A']);
  });

  test('in the run that they are about, as the number of those that are raised', async () => {
    await using test = await setUpRun();
    const show = (include_alert_count: boolean) =>
      test.account.agentInstances.show({ agent_instance_id: test.agent_instance_id, include_alert_count });
    expect(await show(true)).toMatchObject({ raised_alert_count: 0 });
    await test.raise('budget');
    await test.raise('tool');
    await test.clear('tool');
    expect(await show(true)).toMatchObject({ raised_alert_count: 1 });
    expect(await show(false)).toMatchObject({ raised_alert_count: null });
  });
});
