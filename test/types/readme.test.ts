/** The code in the README and on pages of docs/ compiles against the package's own types, as it stands there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';

const pages = [
  'README.md',
  'docs/bulk.md',
  'docs/prefactor-core.md',
  'docs/python.md',
  'docs/sandbox.md',
].map((name) => ({
  name,
  text: readFileSync(join(projectRoot, name), 'utf8'),
}));
const blocks = pages.flatMap(({ name, text }) =>
  [...text.matchAll(/^```ts(?: no-run)?\n(.*?)^```/gms)].map(({ 1: code = '', index }) => ({
    code,
    place: `${name}:${text.slice(0, index).split('\n').length}`,
  })),
);

/** What TypeScript says of each block, as if it were a file beside the README. */
function complaints(codes: readonly string[]): string[][] {
  const files = new Map(
    codes.map((code, index) => [join(projectRoot, `readme-block-${index + 1}.ts`), code]),
  );
  const { config } = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const code = files.get(name);
    return code === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, code, version);
  };
  const declarations = fileNames.filter((name) => name.endsWith('.d.ts'));
  const program = ts.createProgram(
    [...files.keys(), ...declarations],
    { ...options, noUnusedLocals: false },
    host,
  );
  const all = ts.getPreEmitDiagnostics(program);
  return [...files.keys()].map((name) =>
    all
      // What belongs to no file, or to another, is everybody's.
      .filter(({ file }) => file === undefined || file.fileName === name || !files.has(file.fileName))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

test.each(pages)('$name has code to check', ({ name }) => {
  expect(blocks.filter(({ place }) => place.startsWith(name)).length).toBeGreaterThanOrEqual(3);
});

test('every block of TypeScript is checked, and says nothing but "ts" or "ts no-run" of itself', () => {
  const fences = pages.flatMap(({ text }) => text.match(/^ *```+ *(ts|tsx|typescript|mts)\b.*$/gim) ?? []);
  expect(fences.filter((fence) => fence !== '```ts' && fence !== '```ts no-run')).toEqual([]);
  expect(blocks).toHaveLength(fences.length);
});

const found = complaints(blocks.map(({ code }) => code));
test.each(blocks.map(({ place }, index) => [place, found[index]] as const))(
  'the code block at %s compiles',
  (_, complaintsOfBlock) => {
    expect(complaintsOfBlock).toEqual([]);
  },
);

test('a block with a mistake would be noticed, and no other blamed for it', () => {
  expect(
    complaints([
      "import { PrefactorHttpClient } from 'prefactor-http';\nnew PrefactorHttpClient({ apiUri: '' });",
      "import { PrefactorHttpClient } from 'prefactor-http';\nnew PrefactorHttpClient({ apiUrl: '' });",
    ]),
  ).toEqual([[expect.stringContaining("'apiUri' does not exist")], []]);
});
