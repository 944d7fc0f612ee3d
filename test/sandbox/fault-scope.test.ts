/** Whom a fault strikes: by operation, number, time and share, and how the rules are put in force. */
import { describe, expect, test } from 'vitest';
import { PrefactorApiError } from '../../src/index.ts';
import type { SandboxFault, StatusFault } from '../../src/testing/index.ts';
import { endOf } from '../support/client.ts';
import { manualClock } from '../support/clock.ts';
import { newSpan } from '../support/fixtures.ts';
import { refusalOf, setUp, startRun, type Test } from './support.ts';

describe('the scope of a rule', () => {
  test('is the operations that it names', async () => {
    await using test = await setUp({
      faults: [{ fault: 'status', status: 503, operations: ['startAgentInstance', 'executeBulk'] }],
    });
    const { id } = await test.agent.agentInstances.register({});
    expect(await refusalOf(test.agent.agentInstances.start(id))).toMatchObject({ statusCode: 503 });
    await test.agent.agentInstances.get(id);
    await test.raw('GET', '/api/v1/no_such_path').then(({ status }) => expect(status).toBe(404));
    expect(test.sandbox.faults.struck).toEqual([1]);
    expect(test.sandbox.requests.map(({ fault }) => fault)).toEqual([
      undefined,
      'status',
      undefined,
      undefined,
    ]);
  });

  test('ends after so many times, and then the next rule has its turn', async () => {
    await using test = await setUp({
      faults: [
        { fault: 'status', status: 503, times: 2 },
        { fault: 'status', status: 500, times: 1 },
      ],
    });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await test.raw('GET', '/api/v1/ping')).status);
    expect(statuses).toEqual([503, 503, 500, 200, 200]);
    expect(test.sandbox.faults.struck).toEqual([2, 1]);
  });

  test('is a time, counted from when the rules were set', async () => {
    const clock = manualClock();
    const faults = [{ fault: 'status', status: 503, from: 100, until: 200 }] as const;
    await using test = await setUp({ faults }, clock);
    const status = async () => (await test.raw('GET', '/api/v1/ping')).status;
    const statusAfter = async (time: number) => {
      clock.advance(time);
      return await status();
    };
    expect(await status()).toBe(200);
    expect(await statusAfter(99)).toBe(200);
    expect(await statusAfter(1)).toBe(503);
    expect(await statusAfter(99)).toBe(503);
    expect(await statusAfter(1)).toBe(200);
    test.sandbox.faults.set([{ fault: 'status', status: 500, from: 50 }]);
    expect(await statusAfter(49)).toBe(200);
    expect(await statusAfter(1)).toBe(500);
    expect(await statusAfter(1_000_000)).toBe(500);
  });
});

describe('the content that a rule is about', () => {
  const span = { ...newSpan, agent_instance_id: 'unknown' };
  const itemOf = (
    idempotency_key: string,
    details: Parameters<Test['agent']['agentSpans']['create']>[0] = span,
  ) => ({ _type: 'agent_spans/create', idempotency_key, details }) as const;

  /** Which of these calls are struck by rules that answer 418. */
  async function struckBy(
    rule: Pick<StatusFault, 'keys' | 'contains' | 'operations'>,
    calls: readonly ((test: Test) => Promise<unknown>)[],
  ): Promise<boolean[]> {
    await using test = await setUp({ faults: [{ ...rule, fault: 'status', status: 418 }] });
    const struck: boolean[] = [];
    for (const call of calls) {
      const end = await endOf(call(test));
      struck.push(end instanceof PrefactorApiError && end.statusCode === 418);
    }
    return struck;
  }

  test('may be a key: of a bulk item among others, in a body, or in a header', async () => {
    const struck = await struckBy({ keys: ['other-key', 'poison-key'] }, [
      ({ agent }) => agent.bulk.execute([itemOf('first-key'), itemOf('poison-key')]),
      ({ agent }) => agent.bulk.execute([itemOf('first-key'), itemOf('poison-key-2')]),
      ({ agent }) => agent.agentInstances.register({}, { idempotencyKey: 'poison-key' }),
      ({ agent }) => agent.agentInstances.register({}, { idempotencyKey: 'a-good-key' }),
      ({ account }) => account.agentSpans.discardSensitive('span-1', { idempotencyKey: 'poison-key' }),
      ({ account }) => account.agentSpans.discardSensitive('span-1', { idempotencyKey: 'a-good-key' }),
      ({ agent }) => agent.validateToken(),
    ]);
    expect(struck).toEqual([true, false, true, false, true, false, false]);
  });

  test('may be fields: of a bulk item among others, or of a single request with its path', async () => {
    const poison = { ...span, payload: { model: 'm', messages: [{ role: 'user' }, 'x'] } };
    const contains = { details: { payload: { messages: [{ role: 'user' }, 'x'] }, status: 'active' } };
    const struck = await struckBy({ contains }, [
      ({ agent }) => agent.bulk.execute([itemOf('first-key'), itemOf('second-key', poison)]),
      ({ agent }) => agent.bulk.execute([itemOf('first-key'), itemOf('second-key')]),
      ({ agent }) => agent.agentSpans.create(poison),
      ({ agent }) => agent.agentSpans.create({ ...poison, status: 'complete' }),
      ({ agent }) => agent.agentSpans.create({ ...poison, payload: { messages: [{ role: 'user' }] } }),
      ({ agent }) =>
        agent.agentSpans.create({ ...poison, payload: { messages: { 0: { role: 'user' }, 1: 'x' } } }),
      ({ agent }) => agent.agentSpans.create({ ...poison, payload: { messages: null } }),
    ]);
    expect(struck).toEqual([true, false, true, false, false, false, false]);

    expect(
      await struckBy({ contains: { agent_span_id: 'span-1' } }, [
        ({ agent }) => agent.agentSpans.finish('span-1'),
        ({ agent }) => agent.agentSpans.finish('span-2'),
        ({ account }) => account.agentSpans.get('span-1'),
        ({ agent }) =>
          agent.bulk.execute([{ _type: 'agent_spans/finish', agent_span_id: 'span-1', status: 'complete' }]),
      ]),
    ).toEqual([true, false, true, true]);
  });

  test('is looked for together with everything else that the rule says', async () => {
    const contains = { details: { schema_name: span.schema_name } };
    const rule = { keys: ['poison-key'], contains, operations: ['executeBulk'] } as const;
    const struck = await struckBy(rule, [
      ({ agent }) => agent.bulk.execute([itemOf('poison-key')]),
      // Both are there, but not in one item.
      ({ agent }) =>
        agent.bulk.execute([itemOf('first-key'), itemOf('poison-key', { ...span, schema_name: 'other' })]),
      ({ agent }) => agent.agentSpans.create(span, { idempotencyKey: 'poison-key' }),
    ]);
    expect(struck).toEqual([true, false, false]);
  });

  test('is compared as it is on the wire', async () => {
    const at = new Date('2026-03-02T09:30:00.000Z');
    const struck = await struckBy({ contains: { details: { started_at: at } } }, [
      ({ agent }) => agent.agentSpans.create({ ...span, started_at: at }),
      ({ agent }) => agent.agentSpans.create({ ...span, started_at: new Date() }),
      ({ raw }) => raw('POST', '/api/v1/agent_spans', { body: 'no JSON' }),
      ({ raw }) => raw('POST', '/api/v1/agent_spans', { body: '{"details": null, "items": {}}' }),
      ({ raw }) => raw('POST', '/api/v1/agent_spans', { body: '{"items": [null, 7, []]}' }),
    ]);
    expect(struck).toEqual([true, false, false, false, false]);
  });

  test('is only what a request has itself, whatever its name', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const contains = JSON.parse(`{"details":{"payload":{"${name}":{}}}}`) as object;
      const poison = { ...span, payload: JSON.parse(`{"${name}":{"a":1}}`) as object };
      const struck = await struckBy({ contains }, [
        ({ agent }) => agent.agentSpans.create(poison),
        ({ agent }) => agent.agentSpans.create(span),
      ]);
      expect(struck, name).toEqual([true, false]);
    }
  });

  test('is that of a bulk item, for the kind "item"', async () => {
    await using test = await setUp({
      faults: [
        { fault: 'item', keys: ['key-of-second'], code: 'poisoned' },
        { fault: 'item', contains: { purpose: 'eval' }, types: ['agent_instances/register'] },
      ],
    });
    const type = { _type: 'agent_instances/register' } as const;
    const { results } = await test.agent.bulk.execute([
      { ...type, idempotency_key: 'key-of-first' },
      { ...type, idempotency_key: 'key-of-second' },
      { ...type, idempotency_key: 'key-of-third' },
    ]);
    expect(results).toMatchObject([
      { status: 'success' },
      { status: 'error', error: { code: 'poisoned' } },
      { status: 'not_processed' },
    ]);
    const others = await test.agent.bulk.execute([type, { ...type, purpose: 'eval' }]);
    expect(others.results).toMatchObject([{ status: 'success' }, { error: { code: 'unexpected' } }]);
    expect(test.sandbox.faults.struck).toEqual([1, 1]);
  });

  test('is counted only where it is there', async () => {
    await using test = await setUp({
      faults: [{ fault: 'status', status: 418, keys: ['poison-key'], times: 1 }],
    });
    const register = (idempotencyKey: string) =>
      endOf(test.agent.agentInstances.register({}, { idempotencyKey }));
    await register('a-good-key');
    expect(test.sandbox.faults.struck).toEqual([0]);
    expect(await register('poison-key')).toMatchObject({ statusCode: 418 });
    expect(await register('poison-key')).toMatchObject({ status: 'pending' });
  });

  test('can be a poison item, which a writer has to find among good ones', async () => {
    const poison = { ...newSpan, schema_name: 'agent:poison' };
    await using test = await setUp({
      faults: [{ fault: 'status', status: 500, contains: { details: { schema_name: 'agent:poison' } } }],
    });
    const run = await startRun(test);
    await using client = test.retrying();
    const writer = client.bulk.writer({ onFailed: () => {} });
    const outcomes = [newSpan, poison, newSpan].map((details) =>
      writer.add({ _type: 'agent_spans/create', details: { ...details, agent_instance_id: run } }),
    );
    await writer.close();
    expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual([
      'success',
      'error',
      'success',
    ]);
    expect(test.sandbox.spans.map(({ schema_name }) => schema_name)).toEqual(['agent:llm', 'agent:llm']);
  });
});

describe('the share of a rule', () => {
  const count = 60;
  /** Which of many equal requests are struck, as a row of digits. */
  async function pattern(seed: number | undefined, share: number): Promise<string> {
    await using test = await setUp({ seed, faults: [{ fault: 'status', status: 503, share }] });
    const struck: string[] = [];
    for (let i = 0; i < count; i++) {
      struck.push((await test.raw('GET', '/api/v1/ping')).status === 503 ? '1' : '0');
    }
    expect(test.sandbox.faults.struck).toEqual([struck.filter((one) => one === '1').length]);
    return struck.join('');
  }

  test('strikes the same requests for the same seed, and others for another', async () => {
    const [first, second, other, byDefault] = [
      await pattern(7, 0.5),
      await pattern(7, 0.5),
      await pattern(8, 0.5),
      await pattern(undefined, 0.5),
    ];
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    expect(byDefault).toBe(await pattern(1, 0.5));
  });

  test('is about what it says', async () => {
    const struck = (await pattern(7, 0.25)).replaceAll('0', '').length;
    expect(struck).toBeGreaterThan(count * 0.1);
    expect(struck).toBeLessThan(count * 0.4);
  });

  test('is nobody at 0 and everybody at 1', async () => {
    expect(await pattern(7, 0)).toBe('0'.repeat(count));
    expect(await pattern(7, 1)).toBe('1'.repeat(count));
  });

  test('begins anew when the rules are set, and when the sandbox is reset', async () => {
    const faults = [{ fault: 'status', status: 503, share: 0.5 }] as const;
    await using test = await setUp({ faults });
    const run = async () => {
      const statuses: number[] = [];
      for (let i = 0; i < 20; i++) statuses.push((await test.raw('GET', '/api/v1/ping')).status);
      return statuses;
    };
    const first = await run();
    test.sandbox.faults.set(faults);
    expect(await run()).toEqual(first);
    test.sandbox.reset();
    expect(await run()).toEqual(first);
    expect(first).toContain(200);
    expect(first).toContain(503);
  });

  test('is one of bulk items, for the kind "item"', async () => {
    await using test = await setUp({ faults: [{ fault: 'item', share: 0.5 }] });
    let failed = 0;
    for (let i = 0; i < 30; i++) {
      const { results } = await test.agent.bulk.execute([{ _type: 'agent_instances/register' }]);
      if (results[0].status === 'error') failed += 1;
    }
    expect(test.sandbox.faults.struck).toEqual([failed]);
    expect(failed).toBeGreaterThan(5);
    expect(failed).toBeLessThan(25);
    expect(test.sandbox.instances).toHaveLength(30 - failed);
  });
});

describe('the rules', () => {
  test('are those that were set last, with counters of their own', async () => {
    await using test = await setUp({ faults: [{ fault: 'status', status: 503 }] });
    const { faults } = test.sandbox;
    expect(faults.rules).toEqual([{ fault: 'status', status: 503 }]);
    await test.raw('GET', '/api/v1/ping');
    faults.set([{ fault: 'html' }, { fault: 'status', status: 500 }]);
    expect(faults.rules).toEqual([{ fault: 'html' }, { fault: 'status', status: 500 }]);
    expect(faults.struck).toEqual([0, 0]);
    faults.clear();
    expect(faults.rules).toEqual([]);
    expect(faults.struck).toEqual([]);
    expect(await test.raw('GET', '/api/v1/ping')).toMatchObject({ status: 200 });
  });

  test('change no more with what the test does to its own array', async () => {
    await using test = await setUp();
    const rule = { fault: 'status', status: 503, times: 1 } as const;
    const rules: SandboxFault[] = [rule];
    test.sandbox.faults.set(rules);
    rules.push({ fault: 'html' });
    Object.assign(rule, { status: 500 });
    expect(await test.raw('GET', '/api/v1/ping')).toMatchObject({ status: 503 });
    expect(await test.raw('GET', '/api/v1/ping')).toMatchObject({ status: 200 });
  });

  test('of the options are in force again after a reset, as they were given', async () => {
    const given: SandboxFault[] = [{ fault: 'status', status: 503, times: 1 }];
    await using test = await setUp({ faults: given });
    given.length = 0;
    await test.raw('GET', '/api/v1/ping');
    test.sandbox.faults.clear();
    test.sandbox.reset();
    expect(test.sandbox.faults.struck).toEqual([0]);
    expect(await test.raw('GET', '/api/v1/ping')).toMatchObject({ status: 503 });
    expect(await test.raw('GET', '/api/v1/ping')).toMatchObject({ status: 200 });
  });
});
