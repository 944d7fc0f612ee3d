/** How long to wait before the next attempt: what the server asks for, and what we compute ourselves. */
import type { Clock } from '../clock.ts';
import type { RetryConfig } from './options.ts';

type Backoff = Pick<RetryConfig, 'initialRetryDelay' | 'maxRetryDelay' | 'retryMultiplier'>;

/**
 * Delay before retry number `retry` (1 is the first): exponential, ± 25 % jitter, capped. What the server asks for
 * is a floor: the wait is between that and 25 % more, and never shorter than the computed delay.
 */
export function retryDelay(
  backoff: Backoff,
  retry: number,
  retryAfter: number | undefined,
  random: () => number,
): number {
  const exponential = backoff.initialRetryDelay * backoff.retryMultiplier ** (retry - 1);
  const computed = Math.min(exponential * (0.75 + 0.5 * random()), backoff.maxRetryDelay);
  return Math.max(computed, (retryAfter ?? 0) * (1 + 0.25 * random()));
}

/**
 * How long a server asks to wait, in milliseconds: `retry-after-ms`, else `Retry-After` in seconds or as a date, else
 * `retry_after_ms` in the body. Anything not written exactly as specified counts as absent, never as "at once".
 */
export function parseRetryAfter(
  header: (name: string) => string | null,
  body: unknown,
  clock: Clock,
): number | undefined {
  return (
    wholeNumber(header('retry-after-ms'), 1) ??
    wholeNumber(header('retry-after'), 1000) ??
    untilDate(header, clock) ??
    retryAfterIn(body)
  );
}

function wholeNumber(text: string | null, unit: number): number | undefined {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) * unit : undefined;
}

/** By the server's own clock, where it tells the time: ours may be wrong. */
function untilDate(header: (name: string) => string | null, clock: Clock): number | undefined {
  const until = dateIn(header('retry-after'));
  return until === undefined ? undefined : Math.max(0, until - (dateIn(header('date')) ?? clock.wall()));
}

function dateIn(text: string | null): number | undefined {
  const date = Date.parse(text ?? '');
  if (Number.isNaN(date)) return undefined;
  // What it writes is the one format that HTTP allows a sender to generate (RFC 9110, IMF-fixdate).
  return new Date(date).toUTCString() === text ? date : undefined;
}

/** What the body of an answer, or of one item's, asks for. */
export function retryAfterIn(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'retry_after_ms')) return undefined;
  const { retry_after_ms: retryAfter } = body as { retry_after_ms: unknown };
  return typeof retryAfter === 'number' && Number.isSafeInteger(retryAfter) && retryAfter >= 0
    ? retryAfter
    : undefined;
}
