/** `bulk.writer`: requests that are turned away as a whole, by the API for their token or by whoever is in front of it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  finishes,
  finishOf,
  numberOf,
  page,
  passTimeFor,
  passTimeUntil,
  setUpByHand,
  statusesOf,
  type Trouble,
  type WireItem,
  waiting,
} from './support.ts';

const warnings: string[] = [];
beforeEach(() => {
  warnings.length = 0;
  vi.spyOn(process, 'emitWarning').mockImplementation((warning) => {
    warnings.push(String(warning));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const turnedAway: [what: string, trouble: Trouble][] = [
  ['401', 401],
  ['403', 403],
  ["a proxy's 400", page(400)],
  ["a proxy's 404", page(404)],
  ["a proxy's 408", page(408)],
  ["a proxy's 425", page(425)],
  ['a redirect', page(302, { location: 'http://127.0.0.1:1/login' })],
  ['a maintenance page under 200', page(200)],
  ['an empty answer under 204', page(204)],
  ["JSON that is not this API's", { status: 200, headers: {}, page: '{"ok":true}' }],
];

describe.each(turnedAway)('W1: %s for whole requests', (_, trouble) => {
  it('is an outage: everything is kept, in order and with its keys, and sent after growing waits', async () => {
    let isDown = true;
    await using test = await setUpByHand({
      request: () => (isDown ? trouble : undefined),
      ping: () => (isDown ? 401 : 200),
    });
    const writer = test.bulk.writer({ maxItems: 1 });
    const outcomes = finishes(6).map((item) => writer.add(item));
    for (const delay of [1_000, 2_000, 4_000, 8_000]) {
      await waiting(test, delay);
      expect(writer.size).toBe(6);
      test.clock.advance(delay);
    }
    await waiting(test, 16_000);
    isDown = false;
    test.clock.advance(16_000);
    expect(statusesOf(await passTimeFor(test, Promise.all(outcomes)))).toEqual(Array(6).fill('success'));
    expect(test.sent.slice(5)).toEqual([[0], [1], [2], [3], [4], [5]]);
    expect(
      new Set(test.requests.slice(0, 6).flatMap((items) => items.map((item) => item.idempotency_key))),
    ).toHaveLength(1);
  });

  it('is said once, with what is wrong, until the API has answered again', async () => {
    let isDown = true;
    await using test = await setUpByHand({
      request: () => (isDown ? trouble : undefined),
      ping: () => 503,
    });
    const writer = test.bulk.writer({ maxItems: 2 });
    for (const round of [1, 2]) {
      isDown = true;
      const before = test.requests.length;
      const outcomes = Promise.all(finishes(4).map((item) => writer.add(item)));
      await passTimeUntil(test, () => test.requests.length >= before + 4);
      expect(warnings).toHaveLength(round);
      isDown = false;
      await passTimeFor(test, outcomes);
    }
    expect(warnings[0]).toMatch(
      /^prefactor-http: a bulk writer waits, and tries again: .*(HTTP \d|answer|status)/,
    );
  });
});

describe('a request that is turned away while pings are answered', () => {
  const firewall = (items: readonly WireItem[]): Trouble =>
    items.some((item) => numberOf(item) === 5) ? page(403) : undefined;

  it('has the item found that a firewall does not let through, and the others sent', async () => {
    await using test = await setUpByHand({ request: firewall });
    const writer = test.bulk.writer({ maxItems: 12 });
    const outcomes = finishes(12).map((item) => writer.add(item));
    const settled = await passTimeFor(test, Promise.all(outcomes));
    expect(statusesOf(settled)).toEqual(outcomes.map((_, n) => (n === 5 ? 'error' : 'success')));
    expect(settled[5]).toMatchObject({ error: { statusCode: 403 } });
    expect(test.pings).toBeGreaterThan(0);
  });

  it('loses few items in a long outage that pings do not tell of: each one takes four times as long to be blamed', async () => {
    let isDown = true;
    await using test = await setUpByHand({ request: () => (isDown ? page(404) : undefined) });
    const writer = test.bulk.writer({ maxItems: 10 });
    const outcomes = finishes(60).map((item) => writer.add(item));
    await passTimeUntil(test, () => test.requests.length >= 60);
    isDown = false;
    const statuses = statusesOf(await passTimeFor(test, Promise.all(outcomes)));
    expect(statuses.filter((status) => status === 'error').length).toBeLessThanOrEqual(3);
    expect(statuses.filter((status) => status === 'success').length).toBeGreaterThanOrEqual(57);
  });

  it('is an outage where whoever answers pings is not the API', async () => {
    const other: Trouble = { status: 200, headers: {}, page: '{"ok":true}' };
    let isDown = true;
    await using test = await setUpByHand({
      request: () => (isDown ? other : undefined),
      ping: () => (isDown ? '{"ok":true}' : 200),
    });
    const writer = test.bulk.writer({ maxItems: 2 });
    const outcomes = finishes(4).map((item) => writer.add(item));
    await passTimeUntil(test, () => test.requests.length >= 10);
    isDown = false;
    expect(statusesOf(await passTimeFor(test, Promise.all(outcomes)))).toEqual(Array(4).fill('success'));
  });

  it('is not made smaller while none is', async () => {
    let isDown = true;
    await using test = await setUpByHand({ request: () => (isDown ? 401 : undefined), ping: () => 401 });
    const writer = test.bulk.writer({ maxItems: 8 });
    const outcomes = finishes(8).map((item) => writer.add(item));
    await passTimeUntil(test, () => test.requests.length >= 8);
    isDown = false;
    await passTimeFor(test, Promise.all(outcomes));
    expect(new Set(test.sizes)).toEqual(new Set([8]));
  });
});

describe('a status of retryOnStatusCodes', () => {
  it.each([404, 409, 422])('is an outage too: %i', async (status) => {
    let isDown = true;
    await using test = await setUpByHand({ request: () => (isDown ? status : undefined), ping: () => 503 });
    const writer = test.bulk.writer({ maxItems: 1, retryOnStatusCodes: [status], maxRetries: 0 });
    const outcome = writer.add(finishOf(0));
    await passTimeUntil(test, () => test.requests.length >= 5);
    isDown = false;
    expect(await passTimeFor(test, outcome)).toMatchObject({ status: 'success' });
  });
});

describe("a write whose answer is not the API's own", () => {
  it('may have been carried out: an end that is refused afterwards counts as done', async () => {
    await using test = await setUpByHand({
      request: (_items, index) => (index === 0 ? page(200) : undefined),
      item: () => ({ status: 'error', code: 'invalid_action', message: 'is finished' }),
    });
    const outcome = test.bulk.writer({ maxItems: 1 }).add(finishOf(0));
    expect(await passTimeFor(test, outcome)).toMatchObject({ status: 'success', alreadyApplied: true });
  });
});

describe('bulk.executeAll', () => {
  it.each(turnedAway)('makes error outcomes of %s, after its retries', async (_, trouble) => {
    await using test = await setUpByHand({ request: () => trouble });
    const run = test.bulk.executeAll(finishes(4), { maxItems: 2 });
    expect(await passTimeFor(test, Promise.resolve(run))).toEqual({ succeeded: 0, failed: 4 });
    expect(warnings).toEqual([]);
  });
});

describe('a writer that is closed in an outage', () => {
  it('says how many items it could not send, and why', async () => {
    await using test = await setUpByHand({ request: () => 401, ping: () => 401 });
    const writer = test.bulk.writer();
    for (const item of finishes(3)) void writer.add(item);
    const closed = writer.close({ timeout: 5_000 });
    expect(await passTimeFor(test, closed)).toEqual({ written: 0, failed: 0, dropped: 3 });
    expect(warnings.at(-1)).toContain('was closed before 3 items could be sent');
    expect(warnings.at(-1)).toContain('status_401');
  });

  it('says nothing of items that its caller drops, or is told of', async () => {
    await using test = await setUpByHand({ request: () => 503 });
    const dropping = test.bulk.writer();
    void dropping.add(finishOf(0));
    await dropping.close({ timeout: 0 });
    const told = test.bulk.writer({ onFailed() {} });
    void told.add(finishOf(1));
    await passTimeFor(test, told.close({ timeout: 5_000 }));
    expect(warnings).toEqual([]);
  });
});

describe('a certificate that is not trusted', () => {
  it('is an outage: nothing is lost while it is being mended', async () => {
    let isDown = true;
    await using test = await setUpByHand();
    const apiUrl = test.server.url;
    await using client = await setUpByHand({
      config: {
        apiUrl,
        fetch: (url, init) => {
          if (!isDown) return fetch(url, init);
          const cause = Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' });
          return Promise.reject(new TypeError('fetch failed', { cause }));
        },
      },
    });
    const outcome = client.bulk.writer({ maxItems: 1 }).add(finishOf(0));
    await waiting(client, 1_000);
    isDown = false;
    client.clock.advance(1_000);
    expect(await outcome).toMatchObject({ status: 'success' });
    expect(warnings.join()).toContain('certificate');
  });
});
