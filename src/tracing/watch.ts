/** Asks the API now and then whether a run was terminated that is going on. */
import { PrefactorAuthError, type PrefactorHttpClient } from '../index.ts';

interface WatchedRun {
  readonly id: string | undefined;
  onTermination(reason: string | null): void;
}

export class Watch<One extends WatchedRun> {
  /** The runs that are going on. */
  readonly runs = new Set<One>();
  readonly #client: PrefactorHttpClient | undefined;
  /** Milliseconds between two rounds; 0 for none. */
  #interval: number;
  #timer: ReturnType<typeof setInterval> | undefined;
  #round: AbortController | undefined;

  constructor(client: PrefactorHttpClient | undefined, interval: number) {
    this.#client = client;
    this.#interval = interval;
  }

  /** One timer for all runs, which keeps no process alive. */
  begin(run: One): void {
    this.runs.add(run);
    if (this.#interval > 0) this.#timer ??= setInterval(() => void this.#ask(), this.#interval);
    (this.#timer as { unref?: () => void } | undefined)?.unref?.();
  }

  end(run: One): void {
    this.runs.delete(run);
    if (this.runs.size === 0) this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#round?.abort();
  }

  async #ask(): Promise<void> {
    if (this.#round !== undefined) return;
    this.#round = new AbortController();
    const { signal } = this.#round;
    for (const run of this.runs) if (run.id !== undefined) await this.#askFor(run, run.id, signal);
    this.#round = undefined;
  }

  async #askFor(run: One, id: string, signal: AbortSignal): Promise<void> {
    try {
      const found = await this.#client?.agentInstances.get(id, { maxRetries: 0, signal });
      if (found?.status === 'terminated') run.onTermination(found.termination_reason ?? null);
    } catch (error) {
      // This token is for recording only.
      if (error instanceof PrefactorAuthError) this.#interval = 0;
      if (this.#interval === 0) this.#stop();
    }
  }
}
