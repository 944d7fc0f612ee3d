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

/** @throws When it was not there. */
export function ourDocumentAt(ref: string, folder: string): Source {
  return Source.load(root, (file) => {
    const text = fileAt(ref, file, folder);
    if (text === undefined) throw new Error(`${file} did not exist at ${ref}`);
    return text;
  });
}

/** A file as it was in a commit; undefined when it was not there. */
export function fileAt(ref: string, file: string, folder: string): string | undefined {
  try {
    return git(['show', `${ref}:./${file}`], folder);
  } catch {
    return undefined;
  }
}

export function isCommit(ref: string, folder: string): boolean {
  try {
    git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], folder);
    return true;
  } catch {
    return false;
  }
}

function git(parameters: string[], folder: string): string {
  return execFileSync('git', parameters, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}
