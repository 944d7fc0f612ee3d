/** The options that say when and how often to retry. */

import type { Issue } from '../errors/details.ts';
import {
  atLeastOne,
  errorStatusCodes,
  findIssues,
  milliseconds,
  mostStatusCodes,
  type Rule,
  show,
  wholeNumber,
} from '../validation/rules.ts';

/** Retry options. Every time is in milliseconds; `undefined` means the default. */
export interface RetryOptions {
  /** How many attempts may follow the first; 0 means exactly one request. Default: 3. */
  readonly maxRetries?: number | undefined;
  /** Milliseconds before the first retry, give or take 25 % jitter. Default: 1 000. */
  readonly initialRetryDelay?: number | undefined;
  /**
   * The longest computed wait, in milliseconds. A server that asks for a longer wait ends the call at once.
   * Default: 60 000.
   */
  readonly maxRetryDelay?: number | undefined;
  /** What each further wait is multiplied by. Default: 2. */
  readonly retryMultiplier?: number | undefined;
  /** The statuses to retry. Default: 429, 500, 502, 503, 504. */
  readonly retryOnStatusCodes?: readonly number[] | undefined;
  /** Timeout of a whole call in milliseconds: all its attempts and the waits between them. Default: no limit. */
  readonly totalTimeout?: number | undefined;
}

/** Retry options with every default filled in. */
export interface RetryConfig {
  readonly maxRetries: number;
  readonly initialRetryDelay: number;
  readonly maxRetryDelay: number;
  readonly retryMultiplier: number;
  readonly retryOnStatusCodes: readonly number[];
  readonly totalTimeout: number | undefined;
}

export const retryRules: Readonly<Record<keyof RetryOptions, Rule>> = {
  maxRetries: wholeNumber,
  initialRetryDelay: milliseconds,
  maxRetryDelay: milliseconds,
  retryMultiplier: atLeastOne,
  retryOnStatusCodes: errorStatusCodes,
  totalTimeout: milliseconds,
};

/** Fills in the defaults. `issues` says what two options together break; the rules of each alone are elsewhere. */
export function resolveRetry(given: RetryOptions): { config: RetryConfig; issues: Issue[] } {
  const config = {
    maxRetries: given.maxRetries ?? 3,
    initialRetryDelay: given.initialRetryDelay ?? 1_000,
    maxRetryDelay: given.maxRetryDelay ?? 60_000,
    retryMultiplier: given.retryMultiplier ?? 2,
    retryOnStatusCodes: copied(given.retryOnStatusCodes) ?? [429, 500, 502, 503, 504],
    totalTimeout: given.totalTimeout,
  };
  const { initialRetryDelay, maxRetryDelay } = config;
  const message = `must not exceed maxRetryDelay: ${show(initialRetryDelay)} is above ${show(maxRetryDelay)}`;
  return {
    config,
    issues: initialRetryDelay > maxRetryDelay ? [{ path: 'initialRetryDelay', message }] : [],
  };
}

/** The rules say whether it is an array, and of how many; here it must only not be the caller's own. */
function copied(statuses: readonly number[] | undefined): readonly number[] | undefined {
  return Array.isArray(statuses) ? statuses.slice(0, mostStatusCodes) : statuses;
}

/** Every broken rule of retry options that are not part of a client's. */
export function retryIssues(given: RetryOptions): Issue[] {
  return [...findIssues(given, retryRules), ...resolveRetry(given).issues];
}
