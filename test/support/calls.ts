/** Calls and what becomes of them while a test looks on: the set-up that the suites about endings share. */
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net';
import { expect, vi } from 'vitest';
import { type HttpClientConfig, PrefactorHttpClient } from '../../src/index.ts';
import { manualClock } from './clock.ts';
import { type Answer, failure, json, startServer, type TestServer } from './server.ts';
import { recordTraffic } from './traffic.ts';

/** Both ways a request can go out. */
export const transports: [through: string, config: HttpClientConfig][] = [
  ["the client's own connections", {}],
  ['fetch', { fetch: globalThis.fetch }],
];

export const never: Answer = () => {};
export const unavailable: Answer = (response) => json(response, 503, failure('unavailable'));
export const halfAnAnswer: Answer = (response) => {
  response.writeHead(200, { 'content-length': '500' });
  response.write('{"status":');
};

export async function setUp(answer: Answer, config: HttpClientConfig = {}) {
  const sockets = new Set<Socket>();
  const server = await startServer((response, request, index) => {
    if (response.socket !== null) sockets.add(response.socket);
    return answer(response, request, index);
  });
  const traffic = recordTraffic();
  const clock = manualClock();
  const client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token', ...config }, clock);
  return {
    server,
    traffic,
    clock,
    client,
    /** The server's ends of all connections there ever were. */
    sockets,
    async [Symbol.asyncDispose]() {
      traffic[Symbol.dispose]();
      const done = client.close();
      clock.advance(1_000_000);
      await done;
      await server[Symbol.asyncDispose]();
    },
  };
}
export type Test = Awaited<ReturnType<typeof setUp>>;

export const stillPending = Symbol('still pending');

/** What a promise ends with: its value or its error. */
export const endOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch((error: unknown) => error);

/** What a promise ends with before the event loop does anything else. */
export const atOnce = (end: Promise<unknown>): Promise<unknown> =>
  Promise.race([end, new Promise((resolve) => process.nextTick(resolve, stillPending))]);

export const until = (check: () => void): Promise<void> => vi.waitFor(check, { interval: 1 });
export const received = (server: TestServer, count: number): Promise<void> =>
  until(() => expect(server.requests).toHaveLength(count));

/** Waits until headers have come in, and the call has taken them. */
export async function answered({ traffic }: Test, count: number): Promise<void> {
  await until(() => expect(traffic.exchanges).toHaveLength(count));
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
}

/** Waits until whatever was sent before it has arrived. */
export async function roundTrip(): Promise<void> {
  await using server = await startServer((response) => json(response, 200, {}));
  await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token' });
  await client.validateToken();
  await client.validateToken();
}

/** However long one waits, the server gets no further request. */
export async function nothingFollows({ server, clock }: Test, requests: number): Promise<void> {
  expect(clock.pending).toEqual([]);
  clock.advance(1_000_000);
  await roundTrip();
  expect(server.requests).toHaveLength(requests);
}

/** Accepts connections, and never answers the greeting of TLS: they are being set up for ever. */
export async function startSilentServer() {
  const sockets: Socket[] = [];
  const begun = Promise.withResolvers<void>();
  const server = createNetServer((socket) => {
    sockets.push(socket.on('error', () => {}).resume());
    begun.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    sockets,
    /** Resolves when the first connection is there. */
    begun: begun.promise,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
