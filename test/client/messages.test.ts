/** What the messages of errors say: of what they are, what is wrong, and what to do. */
import { describe, expect, it } from 'vitest';
import type { PrefactorHttpClient } from '../../src/index.ts';
import { never, reset, unavailable } from '../support/answers.ts';
import { endOf, setUp, setUpByHand, until } from '../support/client.ts';
import { bulkSuccess, failure } from '../support/fixtures.ts';
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
