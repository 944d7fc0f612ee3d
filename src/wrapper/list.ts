/** The list operations, which differ in nothing but their types. */
import { type OperationId, operations } from '../generated/operations.ts';
import type { Answer } from './api-promise.ts';
import type { Query, SuccessBody } from './operation-types.ts';
import { type ListBody, PagePromise } from './pages.ts';
import type { RequestOptions } from './request-options.ts';
import type { Send } from './send.ts';

type ListId = 'listAgentInstances' | 'listAgentSpans';

/** What a list operation lists. */
export type Listed<Id extends OperationId> =
  SuccessBody<Id> extends { summaries: (infer Item)[] } ? Item : never;

export function list<Id extends ListId>(
  send: Send,
  id: Id,
  query: Query<Id>,
  options: RequestOptions | undefined,
): PagePromise<Listed<Id>, SuccessBody<Id> & ListBody<Listed<Id>>> {
  const fetch = (pagination: object | undefined) =>
    send(id, { query: pagination === undefined ? query : { ...query, pagination } }, options) as Promise<
      Answer<SuccessBody<Id> & ListBody<Listed<Id>>>
    >;
  const { method, path } = operations[id];
  return new PagePromise(fetch(undefined), {
    description: { operation: id, method, path },
    fetch: (offset) => fetch({ ...query?.pagination, offset }),
  });
}
