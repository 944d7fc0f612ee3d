/** What a dependency puts on `Object.prototype` is neither a field of anybody nor a rule of the document. */
import { expect, test } from 'vitest';
import { sharedSchemas } from '../../src/generated/operations.ts';
import { operations } from '../../src/wrapper/call/operations.ts';
import { issuesOf } from '../../src/wrapper/validation/schema-issues.ts';
import { answerValidator } from '../../src/wrapper/validation/schema-validator.ts';

/** What a function returns while `Object.prototype` has these fields. */
function polluted<Result>(fields: Record<string, unknown>, work: () => Result): Result {
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  Object.assign(prototype, fields);
  try {
    return work();
  } finally {
    for (const name of Object.keys(fields)) delete prototype[name];
  }
}

// The first test of this file: nothing is compiled before it.
test('rules on the prototype are none', () => {
  const rules = {
    $ref: 'AgentSpan',
    type: 'string',
    const: 7,
    enum: [],
    required: ['no_such_field'],
    properties: { status: { const: 'no such status' } },
    additionalProperties: true,
    unevaluatedProperties: true,
    not: {},
    allOf: [{ const: 7 }],
    anyOf: [],
  };
  const found = polluted(rules, () => ({
    request: issuesOf(operations.finishAgentSpan.checkBody, { status: 'complete', staus: 'failed' }),
    items: issuesOf(operations.executeBulk.checkBody, {
      items: [{ _type: 'things/show', idempotency_key: 'a-key-of-some-length' }],
    }),
    output: answerValidator(sharedSchemas.bulkOutput)({ status: 'success', details: {} }),
  }));
  expect(found).toMatchObject({ request: [{ path: 'staus' }], items: [], output: true });
});

test('a field on the prototype is not there: a required one is missing, an unknown or a wrong one does no harm', () => {
  const found = polluted({ reason: 'Nobody gave it.', status: 7, colour: 'blue' }, () => ({
    missing: issuesOf(operations.terminateAgentInstance.checkBody, {}),
    good: issuesOf(operations.finishAgentSpan.checkBody, {}),
  }));
  expect(found).toEqual({ missing: [{ path: 'reason', message: 'is required' }], good: [] });
});

test('names that objects have by nature are fields like others', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const fields: unknown = JSON.parse(`{"${name}": {"status": "failed"}}`);
    expect(issuesOf(operations.finishAgentSpan.checkBody, fields)).toMatchObject([
      { path: name, unknown: 'new' },
    ]);
    const answer: unknown = JSON.parse(`{"status": "success", "outputs": {"${name}": {"status": "error"}}}`);
    expect(issuesOf(operations.executeBulk.checkSuccess, answer)).toMatchObject([
      { path: `outputs.${name}.code`, message: 'is required' },
    ]);
  }
});
