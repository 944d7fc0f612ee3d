/** The page that tells what holds under which fault, and the tests that prove it, name the same rows. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';

const folders = ['test/faults', 'test/chaos', 'test/bulk', 'test/client', 'test/tracing'].map((name) =>
  join(projectRoot, name),
);
const page = readFileSync(join(projectRoot, 'docs/reliability.md'), 'utf8');

const promised = [...page.matchAll(/^\| ([A-Z]\d+) \|.*\| `([a-z-]+)` \|$/gm)].map(
  ([, id, file]) => `${id} in ${file}`,
);

const proven = folders
  .flatMap((folder) => readdirSync(folder).map((name) => ({ folder, name })))
  .filter(({ name }) => name.endsWith('.test.ts'))
  .flatMap(({ folder, name }) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const ids = [...text.matchAll(/['"`]([A-Z]\d+)(?:['"`]|: )/g)].map(([, id]) => id);
    return [...new Set(ids)].map((id) => `${id} in ${name.replace('.test.ts', '')}`);
  });

test('every row of the page has its tests where it says, and every tested row is on the page', () => {
  expect(promised.length).toBeGreaterThan(40);
  expect(proven.sort()).toEqual(promised.sort());
});
