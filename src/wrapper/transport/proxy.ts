/** The proxy that the environment names, on Node. */
import type { Agent, Dispatcher, ProxyAgent } from 'undici';
import { environmentVariable } from '../environment.ts';
import { PrefactorClientError } from '../errors.ts';
import type { UndiciDispatcher } from './transport.ts';

/**
 * The proxy for an URL, from `HTTPS_PROXY` or `HTTP_PROXY` by its scheme, in lower or upper case; `undefined` when the
 * variable is not set. A proxy without a scheme is taken for an HTTP one.
 *
 * @throws {PrefactorClientError} When the variable holds no URL. It is not shown: a proxy's password may stand in it.
 */
export function proxyFor(url: URL): string | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const value = environmentVariable(name.toLowerCase()) ?? environmentVariable(name);
  if (value === undefined) return undefined;
  const proxy = value.includes('://') ? value : `http://${value}`;
  if (URL.canParse(proxy) && /^(https?|socks5?):/.test(proxy)) return proxy;
  throw new PrefactorClientError(`the environment variable ${name} must be the URL of a proxy`, {
    code: 'invalid_config',
  });
}

/** Sends through a proxy, except to the hosts of `NO_PROXY`. undici is loaded for it with the first request. */
export class ProxyDispatcher implements UndiciDispatcher {
  readonly #load: () => Promise<Dispatcher>;
  #agent: Promise<Dispatcher> | undefined;

  constructor(proxy: string, options: Agent.Options & Pick<ProxyAgent.Options, 'clientFactory'>) {
    const noProxy = environmentVariable('no_proxy') ?? environmentVariable('NO_PROXY') ?? '';
    this.#load = async () => {
      // The whole of undici: its proxy agents need methods that it gives its dispatchers only there.
      const { EnvHttpProxyAgent } = await import('undici');
      return new EnvHttpProxyAgent({ ...options, httpProxy: proxy, httpsProxy: proxy, noProxy });
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
