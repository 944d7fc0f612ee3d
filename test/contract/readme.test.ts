/**
 * The code in the README and on pages of docs/ runs as it stands there, against Prism: every block of TypeScript that is
 * not marked `no-run`, each in a process of its own.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { type Prism, startPrism } from '../../scripts/prism.ts';

const blocks = [
  'README.md',
  'docs/bulk.md',
  'docs/prefactor-core.md',
  'docs/python.md',
  'docs/sandbox.md',
  'docs/sensitive-values.md',
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
beforeAll(async () => {
  prism = await startPrism();
});
afterAll(() => prism[Symbol.asyncDispose]());

/** Runs code as a module in the project's folder, where the package's own name is its sources. */
async function run(code: string) {
  const node = spawn(
    process.execPath,
    ['--conditions=prefactor-source', '--input-type=module-typescript', '-'],
    {
      cwd: projectRoot,
      env: { ...process.env, PREFACTOR_API_URL: prism.url, PREFACTOR_API_TOKEN: 'example-token' },
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
