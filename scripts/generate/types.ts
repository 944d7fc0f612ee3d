/** `src/generated/schema.ts`: the document's types, made by openapi-typescript. */
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { type OpenApiDocument, type Operation, resolve, type Schema } from './document.ts';

const acceptsDate = 'x-accepts-date';

export async function types(document: OpenApiDocument, operations: Operation[]): Promise<string> {
  const marked = structuredClone(document);
  markTimestamps(marked, operations);
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

/** Where the API takes a timestamp, the client takes a `Date` as well. */
function markTimestamps(document: OpenApiDocument, operations: Operation[]): void {
  const seen = new Set<Schema>();
  const mark = (reference: Schema): void => {
    const schema = resolve(document, reference);
    if (seen.has(schema)) return;
    seen.add(schema);
    if (schema.format === 'date-time') schema[acceptsDate] = true;
    const inside = [schema.items, ...Object.values(schema.properties ?? {})];
    for (const sub of [
      ...inside,
      ...(schema.allOf ?? []),
      ...(schema.oneOf ?? []),
      ...(schema.anyOf ?? []),
    ]) {
      if (sub !== undefined) mark(sub);
    }
  };
  for (const { id } of operations) {
    for (const item of Object.values(document.paths)) {
      for (const operation of Object.values(item)) {
        if (typeof operation !== 'object' || !('operationId' in operation) || operation.operationId !== id)
          continue;
        const body =
          operation.requestBody && resolve(document, operation.requestBody).content['application/json'];
        if (body !== undefined) mark(body.schema);
        for (const parameter of operation.parameters ?? []) mark(resolve(document, parameter).schema);
      }
    }
  }
}
