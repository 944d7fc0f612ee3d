/** The code in the README and on pages of docs/ compiles against the package's own types, as it stands there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { diagnosticsOf } from './diagnostics.ts';

const pages = [
  'README.md',
  'docs/bulk.md',
  'docs/prefactor-core.md',
  'docs/python.md',
  'docs/sandbox.md',
  'docs/sensitive-values.md',
  'docs/tracing.md',
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

test.each(pages)('$name has code to check', ({ name }) => {
  expect(blocks.filter(({ place }) => place.startsWith(name)).length).toBeGreaterThanOrEqual(3);
});

test('every block of TypeScript is checked, and says nothing but "ts" or "ts no-run" of itself', () => {
  const fences = pages.flatMap(({ text }) => text.match(/^ *```+ *(ts|tsx|typescript|mts)\b.*$/gim) ?? []);
  expect(fences.filter((fence) => fence !== '```ts' && fence !== '```ts no-run')).toEqual([]);
  expect(blocks).toHaveLength(fences.length);
});

/** One block with a mistake, and one without. */
const trial = [
  "import { PrefactorHttpClient } from 'prefactor-http';\nnew PrefactorHttpClient({ apiUri: '' });",
  "import { PrefactorHttpClient } from 'prefactor-http';\nnew PrefactorHttpClient({ apiUrl: '' });",
];
const [wrong, right, ...found] = diagnosticsOf([...trial, ...blocks.map(({ code }) => code)], {
  options: { noUnusedLocals: false },
  everywhere: true,
});
test.each(blocks.map(({ place }, index) => [place, found[index]] as const))(
  'the code block at %s compiles',
  (_, diagnostics) => {
    expect(diagnostics).toEqual([]);
  },
);

test('a block with a mistake would be noticed, and no other blamed for it', () => {
  expect([wrong, right]).toEqual([[expect.stringContaining("'apiUri' does not exist")], []]);
});
