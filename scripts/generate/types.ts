/** `src/generated/types.ts`: the document's types, made by openapi-typescript. */
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { listOperations, type OpenApiDocument, resolve, type Schema } from './document.ts';

/** What a schema is marked with to get another type than its own. */
const special = 'x-special-type';

export async function types(document: OpenApiDocument): Promise<string> {
  const marked = structuredClone(document);
  markSpecialTypes(marked);
  const ast = await openapiTS(marked as unknown as OpenAPI3, {
    alphabetize: true,
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    transform: (schema) => {
      const kind = (schema as Schema)[special];
      return typeof kind === 'string' ? specialType(kind, schema as Schema) : undefined;
    },
  });
  return astToString(ast);
}

const { factory, SyntaxKind } = ts;
const text = (): ts.TypeNode => factory.createKeywordTypeNode(SyntaxKind.StringKeyword);

function specialType(kind: string, schema: Schema): ts.TypeNode {
  const members: ts.TypeNode[] = [];
  if (kind === 'timestamp') members.push(factory.createTypeReferenceNode('Date'), text());
  if (kind === 'free') members.push(factory.createKeywordTypeNode(SyntaxKind.ObjectKeyword));
  if (kind === 'open') {
    for (const value of schema.enum ?? []) {
      if (typeof value !== 'string') continue;
      members.push(factory.createLiteralTypeNode(factory.createStringLiteral(value)));
    }
    members.push(factory.createIntersectionTypeNode([text(), factory.createTypeLiteralNode([])]));
  }
  if (Array.isArray(schema.type) && schema.type.includes('null')) {
    members.push(factory.createLiteralTypeNode(factory.createNull()));
  }
  return factory.createUnionTypeNode(members);
}

/**
 * Where the API takes a timestamp, the client takes a `Date` as well. Where it takes any object, an interface fits. What
 * it answers may be a value that the document does not know yet; what it takes may not.
 */
function markSpecialTypes(document: OpenApiDocument): void {
  const operations = listOperations(document);
  const answers = operations.map(({ success }) => success.schema);
  const taken = reachable(
    document,
    operations.flatMap(({ requestBody, parameters }) => [
      ...(requestBody === undefined ? [] : [requestBody.schema]),
      ...parameters.map(({ schema }) => schema),
    ]),
  );
  separateEnums(document, reachable(document, answers), taken);
  const answered = reachable(document, answers);
  for (const schema of taken) {
    const isTimestamp = schema.format === 'date-time';
    const isFree = schema.additionalProperties === true && schema.properties === undefined && !schema.allOf;
    if (!isTimestamp && !isFree) continue;
    if (!answered.has(schema)) schema[special] = isTimestamp ? 'timestamp' : 'free';
    else if (isTimestamp)
      throw new Error('a schema with a timestamp is both taken and answered: write it twice');
  }
  for (const schema of answered) {
    if (Array.isArray(schema.enum) && !taken.has(schema)) schema[special] = 'open';
  }
}

/** An enum that is both taken and answered is written out where it is answered, so that it can be open there alone. */
function separateEnums(document: OpenApiDocument, answered: Set<Schema>, taken: Set<Schema>): void {
  for (const schema of answered) {
    if (taken.has(schema)) continue;
    for (const property of Object.values(schema.properties ?? {})) {
      if (property.$ref === undefined) continue;
      const target = resolve(document, property);
      if (!Array.isArray(target.enum) || !taken.has(target)) continue;
      delete property.$ref;
      Object.assign(property, { ...target, ...property });
    }
  }
}

function reachable(document: OpenApiDocument, roots: Schema[]): Set<Schema> {
  const reached = new Set<Schema>();
  const visit = (reference: Schema): void => {
    const schema = resolve(document, reference);
    if (reached.has(schema)) return;
    reached.add(schema);
    const { items, properties, allOf, oneOf, anyOf, additionalProperties: more } = schema;
    const inside = [
      items,
      ...Object.values(properties ?? {}),
      ...(allOf ?? []),
      ...(oneOf ?? []),
      ...(anyOf ?? []),
    ];
    for (const inner of typeof more === 'object' ? [...inside, more] : inside)
      if (inner !== undefined) visit(inner);
  };
  for (const root of roots) visit(root);
  return reached;
}
