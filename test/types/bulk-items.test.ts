/** Which items `bulk.execute`, `bulk.executeAll` and `writer.add` take, and what TypeScript says of one that is wrong. */
import { describe, expect, test } from 'vitest';
import { diagnosticsOfModules } from './diagnostics.ts';

/** What every piece may use. */
const given = `
import {
  type AgentSpan,
  type AgentSpanForCreate,
  type BulkInput,
  type BulkItemResult,
  type BulkOutcome,
  type BulkRun,
  type BulkType,
  type BulkWriter,
  type FinishSpanRequest,
  PrefactorHttpClient,
  type UndocumentedItem,
  undocumentedItem,
  type WriterOutcome,
} from 'prefactor-http';

declare const client: PrefactorHttpClient;
declare const writer: BulkWriter;
declare const id: string;
declare const ids: string[];
declare const maybe: boolean;
const { bulk } = client;
const details = { agent_instance_id: id, schema_name: 'agent:llm', status: 'active', payload: {} } as const;
/** Compiles when both types are the same. */
const same = <A, B>(..._: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : ['differ']) => {};
`;

const taken: Record<string, string> = {
  'a literal, whose results are each typed by their item': `
    const { results } = await bulk.execute([
      { _type: 'agent_spans/create', details },
      { _type: 'agent_instances/show', agent_instance_id: id },
    ]);
    same<typeof results, readonly [BulkItemResult<'agent_spans/create'>, BulkItemResult<'agent_instances/show'>]>();
  `,
  'a literal as const, with arrays in it': `
    const items = [
      {
        _type: 'agent_instances/register',
        agent_schema_version: { external_identifier: 's1', span_type_schemas: [{ name: 'agent:llm', params_schema: {} }] },
      },
      { _type: 'agent_instances/start', agent_instance_id: id },
    ] as const;
    const { results } = await bulk.execute(items);
    same<typeof results, readonly [BulkItemResult<'agent_instances/register'>, BulkItemResult<'agent_instances/start'>]>();
    same<ReturnType<typeof run>, BulkRun<'agent_instances/register' | 'agent_instances/start'>>();
    const run = () => bulk.executeAll(items);
    for (const item of items) writer.add(item);
  `,
  'a mapped array': `
    const { results } = await bulk.execute(ids.map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id, status: 'failed' })));
    same<typeof results, readonly BulkItemResult<'agent_spans/finish'>[]>();
    const run = bulk.executeAll(Array.from(ids, (agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id })));
    same<typeof run, BulkRun<'agent_spans/finish'>>();
  `,
  'a mapped array of several types': `
    const { results: [first] } = await bulk.execute(ids.map((agent_span_id, n) => n % 2
      ? { _type: 'agent_spans/finish', agent_span_id }
      : { _type: 'agent_spans/create', details }));
    if (first?.status === 'success') same<typeof first.details, AgentSpan>();
    bulk.executeAll(ids.flatMap((agent_span_id) => [
      { _type: 'agent_spans/create', details: { ...details, id: agent_span_id } },
      { _type: 'agent_spans/finish', agent_span_id },
    ]));
  `,
  'a readonly array of a union': `
    declare const items: readonly BulkInput<'agent_spans/create' | 'agent_spans/finish'>[];
    const { results } = await bulk.execute(items);
    same<typeof results, readonly BulkItemResult<'agent_spans/create' | 'agent_spans/finish'>[]>();
    const run = bulk.executeAll(items);
    same<typeof run, BulkRun<'agent_spans/create' | 'agent_spans/finish'>>();
    for (const item of items) {
      const outcome = writer.add(item);
      same<typeof outcome, Promise<WriterOutcome<'agent_spans/create' | 'agent_spans/finish'>>>();
    }
  `,
  'items built by functions, of a declared and of an inferred type': `
    const finish = (agent_span_id: string) => ({ _type: 'agent_spans/finish', agent_span_id }) as const;
    const create = (): BulkInput<'agent_spans/create'> => ({ _type: 'agent_spans/create', details });
    const { results } = await bulk.execute([finish(id), create()]);
    same<typeof results, readonly [BulkItemResult<'agent_spans/finish'>, BulkItemResult<'agent_spans/create'>]>();
    bulk.execute(ids.map(finish));
    bulk.executeAll(new Set(ids.map(finish)));
    writer.add(finish(id));
  `,
  'items built from bodies': `
    declare const body: Omit<FinishSpanRequest, 'idempotency_key'>;
    declare const span: AgentSpanForCreate;
    bulk.execute([{ ...body, _type: 'agent_spans/finish', agent_span_id: id }, { _type: 'agent_spans/create', details: span }]);
    bulk.executeAll([span].map((details) => ({ _type: 'agent_spans/create', details })));
    writer.add({ _type: 'agent_spans/finish', agent_span_id: id, ...(maybe ? { status: 'failed' } : {}) });
  `,
  'spread arrays': `
    declare const list: BulkInput<'agent_spans/create'>[];
    bulk.execute([...list, { _type: 'agent_instances/finish', agent_instance_id: id }]);
    const { results } = await bulk.execute([{ _type: 'agent_instances/start', agent_instance_id: id }, ...list]);
    const result: BulkItemResult<'agent_instances/start' | 'agent_spans/create'> | undefined = results[0];
  `,
  'one of two types, and an item of either': `
    await bulk.execute([maybe ? { _type: 'agent_instances/start', agent_instance_id: id } : { _type: 'agent_instances/finish', agent_instance_id: id }]);
    declare const _type: 'agent_instances/start' | 'agent_instances/finish';
    writer.add({ _type, agent_instance_id: id });
    bulk.executeAll(ids.map((agent_instance_id) => ({ _type, agent_instance_id })));
  `,
  'the items of outcomes, to be sent again': `
    declare const failures: BulkOutcome<'agent_spans/create'>[];
    const run = bulk.executeAll(failures.map(({ item, idempotencyKey }) => ({ ...item, idempotency_key: idempotencyKey })));
    same<typeof run, BulkRun<'agent_spans/create'>>();
  `,
  'an iterable that only has next': `
    declare const items: { [Symbol.asyncIterator](): { next(): Promise<IteratorResult<BulkInput<'agent_spans/finish'>, 5>> } };
    const run = bulk.executeAll(items);
    same<typeof run, BulkRun<'agent_spans/finish'>>();
  `,
  'nothing, and anything': `
    bulk.execute([]);
    bulk.executeAll([]);
    declare const parsed: any;
    bulk.execute(parsed);
    bulk.executeAll(parsed);
    writer.add(parsed);
  `,
  'an item of a type that only a caller of the function knows': `
    const record = <Type extends BulkType>(item: BulkInput<Type>) => writer.add(item);
    const recordAll = <Type extends BulkType>(items: BulkInput<Type>[]) => bulk.execute<readonly BulkInput[]>(items);
    const recordEach = <Type extends BulkType>(items: Iterable<BulkInput<Type>>) => bulk.executeAll<Iterable<BulkInput>>(items);
  `,
  'items of undocumented types, among others, with the fields of an interface': `
    interface Thing { thing_id: string }
    declare const thing: Thing;
    const { results } = await bulk.execute([undocumentedItem('things/show', thing), { _type: 'agent_spans/finish', agent_span_id: id }]);
    same<typeof results, readonly [BulkItemResult<'things/show'>, BulkItemResult<'agent_spans/finish'>]>();
    const queue: (BulkInput | UndocumentedItem)[] = [undocumentedItem('things/list')];
    bulk.execute(queue);
    bulk.executeAll(queue);
    for (const item of queue) writer.add(item);
    const one: BulkInput<'things/show'> = undocumentedItem('things/show', { thing_id: id, idempotency_key: 'a-key-of-ours' });
  `,
};

/** A wrong item, and all that is said of it. */
const refused: Record<string, [code: string, message: string]> = {
  'a field that the type does not have': [
    `bulk.execute([{ _type: 'agent_instances/show' }, { _type: 'agent_spans/finish', agent_span_id: id, statsu: 'complete' }]);`,
    `Object literal may only specify known properties, but 'statsu' does not exist in type 'BulkFinishAgentSpanInput & UnknownField<"statsu">'. Did you mean to write 'status'?`,
  ],
  'a field that the type does not have, for executeAll': [
    `bulk.executeAll([{ _type: 'agent_instances/show' }, { _type: 'agent_spans/finish', agent_span_id: id, nope: 1 }]);`,
    `Object literal may only specify known properties, and 'nope' does not exist in type 'BulkFinishAgentSpanInput & UnknownField<"nope">'.`,
  ],
  'a field that the type does not have, for a writer': [
    `writer.add({ _type: 'agent_spans/finish', agent_span_id: id, nope: 1 });`,
    `Object literal may only specify known properties, and 'nope' does not exist in type 'BulkFinishAgentSpanInput & UnknownField<"nope">'.`,
  ],
  'a field that details do not have': [
    `bulk.execute([{ _type: 'agent_spans/create', details: { ...details, parent_spanid: id } }]);`,
    `Object literal may only specify known properties, but 'parent_spanid' does not exist in type 'AgentSpanForCreate'. Did you mean to write 'parent_span_id'?`,
  ],
  'a field that is missing': [
    `bulk.execute([{ _type: 'agent_spans/finish', status: 'complete' }]);`,
    `Property 'agent_span_id' is missing in type '{ _type: "agent_spans/finish"; status: "complete"; }' but required in type 'BulkFinishAgentSpanInput'.`,
  ],
  'a value that a field does not take': [
    `bulk.execute([{ _type: 'agent_spans/finish', agent_span_id: id, status: 'done' }]);`,
    `Type '"done"' is not assignable to type 'FinishStatus | null | undefined'.`,
  ],
  'a value that a field does not take, for a writer': [
    `writer.add({ _type: 'agent_spans/create', details: { ...details, status: 'done' } });`,
    `Type '"done"' is not assignable to type 'AgentSpanStatusForCreate'.`,
  ],
  'a misspelt type': [
    `bulk.execute([{ _type: 'agent_spans/finsh', agent_span_id: id }]);`,
    `Type '"agent_spans/finsh"' is not assignable to type 'BulkType'. Did you mean '"agent_spans/finish"'?`,
  ],
  'a misspelt type, for executeAll': [
    `bulk.executeAll([{ _type: 'agent_spans/finsh', agent_span_id: id }]);`,
    `Type '"agent_spans/finsh"' is not assignable to type 'BulkType'. Did you mean '"agent_spans/finish"'?`,
  ],
  'a misspelt type, for a writer': [
    `writer.add({ _type: 'agent_spans/finsh', agent_span_id: id });`,
    `Type '"agent_spans/finsh"' is not assignable to type 'BulkType'. Did you mean '"agent_spans/finish"'?`,
  ],
  'an item without a type': [
    `writer.add({ agent_span_id: id });`,
    `Argument of type '{ agent_span_id: string; }' is not assignable to parameter of type 'DocumentedItem'.
  Property '_type' is missing in type '{ agent_span_id: string; }' but required in type 'DocumentedItem'.`,
  ],
  'a type that is any string': [
    `declare const _type: string; writer.add({ _type, agent_span_id: id });`,
    `Type 'string' is not assignable to type 'BulkType'.`,
  ],
  'an item made elsewhere, with a field that its type does not have': [
    `const item = { _type: 'agent_spans/finish', agent_span_id: id, nope: 1 } as const; writer.add(item);`,
    `Argument of type '{ readonly _type: "agent_spans/finish"; readonly agent_span_id: string; readonly nope: 1; }' is not assignable to parameter of type 'BulkFinishAgentSpanInput & UnknownField<"nope">'.
  Property '[unknownField]' is missing in type '{ readonly _type: "agent_spans/finish"; readonly agent_span_id: string; readonly nope: 1; }' but required in type 'UnknownField<"nope">'.`,
  ],
  'mapped items with a field that their type does not have': [
    `bulk.execute(ids.map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id, nope: 1 })));`,
    `Argument of type '{ _type: "agent_spans/finish"; agent_span_id: string; nope: number; }[]' is not assignable to parameter of type '"agent_spans/finish has no field nope"'.`,
  ],
  'mapped items with a field that their details do not have': [
    `bulk.executeAll(ids.map((nope) => ({ _type: 'agent_spans/create', details: { ...details, nope } })));`,
    `Argument of type '{ _type: "agent_spans/create"; details: { nope: string; agent_instance_id: string; schema_name: "agent:llm"; status: "active"; payload: {}; }; }[]' is not assignable to parameter of type '"agent_spans/create has no field details.nope"'.`,
  ],
  'mapped items of a misspelt type': [
    `bulk.execute(ids.map((agent_span_id) => ({ _type: 'agent_spans/finsh', agent_span_id })));`,
    `Argument of type '{ _type: "agent_spans/finsh"; agent_span_id: string; }[]' is not assignable to parameter of type '"agent_spans/finsh is no documented type: see undocumentedItem"'.`,
  ],
  'generated items that lack a field': [
    `function* items() { yield { _type: 'agent_spans/finish', status: 'complete' } as const; } bulk.executeAll(items());`,
    `Argument of type 'Generator<{ readonly _type: "agent_spans/finish"; readonly status: "complete"; }, void, unknown>' is not assignable to parameter of type '"agent_spans/finish: agent_span_id is missing or of another type"'.`,
  ],
  'streamed items with a value that a field of details does not take': [
    `async function* items() { for (const n of ids) yield { _type: 'agent_spans/create', details: { ...details, payload: n } } as const; } bulk.executeAll(items());`,
    `Argument of type 'AsyncGenerator<{ readonly _type: "agent_spans/create"; readonly details: { readonly payload: string; readonly agent_instance_id: string; readonly schema_name: "agent:llm"; readonly status: "active"; }; }, void, unknown>' is not assignable to parameter of type '"agent_spans/create: details.payload is missing or of another type"'.`,
  ],
  'streamed items whose types are any string': [
    `declare const items: AsyncIterable<{ _type: string; agent_id: string }>; bulk.executeAll(items);`,
    `Argument of type 'AsyncIterable<{ _type: string; agent_id: string; }>' is not assignable to parameter of type '"a _type is any string: declare the item as a BulkInput, or 'as const'"'.`,
  ],
  'generated items without a type': [
    `function* items() { yield { agent_span_id: id }; } bulk.executeAll(items());`,
    `Argument of type 'Generator<{ agent_span_id: string; }, void, unknown>' is not assignable to parameter of type '"an item has no _type"'.`,
  ],
  'a handmade item of an undocumented type': [
    `const item: UndocumentedItem<'things/show'> = { _type: 'things/show' };`,
    `Property '[undocumented]' is missing in type '{ _type: "things/show"; }' but required in type 'UndocumentedItem<"things/show">'.`,
  ],
};

const pieces = [
  ...Object.entries(taken).map(([name, code]) => ({ name, code, messages: [] as string[] })),
  ...Object.entries(refused).map(([name, [code, message]]) => ({ name, code, messages: [message] })),
];
const [differing, ...found] = diagnosticsOfModules(
  ['same<string, unknown>();', ...pieces.map(({ code }) => code)].map((code) => `${given}\n${code}`),
);
const rows = pieces.map((piece, index) => ({ ...piece, found: found[index] ?? ['not checked'] }));

describe('this is taken:', () => {
  test.each(rows.filter((row) => row.messages.length === 0))('$name', ({ found: said }) => {
    expect(said).toEqual([]);
  });
});

describe('one message of less than 400 characters is all that is said of', () => {
  test.each(rows.filter((row) => row.messages.length > 0))('$name', ({ found: said, messages }) => {
    expect(said).toEqual(messages);
    expect(said[0]?.length).toBeLessThan(400);
  });
});

test('two types that differ would be noticed', () => {
  expect(differing).toEqual([expect.stringContaining('Expected 1 arguments')]);
});
