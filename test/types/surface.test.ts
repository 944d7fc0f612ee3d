/** What compiles against the package's types, and what does not. */
import { describe, expect, test } from 'vitest';
import { diagnosticsOfModules } from './diagnostics.ts';

interface Snippet {
  name: string;
  code: string;
  /** What each complaint that TypeScript must have speaks of, in order; none when the code must compile. */
  complaints: readonly RegExp[];
}

/** What every snippet may use. */
const given = `
import {
  type AgentInstance,
  type AgentSpan,
  type AgentSpanSummary,
  type ApiPromise,
  type BulkInput,
  type ControlSignal,
  type HttpClientConfig,
  type Page,
  PrefactorHttpClient,
  type RequestOptions,
  type SensitiveValue,
  sensitive,
  undocumentedItem,
} from 'prefactor-http';

declare const client: PrefactorHttpClient;
declare const id: string;
declare const ids: string[];
const details = { agent_instance_id: id, schema_name: 'agent:llm', status: 'active', payload: {} } as const;
/** Compiles when both types are the same. */
const same = <A, B>(..._: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : ['differ']) => {};
`;

const compiling: Record<string, string> = {
  'bulk: a tuple types each result by the type of its item': `
    const { status, results } = await client.bulk.execute([
      { _type: 'agent_spans/create', details },
      { _type: 'agent_instances/show', agent_instance_id: id },
      { _type: 'agent_spans/list', agent_instance_id: id, pagination: { page_size: 5 } },
    ]);
    same<typeof status, 'success'>();
    const [created, shown, listed] = results;
    const count: 3 = results.length;
    if (results[0].status === 'success') { const span = results[0].details; same<typeof span, AgentSpan>(); }
    if (created.status === 'success') same<typeof created.details, AgentSpan>();
    if (created.status === 'success') same<typeof created.control, ControlSignal | null | undefined>();
    if (shown.status === 'success') same<typeof shown.details, AgentInstance>();
    if (listed.status === 'success') same<typeof listed.summaries, AgentSpanSummary[]>();
    if (created.status === 'error') { const message: string = created.error.message; const code: string = created.error.code; }
    if (created.status === 'not_processed') { const key: string = created.idempotencyKey; }
  `,
  'bulk: an item may have its key, and Dates for timestamps': `
    await client.bulk.execute([
      { _type: 'agent_spans/create', details: { ...details, started_at: new Date(), finished_at: null }, idempotency_key: 'my-own-key' },
      { _type: 'agent_spans/finish', agent_span_id: id, status: 'failed', timestamp: new Date() },
      { _type: 'agent_spans/list', agent_id: id, start_time: new Date(), end_time: '2026-03-02T09:00:00Z' },
    ]);
  `,
  'bulk: a mapped array types all results alike': `
    const { results } = await client.bulk.execute(ids.map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id, status: 'complete' })));
    for (const result of results) if (result.status === 'success') same<typeof result.details, AgentSpan>();
  `,
  'bulk: a mapped array of const types does too': `
    const items = ids.map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id, status: 'complete' }) as const);
    const { results } = await client.bulk.execute(items);
    const [first] = results;
    if (first?.status === 'success') same<typeof first.details, AgentSpan>();
  `,
  'bulk: an array of declared items may mix types': `
    const items: BulkInput[] = [];
    items.push({ _type: 'agent_spans/create', details });
    items.push({ _type: 'agent_instances/finish', agent_instance_id: id });
    const { results } = await client.bulk.execute(items);
    const keys: string[] = results.map(({ idempotencyKey }) => idempotencyKey);
  `,
  'bulk: an array of one declared type is typed by it': `
    const items: BulkInput<'agent_instances/show'>[] = ids.map((agent_instance_id) => ({ _type: 'agent_instances/show', agent_instance_id }));
    const { results } = await client.bulk.execute(items);
    for (const result of results) if (result.status === 'success') same<typeof result.details, AgentInstance>();
  `,
  'bulk: an unknown type takes any fields': `
    const { results } = await client.bulk.execute([undocumentedItem('things/show', { thing_id: id, anything: { goes: [1] } })]);
    if (results[0].status === 'success') { const agent = results[0]['agent']; same<typeof agent, unknown>(); }
  `,
  'bulk: a type that is only known when it runs takes any fields': `
    declare const _type: string;
    const { results } = await client.bulk.execute([undocumentedItem(_type, { agent_id: id, anything: true })]);
    const key: string = results[0].idempotencyKey;
  `,
  'bulk: known and unknown types may be mixed': `
    const { results } = await client.bulk.execute([
      undocumentedItem('things/show', { thing_id: id, anything: 1 }),
      { _type: 'agent_spans/finish', agent_span_id: id },
    ]);
    const [other, finished] = results;
    if (finished.status === 'success') same<typeof finished.details, AgentSpan>();
    if (other.status === 'success') same<typeof other['whatever'], unknown>();
  `,
  'request: a template is typed by its operation': `
    const got = await client.request('GET', '/api/v1/agent_spans/{agent_span_id}', { params: { path: { agent_span_id: id } }, query: { redacted: true } });
    same<typeof got.details, AgentSpan>();
    const created = await client.request('POST', '/api/v1/agent_spans', { body: { details: { ...details, started_at: new Date() } }, idempotencyKey: id });
    same<typeof created.details, AgentSpan>();
    const listed = await client.request('GET', '/api/v1/agent_spans', { query: { agent_id: id, start_time: new Date() } });
    same<typeof listed.summaries, AgentSpanSummary[]>();
  `,
  'request: what may be left out may be left out': `
    const pong = await client.request('GET', '/api/v1/ping');
    const spans = await client.request('GET', '/api/v1/agent_spans');
    const finished = await client.request('POST', '/api/v1/agent_spans/{agent_span_id}/finish', { params: { path: { agent_span_id: id } } });
    same<typeof finished.details, AgentSpan>();
  `,
  'request: any other path is not typed': `
    const body = await client.request('GET', \`/api/v1/agent_spans/\${id}\`);
    same<typeof body, Record<string, unknown>>();
    const agents = await client.request('GET', '/api/v1/thing', { query: { pagination: { page_size: 100 } }, signal: new AbortController().signal });
    same<typeof agents['summaries'], unknown>();
    await client.request('PUT', '/api/v1/thing/1', { body: { details: { name: 'a' } }, extraBody: { b: 1 } });
    await client.request('delete', '/api/v1/thing/1');
    declare const method: string;
    await client.request(method, id, { query: {} });
  `,
  'request: has the whole answer behind its promise': `
    const whole = await client.request('GET', '/api/v1/agent_spans/{agent_span_id}', { params: { path: { agent_span_id: id } } }).withResponse();
    same<typeof whole.data, typeof whole.body>();
    same<typeof whole.data.details, AgentSpan>();
  `,
  'timestamps may be Dates': `
    await client.agentSpans.create({ ...details, started_at: new Date(), finished_at: new Date() });
    await client.agentSpans.finish(id, { timestamp: new Date() });
    await client.agentInstances.start(id, { timestamp: new Date() });
    await client.agentInstances.finish(id, { timestamp: '2026-03-02T09:00:00Z' });
    await client.agentSpans.list({ agent_id: id, start_time: new Date(), end_time: new Date() });
  `,
  "methods' promises are promises": `
    const created: Promise<AgentSpan> = client.agentSpans.create(details);
    const got: PromiseLike<AgentInstance> = client.agentInstances.get(id);
    const page: Promise<Page<AgentSpanSummary>> = client.agentSpans.list({ agent_id: id });
    const chained: Promise<string> = client.agentSpans.get(id).then((span) => span.id);
    const anything: ApiPromise<unknown> = client.agentSpans.get(id);
    const token: Promise<void> = client.validateToken();
    const untyped: Promise<Record<string, unknown>> = client.request('GET', '/api/v1/thing');
    const [span, instance] = await Promise.all([created, got]);
    same<typeof span, AgentSpan>();
    same<typeof instance, AgentInstance>();
    async function span_(): Promise<AgentSpan> { return client.agentSpans.get(id); }
  `,
  'withResponse is typed by its method': `
    const { data, body, statusCode, headers, requestId, attempts, idempotencyKey } = await client.agentSpans.create(details).withResponse();
    same<typeof data, AgentSpan>();
    same<typeof body.details, AgentSpan>();
    const terminate: boolean | undefined = body.control?.terminate;
    same<typeof statusCode, number>();
    same<typeof headers, Readonly<Record<string, string>>>();
    same<typeof requestId, string | null>();
    same<typeof attempts, number>();
    same<typeof idempotencyKey, string | undefined>();
    const registered = await client.agentInstances.register({}).withResponse();
    const version: string | undefined = registered.body.agent_version?.id;
    const listed = await client.agentSpans.list({ agent_id: id }).withResponse();
    same<typeof listed.data, Page<AgentSpanSummary>>();
    const items: readonly AgentSpanSummary[] = listed.body.summaries;
  `,
  'a list is iterated over by promise and by page': `
    for await (const span of client.agentSpans.list({ agent_id: id })) same<typeof span, AgentSpanSummary>();
    const page = await client.agentInstances.list({ agent_id: id });
    for await (const instance of page) { const { status } = instance; }
    const next = await page.nextPage();
    same<typeof next, typeof page | null>();
    const more: boolean = page.hasNextPage();
  `,
  'options and hooks': `
    const options: RequestOptions = {
      idempotencyKey: undefined, signal: new AbortController().signal, timeout: 1, maxRetries: 0, retryOnStatusCodes: [503],
      headers: { a: 'b', c: null }, extraBody: { a: 1 }, extraQuery: { b: 2 }, onControlSignal: ({ terminate }) => terminate,
    };
    const config: HttpClientConfig = {
      hooks: {
        onRequest: ({ operation, method, path, attempt, idempotencyKey }) => {},
        onResponse: async ({ statusCode, requestId, duration }) => { const all: [number, string | null, number] = [statusCode, requestId, duration]; },
        onRetry: ({ error, delay }) => error.message.length + delay,
        onControlSignal: ({ terminate, reason, agentInstanceId }) => { const one: string | undefined = agentInstanceId; },
      },
    };
    await using other = new PrefactorHttpClient(config);
  `,
  'response enums are open': `
    const span = await client.agentSpans.get(id);
    if (span.status === 'a status of tomorrow') console.log(span.status);
  `,
  'free-form objects take an interface': `
    interface Prompt { model: string; prompt: string }
    declare const prompt: Prompt;
    await client.agentSpans.create({ ...details, payload: prompt });
    await client.agentSpans.finish(id, { result_payload: prompt });
    await client.bulk.execute([{ _type: 'agent_spans/create', details: { ...details, payload: prompt } }]);
    await client.agentInstances.recordQuality(id, { name: 'review', payload: prompt });
    await client.agentSpans.finish(id, {}, { extraBody: prompt, extraQuery: prompt });
    await client.request('POST', '/api/v1/thing', { body: prompt, query: prompt });
  `,
  'redact returns any object': `
    interface Prompt { prompt: string }
    declare const prompt: Prompt;
    await using other = new PrefactorHttpClient({ redact: (payload, path) => (path === 'result_payload' ? { ...payload, email: null } : prompt) });
    await using another = new PrefactorHttpClient({ redact: ({ email, ...others }) => ({ ...others, email: sensitive(String(email)) }) });
  `,
  'sensitive values stand where their values do': `
    const email = sensitive('someone@example.com', ['email'] as const);
    same<typeof email, SensitiveValue<string>>();
    const card = sensitive(4929);
    same<typeof card.$sensitive, 'number'>();
    declare const either: string | number;
    const any: SensitiveValue = sensitive(either);
    await client.agentSpans.create({ ...details, payload: { email, cards: [card] } });
    await client.bulk.execute([{ _type: 'agent_spans/create', details: { ...details, payload: { email, card } } }]);
  `,
};

const failing: Record<string, [code: string, complaint: RegExp]> = {
  'bulk: an unknown field of a known type, in a tuple': [
    `await client.bulk.execute([{ _type: 'agent_spans/finish', agent_span_id: id, nope: 1 }]);`,
    /nope/,
  ],
  'bulk: an unknown field of a known type, beside an unknown type': [
    `await client.bulk.execute([undocumentedItem('things/show', { any: 1 }), { _type: 'agent_spans/finish', agent_span_id: id, nope: 1 }]);`,
    /nope/,
  ],
  'bulk: an unknown field of a known type, in a mapped array': [
    `await client.bulk.execute(ids.map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id, nope: 1 })));`,
    /nope/,
  ],
  'bulk: an unknown field inside details': [
    `await client.bulk.execute([{ _type: 'agent_spans/create', details: { ...details, nope: 1 } }]);`,
    /nope/,
  ],
  'bulk: a missing field': [
    `await client.bulk.execute([{ _type: 'agent_spans/finish', status: 'complete' }]);`,
    /agent_span_id/,
  ],
  'bulk: a missing field, in a mapped array': [
    `await client.bulk.execute(ids.map(() => ({ _type: 'agent_spans/finish', status: 'complete' })));`,
    /agent_span_id/,
  ],
  'bulk: a status that there is not': [
    `await client.bulk.execute([{ _type: 'agent_spans/finish', agent_span_id: id, status: 'done' }]);`,
    /"done"/,
  ],
  'bulk: an item without a type': [`await client.bulk.execute([{ agent_span_id: id }]);`, /_type/],
  'bulk: the details of a result that may have failed': [
    `const { results } = await client.bulk.execute([{ _type: 'agent_spans/finish', agent_span_id: id }]); results[0].details;`,
    /'details' does not exist/,
  ],
  'bulk: a result more than there are items': [
    `const { results } = await client.bulk.execute([{ _type: 'agent_spans/finish', agent_span_id: id }]); results[1];`,
    /no element at index '1'/,
  ],
  'request: another parameter than the template has': [
    `await client.request('GET', '/api/v1/agent_spans/{agent_span_id}', { params: { path: { span_id: id } } });`,
    /'span_id' does not exist/,
  ],
  'request: a template without its parameters': [
    `await client.request('GET', '/api/v1/agent_spans/{agent_span_id}');`,
    /Expected 3 arguments|not assignable|No overload/,
  ],
  'request: a template with options but without its parameters': [
    `await client.request('GET', '/api/v1/agent_spans/{agent_span_id}', { timeout: 5 });`,
    /params|never/,
  ],
  'request: a template with params but without their path': [
    `await client.request('GET', '/api/v1/agent_spans/{agent_span_id}', { params: {} });`,
    /path/,
  ],
  'request: an unknown field of a documented body': [
    `await client.request('POST', '/api/v1/agent_spans', { body: { details: { ...details, nope: 1 } } });`,
    /nope/,
  ],
  'request: an unknown parameter of a documented query': [
    `await client.request('GET', '/api/v1/agent_spans', { query: { nope: 1 } });`,
    /nope/,
  ],
  'request: a required body left out': [
    `await client.request('POST', '/api/v1/agent_spans');`,
    /Expected 3 arguments|not assignable|No overload/,
  ],
  'request: an unknown option': [`await client.request('GET', '/api/v1/thing', { nope: 1 });`, /nope/],
  'a status that there is not': [`await client.agentSpans.create({ ...details, status: 'done' });`, /"done"/],
  'an unknown field': [`await client.agentSpans.finish(id, { results: {} });`, /'results' does not exist/],
  'a missing field': [`await client.agentInstances.terminate(id, {});`, /'reason' is missing/],
  'an unknown option': [
    `await client.agentSpans.finish(id, {}, { retries: 3 });`,
    /'retries' does not exist/,
  ],
  'an unknown config key': [`new PrefactorHttpClient({ apiUri: '' });`, /'apiUri' does not exist/],
  'an unknown hook': [
    `new PrefactorHttpClient({ hooks: { onRequests: () => {} } });`,
    /'onRequests' does not exist/,
  ],
  'a field that an event does not have': [
    `new PrefactorHttpClient({ hooks: { onRequest: ({ statusCode }) => {} } });`,
    /'statusCode' does not exist/,
  ],
  'a redact that returns a promise': [
    `new PrefactorHttpClient({ redact: async (payload) => payload });`,
    /Promise/,
  ],
  'a redact that returns a text': [`new PrefactorHttpClient({ redact: () => 'x' });`, /not assignable/],
  'a redact that returns nothing': [
    `new PrefactorHttpClient({ redact: (payload) => { delete payload['email']; } });`,
    /void/,
  ],
  'a sensitive object': [`sensitive({ email: '' });`, /not assignable/],
  'a label alone': [`sensitive('someone@example.com', 'email');`, /not assignable/],
  'withResponse of a chained promise': [
    `client.agentSpans.get(id).then((span) => span).withResponse();`,
    /'withResponse' does not exist/,
  ],
  'a promise of another resource': [
    `const promise: ApiPromise<AgentInstance> = client.agentSpans.get(id);`,
    /not assignable/,
  ],
};

const snippets: Snippet[] = [
  ...Object.entries(compiling).map(([name, code]) => ({ name, code, complaints: [] })),
  ...Object.entries(failing).map(([name, [code, complaint]]) => ({ name, code, complaints: [complaint] })),
];

const withTypes = (code: string): string => `${given}\n${code}`;
const [differing, ...complaints] = diagnosticsOfModules(
  ['same<string, unknown>();', ...snippets.map(({ code }) => code)].map(withTypes),
);
const rows = snippets.map((snippet, index) => ({ ...snippet, found: complaints[index] ?? ['not checked'] }));

describe('this compiles:', () => {
  test.each(rows.filter((row) => row.complaints.length === 0))('$name', ({ found }) => {
    expect(found).toEqual([]);
  });
});

describe('this does not compile:', () => {
  test.each(rows.filter((row) => row.complaints.length > 0))('$name', ({ found, complaints: expected }) => {
    expect(found).toEqual(expected.map((part) => expect.stringMatching(part)));
  });
});

test('two types that differ would be noticed', () => {
  expect(differing).toEqual([expect.stringContaining('Expected 1 arguments')]);
});
