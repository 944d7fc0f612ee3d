/** Whatever bytes a sandbox is sent, it answers them or closes the connection, and its records stay in order. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  type Arbitrary,
  array,
  asyncProperty,
  constantFrom,
  jsonValue,
  nat,
  oneof,
  record,
  string,
  tuple,
  uint8Array,
} from 'fast-check';
import { expect, test } from 'vitest';
import { startSandbox } from '../../src/testing/index.ts';
import { operations } from '../../src/wrapper/call/operations.ts';
import { exchange } from '../support/raw-client.ts';
import { holds } from './support.ts';

const run = '013xrzp12g3nqk8n4evtrcj59k8dhn3t';
const oddTexts = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'null', 'true', '-1', '1e999', ''],
  ...['\0', '%00', '%ff', '%', '%2e%2e', '..', '.', '/', '//', '\\', '*', ' ', '\t', 'ü', '🔑', '\ud800'],
  ...['[', ']', '[]', 'a[b][c]', '?', '#', '&', '=', '@', ':', "'", '"', '{}', '\r\n', '\r\n\r\n'],
];
const oddText = oneof(constantFrom(...oddTexts), string({ unit: 'binary', maxLength: 12 }), string());

const paths = Object.values(operations).map(({ path }) =>
  path.replace('{agent_instance_id}', run).replaceAll(/\{\w+\}/g, 'some-id'),
);
const path = oneof(
  { weight: 2, arbitrary: constantFrom(...paths, '/', '/events', '/page/page.js') },
  tuple(constantFrom(...paths, '/page/', 'http://localhost', 'http://'), oddText).map((parts) =>
    parts.join('/'),
  ),
  oddText,
);
const query = array(
  tuple(oneof(constantFrom('pagination[offset]', 'sorting[field]', 'sorting', 'redacted'), oddText), oddText),
  { maxLength: 3 },
).map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));

const field = oneof(
  constantFrom(
    'details',
    'items',
    '_type',
    'idempotency_key',
    'agent_instance_id',
    'id',
    'status',
    'payload',
  ),
  constantFrom(...oddTexts),
);
const value = oneof(
  jsonValue({ maxDepth: 3 }),
  constantFrom<unknown>(run, 'active', 'complete', 'agent:llm', 'a-good-key', {}, [], null),
);
const fields = array(tuple(field, value), { maxLength: 6 }).map((pairs) => Object.fromEntries(pairs));
const span = { agent_instance_id: run, schema_name: 'agent:llm', status: 'active', payload: {} };
const asJson = (ask: unknown): Uint8Array => Buffer.from(JSON.stringify(ask));
const items = array(
  tuple(constantFrom('agent_spans/create', 'agent_instances/register', 'x/y', '__proto__'), fields),
  { maxLength: 4 },
).map((pairs) =>
  pairs.map(([_type, more], index) => ({
    _type,
    details: span,
    idempotency_key: `the-key-${index}`,
    ...more,
  })),
);

/** What is asked for, more or less: most of it is good in itself, some of it is wild. */
const ask = oneof(
  fields.map((more) => ({ path: '/api/v1/agent_spans', body: asJson({ details: { ...span, ...more } }) })),
  fields.map((more) => ({ path: '/api/v1/agent_spans', body: asJson({ details: span, ...more }) })),
  items.map((given) => ({ path: '/api/v1/bulk', body: asJson({ items: given }) })),
  constantFrom({ path: `/api/v1/agent_instance/${run}/start`, body: asJson({}) }),
  nat(9_000).map((levels) => {
    const payload = `${'{"a":'.repeat(levels)}{}${'}'.repeat(levels)}`;
    const details = JSON.stringify({ ...span, sensitive_encoding: true }).replace('{}', payload);
    return { path: '/api/v1/agent_spans', body: Buffer.from(`{"details":${details}}`) };
  }),
  record({
    path,
    body: oneof(
      value.map(asJson),
      fields.map(asJson),
      uint8Array({ maxLength: 200 }),
      nat(3_000).map((levels) => Buffer.from('{"a":['.repeat(levels))),
    ),
  }),
);

const header = oneof(
  constantFrom(
    ...['content-type: text/plain', 'expect: 100-continue', 'expect: x', 'connection: close', 'upgrade: h2c'],
    ...[
      'connection: upgrade',
      'idempotency-key: __proto__',
      'origin: null',
      'origin: http://localhost',
      'te: x',
    ],
    ...['host: evil.example', 'host: localhost', 'transfer-encoding: gzip', 'trailer: host', '__proto__: x'],
    ...['content-length: 5', 'content-length: -1', 'content-length: 99999999999999999999', 'cookie: a=b'],
    ...['authorization: Bearer __proto__', 'authorization: Basic x', 'last-event-id: 1', ': x', 'no colon'],
  ),
  tuple(oddText, oddText).map((parts) => parts.join(': ')),
  nat(2_000).map((count) => Array(count).fill('x-flood: 1').join('\r\n')),
);

const mostly = <Value>(usual: Value, odd: Arbitrary<Value>): Arbitrary<Value> =>
  oneof({ weight: 9, arbitrary: constantFrom(usual) }, { weight: 1, arbitrary: odd });
const methods = ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'CONNECT', 'TRACE', 'PRI', 'get', ''];
const framings = ['chunks', 'chunk', 'none', 'short', 'long'] as const;

const message = record({
  method: mostly('POST', constantFrom(...methods)),
  ask,
  query: mostly<string | null>(null, query),
  version: mostly('HTTP/1.1', constantFrom('HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'HTTP/1.1 ', '', 'ICY')),
  host: mostly('host: localhost', header),
  token: mostly('sandbox-account-token', constantFrom('sandbox-deployment-token', 'unknown')),
  headers: mostly<string[]>([], array(header, { maxLength: 3 })),
  framing: mostly<'length' | (typeof framings)[number]>('length', constantFrom(...framings)),
}).map(({ method, ask: { path, body }, query, version, host, token, headers, framing }) => {
  const target = query === null ? path : `${path}?${query}`;
  const lengths = { length: body.length, short: body.length >> 1, long: body.length + 7 };
  const isChunked = framing === 'chunks' || framing === 'chunk';
  const frame =
    framing === 'none'
      ? []
      : [
          isChunked
            ? 'transfer-encoding: chunked'
            : `content-length: ${lengths[framing as keyof typeof lengths]}`,
        ];
  const head = [
    `${method} ${target} ${version}`,
    host,
    `authorization: Bearer ${token}`,
    ...headers,
    ...frame,
  ];
  const size = body.length.toString(16);
  const last = framing === 'chunks' ? '\r\n0\r\nhost: evil.example\r\n\r\n' : '';
  return Buffer.concat([
    Buffer.from(`${head.join('\r\n')}\r\n\r\n${isChunked ? `${size}\r\n` : ''}`),
    body,
    Buffer.from(last),
  ]);
});

/** A few requests on one connection, perhaps cut off. */
const bytes = oneof(
  { weight: 1, arbitrary: uint8Array({ maxLength: 300 }) },
  {
    weight: 9,
    arbitrary: tuple(
      array(message, { minLength: 1, maxLength: 3 }),
      mostly<number | undefined>(undefined, nat(2_000)),
    ).map(([messages, end]) => Buffer.concat(messages).subarray(0, end)),
  },
);

/** Bytes of the heap that are in use. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

test('a sandbox takes any bytes', async () => {
  await using sandbox = await startSandbox();
  const authorization = `Bearer ${sandbox.token}`;
  const ping = () => fetch(`${sandbox.url}/api/v1/ping`, { headers: { authorization } });
  const register = async (): Promise<void> => {
    const url = `${sandbox.url}/api/v1/agent_instance/register`;
    await fetch(url, { method: 'POST', headers: { authorization }, body: JSON.stringify({ id: run }) });
  };
  const recorded = () => JSON.stringify([sandbox.ledger.applied, sandbox.instances, sandbox.spans]);
  await register();
  const heapBefore = heapInUse();
  const seen = { applied: 0, refused: 0, unread: 0 };
  let count = 0;
  await holds(
    'a sandbox takes any bytes',
    asyncProperty(bytes, async (given) => {
      count += 1;
      // So that comparing everything stays quick.
      if (count % 50 === 0) {
        sandbox.reset();
        await register();
        expect((await ping()).status).toBe(200);
      }
      const [before, first] = [recorded(), sandbox.requests.length];
      const answer = await exchange(sandbox.url, given);
      expect(answer).not.toMatch(/HTTP\/1\.1 (500|[2-5]\d\d [^\r]*\r\n\r\nundefined)/);
      const requests = sandbox.requests.slice(first);
      const isDone = requests.some(
        ({ operation, statusCode }) =>
          operation !== undefined && operations[operation].writes && statusCode === 200,
      );
      if (!isDone) expect(recorded()).toBe(before);
      for (const { request } of sandbox.ledger.applied.filter((entry) => entry.request >= first))
        expect(sandbox.requests[request]?.statusCode).toBe(200);
      seen[requests.length === 0 ? 'unread' : isDone ? 'applied' : 'refused'] += 1;
    }),
  );
  process.stdout.write(`${JSON.stringify(seen)}\n`);
  expect((await ping()).status).toBe(200);
  // It would say little if all of it were refused at once, or none.
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(count / 100);
  sandbox.reset();
  expect(heapInUse() - heapBefore).toBeLessThan(64 * 1024 * 1024);
});
