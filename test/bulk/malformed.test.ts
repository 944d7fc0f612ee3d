/** Items that cannot even be read, and answers that no API should give: each is the matter of its item, and nobody else's. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  type BulkInput,
  type BulkOutcome,
  PrefactorClientError,
  type PrefactorHttpClient,
  PrefactorHttpError,
  PrefactorResponseContractError,
  type WriterOutcome,
} from '../../src/index.ts';
import { thrownBy } from '../support/client.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { startServer } from '../support/server.ts';
import {
  all,
  errorOf,
  finishes,
  finishOf,
  numberOf,
  type Script,
  setUp,
  setUpByHand,
  statusesOf,
  successOf,
  type WireItem,
} from './support.ts';

type Bulk = PrefactorHttpClient['bulk'];
type Outcome = BulkOutcome | WriterOutcome;
type Send = (bulk: Bulk, items: readonly BulkInput[]) => Promise<readonly Outcome[]>;

const ways: [way: string, send: Send][] = [
  ['executeAll', (bulk, items) => all(bulk.executeAll(items))],
  [
    'a writer',
    async (bulk, items) => {
      const writer = bulk.writer();
      const outcomes = items.map((item) => writer.add(item));
      await writer.flush();
      return await Promise.all(outcomes);
    },
  ],
];

describe.each(ways)('through %s', (_, send) => {
  describe.each<[what: string, output: unknown]>([
    ['an error without a code', { status: 'error' }],
    ['an error whose code is no text', { status: 'error', code: 7, message: 'No.' }],
    ['no output', undefined],
  ])('%s', (_what, output) => {
    /** An API that stops at the second item, without saying in a proper way what became of it. */
    function stopping(): Script {
      let stopped = false;
      return {
        request: () => {
          stopped = false;
          return undefined;
        },
        item: (item) => {
          if (stopped) return undefined;
          stopped = numberOf(item) === 1;
          return stopped ? output : successOf(item);
        },
      };
    }

    it('is a contract error of that item, and what comes after it is sent again with its keys', async () => {
      await using test = await setUp(stopping());
      const outcomes = await send(test.bulk, finishes(5));
      expect(statusesOf(outcomes)).toEqual(['success', 'error', 'success', 'success', 'success']);
      expect(errorOf(outcomes[1])).toBeInstanceOf(PrefactorResponseContractError);
      expect(errorOf(outcomes[1])).toMatchObject({
        operation: 'finishAgentSpan',
        idempotencyKey: outcomes[1]?.idempotencyKey,
      });
      expect(test.sent.flat()).toEqual([0, 1, 2, 3, 4, 2, 3, 4]);
      const [first = []] = test.requests;
      expect(test.requests.slice(1).flat()).toEqual(first.slice(2));
      expect(outcomes.map(({ idempotencyKey }) => idempotencyKey)).toEqual(
        first.map(({ idempotency_key }) => idempotency_key),
      );
    });
  });

  it.each<[what: string, deep: string, status: string]>([
    ['a success', `{"status":"success","details":${nested('{"a":', '{}', '}')}}`, 'success'],
    ['a success with a list', `{"status":"success","details":${nested('[', '', ']')}}`, 'success'],
    [
      'a success with a field of its own',
      `{"status":"success","details":${JSON.stringify(span)},"more":${nested('[', '', ']')}}`,
      'success',
    ],
    [
      'an error',
      `{"status":"error","code":"not_found","message":"No.","errors":${nested('{"a":', '{}', '}')}}`,
      'error',
    ],
    [
      'an error that may pass',
      `{"status":"error","code":"busy","message":"No.","x":${nested('[', '', ']')}}`,
      'error',
    ],
    ['neither', `{"status":"maybe","details":${nested('[', '', ']')}}`, 'error'],
    ['neither, and no object', nested('[', '', ']'), 'error'],
  ])(
    '%s that is nested too deep to be written is the outcome of that item alone',
    async (_what, deep, status) => {
      await using server = await startServer((response, { body }) => {
        const { items } = JSON.parse(body) as { items: WireItem[] };
        const outputs = items.map((item) => {
          const output = numberOf(item) === 1 ? deep : JSON.stringify(successOf(item));
          return `${JSON.stringify(item.idempotency_key)}:${output}`;
        });
        const at = items.findIndex((item) => numberOf(item) === 1);
        const answered = status === 'error' && at >= 0 ? outputs.slice(0, at + 1) : outputs;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(`{"status":"success","outputs":{${answered.join(',')}}}`);
      });
      await using test = await setUp({ config: { apiUrl: server.url } });
      const outcomes = await send(test.bulk, finishes(4));
      expect(statusesOf(outcomes)).toEqual(['success', status, 'success', 'success']);
      const error = errorOf(outcomes[1]);
      if (status === 'error') {
        expect(error).toBeInstanceOf(PrefactorHttpError);
        expect(JSON.stringify(error)).toContain(error?.name);
      }
    },
  );

  it.each([
    ['alreadyApplied', true],
    ['contractIssues', [{ path: 'details', message: 'is a lie' }]],
    ['error', { code: 'not_found', message: 'No.' }],
  ])('an outcome has no %s that the API says of itself', async (name, value) => {
    await using test = await setUp({
      item: (item) => ({ ...successOf(item), [name]: value, another: { [name]: value } }),
    });
    const [outcome] = await send(test.bulk, [finishOf(0)]);
    expect(outcome).toMatchObject({ status: 'success', details: span, another: { [name]: value } });
    expect(outcome).not.toHaveProperty(name);
  });

  it('contract issues are those that there are, not those that the API says', async () => {
    await using test = await setUp({
      item: () => ({ ...success({ ...span, id: 7 }), contractIssues: 'none at all' }),
    });
    const [outcome] = await send(test.bulk, [finishOf(0)]);
    expect(outcome).toMatchObject({
      status: 'success',
      contractIssues: [{ path: 'details.id', message: expect.any(String) }],
    });
  });
});

describe('execute', () => {
  it('has no contract issues and no error in the result of a success that the API says of itself', async () => {
    const claims = {
      contractIssues: [{ path: 'details', message: 'is a lie' }],
      error: { code: 'not_found' },
    };
    await using test = await setUp({ item: (item) => ({ ...successOf(item), ...claims }) });
    const { results, outputs } = await test.bulk.execute([finishOf(0)]);
    const { idempotencyKey } = results[0];
    expect(results).toEqual([{ idempotencyKey, status: 'success', details: span }]);
    expect(outputs[idempotencyKey]).toMatchObject(claims);
  });

  it('has a result for an output that is nested too deep to be written', async () => {
    await using server = await startServer((response, { body }) => {
      const [item] = (JSON.parse(body) as { items: WireItem[] }).items;
      const output = `{"status":"success","details":${nested('[', '', ']')}}`;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`{"status":"success","outputs":{${JSON.stringify(item?.idempotency_key)}:${output}}}`);
    });
    await using test = await setUp({ config: { apiUrl: server.url } });
    const { results } = await test.bulk.execute([finishOf(0)]);
    expect(results[0]).toMatchObject({
      status: 'success',
      contractIssues: [{ path: 'details', message: 'must be an object, not an array' }],
    });
  });
});

describe('an exception that nobody expects', () => {
  const broken = new Error('no randomness today');

  it.each<[when: string, script: Script]>([
    ['while an answer is judged', { item: () => failure('busy') }],
    ['while an outage is begun to be sat out', { request: () => 503, config: { maxRetries: 0 } }],
  ])('%s is an error outcome of a writer, which goes on', async (_, trouble) => {
    let isTroubled = true;
    await using test = await setUpByHand({
      config: trouble.config ?? {},
      item: (item, times) => (isTroubled ? trouble.item?.(item, times) : undefined) ?? successOf(item),
      request: (items, index) => (isTroubled ? trouble.request?.(items, index) : undefined),
    });
    test.clock.random = () => {
      throw broken;
    };
    const writer = test.bulk.writer({ maxItems: 2 });
    const outcomes = finishes(2).map((item) => writer.add(item));
    for (const outcome of await Promise.all(outcomes)) {
      expect(outcome).toMatchObject({ status: 'error', error: { code: 'unexpected', cause: broken } });
      expect(errorOf(outcome)?.message).toContain(broken.message);
    }
    expect([writer.size, writer.bytes]).toEqual([0, 0]);
    isTroubled = false;
    const after = writer.add(finishOf(2));
    expect(await writer.flush()).toEqual({ pending: 0 });
    expect(await after).toMatchObject({ status: 'success' });
    expect(test.sent).toEqual([[0, 1], [2]]);
    expect(await writer.close()).toEqual({ written: 1, failed: 2, dropped: 0 });
  });
});

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

function nested(open: string, middle: string, close: string): string {
  return open.repeat(50_000) + middle + close.repeat(50_000);
}
