/** Says of pieces of code what TypeScript says of them, as if each were a file beside the README. */
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../scripts/generate/document.ts';

/** What TypeScript has to say of each piece, in order; one program for all. Nothing need be used. */
export function diagnosticsOf(codes: readonly string[]): string[][] {
  const fileOf = (index: number) => join(projectRoot, `piece-${index}.ts`);
  const code = new Map(codes.map((text, index) => [fileOf(index), `${text}\nexport {};\n`]));
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
  const program = ts.createProgram(
    [...code.keys(), ...declarations],
    { ...options, noUnusedLocals: false, noUnusedParameters: false },
    host,
  );
  return codes.map((_, index) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(fileOf(index)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}
