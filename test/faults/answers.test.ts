/** Answers that are not what the document describes: each ends in a success as promised or in an error that says why. */
import { constants } from 'node:buffer';
import type { OutgoingHttpHeaders } from 'node:http';
import { inspect } from 'node:util';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, vi } from 'vitest';
import {
  type HttpClientConfig,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorConflictError,
  PrefactorHttpClient,
  PrefactorNotFoundError,
  PrefactorResponseContractError,
  PrefactorRetryExhaustedError,
  PrefactorServerError,
  PrefactorValidationError,
} from '../../src/index.ts';
import { outcomeOf, refusalOf, transports } from '../support/client.ts';
import { hastyClock } from '../support/clock.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { type Answer, json, startServer } from '../support/server.ts';
import { row } from './row.ts';

type Call = (client: PrefactorHttpClient) => Promise<unknown>;
const write: Call = (client) => client.agentSpans.finish('span-1');
const read: Call = (client) => client.agentSpans.get('span-1');

/** Makes one call, whose every attempt is answered alike. */
async function settle(answer: Answer, config: HttpClientConfig, call: Call = write) {
  await using server = await startServer(answer);
  await using client = new PrefactorHttpClient(
    { apiUrl: server.url, apiToken: 'test-token', ...config },
    hastyClock(30_000),
  );
  return {
    ...(await outcomeOf(call(client))),
    requests: server.requests.length,
  };
}

const answering =
  (status: number, body: string | Buffer = '', headers: OutgoingHttpHeaders = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(body);

const asJson = { 'content-type': 'application/json', 'x-request-id': 'request-7' };

for (const [what, body] of [
  ['JSON that is cut short', `{"status":"success","details":{"id":"${'x'.repeat(500)}`],
  ['nothing', ''],
  ['null', 'null'],
  ['an array', '[]'],
] as const) {
  row('B1', `200 with ${what} breaks the contract, and a write is not sent again`, async () => {
    for (const [, config] of transports) {
      for (const [call, applied] of [
        [write, undefined],
        [read, false],
      ] as const) {
        const { error, requests } = await settle(answering(200, body, asJson), config, call);
        expect(error).toBeInstanceOf(PrefactorResponseContractError);
        expect(error).toMatchObject({
          statusCode: 200,
          requestId: 'request-7',
          bodySnippet: body.slice(0, 200),
          applied,
          attempts: 1,
        });
        expect(requests).toBe(1);
      }
    }
  });
}

const page = `<!doctype html><title>Welcome</title>${'x'.repeat(5_000)}`;

row('B2', "a login page in the API's place under 200 is no success", async () => {
  for (const [, config] of transports) {
    const { error, requests } = await settle(answering(200, page, { 'content-type': 'text/html' }), config);
    expect(error).toBeInstanceOf(PrefactorResponseContractError);
    expect(error).toMatchObject({ statusCode: 200, requestId: null, bodySnippet: page.slice(0, 200) });
    expect(requests).toBe(1);
  }
});

row('B2', "a proxy's page under 502 is repeated, and only its beginning is kept", async () => {
  for (const [, config] of transports) {
    const { error, requests } = await settle(answering(502, page, { 'content-type': 'text/html' }), config);
    expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
    const { lastError } = error as PrefactorRetryExhaustedError;
    expect(lastError).toBeInstanceOf(PrefactorServerError);
    expect(lastError).toMatchObject({ code: 'http_502', statusCode: 502, body: page.slice(0, 200) });
    expect(requests).toBe(4);
  }
});

row('B2', "a proxy's page that passes by itself leaves no trace", async () => {
  for (const [, config] of transports) {
    const { value, requests } = await settle((response, request, index) => {
      if (index === 0) return answering(502, page)(response, request, index);
      return json(response, 200, success(span));
    }, config);
    expect(value).toEqual(span);
    expect(requests).toBe(2);
  }
});

for (const [status, type] of [
  [204, PrefactorResponseContractError],
  [205, PrefactorResponseContractError],
  [304, PrefactorApiError],
] as const) {
  row('B3', `${status} without a body is no success, for a write and for a read`, async () => {
    for (const [, config] of transports) {
      for (const call of [write, read]) {
        const { error, requests } = await settle(answering(status), config, call);
        expect(error).toBeInstanceOf(type);
        expect(error).toMatchObject({ statusCode: status });
        expect(error).not.toMatchObject({ applied: true });
        expect(requests).toBe(1);
      }
    }
  });
}

for (const body of ['', 'null', '""', '0', 'false', '{}']) {
  row('B3', `an error whose body is ${body || 'empty'} is classed by its status`, async () => {
    for (const [, config] of transports) {
      for (const [status, type] of [
        [400, PrefactorValidationError],
        [401, PrefactorAuthError],
        [404, PrefactorNotFoundError],
        [409, PrefactorConflictError],
        [501, PrefactorServerError],
      ] as const) {
        const { error, requests } = await settle(answering(status, body, asJson), config);
        expect(error).toBeInstanceOf(type);
        expect(error).toMatchObject({ code: `http_${status}`, requestId: 'request-7', body });
        expect(requests).toBe(1);
      }
    }
  });
}

row('B3', 'an empty error is repeated like any other of its status', async () => {
  for (const [, config] of transports) {
    const { error, requests } = await settle(answering(503), config);
    expect(error).toMatchObject({ name: 'PrefactorRetryExhaustedError', code: 'http_503', statusCode: 503 });
    expect(requests).toBe(4);
  }
});

for (const [what, headers] of [
  ['no content type', {}],
  ['text/html', { 'content-type': 'text/html' }],
  ['another charset', { 'content-type': 'application/json; charset=iso-8859-1' }],
  ['a content type that is none', { 'content-type': ';;;' }],
] as const) {
  row('B4', `JSON under ${what} is read as UTF-8, whatever its status`, async () => {
    for (const [, config] of transports) {
      const details = { ...span, payload: { text: 'ü世🌍' } };
      const { value } = await settle(answering(200, JSON.stringify(success(details)), headers), config);
      expect(value).toEqual(details);
      const refusal = JSON.stringify(failure('not_found'));
      const { error } = await settle(answering(404, refusal, headers), config);
      expect(error).toMatchObject({ name: 'PrefactorNotFoundError', code: 'not_found' });
    }
  });
}

row('B4', 'a byte order mark hides neither a success nor an error', async () => {
  for (const [, config] of transports) {
    const { value } = await settle(answering(200, `\ufeff${JSON.stringify(success(span))}`), config);
    expect(value).toEqual(span);
    const { error } = await settle(answering(422, `\ufeff${JSON.stringify(failure('bad'))}`), config);
    expect(error).toMatchObject({ name: 'PrefactorValidationError', code: 'bad' });
  }
});

row('B4', 'bytes that are no UTF-8 become replacement characters, and the rest stays whole', async () => {
  const [before, after] = JSON.stringify(success({ ...span, payload: { text: '|', more: 'ü' } })).split('|');
  const bytes = Buffer.concat([Buffer.from(before ?? ''), Buffer.of(0xff, 0xc3), Buffer.from(after ?? '')]);
  for (const [, config] of transports) {
    const { value } = await settle(answering(200, bytes), config);
    expect(value).toMatchObject({ payload: { text: '\ufffd\ufffd', more: 'ü' } });
  }
});

row('B4', 'JSON in UTF-16 breaks the contract, or is an error by its status', async () => {
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const [, config] of transports) {
    const { error } = await settle(answering(200, utf16(JSON.stringify(success(span)))), config);
    expect(error).toBeInstanceOf(PrefactorResponseContractError);
    const refused = await settle(answering(403, utf16(JSON.stringify(failure('forbidden')))), config);
    expect(refused.error).toMatchObject({ name: 'PrefactorAuthError', code: 'http_403' });
  }
});

row('B5', 'a maxResponseSize beyond what a text can hold is refused before anything is sent', async () => {
  for (const [, config] of transports) {
    const clientOf = (most: number) =>
      new PrefactorHttpClient({ apiToken: 'test-token', maxResponseSize: most, ...config });
    await clientOf(constants.MAX_STRING_LENGTH).close();
    expect(refusalOf(() => clientOf(constants.MAX_STRING_LENGTH + 1))).toMatchObject({
      code: 'invalid_config',
      issues: [{ path: 'maxResponseSize', message: expect.stringContaining('536870888') }],
    });
  }
});

const maxResponseSize = 100_000;

/** Answers with a body that never ends; `closed` resolves when the other side has hung up as many times as told. */
function endless(status: number, times = 1) {
  const closed = Promise.withResolvers<void>();
  let left = times;
  const answer: Answer = (response) => {
    response.on('error', () => {});
    response.on('close', () => {
      left -= 1;
      if (left === 0) closed.resolve();
    });
    response.writeHead(status, asJson);
    const more = (): void => {
      if (!response.destroyed) response.write('x'.repeat(1_000), more);
    };
    more();
  };
  return { answer, closed: closed.promise };
}

row('B5', 'a body that never ends is read up to maxResponseSize, then its connection is closed', async () => {
  for (const [, config] of transports) {
    const { answer, closed } = endless(200);
    const { error, requests } = await settle(answer, { maxResponseSize, ...config }, async (client) => {
      const [outcome] = await Promise.allSettled([write(client)]);
      await closed;
      if (outcome.status === 'rejected') throw outcome.reason;
    });
    expect(error).toBeInstanceOf(PrefactorResponseContractError);
    expect(error).toMatchObject({
      statusCode: 200,
      requestId: 'request-7',
      bodySnippet: '',
      applied: undefined,
      message: expect.stringContaining('maxResponseSize'),
    });
    expect(requests).toBe(1);
  }
});

row('B5', 'an answer that says it is larger than maxResponseSize is not waited for', async () => {
  const answer: Answer = (response) => {
    response.writeHead(200, { ...asJson, 'content-length': `${maxResponseSize + 1}` }).flushHeaders();
  };
  const { error } = await settle(answer, { maxResponseSize });
  expect(error).toMatchObject({
    name: 'PrefactorResponseContractError',
    message: expect.stringContaining('maxResponseSize'),
  });
});

row('B5', 'an answer of exactly maxResponseSize is taken, and one with a byte more is not', async () => {
  const body = JSON.stringify(success(span));
  for (const [, config] of transports) {
    for (const headers of [asJson, { ...asJson, 'content-length': `${body.length}` }]) {
      const taken = await settle(answering(200, body, headers), { maxResponseSize: body.length, ...config });
      expect(taken.value).toEqual(span);
      const refused = await settle(answering(200, body, headers), {
        maxResponseSize: body.length - 1,
        ...config,
      });
      expect(refused.error).toMatchObject({ message: expect.stringContaining('maxResponseSize') });
    }
  }
});

row(
  'B5',
  'an error whose body never ends keeps its class, is repeated or not, and is hung up on',
  async () => {
    for (const [, config] of transports) {
      for (const [status, requests, shown] of [
        [404, 1, { name: 'PrefactorNotFoundError', code: 'http_404', requestId: 'request-7' }],
        [503, 3, { name: 'PrefactorRetryExhaustedError', code: 'http_503', attempts: 3 }],
      ] as const) {
        const { answer, closed } = endless(status, requests);
        const settled = await settle(
          answer,
          { maxResponseSize, maxRetries: 2, ...config },
          async (client) => {
            const [outcome] = await Promise.allSettled([write(client)]);
            await closed;
            if (outcome.status === 'rejected') throw outcome.reason;
          },
        );
        expect(settled.error).toMatchObject(shown);
        expect(settled.requests).toBe(requests);
      }
    }
  },
);

row(
  'B5',
  'a small answer that unpacks to a huge one is refused, and its connection serves again',
  async () => {
    const bomb = gzipSync(JSON.stringify(success({ ...span, payload: { text: ' '.repeat(50_000_000) } })));
    expect(bomb.length).toBeLessThan(maxResponseSize);
    for (const config of [{ maxConnections: 1 }, { fetch: globalThis.fetch }]) {
      const answer: Answer = (response, request, index) => {
        if (index > 0) return json(response, 200, success(span));
        return answering(200, bomb, { ...asJson, 'content-encoding': 'gzip' })(response, request, index);
      };
      const { value, requests } = await settle(answer, { maxResponseSize, ...config }, async (client) => {
        const error: unknown = await write(client).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(PrefactorResponseContractError);
        expect(error).toMatchObject({
          applied: undefined,
          message: expect.stringContaining('maxResponseSize'),
        });
        return read(client);
      });
      expect(value).toEqual(span);
      expect(requests).toBe(2);
    }
  },
);

row(
  'B5',
  "a body of a caller's own fetch is cancelled when it is too large, whether or not the fetch heeds aborts",
  async () => {
    let cancelled = false;
    const fetch = async () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
          cancel() {
            cancelled = true;
          },
        }),
      );
    const config = { apiToken: 'test-token', maxResponseSize, fetch };
    await using client = new PrefactorHttpClient(config, hastyClock(30_000));
    const [outcome] = await Promise.allSettled([write(client)]);
    expect(outcome).toMatchObject({ reason: { name: 'PrefactorResponseContractError' } });
    for (let turn = 0; turn < 10 && !cancelled; turn++) await new Promise(setImmediate);
    expect(cancelled).toBe(true);
  },
);

for (const encoding of ['gzip', 'x-gzip', 'GZIP', 'br', 'deflate', 'who knows']) {
  row('B7', `an answer without a body that is marked ${encoding} is what its status says`, async () => {
    const marked = { 'content-encoding': encoding, 'x-request-id': 'request-7' };
    for (const [, config] of transports) {
      for (const [status, type] of [
        [200, PrefactorResponseContractError],
        [204, PrefactorResponseContractError],
        [304, PrefactorApiError],
        [401, PrefactorAuthError],
        [404, PrefactorNotFoundError],
        [409, PrefactorConflictError],
      ] as const) {
        const { error, requests } = await settle(answering(status, '', marked), config);
        expect(error).toBeInstanceOf(type);
        expect(error).toMatchObject({ statusCode: status, requestId: 'request-7' });
        expect(requests).toBe(1);
      }
      const hint = answering(503, '', { ...marked, 'retry-after': '7' });
      const { error } = await settle(hint, { ...config, maxRetries: 0 });
      expect(error).toMatchObject({ name: 'PrefactorServerError', statusCode: 503, retryAfter: 7_000 });
    }
  });
}

const encodings: [encoding: string, encode: (text: string) => Buffer][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  [' GZip', gzipSync],
  ['deflate', deflateSync],
  ['Deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['identity', Buffer.from],
  ['utf-8', Buffer.from],
];
for (const [encoding, encode] of encodings) {
  row('B7', `a body marked "${encoding}" is read, asked for or not`, async () => {
    for (const [, config] of transports) {
      const headers = { ...asJson, 'content-encoding': encoding };
      const { value } = await settle(answering(200, encode(JSON.stringify(success(span))), headers), config);
      expect(value).toEqual(span);
      const refusal = encode(JSON.stringify(failure('not_found')));
      const { error } = await settle(answering(404, refusal, headers), config);
      expect(error).toMatchObject({ name: 'PrefactorNotFoundError', code: 'not_found' });
    }
  });
}

for (const [encoding, encode] of [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const) {
  row(
    'B7',
    `an error in ${encoding} that is cut short keeps its status, and what there is of it`,
    async () => {
      const begun = `<html>${Array.from({ length: 20_000 }, (_, n) => n).join()}`;
      const whole = encode(begun);
      const cut = whole.subarray(0, whole.length / 2);
      const headers = { 'content-encoding': encoding, 'retry-after': '7' };
      for (const [, config] of transports) {
        const { error, requests } = await settle(answering(404, cut, headers), config);
        expect(error).toMatchObject({ name: 'PrefactorNotFoundError', body: begun.slice(0, 200) });
        expect(requests).toBe(1);
        const late = await settle(answering(503, cut, headers), { ...config, maxRetries: 0 });
        expect(late.error).toMatchObject({ statusCode: 503, retryAfter: 7_000, body: begun.slice(0, 200) });
      }
    },
  );

  row('B7', `a success in ${encoding} that is cut short is none: the write is sent again`, async () => {
    const whole = encode(JSON.stringify(success(span)));
    const { value, requests } = await settle((response, request, index) => {
      const body = index === 0 ? whole.subarray(0, whole.length - 12) : whole;
      return answering(200, body, { 'content-encoding': encoding })(response, request, index);
    }, {});
    expect(value).toEqual(span);
    expect(requests).toBe(2);
  });
}

row('B7', 'an error marked gzip that is plain text is told as it is', async () => {
  const plain = JSON.stringify(failure('forbidden'));
  const { error } = await settle(answering(403, plain, { 'content-encoding': 'gzip' }), {});
  expect(error).toMatchObject({ name: 'PrefactorAuthError', code: 'forbidden' });
});

/** A few megabytes of small values, as JSON. */
const manyValues = `[${'{"a":"x","b":[1,{}],"c":null},'.repeat(150_000)}0]`;

/** How often JSON so long was parsed, and how many texts were searched for secrets. */
async function counting<Result>(length: number, run: () => Promise<Result>) {
  const parse = vi.spyOn(JSON, 'parse');
  const search = vi.spyOn(String.prototype, 'replaceAll');
  try {
    const result = await run();
    const parses = parse.mock.calls.filter(([text]) => text.length === length).length;
    return { ...result, parses, searches: search.mock.calls.length };
  } finally {
    parse.mockRestore();
    search.mockRestore();
  }
}

const largeAnswers: [what: string, status: number, body: string, parses: number, error: object][] = [
  [
    '500 with an envelope',
    500,
    `{"status":"error","code":"a","message":"b","errors":${manyValues}}`,
    0,
    { code: 'http_500' },
  ],
  ['404 with other JSON', 404, `{"oops":${manyValues}}`, 0, { code: 'http_404' }],
  ['200 with an array', 200, manyValues, 1, { code: 'response_contract' }],
  [
    '200 of another shape',
    200,
    `{"status":"success","details":${manyValues}}`,
    1,
    { code: 'response_contract', applied: true },
  ],
  [
    '200 with an envelope of errors',
    200,
    `{"status":"error","code":"a","message":"b","errors":{"c":${manyValues}}}`,
    1,
    { code: 'a' },
  ],
  [
    '200 that is no JSON',
    200,
    `${manyValues}.`,
    1,
    { code: 'response_contract', cause: expect.any(SyntaxError) },
  ],
  ['201', 201, `{"status":"success","details":${manyValues}}`, 0, { code: 'response_contract' }],
];
for (const [what, status, body, parses, expected] of largeAnswers) {
  row(
    'B8',
    `a large answer is parsed once at most, and little of it looked at or kept: ${what}`,
    async () => {
      for (const [, config] of transports) {
        const found = await counting(body.length, () =>
          settle(answering(status, body, asJson), { ...config, maxRetries: 0 }),
        );
        expect(found.error).toMatchObject({ ...expected, requestId: 'request-7' });
        expect(found.parses).toBe(parses);
        expect(found.searches).toBeLessThan(50_000);
        expect(JSON.stringify(found.error).length).toBeLessThan(300_000);
        expect(inspect(found.error, { depth: null, maxArrayLength: null }).length).toBeLessThan(1_000_000);
      }
    },
  );
}

row('B8', 'a large success is parsed once, and whole', async () => {
  const body = withPayload(manyValues);
  for (const [, config] of transports) {
    const { value, parses, searches } = await counting(body.length, () =>
      settle(answering(200, body, asJson), config),
    );
    expect(value).toHaveProperty('payload.value.length', 150_001);
    expect(parses).toBe(1);
    // To make what finds a token, however it is written, and nothing for each of the values.
    expect(searches).toBeLessThan(100);
  }
});

row(
  'B8',
  'of a large error of the API, what stands outside is kept, and the beginning of the rest',
  async () => {
    const errors = {
      first: ['is wrong'],
      many: Array.from({ length: 40_000 }, (_, n) => `${n}`),
      last: ['is odd'],
    };
    const envelope = failure('bad', { errors });
    for (const [, config] of transports) {
      const { error } = await settle(answering(422, JSON.stringify(envelope), asJson), config);
      expect(error).toBeInstanceOf(PrefactorValidationError);
      expect(error).toMatchObject({ code: 'bad', errors: { first: ['is wrong'], last: ['is odd'] } });
      const { many } = (error as { errors: { many: string[] } }).errors;
      expect(many).toEqual([...errors.many.slice(0, 1_000), '…']);
    }
  },
);

row('B8', 'the error of a bulk item keeps as little of a large one', async () => {
  const output = `{"status":"error","code":"bad_request","message":"No.","errors":{"all":${manyValues}}}`;
  const body = `{"status":"success","outputs":{"the-only-key":${output}}}`;
  const { value } = await settle(answering(200, body, asJson), {}, (client) =>
    client.bulk.execute([
      { _type: 'agent_spans/finish', agent_span_id: 'span-1', idempotency_key: 'the-only-key' },
    ]),
  );
  const [result] = (value as { results: { error: unknown }[] }).results;
  expect(result?.error).toMatchObject({ code: 'bad_request', detail: 'No.' });
  expect(JSON.stringify(result?.error).length).toBeLessThan(300_000);
});

row(
  'B8',
  'where a text or a snippet of a large answer is cut, no beginning of the token is left',
  async () => {
    const apiToken = 'a-secret-token-of-many-characters-0123456789';
    for (let n = 0; n <= apiToken.length + 10; n += 6) {
      for (const [length, status] of [
        [200, 502],
        [200, 200],
        [100_000, 422],
      ] as const) {
        const text = `${'x'.repeat(length - n)}${apiToken}${'y'.repeat(200_000)}`;
        const body = status === 422 ? JSON.stringify({ ...failure('bad'), message: text }) : text;
        const { error } = await settle(answering(status, body, asJson), { apiToken, maxRetries: 0 });
        expect(inspect(error, { depth: null })).not.toContain(apiToken.slice(0, 5));
      }
    }
  },
);

const withPayload = (payload: string) =>
  JSON.stringify(success({ ...span, payload: { value: '|' } })).replace('"|"', payload);

for (const [what, payload, value] of [
  ['a name that comes twice has the value of the last', '1,"value":2', 2],
  ['a whole number beyond 2^53 is rounded to the nearest number', '9007199254740993', 9007199254740992],
  ['a number beyond all numbers is Infinity', '1e999', Number.POSITIVE_INFINITY],
  ['-0 stays -0', '-0', -0],
] as const) {
  row('B6', what, async () => {
    for (const [, config] of transports) {
      const { value: result } = await settle(answering(200, withPayload(payload), asJson), config);
      expect(result).toHaveProperty('payload.value', value);
    }
  });
}

row('B6', 'a field named __proto__ is a field, and changes no prototype', async () => {
  const body = withPayload('{"__proto__":{"polluted":true}}');
  for (const [, config] of transports) {
    const { value } = await settle(answering(200, body, asJson), config);
    const { payload } = value as { payload: { value: object } };
    expect(Object.keys(payload.value)).toEqual(['__proto__']);
    expect(payload.value).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  }
});

row('B6', 'a payload 10 000 levels deep comes through whole', async () => {
  const deep = '['.repeat(10_000) + ']'.repeat(10_000);
  for (const [, config] of transports) {
    const { value } = await settle(answering(200, withPayload(deep), asJson), config);
    let { value: inner } = (value as { payload: { value: unknown } }).payload;
    let depth = 0;
    for (; Array.isArray(inner); inner = inner[0]) depth += 1;
    expect(depth).toBe(10_000);
  }
});

row('B6', 'an error 10 000 levels deep is an error like any other, and may be logged', async () => {
  const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  const envelope = `{"status":"error","code":"bad","message":"No.","errors":${deep}}`;
  for (const [, config] of transports) {
    const { error } = await settle(answering(422, envelope, asJson), config);
    expect(error).toBeInstanceOf(PrefactorValidationError);
    expect(error).toMatchObject({ code: 'bad', statusCode: 422 });
    expect(JSON.stringify(error)).toContain('"code":"bad"');
  }
});

row('B6', 'the error of a bulk item may be 10 000 levels deep', async () => {
  const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  const output = `{"status":"error","code":"bad_request","message":"No.","errors":${deep}}`;
  const body = `{"status":"success","outputs":{"the-only-key":${output}}}`;
  for (const [, config] of transports) {
    const { value, error } = await settle(answering(200, body, asJson), config, (client) =>
      client.bulk.execute([
        { _type: 'agent_spans/finish', agent_span_id: 'span-1', idempotency_key: 'the-only-key' },
      ]),
    );
    expect(error).toBeUndefined();
    expect(value).toMatchObject({ results: [{ status: 'error', error: { code: 'bad_request' } }] });
  }
});
