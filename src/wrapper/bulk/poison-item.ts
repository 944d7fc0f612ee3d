/**
 * Looks for a poison item: one whose requests repeatedly end in a 500, are turned away or take too long, while the API
 * answers others. An outage looks the same from here, so the API is pinged, and as long as nothing gets through, each
 * further item takes four times as many failures as the one before.
 */
import { operations } from '../call/operations.ts';
import { type PreparedRequest, unsent } from '../call/prepare-request.ts';
import type { RequestOptions } from '../call/request-options.ts';
import { isSlow, isTlsRefusal, isTransientHttpError } from '../errors/classify.ts';
import {
  PrefactorApiError,
  PrefactorCircuitOpenError,
  type PrefactorHttpError,
  PrefactorRetryExhaustedError,
} from '../errors/errors.ts';
import { ownProperty } from '../own-properties.ts';
import type { BulkContext } from './batch.ts';
import type { OutageDecision } from './delivery-policy.ts';
import type { QueuedItem } from './item.ts';

/** How many requests in a row must end in a 500, or be turned away, before one of their items is suspected. */
const failuresBeforeSearch = 3;

export class PoisonSearch {
  #failures = 0;
  /** Since a request was last answered: how many items were blamed, and how often others failed alone. */
  #blamed = 0;
  readonly #failuresAlone = new Map<QueuedItem, number>();
  /** The items of the last request that failed: the search is for one of them. */
  #failed: readonly QueuedItem[] = [];

  /** A request with these items could not be answered. */
  onFailure(outage: PrefactorHttpError, items: readonly QueuedItem[]): void {
    // Nothing was sent, so nothing was learnt.
    if (outage instanceof PrefactorCircuitOpenError) return;
    this.#failed = items;
    const last = outage instanceof PrefactorRetryExhaustedError ? outage.lastError : outage;
    if (isSlow(last)) this.#failures = failuresBeforeSearch;
    else if (mayBeAboutAnItem(last)) this.#failures += 1;
    else this.#failures = 0;
  }

  /** A request was answered. Once everything that had failed has got through, nothing is searched for. */
  onAnswer(): void {
    this.#blamed = 0;
    this.#failuresAlone.clear();
    if (this.#failures === 0 || this.#failed.some(({ isSettled }) => !isSettled)) return;
    this.#failures = 0;
    this.#failed = [];
  }

  /** Whether it is time to look for the item in smaller requests. */
  get isSearching(): boolean {
    return this.#failures >= failuresBeforeSearch;
  }

  /**
   * An item failed alone, and then the API answered a ping. The first time, the API may have come back in between, so
   * the item is sent once more. It is to blame when it fails again; after another one was blamed, only when it fails
   * four times as often, and not before what is in other lanes has been tried, since an answer to that would prove more.
   */
  judge(item: QueuedItem): OutageDecision {
    const failures = (this.#failuresAlone.get(item) ?? 0) + 1;
    this.#failuresAlone.set(item, failures);
    if (failures < 2 * 4 ** this.#blamed) return this.#blamed === 0 ? 'retry' : 'postpone';
    this.#blamed += 1;
    this.#failuresAlone.delete(item);
    return 'fail';
  }
}

/**
 * Whether the API may have failed at an item, or a firewall in front of it may have turned one away. Other 5xx, 429 and
 * broken connections are about all of them.
 */
function mayBeAboutAnItem(error: PrefactorHttpError): boolean {
  if (error instanceof PrefactorApiError && error.statusCode === 500) return true;
  return !isTransientHttpError(error) && !isTlsRefusal(error);
}

const ping: PreparedRequest = {
  operation: operations.ping,
  pathParameters: {},
  query: '',
  body: undefined,
  idempotencyKey: undefined,
  isSafeToRepeat: () => true,
  inspect: undefined,
  onFailedAttempt: undefined,
  description: unsent(operations.ping),
};

/** Whether the API answers a ping, and nobody else in its place. Never rejects. */
export async function isApiUp(
  { sendPrepared }: BulkContext,
  { headers, timeout }: RequestOptions,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { body } = await sendPrepared(ping, { headers, timeout, signal, maxRetries: 0 }, true);
    return ownProperty(body as { status?: unknown }, 'status') === 'success';
  } catch {
    return false;
  }
}
