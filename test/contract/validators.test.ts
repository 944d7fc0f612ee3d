/** The validators against the document they come from: its examples, and each example broken on purpose. */
import { describe, expect, test } from 'vitest';
import { examplesOf, jsonContent, resolve, type Schema } from '../../scripts/generate/document.ts';
import { bulkItems } from '../../scripts/generate/schemas.ts';
import type { OperationId } from '../../src/generated/operations.ts';
import { schemas as generated } from '../../src/generated/schemas.ts';
import {
  checkBulkOutput,
  checkErrorEnvelope,
  operations as table,
} from '../../src/wrapper/call/operations.ts';
import type { SchemaError } from '../../src/wrapper/validation/schema.ts';
import { issuesOf } from '../../src/wrapper/validation/schema-issues.ts';
import type { Validator } from '../../src/wrapper/validation/schema-validator.ts';
import { document, operations, requestExamples } from './examples.ts';

/** The schemas that describe one value: through references, bases and alternatives. */
function facesOf(schema: Schema): Schema[] {
  const { $ref, ...beside } = schema;
  const target = $ref === undefined ? beside : resolve(document, { $ref } as Schema);
  const inner = [...(target.allOf ?? []), ...(target.oneOf ?? []), ...(target.anyOf ?? [])];
  return [target, ...inner.flatMap(facesOf)];
}

/** Every object inside a value, with the schemas that describe it. */
function* objectsIn(
  value: unknown,
  schemas: Schema[],
  path: (string | number)[] = [],
): Generator<ObjectPlace> {
  if (Array.isArray(value)) {
    const items = schemas.flatMap((schema) => (schema.items ? facesOf(schema.items) : []));
    for (const [index, item] of value.entries())
      yield* objectsIn(item, branchOf(items, item), [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    yield { object: value, schemas, path };
    for (const [name, field] of Object.entries(value)) {
      const inner = schemas.flatMap((schema) => fieldSchemas(schema, name));
      yield* objectsIn(field, inner, [...path, name]);
    }
  }
}

function fieldSchemas({ properties, additionalProperties }: Schema, name: string): Schema[] {
  const own = properties?.[name];
  if (own !== undefined) return facesOf(own);
  if (typeof additionalProperties === 'object') return facesOf(additionalProperties);
  return additionalProperties === true ? [{ additionalProperties: true }] : [];
}

interface ObjectPlace {
  object: object;
  schemas: Schema[];
  path: (string | number)[];
}

/** Of the alternatives for a bulk item, the one with its type. */
function branchOf(schemas: Schema[], item: unknown): Schema[] {
  const type = typeof item === 'object' && item !== null && '_type' in item ? item._type : undefined;
  if (type === undefined) return schemas;
  const branch =
    bulkItems(document).find(([known]) => known === type) ?? bulkItems(document).find(([known]) => !known);
  return branch === undefined ? [] : facesOf(branch[1]);
}

/** Whether the document lists an object's fields, lets it have any, or makes it a map from names to values of one kind. */
function kindOf(schemas: Schema[]): 'listed' | 'free' | 'map' {
  if (schemas.some(({ additionalProperties }) => typeof additionalProperties === 'object')) return 'map';
  return schemas.some(({ additionalProperties }) => additionalProperties === true) ? 'free' : 'listed';
}

function changed(
  value: unknown,
  path: (string | number)[],
  change: (object: Record<string, unknown>) => void,
): unknown {
  const copy = structuredClone(value);
  let object = copy as Record<string | number, unknown>;
  for (const step of path) object = object[step] as Record<string | number, unknown>;
  change(object as Record<string, unknown>);
  return copy;
}

function errorsOf(check: Validator, value: unknown): string {
  const errors: SchemaError[] = [];
  check(value, errors);
  return JSON.stringify(errors);
}

describe.each(requestExamples)('$name', ({ check, schema, value }) => {
  const places = [...objectsIn(value, branchOf(facesOf(schema), value))];

  test('passes', () => {
    expect(check(value), errorsOf(check, value)).toBe(true);
  });

  test('is refused with an extra field, wherever the fields are listed', () => {
    for (const { schemas, path } of places) {
      if (kindOf(schemas) === 'map') continue;
      const withExtra = changed(value, path, (object) => {
        object['no_such_field'] = 1;
      });
      expect(check(withExtra), `at /${path.join('/')}`).toBe(kindOf(schemas) === 'free');
    }
  });

  test('is refused without a required field', () => {
    for (const { object, schemas, path } of places) {
      for (const name of new Set(schemas.flatMap(({ required }) => required ?? []))) {
        expect(Object.hasOwn(object, name), `the example lacks ${name} itself`).toBe(true);
        const without = changed(value, path, (copy) => {
          delete copy[name];
        });
        expect(check(without), `without /${[...path, name].join('/')}`).toBe(false);
      }
    }
  });

  test('is refused with a number where the document wants text', () => {
    for (const { object, schemas, path } of places) {
      for (const [name, field] of Object.entries(object)) {
        if (typeof field !== 'string' || kindOf(schemas) !== 'listed') continue;
        const wrong = changed(value, path, (copy) => {
          copy[name] = 7;
        });
        expect(check(wrong), `with a number at /${[...path, name].join('/')}`).toBe(false);
      }
    }
  });
});

describe.each(operations.map((operation) => [operation.id, operation] as const))(
  'answers of %s',
  (id, operation) => {
    const { checkSuccess } = table[id as OperationId];
    const examples = examplesOf(document, operation.success);

    test.each(examples)('the example "%s" passes', (_, value) => {
      expect(checkSuccess(value), errorsOf(checkSuccess, value)).toBe(true);
    });

    test.each(examples)('new fields anywhere in "%s" pass, a lacking status does not', (_, value) => {
      for (const { path, schemas } of objectsIn(value, facesOf(operation.success.schema))) {
        if (kindOf(schemas) === 'map') continue;
        const grown = changed(value, path, (object) => {
          object['new_field'] = 1;
        });
        expect(checkSuccess(grown), `at /${path.join('/')}`).toBe(true);
      }
      if (facesOf(operation.success.schema).some(({ required }) => required?.includes('status'))) {
        const without = changed(value, [], (object) => {
          delete object['status'];
        });
        expect(checkSuccess(without)).toBe(false);
      }
    });

    test('every documented error passes', () => {
      for (const response of Object.values(operation.errors)) {
        for (const [name, value] of examplesOf(document, jsonContent(document, response))) {
          expect(checkErrorEnvelope(value), name).toBe(true);
        }
      }
    });
  },
);

test('an answer may have enum values, formats and lengths that the document does not know', () => {
  const [[, example] = ['', undefined]] = examplesOf(
    document,
    operations.find(({ id }) => id === 'getAgentInstance')?.success,
  );
  const answer = changed(example, ['details'], (details) => {
    details['status'] = 'paused';
    details['inserted_at'] = 'yesterday';
    details['id'] = '';
  });
  expect(table.getAgentInstance.checkSuccess(answer)).toBe(true);
});

test('an answer with a wrong type or without a required field is refused', () => {
  const [[, example] = ['', undefined]] = examplesOf(
    document,
    operations.find(({ id }) => id === 'getAgentInstance')?.success,
  );
  const { checkSuccess } = table.getAgentInstance;
  expect(checkSuccess(changed(example, ['details'], (details) => Object.assign(details, { id: 7 })))).toBe(
    false,
  );
  expect(
    checkSuccess(
      changed(example, ['details'], (details) => {
        delete details['id'];
      }),
    ),
  ).toBe(false);
});

test('an output of a bulk answer is a success or an error, and nothing else', () => {
  expect(checkBulkOutput({ status: 'success' })).toBe(true);
  expect(checkBulkOutput({ status: 'error', code: 'not_found', message: 'Resource not found.' })).toBe(true);
  expect(checkBulkOutput({ status: 'error' })).toBe(false);
  expect(checkBulkOutput({ status: 'pending' })).toBe(false);
  expect(checkBulkOutput(null)).toBe(false);
});

test('fields that need each other are held to it, and the issue says so', () => {
  const listed = (sorting: unknown) => issuesOf(table.listAgentInstances.checkQuery, { sorting });
  expect(listed({ field: 'id', direction: 'desc' })).toEqual([]);
  expect(listed('-id')).toEqual([]);
  expect(listed({ direction: 'desc' })).toEqual([
    { path: 'sorting.field', message: 'is required together with direction' },
  ]);
});

test('where a value may have several forms, issues are about the one that was meant', () => {
  const { checkSuccess } = table.executeBulk;
  const outputs = (output: unknown) =>
    issuesOf(checkSuccess, { status: 'success', outputs: { key: output } });
  expect(outputs({ status: 'error', message: 'Nothing.' })).toEqual([
    { path: 'outputs.key.code', message: 'is required' },
  ]);
  expect(outputs({ status: 'pending' })).toEqual([
    { path: 'outputs.key.status', message: 'must be one of "success", "error", not "pending"' },
  ]);
  expect(outputs('success')).toEqual([{ path: 'outputs.key', message: 'must be an object, not a string' }]);
  const items = (item: unknown) => issuesOf(table.executeBulk.checkBody, { items: [item] });
  const key = { idempotency_key: 'a-key-of-some-length' };
  expect(items({ ...key })).toEqual([{ path: 'items[0]._type', message: 'is required' }]);
  expect(items({ ...key, _type: 'agent_spans/finish' })).toEqual([
    { path: 'items[0].agent_span_id', message: 'is required' },
  ]);
  expect(items({ ...key, _type: 'things/show', id: 'x' })).toEqual([]);
});

test('of an answer the first thing that is wrong is enough, of a request everything is told', () => {
  const wrong = { status: 7, details: 7, outputs: 7, code: 7 };
  expect(issuesOf(table.getAgentInstance.checkSuccess, wrong)).toHaveLength(1);
  expect(
    issuesOf(table.terminateAgentInstance.checkBody, wrong)
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['code', 'details', 'outputs', 'reason', 'status']);
});

test('every pattern of a request is put into words', () => {
  const patterns = [...JSON.stringify(generated).matchAll(/"pattern":("(?:[^"\\\\]|\\\\.)*")/g)];
  expect(patterns.length).toBeGreaterThan(2);
  for (const [, pattern = ''] of patterns) {
    const check = (_: unknown, errors?: SchemaError[]) => {
      errors?.push({ path: ['field'], keyword: 'pattern', rule: JSON.parse(pattern) });
      return false;
    };
    const [issue] = issuesOf(check, { field: 'x' });
    expect(issue?.message).not.toContain('must match');
  }
});
