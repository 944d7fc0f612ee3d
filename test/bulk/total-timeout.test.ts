/** Requests that take too long under a `totalTimeout` that is no longer than the time for one attempt. */
import { describe, expect, it } from 'vitest';
import type { BulkOutcome, HttpClientConfig, WriterOutcome } from '../../src/index.ts';
import { until } from '../support/client.ts';
import { all, finishes, numberOf, setUpByHand, statusesOf, type TestByHand } from './support.ts';

const limits: [what: string, config: HttpClientConfig][] = [
  ['as long as requestTimeout', { requestTimeout: 50, totalTimeout: 50 }],
  ['shorter than requestTimeout', { requestTimeout: 30_000, totalTimeout: 50 }],
];

const ways: [
  way: string,
  send: (test: TestByHand, count: number) => Promise<(BulkOutcome | WriterOutcome)[]>,
][] = [
  ['executeAll', (test, count) => all(test.bulk.executeAll(finishes(count)))],
  [
    'a writer',
    (test, count) => {
      const writer = test.bulk.writer({ maxItems: count });
      return Promise.all(finishes(count).map((item) => writer.add(item)));
    },
  ],
];

describe.each(limits)('with a totalTimeout %s', (_, config) => {
  it.each(ways)('a request of %s that takes too long is halved, not given up', async (_way, send) => {
    await using test = await setUpByHand({
      request: (items) => (items.length > 2 ? 'hang' : undefined),
      config,
    });
    const outcomes = send(test, 8);
    for (const [sent, size] of [8, 4].entries()) {
      await until(() => expect(test.sizes).toHaveLength(sent + 1));
      expect(test.sizes.at(-1)).toBe(size);
      test.clock.advance(50);
    }
    // After a clean request they grow again, and are too large again.
    await until(() => expect(test.sizes).toEqual([8, 4, 2, 4]));
    test.clock.advance(50);
    await until(() => expect(test.sizes).toEqual([8, 4, 2, 4, 2, 4]));
    test.clock.advance(50);
    expect(statusesOf(await outcomes)).toEqual(Array(8).fill('success'));
  });

  it('the one item of a run that takes too long is an error outcome, and no other is', async () => {
    await using test = await setUpByHand({
      request: (items) => (items.some((item) => numberOf(item) === 1) ? 'hang' : undefined),
      config,
    });
    const run = all(test.bulk.executeAll(finishes(4)));
    for (const [index, sent] of [[0, 1, 2, 3], [0, 1], [0], [1, 2], [1]].entries()) {
      await until(() => expect(test.sent[index]).toEqual(sent));
      if (sent.includes(1)) test.clock.advance(50);
    }
    const outcomes = await run;
    expect(statusesOf(outcomes)).toEqual(['success', 'error', 'success', 'success']);
    expect(outcomes[1]).toMatchObject({ error: { phase: 'total', cause: { phase: 'headers' } } });
  });
});

it('a request whose retries take longer than totalTimeout is not halved: its size is not to blame', async () => {
  await using test = await setUpByHand({ request: () => 503, config: { totalTimeout: 900 } });
  const outcomes = await all(test.bulk.executeAll(finishes(4)));
  expect(statusesOf(outcomes)).toEqual(Array(4).fill('error'));
  expect(outcomes[0]).toMatchObject({ error: { phase: 'total', cause: { statusCode: 503 } } });
  expect(test.sizes).toEqual([4]);
});
