/** The server of a sandbox, which cuts off whoever sends or reads so slowly that a connection would stay busy for ever. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { realClock } from '../clock.ts';

/** How long a server waits for what the other side has to do, in milliseconds. */
export interface Patience {
  /** For the first byte of a connection, and for all headers of a request. */
  readonly headers: number;
  /** For all of a request. */
  readonly request: number;
  /** Until all of a complete answer has been taken. */
  readonly answer: number;
  /** The time between two looks at the connections. */
  readonly interval: number;
}

export const usualPatience: Patience = { headers: 10_000, request: 60_000, answer: 60_000, interval: 1_000 };

export interface ListeningServer {
  readonly port: number;
  /** Closes it, with every connection. */
  close(): Promise<void>;
}

/** @throws The runtime's own error when it cannot listen on the port. */
export async function listen(
  listener: RequestListener,
  port: number,
  { headers, request, answer, interval }: Patience,
): Promise<ListeningServer> {
  const server = createServer({
    headersTimeout: headers,
    requestTimeout: request,
    connectionsCheckingInterval: interval,
  });
  server.on('request', (incoming, response) => {
    response.once('prefinish', () => {
      response.once(
        'close',
        realClock.after(answer, () => response.destroy()),
      );
    });
    listener(incoming, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
