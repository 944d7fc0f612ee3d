/** Signals and their reasons, also those of runtimes and libraries whose signals give none. */
import { hasProperty, withoutPrototype } from './own-properties.ts';

/** Why a signal has aborted. Those of React Native and of some libraries do not say. */
export function abortReasonOf(signal: AbortSignal): unknown {
  if (hasProperty(signal, 'reason')) return signal.reason;
  return Object.assign(new Error('This operation was aborted'), { name: 'AbortError' });
}

/** Aborts with a reason that the signal tells, also where the runtime's own signals tell none. */
export function abort(controller: AbortController, reason: unknown): void {
  const { signal } = controller;
  if (!hasProperty(signal, 'reason')) Object.defineProperty(signal, 'reason', { value: reason });
  controller.abort(reason);
}

/** For a listener that is called once at most. Runtimes read what else there may be, a signal say, from its prototype, too. */
export const once: { readonly once: true } = withoutPrototype({ once: true });
