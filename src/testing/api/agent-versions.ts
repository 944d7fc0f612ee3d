/** The operations on versions of agents and of their schemas: what registrations have made is listed and shown. */
import type {
  AgentSchemaVersion,
  AgentSchemaVersionSummary,
  AgentVersion,
  AgentVersionSummary,
} from '../../generated/types.ts';
import type { Handlers } from './handler-types.ts';
import { paginate } from './pagination.ts';
import { notFound, type Store } from './store.ts';
import { allAsOfNow, asOfNow } from './versions.ts';

type VersionHandlers = Pick<
  Handlers,
  'listAgentVersions' | 'getAgentVersion' | 'listAgentSchemaVersions' | 'getAgentSchemaVersion'
>;

export function versionHandlers(store: Store, pageSize: number): VersionHandlers {
  /** Those of an agent, or all, oldest first. */
  const listed = <Version extends AgentVersion | AgentSchemaVersion>(
    all: ReadonlyMap<string, Version>,
    agent_id: string | undefined,
  ): Version[] =>
    allAsOfNow(store, all).filter((version) => agent_id === undefined || version.agent_id === agent_id);

  const found = <Version extends AgentVersion | AgentSchemaVersion>(
    all: ReadonlyMap<string, Version>,
    id: string,
    what: string,
  ): Version => {
    const version = [...all.values()].find((one) => one.id === id);
    if (version === undefined) throw notFound(what);
    return asOfNow(store, version, all);
  };

  return {
    listAgentVersions({ query }) {
      const summaries = listed(store.versions, query.agent_id).map(versionSummaryOf);
      return { status: 'success', ...paginate(summaries, query, pageSize) };
    },

    getAgentVersion({ path }) {
      return { status: 'success', details: found(store.versions, path.agent_version_id, 'agent version') };
    },

    listAgentSchemaVersions({ query }) {
      const summaries = listed(store.schemaVersions, query.agent_id).map(schemaVersionSummaryOf);
      return { status: 'success', ...paginate(summaries, query, pageSize) };
    },

    getAgentSchemaVersion({ path }) {
      const details = found(store.schemaVersions, path.agent_schema_version_id, 'agent schema version');
      return { status: 'success', details };
    },
  };
}

/** What lists show of a version. */
function versionSummaryOf({ runtime_environment: _, ...summary }: AgentVersion): AgentVersionSummary {
  return { ...summary, observed_classification: null, theoretical_classification: null };
}

/** What lists show of a schema version. */
function schemaVersionSummaryOf(version: AgentSchemaVersion): AgentSchemaVersionSummary {
  const { span_type_schemas = {}, quality_schemas: _qualities, alert_schemas: _alerts, ...summary } = version;
  return { ...summary, span_schemas_count: Object.keys(span_type_schemas).length };
}
