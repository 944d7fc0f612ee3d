/** Networks that refuse, break off, or mix answers up. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { inspect } from 'node:util';
import { expect, vi } from 'vitest';
import {
  PrefactorConnectionError,
  PrefactorRetryExhaustedError,
  PrefactorTimeoutError,
} from '../../src/index.ts';
import { withSpan } from '../support/answers.ts';
import { connect, endOf, turns, withoutWaits } from '../support/client.ts';
import { manualClock } from '../support/clock.ts';
import { newSpan, span, success } from '../support/fixtures.ts';
import { stubProxyEnvironment } from '../support/proxy.ts';
import { startRawServer } from '../support/raw-server.ts';
import { json, refusingUrl, startServer, type TestServer } from '../support/server.ts';
import { row } from './row.ts';

const details = { ...newSpan, payload: { step: 1 } } as const;

/** Proves that several requests were one write, repeated byte by byte. */
function expectSameWrite({ requests }: TestServer, count: number): void {
  expect(requests).toHaveLength(count);
  const [first] = requests;
  expect(first?.headers['idempotency-key']).toMatch(/^\S{8,}$/);
  for (const { body, headers } of requests) {
    expect(body).toBe(first?.body);
    expect(headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  }
}

row('N1', 'a refused connection is tried again up to maxRetries, and then told with its cause', async () => {
  const clock = withoutWaits();
  await using client = connect(refusingUrl, {}, clock);
  const error = await endOf(client.agentSpans.finish('span-1', {}, { idempotencyKey: 'the-key' }));
  expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
  expect(error).toMatchObject({
    attempts: 4,
    code: 'ECONNREFUSED',
    operation: 'finishAgentSpan',
    idempotencyKey: 'the-key',
    lastError: { name: 'PrefactorConnectionError', code: 'ECONNREFUSED', requestSent: false, attempts: 4 },
  });
  const { lastError, cause } = error as PrefactorRetryExhaustedError;
  expect(lastError).toBeInstanceOf(PrefactorConnectionError);
  expect(lastError).not.toBeInstanceOf(PrefactorTimeoutError);
  expect(cause).toBe(lastError);
  expect(lastError.cause).toMatchObject({ code: 'ECONNREFUSED', syscall: 'connect' });
  expect(clock.waits).toEqual([1_000, 2_000, 4_000]);
});

row(
  'N1',
  'a refused connection without retries is the connection error itself, after one attempt',
  async () => {
    const clock = withoutWaits();
    await using client = connect(refusingUrl, { maxRetries: 0 }, clock);
    const error = await endOf(client.agentSpans.finish('span-1'));
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).toMatchObject({ code: 'ECONNREFUSED', requestSent: false, attempts: 1 });
    expect(clock.waits).toEqual([]);
  },
);

row('N1', 'a host whose addresses all refuse is told by the code they refuse with', async () => {
  await using client = connect('http://localhost:1', { maxRetries: 0 });
  const error = await endOf(client.validateToken());
  expect(error).toBeInstanceOf(PrefactorConnectionError);
  expect(error).toMatchObject({ code: 'ECONNREFUSED', requestSent: false });
  expect((error as Error).message).toContain('ECONNREFUSED');
});

row('N1', 'a server that is back before the retry gets the call, once', async () => {
  const { port } = await startHttpByHand(() => {}).then(async (server) => {
    await server[Symbol.asyncDispose]();
    return server;
  });
  const clock = manualClock();
  await using client = connect(`http://127.0.0.1:${port}`, {}, clock);
  const call = client.agentSpans.create(details);
  await vi.waitFor(() => expect(clock.pending).toEqual([1_000]), { interval: 1 });
  await using server = await startHttpByHand((socket) => answerRaw(socket, span), port);
  clock.advance(1_000);
  expect(await call).toEqual(span);
  expect(server).toMatchObject({
    sockets: [expect.anything()],
    heads: [expect.stringMatching(/^POST \/api\/v1\/agent_spans /)],
  });
});

row(
  'N2',
  'a host without an address is tried again, and then told with the code of the look-up',
  async () => {
    const clock = withoutWaits();
    await using client = connect('http://something.invalid', { maxRetries: 2 }, clock);
    const error = await endOf(client.agentSpans.finish('span-1'));
    expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
    expect(error).toMatchObject({
      attempts: 3,
      code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
      lastError: { name: 'PrefactorConnectionError', requestSent: false, cause: { syscall: 'getaddrinfo' } },
    });
    expect(clock.waits).toEqual([1_000, 2_000]);
  },
);

/** Ways in which a server can leave a request without an answer. */
const leaving: [how: string, leave: (response: ServerResponse) => void][] = [
  ['resets the connection', ({ socket }) => socket?.resetAndDestroy()],
  ['closes the connection', ({ socket }) => socket?.destroy()],
  ['breaks off in the head', ({ socket }) => socket?.end('HTTP/1.1 200 OK\r\nContent-')],
  ['says something that is not HTTP', ({ socket }) => socket?.end('Good morning.\r\n\r\n')],
];

for (const [how, leave] of leaving) {
  row('N5', `a server that ${how} gets the same write again, key and bytes`, async () => {
    await using server = await startServer((response, request, index) =>
      index < 2 ? leave(response) : withSpan(response, request, index),
    );
    await using client = connect(server.url);
    expect(await client.agentSpans.create(details)).toEqual(span);
    expectSameWrite(server, 3);
  });

  row('N5', `a server that always ${how} is told after the last retry: the request was sent`, async () => {
    await using server = await startServer(leave);
    await using client = connect(server.url);
    const error = await endOf(client.agentSpans.create(details));
    expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
    const { lastError, attempts } = error as PrefactorRetryExhaustedError;
    expect(attempts).toBe(4);
    expect(lastError).toBeInstanceOf(PrefactorConnectionError);
    expect(lastError).not.toBeInstanceOf(PrefactorTimeoutError);
    expect(lastError).toMatchObject({ requestSent: true, cause: expect.any(Error) });
    expectSameWrite(server, 4);
  });

  row('N5', `a server that ${how} is not asked again when no retries are allowed`, async () => {
    await using server = await startServer(leave);
    await using client = connect(server.url, { maxRetries: 0 });
    const error = await endOf(client.agentSpans.create(details));
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).toMatchObject({ requestSent: true, attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });
}

row('N5', 'a token that an answer without HTTP repeats is shown by no error', async () => {
  await using server = await startServer(({ socket }, { headers }) => {
    socket?.end(`You sent ${headers.authorization}.\r\n\r\n`);
  });
  await using client = connect(server.url, { apiToken: 'a-secret-token', maxRetries: 1 });
  const error = await endOf(client.agentSpans.create(details));
  expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain('a-secret-token');
  expect(JSON.stringify(error)).not.toContain('a-secret-token');
});

/** A server that records each key once, as the API does, and keeps the sockets it is asked over. */
async function startRecorder(answer: (response: ServerResponse, index: number) => boolean) {
  const recorded = new Map<string, string>();
  const sockets = new Set<Socket>();
  const server = await startServer((response, { headers, body }, index) => {
    if (response.socket) sockets.add(response.socket);
    const key = String(headers['idempotency-key']);
    expect(recorded.get(key) ?? body).toBe(body);
    if (!answer(response, index)) return;
    recorded.set(key, body);
    json(response, 200, success(span));
  });
  return { ...server, recorded, sockets };
}

const closings: [how: string, close: (socket: Socket) => void][] = [
  ['closed', (socket) => socket.end()],
  ['reset', (socket) => socket.resetAndDestroy()],
];

for (const [how, close] of closings) {
  row('N6', `a call after the server ${how} the idle connection goes out over a new one`, async () => {
    await using server = await startRecorder(() => true);
    await using client = connect(server.url, { maxConnections: 1 });
    await client.agentSpans.create(details);
    for (const socket of server.sockets) close(socket);
    await turns();
    expect(await client.agentSpans.create(details)).toEqual(span);
    expect(server.requests).toHaveLength(2);
    expect(server.recorded.size).toBe(2);
    expect(server.sockets.size).toBe(2);
  });

  row('N6', `a call at the moment the server ${how} the idle connection is recorded once`, async () => {
    await using server = await startRecorder(() => true);
    await using client = connect(server.url, { maxConnections: 1 });
    await client.agentSpans.create(details);
    await turns();
    for (const socket of server.sockets) close(socket);
    expect(await client.agentSpans.create(details)).toEqual(span);
    expect(server.recorded.size).toBe(2);
  });

  row('N6', `a call that met a kept connection as it was ${how} is sent again with its key`, async () => {
    await using server = await startRecorder((response, index) => {
      if (index === 1 && response.socket) close(response.socket);
      return index !== 1;
    });
    await using client = connect(server.url, { maxConnections: 1 });
    await client.agentSpans.create(details);
    await turns();
    expect(await client.agentSpans.create(details)).toEqual(span);
    const keys = server.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([keys[0], keys[1], keys[1]]);
    expect(server.recorded.size).toBe(2);
    expect(server.sockets.size).toBe(2);
  });

  row('N6', `many calls after the server ${how} every idle connection are each recorded once`, async () => {
    await using server = await startRecorder(() => true);
    await using client = connect(server.url, { maxConnections: 8 });
    const createMany = () => Promise.all(Array.from({ length: 20 }, () => client.agentSpans.create(details)));
    await createMany();
    for (const socket of server.sockets) close(socket);
    expect(await createMany()).toHaveLength(20);
    expect(server.recorded.size).toBe(40);
  });
}

/** Ways in which an answer can end before its end. */
const cuts: [what: string, answer: (response: ServerResponse) => void][] = [];
for (const [how, cut] of [
  ['reset', (socket: Socket) => socket.resetAndDestroy()],
  ['closed', (socket: Socket) => socket.destroy()],
] as const) {
  for (const [length, headers] of [
    ['of known length', { 'content-length': '500' }],
    ['in chunks', {}],
  ] as const) {
    cuts.push([
      `an answer ${length} whose connection is ${how}`,
      async (response) => {
        const { socket } = response;
        response.writeHead(200, { 'content-type': 'application/json', ...headers });
        response.write('{"status":"success",');
        await turns();
        if (socket) cut(socket);
      },
    ]);
  }
}

for (const [what, cut] of cuts) {
  row('N7', `${what} in the middle is asked for again, with the same key and bytes`, async () => {
    await using server = await startServer((response, request, index) =>
      index < 2 ? cut(response) : withSpan(response, request, index),
    );
    await using client = connect(server.url);
    expect(await client.agentSpans.create(details)).toEqual(span);
    expectSameWrite(server, 3);
  });

  row('N7', `${what} in the middle is a connection error when no retries are allowed`, async () => {
    await using server = await startServer(cut);
    await using client = connect(server.url, { maxRetries: 0 });
    const error = await endOf(client.agentSpans.create(details));
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).not.toBeInstanceOf(PrefactorTimeoutError);
    expect(error).toMatchObject({
      requestSent: true,
      attempts: 1,
      message: expect.stringContaining('the answer was cut off'),
      cause: expect.any(Error),
    });
    expect(server.requests).toHaveLength(1);
  });
}

for (const interim of ['100 Continue', '102 Processing', '103 Early Hints', '199 New']) {
  row(
    'N11',
    `${interim} that nobody asked for is skipped, and the answer after it is the answer`,
    async () => {
      const head = `HTTP/1.1 ${interim}\r\nlink: </style.css>\r\n\r\n`;
      await using server = await startHttpByHand(async (socket, id) => {
        socket.write(head + head);
        await turns();
        socket.write(head + httpAnswer({ ...span, id }));
      });
      await using client = connect(server.url, { maxConnections: 1, maxRetries: 0 });
      for (const id of ['span-1', 'span-2']) expect(await client.agentSpans.get(id)).toMatchObject({ id });
      expect(server.sockets).toHaveLength(1);
    },
  );

  row('N11', `${interim} is not the beginning of an answer`, async () => {
    await using server = await startHttpByHand((socket) => void socket.end(`HTTP/1.1 ${interim}\r\n\r\n`));
    await using client = connect(server.url, { maxRetries: 0 });
    expect(await endOf(client.agentSpans.get('span-1'))).toMatchObject({
      name: 'PrefactorConnectionError',
      requestSent: true,
      message: expect.stringContaining('no answer from the server'),
    });
  });

  row('N11', `${interim} is skipped behind a proxy too`, async () => {
    await using proxy = await startHttpByHand((socket, id) =>
      socket.write(`HTTP/1.1 ${interim}\r\n\r\n${httpAnswer({ ...span, id })}`),
    );
    stubProxyEnvironment({ HTTP_PROXY: proxy.url });
    await using client = connect('http://api.invalid', { maxRetries: 0 });
    expect(await client.agentSpans.get('span-1')).toMatchObject({ id: 'span-1' });
  });
}

const stray = httpAnswer({ ...span, id: 'stray' });

for (const [what, extra] of [
  ['a second answer', stray],
  ['half a second answer', stray.slice(0, 40)],
  ['bytes that are no answer', 'and one more thing'],
] as const) {
  row('N10', `${what} in one packet with the first is not taken for the next call's`, async () => {
    await using server = await startHttpByHand((socket, id, connection) =>
      socket.write(httpAnswer({ ...span, id }) + (connection === 1 ? extra : '')),
    );
    await using client = connect(server.url, { maxConnections: 1 });
    const ids = ['span-1', 'span-2', 'span-3'];
    const answers = await Promise.all(ids.map((id) => client.agentSpans.get(id)));
    expect(answers.map(({ id }) => id)).toEqual(ids);
    expect(server.sockets).toHaveLength(2);
  });

  row('N10', `${what} that comes while nothing is asked is not taken for the next call's`, async () => {
    const asked: Socket[] = [];
    await using server = await startHttpByHand((socket, id) => {
      asked.push(socket);
      answerRaw(socket, { ...span, id });
    });
    await using client = connect(server.url, { maxConnections: 1 });
    expect(await client.agentSpans.get('span-1')).toMatchObject({ id: 'span-1' });
    await turns();
    asked[0]?.write(extra);
    await turns();
    expect(await client.agentSpans.get('span-2')).toMatchObject({ id: 'span-2' });
    expect(server.sockets).toHaveLength(2);
  });
}

row(
  'N10',
  'an answer that is longer than it says is cut there, and the rest not taken for the next',
  async () => {
    await using server = await startHttpByHand((socket, id) => {
      const [head, body] = httpAnswer({ ...span, id }).split('\r\n\r\n');
      socket.write(`${head}\r\n\r\n${body}${stray}`);
    });
    await using client = connect(server.url, { maxConnections: 1 });
    for (const id of ['span-1', 'span-2']) expect(await client.agentSpans.get(id)).toMatchObject({ id });
  },
);

/**
 * A server below HTTP: calls back for each request that has no body or a body that came with its head, with the last
 * part of its path and the number of its connection.
 */
async function startHttpByHand(
  onRequest: (socket: Socket, id: string, connection: number) => void,
  atPort = 0,
) {
  const heads: string[] = [];
  const server = await startRawServer((socket, connection) => {
    let head = '';
    socket.setEncoding('latin1').on('data', (text) => {
      head += text;
      if (!head.includes('\r\n\r\n')) return;
      heads.push(head);
      const id = /^\S+ \S*\/(\S+) /.exec(head)?.[1] ?? '';
      head = '';
      onRequest(socket, id, connection);
    });
  }, atPort);
  return Object.assign(server, { heads });
}

function httpAnswer(answered: object): string {
  const body = JSON.stringify(success(answered));
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

function answerRaw(socket: Socket, answered: object): void {
  socket.write(httpAnswer(answered));
}
