/**
 * The transport for Node: an undici pool, driven through `dispatch` with a handler of our own. undici's options for
 * aborts and timeouts are not used: an abort of a queued or connecting request would wait for the connect timeout, and
 * its body timeout never strikes a body that drips.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import { Exchange, GivenUp } from './exchange.ts';
import type { Transport, TransportConfig, TransportRequest, TransportResponse } from './transport.ts';

export class NodeTransport implements Transport {
  readonly #config: TransportConfig;
  readonly #origin: string;
  readonly #pool: Dispatcher;

  constructor(config: TransportConfig) {
    this.#config = config;
    this.#origin = new URL(config.apiUrl).origin;
    this.#pool = new Pool(this.#origin, {
      factory: (origin, options) => new AnnouncingClient(origin, options),
      connections: config.maxConnections,
      connectTimeout: config.connectTimeout,
      allowH2: false,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    const exchange = new Exchange(request, this.#config.clock, 'queue');
    if (!exchange.settled) {
      this.#pool.dispatch(
        {
          path: request.url.slice(this.#origin.length),
          method: request.method as Dispatcher.HttpMethod,
          headers: { 'accept-encoding': 'gzip', ...request.headers },
          body: request.body ?? null,
        },
        new ExchangeHandler(exchange, this.#config.maxResponseSize),
      );
    }
    return exchange.promise;
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

/** Tells a request's handler when the request leaves the pool's queue for a connection. */
class AnnouncingClient extends Client {
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (handler instanceof ExchangeHandler) handler.onConnectionAssigned();
    return super.dispatch(options, handler);
  }
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #exchange: Exchange;
  readonly #maxSize: number;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #statusCode = 0;
  #headers: IncomingHttpHeaders = {};

  constructor(exchange: Exchange, maxSize: number) {
    this.#exchange = exchange;
    this.#maxSize = maxSize;
  }

  onConnectionAssigned(): void {
    this.#exchange.phase = 'connect';
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Thrown, not aborted: nothing has been written yet, and an abort would cost the connection.
    if (this.#exchange.settled) throw new GivenUp('given up before it was sent');
    this.#exchange.phase = 'headers';
    this.#exchange.onGiveUp = (reason) => controller.abort(reason);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (statusCode < 200) return;
    this.#exchange.phase = 'body';
    this.#statusCode = statusCode;
    this.#headers = headers;
    if (Number(headers['content-length']) > this.#maxSize) this.#stopReading(controller);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#maxSize) this.#stopReading(controller);
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first, second] = this.#chunks;
    const body = first && !second ? first : Buffer.concat(this.#chunks, this.#size);
    if (!/^(x-)?gzip$/i.test(this.#header('content-encoding') ?? '')) {
      this.#finish(body);
      return;
    }
    gunzip(body, { maxOutputLength: this.#maxSize }, (error, inflated) => {
      if (!error) this.#finish(inflated);
      else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') this.#finish(undefined);
      else this.#exchange.failConnection(error);
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#exchange.failConnection(error);
  }

  readonly #header = (name: string): string | null => {
    const value = this.#headers[name];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  };

  /** @param body `undefined` when it is too large. */
  #finish(body: Buffer | undefined): void {
    this.#exchange.succeed({
      statusCode: this.#statusCode,
      header: this.#header,
      text: utf8.decode(body),
      tooLarge: body === undefined,
    });
  }

  #stopReading(controller: Dispatcher.DispatchController): void {
    this.#finish(undefined);
    controller.abort(new GivenUp('the answer is too large'));
  }
}

const utf8 = new TextDecoder();
