/** The transport for every other runtime, and for a caller's own `fetch`. */
import type { Clock } from '../clock.ts';
import { byteLength } from '../environment.ts';
import { fieldOf, messageOf } from '../errors/causes.ts';
import { withoutPrototype } from '../own-properties.ts';
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
  /** A web stream is read as it comes, and cancelled when it is too long. Anything else is left to `text`. */
  readonly body?: unknown;
  /** The whole body, where `body` is no web stream: as in React Native, node-fetch and cross-fetch. */
  text?(): Promise<string>;
}

interface WebStream {
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
    cancel(reason?: unknown): Promise<void>;
  };
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
    // What somebody has put on `Object.prototype` is neither a body nor a header.
    const init = withoutPrototype({
      method: request.method,
      headers: withoutPrototype(request.headers),
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual' as const,
    });
    const response = await this.#fetchWith(request.url, init, controller.signal);
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

  async #fetchWith(
    url: string,
    init: Omit<FetchInit, 'signal'>,
    signal: AbortSignal,
  ): Promise<FetchResponse> {
    // Called unbound: the global fetch of some runtimes refuses any other `this`.
    const fetch = this.#fetch;
    try {
      return await fetch(url, Object.assign(Object.create(null), init, { signal }));
    } catch (error) {
      if (!isAboutSignal(error) || signal.aborted) throw error;
      // It wants signals of its own realm, and has sent nothing. When given up, its answer is then merely not waited for.
      return await fetch(url, init as FetchInit);
    }
  }

  /** The body as text; `undefined` when it is too large. */
  async #read(response: FetchResponse, exchange: Exchange): Promise<string | undefined> {
    const { maxResponseSize } = this.#config;
    const { body } = response;
    if (isWebStream(body)) return await readStream(body, exchange, maxResponseSize);
    if (typeof response.text === 'function') {
      if (Number(response.headers.get('content-length')) > maxResponseSize) return undefined;
      const text: unknown = await response.text();
      if (typeof text !== 'string') throw new TypeError('the text of the answer is none');
      return byteLength(text) > maxResponseSize ? undefined : text.replace(/^\ufeff/, '');
    }
    if (body === undefined || body === null) return '';
    throw new TypeError('fetch resolved to an answer that has neither a stream nor a text');
  }
}

async function readStream(
  body: WebStream,
  exchange: Exchange,
  maxResponseSize: number,
): Promise<string | undefined> {
  const reader = body.getReader();
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
    if (size > maxResponseSize) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function isWebStream(body: unknown): body is WebStream {
  return typeof fieldOf(body, 'getReader') === 'function';
}

/** Whether a fetch refused the signal that it was given: an AbortController that a test environment brings, for instance. */
function isAboutSignal(error: unknown): boolean {
  return fieldOf(error, 'name') === 'TypeError' && /\bsignal\b.*\bAbortSignal\b/.test(messageOf(error));
}
