/** Sends what writers still hold when a process on Node has nothing left to do, and warns of what is lost. */
import { onProcess, warn, warnAtExit } from '../environment.ts';

/** Something that holds items that were not sent yet. */
interface ExitFlushable {
  /** How many items it holds. */
  readonly size: number;
  /** What keeps it from sending them, if something does. */
  readonly outage: Error | undefined;
  /** Sends what it can before its timeout, drops the rest, and resolves to how many items those are. */
  flushAtExit(): Promise<number>;
}

const holders = new Set<ExitFlushable>();
let stopListening: (() => void) | undefined;

/** Registers something that has items to lose. */
export function registerForExit(holder: ExitFlushable): void {
  holders.add(holder);
  stopListening ??= listen();
}

/** Unregisters what has nothing left to lose. */
export function unregisterForExit(holder: ExitFlushable): void {
  holders.delete(holder);
  if (holders.size > 0) return;
  stopListening?.();
  stopListening = undefined;
}

function listen(): () => void {
  const stops = [onProcess('beforeExit', () => void flushAll()), onProcess('exit', warnOfWhatIsHeld)];
  return () => {
    for (const stop of stops) stop();
  };
}

async function flushAll(): Promise<void> {
  const flushed = [...holders];
  const lost = await Promise.all(flushed.map((holder) => holder.flushAtExit()));
  const count = lost.reduce((sum, one) => sum + one, 0);
  if (count > 0) warn(notRecorded(count, flushed));
}

/** `process.exit()`, an uncaught exception: nothing can be sent any more. */
function warnOfWhatIsHeld(): void {
  const count = [...holders].reduce((sum, { size }) => sum + size, 0);
  if (count > 0) warnAtExit(notRecorded(count, [...holders]));
}

function notRecorded(count: number, by: readonly ExitFlushable[]): string {
  const outage = by.find((holder) => holder.outage !== undefined)?.outage;
  const why = outage === undefined ? '' : ` (${outage.message})`;
  return `prefactor-http: ${count} queued bulk items were not recorded before the process ended${why}; close the writer, or the client, before`;
}
