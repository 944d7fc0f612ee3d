/** Which spans were not created, so that their ends need not be sent. */
import { PrefactorClientError, PrefactorResponseContractError } from '../errors/errors.ts';
import type { Ending } from './batch.ts';
import type { QueuedItem } from './item.ts';

export class FailedSpans {
  readonly #most: number;
  /** Why each was not created. */
  readonly #reasons = new Map<string, unknown>();

  /** @param most How many are remembered; beyond that the oldest are forgotten. */
  constructor(most: number) {
    this.#most = most;
  }

  /** An item is sent: one that creates a span is another try, for what is sent after it. */
  taken({ operation, named }: QueuedItem): void {
    if (named.span !== undefined && operation === 'createAgentSpan') this.#reasons.delete(named.span);
  }

  /** An item has come to its end. */
  ended({ operation, named, possiblyApplied }: QueuedItem, ending: Ending): void {
    const { span } = named;
    if (span === undefined || operation !== 'createAgentSpan') return;
    // Where an attempt may have created it all the same, its end is worth a try.
    const mayExist =
      ending.status === 'success' ||
      possiblyApplied ||
      (ending.status === 'error' && ending.error instanceof PrefactorResponseContractError);
    if (mayExist) return;
    this.#reasons.set(span, ending.status === 'error' ? ending.error : undefined);
    const [oldest] = this.#reasons.keys();
    if (this.#reasons.size > this.#most && oldest !== undefined) this.#reasons.delete(oldest);
  }

  /** Why an item must not be sent; `undefined` for one that may. */
  refusalOf({ operation, named }: QueuedItem): PrefactorClientError | undefined {
    const { span } = named;
    if (span === undefined || operation !== 'finishAgentSpan' || !this.#reasons.has(span)) return undefined;
    return new PrefactorClientError('bulk.writer: the span was never created, so its end was not sent', {
      code: 'create_failed',
      cause: this.#reasons.get(span),
    });
  }
}
