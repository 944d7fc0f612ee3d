/** The package as users get it: packed, unpacked into an empty project, used from ES modules and from `require`. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { VERSION } from '../../src/index.ts';
import { json, startServer } from '../support/server.ts';

const run = promisify(execFile);
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'prefactor-http-package-'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project], {
    cwd: projectRoot,
  });
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ filename: string }];
  const installed = join(project, 'node_modules/prefactor-http');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', join(project, filename), '--strip-components=1', '-C', installed]);
  // The dependencies it declares, as installed here; nothing else can be found from there.
  for (const name of ['cockatiel', 'openapi-fetch', 'openapi-typescript-helpers', 'undici']) {
    await symlink(join(projectRoot, 'node_modules', name), join(project, 'node_modules', name));
  }
}, 120_000);
afterAll(() => rm(project, { recursive: true }));

const useIt = `
  const client = new PrefactorHttpClient({ apiUrl: process.argv[2], apiToken: 'example-token' });
  client.agentInstances.get('some-id')
    .catch((error) => console.log(error.name, error.code))
    .then(() => client.close())
    .then(() => console.log(VERSION));
`;

test.each([
  ['an ES module', 'use.mjs', `import { PrefactorHttpClient, VERSION } from 'prefactor-http';${useIt}`],
  [
    'a CommonJS module',
    'use.cjs',
    `const { PrefactorHttpClient, VERSION } = require('prefactor-http');${useIt}`,
  ],
])('works from %s', async (_, name, code) => {
  await using server = await startServer((response) => {
    json(response, 404, { status: 'error', code: 'not_found', message: 'Resource not found.' });
  });
  await writeFile(join(project, name), code);
  const { stdout, stderr } = await run(process.execPath, [join(project, name), server.url]);
  expect(stdout).toBe(`PrefactorNotFoundError not_found\n${VERSION}\n`);
  expect(stderr).toBe('');
  expect(server.requests[0]?.headers['x-prefactor-sdk']).toBe(`prefactor-http@${VERSION}`);
});

test.each([
  ['node', 'its own connections', 'accepted'],
  // Bun and Deno match `node` as well, so a client must look for their own names first.
  ['bun', 'fetch', 'refused'],
  ['deno', 'fetch', 'refused'],
  ['workerd', 'fetch', 'refused'],
  ['edge-light', 'fetch', 'refused'],
  ['browser', 'fetch', 'refused'],
])('under the condition "%s" it sends through %s', async (condition, _, connections) => {
  await using server = await startServer((response) => json(response, 200, { status: 'success' }));
  await writeFile(
    join(project, 'runtime.mjs'),
    `import { PrefactorHttpClient } from 'prefactor-http';
     const config = { apiUrl: process.argv[2], apiToken: 'example-token' };
     await using client = new PrefactorHttpClient(config);
     await client.validateToken();
     try {
       new PrefactorHttpClient({ ...config, maxConnections: 1 });
       console.log('accepted');
     } catch (error) {
       console.log(error.issues[0].path === 'maxConnections' ? 'refused' : error);
     }`,
  );
  const { stdout } = await run(process.execPath, [
    `--conditions=${condition}`,
    join(project, 'runtime.mjs'),
    server.url,
  ]);
  expect(stdout).toBe(`${connections}\n`);
  expect(server.requests).toHaveLength(1);
});

test('has types that a strict project can use, without looking away from any declaration file', async () => {
  const file = join(project, 'use.mts');
  await writeFile(
    file,
    `import { type AgentInstance, PrefactorHttpClient, PrefactorHttpError } from 'prefactor-http';
     const client = new PrefactorHttpClient({ apiToken: 'example-token' });
     export const instance: Promise<AgentInstance> = client.agentInstances.start('some-id', { timestamp: new Date() });
     export const isOurs = (error: unknown): error is PrefactorHttpError => error instanceof PrefactorHttpError;
     // @ts-expect-error no such status
     void client.agentInstances.finish('some-id', { status: 'done' });
     // @ts-expect-error no such option
     new PrefactorHttpClient({ apiUri: '' });`,
  );
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  });
  const complaints = ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  expect(complaints).toEqual([]);
});
