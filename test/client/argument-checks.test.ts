/** What is refused before anything goes over the wire. */
import { describe, expect, it } from 'vitest';
import { PrefactorClientError, type PrefactorHttpClient } from '../../src/index.ts';
import { withSpan } from '../support/answers.ts';
import { connect } from '../support/client.ts';
import { newSpan } from '../support/fixtures.ts';
import { startServer } from '../support/server.ts';

describe('what the document does not allow is refused before anything is sent:', () => {
  const unwritable = {
    toJSON() {
      throw new Error('no');
    },
  };
  type Call = (client: PrefactorHttpClient) => Promise<unknown>;
  const create =
    (more: object): Call =>
    ({ agentSpans }) =>
      agentSpans.create({ ...newSpan, ...more } as never);
  const finish =
    (body: unknown): Call =>
    ({ agentSpans }) =>
      agentSpans.finish('span-1', body as never);
  const listSpans =
    (query: unknown): Call =>
    ({ agentSpans }) =>
      agentSpans.list(query as never);

  it.each<[what: string, call: Call, named: string]>([
    ['an unknown field', finish({ staus: 'complete' }), 'staus'],
    ['an unknown nested field', create({ shcema_name: 'x' }), 'details.shcema_name'],
    ['a key in the wrong place', create({ idempotency_key: 'a-key' }), 'details.idempotency_key'],
    [
      'an unknown field of a nested object',
      ({ agentInstances }) =>
        agentInstances.register({ agent_version: { external_identifier: 'v1', nmae: 'x' } } as never),
      'agent_version.nmae',
    ],
    [
      'a missing field',
      ({ agentInstances }) => agentInstances.terminate('instance-1', {} as never),
      'reason',
    ],
    ['a missing nested field', create({ schema_name: undefined }), 'details.schema_name'],
    [
      'a blank reason',
      ({ agentInstances }) => agentInstances.terminate('instance-1', { reason: ' ' }),
      'reason',
    ],
    ['a value outside an enum', finish({ status: 'done' }), 'status'],
    ['a wrong type', create({ payload: 'text' }), 'details.payload'],
    ['an array for an object', create({ payload: [] }), 'details.payload'],
    ['an invalid date', finish({ timestamp: new Date(Number.NaN) }), 'timestamp'],
    ['an invalid nested date', create({ started_at: new Date('soon') }), 'details.started_at'],
    [
      'a field that would become a prototype',
      finish(JSON.parse('{ "__proto__": { "status": "failed" } }')),
      '__proto__',
    ],
    [
      'a nested field that would become a prototype',
      create(JSON.parse('{ "__proto__": { "id": "x" } }')),
      '__proto__',
    ],
    ['a body that is no object', finish('complete'), 'object'],
    ['a body that is null', finish(null), 'object'],
    ['what cannot be written as JSON', create({ payload: { unwritable } }), 'JSON'],
    ['an unknown query parameter', listSpans({ agent_id: 'agent-1', satus: 'active' }), 'satus'],
    ['an unknown part of a query parameter', listSpans({ pagination: { ofset: 1 } }), 'pagination.ofset'],
    ['a query parameter of a wrong type', listSpans({ include_summaries: 'yes' }), 'include_summaries'],
    ['a number out of range', listSpans({ pagination: { page_size: 101 } }), 'pagination.page_size'],
    ['an invalid date in a query', listSpans({ start_time: new Date(Number.NaN) }), 'start_time'],
  ])('%s', async (_, call, named) => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url);
    const error: unknown = await call(client).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining(named),
    });
    expect(server.requests).toEqual([]);
  });

  it('several mistakes at once, each in its place', async () => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url);
    const call = client.agentSpans.finish('span-1', {
      status: 'done',
      tmestamp: 'x',
      result_payload: 7,
    } as never);
    const error: unknown = await call.catch((reason: unknown) => reason);
    const paths = error instanceof PrefactorClientError ? error.issues.map(({ path }) => path).sort() : [];
    expect(paths).toEqual(['result_payload', 'status', 'tmestamp']);
  });

  it('and the error says of which request it is and that nothing was sent', async () => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url);
    const options = { idempotencyKey: 'the-key-of-this-call' };
    await expect(
      client.agentSpans.finish('span-1', { status: 'done' } as never, options),
    ).rejects.toMatchObject({
      operation: 'finishAgentSpan',
      method: 'POST',
      path: '/api/v1/agent_spans/span-1/finish',
      attempts: 0,
      idempotencyKey: 'the-key-of-this-call',
    });
  });
});

describe('an id', () => {
  it.each(['', '.', '..', '\ud800', undefined, null, 7])('is refused when it is %j', async (id) => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url);
    await expect(client.agentSpans.get(id as string)).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('agent_span_id'),
    });
    expect(server.requests).toEqual([]);
  });
});

describe('headers of one call', () => {
  it.each(['Idempotency-Key', 'Host', 'content-length', 'Transfer-Encoding', 'connection'])(
    'may not set %s',
    async (name) => {
      await using server = await startServer(withSpan);
      await using client = connect(server.url);
      for (const value of ['1', null]) {
        await expect(
          client.agentSpans.finish('span-1', {}, { headers: { [name]: value } }),
        ).rejects.toMatchObject({
          code: 'invalid_argument',
          message: expect.stringContaining(name.toLowerCase()),
        });
      }
      expect(server.requests).toEqual([]);
    },
  );

  it.each([
    ['X-Trace', 'hunter2\r\nX-Other: 1'],
    ['X-Trace', 'hunter2\n'],
    ['X-Trace', 'hunter2\u0000'],
    ['X-Trace', 'hunter2 世'],
    ['X-Trace: hunter2\r\n', 'value'],
    ['hunter2 x', 'value'],
    ['', 'hunter2'],
  ])('are refused without being shown when they break the request: %j %j', async (name, value) => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url);
    const error: unknown = await client
      .validateToken({ headers: { [name]: value } })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(JSON.stringify(error)).not.toContain('hunter2');
    expect(server.requests).toEqual([]);
  });
});

describe('an option of one call', () => {
  it.each([
    ['timeout', 0],
    ['timeout', Number.NaN],
    ['maxRetries', -1],
    ['retryOnStatusCodes', [200]],
    ['signal', {}],
    ['headers', 'X-Trace: 1'],
    ['retries', 3],
  ])('is refused when it breaks a rule: %s: %j', async (name, value) => {
    await using server = await startServer(withSpan);
    await using client = connect(server.url);
    await expect(client.validateToken({ [name]: value } as never)).rejects.toMatchObject({
      code: 'invalid_argument',
      issues: [expect.objectContaining({ path: name })],
    });
    expect(server.requests).toEqual([]);
  });
});
