/** What the items of a run are read from: an iterable or async iterable, which may be slow, endless or silent. */
import { nextTurn } from '../environment.ts';
import { kindOf, reading, refuse } from '../validation/rules.ts';

export type Items = Iterable<unknown> | AsyncIterable<unknown>;

interface Source {
  next(): IteratorResult<unknown> | PromiseLike<IteratorResult<unknown>>;
  return?(): unknown;
}

/** So much is read before others have a turn: to read, check and serialise it takes a few milliseconds. */
const itemsPerTurn = 250;
const bytesPerTurn = 256 * 1024;

export class ItemSource {
  readonly #source: Source;
  readonly #later: (run: () => void) => void;
  readonly #onSlow: () => void;
  /** Whether the source was asked for an item and has not given it yet; and whether that takes it a while. */
  #isAsking = false;
  #isSlow = false;
  #isWatching = false;
  #isExhausted = false;
  #itemsOfTurn = 0;
  #bytesOfTurn = 0;

  /**
   * @param later Calls a function when everything else has had its turn.
   * @param onSlow Told when the source keeps its reader waiting.
   */
  constructor(items: Items, later: (run: () => void) => void, onSlow: () => void) {
    this.#source = sourceOf(items);
    this.#later = later;
    this.#onSlow = onSlow;
  }

  /** Whether the source was asked for an item and keeps its reader waiting. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** The next item. Only a promise where the source gives one. */
  next(): IteratorResult<unknown> | Promise<IteratorResult<unknown>> {
    try {
      const step = this.#source.next();
      if (isObject(step) && 'then' in step) return this.#waitFor(step);
      checkStep(step);
      this.#isExhausted = step.done === true;
      return step;
    } catch (reason) {
      this.#isExhausted = true;
      throw reason;
    }
  }

  /** What was read was so large. Once it was much, resolves when others have had a turn. */
  pace(bytes: number): Promise<void> | undefined {
    this.#itemsOfTurn += 1;
    this.#bytesOfTurn += bytes;
    if (this.#itemsOfTurn < itemsPerTurn && this.#bytesOfTurn < bytesPerTurn) return undefined;
    this.#itemsOfTurn = 0;
    this.#bytesOfTurn = 0;
    return nextTurn();
  }

  /** Lets a source that was not exhausted close what it has open. One that is still asked for an item may hang. */
  async close(): Promise<void> {
    if (this.#isExhausted) return;
    try {
      const closing = this.#source.return?.();
      if (this.#isAsking) Promise.resolve(closing).catch(() => {});
      else await closing;
    } catch {
      // A run that is over is not concerned with what is wrong with the source.
    }
  }

  async #waitFor(step: PromiseLike<IteratorResult<unknown>>): Promise<IteratorResult<unknown>> {
    if (!this.#isWatching) {
      this.#isWatching = true;
      this.#later(() => {
        this.#isWatching = false;
        this.#isSlow = this.#isAsking;
        this.#onSlow();
      });
    }
    this.#isAsking = true;
    try {
      const result = await step;
      checkStep(result);
      this.#isExhausted = result.done === true;
      return result;
    } catch (reason) {
      this.#isExhausted = true;
      throw reason;
    } finally {
      this.#isAsking = false;
      this.#isSlow = false;
    }
  }
}

/** @throws {PrefactorClientError} When it is nothing that can be iterated. */
export function checkedItems(items: Items): Items {
  return reading('bulk.executeAll', 'items', () => {
    if (!isObject(items) || !(Symbol.iterator in items || Symbol.asyncIterator in items)) {
      refuseItems(`must be an array, an iterable or an async iterable, not ${kindOf(items)}`);
    }
    return items;
  });
}

function sourceOf(items: Items): Source {
  const source: Source =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  if (!isObject(source) || typeof source.next !== 'function')
    refuseItems('must have an iterator with a function next()');
  return source;
}

function checkStep(step: unknown): void {
  if (!isObject(step)) refuseItems(`must have a next() that gives { done, value }, not ${kindOf(step)}`);
}

function refuseItems(message: string): never {
  refuse('invalid_argument', 'bulk.executeAll', { path: 'items', message });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
