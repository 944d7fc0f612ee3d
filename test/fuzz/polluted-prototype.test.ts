/** What somebody puts on `Object.prototype`, under any name that the client reads, changes no request and no result. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, asyncProperty, boolean, constantFrom } from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { type Fetch, PrefactorHttpClient } from '../../src/index.ts';
import { documentedRoute } from '../../src/wrapper/call/operations.ts';
import { endOf } from '../support/client.ts';
import { hastyClock } from '../support/clock.ts';
import { everyCall } from './every-call.ts';
import { successOf } from './successes.ts';
import { holds, isThorough } from './support.ts';

/** Every name that stands in the sources of the client, or of what it calls openapi and retries with, whatever for. */
function namesIn(...folders: string[]): string[] {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if ((ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && /^[a-z_$][\w$-]*$/i.test(node.text))
      names.add(node.text);
    ts.forEachChild(node, visit);
  };
  for (const folder of folders) {
    const path = join(projectRoot, folder);
    for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(ts|mjs|js)$/.test(name)) continue;
      visit(ts.createSourceFile(name, readFileSync(join(path, name), 'utf8'), ts.ScriptTarget.ESNext));
    }
  }
  // What all objects have by nature, and what the language itself asks every object for.
  const taken = new Set([...Object.getOwnPropertyNames(Object.prototype), ...namesOfTheLanguage]);
  return [...names].filter((name) => !taken.has(name)).sort();
}

const namesOfTheLanguage = [
  ...['then', 'toJSON', 'next', 'done', 'return', 'throw', 'get', 'set', 'value', 'writable', 'enumerable'],
  ...['configurable', 'raw', 'length', 'stackTraceLimit', 'prepareStackTrace'],
];

const values: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  'a text': 'polluted',
  'a number': 1,
  'a function': () => 'polluted',
  'an object': { polluted: true },
  'an array': ['polluted'],
  'a date': new Date(0),
};

type Sent = readonly [url: string, method: string, headers: Record<string, string>, body: string | undefined];

/**
 * A `fetch` that needs nothing of the runtime: what is polluted would change web streams and sockets, too.
 *
 * @param answers What it answers, one after the other; the last one stays.
 */
function recordingFetch(answers: readonly number[]): { fetch: Fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  const encoder = new TextEncoder();
  const fetch: Fetch = async (url, init) => {
    const { method, headers } = init;
    const body = Object.hasOwn(init, 'body') ? init.body : undefined;
    const status = answers[Math.min(sent.length, answers.length - 1)] ?? 200;
    sent.push([url, method, { ...headers }, body]);
    const [, path = ''] = /^[a-z]+:\/\/[^/]+([^?]*)/.exec(url) ?? [];
    const { operation } = documentedRoute(method, path) ?? { operation: undefined };
    const failure = { status: 'error', code: 'x', message: 'No.' };
    const bytes = encoder.encode(JSON.stringify(status === 200 ? successOf(operation?.id, body) : failure));
    let isRead = false;
    return {
      status,
      type: 'default',
      headers: { get: (name) => (name === 'x-request-id' ? 'the-request' : null), forEach: () => {} },
      body: {
        getReader: () => ({
          async read() {
            const done = isRead;
            isRead = true;
            return { done, value: done ? undefined : bytes };
          },
          cancel: async () => {},
        }),
      },
    };
  };
  return { fetch, sent };
}

const statuses = [[200], [503, 200], [404], [500]];
const ways = everyCall.flatMap((one) => statuses.map((answers) => ({ ...one, answers })));

/** Of the examples of each operation the first, answered in all ways. */
const ofEachKind = ways.filter(
  ({ name }) => everyCall.find((one) => one.name.split(',')[0] === name.split(',')[0])?.name === name,
);

/** Nobody's, and yet all that a client does is done. */
const extras = {
  circuitBreaker: { threshold: 9, halfOpenAfter: 1_000 },
  hooks: { onError() {}, onControlSignal() {} },
};

/** What calls send, and what comes back. */
async function perform(some: typeof ways): Promise<unknown[]> {
  const done: unknown[] = [];
  for (const { name, call, answers } of some) {
    const { fetch, sent } = recordingFetch(answers);
    const config = { apiUrl: 'http://127.0.0.1:1', apiToken: 'test-token', fetch, maxRetries: 1, ...extras };
    const client = new PrefactorHttpClient(config, hastyClock(30_000));
    const end = await endOf(call(client));
    await client.close();
    done.push({ name: `${name}, answered ${answers}`, sent, end });
  }
  return done;
}

/** As text, without what is made anew each time. */
function shown(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, part) => (part instanceof Error ? { ...part, message: part.message } : part),
    1,
  );
  return text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'a key').replaceAll(/"[0-9a-z]{32}"/g, '"an id"');
}

/** What a function gives while something is on `Object.prototype`, under one name or several. */
async function polluted<Result>(
  fields: Readonly<Record<string, PropertyDescriptor>>,
  run: () => Promise<Result>,
): Promise<Result> {
  Object.defineProperties(Object.prototype, fields);
  try {
    return await run();
  } finally {
    for (const name of Object.keys(fields)) Reflect.deleteProperty(Object.prototype, name);
  }
}

/** The first line of a stack that is neither the runtime's nor this file's. */
function readerIn(stack: string): string {
  const frames = stack.split('\n').slice(1);
  return frames.find((frame) => !/\(<anonymous>\)|[( ]node:|polluted-prototype/.test(frame))?.trim() ?? '';
}

/** Files whose reads count. */
const ours = /\/(src\/wrapper|node_modules\/(openapi-fetch|cockatiel))\//;

/**
 * Reads that change nothing: `ownField` takes no more than what is own, Node asks every
 * listener for one inside it, and what cockatiel returns or throws is not looked at.
 */
const harmless = /^(\w+ at ownField|listener at|error at returnOrThrow|success at RetryPolicy\.execute) /;

test('nothing is read from Object.prototype', async () => {
  const names = namesIn(
    'src/wrapper',
    'src/generated',
    'node_modules/openapi-fetch/dist',
    'node_modules/cockatiel/dist',
  );
  expect(names.length).toBeGreaterThan(2_000);
  const found = new Set<string>();
  const reads: Record<string, number> = Object.create(null);
  let isLooking = false;
  const getter = (name: string): PropertyDescriptor => ({
    configurable: true,
    get() {
      if (!isLooking || (reads[name] ?? 0) > 50) return undefined;
      reads[name] = (reads[name] ?? 0) + 1;
      isLooking = false;
      const reader = readerIn(new Error('here').stack ?? '');
      if (ours.test(reader)) found.add(`${name} ${reader}`);
      isLooking = true;
      return undefined;
    },
    set(value) {
      Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
    },
  });
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 30;
  await polluted(Object.fromEntries(names.map((name) => [name, getter(name)])), async () => {
    isLooking = true;
    await perform(isThorough() ? ways : ofEachKind);
    isLooking = false;
  });
  Error.stackTraceLimit = stackTraceLimit;
  expect([...found].filter((read) => !harmless.test(read)).sort()).toEqual([]);
});

test('any name on Object.prototype', async () => {
  const names = namesIn('src/wrapper', 'src/generated', 'node_modules/openapi-fetch/dist');
  const before = new Map<unknown, string>();
  await holds(
    'any name on Object.prototype',
    asyncProperty(
      constantFrom(...names),
      constantFrom(...Object.keys(values)),
      boolean(),
      array(constantFrom(...ways), { minLength: 1, maxLength: 4 }),
      async (name, kind, enumerable, some) => {
        for (const way of some) if (!before.has(way)) before.set(way, shown(await perform([way])));
        const field = { value: values[kind], enumerable, configurable: true, writable: true };
        const found = await polluted({ [name]: field }, () => perform(some));
        for (const [index, one] of found.entries())
          expect(shown([one]), `${name} as ${kind}`).toBe(before.get(some[index]));
      },
    ),
  );
});
