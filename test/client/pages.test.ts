/** Lists: page by page, and as a whole. */
import { describe, expect, it } from 'vitest';
import {
  type AgentSpanSummary,
  type HttpClientConfig,
  type Page,
  PrefactorNotFoundError,
  PrefactorResponseContractError,
} from '../../src/index.ts';
import { setUp } from '../support/client.ts';
import { failure, instance, span } from '../support/fixtures.ts';
import { type Answer, json, queryOf } from '../support/server.ts';

/** With a client that tries once. */
const setUpOnce = (answer: Answer, config: HttpClientConfig = {}) =>
  setUp(answer, { maxRetries: 0, ...config });

const query = { agent_instance_id: 'instance-1' };

const namesOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
const names = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `item-${from + n}`);

/** Where a page stands in a list. */
const place = (offset: number, size: number, total: number, next: number | null) => ({
  item_count: total,
  item_start: offset + 1,
  item_end: Math.min(offset + size, total),
  page_count: Math.ceil(total / size),
  page_index: Math.floor(offset / size) + 1,
  page_size: size,
  page_offset: offset,
  next_page_offset: next,
  previous_page_offset: offset === 0 ? null : Math.max(0, offset - size),
});

/** Answers with the asked-for page of `total` items, two to a page unless the request says otherwise. */
const listOf =
  (total: number, resource: object = span): Answer =>
  (response, request, index) => {
    const asked = queryOf(request);
    const offset = Number(asked['pagination[offset]'] ?? 0);
    const size = Number(asked['pagination[page_size]'] ?? 2);
    const end = Math.min(offset + size, total);
    const summaries = names(offset, end).map((id) => ({ ...resource, id }));
    const body = {
      status: 'success',
      summaries,
      pagination: place(offset, size, total, end < total ? end : null),
      sorting: { field: 'id', direction: 'asc' },
    };
    json(response, 200, body, { 'x-request-id': `request-${index + 1}` });
  };

/** Answers with two items and whatever pagination the test wants. */
const paginated =
  (paginationOf: (index: number) => unknown): Answer =>
  (response, _request, index) => {
    const summaries = [0, 1].map((n) => ({ ...span, id: `item-${2 * index + n}` }));
    json(
      response,
      200,
      { status: 'success', summaries, pagination: paginationOf(index), sorting: null },
      { 'x-request-id': `request-${index + 1}` },
    );
  };

/** The names of what an iteration yields, and the error that it ends with. */
async function drain(items: AsyncIterable<{ id: string }>, most = 100) {
  const yielded: string[] = [];
  try {
    for await (const { id } of items) {
      yielded.push(id);
      if (yielded.length >= most) break;
    }
  } catch (error) {
    return { yielded, error };
  }
  return { yielded, error: undefined };
}

describe('a page', () => {
  it('has its items, its place and its order', async () => {
    await using test = await setUpOnce(listOf(5));
    const page = await test.client.agentSpans.list(query);
    expect(page.items).toEqual([
      { ...span, id: 'item-0' },
      { ...span, id: 'item-1' },
    ]);
    expect(page.pagination).toEqual(place(0, 2, 5, 2));
    expect(page.sorting).toEqual({ field: 'id', direction: 'asc' });
    expect(page.hasNextPage()).toBe(true);
    expect(test.server.requests).toHaveLength(1);
  });

  it('gets the next one, and null after the last', async () => {
    await using test = await setUpOnce(listOf(5));
    const first = await test.client.agentSpans.list(query);
    const second = await first.nextPage();
    const third = await second?.nextPage();
    expect(namesOf(second?.items ?? [])).toEqual(['item-2', 'item-3']);
    expect(second?.hasNextPage()).toBe(true);
    expect(second?.pagination).toMatchObject({ page_offset: 2, next_page_offset: 4 });
    expect(namesOf(third?.items ?? [])).toEqual(['item-4']);
    expect(third?.hasNextPage()).toBe(false);
    expect(await third?.nextPage()).toBeNull();
    expect(test.server.requests).toHaveLength(3);
  });

  it('may be asked for the next one again', async () => {
    await using test = await setUpOnce(listOf(5));
    const first = await test.client.agentSpans.list(query);
    const [one, other] = await Promise.all([first.nextPage(), first.nextPage()]);
    expect(namesOf(one?.items ?? [])).toEqual(['item-2', 'item-3']);
    expect(other?.items).toEqual(one?.items);
  });

  it('is the last when the list is empty', async () => {
    await using test = await setUpOnce(listOf(0));
    const page = await test.client.agentSpans.list(query);
    expect(page.items).toEqual([]);
    expect(page.hasNextPage()).toBe(false);
    expect(await page.nextPage()).toBeNull();
    expect(await drain(page)).toEqual({ yielded: [], error: undefined });
    expect(await drain(test.client.agentSpans.list(query))).toEqual({ yielded: [], error: undefined });
  });

  it.each([
    ['null', null],
    ['absent', undefined],
  ])('is the last when pagination is %s', async (_, pagination) => {
    await using test = await setUpOnce(paginated(() => pagination));
    const page = await test.client.agentSpans.list(query);
    expect(page.pagination).toBeNull();
    expect(page.sorting).toBeNull();
    expect(page.hasNextPage()).toBe(false);
    expect(await page.nextPage()).toBeNull();
    expect(await drain(page)).toEqual({ yielded: ['item-0', 'item-1'], error: undefined });
    expect(test.server.requests).toHaveLength(1);
  });
});

describe('iterating', () => {
  it('over the promise yields the items of all pages in order', async () => {
    await using test = await setUpOnce(listOf(5));
    expect(await drain(test.client.agentSpans.list(query))).toEqual({
      yielded: names(0, 5),
      error: undefined,
    });
    expect(test.server.requests).toHaveLength(3);
  });

  it('over the instances of an agent does the same', async () => {
    await using test = await setUpOnce(listOf(5, instance));
    const { yielded, error } = await drain(test.client.agentInstances.list({ agent_id: 'agent-1' }));
    expect({ yielded, error }).toEqual({ yielded: names(0, 5), error: undefined });
    expect(test.server.requests.map((request) => queryOf(request)['agent_id'])).toEqual([
      'agent-1',
      'agent-1',
      'agent-1',
    ]);
  });

  it('over a page yields its items and those of the pages after it', async () => {
    await using test = await setUpOnce(listOf(7));
    const first = await test.client.agentSpans.list(query);
    expect((await drain(first)).yielded).toEqual(names(0, 7));
    const second = (await first.nextPage()) as Page<AgentSpanSummary>;
    expect((await drain(second)).yielded).toEqual(names(2, 7));
    expect((await drain(second)).yielded).toEqual(names(2, 7));
  });

  it('begins where the query says', async () => {
    await using test = await setUpOnce(listOf(7));
    const list = test.client.agentSpans.list({ ...query, pagination: { offset: 3 } });
    expect((await drain(list)).yielded).toEqual(names(3, 7));
    expect(test.server.requests.map((request) => queryOf(request)['pagination[offset]'])).toEqual(['3', '5']);
  });

  it('goes past an empty page in the middle', async () => {
    await using test = await setUpOnce((response, request, index) => {
      if (index !== 1) return listOf(6)(response, request, index);
      json(response, 200, {
        status: 'success',
        summaries: [],
        pagination: place(2, 2, 6, 4),
        sorting: null,
      });
    });
    expect((await drain(test.client.agentSpans.list(query))).yielded).toEqual([
      ...names(0, 2),
      ...names(4, 6),
    ]);
  });

  it('fetches a page only when its first item is wanted, and none after a break', async () => {
    await using test = await setUpOnce(listOf(7));
    const requestsAt: number[] = [];
    for await (const { id } of test.client.agentSpans.list(query)) {
      requestsAt.push(test.server.requests.length);
      if (id === 'item-3') break;
    }
    expect(requestsAt).toEqual([1, 1, 2, 2]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(test.server.requests).toHaveLength(2);
  });
});

describe('every page', () => {
  it('is asked for with the same page size, order and filters', async () => {
    await using test = await setUpOnce(listOf(5));
    const list = test.client.agentSpans.list({
      ...query,
      start_time: new Date(Date.UTC(2026, 2, 2, 9)),
      end_time: '2026-03-02T10:00:00Z',
      include_summaries: true,
      pagination: { page_size: 2 },
      sorting: { field: 'id', direction: 'desc' },
    });
    expect((await drain(list)).yielded).toEqual(names(0, 5));
    const same = {
      ...query,
      start_time: '2026-03-02T09:00:00.000Z',
      end_time: '2026-03-02T10:00:00Z',
      include_summaries: 'true',
      'pagination[page_size]': '2',
      'sorting[field]': 'id',
      'sorting[direction]': 'desc',
    };
    expect(test.server.requests.map(queryOf)).toEqual([
      same,
      { ...same, 'pagination[offset]': '2' },
      { ...same, 'pagination[offset]': '4' },
    ]);
  });

  it('is asked for with the query as it was when list was called', async () => {
    await using test = await setUpOnce(listOf(4));
    const start = new Date(Date.UTC(2026, 2, 2, 9));
    const given = { agent_instance_id: 'instance-1', start_time: start, pagination: { page_size: 2 } };
    const list = test.client.agentSpans.list(given);
    given.agent_instance_id = 'another';
    given.pagination.page_size = 1;
    start.setTime(0);
    expect((await drain(list)).yielded).toEqual(names(0, 4));
    const same = {
      agent_instance_id: 'instance-1',
      start_time: '2026-03-02T09:00:00.000Z',
      'pagination[page_size]': '2',
    };
    expect(test.server.requests.map(queryOf)).toEqual([same, { ...same, 'pagination[offset]': '2' }]);
  });

  it("leaves the caller's query as it was", async () => {
    await using test = await setUpOnce(listOf(5));
    const given = Object.freeze({ ...query, pagination: Object.freeze({ page_size: 2 }) });
    expect((await drain(test.client.agentSpans.list(given))).yielded).toEqual(names(0, 5));
    expect(given).toEqual({ ...query, pagination: { page_size: 2 } });
  });

  it('is asked for with the same options', async () => {
    await using test = await setUpOnce(
      (response, request, index) =>
        index === 1 ? json(response, 503, failure('unavailable')) : listOf(4)(response, request, index),
      { maxRetries: 0 },
    );
    const options = { headers: { 'X-Trace': 'abc' }, extraQuery: { new_filter: 'yes' }, maxRetries: 1 };
    const list = test.client.agentSpans.list(query, options);
    expect((await drain(list)).yielded).toEqual(names(0, 4));
    expect(test.server.requests).toHaveLength(3);
    for (const request of test.server.requests) {
      expect(request.headers).toMatchObject({ 'x-trace': 'abc' });
      expect(queryOf(request)).toMatchObject({ new_filter: 'yes' });
    }
  });
});

describe('a next page that does not lie after the one before', () => {
  it.each([
    ['the same', 2],
    ['before it', 1],
    ['the first', 0],
  ])('(%s) ends the iteration with an error of its own', async (_, next) => {
    await using test = await setUpOnce(paginated((index) => place(2 * index, 2, 9, index === 0 ? 2 : next)));
    const { yielded, error } = await drain(test.client.agentSpans.list(query));
    expect(yielded).toEqual(names(0, 4));
    expect(error).toBeInstanceOf(PrefactorResponseContractError);
    expect(error).toMatchObject({
      statusCode: 200,
      requestId: 'request-2',
      issues: [{ path: 'pagination.next_page_offset', message: expect.any(String) }],
      operation: 'listAgentSpans',
      method: 'GET',
      path: '/api/v1/agent_spans',
      applied: false,
      message: expect.stringContaining('next_page_offset'),
    });
    expect(test.server.requests).toHaveLength(2);
  });

  it('is refused by nextPage as well', async () => {
    await using test = await setUpOnce(paginated(() => place(0, 2, 9, 0)));
    const page = await test.client.agentSpans.list(query);
    expect(page.hasNextPage()).toBe(true);
    await expect(page.nextPage()).rejects.toBeInstanceOf(PrefactorResponseContractError);
  });

  it('is noticed when the API answers with the first page, whatever is asked for', async () => {
    await using test = await setUpOnce(paginated(() => place(0, 2, 9, 2)));
    const { yielded, error } = await drain(test.client.agentSpans.list(query), 50);
    expect(error).toBeInstanceOf(PrefactorResponseContractError);
    expect(error).toMatchObject({ requestId: 'request-2', operation: 'listAgentSpans' });
    expect(yielded.length).toBeLessThanOrEqual(4);
    expect(test.server.requests).toHaveLength(2);
  });
});

describe('a failure', () => {
  it('of the first page rejects the promise and the iteration', async () => {
    await using test = await setUpOnce((response) => json(response, 404, failure('not_found')));
    await expect(test.client.agentSpans.list(query)).rejects.toBeInstanceOf(PrefactorNotFoundError);
    const { yielded, error } = await drain(test.client.agentSpans.list(query));
    expect(yielded).toEqual([]);
    expect(error).toBeInstanceOf(PrefactorNotFoundError);
  });

  it('of a later page comes out of the iteration, after the items before it', async () => {
    await using test = await setUpOnce((response, request, index) =>
      index === 1
        ? json(response, 404, failure('not_found'), { 'x-request-id': 'request-of-page-2' })
        : listOf(5)(response, request, index),
    );
    const { yielded, error } = await drain(test.client.agentSpans.list(query));
    expect(yielded).toEqual(names(0, 2));
    expect(error).toBeInstanceOf(PrefactorNotFoundError);
    expect(error).toMatchObject({
      operation: 'listAgentSpans',
      path: '/api/v1/agent_spans',
      attempts: 1,
      requestId: 'request-of-page-2',
    });
  });

  it('of a later page may be tried again from the page before', async () => {
    await using test = await setUpOnce((response, request, index) =>
      index === 1 ? json(response, 500, failure('oops')) : listOf(4)(response, request, index),
    );
    const first = await test.client.agentSpans.list(query);
    await expect(first.nextPage()).rejects.toMatchObject({ statusCode: 500 });
    expect(namesOf((await first.nextPage())?.items ?? [])).toEqual(['item-2', 'item-3']);
  });

  it('of a refused query rejects, and does not throw', async () => {
    await using test = await setUpOnce(listOf(5));
    const list = test.client.agentSpans.list({ agent_instance: 'instance-1' } as never);
    const { error } = await drain(list);
    expect(error).toMatchObject({
      name: 'PrefactorClientError',
      message: expect.stringContaining('agent_instance'),
    });
    expect(test.server.requests).toEqual([]);
  });
});

describe('an abort', () => {
  const reason = new Error('the user went away');

  it('between two items rejects with its reason when the next page is wanted', async () => {
    await using test = await setUpOnce(listOf(5));
    const controller = new AbortController();
    const seen: string[] = [];
    const iterate = async () => {
      for await (const { id } of test.client.agentSpans.list(query, { signal: controller.signal })) {
        seen.push(id);
        if (id === 'item-1') controller.abort(reason);
      }
    };
    expect(await iterate().catch((error: unknown) => error)).toBe(reason);
    expect(seen).toEqual(names(0, 2));
    expect(test.server.requests).toHaveLength(1);
  });

  it('while a later page is on its way rejects with its reason', async () => {
    const controller = new AbortController();
    await using test = await setUpOnce((response, request, index) =>
      index === 1 ? controller.abort(reason) : listOf(5)(response, request, index),
    );
    const { yielded, error } = await drain(test.client.agentSpans.list(query, { signal: controller.signal }));
    expect(error).toBe(reason);
    expect(yielded).toEqual(names(0, 2));
  });
});

describe('a closed client', () => {
  it('gets no further pages', async () => {
    await using test = await setUpOnce(listOf(5));
    const page = await test.client.agentSpans.list(query);
    await test.client.close();
    await expect(page.nextPage()).rejects.toMatchObject({ code: 'client_closed' });
  });
});

describe('withResponse of a list', () => {
  it('has the page and the whole body', async () => {
    await using test = await setUpOnce(listOf(3));
    const { data, body, requestId, attempts, idempotencyKey } = await test.client.agentSpans
      .list(query)
      .withResponse();
    expect(namesOf(data.items)).toEqual(['item-0', 'item-1']);
    expect(body).toMatchObject({ status: 'success', pagination: place(0, 2, 3, 2) });
    expect(namesOf(body.summaries)).toEqual(['item-0', 'item-1']);
    expect({ requestId, attempts, idempotencyKey }).toEqual({
      requestId: 'request-1',
      attempts: 1,
      idempotencyKey: undefined,
    });
    expect((await drain(data)).yielded).toEqual(names(0, 3));
    expect(test.server.requests).toHaveLength(2);
  });

  it('and iterating over the same promise send the first page once', async () => {
    await using test = await setUpOnce(listOf(3));
    const list = test.client.agentSpans.list(query);
    await list.withResponse();
    expect((await drain(list)).yielded).toEqual(names(0, 3));
    expect(test.server.requests).toHaveLength(2);
  });
});
