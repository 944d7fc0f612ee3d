/** What callers may watch: attempts, answers, retries, and the signal to stop. */
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import {
  type AttemptEvent,
  type ControlEvent,
  type Hooks,
  type HttpClientConfig,
  PrefactorClientError,
  PrefactorHttpClient,
  type RequestOptions,
  type ResponseEvent,
  type RetryEvent,
} from '../../src/index.ts';
import { inTurn, reset } from '../support/answers.ts';
import { endOf, setUp as setUpClient, unhandledDuring } from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { failure, instance, newSpan, span, success } from '../support/fixtures.ts';
import { type Answer, json, startServer } from '../support/server.ts';

type Recorded =
  | { name: 'onRequest'; event: AttemptEvent }
  | { name: 'onResponse'; event: ResponseEvent }
  | { name: 'onRetry'; event: RetryEvent }
  | { name: 'onControlSignal'; event: ControlEvent };

const apiToken = 'token-that-nobody-may-see';

async function setUp(answer: Answer, config: HttpClientConfig = {}) {
  const recorded: Recorded[] = [];
  const hooks: Hooks = {
    onRequest: (event) => void recorded.push({ name: 'onRequest', event }),
    onResponse: (event) => void recorded.push({ name: 'onResponse', event }),
    onRetry: (event) => void recorded.push({ name: 'onRetry', event }),
    onControlSignal: (event) => void recorded.push({ name: 'onControlSignal', event }),
  };
  return {
    ...(await setUpClient(answer, { apiToken, hooks, ...config })),
    recorded,
    /** Names of the events, each with the attempt it belongs to. */
    order: () => recorded.map(({ name, event }) => ('attempt' in event ? `${name} ${event.attempt}` : name)),
    signals: () => recorded.filter(({ name }) => name === 'onControlSignal').map(({ event }) => event),
  };
}

const spans: Answer = (response) => json(response, 200, success(span), { 'x-request-id': 'request-ok' });
const unavailable: Answer = (response) =>
  json(response, 503, failure('unavailable'), { 'x-request-id': 'request-503' });
describe('the events of a call', () => {
  const call = { operation: 'finishAgentSpan', method: 'POST', path: '/api/v1/agent_spans/a%20b/finish' };

  it('say what happens, in order, over a call that is tried again', async () => {
    await using test = await setUp(inTurn(unavailable, reset, spans));
    await test.client.agentSpans.finish('a b', {}, { idempotencyKey: 'my-key' });
    const attempt = (number: number) => ({ ...call, attempt: number, idempotencyKey: 'my-key' });
    expect(test.recorded).toStrictEqual([
      { name: 'onRequest', event: attempt(1) },
      {
        name: 'onResponse',
        event: {
          ...attempt(1),
          statusCode: 503,
          requestId: 'request-503',
          duration: expect.any(Number),
        },
      },
      {
        name: 'onRetry',
        event: {
          ...attempt(1),
          error: expect.objectContaining({ name: 'PrefactorServerError', statusCode: 503 }),
          delay: 1_000,
        },
      },
      { name: 'onRequest', event: attempt(2) },
      {
        name: 'onRetry',
        event: {
          ...attempt(2),
          error: expect.objectContaining({ name: 'PrefactorConnectionError' }),
          delay: 2_000,
        },
      },
      { name: 'onRequest', event: attempt(3) },
      {
        name: 'onResponse',
        event: {
          ...attempt(3),
          statusCode: 200,
          requestId: 'request-ok',
          duration: expect.any(Number),
        },
      },
    ]);
  });

  it('have the key that the client made', async () => {
    await using test = await setUp(inTurn(unavailable, spans));
    const { idempotencyKey } = await test.client.agentSpans.create(newSpan).withResponse();
    expect(test.recorded).toHaveLength(5);
    for (const { event } of test.recorded) expect(event).toMatchObject({ idempotencyKey });
  });

  it.each<[string, string, string, (client: PrefactorHttpClient) => Promise<unknown>]>([
    [
      'a read',
      'getAgentSpan',
      '/api/v1/agent_spans/span-1',
      ({ agentSpans }) => agentSpans.get('span-1', { redacted: false }),
    ],
    ['a check of the token', 'ping', '/api/v1/ping', (client) => client.validateToken()],
    [
      'a request by template',
      'getAgentSpan',
      '/api/v1/agent_spans/a%20b',
      (client) =>
        client.request('GET', '/api/v1/agent_spans/{agent_span_id}', {
          params: { path: { agent_span_id: 'a b' } },
          query: { redacted: true },
        }),
    ],
    [
      'a request by path',
      'getAgentSpan',
      '/api/v1/agent_spans/a%20b',
      (client) => client.request('GET', '/api/v1/agent_spans/a%20b'),
    ],
    [
      'a request that the document does not have',
      'GET /api/v1/thing/a%20b',
      '/api/v1/thing/a%20b',
      (client) => client.request('get', '/api/v1/thing/a%20b', { query: { a: 1 } }),
    ],
  ])('name the operation, and no key, of %s', async (_, operation, path, read) => {
    await using test = await setUp(spans);
    await read(test.client);
    const attempt = { operation, method: 'GET', path, attempt: 1, idempotencyKey: undefined };
    expect(test.recorded).toStrictEqual([
      { name: 'onRequest', event: attempt },
      {
        name: 'onResponse',
        event: { ...attempt, statusCode: 200, requestId: 'request-ok', duration: expect.any(Number) },
      },
    ]);
  });

  it('name no key for bulk, whose items have their own', async () => {
    await using test = await setUp((response, { body }) => {
      const [item] = JSON.parse(body).items;
      json(response, 200, { status: 'success', outputs: { [item.idempotency_key]: success(span) } });
    });
    await test.client.bulk.execute([{ _type: 'agent_spans/show', agent_span_id: 'span-1' }]);
    expect(test.recorded.map(({ event }) => event)).toMatchObject([
      { operation: 'executeBulk', method: 'POST', path: '/api/v1/bulk', idempotencyKey: undefined },
      { operation: 'executeBulk', statusCode: 200, requestId: null },
    ]);
  });

  it('come for each page of a list', async () => {
    const pagination = {
      item_count: 2,
      item_start: 1,
      item_end: 1,
      page_count: 2,
      page_index: 1,
      page_size: 1,
      page_offset: 0,
      next_page_offset: 1,
      previous_page_offset: null,
    };
    await using test = await setUp((response, _request, index) =>
      json(response, 200, {
        status: 'success',
        summaries: [span],
        pagination: index === 0 ? pagination : null,
        sorting: null,
      }),
    );
    for await (const _ of test.client.agentSpans.list({ agent_instance_id: 'instance-1' }));
    expect(test.order()).toEqual(['onRequest 1', 'onResponse 1', 'onRequest 1', 'onResponse 1']);
  });

  it('do not come for refused arguments', async () => {
    await using test = await setUp(spans);
    const { agentSpans, bulk } = test.client;
    await endOf(agentSpans.get(''));
    await endOf(agentSpans.finish('span-1', { nope: 1 } as never));
    await endOf(agentSpans.finish('span-1', {}, { timeout: -1 }));
    await endOf(bulk.execute([]));
    await endOf(test.client.request('GET', '//x'));
    await endOf(agentSpans.get('span-1', {}, { signal: AbortSignal.abort() }));
    await test.client.close();
    await endOf(agentSpans.get('span-1'));
    expect(test.recorded).toEqual([]);
  });

  it.each([400, 401, 404, 409, 422, 500, 503])(
    'have the answer of a call that ends with %i, and no retry after the last attempt',
    async (statusCode) => {
      await using test = await setUp(
        (response) => json(response, statusCode, failure('no'), { 'x-request-id': 'request-1' }),
        { maxRetries: 0 },
      );
      await endOf(test.client.agentSpans.get('span-1'));
      expect(test.order()).toEqual(['onRequest 1', 'onResponse 1']);
      expect(test.recorded[1]?.event).toMatchObject({ statusCode, requestId: 'request-1' });
    },
  );

  it.each<[string, Answer, number]>([
    ['an answer outside the contract', (response) => json(response, 200, { status: 'success' }), 200],
    ['a page of HTML', (response) => void response.writeHead(502).end('<h1>Bad Gateway</h1>'), 502],
    ['a redirect', (response) => void response.writeHead(302, { location: '/x' }).end(), 302],
  ])('have %s as an answer', async (_, answer, statusCode) => {
    await using test = await setUp(answer, { maxRetries: 0 });
    await endOf(test.client.agentSpans.get('span-1'));
    expect(test.order()).toEqual(['onRequest 1', 'onResponse 1']);
    expect(test.recorded[1]?.event).toMatchObject({ statusCode, requestId: null });
  });

  it('have no answer and no retry when a lone attempt gets none', async () => {
    await using test = await setUp(reset, { maxRetries: 0 });
    await endOf(test.client.agentSpans.get('span-1'));
    expect(test.order()).toEqual(['onRequest 1']);
  });

  it('have no retry after the last attempt', async () => {
    await using test = await setUp(unavailable, { maxRetries: 2 });
    expect(await endOf(test.client.agentSpans.get('span-1'))).toMatchObject({
      name: 'PrefactorRetryExhaustedError',
      attempts: 3,
    });
    expect(test.order()).toEqual([
      'onRequest 1',
      'onResponse 1',
      'onRetry 1',
      'onRequest 2',
      'onResponse 2',
      'onRetry 2',
      'onRequest 3',
      'onResponse 3',
    ]);
  });

  it('have no retry when the server asks for a wait that is too long', async () => {
    await using test = await setUp((response) =>
      json(response, 429, failure('slow_down'), { 'retry-after': '3600' }),
    );
    await endOf(test.client.agentSpans.get('span-1'));
    expect(test.order()).toEqual(['onRequest 1', 'onResponse 1']);
  });

  it('have no retry when the total time would pass in the wait', async () => {
    await using test = await setUp(unavailable, { totalTimeout: 500 });
    expect(await endOf(test.client.agentSpans.get('span-1'))).toMatchObject({ phase: 'total' });
    expect(test.recorded.map(({ name }) => name)).not.toContain('onRetry');
  });

  it('have the wait that the server asked for', async () => {
    await using test = await setUp(
      inTurn((response) => json(response, 429, failure('slow_down'), { 'retry-after': '7' }), spans),
    );
    await test.client.agentSpans.get('span-1');
    const [retry] = test.recorded.filter(({ name }) => name === 'onRetry');
    const delay = retry && 'delay' in retry.event ? retry.event.delay : undefined;
    expect(delay).toBeGreaterThanOrEqual(7_000);
    expect(delay).toBeLessThanOrEqual(8_750);
  });

  it('have the milliseconds of the attempt', async () => {
    const clock = manualClock();
    const durations: number[] = [];
    await using server = await startServer((response, request, index) => {
      clock.advance(index === 0 ? 250 : 40);
      (index === 0 ? unavailable : spans)(response, request, index);
    });
    await using client = new PrefactorHttpClient(
      { apiUrl: server.url, apiToken, hooks: { onResponse: ({ duration }) => durations.push(duration) } },
      clock,
    );
    const answer = client.agentSpans.get('span-1');
    await vi.waitFor(() => expect(clock.pending).toContain(1_000), { interval: 1 });
    clock.advance(1_000);
    await answer;
    expect(durations).toEqual([250, 40]);
  });

  it('come before what they announce, and before the call is over', async () => {
    const order: string[] = [];
    await using server = await startServer((response, request, index) => {
      order.push('server');
      (index === 0 ? unavailable : spans)(response, request, index);
    });
    const hooks: Hooks = {
      onRequest: () => order.push('onRequest'),
      onResponse: () => order.push('onResponse'),
      onRetry: () => order.push('onRetry'),
    };
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken, hooks }, hastyClock(30_000));
    await client.agentSpans.get('span-1');
    order.push('over');
    expect(order).toEqual([
      'onRequest',
      'server',
      'onResponse',
      'onRetry',
      'onRequest',
      'server',
      'onResponse',
      'over',
    ]);
  });

  it('are the same through a fetch of your own', async () => {
    await using test = await setUp(inTurn(unavailable, spans), { fetch: globalThis.fetch });
    await test.client.agentSpans.get('span-1');
    expect(test.order()).toEqual(['onRequest 1', 'onResponse 1', 'onRetry 1', 'onRequest 2', 'onResponse 2']);
    expect(test.recorded[1]?.event).toMatchObject({ statusCode: 503, requestId: 'request-503' });
  });
});

describe('a hook that misbehaves', () => {
  const bad: [string, () => unknown][] = [
    [
      'throws',
      () => {
        throw new Error('broken hook');
      },
    ],
    [
      'throws nothing at all',
      () => {
        throw undefined;
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken hook'))],
    [
      'rejects later',
      async () => {
        await null;
        throw new Error('broken hook');
      },
    ],
    ['rejects a promise from elsewhere', runInNewContext('async () => { throw new Error("broken hook") }')],
    ['never settles', () => new Promise(() => {})],
    ['gives something that looks like a promise', runInNewContext('() => ({ then() {} })')],
  ];

  it.each(bad)('changes nothing: one that %s', async (_, hook) => {
    const control = { terminate: true, reason: null };
    const called = vi.fn(hook);
    const names = ['onRequest', 'onResponse', 'onRetry', 'onControlSignal'];
    const hooks = Object.fromEntries(names.map((name) => [name, called])) as Hooks;
    await using test = await setUp(
      inTurn(unavailable, reset, (response) => json(response, 200, { ...success(span), control })),
      { hooks },
    );
    const options: RequestOptions = { onControlSignal: called };
    let whole: unknown;
    const unhandled = await unhandledDuring(async () => {
      whole = await test.client.agentSpans.finish('span-1', {}, options).withResponse();
    });
    expect(whole).toMatchObject({ data: span, attempts: 3 });
    expect(unhandled).toEqual([]);
    expect(called).toHaveBeenCalledTimes(3 + 2 + 2 + 2);
    expect(test.server.requests).toHaveLength(3);
  });

  it.each(bad)('does not change how a call fails: one that %s', async (_, hook) => {
    const hooks: Hooks = { onRequest: hook, onResponse: hook, onRetry: hook };
    await using test = await setUp((response) => json(response, 404, failure('not_found')), { hooks });
    let error: unknown;
    const unhandled = await unhandledDuring(async () => {
      error = await endOf(test.client.agentSpans.get('span-1'));
    });
    expect(error).toMatchObject({ name: 'PrefactorNotFoundError', attempts: 1 });
    expect(unhandled).toEqual([]);
  });

  it('cannot change the call through the event', async () => {
    const meddle = (event: object) => {
      for (const name of Object.keys(event)) Reflect.set(event, name, 'changed');
    };
    const hooks: Hooks = { onRequest: meddle, onResponse: meddle, onRetry: meddle };
    await using test = await setUp(inTurn(unavailable, unavailable, spans), { hooks });
    const whole = await test.client.agentSpans
      .finish('span-1', {}, { idempotencyKey: 'my-key' })
      .withResponse();
    expect(whole).toMatchObject({ attempts: 3, idempotencyKey: 'my-key', requestId: 'request-ok' });
    for (const { method, url, headers } of test.server.requests) {
      expect({ method, url }).toEqual({ method: 'POST', url: '/api/v1/agent_spans/span-1/finish' });
      expect(headers['idempotency-key']).toBe('my-key');
    }
  });

  it('may itself call the client', async () => {
    let nested: Promise<unknown> | undefined;
    await using server = await startServer(spans);
    const hooks: Hooks = {
      onResponse: ({ operation }) => {
        if (operation === 'finishAgentSpan') nested = client.agentSpans.get('span-1');
      },
    };
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken, hooks });
    await client.agentSpans.finish('span-1');
    expect(await nested).toEqual(span);
  });
});

describe('hooks at construction', () => {
  const make = (hooks: unknown): unknown => {
    try {
      return new PrefactorHttpClient({ apiToken, hooks: hooks as Hooks });
    } catch (error) {
      return error;
    }
  };

  it.each([
    ['onRequests', () => {}],
    ['onrequest', () => {}],
    ['beforeRequest', () => {}],
    ['constructor', () => {}],
    ['onRequest', 'text'],
    ['onResponse', {}],
    ['onRetry', []],
    ['onControlSignal', null],
    ['onControlSignal', 1],
  ])('refuse %s: %j', (name, value) => {
    const error = make({ [name]: value });
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      message: expect.stringMatching(new RegExp(`hooks.*${name}`)),
      issues: [{ path: expect.stringMatching(/^hooks\b/), message: expect.any(String) }],
    });
  });

  it.each<[string, unknown]>([
    ['text', 'text'],
    ['a number', 42],
    ['null', null],
    ['a list', []],
    ['a function', () => {}],
  ])('refuse to be %s', (_, hooks) => {
    const error = make(hooks);
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ issues: [{ path: 'hooks' }] });
  });

  it.each([undefined, {}, { onRequest: undefined, onRetry: () => {} }])('may be %j', (hooks) => {
    expect(make(hooks)).toBeInstanceOf(PrefactorHttpClient);
  });

  it.each(['text', {}, null, 1])('of a call refuse %j as onControlSignal', async (value) => {
    await using test = await setUp(spans);
    const options = { onControlSignal: value } as unknown as RequestOptions;
    const error = await endOf(test.client.agentSpans.finish('span-1', {}, options));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ issues: [{ path: 'onControlSignal' }] });
    expect(test.server.requests).toEqual([]);
  });

  it('of a call refuse the hooks of the client', async () => {
    await using test = await setUp(spans);
    const options = { onRequest: () => {} } as RequestOptions;
    const error = await endOf(test.client.agentSpans.finish('span-1', {}, options));
    expect(error).toMatchObject({ name: 'PrefactorClientError', issues: [{ path: 'onRequest' }] });
  });
});

describe('no event shows the token', () => {
  const shown = (recorded: unknown) =>
    inspect(recorded, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }) +
    JSON.stringify(recorded);

  it.each([
    ["the client's own connections", {}],
    ['fetch', { fetch: globalThis.fetch }],
  ])('through %s', async (_, config) => {
    const control = { terminate: true, reason: 'Enough.' };
    await using test = await setUp(
      inTurn(
        unavailable,
        (response, { headers }) => json(response, 500, failure(`not ${headers.authorization}`)),
        reset,
        (response) => json(response, 200, { ...success(span), control }),
      ),
      config,
    );
    await test.client.agentSpans.finish('span-1');
    expect(test.recorded.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['onRequest', 'onResponse', 'onRetry', 'onControlSignal']),
    );
    expect(shown(test.recorded)).not.toContain(apiToken);
  });

  it('when the server sends it back as the request id', async () => {
    await using test = await setUp(
      inTurn(
        (response) => json(response, 503, failure('unavailable'), { 'x-request-id': `Bearer ${apiToken}` }),
        spans,
      ),
    );
    await test.client.agentSpans.finish('span-1');
    expect(test.recorded).toHaveLength(5);
    expect(shown(test.recorded)).not.toContain(apiToken);
  });

  it('when the server sends it back as the reason to stop', async () => {
    const control = { terminate: true, reason: `The token ${apiToken} is revoked.` };
    await using test = await setUp((response) => json(response, 200, { ...success(span), control }));
    await test.client.agentSpans.finish('span-1');
    expect(test.signals()).toHaveLength(1);
    expect(shown(test.recorded)).not.toContain(apiToken);
  });

  it('of the client or of the call, in what the hooks of either are told', async () => {
    const tokenOfCall = 'token-of-this-call-alone';
    const control = { terminate: true, reason: `${apiToken} and ${tokenOfCall} are revoked.` };
    await using test = await setUp((response) => json(response, 200, { ...success(span), control }));
    const told: ControlEvent[] = [];
    const options: RequestOptions = {
      headers: { authorization: `Bearer ${tokenOfCall}` },
      onControlSignal: (event) => void told.push(event),
    };
    await test.client.agentSpans.finish('span-1', {}, options);
    const reason = '[redacted] and [redacted] are revoked.';
    expect([...test.signals(), ...told]).toMatchObject([{ reason }, { reason }]);
  });
});

describe('the signal to stop', () => {
  const control = { terminate: true, reason: 'Budget for this run is used up.' };
  const signal = { ...control, agentInstanceId: 'instance-1' };
  const withControl =
    (given: object = control, details: object = span): Answer =>
    (response) =>
      json(response, 200, { ...success(details), control: given });

  const calls: [string, (client: PrefactorHttpClient, options?: RequestOptions) => Promise<unknown>][] = [
    ['agentSpans.create', ({ agentSpans }, options) => agentSpans.create(newSpan, options)],
    ['agentSpans.finish', ({ agentSpans }, options) => agentSpans.finish('span-1', {}, options)],
    [
      'a request by path',
      (client, options) => client.request('POST', '/api/v1/agent_spans/span-1/finish', options),
    ],
  ];
  it.each(calls)('beside the details of %s reaches both hooks before the call is over', async (_, call) => {
    await using test = await setUp(withControl());
    const own: ControlEvent[] = [];
    await call(test.client, { onControlSignal: (event) => own.push(event) });
    expect(test.signals()).toStrictEqual([signal]);
    expect(own).toStrictEqual([signal]);
  });

  it.each(calls)('does not change what %s resolves to', async (name, call) => {
    await using test = await setUp(withControl());
    expect(await call(test.client)).toMatchObject(name.startsWith('agentSpans') ? span : { details: span });
    expect(test.signals()).toStrictEqual([signal]);
  });

  it('reaches the hook of a call without any of the client', async () => {
    await using test = await setUp(withControl(), { hooks: undefined });
    const onControlSignal = vi.fn();
    await test.client.agentSpans.finish('span-1', {}, { onControlSignal });
    await test.client.agentSpans.finish('span-1');
    expect(onControlSignal.mock.calls).toEqual([[signal]]);
  });

  it('comes once for a call that was tried again', async () => {
    await using test = await setUp(inTurn(unavailable, withControl()));
    await test.client.agentSpans.finish('span-1');
    expect(test.signals()).toStrictEqual([signal]);
  });

  it.each([
    ['absent', { terminate: true }],
    ['null', { terminate: true, reason: null }],
  ])('has null as its reason when that is %s', async (_, given) => {
    await using test = await setUp(withControl(given));
    await test.client.agentSpans.finish('span-1');
    expect(test.signals()).toStrictEqual([{ terminate: true, reason: null, agentInstanceId: 'instance-1' }]);
  });

  it('has no more than its three fields', async () => {
    await using test = await setUp(withControl({ ...control, new_field: 1 }));
    await test.client.agentSpans.finish('span-1');
    expect(test.signals()).toStrictEqual([signal]);
  });

  it('comes while answers are not checked, too', async () => {
    await using test = await setUp(withControl(), { validateResponses: false });
    await test.client.agentSpans.finish('span-1');
    expect(test.signals()).toStrictEqual([signal]);
  });

  it('says what it says when it does not say stop', async () => {
    await using test = await setUp(withControl({ terminate: false }));
    await test.client.agentSpans.finish('span-1');
    expect(test.signals()).toStrictEqual([{ terminate: false, reason: null, agentInstanceId: 'instance-1' }]);
  });

  it('names the instance where the details are the instance', async () => {
    await using test = await setUp(withControl(control, instance));
    await test.client.agentInstances.start('instance-1');
    expect(test.signals()).toStrictEqual([signal]);
  });

  it('does not come without control, nor for a refusal', async () => {
    await using test = await setUp(
      inTurn(spans, (response) => json(response, 409, { ...failure('invalid_action'), control })),
    );
    const onControlSignal = vi.fn();
    await test.client.agentSpans.finish('span-1', {}, { onControlSignal });
    await endOf(test.client.agentSpans.finish('span-1', {}, { onControlSignal }));
    expect(test.server.requests).toHaveLength(2);
    expect(test.signals()).toEqual([]);
    expect(onControlSignal).not.toHaveBeenCalled();
  });

  it('does not come from a payload that has a field of that name', async () => {
    const payload = { control, outputs: { a: { control } } };
    await using test = await setUp((response) => json(response, 200, success({ ...span, payload, control })));
    await test.client.agentSpans.finish('span-1');
    expect(test.signals()).toEqual([]);
  });

  it('comes from each output of bulk that has one, in order', async () => {
    const details = (n: number) => ({ ...span, agent_instance_id: `instance-${n}` });
    await using test = await setUp((response, { body }) => {
      const outputs = JSON.parse(body).items.map((item: { idempotency_key: string }, n: number) => [
        item.idempotency_key,
        n === 1 ? success(details(n)) : { ...success(details(n)), control: { terminate: true } },
      ]);
      json(response, 200, { status: 'success', outputs: Object.fromEntries(outputs) });
    });
    const own: ControlEvent[] = [];
    const { results } = await test.client.bulk.execute(
      [
        { _type: 'agent_spans/create', details: newSpan },
        { _type: 'agent_spans/create', details: newSpan },
        { _type: 'agent_spans/finish', agent_span_id: 'span-1' },
      ],
      { onControlSignal: (event) => own.push(event) },
    );
    const expected = [0, 2].map((n) => ({
      terminate: true,
      reason: null,
      agentInstanceId: `instance-${n}`,
    }));
    expect(test.signals()).toStrictEqual(expected);
    expect(own).toStrictEqual(expected);
    expect(results).toMatchObject([{ control: { terminate: true } }, {}, { control: { terminate: true } }]);
  });

  it('comes from the outputs of a bulk request by path', async () => {
    await using test = await setUp((response) =>
      json(response, 200, { status: 'success', outputs: { 'the-item-key': { ...success(span), control } } }),
    );
    await test.client.request('POST', '/api/v1/bulk', {
      body: {
        items: [{ _type: 'agent_spans/finish', agent_span_id: 'span-1', idempotency_key: 'the-item-key' }],
      },
    });
    expect(test.signals()).toStrictEqual([signal]);
  });
});
