/** Tells of items that a writer could not record, so that nothing is lost in silence where nobody reads its outcomes. */
import type { Clock } from '../clock.ts';
import { warn } from '../environment.ts';
import type { PrefactorHttpError } from '../errors/errors.ts';
import { type Hooks, notify, notifyOfFailure } from '../hooks.ts';
import type { Settlement } from './item.ts';
import type { BulkOutcomeDropped, BulkOutcomeError, WriterOptions } from './types.ts';

/** Milliseconds between two warnings, at least. */
const interval = 10_000;

export class FailureReport {
  readonly #clock: Clock;
  readonly #hooks: Hooks;
  readonly #onFailed: WriterOptions['onFailed'];
  /** What was not warned of yet. */
  #count = 0;
  #lastError: PrefactorHttpError | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor({ clock, hooks }: { clock: Clock; hooks: Hooks }, onFailed: WriterOptions['onFailed']) {
    this.#clock = clock;
    this.#hooks = hooks;
    this.#onFailed = onFailed;
  }

  /** It is known what became of an item. */
  onSettled(settlement: Settlement, outcome: object): void {
    if (settlement.status === 'success') return;
    notify(this.#onFailed, () => outcome as BulkOutcomeError | BulkOutcomeDropped);
    if (settlement.status !== 'error') return;
    notifyOfFailure(this.#hooks, settlement.error);
    if (this.#onFailed !== undefined || this.#hooks.onError !== undefined) return;
    this.#count += 1;
    this.#lastError = settlement.error;
    if (this.#cancelTimer === undefined) this.#warnNowAndThen();
  }

  /**
   * Nothing follows: warns of what it has not warned of yet.
   *
   * @param lost How many items were dropped because they could not be sent in time, and what kept them from being sent.
   */
  end(lost?: { readonly dropped: number; readonly outage: PrefactorHttpError | undefined }): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#warn();
    if (lost === undefined || lost.dropped === 0 || this.#onFailed !== undefined) return;
    const why = lost.outage === undefined ? '' : ` (${lost.outage.message})`;
    warn(
      `prefactor-http: a bulk writer was closed before ${items(lost.dropped)} could be sent${why}; give close() more time, or the writer onFailed, to be told of each`,
    );
  }

  #warnNowAndThen(): void {
    this.#warn();
    this.#cancelTimer = this.#clock.after(
      interval,
      () => {
        this.#cancelTimer = undefined;
        if (this.#count > 0) this.#warnNowAndThen();
      },
      false,
    );
  }

  #warn(): void {
    if (this.#count === 0) return;
    const what = items(this.#count);
    const why = this.#lastError?.code ?? this.#lastError?.name;
    this.#count = 0;
    warn(
      `prefactor-http: a bulk writer could not record ${what} (${why}); give it onFailed, or the client hooks.onError, to be told of each`,
    );
  }
}

const items = (count: number): string => (count === 1 ? '1 item' : `${count} items`);
