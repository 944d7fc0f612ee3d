/** The spans that everybody records: the same fields and about 0.5 kB for each item, on the way in and out. */

export const instanceId = '013xrzp12g3nqk8n4evtrcj59k8dhn3t';

/** Items of one bulk request: the default of `bulk.writer` and `bulk.executeAll`. */
export const batchItems = 500;

const text = 'What does the ticket say, and what should be done about it? '.repeat(4);

export const payload = { model: 'example-model', prompt: text, temperature: 0.5, tags: ['a', 'b', 'c'] };
export const resultPayload = { response: text, tokens: { input: 212, output: 64 }, finish_reason: 'stop' };

export const active = {
  agent_instance_id: instanceId,
  schema_name: 'agent:llm',
  status: 'active',
  payload,
} as const;

export const complete = { ...active, status: 'complete', result_payload: resultPayload } as const;
