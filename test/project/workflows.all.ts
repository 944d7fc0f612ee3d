/** What continuous integration runs: the workflows of GitHub, and the scripts of `.ci/`. */
import { execFile, execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../scripts/generate/document.ts';
import { json, startServer } from '../support/server.ts';
import { theirs } from './api-compare.ts';

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<
    string,
    {
      permissions?: Record<string, string>;
      'timeout-minutes'?: number;
      steps: { uses?: string; run?: string; with?: Record<string, unknown> }[];
    }
  >;
}

const folder = join(projectRoot, '.github/workflows');
const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, text, content: parse(text) as Workflow };
});
const jobs = workflows.flatMap(({ name, content }) =>
  Object.entries(content.jobs).map(([id, job]) => ({ name: `${name} ${id}`, job })),
);

test('every action is pinned to a commit, with its version beside it', () => {
  const uses = workflows.flatMap(({ text }) => [...text.matchAll(/uses: *(.*)/g)].map(([, what]) => what));
  expect(uses.length).toBeGreaterThanOrEqual(8);
  for (const what of uses) expect(what).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  // One action, one commit.
  expect(new Set(uses).size).toBe(new Set(uses.map((what) => what?.split('@')[0])).size);
});

test('every job says how long it may take and what it may do, and only one may write', () => {
  for (const { content } of workflows) expect(content.permissions).toEqual({});
  for (const { name, job } of jobs) {
    expect(job['timeout-minutes'], name).toBeGreaterThan(0);
    const mayWrite = name === 'regenerate.yml compare';
    expect(job.permissions, name).toEqual(
      mayWrite ? { contents: 'write', 'pull-requests': 'write' } : { contents: 'read' },
    );
    const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(
      checkouts.map((step) => step.with?.['persist-credentials']),
      name,
    ).toEqual([false]);
  }
});

test('every command is one of this project', () => {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const commands = jobs.flatMap(({ job }) => job.steps.flatMap(({ run }) => run?.split(' && ') ?? []));
  expect(commands.length).toBeGreaterThanOrEqual(8);
  for (const command of commands) {
    const [, script] = /^npm (?:run )?([\w:]+)/.exec(command) ?? [];
    const [, file] = /^(?:node )?(\S+\/\S+)/.exec(command) ?? [];
    if (file !== undefined) expect(existsSync(join(projectRoot, file)), command).toBe(true);
    else if (script !== 'ci' && !command.startsWith('gh auth'))
      expect(scripts, command).toHaveProperty([script ?? '']);
    if (file?.startsWith('.ci/')) accessSync(join(projectRoot, file), constants.X_OK);
  }
});

describe('.ci/report-vendor-differences', () => {
  let work: string;
  let copy: string;
  const git = (...parameters: string[]): string =>
    execFileSync('git', parameters, { cwd: copy, encoding: 'utf8', stdio: 'pipe' }).trim();

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'prefactor-http-report-'));
    copy = join(work, 'copy');
    for (const name of ['openapi', 'scripts', '.ci', 'package.json'])
      await cp(join(projectRoot, name), join(copy, name), { recursive: true });
    await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
    git('init', '--quiet', '--initial-branch=main');
    git('add', 'openapi');
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', 'commit', '--quiet', '-m', 'Begin');
    git('init', '--quiet', '--bare', join(work, 'remote'));
    git('remote', 'add', 'origin', join(work, 'remote'));
    // Writes down what it is asked for, and says that a pull request is open where one was.
    await mkdir(join(work, 'bin'));
    await writeFile(
      join(work, 'bin/gh'),
      `#!/bin/sh\necho "$@" >> '${work}/asked'\ncase "$2" in list) cat '${work}/open' 2> /dev/null || true;; esac\n`,
    );
    await chmod(join(work, 'bin/gh'), 0o755);
  });
  afterEach(() => rm(work, { recursive: true }));

  const asked = (): Promise<string> => readFile(join(work, 'asked'), 'utf8').catch(() => '');

  function report(url: string): Promise<{ exitCode: number; printed: string }> {
    const env = {
      ...process.env,
      PATH: `${join(work, 'bin')}:${process.env['PATH']}`,
      PREFACTOR_API_URL: url,
    };
    return new Promise((resolve) => {
      execFile(join(copy, '.ci/report-vendor-differences'), { cwd: work, env }, (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code), printed: stdout + stderr });
      });
    });
  }

  const documentWith = (path: string): object => ({
    ...theirs,
    paths: { ...(theirs['paths'] as object), [path]: { get: { responses: {} } } },
  });

  test('does nothing when nothing differs', async () => {
    await using server = await startServer((response) => json(response, 200, theirs));
    expect(await report(server.url)).toEqual({
      exitCode: 0,
      printed: expect.stringContaining('No difference'),
    });
    expect([await asked(), git('branch', '--all')]).toEqual(['', '* main']);
  });

  test('opens a pull request with the report, brings it up to date, and leaves it alone when nothing is new', async () => {
    let document = documentWith('/api/v1/first');
    await using server = await startServer((response) => json(response, 200, document));
    const opened = await report(server.url);
    expect(opened, opened.printed).toMatchObject({ exitCode: 0 });
    const pushed = (): string => {
      git('fetch', '--quiet', 'origin');
      return git('show', 'origin/vendor-differences:openapi/vendor-differences.md');
    };
    expect(pushed()).toContain('GET /api/v1/first is new');
    expect(await asked()).toMatch(/^pr list .*\npr create --head vendor-differences --title .*\n$/);
    expect(git('diff', '--name-only', 'main', 'origin/vendor-differences')).toBe(
      'openapi/vendor-differences.md',
    );

    git('switch', '--quiet', 'main');
    expect(await report(server.url)).toMatchObject({
      exitCode: 0,
      printed: expect.stringContaining('has this report already'),
    });
    expect((await asked()).split('\n')).toHaveLength(3);

    document = documentWith('/api/v1/second');
    await writeFile(join(work, 'open'), '7\n');
    expect(await report(server.url)).toMatchObject({ exitCode: 0 });
    expect(pushed()).toContain('GET /api/v1/second is new');
    expect(await asked()).toMatch(
      /pr edit vendor-differences --body-file openapi\/vendor-differences\.md\n$/,
    );
  });

  test('fails when there is nothing to compare with', async () => {
    const { exitCode, printed } = await report('http://127.0.0.1:1');
    expect(exitCode).toBe(2);
    expect(printed).toContain('Cannot reach http://127.0.0.1:1/api/v1/openapi');
    expect(await asked()).toBe('');
  });
});
