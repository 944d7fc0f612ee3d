/**
 * Compiles `openapi/` into `src/generated/`.
 *
 *     npm run generate             writes what has changed
 *     npm run generate -- --check  writes nothing; exits 1 and names the files that are stale
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listOperations, loadDocument, projectRoot } from './generate/document.ts';
import { errorCodesTable } from './generate/error-codes.ts';
import { operationsTable } from './generate/operations.ts';
import { schemasTable } from './generate/schemas.ts';
import { types } from './generate/types.ts';

const folder = join(projectRoot, 'src/generated');
const header = '// Generated from openapi/ by `npm run generate`. Do not edit.\n';

async function generate(): Promise<Map<string, string>> {
  const document = await loadDocument();
  const operations = listOperations(document);
  const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  const named = await types(document);
  return new Map([
    ['types.ts', `${header}\n${named.types}`],
    ['paths.ts', `${header}\n${named.paths}`],
    ['schemas.ts', `${header}\n${schemasTable(document, operations)}`],
    ['error-codes.ts', `${header}\n${errorCodesTable(document)}`],
    ['operations.ts', `${header}\n${operationsTable(document, operations)}`],
    ['version.ts', `${header}\n/** The version of this package. */\nexport const VERSION = '${version}';\n`],
  ]);
}

async function findStale(files: Map<string, string>): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const stale = (await readdir(folder)).filter((name) => !files.has(name));
  for (const [name, content] of files) {
    const onDisk = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (onDisk !== content) stale.push(name);
  }
  return stale.sort();
}

const unknown = process.argv.slice(2).filter((argument) => argument !== '--check');
if (unknown.length > 0) {
  process.stderr.write(`generate: unknown argument ${unknown.join(' ')}; the only one is --check\n`);
  process.exit(2);
}

const files = await generate().catch((error: unknown) => {
  process.stderr.write(`generate: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
const stale = await findStale(files);
if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    process.stderr.write(
      `Stale: ${stale.map((name) => `src/generated/${name}`).join(', ')}\nRun \`npm run generate\`.\n`,
    );
    process.exit(1);
  }
  process.stdout.write('src/generated is up to date.\n');
} else {
  for (const name of stale) {
    const content = files.get(name);
    if (content === undefined) await rm(join(folder, name));
    else await writeFile(join(folder, name), content);
  }
  process.stdout.write(stale.length > 0 ? `Written: ${stale.join(', ')}\n` : 'Nothing has changed.\n');
}
