/**
 * The life of a run, `openapi/agent-run.arazzo.yaml`, sent step by step to a mock server and to the sandbox. Each answer
 * is held against the document.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { startPrism, startPrismProxy } from '../../scripts/prism.ts';
import { startSandbox } from '../../src/testing/index.ts';

interface Respected {
  exitCode: number;
  /** What Redocly says of the whole file, `Steps: 10 passed, 10 total` for example. */
  summary: string;
}

function respect(url: string, tokens: { token: string; accountToken: string }): Promise<Respected> {
  const inputs = { ...tokens, run: 'ticket-20417' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [
        join(projectRoot, 'node_modules/@redocly/cli/bin/cli.js'),
        'respect',
        'openapi/agent-run.arazzo.yaml',
        ...['--server', `prefactor=${url}`],
        ...Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
      ],
      {
        cwd: projectRoot,
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
      (error, stdout, stderr) => {
        const [summary = stdout + stderr] = /Workflows: [\s\S]*?Checks: .*/.exec(stdout) ?? [];
        resolve({ exitCode: error === null ? 0 : Number(error.code), summary });
      },
    );
  });
}

const passed = {
  exitCode: 0,
  summary: expect.stringMatching(
    /Workflows: 2 passed, 2 total\s+Steps: 10 passed, 10 total\s+Checks: (\d+) passed, \1 total/,
  ),
};

test('a mock server of the document answers every step as the steps expect', async () => {
  await using prism = await startPrism();
  expect(await respect(prism.url, { token: 'example-token', accountToken: 'example-token' })).toEqual(passed);
});

test('the sandbox does, behind a proxy that lets no violation pass, and records the run once', async () => {
  await using sandbox = await startSandbox();
  await using proxy = await startPrismProxy(sandbox.url);
  expect(await respect(proxy.url, sandbox)).toEqual(passed);

  const steps = new Set(sandbox.requests.map(({ operation }) => operation));
  expect(steps.size).toBe(8);
  expect(sandbox.requests.flatMap(({ dropped }) => dropped)).toEqual([]);
  const [run, ...others] = sandbox.instances;
  expect({ others, status: run?.status }).toEqual({ others: [], status: 'complete' });
  expect(sandbox.spans.map(({ status }) => status)).toEqual(['complete', 'complete', 'complete', 'failed']);
  const [task] = sandbox.spans;
  expect(sandbox.spans.map(({ parent_span_id }) => parent_span_id)).toEqual([
    null,
    task?.id,
    task?.id,
    task?.id,
  ]);

  // Its keys come from the id of the run: all of it again changes nothing.
  expect(await respect(proxy.url, sandbox)).toEqual(passed);
  expect([sandbox.instances.length, sandbox.spans.length]).toEqual([1, 4]);
});

test('an answer that is not as expected would be noticed', async () => {
  await using sandbox = await startSandbox({
    faults: [{ fault: 'status', status: 503, operations: ['finishAgentSpan'], times: 1 }],
  });
  const { exitCode, summary } = await respect(sandbox.url, sandbox);
  expect(exitCode).toBe(1);
  expect(summary).toMatch(/Steps: .*1 failed/);
});
