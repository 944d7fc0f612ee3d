/** The example runs as it stands there, against a sandbox. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrefactorHttpClient } from 'prefactor-http';
import { type Sandbox, startSandbox } from 'prefactor-http/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runProgram } from '../run-program.ts';

const program = join(import.meta.dirname, 'backfill.ts');

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backfilling-spans-'));
  file = join(folder, 'spans.ndjson');
});
afterEach(() => rm(folder, { recursive: true }));

/** A run to put spans into. */
async function instanceIn({ url, token }: Sandbox): Promise<string> {
  await using client = new PrefactorHttpClient({ apiUrl: url, apiToken: token });
  const { id } = await client.agentInstances.register({ agent_version: { external_identifier: 'v1' } });
  await client.agentInstances.start(id);
  return id;
}

const lineOf = (agent_instance_id: string, step: number): string =>
  JSON.stringify({ agent_instance_id, schema_name: 'agent:llm', status: 'complete', payload: { step } });

test('every line is recorded, in order, through trouble, and a second run repeats nothing', async () => {
  await using sandbox = await startSandbox();
  const instance = await instanceIn(sandbox);
  const count = 3_000;
  await writeFile(file, Array.from({ length: count }, (_, step) => `${lineOf(instance, step)}\n`).join(''));
  sandbox.faults.set([
    { fault: 'status', status: 503, retryAfterMs: 0, operations: ['executeBulk'], times: 1 },
    { fault: 'reset', applied: true, operations: ['executeBulk'], times: 1 },
  ]);

  for (const _ of ['first', 'second']) {
    const { exitCode, stdout } = await runProgram(program, [file], sandbox);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${count} recorded, 0 failed`);
    expect(sandbox.spans.map(({ payload }) => payload['step'])).toEqual(
      Array.from({ length: count }, (_, step) => step),
    );
  }
});

test('lines that cannot be recorded are told, and kept apart', async () => {
  await using sandbox = await startSandbox();
  const instance = await instanceIn(sandbox);
  const bad = ['no JSON', JSON.stringify({ agent_instance_id: instance, schema_name: 'agent:llm' })];
  await writeFile(file, [lineOf(instance, 0), bad[0], '', lineOf(instance, 1), bad[1], ''].join('\n'));

  const { exitCode, stdout, stderr } = await runProgram(program, [file], sandbox);

  expect(exitCode).toBe(1);
  expect(stdout).toContain('2 recorded, 2 failed');
  expect(stderr).toContain('line 2: bulk.executeAll: items[1].details must be an object, not a string');
  expect(stderr).toContain('line 5: bulk.executeAll: items[3].details.status is required');
  expect(await readFile(`${file}.failed`, 'utf8')).toBe(`${bad.join('\n')}\n`);
  expect(sandbox.spans).toHaveLength(2);
});
