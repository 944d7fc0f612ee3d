/** Whole processes: what keeps them alive, and what does not. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { transports } from '../support/client.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { live } from '../support/process.ts';
import { startSilentServer } from '../support/raw-server.ts';
import { json } from '../support/server.ts';
import { row } from './row.ts';

const fileOf = (script: string) => fileURLToPath(new URL(`./processes/${script}.ts`, import.meta.url));

type Answer = (response: ServerResponse, path: string, index: number) => void;

/** Runs one of the scripts beside this file against a server, until it ends by itself. */
async function run(script: string, through: string, answer: Answer) {
  const requests: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    // Offered for longer than the process may live: if open connections kept it alive, it would be found.
    response.setHeader('keep-alive', 'timeout=600');
    request.resume().on('end', () => {
      requests.push(request.url ?? '');
      answer(response, request.url ?? '', requests.length - 1);
    });
  });
  server.keepAliveTimeout = 600_000;
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const end = await live(fileOf(script), [`http://127.0.0.1:${port}`, through]);
    return { requests, connections, end };
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** How a process ends that ends well and by itself. */
const byItself = (...said: string[]) => ({ code: 0, signal: null, stderr: '', said });

const unavailable: Answer = (response) => json(response, 503, failure('unavailable'));
const well: Answer = (response) => json(response, 200, success(span));

/** Answers nothing but the one ping among so many requests, when the last of them is there. */
function onlyPing(count: number): Answer {
  let ping: ServerResponse | undefined;
  return (response, path, index) => {
    if (path.endsWith('/ping')) ping = response;
    if (index === count - 1 && ping !== undefined) json(ping, 200, {});
  };
}

for (const [through] of transports) {
  row(
    'E1',
    `a process that waits for a retry stays alive until it has succeeded, through ${through}`,
    async () => {
      const { requests, end } = await run('waits-for-a-retry', through, (response, path, index) =>
        (index < 2 ? unavailable : well)(response, path, index),
      );
      expect(end).toEqual(byItself('finished span-1'));
      expect(requests).toHaveLength(3);
    },
  );

  row('E1', `a process ends by itself after it aborted a wait, through ${through}`, async () => {
    const { requests, end } = await run('aborts-a-wait', through, unavailable);
    expect(end).toEqual(byItself('enough'));
    expect(requests).toHaveLength(1);
  });

  row(
    'E1',
    `a process ends by itself after it closed its client during a wait, through ${through}`,
    async () => {
      const { requests, end } = await run('closes-in-a-wait', through, unavailable);
      expect(end).toEqual(byItself('client_closed', 'closed'));
      expect(requests).toHaveLength(1);
    },
  );

  row(
    'E1',
    `a process ends by itself after it closed its client during calls, through ${through}`,
    async () => {
      const { requests, end } = await run('closes-in-flight', through, onlyPing(4));
      expect(end).toEqual(byItself('client_closed', 'client_closed', 'client_closed', 'closed'));
      expect(requests).toHaveLength(4);
    },
  );

  row('E1', `a process ends by itself after it aborted calls, through ${through}`, async () => {
    const { requests, end } = await run('aborts-in-flight', through, onlyPing(4));
    expect(end).toEqual(byItself('enough', 'enough', 'enough'));
    expect(requests).toHaveLength(4);
  });

  row(
    'E1',
    `a process ends by itself after its last call, though connections stay open, through ${through}`,
    async () => {
      const { requests, connections, end } = await run('never-closes', through, well);
      expect(end).toEqual(byItself('done'));
      expect(requests).toHaveLength(4);
      // So they were kept open from call to call. undici may open a second one before it uses the first again.
      expect(connections).toBeLessThanOrEqual(2);
    },
  );

  row('E2', `a process that only makes clients ends at once, through ${through}`, async () => {
    const { requests, connections, end } = await run('never-calls', through, well);
    expect(end).toEqual(byItself('made'));
    expect(requests).toEqual([]);
    expect(connections).toBe(0);
  });
}

for (const [how, named] of [
  ['abort', 'enough'],
  ['close', 'client_closed'],
] as const) {
  row('E1', `a process ends by itself after it ended a call that was still connecting: ${how}`, async () => {
    await using silent = await startSilentServer();
    const end = await live(
      fileOf('ends-while-connecting'),
      [silent.url, 'own', how],
      (child) => void silent.begun.then(() => child.stdin?.end('connecting')),
    );
    expect(end).toEqual(byItself(named));
  });
}
