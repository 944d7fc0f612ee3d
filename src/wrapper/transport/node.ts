/**
 * The transport for Node: an undici pool, driven through `dispatch` with a handler of our own. undici's options for
 * aborts and timeouts are not used: an abort of a queued or connecting request would wait for the connect timeout, and
 * its body timeout never strikes a body that drips.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import { messageOf } from '../errors/causes.ts';
import { PrefactorClientError } from '../errors/errors.ts';
import { ownProperty, withoutPrototype } from '../own-properties.ts';
import { patientConnector } from './connector.ts';
import { type DecodedBody, decodeBody } from './content-encoding.ts';
import { Exchange, GivenUp } from './exchange.ts';
import { PendingSockets } from './pending-sockets.ts';
import { ProxyDispatcher, proxyFor } from './proxy.ts';
import type {
  Transport,
  TransportConfig,
  TransportRequest,
  TransportResponse,
  UndiciDispatcher,
} from './transport.ts';
import { WaitList } from './wait-list.ts';

export class NodeTransport implements Transport {
  readonly #config: TransportConfig;
  readonly #origin: string;
  readonly #dispatcher: UndiciDispatcher;
  readonly #connecting: PendingSockets | undefined;
  /** In front of connections that the transport made itself. */
  readonly #waitList: WaitList | undefined;
  /** Ends the connections that the transport made itself. */
  readonly #destroy: () => Promise<void>;

  constructor(config: TransportConfig) {
    this.#config = config;
    const url = new URL(config.apiUrl);
    this.#origin = url.origin;
    if (config.dispatcher === undefined) {
      const connecting = new PendingSockets();
      const own = ownDispatcher(url, config, connecting);
      this.#dispatcher = own;
      this.#connecting = connecting;
      this.#waitList = new WaitList(config.maxConnections);
      this.#destroy = async () => {
        connecting.destroy();
        await own.destroy();
      };
    } else {
      this.#dispatcher = config.dispatcher;
      this.#destroy = async () => {};
    }
  }

  send(request: TransportRequest): Promise<TransportResponse> {
    const exchange = new Exchange(request, this.#config.clock, 'queue');
    const waitList = this.#waitList;
    if (exchange.settled) return exchange.promise;
    if (waitList === undefined) {
      this.#dispatch(request, exchange, () => {});
    } else {
      const start = () => this.#dispatch(request, exchange, () => waitList.leave());
      exchange.onGiveUp = () => waitList.giveUp(start);
      waitList.enter(start);
    }
    return this.#connecting?.whileAwaited(exchange.promise) ?? exchange.promise;
  }

  /** @param onEnd Called once undici has nothing to do with the request any more. */
  #dispatch(request: TransportRequest, exchange: Exchange, onEnd: () => void): void {
    const handler = new ExchangeHandler(exchange, this.#config.maxResponseSize, onEnd);
    try {
      this.#dispatcher.dispatch(
        withoutPrototype({
          origin: this.#origin,
          path: request.url.slice(this.#origin.length),
          method: request.method,
          headers: withoutPrototype({ 'accept-encoding': 'gzip', ...request.headers }),
          body: request.body ?? null,
        }),
        handler,
      );
    } catch (error) {
      if (isRefusedHandler(error)) exchange.fail(oldDispatcher(error));
      else exchange.failConnection(error);
      handler.end();
    }
  }

  close(): Promise<void> {
    return this.#destroy();
  }
}

function ownDispatcher(url: URL, config: TransportConfig, connecting: PendingSockets): OwnDispatcher {
  const { connectTimeout } = config;
  const options = {
    connections: config.maxConnections,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const createPool = (origin: string | URL, { connect, ...more }: Pool.Options): Pool =>
    new Pool(origin, {
      ...options,
      ...more,
      connect:
        typeof connect === 'function'
          ? connecting.watch(connect)
          : patientConnector(connectTimeout, (round) => connecting.watch(round)),
      factory: (clientOrigin, clientOptions) => new AnnouncingClient(clientOrigin, clientOptions),
    });
  const proxy = proxyFor(url);
  if (proxy === undefined) return createPool(url.origin, {});
  return new ProxyDispatcher(proxy, {
    options: { ...options, factory: createPool },
    connectTimeout,
    connect: patientConnector(connectTimeout, (round) => connecting.watchTunnels(round)),
  });
}

type OwnDispatcher = UndiciDispatcher & { destroy(): Promise<void> };

/** How undici 6 and older say that they want other methods: "invalid onConnect method". */
function isRefusedHandler(error: unknown): boolean {
  return /^invalid on[A-Z]\w+ method$/.test(messageOf(error));
}

function oldDispatcher(cause: unknown): PrefactorClientError {
  return new PrefactorClientError(
    `dispatcher must be one of undici 7 or newer: it does not take the client's handler (${messageOf(cause)})`,
    { code: 'invalid_config', cause },
  );
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
  #onEnd: () => void;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #statusCode = 0;
  #headers: IncomingHttpHeaders = {};

  constructor(exchange: Exchange, maxSize: number, onEnd: () => void) {
    this.#exchange = exchange;
    this.#maxSize = maxSize;
    this.#onEnd = onEnd;
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
    if (Number(ownProperty(headers, 'content-length')) > this.#maxSize) this.#stopReading(controller);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#maxSize) this.#stopReading(controller);
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.end();
    decodeBody(this.#chunks, this.#header('content-encoding'), this.#maxSize, (body) =>
      this.#onDecoded(body),
    );
  }

  #onDecoded({ chunks, tooLarge, error }: DecodedBody): void {
    if (error === undefined) this.#finish(tooLarge ? undefined : chunks);
    // Part of a success is none. An error is told by its status and headers; what there is of its body only helps.
    else if (this.#statusCode < 300) this.#exchange.failConnection(error);
    else this.#finish(chunks.length > 0 ? chunks : this.#chunks);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // A parser's error carries the bytes it choked on, and those may repeat the request.
    if ('data' in error) delete error.data;
    this.#exchange.failConnection(error);
    this.end();
  }

  /** undici has nothing to do with the request any more. */
  end(): void {
    const onEnd = this.#onEnd;
    this.#onEnd = () => {};
    onEnd();
  }

  readonly #header = (name: string): string | null => {
    const value = ownProperty(this.#headers, name);
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  };

  readonly #allHeaders = (): Record<string, string> =>
    Object.fromEntries(Object.keys(this.#headers).map((name) => [name, this.#header(name) ?? '']));

  /** @param body `undefined` when it is too large. */
  #finish(body: readonly Buffer[] | undefined): void {
    this.#exchange.succeed({
      statusCode: this.#statusCode,
      header: this.#header,
      headers: this.#allHeaders,
      text: textOf(body ?? []),
      tooLarge: body === undefined,
    });
  }

  #stopReading(controller: Dispatcher.DispatchController): void {
    this.#finish(undefined);
    controller.abort(new GivenUp('the answer is too large'));
  }
}

const utf8 = new TextDecoder();

/** Put together as text: that is less work than to put the bytes together first. */
function textOf(chunks: readonly Buffer[]): string {
  if (chunks.length <= 1) return utf8.decode(chunks[0]);
  const decoder = new TextDecoder();
  let text = '';
  for (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
