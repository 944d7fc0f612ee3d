/** The promises that methods return, and the whole answer behind them. */
import { describe, expect, it } from 'vitest';
import {
  type ApiPromise,
  PrefactorClientError,
  type PrefactorHttpClient,
  PrefactorNotFoundError,
  type RequestOptions,
  undocumentedItem,
} from '../../src/index.ts';
import { endOf, setUp, transports, unhandledDuring } from '../support/client.ts';
import { failure, instance, newSpan, span, success } from '../support/fixtures.ts';
import { type Answer, json, type ReceivedRequest } from '../support/server.ts';

const ok: Answer = (response) => json(response, 200, success(span), { 'x-request-id': 'request-1' });
const notFound: Answer = (response) => json(response, 404, failure('not_found'));

interface Row {
  name: string;
  call: (client: PrefactorHttpClient, options?: RequestOptions) => ApiPromise<unknown>;
  writes?: boolean;
  answer: (request: ReceivedRequest) => object;
  data: unknown;
}

const spanAnswer = { answer: () => success(span), data: span };
const instanceAnswer = { answer: () => success(instance), data: instance };
const page = { status: 'success', summaries: [], pagination: null, sorting: null };
const pageAnswer = { answer: () => page, data: { items: [], pagination: null, sorting: null } };
const context = { body: { note: 'all well' }, span_count: 2 };

const rows: Row[] = [
  {
    name: 'agentInstances.register',
    call: ({ agentInstances }, options) => agentInstances.register({ agent_id: 'agent-1' }, options),
    writes: true,
    ...instanceAnswer,
  },
  {
    name: 'agentInstances.start',
    call: ({ agentInstances }, options) => agentInstances.start('instance-1', {}, options),
    writes: true,
    ...instanceAnswer,
  },
  {
    name: 'agentInstances.finish',
    call: ({ agentInstances }, options) => agentInstances.finish('instance-1', {}, options),
    writes: true,
    ...instanceAnswer,
  },
  {
    name: 'agentInstances.terminate',
    call: ({ agentInstances }, options) =>
      agentInstances.terminate('instance-1', { reason: 'Enough.' }, options),
    writes: true,
    ...instanceAnswer,
  },
  {
    name: 'agentInstances.recordQuality',
    call: ({ agentInstances }, options) =>
      agentInstances.recordQuality('instance-1', { name: 'review', payload: { score: 4 } }, options),
    writes: true,
    ...instanceAnswer,
  },
  {
    name: 'agentInstances.get',
    call: ({ agentInstances }, options) => agentInstances.get('instance-1', options),
    ...instanceAnswer,
  },
  {
    name: 'agentInstances.show',
    call: ({ agentInstances }, options) => agentInstances.show({ agent_instance_id: 'instance-1' }, options),
    ...instanceAnswer,
  },
  {
    name: 'agentInstances.list',
    call: ({ agentInstances }, options) => agentInstances.list({ agent_id: 'agent-1' }, options),
    ...pageAnswer,
  },
  {
    name: 'agentInstances.agentContext',
    call: ({ agentInstances }, options) => agentInstances.agentContext('instance-1', options),
    answer: () => ({ status: 'success', agent_context: context }),
    data: context,
  },
  {
    name: 'agentSpans.create',
    call: ({ agentSpans }, options) => agentSpans.create(newSpan, options),
    writes: true,
    ...spanAnswer,
  },
  {
    name: 'agentSpans.finish',
    call: ({ agentSpans }, options) => agentSpans.finish('span-1', {}, options),
    writes: true,
    ...spanAnswer,
  },
  {
    name: 'agentSpans.list',
    call: ({ agentSpans }, options) => agentSpans.list({ agent_instance_id: 'instance-1' }, options),
    ...pageAnswer,
  },
  {
    name: 'agentSpans.get',
    call: ({ agentSpans }, options) => agentSpans.get('span-1', {}, options),
    ...spanAnswer,
  },
  {
    name: 'agentSpans.discardSensitive',
    call: ({ agentSpans }, options) => agentSpans.discardSensitive('span-1', options),
    writes: true,
    ...spanAnswer,
  },
  {
    name: 'bulk.execute',
    call: ({ bulk }, options) =>
      bulk.execute(
        [{ _type: 'agent_spans/show', agent_span_id: 'span-1', idempotency_key: 'the-key-of-the-item' }],
        options,
      ),
    answer: () => ({ status: 'success', outputs: { 'the-key-of-the-item': success(span) } }),
    data: expect.objectContaining({
      status: 'success',
      results: [{ ...success(span), idempotencyKey: 'the-key-of-the-item' }],
    }),
  },
  {
    name: 'request, on a path of the document',
    call: (client, options) =>
      client.request('POST', '/api/v1/agent_spans', { ...options, body: { details: newSpan } }),
    writes: true,
    answer: () => success(span),
    data: success(span),
  },
  {
    name: 'request, on another path',
    call: (client, options) => client.request('GET', '/api/v1/thing', options),
    answer: () => ({ status: 'success', agents: [1, 2] }),
    data: { status: 'success', agents: [1, 2] },
  },
];

describe.each(transports)('withResponse, through %s,', (_, config) => {
  it.each(rows)('of $name has the whole answer', async ({ call, writes = false, answer, data }) => {
    await using test = await setUp(
      (response, request) =>
        json(response, 200, answer(request), { 'X-Request-Id': 'request-1', 'X-Odd-CASE': 'Kept As It Is' }),
      config,
    );
    const whole = await call(test.client).withResponse();
    const [request] = test.server.requests;

    expect(Object.keys(whole).sort()).toEqual([
      'attempts',
      'body',
      'contractIssues',
      'data',
      'headers',
      'idempotencyKey',
      'requestId',
      'statusCode',
    ]);
    expect(whole.data).toEqual(data);
    expect(whole.body).toEqual(request && answer(request));
    expect(whole).toMatchObject({ statusCode: 200, requestId: 'request-1', attempts: 1 });
    expect(whole.headers).toMatchObject({
      'content-type': 'application/json',
      'x-request-id': 'request-1',
      'x-odd-case': 'Kept As It Is',
    });
    if (writes) {
      expect(whole.idempotencyKey).toMatch(/^[!-~]{1,64}$/);
      expect(whole.idempotencyKey).toBe(request?.headers['idempotency-key']);
    } else {
      expect(whole.idempotencyKey).toBeUndefined();
    }
    expect(test.server.requests).toHaveLength(1);
  });

  it('has the headers as a plain object of text, by lower-case names', async () => {
    await using test = await setUp((response) => {
      response.writeHead(200, [
        ['Content-Type', 'application/json'],
        ['X-Request-ID', 'request-1'],
        ['Vary', 'Accept'],
        ['VARY', 'Origin'],
        ['X-Empty', ''],
      ]);
      response.end(JSON.stringify(success(span)));
    }, config);
    const { headers } = await test.client.agentSpans.get('span-1').withResponse();
    expect(Object.keys(headers)).toEqual(Object.keys(headers).map((name) => name.toLowerCase()));
    expect(JSON.parse(JSON.stringify(headers))).toEqual({ ...headers });
    expect(headers).toMatchObject({ vary: 'Accept, Origin', 'x-empty': '', 'x-request-id': 'request-1' });
  });

  it('counts attempts and keeps the key of the call', async () => {
    await using test = await setUp(
      (response, request, index) =>
        index === 0 ? json(response, 503, failure('unavailable')) : ok(response, request, index),
      config,
    );
    const { agentSpans } = test.client;
    const whole = await agentSpans.finish('span-1', {}, { idempotencyKey: 'my-key' }).withResponse();
    expect(whole).toMatchObject({ attempts: 2, statusCode: 200, idempotencyKey: 'my-key', data: span });
    expect(test.server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'my-key',
      'my-key',
    ]);
  });

  it('has null for a request id that did not come', async () => {
    await using test = await setUp((response) => json(response, 200, success(span)), config);
    expect(await test.client.agentSpans.get('span-1').withResponse()).toMatchObject({ requestId: null });
  });
});

describe('the body of withResponse', () => {
  it('has what register answers beside the instance', async () => {
    const version = { type: 'agent_version', id: 'version-1' };
    const whole = { ...success(instance), not_documented: { version } };
    await using test = await setUp((response) => json(response, 200, whole));
    const { body, data } = await test.client.agentInstances.register({ agent_id: 'agent-1' }).withResponse();
    expect(body).toEqual(whole);
    expect(data).toEqual(instance);
  });

  it('has the versions that register found or created', async () => {
    const versions = { agent_version: { id: 'version-1' }, agent_schema_version: { id: 'schema-1' } };
    await using test = await setUp((response) => json(response, 200, { ...success(instance), ...versions }), {
      validateResponses: false,
    });
    const { body } = await test.client.agentInstances.register({ agent_id: 'agent-1' }).withResponse();
    expect(body.agent_version).toEqual({ id: 'version-1' });
    expect(body.agent_schema_version).toEqual({ id: 'schema-1' });
  });

  it.each(['create', 'finish'] as const)('has the control signal of agentSpans.%s', async (method) => {
    const control = { terminate: true, reason: 'Budget for this run is used up.' };
    await using test = await setUp((response) => json(response, 200, { ...success(span), control }));
    const { agentSpans } = test.client;
    const call = method === 'create' ? agentSpans.create(newSpan) : agentSpans.finish('span-1');
    const { body, data } = await call.withResponse();
    expect(body.control).toEqual(control);
    expect(data).toEqual(span);
  });
});

describe('withResponse of a call that fails', () => {
  it('rejects with the very error of the promise', async () => {
    await using test = await setUp(notFound);
    const call = test.client.agentSpans.get('span-1');
    const whole = call.withResponse();
    const error = await endOf(call);
    expect(error).toBeInstanceOf(PrefactorNotFoundError);
    expect(await endOf(whole)).toBe(error);
    expect(await endOf(call.withResponse())).toBe(error);
    expect(test.server.requests).toHaveLength(1);
  });

  it('rejects for a refused argument, and nothing throws before', async () => {
    await using test = await setUp(notFound);
    const call = test.client.agentSpans.get('');
    expect(await endOf(call.withResponse())).toBeInstanceOf(PrefactorClientError);
    expect(await endOf(call)).toBeInstanceOf(PrefactorClientError);
    const items = test.client.bulk.execute([]);
    expect(await endOf(items.withResponse())).toBeInstanceOf(PrefactorClientError);
    const list = test.client.agentInstances.list({ agent_id: 7 } as never);
    expect(await endOf(list.withResponse())).toBeInstanceOf(PrefactorClientError);
    const request = test.client.request('GET', 'nowhere');
    expect(await endOf(request.withResponse())).toBeInstanceOf(PrefactorClientError);
    expect(test.server.requests).toEqual([]);
  });

  it('rejects with the reason of an abort', async () => {
    await using test = await setUp(() => {});
    const reason = new Error('the user went away');
    const controller = new AbortController();
    const call = test.client.agentSpans.get('span-1', {}, { signal: controller.signal }).withResponse();
    controller.abort(reason);
    expect(await endOf(call)).toBe(reason);
  });

  const calls: [name: string, call: (client: PrefactorHttpClient) => ApiPromise<unknown>][] = [
    ['a method', ({ agentSpans }) => agentSpans.get('span-1')],
    ['a refused argument', ({ agentSpans }) => agentSpans.get('')],
    ['a list', ({ agentSpans }) => agentSpans.list({ agent_instance_id: 'instance-1' })],
    ['bulk', ({ bulk }) => bulk.execute([undocumentedItem('things/show')])],
    ['a request', (client) => client.request('GET', '/api/v1/thing')],
  ];
  describe.each(calls)('leaves no rejection unhandled, for %s,', (_, call) => {
    it('when it alone is awaited', async () => {
      await using test = await setUp(notFound);
      expect(await unhandledDuring(() => endOf(call(test.client).withResponse()))).toEqual([]);
    });

    it('when it alone is awaited, a while after the call', async () => {
      await using test = await setUp(notFound);
      const unhandled = await unhandledDuring(async () => {
        const promise = call(test.client);
        await null;
        await endOf(promise.withResponse());
      });
      expect(unhandled).toEqual([]);
    });

    it('when the promise alone is awaited', async () => {
      await using test = await setUp(notFound);
      expect(await unhandledDuring(() => endOf(call(test.client)))).toEqual([]);
    });

    it.each(['first', 'last'])('when both are awaited, it %s', async (position) => {
      await using test = await setUp(notFound);
      const unhandled = await unhandledDuring(async () => {
        const promise = call(test.client);
        const whole = promise.withResponse();
        const both = position === 'first' ? [whole, promise] : [promise, whole];
        for (const one of both) await endOf(one);
      });
      expect(unhandled).toEqual([]);
    });
  });

  it('does not hide the rejection of a call that nobody looks at', async () => {
    await using test = await setUp(notFound);
    // A listener of its own keeps the runner from failing: the rejection is what is wanted here.
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    const unhandled = await unhandledDuring(async () => {
      const promise = test.client.agentSpans.get('span-1');
      // Waits for the failure without touching the promise.
      while (test.server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      await endOf(test.client.agentSpans.get('span-1'));
      void promise;
    });
    for (const listener of others) process.on('unhandledRejection', listener);
    expect(unhandled).toEqual([expect.any(PrefactorNotFoundError)]);
  });
});

describe('the promise of a method', () => {
  it('is a promise like any other', async () => {
    await using test = await setUp(ok);
    const { agentSpans } = test.client;
    const order: string[] = [];
    expect(agentSpans.get('span-1')).toBeInstanceOf(Promise);
    expect(await agentSpans.get('span-1')).toEqual(span);
    expect(await agentSpans.get('span-1').then(({ id }) => id)).toBe('span-1');
    expect(await agentSpans.get('span-1').catch(() => 'not this')).toEqual(span);
    expect(await agentSpans.get('span-1').finally(() => order.push('finally'))).toEqual(span);
    expect(order).toEqual(['finally']);
    expect(await Promise.all([agentSpans.get('a'), agentSpans.get('b'), 3])).toEqual([span, span, 3]);
    expect(await Promise.race([agentSpans.get('a')])).toEqual(span);
    expect(await Promise.any([agentSpans.get('a')])).toEqual(span);
    expect(await Promise.resolve(agentSpans.get('a'))).toEqual(span);
  });

  it('fails like any other', async () => {
    await using test = await setUp(notFound);
    const { agentSpans } = test.client;
    const order: string[] = [];
    const note = () => void order.push('finally');
    await expect(agentSpans.get('span-1').then(() => 'not this')).rejects.toBeInstanceOf(
      PrefactorNotFoundError,
    );
    expect(
      await agentSpans.get('span-1').then(
        () => 'not this',
        () => 'this',
      ),
    ).toBe('this');
    expect(await agentSpans.get('span-1').catch(() => 'caught')).toBe('caught');
    await expect(agentSpans.get('span-1').finally(note)).rejects.toBeInstanceOf(PrefactorNotFoundError);
    expect(order).toEqual(['finally']);
    await expect(Promise.all([agentSpans.get('span-1')])).rejects.toBeInstanceOf(PrefactorNotFoundError);
    expect(await Promise.allSettled([agentSpans.get('span-1')])).toEqual([
      { status: 'rejected', reason: expect.any(PrefactorNotFoundError) },
    ]);
  });

  it('sends one request, however often it and its answer are asked for', async () => {
    await using test = await setUp(ok);
    const call = test.client.agentSpans.finish('span-1');
    const [data, first, second] = await Promise.all([call, call.withResponse(), call.withResponse()]);
    expect(first).toEqual(second);
    expect(first.data).toEqual(data);
    expect((await call.withResponse()).data).toEqual(data);
    expect(test.server.requests).toHaveLength(1);
  });

  it('sends its request at once, awaited or not', async () => {
    await using test = await setUp(ok);
    const call = test.client.agentSpans.finish('span-1');
    while (test.server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await call).toEqual(span);
  });

  it('gives plain promises when it is chained', async () => {
    await using test = await setUp(ok);
    const { agentSpans } = test.client;
    const list = test.client.agentInstances.list({ agent_id: 7 } as never);
    const chained = [
      agentSpans.get('span-1').then(({ id }) => id),
      agentSpans.get('span-1').catch(() => {}),
      agentSpans.get('span-1').finally(() => {}),
      agentSpans.get('span-1').withResponse(),
      list.catch(() => {}),
    ];
    for (const promise of chained) {
      expect(Object.getPrototypeOf(promise)).toBe(Promise.prototype);
      expect(promise).not.toHaveProperty('withResponse');
    }
    await Promise.all(chained);
  });
});
