/** What an editor shows of the package's types, and what TypeScript says of mistakes: the types by their public names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { diagnosticsOfModules } from './diagnostics.ts';
import { completionsOf, quickInfoOf } from './quick-info.ts';

/** What every piece of code may use. */
const given = `
import { type AgentInstance, type BulkInput, PrefactorHttpClient, undocumentedItem } from 'prefactor-http';
declare const client: PrefactorHttpClient;
declare const id: string;
declare const ids: string[];
declare const items: BulkInput[];
const details = { agent_instance_id: id, schema_name: 'agent:llm', status: 'active', payload: {} } as const;
`;

/** Names and looks of what only the inside of the package should have to do with. */
const internal =
  /components|paths\[|operations\[|\$defs|webhooks|SuccessBody|Query<|Listed|Omit<|OptionalKey|Documented</;

/** The name under a caret, which stands at `/*?*\/`, and how an editor shows it. */
const shown: Record<string, [code: string, declaration: string]> = {
  'the parameters of register': [
    'client.agentInstances./*?*/register({});',
    '(method) AgentInstances.register(body: RegisterAgentInstanceRequest, options?: RequestOptions): ApiPromise<AgentInstance, RegisterAgentInstanceResponse>',
  ],
  'a field of a body': [
    'client.agentInstances.register({ /*?*/agent_version: { external_identifier: id } });',
    '(property) RegisterAgentInstanceFields.agent_version?: AgentVersionForRegister | null | undefined',
  ],
  'an option of a call': [
    'client.agentInstances.register({}, { /*?*/timeout: 5 });',
    '(property) RequestOptions.timeout?: number | undefined',
  ],
  'an option of the client': [
    'new PrefactorHttpClient({ /*?*/hooks: {} });',
    '(property) HttpClientConfig.hooks?: Hooks | undefined',
  ],
  'what register resolves to': [
    'const /*?*/instance = await client.agentInstances.register({});',
    'const instance: AgentInstance',
  ],
  'finish of an instance': [
    'client.agentInstances./*?*/finish(id);',
    '(method) AgentInstances.finish(id: string, body?: FinishInstanceRequest, options?: RequestOptions): ApiPromise<AgentInstance, AgentInstanceResponse>',
  ],
  'show of an instance': [
    'client.agentInstances./*?*/show({});',
    '(method) AgentInstances.show(query: ShowAgentInstanceQuery, options?: RequestOptions): ApiPromise<AgentInstance, AgentInstanceResponse>',
  ],
  'the debugging context of an instance': [
    'const /*?*/context = await client.agentInstances.agentContext(id);',
    'const context: AgentContext',
  ],
  'create of a span': [
    'client.agentSpans./*?*/create(details);',
    '(method) AgentSpans.create(details: AgentSpanForCreate, options?: RequestOptions): ApiPromise<AgentSpan, AgentSpanWriteResponse>',
  ],
  'a whole answer': [
    'const /*?*/whole = await client.agentSpans.create(details).withResponse();',
    'const whole: WholeAnswer<AgentSpan, AgentSpanWriteResponse>',
  ],
  'the control signal of an answer': [
    'const { body: { /*?*/control } } = await client.agentSpans.create(details).withResponse();',
    'const control: ControlSignal | null | undefined',
  ],
  'list of spans': [
    'client.agentSpans./*?*/list({});',
    '(method) AgentSpans.list(query: ListAgentSpansQuery, options?: RequestOptions): PagePromise<AgentSpanSummary, AgentSpanListResponse>',
  ],
  'a parameter of a list': [
    'client.agentSpans.list({ /*?*/start_time: new Date() });',
    '(property) ListAgentSpansQuery.start_time?: string | Date | undefined',
  ],
  'a page of a list': [
    'const /*?*/page = await client.agentInstances.list({ agent_id: id });',
    'const page: Page<AgentInstanceSummary>',
  ],
  'an item of a list': [
    'for await (const /*?*/span of client.agentSpans.list({})) span;',
    'const span: AgentSpanSummary',
  ],
  'a status': ['const { /*?*/status } = await client.agentSpans.get(id);', 'const status: AgentSpanStatus'],
  'the results of a bulk request': [
    `const { /*?*/results } = await client.bulk.execute([{ _type: 'agent_spans/create', details }, { _type: 'agent_instances/show' }]);`,
    'const results: readonly [BulkItemResult<"agent_spans/create">, BulkItemResult<"agent_instances/show">]',
  ],
  'a result that is a success': [
    `const { results: [first] } = await client.bulk.execute([{ _type: 'agent_spans/create', details }]);
     if (first.status === 'success') /*?*/first;`,
    'const first: BulkItemSuccess<"agent_spans/create">',
  ],
  'a result that is an error': [
    `const { results: [first] } = await client.bulk.execute([{ _type: 'agent_spans/create', details }]);
     if (first.status === 'error') /*?*/first;`,
    'const first: BulkItemError',
  ],
  'the results of many items of one type': [
    `const { /*?*/results } = await client.bulk.execute(ids.map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id }) as const));`,
    'const results: readonly BulkItemResult<"agent_spans/finish">[]',
  ],
  'an outcome of executeAll': [
    `for await (const /*?*/outcome of client.bulk.executeAll(ids.map((agent_span_id) => ({ _type: 'agent_spans/finish', agent_span_id }) as const))) outcome;`,
    'const outcome: BulkOutcome<"agent_spans/finish">',
  ],
  'an item of a bulk request': [
    `declare const /*?*/item: BulkInput<'agent_spans/finish'>;`,
    'const item: BulkFinishAgentSpanInput',
  ],
  'a field of an item': [
    `client.bulk.execute([{ _type: 'agent_spans/finish', /*?*/agent_span_id: id }]);`,
    '(property) BulkFinishAgentSpanInput.agent_span_id: string',
  ],
  'a run over items of one type': [
    `declare const ends: BulkInput<'agent_spans/finish'>[]; client.bulk./*?*/executeAll(ends);`,
    '(method) Bulk.executeAll<BulkFinishAgentSpanInput[]>(items: BulkFinishAgentSpanInput[], options?: BulkRunOptions): BulkRun<"agent_spans/finish">',
  ],
  'an item of an undocumented type': [
    `const /*?*/item = undocumentedItem('things/show');`,
    'const item: UndocumentedItem<"things/show">',
  ],
  'items of any types': ['/*?*/items;', 'const items: BulkInput[]'],
  'the end of a span for a writer': [
    'client.bulk.writer()./*?*/finishSpan(id);',
    '(method) BulkWriter.finishSpan(id: string, body?: FinishSpanRequest): Promise<WriterOutcome<"agent_spans/finish">>',
  ],
  'an option of a writer': [
    `client.bulk.writer({ /*?*/maxItems: 5 });`,
    '(property) BatchOptions.maxItems?: number | undefined',
  ],
  'what a documented path answers': [
    `const /*?*/answer = await client.request('GET', '/api/v1/agent_spans/{agent_span_id}', { params: { path: { agent_span_id: id } } });`,
    'const answer: AgentSpanResponse',
  ],
};

/** A mistake, and what TypeScript says of it. */
const said: Record<string, [code: string, message: string]> = {
  'a field that is not in a body': [
    'client.agentInstances.register({ agentId: id });',
    "Object literal may only specify known properties, but 'agentId' does not exist in type 'RegisterAgentInstanceRequest'. Did you mean to write 'agent_id'?",
  ],
  'a field that is not inside a body': [
    'client.agentInstances.register({ agent_version: { external_identifer: id } });',
    "Object literal may only specify known properties, but 'external_identifer' does not exist in type 'AgentVersionForRegister'. Did you mean to write 'external_identifier'?",
  ],
  'a field that is missing': [
    'client.agentInstances.terminate(id, {});',
    "Argument of type '{}' is not assignable to parameter of type 'TerminateInstanceRequest'.\n  Property 'reason' is missing in type '{}' but required in type 'TerminateInstanceRequest'.",
  ],
  'fields that are missing': [
    `client.agentSpans.create({ schema_name: 'agent:llm' });`,
    "Argument of type '{ schema_name: string; }' is not assignable to parameter of type 'AgentSpanForCreate'.\n  Type '{ schema_name: string; }' is missing the following properties from type 'AgentSpanForCreate': agent_instance_id, status",
  ],
  'a value that an enum does not have': [
    `client.agentSpans.create({ ...details, status: 'done' });`,
    `Type '"done"' is not assignable to type 'AgentSpanStatusForCreate'.`,
  ],
  'a parameter that a query does not have': [
    'client.agentSpans.list({ agent: id });',
    "Object literal may only specify known properties, and 'agent' does not exist in type 'ListAgentSpansQuery'.",
  ],
  'an option that a call does not have': [
    'client.agentSpans.create(details, { idempotency_key: id });',
    "Object literal may only specify known properties, but 'idempotency_key' does not exist in type 'RequestOptions'. Did you mean to write 'idempotencyKey'?",
  ],
  'a resource in place of another': [
    'const instance: AgentInstance = await client.agentSpans.create(details);',
    "Type 'AgentSpan' is missing the following properties from type 'AgentInstance': agent_version_id, environment_id",
  ],
  'a field that is missing in a bulk item': [
    `const item: BulkInput<'agent_spans/finish'> = { _type: 'agent_spans/finish' };`,
    `Property 'agent_span_id' is missing in type '{ _type: "agent_spans/finish"; }' but required in type 'BulkFinishAgentSpanInput'.`,
  ],
  'a value that an enum of a bulk item does not have': [
    `items.push({ _type: 'agent_spans/finish', agent_span_id: id, status: 'done' });`,
    `Type '"done"' is not assignable to type 'FinishStatus | null | undefined'.`,
  ],
  'a field of a result that may be an error': [
    `const { results } = await client.bulk.execute([{ _type: 'agent_spans/create', details }]); results[0].details;`,
    `Property 'details' does not exist on type 'BulkItemResult<"agent_spans/create">'.\n  Property 'details' does not exist on type 'BulkItemError'.`,
  ],
};

describe('an editor shows', () => {
  const rows = Object.entries(shown);
  const infos = quickInfoOf(rows.map(([, [code]]) => `${given}{ ${code} }\nexport {};`));

  test.each(rows.map(([name, [, declaration]], index) => [name, infos[index], declaration] as const))(
    '%s',
    (_, info, declaration) => {
      expect(info?.declaration).toBe(declaration);
    },
  );

  test('nothing of the inside, at any of these places', () => {
    for (const { declaration } of infos) expect(declaration).not.toMatch(internal);
  });

  test('which operation a method is, and where the document describes it', () => {
    const [info] = quickInfoOf([`${given}client.agentSpans./*?*/create(details);`]);
    expect(info?.tags).toContain(
      '@remarks Operation `createAgentSpan` in `openapi/paths/agent_spans.yaml` of this package.',
    );
  });

  test('descriptions as text, and what a body of an error is not', () => {
    const [field, body] = quickInfoOf([
      `${given}client.agentSpans.create({ ...details, /*?*/finished_at: null });`,
      `import type { ApiError } from 'prefactor-http';\ndeclare const error: /*?*/ApiError;`,
    ]);
    expect(field?.documentation).toBe(
      'When it ended. Null or absent while it is in progress. An ISO 8601 timestamp.',
    );
    expect(body?.declaration).toContain('interface ApiError');
    expect(body?.documentation).toContain('Not an error that is thrown: that is a `PrefactorApiError`');
  });
});

describe('an editor offers', () => {
  const finishing = [
    'agent_span_id',
    'idempotency_key',
    'result_payload',
    'sensitive_encoding',
    'status',
    'timestamp',
  ];
  const offered: [what: string, code: string, names: unknown][] = [
    [
      'the types of items',
      `client.bulk.execute([{ _type: '/*?*/' }]);`,
      expect.arrayContaining(['agent_spans/finish']),
    ],
    ['the fields of an item', `client.bulk.execute([{ _type: 'agent_spans/finish', /*?*/ }]);`, finishing],
    ['them for executeAll', `client.bulk.executeAll([{ _type: 'agent_spans/finish', /*?*/ }]);`, finishing],
    ['them for a writer', `client.bulk.writer().add({ _type: 'agent_spans/finish', /*?*/ });`, finishing],
    [
      'the details of an item',
      `client.bulk.writer().add({ _type: 'agent_spans/create', details: { ...details, /*?*/ } });`,
      expect.arrayContaining(['parent_span_id', 'started_at']),
    ],
    [
      'the values of a field',
      `client.bulk.execute([{ _type: 'agent_spans/finish', agent_span_id: id, status: '/*?*/' }]);`,
      ['cancelled', 'complete', 'failed'],
    ],
  ];
  const found = completionsOf(offered.map(([, code]) => `${given}{ ${code} }\nexport {};`));

  test.each(offered.map(([what, , names], index) => [what, found[index]?.toSorted(), names] as const))(
    '%s',
    (_, offers, names) => {
      expect(offers).toEqual(names);
    },
  );
});

describe('TypeScript says of', () => {
  const rows = Object.entries(said);
  const messages = diagnosticsOfModules(rows.map(([, [code]]) => given + code));

  test.each(rows.map(([name, [, message]], index) => [name, messages[index], message] as const))(
    '%s',
    (_, found, message) => {
      expect(found).toEqual([message]);
    },
  );
});

test('the package does not export how it looks types up', () => {
  const names = ['paths', 'operations', 'components', 'webhooks', '$defs'];
  const found = diagnosticsOfModules(names.map((name) => `import type { ${name} } from 'prefactor-http';`));
  expect(found).toEqual(names.map((name) => [expect.stringContaining(`has no exported member '${name}'`)]));
});

test('the types of the document have names of their own, in order, and none of an error class', () => {
  const types = readFileSync(join(projectRoot, 'src/generated/types.ts'), 'utf8');
  expect(types).not.toMatch(internal);
  const names = [...types.matchAll(/^export (?:interface|type) (\S+)/gm)].map(([, name = '']) => name);
  expect(names).toEqual(names.toSorted());
  expect(names.filter((name) => /^(Response|Parameter)[A-Z]|^[^A-Z]/.test(name))).toEqual([]);
  // The Python package has these two for bodies.
  expect(names.filter((name) => name.endsWith('Error'))).toEqual(['ApiError', 'DetailedApiError']);
  // An object is an interface; what else there is has no fields to show.
  expect(types.match(/^export type \w+ = \{/gm)).toBeNull();
});
