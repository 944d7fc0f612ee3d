/** Versions of agents and of their schemas: found by what a registration says, or made. */
import type {
  AgentSchemaVersion,
  AgentSchemaVersionForRegister,
  AgentVersion,
  AgentVersionForRegister,
  SpanTypeSchemaForCreate,
} from '../../generated/types.ts';
import type { OnWire } from './handler-types.ts';
import { accountId, type Store } from './store.ts';

/** The version with exactly this metadata and these schemas, made when there is none. */
export function versionOf(
  store: Store,
  agent_id: string,
  given: OnWire<AgentVersionForRegister>,
  schemaVersion: AgentSchemaVersion,
): AgentVersion {
  const key = JSON.stringify([agent_id, given, schemaVersion.id]);
  return findOrMake(store.versions, key, () => {
    const now = store.now();
    return {
      type: 'agent_version',
      id: store.newId(),
      account_id: accountId,
      agent_id,
      agent_schema_version_id: schemaVersion.id,
      external_identifier: given.external_identifier ?? 'unnamed',
      runtime_environment: given.runtime_environment ?? null,
      inserted_at: now,
      updated_at: now,
    };
  });
}

/** The schema version with exactly these schemas, made when there is none. */
export function schemaVersionOf(
  store: Store,
  agent_id: string,
  given: OnWire<AgentSchemaVersionForRegister>,
): AgentSchemaVersion {
  const key = JSON.stringify([agent_id, given]);
  return findOrMake(store.schemaVersions, key, () => {
    const now = store.now();
    const valid = { status: 'success', message: null } as const;
    const results = new Map(Object.entries(given.span_result_schemas ?? {}));
    const legacy = Object.entries(given.span_schemas ?? {}).map(
      ([name, params_schema]): OnWire<SpanTypeSchemaForCreate> => ({
        name,
        params_schema,
        result_schema: results.get(name) ?? {},
      }),
    );
    const types = (given.span_type_schemas ?? legacy).map((type) => ({
      description: null,
      template: null,
      data_risk: null,
      ...type,
      title: type.title ?? type.name,
      result_schema: type.result_schema ?? {},
      params_schema_validation: valid,
      result_schema_validation: valid,
    }));
    const qualities = (given.quality_schemas ?? []).map((quality) => ({
      description: null,
      template: null,
      data_risk: null,
      ...quality,
      title: quality.title ?? quality.name,
      schema_validation: valid,
    }));
    return {
      type: 'agent_schema_version',
      id: store.newId(),
      account_id: accountId,
      agent_id,
      external_identifier: given.external_identifier ?? 'unnamed',
      span_type_schemas: byName(types),
      quality_schemas: byName(qualities),
      alert_schemas: {},
      inserted_at: now,
      updated_at: now,
    } as AgentSchemaVersion;
  });
}

function byName<Schema extends { name: string }>(schemas: readonly Schema[]): Record<string, Schema> {
  return Object.fromEntries(schemas.map((schema) => [schema.name, schema]));
}

function findOrMake<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** A version with what changes when there are others. */
export function asOfNow<Version extends AgentVersion | AgentSchemaVersion>(
  store: Store,
  version: Version,
  all: ReadonlyMap<string, Version>,
): Version {
  const { agent_id, external_identifier } = version;
  let namesakes = 0;
  for (const one of all.values())
    if (one.agent_id === agent_id && one.external_identifier === external_identifier) namesakes += 1;
  return withFacts(store, version, namesakes);
}

/** The same for all of them, which are counted only once. */
export function allAsOfNow<Version extends AgentVersion | AgentSchemaVersion>(
  store: Store,
  all: ReadonlyMap<string, Version>,
): Version[] {
  const nameOf = ({ agent_id, external_identifier }: Version) => `${agent_id} ${external_identifier}`;
  const namesakes = Map.groupBy(all.values(), nameOf);
  return [...all.values()].map((version) =>
    withFacts(store, version, namesakes.get(nameOf(version))?.length ?? 0),
  );
}

function withFacts<Version extends AgentVersion | AgentSchemaVersion>(
  store: Store,
  version: Version,
  external_identifier_repeats: number,
): Version {
  const { id } = version;
  const current_agent_deployment_refs = store.deploymentsOf(
    (current) => current.id === id || current.agent_schema_version_id === id,
  );
  return { ...version, external_identifier_repeats, current_agent_deployment_refs };
}
