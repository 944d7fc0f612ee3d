/** The code in the README compiles against the package's own types, as it stands there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);

/** What TypeScript says of a block, as if it were a file beside the README. */
function complaints(code: string): string[] {
  const file = join(projectRoot, 'readme-block.ts');
  const { config } = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? code : readFile(name));
  host.getSourceFile = (name, version, ...rest) =>
    name === file ? ts.createSourceFile(name, code, version) : getSourceFile(name, version, ...rest);
  const declarations = fileNames.filter((name) => name.endsWith('.d.ts'));
  const program = ts.createProgram([file, ...declarations], { ...options, noUnusedLocals: false }, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('the README has code to check', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(3);
});

test.each(blocks.map((code, index) => [index + 1, code] as const))('code block %i compiles', (_, code) => {
  expect(complaints(code)).toEqual([]);
});

test('a block with a mistake would be noticed', () => {
  expect(
    complaints(
      "import { PrefactorHttpClient } from 'prefactor-http';\nnew PrefactorHttpClient({ apiUri: '' });",
    ),
  ).toEqual([expect.stringContaining("'apiUri' does not exist")]);
});
