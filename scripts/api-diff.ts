/**
 * Says which step of the version our own change of the document asks for, and whether a changeset announces it.
 *
 *     npm run api:diff -- origin/main
 *
 * Exits 0 when a changeset, or the changelog of a new version, asks for at least that step; 1 when none does; and 2 when
 * there is nothing to compare with.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { announcementsSince, packageOf } from './compare/announcements.ts';
import { compareDocuments } from './compare/documents.ts';
import { isCommit, ourDocument, ourDocumentAt } from './compare/our-document.ts';
import { describeDifferences } from './compare/report.ts';
import { isAtLeast, largest, stepBelowOne, stepOf } from './compare/semver-step.ts';

const print = (text: string): void => void process.stdout.write(text);

function run(folder: string, ref: string): number {
  const [before, now] = [ourDocumentAt(ref, folder), ourDocument(folder)];
  // Lines of the old document help nobody.
  const differences = compareDocuments(before, now).map((one) => ({ ...one, place: undefined }));
  const step = stepOf(differences, before.text() !== now.text());
  print(describeDifferences(differences, 'New'));
  if (step === 'none') {
    print(`The document has not changed since ${ref}.\n`);
    return 0;
  }
  const { version } = packageOf(readFileSync(join(folder, 'package.json'), 'utf8'));
  const wanted = version.startsWith('0.') ? stepBelowOne(step) : step;
  const why = wanted === step ? '' : `: it would be ${step} from 1.0 on, this is ${version}`;
  if (step === 'patch') print('Descriptions, examples or extensions have changed.\n\n');
  print(`The change asks for a ${wanted} step${why}.\n`);

  const announced = announcementsSince(ref, folder);
  for (const { file, step } of announced) print(`  ${file}: ${step}\n`);
  if (isAtLeast(largest(announced.map(({ step }) => step)), wanted)) return 0;
  const advice =
    announced.length === 0
      ? `Nothing since ${ref} announces it. Add a changeset: npm run changeset`
      : `None of these asks for that much: let one of them say ${wanted}.`;
  process.stderr.write(`${advice}\n`);
  return 1;
}

const [ref, ...more] = process.argv.slice(2);
const folder = process.cwd();
if (ref === undefined || more.length > 0) {
  process.stderr.write('Usage: npm run api:diff -- <git ref>\n');
  process.exitCode = 2;
} else if (!isCommit(ref, folder)) {
  process.stderr.write(`api:diff: git knows no commit ${ref}\n`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = run(folder, ref);
  } catch (error) {
    process.stderr.write(`api:diff: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
