/** An HTTP proxy for one test: passes requests on, or does what else the test says, and remembers what it was asked. */
import { createServer, type IncomingHttpHeaders, request as send } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { vi } from 'vitest';

/** A request as it reached the proxy. */
interface ProxiedRequest {
  method: string;
  /** What stood in the request line: an absolute URL, or for CONNECT a host and a port. */
  target: string;
  headers: IncomingHttpHeaders;
}

export interface Proxy extends AsyncDisposable {
  /** Without a scheme. */
  host: string;
  url: string;
  requests: ProxiedRequest[];
  /** How many connections were made to it. */
  connections: number;
  /** How many of them are open. */
  readonly open: number;
}

export interface ProxyOptions {
  /** The port on 127.0.0.1 that stands for every host. */
  port: number;
  /** Answers every request and CONNECT with this status. */
  refuseWith?: number;
  /** Never answers. */
  silent?: boolean;
  /** Closes the connection on every CONNECT. */
  hangsUp?: boolean;
  /** Opens every tunnel, and lets nobody answer at its end. */
  leadsNowhere?: boolean;
}

/** Starts a proxy on 127.0.0.1 and a free port. `await using` ends it, with every connection it has. */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { port: upstream, refuseWith, silent, hangsUp, leadsNowhere } = options;
  const sockets = new Set<Duplex>();
  const keep = <S extends Duplex>(socket: S): S => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((incoming, response) => {
    const { method = '', url: target = '', headers } = incoming;
    proxy.requests.push({ method, target, headers });
    if (silent) return;
    if (refuseWith !== undefined) {
      response.writeHead(refuseWith, { 'proxy-authenticate': 'Basic' }).end('refused by the proxy');
      return;
    }
    const { pathname, search } = new URL(target);
    const passedOn = send(
      { host: '127.0.0.1', port: upstream, agent: false, method, path: pathname + search, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      },
    );
    passedOn.on('error', () => response.destroy());
    incoming.pipe(passedOn);
  });
  server.on('connection', (socket: Socket) => {
    proxy.connections += 1;
    keep(socket);
  });
  server.on('connect', ({ method = '', url: target = '', headers }, client: Duplex) => {
    proxy.requests.push({ method, target, headers });
    // Read, or nobody would notice that the client has gone.
    keep(client)
      .resume()
      .once('end', () => client.destroy());
    if (hangsUp) client.destroy();
    if (silent || hangsUp) return;
    if (refuseWith !== undefined) {
      client.end(`HTTP/1.1 ${refuseWith} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      return;
    }
    if (leadsNowhere) {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      return;
    }
    const tunnel = keep(connect(upstream, '127.0.0.1'));
    tunnel.once('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      tunnel.pipe(client).pipe(tunnel);
    });
    tunnel.once('close', () => client.destroy());
    client.once('close', () => tunnel.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: Proxy = {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    requests: [],
    connections: 0,
    get open() {
      return sockets.size;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

type ProxyVariable = 'HTTP_PROXY' | 'http_proxy' | 'HTTPS_PROXY' | 'https_proxy' | 'NO_PROXY' | 'no_proxy';

/** Sets the environment's proxy variables for one test; those that are not given are empty. */
export function stubProxyEnvironment(variables: { [Name in ProxyVariable]?: string }): void {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'] as const) {
    for (const variable of [name, name.toLowerCase() as Lowercase<typeof name>]) {
      vi.stubEnv(variable, variables[variable] ?? '');
    }
  }
}
