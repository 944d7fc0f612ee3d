/** What is in an unpacked package: its files, what its source maps point to, what its declarations import. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

/** Every file below a folder, as paths with `/` from there. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}

/** The sources that a source map names, as paths with `/` from the folder, which they may lead out of. */
export function sourcesOf(folder: string, map: string): string[] {
  const { sourceRoot = '', sources } = JSON.parse(readFileSync(join(folder, map), 'utf8')) as {
    sourceRoot?: string;
    sources: string[];
  };
  return sources.map((source) =>
    relative(folder, resolve(folder, dirname(map), sourceRoot, source)).replaceAll(sep, '/'),
  );
}

export interface DeclarationGraph {
  /** The declaration files that are reached, the first one included. */
  files: string[];
  /** `file: module` for everything they take from outside the package. */
  foreign: string[];
}

/** Follows the imports, exports, `import()` types and `///` references of a declaration file. */
export function followDeclarations(entry: string): DeclarationGraph {
  const files = new Set([entry]);
  const foreign: string[] = [];
  for (const file of files) {
    const { importedFiles, referencedFiles, typeReferenceDirectives } = ts.preProcessFile(
      readFileSync(file, 'utf8'),
    );
    for (const { fileName } of importedFiles) {
      const target = resolve(dirname(file), fileName.replace(/\.[jt]s$/, '.d.ts'));
      if (!fileName.startsWith('.') || !existsSync(target)) foreign.push(`${file}: ${fileName}`);
      else files.add(target);
    }
    for (const { fileName } of [...referencedFiles, ...typeReferenceDirectives]) {
      foreign.push(`${file}: ${fileName}`);
    }
  }
  return { files: [...files], foreign };
}
