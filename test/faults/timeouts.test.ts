/** Time that runs out: in the queue, while connecting, before and in the answer, and for the whole call. */
import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import { readFile } from 'node:fs/promises';
import { connect as connectSocket, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { expect, vi } from 'vitest';
import {
  type HttpClientConfig,
  PrefactorHttpClient,
  PrefactorRetryExhaustedError,
  PrefactorTimeoutError,
} from '../../src/index.ts';
import { halfAnAnswer, inTurn, never, withSpan } from '../support/answers.ts';
import {
  connect,
  endOf,
  received,
  roundTrip,
  setUpByHand,
  transports,
  turns,
  until,
} from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { stubProxyEnvironment } from '../support/proxy.ts';
import { startRawServer } from '../support/raw-server.ts';
import { type Answer, json, startServer } from '../support/server.ts';
import { row } from './row.ts';

// Only there a full backlog is seen to be full, and connections being set up can be counted.
const rowOnLinux: typeof row = process.platform === 'linux' ? row : () => {};

rowOnLinux(
  'N4',
  'a server too busy to accept connections ends an attempt by connectTimeout, in the phase "connect"',
  async () => {
    await using server = await startDeafServer();
    await using client = connect(server.url, { connectTimeout: 200, maxRetries: 0 }, manualClock());
    const error = await endOf(client.agentSpans.finish('span-1'));
    expect(error).toBeInstanceOf(PrefactorTimeoutError);
    expect(error).toMatchObject({
      phase: 'connect',
      code: 'timeout',
      requestSent: false,
      attempts: 1,
      message: expect.stringContaining('connectTimeout'),
      cause: { code: 'UND_ERR_CONNECT_TIMEOUT' },
    });
  },
);

rowOnLinux('N4', 'a server too busy to accept connections is tried again after connectTimeout', async () => {
  await using server = await startDeafServer();
  await using client = connect(server.url, { connectTimeout: 200, maxRetries: 1 }, hastyClock(30_000));
  const error = await endOf(client.agentSpans.finish('span-1'));
  expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
  expect(error).toMatchObject({ attempts: 2, lastError: { phase: 'connect', requestSent: false } });
});

rowOnLinux(
  'N4',
  'a server too busy to accept connections ends an attempt by requestTimeout, at once and in the phase "connect"',
  async () => {
    await using server = await startDeafServer();
    const clock = manualClock();
    await using client = connect(server.url, { requestTimeout: 700, maxRetries: 0 }, clock);
    const call = endOf(client.agentSpans.finish('span-1'));
    await server.oneMoreConnecting();
    clock.advance(700);
    const error = await call;
    expect(error).toBeInstanceOf(PrefactorTimeoutError);
    expect(error).toMatchObject({ phase: 'connect', requestSent: false, attempts: 1 });
    expect(clock.pending).toEqual([]);
  },
);

rowOnLinux(
  'N4',
  'a server too busy to accept connections does not hold up an abort: the call rejects at once with its reason',
  async (witness) => {
    await using server = await startDeafServer();
    const clock = manualClock();
    await using client = connect(server.url, {}, clock);
    const controller = witness.controller();
    const reason = new Error('the user went away');
    const call = endOf(client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    await server.oneMoreConnecting();
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(clock.pending).toEqual([]);
  },
);

rowOnLinux(
  'N4',
  'a server too busy to accept connections does not hold up close: the call ends with it',
  async () => {
    await using server = await startDeafServer();
    const clock = manualClock();
    const client = connect(server.url, {}, clock);
    const call = endOf(client.agentSpans.finish('span-1'));
    await server.oneMoreConnecting();
    const closed = client.close({ timeout: 100 });
    clock.advance(100);
    expect(await call).toMatchObject({ name: 'PrefactorClientError', code: 'client_closed' });
    await closed;
  },
);

/** Gives every host these addresses; `onLookup` is told how often that was asked. */
function stubAddresses(addresses: readonly string[], onLookup: (times: number) => void) {
  let times = 0;
  const lookup = (_host: string, _options: object, callback: (...result: unknown[]) => void) => {
    times += 1;
    onLookup(times);
    const all = addresses.map((address) => ({ address, family: 4 }));
    process.nextTick(() => callback(null, all));
  };
  const stub = vi.spyOn(dns, 'lookup').mockImplementation(lookup as never);
  return { [Symbol.dispose]: () => stub.mockRestore() };
}

for (const [what, through] of [
  ['a host', (port: number) => ({ apiUrl: `http://api.invalid:${port}` })],
  ['a proxy', (port: number) => ({ apiUrl: 'https://api.invalid', proxy: `http://proxy.invalid:${port}` })],
] as const) {
  rowOnLinux(
    'N4',
    `${what} whose first address is silent and whose others refuse has all of connectTimeout`,
    async () => {
      await using server = await startDeafServer();
      let rounds = 0;
      using _stub = stubAddresses(['127.0.0.1', '127.0.0.2'], (times) => {
        rounds = times;
      });
      const { apiUrl, proxy } = { proxy: undefined, ...through(server.port) };
      stubProxyEnvironment(proxy === undefined ? {} : { HTTPS_PROXY: proxy });
      await using client = connect(apiUrl, { connectTimeout: 1_000, maxRetries: 0 }, manualClock());
      const error = await endOf(client.agentSpans.finish('span-1'));
      expect(error).toMatchObject({ name: 'PrefactorTimeoutError', phase: 'connect', requestSent: false });
      expect(rounds).toBeGreaterThan(1);
    },
  );
}

rowOnLinux('N4', 'an address that answers late is come back to, though another has refused', async () => {
  await using server = await startDeafServer();
  using _stub = stubAddresses(['127.0.0.1', '127.0.0.2'], (times) => {
    if (times === 2) server.wake();
  });
  await using client = connect(`http://api.invalid:${server.port}`, { maxRetries: 0 }, manualClock());
  expect(await client.agentSpans.finish('span-1')).toEqual(span);
});

row('N4', 'a host whose addresses all refuse is not tried for longer', async () => {
  let rounds = 0;
  using _stub = stubAddresses(['127.0.0.1', '127.0.0.2'], (times) => {
    rounds = times;
  });
  await using client = connect('http://api.invalid:1', { maxRetries: 0 }, manualClock());
  expect(await endOf(client.agentSpans.finish('span-1'))).toMatchObject({ code: 'ECONNREFUSED' });
  expect(rounds).toBe(1);
});

for (const [what, apiOf] of [
  ['for an http API, a proxy', () => 'http://api.invalid'],
  ['for an https API, a proxy', () => 'https://api.invalid'],
  ['on this machine, a server', (url: string) => url],
] as const) {
  rowOnLinux(
    'N4',
    `${what} too busy to accept connections holds up neither abort nor close`,
    async (witness) => {
      await using server = await startDeafServer();
      stubProxyEnvironment({ HTTP_PROXY: server.url, HTTPS_PROXY: server.url });
      const client = connect(apiOf(server.url), {}, manualClock());
      const controller = witness.controller();
      const aborted = endOf(client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
      await server.oneMoreConnecting();
      controller.abort('enough');
      expect(await aborted).toBe('enough');
      await client.close();
    },
  );
}

row('N4', 'a TLS handshake that is never answered is ended by connectTimeout', async () => {
  await using server = await startStallingServer(() => {});
  const apiUrl = server.url.replace('http:', 'https:');
  await using client = connect(apiUrl, { connectTimeout: 200, maxRetries: 0 }, manualClock());
  const error = await endOf(client.agentSpans.finish('span-1'));
  expect(error).toBeInstanceOf(PrefactorTimeoutError);
  expect(error).toMatchObject({ phase: 'connect', requestSent: false });
});

row(
  'N4',
  'a TLS handshake that is never answered is ended by requestTimeout and by an abort',
  async (witness) => {
    await using server = await startStallingServer(() => {});
    const clock = manualClock();
    await using client = connect(server.url.replace('http:', 'https:'), { maxRetries: 0 }, clock);
    const controller = witness.controller();
    const aborted = endOf(client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    const late = endOf(client.agentSpans.finish('span-1', {}, { timeout: 700 }));
    await until(() => expect(server.received).toHaveLength(2));
    controller.abort('enough');
    expect(await aborted).toBe('enough');
    clock.advance(700);
    expect(await late).toMatchObject({ name: 'PrefactorTimeoutError', phase: 'connect', requestSent: false });
  },
);

row('N4', 'close ends a connection that is still being set up', async () => {
  await using server = await startStallingServer(() => {});
  const clock = manualClock();
  const client = connect(server.url.replace('http:', 'https:'), { maxRetries: 0 }, clock);
  const call = endOf(client.agentSpans.finish('span-1', {}, { timeout: 700 }));
  await until(() => expect(server.received).toHaveLength(1));
  clock.advance(700);
  expect(await call).toMatchObject({ phase: 'connect' });
  await client.close();
  await vi.waitFor(() => expect(server.open).toBe(0), { interval: 1, timeout: 1_000 });
});

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const wholeHead = `${head}content-length: 5000\r\n\r\n`;
const chunkedHead = `${head}transfer-encoding: chunked\r\n\r\n`;

const stalls: [id: string, what: string, phase: string, sent: string][] = [
  ['N8', 'a server that never answers', 'headers', ''],
  ['N8', 'a server that stalls in the head', 'headers', head],
  ['N9', 'a server that stalls before a body of known length', 'body', wholeHead],
  ['N9', 'a server that stalls in a body of known length', 'body', `${wholeHead}{"status":`],
  ['N9', 'a server that stalls before a chunked body', 'body', chunkedHead],
  ['N9', 'a server that stalls in a chunk', 'body', `${chunkedHead}100\r\n{"status":`],
  ['N9', 'a server that stalls before the last chunk', 'body', `${chunkedHead}2\r\n{}\r\n`],
];

for (const [id, what, phase, sent] of stalls) {
  row(id, `${what} ends the attempt by requestTimeout, in the phase "${phase}"`, async () => {
    await using server = await startStallingServer((socket) => void socket.write(sent));
    const clock = manualClock();
    await using client = connect(server.url, { requestTimeout: 700, maxRetries: 0 }, clock);
    const call = endOf(client.agentSpans.finish('span-1'));
    await until(() => expect(server.received).toHaveLength(1));
    await turns();
    clock.advance(699);
    await turns();
    expect(clock.pending).toEqual([700]);
    clock.advance(1);
    const error = await call;
    expect(error).toBeInstanceOf(PrefactorTimeoutError);
    expect(error).toMatchObject({ phase, requestSent: true, attempts: 1 });
    await until(() => expect(server.open).toBe(0));
  });
}

const drips: [id: string, what: string, phase: string, first: string, bytes: string][] = [
  ['N8', 'drips its head', 'headers', '', wholeHead],
  ['N8', 'drips headers without end', 'headers', head, 'x-more: and more\r\n'.repeat(20)],
  ['N9', 'drips a body of known length', 'body', wholeHead, ' '.repeat(100)],
  ['N9', 'drips a chunked body', 'body', chunkedHead, '1\r\n \r\n'.repeat(100)],
];

for (const [id, what, phase, first, bytes] of drips) {
  row(id, `a server that ${what}, byte by byte, puts requestTimeout off by nothing`, async () => {
    const clock = manualClock();
    const gone = Promise.withResolvers<void>();
    let dripped = 0;
    await using server = await startStallingServer(async (socket) => {
      socket.once('close', gone.resolve);
      socket.write(first);
      await turns();
      for (const byte of bytes) {
        if (socket.destroyed) return;
        socket.write(byte);
        dripped += 1;
        await turns();
        clock.advance(100);
        await turns();
      }
    });
    await using client = connect(server.url, { requestTimeout: 1_000, maxRetries: 0 }, clock);
    const error = await endOf(client.agentSpans.finish('span-1'));
    expect(error).toBeInstanceOf(PrefactorTimeoutError);
    expect(error).toMatchObject({ phase, requestSent: true, attempts: 1 });
    expect(dripped).toBe(10);
    await gone.promise;
  });
}

for (const [id, what, sent] of [
  ['N8', 'before its headers', ''],
  ['N9', 'in its body', `${wholeHead}{`],
] as const) {
  row(id, `an answer that is late ${what} is asked for again with the same key and bytes`, async () => {
    await using server = await startServer((response, request, index) => {
      if (index === 0) response.socket?.write(sent);
      else return withSpan(response, request, index);
    });
    const clock = manualClock();
    await using client = connect(server.url, { requestTimeout: 700 }, clock);
    const call = client.agentSpans.finish('span-1');
    await until(() => expect(server.requests).toHaveLength(1));
    await turns();
    clock.advance(700);
    await until(() => expect(clock.pending).toEqual([1_000]));
    clock.advance(1_000);
    expect(await call).toEqual(span);
    const [first, second, ...more] = server.requests;
    expect(first?.headers['idempotency-key']).toBeTypeOf('string');
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
    expect(second?.body).toBe(first?.body);
    expect(more).toEqual([]);
  });
}

for (const [through, config] of transports) {
  for (const [id, phase, answer] of [
    ['N8', 'headers', never],
    ['N9', 'body', halfAnAnswer],
  ] as const) {
    row(id, `requestTimeout ends an attempt that waits for the ${phase}, through ${through}`, async () => {
      await using test = await setUpByHand(answer, { ...config, requestTimeout: 700, maxRetries: 0 });
      const call = endOf(test.client.agentSpans.finish('span-1'));
      await received(test.server, 1);
      await roundTrip();
      test.clock.advance(699);
      await roundTrip();
      test.clock.advance(1);
      const error = await call;
      expect(error).toBeInstanceOf(PrefactorTimeoutError);
      expect(error).toMatchObject({
        phase,
        code: 'timeout',
        requestSent: true,
        attempts: 1,
        message: expect.stringContaining('700'),
      });
      expect(test.clock.pending).toEqual([]);
    });
  }

  row('N9', `an answer that drips puts requestTimeout off by nothing, through ${through}`, async () => {
    await using test = await setUpByHand(
      async (response, request, index) => {
        halfAnAnswer(response, request, index);
        for (let n = 0; n < 3; n += 1) {
          await roundTrip();
          test.clock.advance(300);
          response.write(' ');
        }
      },
      { ...config, requestTimeout: 700, maxRetries: 0 },
    );
    expect(await endOf(test.client.agentSpans.get('span-1'))).toMatchObject({
      name: 'PrefactorTimeoutError',
      phase: 'body',
    });
  });

  row('N8', `a timeout may be set for one call, through ${through}`, async () => {
    await using test = await setUpByHand(never, { ...config, maxRetries: 0 });
    const call = endOf(test.client.validateToken({ timeout: 50 }));
    await received(test.server, 1);
    test.clock.advance(50);
    expect(await call).toMatchObject({
      name: 'PrefactorTimeoutError',
      message: expect.stringContaining('50'),
    });
  });

  row(
    'N8',
    `requestTimeout counts for each attempt, which is then repeated, through ${through}`,
    async () => {
      await using test = await setUpByHand(
        inTurn(never, (response) => json(response, 409, failure('invalid_action'))),
        { ...config, requestTimeout: 700 },
      );
      const call = endOf(test.client.agentSpans.finish('span-1'));
      await received(test.server, 1);
      test.clock.advance(700);
      await until(() => expect(test.clock.pending).toEqual([1_000]));
      test.clock.advance(1_000);
      expect(await call).toMatchObject({
        name: 'PrefactorConflictError',
        attempts: 2,
        possiblyApplied: true,
      });
      expect(test.server.requests[1]?.body).toBe(test.server.requests[0]?.body);
      expect(test.clock.pending).toEqual([]);
    },
  );

  row('N9', `an attempt that times out closes its connection, through ${through}`, async () => {
    const gone = Promise.withResolvers<void>();
    await using test = await setUpByHand(
      (response, request, index) => {
        response.on('close', gone.resolve);
        return halfAnAnswer(response, request, index);
      },
      { ...config, requestTimeout: 700, maxRetries: 0 },
    );
    const call = endOf(test.client.validateToken());
    await received(test.server, 1);
    await roundTrip();
    test.clock.advance(700);
    await call;
    await gone.promise;
  });
}

const big = success({ ...span, payload: { text: randomBytes(300_000).toString('hex') } });

for (const [through, config] of transports) {
  for (const [what, send] of [
    ['', (response) => json(response, 200, success(span))],
    [', large', (response) => json(response, 200, big)],
    [
      ', large and compressed',
      (response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(big))),
    ],
  ] as [string, Answer][]) {
    row(
      'N12',
      `an answer that came while this process stood still is the answer${what}, through ${through}`,
      async () => {
        await using test = await setUpByHand(
          async (response, request, index) => {
            await send(response, request, index);
            // The timer strikes before anybody can read what has just been sent.
            test.clock.stall(600_000);
          },
          { ...config, requestTimeout: 700, maxRetries: 0 },
        );
        expect(await test.client.agentSpans.finish('span-1')).toMatchObject({ id: 'span-1' });
        expect(test.clock.pending).toEqual([]);
      },
    );
  }

  row('N12', `a process that stood still waits a little, and no longer, through ${through}`, async () => {
    await using test = await setUpByHand(never, { ...config, requestTimeout: 700, maxRetries: 0 });
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await received(test.server, 1);
    await roundTrip();
    test.clock.stall(5_700);
    expect(test.clock.pending).toEqual([1_000]);
    test.clock.advance(999);
    await turns();
    expect(test.clock.pending).toEqual([1_000]);
    test.clock.advance(1);
    expect(await call).toMatchObject({
      name: 'PrefactorTimeoutError',
      phase: 'headers',
      requestSent: true,
      late: true,
      message: expect.stringContaining('5000 ms late'),
    });
    expect(test.clock.pending).toEqual([]);
  });

  row('N12', `an abort ends a call at once that waits a little, through ${through}`, async (witness) => {
    await using test = await setUpByHand(never, { ...config, requestTimeout: 700 });
    const controller = witness.controller();
    const call = endOf(test.client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    await received(test.server, 1);
    test.clock.stall(5_700);
    controller.abort('enough');
    expect(await call).toBe('enough');
    expect(test.clock.pending).toEqual([]);
  });

  row('N12', `a timer that strikes in time waits for nothing more, through ${through}`, async () => {
    await using test = await setUpByHand(never, { ...config, requestTimeout: 700, maxRetries: 0 });
    const call = endOf(test.client.agentSpans.finish('span-1'));
    await received(test.server, 1);
    test.clock.advance(700);
    expect(test.clock.pending).toEqual([]);
    const error = await call;
    expect(error).toMatchObject({ name: 'PrefactorTimeoutError', late: false });
    expect((error as Error).message).not.toContain('stood still');
  });
}

row('N12', 'what was not sent yet is not sent when the process has stood still for too long', async () => {
  await using test = await setUpBusy();
  const late = endOf(test.client.agentSpans.finish('span-1', {}, { timeout: 700 }));
  await turns();
  test.clock.stall(5_700);
  expect(await late).toMatchObject({ phase: 'queue', requestSent: false, late: true });
  test.release();
  expect(await test.busy).toMatchObject({ id: 'busy' });
  expect(test.server.requests).toHaveLength(1);
});

row('N12', 'an event loop that was blocked for longer than requestTimeout costs no answer', async () => {
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     const server = require('node:http').createServer((_request, response) => {
       response.end(workerData.answer);
       Atomics.store(workerData.answered, 0, 1);
       Atomics.notify(workerData.answered, 0);
     });
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true, workerData: { answered, answer: JSON.stringify(success(span)) } },
  );
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const options = { apiUrl: `http://127.0.0.1:${port}`, apiToken: 'test-token', maxRetries: 0 };
  const client = new PrefactorHttpClient({ ...options, requestTimeout: 200 });
  const sent = Promise.withResolvers<void>();
  const onSent = () => sent.resolve();
  subscribe('undici:client:sendHeaders', onSent);
  const call = client.agentSpans.finish('span-1');
  await sent.promise;
  unsubscribe('undici:client:sendHeaders', onSent);
  Atomics.wait(answered, 0, 0);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
  expect(await call).toEqual(span);
  await client.close();
  await worker.terminate();
});

/** A client with one connection, which is busy until `release` is called. */
async function setUpBusy(config: HttpClientConfig = {}) {
  let release = (): void => {};
  const server = await startServer((response, request, index) => {
    if (index > 0) return withSpan(response, request, index);
    release = () => json(response, 200, success({ ...span, id: 'busy' }));
    return undefined;
  });
  const clock = manualClock();
  const client = connect(server.url, { maxConnections: 1, maxRetries: 0, ...config }, clock);
  const busy = endOf(client.agentSpans.get('busy', {}, { timeout: 1_000_000 }));
  await until(() => expect(server.requests).toHaveLength(1));
  return {
    server,
    clock,
    client,
    busy,
    release: () => release(),
    async [Symbol.asyncDispose]() {
      await client.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

const paths = (server: { requests: { url: string }[] }) => server.requests.map(({ url }) => url.slice(-6));

row('Q1', 'a queued call whose time is over was never sent, and the busy one is unharmed', async () => {
  await using test = await setUpBusy();
  const late = endOf(test.client.agentSpans.finish('span-1', {}, { timeout: 700 }));
  await turns();
  test.clock.advance(700);
  const error = await late;
  expect(error).toBeInstanceOf(PrefactorTimeoutError);
  expect(error).toMatchObject({ phase: 'queue', code: 'timeout', requestSent: false, attempts: 1 });
  test.release();
  expect(await test.busy).toMatchObject({ id: 'busy' });
  await test.client.agentSpans.get('after1');
  expect(paths(test.server)).toEqual(['s/busy', 'after1']);
  expect(test.clock.pending).toEqual([]);
});

row(
  'Q1',
  'a queued call that is aborted ends at once, is never sent, and the busy one is unharmed',
  async (witness) => {
    await using test = await setUpBusy();
    const controller = witness.controller();
    const reason = new Error('the user went away');
    const aborted = endOf(test.client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    await turns();
    controller.abort(reason);
    expect(await aborted).toBe(reason);
    test.release();
    expect(await test.busy).toMatchObject({ id: 'busy' });
    await test.client.agentSpans.get('after1');
    expect(paths(test.server)).toEqual(['s/busy', 'after1']);
    expect(test.clock.pending).toEqual([]);
  },
);

row('Q1', 'a call that timed out in the queue is tried again, and sent once', async () => {
  await using test = await setUpBusy({ maxRetries: 3, requestTimeout: 700 });
  const call = test.client.agentSpans.finish('span-1', {}, { idempotencyKey: 'the-key' });
  await turns();
  test.clock.advance(700);
  await until(() => expect(test.clock.pending).toContain(1_000));
  test.clock.advance(1_000);
  await turns();
  test.release();
  expect(await call).toEqual(span);
  expect(test.server.requests.slice(1)).toMatchObject([{ headers: { 'idempotency-key': 'the-key' } }]);
});

row('Q1', 'close ends a queued call, which is never sent', async () => {
  await using test = await setUpBusy();
  const queued = endOf(test.client.agentSpans.finish('span-1'));
  await turns();
  const closed = test.client.close({ timeout: 100 });
  test.clock.advance(100);
  await closed;
  expect(await queued).toMatchObject({ name: 'PrefactorClientError', code: 'client_closed' });
  expect(test.server.requests).toHaveLength(1);
});

const totals: [phase: string, answer: Answer][] = [
  ['headers', () => {}],
  ['body', ({ socket }) => void socket?.write(wholeHead)],
];

for (const [phase, answer] of totals) {
  row(
    'Q1',
    `totalTimeout in the phase "${phase}" ends the call in the phase "total", with its cause`,
    async () => {
      await using server = await startServer(answer);
      const clock = manualClock();
      await using client = connect(server.url, { totalTimeout: 700 }, clock);
      const call = endOf(client.agentSpans.finish('span-1'));
      await until(() => expect(server.requests).toHaveLength(1));
      await turns();
      clock.advance(700);
      const error = await call;
      expect(error).toBeInstanceOf(PrefactorTimeoutError);
      expect(error).toMatchObject({
        phase: 'total',
        code: 'timeout',
        requestSent: true,
        attempts: 1,
        message: expect.stringContaining('totalTimeout'),
        cause: { name: 'PrefactorTimeoutError', phase },
      });
      expect(server.requests).toHaveLength(1);
      expect(clock.pending).toEqual([]);
    },
  );
}

row('Q1', 'totalTimeout in the queue ends the call in the phase "total": nothing was sent', async () => {
  await using test = await setUpBusy({ totalTimeout: 5_000, maxRetries: 3 });
  const queued = endOf(test.client.agentSpans.finish('span-1'));
  await turns();
  test.clock.advance(5_000);
  expect(await queued).toMatchObject({
    name: 'PrefactorTimeoutError',
    phase: 'total',
    requestSent: false,
    attempts: 1,
    cause: { phase: 'queue' },
  });
  expect(test.server.requests).toHaveLength(1);
});

row(
  'Q1',
  'a wait that totalTimeout would pass in is not begun: the call ends with the last error',
  async () => {
    await using server = await startServer((response) => json(response, 503, failure('unavailable')));
    const clock = manualClock();
    await using client = connect(server.url, { totalTimeout: 1_000 }, clock);
    expect(await endOf(client.agentSpans.finish('span-1'))).toMatchObject({
      name: 'PrefactorTimeoutError',
      phase: 'total',
      attempts: 1,
      cause: { name: 'PrefactorServerError', statusCode: 503 },
    });
    expect(clock.begun).not.toContain(1_000 + 1);
    expect(clock.pending).toEqual([]);
  },
);

/** Answers below HTTP: calls back for the first bytes of each connection. */
async function startStallingServer(onRequest: (socket: Socket) => void | Promise<void>) {
  const received: string[] = [];
  const server = await startRawServer((socket) => {
    socket.once('data', (bytes) => {
      received.push(bytes.toString('latin1'));
      void onRequest(socket);
    });
  });
  return Object.assign(server, { received });
}

/**
 * A server that listens and never accepts, because its thread stands still, with its backlog full: the system answers
 * no further connection.
 */
async function startDeafServer() {
  const ears = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     const server = require('node:http').createServer((_request, response) => response.end(workerData.answer));
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(workerData.ears, 0, 0);
     });`,
    { eval: true, workerData: { ears, answer: JSON.stringify(success(span)) } },
  );
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const fillers: Socket[] = [];
  while ((await connecting(port)) === 0 && fillers.length < 10) {
    fillers.push(connectSocket(port, '127.0.0.1').on('error', () => {}));
    await turns();
  }
  const before = await connecting(port);
  expect(before, 'connections that hang').toBe(1);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    /** Lets the server hear: it accepts connections, and answers with a span. */
    wake: () => {
      Atomics.store(ears, 0, 1);
      Atomics.notify(ears, 0);
    },
    /** Resolves when somebody else is connecting, too. */
    oneMoreConnecting: () => until(async () => expect(await connecting(port)).toBe(before + 1)),
    async [Symbol.asyncDispose]() {
      for (const socket of fillers) socket.destroy();
      await worker.terminate();
    },
  };
}

/** How many connections to a port are being set up, as the system tells: state 02 is SYN_SENT. */
async function connecting(port: number): Promise<number> {
  const remote = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = (await readFile('/proc/net/tcp', 'latin1')).trim().split('\n').slice(1);
  return lines.filter((line) => {
    const [, , to = '', state] = line.trim().split(/\s+/);
    return to.endsWith(remote) && state === '02';
  }).length;
}
