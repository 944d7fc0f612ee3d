/** A connection on which a test sends whatever bytes it likes. */
import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Connects to a server. `await using` ends the connection.
 *
 * @param url Of the server: only its port counts.
 */
export async function openConnection(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let received = '';
  socket.setEncoding('latin1').on('data', (text) => {
    received += text;
  });
  // Whoever is cut off is not always told in a friendly way.
  socket.on('error', () => {});
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(received));
  });
  await once(socket, 'connect');
  return {
    socket,
    /** What the server has sent so far. */
    get received() {
      return received;
    },
    /** All that the server has sent, when the connection is closed. */
    closed,
    async [Symbol.asyncDispose]() {
      socket.destroy();
      await closed;
    },
  };
}

/** Sends bytes, says that there are no more, and returns what is answered until the server closes the connection. */
export async function exchange(url: string, bytes: string | Uint8Array): Promise<string> {
  await using connection = await openConnection(url);
  connection.socket.end(bytes);
  return await connection.closed;
}
