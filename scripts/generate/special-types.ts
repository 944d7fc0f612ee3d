/** Where the type of a schema is another than its own: what a caller may write more freely, and what may grow. */
import ts from 'typescript';
import { listOperations, type OpenApiDocument, reachable, resolve, type Schema } from './document.ts';
import { isOpenObject } from './payloads.ts';

/** What a schema is marked with to get another type than its own. */
const mark = 'x-special-type';

const { factory, SyntaxKind } = ts;
const text = (): ts.TypeNode => factory.createKeywordTypeNode(SyntaxKind.StringKeyword);

/** The type of a schema that is marked; `undefined` for any other, which keeps its own. */
export function specialType(schema: Schema): ts.TypeNode | undefined {
  const kind = schema[mark];
  if (kind === undefined) return undefined;
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
export function markSpecialTypes(document: OpenApiDocument): void {
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
    const isFree = isOpenObject(schema);
    if (!isTimestamp && !isFree) continue;
    if (!answered.has(schema)) schema[mark] = isTimestamp ? 'timestamp' : 'free';
    else if (isTimestamp)
      throw new Error('a schema with a timestamp is both taken and answered: write it twice');
  }
  for (const schema of answered) {
    if (Array.isArray(schema.enum) && !taken.has(schema)) schema[mark] = 'open';
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
