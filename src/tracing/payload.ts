/** What the API takes for a payload or a result: an object. */
import { plainForm } from '../wrapper/call/plain-form.ts';
import { attempt } from './attempt.ts';

/** What is no object in JSON is put into one. */
export function fieldsOf(value: unknown): object {
  return isObject(value) && attempt(() => isWrittenAsObject(value)) ? value : { value };
}

/** An error, or what was thrown in place of one. */
export function describe(error: unknown): object {
  if (attempt(() => error instanceof Error)) return error as Error;
  return typeof error === 'string' ? { message: error } : { value: error };
}

/** A URL or a date is written as a text, for instance, a set as a list, and what hides its content as its name. */
function isWrittenAsObject(value: object): boolean {
  const plain = plainForm(value, Symbol);
  const written: unknown =
    plain === value && 'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON('') : plain;
  const form = isObject(written) && written !== plain ? plainForm(written, Symbol) : written;
  return isObject(form) && !Array.isArray(form);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
