/** Changes of fields and of the schemas that have them. */
import type { Side } from '../../../scripts/compare/differences.ts';
import { asObject, type Json } from '../../../scripts/compare/source.ts';
import { theirName } from '../vendor-document.ts';
import { at, type Change, type Expected, leadsOn } from './change.ts';

/** A field of an object: where its schema and the names of the required fields are, and who sends it. */
export interface Field {
  at: string;
  sides: ReadonlySet<Side>;
  name: string;
  owner: readonly string[];
}

const isSpread = (schema: Json): boolean => Array.isArray(schema['oneOf']);
/** The schema in which the type stands, when null stands beside it. */
const inner = (schema: Json): Json => (isSpread(schema) ? asObject((schema['oneOf'] as Json[])[0]) : schema);

const byRequest = (sides: ReadonlySet<Side>): boolean => sides.has('request');
const byAnswer = (sides: ReadonlySet<Side>): boolean => sides.has('answer');

/** What can happen to a field, by how its schema is written. */
export function changesOfField(document: Json, field: Field): Change[] {
  const { at: where, sides, owner, name } = field;
  const { required, properties } = at(document, owner);
  const isRequired = Array.isArray(required) && required.includes(name);
  const schema = asObject(asObject(properties)[name]);
  const change = (
    what: string,
    expected: Omit<Expected, 'at'>,
    apply: (schema: Json, owner: Json) => void,
  ): Change => ({
    name: `${where} ${what}`,
    target: where,
    hides: false,
    apply: (copy) => apply(at(copy, [...owner, 'properties', name]), at(copy, owner)),
    expected: [{ at: where, ...expected }],
  });
  const without = (owner: Json): void => {
    owner['required'] = (owner['required'] as string[]).filter((one) => one !== name);
  };
  const removal = change('is removed', { kind: 'field-removed', breaking: true }, (_, copy) => {
    delete asObject(copy['properties'])[name];
    if (isRequired) without(copy);
  });
  const changes = [
    { ...removal, hides: leadsOn(schema) },
    isRequired
      ? change('becomes optional', { kind: 'optional', breaking: byAnswer(sides) }, (_, copy) =>
          without(copy),
        )
      : change('becomes required', { kind: 'required', breaking: byRequest(sides) }, (_, copy) => {
          copy['required'] = [...((copy['required'] as string[]) ?? []), name];
        }),
    isSpread(schema)
      ? change('may no longer be null', { kind: 'type', breaking: byRequest(sides) }, (copy) => {
          const { $ref, ...more } = inner(copy);
          delete copy['oneOf'];
          Object.assign(copy, more, $ref === undefined ? {} : { $ref });
        })
      : change('may be null', { kind: 'type', breaking: byAnswer(sides) }, (copy) => {
          const only = { ...copy };
          for (const key of Object.keys(copy)) delete copy[key];
          copy['oneOf'] = [only, { $ref: '#/components/schemas/Null' }];
        }),
  ];
  const { type, $ref, enum: values } = inner(schema);
  if ($ref !== undefined) return changes;
  changes.push(
    change('is deprecated', { kind: 'deprecated', breaking: false }, (copy) => {
      inner(copy)['deprecated'] = true;
    }),
  );
  if (values !== undefined) return changes;
  changes.push(
    change('has another type', { kind: 'type', breaking: true }, (copy) => {
      inner(copy)['type'] = type === 'boolean' ? 'number' : 'boolean';
    }),
  );
  if (type === 'string' || type === 'integer' || type === 'number') {
    const keyword = type === 'string' ? 'maxLength' : 'exclusiveMaximum';
    changes.push(
      change('is limited', { kind: 'constraint', breaking: byRequest(sides) }, (copy) => {
        inner(copy)[keyword] = 7777;
      }),
    );
  }
  if (inner(schema)['format'] !== undefined)
    changes.push(
      change('has another format', { kind: 'constraint', breaking: true }, (copy) => {
        inner(copy)['format'] = 'date';
      }),
    );
  return changes;
}

/** What can happen to a component as a whole. */
export function changesOfSchema(document: Json, name: string, sides: ReadonlySet<Side>): Change[] {
  const path = ['components', 'schemas', theirName(name)];
  const { properties, enum: values } = at(document, path);
  const change = (what: string, expected: Expected, apply: (schema: Json) => void): Change => ({
    name: `${name} ${what}`,
    target: `${name} ${what}`,
    hides: false,
    apply: (copy) => apply(at(copy, path)),
    expected: [expected],
  });
  const changes: Change[] = [];
  if (properties !== undefined) {
    const field = `${name}.planted`;
    changes.push(
      change('gains a field', { at: field, kind: 'field-added', breaking: false }, (schema) => {
        asObject(schema['properties'])['planted'] = { type: 'string' };
      }),
      change(
        'gains a required field',
        { at: `${field}_needed`, kind: 'field-added', breaking: byRequest(sides) },
        (schema) => {
          asObject(schema['properties'])['planted_needed'] = { type: 'string' };
          schema['required'] = [...((schema['required'] as string[]) ?? []), 'planted_needed'];
        },
      ),
    );
  }
  if (Array.isArray(values)) {
    changes.push(
      change('gains a value', { at: name, kind: 'value-added', breaking: false }, (schema) => {
        (schema['enum'] as string[]).push('planted');
      }),
      change('loses a value', { at: name, kind: 'value-removed', breaking: byRequest(sides) }, (schema) => {
        (schema['enum'] as string[]).shift();
      }),
    );
  }
  return changes;
}
