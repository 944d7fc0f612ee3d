/** Keeps web pages out, whose requests a browser sends from this machine: anybody may know the tokens of a sandbox. */
import type { IncomingMessage } from 'node:http';
import { show } from '../../wrapper/validation/rules.ts';
import { Refusal } from '../api/refusal.ts';

// With any port: what stands in front of a sandbox (a tunnel, a proxy that breaks connections) has another one.
const ownAddress = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/** The target of a request: where it says that it goes, its path, and its query with the `?`. */
export interface Target {
  /** What a client says that takes the sandbox for a proxy. */
  readonly host: string | undefined;
  readonly path: string;
  readonly search: string;
}

export function targetOf({ url = '/' }: IncomingMessage): Target {
  const [, host, local = ''] = /^http:\/\/([^/?]*)(.*)$/is.exec(url) ?? [undefined, undefined, url];
  const [path = ''] = local.split('?', 1);
  return { host, path: path === '' ? '/' : path, search: local.slice(path.length) };
}

/** Why a request is refused before anything else is done; `undefined` when it is not. */
export function foreignRefusal(
  { headersDistinct, headers }: IncomingMessage,
  { host }: Target,
): Refusal | undefined {
  // A foreign name that leads to this machine makes the sandbox part of a foreign page's own site.
  const named = [...(headersDistinct['host'] ?? ['']), ...(host === undefined ? [] : [host])];
  const foreign = named.find((name) => !ownAddress.test(name));
  if (foreign !== undefined) {
    const message = `The sandbox answers as 127.0.0.1, localhost and [::1], not as ${show(foreign)}.`;
    return new Refusal('not_permitted', message, undefined, 421);
  }
  // A page of another site may send a request without being asked, although it may not read the answer.
  const { origin } = headers;
  if (origin === undefined || named.some((name) => isOriginOf(origin, name))) return undefined;
  return new Refusal(
    'not_permitted',
    `The sandbox answers no page of another site, such as ${show(origin)}.`,
  );
}

function isOriginOf(origin: string, address: string): boolean {
  return origin.replace(/^https?:\/\//i, '').toLowerCase() === address.toLowerCase();
}
