/** Ids and keys that callers make themselves. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractPartition, generate, isPfid } from '@prefactor/pfid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import {
  deriveIdempotencyKey,
  generateId,
  PrefactorClientError,
  PrefactorHttpClient,
} from '../../src/index.ts';
import { instance, span, success } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';

describe('generateId', () => {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const relatedTo = '013xrzp12g3nqk8n4evtrcj59k8dhn3t';
  const timeOf = (id: string) =>
    [...id.slice(0, 10)].reduce((time, letter) => time * 32 + alphabet.indexOf(letter), 0);

  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    relatedTo,
    '013xrzp12g3nqk8ndr93q068mw7y0nv0',
    '00000000000000000000000000000000',
    '7zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz',
    '0123456789abcdefghjkmnpqrstvwxyz',
  ])('makes an id in the partition of %s', (other) => {
    const id = generateId(other);
    expect(id).toMatch(/^[0-7][0-9a-hjkmnp-tv-z]{31}$/);
    expect(id.slice(10, 16)).toBe(other.slice(10, 16));
    expect(id).not.toBe(other);
  });

  it.each([
    ['1970-01-01T00:00:00.000Z', '0000000000'],
    ['1970-01-01T00:00:00.031Z', '000000000z'],
    ['1970-01-01T00:00:00.032Z', '0000000010'],
    ['2009-02-13T23:31:30.000Z', '013xrzp12g'],
  ])('begins with the time: %s is %s', (time, expected) => {
    vi.setSystemTime(new Date(time));
    expect(generateId(relatedTo).slice(0, 10)).toBe(expected);
  });

  it.each(['2026-03-02T09:30:07.123Z', '2038-01-19T03:14:08.001Z', '9999-12-31T23:59:59.999Z'])(
    'keeps the time to the millisecond: %s',
    (time) => {
      vi.setSystemTime(new Date(time));
      expect(new Date(timeOf(generateId(relatedTo))).toISOString()).toBe(time);
    },
  );

  it('takes the time of now, not that of the related id', () => {
    vi.setSystemTime(new Date('2026-03-02T09:30:07.000Z'));
    const first = generateId(relatedTo);
    vi.setSystemTime(new Date('2026-03-02T09:30:08.000Z'));
    expect(timeOf(generateId(first)) - timeOf(first)).toBe(1_000);
  });

  it('makes ids that sort by time', () => {
    const start = Date.UTC(2026, 2, 2);
    const ids = [0, 1, 2, 31, 32, 33, 1_023, 1_024, 32_767, 32_768, 86_400_000, 3e11].map((later) => {
      vi.setSystemTime(start + later);
      return generateId(relatedTo);
    });
    expect([...ids].reverse().sort()).toEqual(ids);
  });

  it('makes no id twice within a millisecond, and uses all letters', () => {
    vi.setSystemTime(Date.UTC(2026, 2, 2));
    const ids = Array.from({ length: 10_000 }, () => generateId(relatedTo));
    expect(new Set(ids).size).toBe(10_000);
    expect(new Set(ids.map((id) => id.slice(0, 16))).size).toBe(1);
    for (const position of [16, 20, 31]) {
      expect(new Set(ids.map((id) => id.charAt(position))).size).toBe(32);
    }
  });

  it('fetches randomness for many ids at once: it takes longer than all else about an id', () => {
    const fetched = vi.spyOn(crypto, 'getRandomValues');
    for (let n = 0; n < 512; n += 1) generateId(relatedTo);
    expect(fetched).toHaveBeenCalledTimes(2);
    fetched.mockRestore();
  });

  it.each([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['empty text', '', '""'],
    ['too short', relatedTo.slice(1), `"${relatedTo.slice(1, 21)}…"`],
    ['too long', `${relatedTo}0`, `"${relatedTo.slice(0, 20)}…"`],
    ['in capitals', relatedTo.toUpperCase(), `"${relatedTo.toUpperCase().slice(0, 20)}…"`],
    ['with a letter that ids do not have', relatedTo.replace('v', 'u'), 'not "'],
    ['beginning too high', `8${relatedTo.slice(1)}`, `"8${relatedTo.slice(1, 20)}…"`],
    ['with a line break', `${relatedTo}\n`, `"${relatedTo.slice(0, 20)}…"`],
    ['a UUID', '7d0c9f1e-3f5a-4a53-9b3c-0f3a0c1d2e01', '"7d0c9f1e-3f5a-4a53-9…"'],
    ['a number', 42, '42'],
    ['a resource', { id: relatedTo }, 'object'],
    ['a list', [relatedTo], 'not an array of 1'],
  ])('refuses what is no id: %s', (_, value, shown) => {
    const error = ((): unknown => {
      try {
        return generateId(value as string);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('relatedTo'),
      issues: [{ path: 'relatedTo', message: expect.stringContaining(shown) }],
    });
  });
});

describe('deriveIdempotencyKey', () => {
  const vector = '584b881fe7c31c9e7a77eac78d6c6e1210b386a4c06092061bce6da30dd344fc';

  it('gives the documented key for the documented arguments', async () => {
    expect(await deriveIdempotencyKey('agentSpans.create', 'job-1', 7)).toBe(vector);
  });

  it.each<{ all: [string, ...(string | number | boolean | null)[]] }>([
    { all: ['a'] },
    { all: [''] },
    { all: ['a', '', null, true, false, 0, -1.5, 1e21, Number.MAX_SAFE_INTEGER] },
    { all: ['Grüße', '世界 🌍', '"quoted" \\ \n\u2028\u0000'] },
  ])('is the SHA-256 of the JSON of its arguments: $all', async ({ all }) => {
    const [operation, ...parts] = all;
    const key = await deriveIdempotencyKey(operation, ...parts);
    expect(key).toBe(createHash('sha256').update(JSON.stringify(all)).digest('hex'));
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await deriveIdempotencyKey(operation, ...parts)).toBe(key);
  });

  it('tells different arguments apart', async () => {
    const all: [string, ...(string | number | boolean | null)[]][] = [
      ['a', 'b'],
      ['b', 'a'],
      ['ab'],
      ['a', 'b', ''],
      ['a', '', 'b'],
      ['a,b'],
      ['a","b'],
      ['a', 1],
      ['a', '1'],
      ['a', true],
      ['a', 'true'],
      ['a', null],
      ['a', 'null'],
      ['a', false],
      ['a', 0],
      ['a', 'b', 'c'],
      ['a', 'c', 'b'],
    ];
    const keys = await Promise.all(all.map((one) => deriveIdempotencyKey(...one)));
    expect(new Set(keys).size).toBe(all.length);
  });

  it.each([
    ['an object', {}, 'object'],
    ['a list', ['a'], 'object'],
    ['a date', new Date(0), 'object'],
    ['undefined', undefined, 'undefined'],
    ['NaN', Number.NaN, 'NaN'],
    ['Infinity', Number.POSITIVE_INFINITY, 'Infinity'],
    ['a bigint', 1n, 'bigint'],
    ['a symbol', Symbol('a'), 'symbol'],
    ['a function', () => 'a', 'function'],
  ])('refuses %s, wherever it stands, and rejects rather than throws', async (_, odd, found) => {
    const value = odd as string;
    const ofPart = `must be a string, a finite number, a boolean or null, not ${found}`;
    for (const [args, path, message] of [
      [['a', value], 'parts[0]', ofPart],
      [['a', 'b', value], 'parts[1]', ofPart],
      [['a', value, 'b'], 'parts[0]', ofPart],
      [[value, 'b'], 'operation', `must be a string, not ${found}`],
    ] as const) {
      const [operation, ...parts] = args;
      const error: unknown = await deriveIdempotencyKey(operation, ...parts).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(PrefactorClientError);
      expect(error).toMatchObject({
        code: 'invalid_argument',
        message: `${path} ${message}`,
        issues: [{ path, message }],
      });
    }
  });

  it('tells everything that is wrong at once', async () => {
    const error: unknown = await deriveIdempotencyKey('a', Number.NaN, 'b', {} as string).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      message: expect.stringMatching(/^parts\[0\] must be .* not NaN; parts\[2\] must be .* not object$/),
    });
  });

  it('gives a key that every operation and bulk accept', async () => {
    await using server = await startServer((response, { url, body }) => {
      if (!url.endsWith('/bulk')) {
        return json(response, 200, success(url.includes('agent_spans') ? span : instance));
      }
      const [item] = JSON.parse(body).items;
      json(response, 200, { status: 'success', outputs: { [item.idempotency_key]: success(span) } });
    });
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token' });
    const { agentInstances, agentSpans, bulk } = client;
    const idempotencyKey = await deriveIdempotencyKey('everything', 'job-1');
    const options = { idempotencyKey };
    const details = {
      agent_instance_id: 'instance-1',
      schema_name: 'agent:llm',
      status: 'active',
      payload: {},
    } as const;
    await agentInstances.register({ agent_id: 'agent-1' }, options);
    await agentInstances.start('instance-1', {}, options);
    await agentInstances.finish('instance-1', {}, options);
    await agentInstances.terminate('instance-1', { reason: 'Enough.' }, options);
    await agentInstances.recordQuality('instance-1', { name: 'review', payload: {} }, options);
    await agentSpans.create(details, options);
    await agentSpans.finish('span-1', {}, options);
    await agentSpans.discardSensitive('span-1', options);
    await client.request('POST', '/api/v1/thing', { body: {}, ...options });
    expect(server.requests).toHaveLength(9);
    for (const { headers } of server.requests) expect(headers['idempotency-key']).toBe(idempotencyKey);
    const { results } = await bulk.execute([
      { _type: 'agent_spans/finish', agent_span_id: 'span-1', idempotency_key: idempotencyKey },
    ]);
    expect(results).toMatchObject([{ idempotencyKey, status: 'success' }]);
  });
});

describe('an id, to the vendor’s own library', () => {
  it.each([0, 1, 123_456_789, 2 ** 30 - 1])('is one in the same partition: %i', (partition) => {
    const relatedTo = generate(partition);
    const id = generateId(relatedTo);
    expect(isPfid(id)).toBe(true);
    expect(extractPartition(id)).toBe(partition);
  });
});

it('keys derived as the README’s table has them', async () => {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const vectors = [...readme.matchAll(/^\| `(.+)` \| `([0-9a-f]{64})` \|$/gm)];
  expect(vectors.length).toBeGreaterThanOrEqual(2);
  for (const [, given = '', key] of vectors) {
    const [operation, ...parts] = JSON.parse(`[${given.replaceAll("'", '"')}]`) as [string, ...string[]];
    expect(await deriveIdempotencyKey(operation, ...parts)).toBe(key);
  }
});
