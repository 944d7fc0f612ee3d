/** Whole processes with bulk writers: what keeps them alive, and what becomes of items when they end. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { failure } from '../support/fixtures.ts';
import { live, warningsIn } from '../support/process.ts';
import { json, startServer } from '../support/server.ts';
import { numberOf, successOf, type WireItem } from './support.ts';

type Answers = 'well' | 'never well' | 'well from the second request on';

/** Runs one of the programs beside this file against an API, until it ends by itself. */
async function run(program: string, answers: Answers = 'well', ...more: string[]) {
  const requests: number[][] = [];
  await using server = await startServer((response, { body }) => {
    const { items } = JSON.parse(body) as { items: WireItem[] };
    requests.push(items.map(numberOf));
    const isWell = answers === 'well' || (answers !== 'never well' && requests.length > 1);
    if (!isWell) return json(response, 503, failure('unavailable'));
    const outputs = Object.fromEntries(items.map((item) => [item.idempotency_key, successOf(item)]));
    json(response, 200, { status: 'success', outputs });
  });
  const file = fileURLToPath(new URL(`./processes/${program}.ts`, import.meta.url));
  const end = await live(file, [server.url, ...more]);
  return { ...end, warnings: warningsIn(end.stderr), requests };
}

/** How a process ends that ends well and by itself, without a word of warning. */
const byItself = (...said: string[]) => ({ code: 0, signal: null, stderr: '', said });

test('a process that only made writers ends at once', async () => {
  const { requests, ...end } = await run('makes-a-writer');
  expect(end).toMatchObject(byItself('made'));
  expect(requests).toEqual([]);
});

test('what is queued when a process has nothing left to do is sent, in order', async () => {
  const { requests, ...end } = await run('leaves-items');
  expect(end).toMatchObject(
    byItself('added', '0 success', '1 success', '2 success', '3 success', '4 success'),
  );
  expect(requests).toEqual([[0, 1], [2, 3], [4]]);
});

test('a process that only waits for outcomes gets each of them, and loses nothing that it adds then', async () => {
  const { requests, ...end } = await run('goes-on-after-an-outcome');
  expect(end).toMatchObject(byItself('success', 'success', 'success'));
  expect(requests).toHaveLength(3);
});

test('at its end a process tries once more what an outage has kept, and says nothing when it succeeds', async () => {
  const { requests, ...end } = await run(
    'leaves-items-in-an-outage',
    'well from the second request on',
    '10000',
  );
  expect(end).toMatchObject(byItself('success', 'success', 'success', 'success'));
  // The two writers do not wait for each other.
  expect(requests[0]).toEqual([0]);
  expect(requests.slice(1)).toEqual(expect.arrayContaining([[0], [0, 1], [1]]));
  expect(requests).toHaveLength(4);
});

test('the wait of a request for its retry keeps no process alive: it ends, and tells how much is lost', async () => {
  const { said, warnings, requests } = await run('leaves-items-in-a-retry', 'never well');
  expect(said).toEqual(['dropped', 'dropped', 'dropped']);
  expect(warnings).toEqual([expect.stringContaining('3 queued bulk items were not recorded')]);
  expect(requests).toHaveLength(1);
});

test('what is lost at the end of a process is told in one warning, with its number', async () => {
  const { requests, code, signal, warnings, said } = await run(
    'leaves-items-in-an-outage',
    'never well',
    '300',
  );
  expect({ code, signal, said }).toEqual({
    code: 0,
    signal: null,
    said: ['dropped', 'dropped', 'dropped', 'dropped'],
  });
  expect(warnings).toEqual([expect.stringMatching(/4 queued bulk items were not recorded .*HTTP 503/)]);
  expect(requests.length).toBeGreaterThan(1);
});

test.each([
  ['calls process.exit()', 'exit', 3],
  ['throws what nobody catches', 'throw', 1],
])('W4: a process that %s while items are queued tells how many are lost, once', async (_, how, code) => {
  const { requests, warnings, ...end } = await run('exits-with-items', 'well', how);
  expect(end).toMatchObject({ code, said: ['added'] });
  expect(warnings).toEqual([expect.stringContaining('3 queued bulk items were not recorded')]);
  expect(requests).toEqual([]);
});

test('a process that adds again whatever is given up ends all the same', async () => {
  const { code, signal, warnings, said } = await run('adds-for-ever-in-an-outage', 'never well');
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(said).toContain('dropped');
  expect(warnings).toContainEqual(expect.stringMatching(/1 queued bulk items were not recorded/));
});

test('W7: a process that waits for room stays alive for it, however long the outage', async () => {
  const { requests, ...end } = await run('waits-for-room', 'well from the second request on');
  expect(end).toMatchObject(byItself('0 success', '1 success', '2 success', 'all added'));
  expect(requests).toEqual([[0], [0], [1], [2]]);
});

test('a process whose writer is closed has nobody left that waits for its end', async () => {
  const { requests, ...end } = await run('closes-its-writer');
  expect(end).toMatchObject(byItself('{"written":1,"failed":0,"dropped":0}', '0'));
  expect(requests).toEqual([[0]]);
});

test('writers wait for the end of a process only while they hold something, together', async () => {
  const { requests, ...end } = await run('listens-only-while-it-holds');
  expect(end).toMatchObject(byItself('0', '1', '0'));
  expect(requests).toEqual([[0], [0]]);
});

test('a queue that overflows warns once in a process', async () => {
  const { requests, code, warnings } = await run('overflows');
  expect(code).toBe(0);
  expect(warnings).toEqual([expect.stringMatching(/PrefactorWarning: .*full/)]);
  expect(requests).toEqual([
    [0, 1],
    [4, 5],
  ]);
});

test('a process that has something else to do sends what it adds as time goes by', async () => {
  const { requests, ...end } = await run('keeps-working');
  expect(end).toMatchObject(byItself('success'));
  expect(requests).toEqual([[0]]);
});
