/** What a fault rule may ask of a request: its keys, and the fields of what it asks for. */
import { ownKey } from '../wrapper/idempotency.ts';
import type { FaultScope } from './faults.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One thing that a request asks for: an item of a bulk request, or all of a single request. */
export interface Part {
  readonly key: unknown;
  /** The fields of the path and of the body, side by side as in a bulk item. */
  readonly fields: Fields;
}

/**
 * @param body As it arrived: one that is not JSON has no fields.
 * @param headerKey The header `Idempotency-Key`, which counts where the body has no key.
 */
export function partsOf(body: string, path: Fields, headerKey: string | undefined): readonly Part[] {
  const given = fieldsIn(body);
  const fields = { ...given, ...path };
  const whole = { key: ownKey(fields) ?? headerKey, fields };
  const { items } = Object.hasOwn(fields, 'items') ? fields : { items: [] };
  const asPart = (item: unknown): Part[] => (isFields(item) ? [{ key: ownKey(item), fields: item }] : []);
  return [whole, ...(Array.isArray(items) ? items.flatMap(asPart) : [])];
}

/** Whether a part is what a rule is about, as far as its content goes. */
export function isMeant({ keys, contains }: Pick<FaultScope, 'keys' | 'contains'>, part: Part): boolean {
  const hasKey = keys === undefined || (typeof part.key === 'string' && keys.includes(part.key));
  return hasKey && (contains === undefined || includes(part.fields, contains));
}

/** Whether a value is what is looked for: of an object, the fields that are looked for; of anything else, all of it. */
function includes(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((inner, index) => includes(value[index], inner))
    );
  }
  if (!isFields(wanted)) return value === wanted;
  return (
    isFields(value) &&
    Object.entries(wanted).every(
      ([name, inner]) => Object.hasOwn(value, name) && includes(value[name], inner),
    )
  );
}

function fieldsIn(body: string): Fields {
  try {
    const parsed: unknown = JSON.parse(body);
    return isFields(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
