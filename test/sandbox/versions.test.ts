/** Versions of agents and of their schemas: what registrations make is listed, counted and shown. */
import { describe, expect, test } from 'vitest';
import { refusalOf, setUp } from './support.ts';

const nowhere = '013xrzp12g3nqk8n0000000000000000';

describe('agent versions', () => {
  test('are those that registrations made, each with what it runs on', async () => {
    await using test = await setUp();
    const runtime_environment = { agent_sdk: ['a@1'], os: 'linux', runtime: 'node@24' };
    const { agent_version_id } = await test.agent.agentInstances.register({
      agent_version: { external_identifier: 'v1', runtime_environment },
    });
    const { agentVersions } = test.account;
    expect(await agentVersions.get(agent_version_id)).toMatchObject({
      type: 'agent_version',
      id: agent_version_id,
      agent_id: test.sandbox.agentId,
      external_identifier: 'v1',
      external_identifier_repeats: 1,
      runtime_environment,
    });
    const [listed] = (await agentVersions.list({ agent_id: test.sandbox.agentId })).items;
    expect(listed).toMatchObject({ id: agent_version_id, observed_classification: null });
    expect(listed).not.toHaveProperty('runtime_environment');
  });

  test('say which deployment they are current in, and how often their name was given', async () => {
    await using test = await setUp();
    const register = async (name: string) => {
      const run = await test.agent.agentInstances.register({
        agent_version: { external_identifier: 'v1', name },
      });
      return [run.agent_version_id, run.agent_deployment_id] as const;
    };
    const [first, deployment] = await register('First');
    const [second] = await register('Second');
    const { agentVersions } = test.account;
    expect(await agentVersions.get(first)).toMatchObject({
      external_identifier_repeats: 2,
      current_agent_deployment_refs: [],
    });
    expect(await agentVersions.get(second)).toMatchObject({ current_agent_deployment_refs: [deployment] });
  });
});

describe('agent schema versions', () => {
  test('have the schemas, by name, and their number in lists', async () => {
    await using test = await setUp();
    const { body } = await test.agent.agentInstances
      .register({
        agent_schema_version: {
          external_identifier: 'schema-1',
          span_type_schemas: ['agent:llm', 'agent:tool'].map((name) => ({ name, params_schema: {} })),
          quality_schemas: [{ name: 'review', schema: { type: 'object' } }],
        },
      })
      .withResponse();
    const { agentSchemaVersions } = test.account;
    const shown = await agentSchemaVersions.get(body.agent_schema_version?.id ?? '');
    expect(shown).toEqual(body.agent_schema_version);
    expect(Object.keys(shown.span_type_schemas ?? {})).toEqual(['agent:llm', 'agent:tool']);
    expect(shown.quality_schemas?.['review']).toMatchObject({ schema: { type: 'object' } });
    const [listed] = (await agentSchemaVersions.list()).items;
    expect(listed).toMatchObject({ id: shown.id, external_identifier: 'schema-1', span_schemas_count: 2 });
    for (const name of ['span_type_schemas', 'quality_schemas', 'alert_schemas']) {
      expect(listed).not.toHaveProperty(name);
    }
  });
});

describe.each(['agentVersions', 'agentSchemaVersions'] as const)('%s', (resource) => {
  test('are listed by agent, sorted, page by page', async () => {
    await using test = await setUp({ pageSize: 2 });
    await using other = test.clientWith(test.sandbox.createToken({ agent_id: nowhere }));
    for (const [client, external_identifier] of [
      [test.agent, 'A'],
      [test.agent, 'B'],
      [test.agent, 'C'],
      [other, 'D'],
    ] as const) {
      const version = { external_identifier };
      await client.agentInstances.register({ agent_version: version, agent_schema_version: version });
    }
    const names = async (query: object) => {
      const found: string[] = [];
      for await (const { external_identifier } of test.account[resource].list(query)) {
        found.push(external_identifier);
      }
      return found;
    };
    const { agentId: agent_id } = test.sandbox;
    expect(await names({ agent_id })).toEqual(['A', 'B', 'C']);
    expect(await names({ agent_id, sorting: { field: 'id', direction: 'desc' } })).toEqual(['C', 'B', 'A']);
    expect(await names({ agent_id: nowhere })).toEqual(['D']);
    expect(await names({})).toEqual(['A', 'B', 'C', 'D']);
  });

  test('are 404 where there is none', async () => {
    await using test = await setUp();
    expect(await refusalOf(test.account[resource].get(nowhere))).toMatchObject({
      statusCode: 404,
      code: 'not_found',
    });
  });
});
