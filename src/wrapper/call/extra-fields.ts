/**
 * `extraBody` and `extraQuery`: fields that the API knows and the document does not yet. They are sent unchecked, but may
 * not replace a field that is checked.
 */
import type { Issue } from '../errors/details.ts';
import { isDate } from '../realms.ts';
import { issuesOf, pathText } from '../validation/schema-issues.ts';
import type { Validator } from '../validation/schema-validator.ts';

type Fields = Record<string, unknown>;

/** What is to be added: where to, and what does not fit. */
interface Additions {
  readonly paths: string[][];
  readonly issues: Issue[];
}

/** The checked fields and the extra ones in one object, and what is wrong with that. */
export function withExtraFields(
  checked: Fields,
  extra: object,
  check: Validator | undefined,
): { fields: Fields; issues: Issue[] } {
  const added: Additions = { paths: [], issues: [] };
  const fields = merge(checked, extra, [], added);
  if (check === undefined || added.issues.length > 0) return { fields, issues: added.issues };
  // What the document knows, the validator does not call unknown.
  const unknown = new Set(
    issuesOf(check, fields)
      .filter(({ unknown }) => unknown)
      .map(({ path }) => path),
  );
  const issues = added.paths
    .map((path) => pathText(path))
    .filter((path) => !unknown.has(path))
    .map((path) => ({ path, message: 'is a field the document knows: give it among the checked ones' }));
  return { fields, issues };
}

/** Merges objects into objects, in lists by index; everything else is an addition. */
function merge(checked: Fields, extra: object, path: string[], added: Additions): Fields {
  const merged = { ...checked };
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined) continue;
    const here = Object.hasOwn(checked, name) ? checked[name] : undefined;
    const at = [...path, name];
    if (!isFields(value) || !(isFields(here) || Array.isArray(here))) added.paths.push(at);
    const into = (): unknown => {
      if (!isFields(value)) return value;
      if (Array.isArray(here)) return mergeItems(here, value, at, added);
      return isFields(here) ? merge(here, value, at, added) : value;
    };
    Object.defineProperty(merged, name, {
      value: into(),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return merged;
}

function mergeItems(checked: readonly unknown[], extra: Fields, path: string[], added: Additions): unknown[] {
  const merged = [...checked];
  for (const [name, value] of Object.entries(extra)) {
    const item = Object.hasOwn(checked, name) ? checked[Number(name)] : undefined;
    if (isFields(item) && isFields(value)) merged[Number(name)] = merge(item, value, [...path, name], added);
    else if (value !== undefined) {
      const message = 'must be the index of an object in the list, with an object of fields to add';
      added.issues.push({ path: pathText([...path, name]), message });
    }
  }
  return merged;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDate(value);
}
