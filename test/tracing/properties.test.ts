/** Whatever the work is, and however the API misbehaves: what is recorded is what was done. The larger draw is in *.all.ts. */
import fc from 'fast-check';
import { test } from 'vitest';
import { plans, prove } from './trees.ts';

test('the spans of a run are the tree of its work, each ended once, and the agent says what it says without a tracer', async () => {
  await fc.assert(fc.asyncProperty(plans, prove), { numRuns: 100 });
}, 60_000);
