/** Reading back: one by one, in pages, sorted, filtered, and gathered for debugging. */
import { describe, expect, test } from 'vitest';
import { generateId, PrefactorValidationError } from '../../src/index.ts';
import { refusalOf, setUp, spanOf, startRun, type Test } from './support.ts';

const nowhere = '013xrzp12g3nqk8n4evtrcj59k8dhn3t';

/** Spans of one run, numbered in the order of their creation. */
async function record(test: Test, count: number) {
  const run = await startRun(test);
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    ids.push((await test.agent.agentSpans.create({ ...spanOf(run), payload: { number } })).id);
  }
  return { run, ids };
}

const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);

describe('an instance', () => {
  test('is shown by either of its ids', async () => {
    await using test = await setUp();
    const { id } = await test.agent.agentInstances.register({ external_identifier: 'ticket-1' });
    const { agentInstances } = test.account;
    expect(await agentInstances.get(id)).toMatchObject({ id, external_identifier: 'ticket-1' });
    expect(await agentInstances.show({ agent_instance_id: id })).toMatchObject({ id });
    expect(await agentInstances.show({ external_identifier: 'ticket-1' })).toMatchObject({ id });
  });

  test('that is not there is 404', async () => {
    await using test = await setUp();
    const { agentInstances } = test.account;
    for (const call of [
      agentInstances.get(nowhere),
      agentInstances.show({ agent_instance_id: nowhere }),
      agentInstances.show({ external_identifier: 'nowhere' }),
      agentInstances.agentContext(nowhere),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ statusCode: 404, code: 'not_found' });
    }
  });

  test('is shown by one of the two ids at least: 422', async () => {
    await using test = await setUp();
    expect(await refusalOf(test.account.agentInstances.show({ include_counts: true }))).toMatchObject({
      statusCode: 422,
      code: 'validation_errors',
    });
  });

  test('is shown with its extras only when they are asked for', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { agentInstances } = test.account;
    for (const schema_name of ['agent:llm', 'agent:llm', '__proto__']) {
      await test.agent.agentSpans.create({ ...spanOf(run), schema_name });
    }
    const bare = await agentInstances.show({ agent_instance_id: run });
    expect(bare).toMatchObject({
      span_schema_counts: null,
      cost_breakdown: null,
      risk_score: null,
      raised_alert_count: null,
    });
    const flags = { include_counts: true, include_alert_count: true };
    const full = await agentInstances.show({ agent_instance_id: run, ...flags });
    expect(full.raised_alert_count).toBe(0);
    expect(new Map(Object.entries(full.span_schema_counts?.by_name ?? {}))).toEqual(
      new Map([
        ['agent:llm', 2],
        ['__proto__', 1],
      ]),
    );
    const refused = { include_counts: false, include_alert_count: false };
    expect(await agentInstances.show({ agent_instance_id: run, ...refused })).toEqual(bare);
  });

  test('has its context, with its spans', async () => {
    await using test = await setUp();
    const { run, ids } = await record(test, 2);
    const context = await test.account.agentInstances.agentContext(run);
    expect(context.span_count).toBe(2);
    expect(Date.parse(context.generated_at ?? '')).not.toBeNaN();
    for (const id of [run, ...ids]) expect(JSON.stringify(context.body)).toContain(id);
  });
});

describe('pages', () => {
  test('have what is asked for, and say where they stand', async () => {
    await using test = await setUp();
    const { run, ids } = await record(test, 7);
    const page = (offset: number) =>
      test.account.agentSpans.list({ agent_instance_id: run, pagination: { offset, page_size: 3 } });

    const first = await page(0);
    expect(idsOf(first.items)).toEqual(ids.slice(0, 3));
    expect(first.pagination).toEqual({
      item_count: 7,
      item_start: 1,
      item_end: 3,
      page_count: 3,
      page_index: 1,
      page_size: 3,
      page_offset: 0,
      next_page_offset: 3,
      previous_page_offset: null,
    });
    const second = await page(3);
    expect(idsOf(second.items)).toEqual(ids.slice(3, 6));
    expect(second.pagination).toEqual({
      item_count: 7,
      item_start: 4,
      item_end: 6,
      page_count: 3,
      page_index: 2,
      page_size: 3,
      page_offset: 3,
      next_page_offset: 6,
      previous_page_offset: 0,
    });
    const last = await page(6);
    expect(idsOf(last.items)).toEqual(ids.slice(6));
    expect(last.pagination).toMatchObject({
      item_start: 7,
      item_end: 7,
      page_index: 3,
      next_page_offset: null,
      previous_page_offset: 3,
    });
  });

  test('may begin anywhere, and the page before them begins at 0 at least', async () => {
    await using test = await setUp();
    const { run, ids } = await record(test, 4);
    const { items, pagination } = await test.account.agentSpans.list({
      agent_instance_id: run,
      pagination: { offset: 1, page_size: 2 },
    });
    expect(idsOf(items)).toEqual(ids.slice(1, 3));
    expect(pagination).toMatchObject({
      item_start: 2,
      item_end: 3,
      page_offset: 1,
      next_page_offset: 3,
      previous_page_offset: 0,
    });
  });

  test('end where the list ends, exactly too', async () => {
    await using test = await setUp();
    const { run, ids } = await record(test, 4);
    const page = (offset: number, page_size: number) =>
      test.account.agentSpans.list({ agent_instance_id: run, pagination: { offset, page_size } });
    const exact = await page(2, 2);
    expect(idsOf(exact.items)).toEqual(ids.slice(2));
    expect(exact.pagination?.next_page_offset).toBeNull();
    const beyond = await page(10, 2);
    expect(beyond.items).toEqual([]);
    expect(beyond.pagination).toMatchObject({ item_count: 4, next_page_offset: null });
  });

  test('of an empty list are one without items', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const page = await test.account.agentSpans.list({ agent_instance_id: run });
    expect(page.items).toEqual([]);
    expect(page.pagination).toMatchObject({
      item_count: 0,
      next_page_offset: null,
      previous_page_offset: null,
    });
  });

  test.each([
    [undefined, 25],
    [2, 2],
    [100, 26],
  ])('that name no size have the size of the sandbox: %s', async (pageSize, expected) => {
    await using test = await setUp({ pageSize });
    const { run } = await record(test, 26);
    const page = await test.account.agentSpans.list({ agent_instance_id: run });
    expect(page.items).toHaveLength(expected);
    expect(page.pagination?.page_size).toBe(pageSize ?? 25);
  });

  test('are iterated by the client, to the end', async () => {
    await using test = await setUp({ pageSize: 3 });
    const { run, ids } = await record(test, 8);
    const seen: string[] = [];
    for await (const { id } of test.account.agentSpans.list({ agent_instance_id: run })) seen.push(id);
    expect(seen).toEqual(ids);
    expect(test.sandbox.requests.filter(({ operation }) => operation === 'listAgentSpans')).toHaveLength(3);
  });

  test.each([
    ['pagination[page_size]=0', 'pagination.page_size'],
    ['pagination[page_size]=101', 'pagination.page_size'],
    ['pagination[page_size]=many', 'pagination.page_size'],
    ['pagination[offset]=-1', 'pagination.offset'],
    ['pagination[offset]=1.5', 'pagination.offset'],
    ['sorting[direction]=up&sorting[field]=id', 'sorting.direction'],
    ['start_time=yesterday', 'start_time'],
    ['include_summaries=1', 'include_summaries'],
  ])('asked for with %s are refused by name: 422', async (query, field) => {
    await using test = await setUp();
    const { status, body } = await test.raw('GET', `/api/v1/agent_spans?${query}`);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'validation_errors', errors: { [field]: expect.anything() } });
  });

  test('are asked for with brackets that are encoded or not', async () => {
    await using test = await setUp();
    const { run, ids } = await record(test, 3);
    for (const query of ['pagination[page_size]=2', 'pagination%5Bpage_size%5D=2']) {
      const { body } = await test.raw('GET', `/api/v1/agent_spans?agent_instance_id=${run}&${query}`);
      expect(idsOf(body['summaries'] as { id: string }[])).toEqual(ids.slice(0, 2));
    }
  });
});

describe('lists', () => {
  test('are oldest first, and sorted by a field either way', async () => {
    await using test = await setUp();
    const { run, ids } = await record(test, 5);
    const list = (sorting?: { field: string; direction?: 'asc' | 'desc' }) =>
      test.account.agentSpans.list({ agent_instance_id: run, ...(sorting && { sorting }) });
    expect(idsOf((await list()).items)).toEqual(ids);
    const ascending = await list({ field: 'id', direction: 'asc' });
    expect(idsOf(ascending.items)).toEqual(ids);
    expect(ascending.sorting).toMatchObject({ field: 'id', direction: 'asc' });
    const descending = await list({ field: 'id', direction: 'desc' });
    expect(idsOf(descending.items)).toEqual(ids.toReversed());
    expect(descending.sorting).toMatchObject({ field: 'id', direction: 'desc' });
    expect(idsOf((await list({ field: 'id' })).items)).toEqual(ids);
  });

  test('are sorted as a whole, not page by page', async () => {
    await using test = await setUp({ pageSize: 2 });
    const { run, ids } = await record(test, 5);
    const seen: string[] = [];
    for await (const { id } of test.account.agentSpans.list({
      agent_instance_id: run,
      sorting: { field: 'id', direction: 'desc' },
    })) {
      seen.push(id);
    }
    expect(seen).toEqual(ids.toReversed());
  });

  test('are sorted by texts, and what has no value goes where the answer says', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    for (const started_at of ['2026-03-02T09:30:02Z', null, '2026-03-02T09:30:01Z']) {
      const status = started_at === null ? 'pending' : 'active';
      await test.agent.agentSpans.create({ ...spanOf(run), status, started_at });
    }
    for (const direction of ['asc', 'desc'] as const) {
      const page = await test.account.agentSpans.list({
        agent_instance_id: run,
        sorting: { field: 'started_at', direction },
      });
      const times = page.items.map(({ started_at }) => started_at);
      const values = ['2026-03-02T09:30:01Z', '2026-03-02T09:30:02Z'];
      if (direction === 'desc') values.reverse();
      expect(times).toEqual(page.sorting?.nulls === 'first' ? [null, ...values] : [...values, null]);
    }
  });

  test.each(['no_such_field', 'constructor', '__proto__'])(
    'are not sorted by %s, which is no field: 422',
    async (field) => {
      await using test = await setUp();
      const { run } = await record(test, 2);
      const lists = [
        test.account.agentSpans.list({ agent_instance_id: run, sorting: { field } }),
        test.account.agentInstances.list({ agent_id: test.sandbox.agentId, sorting: { field } }),
      ];
      for (const list of lists) {
        const error = await refusalOf(list);
        expect(error).toBeInstanceOf(PrefactorValidationError);
        expect(error).toMatchObject({ statusCode: 422, errors: { 'sorting.field': expect.anything() } });
      }
    },
  );

  test('of instances are those of one agent, and of one version', async () => {
    await using test = await setUp();
    const register = async (external_identifier: string) =>
      await test.agent.agentInstances.register({ agent_version: { external_identifier } });
    const [one, two] = [await register('v1'), await register('v2')];
    await using other = test.clientWith(
      test.sandbox.createToken({ agent_id: '013xrzp12g3nqk8n3d0e5r1k8m2q6t9v' }),
    );
    const foreign = await other.agentInstances.register({});
    const { agentInstances } = test.account;
    const list = async (query: { agent_id: string; agent_version_id?: string }) =>
      idsOf((await agentInstances.list(query)).items);

    expect(await list({ agent_id: one.agent_id })).toEqual([one.id, two.id]);
    expect(await list({ agent_id: foreign.agent_id })).toEqual([foreign.id]);
    expect(await list({ agent_id: nowhere })).toEqual([]);
    expect(await list({ agent_id: one.agent_id, agent_version_id: two.agent_version_id })).toEqual([two.id]);
  });

  test('of instances are short: no deployment, counts, costs and quality', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { items } = await test.account.agentInstances.list({ agent_id: test.sandbox.agentId });
    expect(items).toMatchObject([{ id: run, status: 'active', raised_alert_count: null, risk_score: null }]);
    for (const name of [
      'agent_deployment_id',
      'span_counts',
      'span_schema_counts',
      'cost_breakdown',
      'quality_payloads',
      'quality_summaries',
    ]) {
      expect(items[0]).not.toHaveProperty(name);
    }
  });

  test('of instances may be of all agents', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { items } = await test.account.agentInstances.list();
    expect(idsOf(items)).toEqual([run]);
    const none = await test.account.agentInstances.list({ agent_id: generateId(run) });
    expect(none.items).toEqual([]);
  });

  test('are sorted by a field that is given as text', async () => {
    await using test = await setUp();
    const first = await startRun(test);
    const second = await startRun(test);
    const sorted = async (sorting: string) =>
      (await test.account.agentInstances.list({ sorting })).items.map(({ id }) => id);
    expect(await sorted('id')).toEqual([first, second]);
    expect(await sorted('-id')).toEqual([second, first]);
    expect(test.sandbox.requests.at(-1)?.query).toBe('sorting=-id');
  });

  test('of spans are those of a run or of an agent', async () => {
    await using test = await setUp();
    const { run, ids } = await record(test, 2);
    const other = await record(test, 1);
    const list = async (query: { agent_instance_id?: string; agent_id?: string }) =>
      idsOf((await test.account.agentSpans.list(query)).items);
    const { agentId: agent_id } = test.sandbox;
    expect(await list({ agent_instance_id: run })).toEqual(ids);
    expect(await list({ agent_id })).toEqual([...ids, ...other.ids]);
    expect(await list({ agent_id, agent_instance_id: other.run })).toEqual(other.ids);
    expect(await list({ agent_id: nowhere })).toEqual([]);
  });

  test('of spans have their payloads, and risks and summaries only as far as there are any', async () => {
    await using test = await setUp();
    const { run } = await record(test, 1);
    const { items } = await test.account.agentSpans.list({
      agent_instance_id: run,
      include_summaries: true,
      include_risk_level: true,
    });
    expect(items).toMatchObject([
      { payload: { number: 0 }, summary: null, risk_level: null, risk_score: null },
    ]);
  });

  test('of spans are filtered by the time of their start', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const names = ['09:00', '10:00', '11:00'];
    for (const time of names) {
      const started_at = `2026-03-02T${time}:00Z`;
      await test.agent.agentSpans.create({ ...spanOf(run), schema_name: time, started_at });
    }
    const list = async (query: { start_time?: string | Date; end_time?: string }) => {
      const { items } = await test.account.agentSpans.list({ agent_instance_id: run, ...query });
      return items.map(({ schema_name }) => schema_name);
    };
    expect(await list({})).toEqual(names);
    expect(await list({ start_time: '2026-03-02T09:30:00Z' })).toEqual(['10:00', '11:00']);
    expect(await list({ end_time: '2026-03-02T10:30:00Z' })).toEqual(['09:00', '10:00']);
    // The same moment, written with another offset.
    expect(await list({ end_time: '2026-03-02T12:30:00+02:00' })).toEqual(['09:00', '10:00']);
    expect(
      await list({ start_time: new Date('2026-03-02T09:30:00Z'), end_time: '2026-03-02T10:30:00Z' }),
    ).toEqual(['10:00']);
    expect(await list({ start_time: '2026-03-02T11:30:00Z' })).toEqual([]);
  });
});
