/** The transport of a client on Node, chosen by the `imports` map of package.json. */
import { NodeTransport } from './node.ts';
import type { Transport, TransportConfig } from './transport.ts';

/** Options that this runtime cannot keep. */
export const unsupportedOptions: readonly string[] = [];

export function createDefaultTransport(config: TransportConfig): Transport {
  return new NodeTransport(config);
}
