/** Writes whose answers get lost, come twice or conflict: one effect each, and errors that say what may have happened. */
import { inspect } from 'node:util';
import { Agent } from 'undici';
import { expect } from 'vitest';
import {
  type BulkInput,
  PrefactorApiError,
  PrefactorClientError,
  PrefactorConflictError,
  PrefactorValidationError,
  type UndiciDispatcher,
  undocumentedItem,
} from '../../src/index.ts';
import { reset } from '../support/answers.ts';
import { connect, failureOf, transports } from '../support/client.ts';
import { bulkSuccess, failure, newSpan, span, success } from '../support/fixtures.ts';
import { type Answer, json, refusingUrl, startServer } from '../support/server.ts';
import { row } from './row.ts';

const details = { ...newSpan, payload: { at: new Date(0), text: 'ü世🌍' } } as const;

interface Reply {
  status: number;
  body: object;
}

/**
 * The API as far as keys go: the first request with a key has an effect, a later one gets the first one's answer again,
 * and one that means something else is refused.
 */
function statefulApi() {
  const seen = new Map<string, { meaning: string; reply: Reply }>();
  const effects: string[] = [];
  const carryOut = (key: string, meaning: string, effect: () => Reply): Reply => {
    const before = seen.get(key);
    if (before === undefined) {
      const reply = effect();
      effects.push(key);
      seen.set(key, { meaning, reply });
      return reply;
    }
    if (before.meaning === meaning) return before.reply;
    return { status: 422, body: failure('idempotency_key_reused') };
  };
  const created = (): Reply => ({
    status: 200,
    body: success({ ...span, id: `span-${effects.length + 1}` }),
  });
  return {
    effects,
    process({ url, body }: { url: string; body: string }): Reply {
      const request = JSON.parse(body);
      if (!url.endsWith('/bulk')) {
        return carryOut(request.idempotency_key, url + body, created);
      }
      const outputs = (request.items as { idempotency_key: string }[]).map(
        (item) =>
          [item.idempotency_key, carryOut(item.idempotency_key, JSON.stringify(item), created).body] as const,
      );
      return { status: 200, body: bulkSuccess(outputs) };
    },
  };
}

/** Processes every request, and loses the first `lost` replies, in one of three ways. */
function losing(api: ReturnType<typeof statefulApi>, how: string, lost: number): Answer {
  return (response, request, index) => {
    const { status, body } = api.process(request);
    if (index >= lost) return json(response, status, body);
    if (how === 'before it begins') return void response.destroy();
    const text = JSON.stringify(body);
    response.writeHead(status, how === 'in a chunk' ? {} : { 'content-length': text.length });
    return void response.write(text.slice(0, -10), () => response.destroy());
  };
}

for (const how of ['before it begins', 'in a body of known length', 'in a chunk']) {
  row(
    'I1',
    `a write whose reply is lost ${how} is sent again, byte for byte, and has one effect`,
    async () => {
      for (const [, config] of transports) {
        const api = statefulApi();
        await using server = await startServer(losing(api, how, 2));
        await using client = connect(server.url, config);
        expect(await client.agentSpans.create(details)).toMatchObject({ id: 'span-1' });
        const [first, ...again] = server.requests;
        expect(again).toHaveLength(2);
        for (const request of again) {
          expect(request.body).toBe(first?.body);
          expect(request.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
        }
        expect(JSON.parse(first?.body ?? '').idempotency_key).toBe(first?.headers['idempotency-key']);
        expect(api.effects).toEqual([first?.headers['idempotency-key']]);
      }
    },
  );

  row('I1', `a bulk request whose reply is lost ${how} carries out each item once`, async () => {
    for (const [, config] of transports) {
      const api = statefulApi();
      await using server = await startServer(losing(api, how, 2));
      await using client = connect(server.url, config);
      const { results } = await client.bulk.execute([
        { _type: 'agent_spans/create', details: newSpan },
        { _type: 'agent_spans/create', details, idempotency_key: 'the-second-item' },
        { _type: 'agent_spans/create', details: newSpan },
      ]);
      expect(results).toMatchObject(
        [1, 2, 3].map((n) => ({ status: 'success', details: { id: `span-${n}` } })),
      );
      expect(server.requests).toHaveLength(3);
      expect(new Set(server.requests.map(({ body }) => body)).size).toBe(1);
      expect(api.effects).toEqual(results.map(({ idempotencyKey }) => idempotencyKey));
    }
  });
}

row('I1', 'a call that is repeated by hand with the key of its error has one effect', async () => {
  for (const [, config] of transports) {
    const api = statefulApi();
    await using server = await startServer(losing(api, 'before it begins', 1));
    await using client = connect(server.url, { ...config, maxRetries: 0 });
    const error = await failureOf(client.agentSpans.create(details));
    expect(error).toMatchObject({ name: 'PrefactorConnectionError', requestSent: true });
    const { idempotencyKey } = error as { idempotencyKey: string };
    expect(await client.agentSpans.create(details, { idempotencyKey })).toMatchObject({ id: 'span-1' });
    expect(api.effects).toEqual([idempotencyKey]);
  }
});

row(
  'I2',
  'two concurrent calls with one key: the one the server refuses is told so and not repeated',
  async () => {
    for (const [, config] of transports) {
      const bothThere = Promise.withResolvers<void>();
      await using server = await startServer(async (response, _request, index) => {
        if (index === 1) bothThere.resolve();
        await bothThere.promise;
        if (index === 0) json(response, 200, success(span));
        else json(response, 409, failure('request_in_progress'), { 'retry-after': '1' });
      });
      await using client = connect(server.url, config);
      const calls = [1, 2].map(() => client.agentSpans.create(details, { idempotencyKey: 'shared' }));
      const outcomes = await Promise.allSettled(calls);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([
        { status: 'fulfilled', value: span },
      ]);
      const refused = outcomes.find((outcome) => outcome.status === 'rejected');
      expect(refused?.reason).toBeInstanceOf(PrefactorConflictError);
      expect(refused?.reason).toMatchObject({
        code: 'request_in_progress',
        idempotencyKey: 'shared',
        attempts: 1,
        possiblyApplied: false,
      });
      expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['shared', 'shared']);
    }
  },
);

row('I2', 'one key for another body is refused by the server, and that is final', async () => {
  for (const [, config] of transports) {
    const api = statefulApi();
    await using server = await startServer(losing(api, '', 0));
    await using client = connect(server.url, config);
    await client.agentSpans.create(details, { idempotencyKey: 'shared' });
    const error = await failureOf(
      client.agentSpans.create({ ...details, status: 'pending' }, { idempotencyKey: 'shared' }),
    );
    expect(error).toBeInstanceOf(PrefactorValidationError);
    expect(error).toMatchObject({ code: 'idempotency_key_reused', statusCode: 422, attempts: 1 });
    expect(api.effects).toEqual(['shared']);
    expect(server.requests).toHaveLength(2);
  }
});

const secret = 'patient-4711';
const ofLength = (length: number) => secret.repeat(length).slice(0, length);
const oddKeys: readonly [what: string, key: string][] = [
  ...['\u0000', '\t', '\n', '\r\nx-other: 1', '\u001b', '\u007f', ' ', 'ü', '世'].map(
    (odd): [string, string] => [JSON.stringify(odd), secret + odd],
  ),
];

for (const [what, key] of oddKeys) {
  row('I3', `a key with ${what} is in the body as it is, and in no header`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response) => json(response, 200, success(span)));
      await using client = connect(server.url, config);
      await client.agentSpans.create(details, { idempotencyKey: key });
      await client.agentSpans.finish('span-1', { idempotency_key: key });
      for (const { body, headers } of server.requests) {
        expect(JSON.parse(body)).toMatchObject({ idempotency_key: key });
        expect(headers).not.toHaveProperty('idempotency-key');
        expect(headers).not.toHaveProperty('x-other');
      }
    }
  });

  row('I3', `a key with ${what} is refused where it can only stand in a header, and not shown`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response) => json(response, 200, success(span)));
      await using client = connect(server.url, config);
      const error = await failureOf(client.agentSpans.discardSensitive('span-1', { idempotencyKey: key }));
      expect(error).toMatchObject({ code: 'invalid_argument', message: expect.stringContaining('a header') });
      expect(inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error)).not.toContain(secret);
      expect(server.requests).toEqual([]);
    }
  });

  row('I3', `a bulk item's key with ${what} is sent as it is, and names its result`, async () => {
    for (const [, config] of transports) {
      const api = statefulApi();
      await using server = await startServer(losing(api, '', 0));
      await using client = connect(server.url, config);
      const item = { _type: 'agent_spans/finish', agent_span_id: 'span-1', idempotency_key: key } as const;
      const { results } = await client.bulk.execute([item]);
      expect(results).toMatchObject([{ status: 'success', idempotencyKey: key }]);
      expect(api.effects).toEqual([key]);
    }
  });
}

row('I3', 'a key with spaces inside is in body and header', async () => {
  for (const [, config] of transports) {
    await using server = await startServer((response) => json(response, 200, success(span)));
    await using client = connect(server.url, config);
    await client.agentSpans.finish('span-1', {}, { idempotencyKey: 'ticket 17, step 2' });
    await client.agentSpans.discardSensitive('span-1', { idempotencyKey: 'ticket 17, step 2' });
    expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'ticket 17, step 2',
      'ticket 17, step 2',
    ]);
  }
});

for (const [what, key] of [
  ['of no length', ''],
  ['of 65 characters', ofLength(65)],
  ['of half a character', `${secret}\ud800`],
] as const) {
  row('I3', `a key ${what} is refused before anything is sent, and not shown`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response) => json(response, 200, success(span)));
      await using client = connect(server.url, config);
      for (const call of [
        client.agentSpans.create(details, { idempotencyKey: key }),
        client.agentSpans.finish('span-1', { idempotency_key: key }),
        client.agentSpans.discardSensitive('span-1', { idempotencyKey: key }),
      ]) {
        const error = await failureOf(call);
        expect(error).toBeInstanceOf(PrefactorClientError);
        expect(error).toMatchObject({ code: 'invalid_argument' });
        expect(inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error)).not.toContain(
          secret,
        );
      }
      expect(server.requests).toEqual([]);
    }
  });
}

for (const [what, key] of [
  ['of 7 characters', 'patient'],
  ['of 129 characters', ofLength(129)],
] as const) {
  row('I3', `a bulk item's key ${what} is refused before anything is sent, and not shown`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response) => json(response, 200, {}));
      await using client = connect(server.url, config);
      const known = { _type: 'agent_spans/finish', agent_span_id: 'span-1' } as const;
      for (const item of [known, undocumentedItem('reports/create', { title: 'Weekly' })]) {
        const error = await failureOf(client.bulk.execute([known, { ...item, idempotency_key: key }]));
        expect(error).toBeInstanceOf(PrefactorClientError);
        expect(error).toMatchObject({
          code: 'invalid_argument',
          message: expect.stringContaining('items[1].idempotency_key'),
        });
        expect(inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error)).not.toContain(
          'patient',
        );
      }
      expect(server.requests).toEqual([]);
    }
  });
}

row(
  'I3',
  'the shortest and the longest key arrive as they are: 1 and 64 characters, 8 and 128 in bulk',
  async () => {
    for (const [, config] of transports) {
      const api = statefulApi();
      await using server = await startServer(losing(api, '', 0));
      await using client = connect(server.url, config);
      const single = [1, 7, 8, 64].map(ofLength);
      for (const idempotencyKey of single) await client.agentSpans.create(details, { idempotencyKey });
      const items = [9, 65, 128].map(
        (length): BulkInput => ({
          _type: 'agent_spans/create',
          details,
          idempotency_key: ofLength(length),
        }),
      );
      const { results } = await client.bulk.execute(items);
      const inBulk = items.map(({ idempotency_key }) => idempotency_key);
      expect(results.map(({ idempotencyKey }) => idempotencyKey)).toEqual(inBulk);
      expect(api.effects).toEqual([...single, ...inBulk]);
      expect(server.requests.slice(0, 4).map(({ headers }) => headers['idempotency-key'])).toEqual(single);
    }
  },
);

/** Answers 409 in the end; what came before says whether the call itself may have done it. */
const endingInConflict =
  (before: readonly (Answer | number)[]): Answer =>
  (response, request, index) => {
    const step = before[index] ?? 409;
    if (typeof step === 'function') return step(response, request, index);
    return json(response, step, failure(step === 409 ? 'invalid_action' : 'unavailable'));
  };
const cutOff: Answer = (response) => {
  response.writeHead(200, { 'content-length': '500' });
  response.write('{"status":', () => response.destroy());
};

for (const [what, before, possiblyApplied] of [
  ['at once', [], false],
  ['after 503', [503], false],
  ['after 429 and 503', [429, 503], false],
  ['after an attempt without an answer', [reset], true],
  ['after an answer that was cut off', [cutOff], true],
  ['after an attempt without an answer, and 503', [reset, 503], true],
] as const) {
  const may = possiblyApplied ? 'may be its own doing' : 'is not its own doing';
  row('I4', `a finish refused as already finished, ${what}, ${may}`, async () => {
    for (const [, config] of transports) {
      await using server = await startServer(endingInConflict(before));
      await using client = connect(server.url, config);
      for (const finish of [
        () => client.agentSpans.finish('span-1'),
        () => client.agentInstances.finish('instance-1'),
      ]) {
        server.requests.length = 0;
        const error = await failureOf(finish());
        expect(error).toBeInstanceOf(PrefactorConflictError);
        expect(error).toMatchObject({
          code: 'invalid_action',
          statusCode: 409,
          possiblyApplied,
          attempts: before.length + 1,
        });
        expect(server.requests).toHaveLength(before.length + 1);
      }
    }
  });
}

// Nothing listens there, and nothing may: the port is reserved.

/** Dispatches the first request to where nobody listens. */
function refusedOnce(agent: Agent): UndiciDispatcher {
  let refused = false;
  return {
    dispatch(options, handler) {
      const origin = refused ? {} : { origin: refusingUrl };
      refused = true;
      return agent.dispatch({ ...options, ...origin } as Parameters<Agent['dispatch']>[0], handler);
    },
  };
}

row('I4', 'a finish refused after a connection that was refused is not its own doing', async () => {
  await using server = await startServer(endingInConflict([]));
  const agent = new Agent();
  try {
    await using client = connect(server.url, { dispatcher: refusedOnce(agent) });
    const error = await failureOf(client.agentSpans.finish('span-1'));
    expect(error).toBeInstanceOf(PrefactorConflictError);
    expect(error).toMatchObject({ possiblyApplied: false, attempts: 2 });
    expect(server.requests).toHaveLength(1);
  } finally {
    await agent.destroy();
  }
});

row('I4', 'a bulk item refused as already finished is a conflict of that item alone', async () => {
  for (const [, config] of transports) {
    await using server = await startServer((response) =>
      json(response, 200, {
        status: 'success',
        outputs: { 'finish-one': success(span), 'finish-two': failure('invalid_action') },
      }),
    );
    await using client = connect(server.url, config);
    const { results } = await client.bulk.execute([finishItem('finish-one'), finishItem('finish-two')]);
    expect(results[0]).toMatchObject({ status: 'success', idempotencyKey: 'finish-one' });
    const refused = results[1];
    if (refused?.status !== 'error') throw new Error('the second item should have failed');
    expect(refused.error).toBeInstanceOf(PrefactorConflictError);
    expect(refused.error).toBeInstanceOf(PrefactorApiError);
    expect(refused.error).toMatchObject({
      code: 'invalid_action',
      operation: 'finishAgentSpan',
      idempotencyKey: 'finish-two',
      possiblyApplied: false,
    });
    expect(server.requests).toHaveLength(1);
  }
});

row(
  'I4',
  "a bulk item's conflict after an attempt without an answer may be the call's own doing",
  async () => {
    for (const [, config] of transports) {
      await using server = await startServer((response, request, index) =>
        index === 0
          ? reset(response, request, index)
          : json(response, 200, { status: 'success', outputs: { 'finish-one': failure('invalid_action') } }),
      );
      await using client = connect(server.url, config);
      const { results } = await client.bulk.execute([finishItem('finish-one')]);
      expect(results).toMatchObject([
        { status: 'error', error: { name: 'PrefactorConflictError', possiblyApplied: true } },
      ]);
      expect(server.requests).toHaveLength(2);
    }
  },
);

function finishItem(idempotency_key: string): BulkInput {
  return { _type: 'agent_spans/finish', agent_span_id: 'span-1', idempotency_key };
}
