/** What every process of these tests starts from: where the server is, which way to send, what to report. */
import { type HttpClientConfig, PrefactorHttpClient } from '../../../src/index.ts';
import { type Clock, systemClock } from '../../../src/wrapper/clock.ts';

const [, , apiUrl = '', through] = process.argv;
const firstWait = Promise.withResolvers<void>();

/** Makes a call wait longer than its process may live, and, even with jitter, longer than `requestTimeout`. */
export const aMinute = { initialRetryDelay: 60_000, maxRetryDelay: 60_000 };
const requestTimeout = 30_000;

// Real time: only the moment is told at which a wait has begun.
const clock: Clock = {
  ...systemClock,
  after(delay, run) {
    if (delay > requestTimeout) setImmediate(firstWait.resolve);
    return systemClock.after(delay, run);
  },
};

/** Resolves when the wait of {@link aMinute} has begun. */
export const waiting: Promise<void> = firstWait.promise;

export function createClient(config: HttpClientConfig = {}): PrefactorHttpClient {
  const transport = through === 'fetch' ? { fetch: globalThis.fetch } : {};
  return new PrefactorHttpClient({ apiUrl, apiToken: 'test-token', ...transport, ...config }, clock);
}

/** Tells the test how far this process has come. */
export function report(what: string): void {
  process.stdout.write(`${what}\n`);
}

/** What a call that has to fail failed with, in a word. */
export function nameOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
