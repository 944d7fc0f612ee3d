/** What a connection may do that no decent client does: a sandbox answers it or cuts it off, and goes on. */
import { describe, expect, test } from 'vitest';
import type { Patience } from '../../src/testing/http/server.ts';
import { type SandboxOptions, startSandbox } from '../../src/testing/index.ts';
import { exchange, openConnection } from '../support/raw-client.ts';
import { setUp } from './support.ts';

const head = (method: string, target: string, ...headers: string[]): string =>
  [
    `${method} ${target} HTTP/1.1`,
    'host: localhost',
    'authorization: Bearer sandbox-account-token',
    ...headers,
    '\r\n',
  ].join('\r\n');

const ping = head('GET', '/api/v1/ping');
const register = '/api/v1/agent_instance/register';

/** The statuses of all answers on a connection. */
const statusesIn = (received: string): number[] =>
  [...received.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));

describe('a connection that takes its time', () => {
  /** A sandbox that soon loses patience with one thing. Real time, because Node's own server measures it. */
  const startImpatient = (short: Partial<Patience>, options: SandboxOptions = {}) => {
    const long = 600_000;
    const patience = { headers: long, request: long, answer: long, interval: 20, ...short };
    return startSandbox(options, undefined, patience);
  };

  test('is cut off when it never sends anything', async () => {
    await using sandbox = await startImpatient({ headers: 50 });
    await using connection = await openConnection(sandbox.url);
    await connection.closed;
  });

  test.each<[string, Partial<Patience>, string]>([
    ['head', { headers: 50 }, 'GET /api/v1/ping HTTP/1.1\r\nhost: localhost\r\nx-slow: '],
    [
      'body of a known length',
      { headers: 100, request: 100 },
      head('POST', register, 'content-length: 100000'),
    ],
    [
      'body in chunks',
      { headers: 100, request: 100 },
      `${head('POST', register, 'transfer-encoding: chunked')}ffff\r\n`,
    ],
  ])('is cut off when its %s never ends, however much comes in between', async (_, short, beginning) => {
    await using sandbox = await startImpatient(short);
    await using connection = await openConnection(sandbox.url);
    connection.socket.write(beginning);
    const drip = setInterval(() => connection.socket.write('x'), 10);
    try {
      expect(statusesIn(await connection.closed)).toEqual([408]);
    } finally {
      clearInterval(drip);
    }
    expect(sandbox.requests).toEqual([]);
  });

  test('is cut off when it does not take its answer', async () => {
    await using sandbox = await startImpatient({ answer: 100 });
    await using connection = await openConnection(sandbox.url);
    connection.socket.pause();
    // Far more answers than the system keeps for a connection.
    const asked = 50_000;
    connection.socket.write(head('GET', '/page/page.js').repeat(asked));
    const statuses = statusesIn(await connection.closed);
    expect(statuses.length).toBeLessThan(asked);
  });

  test('is waited for while a fault holds its answer back', async () => {
    await using sandbox = await startImpatient(
      { answer: 50 },
      { faults: [{ fault: 'latency', delay: 200 }] },
    );
    const answer = await fetch(`${sandbox.url}/api/v1/ping`);
    expect(answer.status).toBe(401);
  });
});

describe('a connection', () => {
  test('may send many requests at once, which are answered in order', async () => {
    await using test = await setUp();
    const answers = await exchange(
      test.sandbox.url,
      `${ping.repeat(3)}${head('GET', '/api/v1/agent_spans/x')}${head('GET', '/nowhere')}${ping}`,
    );
    expect(statusesIn(answers)).toEqual([200, 200, 200, 404, 404, 200]);
    expect(test.sandbox.requests.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('that waits to be told to go on is told so, and one that wants something else is not', async () => {
    await using test = await setUp();
    const { agentId: agent_id, environmentId: environment_id, url } = test.sandbox;
    const body = JSON.stringify({ agent_id, environment_id });
    const length = `content-length: ${body.length}`;
    const told = await exchange(url, head('POST', register, length, 'expect: 100-continue') + body);
    expect(statusesIn(told)).toEqual([100, 200]);
    const not = await exchange(
      url,
      head('POST', register, length, 'connection: close', 'expect: tea') + body,
    );
    expect(statusesIn(not)).toEqual([417]);
    expect(test.sandbox.instances).toHaveLength(1);
  });

  test('that sends a body in chunks may end it with headers, which count for nothing', async () => {
    await using test = await setUp();
    const { agentId: agent_id, environmentId: environment_id, url } = test.sandbox;
    const body = JSON.stringify({ agent_id, environment_id });
    const half = body.length >> 1;
    const chunks = [body.slice(0, half), body.slice(half)].map(
      (text) => `${text.length.toString(16)}\r\n${text}\r\n`,
    );
    const trailers = 'host: evil.example\r\nidempotency-key: late\r\n__proto__: x\r\n\r\n';
    const answer = await exchange(
      url,
      `${head('POST', register, 'transfer-encoding: chunked', 'trailer: idempotency-key')}${chunks.join('')}0\r\n${trailers}`,
    );
    expect(statusesIn(answer)).toEqual([200]);
    expect(test.sandbox.requests).toMatchObject([{ body }]);
    expect(test.sandbox.ledger.applied).toMatchObject([{ key: undefined }]);
  });

  test.each([
    ['a body of two lengths', `${head('POST', register, 'content-length: 2', 'content-length: 3')}{}`],
    ['a length and chunks', `${head('POST', register, 'content-length: 2', 'transfer-encoding: chunked')}{}`],
    ['a chunk of no size', `${head('POST', register, 'transfer-encoding: chunked')}zz\r\n{}\r\n0\r\n\r\n`],
    ['no HTTP at all', '\u0016\u0003\u0001\u0000\u0005'],
    ['a header with a NUL', head('GET', '/api/v1/ping', 'x-odd: a\0b')],
    ['a line break too many', `\r\n \r\n${ping}`],
    ['too many headers', head('GET', '/api/v1/ping', ...Array<string>(2_000).fill('x-flood: 1234567'))],
    ['a query without end', head('GET', `/api/v1/agent_spans?${'a=1&'.repeat(10_000)}`)],
    ['an attempt to get elsewhere', head('CONNECT', 'evil.example:443')],
  ])('is closed when it sends %s, and nothing is recorded', async (_, bytes) => {
    await using test = await setUp();
    const answers = statusesIn(await exchange(test.sandbox.url, bytes));
    expect(answers.every((status) => status === 400 || status === 431)).toBe(true);
    expect(test.sandbox.requests).toEqual([]);
    expect((await test.raw('GET', '/api/v1/ping')).status).toBe(200);
  });

  test('may ask for what follows without a body: HEAD is GET for the page, and unknown to the API', async () => {
    await using test = await setUp();
    const { url, accountToken } = test.sandbox;
    const headers = { authorization: `Bearer ${accountToken}` };
    const page = await fetch(url, { method: 'HEAD' });
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '',
    ]);
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PURGE'])
      for (const target of ['/api/v1/ping', '/events', '*'])
        expect(statusesIn(await exchange(url, head(method, target))), `${method} ${target}`).toEqual([404]);
    expect((await fetch(`${url}/api/v1/ping`, { method: 'OPTIONS', headers })).status).toBe(404);
  });
});

describe('the end of a sandbox', () => {
  test.each<[string, string]>([
    ['sends nothing', ''],
    ['is in the middle of its headers', 'GET /api/v1/ping HTTP/1.1\r\nhost: loc'],
    ['is in the middle of a body', `${head('POST', register, 'content-length: 10')}{`],
    ['is in the middle of a chunk', `${head('POST', register, 'transfer-encoding: chunked')}ff\r\n{`],
    ['waits for more answers than it reads', head('GET', '/page/page.js').repeat(20_000)],
    ['reads events', head('GET', '/events')],
    ['is kept alive', ping],
    [
      'speaks another protocol',
      `${head('GET', '/api/v1/ping', 'connection: upgrade', 'upgrade: websocket')}\0\u0001`,
    ],
    ['sends no HTTP', 'x\r\n\r\n'],
  ])('does not wait for a connection that %s', async (_, bytes) => {
    const sandbox = await startSandbox();
    await using connection = await openConnection(sandbox.url);
    connection.socket.pause().write(bytes);
    // Answered, so the bytes before it have arrived too.
    await fetch(sandbox.url).then((answer) => answer.text());
    await sandbox.close();
    connection.socket.resume();
    await connection.closed;
    await expect(fetch(sandbox.url)).rejects.toThrow();
  });
});
