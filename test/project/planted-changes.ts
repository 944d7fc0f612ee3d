/** Changes to the vendor's document, one of every kind at every place where it fits, and what a report must say. */
import type { Kind, Side } from '../../scripts/compare/differences.ts';
import { asObject, isObject, type Json } from '../../scripts/compare/source.ts';
import type { OpenApiDocument } from '../../scripts/generate/document.ts';
import { theirName } from './vendor-document.ts';

interface Expected {
  at: string;
  kind: Kind;
  breaking: boolean;
}

export interface Change {
  name: string;
  /** Changes of one target exclude each other. */
  target: string;
  /** Whether it takes away what other changes are made to. */
  hides: boolean;
  apply: (document: Json) => void;
  expected: Expected[];
}

type Path = readonly string[];
/** A field of an object: where its schema and the names of the required fields are, and who sends it. */
interface Field {
  at: string;
  ownerAt: string;
  sides: ReadonlySet<Side>;
  name: string;
  owner: Path;
}

const at = (document: Json, path: Path): Json =>
  asObject(path.reduce<unknown>((value, key) => asObject(value)[key], document));
const isSpread = (schema: Json): boolean => Array.isArray(schema['oneOf']);
/** The schema in which the type stands, when null stands beside it. */
const inner = (schema: Json): Json => (isSpread(schema) ? asObject((schema['oneOf'] as Json[])[0]) : schema);

const byRequest = (sides: ReadonlySet<Side>): boolean => sides.has('request');
const byAnswer = (sides: ReadonlySet<Side>): boolean => sides.has('answer');

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
        ownerAt: name,
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

/** Whether a schema leads to a component. */
const leadsOn = (schema: unknown): boolean => JSON.stringify(schema).includes('/schemas/');

/** What can happen to a field, by how its schema is written. */
function changesOfField(document: Json, field: Field): Change[] {
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
function changesOfSchema(document: Json, name: string, sides: ReadonlySet<Side>): Change[] {
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

/** What can happen to an operation as a whole. */
function changesOfOperation(path: string, method: string): Change[] {
  const where = `${method.toUpperCase()} ${path}`;
  const change = (
    what: string,
    expected: Expected[],
    apply: (operation: Json, item: Json) => void,
  ): Change => ({
    name: `${where} ${what}`,
    target: where,
    hides: true,
    apply: (copy) => apply(at(copy, ['paths', path, method]), at(copy, ['paths', path])),
    expected,
  });
  return [
    change('is dropped', [{ at: where, kind: 'operation-removed', breaking: true }], (_, item) => {
      delete item[method];
    }),
    change('is deprecated', [{ at: where, kind: 'deprecated', breaking: false }], (operation) => {
      operation['deprecated'] = true;
    }),
    change('needs no token', [{ at: where, kind: 'security', breaking: true }], (operation) => {
      operation['security'] = [];
    }),
    change(
      'answers with another status',
      [
        { at: `${where} 200`, kind: 'answer-removed', breaking: true },
        { at: `${where} 202`, kind: 'answer-added', breaking: true },
      ],
      (operation) => {
        const responses = asObject(operation['responses']);
        responses['202'] = responses['200'];
        delete responses['200'];
      },
    ),
  ];
}

/** What can happen to the parameters of an operation, those among them that are fields of its body. */
function changesOfParameters(ours: OpenApiDocument, path: string, method: string, operation: Json): Change[] {
  const name = `${method.toUpperCase()} ${path}`;
  const body = ours.paths[path]?.[method]?.requestBody?.content['application/json']?.schema;
  const list = (copy: Json): Json[] => at(copy, ['paths', path, method])['parameters'] as Json[];
  const change = (
    where: string,
    what: string,
    expected: Omit<Expected, 'at'>,
    apply: (list: Json[]) => void,
  ): Change => ({
    name: `${where} ${what}`,
    target: where,
    hides: false,
    apply: (copy) => apply(list(copy)),
    expected: [{ at: where, ...expected }],
  });
  const existing = (operation['parameters'] as Json[])
    .filter((one) => one['name'] !== 'sorting')
    .flatMap((parameter) => {
      const { name: field, in: where, required } = parameter;
      const place =
        where === 'body'
          ? `${ownerOf(ours, body, String(field))}.${String(field)}`
          : `${name} ?${String(field)}`;
      const found = (parameters: Json[]): Json =>
        asObject(parameters.find((one) => one['name'] === field && one['in'] === where));
      return [
        {
          ...change(place, 'is dropped', { kind: 'field-removed', breaking: true }, (parameters) => {
            parameters.splice(parameters.indexOf(found(parameters)), 1);
          }),
          hides: leadsOn(parameter),
        },
        required === true
          ? change(place, 'becomes optional', { kind: 'optional', breaking: false }, (parameters) => {
              delete found(parameters)['required'];
            })
          : change(place, 'becomes required', { kind: 'required', breaking: true }, (parameters) => {
              found(parameters)['required'] = true;
            }),
      ];
    });
  const places = body === undefined || path === '/api/v1/bulk' ? ['query'] : ['query', 'body'];
  const added = places.flatMap((where) =>
    [true, false].map((required) => {
      const field = required ? 'planted_needed' : 'planted';
      const place = where === 'body' ? `${ownName(body)}.${field}` : `${name} ?${field}`;
      return change(place, 'is added', { kind: 'field-added', breaking: required }, (parameters) => {
        parameters.push({ name: field, in: where, required, schema: { type: 'string' } });
      });
    }),
  );
  return [...existing, ...added];
}

const ownName = (schema: unknown): string => String(asObject(schema)['$ref']).replace(/^.*\//, '');

/** The component of ours that has a field, through all that a body is made of. */
function ownerOf(ours: OpenApiDocument, schema: unknown, field: string): string {
  const name = ownName(schema);
  const { properties, allOf } = ours.components.schemas[name] ?? {};
  if (properties?.[field] !== undefined) return name;
  return (allOf ?? []).map((base) => ownerOf(ours, base, field)).find((one) => one !== '') ?? '';
}

/** What can happen elsewhere: new operations, and alternatives. */
function changesOfDocument(): Change[] {
  const change = (name: string, expected: Expected[], apply: (document: Json) => void): Change => ({
    name,
    target: name,
    hides: false,
    apply,
    expected,
  });
  const schemas = ['components', 'schemas'];
  const alternatives = (copy: Json): unknown[] =>
    at(copy, [...schemas, theirName('BulkOutput')])['oneOf'] as unknown[];
  return [
    change(
      'a new operation',
      [{ at: 'POST /api/v1/planted', kind: 'operation-added', breaking: false }],
      (copy) => {
        at(copy, ['paths'])['/api/v1/planted'] = { post: { responses: { 200: { description: 'Done.' } } } };
      },
    ),
    change('bulk gains an output', [{ at: 'BulkOutput', kind: 'variant-added', breaking: true }], (copy) => {
      alternatives(copy).push({ type: 'number' });
    }),
    change('bulk items are closed', [{ at: 'BulkItem', kind: 'closed', breaking: true }], (copy) => {
      at(copy, [...schemas, theirName('BulkItem')])['additionalProperties'] = false;
    }),
    {
      ...change(
        'errors change a form',
        [
          { at: 'ErrorResponse', kind: 'variant-removed', breaking: false },
          { at: 'ErrorResponse', kind: 'variant-added', breaking: true },
        ],
        (copy) => {
          at(copy, [...schemas, theirName('ErrorResponse')])['anyOf'] = [
            { $ref: `#/components/schemas/${theirName('DetailedApiError')}` },
            { type: 'number' },
          ];
        },
      ),
      hides: true,
    },
  ];
}
