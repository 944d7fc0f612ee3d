/**
 * Whether a single item keeps a queue from being sent: requests with it in them end in a 500 or take too long, again and
 * again, while the API answers others. In an outage it looks the same from here, so the API is asked, and no second item
 * is blamed before another one got through.
 */
import { isSlow } from '../errors/classify.ts';
import {
  PrefactorApiError,
  PrefactorCircuitOpenError,
  type PrefactorHttpError,
  PrefactorRetryExhaustedError,
} from '../errors/errors.ts';
import type { QueuedItem } from './item.ts';

/** Requests in a row that may end in a 500 before an item of theirs is suspected. */
const patience = 3;

export class Suspicion {
  #failures = 0;
  #mayBlame = true;
  #suspect: QueuedItem | undefined;
  /** Index of the last item of the last request that failed: it is searched for up to there. */
  #through = -1;

  /** A request with these items could not be answered. */
  failed(outage: PrefactorHttpError, items: readonly QueuedItem[]): void {
    // Nothing was sent, so nothing was learnt.
    if (outage instanceof PrefactorCircuitOpenError) return;
    this.#through = items.at(-1)?.index ?? -1;
    const last = outage instanceof PrefactorRetryExhaustedError ? outage.lastError : outage;
    if (isSlow(last)) this.#failures = patience;
    else if (last instanceof PrefactorApiError && last.statusCode === 500) this.#failures += 1;
    else this.#failures = 0;
  }

  /**
   * A request was answered.
   *
   * @param next Index of the item that comes next: once what had failed has got through, nothing is searched for.
   */
  answered(next: number): void {
    this.#mayBlame = true;
    this.#suspect = undefined;
    if (next > this.#through) this.#failures = 0;
  }

  /** Whether it is time to look for the item in smaller requests. */
  get isRaised(): boolean {
    return this.#failures >= patience;
  }

  /** Whether an item that is alone in its request may be to blame. */
  get mayBlame(): boolean {
    return this.isRaised && this.#mayBlame;
  }

  /**
   * An item failed alone, and then the API answered a question. It is to blame when it fails once more after that: the
   * first time, the API may have come back in between.
   */
  isToBlame(item: QueuedItem): boolean {
    const isConfirmed = this.#suspect === item;
    this.#suspect = item;
    if (isConfirmed) this.#mayBlame = false;
    return isConfirmed;
  }
}
