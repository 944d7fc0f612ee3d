/** The calls a client has in flight, so that closing it can let them finish, and end those that only wait. */
import { abort, abortReasonOf } from '../abort.ts';
import { type Clock, sleep } from '../clock.ts';
import { nextTurn } from '../environment.ts';
import { PrefactorClientError } from '../errors/errors.ts';

/** One call from its first attempt to its end. */
export class CallInFlight {
  /** Whether no caller waits for it: it may continue while the client is being closed. */
  readonly isBackground: boolean;
  waiting = false;
  /** How many attempts were started. */
  attempts = 0;
  /** What the last attempt failed with, while another is waited for. */
  lastError: unknown;
  readonly #controller = new AbortController();
  readonly #callersSignal: AbortSignal | undefined;
  readonly #ended: (call: CallInFlight) => void;

  constructor(
    callersSignal: AbortSignal | undefined,
    isBackground: boolean,
    ended: (call: CallInFlight) => void,
  ) {
    this.isBackground = isBackground;
    this.#callersSignal = callersSignal;
    this.#ended = ended;
    callersSignal?.addEventListener('abort', this.#onAbort);
  }

  /** Aborts when the caller's own signal does, or when the client is closed. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    abort(this.#controller, reason);
  }

  end(): void {
    this.#callersSignal?.removeEventListener('abort', this.#onAbort);
    this.#ended(this);
  }

  readonly #onAbort = (): void => this.abort(this.#callersSignal && abortReasonOf(this.#callersSignal));
}

export class CallsInFlight {
  readonly #clock: Clock;
  readonly #underWay = new Set<CallInFlight>();
  #state: 'open' | 'closing' | 'closed' = 'open';
  #onIdle: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws {PrefactorClientError} `code: 'client_closed'`, or the reason of a signal that has already aborted. */
  start(callersSignal: AbortSignal | undefined, isBackground = false): CallInFlight {
    if (this.#isClosedTo(isBackground)) throw clientClosed();
    if (callersSignal?.aborted) throw abortReasonOf(callersSignal);
    const call = new CallInFlight(callersSignal, isBackground, this.#onEnd);
    this.#underWay.add(call);
    return call;
  }

  /** Waits between two attempts of a call; a client that is being closed waits no more. */
  async pause(call: CallInFlight, delay: number, lastError: unknown): Promise<void> {
    if (this.#isClosedTo(call.isBackground)) throw clientClosed(lastError);
    call.waiting = true;
    call.lastError = lastError;
    try {
      await sleep(this.#clock, delay, call.signal, !call.isBackground);
    } finally {
      call.waiting = false;
    }
  }

  /** Refuses new calls and ends waits, except for those in the background. */
  beginClosing(): void {
    this.#state = 'closing';
    this.#endWaits();
  }

  /** Refuses new calls, ends waits, and resolves when the last call has ended, by itself or at the timeout. */
  async close(timeout: number): Promise<void> {
    this.#state = 'closed';
    this.#endWaits();
    if (this.#underWay.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancelTimer = this.#clock.after(timeout, () => {
        for (const call of this.#underWay) call.abort(clientClosed());
      });
      this.#onIdle = () => {
        cancelTimer();
        resolve();
      };
    });
    // Those who wait for a call are told of its end before whoever closes.
    await nextTurn();
  }

  #isClosedTo(isBackground: boolean): boolean {
    return this.#state === 'closed' || (this.#state === 'closing' && !isBackground);
  }

  #endWaits(): void {
    for (const call of this.#underWay) {
      if (call.waiting && this.#isClosedTo(call.isBackground)) call.abort(clientClosed(call.lastError));
    }
  }

  readonly #onEnd = (call: CallInFlight): void => {
    this.#underWay.delete(call);
    if (this.#underWay.size === 0) this.#onIdle?.();
  };
}

/** The error of a call that is made, or waits, when the client is closed. */
export function clientClosed(cause?: unknown): PrefactorClientError {
  return new PrefactorClientError('the client is closed', { code: 'client_closed', cause });
}
