/** What the delivery of items leaves to its users: when something is due, what an outage means, what must not be sent. */
import type { PrefactorHttpError } from '../errors/errors.ts';
import type { QueuedItem, Settlement } from './item.ts';

/** What the user of a delivery decides, and is notified of. */
export interface DeliveryPolicy {
  /** Whether its requests and waits continue while the client is being closed, and keep no process alive. */
  readonly isBackground: boolean;
  /**
   * Whether a request may be sent although more items would fit into it.
   *
   * @param oldest Index of the first item it would contain.
   */
  isDue(oldest: number): boolean;
  /** Why an item must not be sent; `undefined` for one that may. Default: every item may. */
  refusalOf?(item: QueuedItem): PrefactorHttpError | undefined;
  /** An item is sent. */
  onSend?(item: QueuedItem): void;
  /** Items were taken for a request, or refused. */
  onTaken?(): void;
  /** It is known what became of an item. */
  onSettled(item: QueuedItem, settlement: Settlement): void;
  /** The API answered a request item by item. */
  onAnswer?(): void;
  /**
   * A request failed with a transient error. Nothing is sent until this resolves: to send its items again, in
   * smaller requests (`split`), as they are (`retry`), as they are but after what is in other lanes (`postpone`), or to
   * settle them with the error (`fail`).
   */
  onOutage(outage: PrefactorHttpError, batch: readonly QueuedItem[]): Promise<OutageDecision>;
  /**
   * A request was neither answered nor did it fail: it was aborted, or the client is closed.
   *
   * @returns What becomes of its items; `undefined` when they have no outcome.
   */
  onFailure(reason: unknown, signal: AbortSignal): Settlement | undefined;
  /**
   * Something was settled, or is to be sent again. What is due now is sent afterwards.
   *
   * @param isRequest Whether a request was answered or given up.
   */
  onProgress(isRequest: boolean): void;
}

export type OutageDecision = 'fail' | 'postpone' | 'retry' | 'split';
