/** Changes to the vendor's document: one of every kind at every place where it fits. */
import type { Side } from '../../../scripts/compare/differences.ts';
import { isObject, type Json } from '../../../scripts/compare/source.ts';
import type { OpenApiDocument } from '../../../scripts/generate/document.ts';
import { theirName } from '../vendor-document.ts';
import { at, type Change } from './change.ts';
import { changesOfField, changesOfSchema, type Field } from './fields.ts';
import { changesOfDocument, changesOfOperation, changesOfParameters } from './operations.ts';

/** The components that operations of ours lead to in the vendor's document, and in which direction. */
function sidesOfComponents(document: Json, ours: OpenApiDocument): Map<string, Set<Side>> {
  const sides = new Map<string, Set<Side>>();
  const visit = (value: unknown, side: Side): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, side);
    if (!isObject(value)) return;
    for (const inside of Object.values(value)) visit(inside, side);
    const name = /^#\/components\/schemas\/(.+)$/.exec(String(value['$ref']))?.[1];
    const known = sides.get(name ?? '') ?? new Set();
    if (name === undefined || known.has(side)) return;
    sides.set(name, known.add(side));
    visit(at(document, ['components', 'schemas', name]), side);
  };
  for (const [path, , operation] of operationsOf(document, ours)) {
    visit(at(document, ['paths', path])['parameters'], 'request');
    visit([operation['parameters'], operation['requestBody']], 'request');
    visit(operation['responses'], 'answer');
  }
  return sides;
}

function operationsOf(
  document: Json,
  ours: OpenApiDocument,
): [path: string, method: string, operation: Json][] {
  return Object.entries(ours.paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => method !== 'parameters')
      .map((method): [string, string, Json] => [path, method, at(document, ['paths', path, method])]),
  );
}

/** Every change of every kind that fits the vendor's document. */
export function allChanges(document: Json, ours: OpenApiDocument): Change[] {
  const sides = sidesOfComponents(document, ours);
  const schemas = Object.entries(ours.components.schemas).flatMap(([name, schema]) => {
    const own = sides.get(theirName(name));
    const isPlain = schema.allOf === undefined && schema.oneOf === undefined && schema.anyOf === undefined;
    return own !== undefined && isPlain ? [{ name, sides: own }] : [];
  });
  const fields = schemas.flatMap(({ name, sides }) =>
    Object.keys(at(document, ['components', 'schemas', theirName(name), 'properties'])).map(
      (field): Field => ({
        at: `${name}.${field}`,
        sides,
        name: field,
        owner: ['components', 'schemas', theirName(name)],
      }),
    ),
  );
  return [
    ...fields.flatMap((field) => changesOfField(document, field)),
    ...schemas.flatMap(({ name, sides }) => changesOfSchema(document, name, sides)),
    ...operationsOf(document, ours).flatMap(([path, method]) => changesOfOperation(path, method)),
    ...operationsOf(document, ours).flatMap(([path, method, operation]) =>
      changesOfParameters(ours, path, method, operation),
    ),
    ...changesOfDocument(),
  ];
}
