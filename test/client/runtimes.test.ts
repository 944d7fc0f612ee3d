/** Runtimes that lack what Node has, or only imitate it: what the client does without. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type BulkWriter, type Fetch, PrefactorHttpClient } from '../../src/index.ts';
import { finishOf } from '../bulk/support.ts';
import { endOf, refusalOf } from '../support/client.ts';
import { span, success } from '../support/fixtures.ts';

const apiToken = 'test-token';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Runs something where these globals are others, or are missing. */
function inRuntime<Result>(globals: object, run: () => Result): Result {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  try {
    return run();
  } finally {
    vi.unstubAllGlobals();
  }
}

/** Answers everything with a span, and remembers what it was sent. */
function recordingFetch() {
  const sent: { body: string; headers: Record<string, string> }[] = [];
  const fetch: Fetch = async (_url, { body = '', headers }) => {
    sent.push({ body, headers });
    return Response.json(success(span));
  };
  return { sent, fetch };
}

/** What refuses to be looked at: the stub of a bundler. */
const forbidden = new Proxy(
  {},
  {
    get() {
      throw new Error('not implemented');
    },
  },
);

describe('the environment', () => {
  it.each<[what: string, process: unknown]>([
    ['there is no process', undefined],
    ['a process has none', {}],
    ['a process forbids a look at it', forbidden],
    ['it forbids a look at itself', { env: forbidden }],
  ])('says nothing where %s', (_, process) => {
    vi.stubEnv('PREFACTOR_API_TOKEN', apiToken);
    const refusal = inRuntime({ process }, () => refusalOf(() => new PrefactorHttpClient()));
    expect(refusal.issues).toEqual([
      { path: 'apiToken', message: 'is required: give it, or set PREFACTOR_API_TOKEN' },
    ]);
  });

  it('may have blanks and line breaks around a value', async () => {
    vi.stubEnv('PREFACTOR_API_TOKEN', ` ${apiToken}\n`);
    const { fetch, sent } = recordingFetch();
    await using client = new PrefactorHttpClient({ fetch });
    await client.validateToken();
    expect(sent[0]?.headers).toMatchObject({ authorization: `Bearer ${apiToken}` });
  });
});

/** A writer whose queue is full, and which drops what comes now. */
function fullWriter(client: PrefactorHttpClient): BulkWriter {
  const writer = client.bulk.writer({ maxQueueItems: 1, overflow: 'drop', onFailed: () => {} });
  void writer.add(finishOf(0));
  return writer;
}

describe('a warning', () => {
  const full =
    'prefactor-http: the queue of a bulk writer is full; further items are dropped until there is room';
  const never: Fetch = () => new Promise(() => {});

  /** What is warned of, and where, when a writer drops an item. */
  async function warningsIn(globals: object): Promise<unknown[]> {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const client = new PrefactorHttpClient({ apiToken, fetch: never });
    const writer = fullWriter(client);
    const outcome = inRuntime(globals, () => writer.add(finishOf(1)));
    expect(await outcome).toMatchObject({ status: 'dropped' });
    await client.close({ timeout: 0 });
    return warn.mock.calls;
  }

  it('is one of the process where that has warnings', async () => {
    const emitWarning = vi.fn();
    expect(await warningsIn({ process: { emitWarning } })).toEqual([]);
    expect(emitWarning.mock.calls).toEqual([[full, 'PrefactorWarning']]);
  });

  it.each<[what: string, process: unknown]>([
    ['there is no process', undefined],
    ['a process has no warnings', {}],
    ['a process has only a stub of them', forbidden],
  ])('goes to the console where %s', async (_, process) => {
    expect(await warningsIn({ process })).toEqual([[full]]);
  });

  it.each([undefined, {}])('goes nowhere where there is no console either: %j', async (console) => {
    expect(await warningsIn({ process: undefined, console })).toEqual([]);
  });
});

describe('the end of a process', () => {
  const never: Fetch = () => new Promise(() => {});

  it('is listened for while a writer has items, and says what is lost', async () => {
    const listeners: [event: string, run: () => void][] = [];
    const process = {
      on: (event: string, run: () => void) => void listeners.push([event, run]),
      off: (event: string, run: () => void) => {
        const index = listeners.findIndex((one) => one[0] === event && one[1] === run);
        listeners.splice(index, 1);
      },
    };
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const client = new PrefactorHttpClient({ apiToken, fetch: never });
    const writer = client.bulk.writer({ onFailed: () => {} });
    inRuntime({ process }, () => void writer.add(finishOf(0)));
    expect(listeners.map(([event]) => event)).toEqual(['beforeExit', 'exit']);
    const [, [, exit] = ['', () => {}]] = listeners;
    exit();
    expect(error.mock.calls).toEqual([
      [
        'PrefactorWarning: prefactor-http: 1 queued bulk items were not recorded before the process ended; close the writer, or the client, before',
      ],
    ]);
    for (const console of [undefined, {}]) inRuntime({ console }, exit);
    await client.close({ timeout: 0 });
    expect(listeners).toEqual([]);
    exit();
    expect(error).toHaveBeenCalledTimes(1);
  });

  it.each<[what: string, process: unknown]>([
    ['there is no process', undefined],
    ['a process tells of none', {}],
    ['a process tells of it and does not stop', { on: () => {} }],
    ['a process has only a stub', forbidden],
  ])('is not listened for where %s', async (_, process) => {
    const { fetch, sent } = recordingFetch();
    const client = new PrefactorHttpClient({ apiToken, fetch });
    const writer = client.bulk.writer({ onFailed: () => {} });
    inRuntime({ process }, () => void writer.add(finishOf(0)));
    await writer.close();
    expect(sent).toHaveLength(1);
    await client.close();
  });
});

describe('the size of a request', () => {
  it.each(['a', 'ü', '世', '🌍'])('is told in bytes with and without Buffer: %s', async (letter) => {
    const { fetch, sent } = recordingFetch();
    const finish = async (maxRequestSize: number): Promise<unknown> => {
      await using client = new PrefactorHttpClient({ apiToken, fetch, maxRequestSize });
      const body = { result_payload: { text: letter.repeat(100) } };
      return await endOf(client.agentSpans.finish('span-1', body, { idempotencyKey: 'the-key' }));
    };
    await finish(10_000);
    const bytes = new TextEncoder().encode(sent[0]?.body).length;
    for (const globals of [{}, { Buffer: undefined }, { Buffer: {} }]) {
      expect(await inRuntime(globals, () => finish(bytes))).toEqual(span);
      expect(await inRuntime(globals, () => finish(bytes - 1))).toMatchObject({
        code: 'request_too_large',
        message: expect.stringContaining(`has ${bytes} bytes, which exceeds maxRequestSize (${bytes - 1})`),
      });
    }
  });
});

it('closing a client takes no setImmediate', async () => {
  vi.stubGlobal('setImmediate', undefined);
  const answer = Promise.withResolvers<Response>();
  const client = new PrefactorHttpClient({ apiToken, fetch: () => answer.promise });
  const order: string[] = [];
  const call = client.agentSpans.get('span-1').then(() => order.push('answered'));
  const closed = client.close().then(() => order.push('closed'));
  answer.resolve(Response.json(success(span)));
  await Promise.all([call, closed]);
  expect(order).toEqual(['answered', 'closed']);
});
