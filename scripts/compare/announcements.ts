/** What has been announced since a commit: changesets, or a version with its entry in the changelog. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseChangesetFile } from '@changesets/parse';
import { fileAt } from './our-document.ts';
import { type Step, stepBetween } from './semver-step.ts';

export interface Announcement {
  readonly file: string;
  readonly step: Step;
}

interface Package {
  readonly name: string;
  readonly version: string;
}

export const packageOf = (text: string): Package => JSON.parse(text) as Package;

/** @param folder The project. */
export function announcementsSince(ref: string, folder: string): Announcement[] {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const { name, version } = packageOf(read('package.json'));
  const announcements = readdirSync(join(folder, '.changeset'))
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => `.changeset/${file}`)
    .filter((file) => read(file) !== fileAt(ref, file, folder))
    .map((file): Announcement => {
      const { releases } = parseChangesetFile(read(file));
      return { file, step: releases.find((release) => release.name === name)?.type ?? 'none' };
    });
  // After a release, its changesets are gone.
  const before = packageOf(fileAt(ref, 'package.json', folder) ?? '{}').version;
  const isReleased = version !== before && read('CHANGELOG.md').split('\n').includes(`## ${version}`);
  return isReleased
    ? [...announcements, { file: 'CHANGELOG.md', step: stepBetween(before, version) }]
    : announcements;
}
