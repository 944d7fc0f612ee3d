/**
 * How the compiler checks bulk items, so that what is wrong with one gives one message that names it.
 *
 * The items of an array literal, and a single item, are held each to what the document says of its type: the message is
 * TypeScript's own, at the field. Arrays and iterables made elsewhere are checked as a whole: the message has the reason
 * in words, because TypeScript's own would lead through every type that items are wrapped in.
 */
import type { BulkInputs, BulkType } from '../../generated/types.ts';
import type { BulkInput } from './types.ts';
import type { UndocumentedItem } from './undocumented-item.ts';

/**
 * What a type parameter for items must extend. Any object does, so that what is wrong can be told here; documented items
 * are named beside it, because TypeScript infers literals from them: `_type` as `'agent_spans/finish'`, not as `string`.
 */
export type Candidate = BulkInput | object;

/** The `_type` of an item. */
export type ItemType<Item> = Item extends { readonly _type: infer Type extends string } ? Type : never;

/** The items in an array or an iterable. */
export type ItemIn<Items> = Items extends readonly (infer Item)[]
  ? Item
  : Items extends { [Symbol.iterator](): { next(): infer Step } }
    ? Yielded<Step>
    : Items extends { [Symbol.asyncIterator](): { next(): PromiseLike<infer Step> } }
      ? Yielded<Step>
      : never;

type Yielded<Step> = Step extends { readonly done: true }
  ? never
  : Step extends { readonly value: infer Item }
    ? Item
    : never;

/** What a single item must be. */
export type CheckedItem<Item> = Item extends UndocumentedItem
  ? Item
  : Item extends { readonly _type: infer Type extends BulkType }
    ? BulkInputs[Type] & Without<UnknownFields<Item, BulkInputs[Type]>>
    : DocumentedItem;

/**
 * What several items must be. Where any object would do, `Items` is yet to be inferred, and literals in it are inferred
 * from documented items.
 */
export type CheckedItems<Items> = Items extends readonly unknown[]
  ? object extends Items[number]
    ? readonly BulkInput[]
    : number extends Items['length']
      ? Unless<Fault<Items[number]>, Items>
      : { readonly [Index in keyof Items]: CheckedItem<Items[Index]> }
  : object extends ItemIn<Items>
    ? Iterable<BulkInput> | AsyncIterable<BulkInput>
    : Unless<Fault<ItemIn<Items>>, Items>;

/**
 * What an item is held to whose type is not documented, or missing: its `_type` alone, with any values beside it. They are
 * not `unknown`, from which an editor could complete nothing.
 */
interface DocumentedItem {
  readonly _type: BulkType;
  readonly [field: string]: object | string | number | boolean | null | undefined;
}

declare const unknownField: unique symbol;

/** What no item is, so that one with such a field fails, even if it was made elsewhere. */
interface UnknownField<Name> {
  readonly [unknownField]: Name;
}

/** Nothing more, unless there are such fields. */
type Without<Names> = [Names] extends [never] ? unknown : UnknownField<Names>;

/** The items as they are, unless there is a reason to refuse them: a text, which none of them is. */
type Unless<Reason, Items> = [Reason] extends [never] ? Items : Reason;

/** What is wrong with an item; `never` for one that is right. */
type Fault<Item> = Item extends UndocumentedItem
  ? never
  : Item extends { readonly _type: infer Type extends BulkType }
    ?
        | `${Type} has no field ${UnknownFields<Item, BulkInputs[Type]>}`
        | `${Type}: ${WrongFields<Item, BulkInputs[Type]>} is missing or of another type`
    : Item extends { readonly _type: infer Type extends string }
      ? string extends Type
        ? "a _type is any string: declare the item as a BulkInput, or 'as const'"
        : `${Exclude<Type, BulkType>} is no documented type: see undocumentedItem`
      : 'an item has no _type';

/** The fields that must not be. One that can only be `undefined` is none: arrays of several types make such. */
type UnknownFields<Given, Known, Path extends string = ''> =
  | {
      [Name in Exclude<keyof Given, keyof Known>]: [Given[Name]] extends [undefined]
        ? never
        : `${Path}${Name & string}`;
    }[Exclude<keyof Given, keyof Known>]
  | (Given extends { readonly details: infer Details }
      ? Known extends { readonly details: infer KnownDetails }
        ? UnknownFields<Details, KnownDetails, 'details.'>
        : never
      : never);

/** The fields that are missing, or of another type; those of `details` each by itself. */
type WrongFields<Given, Known, Path extends string = ''> = {
  [Name in keyof Known & string]-?: Name extends keyof Given & 'details'
    ? WrongFields<Given[Name], Known[Name], 'details.'>
    : Pick<Given, Name & keyof Given> extends Pick<Known, Name>
      ? never
      : `${Path}${Name}`;
}[keyof Known & string];
