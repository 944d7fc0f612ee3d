/** Rules for what callers hand in, each naming the argument, the rule and, where it is no secret, the value. */
import { longestTimer } from '../clock.ts';
import type { Issue } from '../errors/details.ts';
import { PrefactorClientError } from '../errors/errors.ts';
import { ownProperty } from '../own-properties.ts';
import { optionMeantBy } from './spelling.ts';

/** What is wrong with one value, or `undefined`. */
export type Rule = (value: unknown) => string | undefined;

export const milliseconds: Rule = (value) =>
  typeof value === 'number' && value > 0 && value <= longestTimer
    ? undefined
    : `must be a number of milliseconds above 0 and at most ${longestTimer}, not ${show(value)}`;

/** Like {@link milliseconds}, and 0 for "at once". */
export const millisecondsOrZero: Rule = (value) => (value === 0 ? undefined : milliseconds(value));

export const wholeNumber: Rule = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0
    ? undefined
    : `must be a whole number from 0, not ${show(value)}`;

export const positiveCount: Rule = (value) =>
  Number.isSafeInteger(value) && Number(value) > 0
    ? undefined
    : `must be a whole number from 1, not ${show(value)}`;

export const wholeNumberUpTo =
  (most: number): Rule =>
  (value) =>
    positiveCount(value) === undefined && Number(value) <= most
      ? undefined
      : `must be a whole number from 1 to ${most}, not ${show(value)}`;

export const atLeastOne: Rule = (value) =>
  typeof value === 'number' && value >= 1 && Number.isFinite(value)
    ? undefined
    : `must be a number from 1, not ${show(value)}`;

export const errorStatusCodes: Rule = (value) =>
  Array.isArray(value) && value.every((code) => Number.isInteger(code) && code >= 400 && code <= 599)
    ? undefined
    : `must be an array of HTTP statuses from 400 to 599, not ${show(value)}`;

export const plainObject: Rule = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? undefined
    : `must be an object, not ${kindOf(value)}`;

export const boolean: Rule = (value) =>
  typeof value === 'boolean' ? undefined : `must be true or false, not ${show(value)}`;

export const oneOf =
  (...values: readonly unknown[]): Rule =>
  (value) =>
    values.includes(value)
      ? undefined
      : `must be ${values.map((one) => show(one)).join(' or ')}, not ${show(value)}`;

export const fn: Rule = (value) =>
  typeof value === 'function' ? undefined : `must be a function, not ${show(value)}`;

/** The id of something: text that stays the same wherever it is written. */
export const idProblem: Rule = (value) => {
  if (typeof value !== 'string' || value === '') return `must be an id, not ${show(value)}`;
  return value.isWellFormed() ? undefined : 'must be well-formed text';
};

/** Every broken rule of an object's own properties; unknown names are broken rules too, `undefined` values are not. */
export function findIssues(values: object, rules: Readonly<Record<string, Rule>>): Issue[] {
  const issues: Issue[] = [];
  const options = Object.keys(rules);
  // Said once, and only where it is not known which is meant.
  let others = `; the options are ${options.join(', ')}`;
  for (const [name, value] of Object.entries(values)) {
    if (!Object.hasOwn(rules, name)) {
      const meant = optionMeantBy(name, options);
      issues.push({ path: name, message: `is not an option${meant ? `: did you mean ${meant}?` : others}` });
      if (meant === undefined) others = '';
      continue;
    }
    const message = value === undefined ? undefined : rules[name]?.(value);
    if (message !== undefined) issues.push({ path: name, message });
  }
  return issues;
}

/** @throws {PrefactorClientError} Saying what is wrong with one thing. */
export function refuse(code: string, what: string, issue: Issue): never {
  throw refusal(code, what, [issue]);
}

/** @throws {PrefactorClientError} One for all issues, where there are any. */
export function refuseIfAny(code: string, what: string, issues: readonly Issue[]): void {
  if (issues.length > 0) throw refusal(code, what, issues);
}

function refusal(code: string, what: string, issues: readonly Issue[]): PrefactorClientError {
  const shown = issues.slice(0, 5).map(({ path, message }) => (path === '' ? message : `${path} ${message}`));
  if (issues.length > shown.length) shown.push(`and ${issues.length - shown.length} more`);
  return new PrefactorClientError(`${what}: ${shown.join('; ')}`, { code, issues });
}

/**
 * The `timeout` of what closes or flushes, 30 000 ms where it is left out.
 *
 * @throws {PrefactorClientError} When it is no number of milliseconds.
 */
export function closeTimeout(what: string, options: { readonly timeout?: number | undefined }): number {
  const problem = plainObject(options);
  if (problem !== undefined) refuse('invalid_argument', what, { path: 'options', message: problem });
  refuseIfAny('invalid_argument', what, findIssues(options, { timeout: millisecondsOrZero }));
  return ownProperty(options, 'timeout') ?? 30_000;
}

/** Characters of a value that are shown: enough to recognise it, and too few to tell a story. */
const mostShown = 20;

/**
 * A value as a person would recognise it, short. Not for keys, tokens or headers, nor for what is in a payload.
 *
 * @param redact Takes what nobody may see out of a text, before that is cut.
 */
export function show(value: unknown, redact = (text: string) => text): string {
  if (typeof value === 'string') {
    const text = redact(value);
    return JSON.stringify(text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);
  }
  if (typeof value === 'bigint') return `${value}n`.slice(0, mostShown);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return kindOf(value);
  const items = Array.from({ length: Math.min(value.length, mostShown) }, (_, index) =>
    typeof value[index] === 'object' ? kindOf(value[index]) : show(value[index], redact),
  ).join(', ');
  return items.length > mostShown ? `an array of ${value.length}` : `[${items}]`;
}

/** What a value is, and nothing of what it says. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
