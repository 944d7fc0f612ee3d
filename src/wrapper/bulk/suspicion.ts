/**
 * Whether a single item keeps a queue from being sent: requests with it in them end in a 500 or take too long, again and
 * again, while the API answers others. In an outage it looks the same from here, so the API is asked, and no second item
 * is blamed before another one got through.
 */
import { PrefactorApiError, type PrefactorHttpError, PrefactorRetryExhaustedError } from '../errors.ts';
import { isSlow } from './batch.ts';

/** Requests in a row that may end in a 500 before an item of theirs is suspected. */
const patience = 3;

export class Suspicion {
  #failures = 0;
  #mayBlame = true;

  /** A request could not be answered. */
  failed(outage: PrefactorHttpError): void {
    const last = outage instanceof PrefactorRetryExhaustedError ? outage.lastError : outage;
    if (isSlow(last)) this.#failures = patience;
    else if (last instanceof PrefactorApiError && last.statusCode === 500) this.#failures += 1;
    else this.#failures = 0;
  }

  /**
   * A request was answered.
   *
   * @param isWhole Whether it was as large as requests may be: then nothing is searched for any more.
   */
  answered(isWhole: boolean): void {
    this.#mayBlame = true;
    if (isWhole) this.#failures = 0;
  }

  /** Whether it is time to look for the item in smaller requests. */
  get isRaised(): boolean {
    return this.#failures >= patience;
  }

  /** Whether an item that is alone in its request may be to blame. */
  get mayBlame(): boolean {
    return this.isRaised && this.#mayBlame;
  }

  blamed(): void {
    this.#mayBlame = false;
  }
}
