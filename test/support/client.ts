/** A client and its server for one test, and what becomes of the calls while the test looks on. */
import type { Socket } from 'node:net';
import { expect, vi } from 'vitest';
import { type HttpClientConfig, PrefactorClientError, PrefactorHttpClient } from '../../src/index.ts';
import type { Clock } from '../../src/wrapper/clock.ts';
import { hastyClock, type ManualClock, manualClock } from './clock.ts';
import { type Answer, json, startServer, type TestServer } from './server.ts';
import { recordTraffic } from './traffic.ts';

/** Both ways a request can go out. */
export const transports: [through: string, config: HttpClientConfig][] = [
  ["the client's own connections", {}],
  ['fetch', { fetch: globalThis.fetch }],
];

/** A clock whose waits between attempts are over at once, while attempts never time out. */
export const withoutWaits = () => hastyClock(30_000);

/** A client of an API; by default its waits are over at once. */
export const connect = (
  apiUrl: string,
  config: HttpClientConfig = {},
  clock: Clock = withoutWaits(),
): PrefactorHttpClient => new PrefactorHttpClient({ apiUrl, apiToken: 'test-token', ...config }, clock);

/** A server and a client of it. `await using` ends both. */
async function start<ClientsClock extends Clock>(
  answer: Answer,
  config: HttpClientConfig,
  clock: ClientsClock,
) {
  const sockets = new Set<Socket>();
  const server = await startServer((response, request, index) => {
    if (response.socket !== null) sockets.add(response.socket);
    return answer(response, request, index);
  });
  const traffic = recordTraffic();
  const client = connect(server.url, config, clock);
  return {
    server,
    traffic,
    clock,
    client,
    /** The server's ends of all connections there ever were. */
    sockets,
    async [Symbol.asyncDispose]() {
      traffic[Symbol.dispose]();
      const closed = client.close();
      if ('advance' in clock) (clock as unknown as ManualClock).advance(1_000_000);
      await closed;
      await server[Symbol.asyncDispose]();
    },
  };
}

/** With a clock whose waits are over at once, while timeouts never strike. */
export const setUp = (answer: Answer, config: HttpClientConfig = {}) => start(answer, config, withoutWaits());

/** With a clock that only the test moves. */
export const setUpByHand = (answer: Answer, config: HttpClientConfig = {}) =>
  start(answer, config, manualClock());
export type TestByHand = Awaited<ReturnType<typeof setUpByHand>>;

export const stillPending = Symbol('still pending');

/** What a promise settles to: its value or its error. */
export const endOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch((error: unknown) => error);

/** What a promise settles to, told apart. */
export async function outcomeOf<Value>(
  promise: PromiseLike<Value>,
): Promise<{ value: Value; error: undefined } | { value: undefined; error: unknown }> {
  const [outcome] = await Promise.allSettled([promise]);
  return outcome.status === 'fulfilled'
    ? { value: outcome.value, error: undefined }
    : { value: undefined, error: outcome.reason };
}

/** What a promise rejects with. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  const [outcome] = await Promise.allSettled([promise]);
  if (outcome.status === 'rejected') return outcome.reason;
  throw new Error(`it should have failed, and resolved to ${JSON.stringify(outcome.value)}`);
}

/** What a function throws. */
export function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('it should have thrown');
}

/** What a function refuses by throwing an error of the client's own. */
export function refusalOf(run: () => unknown): PrefactorClientError {
  const error = thrownBy(run);
  if (error instanceof PrefactorClientError) return error;
  throw error;
}

/** What a promise has settled to before the event loop does anything else. */
export const atOnce = (promise: Promise<unknown>): Promise<unknown> =>
  Promise.race([promise, new Promise((resolve) => process.nextTick(resolve, stillPending))]);

export const until = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { interval: 1, timeout: 10_000 });
export const received = (server: TestServer, count: number): Promise<void> =>
  until(() => expect(server.requests).toHaveLength(count));

/** Lets happen what waits for no timer: both ends of every connection live in this process. */
export async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}

/** Waits until headers have come in, and the call has taken them. */
export async function answered({ traffic }: TestByHand, count: number): Promise<void> {
  await until(() => expect(traffic.exchanges).toHaveLength(count));
  await turns(5);
}

/** Waits until whatever was sent before it has arrived. */
export async function roundTrip(): Promise<void> {
  await using server = await startServer((response) => json(response, 200, {}));
  await using client = connect(server.url);
  await client.validateToken();
  await client.validateToken();
}

/** However long one waits, the server gets no further request. */
export async function nothingFollows(
  { server, clock }: Pick<TestByHand, 'server' | 'clock'>,
  requests: number,
): Promise<void> {
  expect(clock.pending).toEqual([]);
  clock.advance(1_000_000);
  await roundTrip();
  expect(server.requests).toHaveLength(requests);
}

/** The rejections that nobody handled while a function ran, and a little longer. */
export async function unhandledDuring(run: () => Promise<unknown>): Promise<unknown[]> {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  await run();
  for (let n = 0; n < 3; n += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  process.off('unhandledRejection', note);
  return unhandled;
}
