/** Tokens that an API repeats in the outputs of items: what is told of the outputs shows no part of them. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { BatchOptions, BulkInput, HttpClientConfig, Issue } from '../../src/index.ts';
import { span, success } from '../support/fixtures.ts';
import { all, finishes, numberOf, setUp, type Test } from './support.ts';

const token = 'live-9f8e7d6c5b4a39281706f5e4d3c2b1a0-secret';
/** So many of its characters are part of no other word. */
const tellingLength = 6;
const parts = Array.from({ length: token.length - tellingLength + 1 }, (_, at) =>
  token.slice(at, at + tellingLength),
);

/** In what is shown of a value it is cut everywhere once: what is shown is no longer than this. */
const lengthsBefore = Array.from({ length: 25 }, (_, length) => length);

type WithIssues = { status: string; contractIssues?: readonly Issue[] };
type Send = (test: Test, items: BulkInput[], options: BatchOptions) => PromiseLike<readonly WithIssues[]>;

const ways: [way: string, send: Send][] = [
  [
    'execute',
    async ({ bulk }, items, options) => {
      const { results } = await bulk.execute(items, options);
      return results as readonly WithIssues[];
    },
  ],
  ['executeAll', ({ bulk }, items, options) => all(bulk.executeAll(items, options)) as Promise<WithIssues[]>],
  [
    'a writer',
    ({ bulk }, items, options) => {
      const writer = bulk.writer(options);
      return Promise.all(items.map((item) => writer.add(item))) as Promise<WithIssues[]>;
    },
  ],
];

const holders: [holder: string, config: HttpClientConfig, options: BatchOptions][] = [
  ['the client', { apiToken: token }, {}],
  ['the call', { apiToken: 'another-token' }, { headers: { authorization: `Bearer ${token}` } }],
];

describe.each(ways)('the contract issues of %s', (_, send) => {
  it.each(holders)(
    'hold no part of the token of %s, wherever it is cut',
    async (_holder, config, options) => {
      await using test = await setUp({
        // Another text than the one that must be there.
        item: (item) => success({ ...span, type: '-'.repeat(numberOf(item)) + token }),
        config,
      });
      const results = await send(test, finishes(lengthsBefore.length), options);
      expect(results).toHaveLength(lengthsBefore.length);
      for (const { status, contractIssues } of results) {
        expect(status).toBe('success');
        expect(contractIssues).toEqual([{ path: 'details.type', message: expect.stringContaining('not "') }]);
        const shown = inspect(contractIssues, { depth: null }) + JSON.stringify(contractIssues);
        expect(parts.filter((part) => shown.includes(part))).toEqual([]);
      }
    },
  );
});
