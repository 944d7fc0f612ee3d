/** Starts the server of the benchmark as a process of its own, and asks it what it was told. */
import { startProgram } from './program.ts';

export interface Counts {
  /** Agent instances that were started. */
  readonly starts: number;
  readonly created: number;
  readonly finished: number;
}

export interface Api extends Disposable {
  readonly url: string;
}

/** @param latency Milliseconds from the end of a request to the beginning of its answer. */
export async function startApi(latency: number): Promise<Api> {
  const program = startProgram<number>('server.ts', [String(latency)]);
  const url = `http://127.0.0.1:${await program.message}`;
  return { url, [Symbol.dispose]: () => program.stop() };
}

export async function countsOf(url: string): Promise<Counts> {
  const response = await fetch(`${url}/counts`);
  return (await response.json()) as Counts;
}
