/** What is said of one run, read once. */
import type { RegisterAgentInstanceFields } from '../index.ts';
import { messageOf } from '../wrapper/errors/causes.ts';
import { abortSignal, plainObject } from '../wrapper/validation/rules.ts';
import { attempt } from './attempt.ts';

/** What is said of one run, beside what holds for all of a tracer: its `external_identifier`, for instance. */
export interface RunOptions extends Omit<RegisterAgentInstanceFields, 'id'> {
  /** Aborts `run.signal` too, with the same reason. Default: none. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads what a caller says of a run. What cannot be used of it is no reason not to do the work, nor not to record it.
 *
 * @param given Whatever it is. `undefined`: nothing is said.
 * @param onWrong Called with what is wrong of it, and left out.
 */
export function readRunOptions(given: unknown, onWrong: (why: string) => void): RunOptions {
  const unread = (error: unknown): string => `cannot be read: ${messageOf(error)}`;
  const problem = given === undefined ? undefined : attempt(() => plainObject(given), unread);
  if (problem !== undefined) {
    onWrong(`the fields of a run, its first argument, ${problem}`);
    return {};
  }
  const fields = (given ?? {}) as Readonly<Record<string, unknown>>;
  const read: Record<string, unknown> = {};
  for (const name of attempt(() => Object.keys(fields)) ?? []) {
    const wrong = attempt(() => {
      const value = fields[name];
      const problem = name === 'signal' && value != null ? abortSignal(value) : undefined;
      if (problem === undefined) read[name] = value;
      return problem;
    }, unread);
    if (wrong !== undefined) onWrong(`${name} of a run ${wrong}`);
  }
  return read;
}
