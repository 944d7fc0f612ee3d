/** The page that lists messages, held to the code: every one of them is made here by the mistake that it is about. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { errorCodes } from '../../src/generated/error-codes.ts';
import { type HttpClientConfig, PrefactorHttpClient } from '../../src/index.ts';
import { createTracer, type Tracer } from '../../src/tracing/index.ts';
import { never, reset, unavailable, withSpan } from '../support/answers.ts';
import {
  connect,
  endOf,
  received,
  setUp,
  setUpByHand,
  thrownBy,
  turns,
  until,
  withoutWaits,
} from '../support/client.ts';
import { bulkSuccess, failure, newSpan, success } from '../support/fixtures.ts';
import { startProxy, stubProxyEnvironment } from '../support/proxy.ts';
import { startRawServer, startSilentServer } from '../support/raw-server.ts';
import { type Answer, json, refusingUrl } from '../support/server.ts';
import { createAuthority, startTlsServer } from '../support/tls.ts';

const page = readFileSync(join(projectRoot, 'docs/troubleshooting.md'), 'utf8');

/** The first cells of the tables with this heading, each code in them by itself. */
function firstCells(heading: string): string[] {
  const tables = [
    ...page.matchAll(new RegExp(`^\\| ${heading} \\|.*\\n\\|[-| ]+\\|\\n((?:\\|.*\\n)+)`, 'gm')),
  ];
  const rows = tables.flatMap(([, rows = '']) => rows.trimEnd().split('\n'));
  return rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
  );
}

const id = '013xrzp12g3nqk8ndr93q068mw7y0nv0';
const instance = '013xrzp12g3nqk8n4evtrcj59k8dhn3t';
const span = { ...newSpan, agent_instance_id: instance };

type Call = (client: PrefactorHttpClient) => unknown;

const text = (error: unknown): string =>
  error instanceof Error ? error.message : `no error: ${String(error)}`;

/** What a call fails with, whether it throws or rejects. */
const of = async (call: () => unknown): Promise<string> => text(await endOf(Promise.resolve().then(call)));

/** What a call of a server fails with that gives this answer. */
async function answered(answer: Answer, call: Call = ({ agentSpans }) => agentSpans.finish(id), config = {}) {
  await using test = await setUp(answer, { maxRetries: 0, ...config });
  return await of(() => call(test.client));
}

/** What a call fails with that is refused before anything is sent. */
const refused = (call: Call, config = {}): Promise<string> => answered(withSpan, call, config);

/** What a client fails with that cannot reach its API. */
async function unreached(
  apiUrl: string,
  config: HttpClientConfig = {},
  clock = withoutWaits(),
): Promise<string> {
  await using client = connect(apiUrl, { maxRetries: 0, ...config }, clock);
  return await of(() => client.validateToken());
}

const config = (given: object) => of(() => new PrefactorHttpClient({ apiToken: 'x', ...given }));

/** The error of the first outcome of an item that an API answers like this. */
async function outcome(answer: Answer, item: object, options = {}): Promise<string> {
  await using test = await setUp(answer, options);
  for await (const one of test.client.bulk.executeAll([item] as never[]))
    return text((one as { error?: unknown }).error);
  return 'no outcome';
}

/** What is warned of while something is done. */
async function warned(run: () => unknown): Promise<string> {
  const warnings: string[] = [];
  const spies = [
    vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(String(warning))),
    vi.spyOn(console, 'error').mockImplementation((warning) => void warnings.push(String(warning))),
    vi.spyOn(console, 'warn').mockImplementation((warning) => void warnings.push(String(warning))),
  ];
  await run();
  for (const spy of spies) spy.mockRestore();
  return warnings.join('\n');
}

const failing =
  (code: string): Answer =>
  (response, { body }) => {
    const { items = [] } = JSON.parse(body || '{}') as { items?: { idempotency_key: string }[] };
    json(response, 200, bulkSuccess(items.map(({ idempotency_key: key }) => [key, failure(code)])));
  };

const tls = async (names: string[]): Promise<string> => {
  const authority = await createAuthority('An authority that nobody knows');
  await using server = await startTlsServer(await authority.issue(names), success({}));
  return await unreached(server.url);
};

const throwing = (error: unknown): Promise<string> =>
  unreached('https://api.example.test', { fetch: () => Promise.reject(error) });

async function throughProxy(status: number): Promise<string> {
  await using proxy = await startProxy({ port: 1, refuseWith: status });
  stubProxyEnvironment({ HTTPS_PROXY: proxy.url });
  return await unreached('https://api.example.test');
}

/** Every mistake, and what is said of it. */
const mistakes: readonly (() => string | Promise<string>)[] = [
  // Making a client
  () => {
    vi.stubEnv('PREFACTOR_API_TOKEN', '');
    return of(() => new PrefactorHttpClient());
  },
  () => config({ apiToken: 'token\n' }),
  () => config({ apiToken: 'Bearer token' }),
  () => config({ apiUrl: 'http://127.0.0.1:99999' }),
  () => config({ apiUrl: 'app.prefactorai.com' }),
  () => config({ apiUrl: 'https://app.prefactorai.com/?tenant=1' }),
  () => config({ apiKey: 'x' }),
  () => config({ colour: 'blue' }),
  () => config({ fetch, maxConnections: 5 }),
  () => config({ fetch, dispatcher: { dispatch: () => true } }),
  () => of(() => new PrefactorHttpClient([] as never)),
  () => {
    stubProxyEnvironment({ HTTPS_PROXY: 'not a proxy' });
    return config({});
  },
  () =>
    warned(async () => {
      vi.resetModules();
      const { PrefactorHttpClient: Fresh } = await import('../../src/index.ts');
      vi.stubGlobal('window', {});
      vi.stubGlobal('document', {});
      vi.stubGlobal('process', { env: {}, versions: {} });
      new Fresh({ apiToken: 'x', fetch });
    }),

  // Arguments
  () => refused(({ agentSpans }) => agentSpans.create({ ...span, schemaName: 'x' } as never)),
  () => refused(({ agentSpans }) => agentSpans.create({ ...span, colour: 'blue' } as never)),
  () =>
    refused(({ bulk }) =>
      bulk.writer().add({ _type: 'agent_spans/finish', agent_span_id: id, colour: 1 } as never),
    ),
  () => refused(({ agents }) => agents.list({ timeout: 5 } as never)),
  () => refused(({ agentInstances }) => agentInstances.terminate(id, {} as never)),
  () => refused(({ bulk }) => bulk.execute([{ type: 'agent_spans/show' }] as never)),
  () => refused(({ agentSpans }) => agentSpans.finish(id, { status: 'done' } as never)),
  () => refused(({ agentInstances }) => agentInstances.terminate(id, { reason: ' ' })),
  () => refused(({ agentSpans }) => agentSpans.finish(undefined as never)),
  () => refused(({ agentSpans }) => agentSpans.finish(id, { timestamp: new Date('soon') })),
  () =>
    refused(({ agentSpans }) => agentSpans.finish(id, { result_payload: { answer: Promise.resolve(1) } })),
  () =>
    refused(({ agentSpans }) => {
      const toJSON = () => {
        throw new Error('not now');
      };
      return agentSpans.finish(id, { result_payload: { toJSON } });
    }),
  () =>
    refused(({ agentSpans }) =>
      agentSpans.finish(id, { idempotency_key: 'one' }, { idempotencyKey: 'other' }),
    ),
  () => {
    const item = { _type: 'agent_spans/finish', agent_span_id: id, idempotency_key: 'the-same-key' } as const;
    return refused(({ bulk }) => bulk.execute([item, item]));
  },
  () => refused((client) => client.validateToken({ headers: { 'x-name': 'a\nb' } })),
  () => refused((client) => client.validateToken({ headers: { expect: '100-continue' } })),
  () => refused((client) => client.validateToken({ headers: { 'content-type': 'text/plain' } })),
  () => refused((client) => client.validateToken({ headers: { 'accept-encoding': 'zstd' } })),
  () =>
    refused(({ agentSpans }) => {
      let result_payload: object = {};
      for (let level = 0; level < 100_000; level += 1) result_payload = { deeper: result_payload };
      return agentSpans.finish(id, { result_payload });
    }),
  () =>
    refused((client) => {
      const options = {
        get timeout(): number {
          throw new Error('not now');
        },
      };
      return client.validateToken(options);
    }),
  () => refused(({ agentSpans }) => agentSpans.finish(id, { result_payload: { toJSON: () => undefined } })),
  () => refused((client) => client.request('GET', '/api/v1/thing', { query: { of: null } })),
  () => refused((client) => client.request('GET', '/api/v1/thing', { query: { of: { ids: [1] } } })),
  () => refused((client) => client.request('GET', '/api/v1/thing', { query: { of: [{ id: 1 }] } })),
  () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`field_${n}`, n]));
    return refused(({ agentSpans }) => agentSpans.finish(id, many));
  },
  () => refused(({ agentSpans }) => agentSpans.finish(id, {}, { extraBody: { status: 'failed' } })),
  () => refused(({ agentSpans }) => agentSpans.finish(id), { maxRequestSize: 5 }),

  // No connection
  () => unreached(refusingUrl),
  () => unreached('https://api.prefactor.invalid'),
  () => throwing(Object.assign(new Error('getaddrinfo EAI_AGAIN api.example.test'), { code: 'EAI_AGAIN' })),
  async () => {
    await using test = await setUp(withSpan);
    return await unreached(test.server.url.replace('http:', 'https:'));
  },
  async () => {
    await using server = await startRawServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
    return await unreached(server.url);
  },
  () => throwing(Object.assign(new Error('host mismatch'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })),
  () => tls(['localhost']),
  () => throughProxy(407),
  () => throughProxy(403),
  () => throughProxy(502),
  () => throwing(new TypeError('Failed to fetch')),
  () => throwing(new TypeError('fetch failed', { cause: new Error('bad port') })),
  () => throwing(new TypeError('fetch failed')),
  () => answered(reset),
  () =>
    answered((response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"status":', () => response.destroy());
    }),
  async () => {
    await using server = await startSilentServer();
    return await unreached(server.url, { connectTimeout: 20 });
  },
  async () => {
    await using test = await setUpByHand(never, { maxRetries: 0 });
    const ended = of(() => test.client.validateToken());
    await until(() => expect(test.server.requests).toHaveLength(1));
    test.clock.advance(30_000);
    return await ended;
  },
  () => answered(unavailable, undefined, { maxRetries: 3, totalTimeout: 1_500 }),
  () => answered(unavailable, undefined, { maxRetries: 1 }),
  async () => {
    await using test = await setUp(unavailable, {
      maxRetries: 0,
      circuitBreaker: { threshold: 1, halfOpenAfter: 60_000 },
    });
    await of(() => test.client.validateToken());
    return await of(() => test.client.validateToken());
  },
  () =>
    refused(async (client) => {
      await client.close();
      await client.validateToken();
    }),

  // Answers that are not the API's own
  () => answered((response) => void response.end('<!doctype html><p>Please sign in</p>')),
  () => answered((response) => void response.end('hello')),
  () =>
    answered(
      (response) => json(response, 200, { status: 'success' }),
      ({ agentSpans }) => agentSpans.get(id),
    ),
  () => answered(withSpan, undefined, { maxResponseSize: 5 }),
  () =>
    answered((response) => void response.writeHead(302, { location: 'https://login.example.test/?x' }).end()),
  () => answered((response) => void response.writeHead(407).end()),
  () => answered((response) => void response.writeHead(502).end('<html>')),

  // Bulk
  () =>
    refused(({ bulk }) => {
      const writer = bulk.writer({ maxQueueItems: 1 });
      for (let n = 0; n < 2; n += 1) writer.add({ _type: 'agent_spans/finish', agent_span_id: id });
    }),
  () =>
    refused(async ({ bulk }) => {
      const writer = bulk.writer();
      await writer.close();
      writer.add({ _type: 'agent_spans/finish', agent_span_id: id });
    }),
  async () => {
    await using test = await setUp(failing('not_found'));
    const writer = test.client.bulk.writer({ flushInterval: 1, onFailed: () => {} });
    const created = writer.createSpan(span);
    await created.outcome;
    return text(((await writer.finishSpan(created.id)) as { error?: unknown }).error);
  },
  () =>
    refused(({ bulk }) => {
      const writer = bulk.writer({ maxItemBytes: 50 });
      writer.add({ _type: 'agent_spans/finish', agent_span_id: id });
    }),
  () => outcome(withSpan, { _type: 'agent_spans/finish', agent_span_id: id }, { maxRequestSize: 20 }),
  () =>
    refused(({ bulk }) => {
      const run = bulk.executeAll([]);
      run[Symbol.asyncIterator]();
      run[Symbol.asyncIterator]();
    }),
  () => refused(({ bulk }) => bulk.executeAll({ [Symbol.iterator]: () => ({ next: () => 5 }) } as never)),
  () =>
    outcome((response) => json(response, 200, bulkSuccess([])), {
      _type: 'agent_spans/finish',
      agent_span_id: id,
    }),
  () =>
    warned(async () => {
      await using test = await setUp(failing('not_found'));
      await test.client.bulk
        .writer({ flushInterval: 1 })
        .add({ _type: 'agent_spans/finish', agent_span_id: id });
    }),
  () =>
    warned(async () => {
      await using test = await setUp((response, { body }) => {
        const { items } = JSON.parse(body) as { items: { idempotency_key: string }[] };
        const taken = failure('validation_errors', { errors: { external_identifier: ['is taken'] } });
        json(response, 200, bulkSuccess(items.map(({ idempotency_key: key }) => [key, taken])));
      });
      const tracer = createTracer({ client: test.client, pollInterval: 0 });
      tracer.startRun({ external_identifier: 'ticket-1' });
      await tracer.flush();
    }),
  () =>
    warned(async () => {
      await using test = await setUp(failing('not_found'));
      const onFailed = () => {
        throw new Error('not now');
      };
      const writer = test.client.bulk.writer({ flushInterval: 1, onFailed });
      await writer.add({ _type: 'agent_spans/finish', agent_span_id: id });
    }),
  () =>
    warned(async () => {
      await using test = await setUp(withSpan);
      const writer = test.client.bulk.writer({ maxQueueItems: 1, overflow: 'drop' });
      for (let n = 0; n < 2; n += 1) void writer.add({ _type: 'agent_spans/finish', agent_span_id: id });
    }),
  () =>
    warned(async () => {
      await using test = await setUp(never);
      const writer = test.client.bulk.writer();
      void writer.add({ _type: 'agent_spans/finish', agent_span_id: id });
      for (const listener of process.listeners('exit').slice(-1)) listener.call(process, 0);
      await writer.close({ timeout: 0 });
    }),
  () =>
    warned(async () => {
      await using test = await setUpByHand((response) => json(response, 401, failure('bad_authtoken')));
      const writer = test.client.bulk.writer({ flushInterval: 1 });
      void writer.add({ _type: 'agent_spans/finish', agent_span_id: id });
      test.clock.advance(1);
      await received(test.server, 1);
      await turns();
      await writer.close({ timeout: 0 });
    }),
  () =>
    warned(async () => {
      await using test = await setUp(never);
      const writer = test.client.bulk.writer();
      void writer.add({ _type: 'agent_spans/finish', agent_span_id: id });
      await writer.close({ timeout: 5 });
    }),
  () =>
    warned(async () => {
      const redact = () => {
        throw new Error('not now');
      };
      await refused(({ agentSpans }) => agentSpans.create(span), { redact });
    }),
  // Tracing
  () => {
    vi.stubEnv('PREFACTOR_API_TOKEN', '');
    return warned(() => createTracer());
  },
  ...[
    (tracer: Tracer) => tracer.span('agent:llm', {}, () => {}),
    (tracer: Tracer) => tracer.run({}, (run) => run).startSpan('agent:llm', {}),
    (tracer: Tracer) => tracer.run({}, () => tracer.span('agent:llm', { a: Promise.resolve(1) }, () => {})),
    (tracer: Tracer) => tracer.run({}, () => {}),
    (tracer: Tracer) => tracer.startRun().handle(),
    (tracer: Tracer) => tracer.resume('no handle', () => {}),
    (tracer: Tracer) => tracer.run(null as never, () => {}),
  ].map(
    (mistake) => () =>
      warned(async () => {
        await using test = await setUp(failing('not_found'));
        const tracer = createTracer({ client: test.client, pollInterval: 0 });
        await mistake(tracer);
        await tracer.close();
      }),
  ),
  () => of(() => createTracer({ pollInterval: -1 })),
  () => refused(({ bulk }) => createTracer({ writer: bulk.writer() })),

  async () => {
    const clock = { ...withoutWaits(), random: () => Number(thrownBy(() => null)) };
    await using test = await setUp(failing('unknown'));
    await using client = connect(test.server.url, {}, clock);
    const writer = client.bulk.writer({ flushInterval: 1, onFailed: () => {} });
    const told = await writer.add({ _type: 'agent_spans/finish', agent_span_id: id });
    return text((told as { error?: unknown }).error);
  },
];

/** What a template says whatever is put into it. */
const textsOf = (template: string): string[] =>
  template.split(/\$\{[^}]*\}/).filter((one) => one.trim().length > 2);

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('the page of messages', () => {
  const said: string[] = [];

  beforeAll(async () => {
    for (const mistake of mistakes) {
      said.push(await mistake());
      vi.unstubAllGlobals();
      vi.unstubAllEnvs();
    }
  });

  it.each(firstCells('Message'))('lists what is really said: %s', (message) => {
    const [first = '', ...others] = message
      .split('…')
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp([first, ...others].join('[\\s\\S]*'));
    expect(said.filter((one) => pattern.test(one))).not.toEqual([]);
  });

  const sources = readdirSync(join(projectRoot, 'src/wrapper'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(projectRoot, 'src/wrapper', name), 'utf8'));

  it('has a row for every warning', () => {
    const beginnings = sources.flatMap((source) =>
      [...source.matchAll(/['`]prefactor-http: ([^'`]*)['`]/g)].map(([, text = '']) => textsOf(text)),
    );
    expect(beginnings.length).toBeGreaterThan(5);
    const rows = firstCells('Message');
    const missing = beginnings.filter(
      (texts) => !rows.some((row) => texts.every((one) => row.includes(one))),
    );
    expect(missing).toEqual([]);
  });

  it('has a row for every code', () => {
    const inSource = sources.flatMap((source) =>
      [
        ...source.matchAll(
          /(?:\bcode(?:: | = )|refuse(?:IfAny)?\(|writerError\(\w+, |refusedByProxy = )'([a-z_]+)'/g,
        ),
      ].map(([, code = '']) => code),
    );
    const codes = new Set([...inSource, ...Object.keys(errorCodes)]);
    // The reason of an abort that no caller is told of.
    codes.delete('run_left');
    expect(codes.size).toBeGreaterThan(25);
    const rows = page.split('\n').filter((line) => line.startsWith('| '));
    const chapters = page.split('\n').filter((line) => /with the code `\w+`/.test(line));
    const missing = [...codes].filter(
      (code) => ![...rows, ...chapters].some((row) => row.includes(`\`${code}\``)),
    );
    expect(missing).toEqual([]);
  });
});
