/**
 * Compares the vendor's document with ours.
 *
 *     npm run api:compare                       with what PREFACTOR_API_URL serves, or the server of our document
 *     npm run api:compare -- openapi.json       with a file, or a URL
 *     npm run api:compare -- --json             for programs
 *
 * Exits 0 when nothing differs but what `openapi/known-differences.yaml` knows, 1 when something does, and 2 when there
 * is nothing to compare with.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareDocuments } from './compare/documents.ts';
import { readKnownDifferences, sortOut } from './compare/known-differences.ts';
import { ourDocument } from './compare/our-document.ts';
import { InputError, readDocument } from './compare/read-document.ts';
import { describe, summary, toJson } from './compare/report.ts';
import { asObject, Source } from './compare/source.ts';
import { inOurStyle } from './compare/vendor-style.ts';
import { projectRoot } from './generate/document.ts';

const usage = 'Usage: npm run api:compare -- [--json] [file or url]';

function readArguments(): { place: string | undefined; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [place, ...more] = positionals;
    if (more.length > 0) throw new Error(`one file or URL at a time, not also ${more.join(' ')}`);
    return { place, json: values.json };
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** Where the vendor's document is, unless somebody says otherwise. */
function defaultPlace(ours: Source): string {
  const [server] = ours.root['servers'] as unknown[];
  const host = process.env['PREFACTOR_API_URL'] || String(asObject(server)['url']);
  if (!URL.canParse(host)) throw new InputError(`PREFACTOR_API_URL is no URL: ${host}`);
  return `${host.replace(/\/+$/, '')}/api/v1/openapi`;
}

try {
  const { place, json } = readArguments();
  const ours = ourDocument();
  const theirs = Source.of(inOurStyle(await readDocument(place ?? defaultPlace(ours))));
  const known = readKnownDifferences(
    readFileSync(join(projectRoot, 'openapi/known-differences.yaml'), 'utf8'),
  );
  // Our requests are closed, so that a field in the wrong place is noticed. That the API takes it is no difference.
  const differences = compareDocuments(ours, theirs).filter(({ kind }) => kind !== 'opened');
  const sorted = sortOut(differences, known);
  process.stdout.write(json ? toJson(sorted) : describe(sorted) + summary(sorted));
  process.exitCode = sorted.unknown.length > 0 ? 1 : 0;
} catch (error) {
  const isExpected = error instanceof InputError;
  process.stderr.write(`api:compare: ${isExpected ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
