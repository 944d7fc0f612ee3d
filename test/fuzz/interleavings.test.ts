/** Whatever order things happen in, every item of a writer or a run is settled once, and was sent in its place. */
import { type Arbitrary, array, asyncProperty, constant, constantFrom, nat, oneof, record } from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  type BulkInput,
  type BulkOutcome,
  type Fetch,
  type FetchResponse,
  isPrefactorError,
  PrefactorHttpClient,
} from '../../src/index.ts';
import { turns, unhandledDuring } from '../support/client.ts';
import { manualClock } from '../support/clock.ts';
import { holds } from './support.ts';

const failures = ['not_found', 'unexpected', 'idempotency_key_already_used'] as const;

const event = oneof(
  { weight: 6, arbitrary: record({ kind: constant('add' as const), lane: nat(2) }) },
  {
    weight: 1,
    arbitrary: record({ kind: constant('run' as const), lanes: array(nat(2), { maxLength: 6 }) }),
  },
  {
    weight: 5,
    arbitrary: record({
      kind: constant('answer' as const),
      which: nat(3),
      how: oneof(
        { weight: 4, arbitrary: constant('success' as const) },
        constantFrom('reset', 'page', 401, 413, 429, 500, 503, 'nothing', ...failures),
      ),
      at: nat(4),
    }),
  },
  {
    weight: 4,
    arbitrary: record({
      kind: constant('time' as const),
      passes: constantFrom(1, 250, 1_000, 31_000, 70_000),
    }),
  },
  { weight: 1, arbitrary: record({ kind: constant('flush' as const), timeout: constantFrom(0, 1, 5_000) }) },
  { weight: 1, arbitrary: record({ kind: constant('ready' as const) }) },
  { weight: 1, arbitrary: record({ kind: constant('leave the run' as const) }) },
  { weight: 1, arbitrary: record({ kind: constant('turn' as const) }) },
  {
    weight: 1,
    arbitrary: record({
      kind: constantFrom('close', 'close the client'),
      timeout: constantFrom(0, 1, 60_000),
    }),
  },
);

const options = record({
  maxItems: constantFrom(1, 2, 5),
  concurrency: constantFrom(1, 2, 3),
  maxQueueItems: constantFrom(3, 100),
  overflow: constantFrom('wait' as const, 'drop' as const),
  maxRetries: nat(2),
});

type Happening = typeof event extends Arbitrary<infer One> ? One : never;
type Options = typeof options extends Arbitrary<infer One> ? One : never;

interface InFlight {
  readonly keys: readonly string[];
  readonly lanes: ReadonlySet<string>;
  readonly respond: (status: number, body: string) => void;
  readonly reset: () => void;
}

/** An API that answers when it is told to, and what it was sent. */
function heldApi() {
  const inFlight: InFlight[] = [];
  const wire: (readonly string[])[] = [];
  const texts = new Map<string, string>();
  let overlaps = 0;
  const fetch: Fetch = (url, { body = '{}', signal }) => {
    if (!url.endsWith('/bulk')) return Promise.resolve(Response.json({ status: 'success' }));
    const { items } = JSON.parse(body) as { items: { idempotency_key: string; agent_instance_id: string }[] };
    for (const item of items) {
      const text = texts.get(item.idempotency_key) ?? JSON.stringify(item);
      expect(JSON.stringify(item), 'the same key has the same text').toBe(text);
      texts.set(item.idempotency_key, text);
    }
    const keys = items.map((item) => item.idempotency_key);
    const lanes = new Set(items.map((item) => item.agent_instance_id));
    if (inFlight.some((other) => [...lanes].some((lane) => other.lanes.has(lane)))) overlaps += 1;
    wire.push(keys);
    const { promise, resolve, reject } = Promise.withResolvers<FetchResponse>();
    const one: InFlight = {
      keys,
      lanes,
      respond: (status, text) => leave(() => resolve(new Response(text, { status }))),
      reset: () => leave(() => reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))),
    };
    const leave = (end: () => void): void => {
      const index = inFlight.indexOf(one);
      if (index >= 0) inFlight.splice(index, 1);
      end();
    };
    signal.addEventListener('abort', () => leave(() => reject(signal.reason)));
    inFlight.push(one);
    return promise;
  };
  return { fetch, inFlight, wire, overlaps: () => overlaps };
}

const span = { status: 'success', details: { type: 'agent_instance', id: 'x' } };

/** Answers a request: successes up to one item, and then what becomes of that. */
function answer({ keys, respond, reset }: InFlight, how: string | number, at: number): unknown {
  if (how === 'reset') return reset();
  if (how === 'page') return respond(200, '<html>');
  if (typeof how === 'number')
    return respond(how, JSON.stringify({ status: 'error', code: `status_${how}`, message: 'No.' }));
  const done = how === 'success' ? keys : keys.slice(0, at % keys.length);
  const outputs: Record<string, unknown> = Object.fromEntries(done.map((key) => [key, span]));
  const next = keys[done.length];
  if (next !== undefined && how !== 'nothing') outputs[next] = { status: 'error', code: how, message: 'No.' };
  return respond(200, JSON.stringify({ status: 'success', outputs }));
}

/** The error of a request is on its way when the writer is given up: it waited for the next attempt, with nothing to send. */
const givenUpAsTheErrorCame: [Options, Happening[]] = [
  { maxItems: 1, concurrency: 2, maxQueueItems: 3, overflow: 'wait', maxRetries: 0 },
  [
    { kind: 'add', lane: 0 },
    { kind: 'time', passes: 70_000 },
    { kind: 'turn' },
    { kind: 'time', passes: 70_000 },
    { kind: 'add', lane: 0 },
    { kind: 'ready' },
    { kind: 'close', timeout: 60_000 },
    { kind: 'close', timeout: 0 },
    { kind: 'ready' },
    { kind: 'time', passes: 1 },
  ],
];

test('any interleaving of what happens to a writer and a run', async () => {
  // Full queues and turned-away requests are what is tried.
  vi.spyOn(process, 'emitWarning').mockReturnValue();
  const seen = { written: 0, failed: 0, dropped: 0, requests: 0 };
  const unhandled = await unhandledDuring(() =>
    holds(
      'any interleaving of what happens to a writer and a run',
      asyncProperty(options, array(event, { maxLength: 40, size: 'max' }), async (given, events) => {
        const { fetch, inFlight, wire, overlaps } = heldApi();
        const clock = manualClock();
        const client = new PrefactorHttpClient(
          { apiUrl: 'http://127.0.0.1:1', apiToken: 'test-token', fetch, validateResponses: false },
          clock,
        );
        const { maxQueueItems: _room, overflow: _full, ...shared } = given;
        const writer = client.bulk.writer({ ...given, onFailed: () => {} });
        const lanes = new Map<string, number>();
        const ends = new Map<string, string[]>();
        const waiting: Promise<unknown>[] = [];
        let taken = 0;
        let settled = 0;
        let number = 0;
        let lastRun: AsyncIterator<BulkOutcome> | undefined;
        const makeItem = (lane: number): BulkInput<'agent_instances/start'> => {
          const idempotency_key = `the-key-of-item-${String(number++).padStart(3, '0')}`;
          lanes.set(idempotency_key, lane);
          return { _type: 'agent_instances/start', agent_instance_id: `instance-${lane}`, idempotency_key };
        };
        const settle = (key: string, status: string): void => {
          ends.set(key, [...(ends.get(key) ?? []), status]);
        };
        const perform = async (one: (typeof events)[number]): Promise<void> => {
          if (one.kind === 'add') {
            try {
              const item = makeItem(one.lane);
              const outcome = writer.add(item);
              taken += 1;
              void outcome.then(({ status, idempotencyKey }) => {
                settled += 1;
                settle(idempotencyKey, status);
              });
              waiting.push(outcome);
            } catch (error) {
              if (!isPrefactorError(error) || !/^(queue_full|writer_closed)$/.test(error.code ?? ''))
                throw error;
            }
          } else if (one.kind === 'run') {
            // Lanes of its own: between it and the writer, nobody keeps an order.
            const run = client.bulk.executeAll(
              one.lanes.map((lane) => makeItem(10 + number * 10 + lane)),
              shared,
            );
            const outcomes = run[Symbol.asyncIterator]();
            lastRun = outcomes;
            const takeAll = async (): Promise<void> => {
              for (let step = await outcomes.next(); !step.done; step = await outcomes.next())
                settle(step.value.idempotencyKey, step.value.status);
            };
            waiting.push(
              takeAll().catch((error) => expect(isPrefactorError(error), String(error)).toBe(true)),
            );
          } else if (one.kind === 'answer') {
            const request = inFlight[one.which % Math.max(1, inFlight.length)];
            if (request !== undefined) answer(request, one.how, one.at);
          } else if (one.kind === 'time') clock.advance(one.passes);
          else if (one.kind === 'flush') waiting.push(writer.flush({ timeout: one.timeout }));
          else if (one.kind === 'ready') waiting.push(writer.ready());
          else if (one.kind === 'leave the run') waiting.push(Promise.resolve(lastRun?.return?.()));
          else if (one.kind === 'close') waiting.push(writer.close({ timeout: one.timeout }));
          else if (one.kind === 'close the client') waiting.push(client.close({ timeout: one.timeout }));
          else await turns(3);
        };
        for (const one of events) {
          await perform(one);
          expect(writer.size).toBeGreaterThanOrEqual(0);
          expect(writer.size).toBeLessThanOrEqual(given.maxQueueItems);
          expect(writer.bytes > 0).toBe(writer.size > 0);
        }
        // From now on all goes well, and time passes.
        const closed = writer.close();
        let isOver = false;
        const all = Promise.all([closed, ...waiting]).finally(() => {
          isOver = true;
        });
        for (let round = 0; round < 500 && !isOver; round += 1) {
          await turns(3);
          for (const request of [...inFlight]) answer(request, 'success', 0);
          if (inFlight.length === 0) clock.advance(1_000);
        }
        expect(isOver, 'everything comes to an end').toBe(true);
        await all;
        const totals = await closed;
        await client.close({ timeout: 0 });
        expect(settled).toBe(taken);
        expect(totals.written + totals.failed + totals.dropped).toBe(taken);
        expect(writer.size).toBe(0);
        expect(overlaps(), 'requests with the same lane at once').toBe(0);
        for (const [key, statuses] of ends) expect(statuses, key).toHaveLength(1);
        // Of two items of a lane, the later is never sent before the earlier was.
        const firstSent = new Map<string, number>();
        for (const key of wire.flat()) if (!firstSent.has(key)) firstSent.set(key, firstSent.size);
        const sent = [...firstSent.keys()];
        for (const [index, key] of sent.entries())
          for (const earlier of sent.slice(0, index))
            if (lanes.get(earlier) === lanes.get(key))
              expect(earlier < key, `${earlier} before ${key}`).toBe(true);
        expect(clock.pending, 'timers that are left').toEqual([]);
        for (const name of ['written', 'failed', 'dropped'] as const) seen[name] += totals[name];
        seen.requests += wire.length;
      }),
      [givenUpAsTheErrorCame],
    ),
  );
  expect(unhandled).toEqual([]);
  process.stdout.write(`${JSON.stringify(seen)}\n`);
  // It would say little if nothing ever failed.
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0);
});
