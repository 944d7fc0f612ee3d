/** The types of the package as users get it, with every compiler and every way of resolving that they have. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { installPackage, run } from './install-package.ts';

const useItsTypes = `
  import { type AgentInstance, type AgentSpan, PrefactorHttpClient, PrefactorHttpError, undocumentedItem } from 'prefactor-http';
  import { type Sandbox, type SandboxFault, startSandbox } from 'prefactor-http/testing';
  import { createTracer, spanTypes } from 'prefactor-http/tracing';
  const client = new PrefactorHttpClient({ apiToken: 'example-token' });
  export const instance: Promise<AgentInstance> = client.agentInstances.start('some-id', { timestamp: new Date() });
  export const isOurs = (error: unknown): error is PrefactorHttpError => error instanceof PrefactorHttpError;
  // @ts-expect-error no such status
  void client.agentInstances.finish('some-id', { status: 'done' });
  // @ts-expect-error no such option
  new PrefactorHttpClient({ apiUri: '' });
  export const disposable: AsyncDisposable = client;

  const ends = ['some-id'].map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id, status: 'failed' }) as const);
  void client.bulk.executeAll(ends);
  export const ended: Promise<AgentSpan | undefined> = client.bulk
    .execute([{ _type: 'agent_spans/finish', agent_span_id: 'some-id' }, undocumentedItem('things/show')])
    .then(({ results: [first] }) => (first.status === 'success' ? first.details : undefined));
  // @ts-expect-error no such field
  void client.bulk.executeAll(ends.map((end) => ({ ...end, nope: 1 })));
  // @ts-expect-error no such type
  void client.bulk.execute([{ _type: 'agent_spans/finsh', agent_span_id: 'some-id' }]);

  const faults: SandboxFault[] = [{ fault: 'status', status: 503, operations: ['createAgentSpan'], times: 1 }];
  export const sandbox: Promise<Sandbox> = startSandbox({ faults, idempotency: { ttl: 1000 } });
  export const spansOf = ({ spans }: Sandbox): readonly AgentSpan[] => spans;
  export const once = ({ ledger }: Sandbox): boolean => ledger.applied.every(({ key = '' }) => ledger.timesApplied(key) === 1);
  const tracer = createTracer({ spanTypes: spanTypes({ 'agent:llm': { payload: { type: 'object' } } }) });
  export const answer: Promise<string> = tracer.run({}, (run) =>
    tracer.span('agent:llm', { model: 'm' }, async (span) => [run.id, span.id].join()),
  );
  // @ts-expect-error no such span type
  tracer.span('agent:tool', {}, () => {});

  // @ts-expect-error no such fault
  sandbox.then(({ faults }) => faults.set([{ fault: 'fire' }]));
`;

let project: string;
let tarball: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ project, tarball, remove } = await installPackage());
  for (const name of ['use.mts', 'use.ts']) await writeFile(join(project, name), useItsTypes);
}, 120_000);
afterAll(() => remove());

const tool = (name: string, file: string) => join(projectRoot, 'node_modules', name, file);

/** What a command-line tool prints when it ends with an error; nothing when it is content. */
function complaints(...command: string[]): Promise<string> {
  return run(process.execPath, command).then(
    () => '',
    ({ message, stdout }: { message: string; stdout: string }) => stdout || message,
  );
}

test('has types that agree with its code wherever it is resolved (attw)', async () => {
  // Node loads ES modules from `require`.
  const rules = ['--ignore-rules', 'cjs-resolves-to-esm'];
  expect(await complaints(tool('@arethetypeswrong/cli', 'dist/index.js'), tarball, ...rules)).toBe('');
});

/** What a compiler says of a strict project of one file, which looks away from no declaration file. */
async function checkTypes(compiler: string, file: string, options: object): Promise<string> {
  const config = join(project, `tsconfig-${randomUUID()}.json`);
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    ...options,
  };
  await writeFile(config, JSON.stringify({ files: [file], compilerOptions }));
  return complaints(tool(compiler, 'bin/tsc'), '-p', config);
}

const dom = { lib: ['ES2022', 'DOM'] };
const node = { types: ['node'] };

describe.for(['typescript', 'typescript-6', 'typescript-7'])('to a strict project with %s', (compiler) => {
  test.for([
    ['Node and DOM types', { module: 'NodeNext', ...dom }],
    ['a bundler and DOM types', { module: 'ESNext', moduleResolution: 'Bundler', ...dom }],
    ['Node and @types/node', { module: 'NodeNext', ...node }],
    ['a bundler and @types/node', { module: 'ESNext', moduleResolution: 'Bundler', ...node }],
    ['a bundler, without types of Node or the DOM', { module: 'ESNext', moduleResolution: 'Bundler' }],
  ] as const)('it has usable types for %s', async ([, options]) => {
    expect(await checkTypes(compiler, 'use.mts', options)).toBe('');
  });
});

// TypeScript 7 has no Node10 any more, and 5 no Bundler for CommonJS.
test.each([
  ['NodeNext', 'typescript', { module: 'NodeNext' }],
  ['Node10', 'typescript', { module: 'CommonJS', moduleResolution: 'Node10' }],
  ['Node10', 'typescript-6', { module: 'CommonJS', moduleResolution: 'Node10', ignoreDeprecations: '6.0' }],
  ['Bundler', 'typescript-6', { module: 'CommonJS', moduleResolution: 'Bundler' }],
  ['Bundler', 'typescript-7', { module: 'CommonJS', moduleResolution: 'Bundler' }],
])('has usable types for a CommonJS module, resolved by %s, in %s', async (_, compiler, options) => {
  expect(await checkTypes(compiler, 'use.ts', options)).toBe('');
});
