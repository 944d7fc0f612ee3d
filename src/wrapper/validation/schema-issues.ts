/** From a validator's complaints to issues that a person can act on. */
import type { Complaint, Validator } from '../../generated/operations.ts';
import type { Issue } from '../errors/errors.ts';
import { show } from './rules.ts';

/** A complaint as an issue, and whether it is that the schema does not know a field. */
export interface SchemaIssue extends Issue {
  readonly unknown?: true;
}

/** What a value breaks of its schema, empty when it fits. */
export function issuesOf(check: Validator | undefined, value: unknown): SchemaIssue[] {
  if (check === undefined || check(value)) return [];
  const issues: SchemaIssue[] = [];
  for (const complaint of check.errors ?? []) {
    if (complaint.keyword === 'if') continue;
    const issue = toIssue(complaint, value);
    if (!issues.some(({ path, message }) => path === issue.path && message === issue.message))
      issues.push(issue);
  }
  return issues;
}

const formatNames: Record<string, string> = {
  'date-time': 'timestamp such as 2024-01-01T00:00:00Z',
};

function toIssue({ instancePath, keyword, params }: Complaint, value: unknown): SchemaIssue {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = (...more: string[]): string => pathText([...steps, ...more]);
  const found = () => foundText(steps, value);
  switch (keyword) {
    case 'required':
      return { path: at(String(params['missingProperty'])), message: 'is required' };
    case 'additionalProperties':
      return unknownField(at(String(params['additionalProperty'])));
    case 'unevaluatedProperties':
      return unknownField(at(String(params['unevaluatedProperty'])));
    case 'enum': {
      const allowed = (params['allowedValues'] as unknown[]).map((one) => JSON.stringify(one)).join(', ');
      return { path: at(), message: `must be one of ${allowed}${found()}` };
    }
    case 'const':
      return { path: at(), message: `must be ${JSON.stringify(params['allowedValue'])}${found()}` };
    case 'type':
      return { path: at(), message: `must be ${orList([params['type']].flat())}${found()}` };
    case 'format':
      return {
        path: at(),
        message: `must be a ${formatNames[String(params['format'])] ?? params['format']}${found()}`,
      };
    case 'minLength':
    case 'maxLength':
      return {
        path: at(),
        message: `must have at ${bound(keyword)} ${params['limit']} characters${found()}`,
      };
    case 'minItems':
    case 'maxItems':
      return { path: at(), message: `must have at ${bound(keyword)} ${params['limit']} items` };
    case 'minimum':
    case 'maximum':
      return { path: at(), message: `must be at ${bound(keyword)} ${params['limit']}${found()}` };
    case 'pattern':
      return { path: at(), message: `must match ${params['pattern']}${found()}` };
    default:
      return { path: at(), message: `breaks the rule ${keyword}${found()}` };
  }
}

/** The issue of a field that has no place. */
export function unknownField(path: string): SchemaIssue {
  return { path, message: 'is not a field the API knows here', unknown: true };
}

function bound(keyword: string): string {
  return keyword.startsWith('min') ? 'least' : 'most';
}

function orList(types: readonly unknown[]): string {
  return types.join(' or ');
}

function foundText(steps: readonly string[], value: unknown): string {
  // Callers build keys from their own data: a key's text is theirs to show.
  if (steps.at(-1) === 'idempotency_key') return '';
  let found: unknown = value;
  for (const step of steps) {
    if (typeof found !== 'object' || found === null) return '';
    found = (found as Record<string, unknown>)[step];
  }
  return `, not ${show(found)}`;
}

/** A path as people write it: `items[2].details.id`. */
export function pathText(steps: readonly string[]): string {
  return steps.reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );
}
