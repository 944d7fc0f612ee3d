/** Many operations in one request. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  type BulkInput,
  type HttpClientConfig,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorClientError,
  PrefactorConflictError,
  PrefactorHttpClient,
  PrefactorNotFoundError,
  PrefactorResponseContractError,
  PrefactorValidationError,
  undocumentedItem,
} from '../../src/index.ts';
import { setUp as setUpClient } from '../support/client.ts';
import { hastyClock } from '../support/clock.ts';
import { bulkSuccess, failure, instance, span, success } from '../support/fixtures.ts';
import { json, startServer, type TestServer } from '../support/server.ts';

type Item = Record<string, unknown> & { idempotency_key: string };

const apiToken = 'token-that-nobody-may-see';
const finish = (more: object = {}): BulkInput => ({
  _type: 'agent_spans/finish',
  agent_span_id: 'span-1',
  ...more,
});
const show = (idempotency_key?: string): BulkInput => ({
  _type: 'agent_instances/show',
  agent_instance_id: 'instance-1',
  ...(idempotency_key === undefined ? {} : { idempotency_key }),
});
const itemsOf = (server: TestServer, index = 0): Item[] =>
  JSON.parse(server.requests[index]?.body ?? '{}').items;

/** Answers each item by itself; items for which `answer` gives nothing are left out. */
async function setUp(
  answer: (item: Item, index: number) => unknown = (item) =>
    success(item['_type'] === 'agent_instances/show' ? instance : span),
  config: HttpClientConfig = {},
) {
  const test = await setUpClient(
    (response, { body }) => {
      const outputs = new Map<string, unknown>();
      for (const [index, item] of (JSON.parse(body).items as Item[]).entries()) {
        const output = answer(item, index);
        if (output !== undefined) outputs.set(item.idempotency_key, output);
      }
      json(response, 200, bulkSuccess(outputs), { 'x-request-id': 'request-1' });
    },
    { apiToken, maxRetries: 0, ...config },
  );
  return { ...test, bulk: test.client.bulk };
}

/** What cannot be written, however hard one tries. */
const unwritable = {
  toJSON() {
    throw new Error('no');
  },
};

describe('the items of a bulk request', () => {
  it('go out in order, as they are, with a key each', async () => {
    await using test = await setUp();
    const details = {
      agent_instance_id: 'instance-1',
      schema_name: 'agent:llm',
      status: 'active' as const,
      payload: { n: 1 },
    };
    await test.bulk.execute([
      { _type: 'agent_spans/create', details, idempotency_key: 'my-own-key' },
      finish({ status: 'complete', result_payload: null }),
    ]);
    const [request] = test.server.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/api/v1/bulk' });
    expect(Object.keys(JSON.parse(request?.body ?? ''))).toEqual(['items']);
    expect(itemsOf(test.server)).toEqual([
      { _type: 'agent_spans/create', details, idempotency_key: 'my-own-key' },
      {
        ...finish({ status: 'complete' }),
        idempotency_key: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ]);
  });

  it("stay unchanged in the caller's hands, frozen ones too", async () => {
    await using test = await setUp();
    const items = Object.freeze([Object.freeze(finish({ timestamp: new Date(0) })), Object.freeze(show())]);
    const before = structuredClone(items);
    await test.bulk.execute(items);
    expect(items).toEqual(before);
    expect(items.every((item) => !('idempotency_key' in item))).toBe(true);
  });

  it('may be one object twice: each time it gets a key of its own', async () => {
    await using test = await setUp();
    const item = finish();
    const { results } = await test.bulk.execute([item, item]);
    expect(new Set(itemsOf(test.server).map((sent) => sent.idempotency_key)).size).toBe(2);
    expect(results.map(({ status }) => status)).toEqual(['success', 'success']);
  });

  it('may have dates where the API takes a timestamp', async () => {
    await using test = await setUp(() => undefined);
    const at = new Date(Date.UTC(2026, 2, 2));
    const iso = '2026-03-02T00:00:00.000Z';
    const details = { agent_instance_id: 'i', schema_name: 'a:b', status: 'complete' as const, payload: {} };
    await test.bulk.execute([
      finish({ timestamp: at }),
      { _type: 'agent_spans/create', details: { ...details, started_at: at, finished_at: at } },
      { _type: 'agent_spans/list', agent_id: 'agent-1', start_time: at, end_time: at },
      { _type: 'agent_instances/terminate', agent_instance_id: 'i', reason: 'Enough.', timestamp: at },
    ]);
    expect(itemsOf(test.server)).toMatchObject([
      { timestamp: iso },
      { details: { started_at: iso, finished_at: iso } },
      { start_time: iso, end_time: iso },
      { timestamp: iso },
    ]);
  });

  it('may be of a type that is not in the document, with any fields', async () => {
    await using test = await setUp(() => success({ anything: true }));
    const fields = { thing_id: 'thing-1', deep: { list: [1, null] } };
    const { results } = await test.bulk.execute([undocumentedItem('things/show', fields)]);
    expect(itemsOf(test.server)).toMatchObject([{ _type: 'things/show', ...fields }]);
    expect(results[0]).toMatchObject({ status: 'success', details: { anything: true } });
    expect(results[0]).not.toHaveProperty('contractIssues');
  });

  it('may have keys of 8 to 128 characters', async () => {
    await using test = await setUp();
    const keys = ['k'.repeat(8), 'k'.repeat(128), '!~!~!~!~'];
    const { results } = await test.bulk.execute(keys.map((key) => show(key)));
    expect(results.map(({ idempotencyKey }) => idempotencyKey)).toEqual(keys);
  });
});

describe('a bulk request is refused before it is sent', () => {
  it.each<[what: string, items: unknown, named: string]>([
    ['without items', [], 'items'],
    ['with something else than a list', finish(), 'items'],
    ['with an item that is no object', ['agent_spans/finish'], 'items[0]'],
    ['with an item that is null', [null], 'items[0]'],
    ['with an item without a type', [{ agent_span_id: 'span-1' }], 'items[0]._type'],
    ['with a type that is none', [{ _type: 'finish' }], 'items[0]._type'],
    ['with a key that is too short', [show('k'.repeat(7))], 'items[0].idempotency_key'],
    ['with a key that is too long', [show('k'.repeat(129))], 'items[0].idempotency_key'],
    ['with a key that is no text', [finish({ idempotency_key: 12_345_678 })], 'items[0].idempotency_key'],
    ['with one key twice', [show('same-key'), finish(), show('same-key')], 'items[2].idempotency_key'],
    ['with an unknown field in a known type', [show(), finish({ staus: 'complete' })], 'items[1].staus'],
    [
      'with flat fields where they belong into details',
      [{ _type: 'agent_spans/create', schema_name: 'a:b' }],
      'items[0]',
    ],
    ['with details where fields are flat', [finish({ details: { status: 'complete' } })], 'items[0].details'],
    ['with a missing field', [{ _type: 'agent_spans/finish' }], 'items[0].agent_span_id'],
    ['with a value outside an enum', [finish({ status: 'done' })], 'items[0].status'],
    ['with an invalid date', [finish({ timestamp: new Date(Number.NaN) })], 'items[0].timestamp'],
    ['with what JSON has no form for', [finish({ result_payload: { count: unwritable } })], 'JSON'],
  ])('%s', async (_, items, named) => {
    await using test = await setUp();
    const error: unknown = await test.bulk.execute(items as BulkInput[]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'invalid_argument', message: expect.stringContaining(named) });
    expect(test.server.requests).toEqual([]);
  });
});

describe('the results of a bulk request', () => {
  it('stand in the order of the items, whatever the order of the outputs', async () => {
    await using server = await startServer((response, { body }) => {
      const items: Item[] = JSON.parse(body).items;
      const outputs = items.map((item, index) => [
        item.idempotency_key,
        success({ ...instance, id: `instance-${index}` }),
      ]);
      json(response, 200, { status: 'success', outputs: Object.fromEntries(outputs.reverse()) });
    });
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken });
    // Keys that look like numbers come first in every JavaScript object.
    const keys = ['key-nine', '20000000', 'key-zero', '10000000'];
    const { status, outputs, results } = await client.bulk.execute(keys.map((key) => show(key)));
    expect(status).toBe('success');
    expect(results.map(({ idempotencyKey }) => idempotencyKey)).toEqual(keys);
    expect(results).toMatchObject([0, 1, 2, 3].map((index) => ({ details: { id: `instance-${index}` } })));
    expect(outputs['key-zero']).toMatchObject({ status: 'success', details: { id: 'instance-2' } });
    expect(Object.keys(outputs)).toHaveLength(4);
  });

  it('are each judged by the type of their own item', async () => {
    await using test = await setUp();
    const { results } = await test.bulk.execute([finish(), show()]);
    for (const result of results) expect(result).not.toHaveProperty('contractIssues');
    await using other = await setUp((item) =>
      success(item['_type'] === 'agent_spans/finish' ? instance : span),
    );
    for (const result of (await other.bulk.execute([finish(), show()])).results)
      expect(result).toHaveProperty('contractIssues');
  });

  it('have what the API says beside the details', async () => {
    const control = { terminate: true, reason: 'Out of budget.' };
    await using test = await setUp(() => ({ ...success(span), control }));
    const { results } = await test.bulk.execute([finish({ idempotency_key: 'the-only-key' })]);
    expect(results).toEqual([{ idempotencyKey: 'the-only-key', status: 'success', details: span, control }]);
  });

  it.each([
    ['not_found', PrefactorNotFoundError],
    ['invalid_action', PrefactorConflictError],
    ['validation_errors', PrefactorValidationError],
    ['bad_request', PrefactorValidationError],
    ['bad_authtoken', PrefactorAuthError],
    ['something_new', PrefactorApiError],
  ])('tell the failure of an item, %s, and leave what follows it unprocessed', async (code, type) => {
    const output = failure(code, { errors: { status: ['is invalid'] } });
    await using test = await setUp((_, index) => [success(span), output][index]);
    const { status, results } = await test.bulk.execute([finish(), finish(), finish(), show()]);
    const keys = itemsOf(test.server).map(({ idempotency_key }) => idempotency_key);
    expect(status).toBe('success');
    expect(results).toMatchObject([
      { idempotencyKey: keys[0], status: 'success' },
      { idempotencyKey: keys[1], status: 'error' },
      { idempotencyKey: keys[2], status: 'not_processed' },
      { idempotencyKey: keys[3], status: 'not_processed' },
    ]);
    const failed = results[1];
    if (failed?.status !== 'error') throw new Error('the second item should have failed');
    expect(failed.error).toBeInstanceOf(type);
    expect(failed.error).toMatchObject({ name: type.name, code, body: output, idempotencyKey: keys[1] });
    expect(failed.error.requestId, 'that of the whole answer').toBe('request-1');
    expect(failed.error.message).toContain(`This is ${code}.`);
    if (type === PrefactorValidationError)
      expect(failed.error).toMatchObject({ errors: { status: ['is invalid'] } });
  });

  it('do not show a token that the server repeats', async () => {
    await using test = await setUp(() => ({
      status: 'error',
      code: 'not_found',
      message: `you sent ${apiToken}`,
    }));
    const { results } = await test.bulk.execute([finish()]);
    expect(inspect(results, { depth: null }) + JSON.stringify(results)).not.toContain(apiToken);
  });

  it('count a success as one, even if its body is not what the document describes', async () => {
    await using test = await setUp(
      (_, index) => [success({ ...span, id: 7 }), { status: 'success' }, success(span)][index],
    );
    const { results } = await test.bulk.execute([finish(), finish(), finish()]);
    expect(results).toMatchObject([
      {
        status: 'success',
        details: { id: 7 },
        contractIssues: [{ path: 'details.id', message: expect.any(String) }],
      },
      { status: 'success', contractIssues: [{ path: 'details', message: expect.any(String) }] },
      { status: 'success' },
    ]);
    expect(results[2]).not.toHaveProperty('contractIssues');
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__'])(
    'are safe with a key named %s',
    async (key) => {
      await using test = await setUp((item) =>
        item.idempotency_key === key ? success({ ...span, id: 'span-9' }) : undefined,
      );
      const { results, outputs } = await test.bulk.execute([finish({ idempotency_key: key }), finish()]);
      expect(itemsOf(test.server)[0]?.idempotency_key).toBe(key);
      expect(results).toMatchObject([
        { idempotencyKey: key, status: 'success', details: { id: 'span-9' } },
        { status: 'not_processed' },
      ]);
      expect(Object.keys(outputs)).toEqual([key]);
      expect(Object.getPrototypeOf({})).not.toHaveProperty('details');
    },
  );

  it.each(['__proto__', 'constructor', 'toString'])(
    'do not take what every object has for an answer to the key %s',
    async (key) => {
      await using test = await setUp(() => undefined);
      const { results } = await test.bulk.execute([finish({ idempotency_key: key })]);
      expect(results).toEqual([{ idempotencyKey: key, status: 'not_processed' }]);
    },
  );
});

describe('the answer to a bulk request breaks the contract', () => {
  it.each<[what: string, answer: unknown]>([
    ['without outputs', { status: 'success' }],
    ['with outputs that are a list', { status: 'success', outputs: [success(span)] }],
  ])('%s', async (_, answer) => {
    for (const validateResponses of [true, false]) {
      await using server = await startServer((response) => json(response, 200, answer));
      await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken, validateResponses });
      const call = client.bulk.execute([finish({ idempotency_key: 'the-only-key' })]);
      const error: unknown = await call.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(PrefactorResponseContractError);
      expect(error).toMatchObject({ operation: 'executeBulk', applied: true, attempts: 1 });
      expect(server.requests).toHaveLength(1);
    }
  });
});

describe('an odd output concerns its item alone', () => {
  const keys = ['first-key', 'the-odd-key', 'third-key'];
  const others = { 'first-key': success(span), 'third-key': success(span) };

  it.each<[what: string, output: unknown]>([
    ['null', null],
    ['of another status', { status: 'maybe' }],
    ['an error that has no code', { status: 'error', message: 'No.' }],
  ])('%s', async (_, output) => {
    for (const validateResponses of [true, false]) {
      const outputs = { ...others, 'the-odd-key': output };
      await using server = await startServer((response) =>
        json(response, 200, bulkSuccess(Object.entries(outputs))),
      );
      await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken, validateResponses });
      const { results } = await client.bulk.execute(keys.map((key) => finish({ idempotency_key: key })));
      expect(results).toMatchObject([{ status: 'success' }, { status: 'error' }, { status: 'success' }]);
      const [, odd] = results;
      const error = odd?.status === 'error' ? odd.error : undefined;
      expect(error).toBeInstanceOf(PrefactorResponseContractError);
      expect(error).toMatchObject({ idempotencyKey: 'the-odd-key', operation: 'finishAgentSpan' });
    }
  });

  it('one for a key that was not sent is in the outputs alone', async () => {
    const odd = { ...others, 'the-odd-key': success(span), 'some-other-key': failure('not_found') };
    await using server = await startServer((response) =>
      json(response, 200, bulkSuccess(Object.entries(odd))),
    );
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken });
    const answer = await client.bulk.execute(keys.map((key) => finish({ idempotency_key: key })));
    expect(answer.results.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
    expect(Object.keys(answer.outputs)).toContain('some-other-key');
  });

  it('an error without a status is an error, and an answer without one a success', async () => {
    const outputs = { 'first-key': success(span), 'the-odd-key': { code: 'not_found', message: 'No.' } };
    await using server = await startServer((response) => json(response, 200, { outputs }));
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken });
    const answer = await client.bulk.execute(keys.map((key) => finish({ idempotency_key: key })));
    expect(answer.status).toBe('success');
    expect(answer.results).toMatchObject([
      { status: 'success' },
      { status: 'error', error: { name: 'PrefactorNotFoundError', code: 'not_found', detail: 'No.' } },
      { status: 'not_processed' },
    ]);
  });

  it('outputs can be written as JSON', async () => {
    await using server = await startServer((response) =>
      json(response, 200, bulkSuccess(Object.entries(others))),
    );
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken });
    const { outputs } = await client.bulk.execute([finish({ idempotency_key: 'first-key' })]);
    expect(JSON.parse(JSON.stringify(outputs))).toEqual(others);
  });
});

describe('a bulk request that fails as a whole', () => {
  it.each([503, 'reset'] as const)('with %s is sent again with the same keys and bytes', async (end) => {
    await using server = await startServer((response, { body }, index) => {
      if (index === 0)
        return end === 'reset' ? void response.destroy() : json(response, end, failure('unavailable'));
      const outputs = (JSON.parse(body).items as Item[]).map((item) => [item.idempotency_key, success(span)]);
      return json(
        response,
        200,
        { status: 'success', outputs: Object.fromEntries(outputs) },
        { 'x-request-id': 'request-1' },
      );
    });
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken }, hastyClock(30_000));
    const { results } = await client.bulk.execute([finish(), finish()]);
    expect(results.map(({ status }) => status)).toEqual(['success', 'success']);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.body).toBe(server.requests[0]?.body);
  });

  it('rejects with the error of the request', async () => {
    await using server = await startServer((response) => json(response, 422, failure('validation_errors')));
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken });
    const call = client.bulk.execute([finish()]);
    await expect(call).rejects.toMatchObject({
      name: 'PrefactorValidationError',
      operation: 'executeBulk',
      path: '/api/v1/bulk',
    });
  });
});
