/**
 * Another opinion on what fits the document: ajv, with schemas made strict and tolerant here, from the document itself. Held
 * against ours over every example, changed at random.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { array, assert, constantFrom, jsonValue, nat, oneof, property, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import type { Schema } from '../../scripts/generate/document.ts';
import { querySchema } from '../../scripts/generate/schemas.ts';
import { issuesOf } from '../../src/wrapper/validation/schema-issues.ts';
import { answerExamples, document, type Example, operations, requestExamples } from './examples.ts';

/** Changes a schema and all that are inside it, the innermost first. */
function mapped(schema: Schema, change: (copy: Schema, within: string) => void, within = ''): Schema {
  const copy = { ...schema };
  const { properties, allOf, anyOf, oneOf, items, not, additionalProperties: more } = copy;
  const inside = (one: Schema, keyword: string) => mapped(one, change, keyword);
  if (properties !== undefined) {
    const fields = Object.entries(properties).map(([name, field]) => [name, inside(field, 'properties')]);
    copy.properties = Object.fromEntries(fields);
  }
  if (allOf !== undefined) copy.allOf = allOf.map((base) => inside(base, 'allOf'));
  if (anyOf !== undefined) copy.anyOf = anyOf.map((branch) => inside(branch, 'anyOf'));
  if (oneOf !== undefined) copy.oneOf = oneOf.map((branch) => inside(branch, 'oneOf'));
  if (items !== undefined) copy.items = inside(items, 'items');
  if (typeof not === 'object') copy['not'] = inside(not as Schema, 'not');
  if (typeof more === 'object') copy.additionalProperties = inside(more, 'additionalProperties');
  change(copy, within);
  return copy;
}

/** Closed wherever it lists its fields; as the base of another schema, which adds fields, only further in. */
function closed(schema: Schema, isBase: boolean): Schema {
  return mapped(schema, (copy, within) => {
    if (within === 'allOf' && copy.$ref !== undefined) copy.$ref += '-base';
    if (within === 'allOf' || within === 'not' || (isBase && within === '')) return;
    if (copy.additionalProperties !== undefined || copy.unevaluatedProperties !== undefined) return;
    if (copy.allOf !== undefined) copy.unevaluatedProperties = false;
    else if (copy.properties !== undefined) copy.additionalProperties = false;
  });
}

/** Without what an answer may break. */
function relaxed(schema: Schema): Schema {
  return mapped(schema, (copy) => {
    for (const keyword of ['enum', 'format', 'pattern', 'maxLength', 'minLength', 'maximum', 'minimum']) {
      delete copy[keyword];
    }
    delete copy['minItems'];
    delete copy.unevaluatedProperties;
    if (typeof copy.additionalProperties === 'boolean') delete copy.additionalProperties;
  });
}

function oracleOf(schemas: Record<string, Schema>): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    ownProperties: true,
    // Lengths are those of JavaScript.
    unicode: false,
    logger: false,
  });
  ajv.addVocabulary(['components']);
  ajv.addFormat('date-time', /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  return ajv.addSchema({ $id: 'document', components: { schemas } });
}

const components = Object.entries(document.components.schemas);
const strict = oracleOf(
  Object.fromEntries(
    components.flatMap(([name, schema]) => [
      [name, closed(schema, false)],
      [`${name}-base`, closed(schema, true)],
    ]),
  ),
);
const tolerant = oracleOf(Object.fromEntries(components.map(([name, schema]) => [name, relaxed(schema)])));

interface Subject extends Example {
  oracle: ValidateFunction;
}

const subjects: Subject[] = [
  ...requestExamples.map((example) => ({
    ...example,
    oracle: compiled(strict, closed(example.schema, false)),
  })),
  // Most operations fail in the same ways.
  ...withoutRepetitions(answerExamples).map((example) => ({
    ...example,
    oracle: compiled(tolerant, relaxed(example.schema)),
  })),
];

function withoutRepetitions(examples: Example[]): Example[] {
  return [...new Map(examples.map((one) => [JSON.stringify([one.schema, one.value]), one])).values()];
}

const byName = new Map(subjects.map((subject) => [subject.name, subject]));

function compiled(ajv: Ajv2020, schema: Schema): ValidateFunction {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/');
  const name = `compiled-${Buffer.from(text).toString('base64url')}`;
  const known = ajv.getSchema(name);
  if (known !== undefined) return known as ValidateFunction;
  ajv.addSchema(JSON.parse(text), name);
  return ajv.getSchema(name) as ValidateFunction;
}

/** A part of a value: what holds it, and under which name. */
interface Place {
  holder: Record<string, unknown>;
  name: string;
}

function placesIn(holder: unknown): Place[] {
  if (typeof holder !== 'object' || holder === null) return [];
  const fields = holder as Record<string, unknown>;
  return Object.keys(fields).flatMap((name) => [{ holder: fields, name }, ...placesIn(fields[name])]);
}

const names = [
  ...new Set(components.flatMap(([, { properties = {} }]) => Object.keys(properties))),
  ...['no_such_field', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '0', 'a/b', 'a~b'],
];
const dates = [
  '2026-03-02T09:30:00Z',
  '2026-03-02T09:30:00.123456+02:00',
  '2026-03-02T09:30Z',
  '2026-03-02 09:30:00Z',
  '2026-13-41T99:99:99Z',
  '2026-03-02T09:30:00',
  '2026-03-02',
  '2026-03-02T09:30:00z\n',
];
const enums = components.flatMap(([, schema]) => [
  ...(schema.enum ?? []),
  ...Object.values(schema.properties ?? {}).flatMap((field) => field.enum ?? [field.const]),
]);
const text = oneof(
  string(),
  constantFrom('', ' ', 'x'.repeat(8), 'x'.repeat(65), 'x'.repeat(129), 'ä'.repeat(64)),
);
const junk = oneof(
  jsonValue({ maxDepth: 3 }),
  constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -1,
    0.5,
    100.5,
    1e21,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    [],
    {},
  ),
  constantFrom(...dates),
  constantFrom(...enums),
  text,
);

type Change = (place: Place, value: unknown, name: string) => void;
const put = (holder: object, given: string, value: unknown): void => {
  // JSON has no arrays with fields.
  const name = Array.isArray(holder) && !Object.hasOwn(holder, given) ? String(holder.length) : given;
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
};
const changes: Record<string, Change> = {
  remove: ({ holder, name }) => {
    delete holder[name];
  },
  add: ({ holder }, value, name) => put(holder, name, value),
  'add inside': ({ holder, name }, value, field) => {
    const inside = holder[name];
    if (typeof inside === 'object' && inside !== null) put(inside, field, value);
  },
  replace: ({ holder, name }, value) => put(holder, name, value),
  rename: ({ holder, name }, _, other) => {
    const value = holder[name];
    delete holder[name];
    put(holder, other, value);
  },
  'make null': ({ holder, name }) => put(holder, name, null),
  'make undefined': ({ holder, name }) => put(holder, name, undefined),
  'wrap in an array': ({ holder, name }) => put(holder, name, [holder[name]]),
  'wrap in an object': ({ holder, name }, _, field) => put(holder, name, { [field]: holder[name] }),
  lengthen: ({ holder, name }) => {
    if (typeof holder[name] === 'string') put(holder, name, holder[name] + 'x'.repeat(120));
  },
  'begin with a blank': ({ holder, name }) => {
    if (typeof holder[name] === 'string') put(holder, name, ` ${holder[name]}`);
  },
  'copy and add': ({ holder, name }, value, field) => {
    put(holder, name, { ...(holder[name] as object), [field]: value });
  },
};

const change = record({
  kind: constantFrom(...Object.keys(changes)),
  at: nat(),
  value: junk,
  name: constantFrom(...names),
});

/** An example with some changes; the outermost place is the value itself. */
function changed(
  example: unknown,
  steps: readonly { kind: string; at: number; value: unknown; name: string }[],
) {
  const root: Record<string, unknown> = { value: structuredClone(example) };
  for (const { kind, at, value, name } of steps) {
    const places = placesIn(root);
    const place = places[at % places.length];
    // Cloned, because a later change may be inside it.
    if (place !== undefined) changes[kind]?.(place, structuredClone(value), name);
  }
  return root['value'];
}

/** Declares the tests, with so many changed examples. */
export function holdAgainstOracle(runs: number): void {
  test('ajv finds every example of the document good, as we do', () => {
    expect(byName.size).toBe(subjects.length);
    expect(byName.size).toBeGreaterThan(70);
    for (const { name, check, oracle, value } of subjects) {
      expect([check(value), oracle(value)], name).toEqual([true, true]);
    }
  });

  test(`ajv finds what we find, in ${runs} changed examples`, { timeout: 600_000 }, () => {
    const verdicts = { good: 0, bad: 0 };
    assert(
      property(
        constantFrom(...byName.keys()),
        array(change, { minLength: 1, maxLength: 3 }),
        (name, steps) => {
          const { value: example, check, oracle } = byName.get(name) ?? expect.unreachable();
          const value = changed(example, steps);
          const fits = oracle(value);
          verdicts[fits ? 'good' : 'bad'] += 1;
          expect(check(value), name).toBe(fits);
          expect(issuesOf(check, value).length > 0, name).toBe(!fits);
        },
      ),
      { numRuns: runs },
    );
    // Neither would say much if the changes were all too harmless, or too rough.
    expect(verdicts.good).toBeGreaterThan(runs / 20);
    expect(verdicts.bad).toBeGreaterThan(runs / 20);
  });

  test('every query is among them', () => {
    const withQuery = operations.filter(({ parameters }) => querySchema(parameters) !== undefined);
    expect(requestExamples.filter(({ name }) => name.startsWith('query of '))).toHaveLength(withQuery.length);
  });
}
