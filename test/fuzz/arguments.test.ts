/** Whatever a caller passes, a call succeeds, or is refused with an error that says so, before anything is sent. */
import { array, asyncProperty, constantFrom, nat, record } from 'fast-check';
import { expect, test } from 'vitest';
import {
  createIdempotencyKey,
  createRetryPolicy,
  deriveIdempotencyKey,
  type Fetch,
  generateId,
  isPermanentHttpError,
  isPrefactorError,
  isTransientHttpError,
  PrefactorClientError,
  PrefactorHttpClient,
} from '../../src/index.ts';
import { documentedRoute } from '../../src/wrapper/call/operations.ts';
import { calls } from '../contract/calls.ts';
import { examples } from '../contract/sandbox-examples.ts';
import { unhandledDuring } from '../support/client.ts';
import { manualClock } from '../support/clock.ts';
import { type Hostile, hostileValues } from './hostile-values.ts';
import { successOf } from './successes.ts';
import { holds } from './support.ts';

let sent = 0;
const fetch: Fetch = async (url, { method, body }) => {
  sent += 1;
  const route = documentedRoute(method, new URL(url).pathname);
  return Response.json(successOf(route?.operation.id, body));
};
const makeClient = (config: object = {}) =>
  new PrefactorHttpClient(
    { apiUrl: 'http://127.0.0.1:1', apiToken: 'test-token', fetch, validateResponses: false, ...config },
    manualClock(),
  );

/** The names of all options, as the client says when it is given one that is none. */
async function optionsOf(run: (options: object) => unknown): Promise<string[]> {
  const error = await Promise.resolve()
    .then(() => run({ noOption: 1 }))
    .catch((thrown: unknown) => thrown);
  const [, names = ''] = /the options are ([\w, ]+)/.exec(String(error)) ?? [];
  expect(names, String(error)).not.toBe('');
  return names.split(', ');
}

interface Subject {
  readonly name: string;
  readonly run: (client: PrefactorHttpClient, args: readonly unknown[]) => unknown;
  readonly args: readonly unknown[];
  /** Names that the last argument may have besides those it has. */
  readonly options: readonly string[];
}

/** The method that a call leads to, and its arguments. */
function recorded({ id, name, input }: (typeof examples)[number]): {
  path: string[];
  args: unknown[];
  name: string;
} {
  const found: { path: string[]; args: unknown[]; name: string }[] = [];
  const recorder = (path: string[]): unknown =>
    new Proxy(() => {}, {
      get: (_, property) => recorder([...path, String(property)]),
      apply: (_target, _this, args) => {
        found.push({ path, args: args.slice(0, -1), name: `${id}, ${name}` });
        return Promise.resolve({ items: [] });
      },
    });
  void calls[id].call(recorder([]) as PrefactorHttpClient, input, {});
  return found[0] ?? expect.unreachable();
}

const requestOptions = await optionsOf((options) => makeClient().validateToken(options));
const runOptions = await optionsOf((options) => makeClient().bulk.executeAll([], options));
const writerOptions = await optionsOf((options) => makeClient().bulk.writer(options));
const configOptions = await optionsOf((options) => new PrefactorHttpClient(options));
const retryOptions = await optionsOf((options) => createRetryPolicy(options));

const item = {
  _type: 'agent_spans/finish',
  agent_span_id: 'span-1',
  status: 'complete',
  result_payload: { a: 1 },
};
const details = {
  agent_instance_id: 'instance-1',
  schema_name: 'agent:llm',
  status: 'active',
  payload: { a: [1] },
};

/** What a writer makes of what is done with it. */
async function written(
  { bulk }: PrefactorHttpClient,
  options: unknown,
  use: (writer: ReturnType<typeof bulk.writer>) => unknown,
): Promise<unknown> {
  const writer = bulk.writer(options as never);
  try {
    const outcome = use(writer);
    await writer.close({ timeout: 1 });
    return await outcome;
  } finally {
    await writer.close({ timeout: 1 });
  }
}

const silent = { onFailed: () => {} };
const subjects: readonly Subject[] = [
  ...examples.map(recorded).map(
    ({ path, args, name }): Subject => ({
      name,
      args: [...args, {}],
      options: requestOptions,
      run: (client, given) => {
        const holder = path
          .slice(0, -1)
          .reduce((one, part) => Reflect.get(one, part) as object, client as object);
        return Reflect.apply(Reflect.get(holder, path.at(-1) ?? '') as () => unknown, holder, given);
      },
    }),
  ),
  ...[
    ['POST', '/api/v1/agent_spans', { body: { details } }],
    ['GET', '/api/v1/agent_spans/{agent_span_id}', { params: { path: { agent_span_id: 'span-1' } } }],
    ['PATCH', '/api/v1/thing', { body: { a: 1 }, query: { b: [1] } }],
  ].map(
    (args): Subject => ({
      name: `request ${args[0]} ${args[1]}`,
      args,
      options: ['params', 'query', 'body', ...requestOptions],
      run: (client, given) => Reflect.apply(client.request, client, given),
    }),
  ),
  {
    name: 'executeAll',
    args: [[item, item], {}],
    options: runOptions,
    run: async ({ bulk }, given) => {
      const outcomes: unknown[] = [];
      for await (const outcome of Reflect.apply(bulk.executeAll, bulk, given) as AsyncIterable<unknown>)
        if (outcomes.push(outcome) === 20) break;
      return outcomes;
    },
  },
  {
    name: 'writer',
    args: [{}],
    options: writerOptions,
    run: (client, [options]) => written(client, options, () => 1),
  },
  {
    name: 'add of a writer',
    args: [item],
    options: [],
    run: (client, args) => written(client, silent, (writer) => Reflect.apply(writer.add, writer, args)),
  },
  {
    name: 'createSpan of a writer',
    args: [details],
    options: [],
    run: (client, args) =>
      written(client, silent, (writer) => Reflect.apply(writer.createSpan, writer, args)),
  },
  {
    name: 'finishSpan of a writer',
    args: ['span-1', { status: 'complete' }],
    options: [],
    run: (client, args) =>
      written(client, silent, (writer) => Reflect.apply(writer.finishSpan, writer, args)),
  },
  {
    name: 'flush of a writer',
    args: [{ timeout: 5 }],
    options: ['timeout'],
    run: (client, args) => written(client, silent, (writer) => Reflect.apply(writer.flush, writer, args)),
  },
  {
    name: 'close of a writer',
    args: [{ timeout: 5 }],
    options: ['timeout'],
    run: (client, args) => written(client, silent, (writer) => Reflect.apply(writer.close, writer, args)),
  },
  ...(['flush', 'close'] as const).map(
    (method): Subject => ({
      name: `${method} of a client`,
      args: [{ timeout: 5 }],
      options: ['timeout'],
      run: (client, args) => Reflect.apply(client[method], client, args),
    }),
  ),
  {
    name: 'a client',
    args: [
      { apiUrl: 'http://127.0.0.1:1', apiToken: 'test-token', hooks: {}, circuitBreaker: { threshold: 2 } },
    ],
    options: configOptions,
    run: async (_, [config]) => await new PrefactorHttpClient(config as never).close(),
  },
  {
    name: 'a retry policy',
    args: [{}],
    options: retryOptions,
    run: (_, [options]) => createRetryPolicy(options as never),
  },
  {
    name: 'execute of a retry policy',
    args: [undefined],
    options: [],
    run: (_, [signal]) => createRetryPolicy({}).execute(async () => 1, signal as never),
  },
  ...Object.entries({
    generateId: [generateId, '013xrzp12g3nqk8ndr93q068mw7y0nv0'],
    createIdempotencyKey: [createIdempotencyKey, 'prefix'],
    deriveIdempotencyKey: [deriveIdempotencyKey, 'operation', 'part'],
    isTransientHttpError: [isTransientHttpError, null],
    isPermanentHttpError: [isPermanentHttpError, null],
    isPrefactorError: [isPrefactorError, null],
  } as Record<string, [(...args: never[]) => unknown, ...unknown[]]>).map(
    ([name, [run, ...args]]): Subject => ({
      name,
      args,
      options: [],
      run: (_, given) => Reflect.apply(run, null, given),
    }),
  ),
];

/** A part of a value: what holds it, under which name, and where that is. */
type Place = readonly [holder: object, name: string, path: string];

function placesIn(holder: object, path = ''): Place[] {
  return Object.entries(holder).flatMap(([name, part]): Place[] => [
    [holder, name, path + name],
    ...(typeof part === 'object' && part !== null ? placesIn(part as object, `${path}${name}.`) : []),
  ]);
}

interface Change extends Hostile {
  readonly at: number;
}

/** A subject's arguments with some of their parts, or all, as somebody might pass them; and what was changed. */
function changed(
  { args, options }: Subject,
  changes: readonly Change[],
): { given: unknown[]; where: string } {
  const given = structuredClone(args) as unknown[];
  const last = given.at(-1);
  const ofOptions =
    typeof last === 'object' && last !== null
      ? options.map((name): Place => [last, name, `${given.length - 1}.${name}`])
      : [];
  // An argument too many counts for nothing, and must do no harm.
  const places = [
    ...placesIn(given),
    ...ofOptions,
    [given, String(given.length), String(given.length)] as const,
  ];
  const where: string[] = [];
  for (const { at, what, make } of changes) {
    const [holder, name, path] = places[at % places.length] ?? expect.unreachable();
    Object.defineProperty(holder, name, {
      value: make(),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    where.push(`${path} is ${what}`);
  }
  return { given, where: where.join(', ') };
}

/** Errors that a call does not reject with: outcomes and results have them. */
function errorsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(errorsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { error, results } = value as { error?: unknown; results?: unknown };
  return [...(error === undefined ? [] : [error]), ...errorsIn(results)];
}

const late = Symbol('late');

test('any arguments', async () => {
  const ends = { refused: 0, done: 0 };
  const change = (hostile: Hostile, at: number): Change => ({ ...hostile, at });
  const unhandled = await unhandledDuring(() =>
    holds(
      'any arguments',
      asyncProperty(
        constantFrom(...subjects),
        array(record({ hostile: hostileValues, at: nat() }), {
          minLength: 1,
          maxLength: 2,
        }),
        async (subject, steps) => {
          const { given, where } = changed(
            subject,
            steps.map(({ hostile, at }) => change(hostile, at)),
          );
          const client = makeClient();
          const before = sent;
          const fail = (what: string, cause?: unknown): void => {
            throw new Error(`${subject.name}, where ${where}: ${what}`, { cause });
          };
          let timer: NodeJS.Timeout | undefined;
          try {
            const timeout = new Promise((resolve) => {
              timer = setTimeout(resolve, 5_000, late);
            });
            const value = await Promise.race([Promise.resolve(subject.run(client, given)), timeout]);
            if (value === late) fail('does not end');
            for (const error of errorsIn(value))
              if (!isPrefactorError(error)) fail(`has an outcome of ${String(error)}`, error);
            ends.done += 1;
          } catch (error) {
            if (error instanceof Error && error.message.startsWith(subject.name)) throw error;
            if (!(error instanceof PrefactorClientError)) fail(`fails with ${String(error)}`, error);
            if (sent !== before) fail(`is refused, but ${sent - before} requests were sent`, error);
            ends.refused += 1;
          } finally {
            clearTimeout(timer);
            await client.close({ timeout: 0 });
          }
        },
      ),
    ),
  );
  expect(unhandled).toEqual([]);
  process.stdout.write(`${JSON.stringify(ends)}\n`);
});
