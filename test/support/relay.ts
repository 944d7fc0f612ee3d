/** A TCP relay in front of a server: it can go away, so that connections are cut and refused, and come back. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface Relay extends AsyncDisposable {
  /** Where it listens, for as long as it is there. */
  readonly url: string;
  /** Stops listening and cuts every connection. Whoever connects from now on is refused. */
  leave(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
}

/** Starts a relay to a server on this machine. `await using` ends it, with every connection it has. */
export async function startRelay(serverUrl: string): Promise<Relay> {
  const serverPort = Number(new URL(serverUrl).port);
  const sockets = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.setNoDelay().once('close', () => sockets.delete(socket));
  };
  const listen = async (port: number): Promise<Server> => {
    const server = createServer((near) => {
      const far = track(connect(serverPort, '127.0.0.1'));
      track(near);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        // Each end goes with the other: a reset must arrive as something that cuts the answer off.
        one
          .on('error', () => {})
          .on('close', () => other.destroy())
          .pipe(other);
      }
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return server;
  };

  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const leave = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    leave,
    async comeBack() {
      server = await listen(port);
    },
    [Symbol.asyncDispose]: leave,
  };
}
