/** `src/generated/schema.ts`: the document's types, made by openapi-typescript. */
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { listOperations, type OpenApiDocument, resolve, type Schema } from './document.ts';

const acceptsDate = 'x-accepts-date';

export async function types(document: OpenApiDocument): Promise<string> {
  const marked = structuredClone(document);
  markTimestamps(marked);
  const ast = await openapiTS(marked as unknown as OpenAPI3, {
    alphabetize: true,
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    transform: (schema) => {
      if (!(acceptsDate in schema)) return undefined;
      const accepted: ts.TypeNode[] = [
        ts.factory.createTypeReferenceNode('Date'),
        ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ];
      const nullable = Array.isArray(schema.type) && schema.type.includes('null');
      if (nullable) accepted.push(ts.factory.createLiteralTypeNode(ts.factory.createNull()));
      return ts.factory.createUnionTypeNode(accepted);
    },
  });
  return astToString(ast);
}

/** Where the API takes a timestamp, the client takes a `Date` as well; where it answers one, it stays text. */
function markTimestamps(document: OpenApiDocument): void {
  const operations = listOperations(document);
  const taken = reachable(
    document,
    operations.flatMap(({ requestBody, parameters }) => [
      ...(requestBody === undefined ? [] : [requestBody.schema]),
      ...parameters.map(({ schema }) => schema),
    ]),
  );
  const answered = reachable(
    document,
    operations.map(({ success }) => success.schema),
  );
  for (const schema of taken) {
    if (schema.format !== 'date-time') continue;
    if (answered.has(schema))
      throw new Error('a schema with a timestamp is both taken and answered: write it twice');
    schema[acceptsDate] = true;
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
