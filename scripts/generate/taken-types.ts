/**
 * The types of what callers write, which are more lenient than those of what the API answers: a field that may be left out
 * may be `undefined` as well, and an array may be a readonly one.
 */
import ts from 'typescript';
import {
  listOperations,
  type OpenApiDocument,
  partsOf,
  reachable,
  resolve,
  type Schema,
} from './document.ts';
import { replaceIn } from './named-types.ts';

const { factory, SyntaxKind } = ts;

/**
 * Gives objects that are both taken and answered a type of their own where they are taken: `X` is what the API answers,
 * `XInput` what it takes.
 *
 * @returns The names of the schemas that are taken.
 */
export function separateTaken(document: OpenApiDocument): Set<string> {
  const { schemas } = document.components;
  const operations = listOperations(document);
  const answered = reachable(
    document,
    operations.map(({ success }) => success.schema),
  );
  const taken = new Set<Schema>();
  const visit = (reference: Schema): void => {
    const name = /^#\/components\/schemas\/(.+)$/.exec(reference.$ref ?? '')?.[1];
    const target = resolve(document, reference);
    if (name !== undefined && answered.has(target) && hasFields(document, target)) {
      const input = `${name}Input`;
      reference.$ref = `#/components/schemas/${input}`;
      if (schemas[input] === undefined) schemas[input] = structuredClone(target);
      else if (!taken.has(schemas[input])) throw new Error(`${input} is a schema of its own`);
    }
    const schema = resolve(document, reference);
    if (taken.has(schema)) return;
    taken.add(schema);
    partsOf(schema).forEach(visit);
  };
  for (const { requestBody, parameters } of operations) {
    if (requestBody !== undefined) visit(requestBody.schema);
    for (const { schema } of parameters) visit(schema);
  }
  if (schemas['BulkInputs'] !== undefined) visit(schemas['BulkInputs']);
  return new Set(Object.keys(schemas).filter((name) => schemas[name] && taken.has(schemas[name])));
}

function hasFields(document: OpenApiDocument, schema: Schema): boolean {
  return [...reachable(document, [schema])].some(({ properties }) => properties !== undefined);
}

/** The type of something that is taken: with `undefined` wherever a field may be left out, and readonly arrays. */
export function asTaken<Tree extends ts.Node>(tree: Tree): Tree {
  return replaceIn(tree, (node) => {
    if (ts.isArrayTypeNode(node)) {
      const array = factory.createArrayTypeNode(asTaken(node.elementType));
      return factory.createTypeOperatorNode(SyntaxKind.ReadonlyKeyword, array);
    }
    if (!ts.isPropertySignature(node) || node.questionToken === undefined || node.type === undefined) {
      return undefined;
    }
    const { modifiers, name, questionToken, type } = node;
    const inner = asTaken(type);
    const members = ts.isUnionTypeNode(inner) ? inner.types : [inner];
    const union = factory.createUnionTypeNode([
      ...members,
      factory.createKeywordTypeNode(SyntaxKind.UndefinedKeyword),
    ]);
    return factory.updatePropertySignature(node, modifiers, name, questionToken, union);
  });
}
