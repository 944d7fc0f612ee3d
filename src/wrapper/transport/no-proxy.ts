/**
 * Which hosts are reached without a proxy. No standard says what may stand in `NO_PROXY`; this reads what curl, Go, Python
 * and Node read of it.
 */
import { BlockList, isIP } from 'node:net';

const thisMachine = new BlockList();
thisMachine.addSubnet('127.0.0.0', 8);
thisMachine.addAddress('::1', 'ipv6');

/**
 * Whether an URL's host is this machine, which no proxy could reach, or is named by `NO_PROXY`.
 *
 * @param noProxy Separated by commas or spaces: `example.com` or `.example.com` for the host and those below it,
 * `*.example.com` for those alone, `*` for every host; addresses, networks such as `10.0.0.0/8`. A port behind it means
 * that port alone.
 */
export function needsNoProxy({ hostname, port, protocol }: URL, noProxy: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  if (/^(.+\.)?localhost$/.test(host) || holds(thisMachine, host)) return true;
  const usedPort = port || (protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,;]+/)
    .some((entry) => names(entry.replace(/^\w+:\/\//, ''), host, usedPort));
}

function names(entry: string, host: string, usedPort: string): boolean {
  const [, network = '', bits] = /^\[?([^[\]/]+)\]?\/(\d+)$/.exec(entry) ?? [];
  if (bits !== undefined) return holds(blockOf(network, Number(bits)), host);
  const [, name = '', port = usedPort] = isIP(entry)
    ? ['', entry]
    : (/^\[([^[\]]+)\](?::(\d+))?\/?$/.exec(entry) ?? /^([^:]*?)(?::(\d+))?\/?$/.exec(entry) ?? []);
  if (name === '' || port !== usedPort) return false;
  return isIP(name) ? holds(blockOf(name), host) : matches(name.replace(/\.$/, ''), host);
}

function matches(name: string, host: string): boolean {
  if (name.startsWith('*')) return host.endsWith(name.slice(1));
  if (name.endsWith('*')) return host.startsWith(name.slice(0, -1));
  const domain = name.replace(/^\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}

/** Addresses are compared by value: there are many ways to write one. Empty when it is none. */
function blockOf(address: string, bits?: number): BlockList {
  const block = new BlockList();
  const length = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) && (bits ?? 0) <= length) block.addSubnet(address, bits ?? length, familyOf(address));
  return block;
}

function holds(block: BlockList, host: string): boolean {
  return isIP(host) > 0 && block.check(host, familyOf(host));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
