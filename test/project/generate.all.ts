/** `npm run generate`, run on a copy of the project. */
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';

let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'prefactor-http-generate-'));
  // The generator asks the validator which keywords it knows.
  const parts = [
    'openapi',
    'scripts',
    'redocly.yaml',
    'package.json',
    'src/generated',
    'src/wrapper/validation',
  ];
  for (const name of parts) {
    await cp(join(projectRoot, name), join(copy, name), { recursive: true });
  }
  await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true }));

function generate(...parameters: string[]): Promise<{ exitCode: number; printed: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(copy, 'scripts/generate.ts'), ...parameters],
      (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code), printed: stdout + stderr });
      },
    );
  });
}

async function generated(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(join(folder, 'src/generated'))).sort();
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(folder, 'src/generated', name), 'utf8')] as const),
    ),
  );
}

test('makes the same bytes again from nothing', async () => {
  await rm(join(copy, 'src/generated'), { recursive: true });
  expect(await generate()).toMatchObject({ exitCode: 0 });
  expect(await generated(copy)).toEqual(await generated(projectRoot));
  expect(await generate('--check')).toMatchObject({ exitCode: 0 });
});

test('with --check it names what is stale, exits 1 and changes nothing', async () => {
  await appendFile(join(copy, 'src/generated/operations.ts'), '// edited\n');
  await writeFile(join(copy, 'src/generated/left-over.ts'), '');
  const before = await generated(copy);

  const { exitCode, printed } = await generate('--check');

  expect(exitCode).toBe(1);
  expect(printed).toContain('src/generated/left-over.ts, src/generated/operations.ts');
  expect(printed).not.toContain('types.ts');
  expect(await generated(copy)).toEqual(before);
});

test('refuses an argument it does not know', async () => {
  expect(await generate('--chekc')).toMatchObject({
    exitCode: 2,
    printed: expect.stringContaining('--chekc'),
  });
});

/** What `npm run generate` prints when a text in a file of the document is another one. */
async function generateWith(file: string, text: string, other: string): Promise<string> {
  const path = join(copy, 'openapi', file);
  const original = await readFile(path, 'utf8');
  expect(original).toContain(text);
  await writeFile(path, original.replace(text, other));
  try {
    const { exitCode, printed } = await generate();
    expect(exitCode).toBe(1);
    return printed;
  } finally {
    await writeFile(path, original);
  }
}

describe('refuses what the client could not keep to, and names it and its place:', () => {
  const span = 'schemas/agent_span.yaml';
  const finish = 'paths/agent_spans_id_finish.yaml';
  const create = 'paths/agent_spans.yaml';
  test.each<[what: string, file: string, text: string, other: string, named: string]>([
    [
      'a keyword of JSON Schema that the validator does not know',
      span,
      'Name of its span type. By convention `namespace:kind` or `namespace:kind:name`. What happens when no such type\n        was registered is not documented.\n      type: string\n',
      'Name.\n      type: string\n      contentEncoding: base64\n',
      'AgentSpanForCreate/schema_name: the validator does not know the keyword contentEncoding',
    ],
    [
      'a format that it does not know',
      'schemas/cost.yaml',
      'type: number\n',
      'type: number\n      format: decimal\n',
      'the validator does not know the format decimal',
    ],
    [
      'a pattern that could take for ever',
      'schemas/bulk.yaml',
      'pattern: ^[a-z][a-z_]*/[a-z][a-z_]*$',
      'pattern: ^(\\w+)+/x$',
      'BulkOther/_type: the pattern ^(\\w+)+/x$',
    ],
    [
      'an extension that nobody knows',
      finish,
      'x-subject',
      'x-subjcet',
      'finishAgentSpan: nobody knows the extension x-subjcet',
    ],
    [
      'a subject that is no field',
      finish,
      'agent_span: agent_span_id',
      'agent_span: span_id',
      'finishAgentSpan: x-subject names span_id',
    ],
    [
      'a time that is no timestamp',
      finish,
      'field: timestamp',
      'field: status',
      'finishAgentSpan: x-now-when-absent names status, which is no timestamp',
    ],
    [
      'a type that no bulk item has',
      create,
      'x-bulk-type: agent_spans/create',
      'x-bulk-type: agent_spans/make',
      'agent_spans/make',
    ],
    [
      'a bulk type that would also be one of all the others',
      'schemas/bulk.yaml',
      '          - agents/list\n',
      '',
      'BulkOther/_type/not/enum lacks agents/list',
    ],
    [
      'an object with any fields that does not say whether it is a payload',
      'schemas/agent_schema_version.yaml',
      '      additionalProperties: true\n      x-payload: false\n',
      '      additionalProperties: true\n',
      'registerAgentInstance: an object with any fields must say by x-payload whether it is a payload',
    ],
    [
      'a payload where the client would not find it',
      'schemas/agent_schema_version.yaml',
      'x-payload: false',
      'x-payload: true',
      'registerAgentInstance: a payload must be a field, and in no list, map or choice',
    ],
    [
      'sensitive values of what is no payload',
      span,
      'x-sensitive-encoding-of: [result_payload]',
      'x-sensitive-encoding-of: [status]',
      'sensitive_encoding: x-sensitive-encoding-of names status, which is no payload',
    ],
  ])('%s', async (_, file, text, other, named) => {
    expect(await generateWith(file, text, other)).toContain(named);
  });
});

test('src/generated holds data and types alone: no import but of types, nothing that runs', async () => {
  const files = await generated(projectRoot);
  expect([...files.keys()]).toEqual([
    'error-codes.ts',
    'operations.ts',
    'paths.ts',
    'schemas.ts',
    'types.ts',
    'version.ts',
  ]);
  for (const [name, text] of files) {
    expect(text, name).not.toMatch(
      /^import (?!type )|\b(require|eval|Function|import)\b\s*\(|=>\s*[{(]|\bfunction\b|\bclass\b/m,
    );
  }
});

test('what is there for people alone stays in the document', async () => {
  const schemas = (await generated(projectRoot)).get('schemas.ts') ?? '';
  expect(schemas).not.toMatch(/\bexamples?:|\bdescription:"|\btitle:"|\bx-/);
  // One line each.
  expect(schemas.split('\n').filter((line) => /^ {2}\w+: \{.*\},$/.test(line)).length).toBeGreaterThan(80);
});
