/** `npm run api:diff`, in a repository of its own with a copy of the document. */
import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';

let folder: string;

const git = (...parameters: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...parameters], {
    cwd: folder,
    encoding: 'utf8',
  });

const write = (file: string, text: string): Promise<void> => writeFile(join(folder, file), text);

async function setVersion(version: string): Promise<void> {
  await write('package.json', JSON.stringify({ name: 'prefactor-http', version }));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prefactor-http-diff-'));
  await cp(join(projectRoot, 'openapi'), join(folder, 'openapi'), { recursive: true });
  await mkdir(join(folder, '.changeset'));
  await write('.changeset/README.md', '# Changesets\n');
  await write('.changeset/old.md', "---\n'prefactor-http': major\n---\n\nAnother change.\n");
  await write('CHANGELOG.md', '# Changelog\n');
  await setVersion('1.2.3');
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Begin');
});
afterEach(() => rm(folder, { recursive: true }));

async function edit(file: string, text: string | RegExp, other: string): Promise<void> {
  const before = await readFile(join(folder, file), 'utf8');
  const after = before.replace(text, other);
  expect(after).not.toBe(before);
  await write(file, after);
}

function diff(...parameters: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const program = join(projectRoot, 'scripts/api-diff.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...parameters], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const announce = (step: string): Promise<void> =>
  write('.changeset/new.md', `---\n'prefactor-http': ${step}\n---\n\nSomething changed.\n`);

const span = 'openapi/schemas/agent_span.yaml';
const breakIt = () =>
  edit(span, /^AgentSpan:[\s\S]*?\n {4}summary:/m, 'AgentSpan:\n  properties:\n    resume:');
const addValue = () =>
  edit(span, 'enum: [activity, quality, alert]', 'enum: [activity, quality, alert, review]');
const describeIt = () => edit(span, 'One step of a run.', 'One step of one run.');

describe('an unchanged document', () => {
  test('asks for nothing', async () => {
    expect(await diff('HEAD')).toEqual({
      exitCode: 0,
      stdout: 'The document has not changed since HEAD.\n',
      stderr: '',
    });
  });

  test('asks for nothing when only comments and line breaks changed', async () => {
    await edit(span, /^/, '# A comment.\n\n');
    expect(await diff('HEAD')).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

test.each([
  ['a breaking change', 'major', breakIt, 'AgentSpan.summary is gone'],
  ['more than before', 'minor', addValue, 'AgentSpanPurpose gains the value "review"'],
  ['another description', 'patch', describeIt, 'Descriptions, examples or extensions have changed.'],
] as const)(
  '%s asks for a %s step, with its reason, and is announced or refused',
  async (_, step, change, reason) => {
    await change();
    const unannounced = await diff('HEAD');
    expect(unannounced).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('npm run changeset') });
    expect(unannounced.stdout).toContain(reason);
    expect(unannounced.stdout).toContain(`asks for a ${step} step`);

    const steps = ['patch', 'minor', 'major'];
    for (const announced of steps) {
      await announce(announced);
      const { exitCode, stdout } = await diff('HEAD');
      expect(stdout).toContain(`.changeset/new.md: ${announced}`);
      expect(exitCode, announced).toBe(steps.indexOf(announced) < steps.indexOf(step) ? 1 : 0);
    }
  },
);

test('a changeset that was there before announces nothing; one that was committed since does', async () => {
  await breakIt();
  expect((await diff('HEAD')).exitCode).toBe(1);
  await announce('major');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Change');
  expect((await diff('HEAD~1')).exitCode).toBe(0);
});

test('a changeset that was there before announces the change once it asks for more', async () => {
  const old = (step: string) => `---\n'prefactor-http': ${step}\n---\n\nAnother change.\n`;
  await write('.changeset/old.md', old('minor'));
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Announce less');
  await breakIt();
  await write('.changeset/old.md', `${old('minor')}\nIn other words.\n`);
  expect((await diff('HEAD')).exitCode).toBe(1);
  await write('.changeset/old.md', old('major'));
  expect((await diff('HEAD')).exitCode).toBe(0);
});

test('a changeset that asks for too little is named, and what it should say', async () => {
  await breakIt();
  await announce('patch');
  expect(await diff('HEAD')).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('.changeset/new.md: patch'),
    stderr: 'None of these asks for that much: let one of them say major.\n',
  });
});

test('a changeset that cannot be read is named', async () => {
  await breakIt();
  await write('.changeset/new.md', 'Something changed.\n');
  expect(await diff('HEAD')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('.changeset/new.md'),
  });
});

test('below 1.0 a breaking change is a minor step, and anything else a patch', async () => {
  await setVersion('0.4.0');
  await addValue();
  await announce('patch');
  expect(await diff('HEAD')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('asks for a patch step: it would be minor from 1.0 on, this is 0.4.0'),
  });
  await breakIt();
  expect((await diff('HEAD')).exitCode).toBe(1);
  await announce('minor');
  expect((await diff('HEAD')).exitCode).toBe(0);
});

test('a new version with its entry in the changelog announces, once the changesets are gone', async () => {
  await addValue();
  await setVersion('1.3.0');
  expect((await diff('HEAD')).exitCode).toBe(1);
  await write('CHANGELOG.md', '# Changelog\n\n## 1.3.0\n\n- A new value.\n');
  expect(await diff('HEAD')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('CHANGELOG.md: minor'),
  });
  await breakIt();
  expect((await diff('HEAD')).exitCode).toBe(1);
});

test.each([
  ['no commit', ['no-such-ref'], 'no-such-ref'],
  ['an option', ['--help'], '--help'],
  ['nothing', [], 'Usage: npm run api:diff -- <git ref>'],
  ['too much', ['HEAD', 'HEAD'], 'Usage'],
])('exits 2 when it is given %s', async (_, parameters, named) => {
  expect(await diff(...parameters)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining(named),
  });
});

test('exits 2 when there was no document yet', async () => {
  git('rm', '-r', '--quiet', '--cached', 'openapi');
  git('commit', '--quiet', '--message', 'Without');
  expect(await diff('HEAD')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('openapi/openapi.yaml did not exist at HEAD'),
  });
});
