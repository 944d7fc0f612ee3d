/** Payloads that hold what nobody else may see, or more than anybody can take. */
import { inspect } from 'node:util';
import { expect, vi } from 'vitest';
import { type BulkInput, PrefactorHttpClient, type Redact, sensitive } from '../../src/index.ts';
import { startSandbox } from '../../src/testing/index.ts';
import { withSuccess } from '../support/answers.ts';
import { failureOf, refusalOf } from '../support/client.ts';
import { newSpan } from '../support/fixtures.ts';
import { startServer } from '../support/server.ts';
import { row } from './row.ts';

const secret = 's3cr3t@example.com';

row('R1', 'redact sees every payload before it is kept or sent, so that no secret leaves', async () => {
  await using sandbox = await startSandbox();
  const redact: Redact = (payload) => JSON.parse(JSON.stringify(payload).replaceAll(secret, '[gone]'));
  await using client = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.token, redact });
  const { id: agent_instance_id } = await client.agentInstances.register({});
  await client.agentInstances.start(agent_instance_id);
  const details = { ...newSpan, agent_instance_id, payload: { from: secret, list: [{ to: secret }] } };
  const item: BulkInput = { _type: 'agent_spans/create', details };
  const { id } = await client.agentSpans.create(details);
  await client.agentSpans.finish(id, { result_payload: { answer: secret } });
  await client.bulk.execute([item]);
  expect(await client.bulk.executeAll([item])).toEqual({ succeeded: 1, failed: 0 });
  const writer = client.bulk.writer();
  const span = writer.createSpan(details);
  void writer.finishSpan(span.id, { result_payload: { answer: secret } });
  expect(await writer.close()).toMatchObject({ written: 2 });
  expect(sandbox.spans).toHaveLength(4);
  expect(inspect([sandbox.spans, sandbox.requests], { depth: null })).not.toContain(secret);
  expect(sandbox.spans.map(({ payload }) => payload)).toEqual(
    Array.from({ length: 4 }, () => ({ from: '[gone]', list: [{ to: '[gone]' }] })),
  );
});

row(
  'R2',
  'a redact that fails masks the payload; the record is sent, and one warning shows nothing',
  async () => {
    const warnings: string[] = [];
    const emitWarning = vi.spyOn(process, 'emitWarning').mockImplementation((warning) => {
      warnings.push(String(warning));
    });
    try {
      const mistakes: [string, () => unknown][] = [
        [
          'threw',
          () => {
            throw new Error(secret);
          },
        ],
        ['returned a promise', () => Promise.reject(new Error(secret))],
        ['returned no object', () => secret],
      ];
      for (const [mistake, redact] of mistakes) {
        await using server = await startServer(withSuccess);
        await using client = new PrefactorHttpClient({
          apiUrl: server.url,
          apiToken: 'test-token',
          redact: redact as Redact,
        });
        await client.agentSpans.create({ ...newSpan, payload: { from: secret } });
        await client.bulk.executeAll([
          { _type: 'agent_spans/create', details: { ...newSpan, payload: { secret } } },
        ]);
        const bodies = server.requests.map(({ body }) => JSON.parse(body));
        const payload = { redacted: `[redact ${mistake}]` };
        expect(bodies).toMatchObject([{ details: { payload } }, { items: [{ details: { payload } }] }]);
        expect(JSON.stringify(bodies)).not.toContain(secret);
      }
      expect(warnings).toEqual(mistakes.map(([mistake]) => expect.stringContaining(`redact ${mistake} (`)));
      expect(warnings.join()).not.toContain(secret);
    } finally {
      emitWarning.mockRestore();
    }
  },
);

row('R3', 'a sensitive value is announced, or refused where it cannot be; it is never shown', async () => {
  await using server = await startServer(withSuccess);
  await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token' });
  const payload = { from: sensitive(secret, ['email']) };
  const quality = { name: 'review', payload };
  const refusals = [
    await failureOf(client.agentInstances.recordQuality('instance-1', quality)),
    await failureOf(client.agentSpans.create({ ...newSpan, payload, sensitive_encoding: false })),
    await failureOf(client.agentSpans.create({ ...newSpan, payload: payload.from })),
    refusalOf(() => sensitive({ secret } as unknown as string)),
    refusalOf(() => sensitive(secret, secret as unknown as string[])),
  ];
  for (const error of refusals) expect(error).toMatchObject({ code: 'invalid_argument' });
  expect(inspect(refusals, { depth: null }) + JSON.stringify(refusals)).not.toContain(secret);
  expect(server.requests).toEqual([]);
  expect(inspect(payload)).not.toContain(secret);
  await client.agentSpans.create({ ...newSpan, payload });
  expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({
    details: {
      payload: { from: { $sensitive: 'string', value: secret, labels: ['email'] } },
      sensitive_encoding: true,
    },
  });
});

row('R4', 'an item above maxItemBytes is cut in its payloads alone, or refused', async () => {
  await using server = await startServer(withSuccess);
  await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token' });
  const writer = client.bulk.writer({ maxItemBytes: 1_000 });
  const key = 'the-key-of-this-item';
  const details = { ...newSpan, schema_name: 'x'.repeat(300), payload: { text: '😀'.repeat(1_000), n: 1 } };
  const outcome = writer.add({ _type: 'agent_spans/create', idempotency_key: key, details });
  expect(writer.bytes).toBeLessThanOrEqual(1_000);
  const error = refusalOf(() =>
    writer.add({ _type: 'agent_spans/create', details: { ...details, schema_name: 'x'.repeat(1_000) } }),
  );
  expect(error.code).toBe('item_too_large');
  await writer.close();
  expect(await outcome).toMatchObject({ status: 'success' });
  expect(JSON.parse(server.requests[0]?.body ?? '').items).toMatchObject([
    {
      _type: 'agent_spans/create',
      idempotency_key: key,
      details: {
        agent_instance_id: 'instance-1',
        schema_name: 'x'.repeat(300),
        payload: { text: expect.stringMatching(/^(😀)+\[cut: \d+ bytes\]$/u), n: 1 },
      },
    },
  ]);
});
