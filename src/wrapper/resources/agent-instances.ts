/** `client.agentInstances`: the runs of agents. */
import type {
  AgentContext,
  AgentContextResponse,
  AgentInstance,
  AgentInstanceListResponse,
  AgentInstanceResponse,
  AgentInstanceSummary,
  FinishInstanceRequest,
  ListAgentInstancesQuery,
  RecordQualityRequest,
  RegisterAgentInstanceRequest,
  RegisterAgentInstanceResponse,
  ShowAgentInstanceQuery,
  TerminateInstanceRequest,
  TimestampRequest,
} from '../../generated/types.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { ApiPromise, detailsOf } from './api-promise.ts';
import { list, type PagePromise } from './pages.ts';

/**
 * Agent instances: one for each run of an agent.
 *
 * Every method rejects with a {@link PrefactorClientError} before anything is sent when an argument breaks a rule, and
 * with the other subclasses of `PrefactorHttpError` as listed in the README.
 */
export class AgentInstances {
  readonly #sender: Sender;

  /** @internal */
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Registers a run, in status `pending`, and finds or creates its agent version and schema version.
   *
   * ```ts
   * const instance = await client.agentInstances.register({
   *   agent_id: '013xrzp12g3nqk8nx0y2vfkg4s3jp2qr',
   *   agent_version: { external_identifier: 'v1.0.0' },
   *   agent_schema_version: { external_identifier: 'schema-1' },
   * });
   * ```
   *
   * @param body What to register. With a deployment-scoped token leave `agent_id` and `environment_id` out.
   * @returns The new instance; its `id` is what everything else takes.
   * @throws {PrefactorNotFoundError} When the agent does not exist.
   * @remarks Operation `registerAgentInstance` in `openapi/paths/agent_instance_register.yaml` of this package.
   */
  register(
    body: RegisterAgentInstanceRequest,
    options?: RequestOptions,
  ): ApiPromise<AgentInstance, RegisterAgentInstanceResponse> {
    return detailsOf(this.#sender.send('registerAgentInstance', { body }, options));
  }

  /**
   * Starts a registered run: it becomes `active`.
   *
   * @param id The instance's id.
   * @param body When it started. Default: now, by the server's clock.
   * @throws {PrefactorConflictError} When it is not `pending`.
   * @remarks Operation `startAgentInstance` in `openapi/paths/agent_instance_id_start.yaml` of this package.
   */
  start(
    id: string,
    body: TimestampRequest = {},
    options?: RequestOptions,
  ): ApiPromise<AgentInstance, AgentInstanceResponse> {
    return detailsOf(
      this.#sender.send('startAgentInstance', { path: { agent_instance_id: id }, body }, options),
    );
  }

  /**
   * Finishes a run.
   *
   * @param id The instance's id.
   * @param body How it ended and when. Default: `complete`, now, by the server's clock.
   * @throws {PrefactorConflictError} When it has already ended. `possiblyApplied`: perhaps by this very call.
   * @remarks Operation `finishAgentInstance` in `openapi/paths/agent_instance_id_finish.yaml` of this package.
   */
  finish(
    id: string,
    body: FinishInstanceRequest = {},
    options?: RequestOptions,
  ): ApiPromise<AgentInstance, AgentInstanceResponse> {
    return detailsOf(
      this.#sender.send('finishAgentInstance', { path: { agent_instance_id: id }, body }, options),
    );
  }

  /**
   * Terminates a running instance from outside: it becomes `terminated` for good, and its agent is told with the next
   * span it sends. Needs an account token.
   *
   * @param id The instance's id.
   * @param body Why, and when.
   * @throws {PrefactorConflictError} When it is not `active`.
   * @remarks Operation `terminateAgentInstance` in `openapi/paths/agent_instance_id_terminate.yaml` of this package.
   */
  terminate(
    id: string,
    body: TerminateInstanceRequest,
    options?: RequestOptions,
  ): ApiPromise<AgentInstance, AgentInstanceResponse> {
    return detailsOf(
      this.#sender.send('terminateAgentInstance', { path: { agent_instance_id: id }, body }, options),
    );
  }

  /**
   * Stores a quality value of a run under the name of one of its quality schemas; a `payload` of `null` removes it.
   *
   * @param id The instance's id.
   * @param body The schema's name and the value.
   * @remarks Operation `recordAgentInstanceQuality` in `openapi/paths/agent_instance_id_record_quality.yaml` of this package.
   */
  recordQuality(
    id: string,
    body: RecordQualityRequest,
    options?: RequestOptions,
  ): ApiPromise<AgentInstance, AgentInstanceResponse> {
    return detailsOf(
      this.#sender.send('recordAgentInstanceQuality', { path: { agent_instance_id: id }, body }, options),
    );
  }

  /**
   * Reads a run by its id.
   *
   * @throws {PrefactorNotFoundError} When there is none.
   * @remarks Operation `getAgentInstance` in `openapi/paths/agent_instance_id.yaml` of this package.
   */
  get(id: string, options?: RequestOptions): ApiPromise<AgentInstance, AgentInstanceResponse> {
    return detailsOf(this.#sender.send('getAgentInstance', { path: { agent_instance_id: id } }, options));
  }

  /**
   * Reads a run by its id or by the `external_identifier` it was registered with; on request with counts, costs and risk.
   *
   * @throws {PrefactorNotFoundError} When there is none.
   * @remarks Operation `showAgentInstance` in `openapi/paths/agent_instance_show.yaml` of this package.
   */
  show(
    query: ShowAgentInstanceQuery,
    options?: RequestOptions,
  ): ApiPromise<AgentInstance, AgentInstanceResponse> {
    return detailsOf(this.#sender.send('showAgentInstance', { query }, options));
  }

  /**
   * Lists runs, page by page.
   *
   * @returns The first page; iterating over it, or over the promise, yields the items of all pages.
   * @remarks Operation `listAgentInstances` in `openapi/paths/agent_instance.yaml` of this package.
   */
  list(
    query: ListAgentInstancesQuery = {},
    options?: RequestOptions,
  ): PagePromise<AgentInstanceSummary, AgentInstanceListResponse> {
    return list(this.#sender, 'listAgentInstances', query, options);
  }

  /**
   * Reads the debugging context of a run: everything it recorded, in one object.
   *
   * @throws {PrefactorNotFoundError} When there is no such run.
   * @remarks Operation `getAgentInstanceContext` in `openapi/paths/agent_instance_id_agent_context.yaml` of this package.
   */
  agentContext(id: string, options?: RequestOptions): ApiPromise<AgentContext, AgentContextResponse> {
    const answer = this.#sender.send('getAgentInstanceContext', { path: { agent_instance_id: id } }, options);
    return new ApiPromise(answer, ({ body }) => body.agent_context);
  }
}
