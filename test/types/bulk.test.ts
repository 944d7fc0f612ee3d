/** What compiles against the types of `bulk.executeAll` and `bulk.writer`, and what does not. */
import { describe, expect, test } from 'vitest';
import { diagnosticsOfModules } from './diagnostics.ts';

/** What every piece may use. */
const given = `
import {
  type AgentInstance,
  type AgentSpan,
  type AgentSpanSummary,
  type BatchOptions,
  type BulkInput,
  type BulkOutcome,
  type BulkProgress,
  type BulkRun,
  type BulkRunOptions,
  type BulkTotals,
  type BulkType,
  type BulkWriter,
  type Issue,
  PrefactorApiError,
  PrefactorHttpClient,
  type PrefactorHttpError,
  undocumentedItem,
  type WriterOptions,
  type WriterOutcome,
  type WriterTotals,
} from 'prefactor-http';

declare const client: PrefactorHttpClient;
declare const writer: BulkWriter;
declare const id: string;
declare const ids: string[];
const details = { agent_instance_id: id, schema_name: 'agent:llm', status: 'active', payload: {} } as const;
/** Compiles when both types are the same. */
const same = <A, B>(..._: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : ['differ']) => {};
/** Every outcome that has an answer of the API has these details. */
type DetailsOf<Outcome> = Outcome extends { status: 'success'; details: infer Details } ? Details : never;
`;

const compiling: Record<string, string> = {
  'executeAll: an array literal types its outcomes': `
    for await (const outcome of client.bulk.executeAll([
      { _type: 'agent_spans/create', details },
      { _type: 'agent_spans/finish', agent_span_id: id },
    ])) {
      same<DetailsOf<typeof outcome>, AgentSpan>();
      same<typeof outcome.item._type, 'agent_spans/create' | 'agent_spans/finish'>();
      const index: number = outcome.index;
      const key: string = outcome.idempotencyKey;
    }
  `,
  'executeAll: types are told apart by the type of the item': `
    for await (const outcome of client.bulk.executeAll([
      { _type: 'agent_spans/list', agent_id: id },
      { _type: 'agent_instances/show', agent_instance_id: id },
    ])) {
      if (outcome.status !== 'success' || outcome.alreadyApplied) continue;
      if ('summaries' in outcome) same<typeof outcome.summaries, AgentSpanSummary[]>();
      else same<typeof outcome.details, AgentInstance>();
    }
  `,
  'executeAll: the outcomes of one type': `
    for await (const outcome of client.bulk.executeAll([{ _type: 'agent_instances/show', agent_instance_id: id }])) {
      same<typeof outcome, BulkOutcome<'agent_instances/show'>>();
      same<typeof outcome.status, 'success' | 'error'>();
      if (outcome.status === 'error') { const error: PrefactorHttpError = outcome.error; }
    }
  `,
  'executeAll: alreadyApplied tells successes without an answer apart': `
    for await (const outcome of client.bulk.executeAll([{ _type: 'agent_spans/finish', agent_span_id: id }])) {
      if (outcome.status === 'error') continue;
      if (outcome.alreadyApplied) { same<typeof outcome.alreadyApplied, true>(); continue; }
      same<typeof outcome.details, AgentSpan>();
      same<typeof outcome.contractIssues, readonly Issue[] | undefined>();
      const control: { terminate?: boolean } | null | undefined = outcome.control;
    }
  `,
  'executeAll: a mapped array': `
    for await (const outcome of client.bulk.executeAll(ids.map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id })))) {
      same<typeof outcome.item._type, 'agent_spans/finish'>();
      if (outcome.status === 'success' && !outcome.alreadyApplied) same<typeof outcome.details, AgentSpan>();
    }
  `,
  'executeAll: a mapped array of two types': `
    const items = ids.map((agent_span_id, n) => n % 2 ? ({ _type: 'agent_spans/finish', agent_span_id }) as const : ({ _type: 'agent_spans/create', details }) as const);
    for await (const outcome of client.bulk.executeAll(items)) same<typeof outcome.item._type, 'agent_spans/create' | 'agent_spans/finish'>();
    for await (const outcome of client.bulk.executeAll(ids.flatMap((agent_span_id) => [
      { _type: 'agent_spans/create', details: { ...details, id: agent_span_id } } as const,
      { _type: 'agent_spans/finish', agent_span_id } as const,
    ]))) same<DetailsOf<typeof outcome>, AgentSpan>();
    const { results } = await client.bulk.execute(items);
    const first = results[0];
    if (first?.status === 'success') same<typeof first.details, AgentSpan>();
  `,
  'executeAll: a registration with everything in it': `
    await client.bulk.executeAll([
      {
        _type: 'agent_instances/register', id,
        agent_version: { external_identifier: 'v1' },
        agent_schema_version: { external_identifier: 's1', span_type_schemas: [{ name: 'agent:llm', params_schema: { type: 'object' } }] },
      },
      { _type: 'agent_instances/start', agent_instance_id: id },
    ]);
    writer.add({
      _type: 'agent_instances/register',
      agent_schema_version: { external_identifier: 's1', span_type_schemas: [{ name: 'agent:llm', params_schema: { type: 'object' } }] },
    });
  `,
  'executeAll: a readonly array of declared items, a set, a stream': `
    declare const list: readonly BulkInput[];
    for await (const outcome of client.bulk.executeAll(list)) same<typeof outcome, BulkOutcome>();
    const set = new Set<BulkInput<'agent_spans/create'>>();
    for await (const outcome of client.bulk.executeAll(set)) same<typeof outcome, BulkOutcome<'agent_spans/create'>>();
    declare const stream: AsyncIterable<BulkInput<'agent_spans/create'>>;
    for await (const outcome of client.bulk.executeAll(stream)) same<typeof outcome, BulkOutcome<'agent_spans/create'>>();
  `,
  'executeAll: a generator': `
    function* items() {
      for (const agent_span_id of ids) yield { _type: 'agent_spans/finish', agent_span_id, timestamp: new Date() } as const;
    }
    for await (const outcome of client.bulk.executeAll(items())) same<DetailsOf<typeof outcome>, AgentSpan>();
  `,
  'executeAll: a generator of declared items, of mixed types': `
    function* items(): Generator<BulkInput<'agent_spans/create' | 'agent_instances/finish'>> {
      yield { _type: 'agent_spans/create', details };
      yield { _type: 'agent_instances/finish', agent_instance_id: id };
    }
    for await (const outcome of client.bulk.executeAll(items())) {
      same<DetailsOf<typeof outcome>, AgentSpan | AgentInstance>();
      same<typeof outcome, BulkOutcome<'agent_spans/create' | 'agent_instances/finish'>>();
    }
  `,
  'executeAll: an async generator': `
    async function* items() {
      for (const agent_span_id of ids) yield { _type: 'agent_spans/finish', agent_span_id } as const;
    }
    const run = client.bulk.executeAll(items());
    same<typeof run, BulkRun<'agent_spans/finish'>>();
    for await (const outcome of run) same<typeof outcome.item._type, 'agent_spans/finish'>();
  `,
  'executeAll: a type that the document does not know takes any fields': `
    for await (const outcome of client.bulk.executeAll([undocumentedItem('things/show', { thing_id: id, anything: { goes: [1] } })])) {
      if (outcome.status === 'success' && !outcome.alreadyApplied) { const agent = outcome['agent']; same<typeof agent, unknown>(); }
      if (outcome.status === 'error') outcome.error.message;
    }
    async function* items() { yield undocumentedItem('things/show', { thing_id: id }); }
    for await (const outcome of client.bulk.executeAll(items())) { const key: string = outcome.idempotencyKey; }
  `,
  'executeAll: types that the document knows, and others, in one array, from one generator': `
    for await (const outcome of client.bulk.executeAll([
      undocumentedItem('things/show', { thing_id: id, anything: 1 }),
      { _type: 'agent_spans/finish', agent_span_id: id },
    ])) {
      same<typeof outcome.item._type, 'things/show' | 'agent_spans/finish'>();
    }
    function* items() {
      yield undocumentedItem('things/show', { thing_id: id });
      yield { _type: 'agent_spans/finish', agent_span_id: id } as const;
    }
    for await (const outcome of client.bulk.executeAll(items())) same<typeof outcome.item._type, 'things/show' | 'agent_spans/finish'>();
  `,
  'executeAll: a type that is only known when it runs': `
    declare const rows: Iterable<{ type: string; fields: object }>;
    function* items() { for (const { type, fields } of rows) yield undocumentedItem(type, fields); }
    for await (const { index, status } of client.bulk.executeAll(items())) same<typeof status, 'success' | 'error'>();
  `,
  'executeAll: awaited, gives the totals': `
    const totals = await client.bulk.executeAll([{ _type: 'agent_spans/create', details }]);
    same<typeof totals, BulkTotals>();
    const { succeeded, failed } = totals;
    same<typeof succeeded, number>();
    const promised: PromiseLike<BulkTotals> = client.bulk.executeAll(ids.map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id })));
    const run: BulkRun = client.bulk.executeAll([{ _type: 'agent_spans/create', details }] as BulkInput[]);
  `,
  'executeAll: options': `
    const options: BulkRunOptions = {
      maxItems: 1, maxBytes: 1, concurrency: 2, stopOnError: true, signal: new AbortController().signal, timeout: 1, maxRetries: 0,
      retryOnStatusCodes: [503], headers: { a: 'b', c: null }, onControlSignal: ({ terminate }) => terminate,
      onProgress: ({ succeeded, failed, requests }) => succeeded + failed + requests,
    };
    await client.bulk.executeAll([{ _type: 'agent_spans/create', details }], options);
    await client.bulk.executeAll([{ _type: 'agent_spans/create', details }], { onProgress: async (progress) => { same<typeof progress, BulkProgress>(); } });
    await client.bulk.executeAll([{ _type: 'agent_spans/create', details }], { signal: undefined, maxItems: undefined });
    const shared: BatchOptions = { maxItems: 5, timeout: 5 };
    await client.bulk.executeAll([{ _type: 'agent_spans/create', details }], { ...shared, concurrency: 2 });
    client.bulk.writer({ ...shared, overflow: 'drop' });
  `,
  'an outcome can be handed on by its declared type': `
    const failures: BulkOutcome[] = [];
    const spans: AgentSpan[] = [];
    const note = (outcome: BulkOutcome<'agent_spans/create'>) => { if (outcome.status === 'success' && !outcome.alreadyApplied) spans.push(outcome.details); };
    for await (const outcome of client.bulk.executeAll([{ _type: 'agent_spans/create', details }])) {
      note(outcome);
      if (outcome.status === 'error') failures.push(outcome);
      if (outcome.status === 'error' && outcome.error instanceof PrefactorApiError) { const code: string = outcome.error.code; }
    }
    const again: BulkInput[] = failures.map(({ item, idempotencyKey }) => ({ ...item, idempotency_key: idempotencyKey }));
  `,
  'free-form objects take an interface': `
    interface Prompt { model: string; prompt: string }
    declare const payload: Prompt;
    client.bulk.executeAll([{ _type: 'agent_spans/create', details: { ...details, payload } }]);
    writer.add({ _type: 'agent_spans/create', details: { ...details, payload } });
    writer.createSpan({ ...details, payload });
    writer.finishSpan(id, { result_payload: payload, timestamp: new Date() });
  `,
  'writer.add: the outcome is typed by the type of the item': `
    const outcome = await writer.add({ _type: 'agent_instances/finish', agent_instance_id: id });
    same<typeof outcome, WriterOutcome<'agent_instances/finish'>>();
    same<typeof outcome.status, 'success' | 'error' | 'dropped'>();
    if (outcome.status === 'success' && !outcome.alreadyApplied) same<typeof outcome.details, AgentInstance>();
    if (outcome.status === 'error') { const error: PrefactorHttpError = outcome.error; }
    if (outcome.status === 'dropped') { const key: string = outcome.idempotencyKey; const item: BulkInput<'agent_instances/finish'> = outcome.item; }
  `,
  'writer.add: a declared item of any type, and one that the document does not know': `
    declare const item: BulkInput;
    const outcome = await writer.add(item);
    same<typeof outcome.item._type, BulkType>();
    const other = await writer.add(undocumentedItem('things/show', { thing_id: id, anything: [1] }));
    if (other.status === 'success' && !other.alreadyApplied) { const agent = other['agent']; same<typeof agent, unknown>(); }
    declare const _type: string;
    const untold = await writer.add(undocumentedItem(_type, { anything: 1 }));
    const key: string = untold.idempotencyKey;
  `,
  'writer: createSpan and finishSpan': `
    const span = writer.createSpan({ ...details, id, parent_span_id: id, started_at: new Date() });
    same<typeof span.id, string>();
    const outcome = await span.outcome;
    if (outcome.status === 'success' && !outcome.alreadyApplied) same<typeof outcome.details, AgentSpan>();
    const ended = await writer.finishSpan(span.id);
    same<typeof ended, WriterOutcome<'agent_spans/finish'>>();
  `,
  'writer: flush, close, ready, disposal and options': `
    const options: WriterOptions = {
      maxItems: 1, maxBytes: 1, flushInterval: 1, maxQueueItems: 1, maxQueueBytes: 1, overflow: 'wait', exitTimeout: 1,
      timeout: 1, maxRetries: 0, retryOnStatusCodes: [], headers: {}, onControlSignal: () => {},
    };
    await using made = client.bulk.writer(options);
    const { pending } = await made.flush({ timeout: 5 });
    same<typeof pending, number>();
    const ready: Promise<void> = made.ready();
    const closed = await made.close({ timeout: 5 });
    same<typeof closed, WriterTotals>();
    const counts: number[] = [closed.written, closed.failed, closed.dropped, made.size, made.bytes];
  `,
};

const failing: Record<string, [code: string, complaint: RegExp]> = {
  'executeAll: an unknown field': [
    `client.bulk.executeAll([{ _type: 'agent_spans/finish', agent_span_id: id, nope: 1 }]);`,
    /nope/,
  ],
  'executeAll: an unknown field in one of many': [
    `client.bulk.executeAll([{ _type: 'agent_spans/create', details }, { _type: 'agent_spans/finish', agent_span_id: id, nope: 1 }]);`,
    /nope/,
  ],
  'executeAll: an unknown field in a mapped array': [
    `client.bulk.executeAll(ids.map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id, nope: 1 })));`,
    /nope/,
  ],
  'executeAll: an unknown field in one of the types of a mapped array': [
    `client.bulk.executeAll(ids.map((agent_span_id, n) => n % 2
      ? ({ _type: 'agent_spans/finish', agent_span_id, nope: 1 }) as const
      : ({ _type: 'agent_spans/create', details }) as const));`,
    /nope/,
  ],
  'executeAll: a field of another type of the same array': [
    `client.bulk.executeAll([{ _type: 'agent_spans/finish', agent_span_id: id }, { _type: 'agent_spans/create', details, agent_span_id: id }]);`,
    /agent_span_id/,
  ],
  'executeAll: an unknown field inside details': [
    `client.bulk.executeAll([{ _type: 'agent_spans/create', details: { ...details, nope: 1 } }]);`,
    /nope/,
  ],
  'executeAll: an unknown field from a generator': [
    `function* items() { yield { _type: 'agent_spans/finish', agent_span_id: id, nope: 1 } as const; }
    client.bulk.executeAll(items());`,
    /nope/,
  ],
  'executeAll: an unknown field from an async generator': [
    `async function* items() { yield { _type: 'agent_spans/finish', agent_span_id: id, nope: 1 } as const; }
    client.bulk.executeAll(items());`,
    /nope/,
  ],
  'executeAll: an unknown field inside details, in a mapped array': [
    `client.bulk.executeAll(ids.map((n) => ({ _type: 'agent_spans/create', details: { ...details, nope: n } })));`,
    /nope/,
  ],
  'executeAll: an unknown field beside an item that the document does not know': [
    `client.bulk.executeAll([undocumentedItem('things/show', { any: 1 }), { _type: 'agent_spans/finish', agent_span_id: id, nope: 1 }]);`,
    /nope/,
  ],
  'executeAll: a missing field beside an item that the document does not know': [
    `client.bulk.executeAll([undocumentedItem('things/show', { any: 1 }), { _type: 'agent_spans/finish' }]);`,
    /agent_span_id/,
  ],
  'executeAll: a missing field': [
    `client.bulk.executeAll([{ _type: 'agent_spans/finish', status: 'complete' }]);`,
    /agent_span_id/,
  ],
  'executeAll: a missing field in a mapped array': [
    `client.bulk.executeAll(ids.map(() => ({ _type: 'agent_spans/finish', status: 'complete' })));`,
    /agent_span_id/,
  ],
  'executeAll: a missing field from a generator': [
    `function* items() { yield { _type: 'agent_spans/finish', status: 'complete' } as const; }
    client.bulk.executeAll(items());`,
    /agent_span_id/,
  ],
  'executeAll: a status that there is not': [
    `client.bulk.executeAll([{ _type: 'agent_spans/finish', agent_span_id: id, status: 'done' }]);`,
    /"done"/,
  ],
  'executeAll: an item without a type': [`client.bulk.executeAll([{ agent_span_id: id }]);`, /_type/],
  'executeAll: a single item': [
    `client.bulk.executeAll({ _type: 'agent_spans/finish', agent_span_id: id });`,
    /Iterable|iterator|not assignable/,
  ],
  'executeAll: an unknown option': [
    `client.bulk.executeAll([{ _type: 'agent_spans/create', details }], { maxItem: 5 });`,
    /maxItem/,
  ],
  'executeAll: an option of another method': [
    `client.bulk.executeAll([{ _type: 'agent_spans/create', details }], { idempotencyKey: id });`,
    /idempotencyKey/,
  ],
  'executeAll: the details of an outcome that may have failed': [
    `for await (const outcome of client.bulk.executeAll([{ _type: 'agent_spans/create', details }])) outcome.details;`,
    /'details' does not exist/,
  ],
  'executeAll: the details of an outcome that may be without an answer': [
    `for await (const outcome of client.bulk.executeAll([{ _type: 'agent_spans/create', details }])) {
      if (outcome.status === 'success') outcome.details;
    }`,
    /'details' does not exist/,
  ],
  'executeAll: what only another type has': [
    `for await (const outcome of client.bulk.executeAll([{ _type: 'agent_spans/create', details }])) {
      if (outcome.status === 'success' && !outcome.alreadyApplied) outcome.summaries;
    }`,
    /'summaries' does not exist/,
  ],
  'executeAll: a dropped item': [
    `for await (const outcome of client.bulk.executeAll([{ _type: 'agent_spans/create', details }])) outcome.status === 'dropped';`,
    /no overlap/,
  ],
  'writer.add: an unknown field': [
    `writer.add({ _type: 'agent_spans/finish', agent_span_id: id, nope: 1 });`,
    /nope/,
  ],
  'writer.add: an unknown field inside details': [
    `writer.add({ _type: 'agent_spans/create', details: { ...details, nope: 1 } });`,
    /nope/,
  ],
  'writer.add: a missing field': [`writer.add({ _type: 'agent_spans/finish' });`, /agent_span_id/],
  'writer.add: an item without a type': [`writer.add({ agent_span_id: id });`, /_type/],
  'writer.add: the details of an outcome that may have failed': [
    `(await writer.add({ _type: 'agent_spans/create', details })).details;`,
    /'details' does not exist/,
  ],
  'writer.createSpan: an unknown field': [`writer.createSpan({ ...details, nope: 1 });`, /nope/],
  'writer.createSpan: a missing field': [
    `writer.createSpan({ agent_instance_id: id, status: 'active', payload: {} });`,
    /schema_name/,
  ],
  'writer.finishSpan: an unknown field': [`writer.finishSpan(id, { results: {} });`, /results/],
  'writer: a signal, which would lose what is queued': [
    `client.bulk.writer({ signal: new AbortController().signal });`,
    /signal/,
  ],
  'writer: an overflow that there is not': [`client.bulk.writer({ overflow: 'block' });`, /"block"/],
};

const pieces = [
  ...Object.entries(compiling).map(([name, code]) => ({ name, code, complaints: [] as RegExp[] })),
  ...Object.entries(failing).map(([name, [code, complaint]]) => ({ name, code, complaints: [complaint] })),
];
const [differing, ...found] = diagnosticsOfModules(
  ['same<string, unknown>();', ...pieces.map(({ code }) => code)].map((code) => `${given}\n${code}`),
);
const rows = pieces.map((piece, index) => ({ ...piece, found: found[index] ?? ['not checked'] }));

describe('this compiles:', () => {
  test.each(rows.filter((row) => row.complaints.length === 0))('$name', ({ found: said }) => {
    expect(said).toEqual([]);
  });
});

describe('this does not compile:', () => {
  test.each(rows.filter((row) => row.complaints.length > 0))('$name', ({ found: said, complaints }) => {
    expect(said).toEqual(complaints.map((part) => expect.stringMatching(part)));
  });
});

test('two types that differ would be noticed', () => {
  expect(differing).toEqual([expect.stringContaining('Expected 1 arguments')]);
});
