/** Requests that go through somebody else's hands: the environment's proxy, or the caller's dispatcher. */
import { inspect } from 'node:util';
import type { Agent } from 'undici';
import { Agent as Agent6, Pool as Pool6 } from 'undici-v6';
import { expect, vi } from 'vitest';
import {
  type HttpClientConfig,
  isPermanentHttpError,
  PrefactorClientError,
  PrefactorConnectionError,
  PrefactorTimeoutError,
  type UndiciDispatcher,
} from '../../src/index.ts';
import type { Clock } from '../../src/wrapper/clock.ts';
import { proxyFor } from '../../src/wrapper/transport/proxy.ts';
import { withSpan } from '../support/answers.ts';
import { connect, endOf, until } from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { span, success } from '../support/fixtures.ts';
import { startProxy, stubProxyEnvironment } from '../support/proxy.ts';
import { startRawServer } from '../support/raw-server.ts';
import { startServer } from '../support/server.ts';
import { createAuthority, startTlsServer, trust } from '../support/tls.ts';
import { row } from './row.ts';

/** Makes an agent of the undici that Node brings, which shows itself once `fetch` was used, unless another came first. */
const createAgentOfNode = await vi.hoisted(async () => {
  await fetch('data:,');
  const dispatcher = Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.1'));
  return (): Agent => new dispatcher.constructor();
});

/** For the rows of X2, which come last: all of undici once loaded gives its classes methods that the client must do without. */
const loadUndici = () => import('undici');

const authority = await createAuthority('An authority');
const certificate = await authority.issue(['api.invalid']);

const clientOf = (apiUrl: string, config: HttpClientConfig = {}, clock?: Clock) =>
  connect(apiUrl, { apiToken: 'a-secret-token', ...config }, clock);
const portOf = ({ url }: { url: string }) => Number(new URL(url).port);

/** Everything an error or a client lets anybody see. */
const visible = (value: unknown) => inspect(value, { depth: null, showHidden: true }) + JSON.stringify(value);

for (const variable of ['HTTP_PROXY', 'http_proxy'] as const) {
  row('X1', `${variable} takes requests to an http API, with the absolute URL`, async () => {
    await using server = await startServer(withSpan);
    await using proxy = await startProxy({ port: portOf(server) });
    stubProxyEnvironment({ [variable]: proxy.url });
    await using client = clientOf('http://api.invalid/base');
    expect(await client.agentSpans.finish('span-1')).toEqual(span);
    const target = 'http://api.invalid/base/api/v1/agent_spans/span-1/finish';
    expect(proxy.requests).toMatchObject([{ method: 'POST', target, headers: { host: 'api.invalid' } }]);
    expect(server.requests).toMatchObject([{ headers: { authorization: 'Bearer a-secret-token' } }]);
  });
}

for (const variable of ['HTTPS_PROXY', 'https_proxy'] as const) {
  for (const offersHttp2 of [false, true]) {
    const target = offersHttp2 ? 'that would rather speak HTTP/2' : 'that speaks HTTP/1.1';
    row('X1', `${variable} takes calls to an https API ${target} through a tunnel, in HTTP/1.1`, async () => {
      using _trusted = trust(authority);
      await using server = await startTlsServer(certificate, success(span), { offersHttp2 });
      await using proxy = await startProxy({ port: server.port });
      stubProxyEnvironment({ [variable]: proxy.url });
      await using client = clientOf('https://api.invalid');
      expect(await client.agentSpans.finish('span-1')).toEqual(span);
      expect(proxy.requests).toMatchObject([{ method: 'CONNECT', target: 'api.invalid:443' }]);
      expect(visible(proxy.requests)).not.toContain('a-secret-token');
      const authorization = 'Bearer a-secret-token';
      expect(server.requests).toMatchObject([{ method: 'POST', httpVersion: '1.1', authorization }]);
    });
  }
}

row('X1', 'a tunnel is kept for the next call', async () => {
  using _trusted = trust(authority);
  await using server = await startTlsServer(certificate, success(span));
  await using proxy = await startProxy({ port: server.port });
  stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
  await using client = clientOf('https://api.invalid', { maxConnections: 1 });
  for (let n = 0; n < 3; n++) await client.agentSpans.finish('span-1');
  expect(server.requests).toHaveLength(3);
  expect(proxy.requests).toHaveLength(1);
});

for (const scheme of ['http', 'https'] as const) {
  row('X1', `maxConnections holds for an ${scheme} API behind a proxy`, async () => {
    using _trusted = trust(authority);
    await using plain = await startServer(withSpan);
    await using secure = await startTlsServer(certificate, success(span));
    await using proxy = await startProxy({ port: scheme === 'http' ? portOf(plain) : secure.port });
    stubProxyEnvironment({ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url });
    await using client = clientOf(`${scheme}://api.invalid`, { maxConnections: 2 });
    const calls = Array.from({ length: 10 }, () => client.agentSpans.finish('span-1'));
    expect(await Promise.all(calls)).toHaveLength(10);
    expect(proxy.connections).toBeLessThanOrEqual(2);
  });
}

row('X1', 'a certificate for another host is refused through a tunnel too, and not tried again', async () => {
  using _trusted = trust(authority);
  const wrong = await authority.issue(['elsewhere.invalid']);
  await using server = await startTlsServer(wrong, success(span));
  await using proxy = await startProxy({ port: server.port });
  stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
  await using client = clientOf('https://api.invalid');
  const error = await endOf(client.agentSpans.finish('span-1'));
  expect(error).toBeInstanceOf(PrefactorConnectionError);
  expect(error).toMatchObject({ requestSent: false, attempts: 1 });
  expect(server).toMatchObject({ connections: 1, requests: [] });
});

for (const scheme of ['http', 'https'] as const) {
  row(
    'X1',
    `a proxy with TLS and a certificate for another host is not tried again for an ${scheme} API`,
    async () => {
      using _trusted = trust(authority);
      await using proxy = await startTlsServer(certificate, {});
      stubProxyEnvironment({ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url });
      await using client = clientOf(`${scheme}://api.invalid`);
      const error = await endOf(client.agentSpans.finish('span-1'));
      expect(error).toBeInstanceOf(PrefactorConnectionError);
      expect(error).toMatchObject({ requestSent: false, attempts: 1 });
      expect(proxy.connections).toBe(1);
    },
  );
}

for (const [what, variables] of [
  ['the other scheme has one', (url: string) => ({ HTTPS_PROXY: url })],
  ['the variable is empty', () => ({ HTTP_PROXY: '', http_proxy: ' ' })],
  ['the API is this machine', (url: string) => ({ HTTP_PROXY: url })],
] as const) {
  row('X1', `no proxy is used when ${what}`, async () => {
    await using server = await startServer(withSpan);
    await using proxy = await startProxy({ port: portOf(server) });
    stubProxyEnvironment(variables(proxy.url));
    await using client = clientOf(server.url);
    expect(await client.agentSpans.finish('span-1')).toEqual(span);
    expect(proxy.connections).toBe(0);
    expect(server.requests).toHaveLength(1);
  });
}

for (const variable of ['NO_PROXY', 'no_proxy'] as const) {
  row('X1', `a host that ${variable} names is looked up and asked itself`, async () => {
    await using proxy = await startProxy({ port: 1 });
    stubProxyEnvironment({ HTTP_PROXY: proxy.url, [variable]: 'other.invalid, api.invalid' });
    await using client = clientOf('http://api.invalid', { maxRetries: 0 });
    const error = await endOf(client.agentSpans.finish('span-1'));
    expect(error).toMatchObject({ cause: { syscall: 'getaddrinfo' } });
    expect(proxy.connections).toBe(0);
  });
}

const named: [noProxy: string, direct: string[], throughProxy: string[]][] = [
  ['*', ['https://api.invalid', 'http://10.1.2.3', 'http://[2001:db8::1]'], []],
  ['none.invalid,*', ['https://api.invalid'], []],
  ['*:8080', ['http://api.invalid:8080'], ['http://api.invalid']],
  ['api.invalid', ['https://api.invalid', 'https://eu.api.invalid'], ['https://my-api.invalid']],
  ['.invalid', ['https://api.invalid', 'https://eu.api.invalid', 'https://invalid'], ['https://api.example']],
  ['*.api.invalid', ['https://eu.api.invalid'], ['https://api.invalid']],
  ['API.Invalid', ['https://api.invalid'], []],
  ['api.invalid.', ['https://api.invalid'], []],
  ['api.invalid', ['https://api.invalid.'], []],
  ['https://api.invalid/', ['https://api.invalid'], ['https://other.invalid']],
  ['a.invalid b.invalid', ['https://a.invalid', 'https://b.invalid'], ['https://c.invalid']],
  [' , a.invalid ,\tb.invalid;c.invalid,', ['https://b.invalid', 'https://c.invalid'], ['https://d.invalid']],
  ['api.invalid:443', ['https://api.invalid'], ['http://api.invalid', 'https://api.invalid:8443']],
  ['api.invalid:80', ['http://api.invalid'], ['https://api.invalid']],
  ['10.1.2.3', ['https://10.1.2.3'], ['https://10.1.2.4', 'https://110.1.2.3']],
  ['10.1.2.3:8443', ['https://10.1.2.3:8443'], ['https://10.1.2.3']],
  ['10.0.0.0/8', ['https://10.1.2.3'], ['https://11.1.2.3', 'https://10.invalid']],
  ['10.*', ['https://10.1.2.3'], ['https://110.1.2.3']],
  ['2001:db8::1', ['https://[2001:db8::1]'], ['https://[2001:db8::2]']],
  ['[2001:DB8:0:0::1]', ['https://[2001:db8::1]'], []],
  ['[2001:db8::1]:8443', ['https://[2001:db8::1]:8443'], ['https://[2001:db8::1]']],
  ['2001:db8::/32', ['https://[2001:db8:1::1]'], ['https://[2001:db9::1]', 'https://10.1.2.3']],
  ['[2001:db8::]/32', ['https://[2001:db8:1::1]'], []],
  ['10.0.0.0/99,2001:db8::/999,:443,[,]:1,/8,.,::/x', [], ['https://10.1.2.3', 'https://api.invalid']],
  ['', ['http://localhost', 'http://api.localhost:8080', 'http://127.0.0.1:4010', 'http://[::1]'], []],
  ['', ['http://127.8.8.8', 'http://[::ffff:127.0.0.1]', 'http://2130706433'], ['http://128.0.0.1']],
];
for (const [noProxy, direct, throughProxy] of named) {
  row(
    'X1',
    `NO_PROXY of "${noProxy}" is read as others read it (${[...direct, ...throughProxy]})`,
    async () => {
      const proxy = 'http://proxy.invalid';
      stubProxyEnvironment({ HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: noProxy });
      for (const url of direct) expect(proxyFor(new URL(url)), url).toBeUndefined();
      for (const url of throughProxy) expect(proxyFor(new URL(url)), url).toBe(proxy);
    },
  );
}

row('X1', 'an https API on this machine is asked without a tunnel, in HTTP/1.1', async () => {
  using _trusted = trust(authority);
  const local = await authority.issue(['localhost']);
  await using server = await startTlsServer(local, success(span), { offersHttp2: true });
  await using proxy = await startProxy({ port: server.port });
  stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
  await using client = clientOf(server.url);
  expect(await client.agentSpans.finish('span-1')).toEqual(span);
  expect(server.requests).toMatchObject([{ httpVersion: '1.1' }]);
  expect(proxy.connections).toBe(0);
});

row('X1', 'NO_PROXY leaves hosts alone that it does not name, and ports that it does not', async () => {
  await using server = await startServer(withSpan);
  await using proxy = await startProxy({ port: portOf(server) });
  stubProxyEnvironment({ HTTP_PROXY: proxy.url, NO_PROXY: 'other.invalid,api.invalid:8080,.api.invalid:1' });
  await using client = clientOf('http://api.invalid');
  expect(await client.agentSpans.finish('span-1')).toEqual(span);
  expect(proxy.requests).toHaveLength(1);
});

row('X1', 'the variable in lower case wins, and an empty one counts as unset', async () => {
  await using server = await startServer(withSpan);
  await using proxy = await startProxy({ port: portOf(server) });
  stubProxyEnvironment({ http_proxy: proxy.url, HTTP_PROXY: 'http://127.0.0.1:1' });
  await using client = clientOf('http://api.invalid');
  expect(await client.agentSpans.finish('span-1')).toEqual(span);
  stubProxyEnvironment({ http_proxy: '', HTTP_PROXY: proxy.url });
  await using other = clientOf('http://api.invalid');
  expect(await other.agentSpans.finish('span-1')).toEqual(span);
  expect(proxy.requests).toHaveLength(2);
});

row('X1', 'a proxy may be given as host and port, without a scheme', async () => {
  await using server = await startServer(withSpan);
  await using proxy = await startProxy({ port: portOf(server) });
  stubProxyEnvironment({ HTTP_PROXY: proxy.host });
  await using client = clientOf('http://api.invalid');
  expect(await client.agentSpans.finish('span-1')).toEqual(span);
  expect(proxy.requests).toHaveLength(1);
});

for (const unreadable of [
  'http://user:hunter2@:bad',
  'ftp://user:hunter2@proxy.invalid',
  'user:hunter2@host name',
]) {
  row('X1', `a proxy that cannot be read (${unreadable.slice(0, 5)}…) is refused, unseen`, async () => {
    stubProxyEnvironment({ HTTPS_PROXY: unreadable });
    let refusal: unknown;
    try {
      clientOf('https://api.invalid');
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(PrefactorClientError);
    expect(refusal).toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining('HTTPS_PROXY'),
    });
    expect(visible(refusal)).not.toMatch(/hunter2|proxy\.invalid|host name/);
  });
}

const basic = Buffer.from('user:hunter2 & co').toString('base64');
const withCredentials = ({ host }: { host: string }) => `http://user:hunter2%20%26%20co@${host}`;

for (const scheme of ['http', 'https'] as const) {
  row('X1', `credentials of a proxy go to it, and to no ${scheme} API`, async () => {
    using _trusted = trust(authority);
    await using plain = await startServer(withSpan);
    await using secure = await startTlsServer(certificate, success(span));
    await using proxy = await startProxy({ port: scheme === 'http' ? portOf(plain) : secure.port });
    stubProxyEnvironment({ HTTP_PROXY: withCredentials(proxy), HTTPS_PROXY: withCredentials(proxy) });
    await using client = clientOf(`${scheme}://api.invalid`);
    expect(await client.agentSpans.finish('span-1')).toEqual(span);
    expect(proxy.requests).toMatchObject([{ headers: { 'proxy-authorization': `Basic ${basic}` } }]);
    expect(visible(secure.requests)).not.toContain(basic);
    expect(visible(client)).not.toMatch(/hunter2|a-secret-token/);
    expect(visible(client)).not.toContain(basic);
  });

  for (const status of [407, 502]) {
    row('X1', `a proxy that refuses an ${scheme} API with ${status} shows no credentials`, async () => {
      await using proxy = await startProxy({ port: 1, refuseWith: status });
      stubProxyEnvironment({ HTTP_PROXY: withCredentials(proxy), HTTPS_PROXY: withCredentials(proxy) });
      await using client = clientOf(`${scheme}://api.invalid`, { maxRetries: 1 });
      const error = await endOf(client.agentSpans.finish('span-1'));
      expect(error).toBeInstanceOf(Error);
      expect(visible(error)).not.toMatch(/hunter2|a-secret-token/);
      expect(visible(error)).not.toContain(basic);
    });
  }
}

for (const [status, what] of [
  [407, 'wants other credentials'],
  [403, 'refuses to connect'],
] as const) {
  row('X1', `a proxy that answers a tunnel with ${status} is not asked again: it ${what}`, async () => {
    await using proxy = await startProxy({ port: 1, refuseWith: status });
    stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
    await using client = clientOf('https://api.invalid');
    const error = await endOf(client.agentSpans.finish('span-1'));
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).toMatchObject({
      code: 'refused_by_proxy',
      requestSent: false,
      attempts: 1,
      message: expect.stringContaining(String(status)),
      cause: expect.any(Error),
    });
    expect((error as Error).message).toContain(what);
    expect(isPermanentHttpError(error)).toBe(true);
    expect(proxy.requests).toHaveLength(1);
  });
}

row('X1', 'a proxy that refuses a tunnel with 502 is tried again: nothing was sent', async () => {
  await using proxy = await startProxy({ port: 1, refuseWith: 502 });
  stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
  await using client = clientOf('https://api.invalid', { maxRetries: 1 });
  const error = await endOf(client.agentSpans.finish('span-1'));
  expect(error).toMatchObject({
    name: 'PrefactorRetryExhaustedError',
    lastError: {
      name: 'PrefactorConnectionError',
      requestSent: false,
      message: expect.stringContaining('502'),
      cause: expect.any(Error),
    },
  });
  expect(proxy.requests).toHaveLength(2);
});

row('X1', 'a proxy that hangs up on a tunnel is asked again for each retry, and no oftener', async () => {
  await using proxy = await startProxy({ port: 1, hangsUp: true });
  stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
  await using client = clientOf('https://api.invalid', { maxRetries: 2 });
  expect(await endOf(client.agentSpans.finish('span-1'))).toMatchObject({
    name: 'PrefactorRetryExhaustedError',
    attempts: 3,
    lastError: { name: 'PrefactorConnectionError', requestSent: false },
  });
  expect(proxy.requests).toHaveLength(3);
});

row('X1', 'a proxy that wants credentials for an http API is not asked again', async () => {
  await using proxy = await startProxy({ port: 1, refuseWith: 407 });
  stubProxyEnvironment({ HTTP_PROXY: proxy.url });
  await using client = clientOf('http://api.invalid');
  const error = await endOf(client.agentSpans.finish('span-1'));
  expect(error).toBeInstanceOf(PrefactorConnectionError);
  expect(error).toMatchObject({
    code: 'refused_by_proxy',
    requestSent: false,
    attempts: 1,
    message: expect.stringContaining('HTTP_PROXY'),
  });
  expect(proxy.requests).toHaveLength(1);
});

row('X1', 'a SOCKS proxy that wants credentials is not asked again', async () => {
  // Version 5, no acceptable way to authenticate.
  await using proxy = await startRawServer((socket) =>
    socket.on('data', () => socket.write(Buffer.of(5, 255))),
  );
  stubProxyEnvironment({ HTTPS_PROXY: `socks5://127.0.0.1:${proxy.port}` });
  await using client = clientOf('https://api.invalid');
  const error = await endOf(client.agentSpans.finish('span-1'));
  expect(error).toMatchObject({
    code: 'refused_by_proxy',
    attempts: 1,
    message: expect.stringContaining('HTTPS_PROXY'),
  });
  expect(proxy.sockets).toHaveLength(1);
});

for (const scheme of ['http', 'https'] as const) {
  row('X1', `a proxy that nobody listens at is tried again for an ${scheme} API`, async () => {
    stubProxyEnvironment({ HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1' });
    await using client = clientOf(`${scheme}://api.invalid`, { maxRetries: 2 });
    expect(await endOf(client.agentSpans.finish('span-1'))).toMatchObject({
      name: 'PrefactorRetryExhaustedError',
      attempts: 3,
      code: 'ECONNREFUSED',
      lastError: { requestSent: false },
    });
  });
}

row('X1', 'requestTimeout ends an attempt while the tunnel is being set up', async () => {
  await using proxy = await startProxy({ port: 1, silent: true });
  stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
  const clock = manualClock();
  await using client = clientOf('https://api.invalid', { requestTimeout: 700, maxRetries: 0 }, clock);
  const call = endOf(client.agentSpans.finish('span-1'));
  await until(() => expect(proxy.requests).toHaveLength(1));
  clock.advance(700);
  const error = await call;
  expect(error).toBeInstanceOf(PrefactorTimeoutError);
  expect(error).toMatchObject({ phase: 'connect', requestSent: false, attempts: 1 });
  expect(clock.pending).toEqual([]);
});

row('X1', 'an abort ends a call at once while the tunnel is being set up', async (witness) => {
  await using proxy = await startProxy({ port: 1, silent: true });
  stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
  const clock = manualClock();
  await using client = clientOf('https://api.invalid', {}, clock);
  const controller = witness.controller();
  const reason = new Error('the user went away');
  const call = endOf(client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
  await until(() => expect(proxy.requests).toHaveLength(1));
  controller.abort(reason);
  expect(await call).toBe(reason);
  expect(clock.pending).toEqual([]);
});

row('X1', 'an abort before the first request, or right after it began, reaches no proxy', async (witness) => {
  await using proxy = await startProxy({ port: 1, silent: true });
  stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
  await using client = clientOf('https://api.invalid', {}, manualClock());
  const before = AbortSignal.abort('early');
  expect(await endOf(client.agentSpans.finish('span-1', {}, { signal: before }))).toBe('early');
  const controller = witness.controller();
  const call = endOf(client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
  controller.abort('at once');
  expect(await call).toBe('at once');
});

row('X1', 'connectTimeout ends an attempt while the tunnel is being set up', async () => {
  await using proxy = await startProxy({ port: 1, silent: true });
  stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
  const clock = manualClock();
  await using client = clientOf('https://api.invalid', { connectTimeout: 200, maxRetries: 0 }, clock);
  const settled = vi.fn();
  const call = endOf(client.agentSpans.finish('span-1')).then(settled);
  await vi.waitFor(() => expect(settled).toHaveBeenCalled(), { timeout: 3_000 }).catch(() => {});
  clock.advance(30_000);
  await call;
  expect(settled.mock.lastCall).toMatchObject([
    { name: 'PrefactorTimeoutError', phase: 'connect', message: expect.stringContaining('connectTimeout') },
  ]);
});

row(
  'X1',
  'connectTimeout, requestTimeout, an abort and close hold in a tunnel that leads nowhere',
  async (witness) => {
    await using proxy = await startProxy({ port: 1, leadsNowhere: true });
    stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
    const clock = manualClock();
    const client = clientOf('https://api.invalid', { connectTimeout: 200, maxRetries: 0 }, clock);
    const impatient = clientOf('https://api.invalid', { maxRetries: 0 }, clock);
    const controller = witness.controller();
    const connecting = endOf(client.agentSpans.finish('span-1'));
    const aborted = endOf(impatient.agentSpans.finish('span-1', {}, { signal: controller.signal }));
    const late = endOf(impatient.agentSpans.finish('span-1', {}, { timeout: 700 }));
    const timedOut = { name: 'PrefactorTimeoutError', phase: 'connect', requestSent: false };
    await until(() => expect(proxy.requests).toHaveLength(3));
    expect(await connecting).toMatchObject({
      ...timedOut,
      message: expect.stringContaining('connectTimeout'),
    });
    controller.abort('enough');
    expect(await aborted).toBe('enough');
    clock.advance(700);
    expect(await late).toMatchObject(timedOut);
    await client.close();
    await impatient.close();
    await vi.waitFor(() => expect(proxy.open).toBe(0), { interval: 1, timeout: 1_000 });
  },
);

row('X2', 'a dispatcher of the caller is used, in place of the proxy, and left open by close', async () => {
  await using server = await startServer(withSpan);
  stubProxyEnvironment({ HTTP_PROXY: 'http://127.0.0.1:1' });
  const { Agent, Pool } = await loadUndici();
  for (const dispatcher of [new Agent(), new Pool(server.url)]) {
    const client = clientOf(server.url, { dispatcher });
    expect(await client.agentSpans.finish('span-1')).toEqual(span);
    await client.close();
    expect(dispatcher).toMatchObject({ closed: false, destroyed: false });
    await using next = clientOf(server.url, { dispatcher });
    expect(await next.agentSpans.finish('span-1')).toEqual(span);
    await dispatcher.close();
  }
  expect(server.requests).toHaveLength(4);
});

// Node 22 brings undici 6, which the next row is about.
if (Number.parseInt(process.versions['undici'] ?? '', 10) >= 7) {
  row('X2', 'a dispatcher of the undici that Node brings is used too', async () => {
    await using server = await startServer((response, request, index) =>
      index === 0 ? void response.socket?.resetAndDestroy() : withSpan(response, request, index),
    );
    const dispatcher = createAgentOfNode();
    const { Agent } = await loadUndici();
    expect(dispatcher).not.toBeInstanceOf(Agent);
    await using client = clientOf(server.url, { dispatcher });
    expect(await client.agentSpans.finish('span-1')).toEqual(span);
    await client.close();
    expect(server.requests).toHaveLength(2);
    expect(dispatcher).toMatchObject({ closed: false, destroyed: false });
    await dispatcher.close();
  });
}

row('X2', 'a MockAgent stands in for the network, and failures are tried again through it', async () => {
  const { MockAgent } = await loadUndici();
  const dispatcher = new MockAgent();
  dispatcher.disableNetConnect();
  const api = dispatcher.get('https://api.invalid');
  const finish = { path: '/api/v1/agent_spans/span-1/finish', method: 'POST' };
  api.intercept(finish).replyWithError(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
  api.intercept(finish).reply(503, { status: 'error', code: 'unavailable', message: 'Not now.' });
  api.intercept(finish).reply(200, success(span), { headers: { 'content-type': 'application/json' } });
  await using client = clientOf('https://api.invalid', { dispatcher });
  expect(await client.agentSpans.finish('span-1')).toEqual(span);
  dispatcher.assertNoPendingInterceptors();
  await client.close();
  expect(dispatcher).toMatchObject({ isMockActive: true });
  await dispatcher.close();
});

row('X2', "a dispatcher's proxy that wants credentials is not asked again", async () => {
  await using proxy = await startProxy({ port: 1, refuseWith: 407 });
  const { ProxyAgent } = await loadUndici();
  const dispatcher = new ProxyAgent(proxy.url);
  await using client = clientOf('https://api.invalid', { dispatcher });
  const error = await endOf(client.agentSpans.finish('span-1'));
  expect(error).toMatchObject({
    code: 'refused_by_proxy',
    requestSent: false,
    attempts: 1,
    message: expect.stringContaining('dispatcher'),
  });
  expect(proxy.requests).toHaveLength(1);
  await dispatcher.close();
});

row('X2', 'requestTimeout and an abort end calls at once through a dispatcher, too', async (witness) => {
  await using server = await startServer(() => {});
  const { Agent } = await loadUndici();
  const dispatcher = new Agent();
  const clock = manualClock();
  const client = clientOf(server.url, { dispatcher, maxRetries: 0 }, clock);
  const controller = witness.controller();
  const aborted = endOf(client.agentSpans.finish('span-1', {}, { signal: controller.signal }));
  const late = endOf(client.agentSpans.finish('span-1', {}, { timeout: 700 }));
  await until(() => expect(server.requests).toHaveLength(2));
  controller.abort('enough');
  expect(await aborted).toBe('enough');
  clock.advance(700);
  expect(await late).toMatchObject({ name: 'PrefactorTimeoutError', phase: 'headers', requestSent: true });
  await client.close();
  await dispatcher.close();
});

row('X2', 'headersTimeout of a dispatcher ends an attempt that was sent', async () => {
  await using server = await startServer(() => {});
  const { Agent } = await loadUndici();
  const dispatcher = new Agent({ headersTimeout: 100 });
  const client = clientOf(server.url, { dispatcher, maxRetries: 0 }, manualClock());
  const error = await endOf(client.agentSpans.finish('span-1'));
  expect(error).toBeInstanceOf(PrefactorConnectionError);
  expect(error).toMatchObject({ requestSent: true, attempts: 1, cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } });
  expect(error).not.toMatchObject({ phase: 'connect' });
  await client.close();
  await dispatcher.close();
});

row('X2', 'a dispatcher that its owner has closed is a connection error: nothing was sent', async () => {
  await using server = await startServer(withSpan);
  const { Agent } = await loadUndici();
  const dispatcher = new Agent();
  await dispatcher.close();
  await using client = clientOf(server.url, { dispatcher, maxRetries: 0 });
  const error = await endOf(client.agentSpans.finish('span-1'));
  expect(error).toBeInstanceOf(PrefactorConnectionError);
  expect(error).toMatchObject({ code: 'UND_ERR_DESTROYED', requestSent: false, attempts: 1 });
  expect(server.requests).toEqual([]);
});

row(
  'X2',
  'a dispatcher that refuses the request for a reason of its own is not taken for an old one',
  async () => {
    await using proxy = await startProxy({ port: 1 });
    const { ProxyAgent } = await loadUndici();
    const dispatcher = new ProxyAgent(proxy.url);
    await using client = clientOf('https://api.invalid', { dispatcher, maxRetries: 0 });
    const headers = { 'Proxy-Authorization': 'Basic abc' };
    const error = await endOf(client.agentSpans.finish('span-1', {}, { headers }));
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).not.toContain('undici 7');
    expect(proxy.connections).toBe(0);
    await dispatcher.close();
  },
);

row('X2', 'a dispatcher of undici 6 is refused by name, and not tried again', async () => {
  await using server = await startServer(withSpan);
  for (const dispatcher of [new Agent6(), new Pool6(server.url)]) {
    const clock = hastyClock(30_000);
    await using client = clientOf(server.url, { dispatcher: dispatcher as UndiciDispatcher }, clock);
    const error = await endOf(client.agentSpans.finish('span-1'));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining('undici 7'),
      attempts: 1,
    });
    expect(clock.waits).toEqual([]);
    await dispatcher.close();
  }
  expect(server.requests).toEqual([]);
});

for (const [name, config] of [
  ['fetch', { fetch: globalThis.fetch }],
  ['connectTimeout', { connectTimeout: 100 }],
  ['maxConnections', { maxConnections: 1 }],
] as const) {
  row('X2', `dispatcher together with ${name} is refused`, async () => {
    const { Agent } = await loadUndici();
    const dispatcher = new Agent();
    let refusal: unknown;
    try {
      clientOf('https://api.invalid', { dispatcher, ...config });
    } catch (error) {
      refusal = error;
    }
    await dispatcher.close();
    expect(refusal).toBeInstanceOf(PrefactorClientError);
    expect(refusal).toMatchObject({ code: 'invalid_config', message: expect.stringContaining(name) });
  });
}
