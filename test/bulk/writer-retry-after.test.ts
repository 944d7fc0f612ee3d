/** `bulk.writer`: how long it waits in an outage whose API says for how long. */
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { HttpClientConfig } from '../../src/index.ts';
import { roundTrip } from '../support/client.ts';
import { failure } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';
import { finishOf, setUpByHand, successOf, type WireItem, waiting } from './support.ts';

/** When the wall clock of these tests starts. */
const start = Date.UTC(2026, 0, 1);
const httpDate = (milliseconds: number) => new Date(start + milliseconds).toUTCString();

/** An API that refuses everything with a hint, until it is told otherwise. */
async function setUp(refuse: (response: ServerResponse) => void, config: HttpClientConfig = {}) {
  const state = { isDown: true, answersPings: false };
  const server = await startServer((response, { url, body }) => {
    if (url === '/api/v1/ping' && (state.answersPings || !state.isDown)) {
      return json(response, 200, { status: 'success' });
    }
    if (state.isDown) return refuse(response);
    const { items } = JSON.parse(body) as { items: WireItem[] };
    const outputs = Object.fromEntries(items.map((item) => [item.idempotency_key, successOf(item)]));
    json(response, 200, { status: 'success', outputs });
  });
  const test = await setUpByHand({ config: { apiUrl: server.url, maxRetries: 0, ...config } });
  return {
    state,
    server,
    clock: test.clock,
    writer: test.bulk.writer({ maxItems: 1 }),
    waiting: (delay: number) => waiting(test, delay),
    async [Symbol.asyncDispose]() {
      await test[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

const hinting =
  (status: number, headers: Record<string, string>, more: object = {}) =>
  (response: ServerResponse): void =>
    json(response, status, failure('wait', more), headers);

const hints: [what: string, refuse: (response: ServerResponse) => void][] = [
  ['429 with Retry-After in seconds', hinting(429, { 'retry-after': '20' })],
  ['503 with Retry-After in seconds', hinting(503, { 'retry-after': '20' })],
  ['503 with Retry-After as a date', hinting(503, { 'retry-after': httpDate(20_000), date: httpDate(0) })],
  ['500 with retry-after-ms', hinting(500, { 'retry-after-ms': '20000' })],
  ['503 with retry_after_ms in its body', hinting(503, {}, { retry_after_ms: 20_000 })],
];

describe.each(hints)('%s', (_, refuse) => {
  it('is sent again after as long as the server asks for, and no sooner', async () => {
    await using test = await setUp(refuse);
    test.clock.randomValue = 0;
    const outcome = test.writer.add(finishOf(0));
    await test.waiting(20_000);
    test.clock.advance(19_999);
    await roundTrip();
    expect(test.server.requests).toHaveLength(1);
    test.state.isDown = false;
    test.clock.advance(1);
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('is sent again no later than a quarter more than that', async () => {
    await using test = await setUp(refuse);
    test.clock.randomValue = 1;
    const outcome = test.writer.add(finishOf(0));
    await test.waiting(25_000);
    test.state.isDown = false;
    test.clock.advance(25_000);
    expect(await outcome).toMatchObject({ status: 'success' });
  });
});

describe('the hint of a server', () => {
  it('is that of the last attempt of a request, when its retries are used up', async () => {
    await using test = await setUp(hinting(503, { 'retry-after': '20' }), { maxRetries: 1 });
    test.clock.randomValue = 0;
    const outcome = test.writer.add(finishOf(0));
    await test.waiting(20_000);
    test.clock.advance(20_000);
    await roundTrip();
    expect(test.server.requests).toHaveLength(2);
    await test.waiting(20_000);
    test.state.isDown = false;
    test.clock.advance(20_000);
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('W2: ends the request at once where it is longer than maxRetryDelay, and is cut short when a ping is answered', async () => {
    await using test = await setUp(hinting(429, { 'retry-after': '999999' }), { maxRetries: 3 });
    test.clock.randomValue = 0;
    const outcome = test.writer.add(finishOf(0));
    for (const pings of [0, 1, 2]) {
      await test.waiting(60_000);
      expect(test.server.requests.map(({ method }) => method)).toEqual(['POST', ...Array(pings).fill('GET')]);
      test.clock.advance(60_000);
    }
    await test.waiting(60_000);
    test.state.answersPings = true;
    test.clock.advance(60_000);
    await test.waiting(60_000);
    expect(test.server.requests.map(({ method }) => method).slice(4)).toEqual(['GET', 'POST']);
    test.state.isDown = false;
    test.clock.advance(60_000);
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('is waited out where no ping is answered', async () => {
    await using test = await setUp(hinting(503, { 'retry-after': '170' }));
    test.clock.randomValue = 0;
    const outcome = test.writer.add(finishOf(0));
    for (const delay of [60_000, 60_000, 50_000]) {
      await test.waiting(delay);
      test.clock.advance(delay);
    }
    await test.waiting(60_000);
    expect(test.server.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
    test.state.isDown = false;
    test.clock.advance(60_000);
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('counts where it is longer than totalTimeout, which ends the request at once', async () => {
    await using test = await setUp(hinting(503, { 'retry-after': '20' }), {
      maxRetries: 3,
      totalTimeout: 5_000,
    });
    test.clock.randomValue = 0;
    const outcome = test.writer.add(finishOf(0));
    await test.waiting(20_000);
    expect(test.server.requests).toHaveLength(1);
    test.state.isDown = false;
    test.clock.advance(20_000);
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('does not shorten a wait that has grown longer than it', async () => {
    await using test = await setUp(hinting(503, { 'retry-after-ms': '1' }));
    const outcome = test.writer.add(finishOf(0));
    for (const delay of [1_000, 2_000, 4_000]) {
      await test.waiting(delay);
      test.state.isDown = delay < 4_000;
      test.clock.advance(delay);
    }
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('that is longer than any timer can wait is no reason to try again at once', async () => {
    await using test = await setUp(hinting(503, { 'retry-after': '99999999999' }));
    const outcome = test.writer.add(finishOf(0));
    await test.waiting(60_000);
    expect(Math.max(...test.clock.begun)).toBe(60_000);
    test.state.isDown = false;
    await test.writer.flush();
    expect(await outcome).toMatchObject({ status: 'success' });
  });
});
