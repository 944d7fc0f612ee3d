/** What goes into a bulk request and what comes out, typed by each item's `_type`. */
import type { OperationId, operations } from '../generated/operations.ts';
import type { BulkItem, BulkOutput } from '../generated/schema.ts';
import type { Issue, PrefactorApiError } from './errors.ts';
import type { SuccessBody } from './operation-types.ts';

type Documented = {
  [Item in BulkItem as string extends Item['_type'] ? never : Item['_type']]: Item;
};

type Bodies = {
  [Id in OperationId as (typeof operations)[Id]['bulkType'] & string]: SuccessBody<Id>;
};

/** The bulk types that the document describes: `agent_spans/create` and so on. */
export type BulkType = keyof Documented & keyof Bodies;

/** The key of an item; the client makes one where it is left out. */
interface OptionalKey {
  readonly idempotency_key?: string | undefined;
}

/**
 * One operation of a bulk request: its `_type`, and beside it the path, query and body parameters of that operation. A
 * type that the document does not describe takes any parameters.
 */
export type BulkInput<Type extends string = BulkType> = Type extends BulkType
  ? Omit<Documented[Type], 'idempotency_key'> & OptionalKey
  : { readonly _type: Type; readonly [parameter: string]: unknown } & OptionalKey;

type Success<Type extends string> = Type extends keyof Bodies
  ? Bodies[Type]
  : { readonly [field: string]: unknown };

/** What became of one item, typed by its `_type`. */
export type BulkItemResult<Type extends string = BulkType> = Type extends string
  ? { readonly idempotencyKey: string } & (
      | ({
          readonly status: 'success';
          /** Where the answer differs from what the document describes; the item was carried out all the same. */
          readonly contractIssues?: readonly Issue[];
        } & Success<Type>)
      | { readonly status: 'error'; readonly error: PrefactorApiError }
      /** An earlier item failed and the API stopped there. Safe to send again with the same key. */
      | { readonly status: 'not_processed' }
    )
  : never;

/** What became of a bulk request. */
export interface BulkResult<Results extends readonly unknown[] = readonly BulkItemResult[]> {
  /** `success` as soon as the request as a whole was processed, whatever became of its items. */
  readonly status: 'success';
  /** The API's answers by idempotency key. */
  readonly outputs: ReadonlyMap<string, BulkOutput>;
  /** One result for each item, in the items' order. */
  readonly results: Results;
}

// The signatures of `execute` are tried in order: arrays of documented types first, because TypeScript decides what a
// callback of `map` returns by the first signature it tries; then tuples; then arrays of types the document does not know.

/** Refuses the fields that an item of a documented type does not have. */
export type NoExtra<Item> = Item extends { readonly _type: infer Type extends BulkType }
  ? { readonly [Name in Exclude<keyof Item, keyof BulkInput<Type>>]: never }
  : unknown;

/** Refuses tuples. */
export type OfUnknownLength<Items extends readonly unknown[]> = number extends Items['length']
  ? unknown
  : never;

/** Refuses arrays that have an item of a documented type. */
export type OfUnknownTypes<Items extends readonly { readonly _type: string }[]> = [
  Extract<Items[number]['_type'], BulkType>,
] extends [never]
  ? unknown
  : never;
