/** The transport of a client on Bun, Deno, Workers and browsers, chosen by the `imports` map of package.json. */
import { FetchTransport } from './fetch.ts';
import type { Transport, TransportConfig } from './transport.ts';

/** Options that this runtime cannot keep: `fetch` does not tell when it connects, nor lets itself be limited. */
export const unsupportedOptions: readonly string[] = ['connectTimeout', 'maxConnections', 'dispatcher'];

export function createDefaultTransport(config: TransportConfig): Transport {
  return new FetchTransport(config, (url, init) => globalThis.fetch(url, init));
}
