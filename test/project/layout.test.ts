/** Rules of the source that no compiler knows. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { operations } from '../../src/generated/operations.ts';

const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: `src/${name}`, text: readFileSync(join(projectRoot, 'src', name), 'utf8') }));

const importing = (packageName: string): string[] =>
  sources
    .filter(({ text }) => new RegExp(`from '${packageName}['/]`).test(text))
    .map(({ name }) => name)
    .sort();

test('openapi-fetch is known to one file', () => {
  expect(importing('openapi-fetch')).toEqual(['src/wrapper/call/openapi-fetch.ts']);
});

test('undici is known to the transport for Node alone', () => {
  expect(importing('undici')).toEqual([
    'src/wrapper/transport/node.ts',
    'src/wrapper/transport/pending-sockets.ts',
    'src/wrapper/transport/proxy.ts',
    'src/wrapper/transport/undici-internals.d.ts',
  ]);
});

test('every comment that names an operation names the file of the document that describes it', () => {
  const named = sources.flatMap(({ text }) => [
    ...text.matchAll(/@remarks Operation `(\w+)` in `(openapi\/\S+)`/g),
  ]);
  expect(named.length).toBeGreaterThanOrEqual(16);
  for (const [, id, file = ''] of named) {
    expect(readFileSync(join(projectRoot, file), 'utf8'), file).toMatch(
      new RegExp(`operationId: ${id}$`, 'm'),
    );
  }
  expect(new Set(named.map(([, id]) => id))).toEqual(new Set(Object.keys(operations)));
  // An editor takes what follows `@see` for a name, and shows a path in pieces.
  expect(sources.filter(({ text }) => /@see openapi/.test(text))).toEqual([]);
});

describe('the sandbox', () => {
  /** What a source imports: packages by name, files by their path in the project. */
  const importsOf = ({ name, text }: { name: string; text: string }): string[] =>
    [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(([, specifier = '']) =>
      specifier.startsWith('.')
        ? relative(projectRoot, join(projectRoot, dirname(name), specifier))
        : specifier,
    );
  const isOfSandbox = (path: string): boolean => path.startsWith('src/testing/');
  const [ofSandbox, ofClient] = [
    sources.filter(({ name }) => isOfSandbox(name)),
    sources.filter(({ name }) => !isOfSandbox(name)),
  ];

  test('is known to no file of the client', () => {
    expect(ofClient.length).toBeGreaterThan(30);
    for (const source of ofClient) expect(importsOf(source).filter(isOfSandbox), source.name).toEqual([]);
  });

  test('needs nothing but Node and the files of this project', () => {
    expect(ofSandbox.length).toBeGreaterThan(10);
    for (const source of ofSandbox) {
      for (const path of importsOf(source)) {
        const isOwn = path.startsWith('src/') && existsSync(join(projectRoot, path));
        expect(isOwn || path.startsWith('node:'), `${source.name} imports ${path}`).toBe(true);
      }
    }
  });

  /** The files of the project's source that a process loads which imports a module of the package. */
  async function loadedBy(specifier: string): Promise<string[]> {
    const code = `
      import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
      await import(${JSON.stringify(specifier)});
      process.stdout.write(JSON.stringify(loaded));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=prefactor-source', '--input-type=module', '--eval', code],
      { cwd: projectRoot },
    );
    const src = `${pathToFileURL(join(projectRoot, 'src')).href}/`;
    return (JSON.parse(stdout) as string[]).map((url) => url.replace(src, 'src/'));
  }

  test('is not loaded with the client', async () => {
    const loaded = await loadedBy('prefactor-http');
    expect(loaded).toContain('src/index.ts');
    expect(loaded.filter(isOfSandbox)).toEqual([]);
  });

  test('is loaded by its own name, and brings no package along', async () => {
    const loaded = await loadedBy('prefactor-http/testing');
    expect(loaded).toContain('src/testing/sandbox.ts');
    expect(loaded.filter((url) => !/^(src\/|node:)/.test(url))).toEqual([]);
  });
});
