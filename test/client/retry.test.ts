/** Which attempts are repeated, how often, and after what wait. */
import { describe, expect, it, vi } from 'vitest';
import { type HttpClientConfig, PrefactorHttpClient, type RequestOptions } from '../../src/index.ts';
import { outcomeOf } from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { type Answer, json, startServer } from '../support/server.ts';

/** Longer than any wait of these tests, so that no attempt ever times out. */
const requestTimeout = 1_000_000;
const almostOne = 1 - Number.EPSILON / 2;
const startOfTime = Date.UTC(2026, 0, 1);

type Script = readonly (number | 'reset' | Answer)[];

/** Answers the n-th request as the script's n-th entry says; the last one goes on for ever. */
const following =
  (script: Script): Answer =>
  (response, request, index) => {
    const entry = script[Math.min(index, script.length - 1)];
    if (entry === 'reset') response.destroy();
    else if (typeof entry === 'function') return entry(response, request, index);
    else json(response, entry ?? 500, entry === 200 ? success(span) : failure(`code_${entry}`));
    return undefined;
  };

/** One write against a script: what became of it, the requests, and the waits between them. */
async function run(
  script: Script,
  config: HttpClientConfig = {},
  {
    random = 0.5,
    options = {} as RequestOptions,
    call = undefined as undefined | ((client: PrefactorHttpClient) => Promise<unknown>),
  } = {},
) {
  await using server = await startServer(following(script));
  const clock = hastyClock(requestTimeout);
  clock.randomValue = random;
  await using client = new PrefactorHttpClient(
    { apiUrl: server.url, apiToken: 'test-token', requestTimeout, ...config },
    clock,
  );
  const outcome = await outcomeOf(
    call?.(client) ?? client.agentSpans.finish('span-1', { status: 'complete' }, options),
  );
  return { ...outcome, requests: server.requests, waits: [...clock.waits] };
}

/** An answer with a hint of how long to wait. */
const asking =
  (headers: Record<string, string>, body: object = {}, status = 429): Answer =>
  (response) =>
    json(response, status, failure('busy', body), headers);

describe('an attempt', () => {
  it.each([429, 500, 502, 503, 504, 'reset'] as const)(
    'that ends with %s is repeated, and a success ends the call',
    async (end) => {
      const { value, requests } = await run([end, end, 200]);
      expect(value).toEqual(span);
      expect(requests).toHaveLength(3);
    },
  );

  it.each([400, 401, 403, 404, 405, 408, 409, 410, 413, 422, 501, 505])(
    'that ends with %i is not',
    async (status) => {
      const { error, requests } = await run([status, 200]);
      expect(error).toMatchObject({ statusCode: status, attempts: 1 });
      expect(requests).toHaveLength(1);
    },
  );

  it('that is cut off in the body is repeated', async () => {
    const cut: Answer = (response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"status":"succ', () => response.destroy());
    };
    const { value, requests } = await run([cut, 200]);
    expect(value).toEqual(span);
    expect(requests).toHaveLength(2);
  });

  it('that ends with a page under 503 is repeated', async () => {
    const { requests } = await run([(response) => void response.writeHead(503).end('<html>'), 200]);
    expect(requests).toHaveLength(2);
  });

  it('is repeated for the statuses of the config, and for those of the call before them', async () => {
    const config = { retryOnStatusCodes: [404], maxRetries: 1 };
    expect((await run([404], config)).requests).toHaveLength(2);
    expect((await run([503], config)).requests).toHaveLength(1);
    expect((await run([404], config, { options: { retryOnStatusCodes: [503] } })).requests).toHaveLength(1);
    expect((await run([503], config, { options: { retryOnStatusCodes: [503] } })).requests).toHaveLength(2);
    expect((await run([503], config, { options: { retryOnStatusCodes: [] } })).requests).toHaveLength(1);
    expect((await run(['reset'], { ...config, retryOnStatusCodes: [] })).requests).toHaveLength(2);
  });

  it.each([
    ['a read', (client: PrefactorHttpClient) => client.agentSpans.get('span-1')],
    ['discardSensitive', (client: PrefactorHttpClient) => client.agentSpans.discardSensitive('span-1')],
    ['validateToken', (client: PrefactorHttpClient) => client.validateToken()],
  ])('of %s is repeated too, after an answer and after none', async (_, call) => {
    const { error, requests } = await run([503, 'reset', 200], {}, { call });
    expect(error).toBeUndefined();
    expect(requests).toHaveLength(3);
    expect(new Set(requests.map(({ method, url, body }) => `${method} ${url} ${body}`)).size).toBe(1);
  });

  it('of a write carries the same key and the same bytes as the first', async () => {
    const call = (client: PrefactorHttpClient) =>
      client.agentSpans.create({
        agent_instance_id: 'instance-1',
        schema_name: 'agent:llm',
        status: 'active',
        payload: { at: new Date(0), text: 'ü世🌍', list: [1, { two: 2 }] },
      });
    const { requests } = await run([503, 'reset', 429, 200], {}, { call });
    expect(requests).toHaveLength(4);
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
    expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(JSON.parse(requests[3]?.body ?? '').idempotency_key).toBe(requests[0]?.headers['idempotency-key']);
    expect(requests[3]?.headers).toEqual(requests[0]?.headers);
  });
});

describe('the number of attempts', () => {
  it.each([0, 1, 2, 5])('is one more than maxRetries: %i', async (maxRetries) => {
    expect((await run([503], { maxRetries })).requests).toHaveLength(maxRetries + 1);
    expect((await run(['reset'], {}, { options: { maxRetries } })).requests).toHaveLength(maxRetries + 1);
  });

  it('is one without retries, which leaves the error as it is', async () => {
    const answered = await run([503], { maxRetries: 0 });
    expect(answered.error).toMatchObject({ name: 'PrefactorServerError', statusCode: 503, attempts: 1 });
    expect(answered.waits).toEqual([]);
    const reset = await run(['reset'], { maxRetries: 3 }, { options: { maxRetries: 0 } });
    expect(reset.error).toMatchObject({ name: 'PrefactorConnectionError', attempts: 1 });
  });

  it('is told when they are exhausted, with what the last one ended with', async () => {
    const last = asking({ 'x-request-id': 'request-3', 'retry-after-ms': '9' }, {}, 503);
    const { error } = await run([429, 'reset', last], { maxRetries: 2 });
    const mirrored = {
      code: 'busy',
      statusCode: 503,
      requestId: 'request-3',
      retryAfter: 9,
      attempts: 3,
    };
    expect(error).toMatchObject({
      name: 'PrefactorRetryExhaustedError',
      ...mirrored,
      lastError: { name: 'PrefactorServerError', ...mirrored },
    });
    expect(error).toHaveProperty('cause', (error as { lastError: unknown }).lastError);
  });

  it('is told when the last one had no answer', async () => {
    const { error } = await run([503, 'reset'], { maxRetries: 1 });
    expect(error).toMatchObject({
      name: 'PrefactorRetryExhaustedError',
      lastError: { name: 'PrefactorConnectionError' },
      attempts: 2,
      statusCode: undefined,
      retryAfter: undefined,
    });
  });

  it('is told when another answer ends the call, as the error that it is', async () => {
    const { error, requests } = await run([503, 400]);
    expect(error).toMatchObject({ name: 'PrefactorValidationError', statusCode: 400, attempts: 2 });
    expect(requests).toHaveLength(2);
    expect((await run([503, (response) => void response.end('[]')])).error).toMatchObject({
      name: 'PrefactorResponseContractError',
      attempts: 2,
    });
  });
});

describe('the wait before a retry', () => {
  const config = { initialRetryDelay: 100, retryMultiplier: 3, maxRetryDelay: 1_000, maxRetries: 5 };

  it('grows by the multiplier and stops at the maximum', async () => {
    expect((await run([503], config)).waits).toEqual([100, 300, 900, 1_000, 1_000]);
  });

  it('is at least three quarters of that', async () => {
    const { waits } = await run([503], config, { random: 0 });
    expect(waits.slice(0, 3)).toEqual([75, 225, 675]);
  });

  it('is at most five quarters of that, and never above the maximum', async () => {
    const { waits } = await run([503], config, { random: almostOne });
    for (const [index, bound] of [125, 375, 1_000, 1_000, 1_000].entries()) {
      expect(waits[index]).toBeLessThanOrEqual(bound);
      expect(waits[index]).toBeGreaterThan(bound - 1);
    }
  });

  it('does not grow with a multiplier of 1', async () => {
    expect((await run([503], { ...config, retryMultiplier: 1 })).waits).toEqual([100, 100, 100, 100, 100]);
  });

  it('stays finite however many attempts there were', async () => {
    const { waits } = await run([503], {
      maxRetries: 40,
      retryMultiplier: 1e30,
      initialRetryDelay: 1,
      maxRetryDelay: 50,
    });
    expect(waits).toHaveLength(40);
    expect(Math.max(...waits)).toBe(50);
  });
});

describe('a hint of the server', () => {
  const config = { initialRetryDelay: 100, maxRetryDelay: 60_000, maxRetries: 1 };
  const later = (milliseconds: number) => new Date(startOfTime + milliseconds).toUTCString();

  it.each<[what: string, wait: number, hint: Answer]>([
    ['retry-after-ms', 7_000, asking({ 'retry-after-ms': '7000' })],
    ['Retry-After in seconds', 7_000, asking({ 'retry-after': '7' })],
    ['Retry-After as a date', 7_000, asking({ 'retry-after': later(7_000), date: later(0) })],
    ['retry_after_ms in the body', 7_000, asking({}, { retry_after_ms: 7_000 })],
    ['any of them under 503', 7_000, asking({ 'retry-after': '7' }, {}, 503)],
    [
      'the first of three',
      5_000,
      asking({ 'retry-after-ms': '5000', 'retry-after': '6' }, { retry_after_ms: 7_000 }),
    ],
    ['the header before the body', 6_000, asking({ 'retry-after': '6' }, { retry_after_ms: 7_000 })],
    ['the next one after a malformed one', 6_000, asking({ 'retry-after-ms': 'soon', 'retry-after': '6' })],
    [
      'the body after malformed headers',
      7_000,
      asking({ 'retry-after-ms': '-1', 'retry-after': 'x' }, { retry_after_ms: 7_000 }),
    ],
    ['exactly maxRetryDelay', 60_000, asking({ 'retry-after': '60' })],
  ])('is waited for at least, and up to a quarter more: %s', async (_, wait, hint) => {
    const lowest = await run([hint, 200], config, { random: 0 });
    expect(lowest.value).toEqual(span);
    expect(lowest.waits).toEqual([wait]);
    const [highest = 0] = (await run([hint, 200], config, { random: almostOne })).waits;
    expect(highest).toBeGreaterThan(wait);
    expect(highest).toBeLessThanOrEqual(wait * 1.25);
  });

  it.each<[what: string, hint: Answer]>([
    ...[
      '1.5',
      '-1',
      '2 apples',
      '',
      '1e9',
      '0x10',
      '+5',
      'Infinity',
      later(-5_000),
      'Thu, 99 Jan 2026 00:00:00 GMT',
      '2'.repeat(400),
    ].map((value): [string, Answer] => [
      `Retry-After: ${value.slice(0, 40)}`,
      asking({ 'retry-after': value, date: later(0) }),
    ]),
    ...['-1', '2 apples', '', '1e9', 'NaN'].map((value): [string, Answer] => [
      `retry-after-ms: ${value}`,
      asking({ 'retry-after-ms': value }),
    ]),
    ...[-1, '7000', null, {}, true].map((value): [string, Answer] => [
      `retry_after_ms ${JSON.stringify(value)}`,
      asking({}, { retry_after_ms: value }),
    ]),
  ])('that is none is ignored: %s', async (_, hint) => {
    const { value, waits } = await run([hint, 200], config);
    expect(value).toEqual(span);
    expect(waits).toEqual([100]);
  });

  it.each(['0', '1'])('does not shorten the computed wait: %s ms', async (hint) => {
    expect((await run([asking({ 'retry-after-ms': hint }), 200], config, { random: 0 })).waits).toEqual([75]);
    const [highest = 0] = (
      await run([asking({ 'retry-after-ms': hint }), 200], config, { random: almostOne })
    ).waits;
    expect(highest).toBeGreaterThan(124);
  });

  it.each<[what: string, hint: Answer]>([
    ['retry-after-ms', asking({ 'retry-after-ms': '60001' })],
    ['Retry-After', asking({ 'retry-after': '61' })],
    ['a date', asking({ 'retry-after': later(61_000), date: later(0) })],
    ['the body', asking({}, { retry_after_ms: 60_001 })],
  ])('above maxRetryDelay ends the call at once: %s', async (_, hint) => {
    const { error, requests, waits } = await run([hint, 200], config);
    expect(error).toMatchObject({ name: 'PrefactorRetryExhaustedError', attempts: 1, statusCode: 429 });
    expect((error as { retryAfter: number }).retryAfter).toBeGreaterThan(60_000);
    expect(requests).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});

describe('a conflict', () => {
  it.each<[what: string, script: Script, possiblyApplied: boolean]>([
    ['at once', [409], false],
    ['after an answer', [503, 409], false],
    ['after an attempt without an answer', ['reset', 409], true],
    ['after an attempt without an answer, some time ago', ['reset', 503, 409], true],
  ])('says whether this very call may have been applied: %s', async (_, script, possiblyApplied) => {
    expect((await run(script)).error).toMatchObject({ name: 'PrefactorConflictError', possiblyApplied });
  });

  it('says that it was not when the attempt without an answer never reached the server', async () => {
    let calls = 0;
    const fetch: typeof globalThis.fetch = async (...request) => {
      calls += 1;
      if (calls > 1) return globalThis.fetch(...request);
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
      });
    };
    expect((await run([409], { fetch })).error).toMatchObject({ attempts: 2, possiblyApplied: false });
  });
});

describe('totalTimeout', () => {
  const config = {
    apiToken: 'test-token',
    initialRetryDelay: 1_000,
    totalTimeout: 1_500,
    requestTimeout: 1_200,
  };

  it('ends the call at once when the next wait would pass it', async () => {
    await using server = await startServer(following([503]));
    const clock = manualClock();
    await using client = new PrefactorHttpClient({ ...config, totalTimeout: 999, apiUrl: server.url }, clock);
    const error: unknown = await client.validateToken().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'PrefactorTimeoutError',
      phase: 'total',
      attempts: 1,
      cause: { name: 'PrefactorServerError', statusCode: 503 },
    });
    expect(server.requests).toHaveLength(1);
    expect(clock.pending).toEqual([]);
  });

  it.each([500, 60_000])('lets no attempt follow a wait that ended %i ms late', async (late) => {
    await using server = await startServer(following([503]));
    const clock = manualClock();
    await using client = new PrefactorHttpClient({ ...config, apiUrl: server.url }, clock);
    const outcome = outcomeOf(client.validateToken());
    await vi.waitFor(() => expect(clock.pending).toEqual([1_000]), { interval: 1 });
    clock.stall(1_000 + late);
    expect((await outcome).error).toMatchObject({
      phase: 'total',
      attempts: 1,
      cause: { name: 'PrefactorServerError' },
    });
    expect(server.requests).toHaveLength(1);
  });

  it('ends the attempt in which it passes', async () => {
    await using server = await startServer(following([503, () => {}]));
    const clock = manualClock();
    await using client = new PrefactorHttpClient({ ...config, apiUrl: server.url }, clock);
    const call = client.validateToken();
    const outcome = expect(call).rejects.toMatchObject({
      name: 'PrefactorTimeoutError',
      phase: 'total',
      attempts: 2,
      message: expect.stringMatching(/totalTimeout of 1500 ms; the last failure: .*503/),
      cause: { phase: 'headers', cause: { name: 'PrefactorServerError', statusCode: 503 } },
    });
    await vi.waitFor(() => expect(clock.pending).toEqual([1_000]), { interval: 1 });
    clock.advance(1_000);
    await vi.waitFor(() => expect(server.requests).toHaveLength(2), { interval: 1 });
    clock.advance(500);
    await outcome;
    expect(clock.pending).toEqual([]);
  });

  it('says why the server could not be reached, in whole milliseconds', async () => {
    const clock = manualClock();
    let attempts = 0;
    await using client = new PrefactorHttpClient(
      {
        ...config,
        totalTimeout: 1_144.174_519,
        apiUrl: 'http://127.0.0.1:1',
        fetch: () => {
          attempts += 1;
          if (attempts > 1) return new Promise(() => {});
          const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
          return Promise.reject(new TypeError('fetch failed', { cause }));
        },
      },
      clock,
    );
    const call = client.validateToken().catch((reason: unknown) => reason);
    await vi.waitFor(() => expect(clock.pending).toEqual([1_000]), { interval: 1 });
    clock.advance(1_000);
    await vi.waitFor(() => expect(attempts).toBe(2), { interval: 1 });
    clock.advance(145);
    const error = await call;
    expect(error).toMatchObject({
      message: expect.stringMatching(/ 1144 ms; .*ECONNREFUSED/),
      cause: {
        message: expect.stringMatching(/ 144 ms: /),
        cause: { code: 'ECONNREFUSED', cause: { cause: { code: 'ECONNREFUSED' } } },
      },
    });
  });

  it('leaves a call alone that is done in time', async () => {
    await using server = await startServer(following([503, 200]));
    const clock = manualClock();
    await using client = new PrefactorHttpClient({ ...config, apiUrl: server.url }, clock);
    const call = client.agentSpans.get('span-1');
    await vi.waitFor(() => expect(clock.pending).toEqual([1_000]), { interval: 1 });
    clock.advance(1_000);
    expect(await call).toEqual(span);
    expect(clock.pending).toEqual([]);
  });
});
