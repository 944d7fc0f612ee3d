/**
 * Another opinion on what fits the document: ajv, with schemas made strict and tolerant here, from the document itself. Held
 * against ours over every example, changed at random.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import type { Schema } from '../../scripts/generate/document.ts';
import { payloadMarks } from '../../scripts/generate/payloads.ts';
import { querySchema } from '../../scripts/generate/schemas.ts';
import { issuesOf } from '../../src/wrapper/validation/schema-issues.ts';
import { change, changed } from './changes.ts';
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
  ajv.addVocabulary(['components', 'x-error-codes', ...payloadMarks]);
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
