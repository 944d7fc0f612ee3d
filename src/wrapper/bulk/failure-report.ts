/** Tells of items that a writer could not record, so that nothing is lost in silence where nobody reads its outcomes. */
import type { Clock } from '../clock.ts';
import { warn } from '../environment.ts';
import { messageOf } from '../errors/causes.ts';
import type { PrefactorHttpError } from '../errors/errors.ts';
import { type Hooks, notifyOfFailure } from '../hooks.ts';
import type { Settlement } from './item.ts';
import type { BulkOutcomeDropped, BulkOutcomeError, WriterOptions } from './types.ts';

/** Milliseconds between two warnings, at least. */
const interval = 10_000;

export class FailureReport {
  readonly #clock: Clock;
  readonly #hooks: Hooks;
  readonly #onFailed: WriterOptions['onFailed'];
  /** What was not warned of yet: how many items, by what they failed with. */
  #counts = new Map<string, number>();
  #hasWarnedOfThrow = false;
  #cancelTimer: (() => void) | undefined;

  constructor({ clock, hooks }: { clock: Clock; hooks: Hooks }, onFailed: WriterOptions['onFailed']) {
    this.#clock = clock;
    this.#hooks = hooks;
    this.#onFailed = onFailed;
  }

  /** It is known what became of an item. */
  onSettled(settlement: Settlement, outcome: object): void {
    if (settlement.status === 'success') return;
    this.#tell(outcome as BulkOutcomeError | BulkOutcomeDropped);
    if (settlement.status !== 'error') return;
    notifyOfFailure(this.#hooks, settlement.error);
    if (this.#onFailed !== undefined || this.#hooks.onError !== undefined) return;
    const why = settlement.error.code ?? settlement.error.name;
    this.#counts.set(why, (this.#counts.get(why) ?? 0) + 1);
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
        if (this.#counts.size > 0) this.#warnNowAndThen();
      },
      false,
    );
  }

  #warn(): void {
    if (this.#counts.size === 0) return;
    const counts = [...this.#counts].toSorted(([, a], [, b]) => b - a);
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    const [[only = ''] = []] = counts;
    const why = counts.length === 1 ? only : counts.map(([code, count]) => `${count} ${code}`).join(', ');
    this.#counts = new Map();
    warn(
      `prefactor-http: a bulk writer could not record ${items(total)} (${why}); give it onFailed, or the client hooks.onError, to be told of each`,
    );
  }

  /** A record that is lost, and whose loss nobody is told of because of a mistake, must be told of all the same. */
  #tell(outcome: BulkOutcomeError | BulkOutcomeDropped): void {
    try {
      Promise.resolve(this.#onFailed?.(outcome)).catch((thrown) => this.#warnOfThrow(thrown));
    } catch (thrown) {
      this.#warnOfThrow(thrown);
    }
  }

  #warnOfThrow(thrown: unknown): void {
    if (this.#hasWarnedOfThrow) return;
    this.#hasWarnedOfThrow = true;
    warn(`prefactor-http: onFailed of a bulk writer threw: ${messageOf(thrown)}`);
  }
}

const items = (count: number): string => (count === 1 ? '1 item' : `${count} items`);
