/** Rules of the source that no compiler knows. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';

const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: `src/${name}`, text: readFileSync(join(projectRoot, 'src', name), 'utf8') }));

const importing = (packageName: string): string[] =>
  sources
    .filter(({ text }) => new RegExp(`from '${packageName}['/]`).test(text))
    .map(({ name }) => name)
    .sort();

test('openapi-fetch is known to one file', () => {
  expect(importing('openapi-fetch')).toEqual(['src/wrapper/http.ts']);
});

test('undici is known to the transport for Node alone', () => {
  expect(importing('undici')).toEqual([
    'src/wrapper/transport/connecting.ts',
    'src/wrapper/transport/node.ts',
    'src/wrapper/transport/proxy.ts',
    'src/wrapper/transport/undici-internals.d.ts',
  ]);
});

test('every link from a comment to the document leads somewhere', () => {
  const links = sources.flatMap(({ text }) =>
    [...text.matchAll(/@see (openapi\/\S+)/g)].map(([, link = '']) => link),
  );
  expect(links.length).toBeGreaterThanOrEqual(16);
  for (const link of links) expect(existsSync(join(projectRoot, link)), link).toBe(true);
});
