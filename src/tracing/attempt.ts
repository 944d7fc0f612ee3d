/** Code of others, and what runtimes may or may not have. */

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
