/** Registration: the versions that are found again or made, and ids that the caller chooses. */
import { describe, expect, test } from 'vitest';
import { generateId, PrefactorValidationError, type RegisterAgentInstanceRequest } from '../../src/index.ts';
import { refusalOf, setUp, spanOf, startRun, type Test } from './support.ts';

const given = {
  agent_version: { external_identifier: 'v1', name: 'Support triage' },
  agent_schema_version: {
    external_identifier: 'schema-1',
    span_type_schemas: [{ name: 'agent:llm', params_schema: { type: 'object' } }],
  },
} satisfies RegisterAgentInstanceRequest;

async function register({ agent }: Test, body: RegisterAgentInstanceRequest) {
  const { body: whole } = await agent.agentInstances.register(body).withResponse();
  const { details, agent_version: version, agent_schema_version: schemaVersion } = whole;
  if (!version || !schemaVersion) throw new Error('versions are missing');
  return { details, version, schemaVersion };
}

describe('the versions of a registration', () => {
  test('are described beside the instance', async () => {
    await using test = await setUp();
    const { details, version, schemaVersion } = await register(test, given);
    const { account_id, agent_id } = details;
    expect(version).toMatchObject({
      type: 'agent_version',
      id: details.agent_version_id,
      account_id,
      agent_id,
      agent_schema_version_id: schemaVersion.id,
      external_identifier: 'v1',
      external_identifier_repeats: 1,
      runtime_environment: null,
    });
    expect(schemaVersion).toMatchObject({
      type: 'agent_schema_version',
      account_id,
      agent_id,
      external_identifier: 'schema-1',
      external_identifier_repeats: 1,
      quality_schemas: {},
      alert_schemas: {},
    });
    expect(schemaVersion.span_type_schemas).toEqual({
      'agent:llm': {
        name: 'agent:llm',
        title: 'agent:llm',
        description: null,
        template: null,
        data_risk: null,
        params_schema: { type: 'object' },
        params_schema_validation: { status: 'success', message: null },
        result_schema: {},
        result_schema_validation: { status: 'success', message: null },
      },
    });
  });

  test('are found again by the same metadata and schemas', async () => {
    await using test = await setUp();
    const first = await register(test, given);
    const second = await register(test, given);
    expect(second.details.id).not.toBe(first.details.id);
    expect(second.version).toEqual(first.version);
    expect(second.schemaVersion).toEqual(first.schemaVersion);
  });

  test.each([
    ['another identifier', { external_identifier: 'v2', name: 'Support triage' }],
    ['another name', { external_identifier: 'v1', name: 'Support' }],
    ['a description', { ...given.agent_version, description: 'Sorts.' }],
    ['a runtime environment', { ...given.agent_version, runtime_environment: { os: 'linux' } }],
  ])('has another agent version for %s', async (_, agent_version) => {
    await using test = await setUp();
    const first = await register(test, given);
    const second = await register(test, { ...given, agent_version });
    expect(second.version.id).not.toBe(first.version.id);
    expect(second.schemaVersion.id).toBe(first.schemaVersion.id);
  });

  test.each([
    ['another identifier', { ...given.agent_schema_version, external_identifier: 'schema-2' }],
    ['other span types', { external_identifier: 'schema-1', span_type_schemas: [] }],
    ['quality schemas', { ...given.agent_schema_version, quality_schemas: [{ name: 'review', schema: {} }] }],
  ])('has other versions for %s', async (_, agent_schema_version) => {
    await using test = await setUp();
    const first = await register(test, given);
    const second = await register(test, { ...given, agent_schema_version });
    expect(second.schemaVersion.id).not.toBe(first.schemaVersion.id);
    // An agent version is that of its metadata and its schemas.
    expect(second.version.id).not.toBe(first.version.id);
    expect(second.version.agent_schema_version_id).toBe(second.schemaVersion.id);
  });

  test('count how many share an identifier, in all of them', async () => {
    await using test = await setUp();
    await register(test, given);
    const second = await register(test, {
      agent_version: { external_identifier: 'v1', name: 'Another name' },
      agent_schema_version: { external_identifier: 'schema-1' },
    });
    const first = await register(test, given);
    for (const { version, schemaVersion } of [first, second]) {
      expect(version.external_identifier_repeats).toBe(2);
      expect(schemaVersion.external_identifier_repeats).toBe(2);
    }
  });

  test('belong to one agent', async () => {
    await using test = await setUp();
    const first = await register(test, given);
    const other = test.clientWith(test.sandbox.createToken({ agent_id: '013xrzp12g3nqk8n3d0e5r1k8m2q6t9v' }));
    await using _ = other;
    const second = await register({ ...test, agent: other }, given);
    expect(second.version.id).not.toBe(first.version.id);
    expect(second.version.external_identifier_repeats).toBe(1);
  });

  test('have the runtime environment they were given', async () => {
    await using test = await setUp();
    const runtime_environment = {
      agent_sdk: ['@prefactor/langchain@2.0.0'],
      os: 'linux',
      prefactor_sdk: [],
      runtime: 'node@24.0.0',
    };
    const { version } = await register(test, {
      agent_version: { external_identifier: 'v1', runtime_environment },
    });
    expect(version.runtime_environment).toEqual(runtime_environment);
  });

  test('are titled by their names where no title is given, or null', async () => {
    await using test = await setUp();
    const type = { name: 'agent:llm', params_schema: {} };
    const quality = { name: 'review', schema: {} };
    const titlesFor = async (more: { title?: string | null }) => {
      const { schemaVersion } = await register(test, {
        agent_schema_version: {
          external_identifier: 'schema-1',
          span_type_schemas: [{ ...type, ...more, result_schema: null }],
          quality_schemas: [{ ...quality, ...more }],
        },
      });
      const { span_type_schemas, quality_schemas } = schemaVersion;
      return [span_type_schemas?.['agent:llm']?.title, quality_schemas?.['review']?.title];
    };
    expect(await titlesFor({})).toEqual(['agent:llm', 'review']);
    expect(await titlesFor({ title: null })).toEqual(['agent:llm', 'review']);
    expect(await titlesFor({ title: 'Call' })).toEqual(['Call', 'Call']);
  });

  test('take the older maps of schemas, whatever the types are called', async () => {
    await using test = await setUp();
    const { schemaVersion } = await register(test, {
      agent_schema_version: {
        external_identifier: 'schema-1',
        span_schemas: { 'agent:llm': { type: 'object' }, constructor: { type: 'object' } },
        span_result_schemas: { 'agent:llm': { type: 'string' } },
      },
    });
    expect(schemaVersion.span_type_schemas).toMatchObject({
      'agent:llm': { params_schema: { type: 'object' }, result_schema: { type: 'string' } },
      constructor: { params_schema: { type: 'object' }, result_schema: {}, title: 'constructor' },
    });
  });

  test('may be both forms of schemas at once: the newer one counts', async () => {
    await using test = await setUp();
    const { status, body } = await test.raw('POST', '/api/v1/agent_instance/register', {
      token: test.sandbox.token,
      body: {
        agent_schema_version: { span_schemas: { old: {} }, span_type_schemas: [], span_result_schemas: {} },
      },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ agent_schema_version: { span_type_schemas: {} } });
  });

  test('become the current ones of the deployment, unless it is told otherwise', async () => {
    await using test = await setUp();
    const { details, version, schemaVersion } = await register(test, given);
    expect(version.current_agent_deployment_refs).toEqual([details.agent_deployment_id]);
    expect(schemaVersion.current_agent_deployment_refs).toEqual([details.agent_deployment_id]);
    const agent_version = { external_identifier: 'v2' };
    const beside = await register(test, { agent_version, update_current_version: false });
    expect(beside.version.current_agent_deployment_refs).toEqual([]);
    const again = await register(test, given);
    expect(again.version.current_agent_deployment_refs).toEqual([details.agent_deployment_id]);
    const next = await register(test, { agent_version, update_current_version: true });
    expect(next.version.current_agent_deployment_refs).toEqual([details.agent_deployment_id]);
    const last = await register(test, { ...given, update_current_version: false });
    expect(last.version.current_agent_deployment_refs).toEqual([]);
  });
});

describe('an external identifier', () => {
  test('is unique per agent', async () => {
    await using test = await setUp();
    const { id } = await test.agent.agentInstances.register({ external_identifier: 'ticket-1' });
    const error = await refusalOf(test.agent.agentInstances.register({ external_identifier: 'ticket-1' }));
    expect(error).toBeInstanceOf(PrefactorValidationError);
    expect(error).toMatchObject({ statusCode: 422, errors: { external_identifier: expect.anything() } });
    expect(test.sandbox.instances).toMatchObject([{ id, external_identifier: 'ticket-1' }]);

    await using other = test.clientWith(
      test.sandbox.createToken({ agent_id: '013xrzp12g3nqk8n3d0e5r1k8m2q6t9v' }),
    );
    expect(await other.agentInstances.register({ external_identifier: 'ticket-1' })).toMatchObject({
      status: 'pending',
    });
  });

  test('may be left out as often as one likes', async () => {
    await using test = await setUp();
    await test.agent.agentInstances.register({});
    await test.agent.agentInstances.register({});
    expect(test.sandbox.instances).toHaveLength(2);
  });
});

test.each(['smoke_test', 'eval', 'live'] as const)('the purpose %s is kept', async (purpose) => {
  await using test = await setUp();
  expect(await test.agent.agentInstances.register({ purpose })).toMatchObject({ purpose });
});

test('ids have the form of the API and sort by the time they were made', async () => {
  await using test = await setUp();
  const run = await startRun(test);
  const spans: string[] = [];
  for (let i = 0; i < 20; i++) spans.push((await test.agent.agentSpans.create(spanOf(run))).id);
  for (const id of [run, ...spans]) {
    expect(id).toMatch(/^[0-7][0-9a-hjkmnp-tv-z]{31}$/);
    expect(id.slice(10, 16)).toBe(test.sandbox.agentId.slice(10, 16));
  }
  expect(spans.toSorted()).toEqual(spans);
  expect(new Set(spans).size).toBe(20);
});

describe('an id that the caller chose', () => {
  const id = generateId('013xrzp12g3nqk8ngskn1wtxgka5b0nf');
  const foreign = `${id.slice(0, 10)}zzzzzz${id.slice(16)}`;
  const wrong: [what: string, id: string][] = [
    ['of another partition', foreign],
    ['that is none', 'span-1'],
    ['in capitals', id.toUpperCase()],
    ['that is too long', `${id}0`],
  ];
  const takeId = (test: Test, kind: string, run: string, chosen: string | null) =>
    kind === 'instance'
      ? test.agent.agentInstances.register({ id: chosen })
      : test.agent.agentSpans.create({ ...spanOf(run), id: chosen });

  describe.each(['instance', 'span'])('for an %s', (kind) => {
    test('is kept', async () => {
      await using test = await setUp();
      expect(await takeId(test, kind, await startRun(test), id)).toMatchObject({ id });
    });

    test('is null for one that the API chooses', async () => {
      await using test = await setUp();
      expect(await takeId(test, kind, await startRun(test), null)).toMatchObject({
        id: expect.stringMatching(/^.{32}$/),
      });
    });

    test.each(wrong)('%s is refused: 422', async (_, chosen) => {
      await using test = await setUp();
      const run = await startRun(test);
      const before = [test.sandbox.instances, test.sandbox.spans];
      expect(await refusalOf(takeId(test, kind, run, chosen))).toMatchObject({
        statusCode: 422,
        code: 'validation_errors',
        errors: { id: expect.anything() },
      });
      expect([test.sandbox.instances, test.sandbox.spans]).toEqual(before);
    });

    test('is refused when it is taken: 422', async () => {
      await using test = await setUp();
      const run = await startRun(test);
      await takeId(test, kind, run, id);
      expect(await refusalOf(takeId(test, kind, run, id))).toMatchObject({
        statusCode: 422,
        errors: { id: expect.anything() },
      });
    });
  });
});

describe('a parent span', () => {
  test('is one of the same run, and in the answer', async () => {
    await using test = await setUp();
    const run = await startRun(test);
    const parent = await test.agent.agentSpans.create(spanOf(run));
    expect(parent.parent_span_id).toBeNull();
    const child = await test.agent.agentSpans.create({ ...spanOf(run), parent_span_id: parent.id });
    expect(child.parent_span_id).toBe(parent.id);
    await test.agent.agentSpans.finish(parent.id);
    const late = await test.agent.agentSpans.create({ ...spanOf(run), parent_span_id: parent.id });
    expect(late.parent_span_id).toBe(parent.id);
  });

  test.each([
    ['that does not exist', async () => '013xrzp12g3nqk8ndr93q068mw7y0nv0'],
    [
      'of another run',
      async (test: Test) => (await test.agent.agentSpans.create(spanOf(await startRun(test)))).id,
    ],
    ['that is a run', async (test: Test) => await startRun(test)],
  ])('%s is refused: 422', async (_, parentOf) => {
    await using test = await setUp();
    const run = await startRun(test);
    const parent_span_id = await parentOf(test);
    const before = test.sandbox.spans;
    expect(await refusalOf(test.agent.agentSpans.create({ ...spanOf(run), parent_span_id }))).toMatchObject({
      statusCode: 422,
      errors: { parent_span_id: expect.anything() },
    });
    expect(test.sandbox.spans).toEqual(before);
  });
});
