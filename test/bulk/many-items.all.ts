/** More items at once than a call of a function can have arguments. */
import { describe, expect, it } from 'vitest';
import { type BulkInput, PrefactorHttpClient } from '../../src/index.ts';
import { failure } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';
import { finishOf } from './support.ts';

describe('200 000 items that come back together', () => {
  const count = 200_000;
  const large = { maxItems: count, maxBytes: 2 ** 30 };

  /** An API that answers quickly, whatever the items are, and refuses one of them. */
  async function setUp(isTooLarge: (items: number) => boolean, failing?: number) {
    const sizes: number[] = [];
    const server = await startServer((response, { body }) => {
      const keys = Array.from(body.matchAll(/"idempotency_key":("[^"]+")/g), ([, key]) => key);
      sizes.push(keys.length);
      if (isTooLarge(keys.length)) return json(response, 413, failure('too_large'));
      const outputs = keys.map((key, n) =>
        n === failing ? `${key}:${JSON.stringify(failure('not_found'))}` : `${key}:{"status":"success"}`,
      );
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`{"status":"success","outputs":{${outputs.join(',')}}}`);
    });
    const client = new PrefactorHttpClient({
      apiUrl: server.url,
      apiToken: 'test-token',
      validateResponses: false,
    });
    return {
      sizes,
      bulk: client.bulk,
      async [Symbol.asyncDispose]() {
        await client.close();
        await server[Symbol.asyncDispose]();
      },
    };
  }

  it('to a writer are sent again, in smaller requests', async () => {
    await using test = await setUp((items) => items > count / 2);
    const writer = test.bulk.writer({ ...large, maxQueueItems: count, maxQueueBytes: 2 ** 30 });
    const item = finishOf(0);
    for (let n = 0; n < count; n += 1) void writer.add(item);
    expect(await writer.flush({ timeout: 60_000 })).toEqual({ pending: 0 });
    expect(test.sizes).toEqual([count, count / 2, count / 2]);
    expect(await writer.close()).toEqual({ written: count, failed: 0, dropped: 0 });
  });

  it('are the outcomes of a run that stops at the last one', async () => {
    await using test = await setUp(() => false, count - 1);
    const items = Array<BulkInput>(count).fill(finishOf(0));
    expect(await test.bulk.executeAll(items, { ...large, stopOnError: true })).toEqual({
      succeeded: count - 1,
      failed: 1,
    });
    expect(test.sizes).toEqual([count]);
  });
});
