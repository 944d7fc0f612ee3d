/** `bulk.executeAll`: what becomes of items, and of the others, when items or whole requests fail. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  type BulkInput,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorConflictError,
  PrefactorNotFoundError,
  PrefactorResponseContractError,
  PrefactorRetryExhaustedError,
  PrefactorTimeoutError,
  PrefactorValidationError,
} from '../../src/index.ts';
import { received, turns, until } from '../support/client.ts';
import { failure } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';
import {
  all,
  createOf,
  errorOf,
  finishes,
  finishOf,
  numberOf,
  sent,
  setUp,
  setUpByHand,
  statusesOf,
  successOf,
  type WireItem,
  waiting,
} from './support.ts';

/** Each item that was ever sent has been sent with one key only. */
function expectOneKeyEach(requests: readonly (readonly WireItem[])[]): void {
  const keys = new Map<number, string>();
  for (const item of requests.flat()) {
    const key = keys.get(numberOf(item)) ?? item.idempotency_key;
    expect(item.idempotency_key).toBe(key);
    keys.set(numberOf(item), key);
  }
}

describe('after an item that failed', () => {
  it('the run goes on with what was not processed, with the same keys', async () => {
    await using test = await setUp({
      item: (item) => (numberOf(item) === 2 ? failure('not_found') : successOf(item)),
    });
    const outcomes = await all(test.bulk.executeAll(finishes(6)));
    expect(statusesOf(outcomes)).toEqual(['success', 'success', 'error', 'success', 'success', 'success']);
    expect(test.sent).toEqual([
      [0, 1, 2, 3, 4, 5],
      [3, 4, 5],
    ]);
    expectOneKeyEach(test.requests);
    expect(outcomes.map(({ idempotencyKey }) => idempotencyKey)).toEqual(
      test.requests[0]?.map(({ idempotency_key }) => idempotency_key),
    );
    const error = errorOf(outcomes[2]);
    expect(error).toBeInstanceOf(PrefactorNotFoundError);
    expect(error).toMatchObject({
      code: 'not_found',
      operation: 'finishAgentSpan',
      idempotencyKey: outcomes[2]?.idempotencyKey,
      requestId: 'request-1',
    });
  });

  it('the next request has half as many items, and after a clean one twice as many', async () => {
    await using test = await setUp({
      item: (item) => (numberOf(item) === 0 ? failure('not_found') : successOf(item)),
    });
    await test.bulk.executeAll(finishes(100), { maxItems: 16 });
    expect(test.sizes).toEqual([16, 8, 16, 16, 16, 16, 16, 11]);
  });

  it.each([1, 2, 8])(
    'no more than three times the items are sent, even when every one fails, %i requests at once',
    async (concurrency) => {
      const lengths =
        concurrency === 1 ? [...Array.from({ length: 40 }, (_, n) => n + 1), 64, 100] : [3, 17, 64, 100];
      for (const count of [...lengths, 500, 501, 777]) {
        await using test = await setUp({ item: () => failure('not_found') });
        const items = Array.from({ length: count }, (_, n) => createOf(n, `instance-${n % 50}`));
        expect(await test.bulk.executeAll(items, { concurrency })).toEqual({ succeeded: 0, failed: count });
        expect(test.itemsSent / count, `${count} items`).toBeLessThanOrEqual(3);
      }
    },
  );

  it('no more than three times the items are sent, when whole requests with any of them are refused', async () => {
    for (const count of [1, 2, 7, 64, 500]) {
      await using test = await setUp({ request: () => 422 });
      expect(await test.bulk.executeAll(finishes(count))).toEqual({ succeeded: 0, failed: count });
      expect(test.itemsSent / count, `${count} items`).toBeLessThanOrEqual(3);
    }
  });
});

describe('a request that is refused as a whole for what is in it', () => {
  it.each([400, 413, 422])('with %i is halved until the item to blame is found', async (status) => {
    await using test = await setUp({
      request: (items) => (items.some((item) => numberOf(item) === 5) ? status : undefined),
    });
    const outcomes = await all(test.bulk.executeAll(finishes(12)));
    expect(outcomes.filter((outcome) => outcome.status === 'error').map(({ index }) => index)).toEqual([5]);
    expect(errorOf(outcomes[5])).toBeInstanceOf(
      status === 413 ? PrefactorApiError : PrefactorValidationError,
    );
    expect(errorOf(outcomes[5])).toMatchObject({ statusCode: status, operation: 'executeBulk' });
    expectOneKeyEach(test.requests);
    expect(test.requests.filter((items) => items.some((item) => numberOf(item) === 5)).at(-1)).toHaveLength(
      1,
    );
    expect(test.itemsSent).toBeLessThanOrEqual(4 * 12);
  });

  it('is not halved for anything else', async () => {
    await using test = await setUp({ request: () => 404 });
    expect(await test.bulk.executeAll(finishes(12))).toEqual({ succeeded: 0, failed: 12 });
    expect(test.sizes).toEqual([12]);
  });

  it('because it has more items than the server takes is sent in smaller ones', async () => {
    await using test = await setUp({ request: (items) => (items.length > 40 ? 413 : undefined) });
    expect(await test.bulk.executeAll(finishes(300))).toEqual({ succeeded: 300, failed: 0 });
    expect(test.requests.length).toBeLessThan(40);
  });
});

describe('a request that takes too long', () => {
  it('is sent again as a whole where it was this process that stood still', async () => {
    await using test = await setUpByHand({
      request: (_items, index) => (index === 0 ? 'hang' : undefined),
    });
    const run = all(test.bulk.executeAll(finishes(4), { timeout: 50, maxRetries: 1 }));
    await sent(test, 1);
    test.clock.stall(60_000);
    test.clock.advance(1_000);
    await waiting(test, 1_000);
    test.clock.advance(1_000);
    expect(statusesOf(await run)).toEqual(['success', 'success', 'success', 'success']);
    expect(test.sent).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });

  it('is halved until the item to blame is found', async () => {
    await using test = await setUpByHand({
      request: (items) => (items.some((item) => numberOf(item) === 1) ? 'hang' : undefined),
    });
    const run = all(test.bulk.executeAll(finishes(4), { timeout: 50, maxRetries: 0 }));
    const expected = [[0, 1, 2, 3], [0, 1], [0], [1, 2], [1]];
    for (const count of [1, 2, 4, 5]) {
      await until(() => expect(test.sent).toEqual(expected.slice(0, count)));
      test.clock.advance(50);
    }
    const outcomes = await run;
    expect(statusesOf(outcomes)).toEqual(['success', 'error', 'success', 'success']);
    expect(errorOf(outcomes[1])).toBeInstanceOf(PrefactorTimeoutError);
    expect(errorOf(outcomes[1])).toMatchObject({ phase: 'headers', requestSent: true });
    expectOneKeyEach(test.requests);
  });

  it('in the middle of its answer is halved as well', async () => {
    let isSlow = true;
    await using server = await startServer((response, { body }) => {
      const { items } = JSON.parse(body) as { items: WireItem[] };
      const outputs = Object.fromEntries(items.map((item) => [item.idempotency_key, successOf(item)]));
      if (isSlow) {
        isSlow = false;
        response.writeHead(200, { 'content-length': 5_000 });
        response.write('{"status":');
        return;
      }
      json(response, 200, { status: 'success', outputs });
    });
    await using test = await setUpByHand({ config: { apiUrl: server.url } });
    const run = all(test.bulk.executeAll(finishes(4), { timeout: 50 }));
    await received(server, 1);
    await turns();
    test.clock.advance(50);
    expect(statusesOf(await run)).toEqual(['success', 'success', 'success', 'success']);
    expect(server.requests.map(({ body }) => JSON.parse(body).items.length)).toEqual([4, 2, 2]);
  });

  it('with a single item is tried again, up to maxRetries', async () => {
    await using test = await setUpByHand({ request: () => 'hang' });
    const run = all(test.bulk.executeAll(finishes(1), { timeout: 50, maxRetries: 1 }));
    await received(test.server, 1);
    test.clock.advance(50);
    await until(() => expect(test.clock.pending).toEqual([1_000]));
    test.clock.advance(1_000);
    await received(test.server, 2);
    test.clock.advance(50);
    const [outcome] = await run;
    expect(errorOf(outcome)).toBeInstanceOf(PrefactorRetryExhaustedError);
    expect(errorOf(outcome)).toMatchObject({ attempts: 2, code: 'timeout' });
    expect(new Set(test.server.requests.map(({ body }) => body)).size).toBe(1);
  });
});

describe("an item's error", () => {
  it.each([
    ['bad_request', PrefactorValidationError],
    ['validation_errors', PrefactorValidationError],
    ['bad_authtoken', PrefactorAuthError],
    ['not_found', PrefactorNotFoundError],
    ['invalid_action', PrefactorConflictError],
  ])('of %s will come again, and is not retried', async (code, type) => {
    await using test = await setUp({
      item: (item) => (numberOf(item) === 0 ? failure(code) : successOf(item)),
    });
    const outcomes = await all(test.bulk.executeAll(finishes(2)));
    expect(statusesOf(outcomes)).toEqual(['error', 'success']);
    expect(errorOf(outcomes[0])).toBeInstanceOf(type);
    expect(errorOf(outcomes[0])).toMatchObject({ name: type.name, code, statusCode: 200 });
    expect(test.sent).toEqual([[0, 1], [1]]);
    expect(test.clock.waits).toEqual([]);
  });

  it('of another kind may pass: the item is sent again with its key, after growing waits', async () => {
    await using test = await setUp({
      item: (item, times) => (numberOf(item) === 1 && times < 3 ? failure('unexpected') : successOf(item)),
    });
    const outcomes = await all(test.bulk.executeAll(finishes(4)));
    expect(statusesOf(outcomes)).toEqual(['success', 'success', 'success', 'success']);
    expect(test.sent).toEqual([[0, 1, 2, 3], [1, 2], [1], [1], [2, 3]]);
    expectOneKeyEach(test.requests);
    expect(test.clock.waits).toEqual([1_000, 2_000, 4_000]);
  });

  it.each([0, 1, 3])('that may pass is an outcome after %i retries', async (maxRetries) => {
    for (const given of ['of the run', 'of the client']) {
      await using test = await setUp({
        item: (item) => (numberOf(item) === 0 ? failure('deadlock') : successOf(item)),
        config: given === 'of the client' ? { maxRetries } : {},
      });
      const options = given === 'of the run' ? { maxRetries } : {};
      const outcomes = await all(test.bulk.executeAll(finishes(2), options));
      expect(statusesOf(outcomes)).toEqual(['error', 'success']);
      expect(errorOf(outcomes[0])).toMatchObject({ name: 'PrefactorApiError', code: 'deadlock' });
      expect(test.requests.filter((items) => items.some((item) => numberOf(item) === 0))).toHaveLength(
        maxRetries + 1,
      );
    }
  });

  it('shows no token that the server repeats', async () => {
    await using test = await setUp({
      item: () => ({ status: 'error', code: 'not_found', message: 'you sent test-token' }),
    });
    const outcomes = await all(test.bulk.executeAll(finishes(1)));
    expect(inspect(outcomes, { depth: null }) + JSON.stringify(outcomes)).not.toContain('test-token');
  });
});

describe('an answer without a usable output for an item', () => {
  it.each<[what: string, output: unknown]>([
    ['none', undefined],
    ['null', null],
    ['another status', { status: 'maybe' }],
    ['an error without a code', { status: 'error', message: 'No.' }],
    ['text', 'success'],
  ])('(%s) is a contract error for that item, and the others go on', async (_, output) => {
    const answers: Record<string, unknown> = {
      'key-number-0': successOf(finishOf(0)),
      'key-number-2': successOf(finishOf(2)),
    };
    if (output !== undefined) answers['key-number-1'] = output;
    await using server = await startServer((response) =>
      json(response, 200, { status: 'success', outputs: answers }, { 'x-request-id': 'request-1' }),
    );
    await using test = await setUp({ config: { apiUrl: server.url } });
    const items = finishes(3).map((item, n) => ({ ...item, idempotency_key: `key-number-${n}` }));
    const outcomes = await all(test.bulk.executeAll(items));
    expect(statusesOf(outcomes)).toEqual(['success', 'error', 'success']);
    expect(errorOf(outcomes[1])).toBeInstanceOf(PrefactorResponseContractError);
    expect(errorOf(outcomes[1])).toMatchObject({
      requestId: 'request-1',
      statusCode: 200,
      idempotencyKey: 'key-number-1',
      operation: 'finishAgentSpan',
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each<[what: string, answer: unknown]>([
    ['without outputs', { status: 'success' }],
    ['with outputs that are a list', { status: 'success', outputs: [] }],
    ['that is no object', 'fine'],
  ])('as a whole (%s) is a contract error for each, and nothing is sent again', async (_, answer) => {
    await using server = await startServer((response) => json(response, 200, answer));
    await using test = await setUp({ config: { apiUrl: server.url } });
    const outcomes = await all(test.bulk.executeAll(finishes(3)));
    expect(statusesOf(outcomes)).toEqual(['error', 'error', 'error']);
    expect(errorOf(outcomes[2])).toBeInstanceOf(PrefactorResponseContractError);
    expect(server.requests).toHaveLength(1);
  });

  it('does not mind outputs that nobody asked for', async () => {
    await using server = await startServer((response, { body }) => {
      const { items } = JSON.parse(body) as { items: WireItem[] };
      const outputs = Object.fromEntries(items.map((item) => [item.idempotency_key, successOf(item)]));
      json(response, 200, { status: 'success', outputs: { ...outputs, 'another-key': { status: 'maybe' } } });
    });
    await using test = await setUp({ config: { apiUrl: server.url } });
    expect(await test.bulk.executeAll(finishes(3))).toEqual({ succeeded: 3, failed: 0 });
  });
});

describe('what an earlier attempt has done already', () => {
  const ends: [_type: string, item: BulkInput][] = [
    ['agent_spans/finish', finishOf(1)],
    ['agent_instances/start', { _type: 'agent_instances/start', agent_instance_id: 'instance-1' }],
    ['agent_instances/finish', { _type: 'agent_instances/finish', agent_instance_id: 'instance-1' }],
    [
      'agent_instances/terminate',
      { _type: 'agent_instances/terminate', agent_instance_id: 'instance-1', reason: 'Enough.' },
    ],
  ];
  /** Refuses what it has done, as an API does that remembers no keys. */
  const forgetful = (item: WireItem, times: number) =>
    times === 0 ? successOf(item) : failure('invalid_action');

  describe.each(ends)('%s', (_, item) => {
    it('is a success, when the answer was lost', async () => {
      await using test = await setUp({
        item: forgetful,
        request: (_items, index) => (index === 0 ? 'lost' : undefined),
      });
      const outcomes = await all(test.bulk.executeAll([item]));
      const [[sent] = []] = test.requests;
      expect(outcomes).toEqual([
        { index: 0, item, idempotencyKey: sent?.idempotency_key, status: 'success', alreadyApplied: true },
      ]);
      expect(test.requests).toHaveLength(2);
    });

    it('is a success, when a 5xx or an error that may pass came first', async () => {
      await using fivexx = await setUp({
        item: () => failure('invalid_action'),
        request: (_items, index) => (index === 0 ? 502 : undefined),
      });
      expect(await all(fivexx.bulk.executeAll([item]))).toMatchObject([{ alreadyApplied: true }]);
      await using passing = await setUp({
        item: (_item, times) => failure(times === 0 ? 'unexpected' : 'invalid_action'),
      });
      expect(await all(passing.bulk.executeAll([item]))).toMatchObject([{ alreadyApplied: true }]);
      expect(await passing.bulk.executeAll([item])).toEqual({ succeeded: 1, failed: 0 });
    });

    it('is a success, when the answer was lost and an attempt after it did certainly nothing', async () => {
      await using test = await setUp({
        item: forgetful,
        request: (_items, index) => (['lost', 429] as const)[index],
      });
      expect(await all(test.bulk.executeAll([item]))).toMatchObject([{ alreadyApplied: true }]);
      expect(test.requests).toHaveLength(3);
    });

    it('is an error, when no attempt can have done it', async () => {
      await using plain = await setUp({ item: () => failure('invalid_action') });
      const [refused] = await all(plain.bulk.executeAll([item]));
      expect(errorOf(refused)).toMatchObject({ code: 'invalid_action', possiblyApplied: false });
      await using limited = await setUp({
        item: () => failure('invalid_action'),
        request: (_items, index) => (index === 0 ? 429 : undefined),
      });
      const [late] = await all(limited.bulk.executeAll([item]));
      expect(errorOf(late)).toMatchObject({ code: 'invalid_action', possiblyApplied: false });
      expect(limited.requests).toHaveLength(2);
    });

    it('is an error, when it is refused for something else', async () => {
      await using test = await setUp({
        item: () => failure('not_found'),
        request: (_items, index) => (index === 0 ? 'lost' : undefined),
      });
      const [outcome] = await all(test.bulk.executeAll([item]));
      expect(errorOf(outcome)).toMatchObject({ code: 'not_found' });
    });
  });

  it('is a success for each item of the batch whose answer was lost, one request after another', async () => {
    await using test = await setUp({
      item: forgetful,
      request: (_items, index) => (index === 0 ? 'lost' : undefined),
    });
    const outcomes = await all(test.bulk.executeAll(finishes(5)));
    expect(outcomes).toMatchObject(
      Array.from({ length: 5 }, () => ({ status: 'success', alreadyApplied: true })),
    );
    expectOneKeyEach(test.requests);
  });

  it('is a success, when the request before took too long', async () => {
    await using test = await setUpByHand({
      item: forgetful,
      request: (_items, index) => (index === 0 ? 'lost in silence' : undefined),
    });
    const run = all(test.bulk.executeAll(finishes(2), { timeout: 50 }));
    await received(test.server, 1);
    test.clock.advance(50);
    expect(await run).toMatchObject([{ alreadyApplied: true }, { alreadyApplied: true }]);
  });

  it('cannot be told of a creation: invalid_action is its error', async () => {
    await using test = await setUp({
      item: forgetful,
      request: (_items, index) => (index === 0 ? 'lost' : undefined),
    });
    const [outcome] = await all(test.bulk.executeAll([createOf(0)]));
    expect(errorOf(outcome)).toMatchObject({ code: 'invalid_action', possiblyApplied: true });
  });

  it('counts as a clean request no more than any other error does', async () => {
    await using test = await setUp({
      item: (item, times) => (numberOf(item) === 0 ? forgetful(item, times) : successOf(item)),
      request: (_items, index) => (index === 0 ? 'lost' : undefined),
    });
    await test.bulk.executeAll(finishes(12), { maxItems: 8 });
    expect(test.sizes).toEqual([8, 8, 4, 7]);
  });
});

describe('a request that is never answered', () => {
  it('makes its items error outcomes when the retries run out, and the run goes on', async () => {
    await using test = await setUp({ request: (_items, index) => (index < 3 ? 503 : undefined) });
    const outcomes = await all(test.bulk.executeAll(finishes(4), { maxItems: 2, maxRetries: 2 }));
    expect(statusesOf(outcomes)).toEqual(['error', 'error', 'success', 'success']);
    expect(errorOf(outcomes[0])).toBeInstanceOf(PrefactorRetryExhaustedError);
    expect(errorOf(outcomes[1])).toMatchObject({ attempts: 3, statusCode: 503, operation: 'executeBulk' });
    expect(test.sent).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
      [2, 3],
    ]);
    expect(test.clock.waits).toEqual([1_000, 2_000]);
    expect(new Set(test.server.requests.slice(0, 3).map(({ body }) => body)).size).toBe(1);
  });

  it('is sent again as it was, when a retry helps', async () => {
    for (const trouble of ['reset', 'lost', 500, 429] as const) {
      await using test = await setUp({ request: (_items, index) => (index < 2 ? trouble : undefined) });
      expect(await test.bulk.executeAll(finishes(4))).toEqual({ succeeded: 4, failed: 0 });
      expect(test.requests).toHaveLength(3);
      expect(new Set(test.server.requests.map(({ body }) => body)).size).toBe(1);
    }
  });

  it('is only sent again for the statuses that the run names', async () => {
    await using test = await setUp({ request: (_items, index) => (index === 0 ? 418 : 503) });
    const outcomes = await all(
      test.bulk.executeAll(finishes(1), { retryOnStatusCodes: [418], maxRetries: 5 }),
    );
    expect(errorOf(outcomes[0])).toMatchObject({ name: 'PrefactorServerError', statusCode: 503 });
    expect(test.requests).toHaveLength(2);
  });
});

describe('a request that is refused as a whole for who sends it', () => {
  it.each([401, 403])('with %i makes every item an error outcome', async (status) => {
    await using test = await setUp({ request: () => status });
    const outcomes = await all(test.bulk.executeAll(finishes(5), { maxItems: 2 }));
    expect(statusesOf(outcomes)).toEqual(['error', 'error', 'error', 'error', 'error']);
    for (const outcome of outcomes) expect(errorOf(outcome)).toBeInstanceOf(PrefactorAuthError);
    expect(test.sent).toEqual([[0, 1], [2, 3], [4]]);
  });

  it('makes no smaller requests of it: their size is not to blame', async () => {
    await using test = await setUp({ request: () => 401 });
    expect(await test.bulk.executeAll(finishes(2_000))).toEqual({ succeeded: 0, failed: 2_000 });
    expect(test.sizes).toEqual([500, 500, 500, 500]);
  });
});
