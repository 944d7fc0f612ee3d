/** `src/generated/*-validators.ts`: ajv's standalone code, which needs nothing of ajv and no eval at run time. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { type OpenApiDocument, type Operation, resolve, type Schema } from './document.ts';
import { allProperties, closedSchemas, querySchema, schemaName, tolerantSchemas } from './schemas.ts';

/** Names of the exported validators. */
export const validatorName = {
  body: (operation: Operation) => `${operation.id}Body`,
  query: (operation: Operation) => `${operation.id}Query`,
  bulkItem: (operation: Operation) => `${operation.id}BulkItem`,
  otherBulkItem: 'otherBulkItem',
  success: (operation: Operation) => `${operation.id}Success`,
  error: 'errorEnvelope',
  bulkOutput: 'bulkOutput',
};

/** Validators of everything a caller hands in. All complaints are collected, because a person reads them. */
export function requestValidators(document: OpenApiDocument, operations: Operation[]): string {
  const roots: Record<string, Schema> = {};
  for (const operation of operations) {
    if (operation.requestBody !== undefined)
      roots[validatorName.body(operation)] = operation.requestBody.schema;
    const query = querySchema(operation.parameters);
    if (query !== undefined) roots[validatorName.query(operation)] = query;
  }
  for (const [type, item] of bulkItems(document)) {
    const operation = type === undefined ? undefined : operations.find(({ bulkType }) => bulkType === type);
    if (type !== undefined && operation === undefined)
      throw new Error(`no operation names the bulk type ${type}`);
    roots[operation ? validatorName.bulkItem(operation) : validatorName.otherBulkItem] = item;
  }
  return compile(closedSchemas(document, operations), roots, { allErrors: true });
}

/** Validators of everything the API answers. The first complaint is enough. */
export function responseValidators(document: OpenApiDocument, operations: Operation[]): string {
  const schemas = tolerantSchemas(document);
  const ref = (name: string): Schema => {
    if (schemas[name] === undefined) throw new Error(`the document has no schema ${name}`);
    return { $ref: `#/components/schemas/${name}` };
  };
  const roots: Record<string, Schema> = {
    [validatorName.error]: ref('ApiError'),
    [validatorName.bulkOutput]: ref('BulkOutput'),
  };
  for (const operation of operations) {
    const { schema } = operation.success;
    roots[validatorName.success(operation)] = ref(schemaName(schema.$ref ?? ''));
  }
  return compile(schemas, roots, { allErrors: false });
}

/** The branches of `BulkItem` by their `_type`; the open one for all other types under `undefined`. */
export function bulkItems(document: OpenApiDocument): [type: string | undefined, item: Schema][] {
  const branches = document.components.schemas['BulkItem']?.oneOf ?? [];
  return branches.map((branch) => {
    const tag = allProperties(document, resolve(document, branch))['_type']?.const;
    return [typeof tag === 'string' ? tag : undefined, branch];
  });
}

// Seconds and an offset are required by RFC 3339, and the API's own examples have both.
const dateTime = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function compile(
  schemas: Record<string, Schema>,
  roots: Record<string, Schema>,
  { allErrors }: { allErrors: boolean },
): string {
  const ajv = new Ajv2020({
    allErrors,
    // Small schemas are written in place, which makes the code smaller.
    inlineRefs: 3,
    messages: false,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    // Counts UTF-16 units, which for the ASCII keys it is used on is the same; the exact count would be a `require`.
    unicode: false,
    logger: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addVocabulary(['components']);
  ajv.addFormat('date-time', dateTime);
  ajv.addSchema({ $id: 'document', components: { schemas } });
  // Each export is a schema of its own: ajv writes a function twice that is both exported and called by another.
  for (const [name, schema] of Object.entries(roots)) ajv.addSchema(absolute(schema), name);
  const code = standalone.default(ajv, Object.fromEntries(Object.keys(roots).map((name) => [name, name])));
  if (/\brequire\(|\beval\(|new Function/.test(code)) throw new Error('a validator is not self-contained');
  // What somebody put on Object.prototype is nobody's field; ajv's own option for that makes a quarter more code.
  const overOwn = code.replaceAll(/for\(const (\w+) in (\w+)\)/g, 'for(const $1 of Object.keys($2))');
  return withoutDeadSchemas(overOwn.replace('"use strict";', '').trim());
}

/** ajv writes down every schema; its code reads only those with enums. */
function withoutDeadSchemas(code: string): string {
  return code.replaceAll(/^const (schema\d+) = .*;\n/gm, (line, name: string) =>
    code.split(new RegExp(`\\b${name}\\b`)).length > 2 ? line : '',
  );
}

function absolute(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/'));
}
