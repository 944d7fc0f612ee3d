/** Sets up connections, with patience for hosts that have several addresses. */
import { getDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import type { buildConnector } from 'undici';
import createConnector from 'undici/lib/core/connect.js';
import { codesOf, fieldOf } from '../errors/causes.ts';

export type Connector = buildConnector.connector;

/**
 * undici's own connector. Speaks HTTP/1.1 alone. Of a host's addresses, Node gives each but the last a quarter of a second,
 * and does not come back to one that took longer. Here they are all tried again, each time with more patience, until one of
 * them answers, all have refused, or the time is over.
 *
 * @param timeout Milliseconds for one connection.
 * @param watch Wraps the connector of each round, so that its sockets become known.
 */
export function patientConnector(timeout: number, watch: (connect: Connector) => Connector): Connector {
  const firstRound = watch(createConnector({ timeout, allowH2: false }));
  return (options, callback) => {
    const deadline = performance.now() + timeout;
    let patience = getDefaultAutoSelectFamilyAttemptTimeout();
    const nextRound: buildConnector.Callback = (...result) => {
      const timeLeft = deadline - performance.now();
      if (!isImpatience(result[0]) || timeLeft <= 0) {
        callback(...result);
        return;
      }
      patience *= 4;
      const round = createConnector({
        timeout: timeLeft,
        allowH2: false,
        autoSelectFamilyAttemptTimeout: patience,
      });
      watch(round)(options, nextRound);
    };
    return firstRound(options, nextRound);
  };
}

/** Whether an attempt ended because an address had its quarter of a second, and not because all of them refused. */
function isImpatience(error: Error | null): boolean {
  const [code] = codesOf(error);
  // undici does not know the errors of Node where they are those of another realm.
  if (code !== 'UND_ERR_CONNECT_TIMEOUT' && code !== 'ETIMEDOUT') return false;
  return [error, error?.cause].some((each) => Array.isArray(fieldOf(each, 'errors')));
}
