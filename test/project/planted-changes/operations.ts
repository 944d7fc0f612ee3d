/** Changes of operations and of their parameters, and of the document as a whole. */
import { asObject, type Json } from '../../../scripts/compare/source.ts';
import type { OpenApiDocument } from '../../../scripts/generate/document.ts';
import { theirName } from '../vendor-document.ts';
import { at, type Change, type Expected, leadsOn } from './change.ts';

/** What can happen to an operation as a whole. */
export function changesOfOperation(path: string, method: string): Change[] {
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
export function changesOfParameters(
  ours: OpenApiDocument,
  path: string,
  method: string,
  operation: Json,
): Change[] {
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
export function changesOfDocument(): Change[] {
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
