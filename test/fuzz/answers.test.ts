/** Whatever comes back, a call ends: with a value, or with an error of this package that is short and keeps secrets. */
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import {
  type Arbitrary,
  array,
  asyncProperty,
  constantFrom,
  integer,
  jsonValue,
  nat,
  oneof,
  record,
  string,
  tuple,
  uint8Array,
} from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { isPrefactorError, PrefactorHttpError } from '../../src/index.ts';
import { change, changed } from '../contract/changes.ts';
import { answerExamples } from '../contract/examples.ts';
import { connect, endOf, transports, unhandledDuring } from '../support/client.ts';
import { startRawServer } from '../support/raw-server.ts';
import { everyCall } from './every-call.ts';
import { everythingOf, holds } from './support.ts';

/** A token with what JSON and HTML may write in other ways; either half would be enough to recognise it by. */
const apiToken = 'sEcReTfIrStPaRt/+=tOkEnRiGhTsIdE';
const halves = ['sEcReTfIrSt', 'RiGhTsId'];
/** The token, as whoever repeats it may write it into a page, a header or a text. */
const writings = {
  plain: apiToken,
  'with its scheme': `Bearer ${apiToken}`,
  'percent-encoded': encodeURIComponent(apiToken),
  'as HTML': apiToken.replaceAll('+', '&#43;').replaceAll('/', '&#x2F;'),
};
const echoes = Object.values(writings);

/** Characters of what a server says: more than an error shows of it, and more than it keeps. */
const longestText = 300_000;

/** What an error keeps of an answer as a whole, and where the runtime's own error has it. */
const mostKept = /\.(body|errors|data)(\.|$)/;

const text = oneof(
  constantFrom(...echoes, ''),
  string({ unit: 'binary', maxLength: 40 }),
  nat(longestText).map((length) => 'x'.repeat(length)),
  tuple(nat(400), constantFrom(...echoes)).map(([length, echo]) => 'x'.repeat(length) + echo),
);

/** Error envelopes, whose parts may be anything. */
const envelope = record(
  {
    status: oneof({ weight: 3, arbitrary: constantFrom('error', 'success') }, text),
    code: oneof(constantFrom('not_found', 'invalid_action', 'rate_limited', 'unexpected', '__proto__'), text),
    message: text,
    errors: oneof(
      constantFrom(null, [], {}),
      jsonValue(),
      text.map((echo) => ({ [echo]: [echo] })),
    ),
    retry_after_ms: oneof(nat(), integer(), constantFrom(1e300, '5', null)),
    details: jsonValue(),
    control: oneof(constantFrom({ terminate: true, reason: apiToken }), jsonValue()),
    debug: oneof(
      jsonValue(),
      text.map((echo) => ({ headers: { authorization: echo } })),
    ),
  },
  { requiredKeys: [] },
);

const successes = answerExamples.map(({ value }) => value);
const json: Arbitrary<unknown> = oneof(
  envelope,
  tuple(constantFrom(...successes), array(change, { maxLength: 3 })).map(([value, steps]) =>
    changed(value, steps),
  ),
  tuple(
    constantFrom('key-of-first', 'key-of-second', '__proto__'),
    oneof(envelope, constantFrom(...successes)),
  ).map(([key, output]) => ({ status: 'success', outputs: { [key]: output } })),
  jsonValue(),
);
/** JSON text, perhaps with escapes where none are needed, as other languages write it. */
const escapes = ['', '/', '+='];
const jsonText = tuple(json, constantFrom(...escapes)).map(([value, escaped]) =>
  (JSON.stringify(value) ?? '').replaceAll(/"(?:[^"\\]|\\.)*"/g, (part) =>
    part.replaceAll(/[/+=]/g, (found) => (escaped.includes(found) ? escapeOf(found) : found)),
  ),
);
const escapeOf = (character: string): string =>
  character === '/' ? '\\/' : `\\u00${character.charCodeAt(0).toString(16)}`;
const brokenJson = tuple(jsonText, nat()).map(([whole, at]) => whole.slice(0, at % (whole.length + 1)));

const body: Arbitrary<Uint8Array> = oneof(
  { weight: 6, arbitrary: jsonText.map((whole) => Buffer.from(whole)) },
  { weight: 1, arbitrary: brokenJson.map((part) => Buffer.from(part)) },
  { weight: 1, arbitrary: text.map((page) => Buffer.from(`<html>${page}</html>`)) },
  { weight: 1, arbitrary: uint8Array({ maxLength: 500 }) },
  {
    weight: 1,
    arbitrary: nat(20_000).map((levels) =>
      Buffer.from('{"details":'.repeat(levels) + 1 + '}'.repeat(levels)),
    ),
  },
);

const encoders: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  gzip: gzipSync,
  br: brotliCompressSync,
  deflate: deflateSync,
  zstd: zstdCompressSync,
  'gzip, gzip': (bytes) => gzipSync(gzipSync(bytes)),
  'x-gzip': gzipSync,
  identity: (bytes) => bytes,
};

const oddHeader = oneof(
  constantFrom(
    ...[
      'content-type: application/json',
      'content-type: text/html; charset=latin1',
      'content-type: ',
      'trailer: x',
    ],
    ...[
      'content-encoding: compress',
      'content-encoding: gzip',
      'content-encoding: ,',
      'transfer-encoding: gzip',
    ],
    ...[
      'retry-after: 1',
      'retry-after: -1',
      'retry-after: 1e9',
      'retry-after: 99999999999',
      'retry-after-ms: 5',
    ],
    ...['retry-after: Wed, 21 Oct 2065 07:28:00 GMT', 'retry-after: never', 'retry-after-ms: NaN', 'vary: *'],
    ...[
      'content-length: 0',
      'content-length: 5',
      'content-length: -5',
      'content-length: 999999999999',
      'age: x',
    ],
    ...[
      'location: http://127.0.0.1:1/',
      'connection: close',
      'connection: upgrade',
      'upgrade: h2c',
      '__proto__: x',
    ],
    ...['x-request-id: ', 'set-cookie: a=b', 'no colon', ': no name', ' folded: x', 'x-nul: \0', 'x-utf8: ü'],
    ...echoes.map((echo) => `x-request-id: ${echo}`),
    ...echoes.map((echo) => `retry-after: ${echo}`),
  ),
  nat(1_000).map((count) => Array(count).fill('x-flood: 12345678').join('\r\n')),
  nat(longestText).map((length) => `x-request-id: ${'x'.repeat(length)}`),
);

const statuses = [
  100, 101, 103, 200, 200, 200, 201, 204, 206, 301, 304, 400, 401, 404, 409, 422, 429, 500, 502, 503,
];
const answer: Arbitrary<Uint8Array> = oneof(
  { weight: 1, arbitrary: uint8Array({ maxLength: 300 }) },
  {
    weight: 12,
    arbitrary: record({
      version: oneof(
        { weight: 9, arbitrary: constantFrom('HTTP/1.1') },
        constantFrom('HTTP/1.0', 'HTTP/2', 'ICY'),
      ),
      status: oneof({ weight: 9, arbitrary: constantFrom(...statuses) }, integer({ min: -1, max: 1_000 })),
      reason: oneof({ weight: 3, arbitrary: constantFrom('Whatever') }, text),
      headers: oneof(
        { weight: 3, arbitrary: constantFrom<string[]>([]) },
        array(oddHeader, { maxLength: 3 }),
      ),
      encoding: oneof(
        { weight: 3, arbitrary: constantFrom('identity') },
        constantFrom(...Object.keys(encoders)),
      ),
      framing: constantFrom('length', 'length', 'chunked', 'none', 'short', 'long', 'half a chunk'),
      body,
    }).map(({ version, status, reason, headers, encoding, framing, body }) => {
      const bytes = encoders[encoding]?.(body) ?? body;
      const head = [`${version} ${status} ${reason.replaceAll(/[\r\n]/g, '')}`, ...headers];
      if (encoding !== 'identity') head.push(`content-encoding: ${encoding}`);
      const lengths: Record<string, number> = { length: 0, short: -1, long: 1 };
      const difference = lengths[framing];
      if (difference !== undefined) head.push(`content-length: ${Math.max(0, bytes.length + difference)}`);
      const isChunked = framing === 'chunked' || framing === 'half a chunk';
      if (isChunked) head.push('transfer-encoding: chunked');
      return Buffer.concat([
        Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'),
        Buffer.from(isChunked ? `${bytes.length.toString(16)}\r\n` : ''),
        bytes,
        Buffer.from(framing === 'chunked' ? '\r\n0\r\n\r\n' : ''),
      ]);
    }),
  },
);

let current: Uint8Array = Buffer.alloc(0);
const server = await startRawServer((socket) => socket.once('data', () => socket.end(current)));
afterAll(() => server[Symbol.asyncDispose]());

/** Errors that a value holds: outcomes and results have them beside successes. */
function errorsIn(value: unknown): Error[] {
  if (value instanceof Error) return [value];
  return Array.isArray(value)
    ? value.flatMap((one) => errorsIn((one as { error?: unknown } | null)?.error))
    : [];
}

/** Where in an error there is a certain text, also in what is not listed. */
function placeOf(
  value: unknown,
  isMeant: (text: string, path: string) => boolean,
  path = '',
  seen = new Set(),
): string | undefined {
  if (typeof value === 'string' && isMeant(value, path)) {
    const at = Math.max(0, value.search(/sEcReTfIrSt|RiGhTsId/));
    return `${path}: ${JSON.stringify(value.slice(Math.max(0, at - 10), at + 60))}`;
  }
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  for (const name of Reflect.ownKeys(value)) {
    if (isMeant(String(name), path)) return `the name ${path}.${String(name)}`;
    const found = placeOf(Reflect.get(value, name), isMeant, `${path}.${String(name)}`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

for (const [through, config] of transports) {
  const client = connect(server.url, { apiToken, maxRetries: 1, maxRetryDelay: 20_000, ...config });
  afterAll(() => client.close({ timeout: 0 }));

  test(`any answer, through ${through}`, async () => {
    const ends = new Map<string, number>();
    const unhandled = await unhandledDuring(() =>
      holds(
        `any answer, through ${through}`,
        asyncProperty(constantFrom(...everyCall), answer, async ({ call }, bytes) => {
          current = bytes;
          const end = await endOf(call(client));
          const errors = errorsIn(end);
          const [first] = errors;
          const kind = first === undefined ? 'a value' : first.name;
          ends.set(kind, (ends.get(kind) ?? 0) + 1);
          for (const error of errors) {
            if (!isPrefactorError(error) || !(error instanceof PrefactorHttpError))
              throw new Error(`no error of this package: ${error.name}: ${error.message}`, { cause: error });
            const shown = everythingOf(error);
            const place = placeOf(error, (text) => halves.some((half) => text.includes(half)));
            if (place !== undefined) throw new Error(`${error.name} shows the token in ${place}`);
            for (const half of halves) expect(shown).not.toContain(half);
            const large = placeOf(error, (one, path) => one.length > (mostKept.test(path) ? 400_000 : 5_000));
            if (large !== undefined) throw new Error(`${error.name} is large in ${large}`);
          }
        }),
      ),
    );
    expect(unhandled).toEqual([]);
    // It would say little if most of it were the same.
    expect(ends.size).toBeGreaterThanOrEqual(8);
  });
}
