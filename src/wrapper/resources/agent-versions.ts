/** `client.agentVersions`: the versions of agents' code. */
import type {
  AgentVersion,
  AgentVersionListResponse,
  AgentVersionResponse,
  AgentVersionSummary,
  ListAgentVersionsQuery,
} from '../../generated/types.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { type ApiPromise, detailsOf } from './api-promise.ts';
import { list, type PagePromise } from './pages.ts';

/**
 * Versions of agents' code. Nobody creates them: `agentInstances.register` finds the version of a run, or makes it.
 *
 * Every method rejects with a {@link PrefactorClientError} before anything is sent when an argument breaks a rule, and
 * with the other subclasses of `PrefactorHttpError` as listed in the README.
 */
export class AgentVersions {
  readonly #sender: Sender;

  /** @internal */
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Lists the versions of an agent, page by page.
   *
   * ```ts
   * for await (const version of client.agentVersions.list({ agent_id })) console.log(version.external_identifier);
   * ```
   *
   * @param query Which agent, and in which order. Give the agent: what is listed without one is not documented.
   * @returns The first page; iterating over it, or over the promise, yields the items of all pages.
   * @remarks Operation `listAgentVersions` in `openapi/paths/agent_version.yaml` of this package.
   */
  list(
    query: ListAgentVersionsQuery = {},
    options?: RequestOptions,
  ): PagePromise<AgentVersionSummary, AgentVersionListResponse> {
    return list(this.#sender, 'listAgentVersions', query, options);
  }

  /**
   * Reads a version by its id, with what the agent ran on.
   *
   * @throws {PrefactorNotFoundError} When there is none.
   * @remarks Operation `getAgentVersion` in `openapi/paths/agent_version_id.yaml` of this package.
   */
  get(id: string, options?: RequestOptions): ApiPromise<AgentVersion, AgentVersionResponse> {
    return detailsOf(this.#sender.send('getAgentVersion', { path: { agent_version_id: id } }, options));
  }
}
