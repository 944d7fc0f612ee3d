/**
 * Parses what comes in and checks it against the document. Fields that the document does not know are dropped, as the
 * API drops them; they are listed, because the API does not say so.
 */
import type { Operation } from '../../wrapper/call/operations.ts';
import type { Issue } from '../../wrapper/errors/details.ts';
import type { SchemaError } from '../../wrapper/validation/schema.ts';
import { issuesOf } from '../../wrapper/validation/schema-issues.ts';
import type { Validator } from '../../wrapper/validation/schema-validator.ts';
import { invalidFields, mostErrors, Refusal } from './refusal.ts';

export type Fields = Record<string, unknown>;

/** Deeper than any payload needs; what handles JSON level by level, V8 among them, gives up at a few thousand. */
const mostLevels = 1_000;

/** The parsed JSON object of a body; an empty body is an empty object. */
export function parseBody(text: string): Fields {
  if (text === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal('bad_request', 'The body is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal('bad_request', 'The body is not a JSON object.');
  }
  if (isDeeper(body, mostLevels)) {
    throw new Refusal('bad_request', `The body is nested more than ${mostLevels} levels deep.`);
  }
  return body as Fields;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** A query as an object: `pagination[offset]=0` is `{ pagination: { offset: '0' } }`. */
export function parseQuery(search: string): Fields {
  const fields = new Map<string, unknown>();
  const nested = new Map<string, [string, string][]>();
  for (const [name, value] of new URLSearchParams(search)) {
    const [, outer, inner] = /^([^[\]]+)\[([^[\]]+)\]$/.exec(name) ?? [];
    if (outer === undefined || inner === undefined) {
      fields.set(name, value);
      continue;
    }
    const members = nested.get(outer) ?? [];
    members.push([inner, value]);
    nested.set(outer, members);
  }
  for (const [name, members] of nested) fields.set(name, Object.fromEntries(members));
  return Object.fromEntries(fields);
}

/** How many dropped fields are listed. */
const mostDropped = 1_000;

/** Checked fields, and the paths of those that were dropped. */
export interface Checked {
  readonly fields: Fields;
  readonly dropped: readonly string[];
}

/** @throws {Refusal} `validation_errors`, when the fields break a rule of the document. */
export function checkFields(check: Validator | undefined, given: Fields): Checked {
  const errors = errorsOf(check, given);
  if (errors.length === 0) return { fields: given, dropped: [] };
  const broken = errors.filter(({ keyword }) => !isOfUnknownField.has(keyword));
  if (broken.length > 0) {
    const issues = issuesFrom(broken.slice(0, mostErrors + 1), given);
    throw invalidFields(Object.fromEntries(issues.map(({ path, message }) => [path, [message]])));
  }
  const fields = structuredClone(given);
  for (const error of errors) removeUnknown(fields, error);
  return { fields, dropped: issuesFrom(errors.slice(0, mostDropped), given).map(({ path }) => path) };
}

const isOfUnknownField: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties']);

function issuesFrom(errors: readonly SchemaError[], value: Fields): Issue[] {
  const list: Validator = (_, found) => {
    found?.push(...errors);
    return false;
  };
  return issuesOf(list, value);
}

/** Like {@link checkFields}, for a query, whose numbers and booleans arrive as text. */
export function checkQuery(operation: Operation, given: Fields): Checked {
  const check = operation.checkQuery;
  if (check === undefined) return { fields: {}, dropped: Object.keys(given) };
  for (const error of errorsOf(check, given)) readText(given, error);
  return checkFields(check, given);
}

function errorsOf(check: Validator | undefined, given: Fields): SchemaError[] {
  const errors: SchemaError[] = [];
  check?.(given, errors);
  return errors;
}

/** Turns text into the number or boolean that the document wants in its place, where it is one. */
function readText(fields: Fields, { keyword, path, rule }: SchemaError): void {
  const name = path.at(-1);
  const holder = holderOf(fields, path.slice(0, -1));
  if (keyword !== 'type' || name === undefined || holder === undefined) return;
  const text = holder[name];
  if (typeof text !== 'string') return;
  const wanted = [rule].flat();
  const isNumber = wanted.includes('integer') || wanted.includes('number');
  if (isNumber && /^-?\d+(\.\d+)?$/.test(text)) holder[name] = Number(text);
  else if (wanted.includes('boolean') && /^(true|false)$/.test(text)) holder[name] = text === 'true';
}

function removeUnknown(fields: Fields, { path }: SchemaError): void {
  const name = path.at(-1);
  const holder = holderOf(fields, path.slice(0, -1));
  if (name !== undefined && holder !== undefined) delete holder[name];
}

function holderOf(fields: Fields, steps: readonly string[]): Fields | undefined {
  let holder: unknown = fields;
  for (const step of steps) {
    if (typeof holder !== 'object' || holder === null) return undefined;
    holder = (holder as Fields)[step];
  }
  return typeof holder === 'object' && holder !== null ? (holder as Fields) : undefined;
}
