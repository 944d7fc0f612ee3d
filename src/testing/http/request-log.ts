/** The requests that a sandbox has received: the latest ones, so that one that runs for weeks needs no more memory. */
import type { OperationId } from '../../generated/operations.ts';

/** A request that a sandbox has received. */
export interface SandboxRequest {
  /** Its number, counted from 0 since the start or the last reset. */
  readonly index: number;
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** The query as it stood on the wire, without the `?`. */
  readonly query: string;
  /** Names in lower case. `authorization` is masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text. Of a request that the sandbox refuses, the first 65 536 characters. */
  readonly body: string;
  /** The operation's id in the document; `undefined` for a path that it does not have. */
  readonly operation: OperationId | undefined;
  /** The status that was answered; `undefined` while there is no answer, and when a fault left none. */
  readonly statusCode: number | undefined;
  /** The kind of fault that struck; `undefined` when none did. */
  readonly fault: string | undefined;
  /**
   * Paths of the fields that the document does not know: the API drops them silently, and so does the sandbox. At most
   * 1 000 of them.
   */
  readonly dropped: readonly string[];
}

export type ReceivedRequest = { -readonly [Name in keyof SandboxRequest]: SandboxRequest[Name] };

/** What is kept: of requests, of their text in all, of the body of one that is refused, and of what it lists. */
const most = { requests: 100_000, characters: 64 * 1024 * 1024, refusedBody: 65_536, dropped: 1_000 };

export class RequestLog {
  /** Oldest first. */
  readonly requests: ReceivedRequest[] = [];
  /** How much text each of them has. */
  readonly #sizes = new Map<ReceivedRequest, number>();
  #size = 0;
  #next = 0;

  add(received: Omit<SandboxRequest, 'index'>): ReceivedRequest {
    const request = { index: this.#next, ...received };
    this.#next += 1;
    this.requests.push(request);
    this.#weigh(request);
    return request;
  }

  /** Notes what the sandbox itself has made of a request. */
  settle(request: ReceivedRequest, dropped: readonly string[], isRefused: boolean): void {
    request.dropped = dropped.slice(0, most.dropped);
    if (isRefused && request.body.length > most.refusedBody) {
      // Through bytes: a mere slice would keep the whole text alive.
      const beginning = Buffer.from(request.body.slice(0, most.refusedBody), 'utf16le');
      request.body = beginning.toString('utf16le');
    }
    if (this.#sizes.has(request)) this.#weigh(request);
  }

  clear(): void {
    this.requests.length = 0;
    this.#sizes.clear();
    this.#size = 0;
    this.#next = 0;
  }

  /** Takes the text of a request into account, and forgets the oldest ones where it is too much in all. */
  #weigh(request: ReceivedRequest): void {
    const { path, query, body, headers, dropped } = request;
    const texts = [path, query, body, ...Object.entries(headers).flat(), ...dropped];
    const size = texts.reduce((sum, { length }) => sum + length, 0);
    this.#size += size - (this.#sizes.get(request) ?? 0);
    this.#sizes.set(request, size);
    while (this.requests.length > most.requests || (this.#size > most.characters && this.requests.length > 1))
      this.#forgetOldest();
  }

  #forgetOldest(): void {
    const oldest = this.requests.shift();
    if (oldest === undefined) return;
    this.#size -= this.#sizes.get(oldest) ?? 0;
    this.#sizes.delete(oldest);
  }
}
