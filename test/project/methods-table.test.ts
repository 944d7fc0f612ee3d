/** The README's table of methods has every method of every resource, and no other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { PrefactorHttpClient } from '../../src/index.ts';

/** The methods in a row of the table, by what they are methods of. */
function rows(): Record<string, string[]> {
  const page = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const [, table = ''] = /\n\| Where \| Methods \|\n.*\n((?:\|.*\n)+)/.exec(page) ?? [];
  const lines = [...table.matchAll(/^\| `client\.(\w+)` \| (.*) \|$/gm)];
  return Object.fromEntries(
    lines.map(([, resource = '', methods = '']) => [
      resource,
      [...methods.matchAll(/`(\w+)\(/g)].map(([, method = '']) => method).sort(),
    ]),
  );
}

test('the table of methods is that of the client', async () => {
  await using client = new PrefactorHttpClient({ apiUrl: 'http://127.0.0.1', apiToken: 'test-token' });
  const resources = Object.entries<object>({ ...client }).map(([name, resource]) => [
    name,
    Object.getOwnPropertyNames(Object.getPrototypeOf(resource))
      .filter((method) => !['constructor', 'close', 'flush'].includes(method))
      .sort(),
  ]);
  expect(resources.length).toBeGreaterThan(5);
  expect(rows()).toEqual(Object.fromEntries(resources));
});
