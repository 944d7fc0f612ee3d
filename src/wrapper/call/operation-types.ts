/** The types of each operation, looked up in the generated ones by the operation's id, and those of `client.request`. */

import type { OperationId, operations } from '../../generated/operations.ts';
import type { operations as Documented } from '../../generated/paths.ts';
import type { RequestOptions } from './request-options.ts';

type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : never;

/** The body an operation takes; `never` for one that takes none. */
export type RequestBody<Id extends OperationId> = Json<
  Documented[Id] extends { requestBody?: infer Body } ? NonNullable<Body> : never
>;

/** The query an operation takes; `never` for one that takes none. */
export type Query<Id extends OperationId> = NonNullable<Documented[Id]['parameters']['query']>;

/** The path parameters of an operation. */
export type PathParameters<Id extends OperationId> = NonNullable<Documented[Id]['parameters']['path']>;

/** The body of an operation's success answer. */
export type SuccessBody<Id extends OperationId> = Json<Documented[Id]['responses'][200]>;

type Table = typeof operations;

/** The methods of documented operations. */
export type DocumentedMethod = Table[OperationId]['method'];

/** The documented path templates of a method. */
export type DocumentedPath<Method extends string> = Extract<Table[OperationId], { method: Method }>['path'];

/** The id of the operation that a method and a path template name. */
export type OperationAt<Method extends string, Path extends string> = Extract<
  Table[OperationId],
  { method: Method; path: Path }
>['id'];

type Part<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : Partial<Value> extends Value
    ? { readonly [One in Name]?: Value | undefined }
    : { readonly [One in Name]: Value };

/** What a documented request takes, besides the options of every call. */
export type DocumentedRequest<Id extends OperationId> = RequestOptions &
  Part<'query', Query<Id>> &
  Part<'body', RequestBody<Id>> &
  ([PathParameters<Id>] extends [never]
    ? unknown
    : { readonly params: { readonly path: PathParameters<Id> } });

/** What a request takes that the document does not describe, besides the options of every call. */
export interface UndocumentedRequest extends RequestOptions {
  /** Parameters of the query; objects become `name[field]=value`. */
  readonly query?: object | undefined;
  /** The body, sent as JSON. */
  readonly body?: object | undefined;
}

/** The body of a documented operation's success answer. */
export type DocumentedAnswer<Id extends OperationId> = SuccessBody<Id>;
