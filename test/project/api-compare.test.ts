/** `npm run api:compare`: the vendor's document, written as the vendor writes, and changes planted into it. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { json, startServer } from '../support/server.ts';
import { changes, compareWith, plant, theirs } from './api-compare.ts';
import type { Change } from './planted-changes/change.ts';

describe('a document that says the same in another style', () => {
  test('is written in another style', () => {
    const text = JSON.stringify(theirs);
    for (const part of ['"in":"body"', 'schemas/Null"', '"AgentSpan_Details"', '"QueryGetAgentSpan"'])
      expect(text).toContain(part);
    for (const part of ['"null"]', '"const"', 'deepObject']) expect(text).not.toContain(part);
  });

  test('differs in nothing that is not known, and all that is known is there', () => {
    const { unknown, known, unused } = compareWith(theirs);
    expect({ unknown, unused }).toEqual({ unknown: [], unused: [] });
    expect(known.length).toBeGreaterThan(50);
  });

  test('differs in nothing when its server has the beginning of its paths', () => {
    const paths = Object.entries(theirs['paths'] as object);
    const moved = {
      ...theirs,
      servers: [{ url: 'https://api.example/api/v1' }],
      paths: Object.fromEntries(paths.map(([path, item]) => [path.replace('/api/v1', ''), item])),
    };
    expect(compareWith(moved).unknown).toEqual([]);
  });
});

describe('planted changes', () => {
  const kinds = [...new Set(changes.flatMap(({ expected }) => expected.map(({ kind }) => kind)))];

  test('are of every kind but the one that is none', async () => {
    const source = await readFile(join(projectRoot, 'scripts/compare/differences.ts'), 'utf8');
    const [, list = ''] = /const kinds = \[([^\]]*)\]/.exec(source) ?? [];
    const all = [...list.matchAll(/'([\w-]+)'/g)].map(([, kind]) => kind);
    expect(all.filter((kind) => kind !== 'opened').sort()).toEqual(kinds.toSorted());
  });

  /** One of a kind of difference, so that rare kinds come as often as frequent ones. */
  const ofKinds = (candidates: readonly Change[]): fc.Arbitrary<Change> =>
    fc.oneof(
      ...kinds
        .map((kind) => candidates.filter(({ expected }) => expected[0]?.kind === kind))
        .filter((list) => list.length > 0)
        .map((list) => fc.constantFrom(...list)),
    );

  test('are found one by one, with the right rating, and nothing else is', () => {
    fc.assert(
      fc.property(ofKinds(changes), (change) => {
        const { found, expected } = plant([change]);
        expect(found, change.name).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  test('are found all together, and nothing else is', () => {
    // What is inside an operation or a field that is gone cannot be found, and the two forms of an error are told apart by their
    // fields alone: with several changes to both, nobody can say which is which.
    const inside = changes.filter(({ hides, target }) => !hides && !/^(Detailed)?ApiError/.test(target));
    const several = fc.uniqueArray(ofKinds(inside), {
      minLength: 2,
      maxLength: 12,
      selector: ({ target }) => target,
    });
    fc.assert(
      fc.property(several, (planted) => {
        const { found, expected } = plant(planted);
        expect(found, planted.map(({ name }) => name).join('; ')).toEqual([...new Set(expected)]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the command', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prefactor-http-compare-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  function run(
    parameters: string[],
    env: Record<string, string> = {},
  ): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    const program = join(projectRoot, 'scripts/api-compare.ts');
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [program, ...parameters],
        { env: { ...process.env, ...env } },
        (error, stdout, stderr) => {
          resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
        },
      );
    });
  }

  async function fileWith(content: unknown, name = 'openapi.json'): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  function changed(name: string): object {
    const copy = structuredClone(theirs);
    changes.find((change) => change.name === name)?.apply(copy);
    return copy;
  }

  test('exits 0 and says so when nothing differs', async () => {
    expect(await run([await fileWith(theirs)])).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^No difference; \d+ known\.\n$/),
      stderr: '',
    });
  });

  test('exits 1 and names what differs, how bad it is, and the line of ours to change', async () => {
    const { exitCode, stdout } = await run([await fileWith(changed('AgentSpan.summary is removed'))]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('Breaking for users (1)\n\n  AgentSpan.summary is gone\n');
    const [, file = '', line = ''] = /(openapi\/\S+):(\d+)/.exec(stdout) ?? [];
    const lines = (await readFile(join(projectRoot, file), 'utf8')).split('\n');
    expect(lines[Number(line) - 1]).toBe('    summary:');
  });

  test('says the same to programs with --json', async () => {
    const { exitCode, stdout } = await run([
      '--json',
      await fileWith(changed('AgentSpan.summary is removed')),
    ]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      differences: [
        {
          at: 'AgentSpan.summary',
          kind: 'field-removed',
          breaking: true,
          sides: ['answer'],
          operations: expect.arrayContaining(['getAgentSpan']),
          place: expect.stringMatching(/^openapi\/schemas\/agent_span\.yaml:\d+$/),
        },
      ],
      unused: [],
    });
  });

  test('fetches the document from PREFACTOR_API_URL, or from a URL', async () => {
    await using server = await startServer((response) => json(response, 200, theirs));
    expect(await run([], { PREFACTOR_API_URL: `${server.url}/` })).toMatchObject({ exitCode: 0 });
    expect(await run([`${server.url}/other.json`])).toMatchObject({ exitCode: 0 });
    expect(server.requests.map(({ url }) => url)).toEqual(['/api/v1/openapi', '/other.json']);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  describe('exits 2 and says what is wrong with', () => {
    const refused = async (parameters: string[], ...parts: string[]): Promise<void> => {
      const { exitCode, stdout, stderr } = await run(parameters);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      for (const part of parts) expect(stderr).toContain(part);
      expect(stderr).not.toMatch(/^\s+at /m);
    };

    test('a file that is not there', () =>
      refused(['no-such-file.json'], 'no-such-file.json', 'no such file'));
    test('a file that is no JSON', async () =>
      refused([await fileWith('{"openapi"', 'broken.json')], 'broken.json', 'JSON'));
    test('a document of an older version', async () =>
      refused([await fileWith({ swagger: '2.0', paths: {} }, 'old.json')], 'no OpenAPI 3 document', '2.0'));
    test('a file that is no document', async () =>
      refused([await fileWith({ name: 'x' }, 'package.json')], 'no OpenAPI 3 document', '`openapi`'));
    test('a document without paths', async () =>
      refused([await fileWith({ openapi: '3.1.0' }, 'empty.json')], 'no `paths`'));
    test('an unknown option', () => refused(['--jsno'], '--jsno', 'Usage: npm run api:compare'));
    test('two documents', () => refused(['a.json', 'b.json'], 'b.json'));

    test('a URL that answers with something else', async () => {
      await using server = await startServer((response, { url }) => {
        if (url === '/gone') return json(response, 404, { status: 'error' });
        response.setHeader('content-type', 'text/html');
        response.end('<!doctype html>Sign in');
      });
      await refused([`${server.url}/gone`], `${server.url}/gone`, '404');
      await refused([`${server.url}/page`], 'no JSON', 'text/html', '<!doctype html>');
    });

    test('a URL that nobody answers', () => refused(['http://127.0.0.1:1/openapi'], 'Cannot reach'));
  });
});
