/** Items of types that the document does not describe. */
import { expect, it } from 'vitest';
import { undocumentedItem } from '../../src/index.ts';

it('is a new object with its type and its fields', () => {
  const fields = Object.freeze({ thing_id: 'a', idempotency_key: 'a-key-of-ours' });
  expect(undocumentedItem('things/show', fields)).toStrictEqual({ ...fields, _type: 'things/show' });
  expect(undocumentedItem('things/list')).toStrictEqual({ _type: 'things/list' });
});

it('has the type that was named, whatever is among its fields', () => {
  expect(undocumentedItem('things/show', { _type: 'things/list' })).toEqual({ _type: 'things/show' });
});
