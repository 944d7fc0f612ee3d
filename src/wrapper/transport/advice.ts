/** What a broken connection most likely comes from, and what to change, where its error alone does not say so. */
import { environmentVariable } from '../environment.ts';
import { codesOf } from '../errors/causes.ts';

interface Advice {
  /** Of the error or one of its causes. */
  readonly codes?: readonly string[];
  /** In what the error says. */
  readonly text?: RegExp;
  /**
   * @param options What to check: `apiUrl`, and the environment's proxy where there is one.
   * @param proxy What has the URL of the proxy.
   */
  readonly tell: (options: string, proxy: string) => string;
}

const all: readonly Advice[] = [
  {
    text: /Proxy (response \(407\)|Authentication Required)/,
    tell: (_, proxy) => `the proxy wants a sign-in; put user name and password into ${proxy}`,
  },
  {
    text: /Proxy response \(/,
    tell: (_, proxy) =>
      `the proxy leads to no such host; check apiUrl and ${proxy}, or name the host in NO_PROXY`,
  },
  { codes: ['ECONNREFUSED'], tell: (options) => `nothing listens there; check the port in ${options}` },
  { codes: ['ENOTFOUND'], tell: (options) => `the host is unknown; check its name in ${options}` },
  { codes: ['EAI_AGAIN'], tell: (options) => `no host can be looked up; check the network, and ${options}` },
  {
    codes: ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'],
    tell: (options) =>
      `the server speaks no TLS on this port; check ${options}: http:// in place of https://?`,
  },
  {
    text: /does not match the HTTP/,
    tell: (options) =>
      `the server speaks no HTTP on this port; check ${options}: https:// in place of http://?`,
  },
  {
    codes: ['ERR_TLS_CERT_ALTNAME_INVALID'],
    tell: (options) => `the certificate is that of another host; check ${options}`,
  },
  {
    codes: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    tell: () => 'if a proxy of yours looks into TLS, trust its authority: NODE_EXTRA_CA_CERTS names it',
  },
  {
    // What Chrome, Firefox and Safari say, whatever happened.
    text: /^(Failed to fetch|NetworkError when attempting to fetch resource|Load failed)/,
    tell: () =>
      'a browser does not say why; most likely CORS, since the API lets no web page call it: call it from a server of yours, and give that one as apiUrl',
  },
  { text: /^bad port$/, tell: () => 'fetch never connects to this port; give another one in apiUrl' },
  { text: /^fetch failed$/, tell: (options) => `fetch does not say why; check the network, and ${options}` },
];

/**
 * @param text What the error says.
 * @param url Of the request.
 */
export function adviceOn(error: unknown, text: string, url: string): string | undefined {
  const codes = codesOf(error);
  const advice = all.find(
    (one) => one.text?.test(text) === true || one.codes?.some((code) => codes.includes(code)) === true,
  );
  const variable = url.startsWith('https:') ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const isSet = (environmentVariable(variable.toLowerCase()) ?? environmentVariable(variable)) !== undefined;
  return advice?.tell(isSet ? `apiUrl and ${variable}` : 'apiUrl', isSet ? variable : "the proxy's URL");
}
