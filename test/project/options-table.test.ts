/** The pages' tables of options and the types they describe name the same options, with the same defaults. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';

/** Each option that a row names, with the whole row. */
type Table = ReadonlyMap<string, string>;

const tables = ['README.md', 'docs/bulk.md', 'docs/sandbox.md', 'docs/tracing.md'].flatMap((page) =>
  tablesOf(readFileSync(join(projectRoot, page), 'utf8')),
);

/** The tables of options, whatever stands before them. */
function tablesOf(page: string): Table[] {
  return [...page.matchAll(/^\| *Option[^|]*\|.*\n\|[-:| ]+\|\n((?:\|.*\n?)+)/gm)].map(([, body = '']) => {
    const options = body
      .trimEnd()
      .split('\n')
      .flatMap((row) => {
        const [, names = ''] = row.split('|');
        return names.split(',').map((name): [string, string] => [name.trim().replaceAll('`', ''), row]);
      });
    expect(new Set(options.map(([name]) => name)).size, 'each option has one row').toBe(options.length);
    return new Map(options);
  });
}

/** The only table that has an option which only one of the types has. */
function tableWith(option: string): Table {
  const [table, ...others] = tables.filter((one) => one.has(option));
  if (table === undefined || others.length > 0) throw new Error(`not one table has ${option}`);
  return table;
}

/** Each property of an exported interface, the inherited ones too, with its TSDoc comment. */
function propertiesOf(source: string, names: readonly string[]): Map<string, string>[] {
  const { config } = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
  const entry = join(projectRoot, source);
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file && checker.getSymbolAtLocation(file);
  const exported = module ? checker.getExportsOfModule(module) : [];
  return names.map((name) => {
    const symbol = exported.find((one) => one.name === name);
    if (symbol === undefined) throw new Error(`${name} is not exported`);
    const type = checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(symbol));
    return new Map(
      type
        .getProperties()
        .map((property) => [
          property.name,
          ts.displayPartsToString(property.getDocumentationComment(checker)),
        ]),
    );
  });
}

/** The numbers in a text as they are written: `30 000` is one, `429, 500` are two. */
function numbersIn(text: string): string[] {
  return text.replaceAll(/\s/g, ' ').match(/(?<![\w.])\d{1,3}(?: \d{3})+(?!\w)|(?<![\w.])\d+(?!\w)/g) ?? [];
}

/** The numbers of a comment's default, without what is only said in other words in brackets. */
function defaultsIn(comment: string): string[] {
  const [, text = ''] = /\bDefault: (.*)$/s.exec(comment) ?? [];
  return numbersIn(text.replaceAll(/\(.*?\)/gs, ''));
}

const [ofClient = new Map(), ofCall = new Map(), ofRun = new Map(), ofWriter = new Map()] = propertiesOf(
  'src/index.ts',
  ['HttpClientConfig', 'RequestOptions', 'BulkRunOptions', 'WriterOptions'],
);
const [ofSandbox = new Map()] = propertiesOf('src/testing/index.ts', ['SandboxOptions']);
const [ofTracer = new Map()] = propertiesOf('src/tracing/index.ts', ['TracerOptions']);

describe.each([
  ['a client', 'apiUrl', ofClient],
  ['a call', 'idempotencyKey', ofCall],
  ['a bulk run', 'stopOnError', ofRun],
  ['a bulk writer', 'flushInterval', ofWriter],
  ['a sandbox', 'pageSize', ofSandbox],
  ['a tracer', 'pollInterval', ofTracer],
] as const)('the table of options of %s', (_, option, properties) => {
  test('names exactly the properties of their type', () => {
    expect([...tableWith(option).keys()].sort()).toEqual([...properties.keys()].sort());
  });

  test('has every number that the comments in the sources give as a default', () => {
    const table = tableWith(option);
    for (const [name, comment] of properties) {
      const row = table.get(name) ?? '';
      expect(numbersIn(row), name).toEqual(expect.arrayContaining(defaultsIn(comment)));
    }
  });
});

test('the comments in the sources give defaults', () => {
  expect(defaultsIn(ofClient.get('requestTimeout'))).toEqual(['30 000']);
  expect(defaultsIn(ofClient.get('maxResponseSize'))).toEqual(['67 108 864']);
  expect(defaultsIn(ofClient.get('retryOnStatusCodes'))).toEqual(['429', '500', '502', '503', '504']);
});
