/** Which spans were not created, so that their ends need not be sent. */
import { PrefactorClientError, PrefactorResponseContractError } from '../errors/errors.ts';
import type { QueuedItem, Settlement } from './item.ts';

export class UncreatedSpans {
  readonly #most: number;
  /** Why each was not created: the latest, and those before them. */
  #reasons = new Map<string, unknown>();
  #earlier = new Map<string, unknown>();

  /** @param most How many are remembered at least; beyond twice as many the oldest are forgotten. */
  constructor(most: number) {
    this.#most = most;
  }

  /** An item is sent: one that creates a span is another attempt, for what is sent after it. */
  onSend({ operation, subject }: QueuedItem): void {
    if (subject.span === undefined || operation !== 'createAgentSpan') return;
    this.#reasons.delete(subject.span);
    this.#earlier.delete(subject.span);
  }

  /** It is known what became of an item. */
  onSettled({ operation, subject, possiblyApplied }: QueuedItem, settlement: Settlement): void {
    const { span } = subject;
    if (span === undefined || operation !== 'createAgentSpan') return;
    // Where an attempt may have created it all the same, its end is worth a try.
    const mayExist =
      settlement.status === 'success' ||
      possiblyApplied ||
      (settlement.status === 'error' && settlement.error instanceof PrefactorResponseContractError);
    if (mayExist) return;
    this.#reasons.set(span, settlement.status === 'error' ? settlement.error : undefined);
    if (this.#reasons.size < this.#most) return;
    this.#earlier = this.#reasons;
    this.#reasons = new Map();
  }

  /** Why an item must not be sent; `undefined` for one that may. */
  refusalOf({ operation, subject }: QueuedItem): PrefactorClientError | undefined {
    const { span } = subject;
    if (span === undefined || operation !== 'finishAgentSpan') return undefined;
    const reasons = [this.#reasons, this.#earlier].find((some) => some.has(span));
    if (reasons === undefined) return undefined;
    return new PrefactorClientError('bulk.writer: the span was never created, so its end was not sent', {
      code: 'create_failed',
      cause: reasons.get(span),
    });
  }
}
