/** The option `redact`: it sees every payload once, and what it returns is sent. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BulkInput, HttpClientConfig, PrefactorHttpClient, Redact } from '../../src/index.ts';
import { sensitive, undocumentedItem } from '../../src/index.ts';
import { withSuccess } from '../support/answers.ts';
import { connect } from '../support/client.ts';
import { newSpan } from '../support/fixtures.ts';
import { arrived, ways } from '../support/payloads.ts';
import { startServer } from '../support/server.ts';

const warnings: string[] = [];
beforeEach(() => {
  warnings.length = 0;
  vi.spyOn(process, 'emitWarning').mockImplementation((warning) => {
    warnings.push(String(warning));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Notes what it sees, and takes out what is secret. */
function noting() {
  const seen: [path: string, payload: unknown][] = [];
  const redact: Redact = (payload, path) => {
    seen.push([path, structuredClone(payload)]);
    return { ...payload, secret: '[gone]' };
  };
  return { seen, redact };
}

/** What a mistake in TypeScript, or code without types, makes of it. */
const careless = (redact: (payload: Record<string, unknown>, path: string) => unknown): Redact =>
  redact as Redact;

const ended = {
  ...newSpan,
  status: 'complete',
  started_at: '2026-03-02T09:30:00Z',
  finished_at: '2026-03-02T09:30:01Z',
} as const;

describe.each(ways)('by %s', (_, send) => {
  it('every payload is seen once, with its path, and sent as it says', async () => {
    const { seen, redact } = noting();
    const details = {
      ...ended,
      payload: { secret: 's3cr3t', in: 1 },
      result_payload: { secret: 's3cr3t', out: 2 },
    };
    expect(await arrived(send, details, { redact })).toEqual({
      ...details,
      payload: { secret: '[gone]', in: 1 },
      result_payload: { secret: '[gone]', out: 2 },
    });
    expect(seen).toEqual([
      ['details.payload', details.payload],
      ['details.result_payload', details.result_payload],
    ]);
  });

  it('a payload is seen as it would be sent', async () => {
    const { seen, redact } = noting();
    const error = new Error('no such tool');
    const payload = {
      error,
      at: new Date(0),
      map: new Map([['email', 'someone@example.com']]),
      own: { toJSON: () => ({ email: 'someone@example.com' }) },
      nothing: undefined,
      execute() {},
    };
    await arrived(send, { ...newSpan, payload }, { redact });
    const { name, message, stack } = error;
    expect(seen).toEqual([
      [
        'details.payload',
        {
          error: { name, message, stack },
          at: '1970-01-01T00:00:00.000Z',
          map: { email: 'someone@example.com' },
          own: { email: 'someone@example.com' },
          execute: '[Function: execute]',
        },
      ],
    ]);
  });

  it("a payload may be changed in place: it is a copy of its caller's", async () => {
    const payload = { secret: 's3cr3t', deep: { list: [{ secret: 's3cr3t' }] } };
    const redact = careless((given) => {
      delete given['secret'];
      (given as typeof payload).deep.list.pop();
      return given;
    });
    const sent = await arrived(send, { ...newSpan, payload }, { redact });
    expect(sent.payload).toEqual({ deep: { list: [] } });
    expect(payload).toEqual({ secret: 's3cr3t', deep: { list: [{ secret: 's3cr3t' }] } });
  });

  it('what it returns may have values that JSON has no form for', async () => {
    const redact = careless(() => new Map<string, unknown>([['big', 1n]]));
    expect((await arrived(send, newSpan, { redact })).payload).toEqual({ big: '1' });
  });

  it('sensitive values are seen as they are sent, and stay sensitive', async () => {
    const { seen, redact } = noting();
    const mark = { $sensitive: 'string', value: 'someone@example.com', labels: ['email'] };
    const payload = { from: sensitive('someone@example.com', ['email']) };
    expect(await arrived(send, { ...newSpan, payload }, { redact })).toMatchObject({
      payload: { from: mark },
      sensitive_encoding: true,
    });
    expect(seen).toEqual([['details.payload', { from: mark }]]);
  });

  it('it can make values sensitive', async () => {
    const redact: Redact = (payload) => ({ ...payload, from: sensitive(String(payload['from'])) });
    const payload = { from: 'someone@example.com' };
    expect(await arrived(send, { ...newSpan, payload }, { redact })).toMatchObject({
      payload: { from: { $sensitive: 'string', value: 'someone@example.com' } },
      sensitive_encoding: true,
    });
  });

  it.each<[what: string, redact: Redact, mistake: string]>([
    [
      'throws',
      () => {
        throw new Error('s3cr3t');
      },
      'threw',
    ],
    ['returns a promise', careless(async (payload) => payload), 'returned a promise'],
    [
      'returns a promise that rejects',
      careless(() => Promise.reject(new Error('s3cr3t'))),
      'returned a promise',
    ],
    // biome-ignore lint/suspicious/noThenProperty: as a query builder has it
    ['returns what can be awaited', careless(() => ({ then() {} })), 'returned a promise'],
    ['returns a promise inside', (payload) => ({ payload: Promise.resolve(payload) }), 'returned a promise'],
    ['returns nothing', careless(() => {}), 'returned no object'],
    ['returns null', careless(() => null), 'returned no object'],
    ['returns a text', careless(() => 's3cr3t'), 'returned no object'],
    ['returns what is written as a text', () => new Date(0), 'returned no object'],
    ['returns a list', careless(() => ['s3cr3t']), 'returned no object'],
    ['returns a sensitive value alone', () => sensitive('s3cr3t'), 'returned no object'],
    ['returns what writes itself as nothing', () => ({ toJSON() {} }), 'returned no object'],
    [
      'returns what cannot be written',
      () => ({
        get secret() {
          throw new Error('s3cr3t');
        },
      }),
      'threw',
    ],
  ])('when it %s, the whole payload is masked, and the record is sent', async (_what, redact, mistake) => {
    const details = { ...ended, payload: { a: 's3cr3t' }, result_payload: { b: 's3cr3t' } };
    const masked = { redacted: `[redact ${mistake}]` };
    expect(await arrived(send, details, { redact })).toEqual({
      ...details,
      payload: masked,
      result_payload: masked,
    });
    expect(warnings).toEqual([expect.stringContaining(`redact ${mistake} (details.payload)`)]);
    expect(warnings[0]).not.toContain('s3cr3t');
  });
});

describe('redact', () => {
  /** The bodies that arrive. */
  async function bodiesOf(
    work: (client: PrefactorHttpClient) => unknown,
    config: HttpClientConfig,
  ): Promise<Record<string, unknown>[]> {
    await using server = await startServer(withSuccess);
    await using client = connect(server.url, config);
    await work(client);
    return server.requests.map(({ body }) => JSON.parse(body || '{}'));
  }

  it('sees the payloads of every operation that has some', async () => {
    const { seen, redact } = noting();
    await bodiesOf(
      async ({ agentInstances, agentSpans, alerts }) => {
        const alert = { agent_instance_id: 'instance-1', name: 'budget', payload: { n: 1 } };
        await agentSpans.finish('span-1', { result_payload: { n: 2 } });
        await agentInstances.recordQuality('instance-1', { name: 'review', payload: { n: 3 } });
        await Promise.allSettled([alerts.raise({ ...alert, severity: 'info' })]);
        await Promise.allSettled([alerts.clear(alert)]);
      },
      { redact },
    );
    expect(seen).toEqual([
      ['result_payload', { n: 2 }],
      ['payload', { n: 3 }],
      ['payload', { n: 1 }],
      ['payload', { n: 1 }],
    ]);
  });

  it('sees a payload that was left out, and is sent empty', async () => {
    const { seen, redact } = noting();
    const { payload: _, ...details } = newSpan;
    const bodies = await bodiesOf(
      async ({ agentSpans, bulk }) => {
        await agentSpans.create(details);
        await bulk.execute([{ _type: 'agent_spans/create', details }]);
      },
      { redact },
    );
    expect(seen).toEqual([
      ['details.payload', {}],
      ['details.payload', {}],
    ]);
    const payload = { secret: '[gone]' };
    expect(bodies).toMatchObject([{ details: { payload } }, { items: [{ details: { payload } }] }]);
  });

  it('sees nothing where there is no payload', async () => {
    const { seen, redact } = noting();
    await bodiesOf(
      async ({ agentInstances, agentSpans }) => {
        await agentInstances.register({
          agent_schema_version: {
            span_type_schemas: [{ name: 'agent:llm', params_schema: { type: 'object' } }],
          },
        });
        await agentInstances.recordQuality('instance-1', { name: 'review', payload: null });
        await agentSpans.finish('span-1', { result_payload: null });
        await agentSpans.finish('span-1');
        await agentSpans.get('span-1');
      },
      { redact },
    );
    expect(seen).toEqual([]);
  });

  it('sees what is added to a payload unchecked', async () => {
    const { redact } = noting();
    const [body] = await bodiesOf(
      ({ agentSpans }) =>
        agentSpans.create(newSpan, {
          validateRequest: false,
          extraBody: { details: { payload: { secret: 's3cr3t', more: 1 } } },
        }),
      { redact },
    );
    expect(body).toMatchObject({ details: { payload: { secret: '[gone]', more: 1 } } });
  });

  it('sees payloads in their usual places where the document does not know the operation', async () => {
    const { seen, redact } = noting();
    const payload = { secret: 's3cr3t' };
    const [request, bulk] = await bodiesOf(
      async (client) => {
        await client.request('POST', '/api/v1/thing', {
          body: { payload, details: { payload }, other: payload },
        });
        await client.bulk.execute([undocumentedItem('things/make', { result_payload: payload })]);
      },
      { redact },
    );
    expect(seen.map(([path]) => path)).toEqual(['payload', 'details.payload', 'result_payload']);
    const gone = { secret: '[gone]' };
    expect(request).toEqual({ payload: gone, details: { payload: gone }, other: payload });
    expect(bulk).toMatchObject({ items: [{ result_payload: gone }] });
  });

  it('sees a payload of another kind where arguments are not checked, and may replace it by one', async () => {
    const redact = careless((payload) => String(payload).replace('s3cr3t', '[gone]'));
    const details = { ...newSpan, payload: 'the s3cr3t' as unknown as object };
    const [body] = await bodiesOf(
      ({ agentSpans }) => agentSpans.create(details, { validateRequest: false }),
      { redact },
    );
    expect(body).toMatchObject({ details: { payload: 'the [gone]' } });
  });

  it('is called once for a request, however often that is sent', async () => {
    const { seen, redact } = noting();
    await using server = await startServer((response, request, index) => {
      if (index === 0) return void response.writeHead(503).end();
      return withSuccess(response, request, index);
    });
    await using client = connect(server.url, { redact });
    await client.agentSpans.create(newSpan);
    expect(seen).toHaveLength(1);
    const [first, second] = server.requests;
    expect(second?.body).toBe(first?.body);
  });

  it('masks values that it makes sensitive where the API could not know that they are', async () => {
    const redact: Redact = () => ({ from: sensitive('s3cr3t') });
    const masked = { redacted: '[redact marked values that cannot be marked]' };
    const bodies = await bodiesOf(
      async ({ agentInstances, agentSpans }) => {
        await agentInstances.recordQuality('instance-1', { name: 'review', payload: {} });
        await agentSpans.create({ ...newSpan, sensitive_encoding: false });
      },
      { redact },
    );
    expect(bodies).toMatchObject([
      { payload: masked },
      { details: { payload: masked, sensitive_encoding: false } },
    ]);
    expect(warnings).toHaveLength(1);
  });

  it('is called as a function, not as a method of anything', async () => {
    const receivers: unknown[] = [];
    function redact(this: unknown, payload: object): object {
      receivers.push(this);
      return payload;
    }
    await bodiesOf(({ agentSpans }) => agentSpans.create(newSpan), { redact });
    expect(receivers).toEqual([undefined]);
  });

  it("leaves the item of an outcome as it is: the caller's own", async () => {
    const { redact } = noting();
    const item: BulkInput = {
      _type: 'agent_spans/create',
      details: { ...newSpan, payload: { secret: 's3cr3t' } },
    };
    await bodiesOf(
      async ({ bulk }) => {
        await using writer = bulk.writer();
        expect((await writer.add(item)).item).toBe(item);
      },
      { redact },
    );
    expect(item.details.payload).toEqual({ secret: 's3cr3t' });
  });
});
