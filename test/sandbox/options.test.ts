/** Options and fault rules: what is good, and what is refused by name. */
import { describe, expect, test } from 'vitest';
import { PrefactorClientError } from '../../src/index.ts';
import { type SandboxFault, type SandboxOptions, startSandbox } from '../../src/testing/index.ts';
import { setUp } from './support.ts';

/** What starting with these options is refused with; throws when it is not. */
async function refusal(options: unknown): Promise<PrefactorClientError> {
  const end: unknown = await startSandbox(options as SandboxOptions).then(
    (sandbox) => sandbox.close(),
    (error: unknown) => error,
  );
  if (end instanceof PrefactorClientError) return end;
  throw new Error(`not refused: ${JSON.stringify(options)}`, { cause: end });
}

describe('an option', () => {
  test.each<[object, string, string]>([
    [{ port: -1 }, 'port', '65535'],
    [{ port: 65_536 }, 'port', '65535'],
    [{ port: '4010' }, 'port', '"4010"'],
    [{ port: 1.5 }, 'port', '1.5'],
    [{ port: null }, 'port', 'null'],
    [{ idempotency: 'always' }, 'idempotency', '"always"'],
    [{ idempotency: '{ ttl }' }, 'idempotency', 'replay-success'],
    [{ idempotency: 5 }, 'idempotency', 'replay-success'],
    [{ idempotency: null }, 'idempotency', 'null'],
    [{ idempotency: {} }, 'idempotency', 'ttl'],
    [{ idempotency: { ttl: undefined } }, 'idempotency', 'ttl'],
    [{ idempotency: { ttl: 0 } }, 'idempotency', 'ttl'],
    [{ idempotency: { ttl: '5' } }, 'idempotency', 'ttl'],
    [{ idempotency: { ttl: 5, mode: 'replay' } }, 'idempotency', 'mode'],
    [{ spansAfterEnd: 'drop' }, 'spansAfterEnd', 'refuse'],
    [{ maxBodySize: 0 }, 'maxBodySize', '0'],
    [{ maxBodySize: '1MB' }, 'maxBodySize', '"1MB"'],
    [{ maxBulkItems: 0 }, 'maxBulkItems', '0'],
    [{ maxBulkItems: 2.5 }, 'maxBulkItems', '2.5'],
    [{ pageSize: 0 }, 'pageSize', '100'],
    [{ pageSize: 101 }, 'pageSize', '100'],
    [{ seed: 0.5 }, 'seed', '0.5'],
    [{ seed: Number.NaN }, 'seed', 'NaN'],
    [{ seed: 'seed' }, 'seed', '"seed"'],
    [{ faults: {} }, 'faults', 'array'],
    [{ faults: null }, 'faults', 'array'],
    [{ faults: 'status' }, 'faults', 'array'],
    [{ ports: 1 }, 'ports', 'is not an option'],
    [{ constructor: 1 }, 'constructor', 'is not an option'],
  ])('that is wrong is refused by name: %j', async (options, name, rule) => {
    const error = await refusal(options);
    expect(error.code).toBe('invalid_argument');
    expect(error.issues.map(({ path }) => path)).toEqual([name]);
    expect(error.message).toMatch(/^startSandbox: /);
    expect(error.message).toContain(name);
    expect(error.message).toContain(rule);
  });

  test('that is wrong is named beside every other', async () => {
    const error = await refusal({
      port: -1,
      pageSize: 0,
      colour: 'blue',
      faults: [{ fault: 'status' }],
    });
    expect(error.issues.map(({ path }) => path).toSorted()).toEqual([
      'colour',
      'faults[0].status',
      'pageSize',
      'port',
    ]);
  });

  test.each([null, 'options', 4010, []])('cannot stand in %j', async (options) => {
    expect(await refusal(options)).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('object'),
    });
  });

  test('that is undefined is the default', async () => {
    const names = [
      'port',
      'idempotency',
      'spansAfterEnd',
      'maxBodySize',
      'maxBulkItems',
      'pageSize',
      'faults',
      'seed',
    ];
    await using test = await setUp(Object.fromEntries(names.map((name) => [name, undefined])));
    expect(test.sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(test.sandbox.faults.rules).toEqual([]);
    await test.agent.agentInstances.register({});
  });

  test.each<SandboxOptions>([
    { idempotency: { ttl: 1 }, spansAfterEnd: 'record', maxBodySize: 1, maxBulkItems: 1, pageSize: 1 },
    { pageSize: 100, seed: -1, faults: [] },
    { seed: 4_294_967_295 },
  ])('that is good is taken: %j', async (options) => {
    await using sandbox = await startSandbox(options);
    expect(sandbox.url).toContain('http://127.0.0.1:');
  });

  test('for the port is where it listens, and one that is in use is refused by the system', async () => {
    await using first = await startSandbox();
    const port = Number(new URL(first.url).port);
    await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
    await using second = await startSandbox({ port });
    expect(second.url).toBe(first.url);
  });
});

describe('a fault rule', () => {
  const wrong: [rule: unknown, path: string, said: string][] = [
    [null, 'faults[0]', 'object'],
    ['status', 'faults[0]', 'object'],
    [[], 'faults[0]', 'object'],
    [{}, 'faults[0].fault', 'status, html, latency, reset, hang, truncate, stall, drip, item'],
    [{ fault: 'explode' }, 'faults[0].fault', '"explode"'],
    [{ fault: 'toString' }, 'faults[0].fault', '"toString"'],
    [{ fault: 'status' }, 'faults[0].status', 'required'],
    [{ fault: 'status', status: undefined }, 'faults[0].status', 'required'],
    [{ fault: 'status', status: 399 }, 'faults[0].status', '400 to 599'],
    [{ fault: 'status', status: 600 }, 'faults[0].status', '400 to 599'],
    [{ fault: 'status', status: '503' }, 'faults[0].status', '400 to 599'],
    [{ fault: 'status', status: 503, code: '' }, 'faults[0].code', 'text'],
    [{ fault: 'status', status: 503, retryAfter: -1 }, 'faults[0].retryAfter', '-1'],
    [{ fault: 'status', status: 503, retryAfter: null }, 'faults[0].retryAfter', 'null'],
    [{ fault: 'status', status: 503, retryAfter: 'in\nlines' }, 'faults[0].retryAfter', 'header'],
    [{ fault: 'status', status: 503, retryAfter: 'später – viel' }, 'faults[0].retryAfter', 'header'],
    [{ fault: 'status', status: 503, retryAfterMs: 1.5 }, 'faults[0].retryAfterMs', '1.5'],
    [{ fault: 'status', status: 503, bodyRetryAfterMs: '5' }, 'faults[0].bodyRetryAfterMs', '"5"'],
    [{ fault: 'status', status: 503, applied: 'yes' }, 'faults[0].applied', 'true or false'],
    [{ fault: 'status', status: 503, retry: 1 }, 'faults[0].retry', 'is not an option'],
    [{ fault: 'html', status: 302 }, 'faults[0].status', '400 to 599'],
    [{ fault: 'latency' }, 'faults[0].delay', 'required'],
    [{ fault: 'latency', delay: -1 }, 'faults[0].delay', '-1'],
    [{ fault: 'latency', delay: Number.POSITIVE_INFINITY }, 'faults[0].delay', 'Infinity'],
    [{ fault: 'latency', delay: 1, applied: true }, 'faults[0].applied', 'is not an option'],
    [{ fault: 'truncate', applied: true }, 'faults[0].applied', 'is not an option'],
    [{ fault: 'drip', interval: -1 }, 'faults[0].interval', '-1'],
    [{ fault: 'hang', times: 0 }, 'faults[0].times', '0'],
    [{ fault: 'hang', share: 1.1 }, 'faults[0].share', '0 to 1'],
    [{ fault: 'hang', share: Number.NaN }, 'faults[0].share', '0 to 1'],
    [{ fault: 'hang', from: -1 }, 'faults[0].from', '-1'],
    [{ fault: 'hang', until: 'later' }, 'faults[0].until', '"later"'],
    [{ fault: 'hang', operations: 'ping' }, 'faults[0].operations', 'array'],
    [{ fault: 'hang', operations: ['ping', 'pong'] }, 'faults[0].operations', '"pong"'],
    [{ fault: 'hang', operations: ['toString'] }, 'faults[0].operations', '"toString"'],
    [{ fault: 'hang', operations: [7] }, 'faults[0].operations', '7'],
    [{ fault: 'hang', keys: 'the-key' }, 'faults[0].keys', 'array'],
    [{ fault: 'hang', keys: [''] }, 'faults[0].keys', '""'],
    [{ fault: 'hang', keys: [7] }, 'faults[0].keys', '7'],
    [{ fault: 'hang', contains: 'poison' }, 'faults[0].contains', 'a string'],
    [{ fault: 'hang', contains: [{ details: 1 }] }, 'faults[0].contains', 'an array'],
    [{ fault: 'hang', contains: {} }, 'faults[0].contains', 'at least one field'],
    [{ fault: 'hang', contains: { details: undefined } }, 'faults[0].contains', 'at least one field'],
    [{ fault: 'item', types: ['things/show'] }, 'faults[0].types', '"things/show"'],
    [{ fault: 'item', types: 'agent_spans/create' }, 'faults[0].types', 'array'],
    [{ fault: 'item', operations: ['executeBulk'] }, 'faults[0].operations', 'is not an option'],
  ];

  test.each(wrong)('that is wrong is refused by name: %j', async (rule, path, said) => {
    await using test = await setUp({ faults: [{ fault: 'html' }] });
    const { faults } = test.sandbox;
    let error: unknown;
    try {
      faults.set([rule] as SandboxFault[]);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(PrefactorClientError);
    const { code, issues, message } = error as PrefactorClientError;
    expect(code).toBe('invalid_argument');
    expect(issues.map((issue) => issue.path)).toEqual([path]);
    expect(message).toMatch(/^faults\.set: /);
    expect(message).toContain(path);
    expect(message).toContain(said);
    // The rules before stay in force.
    expect(faults.rules).toEqual([{ fault: 'html' }]);

    const fromOptions = await refusal({ faults: [rule] });
    expect(fromOptions.issues).toEqual(issues);
    expect(fromOptions.message).toMatch(/^startSandbox: /);
  });

  test('cannot look for what JSON cannot hold', async () => {
    const error = await refusal({ faults: [{ fault: 'hang', contains: { details: 1n } }] });
    expect(error.issues).toEqual([
      { path: 'faults[0].contains', message: 'must be an object that JSON can hold' },
    ]);
  });

  test('that is wrong is named beside every other', async () => {
    await using test = await setUp();
    const rules = [{ fault: 'html' }, { fault: 'explode' }, { fault: 'status', share: 2 }];
    let error: unknown;
    try {
      test.sandbox.faults.set(rules as SandboxFault[]);
    } catch (thrown) {
      error = thrown;
    }
    expect((error as PrefactorClientError).issues.map(({ path }) => path)).toEqual([
      'faults[1].fault',
      'faults[2].status',
      'faults[2].share',
    ]);
  });

  test.each([null, undefined, {}, 'html'])('stands in an array, not in %j', async (rules) => {
    await using test = await setUp();
    const set = () => test.sandbox.faults.set(rules as unknown as SandboxFault[]);
    expect(set).toThrow(PrefactorClientError);
    expect(set).toThrow('faults must be an array');
  });

  test.each<SandboxFault>([
    { fault: 'status', status: 400, retryAfter: 'soon', retryAfterMs: 0, bodyRetryAfterMs: 0, code: 'x' },
    { fault: 'html', status: 200, applied: true },
    { fault: 'latency', delay: 0 },
    { fault: 'drip', interval: 0 },
    { fault: 'hang', share: 0, times: 1, from: 0, until: 0, operations: [] },
    { fault: 'item', types: ['agent_spans/create', 'agent_instances/show'], applied: false },
  ])('that is good is taken: %j', async (rule) => {
    await using test = await setUp();
    test.sandbox.faults.set([rule]);
    expect(test.sandbox.faults.rules).toEqual([rule]);
  });
});
