/** The types of each operation, looked up in the generated schema by the operation's id. */

import type { OperationId } from '../../generated/operations.ts';
import type { operations as Documented } from '../../generated/paths.ts';

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
