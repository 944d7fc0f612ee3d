/** The handler, as a platform calls it: whatever is passed to `waitUntil` may still run after the answer. */
import { startSandbox } from 'prefactor-http/testing';
import { expect, test } from 'vitest';
import handler from './handler.ts';

test('answers first, and has recorded everything when the platform freezes it', async () => {
  await using sandbox = await startSandbox();
  const waiting: Promise<unknown>[] = [];
  const environment = { PREFACTOR_API_TOKEN: sandbox.token, PREFACTOR_API_URL: sandbox.url };
  const context = { waitUntil: (promise: Promise<unknown>) => void waiting.push(promise) };
  const request = new Request('https://example.com/?question=Why');

  const answer = await handler.fetch(request, environment, context);
  expect(sandbox.spans).toEqual([]);
  expect(await answer.text()).toBe('You asked: Why');

  await Promise.all(waiting);
  expect(sandbox.instances).toMatchObject([{ status: 'complete' }]);
  expect(sandbox.spans).toMatchObject([
    { status: 'complete', payload: { question: 'Why' }, result_payload: { answer: 'You asked: Why' } },
  ]);
});
