/** Sorts a list and cuts a page out of it, described as the API describes it. */
import type {
  PaginationInput,
  PaginationOutput,
  Sorting,
  SortingFields,
  SortingInput,
} from '../../generated/types.ts';
import { invalidFields } from './refusal.ts';

interface ListQuery {
  readonly pagination?: PaginationInput;
  readonly sorting?: SortingInput;
}

interface ListPage<Summary> {
  readonly summaries: Summary[];
  readonly pagination: PaginationOutput;
  readonly sorting: Required<Sorting>;
}

/**
 * @param all Every item, oldest first.
 * @param pageSize How many items a page has when the query names no size.
 * @throws {Refusal} When the list is to be sorted by a field that its items do not have.
 */
export function paginate<Summary extends object>(
  all: readonly Summary[],
  { pagination = {}, sorting: given = {} }: ListQuery,
  pageSize: number,
): ListPage<Summary> {
  const sorting = typeof given === 'string' ? fieldsOf(given) : given;
  const { field = 'inserted_at', direction = 'asc' } = sorting;
  const [first] = all;
  const isKnownField = sorting.field === undefined || first === undefined || Object.hasOwn(first, field);
  if (!isKnownField) throw invalidFields({ 'sorting.field': [`is no field of the list: ${field}`] });
  const sorted = sorting.field === undefined ? [...all] : all.toSorted((a, b) => compare(a, b, field));
  if (direction === 'desc') sorted.reverse();
  const { offset = 0, page_size: size = pageSize } = pagination;
  const summaries = sorted.slice(offset, offset + size);
  const end = offset + summaries.length;
  return {
    summaries,
    pagination: {
      item_count: all.length,
      item_start: summaries.length === 0 ? 0 : offset + 1,
      item_end: summaries.length === 0 ? 0 : end,
      page_count: Math.ceil(all.length / size),
      page_index: Math.floor(offset / size) + 1,
      page_size: size,
      page_offset: offset,
      next_page_offset: end < all.length && summaries.length > 0 ? end : null,
      previous_page_offset: offset === 0 ? null : Math.max(0, offset - size),
    },
    sorting: { field, direction, nulls: direction === 'asc' ? 'last' : 'first' },
  };
}

/** A field and a direction from their form as text: `-inserted_at`. */
function fieldsOf(text: string): SortingFields {
  return text.startsWith('-') ? { field: text.slice(1), direction: 'desc' } : { field: text };
}

/** Text by code units, as timestamps and ids sort; what has no value comes last. */
function compare(a: object, b: object, field: string): number {
  const [left, right] = [a, b].map((item) => (item as Record<string, unknown>)[field]);
  if (left === right) return 0;
  if (left === null || left === undefined) return 1;
  if (right === null || right === undefined) return -1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return textOf(left) < textOf(right) ? -1 : 1;
}

/** An object, a payload for example, may have a `toString` of its own that is none. */
function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
