/**
 * The code in the README and on pages of docs/ runs as it stands there: every block of TypeScript that is not marked
 * `no-run`, each in a process of its own. It runs against Prism; what traces, against a sandbox, because Prism makes up the
 * keys of what it answers to bulk requests.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { type Prism, startPrism } from '../../scripts/prism.ts';
import { type Sandbox, startSandbox } from '../../src/testing/index.ts';

const blocks = [
  'README.md',
  'docs/bulk.md',
  'docs/prefactor-core.md',
  'docs/python.md',
  'docs/sandbox.md',
  'docs/sensitive-values.md',
  'docs/tracing.md',
].flatMap((name) => {
  const page = readFileSync(join(projectRoot, name), 'utf8');
  return [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(({ 1: code = '', index }) => ({
    code,
    place: `${name}:${page.slice(0, index).split('\n').length}`,
  }));
});

/** For one block, in milliseconds. */
const limit = 20_000;

let prism: Prism;
let sandbox: Sandbox;
beforeAll(async () => {
  prism = await startPrism();
  sandbox = await startSandbox();
});
afterAll(async () => {
  await prism[Symbol.asyncDispose]();
  await sandbox.close();
});

/** Runs code as a module in the project's folder, where the package's own name is its sources. */
async function run(code: string) {
  const { url, token } = code.includes("'prefactor-http/tracing'")
    ? sandbox
    : { url: prism.url, token: 'example-token' };
  const node = spawn(
    process.execPath,
    ['--conditions=prefactor-source', '--input-type=module-typescript', '-'],
    {
      cwd: projectRoot,
      env: { ...process.env, PREFACTOR_API_URL: url, PREFACTOR_API_TOKEN: token },
      timeout: limit,
    },
  );
  const exit = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    node.once('error', reject);
    node.once('close', (exitCode, signal) => resolve(signal ?? exitCode));
  });
  node.stdin.end(code);
  const [stdout, stderr, exitCode] = await Promise.all([text(node.stdout), text(node.stderr), exit]);
  return { exitCode, stdout, stderr };
}

describe('the code on the pages', () => {
  test('is there', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(2);
  });

  test.each(blocks)(
    'runs, $place',
    async ({ code }) => {
      expect(await run(code)).toMatchObject({ exitCode: 0, stderr: '' });
    },
    limit + 5_000,
  );

  test.each([
    ['throws', "import { VERSION } from 'prefactor-http';\nthrow new Error(VERSION);", 1],
    ['imports what does not exist', "import { nothing } from 'prefactor-http';\nnothing();", 1],
    [
      'is refused',
      "import { PrefactorHttpClient } from 'prefactor-http';\nnew PrefactorHttpClient({ apiUrl: '' });",
      1,
    ],
  ])('would be noticed if a block %s', async (_, code, exitCode) => {
    expect(await run(code)).toMatchObject({ exitCode, stderr: expect.stringContaining('Error') });
  });
});
