/** What really went over the wire, as undici reports it: the client's own transport and the global fetch alike. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

export interface Exchanged {
  statusCode: number;
  /** Response headers by lower-case name. */
  headers: Map<string, string>;
}

interface HeadersEvent {
  response: { statusCode: number; headers: readonly (Uint8Array | string)[] };
}

const channel = 'undici:request:headers';

/** Records every answer until it is disposed of. */
export function recordTraffic(): Disposable & { exchanges: Exchanged[] } {
  const exchanges: Exchanged[] = [];
  const record = (message: unknown): void => {
    const { response } = message as HeadersEvent;
    const headers = new Map<string, string>();
    for (let i = 0; i + 1 < response.headers.length; i += 2) {
      headers.set(String(response.headers[i]).toLowerCase(), String(response.headers[i + 1]));
    }
    exchanges.push({ statusCode: response.statusCode, headers });
  };
  subscribe(channel, record);
  return { exchanges, [Symbol.dispose]: () => unsubscribe(channel, record) };
}
