/** What the comparison of two documents sees through, and what it does not. */
import { describe, expect, test } from 'vitest';
import { compareDocuments } from '../../scripts/compare/documents.ts';
import { readKnownDifferences, sortOut } from '../../scripts/compare/known-differences.ts';
import { type Json, Source } from '../../scripts/compare/source.ts';
import { inOurStyle } from '../../scripts/compare/vendor-style.ts';

/** A document with one operation, which takes and returns this. */
function documentOf(schema: Json, schemas: Json = {}): Json {
  const content = { 'application/json': { schema } };
  return {
    openapi: '3.1.1',
    paths: {
      '/x': { post: { operationId: 'x', requestBody: { content }, responses: { 200: { content } } } },
    },
    components: { schemas },
  };
}

const differencesOf = (base: Json, revision: Json): string[] =>
  compareDocuments(Source.of(inOurStyle(base)), Source.of(inOurStyle(revision))).map(
    ({ at, change, breaking }) => `${at} ${change}${breaking ? ' (breaking)' : ''}`,
  );

const fieldOf = (schema: Json): Json => documentOf({ type: 'object', properties: { field: schema } });
const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

describe('the same in other words is no difference:', () => {
  test.each<[what: string, base: Json, revision: Json]>([
    ['a constant and an enum of one', fieldOf({ const: 'a' }), fieldOf({ type: 'string', enum: ['a'] })],
    ['an enum in another order', fieldOf({ enum: ['a', 'b'] }), fieldOf({ enum: ['b', 'a'] })],
    [
      'null among the types, beside an alternative, and as a flag',
      fieldOf({ type: ['string', 'null'] }),
      fieldOf({ anyOf: [{ type: 'string' }, { type: 'null' }] }),
    ],
    ['nullable', fieldOf({ type: ['string', 'null'] }), fieldOf({ type: 'string', nullable: true })],
    [
      'nullable, with an enum',
      fieldOf({ type: ['string', 'null'], enum: ['a', null] }),
      fieldOf({ type: 'string', nullable: true, enum: ['a'] }),
    ],
    [
      'a component that is merged in, and its fields',
      documentOf(
        { allOf: [reference('A')], type: 'object', properties: { b: { type: 'string' } } },
        { A: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } } },
      ),
      documentOf({
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'string' }, b: { type: 'string' } },
      }),
    ],
    [
      'a component of another name',
      documentOf(reference('A'), { A: { type: 'string' } }),
      documentOf(reference('B'), { B: { type: 'string' } }),
    ],
    [
      'other words',
      fieldOf({ type: 'string', title: 'A', description: 'One.', examples: ['a'] }),
      fieldOf({ type: 'string', description: 'Another.' }),
    ],
    [
      'an object that does not say so',
      fieldOf({ type: 'object', properties: {} }),
      fieldOf({ properties: {} }),
    ],
  ])('%s', (_, base, revision) => {
    expect(differencesOf(base, revision)).toEqual([]);
    expect(differencesOf(revision, base)).toEqual([]);
  });
});

describe('a schema that contains itself', () => {
  const treeOf = (leaf: Json): Json =>
    documentOf(reference('Tree'), {
      Tree: {
        type: 'object',
        properties: { leaf, branches: { type: 'array', items: reference('Tree') } },
      },
    });
  /** Any JSON, of which one alternative contains all of them. */
  const anyOf = (type: string): Json =>
    documentOf(reference('Any'), {
      Any: { oneOf: [{ type }, { type: 'array', items: reference('Any') }] },
    });

  test('is compared, and its difference told once', () => {
    expect(differencesOf(treeOf({ type: 'string' }), treeOf({ type: 'string' }))).toEqual([]);
    expect(differencesOf(treeOf({ type: 'string' }), treeOf({ type: 'boolean' }))).toEqual([
      'Tree.leaf type string → boolean (breaking)',
    ]);
  });

  test('is compared when it is one of its own alternatives', () => {
    expect(differencesOf(anyOf('string'), anyOf('string'))).toEqual([]);
    expect(differencesOf(anyOf('string'), anyOf('boolean'))).toEqual([
      'Any gains the alternative boolean (breaking)',
      'Any loses the alternative string (breaking)',
    ]);
  });
});

test('a reference that leads nowhere, or to itself, is named', () => {
  const nowhere = documentOf(reference('A'));
  expect(() => differencesOf(nowhere, nowhere)).toThrow('#/components/schemas/A leads nowhere');
  const circle = documentOf(reference('A'), { A: reference('A') });
  expect(() => differencesOf(circle, circle)).toThrow('#/components/schemas/A leads back to itself');
});

describe('known differences', () => {
  const differences = compareDocuments(
    Source.of(fieldOf({ type: 'string', minLength: 1 })),
    Source.of(fieldOf({ type: 'string' })),
  );
  const [difference] = differences;
  const sorted = (...lines: string[]) => sortOut(differences, readKnownDifferences(lines.join('\n')));

  test('are those that an entry names, by kind, place and change', () => {
    expect(difference).toMatchObject({ at: 'POST /x body.field', change: 'minLength 1 → none' });
    for (const at of ['POST /x body.field', 'POST *.field', '*']) {
      const entry = ['- reason: Because.', '  kind: constraint', `  at: ["${at}"]`];
      expect(sorted(...entry), at).toMatchObject({ unknown: [], unused: [] });
      expect(sorted(...entry, '  change: "minLength * → none"')).toMatchObject({ unknown: [], unused: [] });
      expect(sorted(...entry, '  change: maxLength*').unused).toEqual([`constraint ${at}`]);
    }
    for (const at of ['POST .x body.field', 'field', 'POST /x body.fields'])
      expect(sorted('- reason: Because.', '  kind: constraint', `  at: ["${at}"]`).unused).toEqual([
        `constraint ${at}`,
      ]);
  });

  test.each([
    ['kind: constraint\nat: [x]', 'not a list'],
    ['- kind: constraint\n  at: [x]', 'entry 1: has no reason'],
    ['- reason: Because.\n  kind: other\n  at: [x]', '"other" is no kind of difference'],
    ['- reason: Because.\n  kind: type\n  at: x', 'at is not a list'],
    ['- reason: Because.\n  kind: type\n  at: [x]\n  when: now', 'nobody knows when'],
  ])('are refused when they are written as %j', (text, problem) => {
    expect(() => readKnownDifferences(text)).toThrow(problem);
  });
});
