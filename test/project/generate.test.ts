/** `npm run generate`, run on a copy of the project. */
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';

let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'prefactor-http-generate-'));
  for (const name of ['openapi', 'scripts', 'redocly.yaml', 'package.json', 'src/generated']) {
    await cp(join(projectRoot, name), join(copy, name), { recursive: true });
  }
  await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true }));

function generate(...parameters: string[]): Promise<{ exitCode: number; printed: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(copy, 'scripts/generate.ts'), ...parameters],
      (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code), printed: stdout + stderr });
      },
    );
  });
}

async function generated(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(join(folder, 'src/generated'))).sort();
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(folder, 'src/generated', name), 'utf8')] as const),
    ),
  );
}

test('makes the same bytes again from nothing', async () => {
  await rm(join(copy, 'src/generated'), { recursive: true });
  expect(await generate()).toMatchObject({ exitCode: 0 });
  expect(await generated(copy)).toEqual(await generated(projectRoot));
  expect(await generate('--check')).toMatchObject({ exitCode: 0 });
});

test('with --check it names what is stale, exits 1 and changes nothing', async () => {
  await appendFile(join(copy, 'src/generated/operations.ts'), '// edited\n');
  await writeFile(join(copy, 'src/generated/left-over.ts'), '');
  const before = await generated(copy);

  const { exitCode, printed } = await generate('--check');

  expect(exitCode).toBe(1);
  expect(printed).toContain('src/generated/left-over.ts, src/generated/operations.ts');
  expect(printed).not.toContain('types.ts');
  expect(await generated(copy)).toEqual(before);
});

test('refuses an argument it does not know', async () => {
  expect(await generate('--chekc')).toMatchObject({
    exitCode: 2,
    printed: expect.stringContaining('--chekc'),
  });
});

test('the validators need nothing at run time: no import, no require, no eval', async () => {
  const files = await generated(projectRoot);
  for (const name of ['request-validators.ts', 'response-validators.ts']) {
    expect(files.get(name)).not.toMatch(/\b(require|import|eval|Function)\b\s*\(|^import /m);
  }
});
