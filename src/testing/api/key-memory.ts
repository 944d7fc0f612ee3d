/** What a repeated key does: an option, because no source says how long the API remembers keys, or which answers. */
import type { Clock } from '../../wrapper/clock.ts';
import type { IdempotencyMode } from '../options.ts';
import { type Answer, Refusal } from './refusal.ts';

/** What is remembered of a key. */
interface Remembered {
  readonly answer: Answer;
  /** Id of what the write made or changed. */
  readonly id: string | undefined;
  /** What the request it came with can be recognised by. */
  readonly request: string;
  readonly at: number;
}

/** A refusal leaves no record behind that would be worth the memory; a caller that repeats one does so soon. */
const mostRefusals = 100_000;

export class KeyMemory {
  readonly #mode: IdempotencyMode;
  readonly #clock: Clock;
  readonly #successes = new Map<string, Remembered>();
  readonly #refusals = new Map<string, Remembered>();

  constructor(mode: IdempotencyMode, clock: Clock) {
    this.#mode = mode;
    this.#clock = clock;
  }

  /** What this key of an operation was answered before. */
  recall(operation: string, key: string | undefined): Remembered | undefined {
    if (key === undefined) return undefined;
    const name = `${operation} ${key}`;
    const remembered = this.#successes.get(name) ?? this.#refusals.get(name);
    if (remembered === undefined || typeof this.#mode !== 'object') return remembered;
    return this.#clock.monotonic() - remembered.at < this.#mode.ttl ? remembered : undefined;
  }

  remember(operation: string, key: string | undefined, first: Omit<Remembered, 'at'>): void {
    if (key === undefined || this.#mode === 'none') return;
    const isRefusal = first.answer.statusCode !== 200;
    if (isRefusal && (this.#mode === 'replay-success' || this.#mode === 'refuse')) return;
    const name = `${operation} ${key}`;
    // What is remembered anew comes last, and what was remembered before is over.
    this.#successes.delete(name);
    this.#refusals.delete(name);
    const memory = isRefusal ? this.#refusals : this.#successes;
    memory.set(name, { ...first, at: this.#clock.monotonic() });
    if (this.#refusals.size > mostRefusals) this.#forgetOldestRefusal();
  }

  /** What a repetition of a write is answered, and what the ledger calls that. */
  repetitionOf({ answer }: Remembered): { answer: Answer; outcome: 'refused' | 'replayed' } {
    if (this.#mode !== 'refuse') return { answer, outcome: 'replayed' };
    const refusal = new Refusal('idempotency_key_already_used', 'The idempotency key has already been used.');
    return { answer: refusal.answer, outcome: 'refused' };
  }

  #forgetOldestRefusal(): void {
    for (const name of this.#refusals.keys()) {
      this.#refusals.delete(name);
      return;
    }
  }

  clear(): void {
    this.#successes.clear();
    this.#refusals.clear();
  }
}
