/**
 * `extraBody` and `extraQuery`: fields that the API knows and the document does not yet. They are sent unchecked, but may
 * not replace a field that is checked.
 */
import type { Issue } from '../errors/errors.ts';
import { issuesOf, pathText } from '../validation/schema-issues.ts';
import type { Validator } from '../validation/schema-validator.ts';

type Fields = Record<string, unknown>;

/** The checked fields and the extra ones in one object, and what is wrong with that. */
export function withExtraFields(
  checked: Fields,
  extra: object | undefined,
  check: Validator | undefined,
): { fields: Fields; issues: Issue[] } {
  if (extra === undefined) return { fields: checked, issues: [] };
  const added: string[][] = [];
  const fields = merge(checked, extra as Fields, [], added);
  // What the document knows, the validator does not call unknown.
  const unknown = new Set(
    issuesOf(check, fields)
      .filter(({ unknown }) => unknown)
      .map(({ path }) => path),
  );
  const issues = added
    .map((path) => pathText(path))
    .filter((path) => check !== undefined && !unknown.has(path))
    .map((path) => ({ path, message: 'is a field the document knows: give it among the checked ones' }));
  return { fields, issues };
}

/** Merges objects into objects; everything else is an addition, listed in `added`. */
function merge(checked: Fields, extra: Fields, path: string[], added: string[][]): Fields {
  const merged = { ...checked };
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined) continue;
    const here = Object.hasOwn(checked, name) ? checked[name] : undefined;
    if (isFields(here) && isFields(value)) {
      merged[name] = merge(here, value, [...path, name], added);
    } else {
      added.push([...path, name]);
      Object.defineProperty(merged, name, { value, enumerable: true, configurable: true, writable: true });
    }
  }
  return merged;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
