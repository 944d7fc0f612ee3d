/**
 * Makes the stack of an error begin at the line that called this package. Nothing is captured while all goes well, because
 * that takes microseconds: where promises are awaited all the way, the engine knows who waits at the moment of failure.
 */
import { isError } from '../realms.ts';

interface StackTracing {
  readonly captureStackTrace?: (target: object, above?: (...args: never) => unknown) => void;
  stackTraceLimit?: unknown;
}

/** What V8 and those that follow it have; other engines leave a stack as it is. */
const tracing = Error as StackTracing;

/** So many frames of our own may precede the caller's. */
const mostOwnFrames = 12;

/**
 * Makes a stack begin at whoever called this package, or waits for its answer. Where nobody is known, no frame is left:
 * those of our own say nothing that the message does not.
 */
export function beginAtCaller<Thrown>(thrown: Thrown): Thrown {
  if (!isError(thrown)) return thrown;
  const frames = callersFrames(beginAtCaller);
  if (frames !== undefined) setFrames(thrown, frames);
  return thrown;
}

/** Runs what a caller called: the stack of what it throws begins at the caller. */
export function forCaller<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw beginAtCaller(error);
  }
}

/**
 * Who attaches a handler to a promise, for the stack of an error that nobody awaits.
 *
 * @returns Gives an error these frames, unless it has better ones.
 */
export function rememberCaller(): (thrown: unknown) => void {
  const here = new Error('here');
  return (thrown) => {
    if (!isError(thrown) || framesOf(thrown)?.length !== 0) return;
    setFrames(thrown, withoutOwn(framesOf(here) ?? []));
  };
}

/** The frames of the stack as it is now, from the caller on; `undefined` where the engine does not tell. */
function callersFrames(above: (...args: never) => unknown): string[] | undefined {
  const { captureStackTrace, stackTraceLimit: limit } = tracing;
  if (captureStackTrace === undefined || typeof limit !== 'number') return undefined;
  const here = new Error('here');
  try {
    tracing.stackTraceLimit = limit + mostOwnFrames;
    captureStackTrace(here, above);
    tracing.stackTraceLimit = limit;
  } catch {
    // A frozen `Error` keeps its limit.
  }
  const frames = framesOf(here);
  return frames && withoutOwn(frames).slice(0, limit);
}

/** The lines of a stack below its message; `undefined` where they are not to be told apart. */
function framesOf(error: Error): string[] | undefined {
  const { stack } = error;
  const heading = headingOf(error);
  if (typeof stack !== 'string' || !stack.startsWith(heading)) return undefined;
  const [rest, ...frames] = stack.slice(heading.length).split('\n');
  return rest === '' && frames.every((frame) => frame.startsWith('    at ')) ? frames : undefined;
}

function setFrames(error: Error, frames: readonly string[]): void {
  const value = [headingOf(error), ...frames].join('\n');
  Object.defineProperty(error, 'stack', { value, configurable: true, writable: true });
}

function headingOf({ name, message }: Error): string {
  return message === '' ? name : `${name}: ${message}`;
}

/** Without the frames of our own, and of the runtime, that precede the caller's. */
function withoutOwn(frames: readonly string[]): readonly string[] {
  ownFolder ??= findOwnFolder();
  const first = frames.findIndex((frame) => !isOwn(frame));
  return first < 0 ? [] : frames.slice(first);
}

function isOwn(frame: string): boolean {
  if (ownFolder !== undefined && ownFolder !== '' && frame.includes(ownFolder)) return true;
  return /[( ]node:|\(<anonymous>\)$/.test(frame);
}

/** Where the files of this package are; empty where a bundler has put them into one with the caller's. */
let ownFolder: string | undefined;

function findOwnFolder(): string {
  const [frame = ''] = framesOf(new Error('here')) ?? [];
  return /(?:\(| at )([^()]+\/)errors\/stack\.[jt]s:/.exec(frame)?.[1] ?? '';
}
