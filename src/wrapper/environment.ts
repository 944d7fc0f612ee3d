/** Environment variables, on runtimes that have them. */

/** A variable's value; `undefined` when it is unset, blank, or the runtime has none or denies reading it. */
export function environmentVariable(name: string): string | undefined {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
    const value = process?.env?.[name]?.trim();
    return value === '' ? undefined : value;
  } catch {
    return undefined;
  }
}
