/** Lists come in pages; a page knows how to fetch the next one, and iterating fetches them all as needed. */
import { type OperationId, operations } from '../../generated/operations.ts';
import type { PaginationOutput, Sorting } from '../../generated/types.ts';
import type { Answer } from '../call/answer.ts';
import { readArgument } from '../call/copy-fields.ts';
import { fieldAt } from '../call/fields.ts';
import type { Query, SuccessBody } from '../call/operation-types.ts';
import { type RequestOptions, resolveRequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { describeRequest } from '../errors/describe.ts';
import type { RequestDescription } from '../errors/details.ts';
import { PrefactorResponseContractError } from '../errors/errors.ts';
import { beginAtCaller } from '../errors/stack.ts';
import { ownProperty } from '../own-properties.ts';
import { ApiPromise } from './api-promise.ts';

/** The body of a list's answer. */
export interface ListBody<Item> {
  readonly summaries: readonly Item[];
  readonly pagination?: PaginationOutput | null;
  readonly sorting?: Sorting | null;
}

/** How a page came about, and how to get another one of the same list. */
export interface PageSource<Item> {
  readonly description: RequestDescription;
  /** The offset that this page was asked for. */
  readonly offset: number;
  readonly fetch: (offset: number) => Promise<Answer<ListBody<Item>>>;
}

/**
 * One page of a list. Iterating over it yields its items and then those of all further pages, which are fetched when they
 * are needed.
 */
export class Page<Item> implements AsyncIterable<Item> {
  /** The items of this page. */
  readonly items: readonly Item[];
  /** Where the page stands in the list; `null` when the API does not say, and then it is the last one. */
  readonly pagination: PaginationOutput | null;
  /** The order that was applied; `null` when the API does not say. */
  readonly sorting: Sorting | null;
  readonly #requestId: string | null;
  readonly #source: PageSource<Item>;

  /** @internal */
  constructor({ body, requestId }: Answer<ListBody<Item>>, source: PageSource<Item>) {
    this.items = body.summaries;
    this.pagination = ownProperty(body, 'pagination') ?? null;
    this.sorting = ownProperty(body, 'sorting') ?? null;
    this.#requestId = requestId;
    this.#source = source;
  }

  /** Whether there is a page after this one. */
  hasNextPage(): boolean {
    return typeof this.#stated('next_page_offset') === 'number';
  }

  /**
   * Fetches the page after this one, with the same query and options.
   *
   * @returns `null` after the last page.
   * @throws {PrefactorResponseContractError} When the API's next page would not come after this one.
   */
  async nextPage(): Promise<Page<Item> | null> {
    const next = this.#stated('next_page_offset');
    if (typeof next !== 'number') return null;
    const { offset, fetch } = this.#source;
    // The answer may say where it stands, and be wrong: a server that ignores the offset answers the same page for ever.
    if (next <= Math.max(this.#stated('page_offset') ?? 0, offset))
      throw beginAtCaller(this.#notGrowing(next));
    return new Page(await fetch(next), { ...this.#source, offset: next });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for (let page: Page<Item> | null = this; page !== null; page = await page.nextPage()) yield* page.items;
  }

  #stated<Name extends keyof PaginationOutput>(name: Name): PaginationOutput[Name] | undefined {
    return this.pagination === null ? undefined : ownProperty(this.pagination, name);
  }

  #notGrowing(next: number): PrefactorResponseContractError {
    const message = `must be above the page's own offset, not ${next}: the list would never end`;
    const error = new PrefactorResponseContractError(`pagination.next_page_offset ${message}`, {
      statusCode: 200,
      requestId: this.#requestId,
      bodySnippet: JSON.stringify({ pagination: this.pagination }).slice(0, 200),
      issues: [{ path: 'pagination.next_page_offset', message }],
      applied: false,
    });
    return describeRequest(error, this.#source.description);
  }
}

/**
 * A promise of a list's first page, which can be iterated over as a whole:
 *
 * ```ts
 * for await (const span of client.agentSpans.list({ agent_instance_id })) console.log(span.schema_name);
 * ```
 */
export class PagePromise<Item, Body extends ListBody<Item> = ListBody<Item>>
  extends ApiPromise<Page<Item>, Body>
  implements AsyncIterable<Item>
{
  static {
    Object.defineProperty(PagePromise.prototype, 'constructor', { value: Promise });
  }

  /** @internal */
  constructor(answer: Promise<Answer<Body>>, source: PageSource<Item>) {
    super(answer, (one) => new Page(one, source));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    yield* await this;
  }
}

/** An operation whose answer is a part of a list. */
type ListId = {
  [Id in OperationId]: SuccessBody<Id> extends { summaries: unknown[] } ? Id : never;
}[OperationId];

/** What a list operation lists. */
type Listed<Id extends OperationId> = SuccessBody<Id> extends { summaries: (infer Item)[] } ? Item : never;

/** The body of a list's answer, as the document has it, with what a page needs of it. */
type ListAnswer<Id extends OperationId> = SuccessBody<Id> & ListBody<Listed<Id>>;

/** Asks for the first page of a list. */
export function list<Id extends ListId>(
  sender: Sender,
  id: Id,
  givenQuery: Query<Id>,
  givenOptions: RequestOptions | undefined,
): PagePromise<Listed<Id>, ListAnswer<Id>> {
  const { method, path } = operations[id];
  const description = { operation: id, method, path };
  try {
    // Further pages are of the list that was asked for, whatever becomes of the caller's objects.
    const query = readArgument(givenQuery, { operation: id, name: 'query' }).value as Query<Id> | undefined;
    const options = resolveRequestOptions(givenOptions);
    const given = fieldAt(query, ['pagination']) as object | undefined;
    const offset = fieldAt(given, ['offset']);
    const fetch = (pagination: object | undefined) =>
      sender.send(
        id,
        { query: pagination === undefined ? query : { ...query, pagination } },
        options,
      ) as Promise<Answer<ListAnswer<Id>>>;
    return new PagePromise(fetch(undefined), {
      description,
      offset: typeof offset === 'number' ? offset : 0,
      fetch: (next) => fetch({ ...given, offset: next }),
    });
  } catch (error) {
    const refused = sender.refuse(id, error);
    return new PagePromise(refused, { description, offset: 0, fetch: () => refused });
  }
}
