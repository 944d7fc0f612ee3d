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

/** One import or re-export of a source: packages by name, files by their path in the project. */
interface Import {
  readonly path: string;
  readonly isOfTypes: boolean;
}

const statement = /\b(?:import|export)\s+(type\s+)?([\w*{][^;'"]*?)\s*\bfrom\s*'([^']+)'/g;
const bareOrInline = /\bimport\s*\(?\s*'([^']+)'/g;

function importsOf({ name, text }: { name: string; text: string }): Import[] {
  const inProject = (specifier: string): string =>
    specifier.startsWith('.')
      ? relative(projectRoot, join(projectRoot, dirname(name), specifier))
      : specifier;
  return [
    ...[...text.matchAll(statement)].map(([, type, names = '', specifier = '']) => ({
      path: inProject(specifier),
      isOfTypes: type !== undefined || /^\{\s*(type\s[^,]+,?\s*)+\}$/.test(names),
    })),
    ...[...text.matchAll(bareOrInline)].map(([, specifier = '']) => ({
      path: inProject(specifier),
      isOfTypes: false,
    })),
  ];
}

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
    'src/wrapper/transport/connector.ts',
    'src/wrapper/transport/interim-answers.ts',
    'src/wrapper/transport/node.ts',
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

describe('imports', () => {
  // From the top to the ground: each part may import from those on a lower line, and from itself.
  const layers = [
    ['client'],
    ['resources'],
    ['bulk'],
    ['call'],
    ['config'],
    ['hooks', 'retry', 'pfid'],
    ['idempotency', 'transport', 'validation'],
    ['errors', 'clock', 'environment'],
    ['abort'],
    ['own-properties', 'realms'],
  ];
  const partOf = (path: string): string | undefined => /^src\/wrapper\/([\w-]+)/.exec(path)?.[1];
  const heightOf = (path: string): number => -layers.findIndex((parts) => parts.includes(partOf(path) ?? ''));
  const ofWrapper = sources.filter(({ name }) => partOf(name) !== undefined);

  test('are of parts whose place is known', () => {
    const known = layers.flat().sort();
    expect([...new Set(ofWrapper.map(({ name }) => partOf(name)))].sort()).toEqual(known);
  });

  test('run one way: down, those of types among them', () => {
    const upward = ofWrapper.flatMap((source) =>
      importsOf(source)
        .map(({ path }) => path)
        .filter((path) => partOf(path) !== undefined && partOf(path) !== partOf(source.name))
        .filter((path) => heightOf(path) >= heightOf(source.name))
        .map((path) => `${source.name} imports ${path}`),
    );
    expect(upward).toEqual([]);
  });

  // The schemas of the document are what validation reads, and its error codes what errors are judged by.
  test('of generated code are for calls, what stands above them, validation and errors; of its types for all', () => {
    const below = ofWrapper.filter(
      ({ name }) =>
        heightOf(name) < heightOf('src/wrapper/call') &&
        partOf(name) !== 'validation' &&
        name !== 'src/wrapper/errors/codes.ts',
    );
    const ofData = below.flatMap((source) =>
      importsOf(source)
        .filter(({ path, isOfTypes }) => path.startsWith('src/generated/') && !isOfTypes)
        .map(({ path }) => `${source.name} imports ${path}`),
    );
    expect(below.length).toBeGreaterThan(15);
    expect(ofData).toEqual([]);
  });

  test('reach no other entry point from the client', () => {
    const isOfEntryPoint = (path: string): boolean =>
      /^src\/[\w-]+\//.test(path) && !/^src\/(wrapper|generated)\//.test(path);
    const ofClient = sources.filter(({ name }) => !isOfEntryPoint(name));
    expect(ofClient.length).toBeGreaterThan(50);
    for (const source of ofClient) {
      const paths = importsOf(source).map(({ path }) => path);
      expect(paths.filter(isOfEntryPoint), source.name).toEqual([]);
    }
  });

  test('never lead back to where they started', () => {
    const importsOfFile = new Map(
      sources.map((source) => [source.name, importsOf(source).map(({ path }) => path)]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (name: string, trail: readonly string[]): void => {
      if (trail.includes(name)) cycles.push([...trail.slice(trail.indexOf(name)), name].join(' → '));
      if (trail.includes(name) || done.has(name)) return;
      for (const path of importsOfFile.get(name) ?? []) visit(path, [...trail, name]);
      done.add(name);
    };
    for (const { name } of sources) visit(name, []);
    expect(cycles).toEqual([]);
  });
});

test('no file that is written by hand has more than 300 lines', () => {
  const tooLong = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((name) => /\.[jt]s$/.test(name) && !name.startsWith('src/generated/'))
      .filter((name) => readFileSync(join(projectRoot, name), 'utf8').trimEnd().split('\n').length > 300),
  );
  expect(tooLong).toEqual([]);
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

describe('the sandbox', () => {
  const isOfSandbox = (path: string): boolean => path.startsWith('src/testing/');
  const [ofSandbox, ofClient] = [
    sources.filter(({ name }) => isOfSandbox(name)),
    sources.filter(({ name }) => !isOfSandbox(name)),
  ];

  test('is known to no file of the client', () => {
    expect(ofClient.length).toBeGreaterThan(30);
    for (const source of ofClient) {
      const paths = importsOf(source).map(({ path }) => path);
      expect(paths.filter(isOfSandbox), source.name).toEqual([]);
    }
  });

  test('needs nothing but Node and the files of this project', () => {
    expect(ofSandbox.length).toBeGreaterThan(10);
    for (const source of ofSandbox) {
      for (const { path } of importsOf(source)) {
        const isOwn = path.startsWith('src/') && existsSync(join(projectRoot, path));
        expect(isOwn || path.startsWith('node:'), `${source.name} imports ${path}`).toBe(true);
      }
    }
  });

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

describe('tracing', () => {
  const isOfTracing = (path: string): boolean => path.startsWith('src/tracing/');
  const ofTracing = sources.filter(({ name }) => isOfTracing(name));

  test('needs nothing of Node but its contexts, and nothing of the sandbox', () => {
    const allowed = /^(src\/(tracing|wrapper|generated)\/|src\/index\.ts$|node:async_hooks$)/;
    expect(ofTracing.length).toBeGreaterThan(5);
    for (const source of ofTracing) {
      const paths = importsOf(source).map(({ path }) => path);
      expect(
        paths.filter((path) => !allowed.test(path)),
        source.name,
      ).toEqual([]);
    }
  });

  test('is not loaded with the client', async () => {
    const loaded = await loadedBy('prefactor-http');
    expect(loaded).toContain('src/index.ts');
    expect(loaded.filter(isOfTracing)).toEqual([]);
    expect(await loadedBy('prefactor-http/tracing')).toContain('src/tracing/tracer.ts');
  });
});
