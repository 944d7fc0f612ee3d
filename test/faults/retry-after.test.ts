/** Which answers are worth another attempt, and how long the client waits when the server says how long. */
import { expect, vi } from 'vitest';
import {
  type HttpClientConfig,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorConflictError,
  PrefactorHttpClient,
  PrefactorNotFoundError,
  PrefactorRateLimitError,
  PrefactorRetryExhaustedError,
  PrefactorServerError,
  PrefactorTimeoutError,
  PrefactorValidationError,
  type RequestOptions,
} from '../../src/index.ts';
import { inTurn, withSpan } from '../support/answers.ts';
import { outcomeOf, transports, turns } from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { failure, span } from '../support/fixtures.ts';
import { type Answer, json, startServer } from '../support/server.ts';
import { row } from './row.ts';

/** Longer than any wait of these tests, so that no attempt times out on a hasty clock. */
const requestTimeout = 2_000_000;

/** Makes one write: what became of it, how many requests the server saw, and the waits between them. */
async function settle(answer: Answer, config: HttpClientConfig, options: RequestOptions = {}) {
  await using server = await startServer(answer);
  const clock = hastyClock(requestTimeout);
  // The lowest jitter: three quarters of a computed wait, and exactly what a hint asks for.
  clock.randomValue = 0;
  await using client = new PrefactorHttpClient(
    { apiUrl: server.url, apiToken: 'test-token', requestTimeout, ...config },
    clock,
  );
  return {
    ...(await outcomeOf(client.agentSpans.finish('span-1', {}, options))),
    requests: server.requests.length,
    waits: [...clock.waits],
  };
}

// What the clocks of these tests read on the wall, those of servers too.
const wallStart = Date.UTC(2026, 0, 1);
const at = (milliseconds: number) => new Date(wallStart + milliseconds).toUTCString();
const day = 86_400_000;

const refusing =
  (status: number, more: object = {}, headers: Record<string, string | string[]> = {}): Answer =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', date: at(0), ...headers })
      .end(JSON.stringify(failure(`code_${status}`, more)));

/** Gives one answer first, and a success after it. */
const once = (first: Answer): Answer => inTurn(first, withSpan);

for (const [status, type] of [
  [400, PrefactorValidationError],
  [401, PrefactorAuthError],
  [403, PrefactorAuthError],
  [404, PrefactorNotFoundError],
  [409, PrefactorConflictError],
  [413, PrefactorApiError],
  [422, PrefactorValidationError],
] as const) {
  row('S1', `${status} is final: one request, even where the answer names a time to wait`, async () => {
    for (const [, config] of transports) {
      const { error, requests, waits } = await settle(
        refusing(status, { errors: { name: ['is wrong'] } }, { 'retry-after': '1' }),
        config,
      );
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject({
        code: `code_${status}`,
        statusCode: status,
        retryAfter: 1_000,
        attempts: 1,
        ...(type === PrefactorValidationError ? { errors: { name: ['is wrong'] } } : {}),
      });
      expect(requests).toBe(1);
      expect(waits).toEqual([]);
    }
  });
}

for (const [status, type] of [
  [429, PrefactorRateLimitError],
  [500, PrefactorServerError],
  [502, PrefactorServerError],
  [503, PrefactorServerError],
  [504, PrefactorServerError],
] as const) {
  row('S2', `${status} is repeated to the limit, and the last one is kept`, async () => {
    for (const [, config] of transports) {
      const { error, requests } = await settle(
        (response, request, index) =>
          refusing(status, {}, { 'x-request-id': `request-${index + 1}` })(response, request, index),
        config,
      );
      expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
      const { lastError } = error as PrefactorRetryExhaustedError;
      expect(lastError).toBeInstanceOf(type);
      expect((error as PrefactorRetryExhaustedError).cause).toBe(lastError);
      expect(error).toMatchObject({ statusCode: status, requestId: 'request-4', attempts: 4 });
      expect(requests).toBe(4);
    }
  });
}

for (const status of [408, 425, 501, 505]) {
  row('S2', `${status} is repeated only where the client or the call says so`, async () => {
    for (const [, config] of transports) {
      const plain = await settle(once(refusing(status)), config);
      expect(plain.error).toMatchObject({ statusCode: status, attempts: 1 });
      expect(plain.requests).toBe(1);
      const retryOnStatusCodes = [status];
      const byClient = await settle(once(refusing(status)), { ...config, retryOnStatusCodes });
      expect(byClient).toMatchObject({ value: span, requests: 2 });
      const byCall = await settle(once(refusing(status)), config, { retryOnStatusCodes });
      expect(byCall).toMatchObject({ value: span, requests: 2 });
      const taken = await settle(
        once(refusing(status)),
        { ...config, retryOnStatusCodes },
        { retryOnStatusCodes: [] },
      );
      expect(taken).toMatchObject({ error: { statusCode: status }, requests: 1 });
    }
  });
}

for (const [where, config, options] of [
  ['of the client', { maxRetries: 0 }, {}],
  ['of the call', { maxRetries: 3 }, { maxRetries: 0 }],
] as const) {
  row('S2', `maxRetries: 0 ${where} means exactly one request, and the error as it is`, async () => {
    for (const [, transport] of transports) {
      const answered = await settle(
        refusing(503, {}, { 'retry-after': '1' }),
        { ...config, ...transport },
        options,
      );
      expect(answered.error).toBeInstanceOf(PrefactorServerError);
      expect(answered).toMatchObject({ requests: 1, waits: [] });
      const broken = await settle(
        (response) => void response.destroy(),
        { ...config, ...transport },
        options,
      );
      expect(broken.error).toMatchObject({ name: 'PrefactorConnectionError', attempts: 1 });
      expect(broken).toMatchObject({ requests: 1, waits: [] });
    }
  });
}

/** Three quarters of initialRetryDelay: what the client waits when it decides alone. */
const computed = 750;

const secondsOrDates: readonly [value: string | string[], retryAfter: number | undefined][] = [
  ['2', 2_000],
  ['0', 0],
  ['007', 7_000],
  [at(5_000), 5_000],
  [at(-5_000), 0],
  ['-1', undefined],
  ['+2', undefined],
  ['1.5', undefined],
  ['2 apples', undefined],
  ['2s', undefined],
  ['1e9', undefined],
  ['0x10', undefined],
  ['', undefined],
  ['Infinity', undefined],
  ['9'.repeat(400), undefined],
  [['2', '3'], undefined],
  [['2', '2'], undefined],
  [[at(5_000), '2'], undefined],
  ['2026-01-01T00:00:05Z', undefined],
  ['Thu, 32 Jan 2026 00:00:00 GMT', undefined],
  ['Invalid Date', undefined],
  [at(5_000).replace('Thu', 'Wed'), undefined],
  [at(5_000).replace('01 Jan', '1 Jan'), undefined],
  [`${at(5_000)} (or later)`, undefined],
  [at(5_000).replace('GMT', '+0000'), undefined],
];
for (const [value, retryAfter] of secondsOrDates) {
  const shown = Array.isArray(value) ? `twice, ${value.join(' and ')}` : value.slice(0, 40) || 'nothing';
  const meaning = retryAfter === undefined ? 'no hint' : `${retryAfter} ms`;
  row('S3', `Retry-After: ${shown} means ${meaning}, and is never a reason to hurry`, async () => {
    for (const [, config] of transports) {
      const hint = refusing(429, {}, { 'retry-after': value });
      const { value: result, waits, requests } = await settle(once(hint), config);
      expect(result).toEqual(span);
      expect(waits).toEqual([Math.max(computed, retryAfter ?? 0)]);
      expect(requests).toBe(2);
      const { error } = await settle(hint, { ...config, maxRetries: 0 });
      expect(error).toBeInstanceOf(PrefactorRateLimitError);
      expect(error).toHaveProperty('retryAfter', retryAfter);
    }
  });
}

for (const [skew, clockOfServer] of [
  ['a year behind', at(365 * day)],
  ['a year ahead', at(-365 * day)],
] as const) {
  row('S3', `a date is read by the server's own clock, though ours is ${skew}`, async () => {
    const until = new Date(Date.parse(clockOfServer) + 5_000).toUTCString();
    const hint = refusing(429, {}, { 'retry-after': until, date: clockOfServer });
    for (const [, config] of transports) {
      expect(await settle(once(hint), config)).toMatchObject({ value: span, waits: [5_000] });
    }
  });
}

for (const [what, date] of [
  ['does not tell the time', undefined],
  ['tells it in a form that is none', '2026-01-01T00:00:00Z'],
] as const) {
  row('S3', `a date is read by our clock where the server ${what}`, async () => {
    const hint: Answer = (response) => {
      response.sendDate = false;
      response.writeHead(429, { 'retry-after': at(5_000), ...(date && { date }) }).end();
    };
    for (const [, config] of transports) {
      expect(await settle(once(hint), config)).toMatchObject({ value: span, waits: [5_000] });
    }
  });
}

const hints: readonly [
  what: string,
  headers: Record<string, string | string[]>,
  body: object,
  retryAfter: number | undefined,
][] = [
  ['retry-after-ms alone', { 'retry-after-ms': '2500' }, {}, 2_500],
  ['retry-after-ms before a longer Retry-After', { 'retry-after-ms': '2500', 'retry-after': '9' }, {}, 2_500],
  [
    'retry-after-ms before a shorter Retry-After',
    { 'retry-after-ms': '9000', 'retry-after': '2' },
    {},
    9_000,
  ],
  ['retry-after-ms before the body', { 'retry-after-ms': '2500' }, { retry_after_ms: 9_000 }, 2_500],
  ['Retry-After before the body', { 'retry-after': '2' }, { retry_after_ms: 9_000 }, 2_000],
  ['a date before the body', { 'retry-after': at(3_000) }, { retry_after_ms: 9_000 }, 3_000],
  ['a date that is over before the body', { 'retry-after': at(-3_000) }, { retry_after_ms: 9_000 }, 0],
  ['0 in a header before the body', { 'retry-after-ms': '0' }, { retry_after_ms: 9_000 }, 0],
  ['the body alone', {}, { retry_after_ms: 2_500 }, 2_500],
  [
    'the body after malformed headers',
    { 'retry-after-ms': '2.5', 'retry-after': 'soon' },
    { retry_after_ms: 4_000 },
    4_000,
  ],
  ['Retry-After after a malformed retry-after-ms', { 'retry-after-ms': '-1', 'retry-after': '4' }, {}, 4_000],
  [
    'Retry-After after retry-after-ms given twice',
    { 'retry-after-ms': ['10', '20'], 'retry-after': '4' },
    {},
    4_000,
  ],
  ['nothing, from retry-after-ms as a date', { 'retry-after-ms': at(5_000) }, {}, undefined],
  ['nothing, from an empty retry-after-ms', { 'retry-after-ms': '' }, {}, undefined],
  ['0 in the body', {}, { retry_after_ms: 0 }, 0],
  ['nothing, from text in the body', {}, { retry_after_ms: '2500' }, undefined],
  ['nothing, from a negative number in the body', {}, { retry_after_ms: -1 }, undefined],
  ['nothing, from a fraction in the body', {}, { retry_after_ms: 2500.5 }, undefined],
  ['nothing, from null in the body', {}, { retry_after_ms: null }, undefined],
  ['nothing, from a hint deeper in the body', {}, { errors: { retry_after_ms: 2_500 } }, undefined],
];
for (const [what, headers, body, retryAfter] of hints) {
  row('S4', `of several hints one counts: ${what}`, async () => {
    for (const [, config] of transports) {
      const { value, waits } = await settle(once(refusing(503, body, headers)), config);
      expect(value).toEqual(span);
      expect(waits).toEqual([Math.max(computed, retryAfter ?? 0)]);
      const { error } = await settle(refusing(503, body, headers), { ...config, maxRetries: 0 });
      expect(error).toHaveProperty('retryAfter', retryAfter);
    }
  });
}

row('S4', 'a hint in JSON that is no envelope of the API counts too', async () => {
  for (const [, config] of transports) {
    const { value, waits } = await settle(
      once((response) => json(response, 429, { error: 'slow down', retry_after_ms: 4_000 })),
      config,
    );
    expect(value).toEqual(span);
    expect(waits).toEqual([4_000]);
  }
});

for (const body of ['null', '0', '"slow down"', '[]']) {
  row('S4', `a body that holds no fields asks for nothing: ${body}`, async () => {
    for (const [, config] of transports) {
      const { value, waits } = await settle(
        once((response) => void response.writeHead(429).end(body)),
        config,
      );
      expect(value).toEqual(span);
      expect(waits).toEqual([computed]);
    }
  });
}

row('S4', 'a hint that somebody put on Object.prototype is none', async () => {
  Object.defineProperty(Object.prototype, 'retry_after_ms', { value: 9_000, configurable: true });
  try {
    const { value, waits } = await settle(once(refusing(503)), {});
    expect(value).toEqual(span);
    expect(waits).toEqual([computed]);
  } finally {
    Reflect.deleteProperty(Object.prototype, 'retry_after_ms');
  }
});

for (const [what, headers, body, retryAfter] of [
  ['retry-after-ms', { 'retry-after-ms': '60001' }, {}, 60_001],
  ['Retry-After', { 'retry-after': '61' }, {}, 61_000],
  ['a Retry-After of many years', { 'retry-after': '999999999' }, {}, 999_999_999_000],
  ['a date', { 'retry-after': at(day) }, {}, day],
  ['the body', {}, { retry_after_ms: 60_001 }, 60_001],
] as const) {
  row('S5', `a hint beyond maxRetryDelay ends the call at once and is told: ${what}`, async () => {
    for (const [, config] of transports) {
      const { error, requests, waits } = await settle(once(refusing(503, body, headers)), config);
      expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
      expect(error).toMatchObject({ retryAfter, statusCode: 503, attempts: 1, lastError: { retryAfter } });
      expect(requests).toBe(1);
      expect(waits).toEqual([]);
      const single = await settle(refusing(503, body, headers), { ...config, maxRetries: 0 });
      expect(single.error).toMatchObject({ name: 'PrefactorServerError', retryAfter });
    }
  });
}

row('S5', 'a wait that is longer than a timer keeps is not over at once', async () => {
  const longest = 2 ** 31 - 1;
  const setTimer = vi.spyOn(globalThis, 'setTimeout');
  await using server = await startServer(refusing(503, {}, { 'retry-after-ms': `${longest}` }));
  const random = vi.spyOn(Math, 'random').mockReturnValue(0.9);
  const client = new PrefactorHttpClient({
    apiUrl: server.url,
    apiToken: 'test-token',
    maxRetryDelay: longest,
  });
  const call = outcomeOf(client.agentSpans.finish('span-1'));
  await vi.waitFor(() => expect(setTimer.mock.calls).toContainEqual([expect.any(Function), longest]));
  await client.close();
  expect(await call).toMatchObject({ error: { code: 'client_closed' } });
  random.mockRestore();
  setTimer.mockRestore();
  expect(server.requests).toHaveLength(1);
});

row('S5', 'a hint of exactly maxRetryDelay is waited for', async () => {
  for (const [, config] of transports) {
    const hint = refusing(503, {}, { 'retry-after-ms': '60000' });
    expect(await settle(once(hint), config)).toMatchObject({ value: span, waits: [60_000], requests: 2 });
  }
});

for (const [what, headers, totalTimeout] of [
  ['a hint', { 'retry-after': '5' }, 4_999],
  ['a hint that ends with it, not', { 'retry-after': '5' }, 5_000],
  ['a computed wait', {}, 749],
] as const) {
  row('S5', `${what} beyond totalTimeout ends the call at once, and nothing more is sent`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer(once(refusing(503, {}, headers)));
      const clock = manualClock();
      clock.randomValue = 0;
      await using client = new PrefactorHttpClient(
        { apiUrl: server.url, apiToken: 'test-token', totalTimeout, ...config },
        clock,
      );
      const [outcome] = await Promise.allSettled([client.agentSpans.finish('span-1')]);
      const error: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
      expect(error).toBeInstanceOf(PrefactorTimeoutError);
      expect(error).toMatchObject({
        phase: 'total',
        attempts: 1,
        cause: { name: 'PrefactorServerError', statusCode: 503 },
      });
      expect(clock.pending).toEqual([]);
      clock.advance(day);
      await turns();
      expect(server.requests).toHaveLength(1);
    }
  });
}

row(
  'S5',
  'a wait that fits into totalTimeout is waited for, and the attempt after it has what is left',
  async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response, request, index) =>
        index === 0 ? refusing(503, {}, { 'retry-after': '4' })(response, request, index) : undefined,
      );
      const clock = manualClock();
      clock.randomValue = 0;
      await using client = new PrefactorHttpClient(
        { apiUrl: server.url, apiToken: 'test-token', totalTimeout: 5_000, ...config },
        clock,
      );
      const call = Promise.allSettled([client.agentSpans.finish('span-1')]);
      await vi.waitFor(() => expect(clock.pending).toEqual([4_000]), { interval: 1 });
      clock.advance(4_000);
      await vi.waitFor(() => expect(server.requests).toHaveLength(2), { interval: 1 });
      expect(clock.pending).toEqual([1_000]);
      clock.advance(1_000);
      expect(await call).toMatchObject([
        { reason: { name: 'PrefactorTimeoutError', phase: 'total', attempts: 2, cause: expect.any(Error) } },
      ]);
      expect(clock.pending).toEqual([]);
    }
  },
);

row('S6', 'x-should-retry changes nothing: the status decides', async () => {
  for (const [, config] of transports) {
    const repeated = await settle(once(refusing(500, {}, { 'x-should-retry': 'false' })), config);
    expect(repeated).toMatchObject({ value: span, requests: 2, waits: [computed] });
    const final = await settle(once(refusing(400, {}, { 'x-should-retry': 'true' })), config);
    expect(final).toMatchObject({ error: { name: 'PrefactorValidationError' }, requests: 1 });
  }
});
