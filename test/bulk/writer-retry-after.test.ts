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
  const state = { isDown: true };
  const server = await startServer((response, { body }) => {
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
  ['503 with Retry-After as a date', hinting(503, { 'retry-after': httpDate(20_000) })],
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

  it('counts where it is longer than maxRetryDelay, which ends the request at once', async () => {
    await using test = await setUp(hinting(429, { 'retry-after': '600' }), { maxRetries: 3 });
    test.clock.randomValue = 0;
    const outcome = test.writer.add(finishOf(0));
    await test.waiting(600_000);
    expect(test.server.requests).toHaveLength(1);
    test.state.isDown = false;
    test.clock.advance(600_000);
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
    const longestTimer = 2 ** 31 - 1;
    await test.waiting(longestTimer);
    expect(Math.max(...test.clock.begun)).toBe(longestTimer);
    test.state.isDown = false;
    await test.writer.flush();
    expect(await outcome).toMatchObject({ status: 'success' });
  });
});
