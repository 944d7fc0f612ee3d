/** Agents: what can be done with them in which state, how they are found, and what their runs make of them. */
import { describe, expect, test } from 'vitest';
import { PrefactorConflictError, PrefactorNotFoundError, PrefactorValidationError } from '../../src/index.ts';
import { refusalOf, setUp, spanOf, startRun, type Test } from './support.ts';

const chosenId = '013xrzp12g3nqk8na4g6e8n0t2w4y6z8';
const nowhere = '013xrzp12g3nqk8n0000000000000000';
const person = '013xrzp12g3nqk8np2r4s6t8v0w1x3y5';
const team = '013xrzp12g3nqk8nt3e5a7m9q1r2s4v6';

const registerFor = ({ account, sandbox }: Test, agent_id: string) =>
  account.agentInstances.register({ agent_id, environment_id: sandbox.environmentId });

describe('an agent', () => {
  test('is there from the beginning for each token, without runs', async () => {
    await using test = await setUp();
    const { agents } = test.account;
    expect(await agents.get(test.sandbox.agentId)).toMatchObject({
      type: 'agent',
      id: test.sandbox.agentId,
      name: expect.any(String),
      status: 'pending',
    });
    test.sandbox.createToken({ agent_id: chosenId });
    expect((await agents.list()).items.map(({ id }) => id)).toEqual([test.sandbox.agentId, chosenId]);
  });

  test('is created with what is given, and null for the rest', async () => {
    await using test = await setUp();
    const { agents } = test.account;
    const details = { name: 'Billing', description: 'Pays.', external_identifier: 'billing', id: chosenId };
    const created = await agents.create({ ...details, team_id: team });
    expect(created).toMatchObject({
      ...details,
      status: 'pending',
      team_id: team,
      owner_person_id: null,
      risk_profile_id: null,
      instance_counts: null,
      last_activity_span_at: null,
    });
    expect(created.updated_at).toBe(created.inserted_at);
    expect(await agents.get(chosenId)).toEqual(created);
    expect(await agents.create({ name: 'Other' })).toMatchObject({ external_identifier: null });
  });

  test('can register runs once it is created', async () => {
    await using test = await setUp();
    expect(await refusalOf(registerFor(test, chosenId))).toMatchObject({ statusCode: 404 });
    await test.account.agents.create({ name: 'Billing', id: chosenId });
    expect(await registerFor(test, chosenId)).toMatchObject({ agent_id: chosenId, status: 'pending' });
  });

  test.each([
    ['an id that is taken', { id: chosenId }, 'id'],
    ['an id of another account', { id: '013xrzp12g000000a4g6e8n0t2w4y6z8' }, 'id'],
    ['an external identifier that is taken', { external_identifier: 'billing' }, 'external_identifier'],
  ])('is not created with %s: 422', async (_, fields, wrong) => {
    await using test = await setUp();
    const { agents } = test.account;
    await agents.create({ name: 'Billing', id: chosenId, external_identifier: 'billing' });
    const error = await refusalOf(agents.create({ name: 'Second', ...fields }));
    expect(error).toBeInstanceOf(PrefactorValidationError);
    expect(error).toMatchObject({ statusCode: 422, errors: { [wrong]: expect.anything() } });
    expect((await agents.list()).items).toHaveLength(2);
  });

  test('changes in the fields that are given alone, and null clears one', async () => {
    await using test = await setUp();
    const { agents } = test.account;
    const { id } = await agents.create({ name: 'Bill', description: 'Pays.', team_id: team });
    const renamed = await agents.update(id, { name: 'Billing', owner_person_id: person });
    expect(renamed).toMatchObject({
      name: 'Billing',
      description: 'Pays.',
      owner_person_id: person,
      team_id: team,
    });
    expect(await agents.update(id, { team_id: null })).toMatchObject({ name: 'Billing', team_id: null });
  });

  test('is created once, however often its key comes', async () => {
    await using test = await setUp();
    const create = () =>
      test.account.agents.create({ name: 'Billing' }, { idempotencyKey: 'create-billing' });
    const [first, second] = [await create(), await create()];
    expect(second).toEqual(first);
    expect(test.sandbox.ledger.timesApplied('create-billing')).toBe(1);
  });
});

describe('the state', () => {
  const off = { update: false, retire: false, reinstate: false, delete: false };

  test('is pending until there is a run, and then active', async () => {
    await using test = await setUp();
    const { agents } = test.account;
    const { agentId } = test.sandbox;
    const open = { ...off, update: true, retire: true };
    expect(await agents.get(agentId)).toMatchObject({
      status: 'pending',
      available_actions: { ...open, delete: true },
    });
    const run = await startRun(test);
    expect(await agents.get(agentId)).toMatchObject({ status: 'active', available_actions: open });
    expect((await agents.list()).items).toMatchObject([{ status: 'active', available_actions: open }]);
    await test.agent.agentSpans.create(spanOf(run));
    expect(await agents.get(agentId)).toMatchObject({ last_activity_span_at: expect.any(String) });
  });

  test('is retired, and again what it was, as often as one likes', async () => {
    await using test = await setUp();
    const { agents } = test.account;
    const { agentId } = test.sandbox;
    for (const before of ['pending', 'active']) {
      if (before === 'active') await startRun(test);
      const mayBeDeleted = before === 'pending';
      expect(await agents.retire(agentId)).toMatchObject({
        status: 'retired',
        available_actions: { ...off, reinstate: true, delete: mayBeDeleted },
      });
      expect(await agents.reinstate(agentId)).toMatchObject({ status: before });
    }
  });

  test('allows what it says is available, and nothing else: 409', async () => {
    await using test = await setUp();
    const { agents } = test.account;
    const { agentId } = test.sandbox;
    const actions = {
      update: () => agents.update(agentId, { name: 'New' }),
      retire: () => agents.retire(agentId),
      reinstate: () => agents.reinstate(agentId),
      delete: () => agents.delete(agentId),
    };
    await startRun(test);
    for (const isRetired of [false, true]) {
      if (isRetired) await agents.retire(agentId);
      const before = await agents.get(agentId);
      for (const [name, act] of Object.entries(actions)) {
        if (before.available_actions?.[name as keyof typeof actions]) continue;
        const error = await refusalOf(act());
        expect(error, name).toBeInstanceOf(PrefactorConflictError);
        expect(error).toMatchObject({ statusCode: 409, code: 'invalid_action' });
        expect(await agents.get(agentId)).toEqual(before);
      }
    }
  });

  test('retired keeps nobody from recording', async () => {
    await using test = await setUp();
    await test.account.agents.retire(test.sandbox.agentId);
    const run = await startRun(test);
    expect(await test.agent.agentInstances.finish(run)).toMatchObject({ status: 'complete' });
    expect(await test.account.agents.get(test.sandbox.agentId)).toMatchObject({ status: 'retired' });
  });
});

describe('an agent that is deleted', () => {
  test('is answered as it was, and is then gone for everybody', async () => {
    await using test = await setUp();
    const { agents } = test.account;
    const { agentId } = test.sandbox;
    expect(await agents.delete(agentId)).toMatchObject({ id: agentId, status: 'pending' });
    const calls = [
      () => agents.get(agentId),
      () => agents.show({ agent_id: agentId }),
      () => agents.update(agentId, { name: 'New' }),
      () => agents.retire(agentId),
      () => agents.reinstate(agentId),
      () => agents.delete(agentId),
      () => test.agent.agentInstances.register({}),
    ];
    for (const call of calls) {
      const error = await refusalOf(call());
      expect(error).toBeInstanceOf(PrefactorNotFoundError);
      expect(error).toMatchObject({ statusCode: 404, code: 'not_found' });
    }
    expect((await agents.list()).items).toEqual([]);
  });

  test('is deleted once, when the first answer is lost', async () => {
    await using test = await setUp({
      faults: [{ fault: 'reset', applied: true, operations: ['deleteAgent'], times: 1 }],
    });
    const { id } = await test.account.agents.create({ name: 'Billing' });
    const {
      data,
      attempts,
      idempotencyKey = '',
    } = await test.account.agents
      .delete(id, { maxRetries: 1, idempotencyKey: 'delete-billing' })
      .withResponse();
    expect(data).toMatchObject({ id });
    expect(attempts).toBe(2);
    expect(test.sandbox.ledger.timesApplied(idempotencyKey)).toBe(1);
  });

  test('is back after a reset, and one that was created is not', async () => {
    await using test = await setUp();
    const { agents } = test.account;
    const billing = { name: 'Billing', id: chosenId };
    const { id } = await agents.create(billing);
    const { agent_deployment_id: before } = await registerFor(test, id);
    await agents.delete(test.sandbox.agentId);
    test.sandbox.reset();
    expect((await agents.list()).items).toMatchObject([{ id: test.sandbox.agentId, status: 'pending' }]);
    expect(await refusalOf(registerFor(test, id))).toMatchObject({ statusCode: 404 });
    await test.agent.agentInstances.register({});
    await agents.create(billing);
    expect((await registerFor(test, id)).agent_deployment_id).not.toBe(before);
  });
});

describe('agents are found', () => {
  test('by either id', async () => {
    await using test = await setUp();
    const { agents } = test.account;
    const { id } = await agents.create({ name: 'Billing', external_identifier: 'billing' });
    expect(await agents.show({ agent_id: id })).toMatchObject({ id });
    expect(await agents.show({ external_identifier: 'billing' })).toMatchObject({ id });
    for (const query of [{ agent_id: nowhere }, { external_identifier: 'nobody' }]) {
      expect(await refusalOf(agents.show(query))).toMatchObject({ statusCode: 404, code: 'not_found' });
    }
    expect(await refusalOf(agents.show({}))).toMatchObject({ statusCode: 422 });
  });

  test('with the number of their runs, all or those of an environment, if it is asked for', async () => {
    await using test = await setUp();
    const { agentId: agent_id, environmentId: environment_id } = test.sandbox;
    await using elsewhere = test.clientWith(test.sandbox.createToken({ environment_id: nowhere }));
    await test.agent.agentInstances.finish(await startRun(test), { status: 'failed' });
    await startRun(test);
    await elsewhere.agentInstances.register({});
    const none = {
      total: 0,
      pending: 0,
      active: 0,
      complete: 0,
      failed: 0,
      cancelled: 0,
      terminated: 0,
      finished: 0,
    };
    const { agents } = test.account;
    const counts = async (query: object) => (await agents.show({ agent_id, ...query })).instance_counts;
    expect(await counts({})).toBeNull();
    expect(await counts({ include_counts: true })).toEqual({
      ...none,
      total: 3,
      pending: 1,
      active: 1,
      failed: 1,
      finished: 1,
    });
    expect(await counts({ include_counts: true, environment_id })).toMatchObject({ total: 2, pending: 0 });
    expect(await agents.get(agent_id, { include_counts: true, environment_id: nowhere })).toMatchObject({
      instance_counts: { ...none, total: 1, pending: 1 },
    });
  });

  test('by team, owner and risk profile, sorted, page by page', async () => {
    await using test = await setUp({ pageSize: 2 });
    const { agents } = test.account;
    for (const name of ['A', 'B', 'C']) await agents.create({ name, team_id: team });
    await agents.create({ name: 'D', owner_person_id: person, risk_profile_id: nowhere });
    const names = async (query: object) => {
      const found: string[] = [];
      for await (const { name } of agents.list(query)) found.push(name);
      return found;
    };
    expect(await names({ team_id: team, sorting: { field: 'name', direction: 'desc' } })).toEqual([
      'C',
      'B',
      'A',
    ]);
    expect(await names({ owner_person_id: person })).toEqual(['D']);
    expect(await names({ risk_profile_id: nowhere })).toEqual(['D']);
    expect(await names({ team_id: team, owner_person_id: person })).toEqual([]);
    expect(await names({})).toHaveLength(5);
  });

  test('without their risk profile in lists', async () => {
    await using test = await setUp();
    const [first] = (await test.account.agents.list()).items;
    expect(first).not.toHaveProperty('risk_profile_id');
  });
});

test('in bulk they are created, changed and looked up in order', async () => {
  await using test = await setUp();
  const { results } = await test.account.bulk.execute([
    { _type: 'agents/create', details: { name: 'Bill', id: chosenId } },
    { _type: 'agents/update', agent_id: chosenId, details: { name: 'Billing' } },
    { _type: 'agents/show', agent_id: chosenId, include_counts: true },
    { _type: 'agents/list', pagination: { page_size: 1 } },
  ]);
  const [created, updated, shown, listed] = results;
  expect(created).toMatchObject({ status: 'success', details: { name: 'Bill' } });
  expect(updated).toMatchObject({ status: 'success', details: { name: 'Billing' } });
  expect(shown).toMatchObject({
    status: 'success',
    details: { name: 'Billing', instance_counts: { total: 0 } },
  });
  expect(listed).toMatchObject({ status: 'success', summaries: [{ id: test.sandbox.agentId }] });
});
