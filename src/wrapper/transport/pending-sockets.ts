/**
 * Connections that are still being set up. undici leaves them to themselves until `connectTimeout`, even when nobody
 * waits for them any more; they must neither keep a process alive nor outlive the client.
 */
import { Socket } from 'node:net';
import type { Connector } from './connector.ts';
import { skipContinue } from './interim-answers.ts';

export class PendingSockets {
  readonly #sockets = new Set<Socket>();
  #awaited = 0;
  #isDestroyed = false;

  /** The same connector, whose sockets are known here until they are connected. */
  watch(connect: Connector): Connector {
    return (options, callback) => {
      // A tunnel's connector may call back before it returns.
      let socket: unknown;
      socket = connect(options, (...result) => {
        if (socket instanceof Socket) {
          this.#sockets.delete(socket);
          socket.ref();
        }
        callback(...result);
        const [, connected] = result;
        if (connected instanceof Socket) skipContinue(connected);
      });
      // A tunnel's connector has no socket to show yet: the way to its proxy is watched by itself.
      if (socket instanceof Socket) this.#add(socket);
      return socket;
    };
  }

  /** The same connector to a proxy, whose sockets are known here until they close: undici loses sight of a tunnel. */
  watchTunnels(connect: Connector): Connector {
    return (options, callback) => {
      const socket: unknown = connect(options, callback);
      if (socket instanceof Socket) {
        this.#add(socket);
        socket.once('close', () => this.#sockets.delete(socket));
      }
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

  #add(socket: Socket): void {
    if (this.#isDestroyed) {
      socket.destroy(clientClosed());
      return;
    }
    this.#sockets.add(socket);
    if (this.#awaited === 0) socket.unref();
  }

  destroy(): void {
    this.#isDestroyed = true;
    for (const socket of this.#sockets) socket.destroy(clientClosed());
  }
}

const clientClosed = () => new Error('the client is closed');
