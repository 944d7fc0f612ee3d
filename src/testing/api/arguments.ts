/**
 * Parses what comes in and checks it against the document. Fields that the document does not know are dropped, as the
 * API drops them; they are listed, because the API does not say so.
 */
import type { Complaint, Operation, Validator } from '../../generated/operations.ts';
import { issuesOf } from '../../wrapper/validation/schema-issues.ts';
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
  for (const complaint of check?.errors ?? []) removeUnknown(fields, complaint);
  return { fields, dropped: issues.map(({ path }) => path) };
}

/** Like {@link checkFields}, for a query, whose numbers and booleans arrive as text. */
export function checkQuery(operation: Operation, given: Fields): Checked {
  const check = operation.checkQuery;
  if (check === undefined) return { fields: {}, dropped: Object.keys(given) };
  if (!check(given)) for (const complaint of check.errors ?? []) readText(given, complaint);
  return checkFields(check, given);
}

/** Turns text into the number or boolean that the document wants in its place, where it is one. */
function readText(fields: Fields, { keyword, instancePath, params }: Complaint): void {
  if (keyword !== 'type') return;
  const steps = stepsOf(instancePath);
  const name = steps.pop();
  const holder = holderOf(fields, steps);
  if (name === undefined || holder === undefined) return;
  const text = holder[name];
  if (typeof text !== 'string') return;
  const wanted = [params['type']].flat();
  const isNumber = wanted.includes('integer') || wanted.includes('number');
  if (isNumber && /^-?\d+(\.\d+)?$/.test(text)) holder[name] = Number(text);
  else if (wanted.includes('boolean') && /^(true|false)$/.test(text)) holder[name] = text === 'true';
}

function removeUnknown(fields: Fields, { instancePath, params }: Complaint): void {
  const name = params['additionalProperty'] ?? params['unevaluatedProperty'];
  const holder = holderOf(fields, stepsOf(instancePath));
  if (typeof name === 'string' && holder !== undefined) delete holder[name];
}

function stepsOf(instancePath: string): string[] {
  return instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function holderOf(fields: Fields, steps: readonly string[]): Fields | undefined {
  let holder: unknown = fields;
  for (const step of steps) {
    if (typeof holder !== 'object' || holder === null) return undefined;
    holder = (holder as Fields)[step];
  }
  return typeof holder === 'object' && holder !== null ? (holder as Fields) : undefined;
}
