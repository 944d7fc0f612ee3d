/**
 * The sandbox against the document: through a proxy that lets no violation pass, in either direction, and each answer
 * against the document's schemas with every object closed.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schema } from '../../scripts/generate/document.ts';
import { payloadMarks } from '../../scripts/generate/payloads.ts';
import { startPrismProxy } from '../../scripts/prism.ts';
import { operations as table } from '../../src/generated/operations.ts';
import { type Sandbox, startSandbox } from '../../src/testing/index.ts';
import { instance } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';
import { recordTraffic } from '../support/traffic.ts';
import { callExample, document, examples, operations, prepare } from './sandbox-examples.ts';
import { type Clients, clientsAt, everything, options } from './sandbox-run.ts';

describe('through a proxy that lets no violation pass', () => {
  let sandbox: Sandbox;
  let proxy: Awaited<ReturnType<typeof startPrismProxy>>;
  let clients: Clients;
  beforeAll(async () => {
    sandbox = await startSandbox(options);
    proxy = await startPrismProxy(sandbox.url);
    clients = clientsAt(proxy.url, sandbox);
  });
  afterAll(async () => {
    await clients[Symbol.asyncDispose]();
    await proxy[Symbol.asyncDispose]();
    await sandbox.close();
  });

  /** Carries something out, and proves that each answer came from the sandbox and breaks nothing. */
  async function withoutViolation(work: () => Promise<unknown>): Promise<void> {
    const before = sandbox.requests.length;
    using traffic = recordTraffic();
    await work();
    const requests = sandbox.requests.slice(before);
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.flatMap(({ dropped }) => dropped)).toEqual([]);
    expect(
      traffic.exchanges.map(({ statusCode, headers }) => ({
        statusCode,
        requestId: headers.get('x-request-id'),
        violations: headers.get('sl-violations'),
      })),
    ).toEqual(
      requests.map(({ statusCode }, index) => ({
        statusCode,
        requestId: `sandbox-${before + index + 1}`,
        violations: undefined,
      })),
    );
  }

  test('passes every operation, every bulk type and every kind of refusal', async () => {
    await withoutViolation(() => everything(sandbox, clients));
    const { requests } = sandbox;
    expect(new Set(requests.map(({ operation }) => operation))).toEqual(new Set(Object.keys(table)));
    expect(new Set(requests.map(({ statusCode }) => statusCode))).toEqual(
      new Set([200, 401, 404, 409, 413, 422, 429, 503]),
    );
    const sent = requests.filter(({ operation }) => operation === 'executeBulk').map(({ body }) => body);
    for (const { bulkType } of Object.values(table)) {
      if (bulkType !== undefined) expect(sent.join()).toContain(`"${bulkType}"`);
    }
  });

  test.each(examples)('passes the example "$name" of $id', async (example) => {
    const made = await prepare(sandbox, example.id, example.name);
    await withoutViolation(() => callExample(clients, example, made));
    expect(sandbox.requests.at(-1)).toMatchObject({ operation: example.id, statusCode: 200 });
  });

  test('would notice a request that breaks the document: it never reaches the sandbox', async () => {
    const before = sandbox.requests.length;
    for (const [path, body] of [
      ['/api/v1/agent_instance/register', { no_such_field: 1 }],
      ['/api/v1/agent_instance/register', { purpose: 'fun' }],
      ['/api/v1/agent_spans', { details: { payload: {} } }],
      ['/api/v1/bulk', { items: [{ _type: 'agent_spans/list', idempotency_key: '7-chars' }] }],
    ] as const) {
      const answer = await fetch(proxy.url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(422);
      expect(answer.headers.get('x-request-id')).toBeNull();
      expect(await answer.json()).toMatchObject({ title: 'Invalid request' });
    }
    expect(sandbox.requests).toHaveLength(before);
  });
});

test('the proxy would notice an answer that breaks the document: it becomes an error', async () => {
  const { id: _, ...withoutId } = instance;
  const wrong: [path: string, answer: object][] = [
    ['/api/v1/agent_instance/a', { status: 'success', details: withoutId }],
    ['/api/v1/agent_instance/b', { status: 'success', details: { ...instance, status: 'paused' } }],
    ['/api/v1/agent_instance/c', { status: 'success', details: { ...instance, started_at: 7 } }],
    ['/api/v1/agent_instance/d', { status: 'success', details: { ...instance, updated_at: 'now' } }],
    ['/api/v1/agent_instance/e', { details: instance }],
    ['/api/v1/agent_spans', { status: 'success', summaries: [], pagination: { item_count: 0 } }],
  ];
  const good = { status: 'success', details: instance };
  await using server = await startServer((response, { url }) =>
    json(response, 200, wrong.find(([path]) => path === url)?.[1] ?? good, { 'x-request-id': 'upstream' }),
  );
  await using proxy = await startPrismProxy(server.url);
  const get = (path: string) => fetch(proxy.url + path, { headers: { authorization: 'Bearer any' } });

  for (const [path] of wrong) {
    const answer = await get(path);
    expect(answer.status, path).toBe(500);
    expect(answer.headers.get('x-request-id')).toBeNull();
    expect(await answer.text()).toContain('#VIOLATIONS');
  }
  expect(server.requests.map(({ url }) => url)).toEqual(wrong.map(([path]) => path));

  const passed = await get('/api/v1/agent_instance/good');
  expect(passed.status).toBe(200);
  expect(passed.headers.get('x-request-id')).toBe('upstream');
});

describe("against the document's schemas, with every object closed", () => {
  /** An answer as it came, and the schema that the document has for it. */
  interface Received {
    requestId: number;
    status: number;
    body: unknown;
  }

  const ajv = new Ajv2020({
    allErrors: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    schemas: [{ $id: 'document', components: { schemas: closed(document.components.schemas) } }],
    formats: {
      'date-time': (text: string) => /T.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
    },
    keywords: ['components', 'x-error-codes', ...payloadMarks],
  });
  const validators = new Map<string, ValidateFunction>();
  /** A root that allows nothing beside what the schema itself allows, through its bases too. */
  function validatorOf(name: string): ValidateFunction {
    const known = validators.get(name);
    if (known !== undefined) return known;
    const made = ajv.compile({
      $ref: `document#/components/schemas/${name}`,
      unevaluatedProperties: false,
    });
    validators.set(name, made);
    return made;
  }

  const successOf = (id: string): string => {
    const { $ref = '' } = operations.find((operation) => operation.id === id)?.success.schema ?? {};
    return $ref.replace('#/components/schemas/', '');
  };

  function violations(name: string, value: unknown): string[] {
    const validate = validatorOf(name);
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, keyword, params }) => `${name}${instancePath}: ${keyword} ${JSON.stringify(params)}`,
    );
  }

  /** What an answer breaks; each output of bulk by the operation of its item. */
  function violationsOf(sandbox: Sandbox, { requestId, status, body }: Received): string[] {
    const request = sandbox.requests[requestId - 1];
    if (status === 429) return violations('RateLimitErrorResponse', body);
    if (status !== 200) return violations('ErrorResponse', body);
    const found = violations(successOf(request?.operation ?? ''), body);
    if (request?.operation !== 'executeBulk') return found;
    const { items } = JSON.parse(request.body) as { items: { _type: string; idempotency_key: string }[] };
    const types = new Map(items.map(({ idempotency_key, _type }) => [idempotency_key, _type]));
    const { outputs } = body as { outputs: Record<string, { status: string }> };
    for (const [key, output] of Object.entries(outputs)) {
      const operation = operations.find(({ bulkType }) => bulkType === types.get(key));
      const name = output.status === 'success' ? successOf(operation?.id ?? '') : 'ErrorResponse';
      found.push(...violations(name, output));
    }
    return found;
  }

  async function check(sandbox: Sandbox, work: (clients: Clients) => Promise<unknown>): Promise<number> {
    const received: Received[] = [];
    const recording: typeof fetch = async (url, init) => {
      const answer = await fetch(url, init);
      const body: unknown = await answer.clone().json();
      const requestId = Number(answer.headers.get('x-request-id')?.replace('sandbox-', ''));
      received.push({ requestId, status: answer.status, body });
      return answer;
    };
    await using clients = clientsAt(sandbox.url, sandbox, { fetch: recording });
    await work(clients);
    expect(received.length).toBeGreaterThan(0);
    expect(received.flatMap((one) => violationsOf(sandbox, one))).toEqual([]);
    return received.length;
  }

  test('every answer of a whole run fits, the outputs of bulk one by one', async () => {
    await using sandbox = await startSandbox(options);
    const checked = await check(sandbox, (clients) => everything(sandbox, clients));
    expect(checked).toBe(sandbox.requests.length);
  });

  test('every answer to an example of the document fits', async () => {
    await using sandbox = await startSandbox(options);
    for (const example of examples) {
      const made = await prepare(sandbox, example.id, example.name);
      await check(sandbox, (clients) => callExample(clients, example, made));
    }
  });

  test('one that does not fit would be noticed', () => {
    const good = { status: 'success', details: instance };
    expect(violations('AgentInstanceResponse', good)).toEqual([]);
    for (const wrong of [
      { ...good, control: {} },
      { ...good, details: { ...instance, colour: 'blue' } },
      { ...good, details: { ...instance, status: 'paused' } },
      { ...good, details: { ...instance, span_counts: { total: 1 } } },
      { ...good, details: { ...instance, inserted_at: 'yesterday' } },
      { ...good, details: { ...instance, account_id: undefined } },
    ]) {
      expect(violations('AgentInstanceResponse', wrong)).not.toEqual([]);
    }
    const refusal = { status: 'error', code: 'not_found', message: 'Nothing.' };
    expect(violations('ErrorResponse', refusal)).toEqual([]);
    expect(violations('ErrorResponse', { ...refusal, details: {} })).not.toEqual([]);
  });
});

/** The schemas with every object closed that lists its properties; the bases of others stay open. */
function closed(schemas: Record<string, Schema>): Record<string, Schema> {
  const bases = ['ApiError', 'DetailedApiError'];
  const close = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(close);
    if (typeof value !== 'object' || value === null) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, close(inner)]));
    const { type, properties, allOf, additionalProperties } = value as Schema;
    const isOpen = type === 'object' && properties !== undefined && allOf === undefined;
    return isOpen && additionalProperties === undefined ? { ...copy, additionalProperties: false } : copy;
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      bases.includes(name) ? schema : (close(schema) as Schema),
    ]),
  );
}
