/** Counts what became of what was to be recorded, and says what was not. */
import { type BulkInput, type BulkWriter, PrefactorConflictError, type WriterOutcome } from '../index.ts';
import { warn } from '../wrapper/environment.ts';
import { attempt } from './attempt.ts';
import type { InstanceRecording } from './instance-recording.ts';

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
  /** Payloads and results that could not be written, or had no room: a marker is recorded in place of each. */
  readonly unserializable: number;
  /** Runs that did not go on as the same: their handle was none, or they could not be registered in time. */
  readonly unlinked: number;
  /** Mistakes in what runs were told: what was wrong was left out. */
  readonly mistaken: number;
}

/** A run, as far as its items are sent and answered. */
export interface RecordedRun {
  /** `undefined`: nothing of it is recorded. */
  readonly recording: InstanceRecording | undefined;
  onTermination(reason: string | null): void;
}

/** What is told when it could not be recorded. */
interface Losable {
  isLost: boolean;
}

const messages = {
  failed: 'something was refused',
  dropped: 'something could not be sent',
  skipped: 'a span is not recorded',
  unserializable: 'a marker is recorded in place of what cannot be written',
  unlinked: 'a run does not go on as the same',
  mistaken: 'something that is wrong was left out',
};

export class Ledger {
  readonly counts = {
    written: 0,
    failed: 0,
    dropped: 0,
    skipped: 0,
    unserializable: 0,
    unlinked: 0,
    mistaken: 0,
  };
  readonly #writer: BulkWriter | undefined;

  /** @param writer `undefined`: nothing is recorded, and nothing needs to be told. */
  constructor(writer: BulkWriter | undefined) {
    this.#writer = writer;
  }

  add(run: RecordedRun, item: BulkInput, span?: Losable): void {
    const onError = (error: unknown) => this.#onLost('dropped', `${item._type}: ${error}`, span);
    const outcome = attempt(() => run.recording?.add(item), onError);
    void outcome?.then((settled) => this.onOutcome(run, settled, span));
  }

  onOutcome(run: RecordedRun, outcome: WriterOutcome, span?: Losable): void {
    const { _type } = outcome.item;
    const error = outcome.status === 'error' ? outcome.error : undefined;
    // What has been ended by somebody else needs no end.
    const isDone = error instanceof PrefactorConflictError && _type.endsWith('/finish');
    if (outcome.status === 'success' || isDone) this.counts.written += 1;
    else if (error) this.#onLost('failed', `${_type}: ${error.message}`, span);
    else {
      const why = this.#writer?.outage?.message ?? 'no room, no time, or no run';
      this.#onLost('dropped', `${_type}: ${why}`, span);
    }
    const control = 'control' in outcome ? outcome.control : undefined;
    if (control?.terminate) run.onTermination(control.reason ?? null);
  }

  /** Counts what is not as it should be. Of each kind, the first is told. */
  note(kind: keyof typeof messages, why: string): undefined {
    this.counts[kind] += 1;
    if (this.counts[kind] > 1) return;
    if (this.#writer)
      warn(`prefactor-http/tracing: ${messages[kind]}: ${why} (said once; tracer.stats() counts)`);
  }

  /** Counts a span of a run that is not recorded, which has been told. */
  countDropped(): void {
    if (this.#writer) this.counts.dropped += 1;
  }

  #onLost(how: 'failed' | 'dropped', why: string, span?: Losable): undefined {
    if (span !== undefined) span.isLost = true;
    return this.note(how, why);
  }
}
