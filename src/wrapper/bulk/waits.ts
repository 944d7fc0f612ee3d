/** What bulk waits for: a delay that can be cut short, a notification, and a queue that has settled what it had. */
import type { Clock } from '../clock.ts';

/** A wait that can be cut short. It keeps no process alive. */
export class Pause {
  readonly #clock: Clock;
  #end: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when the time is over, or the wait is ended. */
  wait(delay: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        this.#end = undefined;
        resolve();
      };
      const cancel = this.#clock.after(delay, end, false);
      this.#end = end;
    });
  }

  end(): void {
    this.#end?.();
  }
}

/** Something to wait for repeatedly: news, or room. */
export class Notifier {
  #next: PromiseWithResolvers<void> | undefined;

  /** Resolves with the next {@link notify}. */
  get next(): Promise<void> {
    this.#next ??= Promise.withResolvers();
    return this.#next.promise;
  }

  notify(): void {
    this.#next?.resolve();
    this.#next = undefined;
  }
}

/** A day, which is less than timers can wait for. */
const aDay = 24 * 60 * 60 * 1_000;

/** Those who wait for room. As long as there are any, the process stays alive: somebody has more to say. */
export class ReadyWaiters {
  readonly #clock: Clock;
  #resolves: (() => void)[] = [];
  #letEnd: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#resolves.length;
  }

  /** Resolves when it is woken. */
  wait(): Promise<void> {
    if (this.size === 0) this.#keepAlive();
    return new Promise((resolve) => this.#resolves.push(resolve));
  }

  /** Wakes those who have waited longest. @param count How many. Default: all. */
  wake(count = this.size): void {
    const woken = this.#resolves.splice(0, count);
    if (this.size === 0) this.#letEnd?.();
    for (const resolve of woken) resolve();
  }

  #keepAlive(): void {
    this.#letEnd = this.#clock.after(aDay, () => this.#keepAlive());
  }
}

interface FlushWaiter {
  /** On the clock that never jumps. */
  readonly deadline: number;
  readonly end: () => void;
}

/** Items that were added between two flushes: whoever flushes waits for those of one segment and of all before it. */
export class Segment {
  /** Items of it that are not settled yet. */
  open = 0;
  readonly waiters = new Set<FlushWaiter>();
  before: Segment | undefined;
  after: Segment | undefined;
  /** Where its items are counted since nobody waits for it any more. */
  mergedInto: Segment | undefined;
}

/**
 * Those who wait until everything that was queued when they came is settled, each with a time of its own. To add and to
 * settle an item costs the same however many wait.
 */
export class FlushWaiters {
  readonly #clock: Clock;
  #oldest = new Segment();
  /** Takes what is added. */
  #newest = this.#oldest;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An item is added; the segment it belongs to. */
  enter(): Segment {
    this.#newest.open += 1;
    return this.#newest;
  }

  /** An item of this segment is settled. */
  leave(segment: Segment): void {
    root(segment).open -= 1;
    for (let oldest = this.#oldest; oldest.open === 0 && oldest !== this.#newest; oldest = this.#oldest) {
      this.#remove(oldest);
      for (const { end } of [...oldest.waiters]) end();
    }
  }

  /** Resolves to 0 when all that was added so far is settled, or to how many items are not when the time is over. */
  wait(timeout: number): Promise<number> {
    const segment = this.#sealed();
    if (segment === undefined) return Promise.resolve(0);
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        segment.waiters.delete(waiter);
        resolve(this.#openThrough(segment));
        if (segment.waiters.size === 0) this.#merge(segment);
      };
      const cancel = this.#clock.after(timeout, end);
      const waiter: FlushWaiter = { deadline: this.#clock.monotonic() + timeout, end };
      segment.waiters.add(waiter);
    });
  }

  /** Milliseconds until nobody waits any more; `undefined` when nobody does. */
  get remaining(): number | undefined {
    let latest: number | undefined;
    for (let segment: Segment | undefined = this.#newest; segment !== undefined; segment = segment.before) {
      for (const { deadline } of segment.waiters) latest = Math.max(latest ?? deadline, deadline);
    }
    return latest === undefined ? undefined : Math.max(0, latest - this.#clock.monotonic());
  }

  /** The segment that ends with what was added last; `undefined` when all of that is settled. */
  #sealed(): Segment | undefined {
    const last = this.#newest;
    if (last.open === 0) return last.before;
    this.#newest = new Segment();
    this.#newest.before = last;
    last.after = this.#newest;
    return last;
  }

  #openThrough(segment: Segment): number {
    let open = 0;
    for (let one: Segment | undefined = segment; one !== undefined; one = one.before) open += one.open;
    return open;
  }

  #remove(segment: Segment): void {
    const { before, after } = segment;
    if (before === undefined) this.#oldest = after ?? segment;
    else before.after = after;
    if (after !== undefined) after.before = before;
    segment.before = undefined;
    segment.after = undefined;
  }

  /** Nobody waits for a segment any more: its items count to the next. */
  #merge(segment: Segment): void {
    const { after } = segment;
    if (after === undefined) return;
    this.#remove(segment);
    after.open += segment.open;
    segment.mergedInto = after;
  }
}

/** Where the items of a segment are counted. */
function root(segment: Segment): Segment {
  let found = segment;
  while (found.mergedInto !== undefined) found = found.mergedInto;
  // Path compression, so that the next look-up is short.
  for (let one = segment; one.mergedInto !== undefined; ) {
    const next = one.mergedInto;
    if (next !== found) one.mergedInto = found;
    one = next;
  }
  return found;
}
