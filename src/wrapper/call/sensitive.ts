/** Values that the API stores apart from the payload they are in, and shows redacted. */
import { refuse } from '../validation/rules.ts';

/** Known to every copy of this package, and to nobody's own data. */
const brand = Symbol.for('prefactor-http.sensitive');

/** What `sensitive` makes: put it into a payload in place of the value. */
export interface SensitiveValue<Value extends string | number = string | number> {
  readonly $sensitive: Value extends string ? 'string' : 'number';
  readonly value: Value;
  readonly labels?: readonly string[] | undefined;
}

/** Writes itself, so that whatever looks for what does finds it too: anything else costs nothing then. */
class MarkedValue {
  readonly $sensitive: 'string' | 'number';
  readonly value: string | number;
  readonly labels: readonly string[] | undefined;

  constructor(value: string | number, labels: readonly string[]) {
    this.$sensitive = typeof value === 'string' ? 'string' : 'number';
    this.value = value;
    this.labels = labels.length > 0 ? Object.freeze([...labels]) : undefined;
    Object.freeze(this);
  }

  get [brand](): true {
    return true;
  }

  toJSON(): object {
    return { ...this };
  }

  /** What `console.log` prints on Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `sensitive(${this.$sensitive})`;
  }
}

export function isSensitive(value: object): boolean {
  return brand in value;
}

/**
 * Marks a value in a payload as sensitive: the API stores it apart, shows it redacted, and can discard it for good.
 *
 * ```ts
 * await client.agentSpans.create({
 *   agent_instance_id,
 *   schema_name: 'support:llm',
 *   status: 'active',
 *   payload: { question, sender: sensitive('someone@example.com', ['email']) },
 * });
 * ```
 *
 * The request says by itself that it has such values (`sensitive_encoding`, for alerts `payload_sensitive_encoding`).
 * Where the API has no field to say so, such as in a quality value, one is refused before anything is sent.
 *
 * @param value A string, or a finite number.
 * @param labels What kind of value it is, such as `email`. Default: none.
 * @returns What to put into the payload. It is passed on as it is: a copy through `structuredClone` or JSON is no longer
 *   known for one.
 * @throws {PrefactorClientError} `code: 'invalid_argument'` when the value is something else, or a label is no text. The
 *   message shows neither.
 */
export function sensitive<Value extends string | number>(
  value: Value,
  labels?: readonly string[],
): SensitiveValue<Value extends string ? string : number>;
export function sensitive(value: unknown, labels: unknown = []): object {
  if (!isLeaf(value)) {
    const message = `must be a string or a finite number, not ${kindOf(value)}`;
    refuse('invalid_argument', 'sensitive', { path: 'value', message });
  }
  if (!areLabels(labels)) {
    const message = 'must be an array of strings that are not empty';
    refuse('invalid_argument', 'sensitive', { path: 'labels', message });
  }
  return new MarkedValue(value, labels);
}

function isLeaf(value: unknown): value is string | number {
  return typeof value === 'string' || Number.isFinite(value);
}

function areLabels(labels: unknown): labels is readonly string[] {
  return Array.isArray(labels) && labels.every((label) => typeof label === 'string' && label !== '');
}

/** Says what a value is without showing it. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'number') return 'a number that JSON has no form for';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
