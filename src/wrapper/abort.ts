/** Signals and their reasons, also those of runtimes and libraries whose signals give none. */

/** Why a signal has aborted. Those of React Native and of some libraries do not say. */
export function abortReasonOf(signal: AbortSignal): unknown {
  if ('reason' in signal) return signal.reason;
  return Object.assign(new Error('This operation was aborted'), { name: 'AbortError' });
}

/** Aborts with a reason that the signal tells, also where the runtime's own signals tell none. */
export function abort(controller: AbortController, reason: unknown): void {
  const { signal } = controller;
  if (!('reason' in signal)) Object.defineProperty(signal, 'reason', { value: reason });
  controller.abort(reason);
}
