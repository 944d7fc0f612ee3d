/**
 * Values that a payload marks as sensitive: `{ "$sensitive": "string", "value": "…", "labels": ["email"] }`. They are
 * kept apart, shown redacted unless asked for, and can be discarded for good. No source shows the redacted form; here
 * the mark stays and the value is `null`.
 */

const mark = '$sensitive';

/** A copy of a payload without the values that it marks. */
export function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.hasOwn(value, mark)) return { ...value, value: null, redacted: true };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redacted(inner)]));
}
