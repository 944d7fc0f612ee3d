/**
 * Connections that are still being set up. undici leaves them to themselves until `connectTimeout`, even when nobody
 * waits for them any more; they must neither keep a process alive nor outlive the client.
 */
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import createConnector from 'undici/lib/core/connect.js';

export class Connecting {
  readonly #sockets = new Set<Socket>();
  #awaited = 0;

  /** undici's own connector, which this watches. Speaks HTTP/1.1 alone. */
  connector(timeout: number): buildConnector.connector {
    const connect = createConnector({ timeout, allowH2: false });
    return (options, callback) => {
      const socket: unknown = connect(options, (...result) => {
        this.#sockets.delete(socket as Socket);
        (socket as Socket).ref();
        callback(...result);
      });
      this.#sockets.add(socket as Socket);
      return socket;
    };
  }

  /** Lets the connections keep the process alive just as long as somebody waits for an answer. */
  async whileAwaited<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.#awaited += 1;
    if (this.#awaited === 1) for (const socket of this.#sockets) socket.ref();
    try {
      return await answer;
    } finally {
      this.#awaited -= 1;
      if (this.#awaited === 0) for (const socket of this.#sockets) socket.unref();
    }
  }

  destroy(): void {
    for (const socket of this.#sockets) socket.destroy(new Error('the client is closed'));
  }
}
