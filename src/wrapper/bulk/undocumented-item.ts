/** Bulk items of types that the document does not describe: what a caller has to ask for, so that a typo is none. */
import type { BulkKeyInput } from '../../generated/types.ts';

declare const undocumented: unique symbol;

/** A bulk item of a type that the document does not describe, as {@link undocumentedItem} makes it. */
export interface UndocumentedItem<Type extends string = string> extends BulkKeyInput {
  readonly _type: Type;
  /** In the type alone: objects have no such property. */
  readonly [undocumented]: true;
}

/**
 * Makes a bulk item of a type that the document does not describe. Of any other item, `client.bulk` takes the described
 * types only, and checks its fields.
 *
 * ```ts
 * const { results } = await client.bulk.execute([undocumentedItem('things/show', { thing_id: 'a' })]);
 * ```
 *
 * @param type `resource/verb`, in small letters and underscores.
 * @param fields Its parameters, unchecked, and its `idempotency_key`, if it is to have one of yours. Default: none.
 * @returns A new object with the fields and the type.
 */
export function undocumentedItem<const Type extends string>(
  type: Type,
  fields: object = {},
): UndocumentedItem<Type> {
  return { ...fields, _type: type } as UndocumentedItem<Type>;
}
