/** A process that ends while a request of a writer waits for its next attempt. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { failure, json, startServer } from '../support/server.ts';

/** A process that is still there then is kept by the wait. Real time: nothing else tells. */
const longestLife = 15_000;

test('the wait of a request keeps no process alive: it ends, and tells how much is lost', async () => {
  await using server = await startServer((response) => json(response, 503, failure('unavailable')));
  const file = fileURLToPath(new URL('./processes/leaves-items-in-a-retry.ts', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--conditions=prefactor-source', file, server.url],
    { env: {}, timeout: longestLife, killSignal: 'SIGKILL' },
  );
  expect(stdout.trim().split('\n')).toEqual(['dropped', 'dropped', 'dropped']);
  const warnings = stderr.split('\n').filter((line) => line.includes('Warning: '));
  expect(warnings).toEqual([expect.stringContaining('3 queued bulk items were not recorded')]);
  expect(server.requests).toHaveLength(1);
});
