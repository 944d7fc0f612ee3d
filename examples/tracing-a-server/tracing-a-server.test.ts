/** The example runs as it stands there, against a sandbox. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startSandbox } from 'prefactor-http/testing';
import { expect, test, vi } from 'vitest';

const program = join(import.meta.dirname, 'main.ts');

test('answers, stops when a customer leaves, and has recorded everything when it ends', async () => {
  await using sandbox = await startSandbox();
  const node = spawn(process.execPath, ['--conditions=prefactor-source', program], {
    env: { ...process.env, PREFACTOR_API_URL: sandbox.url, PREFACTOR_API_TOKEN: sandbox.token, PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exit = new Promise((resolve) => node.once('close', resolve));
  await using _ = { [Symbol.asyncDispose]: async () => void node.kill('SIGKILL') };
  const lines = createInterface({ input: node.stdout })[Symbol.asyncIterator]();
  const { value: url } = await lines.next();

  const answer = await fetch(`${url}/?question=Why`);
  expect(await answer.text()).toBe('You asked: Settings → Security: Why \n');

  const leaving = new AbortController();
  const left = await fetch(`${url}/?question=${'word '.repeat(1_000)}`, { signal: leaving.signal });
  await left.body?.getReader().read();
  leaving.abort();
  await vi.waitFor(
    () => expect(sandbox.instances.map(({ status }) => status)).toEqual(['complete', 'failed']),
    {
      timeout: 10_000,
    },
  );

  const last = await fetch(`${url}/?question=How`);
  node.kill('SIGTERM');
  expect(await last.text()).toContain('How');
  expect(await exit).toBe(0);
  expect((await lines.next()).value).toBe('recorded 21, failed 0, dropped 0');
  expect(sandbox.spans.map(({ schema_name, status }) => `${schema_name} ${status}`)).toEqual([
    'support:search complete',
    'support:llm complete',
    'support:search complete',
    'support:llm failed',
    'support:search complete',
    'support:llm complete',
  ]);
  expect(sandbox.spans[3]?.result_payload).toMatchObject({ error: { name: 'AbortError' } });
});
