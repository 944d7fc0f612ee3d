/** The package as users get it: packed, and unpacked into an empty project. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../scripts/generate/document.ts';

export const run = promisify(execFile);

export interface InstalledPackage {
  /** The folder of the project it is installed into. */
  project: string;
  /** The packed file. */
  tarball: string;
  /** The folder of the unpacked package. */
  installed: string;
  remove: () => Promise<void>;
}

export async function installPackage(): Promise<InstalledPackage> {
  const project = await mkdtemp(join(tmpdir(), 'prefactor-http-package-'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project], {
    cwd: projectRoot,
  });
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ filename: string }];
  const tarball = join(project, filename);
  const installed = join(project, 'node_modules/prefactor-http');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed]);
  // The dependencies it declares, as installed here; nothing else can be found from there.
  for (const name of ['cockatiel', 'openapi-fetch', 'openapi-typescript-helpers', 'undici']) {
    await symlink(join(projectRoot, 'node_modules', name), join(project, 'node_modules', name));
  }
  // For the projects that ask for them.
  await mkdir(join(project, 'node_modules/@types'));
  await symlink(join(projectRoot, 'node_modules/@types/node'), join(project, 'node_modules/@types/node'));
  return { project, tarball, installed, remove: () => rm(project, { recursive: true }) };
}
