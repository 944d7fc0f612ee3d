/** The comparison as `npm run api:compare` makes it, on a document in memory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareDocuments } from '../../scripts/compare/documents.ts';
import { readKnownDifferences, type Sorted, sortOut } from '../../scripts/compare/known-differences.ts';
import { ourDocument } from '../../scripts/compare/our-document.ts';
import { type Json, Source } from '../../scripts/compare/source.ts';
import { inOurStyle } from '../../scripts/compare/vendor-style.ts';
import { loadDocument, projectRoot } from '../../scripts/generate/document.ts';
import { allChanges } from './planted-changes/all.ts';
import type { Change } from './planted-changes/change.ts';
import { vendorDocument } from './vendor-document.ts';

const bundle = await loadDocument();
const ours = ourDocument();
const known = readKnownDifferences(readFileSync(join(projectRoot, 'openapi/known-differences.yaml'), 'utf8'));

export const theirs = vendorDocument(bundle);
export const changes = allChanges(theirs, bundle);

export function compareWith(document: Json): Sorted {
  const differences = compareDocuments(ours, Source.of(inOurStyle(document)));
  return sortOut(
    differences.filter(({ kind }) => kind !== 'opened'),
    known,
  );
}

/** What a report says of a document with these changes, and what it should say. */
export function plant(planted: readonly Change[]): { found: string[]; expected: string[] } {
  const copy = structuredClone(theirs);
  for (const { apply } of planted) apply(copy);
  const text = ({ at, kind, breaking }: { at: string; kind: string; breaking: boolean }): string =>
    `${at}: ${kind}${breaking ? ', breaking' : ''}`;
  return {
    found: compareWith(copy).unknown.map(text).sort(),
    expected: planted.flatMap(({ expected }) => expected.map(text)).sort(),
  };
}
