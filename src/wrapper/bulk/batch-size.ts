/** How many items the next request may have: half as many after trouble, twice as many after a clean one. */

import { describeRequest } from '../errors/describe.ts';
import { PrefactorClientError } from '../errors/errors.ts';
import type { QueuedItem } from './item.ts';

/** What a request has besides its items: `{"items":[` and `]}`. */
const frameBytes = 12;

/** The error of an item that no request may carry. */
export function tooLarge(
  { bytes, operation, type, id, key }: QueuedItem,
  maxRequestSize: number,
): PrefactorClientError | undefined {
  if (bytes + frameBytes <= maxRequestSize) return undefined;
  const message = `the item has ${bytes} bytes, which exceeds maxRequestSize (${maxRequestSize}): shorten its payload`;
  const error = new PrefactorClientError(message, { code: 'request_too_large' });
  return describeRequest(error, { operation: operation ?? type, id, idempotencyKey: key });
}

export class BatchSize {
  readonly #maxItems: number;
  readonly #maxBytes: number;
  #items: number;

  constructor(maxItems: number, maxBytes: number) {
    this.#maxItems = maxItems;
    this.#maxBytes = maxBytes;
    this.#items = maxItems;
  }

  /**
   * A new batch, to be filled until it takes no more.
   *
   * @param limit Items that it may have at most, besides what is learnt here.
   */
  begin(limit: number): { readonly mostItems: number; takes(bytes: number): boolean } {
    const mostItems = Math.min(this.#items, limit);
    let items = 0;
    let size = frameBytes - 1;
    return {
      mostItems,
      takes: (bytes) => {
        // One that is larger than a batch is to be goes alone.
        const fits = items === 0 || (items < mostItems && size + 1 + bytes <= this.#maxBytes);
        if (!fits) return false;
        items += 1;
        size += 1 + bytes;
        return true;
      },
    };
  }

  /**
   * Whether so much fills a batch.
   *
   * @param limit As of {@link begin}.
   */
  isFull(items: number, bytes: number, limit: number): boolean {
    return items >= Math.min(this.#items, limit) || bytes + frameBytes + items >= this.#maxBytes;
  }

  /** Learns from a batch of so many items. */
  learn(items: number, isClean: boolean): void {
    // A large batch that was in flight meanwhile must not make them larger again.
    const half = Math.max(1, Math.min(this.#items, Math.floor(items / 2)));
    this.#items = isClean ? Math.min(this.#maxItems, this.#items * 2) : half;
  }
}
