/** What has been announced since a commit: changesets, or a version with its entry in the changelog. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseChangesetFile } from '@changesets/parse';
import { fileAt } from './our-document.ts';
import { isAtLeast, type Step, stepBetween } from './semver-step.ts';

export interface Announcement {
  readonly file: string;
  readonly step: Step;
}

interface Package {
  readonly name: string;
  readonly version: string;
}

export const packageOf = (text: string): Package => JSON.parse(text) as Package;

/** The step that a changeset asks for. */
function stepIn(file: string, text: string, name: string): Step {
  try {
    return parseChangesetFile(text).releases.find((release) => release.name === name)?.type ?? 'none';
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @param folder The project. */
export function announcementsSince(ref: string, folder: string): Announcement[] {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const { name, version } = packageOf(read('package.json'));
  const announcements = readdirSync(join(folder, '.changeset'))
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => `.changeset/${file}`)
    .map((file): Announcement & { readonly before: Step | undefined } => {
      const text = fileAt(ref, file, folder);
      return {
        file,
        step: stepIn(file, read(file), name),
        before: text === undefined ? undefined : stepIn(file, text, name),
      };
    })
    // One that was there before announces something else, unless it asks for more by now.
    .filter(({ step, before }) => before === undefined || !isAtLeast(before, step));
  // After a release, its changesets are gone.
  const before = packageOf(fileAt(ref, 'package.json', folder) ?? '{}').version;
  const isReleased = version !== before && read('CHANGELOG.md').split('\n').includes(`## ${version}`);
  return isReleased
    ? [...announcements, { file: 'CHANGELOG.md', step: stepBetween(before, version) }]
    : announcements;
}
