/** What a client may be made from, and what it refuses. */
import { inspect } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Fetch, type HttpClientConfig, PrefactorHttpClient, VERSION } from '../../src/index.ts';
import { refusalOf } from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { failure, success } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';

const apiToken = 'token-that-nobody-may-see';

beforeEach(() => {
  vi.stubEnv('PREFACTOR_API_URL', undefined);
  vi.stubEnv('PREFACTOR_API_TOKEN', undefined);
});

/** What the constructor refuses. */
const refused = (config: unknown) => refusalOf(() => new PrefactorHttpClient(config as HttpClientConfig));

/** A `fetch` that answers every request with an empty object and remembers where it went. */
function recordingFetch() {
  const urls: string[] = [];
  const headers: Headers[] = [];
  const recording: Fetch = async (url, init) => {
    urls.push(String(url));
    headers.push(new Headers(init?.headers as Record<string, string>));
    return Response.json(success({}));
  };
  return { urls, headers, fetch: recording };
}

describe('defaults', () => {
  it('sends requests to the public API when neither option nor environment says otherwise', async () => {
    const { fetch, urls } = recordingFetch();
    await using client = new PrefactorHttpClient({ apiToken, fetch });
    await client.validateToken();
    expect(urls).toEqual(['https://app.prefactorai.com/api/v1/ping']);
  });

  it.each([429, 500, 502, 503, 504])(
    'retries a %i three times, after about 1, 2 and 4 seconds',
    async (status) => {
      await using server = await startServer((response) => json(response, status, failure('trouble')));
      const clock = hastyClock(30_000);
      await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken }, clock);
      await expect(client.validateToken()).rejects.toMatchObject({ attempts: 4 });
      expect(server.requests).toHaveLength(4);
      expect(clock.waits).toEqual([1_000, 2_000, 4_000]);
    },
  );

  it.each([400, 401, 404, 408, 409, 422, 501])('does not retry a %i', async (status) => {
    await using server = await startServer((response) => json(response, status, failure('refused')));
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken }, hastyClock(30_000));
    await expect(client.validateToken()).rejects.toMatchObject({ attempts: 1, statusCode: status });
    expect(server.requests).toHaveLength(1);
  });

  it('gives an attempt 30 seconds and the whole call no limit', async () => {
    await using server = await startServer(() => {});
    const clock = manualClock();
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken, maxRetries: 0 }, clock);
    const call = client.validateToken();
    const outcome = expect(call).rejects.toMatchObject({ name: 'PrefactorTimeoutError' });
    await vi.waitFor(() => expect(server.requests).toHaveLength(1), { interval: 1 });
    expect(Math.max(...clock.begun)).toBe(30_000);
    clock.advance(30_000);
    await outcome;
  });

  it('takes undefined as the default, for every option', async () => {
    const { fetch, urls } = recordingFetch();
    const unset: Record<keyof HttpClientConfig, undefined> = {
      apiUrl: undefined,
      apiToken: undefined,
      requestTimeout: undefined,
      connectTimeout: undefined,
      totalTimeout: undefined,
      maxRetries: undefined,
      initialRetryDelay: undefined,
      maxRetryDelay: undefined,
      retryMultiplier: undefined,
      retryOnStatusCodes: undefined,
      defaultIdempotencyKey: undefined,
      sdkHeader: undefined,
      maxConnections: undefined,
      maxRequestSize: undefined,
      maxResponseSize: undefined,
      fetch: undefined,
      dispatcher: undefined,
      redact: undefined,
      hooks: undefined,
      circuitBreaker: undefined,
      validateRequests: undefined,
      validateResponses: undefined,
    };
    await using client = new PrefactorHttpClient({ ...unset, apiToken, fetch });
    await client.validateToken();
    expect(urls).toEqual(['https://app.prefactorai.com/api/v1/ping']);
  });

  it('are not changed by what stands on Object.prototype', async () => {
    await using server = await startServer((response) => json(response, 503, failure('trouble')));
    const pollution = {
      maxRetries: 0,
      retryOnStatusCodes: [],
      apiUrl: 'http://127.0.0.1:1',
    };
    try {
      for (const [name, value] of Object.entries(pollution)) {
        Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
      }
      await using client = new PrefactorHttpClient({ apiToken, apiUrl: server.url }, hastyClock(30_000));
      await expect(client.validateToken()).rejects.toMatchObject({ attempts: 4 });
    } finally {
      for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
    }
    expect(server.requests).toHaveLength(4);
  });
});

describe('the environment', () => {
  it('gives address and token when the options do not', async () => {
    await using server = await startServer((response) => json(response, 200, success({})));
    vi.stubEnv('PREFACTOR_API_URL', server.url);
    vi.stubEnv('PREFACTOR_API_TOKEN', 'token-from-environment');
    await using client = new PrefactorHttpClient();
    await client.validateToken();
    expect(server.requests[0]?.headers.authorization).toBe('Bearer token-from-environment');
  });

  it('yields to the options', async () => {
    await using server = await startServer((response) => json(response, 200, success({})));
    vi.stubEnv('PREFACTOR_API_URL', 'http://127.0.0.1:1');
    vi.stubEnv('PREFACTOR_API_TOKEN', 'token-from-environment');
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken });
    await client.validateToken();
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${apiToken}`);
  });

  it.each(['', '  '])('counts as unset where it is blank: %j', async (blank) => {
    vi.stubEnv('PREFACTOR_API_URL', blank);
    vi.stubEnv('PREFACTOR_API_TOKEN', blank);
    const { fetch, urls } = recordingFetch();
    await using client = new PrefactorHttpClient({ apiToken, fetch });
    await client.validateToken();
    expect(urls).toEqual(['https://app.prefactorai.com/api/v1/ping']);
    expect(refused({}).message).toMatch(/apiToken.*PREFACTOR_API_TOKEN/);
  });

  it('is checked like an option', () => {
    vi.stubEnv('PREFACTOR_API_URL', 'app.example.test');
    expect(refused({ apiToken }).message).toContain('apiUrl');
  });

  it('does not stand in for an option that is given and empty', () => {
    vi.stubEnv('PREFACTOR_API_URL', 'https://app.example.test');
    vi.stubEnv('PREFACTOR_API_TOKEN', apiToken);
    expect(refused({ apiUrl: '' }).issues.map(({ path }) => path)).toEqual(['apiUrl']);
    expect(refused({ apiToken: '' }).issues.map(({ path }) => path)).toEqual(['apiToken']);
  });
});

describe('a refused option', () => {
  const times = ['requestTimeout', 'connectTimeout', 'totalTimeout', 'initialRetryDelay', 'maxRetryDelay'];
  const rows: [option: string, value: unknown, shown: string][] = [
    ...times.flatMap((option): [string, unknown, string][] => [
      [option, 0, '0'],
      [option, -5, '-5'],
      [option, Number.NaN, 'NaN'],
      [option, '250', '"250"'],
      [option, 2 ** 31, '2147483648'],
      [option, null, 'null'],
    ]),
    ['maxRetries', -1, '-1'],
    ['maxRetries', 1.5, '1.5'],
    ['maxRetries', '3', '"3"'],
    ['retryMultiplier', 0.5, '0.5'],
    ['retryMultiplier', Number.NaN, 'NaN'],
    ['retryOnStatusCodes', 503, '503'],
    ['retryOnStatusCodes', ['503'], '503'],
    ['retryOnStatusCodes', [503, 200], '200'],
    ['maxConnections', 0, '0'],
    ['maxConnections', 2.5, '2.5'],
    ['maxRequestSize', 0, '0'],
    ['maxResponseSize', -1, '-1'],
    ['validateResponses', 'no', '"no"'],
    ['fetch', 'fetch', '"fetch"'],
    ['apiUrl', 'app.example.test', 'app.example.test'],
    ['apiUrl', 'ftp://files.example.test', '"ftp://files.example.…"'],
    ['apiUrl', 42, '42'],
    ['sdkHeader', 'adapter@1.0.0\nX-Other: 1', '"adapter@1.0.0\\nX-Othe…"'],
    ['sdkHeader', 'x y z', '"x y z"'],
    ['sdkHeader', 'adapter@', '"adapter@"'],
    ['sdkHeader', '', '""'],
  ];

  it.each(rows)('%s: %j is named together with its value', (option, value, shown) => {
    const error = refused({ apiToken, [option]: value });
    expect(error).toMatchObject({ name: 'PrefactorClientError', code: 'invalid_config' });
    expect(error.issues.map(({ path }) => path)).toContain(option);
    expect(error.message).toContain(option);
    expect(error.message).toContain(shown);
  });

  const notAnAddress = 'must be an absolute URL such as https://app.prefactorai.com, not';
  const notPackages = 'must be package@version tokens separated by single spaces, not';
  it.each<[option: string, value: unknown, message: string]>([
    ['apiUrl', 'https://app.example.test:65536', 'must have a port from 1 to 65535'],
    ['apiUrl', 'HTTP://app.example.test:99999/gateway', 'must have a port from 1 to 65535'],
    ['apiUrl', 'https://app.example.test:99999?a', 'must have a port from 1 to 65535'],
    ['apiUrl', 'https://app.example.test:99999#a', 'must have a port from 1 to 65535'],
    ['apiUrl', 'https://app.example.test:80x', `${notAnAddress} "https://app.example.…"`],
    ['apiUrl', 'see https://app.example.test:99999', `${notAnAddress} "see https://app.exam…"`],
    ['apiUrl', 'https://:99999', `${notAnAddress} "https://:99999"`],
    ['apiUrl', 'https://me@app.example.test:99999', `${notAnAddress} what was given`],
    ['apiUrl', 'app.example.test?key=1', `${notAnAddress} what was given`],
    ['apiUrl', 'app.example.test', `${notAnAddress} "app.example.test"`],
    ['apiUrl', '', `${notAnAddress} ""`],
    ['apiUrl', 42, `${notAnAddress} 42`],
    ['apiUrl', { href: 42 }, `${notAnAddress} an object`],
    ['apiUrl', 'ftp://a.test', 'must start with https:// or http://, not "ftp://a.test"'],
    ['apiUrl', 'ftp://me@a.test', 'must start with https:// or http://, not what was given'],
    ['apiUrl', 'https://me@a.test', 'must not contain a user name or password'],
    ['apiUrl', 'https://:secret@a.test', 'must not contain a user name or password'],
    ['apiUrl', 'https://a.test/?b', 'must not have a query or a fragment'],
    ['apiUrl', 'https://a.test/#b', 'must not have a query or a fragment'],
    ['apiToken', '', 'is required: give it, or set PREFACTOR_API_TOKEN'],
    ['apiToken', 7, 'must be a string'],
    ['apiToken', 'Bearer abc', 'must be the token alone, without Bearer in front of it'],
    ['apiToken', 'bearer\tabc', 'must be the token alone, without Bearer in front of it'],
    ['apiToken', 'not bearer abc', 'may only contain characters from ! to ~, no spaces or line breaks'],
    ['apiToken', 'abc\n', 'may only contain characters from ! to ~, no spaces or line breaks'],
    ['apiToken', ' abc', 'may only contain characters from ! to ~, no spaces or line breaks'],
    ['sdkHeader', 7, `${notPackages} 7`],
    ['sdkHeader', 'a@1  b@2', `${notPackages} "a@1  b@2"`],
    ['sdkHeader', ' a@1', `${notPackages} " a@1"`],
    ['sdkHeader', 'a@1 ', `${notPackages} "a@1 "`],
    ['sdkHeader', 'a@1 b', `${notPackages} "a@1 b"`],
    ['sdkHeader', 'a@1@2', `${notPackages} "a@1@2"`],
    ['sdkHeader', '@1', `${notPackages} "@1"`],
    ['sdkHeader', '@@a@1', `${notPackages} "@@a@1"`],
    ['sdkHeader', 'a@1 b@ä', `${notPackages} "a@1 b@ä"`],
    ['sdkHeader', 'ä@1', `${notPackages} "ä@1"`],
    ['dispatcher', null, 'must be an undici dispatcher, not null'],
    ['dispatcher', 'undici', 'must be an undici dispatcher, not "undici"'],
    ['dispatcher', {}, 'must be an undici dispatcher, not an object'],
    ['dispatcher', { dispatch: true }, 'must be an undici dispatcher, not an object'],
    ['redact', {}, 'must be a function, not an object'],
    ['maxResponseSize', 2 ** 29, 'must be a whole number from 1 to 536870888, not 536870912'],
  ])('%s: %j says what it must be', (option, value, message) => {
    expect(refused({ apiToken, [option]: value })).toMatchObject({
      message: `invalid configuration: ${option} ${message}`,
      issues: [{ path: option, message }],
    });
  });

  it('is one that cannot be read', () => {
    const config = {
      get apiToken() {
        throw new Error('locked');
      },
    };
    expect(refused(config)).toMatchObject({
      code: 'invalid_config',
      message: 'invalid configuration: it cannot be read: locked',
    });
  });

  it.each(['connectTimeout', 'maxConnections'])('is not %s for connections of the client', async (option) => {
    await using client = new PrefactorHttpClient({ apiToken, [option]: 5 });
    expect(client).toBeInstanceOf(PrefactorHttpClient);
  });

  it('is the second of fetch and dispatcher', () => {
    const { fetch } = recordingFetch();
    expect(refused({ apiToken, fetch, dispatcher: { dispatch: () => true } }).issues).toEqual([
      { path: 'dispatcher', message: 'cannot be used together with fetch: give only one' },
    ]);
  });

  it.each([
    ['an initial delay above the maximum', { initialRetryDelay: 500, maxRetryDelay: 400 }, ['500', '400']],
    ['an initial delay above the default maximum', { initialRetryDelay: 60_001 }, ['60001', '60000']],
    ['a maximum below the default initial delay', { maxRetryDelay: 999 }, ['1000', '999']],
  ])('%s is told with both values', (_, config, shown) => {
    const { message } = refused({ apiToken, ...config });
    for (const part of ['initialRetryDelay', 'maxRetryDelay', ...shown]) expect(message).toContain(part);
  });

  it.each([
    ['28 characters', 'k'.repeat(28)],
    ['none', ''],
    ['a space', 'nightly job'],
    ['a letter outside ASCII', 'nächtlich'],
  ])('is a key prefix of %s', (_, defaultIdempotencyKey) => {
    expect(refused({ apiToken, defaultIdempotencyKey }).issues.map(({ path }) => path)).toEqual([
      'defaultIdempotencyKey',
    ]);
  });

  it('is any that does not exist, by name', () => {
    const error = refused({ apiToken, requestTimout: 5 });
    expect(error.issues.map(({ path }) => path)).toEqual(['requestTimout']);
    expect(error.message).toContain('requestTimout');
  });

  it.each(['__proto__', 'constructor', 'toString'])('is one named %s', (name) => {
    const config = JSON.parse(`{ "apiToken": "token", ${JSON.stringify(name)}: 1 }`);
    expect(refused(config).message).toContain(name);
  });

  it('is reported together with all others', () => {
    const error = refused({ apiUrl: 'nowhere', requestTimeout: 0, maxRetries: -1, colour: 'red' });
    const paths = error.issues.map(({ path }) => path).sort();
    expect(paths).toEqual(['apiToken', 'apiUrl', 'colour', 'maxRetries', 'requestTimeout']);
    for (const path of paths) expect(error.message).toContain(path);
  });

  it.each(['connectTimeout', 'maxConnections'])('is %s beside fetch, which cannot keep it', (option) => {
    const { fetch } = recordingFetch();
    expect(refused({ apiToken, fetch, [option]: 5 }).issues).toEqual([
      { path: option, message: 'is not supported when requests go through fetch' },
    ]);
  });

  it.each(['connectTimeout', 'maxConnections'])('is %s beside a dispatcher, which has its own', (option) => {
    const dispatcher = { dispatch: () => true };
    expect(refused({ apiToken, dispatcher, [option]: 5 }).issues).toEqual([
      { path: option, message: 'is not supported with a dispatcher of your own' },
    ]);
  });

  it.each([null, 'https://app.example.test', 7])('is a config that is no object: %j', (config) => {
    expect(refused(config)).toMatchObject({
      code: 'invalid_config',
      message: expect.stringMatching(/^invalid configuration: must be an object, not /),
      issues: [{ path: '', message: expect.stringMatching(/^must be an object, not /) }],
    });
  });
});

describe('the address', () => {
  it.each([
    ['', '/api/v1/ping'],
    ['/', '/api/v1/ping'],
    ['/gateway', '/gateway/api/v1/ping'],
    ['/gateway/prefactor/', '/gateway/prefactor/api/v1/ping'],
    ['/a%20b//', '/a%20b/api/v1/ping'],
    ['/api', '/api/api/v1/ping'],
    ['/api/v1/gateway', '/api/v1/gateway/api/v1/ping'],
  ])('keeps its path: %j leads to %s', async (path, expected) => {
    await using server = await startServer((response) => json(response, 200, success({})));
    await using client = new PrefactorHttpClient({ apiUrl: server.url + path, apiToken });
    await client.validateToken();
    expect(server.requests[0]?.url).toBe(expected);
  });

  it.each([
    '/api/v1',
    '/api/v1/',
    '/api/v1//',
    '/api/v1/bulk',
    '/api/v1/agent_spans/013xrzp12g3nqk8ndr93q068mw7y0nv0/finish',
    '/api/v1/agent_spans/{agent_span_id}/finish',
  ])('may have a path of the API at its end: %s', async (path) => {
    await using server = await startServer((response) => json(response, 200, success({})));
    for (const base of ['', '/gateway']) {
      await using client = new PrefactorHttpClient({ apiUrl: server.url + base + path, apiToken });
      await client.validateToken();
      expect(server.requests.pop()?.url).toBe(`${base}/api/v1/ping`);
    }
  });

  it.each(['https://someone:hunter2@app.example.test', 'https://hunter2@app.example.test'])(
    'is refused with credentials in it, which are not shown',
    (apiUrl) => {
      const error = refused({ apiUrl, apiToken });
      expect(error.message).toContain('apiUrl');
      expect(inspect(error, { depth: null }) + JSON.stringify(error)).not.toContain('hunter2');
    },
  );

  it.each(['https://app.example.test/?tenant=1', 'https://app.example.test/#top'])(
    'is refused with more than a path: %s',
    (apiUrl) => {
      expect(refused({ apiUrl, apiToken }).issues.map(({ path }) => path)).toEqual(['apiUrl']);
    },
  );
});

describe('the token', () => {
  it.each(['hunter2 with spaces', 'hunter2\n', 'hunter2\r\nX-Other: 1', 'hunter2ü'])(
    'is refused without being shown when it does not fit into a header: %j',
    (token) => {
      const error = refused({ apiToken: token });
      expect(error.issues.map(({ path }) => path)).toEqual(['apiToken']);
      expect(inspect(error, { depth: null }) + JSON.stringify(error)).not.toContain('hunter2');
    },
  );

  it('is not shown by other complaints', () => {
    expect(inspect(refused({ apiToken, maxRetries: -1 }), { depth: null })).not.toContain(apiToken);
  });

  it('is not shown by inspecting or serialising the client', async () => {
    await using client = new PrefactorHttpClient({ apiToken });
    for (const value of [client, client.agentSpans, client.agentInstances, client.bulk]) {
      expect(inspect(value, { depth: null, showHidden: true, getters: true })).not.toContain(apiToken);
      expect(JSON.stringify(value)).not.toContain(apiToken);
    }
  });
});

describe('a client in a web page', () => {
  const warningsOf = async (globals: object): Promise<unknown[]> => {
    vi.resetModules();
    const { PrefactorHttpClient: Fresh } = await import('../../src/index.ts');
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    const { fetch } = recordingFetch();
    for (let n = 0; n < 2; n += 1) new Fresh({ apiToken, fetch });
    vi.unstubAllGlobals();
    const { calls } = warn.mock;
    warn.mockRestore();
    return calls.flat();
  };
  const page = { window: {}, document: {}, process: undefined };

  it.each([
    ['no process', undefined],
    ['the stub of one', {}],
  ])('warns once that everybody can read the token, and says what to do, with %s', async (_, process) => {
    const warnings = await warningsOf({ ...page, process });
    expect(warnings).toEqual([
      expect.stringMatching(/whoever opens this web page can read the API token .* a server of yours/),
    ]);
    expect(warnings.join()).not.toContain(apiToken);
  });

  it.each<[where: string, globals: object]>([
    ['a page that Node imitates for a test', { ...page, process: { versions: { node: '24.0.0' } } }],
    ['a worker', { ...page, window: undefined, document: undefined }],
    ['a document without a window', { ...page, window: undefined }],
    ['an app without a document', { ...page, document: undefined }],
  ])('does not warn in %s', async (_, globals) => {
    expect(await warningsOf(globals)).toEqual([]);
  });
});

describe('the config', () => {
  it('is in force as it was when the client was made', async () => {
    await using server = await startServer((response) => json(response, 503, failure('trouble')));
    const config = { apiUrl: server.url, apiToken, maxRetries: 1, retryOnStatusCodes: [503] };
    await using client = new PrefactorHttpClient(config, hastyClock(30_000));
    config.maxRetries = 0;
    config.retryOnStatusCodes.length = 0;
    await expect(client.validateToken()).rejects.toMatchObject({ attempts: 2 });
  });

  it('puts upstream packages before ours in X-Prefactor-SDK', async () => {
    const { fetch, headers } = recordingFetch();
    await using client = new PrefactorHttpClient({ apiToken, fetch, sdkHeader: 'outer@2.0.0 inner@1.0.0' });
    await client.validateToken();
    await using scoped = new PrefactorHttpClient({ apiToken, fetch, sdkHeader: '@scope/outer@2.0.0-rc.1' });
    await scoped.validateToken();
    await using plain = new PrefactorHttpClient({ apiToken, fetch });
    await plain.validateToken();
    expect(headers.map((sent) => sent.get('x-prefactor-sdk'))).toEqual([
      `outer@2.0.0 inner@1.0.0 prefactor-http@${VERSION}`,
      `@scope/outer@2.0.0-rc.1 prefactor-http@${VERSION}`,
      `prefactor-http@${VERSION}`,
    ]);
  });

  it('calls fetch unbound', async () => {
    const receivers: unknown[] = [];
    const fetch = async function (this: unknown) {
      receivers.push(this);
      return Response.json(success({}));
    };
    await using client = new PrefactorHttpClient({ apiToken, fetch });
    await client.validateToken();
    expect(receivers).toEqual([undefined]);
  });
});

it('apiUrl may be a URL', async () => {
  const urls: string[] = [];
  const fetch: Fetch = async (url) => {
    urls.push(url);
    return Response.json({ status: 'success', details: {} });
  };
  const apiUrl = new URL('https://api.example.test/base/');
  await using client = new PrefactorHttpClient({ apiUrl, apiToken: 'test-token', fetch });
  await client.validateToken();
  expect(urls).toEqual(['https://api.example.test/base/api/v1/ping']);
});
