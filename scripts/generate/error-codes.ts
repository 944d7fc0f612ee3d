/** `src/generated/error-codes.ts`: what the document says of each error code besides its text. */
import type { OpenApiDocument, Schema } from './document.ts';

const schemaName = 'ErrorCode';

/** What the document says of one error code. */
interface ErrorCodeFacts {
  readonly status: number;
  readonly transient: boolean;
  readonly meaning: string;
}

export function errorCodesTable(document: OpenApiDocument): string {
  const lines = errorCodes(document.components.schemas[schemaName]).map(
    ([code, { status, transient }]) => `  ${code}: { status: ${status}, transient: ${transient} },\n`,
  );
  return `/** The API's error codes: the HTTP status that each mostly comes with, and whether it may pass by itself. */
export const errorCodes = {
${lines.join('')}} as const;

export type KnownErrorCode = keyof typeof errorCodes;
`;
}

/** The description of the schema of error codes, with what each of them means. */
export function describeErrorCodes(document: OpenApiDocument): void {
  const schema = document.components.schemas[schemaName];
  const meanings = errorCodes(schema).map(([code, { meaning }]) => `- \`${code}\`: ${meaning}`);
  Object.assign(schema ?? {}, { description: [schema?.['description'], '', ...meanings].join('\n') });
}

function errorCodes(schema: Schema | undefined): [string, ErrorCodeFacts][] {
  const facts = (schema?.['x-error-codes'] ?? {}) as Record<string, ErrorCodeFacts>;
  const codes = Object.keys(facts);
  const listed = (schema?.enum ?? []) as string[];
  const differing = [...new Set([...codes, ...listed])].filter(
    (code) => !codes.includes(code) || !listed.includes(code),
  );
  if (codes.length === 0 || differing.length > 0)
    throw new Error(`${schemaName}: its enum and x-error-codes differ in ${differing.join(', ')}`);
  return listed.map((code) => [code, checked(code, facts[code])]);
}

function checked(code: string, facts: ErrorCodeFacts | undefined): ErrorCodeFacts {
  const { status, transient, meaning } = facts ?? {};
  if (!Number.isInteger(status) || typeof transient !== 'boolean' || typeof meaning !== 'string')
    throw new Error(`${schemaName}: x-error-codes needs status, transient and meaning for ${code}`);
  return facts as ErrorCodeFacts;
}
