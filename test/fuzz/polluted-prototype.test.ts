/** What somebody puts on `Object.prototype`, under any name that the client reads, changes no request and no result. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncProperty, constantFrom } from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { type Fetch, PrefactorHttpClient } from '../../src/index.ts';
import { documentedRoute } from '../../src/wrapper/call/operations.ts';
import { endOf } from '../support/client.ts';
import { hastyClock } from '../support/clock.ts';
import { everyCall } from './every-call.ts';
import { pollutedNames } from './known-failures.ts';
import { successOf } from './successes.ts';
import { holds } from './support.ts';

/** Every name by which the sources of the client read a property of something. */
function namesRead(): string[] {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name)) names.add(node.name.text);
    if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
      names.add(node.argumentExpression.text);
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) names.add(name.text);
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
      if (ts.isStringLiteralLike(node.left)) names.add(node.left.text);
    ts.forEachChild(node, visit);
  };
  const folder = join(projectRoot, 'src/wrapper');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    visit(ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.ESNext, true));
  }
  return [...names].sort();
}

const values: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  'a text': 'polluted',
  'a number': 1,
  'a function': () => 'polluted',
  'an object': { polluted: true },
  'an array': ['polluted'],
};

type Sent = readonly [url: string, method: string, headers: Record<string, string>, body: string | undefined];

/**
 * A `fetch` that needs nothing of the runtime: what is polluted would change web streams and sockets, too.
 *
 * @param statuses What it answers, one after the other; the last one stays.
 */
function recordingFetch(statuses: readonly number[]): { fetch: Fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  const encoder = new TextEncoder();
  const fetch: Fetch = async (url, init) => {
    const { method, headers } = init;
    const body = Object.hasOwn(init, 'body') ? init.body : undefined;
    const status = statuses[Math.min(sent.length, statuses.length - 1)] ?? 200;
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

/** Of all calls those that take a way of their own. */
const kinds = everyCall.filter(({ name }) =>
  [
    ...['registerAgentInstance, account_token', 'createAgentSpan, in_progress', 'finishAgentSpan, failed'],
    ...[
      'getAgentSpan, no body',
      'updateAgent, minimal',
      'discardAgentSpanSensitive, empty',
      'executeBulk, other_types',
    ],
    ...['listAgentSpans, no body', 'showAgentInstance, no body'],
    ...[
      'request of an unknown path',
      'an answer with what came with it',
      'the next page, and what can be iterated',
    ],
    ...['executeAll', 'a writer'],
  ].includes(name),
);
const answers = [[200], [503, 200], [404]];

/** What each call sends, and what comes back. */
async function perform(): Promise<{ name: string; sent: Sent[]; end: unknown }[]> {
  const done: { name: string; sent: Sent[]; end: unknown }[] = [];
  for (const statuses of answers) {
    for (const { name, call } of kinds) {
      const { fetch, sent } = recordingFetch(statuses);
      const config = { apiUrl: 'http://127.0.0.1:1', apiToken: 'test-token', fetch, maxRetries: 1 };
      const client = new PrefactorHttpClient(config, hastyClock(30_000));
      const end = await endOf(call(client));
      await client.close();
      done.push({ name: `${name}, answered ${statuses}`, sent, end });
    }
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

test('any name on Object.prototype', async () => {
  const names = namesRead();
  expect(names.length).toBeGreaterThan(300);
  expect(kinds).toHaveLength(14);
  const done = await perform();
  const expected = done.map(shown);
  await holds(
    'any name on Object.prototype',
    asyncProperty(
      constantFrom(...names.filter((name) => !pollutedNames.has(name))),
      constantFrom(...Object.keys(values)),
      async (name, kind) => {
        const own = Object.getOwnPropertyDescriptor(Object.prototype, name);
        let found: unknown;
        let timer: NodeJS.Timeout | undefined;
        const tooLate = new Promise((resolve) => {
          timer = setTimeout(resolve, 5_000, new Error('it does not end'));
        });
        Object.defineProperty(Object.prototype, name, {
          value: values[kind],
          enumerable: true,
          configurable: true,
          writable: true,
        });
        try {
          found = await Promise.race([endOf(perform()), tooLate]);
        } finally {
          clearTimeout(timer);
          Reflect.deleteProperty(Object.prototype, name);
          if (own !== undefined) Object.defineProperty(Object.prototype, name, own);
        }
        if (found instanceof Error) throw new Error(`${name} as ${kind}: ${found}`, { cause: found });
        for (const [index, one] of (found as typeof done).entries())
          if (shown(one) !== expected[index]) throw new Error(`${name} as ${kind} changes ${one.name}`);
      },
    ),
  );
});
