/** Says of places in pieces of code what an editor shows there, and what it offers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../scripts/generate/document.ts';

/** What an editor shows for a name. */
export interface QuickInfo {
  readonly declaration: string;
  readonly documentation: string;
  /** The tags of the comment, each as `@name text`. */
  readonly tags: readonly string[];
}

const caret = '/*?*/';

/** What an editor shows for the name behind the caret of each piece, as if each were a file beside the README. */
export function quickInfoOf(codes: readonly string[]): QuickInfo[] {
  return atCarets(codes, (service, file, position) => {
    const info = service.getQuickInfoAtPosition(file, position);
    return {
      declaration: ts.displayPartsToString(info?.displayParts),
      documentation: ts.displayPartsToString(info?.documentation),
      tags: (info?.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`),
    };
  });
}

/** The names that an editor offers at the caret of each piece. */
export function completionsOf(codes: readonly string[]): string[][] {
  return atCarets(codes, (service, file, position) => {
    const { entries = [] } = service.getCompletionsAtPosition(file, position, {}) ?? {};
    return entries.map(({ name }) => name);
  });
}

function atCarets<Result>(
  codes: readonly string[],
  ask: (service: ts.LanguageService, file: string, position: number) => Result,
): Result[] {
  const fileOf = (index: number) => join(projectRoot, `piece-${index}.ts`);
  const code = new Map(codes.map((text, index) => [fileOf(index), text.replace(caret, '')]));
  const { config } = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
  const readText = (name: string) =>
    code.get(name) ?? (ts.sys.fileExists(name) ? readFileSync(name, 'utf8') : undefined);
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...code.keys(), ...fileNames.filter((name) => name.endsWith('.d.ts'))],
    getScriptVersion: () => '0',
    getScriptSnapshot: (name) => {
      const text = readText(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => projectRoot,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => code.has(name) || ts.sys.fileExists(name),
    readFile: readText,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return codes.map((text, index) => ask(service, fileOf(index), text.indexOf(caret)));
}
