/** Bodies of requests and answers, with no more in them than what is required. */

/** An instance as the API answers it. */
export const instance = {
  type: 'agent_instance',
  id: 'instance-1',
  account_id: 'account-1',
  agent_id: 'agent-1',
  agent_version_id: 'version-1',
  environment_id: 'environment-1',
  status: 'active',
  inserted_at: '2026-03-02T09:30:00Z',
  updated_at: '2026-03-02T09:30:01Z',
};

/** A span as the API answers it. */
export const span = {
  type: 'agent_span',
  id: 'span-1',
  account_id: 'account-1',
  agent_id: 'agent-1',
  agent_instance_id: 'instance-1',
  parent_span_id: null,
  schema_name: 'agent:llm',
  status: 'active',
  payload: {},
};

/** A span to create. */
export const newSpan = {
  agent_instance_id: 'instance-1',
  schema_name: 'agent:llm',
  status: 'active',
  payload: {},
} as const;

/** The envelope of a success. */
export const success = (details: object): object => ({ status: 'success', details });

/** The envelope of a list without items. */
export const emptyList = { status: 'success', summaries: [], pagination: null, sorting: null };

/** The envelope of a bulk request's outputs, from the keys of its items. */
export const bulkSuccess = (outputs: Iterable<readonly [key: string, output: unknown]>): object => ({
  status: 'success',
  outputs: Object.fromEntries(outputs),
});

/** The envelope of an error. */
export const failure = (code: string, more: object = {}): object => ({
  status: 'error',
  code,
  message: `This is ${code}.`,
  ...more,
});
