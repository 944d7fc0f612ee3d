/** The transport for every other runtime, and for a caller's own `fetch`. */
import type { Clock } from '../clock.ts';
import { Exchange, GivenUp } from './exchange.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

/** The part of `fetch` the transport needs; the global one fits. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** What a {@link Fetch} is called with. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  redirect: 'manual';
  signal: AbortSignal;
}

/** What a {@link Fetch} resolves to; a web `Response` fits. */
export interface FetchResponse {
  readonly status: number;
  readonly type?: string;
  readonly headers: {
    get(name: string): string | null;
    forEach(visit: (value: string, name: string) => void): void;
  };
  readonly body: {
    getReader(): {
      read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
      cancel(reason?: unknown): Promise<void>;
    };
  } | null;
}

function headersOf({ headers }: FetchResponse): Record<string, string> {
  const all: Record<string, string> = {};
  headers.forEach((value, name) => {
    all[name.toLowerCase()] = value;
  });
  return all;
}

export class FetchTransport implements Transport {
  readonly #config: { readonly maxResponseSize: number; readonly clock: Clock };
  readonly #fetch: Fetch;

  constructor(config: { readonly maxResponseSize: number; readonly clock: Clock }, fetch: Fetch) {
    this.#config = config;
    this.#fetch = fetch;
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    const exchange = new Exchange(request, this.#config.clock, 'headers');
    if (!exchange.settled) {
      const controller = new AbortController();
      exchange.onGiveUp = (reason) => controller.abort(reason);
      this.#receive(request, exchange, controller).then(
        (response) => exchange.succeed(response),
        (error) => exchange.failConnection(error),
      );
    }
    return exchange.promise;
  }

  async close(): Promise<void> {}

  async #receive(
    request: TransportRequest,
    exchange: Exchange,
    controller: AbortController,
  ): Promise<TransportResponse> {
    // Called unbound: the global fetch of some runtimes refuses any other `this`.
    const fetch = this.#fetch;
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: controller.signal,
    });
    if (typeof response?.status !== 'number' || typeof response.headers?.get !== 'function') {
      throw new TypeError('fetch resolved to something that is not a Response');
    }
    exchange.phase = 'body';
    const text = await this.#read(response, exchange);
    if (text === undefined) controller.abort(new GivenUp('the answer is too large'));
    return {
      // A browser hides the status of a redirect it was told not to follow.
      statusCode: response.type === 'opaqueredirect' ? 302 : response.status,
      header: (name) => response.headers.get(name) ?? null,
      headers: () => headersOf(response),
      text: text ?? '',
      tooLarge: text === undefined,
    };
  }

  /** The body as text; `undefined` when it is too large. */
  async #read(response: FetchResponse, exchange: Exchange): Promise<string | undefined> {
    if (!response.body) return '';
    const reader = response.body.getReader();
    const { onGiveUp } = exchange;
    exchange.onGiveUp = (reason) => {
      onGiveUp(reason);
      // For a fetch that does not heed its signal.
      reader.cancel(reason).catch(() => {});
    };
    if (exchange.settled) exchange.onGiveUp(new GivenUp('nobody waits for the answer'));
    const decoder = new TextDecoder();
    let text = '';
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      if (value === undefined) continue;
      size += value.byteLength;
      if (size > this.#config.maxResponseSize) {
        reader.cancel().catch(() => {});
        return undefined;
      }
      text += decoder.decode(value, { stream: true });
    }
  }
}
