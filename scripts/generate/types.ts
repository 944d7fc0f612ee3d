/**
 * The document's types, made by openapi-typescript: `src/generated/types.ts` has those that callers use, each under a
 * name of its own, and `src/generated/paths.ts` what openapi-fetch and the methods look up.
 */
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { addBulkInputs } from './bulk-inputs.ts';
import { listOperations, type OpenApiDocument, reachable, type Schema } from './document.ts';
import { describeErrorCodes } from './error-codes.ts';
import { declareType, namesIn, nameTypes, propertiesOf, propertyName, replaceIn } from './named-types.ts';
import { markSpecialTypes, specialType } from './special-types.ts';
import { asTaken, separateTaken } from './taken-types.ts';
import { rewriteComments } from './tsdoc.ts';

const { factory } = ts;

export async function types(document: OpenApiDocument): Promise<{ types: string; paths: string }> {
  const marked = structuredClone(document);
  markSpecialTypes(marked);
  addBulkInputs(marked);
  const taken = separateTaken(marked);
  describeErrorCodes(marked);
  const nodes = await openapiTS(marked as unknown as OpenAPI3, {
    alphabetize: true,
    defaultNonNullable: false,
    transform: (schema) => specialType(schema as Schema),
  });
  nodes.forEach(rewriteComments);
  const components = propertiesOf(interfaceIn(nodes, 'components'));
  const parameters = new Map(
    [...propertiesOf(components.get('parameters')?.type)].map(([name, { type }]) => [name, type]),
  );
  const named = <Tree extends ts.Node>(tree: Tree): Tree => nameTypes(tree, parameters);

  const comments = new Map<string, string | undefined>();
  const models = new Map<string, ts.TypeNode>();
  const bodiesOfErrors = errorBodies(document);
  for (const [name, { type, comment }] of propertiesOf(components.get('schemas')?.type)) {
    models.set(name, taken.has(name) ? asTaken(named(type)) : named(type));
    comments.set(name, bodiesOfErrors.has(name) ? `${comment}\n\n${aboutErrorBodies}` : comment);
  }
  const operations = named(interfaceIn(nodes, 'operations'));
  const queries = new Map<ts.Node, ts.TypeNode>();
  for (const [id, { type }] of propertiesOf(operations)) {
    const query = propertiesOf(propertiesOf(type).get('parameters')?.type).get('query')?.type;
    if (query === undefined || !ts.isTypeLiteralNode(query)) continue;
    const name = `${id.charAt(0).toUpperCase()}${id.slice(1)}Query`;
    if (models.has(name)) throw new Error(`${name} is both a schema and the query of ${id}`);
    models.set(name, asTaken(query));
    comments.set(name, `What \`${id}\` takes in its query.`);
    queries.set(query, factory.createTypeReferenceNode(name));
  }

  const internal = [
    named(interfaceIn(nodes, 'paths')),
    replaceIn(operations, (node) => queries.get(node)),
    named(responsesAlone(interfaceIn(nodes, 'components'))),
  ];
  const names = [...models.keys()].sort();
  const imported = namesIn(internal, names).map((name) => `    ${name},\n`);
  return {
    types: astToString(names.map((name) => declareType(name, models, comments.get(name)))),
    paths: `import type {\n${imported.join('')}} from './types.ts';\n\n${astToString(internal)}`,
  };
}

/** What no comment of the document can say: how the client hands such a body on. */
const aboutErrorBodies =
  'Not an error that is thrown: that is a `PrefactorApiError`, which has this as its `body`.';

/** The names of the schemas that only describe errors. */
function errorBodies(document: OpenApiDocument): Set<string> {
  const roots = listOperations(document).flatMap(({ errors }) =>
    Object.values(errors).flatMap(({ content = {} }) => Object.values(content).map(({ schema }) => schema)),
  );
  const schemas = reachable(document, roots);
  return new Set(
    Object.entries(document.components.schemas)
      .filter(([, schema]) => schemas.has(schema))
      .map(([name]) => name),
  );
}

function interfaceIn(nodes: readonly ts.Node[], name: string): ts.InterfaceDeclaration {
  for (const node of nodes) if (ts.isInterfaceDeclaration(node) && node.name.text === name) return node;
  throw new Error(`there is no interface ${name}`);
}

/** What operations refer to without a name: their answers. */
function responsesAlone({ name, members }: ts.InterfaceDeclaration): ts.InterfaceDeclaration {
  const responses = members.filter((member) => member.name && propertyName(member.name) === 'responses');
  return factory.createInterfaceDeclaration(undefined, name, undefined, undefined, responses);
}
