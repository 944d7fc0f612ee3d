/** `src/generated/schemas.ts`: the schemas of everything that is sent and answered, as data for the validator. */
import type { Schema as GeneratedSchema } from '../../src/wrapper/validation/schema.ts';
import { formats, keywords } from '../../src/wrapper/validation/schema-keywords.ts';
import { type OpenApiDocument, type Operation, type Parameter, resolve, type Schema } from './document.ts';
import { payloadMarks } from './payloads.ts';

/** The schemas that no single operation owns, by their names in the document. */
export const sharedSchemas = { errorEnvelope: 'ApiError', bulkOutput: 'BulkOutput', bulkItem: 'BulkItem' };

/** The names under which an operation's schemas are generated. */
export function schemaNames(
  document: OpenApiDocument,
  operation: Operation,
): Record<'body' | 'query' | 'bulkItem', string | undefined> & { success: string } {
  const { requestBody, success, bulkType } = operation;
  const bulkItem = bulkItems(document).find(([type]) => type !== undefined && type === bulkType)?.[1];
  if (bulkType !== undefined && bulkItem === undefined)
    throw new Error(`${operation.id}: there is no bulk item of type ${bulkType}`);
  return {
    body: requestBody && nameOf(requestBody.schema, `${operation.id}: its body`),
    query: querySchema(operation.parameters) && `${operation.id}Query`,
    bulkItem: bulkItem && nameOf(bulkItem, `${operation.id}: its bulk item`),
    success: nameOf(success.schema, `${operation.id}: its answer`),
  };
}

export function schemasTable(document: OpenApiDocument, operations: Operation[]): string {
  const table: Record<string, GeneratedSchema> = {};
  const add = (name: string): void => {
    if (Object.hasOwn(table, name)) return;
    const schema = document.components.schemas[name];
    if (schema === undefined) throw new Error(`the document has no schema ${name}`);
    table[name] = {};
    table[name] = asData(document, schema, name, add);
  };
  for (const name of Object.values(sharedSchemas)) add(name);
  for (const operation of operations) {
    const { query: queryName, ...names } = schemaNames(document, operation);
    for (const name of Object.values(names)) if (name !== undefined) add(name);
    const query = querySchema(operation.parameters);
    if (query !== undefined && queryName !== undefined)
      table[queryName] = asData(document, query, queryName, add);
  }
  const lines = Object.entries(table)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `  ${name}: ${literal(schema)},\n`);
  return `import type { Schema } from '../wrapper/validation/schema.ts';

/** The schemas of requests and answers by name, without what is in them for people alone. */
export const schemas: Readonly<Record<string, Schema>> = {
${lines.join('')}};
`;
}

/** The body of a query as one closed object. */
export function querySchema(parameters: Parameter[]): Schema | undefined {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  if (inQuery.length === 0) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(inQuery.map((parameter) => [parameter.name, parameter.schema])),
    required: inQuery.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    additionalProperties: false,
  };
}

/** The branches of `BulkItem` by their `_type`; the open one for all other types under `undefined`. */
export function bulkItems(document: OpenApiDocument): [type: string | undefined, item: Schema][] {
  const branches = document.components.schemas[sharedSchemas.bulkItem]?.oneOf ?? [];
  return branches.map((branch) => {
    const tag = allProperties(document, resolve(document, branch))['_type']?.const;
    return [typeof tag === 'string' ? tag : undefined, branch];
  });
}

/** Paths of the fields that hold a timestamp, so that a `Date` can be turned into text there and nowhere else. */
export function timestampPaths(document: OpenApiDocument, schema: Schema | undefined): string[][] {
  if (schema === undefined) return [];
  const target = resolve(document, schema);
  const own = Object.entries(target.properties ?? {}).flatMap(([name, property]) => {
    const value = resolve(document, property);
    if (value.format === 'date-time') return [[name]];
    return timestampPaths(document, value).map((path) => [name, ...path]);
  });
  return [...(target.allOf ?? []).flatMap((base) => timestampPaths(document, base)), ...own];
}

/** Every property of an object schema, those of its bases included. */
export function allProperties(document: OpenApiDocument, schema: Schema): Record<string, Schema> {
  const target = resolve(document, schema);
  return Object.assign(
    {},
    ...(target.allOf ?? []).map((base) => allProperties(document, base)),
    target.properties,
  );
}

export function nameOf({ $ref }: Schema, what: string): string {
  const name = $ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];
  if (name === undefined) throw new Error(`${what} must be a $ref to a component schema`);
  return name;
}

const annotations = new Set([
  'description',
  'example',
  'examples',
  'title',
  'deprecated',
  'x-error-codes',
  ...payloadMarks,
]);

/**
 * A schema without what is in it for people alone.
 *
 * @param refer Told of every schema that this one refers to.
 * @throws {Error} When the validator could not keep to it; the message says where.
 */
function asData(
  document: OpenApiDocument,
  schema: Schema,
  place: string,
  refer: (name: string) => void,
): GeneratedSchema {
  if (schema.allOf?.some((base) => hasAlternatives(document, base)))
    throw new Error(`${place}: a schema in allOf must list its fields itself, not in oneOf or anyOf`);
  const inside = (sub: unknown, step: string): GeneratedSchema =>
    asData(document, sub as Schema, `${place}/${step}`, refer);
  const copy: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (annotations.has(keyword)) continue;
    if (!Object.hasOwn(keywords, keyword)) {
      throw new Error(`${place}: the validator does not know the keyword ${keyword}`);
    }
    if (keyword === '$ref') {
      const name = nameOf(schema, place);
      copy[keyword] = name;
      refer(name);
    } else if (keyword === 'properties') {
      copy[keyword] = Object.fromEntries(
        Object.entries(value as object).map(([name, property]) => [name, inside(property, name)]),
      );
    } else if (['allOf', 'oneOf', 'anyOf'].includes(keyword)) {
      copy[keyword] = (value as unknown[]).map((sub, index) => inside(sub, `${keyword}/${index}`));
    } else if (['items', 'additionalProperties', 'not'].includes(keyword) && typeof value === 'object') {
      copy[keyword] = inside(value, keyword);
    } else {
      copy[keyword] = value;
    }
  }
  const problem = problemOf(copy);
  if (problem !== undefined) throw new Error(`${place}: ${problem}`);
  return copy;
}

/** Whether the fields of a schema, or of a base of it, depend on which of several others it fits. */
function hasAlternatives(document: OpenApiDocument, reference: Schema): boolean {
  const { oneOf, anyOf, allOf = [] } = resolve(document, reference);
  return oneOf !== undefined || anyOf !== undefined || allOf.some((base) => hasAlternatives(document, base));
}

/** What a schema asks for that the validator does not do, though it knows the keyword. */
function problemOf(schema: GeneratedSchema): string | undefined {
  const { $ref, format, pattern, const: only, enum: allowed = [], unevaluatedProperties: more } = schema;
  if ($ref !== undefined && Object.keys(schema).length > 1) return '$ref must stand alone';
  if (format !== undefined && !Object.hasOwn(formats, format))
    return `the validator does not know the format ${format}`;
  // Nothing inside a repetition repeats then, and none is tried from every place: what takes for ever needs one of both.
  if (pattern !== undefined && !/^(\^[^(]*|[^(*+{]*)$/.test(pattern))
    return `the pattern ${pattern} must have no groups, and begin with ^ when something repeats`;
  if ([only, ...allowed].some((value) => typeof value === 'object' && value !== null))
    return 'const and enum must be of plain values';
  if (more === true || (more === false && (schema.oneOf ?? schema.anyOf) !== undefined))
    return 'unevaluatedProperties must be false, and not beside oneOf or anyOf';
  return undefined;
}

/** A value as it is written in generated code. */
export function literal(value: unknown): string {
  return String(JSON.stringify(value)).replaceAll(/"([A-Za-z_$][\w$]*)":/g, '$1:');
}
