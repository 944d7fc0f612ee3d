/** What a repeated key does: an option, because no source says how long the API remembers keys, or which answers. */
import type { Clock } from '../../wrapper/clock.ts';
import type { IdempotencyMode } from '../options.ts';
import { type Answer, Refusal } from './refusal.ts';

/** What is remembered of a key. */
interface Remembered {
  readonly answer: Answer;
  /** Id of what the write made or changed. */
  readonly id: string | undefined;
  /** The request it came with. */
  readonly request: string;
  readonly at: number;
}

export class KeyMemory {
  readonly #mode: IdempotencyMode;
  readonly #clock: Clock;
  readonly #remembered = new Map<string, Remembered>();

  constructor(mode: IdempotencyMode, clock: Clock) {
    this.#mode = mode;
    this.#clock = clock;
  }

  /** What this key of an operation was answered before. */
  recall(operation: string, key: string | undefined): Remembered | undefined {
    if (key === undefined) return undefined;
    const remembered = this.#remembered.get(`${operation} ${key}`);
    if (remembered === undefined || typeof this.#mode !== 'object') return remembered;
    return this.#clock.monotonic() - remembered.at < this.#mode.ttl ? remembered : undefined;
  }

  remember(operation: string, key: string | undefined, first: Omit<Remembered, 'at'>): void {
    if (key === undefined || this.#mode === 'none') return;
    const keepsRefusals = this.#mode !== 'replay-success' && this.#mode !== 'refuse';
    if (!keepsRefusals && first.answer.statusCode !== 200) return;
    this.#remembered.set(`${operation} ${key}`, { ...first, at: this.#clock.monotonic() });
  }

  /** What a repetition of a write is answered, and what the ledger calls that. */
  repetitionOf({ answer }: Remembered): { answer: Answer; outcome: 'refused' | 'replayed' } {
    if (this.#mode !== 'refuse') return { answer, outcome: 'replayed' };
    const refusal = new Refusal('idempotency_key_already_used', 'The idempotency key has already been used.');
    return { answer: refusal.answer, outcome: 'refused' };
  }

  clear(): void {
    this.#remembered.clear();
  }
}
