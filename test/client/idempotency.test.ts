/** The keys that make a repeated write have one effect. */
import { describe, expect, it } from 'vitest';
import { createIdempotencyKey, PrefactorClientError, PrefactorHttpClient } from '../../src/index.ts';
import { withSuccess } from '../support/answers.ts';
import { refusalOf, setUp } from '../support/client.ts';
import { failure, newSpan } from '../support/fixtures.ts';
import { json, type ReceivedRequest, startServer } from '../support/server.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** The shortest key, the longest one, and both ends of the characters that are allowed. */
const goodKeys = ['k', 'k'.repeat(64), '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', '__proto__'];
const badKeys: [key: unknown, problem: string][] = [
  ['', 'must have 1 to 64 characters, not 0'],
  ['k'.repeat(65), 'must have 1 to 64 characters, not 65'],
  ['🔑'.repeat(65), 'must have 1 to 64 characters, not 65'],
  ['half a character \ud83d', 'must be well-formed text'],
];
const keysForBodiesAlone = ['tab\t', 'line\n', 'schlüssel', '\u007f', '🔑'.repeat(64), ' '];

const bodyKey = (request: ReceivedRequest | undefined): unknown =>
  JSON.parse(request?.body ?? '{}').idempotency_key;
const headerKey = (request: ReceivedRequest | undefined) => request?.headers['idempotency-key'];

describe('a write', () => {
  type Call = (client: PrefactorHttpClient) => Promise<unknown>;
  it.each<[name: string, call: Call]>([
    ['agentInstances.register', ({ agentInstances }) => agentInstances.register({})],
    ['agentInstances.start', ({ agentInstances }) => agentInstances.start('instance-1')],
    ['agentInstances.finish', ({ agentInstances }) => agentInstances.finish('instance-1')],
    [
      'agentInstances.terminate',
      ({ agentInstances }) => agentInstances.terminate('instance-1', { reason: 'Enough.' }),
    ],
    [
      'agentInstances.recordQuality',
      ({ agentInstances }) => agentInstances.recordQuality('instance-1', { name: 'review', payload: null }),
    ],
    ['agentSpans.create', ({ agentSpans }) => agentSpans.create(newSpan)],
    ['agentSpans.finish', ({ agentSpans }) => agentSpans.finish('span-1')],
  ])('%s carries one new key per call, beside the other fields and in the header', async (_, call) => {
    await using test = await setUp(withSuccess);
    await call(test.client);
    await call(test.client);
    const [first, second] = test.server.requests;
    expect(bodyKey(first)).toMatch(uuid);
    expect(headerKey(first)).toBe(bodyKey(first));
    expect(headerKey(second)).toBe(bodyKey(second));
    expect(bodyKey(second)).not.toBe(bodyKey(first));
  });

  it.each(goodKeys)("carries the caller's key, given as an option: %s", async (idempotencyKey) => {
    await using test = await setUp(withSuccess);
    await test.client.agentSpans.create(newSpan, { idempotencyKey });
    expect(bodyKey(test.server.requests[0])).toBe(idempotencyKey);
    expect(headerKey(test.server.requests[0])).toBe(idempotencyKey);
  });

  it.each(goodKeys)("carries the caller's key, given in the body: %s", async (idempotency_key) => {
    await using test = await setUp(withSuccess);
    await test.client.agentSpans.finish('span-1', { idempotency_key });
    expect(bodyKey(test.server.requests[0])).toBe(idempotency_key);
    expect(headerKey(test.server.requests[0])).toBe(idempotency_key);
  });

  it('takes the same key twice', async () => {
    await using test = await setUp(withSuccess);
    await test.client.agentSpans.finish('span-1', { idempotency_key: 'same' }, { idempotencyKey: 'same' });
    expect(headerKey(test.server.requests[0])).toBe('same');
  });

  it('refuses two keys that differ', async () => {
    await using test = await setUp(withSuccess);
    const call = test.client.agentSpans.finish(
      'span-1',
      { idempotency_key: 'one-key' },
      { idempotencyKey: 'another' },
    );
    const error: unknown = await call.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PrefactorClientError);
    expect(error).toMatchObject({
      code: 'invalid_argument',
      issues: [
        {
          path: 'options.idempotencyKey',
          message: 'differs from the idempotency_key in the body: give only one',
        },
      ],
    });
    expect(test.server.requests).toEqual([]);
  });

  it.each([null, undefined])('makes a key when the body says %j', async (idempotency_key) => {
    await using test = await setUp(withSuccess);
    await test.client.agentSpans.finish('span-1', { idempotency_key } as never);
    expect(bodyKey(test.server.requests[0])).toMatch(uuid);
    expect(headerKey(test.server.requests[0])).toBe(bodyKey(test.server.requests[0]));
  });

  it("takes the option's key when the body says null", async () => {
    await using test = await setUp(withSuccess);
    await test.client.agentSpans.finish(
      'span-1',
      { idempotency_key: null },
      { idempotencyKey: 'from-option' },
    );
    expect(bodyKey(test.server.requests[0])).toBe('from-option');
  });

  it.each(keysForBodiesAlone)(
    'takes any text as a key, in no header where none can carry it: %j',
    async (key) => {
      await using test = await setUp(withSuccess);
      await test.client.agentSpans.create(newSpan, { idempotencyKey: key });
      expect(bodyKey(test.server.requests[0])).toBe(key);
      expect(headerKey(test.server.requests[0])).toBeUndefined();
    },
  );

  it.each(badKeys)('refuses a key outside the rules, by option and by body: %j', async (given, problem) => {
    await using test = await setUp(withSuccess);
    const { agentSpans } = test.client;
    const key = given as string;
    await expect(agentSpans.create(newSpan, { idempotencyKey: key })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('idempotencyKey'),
      issues: [{ path: 'idempotencyKey', message: problem }],
    });
    await expect(agentSpans.finish('span-1', { idempotency_key: key })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('idempotency_key'),
      issues: [{ path: 'idempotency_key', message: problem }],
    });
    expect(test.server.requests).toEqual([]);
  });

  it.each(['idempotencyKey', 'idempotency_key'])('takes no key from Object.prototype: %s', async (name) => {
    await using test = await setUp(withSuccess);
    try {
      Object.defineProperty(Object.prototype, name, {
        value: 'the-same-for-all',
        configurable: true,
        writable: true,
      });
      await test.client.agentSpans.finish('span-1');
      await test.client.bulk.execute([{ _type: 'agent_spans/finish', agent_span_id: 'span-1' }]);
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
    const [single, bulk] = test.server.requests;
    expect(bodyKey(single)).toMatch(uuid);
    expect(JSON.parse(bulk?.body ?? '').items[0].idempotency_key).toMatch(uuid);
  });

  it('tells its key with a failure, the one it made itself included', async () => {
    await using server = await startServer((response) => json(response, 404, failure('not_found')));
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token' });
    const error: unknown = await client.agentSpans.finish('span-1').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ idempotencyKey: headerKey(server.requests[0]) });
    expect(headerKey(server.requests[0])).toMatch(uuid);
  });
});

describe('a prefix of generated keys', () => {
  it('stands before every generated key, up to its 27 characters', async () => {
    const prefix = 'p'.repeat(27);
    await using test = await setUp(withSuccess, { defaultIdempotencyKey: prefix });
    await test.client.agentSpans.finish('span-1');
    const key = String(headerKey(test.server.requests[0]));
    expect(key.slice(0, 28)).toBe(`${prefix}-`);
    expect(key.slice(28)).toMatch(uuid);
    expect(key).toHaveLength(64);
    expect(bodyKey(test.server.requests[0])).toBe(key);
  });

  it('stands before the generated keys of bulk items', async () => {
    await using test = await setUp(withSuccess, { defaultIdempotencyKey: 'job-7' });
    const item = { _type: 'agent_spans/finish', agent_span_id: 'span-1' } as const;
    const { results } = await test.client.bulk.execute([item, item]);
    for (const { idempotencyKey } of results) expect(idempotencyKey).toMatch(/^job-7-[0-9a-f-]{36}$/);
    expect(new Set(results.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
  });

  it("leaves the caller's own keys alone", async () => {
    await using test = await setUp(withSuccess, { defaultIdempotencyKey: 'job-7' });
    await test.client.agentSpans.finish('span-1', {}, { idempotencyKey: 'mine' });
    expect(headerKey(test.server.requests[0])).toBe('mine');
  });
});

describe('what carries no key of its own', () => {
  type Call = (client: PrefactorHttpClient, options?: { idempotencyKey: string }) => Promise<unknown>;
  const calls: [name: string, call: Call][] = [
    ['agentInstances.get', ({ agentInstances }, options) => agentInstances.get('instance-1', options)],
    [
      'agentInstances.list',
      ({ agentInstances }, options) => agentInstances.list({ agent_id: 'agent-1' }, options),
    ],
    ['agentSpans.list', ({ agentSpans }, options) => agentSpans.list({ agent_id: 'agent-1' }, options)],
    ['agentSpans.get', ({ agentSpans }, options) => agentSpans.get('span-1', {}, options)],
    ['validateToken', (client, options) => client.validateToken(options)],
  ];

  it.each(calls)('%s, a read', async (_, call) => {
    await using test = await setUp(withSuccess, { defaultIdempotencyKey: 'job-7' });
    await call(test.client);
    const [request] = test.server.requests;
    expect(headerKey(request)).toBeUndefined();
    expect(request?.url).not.toContain('idempotency');
    expect(request?.body).toBe('');
  });

  it.each(calls)('%s, refusing a key as option', async (_, call) => {
    await using test = await setUp(withSuccess);
    await expect(call(test.client, { idempotencyKey: 'a-good-key' })).rejects.toMatchObject({
      name: 'PrefactorClientError',
      code: 'invalid_argument',
      message: expect.stringContaining('idempotencyKey'),
      issues: [{ path: 'options.idempotencyKey', message: 'must not be given here: a read needs none' }],
    });
    expect(test.server.requests).toEqual([]);
  });

  it('a bulk request, whose items have theirs', async () => {
    await using test = await setUp(withSuccess);
    const items = [{ _type: 'agent_spans/finish', agent_span_id: 'span-1' } as const];
    await test.client.bulk.execute(items);
    expect(headerKey(test.server.requests[0])).toBeUndefined();
    expect(bodyKey(test.server.requests[0])).toBeUndefined();
    expect(JSON.parse(test.server.requests[0]?.body ?? '').items[0].idempotency_key).toMatch(uuid);
    await expect(test.client.bulk.execute(items, { idempotencyKey: 'a-good-key' })).rejects.toMatchObject({
      code: 'invalid_argument',
      issues: [
        {
          path: 'options.idempotencyKey',
          message: 'must not be given here: each bulk item has its own',
        },
      ],
    });
    expect(test.server.requests).toHaveLength(1);
  });

  it('the body of discardSensitive, which has no place for one', async () => {
    await using test = await setUp(withSuccess);
    await test.client.agentSpans.discardSensitive('span-1');
    expect(test.server.requests[0]?.body).toBe('{}');
  });
});

describe('discardSensitive', () => {
  it('carries a key in the header, as every write does', async () => {
    await using test = await setUp(withSuccess);
    await test.client.agentSpans.discardSensitive('span-1');
    await test.client.agentSpans.discardSensitive('span-1', { idempotencyKey: 'mine' });
    expect(headerKey(test.server.requests[0])).toMatch(uuid);
    expect(headerKey(test.server.requests[1])).toBe('mine');
  });

  it.each(['schlüssel', 'line\n', ' before', 'after '])(
    'refuses a key that a header cannot carry, since it has no other place for it: %j',
    async (idempotencyKey) => {
      await using test = await setUp(withSuccess);
      const call = test.client.agentSpans.discardSensitive('span-1', { idempotencyKey });
      await expect(call).rejects.toMatchObject({
        code: 'invalid_argument',
        issues: [
          {
            path: 'options.idempotencyKey',
            message:
              'may only contain characters from space to ~, with no space at its ends: this operation takes its key in a header',
          },
        ],
      });
      expect(test.server.requests).toEqual([]);
    },
  );
});

describe('createIdempotencyKey', () => {
  it('makes a new UUID each time', () => {
    const keys = new Set(Array.from({ length: 100 }, () => createIdempotencyKey()));
    expect(keys.size).toBe(100);
    for (const key of keys) expect(key).toMatch(uuid);
  });

  it('puts a prefix of up to 27 characters before it', () => {
    expect(createIdempotencyKey('import')).toMatch(/^import-[0-9a-f-]{36}$/);
    expect(createIdempotencyKey('p'.repeat(27))).toHaveLength(64);
  });

  it.each([
    ['', 'must have 1 to 27 characters, not 0'],
    ['p'.repeat(28), 'must have 1 to 27 characters, not 28'],
    ['two words', 'may only contain characters from ! to ~'],
    ['ü', 'may only contain characters from ! to ~'],
    [7, 'must be a string, not number'],
    [null, 'must be a string, not null'],
    [['list'], 'must be a string, not object'],
  ])('refuses a prefix that would break the key: %j', (prefix, message) => {
    expect(refusalOf(() => createIdempotencyKey(prefix as string))).toMatchObject({
      code: 'invalid_argument',
      message: `prefix ${message}`,
      issues: [{ path: 'prefix', message }],
    });
  });
});
