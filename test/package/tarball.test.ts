/** The package as users get it: packed, unpacked into an empty project, used from ES modules and from `require`. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDocument } from '../../scripts/generate/document.ts';
import { VERSION } from '../../src/index.ts';
import { json, startServer } from '../support/server.ts';
import { installPackage, run } from './install-package.ts';
import { filesIn, followDeclarations, sourcesOf } from './package-files.ts';

let project: string;
let installed: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ project, installed, remove } = await installPackage());
}, 120_000);
afterAll(() => remove());

const declarationFile = (name: string) => join(installed, 'dist', `${name}.d.ts`);

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

const useSandbox = `
  startSandbox().then(async (sandbox) => {
    const client = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.token });
    const { status } = await client.agentInstances.register({});
    console.log(status, sandbox.ledger.applied.length);
    await client.close();
    await sandbox.close();
  });
`;

test.each([
  [
    'an ES module',
    'sandbox.mjs',
    `import { PrefactorHttpClient } from 'prefactor-http';
     import { startSandbox } from 'prefactor-http/testing';${useSandbox}`,
  ],
  [
    'a CommonJS module',
    'sandbox.cjs',
    `const { PrefactorHttpClient } = require('prefactor-http');
     const { startSandbox } = require('prefactor-http/testing');${useSandbox}`,
  ],
])('has a sandbox for %s', async (_, name, code) => {
  await writeFile(join(project, name), code);
  const { stdout, stderr } = await run(process.execPath, [join(project, name)]);
  expect({ stdout, stderr }).toEqual({ stdout: 'pending 1\n', stderr: '' });
});

const useTracer = `
  const client = new PrefactorHttpClient({ apiUrl: process.argv[2], apiToken: 'example-token', maxRetries: 0 });
  const tracer = createTracer({ client });
  tracer.run({}, () => tracer.span('agent:llm', {}, () => 'done'));
  tracer.close({ timeout: 0 }).then(({ dropped }) => client.close().then(() => console.log(dropped)));
`;

test.each([
  [
    'an ES module',
    'tracer.mjs',
    `import { PrefactorHttpClient } from 'prefactor-http';
     import { createTracer } from 'prefactor-http/tracing';${useTracer}`,
  ],
  [
    'a CommonJS module',
    'tracer.cjs',
    `const { PrefactorHttpClient } = require('prefactor-http');
     const { createTracer } = require('prefactor-http/tracing');${useTracer}`,
  ],
])('has a tracer for %s', async (_, name, code) => {
  await writeFile(join(project, name), code);
  const { stdout } = await run(process.execPath, [join(project, name), 'http://127.0.0.1:1']);
  expect(stdout).toBe('5\n');
});

describe('npx prefactor-sandbox', () => {
  beforeAll(async () => {
    // Puts commands in place as `npm install` does.
    await run('npm', ['rebuild', 'prefactor-http'], { cwd: project });
  });

  test('says what it can do', async () => {
    const { stdout, stderr } = await run('npx', ['prefactor-sandbox', '--help'], { cwd: project });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Usage: prefactor-sandbox /);
  });

  test('starts a sandbox with its page and all that the page asks for', async () => {
    // The program itself, because signals do not always get through npx.
    const program = join(project, 'node_modules/.bin/prefactor-sandbox');
    const sandbox = spawn(program, ['--port', '0'], { timeout: 20_000, killSignal: 'SIGKILL' });
    const exit = new Promise((resolve) => sandbox.once('close', resolve));
    try {
      let url = '';
      for await (const line of createInterface({ input: sandbox.stdout })) {
        url = /listens on (http:\S+)/.exec(line)?.[1] ?? url;
        if (line === 'Press Ctrl-C to stop it.') break;
      }
      sandbox.stdout.resume();
      const files = filesIn(join(installed, 'dist/testing/page')).filter((file) => /\.(css|js)$/.test(file));
      expect(files.length).toBeGreaterThanOrEqual(2);
      const page = await fetch(url);
      expect(await page.text()).toBe(await readFile(join(installed, 'dist/testing/page/index.html'), 'utf8'));
      for (const file of files) {
        const { status, headers } = await fetch(`${url}/page/${file}`);
        expect({ status, type: headers.get('content-type') }, file).toEqual({
          status: 200,
          type: expect.stringContaining(file.endsWith('.css') ? 'text/css' : 'text/javascript'),
        });
      }
    } finally {
      sandbox.kill('SIGTERM');
    }
    expect(await exit).toBe(0);
  });
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
     const client = new PrefactorHttpClient(config);
     await client.validateToken();
     await client.close();
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

test('asks for a tunnel through a proxy without loading all of undici', async () => {
  await writeFile(
    join(project, 'proxy.mjs'),
    `import { createRequire } from 'node:module';
     import { PrefactorHttpClient } from 'prefactor-http';
     const client = new PrefactorHttpClient({ apiUrl: 'https://api.invalid', apiToken: 'example-token', maxRetries: 0 });
     await client.validateToken().catch((error) => console.log(error.name, error.code));
     await client.close();
     const loaded = Object.keys(createRequire(import.meta.url).cache);
     for (const file of ['undici/lib/dispatcher/proxy-agent.js', 'undici/index.js']) {
       console.log(loaded.some((name) => name.endsWith(file)));
     }`,
  );
  const env = { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:1' };
  const { stdout, stderr } = await run(process.execPath, [join(project, 'proxy.mjs')], { env });
  expect(stdout).toBe('PrefactorConnectionError ECONNREFUSED\ntrue\nfalse\n');
  expect(stderr).toBe('');
});

test('holds what a user needs and nothing else', () => {
  const files = filesIn(installed);
  const needed = [
    /^dist\/.+\.(js|d\.ts)(\.map)?$/,
    // The page of the sandbox is shipped as it stands.
    /^(dist|src)\/testing\/page\/[\w-]+\.(html|css|js)$/,
    /^dist\/openapi\.json$/,
    /^src\/.+\.ts$/,
    // How the page's scripts are checked.
    /^src\/testing\/page\/tsconfig\.json$/,
    /^openapi\/.+\.yaml$/,
    /^docs\/(.+\.md|images\/[\w-]+\.png)$/,
    /^(README\.md|LICENSE|CHANGELOG\.md|package\.json)$/,
  ];
  expect(files.filter((file) => !needed.some((pattern) => pattern.test(file)))).toEqual([]);
  expect(files).toEqual(
    expect.arrayContaining([
      'dist/index.js',
      'dist/index.d.ts',
      'dist/testing/cli.js',
      'dist/testing/index.js',
      'dist/testing/index.d.ts',
      'dist/testing/page/index.html',
      'dist/tracing/index.js',
      'dist/tracing/index.d.ts',
      'docs/tracing.md',
      'dist/openapi.json',
      'openapi/openapi.yaml',
      'docs/reliability.md',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
    ]),
  );
  // An Authorization value, a JSON web token, a private key, a registry's password.
  const secret = /Bearer [\w-]{16}|\beyJ[\w-]{10,}\.|-----BEGIN|_authToken/;
  expect(files.filter((file) => secret.test(readFileSync(join(installed, file), 'utf8')))).toEqual([]);
});

test('has the document in one file, as JSON', async () => {
  const code = `
    import document from 'prefactor-http/openapi.json' with { type: 'json' };
    console.log(JSON.stringify(document));`;
  await writeFile(join(project, 'document.mjs'), code);
  const { stdout, stderr } = await run(process.execPath, [join(project, 'document.mjs')], {
    maxBuffer: 16 * 1024 * 1024,
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(await loadDocument());
  // Whoever reads it has this one file: nothing in it may lead out.
  expect(stdout.match(/"\$ref":"[^#][^"]*"/g)).toBeNull();
});

test('has the sources of every source map, and a map of every file that was compiled', () => {
  const files = filesIn(installed);
  const maps = files.filter((file) => file.endsWith('.map'));
  const copied = /^dist\/testing\/page\//;
  const compiled = files.filter((file) => /^dist\/.+\.(js|d\.ts)$/.test(file) && !copied.test(file));
  expect(maps.toSorted()).toEqual(compiled.map((file) => `${file}.map`).toSorted());
  for (const map of maps) {
    const sources = sourcesOf(installed, map);
    expect(sources, map).not.toEqual([]);
    expect(files, map).toEqual(expect.arrayContaining(sources));
  }
});

test.each(['index', 'testing/index', 'tracing/index'])(
  'has types in %s that take nothing from another package or from Node',
  (name) => {
    const { files, foreign } = followDeclarations(declarationFile(name));
    expect(foreign).toEqual([]);
    expect(files).toContain(declarationFile('generated/types'));
  },
);

test('passes publint without even a suggestion', async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, pack: false, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});
