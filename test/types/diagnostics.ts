/** Says of pieces of code what TypeScript says of them, as if each were a file beside the README. */
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../scripts/generate/document.ts';

interface Checking {
  /** Compiler options that differ from the project's own. */
  readonly options?: ts.CompilerOptions;
  /** Whether what is wrong in any other file counts against every piece. */
  readonly everywhere?: boolean;
}

/** What TypeScript has to say of each piece, in order; one program for all. */
export function diagnosticsOf(
  codes: readonly string[],
  { options: differing = {}, everywhere = false }: Checking = {},
): string[][] {
  const fileOf = (index: number) => join(projectRoot, `piece-${index}.ts`);
  const code = new Map(codes.map((text, index) => [fileOf(index), text]));
  const { config } = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => code.has(name) || fileExists(name);
  host.readFile = (name) => code.get(name) ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = code.get(name);
    return text === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version);
  };
  const declarations = fileNames.filter((name) => name.endsWith('.d.ts'));
  const program = ts.createProgram([...code.keys(), ...declarations], { ...options, ...differing }, host);
  const all = everywhere ? ts.getPreEmitDiagnostics(program) : [];
  return codes.map((_, index) => {
    const name = fileOf(index);
    const found = everywhere
      ? all.filter(({ file }) => file === undefined || file.fileName === name || !code.has(file.fileName))
      : ts.getPreEmitDiagnostics(program, program.getSourceFile(name));
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  });
}

/** The same of pieces that are modules, and that may leave unused what they declare. */
export function diagnosticsOfModules(codes: readonly string[]): string[][] {
  return diagnosticsOf(
    codes.map((text) => `${text}\nexport {};\n`),
    { options: { noUnusedLocals: false, noUnusedParameters: false } },
  );
}
