/** `sensitive`: the mark it makes, and what a request with one says of itself. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  PrefactorClientError,
  type PrefactorHttpClient,
  type SensitiveValue,
  sensitive,
  undocumentedItem,
} from '../../src/index.ts';
import { startSandbox } from '../../src/testing/index.ts';
import { withSuccess } from '../support/answers.ts';
import { connect, failureOf, refusalOf } from '../support/client.ts';
import { newSpan } from '../support/fixtures.ts';
import { arrived, ways } from '../support/payloads.ts';
import { startServer } from '../support/server.ts';

const email = 's3cr3t@example.com';
const mark = { $sensitive: 'string', value: email, labels: ['email'] };

/** What comes of work with a client: what arrives, or what it fails with. */
async function bodiesOf(work: (client: PrefactorHttpClient) => unknown): Promise<Record<string, unknown>[]> {
  await using server = await startServer(withSuccess);
  await using client = connect(server.url);
  await work(client);
  return server.requests.map(({ body }) => JSON.parse(body));
}

describe('a sensitive value', () => {
  it.each<[what: string, value: SensitiveValue, written: object]>([
    ['a text with labels', sensitive(email, ['email']), mark],
    ['a text without', sensitive(''), { $sensitive: 'string', value: '' }],
    ['a number', sensitive(12.5, []), { $sensitive: 'number', value: 12.5 }],
  ])('of %s is written as the API has it', (_, value, written) => {
    expect(JSON.parse(JSON.stringify(value))).toEqual(written);
  });

  it('keeps its labels as they were', () => {
    const labels = ['email'];
    const value = sensitive(email, labels);
    labels.push('phone');
    expect(value.labels).toEqual(['email']);
  });

  it('is not shown where a payload is printed', () => {
    const payload = { from: sensitive(email, ['email']), card: [sensitive(4929123412341234)] };
    expect(inspect(payload, { depth: null })).toBe(
      '{ from: sensitive(string), card: [ sensitive(number) ] }',
    );
  });

  it.each<[what: string, args: unknown[], message: string]>([
    ['nothing', [], 'value must be a string or a finite number, not undefined'],
    ['null', [null], 'value must be a string or a finite number, not null'],
    ['an object', [{ email }], 'value must be a string or a finite number, not an object'],
    ['a list', [[email]], 'value must be a string or a finite number, not an array'],
    ['a sensitive value', [sensitive(email)], 'value must be a string or a finite number, not an object'],
    ['a boolean', [true], 'value must be a string or a finite number, not a boolean'],
    ['a BigInt', [4929123412341234n], 'value must be a string or a finite number, not a bigint'],
    [
      'NaN',
      [Number.NaN],
      'value must be a string or a finite number, not a number that JSON has no form for',
    ],
    ['a label alone', [email, email], 'labels must be an array of strings that are not empty'],
    ['an empty label', [email, ['email', '']], 'labels must be an array of strings that are not empty'],
    ['a label of another kind', [email, [4929]], 'labels must be an array of strings that are not empty'],
    ['null for labels', [email, null], 'labels must be an array of strings that are not empty'],
  ])('is not made of %s, and nothing of that is shown', (_, args, message) => {
    const error = refusalOf(() => (sensitive as (...args: unknown[]) => unknown)(...args));
    expect(error).toMatchObject({ code: 'invalid_argument', message: `sensitive: ${message}` });
    expect(inspect(error) + JSON.stringify(error)).not.toMatch(/s3cr3t|4929/);
  });
});

describe.each(ways)('by %s', (_, send) => {
  it.each<[what: string, payload: object, written: object]>([
    ['at the top', { from: sensitive(email, ['email']) }, { from: mark }],
    ['deep inside', { list: [{ from: sensitive(email, ['email']) }] }, { list: [{ from: mark }] }],
    ['in a Map', { map: new Map([['from', sensitive(email, ['email'])]]) }, { map: { from: mark } }],
    [
      'in what something writes of itself',
      { own: { toJSON: () => ({ from: sensitive(email, ['email']) }) } },
      { own: { from: mark } },
    ],
    [
      'as what something writes of itself',
      { from: { toJSON: () => sensitive(email, ['email']) } },
      { from: mark },
    ],
  ])('a payload with one %s says that it has some', async (_what, payload, written) => {
    expect(await arrived(send, { ...newSpan, payload })).toMatchObject({
      payload: written,
      sensitive_encoding: true,
    });
  });

  it('a result with one says so, too', async () => {
    const result_payload = { from: sensitive(email, ['email']) };
    expect(await arrived(send, { ...newSpan, status: 'complete', result_payload })).toMatchObject({
      result_payload: { from: mark },
      sensitive_encoding: true,
    });
  });

  it('data that looks like one is data', async () => {
    const sent = await arrived(send, { ...newSpan, payload: { from: mark } });
    expect(sent.payload).toEqual({ from: mark });
    expect(sent).not.toHaveProperty('sensitive_encoding');
  });

  it.each([true, false])(
    'what the caller says, %s, stays where there is none',
    async (sensitive_encoding) => {
      const sent = await arrived(send, { ...newSpan, payload: { from: mark }, sensitive_encoding });
      expect(sent).toMatchObject({ payload: { from: mark }, sensitive_encoding });
    },
  );

  it('the payload of its caller is as it was', async () => {
    const details = Object.freeze({ ...newSpan, payload: Object.freeze({ from: sensitive(email) }) });
    await arrived(send, details);
    expect(details).not.toHaveProperty('sensitive_encoding');
  });

  it.each<[what: string, details: object, complaint: string]>([
    [
      'in a payload that is said to have none',
      { payload: { list: [{ from: sensitive(email) }] }, sensitive_encoding: false },
      'details.sensitive_encoding must not be false: ',
    ],
    ['in place of a payload', { payload: sensitive(email) }, 'details.payload is a sensitive value'],
  ])('one %s is refused, without its value', async (_what, details, complaint) => {
    await using server = await startServer(withSuccess);
    await using client = connect(server.url);
    const error = await failureOf(send(client, { ...newSpan, ...details }));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining(complaint),
    });
    expect(inspect(error, { depth: null }) + JSON.stringify(error)).not.toContain('s3cr3t');
    expect(server.requests).toEqual([]);
  });
});

describe('a request with a sensitive value', () => {
  const alert = {
    agent_instance_id: 'instance-1',
    name: 'budget',
    payload: { from: sensitive(email, ['email']) },
  };

  it('says so in the field that its operation has for it', async () => {
    const bodies = await bodiesOf(async ({ agentSpans, alerts, bulk }) => {
      await agentSpans.finish('span-1', { result_payload: { from: sensitive(email, ['email']) } });
      await Promise.allSettled([alerts.raise({ ...alert, severity: 'info' })]);
      await Promise.allSettled([alerts.clear(alert)]);
      await using writer = bulk.writer();
      void writer.finishSpan('span-1', { result_payload: { from: sensitive(email, ['email']) } });
    });
    expect(bodies).toMatchObject([
      { result_payload: { from: mark }, sensitive_encoding: true },
      { payload: { from: mark }, payload_sensitive_encoding: true },
      { payload: { from: mark }, payload_sensitive_encoding: true },
      { items: [{ result_payload: { from: mark }, sensitive_encoding: true }] },
    ]);
  });

  it('leaves what its caller says of it in another way, where that is not checked', async () => {
    const details = {
      ...newSpan,
      payload: { from: sensitive(email) },
      sensitive_encoding: 'v2' as unknown as true,
    };
    const [body] = await bodiesOf(({ agentSpans }) => agentSpans.create(details, { validateRequest: false }));
    expect(body).toMatchObject({ details: { sensitive_encoding: 'v2' } });
  });

  it.each<[what: string, call: (client: PrefactorHttpClient) => Promise<unknown>, complaint: string]>([
    [
      'a quality value',
      ({ agentInstances }) =>
        agentInstances.recordQuality('instance-1', { name: 'review', payload: { from: sensitive(email) } }),
      'recordAgentInstanceQuality …ance-1: payload.from is a sensitive value, where the API has no field to say that there are any',
    ],
    [
      'a quality value among others',
      ({ bulk }) =>
        bulk.execute([
          { _type: 'agent_spans/finish', agent_span_id: 'span-1' },
          {
            _type: 'agent_instances/record_quality',
            agent_instance_id: 'instance-1',
            name: 'review',
            payload: { from: sensitive(email) },
          },
        ]),
      'executeBulk: items[1].payload.from is a sensitive value',
    ],
    [
      'what is no payload',
      ({ agentSpans }) =>
        agentSpans.create(
          { ...newSpan, schema_name: sensitive(email) as unknown as string },
          { validateRequest: false },
        ),
      'createAgentSpan: details.schema_name is a sensitive value',
    ],
    [
      'an operation that the document does not know',
      (client) => client.request('POST', '/api/v1/thing', { body: { payload: { from: sensitive(email) } } }),
      'POST /api/v1/thing: payload.from is a sensitive value',
    ],
    [
      'an item of a type that it does not know',
      ({ bulk }) => bulk.execute([undocumentedItem('things/make', { payload: { from: sensitive(email) } })]),
      'executeBulk: items[0].payload.from is a sensitive value',
    ],
    [
      'what is sent beside the items',
      ({ bulk }) =>
        bulk.execute([{ _type: 'agent_spans/finish', agent_span_id: 'span-1' }], {
          extraBody: { from: sensitive(email) },
        }),
      'executeBulk: from is a sensitive value',
    ],
  ])('is refused where the API could not know: %s', async (_, call, complaint) => {
    await using server = await startServer(withSuccess);
    await using client = connect(server.url);
    const error = await failureOf(call(client));
    expect(error).toMatchObject({ code: 'invalid_argument', message: expect.stringContaining(complaint) });
    expect(inspect(error, { depth: null }) + JSON.stringify(error)).not.toContain('s3cr3t');
    expect(server.requests).toEqual([]);
  });

  it('is known by another copy of this package', async () => {
    const theirs = { toJSON: () => mark, [Symbol.for('prefactor-http.sensitive')]: true };
    const [body] = await bodiesOf(({ agentSpans }) => agentSpans.create({ ...newSpan, payload: { theirs } }));
    expect(body).toMatchObject({ details: { payload: { theirs: mark }, sensitive_encoding: true } });
  });

  it('is recorded redacted, and can be read and discarded by those who may', async () => {
    await using sandbox = await startSandbox();
    await using agent = connect(sandbox.url, { apiToken: sandbox.token });
    await using account = connect(sandbox.url, { apiToken: sandbox.accountToken });
    const { id: run } = await agent.agentInstances.register({});
    await agent.agentInstances.start(run);
    const payload = { question: 'How?', from: sensitive(email, ['email']) };
    const created = await agent.agentSpans.create({ ...newSpan, agent_instance_id: run, payload });
    expect(JSON.stringify(created)).not.toContain(email);
    const read = await account.agentSpans.get(created.id, { redacted: false });
    expect(read.payload).toEqual({ question: 'How?', from: mark });
    await account.agentSpans.discardSensitive(created.id);
    expect(JSON.stringify(await account.agentSpans.get(created.id, { redacted: false }))).not.toContain(
      email,
    );
  });
});
