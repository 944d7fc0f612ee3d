/** From the fields of a query to its text in a URL. */
import { refuse, show } from '../validation/rules.ts';
import type { CopiedFields } from './copy-fields.ts';

/**
 * `name=value`, `name[field]=value` for what is inside of an object, and a name as often as its list has values, all of it
 * percent-encoded.
 *
 * @param operation What errors begin with.
 * @throws {PrefactorClientError} When something has no form there that everybody would understand.
 */
export function queryText(operation: string, { fields, sensitive: [mark] }: CopiedFields): string {
  const refuseAt = (steps: readonly string[], message: string): never =>
    refuse('invalid_argument', operation, { path: steps.join('.'), message });
  if (mark !== undefined) refuseAt(mark, 'is a sensitive value, which must not be in a URL');
  const pairs: string[] = [];

  const add = (steps: readonly string[], value: unknown, isInList: boolean): void => {
    if (value === undefined) return;
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      if (isInList) refuseAt(steps, 'must not be in a list: of what is inside a list, a query has only text');
      if (!Array.isArray(value)) {
        for (const [name, field] of Object.entries(value)) add([...steps, name], field, false);
      } else if (steps.length > 1)
        refuseAt(steps, 'must not be a list inside an object: a query has no one form for it');
      else for (const item of value) add(steps, item, true);
      return;
    }
    pairs.push(`${nameOf(steps)}=${encodeURIComponent(textOf(value, steps))}`);
  };

  const textOf = (value: unknown, steps: readonly string[]): string => {
    if (typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value))
      return String(value);
    if (value instanceof Date)
      return Number.isNaN(value.getTime()) ? refuseAt(steps, 'is an invalid Date') : value.toISOString();
    if (typeof value !== 'string')
      return refuseAt(steps, `must be text, a number, true or false, not ${show(value)}`);
    return value.isWellFormed() ? value : refuseAt(steps, 'must be well-formed text');
  };

  const nameOf = ([first = '', ...inner]: readonly string[]): string => {
    const steps = [first, ...inner];
    if (steps.some((step) => !step.isWellFormed()))
      refuseAt(
        steps.map((step) => step.toWellFormed()),
        'has a name that is no well-formed text',
      );
    return encoded(first) + inner.map((step) => `[${encoded(step)}]`).join('');
  };

  for (const [name, value] of Object.entries(fields)) {
    add([name], value, false);
  }
  return pairs.join('&');
}

/** Brackets stay: `{ 'filter[name]': … }` is as good as `{ filter: { name: … } }`. */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll('%5B', '[').replaceAll('%5D', ']');
}
