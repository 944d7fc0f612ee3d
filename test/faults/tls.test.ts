/** Servers whose identity is in doubt, and the protocol spoken with those whose is not. */
import { createServer } from 'node:net';
import { expect } from 'vitest';
import {
  isTransientHttpError,
  PrefactorConnectionError,
  PrefactorRetryExhaustedError,
  PrefactorTimeoutError,
} from '../../src/index.ts';
import { connect, endOf } from '../support/client.ts';

import { span, success } from '../support/fixtures.ts';
import { startServer } from '../support/server.ts';
import { createAuthority, type KeyAndCertificate, startTlsServer, trust } from '../support/tls.ts';
import { row } from './row.ts';

const authority = await createAuthority('An authority');
const stranger = await createAuthority('A stranger');

row('N3', 'a good certificate is trusted by name, and the connection is kept for the next call', async () => {
  using _trusted = trust(authority);
  await using server = await startTlsServer(await authority.issue(['localhost']), success(span));
  await using client = connect(server.url, { maxConnections: 1 });
  expect(await client.agentSpans.get('span-1')).toEqual(span);
  expect(await client.agentSpans.get('span-1')).toEqual(span);
  expect(server).toMatchObject({
    connections: 1,
    requests: [{ httpVersion: '1.1' }, { httpVersion: '1.1' }],
  });
});

row('N3', 'a good certificate is trusted by IP address', async () => {
  using _trusted = trust(authority);
  await using server = await startTlsServer(await authority.issue(['127.0.0.1']), success(span));
  await using client = connect(`https://127.0.0.1:${server.port}`);
  expect(await client.agentSpans.get('span-1')).toEqual(span);
});

const refused: [what: string, code: RegExp, make: () => Promise<KeyAndCertificate>][] = [
  [
    'a certificate for another host name',
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    () => authority.issue(['elsewhere.invalid']),
  ],
  [
    'an expired certificate',
    /^CERT_HAS_EXPIRED$/,
    () => authority.issue(['localhost'], { from: -2, to: -1 }),
  ],
  [
    'a certificate that is not valid yet',
    /^CERT_NOT_YET_VALID$/,
    () => authority.issue(['localhost'], { from: 1, to: 2 }),
  ],
  ['an issuer nobody trusts', /^UNABLE_TO_/, () => stranger.issue(['localhost'])],
  ['a self-signed certificate', /^DEPTH_ZERO_SELF_SIGNED_CERT$/, async () => stranger.own],
  [
    'a certificate that was not made for servers',
    /^INVALID_PURPOSE$/,
    () => authority.issue(['localhost'], { clientsOnly: true }),
  ],
];

for (const [what, code, make] of refused) {
  row(
    'N3',
    `${what} is a connection error with its cause; nothing is sent, and nothing tried again`,
    async () => {
      using _trusted = trust(authority);
      await using server = await startTlsServer(await make(), success(span));
      await using client = connect(server.url);
      const error = await endOf(client.agentSpans.finish('span-1'));
      expect(error).toBeInstanceOf(PrefactorConnectionError);
      expect(error).not.toBeInstanceOf(PrefactorTimeoutError);
      expect(error).toMatchObject({
        code: expect.stringMatching(code),
        requestSent: false,
        attempts: 1,
        operation: 'finishAgentSpan',
        cause: { code: expect.stringMatching(code) },
      });
      expect(isTransientHttpError(error)).toBe(false);
      expect(server).toMatchObject({ connections: 1, requests: [] });
    },
  );
}

row('N3', 'every call that waits for a refused connection gets the connection error', async () => {
  using _trusted = trust(authority);
  await using server = await startTlsServer(await authority.issue(['elsewhere.invalid']), success(span));
  await using client = connect(server.url, { maxConnections: 1 });
  const errors = await Promise.all(
    Array.from({ length: 3 }, () => endOf(client.agentSpans.finish('span-1'))),
  );
  for (const error of errors) {
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID', requestSent: false, attempts: 1 });
  }
  expect(server.requests).toEqual([]);
});

row('N3', 'a server without TLS is a connection error that is not tried again', async () => {
  await using server = await startServer((response) => void response.end());
  await using client = connect(server.url.replace('http:', 'https:'));
  const error = await endOf(client.agentSpans.finish('span-1'));
  expect(error).toBeInstanceOf(PrefactorConnectionError);
  expect(error).toMatchObject({ requestSent: false, attempts: 1, cause: expect.any(Error) });
  expect(server.requests).toEqual([]);
});

row('N3', 'a handshake that is cut off is no refusal: it is tried again', async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.once('data', () => socket.resetAndDestroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await using client = connect(`https://127.0.0.1:${port}`, { maxRetries: 2 });
  const error = await endOf(client.agentSpans.finish('span-1'));
  await new Promise((resolve) => server.close(resolve));
  expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
  expect(error).toMatchObject({ attempts: 3, code: 'ECONNRESET', lastError: { requestSent: false } });
  expect(connections).toBe(3);
});

row('N3', 'a server that would rather speak HTTP/2 is spoken to in HTTP/1.1', async () => {
  using _trusted = trust(authority);
  const certificate = await authority.issue(['localhost']);
  await using server = await startTlsServer(certificate, success(span), { offersHttp2: true });
  await using client = connect(server.url);
  expect(await client.agentSpans.finish('span-1')).toEqual(span);
  expect(server.requests).toEqual([
    {
      method: 'POST',
      url: '/api/v1/agent_spans/span-1/finish',
      httpVersion: '1.1',
      authorization: 'Bearer test-token',
    },
  ]);
});
