/** What every transport promises, tried on each of them over real sockets. */
import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import type { Clock } from '../../src/wrapper/clock.ts';
import { systemClock } from '../../src/wrapper/clock.ts';
import { PrefactorConnectionError, PrefactorTimeoutError } from '../../src/wrapper/errors/errors.ts';
import { FetchTransport } from '../../src/wrapper/transport/fetch.ts';
import { NodeTransport } from '../../src/wrapper/transport/node.ts';
import type { Transport, TransportConfig, TransportRequest } from '../../src/wrapper/transport/transport.ts';
import { failureOf, roundTrip, setUp, turns } from '../support/client.ts';
import { manualClock } from '../support/clock.ts';
import { span, success } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';
import { recordTraffic } from '../support/traffic.ts';

type Options = Partial<Omit<TransportConfig, 'apiUrl'>>;

const transports: [name: string, make: (config: TransportConfig) => Transport][] = [
  ['the pool of connections', (config) => new NodeTransport(config)],
  ['fetch', (config) => new FetchTransport(config, (url, init) => fetch(url, init))],
];

function defaults(apiUrl: string, options: Options): TransportConfig {
  return {
    apiUrl,
    connectTimeout: 10_000,
    maxConnections: 4,
    maxResponseSize: 1_000,
    clock: systemClock,
    ...options,
  };
}

function requestTo(url: string, more: Partial<TransportRequest> = {}): TransportRequest {
  return {
    method: 'GET',
    url: `${url}/some/path?a=1`,
    headers: {},
    body: undefined,
    timeout: 10_000,
    signal: new AbortController().signal,
    ...more,
  };
}

describe.each(transports)('%s', (_, make) => {
  async function using<T>(
    apiUrl: string,
    options: Options,
    work: (transport: Transport) => Promise<T>,
  ): Promise<T> {
    const transport = make(defaults(apiUrl, options));
    try {
      return await work(transport);
    } finally {
      await transport.close();
    }
  }

  test('sends method, path, query, headers and body as given', async () => {
    await using server = await startServer((response) => void response.end());
    const signal = new AbortController().signal;
    await using(server.url, {}, (transport) =>
      transport.send(
        requestTo(server.url, { method: 'POST', headers: { 'x-one': 'é' }, body: '{"a":"ü"}', signal }),
      ),
    );
    expect(server.requests).toMatchObject([
      { method: 'POST', url: '/some/path?a=1', headers: { 'x-one': 'é' }, body: '{"a":"ü"}' },
    ]);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test.each([200, 204, 302, 404, 503])(
    'resolves to an answer of status %i, and follows nothing',
    async (status) => {
      await using server = await startServer((response) => {
        response.writeHead(status, { location: '/elsewhere', 'x-request-id': 'r-1' }).end();
      });
      const answer = await using(server.url, {}, (transport) => transport.send(requestTo(server.url)));
      expect(answer).toMatchObject({ statusCode: status, text: '', tooLarge: false });
      expect(answer.header('x-request-id')).toBe('r-1');
      expect(answer.header('x-lacking')).toBeNull();
      expect(server.requests).toHaveLength(1);
    },
  );

  test('joins headers of the same name', async () => {
    await using server = await startServer((response) => {
      response.writeHead(200, [
        ['x-twice', 'one'],
        ['x-twice', 'two'],
      ]);
      response.end();
    });
    const answer = await using(server.url, {}, (transport) => transport.send(requestTo(server.url)));
    expect(answer.header('x-twice')).toBe('one, two');
  });

  test('decodes UTF-8 that comes in pieces, and drops a byte order mark', async () => {
    await using server = await startServer((response) => {
      const bytes = Buffer.from('\uFEFFgrüße ✓');
      for (const byte of bytes) response.write(Buffer.of(byte));
      response.end();
    });
    const answer = await using(server.url, {}, (transport) => transport.send(requestTo(server.url)));
    expect(answer.text).toBe('grüße ✓');
  });

  test('inflates gzip', async () => {
    await using server = await startServer((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'));
    });
    const answer = await using(server.url, {}, (transport) => transport.send(requestTo(server.url)));
    expect(answer.text).toBe('{"a":1}');
  });

  test.each<[name: string, answer: (response: ServerResponse) => void]>([
    ['announces its length', (response) => response.end('x'.repeat(1_001))],
    [
      'comes in chunks',
      (response) => {
        for (let i = 0; i < 11; i++) response.write('x'.repeat(100));
        response.end();
      },
    ],
    [
      'grows when inflated',
      (response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000)));
      },
    ],
    [
      'never ends',
      (response) => {
        response.on('error', () => {});
        const more = (): void => {
          if (!response.destroyed) response.write('x'.repeat(100), more);
        };
        more();
      },
    ],
  ])('stops reading a body above the limit that %s', async (_name, answer) => {
    await using server = await startServer((response) => answer(response));
    const response = await using(server.url, {}, (transport) => transport.send(requestTo(server.url)));
    expect(response).toMatchObject({ statusCode: 200, tooLarge: true, text: '' });
  });

  test('takes a body of exactly the limit', async () => {
    await using server = await startServer((response) => void response.end('x'.repeat(1_000)));
    const answer = await using(server.url, {}, (transport) => transport.send(requestTo(server.url)));
    expect(answer).toMatchObject({ tooLarge: false, text: 'x'.repeat(1_000) });
  });

  test('a refused connection is a connection error that says nothing was sent', async () => {
    const free = await freePort();
    const error = await using(`http://127.0.0.1:${free}`, {}, (transport) =>
      failureOf(transport.send(requestTo(`http://127.0.0.1:${free}`))),
    );
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).toMatchObject({ code: 'ECONNREFUSED', requestSent: false });
    expect((error as Error).cause).toBeInstanceOf(Error);
  });

  test.each<[when: string, answer: (response: ServerResponse) => void]>([
    ['before an answer', (response) => response.destroy()],
    [
      'in a body of known length',
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"a":', () => response.destroy());
      },
    ],
    ['in a chunked body', (response) => response.write('{"a":', () => response.destroy())],
  ])(
    'a connection that breaks %s is a connection error of a request that was sent',
    async (_when, answer) => {
      await using server = await startServer((response) => answer(response));
      const error = await using(server.url, {}, (transport) =>
        failureOf(transport.send(requestTo(server.url))),
      );
      expect(error).toBeInstanceOf(PrefactorConnectionError);
      expect(error).not.toBeInstanceOf(PrefactorTimeoutError);
      expect(error).toMatchObject({ requestSent: true });
    },
  );

  test.each<[phase: string, answer: (response: ServerResponse) => void]>([
    ['headers', () => {}],
    ['body', (response) => response.write('{')],
  ])('gives up when the time is over in the phase "%s"', async (phase, answer) => {
    const clock = manualClock();
    using traffic = recordTraffic();
    const reached = Promise.withResolvers<void>();
    await using server = await startServer((response) => {
      answer(response);
      reached.resolve();
    });
    const { signal } = new AbortController();
    const error = await using(server.url, { clock }, async (transport) => {
      const sent = transport.send(requestTo(server.url, { timeout: 500, signal }));
      await reached.promise;
      await untilPhase(clock, sent, phase, traffic.exchanges);
      return failureOf(sent);
    });
    expect(error).toBeInstanceOf(PrefactorTimeoutError);
    expect(error).toMatchObject({ phase, requestSent: true, message: expect.stringContaining('500 ms') });
    expect(clock.pending).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('an aborted signal stops the request before it is sent', async () => {
    await using server = await startServer((response) => void response.end());
    const reason = new Error('not any more');
    const signal = AbortSignal.abort(reason);
    const error = await using(server.url, {}, (transport) =>
      failureOf(transport.send(requestTo(server.url, { signal }))),
    );
    expect(error).toBe(reason);
    expect(server.requests).toHaveLength(0);
  });

  test.each<[phase: string, answer: (response: ServerResponse) => void]>([
    ['waiting for an answer', () => {}],
    ['reading the answer', (response) => response.write('{')],
  ])('an abort while %s rejects with its reason and ends the request', async (_phase, answer) => {
    const closed = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    await using server = await startServer((response) => {
      response.on('close', closed.resolve);
      answer(response);
      reached.resolve();
    });
    const controller = new AbortController();
    const reason = { not: 'even an Error' };
    const error = await using(server.url, {}, async (transport) => {
      const sent = transport.send(requestTo(server.url, { signal: controller.signal }));
      await reached.promise;
      controller.abort(reason);
      const settled = await failureOf(sent);
      await closed.promise;
      return settled;
    });
    expect(error).toBe(reason);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  /** Lets the answer travel until a timeout would strike in the phase that is meant, then strikes. */
  async function untilPhase(
    clock: ReturnType<typeof manualClock>,
    sent: Promise<unknown>,
    phase: string,
    exchanges: readonly unknown[],
  ): Promise<void> {
    sent.catch(() => {});
    if (phase === 'body') {
      await vi.waitFor(() => expect(exchanges).toHaveLength(1), { interval: 1 });
      await turns(10);
    }
    clock.advance(500);
  }
});

describe('the pool of connections', () => {
  test('a request that is given up while queued is never sent', async () => {
    const clock: Clock & { advance(milliseconds: number): void } = manualClock();
    const reached = Promise.withResolvers<ServerResponse>();
    await using server = await startServer((response) => {
      if (server.requests.length === 1) reached.resolve(response);
      else response.end('later');
    });
    const transport = new NodeTransport(defaults(server.url, { maxConnections: 1, clock }));
    const first = transport.send(requestTo(server.url));
    const occupying = await reached.promise;
    const controller = new AbortController();
    const aborted = failureOf(transport.send(requestTo(server.url, { signal: controller.signal })));
    const late = failureOf(transport.send(requestTo(server.url, { timeout: 100 })));
    const patient = transport.send(
      requestTo(server.url, { url: `${server.url}/patient` } as Partial<TransportRequest>),
    );

    controller.abort('no longer needed');
    clock.advance(100);
    expect(await aborted).toBe('no longer needed');
    expect(await late).toMatchObject({ name: 'PrefactorTimeoutError', phase: 'queue', requestSent: false });

    occupying.end('first');
    expect((await first).text).toBe('first');
    expect((await patient).text).toBe('later');
    expect(server.requests.map(({ url }) => url)).toEqual(['/some/path?a=1', '/patient']);
    await transport.close();
  });

  test('keeps connections open from one request to the next, and closes them in the end', async () => {
    const open = new Set<Socket>();
    const allGone = Promise.withResolvers<void>();
    let connections = 0;
    await using server = await startServer((response) => {
      const { socket } = response;
      if (socket !== null && !open.has(socket)) {
        connections += 1;
        open.add(socket);
        socket.once('close', () => {
          open.delete(socket);
          if (open.size === 0) allGone.resolve();
        });
      }
      response.end();
    });
    const transport = new NodeTransport(defaults(server.url, {}));
    for (let i = 0; i < 6; i++) await transport.send(requestTo(server.url));
    // Two, not one: undici lets an event loop turn pass before it uses a connection again.
    expect(connections).toBeLessThanOrEqual(2);
    await transport.close();
    await allGone.promise;
  });

  test('a gzip body that is cut short is a broken connection, even where the server claims it is whole', async () => {
    await using server = await startServer((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}').subarray(0, 15));
    });
    const transport = new NodeTransport(defaults(server.url, {}));
    const error = await failureOf(transport.send(requestTo(server.url)));
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).toMatchObject({ code: 'Z_BUF_ERROR', requestSent: true });
    await transport.close();
  });
});

describe('calls at the same time', () => {
  test('get each their own answer, in whatever order the answers come', async () => {
    const waiting: (() => void)[] = [];
    await using running = await setUp((response, { url }) => {
      const id = url.split('/').at(-1);
      waiting.push(() => json(response, 200, success({ ...span, id })));
      if (waiting.length === 40) for (const answer of waiting.reverse()) answer();
    });
    const ids = Array.from({ length: 40 }, (_, n) => `span-${n}`);
    const spans = await Promise.all(ids.map((id) => running.client.agentSpans.get(id)));
    expect(spans.map(({ id }) => id)).toEqual(ids);
  });

  test('never use more connections than maxConnections, and use them all', async () => {
    const sizes: number[] = [];
    let waiting: (() => void)[] = [];
    await using running = await setUp(
      async (response) => {
        waiting.push(() => json(response, 200, success(span)));
        if (waiting.length !== 3) return;
        await roundTrip();
        const answers = waiting;
        waiting = [];
        sizes.push(answers.length);
        for (const answer of answers) answer();
      },
      { maxConnections: 3 },
    );
    await Promise.all(Array.from({ length: 12 }, () => running.client.agentSpans.get('span-1')));
    expect(sizes).toEqual([3, 3, 3, 3]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : expect.fail('no port');
}
