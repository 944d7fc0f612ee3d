/** Rules for what callers hand in, each naming the argument, the rule and, where it is no secret, the value. */
import { longestTimer } from '../clock.ts';
import { messageOf } from '../errors/causes.ts';
import type { Issue } from '../errors/details.ts';
import { isPrefactorError, PrefactorClientError } from '../errors/errors.ts';
import { withoutPrototype } from '../own-properties.ts';
import { isPromise, tagOf } from '../realms.ts';
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

/** There are no more; what is in a longer list is not looked at. */
export const mostStatusCodes = 1_000;

export const errorStatusCodes: Rule = (value) =>
  Array.isArray(value) &&
  value.length <= mostStatusCodes &&
  value.every((code) => Number.isInteger(code) && code >= 400 && code <= 599)
    ? undefined
    : `must be an array of HTTP statuses from 400 to 599, not ${show(value)}`;

export const plainObject: Rule = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !hidesItsContent(value)
    ? undefined
    : `must be an object, not ${kindOf(value)}`;

/** Whether it is a `Date`, a `Map`, a `Promise` or the like: what it holds is in no fields, and would be lost. */
function hidesItsContent(value: object): boolean {
  return tagOf(value) !== 'Object' && Object.keys(value).length === 0;
}

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

export const abortSignal: Rule = (value) => {
  const { aborted, addEventListener, removeEventListener } = (value ?? {}) as Partial<AbortSignal>;
  const isSignal =
    typeof aborted === 'boolean' &&
    [addEventListener, removeEventListener].every((method) => typeof method === 'function');
  return isSignal ? undefined : `must be an AbortSignal, not ${show(value)}`;
};

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
      // To guess takes time, and nobody reads so many guesses.
      const meant = issues.length < mostTold ? optionMeantBy(name, options) : undefined;
      issues.push({ path: name, message: `is not an option${meant ? `: did you mean ${meant}?` : others}` });
      if (meant === undefined) others = '';
      continue;
    }
    const message = value === undefined ? undefined : problemOf(value, rules[name]);
    if (message !== undefined) issues.push({ path: name, message });
  }
  return issues;
}

function problemOf(value: unknown, rule: Rule | undefined): string | undefined {
  try {
    return rule?.(value);
  } catch (error) {
    return `cannot be read: ${messageOf(error)}`;
  }
}

/**
 * @param cause What was thrown, where something was.
 * @throws {PrefactorClientError} Saying what is wrong with one thing.
 */
export function refuse(code: string, what: string, issue: Issue, cause?: unknown): never {
  throw refusal(code, what, [issue], cause);
}

/** @throws {PrefactorClientError} One for all issues, where there are any. */
export function refuseIfAny(code: string, what: string, issues: readonly Issue[]): void {
  if (issues.length > 0) throw refusal(code, what, issues);
}

/** So many issues are told, at most, and so many of them in the message. */
const mostTold = 20;
const mostInMessage = 5;

function refusal(code: string, what: string, all: readonly Issue[], cause?: unknown): PrefactorClientError {
  const issues = all.slice(0, mostTold);
  const shown = issues
    .slice(0, mostInMessage)
    .map(({ path, message }) => (path === '' ? message : `${shortened(path)} ${message}`));
  if (all.length > shown.length) shown.push(`and ${all.length - shown.length} more`);
  if (all.length > mostTold) issues.push({ path: '', message: `and ${all.length - mostTold} more` });
  return new PrefactorClientError(`${what}: ${shown.join('; ')}`, { code, issues, cause });
}

/** The names in a path may be a caller's data, and as long as any. */
function shortened(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200)}…` : path;
}

/**
 * Looks at something of a caller's, who is told of what it throws, a getter or a proxy say, like of any other mistake.
 *
 * @throws {PrefactorClientError} Saying that it cannot be read.
 */
export function reading<Result>(
  what: string,
  path: string,
  look: () => Result,
  code = 'invalid_argument',
): Result {
  try {
    return look();
  } catch (error) {
    if (isPrefactorError(error)) throw error;
    refuse(code, what, { path, message: `cannot be read: ${messageOf(error)}` }, error);
  }
}

/**
 * The `timeout` of what closes or flushes, 30 000 ms where it is left out.
 *
 * @throws {PrefactorClientError} When it is no number of milliseconds.
 */
export function closeTimeout(what: string, options: { readonly timeout?: number | undefined }): number {
  return reading(what, 'options', () => {
    const problem = plainObject(options);
    if (problem !== undefined) refuse('invalid_argument', what, { path: 'options', message: problem });
    const given = withoutPrototype(options);
    refuseIfAny('invalid_argument', what, findIssues(given, { timeout: millisecondsOrZero }));
    return given.timeout ?? 30_000;
  });
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
  return attempt(() => (Array.isArray(value) ? showItems(value, redact) : kindOf(value)));
}

function showItems(value: readonly unknown[], redact: (text: string) => string): string {
  const items = Array.from({ length: Math.min(value.length, mostShown) }, (_, index) =>
    typeof value[index] === 'object' ? kindOf(value[index]) : show(value[index], redact),
  ).join(', ');
  return items.length > mostShown ? `an array of ${value.length}` : `[${items}]`;
}

/** What a value is, and nothing of what it says. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return attempt(() => (Array.isArray(value) ? 'an array' : withArticle(tagOf(value), value)));
}

/** What a caller hands in may throw whenever it is looked at: a proxy that was revoked, for instance. */
function attempt(look: () => string): string {
  try {
    return look();
  } catch {
    return 'an object that cannot be read';
  }
}

function withArticle(tag: string, value: object): string {
  if (tag === 'Object' || !/^[A-Z][A-Za-z\d]{1,30}$/.test(tag)) return 'an object';
  if (tag === 'Promise') {
    // Its own failure, which nobody awaits any more, is not to end the process.
    if (isPromise(value)) value.catch(() => {});
    return 'a Promise: await it first';
  }
  return `${/^[AEIO]/.test(tag) ? 'an' : 'a'} ${tag}`;
}
