/** Ids that the sandbox makes. */
import { expect, test } from 'vitest';
import { generateId } from '../../src/index.ts';
import { refusalOf, setUp, spanOf, startRun } from './support.ts';

test('ids are as many as were asked for, all different, and sort by the time they were made', async () => {
  await using test = await setUp();
  const ids = await test.account.pfids.generate({ count: 500 });
  ids.push(...(await test.account.pfids.generate({ count: 1 })));
  expect(new Set(ids).size).toBe(501);
  expect(ids.toSorted()).toEqual(ids);
});

test('an id is of the account, so a span can be named by it and others be made from it', async () => {
  await using test = await setUp();
  const run = await startRun(test);
  const { data, body } = await test.account.pfids.generate({ count: 1 }).withResponse();
  const [id = ''] = data;
  expect(await test.agent.agentSpans.create({ ...spanOf(run), id })).toMatchObject({ id });
  const related = generateId(body.account_id ?? '');
  expect(await test.agent.agentSpans.create({ ...spanOf(run), id: related })).toMatchObject({ id: related });
});

test('an account that there is not is 404, and too many ids are 422', async () => {
  await using test = await setUp();
  const { pfids } = test.account;
  expect(await refusalOf(pfids.generate({ count: 1, account_id: 'another' }))).toMatchObject({
    statusCode: 404,
  });
  expect(await refusalOf(pfids.generate({ count: 10_001 }))).toMatchObject({ statusCode: 422 });
  const { status } = await test.raw('POST', '/api/v1/pfid/generate', { body: { count: 0 } });
  expect(status).toBe(422);
});

test('ids are made again when the first answer is lost', async () => {
  await using test = await setUp({
    faults: [{ fault: 'reset', applied: true, operations: ['generatePfids'], times: 1 }],
  });
  await using client = test.retrying();
  const { attempts, data } = await client.pfids.generate({ count: 2 }).withResponse();
  expect(attempts).toBe(2);
  expect(data).toHaveLength(2);
});
