/** What the sandbox holds: one account with its agents, and everything that was recorded. */
import type {
  Agent,
  AgentInstance,
  AgentInstanceSpanCounts,
  AgentSchemaVersion,
  AgentSpan,
  AgentVersion,
  Alert,
} from '../../generated/types.ts';
import type { Clock } from '../../wrapper/clock.ts';
import { idOf, isId, partitionOf } from '../../wrapper/pfid.ts';
import { invalidFields, Refusal } from './refusal.ts';
import { redacted } from './sensitive-values.ts';
import type { Token } from './tokens.ts';

/** The example ids of the document, so that its examples run against a sandbox as they stand. */
export const accountId = '013xrzp12g3nqk8ngskn1wtxgka5b0nf';
export const defaultAgentId = '013xrzp12g3nqk8nx0y2vfkg4s3jp2qr';
export const defaultEnvironmentId = '013xrzp12g3nqk8nzxvq7jm2arsfg5h1';

/** An agent in an environment. */
interface Deployment {
  readonly id: string;
  readonly agent_id: string;
  readonly environment_id: string;
  currentVersion: AgentVersion | undefined;
  /** Whether a token belongs to it; it then stays when everything else is forgotten. */
  hasToken: boolean;
}

export interface StoredInstance {
  readonly details: AgentInstance & { span_counts: AgentInstanceSpanCounts };
  readonly schemaVersion: AgentSchemaVersion | undefined;
  readonly spans: StoredSpan[];
  readonly schemaCounts: Map<string, number>;
}

/** A span as a sandbox records it: what some sources leave out is there. */
export interface RecordedSpan extends AgentSpan {
  parent_span_id: string | null;
  payload: Record<string, unknown>;
}

export interface StoredSpan {
  /** With the values that its payloads mark as sensitive, until they are discarded. */
  readonly details: RecordedSpan;
}

/** With its whole payload: sensitive values are redacted when it is shown. */
export type StoredAlert = Required<Alert>;

/** Notified of every instance and span that is new or has changed. */
export interface Watcher {
  instance(instance: AgentInstance): void;
  span(span: RecordedSpan): void;
}

export class Store {
  readonly agents = new Map<string, Agent>();
  readonly instances = new Map<string, StoredInstance>();
  readonly spans = new Map<string, StoredSpan>();
  readonly alerts = new Map<string, StoredAlert>();
  readonly versions = new Map<string, AgentVersion>();
  readonly schemaVersions = new Map<string, AgentSchemaVersion>();
  readonly watchers = new Set<Watcher>();
  readonly #deployments = new Map<string, Deployment>();
  readonly #clock: Clock;
  #lastIdTime = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.deployWithToken(defaultAgentId, defaultEnvironmentId);
  }

  /** Forgets everything that was recorded; what tokens belong to stays, as it was in the beginning. */
  clear(): void {
    const { agents, instances, spans, alerts, versions, schemaVersions } = this;
    for (const kept of [agents, instances, spans, alerts, versions, schemaVersions]) kept.clear();
    for (const [key, deployment] of this.#deployments) {
      deployment.currentVersion = undefined;
      if (deployment.hasToken) this.#addAgent(deployment.agent_id);
      else this.#deployments.delete(key);
    }
  }

  now(): string {
    return new Date(this.#clock.wall()).toISOString();
  }

  /** A new id. Ids sort by the time they were made, two of the same millisecond too. */
  newId(): string {
    this.#lastIdTime = Math.max(this.#lastIdTime + 1, this.#clock.wall());
    return idOf(this.#lastIdTime, accountId);
  }

  /** The id that a caller chose, or a new one. */
  chosenId(given: string | null | undefined, taken: ReadonlyMap<string, unknown>): string {
    if (given === undefined || given === null) return this.newId();
    if (!isId(given) || partitionOf(given) !== partitionOf(accountId)) {
      throw invalidFields({ id: ["must be an id in the account's partition"] });
    }
    if (taken.has(given)) throw invalidFields({ id: ['has already been taken'] });
    return given;
  }

  /** The deployment of an agent in an environment, made when it is new. */
  deploy(agent_id: string, environment_id: string): Deployment {
    const key = `${agent_id} ${environment_id}`;
    const deployment = this.#deployments.get(key) ?? {
      id: this.newId(),
      agent_id,
      environment_id,
      currentVersion: undefined,
      hasToken: false,
    };
    this.#deployments.set(key, deployment);
    return deployment;
  }

  /** The deployment of a token, made with its agent when they are new. */
  deployWithToken(agent_id: string, environment_id: string): void {
    this.deploy(agent_id, environment_id).hasToken = true;
    this.#addAgent(agent_id);
  }

  #addAgent(id: string): void {
    if (!this.agents.has(id)) this.agents.set(id, newAgent(this, id, { name: 'Sandbox agent' }));
  }

  hasEnvironment(environment_id: string): boolean {
    return [...this.#deployments.values()].some((one) => one.environment_id === environment_id);
  }

  deploymentsOf(isCurrent: (version: AgentVersion) => boolean): string[] {
    return [...this.#deployments.values()]
      .filter(({ currentVersion }) => currentVersion !== undefined && isCurrent(currentVersion))
      .map(({ id }) => id);
  }

  /** @throws {Refusal} `not_found`, also for one that the token may not see. */
  instance(id: string, token: Token): StoredInstance {
    const stored = this.instances.get(id);
    if (stored === undefined || !isVisible(stored.details, token)) throw notFound('agent instance');
    return stored;
  }

  /** @throws {Refusal} `not_found`, also for one that the token may not see. */
  span(id: string, token: Token): StoredSpan {
    const stored = this.spans.get(id);
    if (stored === undefined) throw notFound('agent span');
    this.instance(stored.details.agent_instance_id, token);
    return stored;
  }

  announceInstance({ details }: StoredInstance): void {
    for (const watcher of this.watchers) watcher.instance(details);
  }

  announceSpan(span: StoredSpan): void {
    if (this.watchers.size === 0) return;
    const shown = shownSpan(span);
    for (const watcher of this.watchers) watcher.span(shown);
  }
}

/** A span as answers show it. */
export function shownSpan({ details }: StoredSpan, withSensitiveValues = false): RecordedSpan {
  if (details.sensitive_encoding !== true || withSensitiveValues) return { ...details };
  return {
    ...details,
    payload: redacted(details.payload) as RecordedSpan['payload'],
    result_payload: redacted(details.result_payload ?? null) as NonNullable<
      AgentSpan['result_payload']
    > | null,
  };
}

function isVisible(details: AgentInstance, token: Token): boolean {
  return (
    token.scope === 'account' ||
    (details.agent_id === token.agent_id && details.environment_id === token.environment_id)
  );
}

/** An agent as it is in the beginning. */
export function newAgent(store: Store, id: string, given: Pick<Agent, 'name'> & Partial<Agent>): Agent {
  const now = store.now();
  const { name, description = null, external_identifier = null } = given;
  const { owner_person_id = null, risk_profile_id = null, team_id = null } = given;
  return {
    type: 'agent',
    id,
    name,
    description,
    external_identifier,
    status: 'pending',
    owner_person_id,
    risk_profile_id,
    team_id,
    inserted_at: now,
    updated_at: now,
  };
}

export function notFound(what: string): Refusal {
  return new Refusal('not_found', `There is no such ${what}.`);
}

/** An action that the present state does not allow. */
export function invalidAction(message: string): Refusal {
  return new Refusal('invalid_action', message);
}
