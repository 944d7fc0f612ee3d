/** Items that cannot even be looked at. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type BulkInput, PrefactorClientError } from '../../src/index.ts';
import { thrownBy } from '../support/client.ts';
import { all, finishOf, setUp, setUpByHand } from './support.ts';

/** What has no text, and none can be made of it. */
const textless = Object.freeze(Object.create(null));
const throwTextless = (): never => {
  throw textless;
};

const bad: [where: string, item: () => BulkInput][] = [
  ['of the item', () => Object.defineProperty({ ...finishOf(1) }, 'status', getter)],
  ['of its payload', () => finishOf(1, { result_payload: Object.defineProperty({}, 'text', getter) })],
  ['of its key', () => Object.defineProperty({ ...finishOf(1) }, 'idempotency_key', getter)],
  ['of its type', () => Object.defineProperty({ ...finishOf(1) }, '_type', getter)],
  ['for its JSON', () => finishOf(1, { result_payload: { toJSON: throwTextless } })],
];
const getter = { enumerable: true, get: throwTextless };

describe.each(bad)('an item with a getter %s that throws what has no text', (_, item) => {
  it('is one error outcome of a run, and the others go on', async () => {
    await using test = await setUp();
    const outcomes = await all(test.bulk.executeAll([finishOf(0), item(), finishOf(2)]));
    expect(outcomes.map(({ status }) => status)).toEqual(['success', 'error', 'success']);
    const [, failed] = outcomes;
    const error = failed?.status === 'error' ? failed.error : undefined;
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'invalid_argument', message: expect.stringContaining('items[1]') });
    expect(inspect(error) + JSON.stringify(error)).toContain('invalid_argument');
    expect(test.sent).toEqual([[0, 2]]);
  });

  it('is refused by a writer, which goes on', async () => {
    await using test = await setUpByHand();
    const writer = test.bulk.writer();
    const before = writer.add(finishOf(0));
    const error = thrownBy(() => writer.add(item()));
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({ code: 'invalid_argument' });
    const after = writer.add(finishOf(2));
    expect(await writer.flush()).toEqual({ pending: 0 });
    expect(await Promise.all([before, after])).toMatchObject([{ status: 'success' }, { status: 'success' }]);
    expect(await writer.close()).toEqual({ written: 2, failed: 0, dropped: 0 });
  });
});
