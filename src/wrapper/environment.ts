/** What runtimes may or may not have: environment variables, warnings, the end of the process, event-loop turns. */
import { hasProperty } from './own-properties.ts';

/** A global that not every runtime has; what somebody has put on `Object.prototype` is none. */
function globalOf<Global extends object>(name: string): Global | undefined {
  return hasProperty(globalThis, name) ? (Reflect.get(globalThis, name) as Global | undefined) : undefined;
}

/** A variable's value; `undefined` when it is unset, blank, or the runtime has none or denies reading it. */
export function environmentVariable(name: string): string | undefined {
  try {
    const process = globalOf<{ env?: Record<string, string | undefined> }>('process');
    const { env = {} } = process ?? {};
    const value = hasProperty(env, name) ? env[name]?.trim() : undefined;
    return value === '' ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Warns whoever runs the process of something that no caller can be told. */
export function warn(message: string): void {
  const process = globalOf<{ emitWarning?: (message: string, type: string) => void }>('process');
  const console = globalOf<{ warn?: (message: string) => void }>('console');
  try {
    if (process?.emitWarning !== undefined) {
      process.emitWarning(message, 'PrefactorWarning');
      return;
    }
  } catch {
    // A stub of a runtime that has no warnings.
  }
  console?.warn?.(message);
}

/** Whether this is a web page, and none that Node only imitates, for a test say. */
export function isWebPage(): boolean {
  const process = globalOf<{ versions?: { node?: unknown } }>('process');
  const hasPage = globalOf('window') !== undefined && globalOf('document') !== undefined;
  return hasPage && process?.versions?.node === undefined;
}

/**
 * Calls `run` at the end of a process on Node; elsewhere never.
 *
 * @param event `beforeExit`: it has nothing left to do and would end. `exit`: it ends, and nothing can be waited for.
 * @returns Stops that.
 */
export function onProcess(event: 'beforeExit' | 'exit', run: () => void): () => void {
  const process = globalOf<{
    on?: (event: string, run: () => void) => void;
    off?: (event: string, run: () => void) => void;
  }>('process');
  try {
    process?.on?.(event, run);
  } catch {
    // A stub of a runtime without processes.
    return () => {};
  }
  return () => process?.off?.(event, run);
}

/** Warns while the process ends, when `emitWarning` comes too late. */
export function warnAtExit(message: string): void {
  const console = globalOf<{ error?: (message: string) => void }>('console');
  console?.error?.(`PrefactorWarning: ${message}`);
}

/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  const Buffer = globalOf<{ byteLength?: (text: string) => number }>('Buffer');
  return Buffer?.byteLength?.(text) ?? new TextEncoder().encode(text).length;
}

/** Whether a text has more bytes in UTF-8 than it may have: mostly, its length says so. */
export function isLargerThan(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && byteLength(text) > bytes);
}

/** Resolves when the event loop has had a turn: answers are read, timers run. */
export function nextTurn(): Promise<void> {
  const setImmediate = globalOf<(run: () => void) => unknown>('setImmediate');
  return new Promise((resolve) => {
    if (setImmediate === undefined) setTimeout(resolve, 0);
    else setImmediate(resolve);
  });
}
