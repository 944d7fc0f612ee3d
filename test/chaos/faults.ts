/** The trouble of the chaos suite: every kind of fault at once, so that one request in five is struck. */
import type { IdempotencyMode, SandboxFault } from '../../src/testing/index.ts';

/** How a server can treat repeated keys. The `ttl` outlives every test. */
export const modes: readonly IdempotencyMode[] = [
  'replay',
  'replay-success',
  { ttl: 3_600_000 },
  'refuse',
  'none',
];

/** Every kind of fault, each before and after the work is done where that makes a difference. */
export function everyFault(mode: IdempotencyMode): SandboxFault[] {
  return [
    { fault: 'latency', share: 0.01, delay: 5 },
    { fault: 'status', status: 503, share: 0.015 },
    { fault: 'status', status: 503, share: 0.01, applied: true, retryAfter: 0 },
    { fault: 'status', status: 500, share: 0.015, bodyRetryAfterMs: 2 },
    { fault: 'status', status: 500, share: 0.02, applied: true },
    { fault: 'status', status: 429, share: 0.01 },
    { fault: 'status', status: 429, share: 0.015, retryAfterMs: 2 },
    // Only where answers are kept: a 429 says that nothing was done, and the client may believe it.
    ...(mode === 'none' || mode === 'refuse'
      ? []
      : [{ fault: 'status', status: 429, share: 0.01, applied: true } as const]),
    { fault: 'reset', share: 0.025 },
    { fault: 'reset', share: 0.025, applied: true },
    { fault: 'html', share: 0.015 },
    { fault: 'html', share: 0.015, applied: true },
    { fault: 'truncate', share: 0.025 },
    // The four that cost a whole timeout each are rare.
    { fault: 'stall', share: 0.004 },
    { fault: 'drip', share: 0.004, interval: 5 },
    { fault: 'hang', share: 0.004 },
    { fault: 'hang', share: 0.004, applied: true },
    { fault: 'item', share: 0.005 },
    { fault: 'item', share: 0.005, applied: true, code: 'timeout' },
  ];
}

const shareOfEach = 1 - 0.79 ** (1 / 3);

/** Three kinds of failure that together strike 21 % of all requests. */
export const plainFaults: readonly SandboxFault[] = [
  { fault: 'status', status: 503, share: shareOfEach },
  { fault: 'reset', share: shareOfEach },
  { fault: 'reset', share: shareOfEach, applied: true },
];
