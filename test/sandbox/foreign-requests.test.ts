/** Who may call a sandbox: programs of this machine and its own page, but no page of another site. */
import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../src/testing/index.ts';
import { exchange } from '../support/raw-client.ts';
import { startRelay } from '../support/relay.ts';
import { setUp, type Test } from './support.ts';

/** Sends a request with exactly these headers, and returns the status and the text that it is answered. */
async function answerTo(
  { sandbox }: Pick<Test, 'sandbox'>,
  [method, target]: readonly [method: string, target: string],
  headers: readonly string[],
): Promise<{ status: number; text: string }> {
  const body = '{}';
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `authorization: Bearer ${sandbox.token}`,
    'content-type: text/plain',
    `content-length: ${body.length}`,
    ...headers,
  ];
  const answer = await exchange(sandbox.url, `${lines.join('\r\n')}\r\n\r\n${body}`);
  const [, status, text = ''] = /^HTTP\/1\.1 (\d+).*?\r\n\r\n(.*)$/s.exec(answer) ?? [];
  return { status: Number(status), text };
}

const register = ['POST', '/api/v1/agent_instance/register'] as const;
const list = ['GET', '/api/v1/agent_instance'] as const;
const everything = [
  register,
  list,
  ['GET', '/'],
  ['GET', '/page/page.js'],
  ['GET', '/events'],
  ['GET', '/x'],
] as const;

function expectNothingDone({ sandbox }: Test): void {
  expect(sandbox.requests).toEqual([]);
  expect(sandbox.instances).toEqual([]);
  expect(sandbox.ledger.entries).toEqual([]);
}

describe('a request for another host', () => {
  test.each([
    'host: evil.example',
    'host: evil.example:4010',
    'host: 127.0.0.1.evil.example',
    'host: localhost.evil.example:80',
    'host: localhost:80@evil.example',
    'host: 127.0.0.1/evil.example',
    'host: 127.0.0.2',
    'host: 10.0.0.1:4010',
    'host: [::2]',
    'host: ::1',
    'host: localhost:',
    'host: localhost:4010:4010',
    'host:',
  ])('is refused with a reason, whatever it asks for: "%s"', async (host) => {
    await using test = await setUp();
    for (const what of everything) {
      const { status, text } = await answerTo(test, what, [host]);
      expect(status, what[1]).toBe(421);
      const { status: state, code, message } = JSON.parse(text) as Record<string, string>;
      expect({ state, code }).toEqual({ state: 'error', code: 'not_permitted' });
      expect(message).toContain('The sandbox answers as 127.0.0.1, localhost and [::1], not as ');
    }
    expectNothingDone(test);
  });

  test('is one that names it in its target, or as a second host', async () => {
    await using test = await setUp();
    const target = 'http://evil.example/api/v1/agent_instance/register';
    expect(await answerTo(test, ['POST', target], ['host: localhost'])).toMatchObject({ status: 421 });
    const hosts = ['host: localhost', 'host: evil.example'];
    expect(await answerTo(test, register, hosts)).toMatchObject({ status: 421 });
    expectNothingDone(test);
  });

  test('is one that names none at all', async () => {
    await using test = await setUp();
    const { url, token } = test.sandbox;
    const head = `GET /api/v1/ping HTTP/1.0\r\nauthorization: Bearer ${token}\r\n\r\n`;
    expect(await exchange(url, head)).toMatch(/^HTTP\/1\.1 421 /);
    expectNothingDone(test);
  });
});

describe('a page of another site', () => {
  test.each([
    'http://evil.example',
    'https://evil.example:4010',
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://localhost:4010.evil.example',
    'http://evil.example/localhost:4010',
    'null',
    'file://',
    '',
  ])('cannot send a request that needs no permission: "%s"', async (origin) => {
    await using test = await setUp();
    for (const what of everything) {
      const { status, text } = await answerTo(test, what, ['host: localhost:4010', `origin: ${origin}`]);
      expect(status, what[1]).toBe(403);
      expect(JSON.parse(text)).toMatchObject({ status: 'error', code: 'not_permitted' });
    }
    expectNothingDone(test);
  });

  test('gets no permission to send others', async () => {
    await using test = await setUp();
    const { url } = test.sandbox;
    const { port } = new URL(url);
    const head = `OPTIONS /api/v1/bulk HTTP/1.1\r\nhost: localhost:${port}\r\norigin: http://evil.example\r\n\r\n`;
    const answer = await exchange(url, head);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).not.toMatch(/access-control/i);
    expectNothingDone(test);
  });
});

describe('a request from this machine', () => {
  test.each([
    ['host: 127.0.0.1'],
    ['host: 127.0.0.1:4010'],
    ['host: localhost'],
    ['host: localhost:4010'],
    ['host: LocalHost:65535'],
    ['host: [::1]'],
    ['host: [::1]:4010'],
    ['host: localhost:4010', 'origin: http://localhost:4010'],
    ['host: localhost', 'origin: https://LOCALHOST'],
    ['host: [::1]:4010', 'origin: http://[::1]:4010'],
  ])('is answered, by any name of the machine: %s', async (...headers) => {
    await using test = await setUp();
    expect(await answerTo(test, register, headers)).toMatchObject({ status: 200 });
    expect(await answerTo(test, ['GET', '/'], headers)).toMatchObject({ status: 200 });
    expect(test.sandbox.instances).toHaveLength(1);
  });

  test.each(['http://localhost:4010', 'HTTP://127.0.0.1'])(
    'may name all of the address, as to a proxy: %s',
    async (address) => {
      await using test = await setUp();
      const target = `${address}/api/v1/agent_instance?agent_id=x`;
      const { status } = await answerTo(test, ['GET', target], ['host: localhost']);
      expect(status).toBe(401);
      expect(test.sandbox.requests).toMatchObject([
        { path: '/api/v1/agent_instance', query: 'agent_id=x', operation: 'listAgentInstances' },
      ]);
      expect(await answerTo(test, ['GET', address], ['host: localhost'])).toMatchObject({
        status: 200,
        text: expect.stringContaining('<title>'),
      });
    },
  );

  test('may come through something else that listens on this machine', async () => {
    await using sandbox = await startSandbox();
    await using relay = await startRelay(sandbox.url);
    const answer = await fetch(`${relay.url}/api/v1/ping`, {
      headers: { authorization: `Bearer ${sandbox.token}` },
    });
    expect(answer.status).toBe(200);
  });
});
