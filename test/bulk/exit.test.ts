/** A process that ends while a request of a writer waits for its next attempt. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { failure } from '../support/fixtures.ts';
import { live, warningsIn } from '../support/process.ts';
import { json, startServer } from '../support/server.ts';

test('the wait of a request keeps no process alive: it ends, and tells how much is lost', async () => {
  await using server = await startServer((response) => json(response, 503, failure('unavailable')));
  const file = fileURLToPath(new URL('./processes/leaves-items-in-a-retry.ts', import.meta.url));
  const { said, stderr } = await live(file, [server.url]);
  expect(said).toEqual(['dropped', 'dropped', 'dropped']);
  expect(warningsIn(stderr)).toEqual([expect.stringContaining('3 queued bulk items were not recorded')]);
  expect(server.requests).toHaveLength(1);
});
