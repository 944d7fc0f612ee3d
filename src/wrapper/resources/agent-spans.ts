/** `client.agentSpans`: the steps of a run. */
import type {
  AgentSpan,
  AgentSpanForCreate,
  AgentSpanListResponse,
  AgentSpanResponse,
  AgentSpanSummary,
  AgentSpanWriteResponse,
  FinishSpanRequest,
  GetAgentSpanQuery,
  ListAgentSpansQuery,
} from '../../generated/types.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { type ApiPromise, detailsOf } from './api-promise.ts';
import { list, type PagePromise } from './pages.ts';

/**
 * Agent spans: one for each step of a run, such as an LLM call or a tool call.
 *
 * Every method rejects with a {@link PrefactorClientError} before anything is sent when an argument breaks a rule, and
 * with the other subclasses of `PrefactorHttpError` as listed in the README.
 */
export class AgentSpans {
  readonly #sender: Sender;

  /** @internal */
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Records a step. Create it `active` and finish it later, or create it finished in one call.
   *
   * ```ts
   * const span = await client.agentSpans.create({
   *   agent_instance_id: instance.id,
   *   schema_name: 'agent:llm',
   *   status: 'active',
   *   payload: { model: 'example-model', prompt: 'Hello' },
   * });
   * ```
   *
   * @param details The span. A `Date` is accepted for every timestamp.
   * @returns The new span; its `id` is what `finish` and children take.
   * @throws {PrefactorNotFoundError} When the instance does not exist.
   * @remarks Operation `createAgentSpan` in `openapi/paths/agent_spans.yaml` of this package.
   */
  create(
    details: AgentSpanForCreate,
    options?: RequestOptions,
  ): ApiPromise<AgentSpan, AgentSpanWriteResponse> {
    return detailsOf(this.#sender.send('createAgentSpan', { body: { details } }, options));
  }

  /**
   * Finishes a step.
   *
   * @param id The span's id.
   * @param body How it ended, its result and when. Default: `complete`, now, by the server's clock.
   * @throws {PrefactorConflictError} When it is already finished. `possiblyApplied`: perhaps by this very call.
   * @remarks Operation `finishAgentSpan` in `openapi/paths/agent_spans_id_finish.yaml` of this package.
   */
  finish(
    id: string,
    body: FinishSpanRequest = {},
    options?: RequestOptions,
  ): ApiPromise<AgentSpan, AgentSpanWriteResponse> {
    return detailsOf(this.#sender.send('finishAgentSpan', { path: { agent_span_id: id }, body }, options));
  }

  /**
   * Lists the spans of an instance or an agent, page by page. Needs an account token.
   *
   * @returns The first page; iterating over it, or over the promise, yields the items of all pages.
   * @remarks Operation `listAgentSpans` in `openapi/paths/agent_spans.yaml` of this package.
   */
  list(
    query: ListAgentSpansQuery,
    options?: RequestOptions,
  ): PagePromise<AgentSpanSummary, AgentSpanListResponse> {
    return list(this.#sender, 'listAgentSpans', query, options);
  }

  /**
   * Reads a span by its id.
   *
   * @param query Whether sensitive values are redacted.
   * @throws {PrefactorNotFoundError} When there is none.
   * @remarks Operation `getAgentSpan` in `openapi/paths/agent_spans_id.yaml` of this package.
   */
  get(
    id: string,
    query: GetAgentSpanQuery = {},
    options?: RequestOptions,
  ): ApiPromise<AgentSpan, AgentSpanResponse> {
    return detailsOf(this.#sender.send('getAgentSpan', { path: { agent_span_id: id }, query }, options));
  }

  /**
   * Deletes the stored sensitive values of a span for good. Doing it again changes nothing, so it is retried like a read.
   *
   * @param id The span's id.
   * @remarks Operation `discardAgentSpanSensitive` in `openapi/paths/agent_spans_id_discard_sensitive.yaml` of this package.
   */
  discardSensitive(id: string, options?: RequestOptions): ApiPromise<AgentSpan, AgentSpanResponse> {
    return detailsOf(
      this.#sender.send('discardAgentSpanSensitive', { path: { agent_span_id: id }, body: {} }, options),
    );
  }
}
