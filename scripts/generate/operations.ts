/** `src/generated/operations.ts`: what a client needs to know of each operation besides its types. */
import { type OpenApiDocument, type Operation, resolve } from './document.ts';
import { allProperties, querySchema, timestampPaths } from './schemas.ts';
import { validatorName } from './validators.ts';

export function operationsTable(document: OpenApiDocument, operations: Operation[]): string {
  const entries = operations.map((operation) => {
    const body = operation.requestBody?.schema;
    const query = querySchema(operation.parameters);
    const lines: Record<string, string> = {
      id: quote(operation.id),
      method: quote(operation.method),
      path: quote(operation.path),
      pathParameters: names(operation.parameters.filter((parameter) => parameter.in === 'path')),
      writes: String(operation.method !== 'GET'),
      key: keyPlace(document, operation),
      repeatable: String(operation.method === 'GET' || operation.idempotent),
      bodyTimestamps: JSON.stringify(timestampPaths(document, body)),
      queryTimestamps: JSON.stringify(timestampPaths(document, query)),
      bulkType: operation.bulkType === undefined ? 'undefined' : quote(operation.bulkType),
      checkBody: body === undefined ? 'undefined' : `requests.${validatorName.body(operation)} as Validator`,
      checkQuery:
        query === undefined ? 'undefined' : `requests.${validatorName.query(operation)} as Validator`,
      checkBulkItem:
        operation.bulkType === undefined
          ? 'undefined'
          : `requests.${validatorName.bulkItem(operation)} as Validator`,
      checkSuccess: `responses.${validatorName.success(operation)} as Validator`,
    };
    const fields = Object.entries(lines).map(([name, value]) => `    ${name}: ${value},\n`);
    return `  ${operation.id}: {\n${fields.join('')}  },\n`;
  });
  return `import * as requests from './request-validators.ts';
import * as responses from './response-validators.ts';

/** One complaint of a validator. */
export interface Complaint {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** Whether a value fits a schema; after \`false\`, \`errors\` says where it does not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: Complaint[] | null;
}

/** What the client knows of an operation besides its types. */
export interface Operation {
  readonly id: string;
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** Template with \`{name}\` for each path parameter. */
  readonly path: string;
  readonly pathParameters: readonly string[];
  readonly writes: boolean;
  /** Where an idempotency key goes: into body and header, into each bulk item, into the header alone, or nowhere. */
  readonly key: 'body' | 'items' | 'header' | undefined;
  /** Whether doing it twice is the same as doing it once, key or no key. */
  readonly repeatable: boolean;
  readonly bodyTimestamps: readonly (readonly string[])[];
  readonly queryTimestamps: readonly (readonly string[])[];
  /** The \`_type\` of this operation as a bulk item. */
  readonly bulkType: string | undefined;
  readonly checkBody: Validator | undefined;
  readonly checkQuery: Validator | undefined;
  readonly checkBulkItem: Validator | undefined;
  readonly checkSuccess: Validator;
}

export const operations = {
${entries.join('')}} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** A bulk item of a type that the document does not know. */
export const checkOtherBulkItem = requests.${validatorName.otherBulkItem} as Validator;

/** The body of an error answer. */
export const checkErrorEnvelope = responses.${validatorName.error} as Validator;

/** One output of a bulk request, whatever its type. */
export const checkBulkOutput = responses.${validatorName.bulkOutput} as Validator;
`;
}

function keyPlace(document: OpenApiDocument, operation: Operation): string {
  if (operation.method === 'GET') return 'undefined';
  const properties = allProperties(document, operation.requestBody?.schema ?? {});
  if (properties['idempotency_key'] !== undefined) return quote('body');
  const items = properties['items']?.items;
  const everyItemHasKey = resolve(document, items ?? {}).oneOf?.every(
    (branch) => allProperties(document, branch)['idempotency_key'] !== undefined,
  );
  return quote(everyItemHasKey ? 'items' : 'header');
}

function names(parameters: { name: string }[]): string {
  return JSON.stringify(parameters.map(({ name }) => name));
}

function quote(text: string): string {
  return JSON.stringify(text);
}
