/** `npm run api:compare` on every change that there is, one at a time. */
import { expect, test } from 'vitest';
import { changes, plant } from './api-compare.ts';

const kindOf = ({ expected }: (typeof changes)[number]) => expected[0]?.kind;

test.each([...new Set(changes.map(kindOf))])(
  'finds each planted change of the kind %s, and nothing else',
  (kind) => {
    for (const change of changes.filter((one) => kindOf(one) === kind)) {
      const { found, expected } = plant([change]);
      expect(found, change.name).toEqual(expected);
    }
  },
);

test('there are many', () => {
  expect(changes.length).toBeGreaterThan(1000);
});
