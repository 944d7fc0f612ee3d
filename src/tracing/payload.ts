/** What the API takes for a payload or a result: an object. */
import { attempt } from './attempt.ts';

/** What is no object in JSON is put into one. */
export function fieldsOf(value: unknown): object {
  return typeof value === 'object' && value !== null && attempt(() => isWrittenAsObject(value))
    ? value
    : { value };
}

/** An error, or what was thrown in place of one. */
export function describe(error: unknown): object {
  if (attempt(() => error instanceof Error)) return error as Error;
  return typeof error === 'string' ? { message: error } : { value: error };
}

/** A URL or a date is written as a text, for instance, and a set as a list. */
function isWrittenAsObject(value: object): boolean {
  const written = 'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON('') : value;
  if (written instanceof Map) return [...written.keys()].every((key) => typeof key === 'string');
  const isList = Array.isArray(written) || written instanceof Set;
  return typeof written === 'object' && written !== null && !isList;
}
