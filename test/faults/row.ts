/**
 * A row of the fault table: what the client promises under one fault. Every row also proves that nothing is left behind:
 * no unhandled rejection, no listener on a signal, no timer, no socket.
 */
import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';

/** Makes abort controllers whose signals must have no listener left in the end. */
export interface Witness {
  controller(): AbortController;
}

/**
 * @param id The row's id in `docs/reliability.md`, e.g. `N5`.
 * @param promise What holds under the fault, as a sentence.
 * @param run The proof. It must end every client and server that it starts (`await using`).
 */
export function row(id: string, promise: string, run: (witness: Witness) => Promise<void>): void {
  test(`${id}: ${promise}`, async () => {
    const before = openResources();
    const rejections: unknown[] = [];
    const controllers: AbortController[] = [];
    const onRejection = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    try {
      await run({
        controller() {
          const controller = new AbortController();
          controllers.push(controller);
          return controller;
        },
      });
      await until(() => leftOver(before).length === 0);
      expect(leftOver(before), 'timers and sockets left').toEqual([]);
      expect(rejections, 'unhandled rejections').toEqual([]);
      const listeners = controllers.flatMap(({ signal }) => getEventListeners(signal, 'abort'));
      expect(listeners, 'listeners left on signals').toEqual([]);
    } finally {
      process.off('unhandledRejection', onRejection);
    }
  });
}

// What the test runner itself has open comes and goes; sockets and timers are what a client can leave.
const ours = /Timeout|TCP|TLS|Pipe|Connect|Zlib|GetAddrInfo/;

function openResources(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => ours.test(kind));
}

function leftOver(before: readonly string[]): string[] {
  const expected = [...before];
  return openResources().filter((kind) => {
    const index = expected.indexOf(kind);
    if (index >= 0) expected.splice(index, 1);
    return index < 0;
  });
}

/**
 * Closing a socket takes turns of the event loop, the test runner has timers of its own that pass, and a rejection is
 * reported as unhandled one turn late.
 */
async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2 || (turn < 2_000 && !done()); turn++) await new Promise(setImmediate);
}
