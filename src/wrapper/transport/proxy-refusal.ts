/** What a proxy says no with, which undici tells in words and codes of its own. */
import { codesOf, innermostMessageOf } from '../errors/causes.ts';

/** Why a proxy refuses to pass on whatever it is asked; `undefined` where it was no proxy, or may do so the next time. */
export function proxyRefusalIn(error: unknown): string | undefined {
  const [, , status] =
    /^Proxy (response|Authentication Required) \((40[1357])\)/.exec(innermostMessageOf(error) ?? '') ?? [];
  if (status === '407' || codesOf(error).some((code) => /^UND_ERR_SOCKS5_AUTH/.test(code))) {
    return (
      `the proxy wants other credentials${status === undefined ? '' : ` (${status})`}: give user name and password ` +
      'in the URL of HTTPS_PROXY or HTTP_PROXY, or to the dispatcher'
    );
  }
  return status === undefined ? undefined : `the proxy refuses to connect to the API (${status})`;
}
