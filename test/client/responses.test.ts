/** What an answer becomes: a result, an error of the API, or a broken contract. */
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type HttpClientConfig,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorConflictError,
  PrefactorHttpClient,
  PrefactorNotFoundError,
  PrefactorRateLimitError,
  PrefactorResponseContractError,
  PrefactorServerError,
  PrefactorValidationError,
} from '../../src/index.ts';
import { outcomeOf, transports } from '../support/client.ts';
import { failure, instance, span, success } from '../support/fixtures.ts';
import { startServer } from '../support/server.ts';

const apiToken = 'token-that-nobody-may-see';

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Gets the answer for one call: a finish, unless told otherwise. */
async function settle(
  { status = 200, headers = { 'content-type': 'application/json' }, body = '' }: Answer,
  config: HttpClientConfig = {},
  call = (client: PrefactorHttpClient): Promise<unknown> =>
    client.agentSpans.finish('span-1', {}, { idempotencyKey: 'the-key' }),
) {
  await using server = await startServer(
    (response) => response.writeHead(status, headers).end(body) && undefined,
  );
  await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken, maxRetries: 0, ...config });
  const outcome = await outcomeOf(call(client));
  return { ...outcome, requests: server.requests };
}

const read = (client: PrefactorHttpClient) => client.agentSpans.get('span-1');

describe('an error envelope', () => {
  it.each([
    [400, PrefactorValidationError, 'PrefactorValidationError'],
    [401, PrefactorAuthError, 'PrefactorAuthError'],
    [402, PrefactorApiError, 'PrefactorApiError'],
    [403, PrefactorAuthError, 'PrefactorAuthError'],
    [404, PrefactorNotFoundError, 'PrefactorNotFoundError'],
    [409, PrefactorConflictError, 'PrefactorConflictError'],
    [413, PrefactorApiError, 'PrefactorApiError'],
    [422, PrefactorValidationError, 'PrefactorValidationError'],
    [429, PrefactorRateLimitError, 'PrefactorRateLimitError'],
    [500, PrefactorServerError, 'PrefactorServerError'],
    [503, PrefactorServerError, 'PrefactorServerError'],
    [599, PrefactorServerError, 'PrefactorServerError'],
  ])('under %i becomes a %o with everything that is known', async (status, type, name) => {
    const envelope = failure('some_code', { detail: 'more' });
    const { error } = await settle({
      status,
      headers: { 'content-type': 'application/json', 'x-request-id': 'request-7' },
      body: JSON.stringify(envelope),
    });
    expect(error).toBeInstanceOf(type);
    expect(error).toBeInstanceOf(PrefactorApiError);
    expect(error).toMatchObject({
      name,
      code: 'some_code',
      message: expect.stringContaining('This is some_code.'),
      statusCode: status,
      requestId: 'request-7',
      body: envelope,
      operation: 'finishAgentSpan',
      method: 'POST',
      path: '/api/v1/agent_spans/span-1/finish',
      attempts: 1,
      idempotencyKey: 'the-key',
    });
  });

  it.each([400, 422])('under %i brings the complaints by field', async (status) => {
    const errors = { status: ['is invalid'], items: { status: 'error', code: 'required_value' } };
    const { error } = await settle({
      status,
      body: JSON.stringify(failure('validation_errors', { errors })),
    });
    expect(error).toMatchObject({ errors });
    const { error: without } = await settle({ status, body: JSON.stringify(failure('bad_request')) });
    expect(without).toBeInstanceOf(PrefactorValidationError);
    expect(without).toMatchObject({ errors: {} });
  });

  it('brings what the server asked to wait, in milliseconds', async () => {
    const envelope = failure('rate_limited', { retry_after_ms: 2_500 });
    const { error } = await settle({ status: 429, body: JSON.stringify(envelope) });
    expect(error).toMatchObject({ retryAfter: 2_500 });
    const { error: without } = await settle({ status: 429, body: JSON.stringify(failure('rate_limited')) });
    expect(without).toMatchObject({ retryAfter: undefined, requestId: null });
  });

  it('of a read has no key', async () => {
    const { error } = await settle({ status: 404, body: JSON.stringify(failure('not_found')) }, {}, read);
    expect(error).toMatchObject({
      operation: 'getAgentSpan',
      method: 'GET',
      path: '/api/v1/agent_spans/span-1',
    });
    expect(error).not.toHaveProperty('idempotencyKey');
  });
});

describe('an error without an envelope', () => {
  const page = `<html>${'x'.repeat(500)}</html>`;
  it.each<[what: string, status: number, body: string, type: typeof PrefactorApiError]>([
    ['a page', 401, page, PrefactorAuthError],
    ['a page', 502, page, PrefactorServerError],
    ['nothing', 503, '', PrefactorServerError],
    ['null', 404, 'null', PrefactorNotFoundError],
    ['an array', 422, '[]', PrefactorValidationError],
    ['an empty string', 409, '""', PrefactorConflictError],
    ['a number', 429, '7', PrefactorRateLimitError],
    ['other JSON', 500, '{"error":"oops"}', PrefactorServerError],
    ['an envelope without a code', 403, '{"status":"error","message":"No."}', PrefactorAuthError],
    [
      'an envelope with a code that is no text',
      400,
      '{"status":"error","code":7,"message":"No."}',
      PrefactorValidationError,
    ],
    ['broken JSON', 418, '{"status":"err', PrefactorApiError],
  ])('but with %s under %i is classed by its status', async (_, status, body, type) => {
    const { error } = await settle({
      status,
      headers: { 'content-type': 'text/html', 'x-request-id': 'r-1' },
      body,
    });
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({
      code: `http_${status}`,
      statusCode: status,
      body: body.slice(0, 200),
      requestId: 'r-1',
      message: expect.stringContaining(String(status)),
    });
  });
});

describe.each(transports)('through %s', (_, config) => {
  it.each([301, 302, 303, 304, 307, 308])('a %i is an error and is never followed', async (status) => {
    const { error, requests } = await settle({ status, headers: { location: '/api/v1/ping' } }, config);
    expect(error).toBeInstanceOf(PrefactorApiError);
    expect(error).toMatchObject({ statusCode: status, code: `http_${status}` });
    expect(requests).toHaveLength(1);
  });

  it('a gzip answer is read like any other', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const { value, requests } = await settle(
      { headers, body: gzipSync(JSON.stringify(success(span))) },
      config,
    );
    expect(value).toEqual(span);
    expect(requests[0]?.headers['accept-encoding'] ?? '').toContain('gzip');
  });

  it('a byte order mark is skipped', async () => {
    const { value } = await settle({ body: `\ufeff${JSON.stringify(success(span))}` }, config);
    expect(value).toEqual(span);
  });

  it('text that is cut between the bytes of a character comes whole', async () => {
    const answer = Buffer.from(JSON.stringify(success({ ...span, payload: { text: 'ü世🌍' } })));
    await using server = await startServer(async (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      for (const byte of answer) await new Promise<unknown>((done) => response.write(Buffer.of(byte), done));
      response.end();
    });
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken, ...config });
    expect((await read(client)).payload).toEqual({ text: 'ü世🌍' });
  });

  it.each<[what: string, headers: Record<string, string>, body: string | Buffer]>([
    ['as it is', {}, JSON.stringify(success({ ...span, payload: { text: 'x'.repeat(2_000) } }))],
    [
      'after decompression',
      { 'content-encoding': 'gzip' },
      gzipSync(JSON.stringify(success({ ...span, payload: { text: 'x'.repeat(2_000) } }))),
    ],
  ])('an answer above maxResponseSize breaks the contract: %s', async (_what, headers, body) => {
    const { error } = await settle({ headers, body }, { ...config, maxResponseSize: 1_000 });
    expect(error).toBeInstanceOf(PrefactorResponseContractError);
    expect(error).toMatchObject({
      statusCode: 200,
      applied: undefined,
      message: expect.stringContaining('maxResponseSize'),
    });
  });

  it('an error above maxResponseSize is still an error of its status', async () => {
    const { error } = await settle(
      { status: 404, body: 'x'.repeat(2_000) },
      { ...config, maxResponseSize: 1_000 },
    );
    expect(error).toMatchObject({ statusCode: 404 });
  });

  it('an answer of exactly maxResponseSize is read', async () => {
    const body = JSON.stringify(success(span));
    expect((await settle({ body }, { ...config, maxResponseSize: body.length })).value).toEqual(span);
    expect((await settle({ body }, { ...config, maxResponseSize: body.length - 1 })).error).toBeDefined();
  });
});

describe('the answer to a write that was carried out', () => {
  it.each<[what: string, body: object, at: string]>([
    ['details of a wrong type', success({ ...span, payload: 'text' }), 'details.payload'],
    [
      'details without their status',
      success({ type: 'agent_span', id: 'span-1' }),
      'details.agent_instance_id',
    ],
    ['no status', { details: span }, 'status'],
    ['an odd control signal', { ...success(span), control: { terminate: 'yes' } }, 'control.terminate'],
    ['a control signal that is text', { ...success(span), control: 'stop' }, 'control'],
  ])('is handed on as it came, with what is odd about it: %s', async (_, body, at) => {
    const { value } = await settle({ body: JSON.stringify(body) }, {}, (client) =>
      client.agentSpans.finish('span-1').withResponse(),
    );
    expect(value).toMatchObject({ body, contractIssues: [{ path: at, message: expect.any(String) }] });
    expect(value).toHaveProperty('data', (body as { details: object }).details);
  });

  it.each<[what: string, more: object]>([
    ['no control', { control: null }],
    ['a control without a word of stopping', { control: { reason: null } }],
    ['no versions beside it', { agent_version: null, agent_schema_version: null }],
  ])('may have %s', async (_, more) => {
    const { value } = await settle(
      { body: JSON.stringify({ ...success(Object.hasOwn(more, 'control') ? span : instance), ...more }) },
      {},
      (client) =>
        'control' in more
          ? client.agentSpans.finish('span-1').withResponse()
          : client.agentInstances.register({}).withResponse(),
    );
    expect(value).toMatchObject({ contractIssues: [] });
  });
});

describe('an answer', () => {
  const list = (summary: object, more: object = {}) => ({
    body: JSON.stringify({ status: 'success', summaries: [summary], ...more }),
  });
  const { account_id, agent_id, parent_span_id, payload, ...bareSpan } = span;
  const { agent_instance_id, ...row } = bareSpan;

  it.each<[what: string, answer: Answer, call: (client: PrefactorHttpClient) => Promise<unknown>]>([
    ['a span without what some sources leave out', { body: JSON.stringify(success(bareSpan)) }, read],
    [
      'a span with null for what some sources leave out',
      {
        body: JSON.stringify(
          success({
            ...bareSpan,
            account_id: null,
            agent_id: null,
            parent_span_id: null,
            payload: null,
            schema_title: null,
            purpose: null,
          }),
        ),
      },
      read,
    ],
    ['a row of a list of spans', list(row), (client) => client.agentSpans.list({ agent_id: 'agent-1' })],
    [
      'a list without its sorting',
      list(span, { pagination: null }),
      (client) => client.agentSpans.list({ agent_id: 'agent-1' }),
    ],
    [
      'a list whose sorting is empty',
      list(span, { sorting: {} }),
      (client) => client.agentSpans.list({ agent_id: 'agent-1' }),
    ],
    [
      'an instance without purpose and quality',
      {
        body: JSON.stringify(
          success({ ...instance, purpose: null, quality_payloads: null, quality_summaries: null }),
        ),
      },
      (client) => client.agentInstances.get('instance-1'),
    ],
  ])('may be %s', async (_, answer, call) => {
    const { error } = await settle(answer, {}, call);
    expect(error).toBeUndefined();
    expect([account_id, agent_id, parent_span_id, payload, agent_instance_id]).toHaveLength(5);
  });
});

describe('a success that is not what the document describes', () => {
  const list = (client: PrefactorHttpClient) => client.agentSpans.list({ agent_id: 'agent-1' });
  const { status: _status, ...withoutStatus } = span;
  it.each<
    [what: string, answer: Answer, at: string, call?: (client: PrefactorHttpClient) => Promise<unknown>]
  >([
    ['201', { status: 201, body: JSON.stringify(success(span)) }, ''],
    ['202', { status: 202, body: JSON.stringify(success(span)) }, ''],
    ['204', { status: 204 }, ''],
    ['nothing', {}, ''],
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<html>Welcome</html>' }, ''],
    ['JSON cut short', { body: '{"status":"success","details":{"id":"sp' }, ''],
    ['null', { body: 'null' }, ''],
    ['an array', { body: '[]' }, ''],
    ['a string', { body: '"success"' }, ''],
    ['no details', { body: '{"status":"success"}' }, 'details'],
    ['details that are null', { body: JSON.stringify({ status: 'success', details: null }) }, 'details'],
    ['a missing field', { body: JSON.stringify(success(withoutStatus)) }, 'details.status', read],
    [
      'a wrong type',
      { body: JSON.stringify(success({ ...span, payload: 'text' })) },
      'details.payload',
      read,
    ],
    ['an id that is null', { body: JSON.stringify(success({ ...span, id: null })) }, 'details.id'],
    ['a list without its items', { body: '{"status":"success"}' }, 'summaries', list],
    [
      'an item of a list',
      { body: JSON.stringify({ status: 'success', summaries: [span, { ...span, id: 7 }] }) },
      'summaries[1].id',
      list,
    ],
    [
      'no context',
      { body: '{"status":"success"}' },
      'agent_context',
      (client) => client.agentInstances.agentContext('instance-1'),
    ],
    ['a ping that is no object', { body: '"pong"' }, '', (client) => client.validateToken()],
  ])('breaks the contract: %s', async (_, answer, at, call) => {
    const { error, requests } = await settle(answer, { maxRetries: 3 }, call);
    expect(error).toBeInstanceOf(PrefactorResponseContractError);
    expect(error).toMatchObject({
      name: 'PrefactorResponseContractError',
      statusCode: answer.status ?? 200,
      bodySnippet: String(answer.body ?? '').slice(0, 200),
      attempts: 1,
      path: requests[0]?.url.split('?')[0],
    });
    if (at !== '')
      expect(error).toMatchObject({
        issues: expect.arrayContaining([expect.objectContaining({ path: at })]),
      });
    expect(requests).toHaveLength(1);
  });

  it('shows at most 200 characters of the answer, and what JSON.parse said', async () => {
    const { error } = await settle({ headers: { 'x-request-id': 'r-1' }, body: '<'.repeat(5_000) });
    expect(error).toMatchObject({
      bodySnippet: '<'.repeat(200),
      requestId: 'r-1',
      cause: expect.any(SyntaxError),
    });
    expect(inspect(error, { depth: null })).not.toContain('<'.repeat(201));
  });

  it("says of a write that it was carried out where that is the API's own word, and of nothing else", async () => {
    expect((await settle({ body: '{"status":"success"}' })).error).toMatchObject({ applied: true });
    for (const body of ['[]', '{}', 'null', '<html>', '{"status":"success","det']) {
      expect((await settle({ body })).error, body).toHaveProperty('applied', undefined);
    }
    expect((await settle({ body: '[]' }, {}, read)).error).toMatchObject({ applied: false });
    expect((await settle({ status: 201, body: '{}' })).error).toMatchObject({ applied: false });
  });
});

describe('an answer that is newer than the document', () => {
  it('may have fields and enum values that are not in it, and comes through whole', async () => {
    const newer = { ...span, status: 'paused', colour: 'green', started_at: 'last Tuesday', data_risk: null };
    const answer = { ...success(newer), control: { terminate: false, urgency: 3 }, meta: [1] };
    expect((await settle({ body: JSON.stringify(answer) })).value).toEqual(newer);
    const other = { ...instance, purpose: 'rehearsal', span_counts: null, more: { deep: true } };
    const start = (client: PrefactorHttpClient) => client.agentInstances.start('instance-1');
    expect((await settle({ body: JSON.stringify(success(other)) }, {}, start)).value).toEqual(other);
  });

  it('may come under any content type', async () => {
    const body = JSON.stringify(success(span));
    expect((await settle({ headers: { 'content-type': 'text/plain' }, body })).value).toEqual(span);
    expect((await settle({ headers: {}, body })).value).toEqual(span);
  });
});

describe('validateResponses: false', () => {
  it('lets through what does not fit the document', async () => {
    const odd = { id: 7 };
    expect(
      (await settle({ body: JSON.stringify(success(odd)) }, { validateResponses: false })).value,
    ).toEqual(odd);
  });

  it.each(['<html>', 'null', '[]', ''])('still refuses what is no JSON object: %j', async (body) => {
    expect((await settle({ body }, { validateResponses: false })).error).toBeInstanceOf(
      PrefactorResponseContractError,
    );
  });

  it('still reports errors of the API', async () => {
    const { error } = await settle(
      { status: 404, body: JSON.stringify(failure('not_found')) },
      { validateResponses: false },
    );
    expect(error).toBeInstanceOf(PrefactorNotFoundError);
  });
});
