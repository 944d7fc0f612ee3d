/** The operations on agents. */
import type {
  Agent,
  AgentAvailableActions,
  AgentInstanceCounts,
  AgentSummary,
} from '../../generated/types.ts';
import type { Handlers } from './handler-types.ts';
import { paginate } from './pagination.ts';
import { invalidFields } from './refusal.ts';
import { invalidAction, newAgent, notFound, type Store, type StoredInstance } from './store.ts';

type AgentHandlers = Pick<
  Handlers,
  | 'createAgent'
  | 'getAgent'
  | 'showAgent'
  | 'listAgents'
  | 'updateAgent'
  | 'retireAgent'
  | 'reinstateAgent'
  | 'deleteAgent'
>;

/** What to return of an agent, as a query says it. */
interface Shown {
  readonly environment_id?: string;
  readonly include_counts?: boolean;
}

export function agentHandlers(store: Store, pageSize: number): AgentHandlers {
  const find = (id: string): Agent => {
    const agent = store.agents.get(id);
    if (agent === undefined) throw notFound('agent');
    return agent;
  };

  const runsOf = ({ id }: Agent): StoredInstance[] =>
    [...store.instances.values()].filter(({ details }) => details.agent_id === id);

  const shown = (agent: Agent, runs = runsOf(agent)): Agent => {
    const spanTimes = runs.flatMap(({ details }) => details.last_activity_span_at ?? []);
    const status = agent.status === 'retired' ? 'retired' : runs.length > 0 ? 'active' : 'pending';
    return {
      ...agent,
      status,
      instance_counts: null,
      available_actions: actionsOf(status, runs.length),
      last_activity_span_at: spanTimes.sort().at(-1) ?? null,
    };
  };

  const detailsAnswer = (agent: Agent, { environment_id, include_counts = false }: Shown) => {
    const runs = runsOf(agent).filter(
      ({ details }) => environment_id === undefined || details.environment_id === environment_id,
    );
    const details = { ...shown(agent), instance_counts: include_counts ? countsOf(runs) : null };
    return { status: 'success' as const, details, risk_rollup: null };
  };

  /** Changes an agent, if the action is available, and answers it. */
  const change = (id: string, action: keyof AgentAvailableActions, changes: Partial<Agent>) => {
    const agent = find(id);
    requireAction(shown(agent), action);
    Object.assign(agent, changes, { updated_at: store.now() });
    return { status: 'success' as const, details: shown(agent) };
  };

  return {
    createAgent({ body: { details } }) {
      const { external_identifier = null } = details;
      const isTaken = [...store.agents.values()].some(
        (agent) => agent.external_identifier === external_identifier,
      );
      if (external_identifier !== null && isTaken) {
        throw invalidFields({ external_identifier: ['has already been taken'] });
      }
      const id = store.chosenId(details.id, store.agents);
      const agent = newAgent(store, id, { ...details, id });
      store.agents.set(id, agent);
      return { status: 'success', details: shown(agent) };
    },

    getAgent({ path, query }) {
      return detailsAnswer(find(path.agent_id), query);
    },

    showAgent({ query }) {
      const { agent_id, external_identifier } = query;
      if (agent_id === undefined && external_identifier === undefined) {
        throw invalidFields({ agent_id: ['is required, or external_identifier'] });
      }
      const agent =
        agent_id === undefined
          ? [...store.agents.values()].find((one) => one.external_identifier === external_identifier)
          : find(agent_id);
      if (agent === undefined) throw notFound('agent');
      return detailsAnswer(agent, query);
    },

    listAgents({ query }) {
      const { risk_profile_id, team_id, owner_person_id } = query;
      const found = [...store.agents.values()].filter(
        (agent) =>
          (risk_profile_id === undefined || agent.risk_profile_id === risk_profile_id) &&
          (team_id === undefined || agent.team_id === team_id) &&
          (owner_person_id === undefined || agent.owner_person_id === owner_person_id),
      );
      const runs = Map.groupBy(store.instances.values(), ({ details }) => details.agent_id);
      const summaries = found.map((agent) => summaryOf(shown(agent, runs.get(agent.id) ?? [])));
      return { status: 'success', ...paginate(summaries, query, pageSize) };
    },

    updateAgent({ path, body }) {
      return change(path.agent_id, 'update', body.details);
    },

    retireAgent({ path }) {
      return change(path.agent_id, 'retire', { status: 'retired' });
    },

    reinstateAgent({ path }) {
      return change(path.agent_id, 'reinstate', { status: 'pending' });
    },

    deleteAgent({ path }) {
      const details = shown(find(path.agent_id));
      requireAction(details, 'delete');
      store.agents.delete(path.agent_id);
      return { status: 'success', details };
    },
  };
}

function actionsOf(status: string, runs: number): Required<AgentAvailableActions> {
  const isRetired = status === 'retired';
  return { update: !isRetired, retire: !isRetired, reinstate: isRetired, delete: runs === 0 };
}

function requireAction({ status, available_actions }: Agent, action: keyof AgentAvailableActions): void {
  if (available_actions?.[action] === true) return;
  throw invalidAction(`The action ${action} is not available for this agent, which is ${status}.`);
}

function countsOf(runs: readonly StoredInstance[]): AgentInstanceCounts {
  const count = (status: string): number => runs.filter(({ details }) => details.status === status).length;
  const [pending, active] = [count('pending'), count('active')];
  return {
    total: runs.length,
    pending,
    active,
    complete: count('complete'),
    failed: count('failed'),
    cancelled: count('cancelled'),
    terminated: count('terminated'),
    finished: runs.length - pending - active,
  };
}

/** What lists show of an agent. */
function summaryOf({ risk_profile_id: _, ...summary }: Agent): AgentSummary {
  return summary;
}
