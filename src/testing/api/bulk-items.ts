/** The items of a bulk request: what they must be as a part of it, and the arguments that each holds. */
import {
  checkOtherBulkItem,
  type Operation,
  operationOfType,
  operations,
} from '../../wrapper/call/operations.ts';
import { ownKey } from '../../wrapper/idempotency.ts';
import { issuesOf, pathText } from '../../wrapper/validation/schema-issues.ts';
import type { Validator } from '../../wrapper/validation/schema-validator.ts';
import { checkFields, type Fields } from './arguments.ts';
import { type FieldErrors, invalidFields, mostErrors } from './refusal.ts';

/** The arguments of an operation. */
export interface Arguments {
  readonly path: Fields;
  readonly query: Fields;
  readonly body: Fields;
}

/** An item that is valid as a part of its request. */
export interface BulkItem {
  readonly type: string;
  readonly key: string;
  readonly fields: Fields;
}

/** The items of a bulk request that is valid as a whole; what is inside an item is checked when its turn comes. */
export function checkedItems(items: unknown, most: number): BulkItem[] {
  if (!Array.isArray(items) || items.length === 0) {
    checkFields(operations.executeBulk.checkBody, { items });
    throw invalidFields({ items: ['must be an array of at least one item'] });
  }
  if (items.length > most) {
    throw invalidFields({ items: [`must have at most ${most} items, not ${items.length}`] });
  }
  const errors = new Map<string, readonly string[]>();
  const seen = new Set<unknown>();
  for (const [index, item] of items.entries()) {
    for (const [path, messages] of Object.entries(frameErrors(item, index))) errors.set(path, messages);
    const key = typeof item === 'object' && item !== null ? ownKey(item) : undefined;
    if (key !== undefined && seen.has(key))
      errors.set(itemPath(index, 'idempotency_key'), ['is the same as that of an earlier item']);
    seen.add(key);
    if (errors.size > mostErrors) break;
  }
  if (errors.size > 0) throw invalidFields(Object.fromEntries(errors));
  return items.map((item: Fields) => ({
    type: String(item['_type']),
    key: String(item['idempotency_key']),
    fields: item,
  }));
}

/** What is wrong with an item as a part of the request: it is no object, or its type or key breaks a rule. */
function frameErrors(item: unknown, index: number): FieldErrors {
  const frame = ['', '_type', 'idempotency_key'];
  return Object.fromEntries(
    issuesOf(checkOf(item), item)
      .filter(({ path, unknown }) => frame.includes(path) && !unknown)
      .map(({ path, message }) => [itemPath(index, path), [message]]),
  );
}

function checkOf(item: unknown): Validator {
  const type = typeof item === 'object' && item !== null ? (item as Fields)['_type'] : undefined;
  return operationOfType(String(type))?.checkBulkItem ?? checkOtherBulkItem;
}

/** An item has path, query and body side by side. */
export function itemCall(
  operation: Operation,
  item: Fields,
): Arguments & { readonly dropped: readonly string[] } {
  const { fields: checked, dropped } = checkFields(operation.checkBulkItem, item);
  const { _type, idempotency_key, ...fields } = checked;
  const path: Fields = {};
  for (const name of operation.pathParameters) {
    path[name] = fields[name];
    delete fields[name];
  }
  return operation.writes
    ? { path, query: {}, body: fields, dropped }
    : { path, query: fields, body: {}, dropped };
}

/** Where an item of a bulk request stands. */
export function itemPath(index: number, field: string): string {
  const item = pathText(['items', String(index)]);
  return field === '' ? item : `${item}.${field}`;
}
