/** The states of instances and spans: which moves are legal, what each one changes, and what is refused. */
import { describe, expect, test } from 'vitest';
import { PrefactorConflictError } from '../../src/index.ts';
import { manualClock } from '../support/clock.ts';
import { refusalOf, setUp, spanOf, startRun, type Test } from './support.ts';

const moment = '2026-03-02T09:30:00Z';

describe('an agent instance', () => {
  type Move = (test: Test, id: string) => Promise<unknown>;
  const moves: Record<string, Move> = {
    start: ({ agent }, id) => agent.agentInstances.start(id),
    finish: ({ agent }, id) => agent.agentInstances.finish(id),
    complete: ({ agent }, id) => agent.agentInstances.finish(id, { status: 'complete' }),
    fail: ({ agent }, id) => agent.agentInstances.finish(id, { status: 'failed' }),
    cancel: ({ agent }, id) => agent.agentInstances.finish(id, { status: 'cancelled' }),
    terminate: ({ account }, id) => account.agentInstances.terminate(id, { reason: 'Enough.' }),
  };
  const ways: Record<string, string[]> = {
    pending: [],
    active: ['start'],
    complete: ['start', 'complete'],
    failed: ['start', 'fail'],
    cancelled: ['cancel'],
    terminated: ['start', 'terminate'],
  };
  const legal: Record<string, Record<string, string>> = {
    pending: { start: 'active', cancel: 'cancelled' },
    active: { finish: 'complete', complete: 'complete', fail: 'failed', terminate: 'terminated' },
  };

  async function inState(test: Test, status: string): Promise<string> {
    const { id } = await test.agent.agentInstances.register({});
    for (const move of ways[status] ?? []) await moves[move]?.(test, id);
    return id;
  }

  const table = Object.keys(ways).flatMap((from) =>
    Object.entries(moves).map(([move, make]) => ({ from, move, make, to: legal[from]?.[move] })),
  );

  test.each(table.filter(({ to }) => to !== undefined))(
    'that is $from becomes $to by "$move"',
    async ({ from, make, to }) => {
      await using test = await setUp();
      const id = await inState(test, from);
      expect(await make(test, id)).toMatchObject({ id, status: to });
      expect(test.sandbox.instances).toMatchObject([{ id, status: to }]);
    },
  );

  test.each(table.filter(({ to }) => to === undefined))(
    'that is $from stays so: "$move" is refused',
    async ({ from, make }) => {
      await using test = await setUp();
      const id = await inState(test, from);
      const before = test.sandbox.instances;
      const error = await refusalOf(make(test, id));
      expect(error).toBeInstanceOf(PrefactorConflictError);
      expect(error).toMatchObject({ statusCode: 409, code: 'invalid_action' });
      expect(error.message).toContain(from);
      expect(test.sandbox.instances).toEqual(before);
      expect(test.sandbox.ledger.refused).toMatchObject([{ code: 'invalid_action' }]);
    },
  );

  test('is registered pending, for live use, without any time but that of its registration', async () => {
    await using test = await setUp();
    expect(await test.agent.agentInstances.register({})).toMatchObject({
      type: 'agent_instance',
      agent_id: test.sandbox.agentId,
      environment_id: test.sandbox.environmentId,
      status: 'pending',
      purpose: 'live',
      started_at: null,
      finished_at: null,
      termination_reason: null,
      last_activity_span_at: null,
      external_identifier: null,
      quality_payloads: {},
    });
  });

  test('keeps the times it is given', async () => {
    await using test = await setUp();
    const id = await inState(test, 'pending');
    const { agentInstances } = test.agent;
    const started = await agentInstances.start(id, { timestamp: moment });
    expect(started).toMatchObject({ started_at: moment, finished_at: null });
    const finished = await agentInstances.finish(id, { timestamp: '2026-03-02T09:31:00+01:00' });
    expect(finished).toMatchObject({ started_at: moment, finished_at: '2026-03-02T09:31:00+01:00' });
  });

  test('has the time of the move where none is given, or null', async () => {
    const clock = manualClock();
    await using test = await setUp({}, clock);
    const id = await inState(test, 'pending');
    const now = () => new Date(clock.wall()).toISOString();
    clock.advance(1_000);
    const started = await test.agent.agentInstances.start(id, { timestamp: null });
    expect(started).toMatchObject({ started_at: now(), updated_at: now() });
    clock.advance(1_000);
    const finished = await test.agent.agentInstances.finish(id);
    expect(finished).toMatchObject({ finished_at: now(), updated_at: now() });
    expect(finished.started_at).toBe(started.started_at);
  });

  test('that is cancelled has one time for start and end', async () => {
    await using test = await setUp();
    const id = await inState(test, 'pending');
    const cancelled = await test.agent.agentInstances.finish(id, { status: 'cancelled', timestamp: moment });
    expect(cancelled).toMatchObject({ started_at: moment, finished_at: moment });
  });

  test('that is terminated keeps the reason and the time', async () => {
    await using test = await setUp();
    const id = await inState(test, 'active');
    const terminated = await test.account.agentInstances.terminate(id, {
      reason: 'Budget used up.',
      timestamp: moment,
    });
    expect(terminated).toMatchObject({ termination_reason: 'Budget used up.', finished_at: moment });
    expect(await test.agent.agentInstances.get(id)).toEqual(terminated);
  });

  test('that is not there is 404, whatever is to be done with it', async () => {
    await using test = await setUp();
    for (const make of Object.values(moves)) {
      expect(await refusalOf(make(test, '013xrzp12g3nqk8n4evtrcj59k8dhn3t'))).toMatchObject({
        statusCode: 404,
        code: 'not_found',
      });
    }
  });
});

describe('an agent span', () => {
  const statuses = ['pending', 'active', 'complete', 'failed', 'cancelled'] as const;
  const moves = { complete: 'complete', fail: 'failed', cancel: 'cancelled' } as const;
  // No operation starts a span, so one that was created pending can be finished as it is.
  const legal: Record<string, (keyof typeof moves)[]> = {
    pending: ['complete', 'fail', 'cancel'],
    active: ['complete', 'fail'],
  };
  const table = statuses.flatMap((from) =>
    Object.entries(moves).map(([move, to]) => ({
      from,
      move,
      to,
      isLegal: legal[from]?.some((one) => one === move) ?? false,
    })),
  );

  async function createSpan({ agent }: Test, status: (typeof statuses)[number]) {
    const run = await startRun({ agent });
    return await agent.agentSpans.create({ ...spanOf(run), status });
  }

  test.each(table.filter(({ isLegal }) => isLegal))(
    'that is $from becomes $to by "$move"',
    async ({ from, to }) => {
      await using test = await setUp();
      const { id } = await createSpan(test, from);
      expect(await test.agent.agentSpans.finish(id, { status: to })).toMatchObject({ id, status: to });
      expect(test.sandbox.spans).toMatchObject([{ id, status: to }]);
    },
  );

  test.each(table.filter(({ isLegal }) => !isLegal))(
    'that is $from stays so: "$move" is refused',
    async ({ from, to }) => {
      await using test = await setUp();
      const { id } = await createSpan(test, from);
      const before = [test.sandbox.spans, test.sandbox.instances];
      const error = await refusalOf(
        test.agent.agentSpans.finish(id, { status: to, result_payload: { late: true } }),
      );
      expect(error).toBeInstanceOf(PrefactorConflictError);
      expect(error).toMatchObject({ statusCode: 409, code: 'invalid_action' });
      expect([test.sandbox.spans, test.sandbox.instances]).toEqual(before);
    },
  );

  test('is complete when it is finished without a word', async () => {
    await using test = await setUp();
    const { id } = await createSpan(test, 'active');
    const finished = await test.agent.agentSpans.finish(id);
    expect(finished).toMatchObject({ status: 'complete', result_payload: null });
    expect(finished.finished_at).not.toBeNull();
  });

  test('that is pending has no start; one in progress has no end; one recorded whole has both', async () => {
    await using test = await setUp();
    const pending = await createSpan(test, 'pending');
    expect(pending).toMatchObject({ started_at: null, finished_at: null });
    const active = await createSpan(test, 'active');
    expect(active.started_at).not.toBeNull();
    expect(active.finished_at).toBeNull();
    const complete = await createSpan(test, 'complete');
    expect(complete.started_at).not.toBeNull();
    expect(complete.finished_at).not.toBeNull();
  });

  test('keeps the times it is given', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const [began, ended] = [moment, '2026-03-02T09:30:05.250Z'];
    const whole = await test.agent.agentSpans.create({
      ...spanOf(run),
      status: 'failed',
      started_at: began,
      finished_at: ended,
    });
    expect(whole).toMatchObject({ started_at: began, finished_at: ended });
    const { id } = await test.agent.agentSpans.create({ ...spanOf(run), started_at: began });
    const finished = await test.agent.agentSpans.finish(id, { timestamp: ended });
    expect(finished).toMatchObject({ started_at: began, finished_at: ended });
  });

  test('that is cancelled has one time for start and end', async () => {
    await using test = await setUp();
    const { id } = await createSpan(test, 'pending');
    const cancelled = await test.agent.agentSpans.finish(id, { status: 'cancelled', timestamp: moment });
    expect(cancelled).toMatchObject({ started_at: moment, finished_at: moment });
  });

  test('has its result from its creation or from its end', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const payload = { prompt: 'Hello', nested: { list: [1, null, 'ü'] } };
    const result_payload = { response: 'Hi!' };
    const whole = await test.agent.agentSpans.create({
      ...spanOf(run),
      status: 'complete',
      payload,
      result_payload,
    });
    expect(whole).toMatchObject({ payload, result_payload });
    const { id } = await test.agent.agentSpans.create({ ...spanOf(run), payload });
    expect(await test.agent.agentSpans.finish(id, { result_payload })).toMatchObject({
      payload,
      result_payload,
    });
  });

  test.each(['active', 'pending'] as const)('that is %s has no result yet: 422', async (status) => {
    await using test = await setUp();
    const run = await startRun(test);
    const call = test.agent.agentSpans.create({ ...spanOf(run), status, result_payload: { early: true } });
    expect(await refusalOf(call)).toMatchObject({
      statusCode: 422,
      code: 'validation_errors',
      errors: { result_payload: expect.anything() },
    });
    expect(test.sandbox.spans).toEqual([]);
  });

  test('has the title of its type, or its own name', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const titleOf = async (schema_name: string) =>
      (await test.agent.agentSpans.create({ ...spanOf(run), schema_name })).schema_title;
    expect(await titleOf('agent:llm')).toBe('Model call');
    for (const name of ['agent:other', 'constructor', '__proto__', 'toString']) {
      expect(await titleOf(name)).toBe(name);
    }
  });

  test('that is not there is 404', async () => {
    await using test = await setUp();
    for (const call of [
      test.agent.agentSpans.finish('013xrzp12g3nqk8ndr93q068mw7y0nv0'),
      test.account.agentSpans.get('013xrzp12g3nqk8ndr93q068mw7y0nv0'),
      test.account.agentSpans.discardSensitive('013xrzp12g3nqk8ndr93q068mw7y0nv0'),
      test.agent.agentSpans.create(spanOf('013xrzp12g3nqk8n4evtrcj59k8dhn3t')),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ statusCode: 404, code: 'not_found' });
    }
  });
});

describe('the counts of an instance', () => {
  test('follow its spans', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const counts = async () => (await test.agent.agentInstances.get(run)).span_counts;
    const none = { active: 0, cancelled: 0, complete: 0, failed: 0, finished: 0, pending: 0, total: 0 };
    expect(await counts()).toEqual(none);

    const ids = new Map<string, string>();
    for (const status of ['pending', 'active', 'complete', 'failed', 'cancelled'] as const) {
      const { id } = await test.agent.agentSpans.create({ ...spanOf(run), status });
      ids.set(status, id);
    }
    const each = { active: 1, cancelled: 1, complete: 1, failed: 1, finished: 3, pending: 1, total: 5 };
    expect(await counts()).toEqual(each);

    await test.agent.agentSpans.finish(ids.get('active') ?? '', { status: 'failed' });
    await test.agent.agentSpans.finish(ids.get('pending') ?? '', { status: 'cancelled' });
    await refusalOf(test.agent.agentSpans.finish(ids.get('complete') ?? ''));
    expect(await counts()).toEqual({
      active: 0,
      cancelled: 2,
      complete: 1,
      failed: 2,
      finished: 5,
      pending: 0,
      total: 5,
    });
  });

  test('are those of its own spans', async () => {
    await using test = await setUp();
    const [one, other] = [await startRun(test), await startRun(test)];
    await test.agent.agentSpans.create(spanOf(one));
    expect(await test.agent.agentInstances.get(one)).toMatchObject({ span_counts: { total: 1 } });
    expect(await test.agent.agentInstances.get(other)).toMatchObject({
      span_counts: { total: 0 },
      last_activity_span_at: null,
    });
  });
});

describe('a span after the end of its run', () => {
  const ends = ['complete', 'failed'] as const;

  test.each(ends)('is recorded when the run is %s', async (status) => {
    await using test = await setUp();
    const run = await startRun(test);
    await test.agent.agentInstances.finish(run, { status });
    const { data, body } = await test.agent.agentSpans.create(spanOf(run)).withResponse();
    expect(data.agent_instance_id).toBe(run);
    expect(body).not.toHaveProperty('control');
  });

  test.each(ends)('is refused when the run is %s, where the sandbox is told so', async (status) => {
    await using test = await setUp({ spansAfterEnd: 'refuse' });
    const run = await startRun(test);
    const { id } = await test.agent.agentSpans.create(spanOf(run));
    await test.agent.agentInstances.finish(run, { status });
    expect(await refusalOf(test.agent.agentSpans.create(spanOf(run)))).toMatchObject({
      statusCode: 409,
      code: 'invalid_action',
    });
    // It was created before: only new ones are refused.
    expect(await test.agent.agentSpans.finish(id)).toMatchObject({ status: 'complete' });
  });

  test('is recorded in any case when the run was terminated', async () => {
    await using test = await setUp({ spansAfterEnd: 'refuse' });
    const run = await startRun(test);
    await test.account.agentInstances.terminate(run, { reason: 'Enough.' });
    const { body } = await test.agent.agentSpans.create(spanOf(run)).withResponse();
    expect(body.control).toEqual({ terminate: true, reason: 'Enough.' });
    expect(test.sandbox.spans).toHaveLength(1);
  });
});
