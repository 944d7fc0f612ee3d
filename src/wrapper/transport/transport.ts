/** The seam between the client and the network: one request in, one whole answer out. */
import type { Clock } from '../clock.ts';

/** One attempt, ready to be sent. */
export interface TransportRequest {
  readonly method: string;
  /** Absolute, with the query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds from entering the transport, queueing included, until the body is read. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** An answer with its whole body, whatever its status: redirects are never followed. */
export interface TransportResponse {
  readonly statusCode: number;
  /** A header's value by its lower-case name, several of one name joined by a comma and a space; `null` without one. */
  header(name: string): string | null;
  /** All headers by lower-case name, joined alike. */
  headers(): Record<string, string>;
  /** The body as text, decoded from UTF-8, without a byte order mark. */
  readonly text: string;
  /** The body exceeds `maxResponseSize`: reading stopped, `text` is empty. */
  readonly tooLarge: boolean;
}

/**
 * Sends requests. `send` settles at once when the signal aborts or the time is over, whatever the network does:
 *
 * - with the signal's reason;
 * - with `PrefactorTimeoutError`, `phase` naming what the attempt was doing;
 * - with `PrefactorConnectionError` when no whole answer came.
 */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Ends every connection the transport made itself. */
  close(): Promise<void>;
}

/** What the client needs of an undici dispatcher: a `Pool`, an `Agent`, a `MockAgent` or any other fits. */
export interface UndiciDispatcher {
  dispatch(options: object, handler: object): boolean;
}

/** What a transport is made from. */
export interface TransportConfig {
  readonly apiUrl: string;
  /** Milliseconds for one TCP and TLS set-up. */
  readonly connectTimeout: number;
  readonly maxConnections: number;
  /** Sends in place of connections of the transport's own. */
  readonly dispatcher?: UndiciDispatcher | undefined;
  /** Bytes, after decompression. */
  readonly maxResponseSize: number;
  readonly clock: Clock;
}
