/** What holds for `bulk.executeAll` and `bulk.writer`, whatever the items, the limits and the trouble are. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type BulkInput,
  type BulkOutcome,
  type BulkRunOptions,
  PrefactorHttpClient,
} from '../../src/index.ts';
import { type SandboxFault, startSandbox } from '../../src/testing/index.ts';
import { hastyClock } from '../support/clock.ts';
import { failure } from '../support/fixtures.ts';
import { all, setUp, successOf, type Trouble, type WireItem } from './support.ts';

/** What becomes of an item when the API comes to it. A number: it fails so often in a way that may pass. */
type Verdict = 'success' | 'permanent' | 'lacking' | 'unknown' | number;

interface Plan {
  readonly item: BulkInput;
  /** Whether it keeps to the rules, so that it is sent. */
  readonly isFit: boolean;
  readonly verdict: Verdict;
  /** What it shares with others whose order must be kept. */
  readonly bonds: readonly string[];
}

/** Shrinking a counterexample takes its time. */
const patiently = { timeout: 60_000 };

const few = { min: 0, max: 2 };
const text = fc.nat({ max: 300 }).map((length) => 'ü'.repeat(length));
const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('success' as const) },
  { weight: 1, arbitrary: fc.constantFrom('permanent' as const, 'lacking' as const, 'unknown' as const) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
);

/** An item, before it knows which spans others create. */
const draft = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    instance: fc.integer(few),
    span: fc.option(fc.integer(few), { nil: undefined }),
    text,
  }),
  fc.record({ kind: fc.constant('finish' as const), span: fc.integer({ min: 0, max: 4 }), text }),
  fc.record({
    kind: fc.constantFrom('start' as const, 'register' as const, 'other' as const),
    instance: fc.integer(few),
  }),
  fc.record({ kind: fc.constantFrom('nameless' as const, 'bad' as const) }),
);

const plans = fc
  .array(fc.record({ draft, verdict, hasKey: fc.boolean() }), { maxLength: 40, size: 'max' })
  .map((drafts): Plan[] => {
    /** Spans that an item before creates. */
    const created = new Set<number>();
    return drafts.map(({ draft, verdict, hasKey }, n) => {
      const key = hasKey ? { idempotency_key: `the-key-of-item-${n}` } : {};
      const plan = (item: object, ...bonds: string[]): Plan => ({
        item: { ...item, ...key } as BulkInput,
        isFit: draft.kind !== 'bad',
        verdict,
        bonds,
      });
      switch (draft.kind) {
        case 'create': {
          const agent_instance_id = `instance-${draft.instance}`;
          const span = created.has(draft.span ?? -1) ? undefined : draft.span;
          if (span !== undefined) created.add(span);
          const id = span === undefined ? {} : { id: `span-${span}` };
          const bonds = span === undefined ? [] : [`span-${span}`];
          const details = {
            agent_instance_id,
            schema_name: 'a:b',
            status: 'active',
            started_at: new Date(n),
            payload: { n, text: draft.text },
            ...id,
          };
          return plan({ _type: 'agent_spans/create', details }, agent_instance_id, ...bonds);
        }
        case 'finish': {
          const agent_span_id = `span-${draft.span}`;
          // Where nobody has created it, nothing says which instance it is of.
          const bonds = created.has(draft.span) ? [agent_span_id] : ['shared'];
          return plan(
            {
              _type: 'agent_spans/finish',
              agent_span_id,
              timestamp: new Date(n),
              result_payload: { text: draft.text },
            },
            ...bonds,
          );
        }
        case 'start': {
          const agent_instance_id = `instance-${draft.instance}`;
          const timestamp = new Date(n);
          return plan({ _type: 'agent_instances/start', agent_instance_id, timestamp }, agent_instance_id);
        }
        case 'register':
          return plan(
            {
              _type: 'agent_instances/register',
              id: `instance-${draft.instance}`,
              external_identifier: `${n}`,
            },
            `instance-${draft.instance}`,
          );
        case 'other': {
          const agent_instance_id = `instance-${draft.instance}`;
          return plan({ _type: 'agents/poke', agent_instance_id, anything: [n] }, agent_instance_id);
        }
        case 'nameless':
          return plan({ _type: 'agents/list', n }, 'shared');
        default:
          return plan({ _type: 'agent_spans/finish', nope: 1 });
      }
    });
  });

const limits = fc.record({
  maxItems: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 12 })),
  maxBytes: fc.integer({ min: 300, max: 6_000 }),
  concurrency: fc.integer({ min: 1, max: 4 }),
  maxRetries: fc.integer(few),
});

const troubles = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom<Trouble>(401, 413, 422, 429, 503, 'lost', 'reset') },
  ),
  { maxLength: 12, size: 'max' },
);

const sources = fc.constantFrom('array', 'generator', 'async generator', 'slow');

/** The items, in one of the forms in which they may be handed over. */
function sourceOf(
  source: string,
  items: readonly BulkInput[],
): Iterable<BulkInput> | AsyncIterable<BulkInput> {
  if (source === 'array') return items;
  if (source === 'generator') return items.values();
  return (async function* () {
    for (const [n, item] of items.entries()) {
      if (source === 'slow' && n % 3 === 2) await new Promise(setImmediate);
      yield item;
    }
  })();
}

/** An API that does what the plans say, and remembers what was on the wire, by the numbers of the items. */
async function setUpPlan(plan: readonly Plan[], trouble: readonly Trouble[]) {
  const ofKey = new Map<string, number>();
  // No two items are alike, but for their keys.
  const asSent = plan.map(({ item }) => JSON.stringify({ ...item, idempotency_key: undefined }));
  const numberOf = (item: WireItem): number => {
    const n = asSent.indexOf(JSON.stringify({ ...item, idempotency_key: undefined }));
    ofKey.set(item.idempotency_key, n);
    return n;
  };
  const wire: number[][] = [];
  const underWay = new Map<string, number>();
  const overlaps: string[] = [];
  const bondsOf = (numbers: readonly number[]) => new Set(numbers.flatMap((n) => plan[n]?.bonds ?? []));

  const test = await setUp({
    config: { maxRetryDelay: 20_000 },
    async request(items, index) {
      const numbers = items.map(numberOf);
      wire.push(numbers);
      for (const bond of bondsOf(numbers)) {
        const others = underWay.get(bond) ?? 0;
        if (others > 0) overlaps.push(bond);
        underWay.set(bond, others + 1);
      }
      // So that others may come meanwhile.
      await new Promise(setImmediate);
      for (const bond of bondsOf(numbers)) underWay.set(bond, (underWay.get(bond) ?? 0) - 1);
      return trouble[index];
    },
    item(item, times) {
      const { verdict = 'success' } = plan[numberOf(item)] ?? {};
      if (verdict === 'permanent') return failure('not_found');
      if (verdict === 'lacking') return undefined;
      if (verdict === 'unknown') return { status: 'maybe' };
      return typeof verdict === 'number' && times < verdict ? failure('unexpected') : successOf(item);
    },
  });
  return { test, wire, overlaps, ofKey };
}

/** Runs the items through {@link setUpPlan}'s API, and hands back the outcomes and what was on the wire. */
async function carryOut(
  plan: readonly Plan[],
  options: BulkRunOptions,
  { trouble = [], source = 'array' }: { trouble?: readonly Trouble[]; source?: string } = {},
) {
  const { test, ...seen } = await setUpPlan(plan, trouble);
  await using _ = test;
  const items = plan.map(({ item }) => item);
  const run = test.bulk.executeAll(sourceOf(source, items), options);
  const outcomes = await all(run);
  const bytes = test.server.requests.map(({ body }) => Buffer.byteLength(body));
  return { ...seen, outcomes, totals: await run, bytes, mostAtOnce: test.mostAtOnce };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** For each two items that share a bond: once the later one went out without it, the earlier one never does again. */
function expectOrder(plan: readonly Plan[], wire: readonly (readonly number[])[]): void {
  const lastSeen = new Map<number, number>();
  for (const [request, numbers] of wire.entries()) for (const n of numbers) lastSeen.set(n, request);
  for (const [request, numbers] of wire.entries()) {
    for (const [place, later] of numbers.entries()) {
      for (let earlier = 0; earlier < later; earlier += 1) {
        if (!plan[earlier]?.bonds.some((bond) => plan[later]?.bonds.includes(bond))) continue;
        const isBefore = numbers.slice(0, place).includes(earlier);
        const isDone = (lastSeen.get(earlier) ?? -1) < request;
        expect(isBefore || isDone, `item ${earlier} before item ${later} in request ${request}`).toBe(true);
      }
    }
  }
}

test('each item has exactly one outcome, one key and its place, in whatever trouble', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.noBias(plans),
      fc.noBias(limits),
      fc.noBias(troubles),
      sources,
      async (plan, options, trouble, source) => {
        const { outcomes, totals, wire, overlaps, ofKey, bytes, mostAtOnce } = await carryOut(plan, options, {
          trouble,
          source,
        });
        expect(outcomes.map(({ index }) => index)).toEqual(plan.map((_, n) => n));
        for (const [n, outcome] of outcomes.entries()) expect(outcome.item).toBe(plan[n]?.item);
        const succeeded = outcomes.filter(({ status }) => status === 'success').length;
        expect(totals).toEqual({ succeeded, failed: plan.length - succeeded });

        const sent = new Set(wire.flat());
        expect(sent).toEqual(new Set(plan.flatMap(({ isFit }, n) => (isFit ? [n] : []))));
        // Every key that was on the wire is that of another item: none had two.
        expect(new Set(ofKey.values()).size).toBe(ofKey.size);
        for (const [key, n] of ofKey) expect(outcomes[n]?.idempotencyKey).toBe(key);

        expect(mostAtOnce).toBeLessThanOrEqual(options.concurrency);
        expect(overlaps, 'requests with the same lane at once').toEqual([]);
        expectOrder(plan, wire);
        for (const [request, numbers] of wire.entries()) {
          expect(numbers.length).toBeLessThanOrEqual(options.maxItems);
          if (numbers.length > 1) expect(bytes[request]).toBeLessThanOrEqual(options.maxBytes);
        }
      },
    ),
    { numRuns: 120 },
  );
});

const errorEnd = (name: string, code?: string) => ({
  status: 'error',
  error: { name, ...(code && { code }) },
});

/** How an item ends when no request meets any trouble. */
function expected({ isFit, verdict }: Plan, maxRetries: number): object {
  if (!isFit) return errorEnd('PrefactorClientError', 'invalid_argument');
  if (verdict === 'permanent') return errorEnd('PrefactorNotFoundError', 'not_found');
  if (verdict === 'lacking' || verdict === 'unknown') return errorEnd('PrefactorResponseContractError');
  if (typeof verdict === 'number' && verdict > maxRetries)
    return errorEnd('PrefactorServerError', 'unexpected');
  return { status: 'success' };
}

test('what becomes of an item depends on that item alone', patiently, async () => {
  await fc.assert(
    fc.asyncProperty(fc.noBias(plans), fc.noBias(limits), sources, async (plan, options, source) => {
      const { outcomes } = await carryOut(plan, options, { source });
      expect(outcomes).toMatchObject(plan.map((one) => expected(one, options.maxRetries)));
    }),
    { numRuns: 60 },
  );
});

test('a writer sends everything in order, and gives each item its own outcome', {
  timeout: 60_000,
}, async () => {
  const passing = fc.array(
    fc.oneof(
      { weight: 2, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom<Trouble>(429, 503, 'reset') },
    ),
    { maxLength: 12, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.noBias(plans),
      fc.noBias(limits),
      fc.noBias(passing),
      async (all, { maxItems, maxBytes, maxRetries, concurrency }, trouble) => {
        const plan = all.filter(({ isFit }) => isFit);
        const { test, wire, overlaps, ofKey } = await setUpPlan(plan, trouble);
        await using _ = test;
        const writer = test.bulk.writer({ maxItems, maxBytes, maxRetries, concurrency, flushInterval: 1 });
        const ends = await Promise.all(plan.map(({ item }) => writer.add(item)));

        const spanOf = ({ item }: Plan): unknown =>
          'agent_span_id' in item ? item.agent_span_id : 'details' in item && item.details.id;
        const isUntried = ends.map((end, n) => {
          const created = plan
            .slice(0, n)
            .findIndex((one) => spanOf(one) === spanOf(plan[n] as Plan) && 'details' in one.item);
          const isRefused =
            end.status === 'error' && 'code' in end.error && end.error.code === 'create_failed';
          if (isRefused) expect(plan[created]?.verdict).toBe('permanent');
          return isRefused;
        });
        for (const [n, end] of ends.entries()) {
          expect([end.index, end.item]).toEqual([n, plan[n]?.item]);
          if (!isUntried[n]) expect(end).toMatchObject(expected(plan[n] as Plan, maxRetries));
        }
        for (const [key, n] of ofKey) expect(ends[n]?.idempotencyKey).toBe(key);
        expectOrder(concurrency === 1 ? plan.map((one) => ({ ...one, bonds: ['all'] })) : plan, wire);
        expect(overlaps, 'requests with the same lane at once').toEqual([]);
        expect(test.mostAtOnce).toBeLessThanOrEqual(concurrency);
        const failed = ends.filter(({ status }) => status === 'error').length;
        expect(await writer.close()).toEqual({ written: plan.length - failed, failed, dropped: 0 });
      },
    ),
    { numRuns: 100 },
  );
});

test('when every item fails, no more than three times the items are sent', patiently, async () => {
  const many = fc
    .array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 150, size: 'max' })
    .map((instances) =>
      instances.map((instance, n): Plan => {
        const agent_instance_id = `instance-${instance}`;
        return {
          item: { _type: 'agent_instances/start', agent_instance_id, timestamp: new Date(n) },
          isFit: true,
          verdict: 'permanent',
          bonds: [agent_instance_id],
        };
      }),
    );
  const wide = fc.record({
    maxItems: fc.integer({ min: 1, max: 200 }),
    concurrency: fc.integer({ min: 1, max: 10 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.noBias(many), fc.noBias(wide), sources, async (plan, options, source) => {
      const { wire } = await carryOut(plan, options, { source });
      expect(sum(wire.map((numbers) => numbers.length)) / plan.length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 40 },
  );
});

test('a run with stopOnError gives the outcomes up to the first failure', patiently, async () => {
  await fc.assert(
    fc.asyncProperty(fc.noBias(plans), fc.noBias(limits), sources, async (plan, options, source) => {
      const { outcomes, wire } = await carryOut(
        plan,
        { ...options, concurrency: 1, stopOnError: true },
        { source },
      );
      const failed = outcomes.findIndex(({ status }) => status === 'error');
      const isFirst = ({ isFit, verdict }: Plan): boolean =>
        !isFit || (verdict !== 'success' && !(typeof verdict === 'number' && verdict <= options.maxRetries));
      const first = plan.findIndex(isFirst);
      expect(failed).toBe(first);
      const count = first < 0 ? plan.length : first + 1;
      // An answer that lacks an output does not stop the API: what was sent with it is done, too.
      expect(outcomes.slice(0, count).map(({ index }) => index)).toEqual(
        plan.slice(0, count).map((_, n) => n),
      );
      const lastRequestWithIt = wire.findLastIndex((numbers) => numbers.includes(first));
      if (first >= 0 && plan[first]?.isFit) expect(lastRequestWithIt).toBe(wire.length - 1);
    }),
    { numRuns: 40 },
  );
});

/** Trouble of a sandbox that passes some time, and in which operations may be carried out all the same. */
const sandboxFaults: fc.Arbitrary<SandboxFault[]> = fc.array(
  fc
    .record({
      share: fc.constantFrom(0.3, 0.6, 1),
      times: fc.integer({ min: 1, max: 4 }),
      applied: fc.boolean(),
    })
    .chain(({ share, times, applied }) =>
      fc.constantFrom<SandboxFault>(
        { fault: 'status', status: 503, applied, share, times, operations: ['executeBulk'] },
        { fault: 'status', status: 429, share, times, operations: ['executeBulk'] },
        { fault: 'status', status: 413, share, times, operations: ['executeBulk'] },
        { fault: 'html', applied, share, times, operations: ['executeBulk'] },
        { fault: 'reset', applied, share, times, operations: ['executeBulk'] },
        { fault: 'truncate', share, times, operations: ['executeBulk'] },
        { fault: 'item', applied, share, times },
      ),
    ),
  { maxLength: 4 },
);

/** Runs of an agent: how many spans each has, and whether it is ended. */
const agentRuns = fc.array(fc.record({ spans: fc.integer({ min: 0, max: 6 }), ends: fc.boolean() }), {
  minLength: 1,
  maxLength: 4,
  size: 'max',
});

async function sandboxWith(idempotency: 'replay' | 'replay-success', seed: number) {
  const sandbox = await startSandbox({ idempotency, seed });
  const client = new PrefactorHttpClient(
    { apiUrl: sandbox.url, apiToken: sandbox.token, maxRetries: 3, maxRetryDelay: 20_000 },
    hastyClock(30_000),
  );
  return {
    sandbox,
    client,
    async [Symbol.asyncDispose]() {
      await client.close({ timeout: 0 });
      await sandbox.close();
    },
  };
}

/** An id in the account's partition; the same number makes the same one. */
const idOf = (kind: string, n: number): string => `013xrzp12g3nqk8n${kind}${String(n).padStart(15, '0')}`;

/** All that some runs of an agent do, one run after another or step by step in turns. */
function stepsOf(runs: readonly { spans: number; ends: boolean }[], inTurns: boolean): BulkInput[] {
  const steps = runs.map(({ spans, ends }, run): BulkInput[] => {
    const agent_instance_id = idOf('a', run);
    const ids = Array.from({ length: spans }, (_, n) => idOf('b', run * 100 + n));
    return [
      {
        _type: 'agent_instances/register',
        id: agent_instance_id,
        agent_version: { external_identifier: 'v1' },
      },
      { _type: 'agent_instances/start', agent_instance_id },
      ...ids.flatMap((id): BulkInput[] => [
        {
          _type: 'agent_spans/create',
          details: { agent_instance_id, id, schema_name: 'agent:llm', status: 'active', payload: { id } },
        },
        { _type: 'agent_spans/finish', agent_span_id: id },
      ]),
      ...(ends ? [{ _type: 'agent_instances/finish', agent_instance_id } as const] : []),
    ];
  });
  if (!inTurns) return steps.flat();
  const longest = Math.max(...steps.map((one) => one.length));
  return Array.from({ length: longest }, (_, n) => steps.flatMap((one) => one.slice(n, n + 1))).flat();
}

const modes = fc.constantFrom('replay' as const, 'replay-success' as const);

test('nothing is applied twice, and what succeeded once, through a run', patiently, async () => {
  const seeds = fc.nat({ max: 1_000 });
  await fc.assert(
    fc.asyncProperty(
      agentRuns,
      fc.boolean(),
      sandboxFaults,
      modes,
      limits,
      seeds,
      async (runs, inTurns, faults, mode, options, seed) => {
        await using scene = await sandboxWith(mode, seed);
        const { sandbox, client } = scene;
        sandbox.faults.set(faults);
        const items = stepsOf(runs, inTurns);
        const outcomes: BulkOutcome[] = await all(
          client.bulk.executeAll(items, { ...options, maxRetries: 3 }),
        );
        expect(outcomes).toHaveLength(items.length);
        for (const outcome of outcomes) {
          const { index, status, idempotencyKey } = outcome;
          const times = sandbox.ledger.timesApplied(idempotencyKey);
          expect(times, `item ${index}`).toBeLessThanOrEqual(1);
          // An instance that never started cannot be finished; after a lost answer that looks as if it were.
          if (status === 'success' && !outcome.alreadyApplied) expect(times, `item ${index}`).toBe(1);
        }
        expect(sandbox.ledger.entries.filter(({ sameRequest }) => !sameRequest)).toEqual([]);
        const keys = new Set(outcomes.map(({ idempotencyKey }) => idempotencyKey));
        for (const { key = '' } of sandbox.ledger.entries) expect(keys).toContain(key);
      },
    ),
    { numRuns: 60 },
  );
});

test('everything is applied once through a writer, however long the trouble lasts', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      agentRuns,
      fc.boolean(),
      // What a whole request is refused for, and errors of items that do not pass in time, are outcomes, and rightly so.
      sandboxFaults.map((faults) =>
        faults.filter((one) => one.fault !== 'item' && !('status' in one && one.status === 413)),
      ),
      modes,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 2 }),
      async (runs, inTurns, faults, mode, maxItems, maxRetries) => {
        await using scene = await sandboxWith(mode, 1);
        const { sandbox, client } = scene;
        sandbox.faults.set(faults);
        const writer = client.bulk.writer({ maxItems, maxRetries });
        const items = stepsOf(runs, inTurns);
        const ends = await Promise.all(items.map((item) => writer.add(item)));
        for (const { status, idempotencyKey } of ends) {
          expect(status).toBe('success');
          expect(sandbox.ledger.timesApplied(idempotencyKey)).toBe(1);
        }
        expect(sandbox.ledger.applied).toHaveLength(items.length);
        expect(sandbox.ledger.applied.map(({ key }) => key)).toEqual(
          ends.map(({ idempotencyKey }) => idempotencyKey),
        );
        expect(await writer.close()).toEqual({ written: items.length, failed: 0, dropped: 0 });
      },
    ),
    { numRuns: 60 },
  );
});
