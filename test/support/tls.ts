/** Certificates made at run time, and a TLS server for one test that speaks HTTP/1.1 and, if told to, offers HTTP/2. */
import type { webcrypto } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createSecureServer, type Http2ServerRequest } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

// The library's dependency injection asks for decorator metadata when it is loaded, of which it has none.
Object.assign(Reflect, { getMetadata: () => undefined, getOwnMetadata: () => undefined });
const x509 = await import('@peculiar/x509');

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 24 * 60 * 60 * 1_000;

/** A private key and its certificate, as PEM. */
export interface KeyAndCertificate {
  key: string;
  cert: string;
}

/** Issues certificates. */
export interface Authority {
  /** The authority's own certificate, signed by itself. */
  own: KeyAndCertificate;
  /**
   * @param names Host names and IP addresses the certificate is for.
   * @param options `from`, `to`: validity in days from now, by default since yesterday until tomorrow. `clientsOnly`:
   *   whether it is made for clients, and thus not good for a server.
   */
  issue(
    names: readonly string[],
    options?: { from?: number; to?: number; clientsOnly?: boolean },
  ): Promise<KeyAndCertificate>;
}

export async function createAuthority(name: string): Promise<Authority> {
  const keys = await createKeys();
  const self = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${name}`,
    ...validFor(-1, 1),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  let issued = 1;
  return {
    own: await toPem(keys.privateKey, self),
    async issue(names, { from = -1, to = 1, clientsOnly = false } = {}) {
      const { publicKey, privateKey } = await createKeys();
      issued += 1;
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: `0${issued}`,
        subject: 'CN=A server made for one test',
        issuer: self.subject,
        ...validFor(from, to),
        signingAlgorithm: algorithm,
        publicKey,
        signingKey: keys.privateKey,
        extensions: [
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({ type: /^[\d.]+$/.test(value) ? 'ip' : 'dns', value })),
          ),
          new x509.ExtendedKeyUsageExtension([
            clientsOnly ? x509.ExtendedKeyUsage.clientAuth : x509.ExtendedKeyUsage.serverAuth,
          ]),
        ],
      });
      return toPem(privateKey, certificate);
    },
  };
}

/** Makes this process trust an authority, until the end of the `using` block. */
export function trust({ own }: Authority): Disposable {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, own.cert]);
  return { [Symbol.dispose]: () => setDefaultCACertificates(before) };
}

/** What a {@link TlsServer} was asked. */
interface TlsRequest {
  method: string;
  url: string;
  httpVersion: string;
  authorization: string | undefined;
}

export interface TlsServer extends AsyncDisposable {
  /** On `localhost`, so that the certificate is checked against a name. */
  url: string;
  port: number;
  /** How many TCP connections were made. */
  connections: number;
  requests: TlsRequest[];
}

/**
 * Starts a TLS server on 127.0.0.1 and a free port, which gives every request the same JSON. `await using` ends it.
 *
 * @param options `offersHttp2`: whether it would rather speak HTTP/2 than HTTP/1.1.
 */
export async function startTlsServer(
  certificate: KeyAndCertificate,
  answer: object,
  options: { offersHttp2?: boolean } = {},
): Promise<TlsServer> {
  const sockets = new Set<Socket>();
  const onRequest = (
    request: IncomingMessage | Http2ServerRequest,
    response: { setHeader(name: string, value: string): unknown; end(body: string): unknown },
  ): void => {
    const { method = '', url = '', httpVersion, headers } = request;
    started.requests.push({ method, url, httpVersion, authorization: headers.authorization });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  };
  const server = options.offersHttp2
    ? createSecureServer({ ...certificate, allowHTTP1: true }, onRequest)
    : createServer(certificate, onRequest);
  server.on('connection', (socket: Socket) => {
    started.connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const started: TlsServer = {
    url: `https://localhost:${port}`,
    port,
    connections: 0,
    requests: [],
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return started;
}

async function toPem(
  privateKey: webcrypto.CryptoKey,
  certificate: { toString(format: 'pem'): string },
): Promise<KeyAndCertificate> {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', privateKey);
  return { key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), cert: certificate.toString('pem') };
}

function createKeys() {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function validFor(from: number, to: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(Date.now() + from * day), notAfter: new Date(Date.now() + to * day) };
}
