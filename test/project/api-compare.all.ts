/** `npm run api:compare` on every change that there is, one at a time. */
import { expect, test } from 'vitest';
import { changes, plant } from './api-compare.ts';

test('finds each planted change and nothing else', () => {
  expect(changes.length).toBeGreaterThan(1000);
  for (const change of changes) {
    const { found, expected } = plant([change]);
    expect(found, change.name).toEqual(expected);
  }
});
