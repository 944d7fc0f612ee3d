/** Programs of the benchmark that run as processes of their own, each with a heap that is nobody else's. */
import { fork } from 'node:child_process';

export interface Program<Message> {
  /** The first thing that it tells; rejects when it ends before. */
  readonly message: Promise<Message>;
  stop(): void;
}

export function startProgram<Message>(file: string, args: readonly string[] = []): Program<Message> {
  const child = fork(new URL(file, import.meta.url), args, { execArgv: ['--expose-gc'] });
  const message = new Promise<Message>((resolve, reject) => {
    child.once('message', (told) => resolve(told as Message));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`bench/${file} ended with exit code ${code}`)));
  });
  return { message, stop: () => void child.kill() };
}

/** Runs a program to its result. */
export async function resultOf<Result>(file: string, args: readonly string[] = []): Promise<Result> {
  const program = startProgram<Result>(file, args);
  try {
    return await program.message;
  } finally {
    program.stop();
  }
}

/** What a program tells whoever has started it. */
export function tell(result: unknown): void {
  process.send?.(result);
}

/** Collects what nobody holds any more. */
export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error('run this with node --expose-gc');
  globalThis.gc();
}
