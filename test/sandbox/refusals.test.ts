/** Requests that are wrong in themselves: what they are answered, and what is dropped from those that are not. */
import { describe, expect, test } from 'vitest';
import { PrefactorApiError } from '../../src/index.ts';
import { refusalOf, setUp, spanOf, startRun } from './support.ts';

const register = '/api/v1/agent_instance/register';

describe('a path that the document does not have', () => {
  test.each([
    ['GET', '/api/v1/agent'],
    ['GET', '/api/v1/agent_spans/a/b/c'],
    ['GET', '/api/v2/ping'],
    ['GET', '/api/v1/ping/'],
    ['GET', '/api'],
    ['PUT', '/api/v1/agent_instance/013xrzp12g3nqk8n4evtrcj59k8dhn3t'],
    ['DELETE', '/api/v1/ping'],
    ['POST', '/'],
    ['GET', '/api/v1/agent_spans/%E0%A4%A'],
    ['GET', '//api/v1/ping'],
    ['GET', '//'],
  ])('is 404: %s %s', async (method, path) => {
    await using test = await setUp();
    const { status, body } = await test.raw(method, path);
    expect(status).toBe(404);
    expect(body).toMatchObject({ status: 'error', code: 'not_found' });
    expect(test.sandbox.requests).toMatchObject([{ method, path, operation: undefined, statusCode: 404 }]);
  });

  test('is 401 without a token that is known', async () => {
    await using test = await setUp();
    expect(await test.raw('GET', '/api/v1/agent', { token: null })).toMatchObject({ status: 401 });
  });
});

test('an id in a path is percent-encoded text', async () => {
  await using test = await setUp();
  expect(await refusalOf(test.account.agentSpans.get('a/b c'))).toMatchObject({
    statusCode: 404,
    operation: 'getAgentSpan',
  });
  expect(test.sandbox.requests).toMatchObject([{ operation: 'getAgentSpan' }]);
});

describe('a body that is no JSON object', () => {
  test.each(['{', 'text', '[]', '"text"', '7', 'null', 'true', '{"id": undefined}'])(
    'is 400: %s',
    async (body) => {
      await using test = await setUp();
      const answer = await test.raw('POST', register, { body, token: test.sandbox.token });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ status: 'error', code: 'bad_request' });
      expect(test.sandbox.instances).toEqual([]);
      expect(test.sandbox.ledger.refused).toMatchObject([{ code: 'bad_request' }]);
    },
  );

  test('may be left out where nothing is required', async () => {
    await using test = await setUp();
    const answer = await test.raw('POST', register, { token: test.sandbox.token });
    expect(answer).toMatchObject({ status: 200, body: { status: 'success' } });
  });
});

describe('a body that is larger than allowed', () => {
  const limit = 300;
  const bodyOf = (size: number) => {
    const empty = JSON.stringify({ external_identifier: '' });
    return JSON.stringify({ external_identifier: 'x'.repeat(size - empty.length) });
  };

  test('is 413, and one that just fits is not', async () => {
    await using test = await setUp({ maxBodySize: limit });
    const { token } = test.sandbox;
    const large = await test.raw('POST', register, { body: bodyOf(limit + 1), token });
    expect(large.status).toBe(413);
    expect(large.body).toMatchObject({ status: 'error', code: 'bad_request' });
    expect(test.sandbox.instances).toEqual([]);
    expect(test.sandbox.requests).toMatchObject([{ statusCode: 413, operation: 'registerAgentInstance' }]);
    expect(await test.raw('POST', register, { body: bodyOf(limit), token })).toMatchObject({ status: 200 });
  });

  test('is measured in bytes', async () => {
    await using test = await setUp({ maxBodySize: limit });
    const body = JSON.stringify({ external_identifier: 'ü'.repeat(limit / 2) });
    expect(body.length).toBeLessThan(limit);
    const answer = await test.raw('POST', register, { body, token: test.sandbox.token });
    expect(answer.status).toBe(413);
  });

  test('reaches the caller of the client, who can send less', async () => {
    await using test = await setUp({ maxBodySize: 4_000 });
    const run = await startRun(test);
    const error = await refusalOf(
      test.agent.agentSpans.create({ ...spanOf(run), payload: { text: 'x'.repeat(5_000) } }),
    );
    expect(error).toBeInstanceOf(PrefactorApiError);
    expect(error).toMatchObject({ statusCode: 413, code: 'bad_request' });
    await test.agent.agentSpans.create({ ...spanOf(run), payload: { text: 'x'.repeat(100) } });
    expect(test.sandbox.spans).toHaveLength(1);
  });

  test('is a write that was refused', async () => {
    await using test = await setUp({ maxBodySize: limit });
    await test.raw('POST', register, {
      body: bodyOf(limit + 1),
      token: test.sandbox.token,
      headers: { 'idempotency-key': 'too-large' },
    });
    expect(test.sandbox.ledger.entries).toMatchObject([
      { outcome: 'refused', operation: 'registerAgentInstance', key: 'too-large', code: 'bad_request' },
    ]);
  });

  test('does not exist where the sandbox is given no limit', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    await test.agent.agentSpans.create({ ...spanOf(run), payload: { text: 'x'.repeat(3_000_000) } });
    expect(test.sandbox.spans).toHaveLength(1);
  });
});

describe('fields that break a rule', () => {
  const instance = (verb: string) => `/api/v1/agent_instance/{run}/${verb}`;

  test.each<[string, object, string[]]>([
    [register, { id: 7 }, ['id']],
    [register, { agent_version: { name: 7 } }, ['agent_version.name']],
    [register, { purpose: 'fun', update_current_version: 'yes' }, ['purpose', 'update_current_version']],
    [
      register,
      { agent_schema_version: { external_identifier: 'v0', span_type_schemas: [{ name: 'a' }] } },
      ['agent_schema_version.span_type_schemas[0].params_schema'],
    ],
    [register, { idempotency_key: '' }, ['idempotency_key']],
    [register, { idempotency_key: 'k'.repeat(65) }, ['idempotency_key']],
    [instance('start'), { timestamp: 'yesterday' }, ['timestamp']],
    [instance('finish'), { status: 'terminated' }, ['status']],
    [instance('terminate'), {}, ['reason']],
    [instance('terminate'), { reason: ' \n' }, ['reason']],
    [instance('terminate'), { reason: 'Enough.', timestamp: 7 }, ['timestamp']],
    [instance('record_quality'), {}, ['name']],
    [instance('record_quality'), { name: 'review', payload: [4] }, ['payload']],
    ['/api/v1/agent_spans', {}, ['details']],
    [
      '/api/v1/agent_spans',
      { details: { status: 'terminated', payload: {} } },
      ['details.agent_instance_id', 'details.schema_name', 'details.status'],
    ],
    ['/api/v1/agent_spans', { details: { payload: null } }, ['details.payload']],
    ['/api/v1/agent_spans/{span}/finish', { result_payload: 'text' }, ['result_payload']],
    ['/api/v1/agent_spans/{span}/finish', { sensitive_encoding: 'yes' }, ['sensitive_encoding']],
  ])('are 422 by name: %s %j', async (path, body, fields) => {
    await using test = await setUp();
    const run = await startRun(test);
    const { id } = await test.agent.agentSpans.create(spanOf(run));
    const before = [test.sandbox.instances, test.sandbox.spans];
    const answer = await test.raw('POST', path.replace('{run}', run).replace('{span}', id), {
      body,
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ status: 'error', code: 'validation_errors' });
    const { errors, message } = answer.body as { errors: Record<string, unknown>; message: string };
    expect(Object.keys(errors)).toEqual(expect.arrayContaining(fields));
    for (const field of fields) {
      expect(errors[field]).toEqual([expect.any(String)]);
      expect(message).toContain(field);
    }
    expect([test.sandbox.instances, test.sandbox.spans]).toEqual(before);
  });
});

describe('fields that the document does not know', () => {
  test('are dropped, and the request is carried out without them', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const answer = await test.raw('POST', '/api/v1/agent_spans', {
      body: {
        details: { ...spanOf(run), idempotency_key: 'misplaced', colour: 'blue', payload: { free: true } },
        trace_id: 7,
      },
    });
    expect(answer.status).toBe(200);
    expect(test.sandbox.spans).toMatchObject([{ payload: { free: true } }]);
    expect(test.sandbox.spans[0]).not.toHaveProperty('colour');
    expect(test.sandbox.requests.at(-1)?.dropped.toSorted()).toEqual([
      'details.colour',
      'details.idempotency_key',
      'trace_id',
    ]);
    // A key in the wrong place is no key.
    expect(test.sandbox.ledger.timesApplied('misplaced')).toBe(0);
  });

  test('are dropped wherever they stand', async () => {
    await using test = await setUp();
    const categories = {
      classification: 'internal',
      personal_identifiers: 'unknown',
    };
    const answer = await test.raw('POST', register, {
      token: test.sandbox.token,
      body: {
        agent_version: {
          external_identifier: 'v1',
          runtime_environment: { os: 'linux', shell: 'bash' },
          colour: 'blue',
        },
        agent_schema_version: {
          external_identifier: 'schema-1',
          span_type_schemas: [
            { name: 'agent:llm', params_schema: { type: 'object', anything: 1 }, result_template: 'x' },
          ],
          quality_schema: { categories },
        },
        constructor: 1,
        'a/b~c': 1,
      },
    });
    expect(answer.status).toBe(200);
    expect(test.sandbox.requests[0]?.dropped.toSorted()).toEqual([
      'a/b~c',
      'agent_schema_version.quality_schema',
      'agent_schema_version.span_type_schemas[0].result_template',
      'agent_version.colour',
      'agent_version.runtime_environment.shell',
      'constructor',
    ]);
    expect(answer.body).toMatchObject({
      agent_version: { runtime_environment: { os: 'linux' } },
      agent_schema_version: {
        span_type_schemas: { 'agent:llm': { params_schema: { type: 'object', anything: 1 } } },
      },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/shell|result_template|quality_schema"/);
  });

  test('are dropped inside of what may be null', async () => {
    await using test = await setUp();
    const action_profile = Object.fromEntries(
      [
        'create_data',
        'read_data',
        'update_data',
        'destroy_data',
        'financial_transactions',
        'external_communication',
      ].map((name) => [name, 'unknown']),
    );
    const answer = await test.raw('POST', register, {
      token: test.sandbox.token,
      body: {
        agent_schema_version: {
          external_identifier: 'schema-1',
          span_type_schemas: [
            {
              name: 'agent:llm',
              params_schema: {},
              data_risk: {
                action_profile: { ...action_profile, fly: 'allowed' },
                params_data_categories: { classification: 'top secret' },
                result_data_categories: {},
              },
            },
          ],
        },
      },
    });
    const at = 'agent_schema_version.span_type_schemas[0].data_risk';
    const { errors = {} } = answer.body as { errors?: Record<string, unknown> };
    // A value is wrong; what is unknown is no reason to refuse.
    expect(Object.keys(errors)).toContain(`${at}.params_data_categories.classification`);
    expect(Object.keys(errors).filter((path) => path.includes('fly'))).toEqual([]);
    for (const path of Object.keys(errors)) expect(path).toMatch(/_data_categories\.\w+$/);
  });

  test('are dropped from __proto__ too', async () => {
    await using test = await setUp();
    const answer = await test.raw('POST', register, {
      token: test.sandbox.token,
      body: '{"__proto__": {"polluted": true}, "agent_version": {"external_identifier": "v1", "__proto__": {}}}',
    });
    expect(answer.status).toBe(200);
    expect(test.sandbox.requests[0]?.dropped.toSorted()).toEqual(['__proto__', 'agent_version.__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('are kept where any are welcome', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const payload = '{"constructor":1,"__proto__":{"a":1},"":2}';
    const answer = await test.raw('POST', '/api/v1/agent_spans', {
      body: `{"details":{"agent_instance_id":"${run}","schema_name":"agent:llm","status":"active","payload":${payload}}}`,
    });
    expect(JSON.stringify((answer.body['details'] as { payload: object }).payload)).toBe(payload);
    expect(JSON.stringify(test.sandbox.spans[0]?.payload)).toBe(payload);
    expect(test.sandbox.requests.at(-1)?.dropped).toEqual([]);
  });

  test('are dropped from a query', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const query = `agent_instance_id=${run}&status=active&pagination[size]=1&pagination[page_size]=2`;
    const answer = await test.raw('GET', `/api/v1/agent_spans?${query}`);
    expect(answer).toMatchObject({ status: 200, body: { pagination: { page_size: 2 } } });
    expect(test.sandbox.requests.at(-1)?.dropped.toSorted()).toEqual(['pagination.size', 'status']);
    await test.raw('GET', `/api/v1/agent_instance/${run}?include_counts=true`);
    expect(test.sandbox.requests.at(-1)?.dropped).toEqual(['include_counts']);
  });

  test('are dropped from bulk, and named by the item', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { id } = await test.agent.agentSpans.create(spanOf(run));
    const answer = await test.raw('POST', '/api/v1/bulk', {
      body: {
        atomic: true,
        items: [
          {
            _type: 'agent_spans/create',
            idempotency_key: 'create-it',
            details: { ...spanOf(run), colour: 'blue' },
          },
          {
            // As an early client sent it: the API takes it and stores no result.
            _type: 'agent_spans/finish',
            idempotency_key: 'finish-it',
            agent_span_id: id,
            details: { result_payload: { lost: true } },
          },
        ],
      },
    });
    expect(answer.status).toBe(200);
    expect(test.sandbox.spans).toMatchObject([
      { id, status: 'complete', result_payload: null },
      { status: 'active' },
    ]);
    expect(test.sandbox.requests.at(-1)?.dropped.toSorted()).toEqual([
      'atomic',
      'items[0].details.colour',
      'items[1].details',
    ]);
  });

  test('are sent by the client only when it is told to, and seen by the test', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    await test.agent.agentSpans.create(spanOf(run), { extraBody: { details: { colour: 'blue' } } });
    expect(test.sandbox.requests.at(-1)?.dropped).toEqual(['details.colour']);
    expect(test.sandbox.requests.slice(0, -1).flatMap(({ dropped }) => dropped)).toEqual([]);
  });
});

describe('what the sandbox tells of a request', () => {
  test('is what came, and what was answered', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    test.sandbox.reset();
    const body = JSON.stringify({ reason: 'Größe' });
    await test.raw('POST', `/api/v1/agent_instance/${run}/terminate?a=1&b=%20`, {
      body,
      headers: { 'X-Custom': 'Value' },
    });
    expect(test.sandbox.requests).toMatchObject([
      {
        method: 'POST',
        path: `/api/v1/agent_instance/${run}/terminate`,
        query: 'a=1&b=%20',
        headers: { 'x-custom': 'Value', authorization: expect.not.stringContaining('sandbox') },
        body,
        operation: 'terminateAgentInstance',
        statusCode: 404,
        fault: undefined,
      },
    ]);
  });

  test('has the number that the answer has as its id', async () => {
    await using test = await setUp();
    const ids: (string | null)[] = [];
    for (let i = 0; i < 3; i++) ids.push((await test.raw('GET', '/api/v1/ping')).headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(3);
    const { requestId } = await test.agent.agentInstances.register({}).withResponse();
    expect(requestId).toBe('sandbox-4');
    expect(await refusalOf(test.agent.agentInstances.start('nowhere'))).toMatchObject({
      requestId: 'sandbox-5',
    });
  });
});
