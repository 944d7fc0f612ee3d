/** What the messages of errors say: of what they are, what is wrong, and what to do. */
import { describe, expect, it } from 'vitest';
import {
  PrefactorHttpClient as Client,
  deriveIdempotencyKey,
  PrefactorClientError,
  type PrefactorHttpClient,
} from '../../src/index.ts';
import { never, reset, unavailable } from '../support/answers.ts';
import { endOf, setUp, setUpByHand, thrownBy, until } from '../support/client.ts';
import { bulkSuccess, failure, newSpan } from '../support/fixtures.ts';
import { type Answer, json } from '../support/server.ts';

const id = '013xrzp12g3nqk8ndr93q068mw7y0nv0';

type Call = (client: PrefactorHttpClient) => Promise<unknown>;

/** The message of what a call rejects with. */
async function messageOf(call: Call, answer: Answer, config = {}): Promise<string> {
  await using test = await setUp(answer, config);
  const error = await endOf(call(test.client));
  return error instanceof Error ? error.message : `no error: ${JSON.stringify(error)}`;
}

const finish: Call = ({ agentSpans }) => agentSpans.finish(id);
const notFound: Answer = (response) => json(response, 404, failure('not_found'));

describe('a message begins with the operation and the end of the id', () => {
  it.each<[what: string, call: Call, answer: Answer, message: string]>([
    ['of a refusal', finish, notFound, 'finishAgentSpan …7y0nv0: This is not_found. (not_found, HTTP 404)'],
    [
      'of retries that are exhausted',
      finish,
      unavailable,
      'finishAgentSpan …7y0nv0: gave up after 4 attempts: This is unavailable. (unavailable, HTTP 503)',
    ],
    [
      'of broken connections',
      finish,
      reset,
      'finishAgentSpan …7y0nv0: gave up after 4 attempts: no answer from the server: other side closed',
    ],
    [
      'of an answer that is none',
      finish,
      (response) => void response.end('hello'),
      'finishAgentSpan …7y0nv0: the answer is not JSON',
    ],
    [
      'of an argument',
      ({ agentSpans }) => agentSpans.finish(id, { status: 'done' } as never),
      notFound,
      'finishAgentSpan …7y0nv0: status must be one of "complete", "failed", "cancelled", not "done"',
    ],
    [
      'of an option',
      ({ agentSpans }) => agentSpans.finish(id, {}, { maxRetries: -1 }),
      notFound,
      'finishAgentSpan: invalid options: maxRetries must be a whole number from 0, not -1',
    ],
    [
      'of a short id, all of it',
      ({ agentSpans }) => agentSpans.get('span-1'),
      notFound,
      'getAgentSpan span-1: This is not_found. (not_found, HTTP 404)',
    ],
    [
      'of an id with a line break, without it',
      ({ agentSpans }) => agentSpans.get('a\nb'),
      notFound,
      'getAgentSpan a?b: This is not_found. (not_found, HTTP 404)',
    ],
    [
      'where there is no id, of the operation alone',
      ({ agentSpans }) => agentSpans.list({ agent_id: 'agent-1' }),
      notFound,
      'listAgentSpans: This is not_found. (not_found, HTTP 404)',
    ],
    [
      'of what the document does not describe, with method and path',
      (client) => client.request('GET', '/api/v1/thing'),
      notFound,
      'GET /api/v1/thing: This is not_found. (not_found, HTTP 404)',
    ],
  ])('%s', async (_, call, answer, message) => {
    expect(await messageOf(call, answer)).toBe(message);
  });

  it('of a timeout', async () => {
    await using test = await setUpByHand(never, { maxRetries: 0 });
    const ended = endOf(finish(test.client));
    await until(() => expect(test.server.requests).toHaveLength(1));
    test.clock.advance(30_000);
    expect(await ended).toMatchObject({
      message: expect.stringMatching(/^finishAgentSpan …7y0nv0: no answer within 30000 ms/),
    });
  });

  it('of a call that closing the client ends', async () => {
    await using test = await setUp(never);
    const ended = endOf(finish(test.client));
    await until(() => expect(test.server.requests).toHaveLength(1));
    await test.client.close({ timeout: 0 });
    expect(await ended).toMatchObject({ message: 'finishAgentSpan …7y0nv0: the client is closed' });
    expect(await endOf(finish(test.client))).toMatchObject({
      message: 'finishAgentSpan: the client is closed',
    });
  });

  const details = { agent_instance_id: 'instance-1', schema_name: 'agent:llm', status: 'active' } as const;
  const failing: Answer = (response, { body }) => {
    const { items } = JSON.parse(body) as { items: { idempotency_key: string }[] };
    json(
      response,
      200,
      bulkSuccess(items.slice(0, 1).map((one) => [one.idempotency_key, failure('not_found')])),
    );
  };
  it.each([
    ['the end of a span', { _type: 'agent_spans/finish', agent_span_id: id }, 'finishAgentSpan …7y0nv0: '],
    [
      'a span with an id of its own',
      { _type: 'agent_spans/create', details: { ...details, payload: {}, id } },
      'createAgentSpan …7y0nv0: ',
    ],
    [
      'a span without',
      { _type: 'agent_spans/create', details: { ...details, payload: {} } },
      'createAgentSpan: ',
    ],
    ['another type', { _type: 'things/show', id }, 'things/show …7y0nv0: '],
  ])('of a bulk item: %s', async (_, item, begins) => {
    await using test = await setUp(failing);
    const { results } = await test.client.bulk.execute([item] as never);
    const outcomes: unknown[] = [];
    for await (const one of test.client.bulk.executeAll([item] as never[])) outcomes.push(one);
    const told = await test.client.bulk.writer({ flushInterval: 1 }).add(item as never);
    for (const one of [results[0], ...outcomes, told])
      expect(one).toMatchObject({ error: { message: `${begins}This is not_found. (not_found)` } });
  });
});

/** What is wrong with the arguments of a call, without the operation. */
async function issuesOf(call: Call): Promise<string[]> {
  await using test = await setUp(notFound);
  const error = await endOf(call(test.client));
  expect(error).toBeInstanceOf(PrefactorClientError);
  return (error as PrefactorClientError).issues.map(({ path, message }) => `${path} ${message}`);
}

const span = { agent_instance_id: id, schema_name: 'agent:llm', status: 'active', payload: {} } as const;
const create =
  (details: object): Call =>
  ({ agentSpans }) =>
    agentSpans.create(details as never);

describe('a field that the API does not know', () => {
  const unknown = 'is not a field the API knows here';

  it.each<[what: string, call: Call, issues: string[]]>([
    [
      'is put right where it is one in camelCase',
      create({ agentInstanceId: id, schemaName: 'agent:llm', status: 'active', payload: {} }),
      [
        'details.agent_instance_id is required',
        'details.schema_name is required',
        `details.agentInstanceId ${unknown}: did you mean agent_instance_id?`,
        `details.schemaName ${unknown}: did you mean schema_name?`,
      ],
    ],
    [
      'or a letter is missing',
      create({ ...span, result_paylod: {} }),
      [`details.result_paylod ${unknown}: did you mean result_payload?`],
    ],
    [
      'or one too many',
      create({ ...span, result_payyload: {} }),
      [`details.result_payyload ${unknown}: did you mean result_payload?`],
    ],
    [
      'or another',
      create({ ...span, result_paiload: {} }),
      [`details.result_paiload ${unknown}: did you mean result_payload?`],
    ],
    [
      'or two swapped',
      create({ ...span, result_payolad: {} }),
      [`details.result_payolad ${unknown}: did you mean result_payload?`],
    ],
    [
      'deep inside',
      ({ agentInstances }) => agentInstances.list({ agent_id: 'a', pagination: { pageSize: 5 } } as object),
      [`pagination.pageSize ${unknown}: did you mean page_size?`],
    ],
    [
      'in a bulk item',
      ({ bulk }) => bulk.execute([{ _type: 'agent_spans/finish', agentSpanId: id }] as never),
      ['items[0].agent_span_id is required', `items[0].agentSpanId ${unknown}: did you mean agent_span_id?`],
    ],
    [
      'and where any field may be',
      ({ bulk }) => bulk.execute([{ type: 'things/show' }] as never),
      ['items[0]._type is required: type is given in its place'],
    ],
    [
      'is otherwise told where to go',
      create({ ...span, colour: 'blue' }),
      [`details.colour ${unknown}; fields that the document does not know yet go into options.extraBody`],
    ],
    [
      'may be an option of the call',
      ({ agents }) => agents.list({ timeout: 5 } as object),
      ['timeout is an option of the call, not a field: options come after this argument, as the last one'],
    ],
  ])('%s', async (_, call, issues) => {
    expect((await issuesOf(call)).sort()).toEqual(issues.toSorted());
  });
});

describe('an option that does not exist', () => {
  const meant = (given: string, option: string) => `${given} is not an option: did you mean ${option}?`;
  const refused = (run: () => unknown): string => {
    const { message } = thrownBy(run) as Error;
    return message;
  };

  it.each([
    ['apiKey', 'apiToken'],
    ['token', 'apiToken'],
    ['api_token', 'apiToken'],
    ['baseUrl', 'apiUrl'],
    ['baseURL', 'apiUrl'],
    ['timeout', 'requestTimeout'],
    ['retries', 'maxRetries'],
    ['maxRetrie', 'maxRetries'],
    ['validateResponse', 'validateResponses'],
  ])('of a client, %s, is taken for %s', (given, option) => {
    expect(refused(() => new Client({ [given]: 1, apiToken: 'x' }))).toContain(meant(given, option));
  });

  it.each([
    ['abortSignal', 'signal'],
    ['idempotency_key', 'idempotencyKey'],
    ['requestTimeout', 'timeout'],
    ['retries', 'maxRetries'],
  ])('of a call, %s, is taken for %s', async (given, option) => {
    const message = await messageOf((client) => client.validateToken({ [given]: 1 } as object), notFound);
    expect(message).toBe(`ping: invalid options: ${meant(given, option)}`);
  });

  it.each([
    ['batchSize', 'maxItems'],
    ['flushIntervalMs', 'flushInterval'],
    ['onError', 'onFailed'],
  ])('of a writer, %s, is taken for %s', async (given, option) => {
    await using test = await setUp(notFound);
    const { bulk } = test.client;
    expect(refused(() => bulk.writer({ [given]: 1 }))).toBe(`bulk.writer: ${meant(given, option)}`);
  });

  it('of a run, of hooks and of the circuit breaker, too', async () => {
    await using test = await setUp(notFound);
    const messages = [
      () => test.client.bulk.executeAll([], { chunkSize: 5 } as object),
      () => new Client({ apiToken: 'x', hooks: { onRequset: () => {} } as object }),
      () => new Client({ apiToken: 'x', circuitBreaker: { treshold: 5, halfOpenAfter: 5 } as never }),
    ].map(refused);
    expect(messages).toEqual([
      `bulk.executeAll: ${meant('chunkSize', 'maxItems')}`,
      `invalid configuration: hooks has an ${meant('onRequset', 'onRequest').replace('is', 'that is')}`,
      `invalid configuration: circuitBreaker has a ${meant('treshold', 'threshold').replace('is', 'that is')}`,
    ]);
  });

  it('brings the list of all options, once for all that are not', async () => {
    const message = await messageOf(
      (client) => client.validateToken({ colour: 1, retries: 2, size: 3 } as object),
      notFound,
    );
    expect(message).toMatch(
      /colour is not an option; the options are idempotencyKey, .*, onControlSignal; retries .*; size is not an option$/,
    );
    expect(message.split('the options are')).toHaveLength(2);
  });
});

describe('of a value, a message shows', () => {
  const name = 'Jane Doe, born on 1 April 1970';
  it.each<[what: string, call: Call, issue: string]>([
    [
      'at most 20 characters',
      create({ ...span, status: name }),
      'details.status must be one of "active", "complete", "failed", "cancelled", "pending", not "Jane Doe, born on 1 …"',
    ],
    [
      'the type alone of a payload that is none',
      create({ ...span, payload: name }),
      'details.payload must be an object, not a string',
    ],
    [
      'likewise of a number',
      create({ ...span, result_payload: 70 }),
      'details.result_payload must be an object or null, not a number',
    ],
    [
      'likewise of an item',
      ({ bulk }) => bulk.execute([name] as never),
      'items[0] must be an object, not a string',
    ],
    ['likewise of details', create(name as never), 'details must be an object, not a string'],
    [
      'likewise of arguments',
      ({ agentSpans }) => agentSpans.finish(id, name as never),
      'body must be an object, not a string',
    ],
    [
      'that a text is empty',
      ({ agentInstances }) => agentInstances.list({ agent_id: '' }),
      'agent_id must not be empty',
    ],
    [
      'a number that is not whole',
      ({ pfids }) => pfids.generate({ count: 2.5 }),
      'count must be a whole number, not 2.5',
    ],
    [
      'no regular expression',
      ({ bulk }) => bulk.execute([{ _type: 'Agent Spans' }] as never),
      'items[0]._type must be resource/verb in lower case, such as agent_spans/create, not "Agent Spans"',
    ],
    [
      'both forms of an order',
      ({ agents }) => agents.list({ sorting: 5 } as never),
      'sorting must be an object or a string, not a number',
    ],
    [
      'what an order is, for no text',
      ({ agents }) => agents.list({ sorting: '' }),
      'sorting must be the name of a field, with - before it for descending order, not ""',
    ],
    [
      'and for a hyphen',
      ({ agents }) => agents.list({ sorting: '-' }),
      'sorting must be the name of a field, with - before it for descending order, not "-"',
    ],
    [
      'how a BigInt is written',
      (client) => client.validateToken({ maxRetries: 10n } as never),
      'maxRetries must be a whole number from 0, not 10n',
    ],
    [
      'that a time is a number',
      ({ agentSpans }) => agentSpans.create({ ...newSpan, started_at: Date.now() } as never),
      'details.started_at must be a Date or a timestamp such as 2024-01-01T00:00:00Z or null, not a number',
    ],
    [
      'a field with a first word missing',
      ({ agentSpans }) => agentSpans.finish('span-1', { payload: {} } as never),
      'payload is not a field the API knows here: did you mean result_payload?',
    ],
    [
      'where the fields of a request go',
      (client) => client.request('POST', '/api/v1/thing', { details: {} } as never),
      'details is not an option: did you mean body?',
    ],
    [
      'how onFailed is spelt',
      ({ bulk }) => Promise.reject(thrownBy(() => bulk.writer({ onFail() {} } as never))),
      'onFail is not an option: did you mean onFailed?',
    ],
    [
      'that headers are no pairs',
      (client) => client.validateToken({ headers: ['x-name'] } as never),
      'headers must be an object, not an array',
    ],
    [
      'that a header has no value',
      (client) => client.validateToken({ headers: new Set([['x-name']]) } as never),
      'headers must be an object, not a Set',
    ],
    [
      'that a circuit breaker lacks all',
      () => Promise.reject(thrownBy(() => new Client({ apiToken: 'x', circuitBreaker: {} as never }))),
      'circuitBreaker must have threshold and halfOpenAfter',
    ],
    [
      'that a config is a list',
      () => Promise.reject(thrownBy(() => new Client([] as never))),
      ' must be an object, not an array',
    ],
    [
      'that options are a list',
      (client) => client.validateToken([] as never),
      ' must be an object, not an array',
    ],
    [
      'of a key, only what is wrong',
      () => deriveIdempotencyKey(7n as never, 1),
      'operation must be a string, not bigint',
    ],
  ])('%s', async (_, call, issue) => {
    expect(await issuesOf(call)).toContain(issue);
  });

  it('a list whose class is broken', async () => {
    const broken = Object.assign([429, 503], { constructor: 5 });
    const issues = await issuesOf((client) => client.validateToken({ maxRetries: broken } as never));
    expect(issues).toEqual(['maxRetries must be a whole number from 0, not [429, 503]']);
  });

  it('every part of a key that is wrong', async () => {
    const issues = await issuesOf(() => deriveIdempotencyKey({} as never, 1, Number.NaN, undefined as never));
    expect(issues).toEqual([
      'operation must be a string, not object',
      'parts[1] must be a string, a finite number, a boolean or null, not NaN',
      'parts[2] must be a string, a finite number, a boolean or null, not undefined',
    ]);
  });
});
