/** The client's way of trying again, for functions of the caller's own. */
import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import {
  createRetryPolicy,
  isPrefactorError,
  isTransientHttpError,
  type PrefactorApiError,
  PrefactorCircuitOpenError,
  PrefactorClientError,
  PrefactorConnectionError,
  PrefactorHttpError,
  PrefactorResponseContractError,
  PrefactorRetryExhaustedError,
  PrefactorServerError,
  PrefactorTimeoutError,
  type RetryAttempt,
  type RetryOptions,
} from '../../src/index.ts';
import { atOnce, endOf, refusalOf, turns } from '../support/client.ts';

beforeEach(() => {
  // Jitter of just nothing: a wait is what the options say.
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const answered = (statusCode: number, retryAfter?: number): PrefactorApiError =>
  new PrefactorServerError(`HTTP ${statusCode}`, {
    code: `code_${statusCode}`,
    statusCode,
    requestId: 'request-1',
    body: '',
    retryAfter,
  });
const reset = (): PrefactorConnectionError =>
  new PrefactorConnectionError('reset', { code: 'ECONNRESET', requestSent: true });

/** Fails with these, one after the other, and then succeeds. Keeps what it was told, and when. */
function failing(...errors: unknown[]) {
  const attempts: RetryAttempt[] = [];
  const times: number[] = [];
  const start = performance.now();
  const fn = async (attempt: RetryAttempt): Promise<string> => {
    attempts.push(attempt);
    times.push(Math.round(performance.now() - start));
    if (attempts.length <= errors.length) throw errors[attempts.length - 1];
    return `attempt ${attempt.attempt}`;
  };
  return { fn, attempts, times };
}
const always = (error: unknown) => failing(...Array.from({ length: 100 }, () => error));

/** Runs a function under a policy, letting all its waits pass. */
async function run(options: RetryOptions | undefined, fn: (attempt: RetryAttempt) => Promise<unknown>) {
  const end = endOf(createRetryPolicy(options).execute(fn));
  await vi.runAllTimersAsync();
  return await end;
}

describe('options', () => {
  it.each<[option: string, value: unknown, shown: string]>([
    ['maxRetries', -1, '-1'],
    ['maxRetries', 1.5, '1.5'],
    ['maxRetries', Number.NaN, 'NaN'],
    ['maxRetries', Number.POSITIVE_INFINITY, 'Infinity'],
    ['maxRetries', '3', '"3"'],
    ['maxRetries', null, 'null'],
    ['initialRetryDelay', 0, '0'],
    ['initialRetryDelay', -1, '-1'],
    ['initialRetryDelay', '5', '"5"'],
    ['maxRetryDelay', Number.NaN, 'NaN'],
    ['maxRetryDelay', 2 ** 31, '2147483648'],
    ['retryMultiplier', 0.5, '0.5'],
    ['retryMultiplier', Number.POSITIVE_INFINITY, 'Infinity'],
    ['retryOnStatusCodes', 503, '503'],
    ['retryOnStatusCodes', [503, 200], '200'],
    ['retryOnStatusCodes', ['503'], '"503"'],
    ['totalTimeout', 0, '0'],
    ['totalTimeout', null, 'null'],
  ])('%s: %j is refused with its name and value', (option, value, shown) => {
    const error = refusalOf(() => createRetryPolicy({ [option]: value } as RetryOptions));
    expect(error).toMatchObject({ name: 'PrefactorClientError', code: 'invalid_config' });
    expect(error.issues.map(({ path }) => path)).toContain(option);
    expect(error.message).toMatch(/^invalid retry policy: /);
    expect(error.message).toContain(option);
    expect(error.message).toContain(shown);
  });

  it('that belong to a client, or to nobody, are refused by name', () => {
    for (const option of ['requestTimeout', 'maxRetrys', 'toString', 'constructor']) {
      const error = refusalOf(() => createRetryPolicy({ [option]: 5 } as RetryOptions));
      expect(error).toMatchObject({ code: 'invalid_config' });
      expect(error.issues.map(({ path }) => path)).toEqual([option]);
      expect(error.message).toContain(option);
    }
    expect(refusalOf(() => createRetryPolicy(JSON.parse('{ "__proto__": 1 }'))).message).toContain(
      '__proto__',
    );
  });

  it('that contradict each other are told with both values', () => {
    for (const [options, shown] of [
      [{ initialRetryDelay: 500, maxRetryDelay: 400 }, ['500', '400']],
      [{ initialRetryDelay: 60_001 }, ['60001', '60000']],
      [{ maxRetryDelay: 999 }, ['1000', '999']],
    ] as const) {
      const { message } = refusalOf(() => createRetryPolicy(options as RetryOptions));
      for (const part of ['initialRetryDelay', 'maxRetryDelay', ...shown]) expect(message).toContain(part);
    }
  });

  it('are told all at once', () => {
    const error = refusalOf(() =>
      createRetryPolicy({ maxRetries: -1, totalTimeout: 0, colour: 'red' } as RetryOptions),
    );
    expect(error.issues.map(({ path }) => path).sort()).toEqual(['colour', 'maxRetries', 'totalTimeout']);
  });

  it.each([null, 'often', 3, true])('that are no object are refused: %j', (options) => {
    expect(refusalOf(() => createRetryPolicy(options as RetryOptions))).toMatchObject({
      code: 'invalid_config',
      message: expect.stringMatching(/^invalid retry policy: must be an object, not /),
      issues: [{ path: '', message: expect.stringMatching(/^must be an object, not /) }],
    });
  });

  it('that cannot be read are refused', () => {
    const options = {
      get maxRetries(): number {
        throw new Error('locked');
      },
    };
    expect(refusalOf(() => createRetryPolicy(options))).toMatchObject({
      code: 'invalid_config',
      message: 'invalid retry policy: it cannot be read: locked',
    });
  });

  it('that are undefined mean the defaults', async () => {
    const { fn, times } = always(answered(503));
    const options: Record<keyof RetryOptions, undefined> = {
      maxRetries: undefined,
      initialRetryDelay: undefined,
      maxRetryDelay: undefined,
      retryMultiplier: undefined,
      retryOnStatusCodes: undefined,
      totalTimeout: undefined,
    };
    await run(options, fn);
    expect(times).toHaveLength(4);
  });

  it('are in force as they were when the policy was made', async () => {
    const options = { maxRetries: 1, initialRetryDelay: 10, retryOnStatusCodes: [503] };
    const policy = createRetryPolicy(options);
    options.maxRetries = 5;
    options.initialRetryDelay = 1_000;
    options.retryOnStatusCodes.length = 0;
    const { fn, times } = always(answered(503));
    const end = endOf(policy.execute(fn));
    await vi.runAllTimersAsync();
    expect(await end).toMatchObject({ name: 'PrefactorRetryExhaustedError', attempts: 2 });
    expect(times[1]).toBeLessThan(100);
  });

  it('do not come from Object.prototype', async () => {
    try {
      Object.defineProperty(Object.prototype, 'maxRetries', { value: 0, configurable: true });
      const { fn, attempts } = always(answered(503));
      await run({}, fn);
      expect(attempts).toHaveLength(4);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'maxRetries');
    }
  });
});

describe('what execute is given', () => {
  const never = vi.fn(() => Promise.resolve());
  const unreadable = new Proxy(new AbortController().signal, {
    get() {
      throw new Error('locked');
    },
  });

  it.each<[what: string, fn: unknown, signal: unknown, path: string, message: RegExp]>([
    ['nothing', undefined, undefined, 'fn', /^must be a function, not undefined$/],
    ['a promise', Promise.resolve(), undefined, 'fn', /^must be a function, not a Promise: await it first$/],
    ['a controller as the signal', never, new AbortController(), 'signal', /^must be .*AbortSignal/],
    ['null as the signal', never, null, 'signal', /^must be .*AbortSignal/],
    ['a signal that cannot be read', never, unreadable, 'signal', /^cannot be read: locked$/],
  ])('is refused by name: %s', async (_, fn, signal, path, message) => {
    const error = await endOf(createRetryPolicy().execute(fn as () => Promise<void>, signal as AbortSignal));
    expect(error).toMatchObject({
      name: 'PrefactorClientError',
      code: 'invalid_argument',
      message: expect.stringMatching(new RegExp(`^execute: ${path} `)),
      issues: [{ path, message: expect.stringMatching(message) }],
    });
    expect(never).not.toHaveBeenCalled();
  });
});

describe('a function that succeeds', () => {
  it('is called once, and its value is the result', async () => {
    const { fn, attempts } = failing();
    const policy = createRetryPolicy();
    expect(await policy.execute(fn)).toBe('attempt 1');
    expect(attempts).toEqual([{ attempt: 1, remaining: Number.POSITIVE_INFINITY }]);
    expect(vi.getTimerCount()).toBe(0);
    expectTypeOf(policy.execute(async () => 7)).resolves.toBeNumber();
  });

  it.each([undefined, null, 0, '', false, new Error('a value')])('may return anything: %s', async (value) => {
    expect(await createRetryPolicy().execute(async () => value)).toBe(value);
  });

  it('after failures is called no more', async () => {
    const { fn, attempts } = failing(answered(503), reset(), answered(429));
    expect(await run(undefined, fn)).toBe('attempt 4');
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
  });
});

describe('what is tried again', () => {
  it.each([
    ...[429, 500, 502, 503, 504].map((status): [string, Error] => [`HTTP ${status}`, answered(status)]),
    ['a broken connection', reset()],
    ['a timeout of an attempt', new PrefactorTimeoutError('late', { phase: 'headers', requestSent: true })],
  ])('is %s', async (_, error) => {
    const { fn, attempts } = failing(error);
    expect(await run(undefined, fn)).toBe('attempt 2');
    expect(attempts).toHaveLength(2);
  });

  it.each<[what: string, error: unknown]>([
    ...[400, 401, 403, 404, 408, 409, 422, 501].map((status): [string, Error] => [
      `HTTP ${status}`,
      answered(status),
    ]),
    ['a mistake of the caller', new TypeError('x is not a function')],
    ["the runtime's own network error", Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
    [
      'a refusal of TLS',
      new PrefactorConnectionError('expired', { code: 'CERT_HAS_EXPIRED', requestSent: false }),
    ],
    ['a call that is out of time', new PrefactorTimeoutError('late', { phase: 'total', requestSent: true })],
    ['a closed client', new PrefactorClientError('closed', { code: 'client_closed' })],
    ['an open circuit', new PrefactorCircuitOpenError('open')],
    [
      'an answer that breaks the contract',
      new PrefactorResponseContractError('odd', {
        statusCode: 200,
        requestId: null,
        bodySnippet: '',
        applied: true,
      }),
    ],
    ['a call that has tried often enough', new PrefactorRetryExhaustedError(answered(503), 4)],
    ['any other error of the package', new PrefactorHttpError('hm')],
    ['something that only looks like one', { name: 'PrefactorConnectionError', statusCode: 503 }],
    ['text', 'no'],
    ['nothing at all', undefined],
  ])('is not %s, which is thrown at once and as it is', async (_, error) => {
    const { fn, attempts } = always(error);
    const end = endOf(createRetryPolicy().execute(fn));
    expect(await atOnce(end)).toBe(error);
    expect(attempts).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is what the option says', async () => {
    const chosen = failing(answered(404));
    expect(await run({ retryOnStatusCodes: [404] }, chosen.fn)).toBe('attempt 2');
    const left = always(answered(503));
    expect(await run({ retryOnStatusCodes: [404] }, left.fn)).toMatchObject({ statusCode: 503 });
    expect(left.attempts).toHaveLength(1);
    const connection = failing(reset());
    expect(await run({ retryOnStatusCodes: [] }, connection.fn)).toBe('attempt 2');
  });

  it.each<[code: string, statuses: number[], attempts: number]>([
    ['rate_limited', [429], 2],
    ['rate_limited', [503], 1],
    ['rate_limited', [], 1],
    ['not_implemented', [501], 1],
    ['nobody_knows', [429, 501], 1],
  ])('goes by the code %s under 418 where %j are retried', async (code, retryOnStatusCodes, attempts) => {
    const error = new PrefactorServerError('teapot', { code, statusCode: 418 });
    const found = failing(error);
    await run({ retryOnStatusCodes }, found.fn);
    expect(found.attempts).toHaveLength(attempts);
  });

  it('is not what follows a failure that passes, if it does not pass itself', async () => {
    const mistake = new RangeError('no');
    const { fn, attempts } = failing(answered(503), mistake);
    expect(await run(undefined, fn)).toBe(mistake);
    expect(attempts).toHaveLength(2);
  });

  it('includes a function that throws before it returns a promise', async () => {
    let calls = 0;
    const fn = (): Promise<string> => {
      calls += 1;
      if (calls === 1) throw reset();
      return Promise.resolve('done');
    };
    expect(await run(undefined, fn)).toBe('done');
  });
});

describe('the end of all retries', () => {
  it('is told with the last error and the number of attempts', async () => {
    const last = answered(503, 9);
    const error = await run({ maxRetries: 2 }, failing(answered(429), reset(), last).fn);
    expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
    expect(error).toMatchObject({
      lastError: last,
      cause: last,
      attempts: 3,
      code: 'code_503',
      statusCode: 503,
      requestId: 'request-1',
      retryAfter: 9,
    });
    expect((error as PrefactorRetryExhaustedError).lastError).toBe(last);
    expect((error as Error).message).toContain('3 attempts');
    expect(isPrefactorError(error)).toBe(true);
    expect(isTransientHttpError(error)).toBe(true);
  });

  it('is the error itself where there are no retries', async () => {
    const error = answered(503);
    const { fn, attempts } = always(error);
    expect(await atOnce(endOf(createRetryPolicy({ maxRetries: 0 }).execute(fn)))).toBe(error);
    expect(attempts).toHaveLength(1);
  });

  it('comes at once where the server asks for a wait above maxRetryDelay', async () => {
    const { fn, attempts } = always(answered(429, 5_001));
    const end = endOf(createRetryPolicy({ maxRetryDelay: 5_000 }).execute(fn));
    expect(await atOnce(end)).toMatchObject({
      name: 'PrefactorRetryExhaustedError',
      attempts: 1,
      retryAfter: 5_001,
    });
    expect(attempts).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the waits', () => {
  it('are by default about 1, 2 and 4 seconds', async () => {
    const { fn, times } = always(answered(503));
    await run(undefined, fn);
    expect(gaps(times)).toEqual([1_000, 2_000, 4_000]);
  });

  it('follow the options', async () => {
    const { fn, times } = always(answered(503));
    await run({ maxRetries: 5, initialRetryDelay: 100, retryMultiplier: 3, maxRetryDelay: 1_000 }, fn);
    expect(gaps(times)).toEqual([100, 300, 900, 1_000, 1_000]);
  });

  it('are at least what a server asks for', async () => {
    const { fn, times } = failing(answered(429, 7_000));
    vi.spyOn(Math, 'random').mockReturnValue(0);
    await run({ initialRetryDelay: 10 }, fn);
    expect(gaps(times)).toEqual([7_000]);
  });

  it('have a jitter of a quarter', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const shortest = failing(reset());
    await run({ initialRetryDelay: 1_000 }, shortest.fn);
    vi.spyOn(Math, 'random').mockReturnValue(0.999_999);
    const longest = failing(reset());
    await run({ initialRetryDelay: 1_000 }, longest.fn);
    expect(gaps(shortest.times)).toEqual([750]);
    const [gap = 0] = gaps(longest.times);
    expect(gap).toBeGreaterThanOrEqual(1_240);
    expect(gap).toBeLessThanOrEqual(1_250);
  });

  /** Between one attempt and the next; turns of the event loop take a millisecond or so beside the wait. */
  function gaps(times: readonly number[]): number[] {
    return times.slice(1).map((time, index) => {
      const gap = time - (times[index] ?? 0);
      return Math.floor(gap / 10) * 10;
    });
  }
});

describe('totalTimeout', () => {
  it('is told to every attempt as what remains of it', async () => {
    const { fn, attempts, times } = failing(answered(503), answered(503));
    await run({ totalTimeout: 5_000 }, fn);
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    for (const [index, { remaining }] of attempts.entries()) {
      expect(Math.abs(remaining + (times[index] ?? 0) - 5_000)).toBeLessThanOrEqual(1);
    }
  });

  it('ends everything at once where the next wait would pass it', async () => {
    const last = answered(503);
    const { fn, attempts } = failing(reset(), last);
    const error = await run({ totalTimeout: 2_500 }, fn);
    expect(error).toBeInstanceOf(PrefactorTimeoutError);
    expect(error).toMatchObject({
      phase: 'total',
      code: 'timeout',
      message: expect.stringContaining('2500'),
    });
    expect((error as Error).cause).toBe(last);
    expect(attempts).toHaveLength(2);
    expect(performance.now()).toBeLessThan(2_500);
  });

  it('is what a late failure ends with, with or without retries', async () => {
    for (const maxRetries of [0, 3]) {
      const last = reset();
      let calls = 0;
      const error = await run({ totalTimeout: 300, maxRetries }, async () => {
        calls += 1;
        await new Promise((resolve) => setTimeout(resolve, 300));
        throw last;
      });
      expect(error).toMatchObject({ name: 'PrefactorTimeoutError', phase: 'total' });
      expect((error as Error).cause).toBe(last);
      expect(calls).toBe(1);
    }
  });

  /** Fails at once with one error, and with another when time is up. */
  const endsLate = (first: Error, last: Error) => {
    let calls = 0;
    return async (): Promise<never> => {
      calls += 1;
      if (calls === 1) throw first;
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      throw last;
    };
  };
  const timedOut = (cause?: unknown) =>
    new PrefactorTimeoutError('late', { phase: 'connect', requestSent: false, cause });

  it('tells why there was an attempt that was cut short', async () => {
    const first = answered(503);
    const last = timedOut();
    const error = await run({ totalTimeout: 2_000 }, endsLate(first, last));
    expect(error).toMatchObject({
      message: 'no answer within the totalTimeout of 2000 ms; the last failure: HTTP 503',
      requestSent: false,
    });
    expect((error as Error).cause).toBe(last);
    expect(last.cause).toBe(first);
  });

  it.each<[what: string, first: Error, last: PrefactorHttpError]>([
    ['a timeout that has a cause of its own', answered(503), timedOut(new Error('slow'))],
    ['a failure that is no timeout', answered(503), reset()],
    ['one and the same error', ...((error) => [error, error] as const)(timedOut())],
  ])('leaves %s as it is', async (_, first, last) => {
    const { cause } = last;
    const error = await run({ totalTimeout: 2_000 }, endsLate(first, last));
    expect(error).toMatchObject({
      phase: 'total',
      message: `no answer within the totalTimeout of 2000 ms; the last failure: ${last.message}`,
    });
    expect((error as Error).cause).toBe(last);
    expect(last.cause).toBe(cause);
  });

  it('of an only attempt that timed out has nothing more to tell', async () => {
    const last = timedOut();
    const error = await run({ totalTimeout: 2_000, maxRetries: 0 }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      throw last;
    });
    expect((error as Error).cause).toBe(last);
    expect(last).not.toHaveProperty('cause');
  });

  it('is told as it was given where it is less than a millisecond', async () => {
    const error = await run({ totalTimeout: 0.5 }, always(answered(503)).fn);
    expect((error as Error).message).toContain('no answer within the totalTimeout of 0.5 ms; ');
  });

  it.each([
    [answered(503), true],
    [reset(), true],
    [new PrefactorConnectionError('refused', { code: 'ECONNREFUSED', requestSent: false }), false],
  ])('says whether anything was sent: %s', async (last, requestSent) => {
    expect(await run({ totalTimeout: 500 }, always(last).fn)).toMatchObject({ phase: 'total', requestSent });
  });

  it('does not hide a failure that would not be tried again, nor a success', async () => {
    const mistake = new TypeError('no');
    const late = async (end: () => unknown): Promise<unknown> => {
      await new Promise((resolve) => setTimeout(resolve, 900));
      return end();
    };
    const failed = late(() => Promise.reject(mistake));
    failed.catch(() => {});
    expect(await run({ totalTimeout: 300 }, () => failed)).toBe(mistake);
    expect(await run({ totalTimeout: 300 }, () => late(() => 'late'))).toBe('late');
  });

  it('is a time of its own for every execute', async () => {
    const policy = createRetryPolicy({ totalTimeout: 1_500, maxRetries: 1 });
    for (let n = 0; n < 3; n += 1) {
      const { fn, attempts } = failing(answered(503));
      const end = endOf(policy.execute(fn));
      await vi.runAllTimersAsync();
      expect(await end).toBe('attempt 2');
      expect(attempts[0]?.remaining).toBeCloseTo(1_500, 0);
    }
  });
});

describe('a signal', () => {
  it.each([new Error('enough'), 'enough', { code: 7 }, null, 0, undefined])(
    'that has aborted keeps the function from being called: %s',
    async (reason) => {
      const signal = AbortSignal.abort(reason);
      const { fn, attempts } = failing();
      expect(await atOnce(endOf(createRetryPolicy().execute(fn, signal)))).toBe(signal.reason);
      expect(attempts).toEqual([]);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it.each([new Error('enough'), 'enough', { code: 7 }, null, 0, undefined])(
    'that aborts ends a wait at once and leaves neither timer nor listener: %s',
    async (reason) => {
      const controller = new AbortController();
      const { fn, attempts } = always(answered(503));
      const end = endOf(createRetryPolicy({ initialRetryDelay: 60_000 }).execute(fn, controller.signal));
      await vi.advanceTimersByTimeAsync(100);
      expect(attempts).toHaveLength(1);
      expect(vi.getTimerCount()).toBe(1);
      controller.abort(reason);
      expect(await atOnce(end)).toBe(controller.signal.reason);
      expect(vi.getTimerCount()).toBe(0);
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
      await vi.runAllTimersAsync();
      expect(attempts).toHaveLength(1);
    },
  );

  it('that aborts between an attempt and its wait ends it at once', async () => {
    const controller = new AbortController();
    const { fn, attempts } = always(answered(503));
    const end = endOf(createRetryPolicy().execute(fn, controller.signal));
    // Whatever stands still now, only time would move.
    await turns(5);
    expect(attempts).toHaveLength(1);
    controller.abort('in between');
    expect(await atOnce(end)).toBe('in between');
    await vi.runAllTimersAsync();
    expect(attempts).toHaveLength(1);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('that aborts during an attempt lets no further one start, and its reason is what is thrown', async () => {
    const controller = new AbortController();
    let calls = 0;
    const end = endOf(
      createRetryPolicy().execute(async () => {
        calls += 1;
        controller.abort('meanwhile');
        throw answered(503);
      }, controller.signal),
    );
    expect(await atOnce(end)).toBe('meanwhile');
    await vi.runAllTimersAsync();
    expect(calls).toBe(1);
  });

  it.each([new TypeError('no'), answered(404), answered(503)])(
    'that aborts during an attempt is told in place of what that fails with: %s',
    async (error) => {
      for (const maxRetries of [0, 3]) {
        const controller = new AbortController();
        const end = endOf(
          createRetryPolicy({ maxRetries }).execute(async () => {
            controller.abort('meanwhile');
            throw error;
          }, controller.signal),
        );
        expect(await atOnce(end)).toBe('meanwhile');
      }
    },
  );

  it('that aborts during an attempt does not take its success away', async () => {
    const controller = new AbortController();
    const value = await createRetryPolicy().execute(async () => {
      controller.abort();
      return 'done';
    }, controller.signal);
    expect(value).toBe('done');
  });

  it('may serve many runs without gathering listeners', async () => {
    const { signal } = new AbortController();
    const policy = createRetryPolicy({ initialRetryDelay: 1 });
    for (let n = 0; n < 50; n += 1) {
      const end = endOf(policy.execute(failing(reset(), reset()).fn, signal));
      await vi.runAllTimersAsync();
      expect(await end).toBe('attempt 3');
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('one policy', () => {
  it('serves many runs at the same time, each with attempts, waits and errors of its own', async () => {
    const policy = createRetryPolicy({ maxRetries: 2 });
    const controller = new AbortController();
    const runs = [
      failing(),
      failing(answered(503)),
      failing(answered(429, 3_000), reset()),
      always(answered(500)),
      always(reset()),
    ];
    const ends = runs.map(({ fn }) => endOf(policy.execute(fn)));
    const aborted = endOf(policy.execute(always(answered(503)).fn, controller.signal));
    await vi.advanceTimersByTimeAsync(500);
    controller.abort('only this one');
    expect(await aborted).toBe('only this one');
    await vi.runAllTimersAsync();
    const [first, second, third, fourth, fifth] = await Promise.all(ends);
    expect([first, second, third]).toEqual(['attempt 1', 'attempt 2', 'attempt 3']);
    expect(fourth).toMatchObject({ attempts: 3, statusCode: 500 });
    expect(fifth).toMatchObject({ attempts: 3, statusCode: undefined, code: 'ECONNRESET' });
    expect(runs.map(({ attempts }) => attempts.map(({ attempt }) => attempt))).toEqual([
      [1],
      [1, 2],
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(runs[2]?.times[1]).toBeGreaterThanOrEqual(3_000);
    expect(runs[1]?.times[1]).toBeLessThan(1_100);
  });

  it('may run inside another', async () => {
    const outer = createRetryPolicy({ maxRetries: 1 });
    const inner = createRetryPolicy({ maxRetries: 0 });
    const { fn, attempts } = failing(answered(503));
    const end = outer.execute(() => inner.execute(fn));
    await vi.runAllTimersAsync();
    expect(await end).toBe('attempt 1');
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 1]);
  });
});

it('works on real time, too', async () => {
  vi.useRealTimers();
  const { fn, attempts } = failing(answered(503), reset());
  const policy = createRetryPolicy({ initialRetryDelay: 1, maxRetryDelay: 2, totalTimeout: 10_000 });
  expect(await policy.execute(fn)).toBe('attempt 3');
  expect(attempts).toHaveLength(3);
});
