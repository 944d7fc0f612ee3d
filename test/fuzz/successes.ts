/** A success of each operation, as the document shows it. */
import { answerExamples } from '../contract/examples.ts';

const successes = new Map(
  answerExamples.flatMap(({ name, value }) => {
    const [, id] = /^answer of (\w+), [^,]+$/.exec(name) ?? [];
    return id === undefined ? [] : [[id, value] as const];
  }),
);

/** What an operation is answered; a bulk request with a success for each of its items. */
export function successOf(operation: string | undefined, body: string | undefined): unknown {
  if (operation !== 'executeBulk') return successes.get(operation ?? '') ?? { status: 'success' };
  const { items } = JSON.parse(body ?? '') as { items: { idempotency_key: string }[] };
  const output = successes.get('finishAgentSpan');
  return {
    status: 'success',
    outputs: Object.fromEntries(items.map(({ idempotency_key }) => [idempotency_key, output])),
  };
}
