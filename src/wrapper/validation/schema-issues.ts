/** From what a validator finds to issues that a person can act on. */
import type { Issue } from '../errors/errors.ts';
import { show } from './rules.ts';
import type { SchemaError } from './schema.ts';
import type { Validator } from './schema-validator.ts';

/** What is wrong with a value, and whether it is that the schema does not know a field. */
export interface SchemaIssue extends Issue {
  readonly unknown?: true;
}

/**
 * What a value breaks of its schema, empty when it fits.
 *
 * @param redact Takes what nobody may see out of texts that are shown.
 */
export function issuesOf(
  check: Validator | undefined,
  value: unknown,
  redact?: (text: string) => string,
): SchemaIssue[] {
  const errors: SchemaError[] = [];
  if (check === undefined || check(value, errors)) return [];
  const issues = new Map<string, SchemaIssue>();
  for (const error of errors) {
    const issue = toIssue(error, value, redact);
    issues.set(`${issue.path}\n${issue.message}`, issue);
  }
  return [...issues.values()];
}

const formatNames: Record<string, string> = {
  'date-time': 'timestamp such as 2024-01-01T00:00:00Z',
};

function toIssue(
  { path: steps, keyword, rule }: SchemaError,
  value: unknown,
  redact = (text: string) => text,
): SchemaIssue {
  const path = redact(pathText(steps));
  const found = () => foundText(steps, value, redact);
  const must = (what: string): SchemaIssue => ({ path, message: `must ${what}${found()}` });
  switch (keyword) {
    case 'required':
      return { path, message: 'is required' };
    case 'dependentRequired':
      return { path, message: `is required together with ${rule}` };
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownField(path);
    case 'enum':
      return must(`be one of ${(rule as unknown[]).map((one) => JSON.stringify(one)).join(', ')}`);
    case 'const':
      return must(`be ${JSON.stringify(rule)}`);
    case 'type':
      return must(`be ${[rule].flat().join(' or ')}`);
    case 'format':
      return must(`be a ${formatNames[String(rule)] ?? rule}`);
    case 'minLength':
    case 'maxLength':
      return must(`have at ${bound(keyword)} ${rule} characters`);
    case 'minItems':
      return { path, message: `must have at ${bound(keyword)} ${rule} items` };
    case 'minimum':
    case 'maximum':
      return must(`be at ${bound(keyword)} ${rule}`);
    case 'pattern':
      return must(`match ${rule}`);
    case 'not':
      return { path, message: 'has a value that it must not have' };
    default:
      return { path, message: `matches none of the allowed forms${found()}` };
  }
}

/** The issue of a field that has no place. */
export function unknownField(path: string): SchemaIssue {
  return { path, message: 'is not a field the API knows here', unknown: true };
}

function bound(keyword: string): string {
  return keyword.startsWith('min') ? 'least' : 'most';
}

function foundText(steps: readonly string[], value: unknown, redact: (text: string) => string): string {
  // Callers build keys from their own data: a key's text is theirs to show.
  if (steps.at(-1) === 'idempotency_key') return '';
  let found: unknown = value;
  for (const step of steps) {
    if (typeof found !== 'object' || found === null) return '';
    found = (found as Record<string, unknown>)[step];
  }
  return `, not ${show(found, redact)}`;
}

/** A path as people write it: `items[2].details.id`. */
export function pathText(steps: readonly string[]): string {
  return steps.reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );
}
