/** `client.alerts`: what is wrong with a run. */
import type {
  Alert,
  AlertCountResponse,
  AlertListResponse,
  AlertResponse,
  AlertSummary,
  ClearAlertRequest,
  CountAlertsQuery,
  ListAlertsQuery,
  RaiseAlertRequest,
} from '../../generated/types.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { ApiPromise, detailsOf } from './api-promise.ts';
import { list, type PagePromise } from './pages.ts';

/**
 * Alerts: each says what is wrong with a run, under a name, until it is cleared.
 *
 * Every method rejects with a {@link PrefactorClientError} before anything is sent when an argument breaks a rule, and
 * with the other subclasses of `PrefactorHttpError` as listed in the README.
 */
export class Alerts {
  readonly #sender: Sender;

  /** @internal */
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Raises an alert of a run.
   *
   * ```ts
   * await client.alerts.raise({
   *   agent_instance_id: instance.id,
   *   name: 'budget_exceeded',
   *   severity: 'warning',
   *   payload: { spent: 12, limit: 10 },
   * });
   * ```
   *
   * The API documents no key for it, so the key goes into the header alone. It is retried only when it cannot have been
   * carried out, or when you gave the key (`idempotencyKey`): raising it twice could count, or notify, twice.
   *
   * @param body The run, the name, how bad it is, and what to say of it. A `Date` is accepted for `raised_at`.
   * @returns The alert, now `raised`.
   * @throws {PrefactorNotFoundError} When there is no such run.
   * @remarks Operation `raiseAlert` in `openapi/paths/alerts_raise.yaml` of this package.
   */
  raise(body: RaiseAlertRequest, options?: RequestOptions): ApiPromise<Alert, AlertResponse> {
    return detailsOf(this.#sender.send('raiseAlert', { body }, options));
  }

  /**
   * Clears the alert of a run that has this name. Clearing it again changes nothing, so it is retried like a read.
   *
   * @param body The run and the name; besides, what else to say of it. A `Date` is accepted for `cleared_at`.
   * @returns The alert, now `cleared`.
   * @throws {PrefactorNotFoundError} `code: 'alert_unknown'` when the run has no alert of this name.
   * @throws {PrefactorConflictError} `code: 'alert_already_cleared'`. `possiblyApplied`: perhaps by this very call.
   * @remarks Operation `clearAlert` in `openapi/paths/alerts_clear.yaml` of this package.
   */
  clear(body: ClearAlertRequest, options?: RequestOptions): ApiPromise<Alert, AlertResponse> {
    return detailsOf(this.#sender.send('clearAlert', { body }, options));
  }

  /**
   * Lists alerts, page by page.
   *
   * @param query Which alerts, and in which order. Default: all of the account.
   * @returns The first page; iterating over it, or over the promise, yields the items of all pages.
   * @remarks Operation `listAlerts` in `openapi/paths/alerts.yaml` of this package.
   */
  list(query: ListAlertsQuery = {}, options?: RequestOptions): PagePromise<AlertSummary, AlertListResponse> {
    return list(this.#sender, 'listAlerts', query, options);
  }

  /**
   * Reads an alert by its id, with its payload.
   *
   * @throws {PrefactorNotFoundError} When there is none.
   * @remarks Operation `getAlert` in `openapi/paths/alerts_id.yaml` of this package.
   */
  get(id: string, options?: RequestOptions): ApiPromise<Alert, AlertResponse> {
    return detailsOf(this.#sender.send('getAlert', { path: { alert_id: id } }, options));
  }

  /**
   * Counts alerts.
   *
   * @param query Which alerts. Default: all of the account.
   * @remarks Operation `countAlerts` in `openapi/paths/alerts_count.yaml` of this package.
   */
  count(query: CountAlertsQuery = {}, options?: RequestOptions): ApiPromise<number, AlertCountResponse> {
    return new ApiPromise(this.#sender.send('countAlerts', { query }, options), ({ body }) => body.count);
  }
}
