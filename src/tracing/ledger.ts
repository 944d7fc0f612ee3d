/** Counts what became of what was to be recorded, and says what was not. */
import {
  type BulkInput,
  type InstanceRecording,
  PrefactorConflictError,
  type WriterOutcome,
} from '../index.ts';
import { attempt, warn } from './environment.ts';

/** What became of what a tracer was to record. Items are what is sent: a span has two, its beginning and its end. */
export interface TracerStats {
  /** Items that were recorded. */
  readonly written: number;
  /** Items that the API has refused. */
  readonly failed: number;
  /** Items that were dropped: there was no room, or no time. */
  readonly dropped: number;
  /** Items that wait to be sent, or for an answer; those of others too, in a writer that was given. */
  readonly pending: number;
  /** Spans that were not recorded, because they did not begin in a run. */
  readonly skipped: number;
  /** Payloads and results that could not be written: a marker is recorded in place of each. */
  readonly unserializable: number;
  /** Runs that did not go on as the same: their handle was none, or they could not be registered in time. */
  readonly unlinked: number;
}

/** What an item is about. */
export interface Subject {
  /** Whether something about it could not be recorded. */
  isLost: boolean;
  onTermination(reason: string | null): void;
}

const messages = {
  failed: 'something was refused',
  dropped: 'something could not be sent',
  skipped: 'a span is not recorded',
  unserializable: 'a marker is recorded in place of what cannot be written',
  unlinked: 'a run does not go on as the same',
};

export class Ledger {
  readonly #isOn: boolean;
  readonly counts = { written: 0, failed: 0, dropped: 0, skipped: 0, unserializable: 0, unlinked: 0 };

  /** @param isOn Whether anything is recorded: if not, nothing needs to be told. */
  constructor(isOn: boolean) {
    this.#isOn = isOn;
  }

  add(recording: InstanceRecording | undefined, item: BulkInput, subject: Subject): void {
    const outcome = attempt(
      () => recording?.add(item),
      (error) => this.#onLost(subject, 'dropped', item, error),
    );
    void outcome?.then((settled) => this.onOutcome(settled, subject));
  }

  onOutcome(outcome: WriterOutcome, subject: Subject): void {
    const { status, item } = outcome;
    const error = status === 'error' ? outcome.error : undefined;
    // What has been ended by somebody else needs no end.
    const isDone = error instanceof PrefactorConflictError && item._type.endsWith('/finish');
    if (status === 'success' || isDone) this.counts.written += 1;
    else this.#onLost(subject, error ? 'failed' : 'dropped', item, error ?? 'no room, no time, or no run');
    const control = 'control' in outcome ? outcome.control : undefined;
    if (control?.terminate) subject.onTermination(control.reason ?? null);
  }

  /** Counts what is not as it should be. Of each kind, the first is told. */
  note(kind: keyof typeof messages, why: string): undefined {
    this.counts[kind] += 1;
    if (this.#isOn && this.counts[kind] === 1)
      warn(`${messages[kind]}: ${why} (said once; tracer.stats() counts)`);
  }

  #onLost(
    subject: Subject,
    how: 'failed' | 'dropped',
    { _type }: { _type: string },
    why: unknown,
  ): undefined {
    subject.isLost = true;
    this.note(how, `${_type}: ${why}`);
  }
}
