/**
 * Everything the Python package `prefactor-http` has under a public name, and what stands for it here: one row for each,
 * in the order of docs/python.md, proven through what this package exports.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it, test, vi } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import type {
  ActionProfile,
  AgentInstance,
  AgentInstanceSpanCounts,
  AgentInstanceSummary,
  AgentSchemaVersionForRegister,
  AgentSpan,
  AgentSpanSummary,
  AgentStatus,
  AgentVersionForRegister,
  ApiError,
  ApiResponse,
  BulkItem,
  BulkOutput,
  BulkRequest,
  BulkResponse,
  CreateAgentSpanRequest,
  DataCategories,
  DataRisk,
  DetailedApiError,
  FinishInstanceRequest,
  FinishSpanRequest,
  FinishStatus,
  HttpClientConfig,
  ListResponse,
  PaginationOutput,
  RegisterAgentInstanceRequest,
  Sorting,
  SpanTypeSchemaForCreate,
  TimestampRequest,
} from '../../src/index.ts';
import {
  createRetryPolicy,
  isPermanentHttpError,
  isTransientHttpError,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorClientError,
  PrefactorConflictError,
  PrefactorConnectionError,
  PrefactorHttpClient,
  PrefactorHttpError,
  PrefactorNotFoundError,
  PrefactorRateLimitError,
  PrefactorResponseContractError,
  PrefactorRetryExhaustedError,
  PrefactorServerError,
  PrefactorTimeoutError,
  PrefactorValidationError,
  VERSION,
} from '../../src/index.ts';
import { withInstance, withSpan } from '../support/answers.ts';
import { failureOf, received, thrownBy } from '../support/client.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { bulkSuccess, failure, instance, newSpan, span, success } from '../support/fixtures.ts';
import { startSilentServer } from '../support/raw-server.ts';
import { type Answer, json, type ReceivedRequest, startServer } from '../support/server.ts';

const apiToken = 'test-token';

/** Lets time pass for the timers of undici, which ends what takes too long to connect. */
const { tick: passTime } = createRequire(import.meta.url)('undici/lib/util/timers.js') as {
  tick(milliseconds: number): void;
};

/** Longer than any wait of these tests, so that no attempt ever times out. */
const requestTimeout = 1_000_000;

const version = { external_identifier: 'v1.0.0' };
const schemaVersion = { external_identifier: 'schema-1' };
const details = { ...newSpan, payload: { prompt: 'Hello' } } as const;

const withStatus =
  (status: number, more: object = {}): Answer =>
  (response) =>
    json(response, status, failure(`code_${status}`, more));
const withPage =
  (status: number): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'text/html' }).end(`<h1>Sorry, ${status}</h1>`);
/** The answer of a bulk request, every item a success with these details. */
const withOutputs =
  (details: object): Answer =>
  (response, { body }) => {
    const { items } = JSON.parse(body) as { items: { idempotency_key: string }[] };
    json(response, 200, bulkSuccess(items.map((item) => [item.idempotency_key, success(details)])));
  };

type Work<T> = (client: PrefactorHttpClient) => Promise<T>;

/** What some calls resolve to, what went over the wire for them, and the waits between attempts. */
async function against<T>(answer: Answer, work: Work<T>, config: HttpClientConfig = {}) {
  await using server = await startServer(answer);
  const clock = hastyClock(requestTimeout);
  await using client = new PrefactorHttpClient(
    { apiUrl: server.url, apiToken, requestTimeout, ...config },
    clock,
  );
  const result = await work(client);
  return { result, requests: server.requests.map(read), waits: clock.waits };
}

/** A request as a test wants to see it. */
function read({ method, url, headers, body }: ReceivedRequest) {
  return { call: `${method} ${url}`, headers, body: body === '' ? undefined : (JSON.parse(body) as unknown) };
}

/** What a call rejects with, and how many requests it made before. */
async function failed(answer: Answer, work: Work<unknown>, config: HttpClientConfig = {}) {
  const { result, requests } = await against(answer, (client) => failureOf(work(client)), config);
  return { error: result, requests };
}

const finish: Work<AgentInstance> = ({ agentInstances }) => agentInstances.finish('instance-1');
const ask: Work<AgentInstance> = ({ agentInstances }) => agentInstances.get('instance-1');

/** Each row by its name, with what proves it. */
const rows: readonly (readonly [name: string, proof: () => Promise<void>])[] = [
  [
    'PrefactorHttpClient(config, sdk_header=None) is new PrefactorHttpClient({ …, sdkHeader })',
    async () => {
      const { requests } = await against(withInstance, ask, { sdkHeader: 'my-agent@1.2.3' });
      expect(requests[0]?.headers['x-prefactor-sdk']).toBe(`my-agent@1.2.3 prefactor-http@${VERSION}`);
      const plain = await against(withInstance, ask);
      expect(plain.requests[0]?.headers['x-prefactor-sdk']).toBe(`prefactor-http@${VERSION}`);
      expect(plain.requests[0]?.headers.authorization).toBe(`Bearer ${apiToken}`);
    },
  ],
  [
    'async with PrefactorHttpClient(config) as client is await using client = new PrefactorHttpClient(config)',
    async () => {
      await using server = await startServer(withInstance);
      let kept: PrefactorHttpClient;
      {
        await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken });
        kept = client;
        expect(await ask(client)).toEqual(instance);
      }
      await expect(ask(kept)).rejects.toMatchObject({ code: 'client_closed' });
      expect(server.requests).toHaveLength(1);
    },
  ],
  [
    'client.agent_instances.register / start / finish are client.agentInstances.register / start / finish',
    async () => {
      const { result, requests } = await against(withInstance, async ({ agentInstances }) => [
        await agentInstances.register(
          {
            agent_id: 'agent-1',
            environment_id: 'environment-1',
            agent_version: version,
            agent_schema_version: schemaVersion,
            id: 'instance-1',
            update_current_version: false,
          },
          { idempotencyKey: 'register-1' },
        ),
        await agentInstances.start('instance-1', { timestamp: '2026-03-02T09:30:00Z' }),
        await agentInstances.finish('instance-1', { status: 'cancelled' }),
      ]);
      expect(result).toEqual([instance, instance, instance]);
      expect(requests).toMatchObject([
        {
          call: 'POST /api/v1/agent_instance/register',
          body: {
            agent_id: 'agent-1',
            agent_version: version,
            update_current_version: false,
            idempotency_key: 'register-1',
          },
        },
        {
          call: 'POST /api/v1/agent_instance/instance-1/start',
          body: { timestamp: '2026-03-02T09:30:00Z', idempotency_key: expect.any(String) },
        },
        {
          call: 'POST /api/v1/agent_instance/instance-1/finish',
          body: { status: 'cancelled', idempotency_key: expect.any(String) },
        },
      ]);
    },
  ],
  [
    'client.agent_spans.create / finish are client.agentSpans.create / finish',
    async () => {
      const { result, requests } = await against(withSpan, async ({ agentSpans }) => [
        await agentSpans.create({ ...details, parent_span_id: 'span-0' }),
        await agentSpans.finish('span-1', { status: 'failed', result_payload: { reason: 'none' } }),
      ]);
      expect(result).toEqual([span, span]);
      expect(requests).toMatchObject([
        {
          call: 'POST /api/v1/agent_spans',
          body: { details: { ...details, parent_span_id: 'span-0' }, idempotency_key: expect.any(String) },
        },
        {
          call: 'POST /api/v1/agent_spans/span-1/finish',
          body: {
            status: 'failed',
            result_payload: { reason: 'none' },
            idempotency_key: expect.any(String),
          },
        },
      ]);
    },
  ],
  [
    'client.bulk.execute(BulkRequest(items=[…])) is client.bulk.execute([…])',
    async () => {
      const { result, requests } = await against(withOutputs(span), ({ bulk }) =>
        bulk.execute([
          { _type: 'agent_spans/create', details: details, idempotency_key: 'create-1' },
          { _type: 'agent_spans/finish', agent_span_id: 'span-1' },
        ]),
      );
      expect(requests).toMatchObject([
        {
          call: 'POST /api/v1/bulk',
          body: {
            items: [
              { _type: 'agent_spans/create', details: details, idempotency_key: 'create-1' },
              { _type: 'agent_spans/finish', agent_span_id: 'span-1', idempotency_key: expect.any(String) },
            ],
          },
        },
      ]);
      expect(result.status).toBe('success');
      expect(result.outputs['create-1']).toEqual(success(span));
      expect(result.results).toMatchObject([
        { idempotencyKey: 'create-1', status: 'success', details: span },
        { status: 'success', details: span },
      ]);
    },
  ],
  [
    'client.request(method, path, params, json_data, idempotency_key) is client.request(method, path, { query, body, idempotencyKey })',
    async () => {
      const answer: Answer = (response) => json(response, 200, { anything: 1 });
      const { result, requests } = await against(answer, async (client) => [
        await client.request('POST', '/api/v1/other', {
          query: { page: 2 },
          body: { name: 'x' },
          idempotencyKey: 'other-1',
        }),
        await client.request('GET', '/api/v1/other'),
      ]);
      expect(result).toEqual([{ anything: 1 }, { anything: 1 }]);
      expect(requests).toMatchObject([
        {
          call: 'POST /api/v1/other?page=2',
          headers: { 'idempotency-key': 'other-1' },
          body: { name: 'x' },
        },
        { call: 'GET /api/v1/other', body: undefined },
      ]);
    },
  ],
  [
    'client.close() is client.close()',
    async () => {
      const { error, requests } = await failed(withInstance, async (client) => {
        await client.close();
        await client.close();
        return await ask(client);
      });
      expect(error).toBeInstanceOf(PrefactorClientError);
      expect(error).toMatchObject({ code: 'client_closed' });
      expect(requests).toEqual([]);
    },
  ],
  [
    'client.validate_token() is client.validateToken()',
    async () => {
      const good = await against(
        (response) => json(response, 200, { status: 'success' }),
        (client) => client.validateToken(),
      );
      expect(good).toMatchObject({ result: undefined, requests: [{ call: 'GET /api/v1/ping' }] });
      const { error } = await failed(withStatus(401), (client) => client.validateToken());
      expect(error).toBeInstanceOf(PrefactorAuthError);
    },
  ],
  [
    'HttpClientConfig has the same options in camelCase, the same defaults in milliseconds, all of them in force',
    async () => {
      const defaults = { maxRetries: 8 };
      const { waits } = await against(withStatus(503), (client) => ask(client).catch(() => {}), defaults);
      expect(waits, 'initial_retry_delay 1 s, retry_multiplier 2, max_retry_delay 60 s').toEqual([
        1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
      ]);
      for (const status of [429, 500, 502, 503, 504]) {
        const { requests } = await failed(withStatus(status), ask);
        expect(requests, `max_retries 3, of ${status}`).toHaveLength(4);
      }
      for (const status of [408, 409, 501]) {
        const { requests } = await failed(withStatus(status), ask);
        expect(requests, `${status} is not in retry_on_status_codes`).toHaveLength(1);
      }
      expect(await defaultRequestTimeout(), 'request_timeout 30 s').toBe(30_000);
      await expectConnectTimeout({}, 10_000);

      const others = {
        maxRetries: 2,
        initialRetryDelay: 300,
        maxRetryDelay: 700,
        retryMultiplier: 3,
        retryOnStatusCodes: [404],
        defaultIdempotencyKey: 'my-agent',
      };
      const other = await against(withStatus(404), (client) => finish(client).catch(() => {}), others);
      expect(other.waits).toEqual([300, 700]);
      expect(other.requests).toHaveLength(3);
      expect(other.requests[0]?.body).toMatchObject({ idempotency_key: expect.stringMatching(/^my-agent/) });
      expect(new Set(other.requests.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      await expectConnectTimeout({ connectTimeout: 4_000 }, 4_000);
      const { error } = await failed(() => {}, ask, { requestTimeout: 50, maxRetries: 0 });
      expect(error).toBeInstanceOf(PrefactorTimeoutError);
    },
  ],
  [
    'Config errors are PrefactorClientErrors that name the option and the value',
    async () => {
      const wrong: readonly (readonly [HttpClientConfig, option: string, value: string])[] = [
        [{ apiUrl: '' }, 'apiUrl', '""'],
        [{ apiToken: '' }, 'apiToken', 'is required'],
        [{ requestTimeout: 0 }, 'requestTimeout', 'not 0'],
        [{ connectTimeout: -1 }, 'connectTimeout', 'not -1'],
        [{ maxRetries: -1 }, 'maxRetries', 'not -1'],
        [{ initialRetryDelay: 0 }, 'initialRetryDelay', 'not 0'],
        [{ maxRetryDelay: -5 }, 'maxRetryDelay', 'not -5'],
        [{ initialRetryDelay: 61_000 }, 'initialRetryDelay', '61000 is above 60000'],
        [{ retryMultiplier: 0.5 }, 'retryMultiplier', 'not 0.5'],
      ];
      for (const [config, option, value] of wrong) {
        const error = thrownBy(
          () => new PrefactorHttpClient({ apiUrl: 'https://api.invalid', apiToken, ...config }),
        );
        expect(error).toBeInstanceOf(PrefactorClientError);
        expect(error).toMatchObject({
          code: 'invalid_config',
          message: expect.stringContaining(option),
          issues: expect.arrayContaining([{ path: option, message: expect.stringContaining(value) }]),
        });
      }
    },
  ],
  [
    'PrefactorHttpError and its subclasses have the same names, and their fields in camelCase',
    async () => {
      const errors = { name: ['is taken'] };
      const byStatus = [
        [401, PrefactorAuthError, 'PrefactorAuthError'],
        [403, PrefactorAuthError, 'PrefactorAuthError'],
        [404, PrefactorNotFoundError, 'PrefactorNotFoundError'],
        [400, PrefactorValidationError, 'PrefactorValidationError'],
        [422, PrefactorValidationError, 'PrefactorValidationError'],
        [418, PrefactorApiError, 'PrefactorApiError'],
        // Finer than in Python, where these are plain API errors.
        [409, PrefactorConflictError, 'PrefactorConflictError'],
        [429, PrefactorRateLimitError, 'PrefactorRateLimitError'],
        [503, PrefactorServerError, 'PrefactorServerError'],
      ] as const;
      for (const [status, Class, name] of byStatus) {
        const { error } = await failed(withStatus(status, { errors }), ask, { maxRetries: 0 });
        expect(error).toBeInstanceOf(Class);
        expect(error).toBeInstanceOf(PrefactorApiError);
        expect(error).toBeInstanceOf(PrefactorHttpError);
        expect(error).toMatchObject({ name, code: `code_${status}`, statusCode: status });
        expect(error).toHaveProperty('message', expect.stringContaining(`This is code_${status}.`));
        if (error instanceof PrefactorValidationError) expect(error.errors).toEqual(errors);
      }

      const exhausted = await failed(withStatus(503), ask, { maxRetries: 1 });
      expect(exhausted.error).toBeInstanceOf(PrefactorRetryExhaustedError);
      expect(exhausted.error).toMatchObject({
        name: 'PrefactorRetryExhaustedError',
        lastError: { name: 'PrefactorServerError', statusCode: 503 },
        attempts: 2,
      });
      const refused = await failed(withInstance, ({ agentInstances }) => agentInstances.get(''));
      expect(refused.error).toBeInstanceOf(PrefactorClientError);
      const broken = await failed((response) => void response.end('not JSON'), ask);
      expect(broken.error).toBeInstanceOf(PrefactorResponseContractError);
      expect(broken.error).toMatchObject({
        name: 'PrefactorResponseContractError',
        statusCode: 200,
        bodySnippet: 'not JSON',
        cause: expect.any(SyntaxError),
      });
    },
  ],
  [
    'is_transient_http_error and is_permanent_http_error are isTransientHttpError and isPermanentHttpError',
    async () => {
      const verdict = (error: unknown) => [isTransientHttpError(error), isPermanentHttpError(error)];
      const transient = [true, false];
      const permanent = [false, true];
      for (const status of [429, 500, 503]) {
        const { error } = await failed(withStatus(status), ask, { maxRetries: 0 });
        expect(verdict(error)).toEqual(transient);
      }
      for (const status of [400, 401, 404, 409]) {
        const { error } = await failed(withStatus(status), ask);
        expect(verdict(error)).toEqual(permanent);
      }
      const reset = await failed((response) => void response.destroy(), ask, { maxRetries: 0 });
      expect(reset.error).toBeInstanceOf(PrefactorConnectionError);
      expect(verdict(reset.error)).toEqual(transient);

      const later = await failed(withStatus(503), ask);
      expect(later.error).toBeInstanceOf(PrefactorRetryExhaustedError);
      expect(verdict(later.error)).toEqual(transient);
      const never = await failed(withStatus(404), ask, { retryOnStatusCodes: [404] });
      expect(never.error).toBeInstanceOf(PrefactorRetryExhaustedError);
      expect(verdict(never.error)).toEqual(permanent);
      expect(verdict(new Error('not ours'))).toEqual([false, false]);
    },
  ],
  [
    'A body that is not JSON under a 4xx or 5xx status is an error of the class of the status, not of the contract',
    async () => {
      for (const [status, Class] of [
        [401, PrefactorAuthError],
        [404, PrefactorNotFoundError],
        [502, PrefactorServerError],
      ] as const) {
        const { error } = await failed(withPage(status), ask, { maxRetries: 0 });
        expect(error).toBeInstanceOf(Class);
        expect(error).toMatchObject({
          code: `http_${status}`,
          statusCode: status,
          body: `<h1>Sorry, ${status}</h1>`,
        });
      }
      const { requests } = await failed(withPage(502), ask);
      expect(requests, 'and is tried again where the status is worth it').toHaveLength(4);
    },
  ],
  [
    'RetryHandler(config).execute(operation, is_retryable, …) is createRetryPolicy(config).execute(fn, signal?)',
    async () => {
      await using server = await startServer((response, _, index) =>
        index < 2 ? json(response, 503, failure('busy')) : json(response, 200, success(instance)),
      );
      await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken, maxRetries: 0 });
      const policy = createRetryPolicy({ maxRetries: 1, initialRetryDelay: 1 });
      const first = policy.execute(() => ask(client));
      await expect(first).rejects.toMatchObject({
        name: 'PrefactorRetryExhaustedError',
        attempts: 2,
        lastError: { statusCode: 503 },
      });
      expect(await policy.execute(() => ask(client))).toEqual(instance);

      const fn = vi.fn(() => Promise.reject(new TypeError('not worth another attempt')));
      await expect(policy.execute(fn)).rejects.toBeInstanceOf(TypeError);
      expect(fn).toHaveBeenCalledTimes(1);
      await expect(policy.execute(fn, AbortSignal.abort('stop'))).rejects.toBe('stop');
      expect(() => createRetryPolicy({ maxRetries: -1 })).toThrow(PrefactorClientError);
    },
  ],
  [
    'Models and types have the same names',
    async () => {
      const python: PythonTypes['length'] = 26;
      expect(python).toBe(26);

      // What a caller writes with them: requests on the way in, envelopes on the way out.
      const register: RegisterAgentInstanceRequest = {
        agent_version: version satisfies AgentVersionForRegister,
        agent_schema_version: schemaVersion satisfies AgentSchemaVersionForRegister,
      };
      const { result } = await against(withInstance, ({ agentInstances }) =>
        agentInstances.register(register).withResponse(),
      );
      const one: ApiResponse<AgentInstance> = result.body;
      expect(one.details).toEqual(instance);
      const noItems = {
        item_count: 0,
        item_start: 0,
        item_end: 0,
        page_count: 0,
        page_index: 0,
        page_offset: 0,
      };
      const page = {
        status: 'success',
        summaries: [],
        pagination: { ...noItems, page_size: 20, next_page_offset: null, previous_page_offset: null },
        sorting: { field: 'inserted_at', direction: 'desc' },
      };
      const listed = await against(
        (response) => json(response, 200, page),
        ({ agentInstances }) => agentInstances.list({ agent_id: 'agent-1' }).withResponse(),
      );
      const many: ListResponse<AgentInstanceSummary> = listed.result.body;
      expect(many.summaries).toEqual([]);
    },
  ],
  [
    'pydantic checks of requests are made here before anything is sent',
    async () => {
      const item = { _type: 'agent_spans/finish', agent_span_id: 'span-1' } as const;
      const keyed = (...keys: string[]) => keys.map((idempotency_key) => ({ ...item, idempotency_key }));
      const bulk = (items: unknown): [Work<unknown>] => [(client) => client.bulk.execute(items as [])];
      const wrong: readonly (readonly [Work<unknown>, named: string])[] = [
        [...bulk([]), 'items must be an array of at least one'],
        [...bulk(keyed('short-7')), 'idempotency_key'],
        [...bulk(keyed('k'.repeat(129))), 'idempotency_key'],
        [...bulk(keyed('the-same', 'the-same')), 'items[1].idempotency_key is the same'],
        [...bulk([{ agent_span_id: 'span-1' }]), '_type'],
        [...bulk([{ _type: '' }]), '_type'],
        [(client) => client.agentInstances.finish('instance-1', { status: 'done' } as never), 'status'],
        [
          (client) => client.agentSpans.create({ ...details, schema_name: undefined } as never),
          'schema_name',
        ],
      ];
      for (const [work, named] of wrong) {
        const { error, requests } = await failed(withSpan, work);
        expect(error).toBeInstanceOf(PrefactorClientError);
        expect(error).toMatchObject({
          code: 'invalid_argument',
          message: expect.stringContaining(named),
          attempts: 0,
        });
        expect(requests).toEqual([]);
      }
      const longest = keyed('k'.repeat(8), 'l'.repeat(128));
      const { result } = await against(withOutputs(span), (client) => client.bulk.execute(longest));
      expect(result.results).toMatchObject([{ status: 'success' }, { status: 'success' }]);
    },
  ],
  [
    'pydantic checks of responses are made by generated validators, and a datetime is an ISO 8601 string',
    async () => {
      for (const [broken, path] of [
        [{ id: undefined }, 'details.id'],
        [{ agent_id: 7 }, 'details.agent_id'],
        [{ type: 'agent_span' }, 'details.type'],
      ] as const) {
        const wrong = success({ ...instance, ...broken });
        const { error } = await failed((response) => json(response, 200, wrong), ask);
        expect(error).toBeInstanceOf(PrefactorResponseContractError);
        expect(error).toMatchObject({ issues: [{ path, message: expect.any(String) }] });
      }

      const { result, requests } = await against(withInstance, ({ agentInstances }) =>
        agentInstances.start('instance-1', { timestamp: new Date('2026-03-02T09:30:00Z') }),
      );
      expect(requests[0]?.body).toMatchObject({ timestamp: '2026-03-02T09:30:00.000Z' });
      expect(result.inserted_at).toBe('2026-03-02T09:30:00Z');
    },
  ],
  [
    'newer in Python: purpose, quality_schemas, record_quality, get, control callback and deployment tokens are all here',
    async () => {
      const signals: unknown[] = [];
      const calls: unknown[] = [];
      const stopping: Answer = (response) =>
        json(response, 200, { ...success(span), control: { terminate: true, reason: 'over budget' } });
      await against(
        stopping,
        ({ agentSpans }) => agentSpans.create(details, { onControlSignal: (event) => calls.push(event) }),
        { hooks: { onControlSignal: (event) => signals.push(event) } },
      );
      expect(signals).toEqual([{ terminate: true, reason: 'over budget', agentInstanceId: 'instance-1' }]);
      expect(calls).toEqual(signals);

      const quality = { name: 'review', payload: { score: 4 } };
      const qualitySchemas = [{ name: 'review', schema: { type: 'object' }, template: '{{ score }} of 5' }];
      const { requests } = await against(withInstance, async ({ agentInstances }) => {
        // A deployment token implies the agent and the environment.
        await agentInstances.register({
          agent_version: version,
          agent_schema_version: { ...schemaVersion, quality_schemas: qualitySchemas },
          purpose: 'smoke_test',
        });
        await agentInstances.recordQuality('instance-1', quality);
        await agentInstances.get('instance-1');
      });
      expect(requests).toMatchObject([
        {
          call: 'POST /api/v1/agent_instance/register',
          body: { purpose: 'smoke_test', agent_schema_version: { quality_schemas: qualitySchemas } },
        },
        { call: 'POST /api/v1/agent_instance/instance-1/record_quality', body: quality },
        { call: 'GET /api/v1/agent_instance/instance-1' },
      ]);
      expect(requests[0]?.body).not.toHaveProperty('agent_id');
      expect(requests[0]?.body).not.toHaveProperty('environment_id');
    },
  ],
  [
    "Python's agents go through client.request and the bulk types agents/*",
    async () => {
      const agent = { id: 'agent-1', name: 'Support' };
      const { result, requests } = await against(
        (response) => json(response, 200, success(agent)),
        async (client) => [
          await client.request('POST', '/api/v1/agent', { body: { details: { name: 'Support' } } }),
          await client.request('GET', '/api/v1/agent/agent-1'),
          await client.request('PUT', '/api/v1/agent/agent-1', { body: { details: { name: 'Help' } } }),
          await client.request('DELETE', '/api/v1/agent/agent-1'),
        ],
      );
      expect(result).toEqual(Array(4).fill(success(agent)));
      expect(requests).toMatchObject([
        { call: 'POST /api/v1/agent', headers: { 'idempotency-key': expect.any(String) } },
        { call: 'GET /api/v1/agent/agent-1' },
        { call: 'PUT /api/v1/agent/agent-1', body: { details: { name: 'Help' } } },
        { call: 'DELETE /api/v1/agent/agent-1' },
      ]);

      const items = [
        { _type: 'agents/create', details: { name: 'Support' }, idempotency_key: 'create-agent' },
        { _type: 'agents/show', agent_id: 'agent-1', idempotency_key: 'show-agent' },
      ];
      const bulk = await against(withOutputs(agent), (client) => client.bulk.execute(items));
      expect(bulk.requests[0]?.body).toEqual({ items });
      expect(bulk.result.results).toMatchObject([
        { status: 'success', details: agent },
        { status: 'success', details: agent },
      ]);
    },
  ],
];

/** Compiles while every name is exported, the generic ones with one parameter. */
type PythonTypes = [
  ActionProfile,
  AgentInstance,
  AgentInstanceSpanCounts,
  AgentSchemaVersionForRegister,
  AgentSpan,
  AgentStatus,
  AgentVersionForRegister,
  ApiError,
  ApiResponse<AgentSpan>,
  BulkItem,
  BulkOutput,
  BulkRequest,
  BulkResponse,
  CreateAgentSpanRequest,
  DataCategories,
  DataRisk,
  DetailedApiError,
  FinishInstanceRequest,
  FinishSpanRequest,
  FinishStatus,
  ListResponse<AgentSpanSummary>,
  PaginationOutput,
  RegisterAgentInstanceRequest,
  Sorting,
  SpanTypeSchemaForCreate,
  TimestampRequest,
];

/** The longest timer of a first attempt. */
async function defaultRequestTimeout(): Promise<number> {
  await using server = await startServer(() => {});
  const clock = manualClock();
  await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken, maxRetries: 0 }, clock);
  const call = ask(client).catch(() => {});
  await received(server, 1);
  const longest = Math.max(...clock.begun);
  clock.advance(longest);
  await call;
  return longest;
}

/** A TLS handshake that nobody answers ends at a time, give or take the coarse steps of undici's timers. */
async function expectConnectTimeout(config: HttpClientConfig, timeout: number): Promise<void> {
  await using server = await startSilentServer();
  await using client = new PrefactorHttpClient(
    { apiUrl: server.url, apiToken, maxRetries: 0, ...config },
    manualClock(),
  );
  const settled = vi.fn();
  void ask(client).catch(settled);
  await server.begun;
  passTime(0);
  passTime(timeout - 2_500);
  await new Promise((resolve) => setImmediate(resolve));
  expect(settled).not.toHaveBeenCalled();
  passTime(5_000);
  await vi.waitFor(() => expect(settled).toHaveBeenCalled(), { interval: 1, timeout: 1_000 });
  expect(settled.mock.lastCall).toMatchObject([{ name: 'PrefactorTimeoutError', phase: 'connect' }]);
}

describe('what is in the Python package is here:', () => {
  it.each(rows)('%s', async (_, proof) => {
    await proof();
  });
});

test('docs/python.md has a table row for each of them, in the same order', () => {
  const file = join(projectRoot, 'docs/python.md');
  expect(existsSync(file), 'docs/python.md exists').toBe(true);
  const page = readFileSync(file, 'utf8');
  const [, table = ''] = /^\| Python \| Here \|\n\|[-:| ]+\|\n((?:\|.*\n)+)/m.exec(page) ?? [];
  const lines = table.trimEnd().split('\n');
  expect(lines).toHaveLength(rows.length);
  // A row says more than the name of its test; both begin with the same word.
  const firstWord = (text: string) => /[\w.']+/.exec(text.toLowerCase())?.[0];
  expect(lines.map(firstWord)).toEqual(rows.map(([name]) => firstWord(name)));
});
