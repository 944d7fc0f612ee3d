/** Trouble on demand: what the client makes of each fault, and what the sandbox has done all the same. */
import { describe, expect, test } from 'vitest';
import {
  type HttpClientConfig,
  PrefactorConnectionError,
  PrefactorHttpClient,
  PrefactorRateLimitError,
  PrefactorResponseContractError,
  PrefactorServerError,
  PrefactorTimeoutError,
} from '../../src/index.ts';
import type { SandboxFault } from '../../src/testing/index.ts';
import { endOf, stillPending, turns, until } from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { recordTraffic } from '../support/traffic.ts';
import { refusalOf, setUp, spanOf, startRun } from './support.ts';

/** A client whose time passes only when the test says so. */
function patientClient({ url, token }: { url: string; token: string }, config: HttpClientConfig = {}) {
  const clock = manualClock();
  const client = new PrefactorHttpClient({ apiUrl: url, apiToken: token, maxRetries: 0, ...config }, clock);
  return {
    client,
    clock,
    async [Symbol.asyncDispose]() {
      const closed = client.close();
      clock.advance(1_000_000);
      await closed;
    },
  };
}

/** A sandbox on a clock that stands still, so that what waits in it waits for the test. */
const setUpWithClock = async (faults: readonly SandboxFault[]) => {
  const clock = manualClock();
  return [await setUp({ faults }, clock), clock] as const;
};

const settled = async (promise: Promise<unknown>): Promise<unknown> => {
  await turns();
  return Promise.race([promise, Promise.resolve(stillPending)]);
};

describe('a fault of the kind "status"', () => {
  test('is an error answer with its status and code, and nothing is done', async () => {
    await using test = await setUp({ faults: [{ fault: 'status', status: 503, code: 'overloaded' }] });
    const error = await refusalOf(test.agent.agentInstances.register({}));
    expect(error).toBeInstanceOf(PrefactorServerError);
    expect(error).toMatchObject({ statusCode: 503, code: 'overloaded', retryAfter: undefined });
    expect(error.requestId).toBe('sandbox-1');
    const { requests, instances, ledger, faults } = test.sandbox;
    expect(instances).toEqual([]);
    expect(ledger.entries).toEqual([]);
    expect(requests).toMatchObject([{ fault: 'status', statusCode: 503 }]);
    expect(faults.struck).toEqual([1]);
  });

  test.each([
    [400, 'bad_request'],
    [404, 'not_found'],
    [429, 'rate_limited'],
    [413, 'bad_request'],
    [502, 'unexpected'],
    [503, 'temporarily_unavailable'],
  ])('has a code that goes with its status %i by default: %s', async (status, code) => {
    await using test = await setUp({ faults: [{ fault: 'status', status }] });
    expect(await refusalOf(test.agent.agentInstances.register({}))).toMatchObject({
      statusCode: status,
      code,
    });
  });

  test('carries the operation out all the same when it is told to', async () => {
    await using test = await setUp({ faults: [{ fault: 'status', status: 500, applied: true }] });
    const call = test.agent.agentInstances.register({}, { idempotencyKey: 'the-key' });
    expect(await refusalOf(call)).toMatchObject({ statusCode: 500 });
    expect(test.sandbox.instances).toHaveLength(1);
    expect(test.sandbox.ledger.timesApplied('the-key')).toBe(1);
  });

  test.each<[string, object, number]>([
    ['Retry-After in seconds', { retryAfter: 7 }, 7_000],
    ['retry-after-ms', { retryAfterMs: 250 }, 250],
    ['retry_after_ms in the body', { bodyRetryAfterMs: 1_500 }, 1_500],
    ['all of them, the finest first', { retryAfter: 7, retryAfterMs: 250, bodyRetryAfterMs: 1_500 }, 250],
    ['no wait at all', { retryAfter: 0 }, 0],
  ])('says how long to wait: %s', async (_, hints, expected) => {
    await using test = await setUp({ faults: [{ fault: 'status', status: 429, ...hints }] });
    await using patient = patientClient(test.sandbox);
    const error = await refusalOf(patient.client.agentInstances.register({}));
    expect(error).toBeInstanceOf(PrefactorRateLimitError);
    expect(error.retryAfter).toBe(expected);
  });

  test('says until when to wait, by its own clock', async () => {
    const day = 86_400_000;
    const retryAfter = new Date(Date.now() + day).toUTCString();
    await using test = await setUp({ faults: [{ fault: 'status', status: 429, retryAfter }] });
    // The clock of the client stands at the beginning of 2026.
    await using patient = patientClient(test.sandbox);
    const error = await refusalOf(patient.client.agentInstances.register({}));
    expect((error.retryAfter ?? 0) / day).toBeCloseTo(1, 2);
  });

  test('sends Retry-After as it stands, however wrong', async () => {
    await using test = await setUp({ faults: [{ fault: 'status', status: 429, retryAfter: 'soon, maybe' }] });
    const { headers, body } = await test.raw('GET', '/api/v1/ping');
    expect(headers.get('retry-after')).toBe('soon, maybe');
    expect(headers.has('retry-after-ms')).toBe(false);
    expect(body).not.toHaveProperty('retry_after_ms');
  });

  test('strikes what would have been refused, too', async () => {
    await using test = await setUp({ faults: [{ fault: 'status', status: 503 }] });
    expect(await test.raw('GET', '/api/v1/ping', { token: null })).toMatchObject({ status: 503 });
    expect(await test.raw('GET', '/api/v1/no_such_path')).toMatchObject({ status: 503 });
  });
});

describe('a fault of the kind "html"', () => {
  test('is a page that is no answer of the API', async () => {
    await using test = await setUp({ faults: [{ fault: 'html' }] });
    const error = await refusalOf(test.agent.agentInstances.register({}));
    expect(error).toBeInstanceOf(PrefactorServerError);
    expect(error).toMatchObject({ statusCode: 502, code: 'http_502' });
    expect(error.body).toContain('<!doctype html>');
    expect(test.sandbox.instances).toEqual([]);
    expect(test.sandbox.requests).toMatchObject([{ fault: 'html', statusCode: 502 }]);
  });

  test('has the status it is told', async () => {
    await using test = await setUp({ faults: [{ fault: 'html', status: 404, applied: true }] });
    expect(await refusalOf(test.agent.agentInstances.register({}))).toMatchObject({ statusCode: 404 });
    expect(test.sandbox.instances).toHaveLength(1);
  });

  test('may come with 200, as captive portals send it', async () => {
    await using test = await setUp({ faults: [{ fault: 'html', status: 200 }] });
    const error = await endOf(test.agent.agentInstances.register({}));
    expect(error).toBeInstanceOf(PrefactorResponseContractError);
    expect(error).toMatchObject({ statusCode: 200 });
  });
});

describe('a fault of the kind "latency"', () => {
  test('is a delay before anything is done', async () => {
    const [sandbox, clock] = await setUpWithClock([{ fault: 'latency', delay: 700, times: 1 }]);
    await using test = sandbox;
    const call = test.agent.agentInstances.register({});
    await until(() => expect(clock.pending).toEqual([700]));
    expect(test.sandbox.requests).toMatchObject([{ fault: 'latency', statusCode: undefined }]);
    clock.advance(699);
    expect(await settled(call)).toBe(stillPending);
    expect(test.sandbox.instances).toEqual([]);
    clock.advance(1);
    expect(await call).toMatchObject({ status: 'pending' });
    expect(test.sandbox.requests).toMatchObject([{ fault: 'latency', statusCode: 200 }]);
  });

  test('adds up, and goes with another fault', async () => {
    const [sandbox, clock] = await setUpWithClock([
      { fault: 'latency', delay: 100 },
      { fault: 'status', status: 503 },
      { fault: 'status', status: 500 },
      { fault: 'latency', delay: 20 },
    ]);
    await using test = sandbox;
    const call = refusalOf(test.agent.agentInstances.register({}));
    await until(() => expect(clock.pending).toEqual([120]));
    clock.advance(120);
    expect(await call).toMatchObject({ statusCode: 503 });
    expect(test.sandbox.faults.struck).toEqual([1, 1, 0, 1]);
    expect(test.sandbox.requests).toMatchObject([{ fault: 'status', statusCode: 503 }]);
  });

  test('ends with whoever goes away, and nothing is done', async () => {
    const [sandbox, clock] = await setUpWithClock([{ fault: 'latency', delay: 700 }]);
    await using test = sandbox;
    const controller = new AbortController();
    const call = endOf(test.agent.agentInstances.register({}, { signal: controller.signal }));
    await until(() => expect(clock.pending).toEqual([700]));
    controller.abort(new Error('gone'));
    expect(await call).toMatchObject({ message: 'gone' });
    await until(() => expect(clock.pending).toEqual([]));
    clock.advance(1_000);
    expect(test.sandbox.instances).toEqual([]);
  });
});

describe.each(['reset', 'hang'] as const)('a fault of the kind "%s"', (fault) => {
  test.each([
    [false, 0],
    [true, 1],
  ])('applied: %s', async (applied, times) => {
    await using test = await setUp({ faults: [{ fault, applied }] });
    await using patient = patientClient(test.sandbox);
    const call = endOf(patient.client.agentInstances.register({}, { idempotencyKey: 'the-key' }));
    await until(() => expect(test.sandbox.requests).toHaveLength(1));
    if (fault === 'hang') {
      expect(await settled(call)).toBe(stillPending);
      patient.clock.advance(30_000);
    }

    const error = await call;
    if (fault === 'hang') {
      expect(error).toBeInstanceOf(PrefactorTimeoutError);
      expect(error).toMatchObject({ phase: 'headers', requestSent: true });
    } else {
      expect(error).toBeInstanceOf(PrefactorConnectionError);
      expect(error).toMatchObject({ requestSent: true });
    }
    expect(test.sandbox.ledger.timesApplied('the-key')).toBe(times);
    expect(test.sandbox.instances).toHaveLength(times);
    expect(test.sandbox.requests).toMatchObject([{ fault, statusCode: undefined }]);
  });
});

describe('an answer that goes wrong in the middle', () => {
  test('is cut off by "truncate"', async () => {
    await using test = await setUp({ faults: [{ fault: 'truncate' }] });
    const error = await endOf(test.agent.agentInstances.register({}, { idempotencyKey: 'the-key' }));
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).toMatchObject({ requestSent: true });
    expect(test.sandbox.ledger.timesApplied('the-key')).toBe(1);
    expect(test.sandbox.requests).toMatchObject([{ fault: 'truncate', statusCode: 200 }]);
  });

  test('stops for ever by "stall"', async () => {
    await using test = await setUp({ faults: [{ fault: 'stall' }] });
    using traffic = recordTraffic();
    await using patient = patientClient(test.sandbox);
    const call = endOf(patient.client.agentInstances.register({}, { idempotencyKey: 'the-key' }));
    await until(() => expect(traffic.exchanges).toMatchObject([{ statusCode: 200 }]));
    expect(await settled(call)).toBe(stillPending);
    patient.clock.advance(30_000);
    const error = await call;
    expect(error).toBeInstanceOf(PrefactorTimeoutError);
    expect(error).toMatchObject({ phase: 'body' });
    expect(test.sandbox.ledger.timesApplied('the-key')).toBe(1);
    expect(test.sandbox.requests).toMatchObject([{ fault: 'stall', statusCode: 200 }]);
  });

  test.each([
    [undefined, 10],
    [35, 35],
  ])('comes byte by byte by "drip", with an interval of %s', async (interval, expected) => {
    const [sandbox, clock] = await setUpWithClock([
      { fault: 'drip', ...(interval !== undefined && { interval }) },
    ]);
    await using test = sandbox;
    const text = JSON.stringify({ status: 'success' });
    const call = test.agent.request('GET', '/api/v1/ping');
    for (let sent = 1; sent < text.length; sent++) {
      await until(() => expect(clock.pending).toEqual([expected]));
      clock.advance(expected - 1);
      expect(clock.pending).toEqual([expected]);
      clock.advance(1);
    }
    expect(await call).toEqual({ status: 'success' });
    expect(clock.begun).toHaveLength(text.length - 1);
    expect(test.sandbox.requests).toMatchObject([{ fault: 'drip', statusCode: 200 }]);
  });

  test('drips no further when nobody listens any more', async () => {
    const [sandbox, clock] = await setUpWithClock([{ fault: 'drip' }]);
    await using test = sandbox;
    const controller = new AbortController();
    const call = endOf(test.agent.validateToken({ signal: controller.signal }));
    await until(() => expect(clock.pending).toEqual([10]));
    controller.abort();
    await call;
    await until(() => expect(clock.pending).toEqual([]));
  });

  test('is an error answer too, when the request is refused', async () => {
    await using test = await setUp({ faults: [{ fault: 'drip', interval: 0 }] });
    expect(await refusalOf(test.agent.agentInstances.start('nowhere'))).toMatchObject({
      statusCode: 404,
      code: 'not_found',
    });
  });
});

describe('a fault of the kind "item"', () => {
  const finishTwo = async (faults: readonly SandboxFault[]) => {
    const test = await setUp();
    const run = await startRun(test);
    test.sandbox.faults.set(faults);
    const create = (key: string) =>
      ({ _type: 'agent_spans/create', idempotency_key: key, details: spanOf(run) }) as const;
    const finish = {
      _type: 'agent_instances/finish',
      idempotency_key: 'finish-it',
      agent_instance_id: run,
    } as const;
    const send = () => test.agent.bulk.execute([create('create-1'), create('create-2'), finish]);
    return { ...test, send };
  };

  test('strikes one item, and the request stops there', async () => {
    await using test = await finishTwo([{ fault: 'item', times: 1 }]);
    const first = await test.send();
    expect(first.results).toMatchObject([
      { status: 'error', error: { code: 'unexpected' } },
      { status: 'not_processed' },
      { status: 'not_processed' },
    ]);
    expect(test.sandbox.spans).toEqual([]);
    expect(test.sandbox.requests.at(-1)).toMatchObject({ statusCode: 200, fault: 'item' });
    const second = await test.send();
    expect(second.results.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
    expect(test.sandbox.requests.at(-1)).toMatchObject({ statusCode: 200, fault: undefined });
    expect(test.sandbox.faults.struck).toEqual([1]);
  });

  test('strikes only the types that it names, with the code that it names', async () => {
    await using test = await finishTwo([
      { fault: 'item', types: ['agent_instances/finish'], code: 'deadlock' },
    ]);
    const { results } = await test.send();
    expect(results).toMatchObject([
      { status: 'success' },
      { status: 'success' },
      { status: 'error', error: { code: 'deadlock' } },
    ]);
    expect(test.sandbox.ledger.timesApplied('finish-it')).toBe(0);
  });

  test('may have been carried out all the same, and is answered when it comes again', async () => {
    await using test = await finishTwo([
      { fault: 'item', types: ['agent_spans/create'], applied: true, times: 1 },
    ]);
    const first = await test.send();
    expect(first.results.map(({ status }) => status)).toEqual(['error', 'not_processed', 'not_processed']);
    expect(test.sandbox.spans).toHaveLength(1);
    const second = await test.send();
    expect(second.results.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
    for (const key of ['create-1', 'create-2', 'finish-it']) {
      expect(test.sandbox.ledger.timesApplied(key)).toBe(1);
    }
    expect(test.sandbox.ledger.replayed).toMatchObject([{ key: 'create-1' }]);
  });

  test('takes the place of a refusal as well, as long as the item would be carried out', async () => {
    await using test = await setUp({ faults: [{ fault: 'item', applied: true, code: 'deadlock' }] });
    const { results } = await test.agent.bulk.execute([
      { _type: 'agent_spans/finish', agent_span_id: 'nowhere' },
    ]);
    expect(results).toMatchObject([{ status: 'error', error: { code: 'deadlock' } }]);
    expect(test.sandbox.ledger.refused).toMatchObject([{ code: 'not_found' }]);
    expect(test.sandbox.requests).toMatchObject([{ fault: 'item' }]);
  });

  test('does not strike the same operation alone', async () => {
    await using test = await setUp({ faults: [{ fault: 'item' }] });
    await startRun(test);
    expect(test.sandbox.faults.struck).toEqual([0]);
  });
});

test('whatever strikes, a client that tries again records everything once', async () => {
  const share = 0.12;
  await using test = await setUp({
    seed: 3,
    faults: [
      { fault: 'status', status: 503, share },
      { fault: 'status', status: 500, share, applied: true },
      { fault: 'status', status: 429, share, retryAfterMs: 5 },
      { fault: 'reset', share },
      { fault: 'reset', share, applied: true },
      { fault: 'truncate', share },
      { fault: 'html', share, applied: true },
    ],
  });
  await using client = new PrefactorHttpClient(
    { apiUrl: test.sandbox.url, apiToken: test.sandbox.token, maxRetries: 100, maxRetryDelay: 1_000 },
    hastyClock(30_000),
  );
  const run = await startRun({ agent: client });
  const numbers = Array.from({ length: 60 }, (_, number) => number);
  await Promise.all(
    numbers.map(async (number) => {
      const { id } = await client.agentSpans.create(
        { ...spanOf(run), payload: { number } },
        { idempotencyKey: `create-${number}` },
      );
      await client.agentSpans.finish(id, {}, { idempotencyKey: `finish-${number}` });
    }),
  );

  const { spans, ledger, faults } = test.sandbox;
  expect(spans.map(({ payload }) => payload['number']).toSorted((a, b) => Number(a) - Number(b))).toEqual(
    numbers,
  );
  for (const number of numbers) {
    expect(ledger.timesApplied(`create-${number}`)).toBe(1);
    expect(ledger.timesApplied(`finish-${number}`)).toBe(1);
  }
  for (const times of faults.struck) expect(times).toBeGreaterThan(0);
  expect(ledger.replayed.length).toBeGreaterThan(0);
  expect(ledger.replayed.every(({ sameRequest }) => sameRequest)).toBe(true);
});
