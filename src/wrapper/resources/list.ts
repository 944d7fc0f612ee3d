/** The list operations, which differ in nothing but their types. */
import { type OperationId, operations } from '../../generated/operations.ts';
import type { Query, SuccessBody } from '../call/operation-types.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Send } from '../call/sender.ts';
import type { Answer } from './api-promise.ts';
import { type ListBody, PagePromise } from './pages.ts';

type ListId = 'listAgentInstances' | 'listAgentSpans';

type Listed<Id extends OperationId> = SuccessBody<Id> extends { summaries: (infer Item)[] } ? Item : never;

/** The body of a list's answer, with what a page needs of it. */
type Body<Id extends OperationId> = SuccessBody<Id> & ListBody<Listed<Id>>;

export function list<Id extends ListId>(
  send: Send,
  id: Id,
  givenQuery: Query<Id>,
  givenOptions: RequestOptions | undefined,
): PagePromise<Listed<Id>, Body<Id>> {
  // Further pages are of the list that was asked for, whatever becomes of the caller's objects.
  const query = snapshot(givenQuery);
  const options = givenOptions && { ...givenOptions };
  const fetch = (pagination: object | undefined) =>
    send(id, { query: pagination === undefined ? query : { ...query, pagination } }, options) as Promise<
      Answer<Body<Id>>
    >;
  const { method, path } = operations[id];
  return new PagePromise(fetch(undefined), {
    description: { operation: id, method, path },
    offset: query?.pagination?.offset ?? 0,
    fetch: (offset) => fetch({ ...query?.pagination, offset }),
  });
}

/** A copy, unless there is something in it that cannot be copied: then the check of the query will say so. */
function snapshot<Value>(value: Value): Value {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}
