/** Repeated keys under each mode, in single requests and in bulk, and what the ledger says of them. */
import { describe, expect, test } from 'vitest';
import { generateId, PrefactorHttpClient } from '../../src/index.ts';
import type { IdempotencyMode, LedgerEntry } from '../../src/testing/index.ts';
import { hastyClock, manualClock } from '../support/clock.ts';
import { refusalOf, setUp, spanOf, startRun, type Test } from './support.ts';

const ttl = 1_000;
const modes: [name: string, mode: IdempotencyMode][] = [
  ['replay', 'replay'],
  ['replay-success', 'replay-success'],
  ['none', 'none'],
  ['ttl', { ttl }],
];

const agentId = '013xrzp12g3nqk8nx0y2vfkg4s3jp2qr';

/** The ledger without what differs from run to run. */
const brief = (entries: readonly LedgerEntry[]) =>
  entries.map(({ outcome, operation, key, code, sameRequest }) => ({
    outcome,
    operation,
    key,
    code,
    sameRequest,
  }));

/** The entry of a write with the key `key`, as a mode wants it. */
const entry = (outcome: string, operation: string, more: object = {}) => ({
  outcome,
  operation,
  key: 'the-key-1',
  code: undefined,
  sameRequest: true,
  ...more,
});
const idempotencyKey = 'the-key-1';

describe.each(modes)('under the mode "%s"', (name, idempotency) => {
  const start = () => setUp({ idempotency }, manualClock());
  const isReplayed = name !== 'none';
  const isRefusalReplayed = name === 'replay' || name === 'ttl';

  test(`a repeated success is ${isReplayed ? 'answered from memory' : 'carried out again'}`, async () => {
    await using test = await start();
    const register = () => test.agent.agentInstances.register({ purpose: 'eval' }, { idempotencyKey });
    const first = await register().withResponse();
    const second = await register().withResponse();
    const { instances, ledger } = test.sandbox;
    expect(second.statusCode).toBe(200);
    if (isReplayed) expect(second.body).toEqual(first.body);
    else expect(second.data.id).not.toBe(first.data.id);
    expect(instances).toHaveLength(isReplayed ? 1 : 2);
    expect(ledger.timesApplied(idempotencyKey)).toBe(isReplayed ? 1 : 2);
    expect(brief(ledger.entries)).toEqual([
      entry('applied', 'registerAgentInstance'),
      entry(isReplayed ? 'replayed' : 'applied', 'registerAgentInstance'),
    ]);
    expect(ledger.entries.map(({ id }) => id)).toEqual([first.data.id, second.data.id]);
    expect(ledger.entries.map(({ request, item }) => ({ request, item }))).toEqual([
      { request: 0, item: undefined },
      { request: 1, item: undefined },
    ]);
  });

  test(`a repeated refusal is ${isRefusalReplayed ? 'answered from memory' : 'dealt with anew'}`, async () => {
    await using test = await start();
    const id = generateId(agentId);
    const begin = () => test.agent.agentInstances.start(id, {}, { idempotencyKey });
    const first = await refusalOf(begin());
    expect(first).toMatchObject({ statusCode: 404, code: 'not_found' });
    await test.agent.agentInstances.register({ id });

    if (isRefusalReplayed) {
      expect(await refusalOf(begin())).toMatchObject({ statusCode: 404, body: first.body });
    } else {
      expect(await begin()).toMatchObject({ id, status: 'active' });
    }

    const { ledger, instances } = test.sandbox;
    expect(instances).toMatchObject([{ status: isRefusalReplayed ? 'pending' : 'active' }]);
    expect(ledger.timesApplied(idempotencyKey)).toBe(isRefusalReplayed ? 0 : 1);
    const code = 'not_found';
    expect(brief(ledger.entries.filter(({ operation }) => operation === 'startAgentInstance'))).toEqual([
      entry('refused', 'startAgentInstance', { code }),
      isRefusalReplayed
        ? entry('replayed', 'startAgentInstance', { code })
        : entry('applied', 'startAgentInstance'),
    ]);
  });

  test('a repeated success of bulk is answered like a single one', async () => {
    await using test = await start();
    const run = await startRun(test);
    const send = () =>
      test.agent.bulk.execute([
        { _type: 'agent_spans/create', idempotency_key: idempotencyKey, details: spanOf(run) },
        { _type: 'agent_spans/create', idempotency_key: 'the-key-2', details: spanOf(run) },
      ]);
    const [first, second] = [await send(), await send()];
    expect(second.results.map(({ status }) => status)).toEqual(['success', 'success']);
    if (isReplayed) expect(second.outputs).toEqual(first.outputs);
    const { ledger, spans } = test.sandbox;
    expect(spans).toHaveLength(isReplayed ? 2 : 4);
    for (const key of [idempotencyKey, 'the-key-2'])
      expect(ledger.timesApplied(key)).toBe(isReplayed ? 1 : 2);
    expect(ledger.entries.slice(-4)).toMatchObject([
      { outcome: 'applied', key: 'the-key-1', request: 2, item: 0 },
      { outcome: 'applied', key: 'the-key-2', request: 2, item: 1 },
      { outcome: isReplayed ? 'replayed' : 'applied', key: 'the-key-1', request: 3, item: 0 },
      { outcome: isReplayed ? 'replayed' : 'applied', key: 'the-key-2', request: 3, item: 1 },
    ]);
  });

  test('a repeated refusal of bulk is answered like a single one, and stops the rest again', async () => {
    await using test = await start();
    const id = generateId(agentId);
    const send = () =>
      test.agent.bulk.execute([
        { _type: 'agent_instances/start', idempotency_key: idempotencyKey, agent_instance_id: id },
        { _type: 'agent_instances/finish', idempotency_key: 'the-key-2', agent_instance_id: id },
      ]);
    const first = await send();
    expect(first.results.map(({ status }) => status)).toEqual(['error', 'not_processed']);
    await test.agent.agentInstances.register({ id });
    const second = await send();
    expect(second.results.map(({ status }) => status)).toEqual(
      isRefusalReplayed ? ['error', 'not_processed'] : ['success', 'success'],
    );
    if (isRefusalReplayed) expect(second.outputs).toEqual(first.outputs);
    expect(test.sandbox.ledger.timesApplied('the-key-2')).toBe(isRefusalReplayed ? 0 : 1);
    expect(test.sandbox.ledger.replayed).toMatchObject(
      isRefusalReplayed ? [{ code: 'not_found', item: 0 }] : [],
    );
  });

  test('a replayed answer is the first one, whatever has changed since', async () => {
    await using test = await start();
    const run = await startRun(test);
    const create = () => test.agent.agentSpans.create(spanOf(run), { idempotencyKey });
    const first = await create();
    await test.agent.agentSpans.finish(first.id, { result_payload: { done: true } });
    const again = await create();
    if (isReplayed) expect(again).toEqual(first);
    else expect(again.id).not.toBe(first.id);
  });

  test('a write without a key is always carried out', async () => {
    await using test = await start();
    for (const idempotency_key of [undefined, null]) {
      for (let time = 0; time < 2; time++) {
        await test.raw('POST', '/api/v1/agent_instance/register', {
          token: test.sandbox.token,
          body: { idempotency_key },
        });
      }
    }
    expect(test.sandbox.instances).toHaveLength(4);
    expect(test.sandbox.ledger.applied.map(({ key }) => key)).toEqual(Array(4).fill(undefined));
  });

  test('a request that is refused for its token or its form has used no key', async () => {
    await using test = await start();
    const path = '/api/v1/agent_instance/register';
    const good = { idempotency_key: idempotencyKey };
    const { token } = test.sandbox;
    await test.raw('POST', path, { token: null, body: good });
    await test.raw('POST', path, { token, body: { ...good, purpose: 'fun' } });
    expect(await test.raw('POST', path, { token, body: good })).toMatchObject({ status: 200 });
    expect(test.sandbox.ledger.entries).toMatchObject([
      { outcome: 'refused', code: 'bad_authtoken', id: undefined },
      { outcome: 'refused', code: 'validation_errors', key: idempotencyKey, id: undefined },
      { outcome: 'applied', key: idempotencyKey, sameRequest: true },
    ]);
  });

  test('an attempt that was carried out and lost its answer is sent again by the client', async () => {
    await using test = await start();
    await using client = new PrefactorHttpClient(
      { apiUrl: test.sandbox.url, apiToken: test.sandbox.token, maxRetries: 1 },
      hastyClock(30_000),
    );
    test.sandbox.faults.set([{ fault: 'status', status: 503, applied: true, times: 1 }]);
    await client.agentInstances.register({}, { idempotencyKey });
    expect(test.sandbox.ledger.timesApplied(idempotencyKey)).toBe(isReplayed ? 1 : 2);
    expect(test.sandbox.instances).toHaveLength(isReplayed ? 1 : 2);
  });

  test('forgets keys and ledger when it is reset', async () => {
    await using test = await start();
    const register = () => test.agent.agentInstances.register({}, { idempotencyKey });
    const { id } = await register();
    test.sandbox.reset();
    expect(test.sandbox.ledger.timesApplied(idempotencyKey)).toBe(0);
    expect(test.sandbox.ledger.entries).toEqual([]);
    expect((await register()).id).not.toBe(id);
    expect(test.sandbox.ledger.timesApplied(idempotencyKey)).toBe(1);
  });
});

describe.each(modes.filter(([name]) => name !== 'none'))('under the mode "%s"', (_, idempotency) => {
  test('a key that comes with another request is noticed', async () => {
    await using test = await setUp({ idempotency });
    const run = await startRun(test);
    const create = (payload: object) =>
      test.agent.agentSpans.create({ ...spanOf(run), payload }, { idempotencyKey });
    const first = await create({ number: 1 });
    expect(await create({ number: 2 })).toEqual(first);
    expect(await create({ number: 1 })).toEqual(first);
    expect(test.sandbox.spans).toMatchObject([{ payload: { number: 1 } }]);
    expect(brief(test.sandbox.ledger.entries.slice(-3))).toEqual([
      entry('applied', 'createAgentSpan'),
      entry('replayed', 'createAgentSpan', { sameRequest: false }),
      entry('replayed', 'createAgentSpan'),
    ]);
  });

  test('a key that comes for another span is noticed, in bulk too', async () => {
    await using test = await setUp({ idempotency });
    const run = await startRun(test);
    const [one, two] = [
      await test.agent.agentSpans.create(spanOf(run)),
      await test.agent.agentSpans.create(spanOf(run)),
    ];
    const finish = (agent_span_id: string) =>
      test.agent.bulk.execute([
        { _type: 'agent_spans/finish', idempotency_key: idempotencyKey, agent_span_id },
      ]);
    await finish(one.id);
    await finish(two.id);
    await finish(one.id);
    expect(test.sandbox.spans).toMatchObject([{ status: 'complete' }, { status: 'active' }]);
    expect(brief(test.sandbox.ledger.entries.slice(-3))).toEqual([
      entry('applied', 'finishAgentSpan'),
      entry('replayed', 'finishAgentSpan', { sameRequest: false }),
      entry('replayed', 'finishAgentSpan'),
    ]);
  });
});

describe('a key that is kept for a time', () => {
  const started = async (): Promise<[Test, ReturnType<typeof manualClock>]> => {
    const clock = manualClock();
    return [await setUp({ idempotency: { ttl } }, clock), clock];
  };

  test('is forgotten after it, counted from the first answer', async () => {
    const [sandbox, clock] = await started();
    await using test = sandbox;
    const register = async () => (await test.agent.agentInstances.register({}, { idempotencyKey })).id;
    const first = await register();
    clock.advance(ttl - 1);
    expect(await register()).toBe(first);
    clock.advance(1);
    const second = await register();
    expect(second).not.toBe(first);
    clock.advance(ttl - 1);
    expect(await register()).toBe(second);
    expect(test.sandbox.ledger.timesApplied(idempotencyKey)).toBe(2);
  });

  test('is forgotten when it was refused, too', async () => {
    const [sandbox, clock] = await started();
    await using test = sandbox;
    const id = generateId(agentId);
    const begin = () => test.agent.agentInstances.start(id, {}, { idempotencyKey });
    await refusalOf(begin());
    await test.agent.agentInstances.register({ id });
    clock.advance(ttl - 1);
    expect(await refusalOf(begin())).toMatchObject({ code: 'not_found' });
    clock.advance(1);
    expect(await begin()).toMatchObject({ status: 'active' });
  });

  test('is kept for as long as the sandbox lives in the mode "replay"', async () => {
    const clock = manualClock();
    await using test = await setUp({}, clock);
    const register = async () => (await test.agent.agentInstances.register({}, { idempotencyKey })).id;
    const first = await register();
    clock.advance(1_000_000_000);
    expect(await register()).toBe(first);
  });
});

test('the ledger knows writes alone, by what became of them', async () => {
  await using test = await setUp();
  const run = await startRun(test);
  const { id } = await test.agent.agentSpans.create(spanOf(run), { idempotencyKey });
  await test.agent.agentSpans.create(spanOf(run), { idempotencyKey });
  await refusalOf(test.agent.agentInstances.start(run));
  await test.account.agentSpans.list({ agent_instance_id: run });
  await test.account.bulk.execute([{ _type: 'agent_spans/show', agent_span_id: id }]);
  await refusalOf(test.account.agentSpans.get('nowhere'));
  await test.account.agentSpans.discardSensitive(id);

  const { entries, applied, replayed, refused } = test.sandbox.ledger;
  expect(entries.map(({ outcome, operation }) => `${outcome} ${operation}`)).toEqual([
    'applied registerAgentInstance',
    'applied startAgentInstance',
    'applied createAgentSpan',
    'replayed createAgentSpan',
    'refused startAgentInstance',
    'applied discardAgentSpanSensitive',
  ]);
  expect(applied).toEqual(entries.filter(({ outcome }) => outcome === 'applied'));
  expect(replayed).toEqual(entries.filter(({ outcome }) => outcome === 'replayed'));
  expect(refused).toEqual(entries.filter(({ outcome }) => outcome === 'refused'));
  expect(entries.map((one) => one.id)).toEqual([run, run, id, id, undefined, id]);
  for (const { request, operation } of entries) {
    expect(test.sandbox.requests[request]?.operation).toBe(operation);
  }
});

describe('under the mode "refuse"', () => {
  const start = () => setUp({ idempotency: 'refuse' }, manualClock());
  const code = 'idempotency_key_already_used';

  test('a repeated success is refused, and changes nothing', async () => {
    await using test = await start();
    const register = () => test.agent.agentInstances.register({ purpose: 'eval' }, { idempotencyKey });
    await register();
    expect(await refusalOf(register())).toMatchObject({ statusCode: 409, code, possiblyApplied: false });
    const { instances, ledger } = test.sandbox;
    expect(instances).toHaveLength(1);
    expect(brief(ledger.entries)).toEqual([
      entry('applied', 'registerAgentInstance'),
      entry('refused', 'registerAgentInstance', { code }),
    ]);
    expect(ledger.refused.map(({ id }) => id)).toEqual([undefined]);
  });

  test('a repeated refusal is dealt with anew', async () => {
    await using test = await start();
    const id = generateId(agentId);
    const begin = () => test.agent.agentInstances.start(id, {}, { idempotencyKey });
    expect(await refusalOf(begin())).toMatchObject({ code: 'not_found' });
    await test.agent.agentInstances.register({ id });
    expect(await begin()).toMatchObject({ id, status: 'active' });
  });

  test('another request with the same key is told apart in the ledger', async () => {
    await using test = await start();
    const register = (purpose: 'eval' | 'live') =>
      test.agent.agentInstances.register({ purpose }, { idempotencyKey });
    await register('eval');
    await refusalOf(register('live'));
    expect(test.sandbox.ledger.refused).toMatchObject([{ code, sameRequest: false }]);
  });

  test('a repeated success of bulk stops the rest', async () => {
    await using test = await start();
    const run = await startRun(test);
    const item = { _type: 'agent_spans/create', details: spanOf(run) } as const;
    await test.agent.bulk.execute([{ ...item, idempotency_key: idempotencyKey }]);
    const { results } = await test.agent.bulk.execute([
      { ...item, idempotency_key: idempotencyKey },
      { ...item, idempotency_key: 'the-key-2' },
    ]);
    expect(results).toMatchObject([{ status: 'error', error: { code } }, { status: 'not_processed' }]);
    expect(test.sandbox.spans).toHaveLength(1);
  });
});
