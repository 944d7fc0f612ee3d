/** What became of every write, for a test to look into. */
import type { OperationId } from '../generated/operations.ts';

/** One write, or one item of a bulk request that writes. */
export interface LedgerEntry {
  /**
   * `applied`: carried out. `replayed`: the key was known, so the first answer was sent again. `refused`: nothing
   * changed.
   */
  readonly outcome: 'applied' | 'replayed' | 'refused';
  /** The operation's id in the document, `createAgentSpan` for example. */
  readonly operation: OperationId;
  /** The idempotency key, or its first 128 characters; `undefined` where there was none. */
  readonly key: string | undefined;
  /** Id of the instance or span that it made or changed; `undefined` when it was refused. */
  readonly id: string | undefined;
  /** The code of a refusal, or of a replayed one. */
  readonly code: string | undefined;
  /** The `index` of the request in `sandbox.requests`: where it stands there, as long as none is forgotten. */
  readonly request: number;
  /** Index of the item in its bulk request; `undefined` for a single request. */
  readonly item: number | undefined;
  /** `false` when a key was reused with a different request: a mistake of the caller's. */
  readonly sameRequest: boolean;
}

/**
 * What was applied, replayed and refused since the start or the last reset: every write that was carried out, and at least
 * the latest 100 000 of those that changed nothing.
 */
export interface Ledger {
  /** Every write, in the order in which they were carried out or refused. */
  readonly entries: readonly LedgerEntry[];
  /** The writes that were carried out. */
  readonly applied: readonly LedgerEntry[];
  /** The writes that were answered again from memory. */
  readonly replayed: readonly LedgerEntry[];
  /** The writes that were refused. */
  readonly refused: readonly LedgerEntry[];
  /**
   * How often a write with this key was carried out: 1 is right, 0 is a lost record, 2 a duplicate.
   */
  timesApplied(key: string): number;
}

const longestKey = 128;
const leastUnapplied = 100_000;

export class RecordedLedger implements Ledger {
  readonly entries: LedgerEntry[] = [];
  readonly #timesApplied = new Map<string, number>();
  /** How many entries are of writes that changed nothing. */
  #unapplied = 0;

  get applied(): LedgerEntry[] {
    return this.#of('applied');
  }

  get replayed(): LedgerEntry[] {
    return this.#of('replayed');
  }

  get refused(): LedgerEntry[] {
    return this.#of('refused');
  }

  timesApplied(key: string): number {
    return this.#timesApplied.get(key) ?? 0;
  }

  write(entry: LedgerEntry): void {
    this.entries.push({ ...entry, key: beginningOf(entry.key) });
    if (entry.outcome !== 'applied') {
      this.#unapplied += 1;
      if (this.#unapplied === 2 * leastUnapplied) this.#forgetUnapplied(leastUnapplied);
    } else if (entry.key !== undefined) {
      this.#timesApplied.set(entry.key, this.timesApplied(entry.key) + 1);
    }
  }

  clear(): void {
    this.entries.length = 0;
    this.#timesApplied.clear();
    this.#unapplied = 0;
  }

  /** Forgets the oldest entries of writes that changed nothing. */
  #forgetUnapplied(count: number): void {
    let left = count;
    const kept = this.entries.filter(({ outcome }) => {
      const isForgotten = outcome !== 'applied' && left > 0;
      if (isForgotten) left -= 1;
      return !isForgotten;
    });
    this.entries.length = 0;
    for (const entry of kept) this.entries.push(entry);
    this.#unapplied -= count;
  }

  #of(outcome: LedgerEntry['outcome']): LedgerEntry[] {
    return this.entries.filter((entry) => entry.outcome === outcome);
  }
}

/** What can be a key as it is; of what a caller took for one, its beginning, without the rest of its text in memory. */
function beginningOf(key: string | undefined): string | undefined {
  if (key === undefined || key.length <= longestKey) return key;
  return Buffer.from(key.slice(0, longestKey), 'utf16le').toString('utf16le');
}
