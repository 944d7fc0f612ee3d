/** What a repeated key does. No source says how long the API remembers keys, or whether failures too: it is an option. */
import type { Clock } from '../../wrapper/clock.ts';
import type { Answer } from './refusal.ts';

/**
 * How repeated idempotency keys are answered.
 *
 * - `'replay'`: with the first answer, whatever it was.
 * - `'replay-success'`: with the first answer if that was a success; after a refusal the request is dealt with anew.
 * - `'none'`: keys are ignored, and a repeated write is carried out again.
 * - `{ ttl }`: like `'replay'`, and a key is forgotten after so many milliseconds.
 *
 * A request that is refused for its token or its form is not dealt with, and has used no key.
 */
export type IdempotencyMode = 'replay' | 'replay-success' | 'none' | { readonly ttl: number };

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

  /** What was answered to this key of an operation before. */
  recall(operation: string, key: string | undefined): Remembered | undefined {
    if (key === undefined) return undefined;
    const remembered = this.#remembered.get(`${operation} ${key}`);
    if (remembered === undefined || typeof this.#mode !== 'object') return remembered;
    return this.#clock.monotonic() - remembered.at < this.#mode.ttl ? remembered : undefined;
  }

  remember(operation: string, key: string | undefined, first: Omit<Remembered, 'at'>): void {
    if (key === undefined || this.#mode === 'none') return;
    if (this.#mode === 'replay-success' && first.answer.statusCode !== 200) return;
    this.#remembered.set(`${operation} ${key}`, { ...first, at: this.#clock.monotonic() });
  }

  clear(): void {
    this.#remembered.clear();
  }
}
