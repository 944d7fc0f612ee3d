/** Which spans were not created, so that their ends are not sent. */
import { describeRequest } from '../errors/describe.ts';
import { PrefactorClientError, PrefactorResponseContractError } from '../errors/errors.ts';
import type { QueuedItem, Settlement } from './item.ts';

/** An item that was to create a span, and did not. */
interface Failure {
  /** Where it stood among all items: what came before it is about a span that somebody else created. */
  readonly index: number;
  readonly cause: unknown;
}

export class UncreatedSpans {
  readonly #most: number;
  /** The latest failures by span, and those before them. */
  #latest = new Map<string, Failure>();
  #earlier = new Map<string, Failure>();

  /** @param most How many are remembered at least; beyond twice as many the oldest are forgotten. */
  constructor(most: number) {
    this.#most = most;
  }

  /** An item is sent: one that creates a span is another attempt, for what is sent after it. */
  onSend({ operation, subject }: QueuedItem): void {
    if (subject.span === undefined || operation !== 'createAgentSpan') return;
    this.#latest.delete(subject.span);
    this.#earlier.delete(subject.span);
  }

  /** It is known what became of an item. */
  onSettled({ operation, subject, index, possiblyApplied }: QueuedItem, settlement: Settlement): void {
    const { span } = subject;
    if (span === undefined || operation !== 'createAgentSpan') return;
    // Where an attempt may have created it all the same, its end is worth a try.
    const mayExist =
      settlement.status === 'success' ||
      possiblyApplied ||
      (settlement.status === 'error' && settlement.error instanceof PrefactorResponseContractError);
    if (mayExist) return;
    this.#latest.set(span, { index, cause: settlement.status === 'error' ? settlement.error : undefined });
    if (this.#latest.size < this.#most) return;
    this.#earlier = this.#latest;
    this.#latest = new Map();
  }

  /** Why an item must not be sent; `undefined` for one that may. */
  refusalOf({ operation, subject, index, id, key }: QueuedItem): PrefactorClientError | undefined {
    const { span } = subject;
    if (span === undefined || operation !== 'finishAgentSpan') return undefined;
    const failure = this.#latest.get(span) ?? this.#earlier.get(span);
    if (failure === undefined || failure.index > index) return undefined;
    const error = new PrefactorClientError('the span was never created, so its end was not sent', {
      code: 'create_failed',
      cause: failure.cause,
    });
    return describeRequest(error, { operation, id, idempotencyKey: key });
  }
}
