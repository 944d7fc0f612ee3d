/** Gives types their names of the document, where openapi-typescript looks them up: `components['schemas']['X']`. */
import ts from 'typescript';
import { commentOf, setComment } from './tsdoc.ts';

const { factory } = ts;
const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];

/** Types by name. */
export type Types = ReadonlyMap<string, ts.TypeNode>;

/** Schemas are referred to by name; parameters, which have none of their own, are written out. */
export function nameTypes<Tree extends ts.Node>(tree: Tree, parameters: Types): Tree {
  return replaceIn(tree, (node) => {
    const [section, name] = lookedUp(node);
    if (name === undefined) return undefined;
    if (section === 'schemas') return factory.createTypeReferenceNode(name);
    const parameter = section === 'parameters' ? parameters.get(name) : undefined;
    return parameter && nameTypes(parameter, parameters);
  });
}

/** A tree with other nodes in place of some of its own. */
export function replaceIn<Tree extends ts.Node>(
  tree: Tree,
  replacementOf: (node: ts.Node) => ts.Node | undefined,
): Tree {
  const { transformed } = ts.transform(tree, [
    (context) => (root) => {
      const visit = (node: ts.Node): ts.Node =>
        replacementOf(node) ?? ts.visitEachChild(node, visit, context);
      return visit(root) as Tree;
    },
  ]);
  const [replaced = tree] = transformed;
  return replaced;
}

/** The section and the name of `components[section][name]`. */
function lookedUp(node: ts.Node): readonly string[] {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return [];
  const { objectType: root, indexType: section } = node.objectType;
  if (!ts.isTypeReferenceNode(root) || !ts.isIdentifier(root.typeName)) return [];
  return root.typeName.text === 'components' ? [section, node.indexType].map(literalText) : [];
}

function literalText(node: ts.TypeNode): string {
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return node.literal.text;
  throw new Error('components are looked up by something else than a name');
}

/** Declares a type under its name: an interface where it is an object, so that editors and messages call it that. */
export function declareType(name: string, types: Types, comment: string | undefined): ts.Statement {
  const type = types.get(name);
  if (type === undefined) throw new Error(`there is no type ${name}`);
  const parts = objectParts(type, types);
  const declaration =
    parts === undefined
      ? factory.createTypeAliasDeclaration(exported, name, undefined, type)
      : factory.createInterfaceDeclaration(
          exported,
          name,
          undefined,
          parts.bases.length === 0
            ? undefined
            : [factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, parts.bases)],
          parts.members,
        );
  return comment === undefined ? declaration : setComment(declaration, comment);
}

interface ObjectParts {
  readonly bases: ts.ExpressionWithTypeArguments[];
  readonly members: ts.TypeElement[];
}

/** What an interface of this type extends and has itself; `undefined` when it is no object, or several. */
function objectParts(type: ts.TypeNode, types: Types): ObjectParts | undefined {
  if (ts.isParenthesizedTypeNode(type)) return objectParts(type.type, types);
  if (ts.isTypeLiteralNode(type)) return { bases: [], members: [...type.members] };
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) {
    const target = types.get(type.typeName.text);
    if (target === undefined || objectParts(target, types) === undefined) return undefined;
    return { bases: [factory.createExpressionWithTypeArguments(type.typeName, undefined)], members: [] };
  }
  if (!ts.isIntersectionTypeNode(type)) return undefined;
  const all = type.types.map((part) => objectParts(part, types)).filter((part) => part !== undefined);
  if (all.length < type.types.length) return undefined;
  return { bases: all.flatMap(({ bases }) => bases), members: all.flatMap(({ members }) => members) };
}

/** The names among these that a tree refers to, in order. */
export function namesIn(trees: readonly ts.Node[], names: Iterable<string>): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) found.add(node.typeName.text);
    ts.forEachChild(node, visit);
  };
  trees.forEach(visit);
  return [...names].filter((name) => found.has(name)).sort();
}

/** A property of an object type. */
interface Property {
  readonly type: ts.TypeNode;
  /** The text above it. */
  readonly comment: string | undefined;
}

/** The properties of an object type by name; none of anything else. */
export function propertiesOf(tree: ts.Node | undefined): Map<string, Property> {
  const properties = new Map<string, Property>();
  const members = tree && (ts.isInterfaceDeclaration(tree) || ts.isTypeLiteralNode(tree)) ? tree.members : [];
  for (const member of members) {
    if (!ts.isPropertySignature(member) || member.type === undefined) continue;
    const name = propertyName(member.name);
    if (name !== undefined) properties.set(name, { type: member.type, comment: commentOf(member) });
  }
  return properties;
}

export function propertyName(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
}
