/** What runtimes may or may not have. Stubs of it may throw: then it is not there. */

const { console } = globalThis;

/** What a function returns; what another makes of its error, when it throws. */
export function attempt<Value, Other = undefined>(
  read: () => Value,
  onError?: (error: unknown) => Other,
): Value | Other | undefined {
  try {
    return read();
  } catch (error) {
    return onError?.(error);
  }
}

/** A variable's value; `undefined` when it is unset or blank. */
export function environmentVariable(name: string): string | undefined {
  return attempt(() => process.env[name]?.trim()) || undefined;
}

/** Warns whoever runs the process. */
export function warn(message: string): void {
  const text = `prefactor-http/tracing: ${message}`;
  const canWarn = attempt(() => typeof process.emitWarning === 'function');
  attempt(() => (canWarn ? process.emitWarning(text, 'PrefactorWarning') : console.warn(text)));
}
