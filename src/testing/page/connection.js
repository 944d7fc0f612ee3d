/** The stream of what happens in the sandbox. */

/** @import { AgentInstance } from '../../generated/types.ts' */
/** @import { RecordedSpan } from '../api/store.ts' */

/**
 * @typedef {object} Listener
 * @property {(instances: AgentInstance[], spans: RecordedSpan[]) => void} onSnapshot Everything there is; replaces what
 *   came before.
 * @property {(instance: AgentInstance) => void} onInstance
 * @property {(span: RecordedSpan) => void} onSpan
 * @property {(state: 'connecting' | 'live' | 'reconnecting') => void} onState
 */

const pauseBeforeNew = 2000;

/**
 * Listens for good: when the stream ends, it is opened again, and begins with a snapshot.
 *
 * @param {string} url
 * @param {Listener} listener
 */
export function listen(url, listener) {
  listener.onState('connecting');
  open(url, listener);
}

/**
 * @param {string} url
 * @param {Listener} listener
 */
function open(url, listener) {
  const source = new EventSource(url);
  source.addEventListener('open', () => listener.onState('live'));
  source.addEventListener('error', () => {
    listener.onState('reconnecting');
    // The browser reconnects by itself, but gives up when what answers is not the sandbox.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => open(url, listener), pauseBeforeNew);
  });
  source.addEventListener('snapshot', ({ data }) => {
    const { instances, spans } = JSON.parse(data);
    listener.onSnapshot(instances, spans);
  });
  source.addEventListener('instance', ({ data }) => listener.onInstance(JSON.parse(data)));
  source.addEventListener('span', ({ data }) => listener.onSpan(JSON.parse(data)));
}
