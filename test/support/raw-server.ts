/** Servers below HTTP, for connections that no HTTP server would let happen. */
import { type AddressInfo, createServer, type Socket } from 'node:net';

/**
 * Starts a server on 127.0.0.1. `await using` ends it, with every connection it has.
 *
 * @param onConnection Told of each connection, with its number from 1 on.
 * @param atPort Default: one that is free.
 */
export async function startRawServer(onConnection: (socket: Socket, connection: number) => void, atPort = 0) {
  /** All there ever were. */
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    onConnection(socket, sockets.length);
  });
  await new Promise<void>((resolve) => server.listen(atPort, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    sockets,
    get open() {
      return sockets.filter(({ destroyed }) => !destroyed).length;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Accepts connections, and never answers the greeting of TLS: they are being set up for ever. */
export async function startSilentServer() {
  const begun = Promise.withResolvers<void>();
  const server = await startRawServer((socket) => {
    socket.resume();
    begun.resolve();
  });
  return Object.assign(server, {
    url: `https://127.0.0.1:${server.port}`,
    /** Resolves when the first connection is there. */
    begun: begun.promise,
  });
}
