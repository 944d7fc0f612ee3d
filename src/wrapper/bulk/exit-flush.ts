/** Sends what writers still hold when a process on Node has nothing left to do, and warns of what is lost. */
import { beforeExit, warn } from '../environment.ts';

/** Something that holds items that were not sent yet. */
interface ExitFlushable {
  /** Sends what it can before its timeout, drops the rest, and resolves to how many items those are. */
  flushAtExit(): Promise<number>;
}

const holders = new Set<ExitFlushable>();
let stopListening: (() => void) | undefined;

/** Registers something that has items to lose. */
export function registerForExit(holder: ExitFlushable): void {
  holders.add(holder);
  stopListening ??= beforeExit(() => void flushAll());
}

/** Unregisters what has nothing left to lose. */
export function unregisterForExit(holder: ExitFlushable): void {
  holders.delete(holder);
  if (holders.size > 0) return;
  stopListening?.();
  stopListening = undefined;
}

async function flushAll(): Promise<void> {
  const lost = await Promise.all([...holders].map((holder) => holder.flushAtExit()));
  const count = lost.reduce((sum, one) => sum + one, 0);
  if (count > 0)
    warn(`prefactor-http: ${count} queued bulk items were not recorded before the process ended`);
}
