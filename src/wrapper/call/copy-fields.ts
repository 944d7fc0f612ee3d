/** Copies what callers hand in just deep enough to change it: their own objects stay as they are. */

import { ownProperty } from '../own-properties.ts';
import { isDate } from '../realms.ts';
import { kindOf, refuse } from '../validation/rules.ts';

/** What is being copied, for error messages. */
export interface Copied {
  /** Id of the operation. */
  readonly operation: string;
  /** The argument: `body`, `query`, `items[2]`. */
  readonly name: string;
  /** What stands before a field's name in its path: nothing, or `items[2].`. */
  readonly prefix?: string;
}

/**
 * Copies an object along the paths of its timestamps, where a `Date` becomes text, and drops fields that are
 * `undefined`. Everything else is shared with the original.
 *
 * @throws {PrefactorClientError} When the value is no object, or a `Date` is invalid.
 */
export function copyFields(
  value: unknown,
  timestamps: readonly (readonly string[])[],
  copied: Copied,
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse('invalid_argument', copied.operation, {
      path: copied.name,
      message: `must be an object, not ${kindOf(value)}`,
    });
  }
  const copy = ownFields(value);
  for (const path of timestamps) writeAsText(copy, path, 0, copied);
  return copy;
}

/**
 * A copy of the query of an operation that the document does not describe: a `Date`, wherever it stands, is sent as text.
 *
 * @throws {PrefactorClientError} When one is invalid.
 */
export function withDatesAsText(
  fields: object,
  copied: Copied,
  path: readonly string[] = [],
): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => {
    const at = [...path, name];
    if (isDate(value)) return [name, textOf(value, at, copied)] as const;
    const isHolder = typeof value === 'object' && value !== null;
    if (Array.isArray(value)) return [name, Object.values(withDatesAsText(value, copied, at))] as const;
    return [name, isHolder ? withDatesAsText(value, copied, at) : value] as const;
  });
  return Object.fromEntries(entries);
}

function textOf(date: Date, path: readonly string[], copied: Copied): string {
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  refuse('invalid_argument', copied.operation, {
    path: (copied.prefix ?? '') + path.join('.'),
    message: 'is an invalid Date',
  });
}

function writeAsText(
  holder: Record<string, unknown>,
  path: readonly string[],
  depth: number,
  copied: Copied,
): void {
  const name = path[depth] ?? '';
  const value = ownProperty(holder, name);
  if (typeof value !== 'object' || value === null) return;
  if (depth < path.length - 1) {
    const inner = ownFields(value);
    holder[name] = inner;
    writeAsText(inner, path, depth + 1, copied);
  } else if (isDate(value)) {
    holder[name] = textOf(value, path, copied);
  }
}

function ownFields(value: object): Record<string, unknown> {
  // A spread makes own fields of all names, `__proto__` among them; an assignment would not.
  const copy: Record<string, unknown> = { ...value };
  for (const name of Object.keys(copy)) if (copy[name] === undefined) delete copy[name];
  return copy;
}
