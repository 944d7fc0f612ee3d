/** The operations on agent instances. */
import type { AgentInstance, AgentInstanceSummary } from '../../generated/types.ts';
import type { Handlers } from './handler-types.ts';
import { paginate } from './pagination.ts';
import { invalidFields } from './refusal.ts';
import {
  accountId,
  invalidAction,
  notFound,
  type Store,
  type StoredAlert,
  type StoredInstance,
  shownSpan,
} from './store.ts';
import type { Token } from './tokens.ts';
import { asOfNow, schemaVersionOf, versionOf } from './versions.ts';

type InstanceHandlers = Pick<
  Handlers,
  | 'registerAgentInstance'
  | 'startAgentInstance'
  | 'finishAgentInstance'
  | 'terminateAgentInstance'
  | 'recordAgentInstanceQuality'
  | 'getAgentInstance'
  | 'showAgentInstance'
  | 'listAgentInstances'
  | 'getAgentInstanceContext'
>;

export function instanceHandlers(store: Store, pageSize: number): InstanceHandlers {
  /** Changes an instance, and answers it. */
  const change = (stored: StoredInstance, changes: Partial<AgentInstance>) => {
    Object.assign(stored.details, changes, { updated_at: store.now() });
    store.announceInstance(stored);
    return answerOf(stored);
  };

  return {
    registerAgentInstance({ body, token }) {
      const { agent_id, environment_id } = ownerOf(store, token, body);
      const { external_identifier = null } = body;
      const isTaken = (): boolean =>
        [...store.instances.values()].some(
          ({ details }) =>
            details.agent_id === agent_id && details.external_identifier === external_identifier,
        );
      if (external_identifier !== null && isTaken()) {
        throw invalidFields({ external_identifier: ['has already been taken'] });
      }
      const id = store.chosenId(body.id, store.instances);
      const schemaVersion = schemaVersionOf(store, agent_id, body.agent_schema_version ?? {});
      const version = versionOf(store, agent_id, body.agent_version ?? {}, schemaVersion);
      const deployment = store.deploy(agent_id, environment_id);
      if (body.update_current_version !== false) deployment.currentVersion = version;
      const now = store.now();
      const stored: StoredInstance = {
        details: {
          type: 'agent_instance',
          id,
          account_id: accountId,
          agent_id,
          agent_deployment_id: deployment.id,
          agent_version_id: version.id,
          environment_id,
          external_identifier,
          status: 'pending',
          purpose: body.purpose ?? 'live',
          started_at: null,
          finished_at: null,
          inserted_at: now,
          updated_at: now,
          last_activity_span_at: null,
          termination_reason: null,
          span_counts: { active: 0, cancelled: 0, complete: 0, failed: 0, finished: 0, pending: 0, total: 0 },
          span_schema_counts: null,
          cost_breakdown: null,
          risk_score: null,
          raised_alert_count: null,
          quality_payloads: {},
          quality_summaries: {},
        },
        schemaVersion,
        spans: [],
        schemaCounts: new Map(),
      };
      store.instances.set(id, stored);
      store.announceInstance(stored);
      return {
        ...answerOf(stored),
        agent_version: asOfNow(store, version, store.versions),
        agent_schema_version: asOfNow(store, schemaVersion, store.schemaVersions),
      };
    },

    startAgentInstance({ path, body, token }) {
      const stored = store.instance(path.agent_instance_id, token);
      requireStatus(stored, 'pending', 'started');
      return change(stored, { status: 'active', started_at: body.timestamp ?? store.now() });
    },

    finishAgentInstance({ path, body, token }) {
      const stored = store.instance(path.agent_instance_id, token);
      const status = body.status ?? 'complete';
      const at = body.timestamp ?? store.now();
      if (status === 'cancelled') {
        requireStatus(stored, 'pending', 'cancelled');
        return change(stored, { status, started_at: at, finished_at: at });
      }
      requireStatus(stored, 'active', 'finished');
      return change(stored, { status, finished_at: at });
    },

    terminateAgentInstance({ path, body, token }) {
      const stored = store.instance(path.agent_instance_id, token);
      requireStatus(stored, 'active', 'terminated');
      return change(stored, {
        status: 'terminated',
        termination_reason: body.reason,
        finished_at: body.timestamp ?? store.now(),
      });
    },

    recordAgentInstanceQuality({ path, body, token }) {
      const stored = store.instance(path.agent_instance_id, token);
      const { name, payload = null } = body;
      if (!Object.hasOwn(stored.schemaVersion?.quality_schemas ?? {}, name)) {
        throw invalidFields({ name: ['is no quality schema of the schema version of the instance'] });
      }
      const others = <Value>(values: Record<string, Value> | null = {}): [string, Value][] =>
        Object.entries(values ?? {}).filter(([other]) => other !== name);
      const { quality_payloads, quality_summaries } = stored.details;
      const value = payload as Record<string, unknown> | null;
      return change(stored, {
        quality_payloads: Object.fromEntries([
          ...others(quality_payloads),
          ...(value === null ? [] : [[name, value] as const]),
        ]),
        // Templates are not rendered here.
        quality_summaries: Object.fromEntries([
          ...others(quality_summaries),
          ...(payload === null ? [] : [[name, null] as const]),
        ]),
      });
    },

    getAgentInstance({ path, token }) {
      return answerOf(store.instance(path.agent_instance_id, token));
    },

    showAgentInstance({ query, token }) {
      const { agent_instance_id, external_identifier } = query;
      if (agent_instance_id === undefined && external_identifier === undefined) {
        throw invalidFields({ agent_instance_id: ['is required, or external_identifier'] });
      }
      const stored =
        agent_instance_id === undefined
          ? [...store.instances.values()].find(
              ({ details }) => details.external_identifier === external_identifier,
            )
          : store.instance(agent_instance_id, token);
      if (stored === undefined) throw notFound('agent instance');
      const { details, schemaCounts } = stored;
      return {
        status: 'success',
        details: {
          ...details,
          span_schema_counts: query.include_counts ? { by_name: Object.fromEntries(schemaCounts) } : null,
          raised_alert_count: query.include_alert_count ? raisedAlerts(store, details.id) : null,
        },
      };
    },

    listAgentInstances({ query }) {
      const found = [...store.instances.values()]
        .map(({ details }) => details)
        .filter(
          ({ agent_id, agent_version_id }) =>
            (query.agent_id === undefined || agent_id === query.agent_id) &&
            (query.agent_version_id === undefined || agent_version_id === query.agent_version_id),
        );
      return { status: 'success', ...paginate(found.map(summaryOf), query, pageSize) };
    },

    getAgentInstanceContext({ path, token }) {
      const { details, spans } = store.instance(path.agent_instance_id, token);
      return {
        status: 'success',
        agent_context: {
          body: { agent_instance: details, agent_spans: spans.map((span) => shownSpan(span)) },
          generated_at: store.now(),
          span_count: spans.length,
        },
      };
    },
  };
}

function answerOf({ details }: StoredInstance) {
  // A copy: what is answered, and perhaps remembered for its key, must not change with the instance.
  return { status: 'success' as const, details: { ...details, span_counts: { ...details.span_counts } } };
}

function requireStatus({ details }: StoredInstance, status: string, what: string): void {
  if (details.status === status) return;
  throw invalidAction(
    `An agent instance that is ${details.status} cannot be ${what}: it would have to be ${status}.`,
  );
}

/** Whose run it is: a deployment's token says so by itself, with an account's token the request must. */
function ownerOf(
  store: Store,
  token: Token,
  body: { agent_id?: string | null; environment_id?: string | null },
): { agent_id: string; environment_id: string } {
  if (token.scope === 'agent_deployment') {
    if (!store.agents.has(token.agent_id)) throw notFound('agent');
    return token;
  }
  const { agent_id, environment_id } = body;
  if (!agent_id || !environment_id) {
    const required = ['is required with an account token'];
    throw invalidFields({
      ...(!agent_id && { agent_id: required }),
      ...(!environment_id && { environment_id: required }),
    });
  }
  if (!store.agents.has(agent_id)) throw notFound('agent');
  if (!store.hasEnvironment(environment_id)) throw notFound('environment');
  return { agent_id, environment_id };
}

function raisedAlerts({ alerts }: Store, id: string): number {
  const isRaised = ({ agent_instance_id, status }: StoredAlert): boolean =>
    agent_instance_id === id && status === 'raised';
  return [...alerts.values()].filter(isRaised).length;
}

/** What lists show of an instance. */
function summaryOf(details: AgentInstance): AgentInstanceSummary {
  const {
    agent_deployment_id: _deployment,
    cost_breakdown: _cost,
    quality_payloads: _payloads,
    quality_summaries: _summaries,
    span_counts: _counts,
    span_schema_counts: _schemaCounts,
    ...summary
  } = details;
  return summary;
}
