/** `client.agents`: what is run. */
import type {
  Agent,
  AgentDetailsResponse,
  AgentForCreate,
  AgentForUpdate,
  AgentListResponse,
  AgentResponse,
  AgentSummary,
  GetAgentQuery,
  ListAgentsQuery,
  ShowAgentQuery,
} from '../../generated/types.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { type ApiPromise, detailsOf } from './api-promise.ts';
import { list, type PagePromise } from './pages.ts';

/**
 * Agents: each is one AI agent of the account, whatever it runs on and however often. All methods need an account token.
 *
 * Every method rejects with a {@link PrefactorClientError} before anything is sent when an argument breaks a rule, and
 * with the other subclasses of `PrefactorHttpError` as listed in the README.
 */
export class Agents {
  readonly #sender: Sender;

  /** @internal */
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Creates an agent.
   *
   * ```ts
   * const agent = await client.agents.create({ name: 'Support triage', external_identifier: 'support-triage' });
   * ```
   *
   * @param details The agent. Only its name is required.
   * @returns The new agent; its `id` is what `agentInstances.register` takes as `agent_id`.
   * @throws {PrefactorValidationError} When another agent has the same `external_identifier`, for instance.
   * @remarks Operation `createAgent` in `openapi/paths/agent.yaml` of this package.
   */
  create(details: AgentForCreate, options?: RequestOptions): ApiPromise<Agent, AgentResponse> {
    return detailsOf(this.#sender.send('createAgent', { body: { details } }, options));
  }

  /**
   * Reads an agent by its id; on request with the number of its runs, and with its risk beside it in the answer.
   *
   * @param id The agent's id.
   * @param query What to return beside the agent. Default: nothing.
   * @throws {PrefactorNotFoundError} When there is none.
   * @remarks Operation `getAgent` in `openapi/paths/agent_id.yaml` of this package.
   */
  get(
    id: string,
    query: GetAgentQuery = {},
    options?: RequestOptions,
  ): ApiPromise<Agent, AgentDetailsResponse> {
    return detailsOf(this.#sender.send('getAgent', { path: { agent_id: id }, query }, options));
  }

  /**
   * Reads an agent by its id or by the `external_identifier` it was created with.
   *
   * ```ts
   * const { body } = await client.agents
   *   .show({ external_identifier: 'support-triage', include_risk_rollup: true })
   *   .withResponse();
   * console.log(body.risk_rollup?.theoretical_risk?.highest_classification);
   * ```
   *
   * @param query One of the two ids, and what to return beside the agent.
   * @throws {PrefactorNotFoundError} When there is none.
   * @remarks Operation `showAgent` in `openapi/paths/agent_show.yaml` of this package.
   */
  show(query: ShowAgentQuery, options?: RequestOptions): ApiPromise<Agent, AgentDetailsResponse> {
    return detailsOf(this.#sender.send('showAgent', { query }, options));
  }

  /**
   * Lists the agents of the account, page by page.
   *
   * @param query Which agents, and in which order. Default: all.
   * @returns The first page; iterating over it, or over the promise, yields the items of all pages.
   * @remarks Operation `listAgents` in `openapi/paths/agent.yaml` of this package.
   */
  list(query: ListAgentsQuery = {}, options?: RequestOptions): PagePromise<AgentSummary, AgentListResponse> {
    return list(this.#sender, 'listAgents', query, options);
  }

  /**
   * Changes the fields that are given, and leaves the others as they are.
   *
   * @param id The agent's id.
   * @param details What to change; `null` clears a field.
   * @returns The agent as it is now.
   * @throws {PrefactorNotFoundError} When there is none.
   * @remarks Operation `updateAgent` in `openapi/paths/agent_id.yaml` of this package.
   */
  update(id: string, details: AgentForUpdate, options?: RequestOptions): ApiPromise<Agent, AgentResponse> {
    return detailsOf(
      this.#sender.send('updateAgent', { path: { agent_id: id }, body: { details } }, options),
    );
  }

  /**
   * Takes an agent out of service: it becomes `retired`.
   *
   * @param id The agent's id.
   * @throws {PrefactorConflictError} When it cannot be retired. `possiblyApplied`: perhaps it was, by this very call.
   * @remarks Operation `retireAgent` in `openapi/paths/agent_id_retire.yaml` of this package.
   */
  retire(id: string, options?: RequestOptions): ApiPromise<Agent, AgentResponse> {
    return detailsOf(this.#sender.send('retireAgent', { path: { agent_id: id }, body: {} }, options));
  }

  /**
   * Brings a retired agent back.
   *
   * @param id The agent's id.
   * @throws {PrefactorConflictError} When it is not retired. `possiblyApplied`: perhaps no longer, by this very call.
   * @remarks Operation `reinstateAgent` in `openapi/paths/agent_id_reinstate.yaml` of this package.
   */
  reinstate(id: string, options?: RequestOptions): ApiPromise<Agent, AgentResponse> {
    return detailsOf(this.#sender.send('reinstateAgent', { path: { agent_id: id }, body: {} }, options));
  }

  /**
   * Deletes an agent for good. Whether it can be deleted is in its `available_actions`.
   *
   * @param id The agent's id.
   * @returns The agent as it was.
   * @throws {PrefactorNotFoundError} When there is none; after a retry perhaps because an earlier attempt deleted it.
   * @throws {PrefactorConflictError} When it cannot be deleted, for instance because it has runs.
   * @remarks Operation `deleteAgent` in `openapi/paths/agent_id.yaml` of this package.
   */
  delete(id: string, options?: RequestOptions): ApiPromise<Agent, AgentResponse> {
    return detailsOf(this.#sender.send('deleteAgent', { path: { agent_id: id }, body: {} }, options));
  }
}
