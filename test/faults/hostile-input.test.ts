/** Input that could send a request elsewhere, break out of a header, or show the token. */
import { inspect } from 'node:util';
import { afterEach, expect, vi } from 'vitest';
import {
  type Fetch,
  type FetchResponse,
  type HttpClientConfig,
  PrefactorApiError,
  PrefactorCircuitOpenError,
  PrefactorClientError,
  PrefactorConnectionError,
  PrefactorHttpClient,
  PrefactorResponseContractError,
  PrefactorRetryExhaustedError,
  PrefactorTimeoutError,
} from '../../src/index.ts';
import { endOf, failureOf, thrownBy, transports } from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { failure, instance, span, success } from '../support/fixtures.ts';
import { type Answer, json, refusingUrl, startServer } from '../support/server.ts';
import { row } from './row.ts';

/** Everything that an error shows of itself and of its causes, in any way of looking at it. */
function everythingOf(error: unknown): string {
  const shown: string[] = [];
  for (let e = error, depth = 0; e !== undefined && e !== null && depth < 10; depth++) {
    shown.push(
      String(e),
      JSON.stringify(e) ?? '',
      inspect(e, { depth: null, showHidden: true, getters: true }),
    );
    if (!(e instanceof Error)) break;
    shown.push(e.message, e.stack ?? '', JSON.stringify(e, Object.getOwnPropertyNames(e)));
    e = e.cause;
  }
  return shown.join('\n');
}

for (const status of [301, 302, 303, 307, 308]) {
  row('H1', `${status} is an error: nothing follows it, here or elsewhere, and the token stays`, async () => {
    for (const [, config] of transports) {
      await using elsewhere = await startServer((response) => json(response, 200, success(span)));
      for (const location of ['/elsewhere', `${elsewhere.url}/api/v1/agent_spans/span-1`]) {
        await using server = await startServer(
          (response) => void response.writeHead(status, { location }).end(),
        );
        await using client = new PrefactorHttpClient({
          apiUrl: server.url,
          apiToken: 'test-token',
          ...config,
        });
        for (const call of [client.agentSpans.get('span-1'), client.agentSpans.finish('span-1')]) {
          const error = await failureOf(call);
          expect(error).toBeInstanceOf(PrefactorApiError);
          expect(error).toMatchObject({ name: 'PrefactorApiError', code: `http_${status}`, attempts: 1 });
        }
        expect(server.requests).toHaveLength(2);
      }
      expect(elsewhere.requests).toEqual([]);
    }
  });
}

row('H1', 'a redirect whose status a browser hides is an error too', async () => {
  let calls = 0;
  const fetch: Fetch = async (_url, { redirect }) => {
    expect(redirect).toBe('manual');
    calls += 1;
    return { status: 0, type: 'opaqueredirect', headers: new Headers(), body: null };
  };
  await using client = new PrefactorHttpClient({ apiToken: 'test-token', fetch });
  expect(await failureOf(client.agentSpans.get('span-1'))).toMatchObject({ code: 'http_302' });
  expect(calls).toBe(1);
});

const secret = 'hunter2';
const breakouts = ['\r\nx-other: 1', '\n', '\r', '\u0000', '\u001b', '\u007f', 'ś', '世', '🔑', '\ud800'];

for (const breakout of breakouts) {
  row(
    'H2',
    `${JSON.stringify(breakout)} in a header, a key or the token is refused and not shown`,
    async () => {
      for (const [, config] of transports) {
        await using server = await startServer((response) => json(response, 200, success(span)));
        const base = { apiUrl: server.url, ...config };
        await using client = new PrefactorHttpClient({ ...base, apiToken: 'test-token' });
        const odd = secret + breakout;
        const refusals = [
          await failureOf(client.agentSpans.get('span-1', {}, { headers: { 'x-trace': odd } })),
          await failureOf(
            client.agentSpans.get('span-1', {}, { headers: { authorization: `Bearer ${odd}` } }),
          ),
          await failureOf(client.agentSpans.get('span-1', {}, { headers: { [odd]: 'value' } })),
          await failureOf(client.agentSpans.discardSensitive('span-1', { idempotencyKey: odd })),
          thrownBy(() => new PrefactorHttpClient({ ...base, apiToken: odd })),
          thrownBy(
            () => new PrefactorHttpClient({ ...base, apiToken: 'test-token', defaultIdempotencyKey: odd }),
          ),
        ];
        for (const error of refusals) {
          expect(error).toBeInstanceOf(PrefactorClientError);
          expect(everythingOf(error)).not.toContain(secret);
        }
        expect(server.requests).toEqual([]);
      }
    },
  );
}

row('H2', 'a token or address from the environment that does not fit is refused and not shown', async () => {
  vi.stubEnv('PREFACTOR_API_TOKEN', `${secret}\r\nx-other: 1`);
  const error = thrownBy(() => new PrefactorHttpClient({ apiUrl: 'https://app.example.test' }));
  expect(error).toBeInstanceOf(PrefactorClientError);
  expect(everythingOf(error)).not.toContain(secret);
});

row('H2', 'text that a header can carry arrives as it is', async () => {
  for (const [, config] of transports) {
    await using server = await startServer((response) => json(response, 200, success(span)));
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token', ...config });
    await client.agentSpans.get('span-1', {}, { headers: { 'x-trace': 'a:b\t"c" é', 'X-Empty': '' } });
    expect(server.requests[0]?.headers).toMatchObject({ 'x-trace': 'a:b\t"c" é', 'x-empty': '' });
  }
});

/** Every place an id goes into the path. */
const pathCalls: readonly [
  before: string,
  after: string,
  call: (client: PrefactorHttpClient, id: string) => Promise<unknown>,
][] = [
  ['/agent_spans/', '', (client, id) => client.agentSpans.get(id)],
  ['/agent_spans/', '/finish', (client, id) => client.agentSpans.finish(id)],
  [
    '/agent_instance/',
    '/terminate',
    (client, id) => client.agentInstances.terminate(id, { reason: 'Enough.' }),
  ],
];

for (const [id, encoded] of [
  ['%2e%2e', '%252e%252e'],
  ['%2E%2e%2fping', '%252E%252e%252fping'],
  ['...', '...'],
  ['a/b', 'a%2Fb'],
  ['../ping', '..%2Fping'],
  ['/ping', '%2Fping'],
  ['//host.example', '%2F%2Fhost.example'],
  ['https://host.example/x', 'https%3A%2F%2Fhost.example%2Fx'],
  ['a?x=1', 'a%3Fx%3D1'],
  ['?x', '%3Fx'],
  ['#', '%23'],
  ['\\', '%5C'],
  ['..\\ping', '..%5Cping'],
  [';matrix=1', '%3Bmatrix%3D1'],
  ['@host.example', '%40host.example'],
  ['{agent_span_id}', '%7Bagent_span_id%7D'],
  ['$&', '%24%26'],
  [' ', '%20'],
  ['a\tb', 'a%09b'],
  ['a\r\nb', 'a%0D%0Ab'],
  ['\u0000', '%00'],
  ['schlüssel', 'schl%C3%BCssel'],
  ['世🔑', '%E4%B8%96%F0%9F%94%91'],
  ['__proto__', '__proto__'],
] as const) {
  row('H3', `the id ${JSON.stringify(id)} stays one step of the path`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response, { url }) =>
        json(response, 200, success(url.includes('agent_instance') ? instance : span)),
      );
      const apiUrl = `${server.url}/gateway/prefactor`;
      await using client = new PrefactorHttpClient({
        apiUrl,
        apiToken: 'test-token',
        maxRetries: 0,
        ...config,
      });
      for (const [before, after, call] of pathCalls) {
        await call(client, id);
        expect(server.requests.at(-1)?.url).toBe(`/gateway/prefactor/api/v1${before}${encoded}${after}`);
      }
      expect(server.requests).toHaveLength(pathCalls.length);
    }
  });
}

for (const id of ['', '.', '..', '\ud800', 'a\udfff']) {
  row('H3', `the id ${JSON.stringify(id)} is refused before anything is sent`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response) => json(response, 200, success(span)));
      await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token', ...config });
      for (const [, , call] of pathCalls) {
        const error = await failureOf(call(client, id));
        expect(error).toBeInstanceOf(PrefactorClientError);
        expect(error).toMatchObject({ code: 'invalid_argument', attempts: 0 });
      }
      expect(server.requests).toEqual([]);
    }
  });
}

row('H3', 'a value of a query stays one value', async () => {
  const agent_id = '../a&status=failed#?%26=1;世+ \r\n';
  for (const [, config] of transports) {
    await using server = await startServer((response) =>
      json(response, 200, { status: 'success', summaries: [], pagination: null, sorting: null }),
    );
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token', ...config });
    await client.agentSpans.list({ agent_id });
    const url = new URL(server.requests[0]?.url ?? '', server.url);
    expect(url.pathname).toBe('/api/v1/agent_spans');
    expect([...url.searchParams]).toEqual([['agent_id', agent_id]]);
  }
});

for (const [given, path] of [
  ['/', ''],
  ['//', ''],
  ['/gateway', '/gateway'],
  ['/gateway///', '/gateway'],
  ['/a/./b/../c/', '/a/c'],
  ['/a%2Fb/ü', '/a%2Fb/%C3%BC'],
  ['\\gateway\\', '/gateway'],
] as const) {
  row('H4', `the address ${given} after the host leads to ${path}/api/v1`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response) => json(response, 200, success({})));
      const apiUrl = server.url.replace('http', 'HTTP') + given;
      await using client = new PrefactorHttpClient({ apiUrl, apiToken: 'test-token', ...config });
      await client.validateToken();
      expect(server.requests[0]?.url).toBe(`${path}/api/v1/ping`);
    }
  });
}

for (const apiUrl of [
  'https://app.example.test/?tenant=hunter2',
  'https://app.example.test/#hunter2',
  'https://hunter2@app.example.test',
  'https://someone:hunter2@app.example.test/path',
  'https://:hunter2@app.example.test',
  'https://someone:hunter2@',
  'someone:hunter2@app.example.test',
  'ftp://someone:hunter2@app.example.test',
  'ftp://app.example.test',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:application/json,{}',
  'ws://app.example.test',
  'app.example.test',
  '//app.example.test',
  '/api',
  'https://',
  'http://app.example.test:99999',
]) {
  row(
    'H4',
    `the address ${apiUrl} is refused, by option and by environment, without a secret in it`,
    async () => {
      for (const [, config] of transports) {
        const byOption = thrownBy(
          () => new PrefactorHttpClient({ ...config, apiUrl, apiToken: 'test-token' }),
        );
        vi.stubEnv('PREFACTOR_API_URL', apiUrl);
        const byEnvironment = thrownBy(() => new PrefactorHttpClient({ ...config, apiToken: 'test-token' }));
        for (const error of [byOption, byEnvironment]) {
          expect(error).toBeInstanceOf(PrefactorClientError);
          expect(error).toMatchObject({ code: 'invalid_config', issues: [{ path: 'apiUrl' }] });
          expect(everythingOf(error)).not.toContain('hunter2');
        }
      }
    },
  );
}

row('H4', 'plain HTTP to another machine is allowed', async () => {
  const urls: string[] = [];
  const fetch: Fetch = async (url) => {
    urls.push(url);
    return Response.json(success({}));
  };
  const apiUrl = 'http://prefactor.internal.example:8080/base/';
  await using client = new PrefactorHttpClient({ apiUrl, apiToken: 'test-token', fetch });
  await client.validateToken();
  expect(urls).toEqual(['http://prefactor.internal.example:8080/base/api/v1/ping']);
});

/** A token with what JSON and HTML may write in other ways; either half would be enough to recognise it by. */
const apiToken = 'sEcReTfIrStHaLf/+=sEcReTsEcOnDhAlF';
const halves = ['sEcReTfIrSt', 'OnDhAlF'];
const bearer = `Bearer ${apiToken}`;

function expectNoToken(error: unknown): void {
  const shown = everythingOf(error);
  for (const half of halves) expect(shown).not.toContain(half);
}

/** A failing write in every class of error: what the server does, and the client. */
const failures: readonly [
  what: string,
  type: abstract new (...args: never) => Error,
  answer: Answer,
  config?: HttpClientConfig,
][] = [
  ...[400, 401, 403, 404, 409, 418, 422, 429, 500, 503].map(
    (status): [string, typeof PrefactorApiError, Answer, HttpClientConfig] => [
      `a ${status}`,
      PrefactorApiError,
      (response) => json(response, status, failure('refused')),
      { maxRetries: 0 },
    ],
  ),
  [
    'retries that are exhausted',
    PrefactorRetryExhaustedError,
    (response) => json(response, 503, failure('busy')),
  ],
  ['a broken connection', PrefactorConnectionError, (response) => void response.destroy(), { maxRetries: 0 }],
  ['connections that keep breaking', PrefactorRetryExhaustedError, (response) => void response.destroy()],
  ['a broken contract', PrefactorResponseContractError, (response) => void response.end('[]')],
  [
    'no time for a retry',
    PrefactorTimeoutError,
    (response) => json(response, 503, failure('busy')),
    { totalTimeout: 600, initialRetryDelay: 100 },
  ],
];

for (const [what, type, answer, config] of failures) {
  row('H5', `the token is not shown by ${what}`, async () => {
    for (const [, transport] of transports) {
      await using server = await startServer(answer);
      const options = { apiUrl: server.url, apiToken, initialRetryDelay: 100, ...transport, ...config };
      await using client = new PrefactorHttpClient(options, hastyClock(500));
      const error = await failureOf(client.agentSpans.finish('span-1'));
      expect(error).toBeInstanceOf(type);
      expect(server.requests[0]?.headers.authorization).toBe(bearer);
      expectNoToken(error);
    }
  });
}

row('H5', 'the token is not shown by a refused connection', async () => {
  const server = await startServer(() => {});
  await server[Symbol.asyncDispose]();
  for (const [, transport] of transports) {
    const options = { apiUrl: server.url, apiToken, maxRetries: 1, ...transport };
    await using client = new PrefactorHttpClient(options, hastyClock(30_000));
    const error = await failureOf(client.agentSpans.finish('span-1'));
    expect(error).toMatchObject({ name: 'PrefactorRetryExhaustedError', code: 'ECONNREFUSED' });
    expectNoToken(error);
  }
});

row('H5', 'the token is shown neither by a timeout nor by the client while it waits and after', async () => {
  for (const [, transport] of transports) {
    await using server = await startServer(() => {});
    const clock = manualClock();
    const options = { apiUrl: server.url, apiToken, maxRetries: 0, requestTimeout: 500, ...transport };
    await using client = new PrefactorHttpClient(options, clock);
    const looks: string[] = [];
    const look = (): void => {
      for (const value of [client, client.agentSpans, client.agentInstances, client.bulk])
        looks.push(everythingOf(value));
    };
    const call = failureOf(client.agentSpans.finish('span-1'));
    await vi.waitFor(() => expect(server.requests).toHaveLength(1), { interval: 1 });
    look();
    clock.advance(500);
    const error = await call;
    look();
    expect(error).toBeInstanceOf(PrefactorTimeoutError);
    expectNoToken(error);
    for (const half of halves) expect(looks.join('\n')).not.toContain(half);
  }
});

row('H5', 'the token is not shown by refused arguments, a closed client or an open circuit', async () => {
  for (const [, transport] of transports) {
    await using server = await startServer((response) => json(response, 503, failure('busy')));
    const circuitBreaker = { threshold: 1, halfOpenAfter: 60_000 };
    const options = { apiUrl: server.url, apiToken, maxRetries: 0, circuitBreaker, ...transport };
    const client = new PrefactorHttpClient(options, hastyClock(30_000));
    expectNoToken(await failureOf(client.agentSpans.finish('', { colour: 'red' } as never)));
    await failureOf(client.agentSpans.finish('span-1'));
    const open = await failureOf(client.agentSpans.finish('span-1'));
    expect(open).toBeInstanceOf(PrefactorCircuitOpenError);
    expectNoToken(open);
    await client.close();
    const closed = await failureOf(client.agentSpans.finish('span-1'));
    expect(closed).toMatchObject({ code: 'client_closed' });
    expectNoToken(closed);
    expectNoToken(
      thrownBy(() => new PrefactorHttpClient({ ...options, maxRetries: -1, colour: 'red' } as never)),
    );
  }
});

/** Writes JSON as other languages do: with escapes where none are needed. */
const escaped = (value: unknown): string =>
  JSON.stringify(value).replaceAll('/', '\\/').replaceAll('+', '\\u002b').replaceAll('=', '\\u003D');
const asJson = { 'content-type': 'application/json' };
const echo = (authorization: string | undefined) => `you sent ${authorization}!`;

const echoes: readonly [where: string, answer: Answer][] = [
  [
    'the message',
    (response, { headers }) =>
      json(response, 401, { status: 'error', code: 'no', message: echo(headers.authorization) }),
  ],
  [
    'the code',
    (response, { headers }) =>
      json(response, 403, { status: 'error', code: headers.authorization, message: 'No.' }),
  ],
  [
    'the complaints',
    (response, { headers }) =>
      json(response, 422, failure('no', { errors: { [apiToken]: [headers.authorization] } })),
  ],
  [
    'a field beside the envelope',
    (response, { headers }) => json(response, 409, failure('no', { debug: { headers } })),
  ],
  ['JSON that is no envelope', (response, { headers }) => json(response, 400, { headers })],
  [
    'JSON with more escapes than needed',
    (response, { headers }) =>
      void response.writeHead(401, asJson).end(escaped(failure('no', { debug: headers.authorization }))),
  ],
  [
    'a message with more escapes than needed',
    (response, { headers }) =>
      void response
        .writeHead(401, asJson)
        .end(escaped({ status: 'error', code: 'no', message: echo(headers.authorization) })),
  ],
  [
    'JSON that is no envelope, with more escapes than needed',
    (response, { headers }) => void response.writeHead(400, asJson).end(escaped({ headers })),
  ],
  [
    'a page',
    (response, { headers }) => void response.writeHead(502).end(`<pre>${headers.authorization}</pre>`),
  ],
  [
    'a page, where the snippet ends',
    (response) => void response.writeHead(404).end('x'.repeat(180) + apiToken),
  ],
  ['a success that is no JSON', (response, { headers }) => void response.end(headers.authorization)],
  [
    'a success that is cut short',
    (response, { headers }) => void response.end(`{"status":"${headers.authorization}`),
  ],
  [
    'a value of a wrong type',
    (response, { headers }) => json(response, 200, success({ ...span, payload: headers.authorization })),
  ],
  [
    'a long value of a wrong type',
    (response, { headers }) =>
      json(response, 200, success({ ...span, payload: `authorization: ${headers.authorization}` })),
  ],
  [
    'a value of a wrong type, with more escapes than needed',
    (response, { headers }) =>
      void response.writeHead(200, asJson).end(escaped(success({ ...span, payload: headers.authorization }))),
  ],
  ['a status that is no success', (response, { headers }) => json(response, 201, { headers })],
  [
    'a redirect',
    (response, { headers }) =>
      void response
        .writeHead(302, { location: `/?${encodeURIComponent(String(headers.authorization))}` })
        .end(),
  ],
  [
    'the headers of an answer',
    (response, { headers }) =>
      json(response, 404, failure('no'), {
        'x-request-id': String(headers.authorization),
        'retry-after': String(headers.authorization),
        'x-debug': String(headers.authorization),
      }),
  ],
  [
    'the reason of a status',
    (response, { headers }) => void response.writeHead(500, String(headers.authorization)).end(),
  ],
];

for (const [where, answer] of echoes) {
  row('H5', `a token that the server repeats in ${where} is not shown`, async () => {
    for (const [, transport] of transports) {
      for (const maxRetries of [0, 1]) {
        await using server = await startServer(answer);
        const options = { apiUrl: server.url, apiToken, maxRetries, ...transport };
        await using client = new PrefactorHttpClient(options, hastyClock(30_000));
        expectNoToken(await failureOf(client.agentSpans.get('span-1')));
        // What a write was answered is handed on; what is said about it is not the server's to fill.
        const written = client.agentSpans.finish('span-1').withResponse();
        expectNoToken(
          await written.then(
            ({ contractIssues }) => contractIssues,
            (error) => error,
          ),
        );
      }
    }
  });
}

row(
  'H5',
  "a token given for one call is not shown either, nor one the server repeats in a bulk item's error",
  async () => {
    const answer: Answer = (response, { url, headers }) => {
      if (!url.endsWith('/bulk')) return json(response, 401, failure('no', { debug: headers.authorization }));
      const output = failure('no', { debug: headers.authorization });
      return json(response, 200, { status: 'success', outputs: { 'the-only-key': output } });
    };
    for (const [, transport] of transports) {
      await using server = await startServer(answer);
      await using client = new PrefactorHttpClient({
        apiUrl: server.url,
        apiToken: 'other-token',
        ...transport,
      });
      const options = { headers: { Authorization: bearer } };
      expectNoToken(await failureOf(client.agentSpans.finish('span-1', {}, options)));
      const { results } = await client.bulk.execute(
        [{ _type: 'agent_spans/finish', agent_span_id: 'span-1', idempotency_key: 'the-only-key' }],
        options,
      );
      expect(results).toMatchObject([{ status: 'error' }]);
      for (const result of results) if (result.status === 'error') expectNoToken(result.error);
    }
  },
);

for (const [where, thrown] of [
  ['its message', (authorization: string) => new Error(`cannot send authorization: ${authorization}`)],
  [
    'the message of its cause',
    (authorization: string) =>
      new TypeError('fetch failed', { cause: new Error(`bad header ${authorization}`) }),
  ],
  ['its code', (authorization: string) => Object.assign(new Error('no'), { code: `E ${authorization}` })],
  [
    'the request it carries',
    (authorization: string) => Object.assign(new Error('no'), { config: { headers: { authorization } } }),
  ],
  ['text', (authorization: string) => `cannot send ${authorization}`],
  ['an object', (authorization: string) => ({ headers: { authorization } })],
] as const) {
  row('H5', `the token is not shown by what a caller's own fetch throws with it: ${where}`, async () => {
    for (const maxRetries of [0, 1]) {
      const fetch: Fetch = async (_url, { headers }) => {
        throw thrown(headers['authorization'] ?? '');
      };
      await using client = new PrefactorHttpClient({ apiToken, fetch, maxRetries }, hastyClock(30_000));
      const error = await failureOf(client.agentSpans.finish('span-1'));
      expect(error).toMatchObject({
        name: maxRetries === 0 ? 'PrefactorConnectionError' : 'PrefactorRetryExhaustedError',
      });
      expectNoToken(error);
    }
  });
}

const pollutions: Record<string, unknown> = {
  timeout: 1,
  headers: { 'x-polluted': '1', authorization: 'Bearer polluted' },
  signal: AbortSignal.abort(new Error('polluted')),
  idempotency_key: 'polluted-key',
  idempotencyKey: 'polluted-key',
  maxRetries: 0,
  retryOnStatusCodes: [],
  baseUrl: refusingUrl,
  apiUrl: refusingUrl,
  fetch: () => Promise.reject(new Error('polluted')),
  dispatcher: { dispatch: () => {} },
  body: '{"polluted":true}',
  method: 'DELETE',
  middleware: [{ onRequest: () => new Response('{}') }],
  pathSerializer: () => '/polluted',
  querySerializer: () => 'polluted=1',
};

afterEach(() => {
  for (const name of Object.keys(pollutions)) Reflect.deleteProperty(Object.prototype, name);
});

for (const enumerable of [true, false]) {
  for (const [name, value] of Object.entries(pollutions)) {
    const how = enumerable ? 'seen' : 'not seen';
    row('H6', `${name} on Object.prototype, ${how} by loops, changes no request and no result`, async () => {
      const sent: unknown[] = [];
      // No sockets: what stands on Object.prototype would change those of the server, too.
      const fetch: Fetch = async (url, init) => {
        sent.push(url, { ...init, headers: { ...init.headers }, signal: undefined });
        const item = { ...span, id: 'span-9' };
        if (sent.length === 2) return new Response('', { status: 503 });
        if (url.endsWith('/bulk')) {
          return Response.json({ status: 'success', outputs: { 'the-only-key': success(item) } });
        }
        if (url.includes('?')) {
          return Response.json({ status: 'success', summaries: [], pagination: null, sorting: null });
        }
        return Response.json(success(item));
      };
      const client = new PrefactorHttpClient({ apiToken: 'test-token', fetch }, hastyClock(30_000));
      const perform = async () => {
        sent.length = 0;
        const results = [
          await client.agentSpans.finish('span-1', { status: 'complete' }, { idempotencyKey: 'mine' }),
          await client.agentSpans.get('span-1'),
          await client.agentSpans.list({ agent_id: 'agent-1', pagination: { page_size: 5 } }),
          await client.bulk.execute([
            { _type: 'agent_spans/finish', agent_span_id: 'span-1', idempotency_key: 'the-only-key' },
          ]),
          await client.agentSpans.discardSensitive('span-1', { idempotencyKey: 'mine' }),
        ];
        return { results, sent: [...sent] };
      };
      const expected = await perform();
      let found: unknown;
      try {
        Object.defineProperty(Object.prototype, name, {
          value,
          enumerable,
          configurable: true,
          writable: true,
        });
        found = await perform().catch((error: unknown) => error);
      } finally {
        Reflect.deleteProperty(Object.prototype, name);
      }
      await client.close();
      expect(found).toEqual(expected);
    });
  }
}

// Without `signal`: in one process with the client, it would change how the server reads its requests.
for (const name of [
  'timeout',
  'headers',
  'idempotency_key',
  'maxRetries',
  'baseUrl',
  'fetch',
  'body',
  'method',
]) {
  row('H6', `${name} on Object.prototype changes nothing on a connection that is open`, async () => {
    for (const [, transport] of transports) {
      // The runtime's own fetch takes it for the body of every request and every answer.
      if (name === 'body' && transport.fetch !== undefined) continue;
      await using server = await startServer((response, { url }, index) => {
        if (index % 4 === 1) return json(response, 503, failure('busy'));
        const list = { status: 'success', summaries: [], pagination: null, sorting: null };
        return json(response, 200, url.includes('?') ? list : success(span));
      });
      const options = { apiUrl: server.url, apiToken: 'test-token', ...transport };
      await using client = new PrefactorHttpClient(options, hastyClock(30_000));
      const perform = async () => {
        server.requests.length = 0;
        const results = [
          await client.agentSpans.get('span-1'),
          await client.agentSpans.finish('span-1', { status: 'complete' }, { idempotencyKey: 'mine' }),
          await client.agentSpans.list({ agent_id: 'agent-1' }),
        ];
        return { results, requests: [...server.requests] };
      };
      const expected = await perform();
      expect(expected.requests).toHaveLength(4);
      let found: unknown;
      try {
        const value = pollutions[name];
        Object.defineProperty(Object.prototype, name, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
        found = await perform().catch((error: unknown) => error);
      } finally {
        Reflect.deleteProperty(Object.prototype, name);
      }
      expect(found).toEqual(expected);
    }
  });
}

row('H6', 'success on Object.prototype makes no success of a failure', async () => {
  const fetch: Fetch = async () => new Response('', { status: 503 });
  await using client = new PrefactorHttpClient({ apiToken: 'test-token', fetch }, hastyClock(30_000));
  let end: unknown;
  try {
    Object.defineProperty(Object.prototype, 'success', { value: span, configurable: true, writable: true });
    end = await endOf(client.agentSpans.get('span-1'));
  } finally {
    Reflect.deleteProperty(Object.prototype, 'success');
  }
  expect(end).toMatchObject({ name: 'PrefactorRetryExhaustedError', lastError: { statusCode: 503 } });
});

row(
  'H6',
  'timeout on Object.prototype does not shorten the time that close gives to calls under way',
  async () => {
    const answered = Promise.withResolvers<FetchResponse>();
    const clock = manualClock();
    const client = new PrefactorHttpClient({ apiToken: 'test-token', fetch: () => answered.promise }, clock);
    const call = client.agentSpans.get('span-1');
    let closing: Promise<void>;
    try {
      Object.defineProperty(Object.prototype, 'timeout', { value: 1, configurable: true, writable: true });
      closing = client.close();
    } finally {
      Reflect.deleteProperty(Object.prototype, 'timeout');
    }
    clock.advance(1_000);
    answered.resolve(Response.json(success(span)));
    expect(await Promise.allSettled([call])).toEqual([{ status: 'fulfilled', value: span }]);
    await closing;
  },
);
