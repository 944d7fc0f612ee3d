/**
 * With `exactOptionalPropertyTypes`, a field that may be left out is not one that may be `undefined`. Of what a caller
 * writes, both hold; of what the API answers, only the first.
 */
import { describe, expect, test } from 'vitest';
import { diagnosticsOfModules } from './diagnostics.ts';

const given = `
import type { OperationId } from './src/generated/operations.ts';
import type { Query, RequestBody, SuccessBody } from './src/wrapper/call/operation-types.ts';
import { type AgentSpan, type BulkInputs, type DataRisk, type DataRiskInput, PrefactorHttpClient } from 'prefactor-http';

declare const client: PrefactorHttpClient;
declare const id: string;
declare const maybe: string | undefined;
declare const maybeDate: Date | undefined;

type Bodies = { [Id in OperationId]: RequestBody<Id> };
type Queries = { [Id in OperationId]: Query<Id> };
type Answers = { [Id in OperationId]: SuccessBody<Id> };

/** The paths of the fields in a type that may be left out, and of which taking \`undefined\` is true or false. */
type Optional<T, Takes extends boolean, Path extends string = ''> = T extends Date | ((...given: never) => unknown)
  ? never
  : T extends readonly (infer Item)[]
    ? Optional<Item, Takes, \`\${Path}[]\`>
    : T extends object
      ? { [Name in keyof T & string]-?: Optional<Exclude<T[Name], undefined>, Takes, \`\${Path}.\${Name}\`>
          | ({} extends Pick<T, Name> ? string extends Name ? never
              : ({ [One in Name]: undefined } extends Pick<T, Name> ? true : false) extends Takes ? \`\${Path}.\${Name}\` : never
            : never) }[keyof T & string]
      : never;
const none = <Paths extends string>(..._: [Paths] extends [never] ? [] : [Paths]) => {};
`;

const compiling: Record<string, string> = {
  'no field of a body that may be left out is exact': `
    none<Optional<Bodies, false>>();
  `,
  'no parameter of a query that may be left out is exact': `
    none<Optional<Queries, false>>();
  `,
  'no field of a bulk item that may be left out is exact': `
    none<Optional<BulkInputs, false>>();
  `,
  'every field of an answer that may be left out is exact': `
    none<Optional<Answers, true>>();
  `,
  'these are the fields that are meant': `
    const found: Optional<Bodies, true>[] = [
      '.createAgentSpan.details.parent_span_id',
      '.registerAgentInstance.agent_schema_version.span_type_schemas[].data_risk.action_profile.read_data',
      '.registerAgentInstance.agent_version.runtime_environment.os',
      '.finishAgentSpan.timestamp',
    ];
    const queried: Optional<Queries, true>[] = ['.listAgentSpans.pagination.page_size', '.showAgent.agent_id'];
    const items: Optional<BulkInputs, true>[] = ['.agent_spans/create.details.parent_span_id', '.agent_spans/list.start_time'];
    const answered: Optional<Answers, false>[] = ['.getAgentSpan.details.parent_span_id', '.createAgentSpan.control'];
  `,
  'methods take what may be undefined': `
    await client.agentInstances.register({
      agent_id: maybe,
      agent_version: { external_identifier: 'v1', runtime_environment: { os: maybe } },
      agent_schema_version: {
        external_identifier: 's1',
        span_type_schemas: [{ name: 'agent:llm', params_schema: {}, data_risk: { action_profile: undefined } }],
      },
    });
    await client.agentSpans.create({ agent_instance_id: id, schema_name: 'agent:llm', status: 'active', parent_span_id: maybe });
    await client.agentSpans.finish(id, { timestamp: maybeDate, result_payload: undefined });
    await client.agentSpans.list({ agent_id: maybe, start_time: maybeDate, pagination: { offset: undefined } });
    await client.request('GET', '/api/v1/agent_spans', { query: { agent_id: maybe } });
    await client.bulk.execute([{ _type: 'agent_spans/list', agent_id: maybe, idempotency_key: maybe }]);
    client.bulk.writer().add({ _type: 'agent_spans/finish', agent_span_id: id, timestamp: maybeDate });
    client.bulk.writer().createSpan({ agent_instance_id: id, schema_name: 'agent:llm', status: 'active', parent_span_id: maybe });
  `,
  'what was answered can be sent': `
    declare const risk: DataRisk;
    const again: DataRiskInput = risk;
  `,
};

const failing: Record<string, [code: string, complaint: RegExp]> = {
  'a field of an answer that is undefined': [
    `const span: Pick<AgentSpan, 'parent_span_id'> = { parent_span_id: undefined };`,
    /'undefined' is not assignable/,
  ],
  'a field of an object that is answered as well as taken, as it is answered': [
    `const risk: DataRisk = { action_profile: undefined };`,
    /'undefined' is not assignable/,
  ],
  'a field that is required': [
    `client.agentSpans.create({ agent_instance_id: maybe, schema_name: 'agent:llm', status: 'active' });`,
    /'undefined' is not assignable/,
  ],
};

const pieces = [
  ...Object.entries(compiling).map(([name, code]) => ({ name, code, complaints: [] as RegExp[] })),
  ...Object.entries(failing).map(([name, [code, complaint]]) => ({ name, code, complaints: [complaint] })),
];
const found = diagnosticsOfModules(pieces.map(({ code }) => `${given}\n${code}`));
const rows = pieces.map((piece, index) => ({ ...piece, found: found[index] ?? ['not checked'] }));

describe('this holds:', () => {
  test.each(rows.filter((row) => row.complaints.length === 0))('$name', ({ found: said }) => {
    expect(said).toEqual([]);
  });
});

describe('this does not compile:', () => {
  test.each(rows.filter((row) => row.complaints.length > 0))('$name', ({ found: said, complaints }) => {
    expect(said).toEqual(complaints.map((part) => expect.stringMatching(part)));
  });
});
