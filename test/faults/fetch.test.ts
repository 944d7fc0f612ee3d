/** What a caller can do wrong: a `fetch` that breaks its promises, a clock that jumps, options that are none. */
import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { expect, vi } from 'vitest';
import {
  createRetryPolicy,
  type Fetch,
  type FetchInit,
  type FetchResponse,
  type HttpClientConfig,
  isPrefactorError,
  PrefactorConnectionError,
  PrefactorHttpClient,
  type PrefactorHttpError,
  PrefactorResponseContractError,
  PrefactorTimeoutError,
  type RequestOptions,
} from '../../src/index.ts';
import { refusalOf, transports, turns } from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';
import { row } from './row.ts';

/** Lets everything happen that waits for no timer of the client's. */
async function manyTurns(): Promise<void> {
  await turns(50);
  // cockatiel passes through a timer of 0 ms before each retry: one that is set later, and longer, ends after it.
  await new Promise((resolve) => setTimeout(resolve, 5));
  await turns(50);
}

/**
 * Makes one write through a `fetch`. What should not need the clock must not wait for it: whatever is still pending then
 * ends in a timeout.
 */
async function settle(
  fetch: unknown,
  config: HttpClientConfig = {},
): Promise<PrefactorHttpError | undefined> {
  const clock = manualClock();
  await using client = new PrefactorHttpClient(
    { apiToken: 'test-token', fetch: fetch as Fetch, maxRetries: 0, ...config },
    clock,
  );
  const call = Promise.allSettled([client.agentSpans.finish('span-1')]);
  await manyTurns();
  clock.advance(30_000);
  const [outcome] = await call;
  expect(clock.pending).toEqual([]);
  return outcome.status === 'rejected' ? outcome.reason : undefined;
}

for (const [what, thrown] of [
  ['text', 'out of order'],
  ['nothing', undefined],
  ['null', null],
  ['a symbol', Symbol('out of order')],
  ['an object', { code: 'ODD' }],
  ['an object without a prototype', Object.create(null)],
  ['an error without a message', new Error()],
  ['an error that is its own cause', ownCause()],
  ['an abort that nobody asked for', new DOMException('This operation was aborted', 'AbortError')],
] as const) {
  row(
    'F1',
    `a fetch that rejects with ${what} is a connection error, which keeps it as its cause`,
    async () => {
      const error = await settle(async () => {
        throw thrown;
      });
      expect(error).toBeInstanceOf(PrefactorConnectionError);
      expect(error).not.toBeInstanceOf(PrefactorTimeoutError);
      expect(error).toMatchObject({ requestSent: true, attempts: 1, operation: 'finishAgentSpan' });
      expect(error?.message).not.toBe('');
      expect(error?.cause).toBe(thrown);
      expect(inspect(error)).toContain('PrefactorConnectionError');
      expect(() => JSON.stringify(error)).not.toThrow();
    },
  );
}

function ownCause(): Error {
  const error = new Error('around and around');
  error.cause = error;
  return error;
}

row(
  'F1',
  'a fetch that throws at once is a connection error, and is tried again with the same bytes',
  async () => {
    const bodies: unknown[] = [];
    const fetch: Fetch = (_url, { body }) => {
      bodies.push(body);
      if (bodies.length < 3) throw new TypeError('not yet');
      return Promise.resolve(Response.json(success(span)));
    };
    await using client = new PrefactorHttpClient({ apiToken: 'test-token', fetch }, hastyClock(30_000));
    expect(await client.agentSpans.finish('span-1')).toEqual(span);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  },
);

const noResponses: readonly [what: string, make: () => unknown][] = [
  ['undefined', () => undefined],
  ['null', () => null],
  ['text', () => '{"status":"success"}'],
  ['an empty object', () => ({})],
  ['parsed JSON', () => success(span)],
  ['an answer without headers', () => ({ status: 200, body: null })],
  ['an answer whose headers are a plain object', () => ({ status: 200, headers: {}, body: null })],
  ['an answer whose status is text', () => ({ status: '200', headers: new Headers(), body: null })],
  [
    'a body without a reader',
    () => ({ status: 200, headers: new Headers(), body: JSON.stringify(success(span)) }),
  ],
  ['a body of text, not of bytes', () => ({ status: 200, headers: new Headers(), body: streamOf('{}') })],
  ['a body that was already used', () => used()],
  ['a body that somebody else is reading', () => locked()],
  ['a body that fails', () => new Response(new ReadableStream({ pull: () => Promise.reject('torn') }))],
  [
    'a body that fails with nothing',
    () => new Response(new ReadableStream({ pull: () => Promise.reject() })),
  ],
];
for (const [what, make] of noResponses) {
  row(
    'F1',
    `a fetch that resolves to ${what} is a connection error, tried again as often as any other`,
    async () => {
      let calls = 0;
      const fetch = async () => {
        calls += 1;
        return make();
      };
      const error = await settle(fetch);
      expect(error).toBeInstanceOf(PrefactorConnectionError);
      expect(error).not.toBeInstanceOf(PrefactorTimeoutError);
      expect(calls).toBe(1);
      const options = { apiToken: 'test-token', fetch: fetch as Fetch, maxRetries: 2 };
      await using client = new PrefactorHttpClient(options, hastyClock(30_000));
      const [outcome] = await Promise.allSettled([client.agentSpans.finish('span-1')]);
      expect(outcome).toMatchObject({ reason: { name: 'PrefactorRetryExhaustedError', attempts: 3 } });
      expect(calls).toBe(4);
    },
  );
}

function streamOf(...chunks: unknown[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function used(): Promise<Response> {
  const response = Response.json(success(span));
  await response.text();
  return response;
}

function locked(): Response {
  const response = Response.json(success(span));
  response.body?.getReader();
  return response;
}

for (const [what, make] of [
  ['no body at all', async () => ({ status: 200, headers: new Headers() })],
  ['a body of no chunks', async () => new Response(streamOf())],
] as const) {
  row(
    'F1',
    `a fetch that resolves to ${what} under 200 leaves it unknown whether the write was carried out`,
    async () => {
      const error = await settle(make);
      expect(error).toBeInstanceOf(PrefactorResponseContractError);
      expect(error).toMatchObject({ statusCode: 200, applied: undefined, bodySnippet: '', attempts: 1 });
    },
  );
}

row('F1', 'headers whose get gives undefined for what is missing do no harm', async () => {
  const answer = (status: number, body: object) => async () => ({
    status,
    headers: new Map([['content-type', 'application/json']]),
    body: new Response(JSON.stringify(body)).body,
  });
  expect(await settle(answer(200, success(span)))).toBeUndefined();
  expect(await settle(answer(404, failure('not_found')))).toMatchObject({
    name: 'PrefactorNotFoundError',
    requestId: null,
    retryAfter: undefined,
  });
  expect(await settle(answer(200, []))).toMatchObject({
    name: 'PrefactorResponseContractError',
    requestId: null,
  });
});

row('F1', 'empty chunks in a body do no harm', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(success(span)));
  const body = () => streamOf(new Uint8Array(), bytes.subarray(0, 7), new Uint8Array(), bytes.subarray(7));
  expect(await settle(async () => new Response(body()))).toBeUndefined();
});

row(
  'F1',
  'a fetch that never settles ends with the attempt, and each attempt has its whole time',
  async () => {
    const signals: AbortSignal[] = [];
    const fetch: Fetch = (_url, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    };
    const clock = manualClock();
    const options = {
      apiToken: 'test-token',
      fetch,
      maxRetries: 1,
      requestTimeout: 500,
      initialRetryDelay: 100,
    };
    await using client = new PrefactorHttpClient(options, clock);
    const call = Promise.allSettled([client.agentSpans.finish('span-1')]);
    await manyTurns();
    clock.advance(499);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    clock.advance(1);
    await vi.waitFor(() => expect(clock.pending).toEqual([100]), { interval: 1 });
    clock.advance(100);
    await vi.waitFor(() => expect(signals).toHaveLength(2), { interval: 1 });
    expect(clock.pending).toEqual([500]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    clock.advance(500);
    expect(await call).toMatchObject([
      {
        reason: {
          name: 'PrefactorRetryExhaustedError',
          attempts: 2,
          lastError: { name: 'PrefactorTimeoutError', phase: 'headers', requestSent: true },
        },
      },
    ]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(clock.pending).toEqual([]);
  },
);

row('F1', 'a fetch that never settles ends with totalTimeout', async () => {
  const clock = manualClock();
  const fetch: Fetch = () => new Promise(() => {});
  const options = {
    apiToken: 'test-token',
    fetch,
    totalTimeout: 700,
    requestTimeout: 500,
    initialRetryDelay: 100,
  };
  await using client = new PrefactorHttpClient(options, clock);
  const call = Promise.allSettled([client.agentSpans.finish('span-1')]);
  // One attempt, one wait, and what is then left of the whole.
  for (const step of [500, 100, 100]) {
    await vi.waitFor(() => expect(clock.pending).toEqual([step]), { interval: 1 });
    clock.advance(step);
  }
  expect(await call).toMatchObject([
    { reason: { name: 'PrefactorTimeoutError', phase: 'total', attempts: 2 } },
  ]);
  expect(clock.pending).toEqual([]);
});

row(
  'F1',
  'a fetch that never settles ends with an abort, and what it does later is of no account',
  async (witness) => {
    for (const later of ['resolves', 'rejects'] as const) {
      const late = Promise.withResolvers<FetchResponse>();
      let calls = 0;
      const fetch: Fetch = () => {
        calls += 1;
        return late.promise;
      };
      const clock = manualClock();
      await using client = new PrefactorHttpClient({ apiToken: 'test-token', fetch }, clock);
      const controller = witness.controller();
      const call = Promise.allSettled([
        client.agentSpans.finish('span-1', {}, { signal: controller.signal }),
      ]);
      await manyTurns();
      controller.abort('enough');
      expect(await call).toEqual([{ status: 'rejected', reason: 'enough' }]);
      if (later === 'resolves') late.resolve(Response.json(success(span)));
      else late.reject(new Error('too late'));
      await manyTurns();
      expect(calls).toBe(1);
      expect(clock.pending).toEqual([]);
    }
  },
);

for (const how of ['the timeout', 'an abort']) {
  row(
    'F1',
    `a body that stalls ends with ${how}, and is cancelled even where fetch heeds no signal`,
    async (witness) => {
      let cancelled = false;
      const fetch = async () =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new TextEncoder().encode('{"status":')),
            cancel() {
              cancelled = true;
            },
          }),
        );
      const clock = manualClock();
      const options = { apiToken: 'test-token', fetch, maxRetries: 0, requestTimeout: 500 };
      await using client = new PrefactorHttpClient(options, clock);
      const controller = witness.controller();
      const call = Promise.allSettled([
        client.agentSpans.finish('span-1', {}, { signal: controller.signal }),
      ]);
      await manyTurns();
      if (how === 'an abort') controller.abort('enough');
      clock.advance(500);
      expect(await call).toMatchObject([
        { reason: how === 'an abort' ? 'enough' : { name: 'PrefactorTimeoutError', phase: 'body' } },
      ]);
      await manyTurns();
      expect(cancelled).toBe(true);
    },
  );
}

row('F1', 'fetch is called as the bare function that it is', async () => {
  const fetch = function (this: unknown): Promise<FetchResponse> {
    if (this !== undefined) throw new TypeError('Illegal invocation');
    return Promise.resolve(Response.json(success(span)));
  };
  const config = { fetch };
  expect(await settle(config.fetch)).toBeUndefined();
});

/** An answer as libraries give it that know no web streams: React Native's fetch, node-fetch, cross-fetch. */
const withText = (status: number, text: unknown, body?: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
  body,
  text: async () => text as string,
});

for (const [what, body] of [
  ['no body', undefined],
  ['a body of null', null],
  ['a stream of Node', Readable.from(['not read'])],
  ['a body of text', 'not read'],
] as const) {
  row('F2', `an answer with ${what} is read by its text`, async () => {
    expect(await settle(async () => withText(200, JSON.stringify(success(span)), body))).toBeUndefined();
    expect(await settle(async () => withText(200, `\ufeff${JSON.stringify(success(span))}`, body))).toBe(
      undefined,
    );
    expect(await settle(async () => withText(404, JSON.stringify(failure('not_found')), body))).toMatchObject(
      {
        name: 'PrefactorNotFoundError',
        code: 'not_found',
      },
    );
    expect(await settle(async () => withText(204, '', body))).toMatchObject({ statusCode: 204 });
  });
}

row('F2', 'a text that is too large is refused, and not asked for where its length is told', async () => {
  const maxResponseSize = 1_000;
  const tooLarge = {
    name: 'PrefactorResponseContractError',
    message: expect.stringContaining('maxResponseSize'),
  };
  // 600 characters, 1 200 bytes.
  expect(await settle(async () => withText(200, 'ü'.repeat(600)), { maxResponseSize })).toMatchObject(
    tooLarge,
  );
  const text = vi.fn(async () => '{}');
  const answer = { ...withText(200, '', undefined, { 'content-length': '1001' }), text };
  expect(await settle(async () => answer, { maxResponseSize })).toMatchObject(tooLarge);
  expect(text).not.toHaveBeenCalled();
});

for (const [what, text] of [
  ['fails', () => Promise.reject(new Error('torn'))],
  ['is none', async () => undefined],
] as const) {
  row('F2', `a text that ${what} is a connection error of a request that was sent`, async () => {
    const error = await settle(async () => ({ ...withText(200, ''), text }));
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).toMatchObject({ requestSent: true, message: expect.stringContaining('cut off') });
  });
}

row('F2', 'a text that never comes ends with the attempt, and its fetch is told', async () => {
  let signal: AbortSignal | undefined;
  const error = await settle(async (_url: string, init: FetchInit) => {
    signal = init.signal;
    return { ...withText(200, ''), text: () => new Promise<string>(() => {}) };
  });
  expect(error).toMatchObject({ name: 'PrefactorTimeoutError', phase: 'body' });
  expect(signal?.aborted).toBe(true);
});

/** An AbortController as libraries bring it, React Native too: its signal is nobody's subclass and gives no reason. */
class OldController {
  readonly signal = new OldSignal();
  abort(): void {
    this.signal.aborted = true;
    this.signal.dispatchEvent(new Event('abort'));
  }
}
class OldSignal extends EventTarget {
  aborted = false;
}

row('F5', 'a signal that is not of the platform aborts a call, at once or later', async () => {
  for (const [, config] of transports) {
    await using server = await startServer(() => {});
    const options = { apiUrl: server.url, apiToken: 'test-token', ...config };
    await using client = new PrefactorHttpClient(options, manualClock());
    const controller = new OldController();
    const signal = controller.signal as unknown as AbortSignal;
    const calls = [
      client.agentSpans.finish('span-1', {}, { signal }),
      createRetryPolicy().execute(
        () => Promise.reject(new PrefactorConnectionError('no', { requestSent: false })),
        signal,
      ),
      client.bulk.executeAll([{ _type: 'agent_spans/finish', agent_span_id: 'span-1' }], { signal }),
    ];
    const outcomes = Promise.allSettled(calls);
    await vi.waitFor(() => expect(server.requests).toHaveLength(2), { interval: 1 });
    controller.abort();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { name: 'AbortError' } });
    const late = Promise.allSettled([client.agentSpans.finish('span-1', {}, { signal })]);
    expect(await late).toMatchObject([{ reason: { name: 'AbortError' } }]);
    expect(server.requests).toHaveLength(2);
  }
});

row(
  'F5',
  "a platform's own signals need not tell reasons, and its fetch need not take foreign ones",
  async (witness) => {
    const each = transports.map(([, config]) => ({ config, controller: witness.controller() }));
    vi.stubGlobal('AbortController', OldController);
    try {
      for (const { config, controller } of each) {
        await using server = await startServer((response, _request, index) =>
          index === 0 ? json(response, 200, success(span)) : undefined,
        );
        const options = { apiUrl: server.url, apiToken: 'test-token', ...config };
        const client = new PrefactorHttpClient(options, manualClock());
        expect(await client.agentSpans.finish('span-1')).toEqual(span);
        const reason = new Error('the user went away');
        const call = Promise.allSettled([
          client.agentSpans.finish('span-1', {}, { signal: controller.signal }),
        ]);
        await vi.waitFor(() => expect(server.requests).toHaveLength(2), { interval: 1 });
        controller.abort(reason);
        expect(await call).toMatchObject([{ reason }]);
        await client.close();
      }
    } finally {
      vi.unstubAllGlobals();
    }
  },
);

/** Makes something in a realm of its own, as in Jest's: nothing there is an `instanceof` what is here. */
const inAnotherRealm = (code: string, given: object = {}): unknown => runInNewContext(code, given);

const failed = (cause: string) => `Object.assign(new TypeError('fetch failed'), { cause: ${cause} })`;
const withCode = (code: string) => `Object.assign(new Error('it says ${code}'), { code: '${code}' })`;
const foreignErrors: [what: string, code: string, expected: object, calls: number][] = [
  [
    'a refused connection',
    failed(withCode('ECONNREFUSED')),
    { code: 'ECONNREFUSED', requestSent: false, message: expect.stringContaining('it says ECONNREFUSED') },
    3,
  ],
  ['several refused ones', `new AggregateError([${withCode('ENOTFOUND')}], '')`, { code: 'ENOTFOUND' }, 3],
  ['a connection that broke', failed(withCode('ECONNRESET')), { code: 'ECONNRESET', requestSent: true }, 3],
  ['a certificate', failed(withCode('CERT_HAS_EXPIRED')), { requestSent: false, attempts: 1 }, 1],
];
for (const [what, code, expected, calls] of foreignErrors) {
  row('F5', `an error of another realm is understood like one of this: ${what}`, async () => {
    const fetch = vi.fn(async () => {
      throw inAnotherRealm(code);
    });
    expect(inAnotherRealm(code)).not.toBeInstanceOf(Error);
    expect(await settle(fetch)).toMatchObject({ name: 'PrefactorConnectionError', ...expected });
    expect(JSON.stringify(await settle(fetch))).toContain('"cause":{"name":');
    fetch.mockClear();
    await using client = new PrefactorHttpClient(
      { apiToken: 'test-token', fetch, maxRetries: 2 },
      hastyClock(30_000),
    );
    await Promise.allSettled([client.agentSpans.finish('span-1')]);
    expect(fetch).toHaveBeenCalledTimes(calls);
  });
}

row('F5', 'an error of another realm that shows the token is replaced by one that does not', async () => {
  const fetch: Fetch = async (_url, { headers }) => {
    throw inAnotherRealm(`Object.assign(new RangeError('sent ' + headers), { headers })`, {
      headers: headers['authorization'],
    });
  };
  const error = await settle(fetch);
  expect(error).toMatchObject({ cause: { name: 'RangeError', message: 'sent Bearer [redacted]' } });
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain('test-token');
});

row('F5', 'an answer of another realm is read like one of this', async () => {
  const text = JSON.stringify(success({ ...span, payload: { text: 'ü世🌍' } }));
  const answer = () =>
    inAnotherRealm(
      `({
         status: 200,
         headers: new Map(),
         body: {
           getReader: () => {
             const chunks = [Uint8Array.from(bytes.subarray(0, 99)), Uint8Array.from(bytes.subarray(99))];
             return { read: async () => ({ done: chunks.length === 0, value: chunks.shift() }), cancel: async () => {} };
           },
         },
       })`,
      { bytes: new TextEncoder().encode(text) },
    );
  expect(await settle(async () => answer())).toBeUndefined();
});

row('F5', 'what throws when it is looked at is a connection error too', async () => {
  for (const field of ['code', 'message', 'cause', 'errors']) {
    const thrown = Object.defineProperty({}, field, {
      get() {
        throw new Error('do not look');
      },
    });
    expect(
      await settle(async () => {
        throw thrown;
      }),
    ).toBeInstanceOf(PrefactorConnectionError);
  }
});

row('F5', "an error of the client's is known for one in every realm", async () => {
  const code = `Object.assign(new Error('copied'), { [Symbol.for('prefactor-http.error')]: true })`;
  expect(isPrefactorError(inAnotherRealm(code))).toBe(true);
  expect(isPrefactorError(inAnotherRealm(`new Error('another')`))).toBe(false);
});

const year = 365 * 86_400_000;

for (const [what, jump] of [
  ['backwards', -year],
  ['forwards', year],
] as const) {
  row('F3', `a wall clock that jumps ${what} changes no wait and no timeout`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response, _request, index) =>
        index === 0 ? json(response, 503, failure('busy'), { 'retry-after': '2' }) : undefined,
      );
      const clock = manualClock();
      let wall = Date.UTC(2026, 0, 1);
      clock.wall = () => wall;
      clock.randomValue = 0;
      await using client = new PrefactorHttpClient(
        { apiUrl: server.url, apiToken: 'test-token', requestTimeout: 4_000, totalTimeout: 5_000, ...config },
        clock,
      );
      const call = Promise.allSettled([client.agentSpans.finish('span-1')]);
      await vi.waitFor(() => expect(clock.pending).toEqual([2_000]), { interval: 1 });
      wall += jump;
      clock.advance(1_999);
      await manyTurns();
      expect(server.requests).toHaveLength(1);
      clock.advance(1);
      await vi.waitFor(() => expect(server.requests).toHaveLength(2), { interval: 1 });
      expect(clock.pending).toEqual([3_000]);
      wall += jump;
      clock.advance(2_999);
      await manyTurns();
      expect(clock.pending).toEqual([3_000]);
      clock.advance(1);
      expect(await call).toMatchObject([{ reason: { name: 'PrefactorTimeoutError', phase: 'total' } }]);
    }
  });

  row(
    'F3',
    `a Date.now that jumps ${what} at every look does not disturb a client with the clock of the system`,
    async () => {
      const start = Date.now();
      let looks = 0;
      const now = vi.spyOn(Date, 'now').mockImplementation(() => {
        looks += 1;
        return start + looks * jump;
      });
      try {
        for (const [, config] of transports) {
          await using server = await startServer((response, _request, index) =>
            index < 3 ? json(response, 503, failure('busy')) : json(response, 200, success(span)),
          );
          await using client = new PrefactorHttpClient({
            apiUrl: server.url,
            apiToken: 'test-token',
            initialRetryDelay: 1,
            totalTimeout: 15_000,
            ...config,
          });
          expect(await client.agentSpans.finish('span-1')).toEqual(span);
          expect(server.requests).toHaveLength(4);
        }
      } finally {
        now.mockRestore();
      }
    },
  );
}

row('F3', 'a date to wait for is read against the wall clock once, when it comes, at most', async () => {
  for (const [, config] of transports) {
    const clock = hastyClock(30_000);
    clock.randomValue = 0;
    const wall = Date.UTC(2031, 5, 1);
    clock.wall = () => wall;
    await using server = await startServer((response, _request, index) => {
      // Or its own clock would count.
      response.sendDate = false;
      if (index > 0) return json(response, 200, success(span));
      json(response, 503, failure('busy'), { 'retry-after': new Date(wall + 7_000).toUTCString() });
    });
    await using client = new PrefactorHttpClient(
      { apiUrl: server.url, apiToken: 'test-token', ...config },
      clock,
    );
    expect(await client.agentSpans.finish('span-1')).toEqual(span);
    expect(clock.waits).toEqual([7_000]);
  }
});

/** What the constructor refuses. */
const refused = (config: object) =>
  refusalOf(() => new PrefactorHttpClient({ apiToken: 'test-token', ...config }));

const numbers: readonly [option: string, isCount: boolean][] = [
  ['requestTimeout', false],
  ['connectTimeout', false],
  ['totalTimeout', false],
  ['initialRetryDelay', false],
  ['maxRetryDelay', false],
  ['retryMultiplier', false],
  ['maxRetries', true],
  ['maxConnections', true],
  ['maxResponseSize', true],
];
for (const [option, isCount] of numbers) {
  row('F4', `${option} takes no number that is none, is negative, endless or text`, async () => {
    for (const value of [Number.NaN, -1, '5', Number.POSITIVE_INFINITY, [5], ...(isCount ? [1.5] : [])]) {
      const error = refused({ [option]: value });
      expect(error).toMatchObject({ name: 'PrefactorClientError', code: 'invalid_config' });
      expect(error.issues.map(({ path }) => path)).toContain(option);
      expect(error.message).toContain(option);
      expect(error.message).toContain(typeof value === 'string' ? `"${value}"` : String(value));
    }
  });
}

for (const [option, valid] of [
  ['timeout', 5],
  ['maxRetries', 0],
] as const) {
  row('F4', `${option} of a call takes no number that is none, is negative, endless or text`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response) => json(response, 200, success(span)));
      await using client = new PrefactorHttpClient(
        { apiUrl: server.url, apiToken: 'test-token', ...config },
        hastyClock(0),
      );
      for (const value of [Number.NaN, -1, '5', Number.POSITIVE_INFINITY]) {
        const options = { [option]: value } as RequestOptions;
        for (const call of [
          client.agentSpans.finish('span-1', {}, options),
          client.bulk.execute([{ _type: 'agent_spans/finish', agent_span_id: 'span-1' }], options),
        ]) {
          const [outcome] = await Promise.allSettled([call]);
          expect(outcome).toMatchObject({
            reason: {
              name: 'PrefactorClientError',
              code: 'invalid_argument',
              issues: [{ path: option }],
              message: expect.stringContaining(typeof value === 'string' ? `"${value}"` : String(value)),
            },
          });
        }
      }
      expect(server.requests).toEqual([]);
      await client.agentSpans.finish('span-1', {}, { [option]: valid });
      expect(server.requests).toHaveLength(1);
    }
  });
}

row('F4', 'a misspelt option of the client is a type error, and refused by name', async () => {
  const misspelt = [
    // @ts-expect-error: it is called requestTimeout
    () => new PrefactorHttpClient({ apiToken: 'test-token', requestTimeot: 5 }),
    // @ts-expect-error: it is called apiUrl
    () => new PrefactorHttpClient({ apiToken: 'test-token', baseUrl: 'https://app.example.test' }),
    // @ts-expect-error: a number
    () => new PrefactorHttpClient({ apiToken: 'test-token', maxRetries: '5' }),
    // @ts-expect-error: an array
    () => new PrefactorHttpClient({ apiToken: 'test-token', retryOnStatusCodes: 503 }),
  ];
  for (const [index, name] of ['requestTimeot', 'baseUrl', 'maxRetries', 'retryOnStatusCodes'].entries()) {
    expect(misspelt[index]).toThrow(new RegExp(`\\b${name}\\b`));
  }
});

row(
  'F4',
  'a misspelt option of a call is a type error, and refused by name before anything is sent',
  async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response) => json(response, 200, success(span)));
      await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token', ...config });
      const outcomes = await Promise.allSettled([
        // @ts-expect-error: it is called timeout
        client.agentSpans.get('span-1', {}, { timeuot: 5 }),
        // @ts-expect-error: it is called signal
        client.agentSpans.finish('span-1', {}, { singal: AbortSignal.abort() }),
        // @ts-expect-error: it is called idempotencyKey here
        client.agentInstances.register({}, { idempotency_key: 'mine' }),
        // @ts-expect-error: a number
        client.validateToken({ timeout: '5' }),
      ]);
      for (const [index, name] of ['timeuot', 'singal', 'idempotency_key', 'timeout'].entries()) {
        expect(outcomes[index]).toMatchObject({
          reason: { name: 'PrefactorClientError', code: 'invalid_argument', issues: [{ path: name }] },
        });
      }
      expect(server.requests).toEqual([]);
    }
  },
);

row(
  'F4',
  'an option of fetch given to a call, or of a call given to the client, is refused by name',
  async () => {
    for (const name of ['timeout', 'signal', 'headers', 'idempotencyKey']) {
      expect(refused({ [name]: undefined }).issues.map(({ path }) => path)).toEqual([name]);
    }
  },
);
