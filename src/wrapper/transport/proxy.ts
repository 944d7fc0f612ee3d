/** The proxy that the environment names, on Node. */
import type { Agent, Dispatcher } from 'undici';
import Pool from 'undici/lib/dispatcher/pool.js';
import { environmentVariable } from '../environment.ts';
import { PrefactorClientError } from '../errors/errors.ts';
import type { Connector } from './connector.ts';
import { needsNoProxy } from './no-proxy.ts';
import type { UndiciDispatcher } from './transport.ts';

/**
 * The proxy for an URL, from `HTTPS_PROXY` or `HTTP_PROXY` by its scheme, in lower or upper case; `undefined` when the
 * variable is not set, `NO_PROXY` names the host, or the host is this machine. A proxy without a scheme is taken for an
 * HTTP one.
 *
 * @throws {PrefactorClientError} When the variable holds no URL. It is not shown: a proxy's password may stand in it.
 */
export function proxyFor(url: URL): string | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const value = eitherCase(name);
  if (value === undefined || needsNoProxy(url, eitherCase('NO_PROXY') ?? '')) return undefined;
  const proxy = value.includes('://') ? value : `http://${value}`;
  if (URL.canParse(proxy) && /^(https?|socks5?):/.test(proxy)) return proxy;
  throw new PrefactorClientError(`the environment variable ${name} must be the URL of a proxy`, {
    code: 'invalid_config',
  });
}

function eitherCase(name: string): string | undefined {
  return environmentVariable(name.toLowerCase()) ?? environmentVariable(name);
}

/** What a proxy's connections are made with. */
export interface ProxyConnections {
  readonly options: Agent.Options;
  /** Milliseconds for opening a tunnel. */
  readonly connectTimeout: number;
  /** Connects to the proxy, for tunnels. */
  readonly connect: Connector;
}

/** Sends through a proxy. undici's part for it is loaded with the first request. */
export class ProxyDispatcher implements UndiciDispatcher {
  readonly #load: () => Promise<Dispatcher>;
  #agent: Promise<Dispatcher> | undefined;

  constructor(proxy: string, { options, connectTimeout, connect }: ProxyConnections) {
    this.#load = async () => {
      const { default: ProxyAgent } = await import('undici/lib/dispatcher/proxy-agent.js');
      const { default: openTunnel } = await import('undici/lib/api/api-connect.js');
      return new ProxyAgent({
        ...options,
        connectTimeout,
        uri: proxy,
        clientFactory: (origin: URL) =>
          // The tunnel belongs to setting up a connection, and has its time.
          new TunnelPool(origin, { connect, headersTimeout: connectTimeout }, openTunnel),
      });
    };
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    this.#agent ??= this.#load();
    this.#agent
      .then((agent) => agent.dispatch(options, handler))
      .catch((error) => handler.onResponseError?.(undefined as never, error));
    return true;
  }

  async destroy(): Promise<void> {
    await (await this.#agent)?.destroy();
  }
}

type OpenTunnel = (this: Dispatcher, options: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData>;

/**
 * A pool that can open tunnels. undici gives its pools that method only when all of it is loaded, which takes its time and
 * sets a dispatcher for the whole process where there is none.
 */
class TunnelPool extends Pool {
  readonly #openTunnel: OpenTunnel;

  constructor(origin: URL, options: Pool.Options, openTunnel: OpenTunnel) {
    super(origin, { ...options, allowH2: false });
    this.#openTunnel = openTunnel;
  }

  override connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    return this.#openTunnel(options);
  }
}
