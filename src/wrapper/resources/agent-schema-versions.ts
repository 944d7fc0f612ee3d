/** `client.agentSchemaVersions`: the schemas of what agents record. */
import type {
  AgentSchemaVersion,
  AgentSchemaVersionListResponse,
  AgentSchemaVersionResponse,
  AgentSchemaVersionSummary,
  ListAgentSchemaVersionsQuery,
} from '../../generated/types.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { type ApiPromise, detailsOf } from './api-promise.ts';
import { list, type PagePromise } from './pages.ts';

/**
 * Schema versions: each is one set of span types, quality values and alerts of an agent. Nobody creates them:
 * `agentInstances.register` finds the one of a run, or makes it.
 *
 * Every method rejects with a {@link PrefactorClientError} before anything is sent when an argument breaks a rule, and
 * with the other subclasses of `PrefactorHttpError` as listed in the README.
 */
export class AgentSchemaVersions {
  readonly #sender: Sender;

  /** @internal */
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Lists the schema versions of an agent, page by page.
   *
   * @param query Which agent, and in which order. Give the agent: what is listed without one is not documented.
   * @returns The first page; iterating over it, or over the promise, yields the items of all pages.
   * @remarks Operation `listAgentSchemaVersions` in `openapi/paths/agent_schema_version.yaml` of this package.
   */
  list(
    query: ListAgentSchemaVersionsQuery = {},
    options?: RequestOptions,
  ): PagePromise<AgentSchemaVersionSummary, AgentSchemaVersionListResponse> {
    return list(this.#sender, 'listAgentSchemaVersions', query, options);
  }

  /**
   * Reads a schema version by its id, with its schemas and whether each of them is a valid JSON Schema.
   *
   * ```ts
   * const { span_type_schemas = {} } = await client.agentSchemaVersions.get(id);
   * console.log(span_type_schemas['agent:llm']?.params_schema_validation?.status);
   * ```
   *
   * @throws {PrefactorNotFoundError} When there is none.
   * @remarks Operation `getAgentSchemaVersion` in `openapi/paths/agent_schema_version_id.yaml` of this package.
   */
  get(id: string, options?: RequestOptions): ApiPromise<AgentSchemaVersion, AgentSchemaVersionResponse> {
    const path = { agent_schema_version_id: id };
    return detailsOf(this.#sender.send('getAgentSchemaVersion', { path }, options));
  }
}
