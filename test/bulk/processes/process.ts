/** What every process of these tests starts from: a client of the test's server, and a way to tell the test. */
import { type HttpClientConfig, PrefactorHttpClient } from '../../../src/index.ts';

const [, , apiUrl = ''] = process.argv;

export function createClient(config: HttpClientConfig = {}): PrefactorHttpClient {
  return new PrefactorHttpClient({ apiUrl, apiToken: 'test-token', ...config });
}

/** Tells the test how far this process has come. */
export function report(what: unknown): void {
  process.stdout.write(`${typeof what === 'string' ? what : JSON.stringify(what)}\n`);
}

/** The end of span number `n`. */
export const finishOf = (n: number) => ({ _type: 'agent_spans/finish', agent_span_id: `span-${n}` }) as const;

/** A span, without an id. */
export const details = {
  agent_instance_id: '013xrzp12g3nqk8n4evtrcj59k8dhn3t',
  schema_name: 'agent:llm',
  status: 'active',
  payload: {},
} as const;
