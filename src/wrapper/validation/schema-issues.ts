/** From what a validator finds to issues that a person can act on. */
import type { Issue } from '../errors/details.ts';
import { kindOf, show } from './rules.ts';
import type { SchemaError } from './schema.ts';
import type { Validator } from './schema-validator.ts';
import { closestTo, isSameName } from './spelling.ts';

/** What is wrong with a value. */
export interface SchemaIssue extends Issue {
  /** Whether it is that the schema does not know a field; `misspelt` where it knows one that is probably meant. */
  readonly unknown?: 'new' | 'misspelt';
}

type Redact = (text: string) => string;

/**
 * What a value breaks of its schema, empty when it fits.
 *
 * @param redact Takes what nobody may see out of texts that are shown.
 */
export function issuesOf(check: Validator | undefined, value: unknown, redact?: Redact): SchemaIssue[] {
  const errors: SchemaError[] = [];
  if (check === undefined || check(value, errors)) return [];
  const issues = new Map<string, SchemaIssue>();
  for (const [index, error] of errors.entries()) {
    // To guess what is meant takes time, and nobody reads so many guesses.
    const guesses = index < mostGuesses;
    const issue =
      error.keyword === 'required'
        ? missingField(error, guesses ? errors : [], value, redact)
        : toIssue(guesses || !isOfUnknown(error) ? error : { ...error, rule: [] }, value, redact);
    issues.set(`${issue.path}\n${issue.message}`, issue);
  }
  return [...issues.values()];
}

const mostGuesses = 20;
/** So many fields are looked through for one that stands in place of another. */
const mostFields = 1_000;

function isOfUnknown({ keyword }: SchemaError): boolean {
  return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
}

/** In words, what a value must look like. */
const inWords: Readonly<Record<string, string>> = {
  'date-time': 'be a timestamp such as 2024-01-01T00:00:00Z',
  '\\S': 'not be blank',
  '^-?[^-]': 'be the name of a field, with - before it for descending order',
  '^[a-z][a-z_]*/[a-z][a-z_]*$': 'be resource/verb in lower case, such as agent_spans/create',
  array: 'an array',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
  timestamp: 'a Date or a timestamp such as 2024-01-01T00:00:00Z',
};

function toIssue(
  { path: steps, keyword, rule }: SchemaError,
  value: unknown,
  redact: Redact | undefined,
): SchemaIssue {
  const path = pathOf(steps, redact);
  const found = valueAt(steps, value);
  const must = (what: string, not: unknown = show(found, redact)): SchemaIssue => {
    // Callers build keys from their own data: a key's text is theirs to show.
    const isEnough = what.startsWith('not ') || found === undefined || steps.at(-1) === 'idempotency_key';
    return { path, message: `must ${what}${isEnough ? '' : `, not ${not}`}` };
  };
  switch (keyword) {
    case 'dependentRequired':
      return { path, message: `is required together with ${rule}` };
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownField(path, steps.at(-1), rule as readonly string[]);
    case 'enum':
      return must(`be one of ${(rule as unknown[]).map((one) => JSON.stringify(one)).join(', ')}`);
    case 'const':
      return must(`be ${JSON.stringify(rule)}`);
    case 'type':
      return must(`be ${[rule].flat().map(inWord).join(' or ')}`, wrongType(found, [rule].flat()));
    case 'format':
    case 'pattern':
      return must(inWord(rule));
    case 'minLength':
      return must(rule === 1 ? 'not be empty' : `have at least ${rule} characters`);
    case 'maxLength':
      return must(`have at most ${rule} characters`, Array.from(String(found)).length);
    case 'minItems':
      return must(rule === 1 ? 'not be empty' : `have at least ${rule} items`, (found as unknown[]).length);
    case 'minimum':
      return must(`be at least ${rule}`);
    case 'maximum':
      return must(`be at most ${rule}`);
    case 'not':
      return { path, message: 'has a value that it must not have' };
    default:
      return must('have one of the allowed forms', kindOf(found));
  }
}

/** The issue of a field that has no place among those that do. */
export function unknownField(path: string, name = path, known: readonly string[] = []): SchemaIssue {
  const message = 'is not a field the API knows here';
  const meant = closestTo(name, known);
  if (meant === undefined) return { path, message, unknown: 'new' };
  return { path, message: `${message}: did you mean ${meant}?`, unknown: 'misspelt' };
}

/** Says too what was given in place of a field, unless that is itself an unknown field, and so said of it. */
function missingField(
  { path }: SchemaError,
  all: readonly SchemaError[],
  value: unknown,
  redact: Redact | undefined,
): SchemaIssue {
  const [holder, name = ''] = [path.slice(0, -1), path.at(-1)];
  const fields = all.length > 0 ? Object.keys(valueAt(holder, value) ?? {}) : [];
  const given = fields.slice(0, mostFields).find((one) => isSameName(one, name));
  const isTold = all.some((other) => other.path.length === path.length && other.path.at(-1) === given);
  const hint = given === undefined || isTold ? '' : `: ${given} is given in its place`;
  return { path: pathOf(path, redact), message: `is required${hint}` };
}

const inWord = (rule: unknown): string => inWords[String(rule)] ?? `match ${rule}`;

/** A number that is not whole is shown. Of anything else only the type is: a payload that is none may be private. */
function wrongType(found: unknown, types: readonly unknown[]): string {
  return types.includes('integer') && typeof found === 'number' ? show(found) : kindOf(found);
}

function valueAt(steps: readonly string[], value: unknown): unknown {
  let found = value;
  for (const step of steps) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

function pathOf(steps: readonly string[], redact: Redact | undefined): string {
  const path = pathText(steps);
  return redact === undefined ? path : redact(path);
}

/** A path as people write it: `items[2].details.id`. */
export function pathText(steps: readonly string[]): string {
  return steps.reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );
}
