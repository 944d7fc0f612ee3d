/** The example runs as it stands there, against a sandbox. */
import { join } from 'node:path';
import { startSandbox } from 'prefactor-http/testing';
import { expect, test } from 'vitest';
import { runProgram } from '../run-program.ts';

const program = join(import.meta.dirname, 'main.ts');

test('a run is recorded as a tree, and the agent answers', async () => {
  await using sandbox = await startSandbox();
  const { exitCode, stdout, stderr } = await runProgram(program, ['Where is order 4711?'], sandbox);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toBe('Order 4711 is on its way.\nrecorded 11, failed 0, dropped 0\n');

  const [task, ...steps] = sandbox.spans;
  expect(task).toMatchObject({ schema_name: 'support:task', parent_span_id: null, status: 'complete' });
  expect(steps.map(({ schema_name }) => schema_name)).toEqual([
    'support:llm',
    'support:find-order',
    'support:llm',
  ]);
  for (const step of steps) expect(step).toMatchObject({ parent_span_id: task?.id, status: 'complete' });
  expect(sandbox.instances).toMatchObject([{ status: 'complete' }]);
});

test('an API that is in trouble for a while costs nothing', async () => {
  await using sandbox = await startSandbox({
    faults: [
      { fault: 'status', status: 503, retryAfterMs: 0, operations: ['executeBulk'], times: 1 },
      { fault: 'reset', applied: true, operations: ['executeBulk'], times: 1 },
      { fault: 'item', times: 1 },
    ],
  });
  const { exitCode, stdout } = await runProgram(program, [], sandbox);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('recorded 11, failed 0, dropped 0');
  expect(sandbox.ledger.entries.every(({ sameRequest }) => sameRequest)).toBe(true);
  expect(sandbox.spans.map(({ status }) => status)).toEqual(Array(4).fill('complete'));
});

test('without a token the agent answers as well, and says that nothing is recorded', async () => {
  const { exitCode, stdout, stderr } = await runProgram(program, [], { url: '', token: '' });
  expect(exitCode).toBe(0);
  expect(stdout).toBe('Order 4711 is on its way.\nrecorded 0, failed 0, dropped 0\n');
  expect(stderr).toContain('nothing is recorded without PREFACTOR_API_TOKEN');
});
