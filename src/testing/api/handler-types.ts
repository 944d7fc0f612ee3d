/** The operations of the document as a server sees them: what comes in is JSON. */
import type { PathParameters, Query, RequestBody, SuccessBody } from '../../wrapper/call/operation-types.ts';
import type { ItemOperation } from '../../wrapper/call/operations.ts';
import type { Token } from './tokens.ts';

/** A value of the client's types as it arrives: a timestamp is text, and nothing is `undefined`. */
export type OnWire<T> = T extends Date | undefined
  ? never
  : T extends readonly (infer Item)[]
    ? OnWire<Item>[]
    : T extends object
      ? { [Name in keyof T]: OnWire<T[Name]> }
      : T;

/** An operation that is carried out by itself: any but bulk, which carries out others. */
export type SingleOperationId = ItemOperation['id'];

/** The checked arguments of an operation. */
interface Call<Id extends SingleOperationId> {
  readonly path: PathParameters<Id>;
  readonly query: OnWire<Query<Id>>;
  readonly body: OnWire<RequestBody<Id>>;
  readonly token: Token;
}

/** Carries out an operation, or throws a `Refusal` and changes nothing. */
type Handler<Id extends SingleOperationId> = (call: Call<Id>) => SuccessBody<Id>;

export type Handlers = { readonly [Id in SingleOperationId]: Handler<Id> };
