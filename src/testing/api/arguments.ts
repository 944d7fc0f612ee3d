/**
 * Parses what comes in and checks it against the document. Fields that the document does not know are dropped, as the
 * API drops them; they are listed, because the API does not say so.
 */
import type { Operation } from '../../wrapper/call/operations.ts';
import type { SchemaError } from '../../wrapper/validation/schema.ts';
import { issuesOf } from '../../wrapper/validation/schema-issues.ts';
import type { Validator } from '../../wrapper/validation/schema-validator.ts';
import { invalidFields, Refusal } from './refusal.ts';

export type Fields = Record<string, unknown>;

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
  return body as Fields;
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

/** Checked fields, and the paths of those that were dropped. */
export interface Checked {
  readonly fields: Fields;
  readonly dropped: readonly string[];
}

/** @throws {Refusal} `validation_errors`, when the fields break a rule of the document. */
export function checkFields(check: Validator | undefined, given: Fields): Checked {
  const issues = issuesOf(check, given);
  const broken = issues.filter(({ unknown }) => !unknown);
  if (broken.length > 0) {
    throw invalidFields(Object.fromEntries(broken.map(({ path, message }) => [path, [message]])));
  }
  if (issues.length === 0) return { fields: given, dropped: [] };
  const fields = structuredClone(given);
  for (const error of errorsOf(check, given)) removeUnknown(fields, error);
  return { fields, dropped: issues.map(({ path }) => path) };
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
