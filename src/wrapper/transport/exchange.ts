/**
 * One request and its answer, as a promise that settles exactly once: by an answer, a failure, an abort or the timeout.
 * Whatever settles it, the timer and the abort listener are gone at once, and `onGiveUp` tells the network side.
 */
import type { Clock } from '../clock.ts';
import { codesOf, innermostMessageOf, messageOf } from '../errors/causes.ts';
import { isTlsRefusal } from '../errors/classify.ts';
import { refusedByProxy } from '../errors/codes.ts';
import type { TimeoutPhase } from '../errors/details.ts';
import { PrefactorConnectionError, PrefactorTimeoutError } from '../errors/errors.ts';
import { adviceOn } from './advice.ts';
import { proxyRefusalIn } from './proxy-refusal.ts';
import type { TransportRequest, TransportResponse } from './transport.ts';

/** Milliseconds: how late a timer must be to be put off, and for how long at most. */
const leastLateness = 10;
const mostGrace = 1_000;

export class Exchange {
  readonly promise: Promise<TransportResponse>;
  phase: Exclude<TimeoutPhase, 'total'>;
  settled = false;
  /** Ends the network side when the exchange is given up. Set by the transport as soon as there is something to end. */
  onGiveUp: (reason: Error) => void = () => {};

  readonly #request: TransportRequest;
  readonly #clock: Clock;
  readonly #due: number;
  #cancelTimer: () => void;
  #resolve: (response: TransportResponse) => void = () => {};
  #reject: (reason: unknown) => void = () => {};

  constructor(request: TransportRequest, clock: Clock, phase: Exclude<TimeoutPhase, 'total'>) {
    this.#request = request;
    this.phase = phase;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#clock = clock;
    this.#due = clock.monotonic() + request.timeout;
    this.#cancelTimer = clock.after(request.timeout, this.#onTime);
    request.signal.addEventListener('abort', this.#onAbort);
    if (request.signal.aborted) this.#onAbort();
  }

  /** Whether a byte of the request may have left. */
  get requestSent(): boolean {
    return this.phase === 'headers' || this.phase === 'body';
  }

  succeed(response: TransportResponse): void {
    if (this.#settle()) this.#resolve(response);
  }

  fail(error: unknown): void {
    if (this.#settle()) this.#reject(error);
  }

  /** Fails with what the runtime reported, as a connection error, or a timeout if it was `connectTimeout` that ended it. */
  failConnection(error: unknown): void {
    if (this.settled) return;
    const [code] = codesOf(error);
    // The second comes from a proxy that does not open its tunnel.
    if (code === 'UND_ERR_CONNECT_TIMEOUT' || (code === 'UND_ERR_HEADERS_TIMEOUT' && !this.requestSent)) {
      this.fail(
        new PrefactorTimeoutError(
          'no connection within connectTimeout: check apiUrl, and any firewall or proxy',
          {
            phase: 'connect',
            requestSent: false,
            cause: error,
          },
        ),
      );
      return;
    }
    const proxyRefusal = proxyRefusalIn(error);
    if (proxyRefusal !== undefined) {
      this.fail(
        new PrefactorConnectionError(proxyRefusal, {
          code: refusedByProxy,
          requestSent: false,
          cause: error,
        }),
      );
      return;
    }
    const wasConnected = !(code !== undefined && neverConnected.has(code)) && !isTlsRefusal(error);
    const requestSent = this.requestSent && wasConnected;
    const message = tlsReasonOf(innermostMessageOf(error) ?? code ?? messageOf(error));
    const what = this.phase === 'body' ? 'the answer was cut off' : 'no answer from the server';
    const advice = adviceOn(error, message, this.#request.url);
    this.fail(
      new PrefactorConnectionError(`${what}: ${message}${advice === undefined ? '' : ` (${advice})`}`, {
        code,
        requestSent,
        cause: error,
      }),
    );
  }

  readonly #onAbort = (): void => {
    const { reason } = this.#request.signal;
    this.fail(reason);
    this.onGiveUp(new GivenUp('the call was aborted'));
  };

  readonly #onTime = (): void => {
    const lateness = this.#clock.monotonic() - this.#due;
    // A process that stood still runs its timers first, and only then reads what has arrived in the meantime.
    if (this.requestSent && lateness >= leastLateness) {
      this.#cancelTimer = this.#clock.after(Math.min(lateness, mostGrace), () => this.#timeOut(lateness));
    } else {
      this.#timeOut(lateness);
    }
  };

  #timeOut(lateness: number): void {
    const { phase, requestSent } = this;
    const { timeout } = this.#request;
    const late = lateness >= Math.min(1_000, timeout / 2);
    const doing = {
      queue: 'waiting for a free connection',
      connect: 'connecting',
      headers: 'waiting for an answer',
      body: 'reading the answer',
    }[phase];
    const why = late ? `; this process stood still, and noticed it ${Math.round(lateness)} ms late` : '';
    this.fail(
      new PrefactorTimeoutError(
        `no answer within ${timeout < 1 ? timeout : Math.round(timeout)} ms: still ${doing}${why}`,
        {
          phase,
          requestSent,
          late,
        },
      ),
    );
    this.onGiveUp(new GivenUp('the attempt timed out'));
  }

  #settle(): boolean {
    if (this.settled) return false;
    this.settled = true;
    this.#cancelTimer();
    this.#request.signal.removeEventListener('abort', this.#onAbort);
    return true;
  }
}

// `fetch` does not tell when it has connected; these say that it had not.
const neverConnected = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Of OpenSSL's own words, with addresses and files of its source, what is for people. */
function tlsReasonOf(message: string): string {
  return /error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/i.exec(message)?.[1] ?? message;
}

/** What the network side is told when nobody waits for it any more. */
export class GivenUp extends Error {}
