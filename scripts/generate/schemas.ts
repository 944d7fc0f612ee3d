/**
 * The two copies of the document's schemas that validators are compiled from: requests closed and exact, because the
 * API drops unknown fields in silence; responses tolerant, because the API may grow.
 */
import { type OpenApiDocument, type Operation, type Parameter, resolve, type Schema } from './document.ts';

/** The property that tells the items of a bulk request apart. */
const bulkTag = '_type';

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

/** Every schema that a request or a query reaches, closed wherever it lists its properties. */
export function closedSchemas(document: OpenApiDocument, operations: Operation[]): Record<string, Schema> {
  const closed: Record<string, Schema> = {};
  const reachedAs = new Map<string, 'base' | 'whole'>();

  const close = (schema: Schema, as: 'base' | 'whole'): Schema => {
    if (schema.$ref !== undefined) visit(schema.$ref, as);
    const copy = mapSubschemas(schema, (sub, keyword) => close(sub, keyword === 'allOf' ? 'base' : 'whole'));
    const open = copy.additionalProperties === undefined && copy.unevaluatedProperties === undefined;
    if (as === 'whole' && open) {
      if (copy.allOf !== undefined) copy.unevaluatedProperties = false;
      else if (copy.properties !== undefined) copy.additionalProperties = false;
    }
    return withoutAmbiguity(document, copy);
  };

  const visit = (ref: string, as: 'base' | 'whole'): void => {
    const name = schemaName(ref);
    const before = reachedAs.get(name);
    if (before !== undefined) {
      if (before !== as)
        throw new Error(`${name} is used both inside allOf and on its own: closing it would break one`);
      return;
    }
    reachedAs.set(name, as);
    closed[name] = close(resolve(document, { $ref: ref }) as Schema, as);
  };

  for (const operation of operations) {
    if (operation.requestBody !== undefined) close(operation.requestBody.schema, 'whole');
    for (const parameter of operation.parameters) close(parameter.schema, 'whole');
  }
  return Object.fromEntries(Object.entries(closed).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Keywords that a response may break without harm: new fields, new enum values, other lengths and formats. */
const strictKeywords = new Set([
  'additionalProperties',
  'enum',
  'format',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'pattern',
  'unevaluatedProperties',
]);

/** Every schema of the document with the rules left that a response must keep: types, constants, required fields. */
export function tolerantSchemas(document: OpenApiDocument): Record<string, Schema> {
  const relax = (schema: Schema): Schema => {
    const copy = mapSubschemas(schema, relax);
    for (const keyword of strictKeywords) {
      if (typeof copy[keyword] !== 'object' || keyword === 'enum') delete copy[keyword];
    }
    return withoutAmbiguity(document, copy);
  };
  return Object.fromEntries(
    Object.entries(document.components.schemas).map(([name, schema]) => [name, relax(schema)]),
  );
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

export function schemaName(ref: string): string {
  const name = ref.match(/^#\/components\/schemas\/(.+)$/)?.[1];
  if (name === undefined) throw new Error(`${ref} is no component schema`);
  return name;
}

/**
 * `oneOf` decides by trying every branch, and its complaints name the wrong one. Where the branch can be told
 * beforehand (null or not, the tag of a bulk item) the choice is written as `if`/`then`, which means the same.
 */
function withoutAmbiguity(document: OpenApiDocument, schema: Schema): Schema {
  const { oneOf, ...rest } = schema;
  if (oneOf === undefined) return schema;
  const others = oneOf.filter((branch) => branch.type !== 'null');
  const [only] = others;
  if (only !== undefined && others.length === 1 && oneOf.length === 2) {
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    return { ...rest, if: { not: { type: 'null' } }, then: only };
  }
  const tags = oneOf.map((branch) => resolve(document, branch).properties?.[bulkTag]);
  if (tags.some((tag) => tag === undefined)) return schema;
  return {
    ...rest,
    type: 'object',
    required: [bulkTag],
    allOf: oneOf.map((branch, index) => ({
      if: { properties: { [bulkTag]: ruleOf(tags[index]) } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: branch,
    })),
  };
}

/** What tells a branch: its constant, or the values it leaves to the others. */
function ruleOf(tag: Schema | undefined): Schema {
  return tag?.const === undefined ? { not: tag?.['not'] } : { const: tag.const };
}

function mapSubschemas(schema: Schema, map: (sub: Schema, keyword: string) => Schema): Schema {
  const copy: Schema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (annotations.has(keyword)) continue;
    if (keyword === 'properties') {
      copy.properties = Object.fromEntries(
        Object.entries(value as Record<string, Schema>).map(([name, property]) => [
          name,
          map(property, keyword),
        ]),
      );
    } else if (keyword === 'allOf' || keyword === 'oneOf' || keyword === 'anyOf') {
      copy[keyword] = (value as Schema[]).map((sub) => map(sub, keyword));
    } else if (['items', 'additionalProperties', 'not'].includes(keyword) && typeof value === 'object') {
      copy[keyword] = map(value as Schema, keyword);
    } else {
      copy[keyword] = value;
    }
  }
  return copy;
}

const annotations = new Set(['description', 'example', 'examples', 'title', 'default', 'deprecated']);
