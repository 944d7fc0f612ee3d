/** What becomes of a request that is larger than the API takes: it ends before anything is sent. */
import { describe, expect, it } from 'vitest';
import type { BulkInput } from '../../src/index.ts';
import { withSuccess } from '../support/answers.ts';
import { endOf, setUp, until } from '../support/client.ts';

const id = '013xrzp12g3nqk8ndr93q068mw7y0nv0';
const instance = '013xrzp12g3nqk8n4evtrcj59k8dhn3t';

/** The end of a span whose item has so many bytes, or a few more. */
const finishOf = (bytes: number, text = 'x'): BulkInput<'agent_spans/finish'> => ({
  _type: 'agent_spans/finish',
  agent_span_id: id,
  result_payload: { text: text.repeat(bytes / Buffer.byteLength(text)) },
});

describe('a request above maxRequestSize', () => {
  it('is refused by its number of bytes, not of characters', async () => {
    await using test = await setUp(withSuccess, { maxRequestSize: 1_000 });
    const { agentSpans } = test.client;
    await agentSpans.finish(id, { result_payload: { text: 'x'.repeat(600) } });
    const error = await endOf(agentSpans.finish(id, { result_payload: { text: 'ü'.repeat(600) } }));
    expect(error).toMatchObject({
      name: 'PrefactorClientError',
      code: 'request_too_large',
      message: expect.stringMatching(
        /^finishAgentSpan …7y0nv0: body has 1\d{3} bytes, which exceeds maxRequestSize \(1000\): send less$/,
      ),
      attempts: 0,
    });
    expect(test.server.requests).toHaveLength(1);
  });

  it('may have exactly as many', async () => {
    await using test = await setUp(withSuccess);
    const body = { result_payload: { text: 'x'.repeat(500) }, idempotency_key: 'the-key' };
    await test.client.agentSpans.finish(id, body);
    const size = Buffer.byteLength(test.server.requests[0]?.body ?? '');
    for (const [maxRequestSize, fits] of [
      [size, true],
      [size - 1, false],
    ] as const) {
      await using limited = await setUp(withSuccess, { maxRequestSize });
      await endOf(limited.client.agentSpans.finish(id, body));
      expect(limited.server.requests).toHaveLength(fits ? 1 : 0);
    }
  });

  it('is refused above 32 MiB by default, also where nothing else is checked', async () => {
    await using test = await setUp(withSuccess, { validateRequests: false });
    const body = { result_payload: { text: 'x'.repeat(32 * 1024 * 1024) } };
    expect(await endOf(test.client.agentSpans.finish(id, body))).toMatchObject({ code: 'request_too_large' });
    expect(test.server.requests).toEqual([]);
  });

  it('of bulk.execute names the way to send so much', async () => {
    await using test = await setUp(withSuccess, { maxRequestSize: 1_000 });
    const error = await endOf(test.client.bulk.execute([finishOf(600), finishOf(600)]));
    expect(error).toMatchObject({
      code: 'request_too_large',
      message: expect.stringMatching(
        /^executeBulk: body has .*: send fewer items, or all of them by bulk\.executeAll$/,
      ),
    });
    expect(test.server.requests).toEqual([]);
  });
});

describe('a bulk item above maxRequestSize', () => {
  const tooLarge = (operation: string) => ({
    status: 'error',
    error: {
      code: 'request_too_large',
      operation,
      message: expect.stringMatching(
        new RegExp(
          `^${operation} …\\w{6}: the item has \\d+ bytes, which exceeds maxRequestSize \\(1000\\): shorten`,
        ),
      ),
    },
  });

  it('is an error outcome of executeAll, and the others are sent in requests that keep to it', async () => {
    await using test = await setUp(withSuccess, { maxRequestSize: 1_000 });
    const outcomes: object[] = [];
    const items = [finishOf(300), finishOf(1_000), finishOf(300), finishOf(300), finishOf(10)];
    for await (const outcome of test.client.bulk.executeAll(items)) outcomes.push(outcome);
    expect(outcomes).toMatchObject([
      { index: 0, status: 'success' },
      { index: 1, ...tooLarge('finishAgentSpan') },
      { index: 2, status: 'success' },
      { index: 3, status: 'success' },
      { index: 4, status: 'success' },
    ]);
    expect(test.server.requests.length).toBeGreaterThan(1);
    for (const { body } of test.server.requests) expect(body.length).toBeLessThanOrEqual(1_000);
  });

  it('is an error outcome of a writer, which does not send the end of a span that it could not create', async () => {
    const failed: object[] = [];
    await using test = await setUp(withSuccess, { maxRequestSize: 1_000 });
    const writer = test.client.bulk.writer({ onFailed: (outcome) => failed.push(outcome) });
    const created = writer.createSpan({
      agent_instance_id: instance,
      schema_name: 'agent:llm',
      status: 'active',
      payload: { text: 'x'.repeat(1_000) },
    });
    const ended = writer.finishSpan(created.id);
    const other = writer.finishSpan(id);
    expect(await writer.close()).toEqual({ written: 1, failed: 2, dropped: 0 });
    expect(await created.outcome).toMatchObject(tooLarge('createAgentSpan'));
    expect(await ended).toMatchObject({ error: { code: 'create_failed' } });
    expect(await other).toMatchObject({ status: 'success' });
    await until(() => expect(failed).toHaveLength(2));
    expect(test.server.requests).toHaveLength(1);
  });
});
