/** What a sandbox takes in, lists and keeps at most, so that neither a long life nor a hostile caller exhausts it. */
import { describe, expect, test } from 'vitest';
import { KeyMemory } from '../../src/testing/api/key-memory.ts';
import { Refusal } from '../../src/testing/api/refusal.ts';
import { RequestLog } from '../../src/testing/http/request-log.ts';
import { RecordedLedger } from '../../src/testing/ledger.ts';
import { manualClock } from '../support/clock.ts';
import { setUp, spanOf, startRun } from './support.ts';

const register = '/api/v1/agent_instance/register';
const mebibyte = 1024 * 1024;

describe('a body', () => {
  test('may have 64 MiB by default, and nothing is kept of a larger one', async () => {
    await using test = await setUp();
    const body = `{"external_identifier": "${'x'.repeat(64 * mebibyte)}"}`;
    expect(await test.raw('POST', register, { body })).toMatchObject({ status: 413 });
    expect(test.sandbox.requests).toMatchObject([{ body: '', statusCode: 413 }]);
  });

  test('is kept, but only its beginning when it is refused', async () => {
    await using test = await setUp({ faults: [{ fault: 'status', status: 503, times: 1 }] });
    const { agentId: agent_id, environmentId: environment_id } = test.sandbox;
    const padding = '🔑'.repeat(mebibyte / 2);
    const long = JSON.stringify({ agent_id, environment_id, padding });
    const statuses = [
      await test.raw('POST', register, { body: long }),
      await test.raw('POST', register, { body: long }),
      await test.raw('POST', register, { body: long, token: 'unknown' }),
      await test.raw('POST', '/api/v1/no_such_path', { body: long }),
      await test.raw('POST', register, { body: JSON.stringify({ padding }) }),
      await test.raw('POST', register, { body: `${padding}` }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([503, 200, 401, 404, 422, 400]);
    const kept = test.sandbox.requests.map(({ body }) => body);
    expect(kept.slice(0, 2)).toEqual([long, long]);
    expect(kept.slice(2).map(({ length }) => length)).toEqual(Array(4).fill(65_536));
    expect(kept[2]).toBe(long.slice(0, 65_536));
  });

  test('is refused when it has more than 1 000 levels, however many, and nothing is done', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const before = test.sandbox.ledger.applied.length;
    const nested = (levels: number): string => '{"a":'.repeat(levels) + 1 + '}'.repeat(levels);
    const span = (payload: string): string =>
      `{"details":{"agent_instance_id":"${run}","schema_name":"deep","status":"active","payload":${payload}}}`;
    // The body and its details are levels too.
    for (const levels of [999, 6_000, 100_000]) {
      const item = `{"_type":"agent_spans/create","idempotency_key":"the-key-1",${span(nested(levels)).slice(1)}`;
      for (const [path, body] of [
        ['/api/v1/agent_spans', span(nested(levels))],
        ['/api/v1/agent_spans', span(`${'['.repeat(levels)}${']'.repeat(levels)}`)],
        ['/api/v1/bulk', `{"items":[${item}]}`],
        ['/api/v1/bulk', nested(levels + 2)],
      ] as const) {
        const { status, body: answer } = await test.raw('POST', path, { body });
        expect(status).toBe(400);
        expect(answer).toMatchObject({ message: 'The body is nested more than 1000 levels deep.' });
      }
    }
    expect(test.sandbox.spans).toEqual([]);
    expect(test.sandbox.ledger.applied).toHaveLength(before);
  });

  test('of 1 000 levels is recorded, shown, hidden where it is sensitive, and discarded', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const levels = 998;
    const secret = { $sensitive: 'string', value: 'hunter2' };
    const payload = JSON.parse(
      `${'{"a":'.repeat(levels - 1)}${JSON.stringify(secret)}${'}'.repeat(levels - 1)}`,
    ) as object;
    const { id } = await test.agent.agentSpans.create({ ...spanOf(run), payload, sensitive_encoding: true });
    const events = await fetch(`${test.sandbox.url}/events`);
    const reader = events.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('event: snapshot');
    await reader?.cancel();
    expect(test.sandbox.spans[0]?.payload).toEqual(payload);
    for (const shown of [
      (await test.account.agentSpans.list({ agent_instance_id: run })).items,
      await test.account.agentInstances.agentContext(run),
      await test.account.agentSpans.get(id),
      await test.account.agentSpans.finish(id, { result_payload: payload }),
      await test.account.agentSpans.discardSensitive(id),
    ]) {
      const text = JSON.stringify(shown);
      expect(text).toContain('"redacted":true');
      expect(text).not.toContain('hunter2');
    }
    expect(JSON.stringify(test.sandbox.spans)).not.toContain('hunter2');
  });

  test('is refused when it is not UTF-8', async () => {
    await using test = await setUp();
    const { url, token } = test.sandbox;
    const answer = await fetch(url + register, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: Buffer.from('{"external_identifier": "sch\u00fcssel"}', 'latin1'),
    });
    expect([answer.status, await answer.json()]).toMatchObject([400, { message: 'The body is not UTF-8.' }]);
    expect(test.sandbox.instances).toEqual([]);
    expect(test.sandbox.requests).toMatchObject([{ body: '{"external_identifier": "sch\ufffdssel"}' }]);
  });
});

describe('a request with many mistakes', () => {
  test('is refused with a list of a hundred of them', async () => {
    await using test = await setUp();
    const many = Array.from({ length: 5_000 }, () => ({}));
    for (const [path, body] of [
      ['/api/v1/bulk', { items: many }],
      [register, { agent_schema_version: { span_type_schemas: many } }],
    ] as const) {
      const answer = await test.raw('POST', path, { body });
      expect(answer.status).toBe(422);
      expect(Object.keys(answer.body['errors'] as object)).toHaveLength(100);
      expect(answer.body['message']).toMatch(/; and more\.$/);
    }
    const few = await test.raw('POST', '/api/v1/bulk', { body: { items: many.slice(0, 50) } });
    expect(Object.keys(few.body['errors'] as object)).toHaveLength(100);
    expect(few.body['message']).not.toContain('and more');
  });

  test('loses all fields that nobody knows, of which 1 000 are listed', async () => {
    await using test = await setUp();
    const { agentId: agent_id, environmentId: environment_id } = test.sandbox;
    const unknown = Array.from({ length: 3_000 }, (_, index) => [`unknown_${index}`, 1]);
    const body = { agent_id, environment_id, ...Object.fromEntries(unknown) };
    const { status } = await test.raw('POST', register, { body });
    expect(status).toBe(200);
    expect(test.sandbox.requests[0]?.dropped).toHaveLength(1_000);
    expect(JSON.stringify(test.sandbox.instances)).not.toContain('unknown_');
  });

  test('is refused for a rule that it breaks, behind any number of unknown fields', async () => {
    await using test = await setUp();
    const unknown = Array.from({ length: 3_000 }, (_, index) => [`unknown_${index}`, 1]);
    const body = { ...Object.fromEntries(unknown), purpose: 7 };
    const answer = await test.raw('POST', register, { body });
    expect(answer).toMatchObject({ status: 422, body: { errors: { purpose: [expect.any(String)] } } });
  });
});

describe('the list of requests', () => {
  const request = { method: 'GET', path: '/', query: '', headers: {}, body: '', dropped: [] };
  const unanswered = { ...request, operation: undefined, statusCode: undefined, fault: undefined };
  const numbersIn = ({ requests }: RequestLog): number[] => requests.map(({ index }) => index);

  test('holds the latest 100 000', () => {
    const log = new RequestLog();
    const [first] = Array.from({ length: 100_003 }, () => log.add(unanswered));
    // One that is forgotten before it is answered.
    if (first !== undefined) log.settle(first, ['late'], true);
    expect(log.requests).toHaveLength(100_000);
    expect([log.requests[0]?.index, log.requests.at(-1)?.index]).toEqual([3, 100_002]);
  });

  test('holds no more than have 64 Mi characters in all, but always the latest', () => {
    const log = new RequestLog();
    const long = 'x'.repeat(10 * mebibyte);
    for (const text of [{ body: long }, { query: long }, { path: long }, { headers: { 'x-long': long } }])
      log.add({ ...unanswered, ...text });
    for (let count = 0; count < 3; count += 1) log.settle(log.add(unanswered), [long], false);
    expect(numbersIn(log)).toEqual([1, 2, 3, 4, 5, 6]);
    // A text that is not kept makes room.
    const refused = log.add({ ...unanswered, body: long });
    log.settle(refused, [], true);
    expect(numbersIn(log)).toEqual([2, 3, 4, 5, 6, 7]);
    log.add({ ...unanswered, body: 'x'.repeat(13 * mebibyte) });
    expect(numbersIn(log)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    log.add({ ...unanswered, body: 'x'.repeat(65 * mebibyte) });
    expect(numbersIn(log)).toEqual([9]);
  });

  test('counts from the last reset', async () => {
    await using test = await setUp();
    await test.raw('GET', '/api/v1/ping');
    test.sandbox.reset();
    const { headers } = await test.raw('GET', '/api/v1/ping');
    expect(test.sandbox.requests).toMatchObject([{ index: 0 }]);
    expect(headers.get('x-request-id')).toBe('sandbox-1');
  });
});

describe('the ledger', () => {
  const entry = { operation: 'createAgentSpan', id: undefined, code: undefined, item: undefined } as const;

  test('holds every write that was carried out, and the latest of those that changed nothing', () => {
    const ledger = new RecordedLedger();
    const write = (outcome: 'applied' | 'refused' | 'replayed', request: number): void =>
      ledger.write({ ...entry, outcome, request, key: `key-${request}`, sameRequest: true });
    for (let request = 0; request < 250_000; request += 1)
      write(request % 1_000 === 0 ? 'applied' : request % 2 === 0 ? 'refused' : 'replayed', request);
    expect(ledger.applied).toHaveLength(250);
    const others = ledger.entries.filter(({ outcome }) => outcome !== 'applied');
    expect(others.length).toBeGreaterThanOrEqual(100_000);
    expect(others.length).toBeLessThan(200_000);
    expect(others.at(-1)?.request).toBe(249_999);
    const numbers = ledger.entries.map(({ request }) => request);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(ledger.timesApplied('key-1000')).toBe(1);
  });

  test('holds the beginning of a key that is far too long', async () => {
    await using test = await setUp();
    const key = 'k'.repeat(mebibyte);
    await test.raw('POST', register, { body: { idempotency_key: key } });
    expect(test.sandbox.ledger.refused).toMatchObject([{ key: key.slice(0, 128) }]);
  });
});

describe('a key', () => {
  test('of a refusal is forgotten after 100 000 others', () => {
    const memory = new KeyMemory('replay', manualClock());
    const { answer } = new Refusal('not_found', 'There is no such agent span.');
    const first = { answer, id: undefined, request: '' };
    const success = { answer: { statusCode: 200, body: {} }, id: 'span-1', request: '' };
    memory.remember('createAgentSpan', 'a success', success);
    for (let number = 0; number <= 100_000; number += 1) {
      memory.remember('finishAgentSpan', `key-${number}`, first);
      // One that is repeated is not old.
      if (number === 50_000) memory.remember('finishAgentSpan', 'key-1', first);
    }
    const isKnown = (operation: string, key: string): boolean => memory.recall(operation, key) !== undefined;
    expect(isKnown('finishAgentSpan', 'key-0')).toBe(false);
    expect(isKnown('finishAgentSpan', 'key-1')).toBe(true);
    expect(isKnown('finishAgentSpan', 'key-100000')).toBe(true);
    expect(isKnown('createAgentSpan', 'a success')).toBe(true);
  });

  test('whose time is over is as good as new, also for a refusal', async () => {
    const clock = manualClock();
    await using test = await setUp({ idempotency: { ttl: 1_000 } }, clock);
    const run = await startRun(test);
    const finish = () =>
      test.raw('POST', `/api/v1/agent_instance/${run}/finish`, { body: { idempotency_key: 'k' } });
    expect((await finish()).status).toBe(200);
    clock.advance(1_000);
    expect([(await finish()).status, (await finish()).status]).toEqual([409, 409]);
    const outcomes = test.sandbox.ledger.entries.slice(-3).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['applied', 'refused', 'replayed']);
  });
});

describe('a list', () => {
  test('has room for 10 000 runs, each of another version', async () => {
    await using test = await setUp();
    const { agentId: agent_id, environmentId: environment_id } = test.sandbox;
    for (let batch = 0; batch < 10; batch += 1) {
      const items = Array.from({ length: 1_000 }, (_, index) => ({
        _type: 'agent_instances/register',
        idempotency_key: `the-key-${batch}-${index}`,
        agent_id,
        environment_id,
        agent_version: { external_identifier: `v${batch}-${index}` },
      }));
      expect((await test.raw('POST', '/api/v1/bulk', { body: { items } })).status).toBe(200);
    }
    const { pagination, items } = await test.account.agentVersions.list({
      agent_id,
      pagination: { offset: 9_990, page_size: 100 },
    });
    expect([pagination?.item_count, items.length]).toEqual([10_000, 10]);
    const last = await test.account.agentInstances.list({ agent_id, pagination: { offset: 9_999 } });
    expect(last.items).toHaveLength(1);
    expect(last.hasNextPage()).toBe(false);
  });

  test('can be sorted by whatever its records have, objects with odd names among it', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const payloads = [{ toString: 1 }, { valueOf: null, toString: null }, JSON.parse('{"__proto__": null}')];
    for (const payload of payloads) await test.agent.agentSpans.create({ ...spanOf(run), payload });
    for (const field of ['payload', 'result_payload', 'sensitive_encoding']) {
      const { items } = await test.account.agentSpans.list({ agent_instance_id: run, sorting: { field } });
      expect(items).toHaveLength(3);
    }
    for (const field of ['__proto__', 'constructor', 'toString']) {
      const { status } = await test.raw('GET', `/api/v1/agent_spans?sorting[field]=${field}`);
      expect(status).toBe(422);
    }
  });
});
