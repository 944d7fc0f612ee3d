/** Our document with its lines, as it is on disk or was in a commit. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../generate/document.ts';
import { Source } from './source.ts';

const root = 'openapi/openapi.yaml';

/** @param folder The project, or a copy of it. */
export function ourDocument(folder: string = projectRoot): Source {
  return Source.load(root, (file) => readFileSync(join(folder, file), 'utf8'));
}

/** @throws When git does not know the ref, or the document was not there. */
export function ourDocumentAt(ref: string, folder: string = projectRoot): Source {
  return Source.load(root, (file) =>
    execFileSync('git', ['show', `${ref}:./${file}`], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }),
  );
}
