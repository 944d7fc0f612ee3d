/** Far more of the trees than properties.test.ts draws, and larger ones. */
import fc from 'fast-check';
import { test } from 'vitest';
import { plans, prove } from './trees.ts';

test('the spans of a run are the tree of its work, of thousands of trees', async () => {
  await fc.assert(fc.asyncProperty(plans, prove), { numRuns: 3_000 });
});
