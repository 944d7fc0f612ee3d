/** `bulk.writer`: nothing that it cannot record is lost in silence. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FailureEvent, WriterOutcome } from '../../src/index.ts';
import { failure } from '../support/fixtures.ts';
import { all, finishes, finishOf, numberOf, passTimeFor, setUpByHand, successOf } from './support.ts';

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

/** An API that refuses items with an odd number. */
const refusingOdd = {
  item: (item: { _type: string }) => (numberOf(item) % 2 === 1 ? failure('not_found') : successOf(item)),
};

describe('W3: items that fail', () => {
  it('are told to onFailed, each with its outcome, and to nobody else', async () => {
    const failed: WriterOutcome[] = [];
    await using test = await setUpByHand(refusingOdd);
    const writer = test.bulk.writer({ onFailed: (outcome) => failed.push(outcome) });
    const outcomes = Promise.all(finishes(4).map((item) => writer.add(item)));
    const [, second, , fourth] = await passTimeFor(test, outcomes);
    expect(failed).toEqual([second, fourth]);
    expect(failed).toMatchObject([
      { status: 'error', index: 1 },
      { status: 'error', index: 3 },
    ]);
    expect(warnings).toEqual([]);
  });

  it('are told to onFailed when they are dropped', async () => {
    const failed: WriterOutcome[] = [];
    await using test = await setUpByHand({ request: () => 'hang' });
    const writer = test.bulk.writer({ onFailed: (outcome) => failed.push(outcome) });
    for (const item of finishes(2)) void writer.add(item);
    await writer.close({ timeout: 0 });
    expect(failed).toMatchObject([
      { status: 'dropped', index: 0 },
      { status: 'dropped', index: 1 },
    ]);
  });

  it('are recorded all the same when onFailed throws or rejects', async () => {
    await using test = await setUpByHand(refusingOdd);
    for (const onFailed of [
      () => {
        throw new Error('no');
      },
      () => Promise.reject(new Error('no')),
    ]) {
      const writer = test.bulk.writer({ onFailed });
      const outcomes = Promise.all(finishes(3).map((item) => writer.add(item)));
      await passTimeFor(test, outcomes);
      expect(await writer.close()).toEqual({ written: 2, failed: 1, dropped: 0 });
    }
  });

  it("are told to the client's hooks.onError, of executeAll too", async () => {
    const events: FailureEvent[] = [];
    await using test = await setUpByHand({
      ...refusingOdd,
      config: { hooks: { onError: (event) => events.push(event) } },
    });
    const writer = test.bulk.writer();
    await passTimeFor(test, writer.add(finishOf(1, { idempotency_key: 'of-the-writer' })));
    await all(test.bulk.executeAll([finishOf(3, { idempotency_key: 'of-a-run' })]));
    expect(events).toMatchObject([
      { operation: 'finishAgentSpan', idempotencyKey: 'of-the-writer', error: { code: 'not_found' } },
      { operation: 'finishAgentSpan', idempotencyKey: 'of-a-run', error: { code: 'not_found' } },
    ]);
    expect(warnings).toEqual([]);
  });

  it('are warned of where nobody listens: at once, then once in ten seconds with their number, and at the end', async () => {
    await using test = await setUpByHand(refusingOdd);
    const writer = test.bulk.writer({ maxItems: 1 });
    const fail = () => passTimeOf(writer.add(finishOf(1)));
    /** Answers need no time here. */
    const passTimeOf = async (outcome: Promise<WriterOutcome>) => {
      expect(await outcome).toMatchObject({ status: 'error' });
    };
    await fail();
    expect(warnings).toEqual([expect.stringContaining('could not record 1 item (not_found)')]);
    await fail();
    await fail();
    test.clock.advance(9_999);
    expect(warnings).toHaveLength(1);
    test.clock.advance(1);
    expect(warnings).toHaveLength(2);
    expect(warnings[1]).toContain('could not record 2 items (not_found)');
    expect(warnings[1]).toContain('onFailed');
    await fail();
    expect(warnings).toHaveLength(2);
    await writer.close();
    expect(warnings).toHaveLength(3);
    expect(warnings.join()).not.toContain('span-1');
  });
});

it('a warning says how many items failed with each code', async () => {
  await using test = await setUpByHand({
    item: (item) => failure(numberOf(item) === 0 ? 'invalid_action' : 'not_found'),
  });
  const writer = test.bulk.writer({ maxItems: 4 });
  const first = writer.add(finishOf(3));
  await writer.flush();
  await first;
  const outcomes = [0, 1, 2].map((n) => writer.add(finishOf(n)));
  await writer.flush();
  await Promise.all(outcomes);
  await writer.close();
  expect(warnings.at(-1)).toContain('could not record 3 items (2 not_found, 1 invalid_action)');
});

it.each([
  [
    'throws',
    () => {
      throw new Error('not now');
    },
  ],
  ['rejects', () => Promise.reject(new Error('not now'))],
])('an onFailed that %s is warned of, once', async (_, onFailed) => {
  await using test = await setUpByHand({ item: () => failure('not_found') });
  const writer = test.bulk.writer({ onFailed });
  const outcomes = [writer.add(finishOf(0)), writer.add(finishOf(1))];
  await writer.flush();
  await Promise.all(outcomes);
  await writer.close();
  expect(warnings).toEqual([expect.stringContaining('onFailed of a bulk writer threw: not now')]);
});

describe('hooks.onError', () => {
  it('is told of a call that failed for good, once, and of no success', async () => {
    const events: FailureEvent[] = [];
    await using test = await setUpByHand({
      item: successOf,
      config: { maxRetries: 0, hooks: { onError: (event) => events.push(event) } },
      ping: () => 401,
    });
    await test.client.validateToken().catch(() => {});
    await test.client.agentSpans.finish('').catch(() => {});
    await test.bulk.execute([finishOf(0)]);
    expect(events).toMatchObject([
      { operation: 'ping', error: { statusCode: 401, attempts: 1 } },
      { operation: 'finishAgentSpan', error: { code: 'invalid_argument', attempts: 0 } },
    ]);
  });

  it('is not told of a call that its caller aborted', async () => {
    const events: FailureEvent[] = [];
    await using test = await setUpByHand({ config: { hooks: { onError: (event) => events.push(event) } } });
    const signal = AbortSignal.abort(new Error('enough'));
    await test.bulk.execute([finishOf(0)], { signal }).catch(() => {});
    expect(events).toEqual([]);
  });
});
