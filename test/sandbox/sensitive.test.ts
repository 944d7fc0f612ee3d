/** Values that are marked as sensitive: who sees them, and until when. */
import { describe, expect, test } from 'vitest';
import { setUp, spanOf, startRun, type Test } from './support.ts';

const secrets = ['someone@example.com', '4929123412341234', 'deep-secret'];
const payload = {
  question: 'How do I change my password?',
  sender: { $sensitive: 'string', value: secrets[0], labels: ['email'] },
  cards: [{ number: { $sensitive: 'number', value: Number(secrets[1]) } }],
};
const result_payload = { note: { $sensitive: 'string', value: secrets[2] }, outcome: 'answered' };

async function recordSecret(test: Test): Promise<{ run: string; id: string; answers: unknown[] }> {
  const run = await startRun(test);
  const created = await test.agent.agentSpans.create({ ...spanOf(run), payload, sensitive_encoding: true });
  const finished = await test.agent.agentSpans.finish(created.id, {
    result_payload,
    sensitive_encoding: true,
  });
  return { run, id: created.id, answers: [created, finished] };
}

const secretsIn = (value: unknown): string[] =>
  secrets.filter((secret) => JSON.stringify(value).includes(secret));

describe('values that are marked as sensitive', () => {
  test('are redacted in every answer', async () => {
    await using test = await setUp();
    const { run, id, answers } = await recordSecret(test);
    const { agentInstances, agentSpans, bulk } = test.account;
    const list = await agentSpans.list({ agent_instance_id: run });
    answers.push(
      list.items,
      await agentSpans.get(id),
      await agentSpans.get(id, { redacted: true }),
      await agentInstances.agentContext(run),
      (await bulk.execute([{ _type: 'agent_spans/show', agent_span_id: id }])).results,
      (await bulk.execute([{ _type: 'agent_spans/list', agent_instance_id: run }])).results,
    );
    for (const answer of answers) expect(secretsIn(answer)).toEqual([]);
  });

  test('leave their marks and labels behind, and everything else', async () => {
    await using test = await setUp();
    const { id } = await recordSecret(test);
    const { payload: shown, ...span } = await test.account.agentSpans.get(id);
    expect(span.sensitive_encoding).toBe(true);
    expect(shown).toMatchObject({
      question: payload.question,
      sender: { $sensitive: 'string', labels: ['email'] },
      cards: [{ number: { $sensitive: 'number' } }],
    });
    expect(span.result_payload).toMatchObject({ note: { $sensitive: 'string' }, outcome: 'answered' });
  });

  test('are shown to the account when it asks for them', async () => {
    await using test = await setUp();
    const { id } = await recordSecret(test);
    const { agentSpans, bulk } = test.account;
    expect(await agentSpans.get(id, { redacted: false })).toMatchObject({ payload, result_payload });
    const { results } = await bulk.execute([
      { _type: 'agent_spans/show', agent_span_id: id, redacted: false },
    ]);
    expect(results).toMatchObject([{ status: 'success', details: { payload, result_payload } }]);
    expect(test.sandbox.spans).toMatchObject([{ payload, result_payload }]);
  });

  test('are gone for good once they are discarded, however often', async () => {
    await using test = await setUp();
    const { id } = await recordSecret(test);
    const redacted = await test.account.agentSpans.get(id);
    expect(await test.account.agentSpans.discardSensitive(id)).toMatchObject({
      id,
      payload: redacted.payload,
      result_payload: redacted.result_payload,
    });
    expect(await test.account.agentSpans.discardSensitive(id)).toMatchObject({ id });
    expect(secretsIn(await test.account.agentSpans.get(id, { redacted: false }))).toEqual([]);
    expect(secretsIn(test.sandbox.spans)).toEqual([]);
    expect(test.sandbox.spans).toMatchObject([
      { payload: { question: payload.question }, result_payload: { outcome: 'answered' } },
    ]);
  });

  test('are plain data when the span does not say that it marks any', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { id, ...created } = await test.agent.agentSpans.create({ ...spanOf(run), payload });
    expect(created).toMatchObject({ payload, sensitive_encoding: false });
    await test.account.agentSpans.discardSensitive(id);
    expect(await test.account.agentSpans.get(id)).toMatchObject({ payload });
  });

  test('may come with the result alone', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const { id } = await test.agent.agentSpans.create({ ...spanOf(run), payload: { plain: 'text' } });
    const finished = await test.agent.agentSpans.finish(id, { result_payload, sensitive_encoding: true });
    expect(finished).toMatchObject({ payload: { plain: 'text' }, sensitive_encoding: true });
    expect(secretsIn(finished)).toEqual([]);
  });
});
