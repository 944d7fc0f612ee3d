/** Compares two documents: what code that keeps to the base meets where the revision is true. */
import { type Difference, Differences } from './differences.ts';
import { type ComparedOperation, operationsOf } from './operations.ts';
import { SchemaComparison } from './schemas.ts';
import type { Source } from './source.ts';

/** Every difference of two documents, breaking ones first. Titles, descriptions and examples are none. */
export function compareDocuments(base: Source, revision: Source): Difference[] {
  const differences = new Differences();
  const schemas = new SchemaComparison(differences);
  const [before, after] = [operationsOf(base), operationsOf(revision)];
  for (const [key, operation] of before) {
    const other = after.get(key);
    if (other === undefined) {
      const context = { operation: operation.id, side: 'request' } as const;
      const { name: at, place } = operation;
      differences.add(context, { at, kind: 'operation-removed', change: 'is gone', breaking: true, place });
    } else compareOperations(differences, schemas, operation, other);
  }
  for (const [key, { name: at, id }] of after) {
    if (before.has(key)) continue;
    const context = { operation: id, side: 'request' } as const;
    const place = base.placeOf(base.root, 'paths');
    differences.add(context, { at, kind: 'operation-added', change: 'is new', breaking: false, place });
  }
  return differences.list();
}

function compareOperations(
  differences: Differences,
  schemas: SchemaComparison,
  base: ComparedOperation,
  revision: ComparedOperation,
): void {
  const request = { operation: base.id, side: 'request' } as const;
  const { name: at, place } = base;
  if (base.security !== revision.security) {
    const change = `needs ${revision.security} instead of ${base.security}`;
    differences.add(request, { at, kind: 'security', change, breaking: true, place });
  }
  if (base.deprecated !== revision.deprecated) {
    const change = revision.deprecated ? 'is deprecated' : 'is no longer deprecated';
    differences.add(request, { at, kind: 'deprecated', change, breaking: false, place });
  }
  schemas.compareFields(base.parameters, revision.parameters, request, {
    at,
    place,
    nameOf: (field) => `${at} ?${field.replace(/^\w+ /, '')}`,
  });
  schemas.compare(base.body, revision.body, request);
  compareAnswers(differences, schemas, base, revision);
}

function compareAnswers(
  differences: Differences,
  schemas: SchemaComparison,
  base: ComparedOperation,
  revision: ComparedOperation,
): void {
  const context = { operation: base.id, side: 'answer' } as const;
  const isSuccess = (status: string): boolean => status.startsWith('2');
  for (const [status, { shape, place }] of base.answers) {
    const other = revision.answers.get(status);
    if (other !== undefined) {
      if (shape !== undefined && other.shape !== undefined) schemas.compare(shape, other.shape, context);
    } else if (isSuccess(status) || !revision.answers.has('default')) {
      const at = `${base.name} ${status}`;
      differences.add(context, {
        at,
        kind: 'answer-removed',
        change: 'is gone',
        breaking: isSuccess(status),
        place,
      });
    }
  }
  for (const [status, { shape }] of revision.answers) {
    if (base.answers.has(status)) continue;
    const otherwise = base.answers.get('default');
    if (!isSuccess(status) && otherwise?.shape !== undefined) {
      if (shape !== undefined) schemas.compare(otherwise.shape, shape, context);
      continue;
    }
    const at = `${base.name} ${status}`;
    const { place } = base;
    differences.add(context, {
      at,
      kind: 'answer-added',
      change: 'is new',
      breaking: isSuccess(status),
      place,
    });
  }
}
