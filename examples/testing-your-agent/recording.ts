/** What an agent records of one run. Recording never costs the answer: a problem is reported, and the agent continues. */
import type { ControlEvent, PrefactorHttpClient } from 'prefactor-http';

/** Told of everything that could not be recorded. */
export type OnProblem = (error: unknown) => void;

/** The spans that this agent has. */
const spanTypes = ['support:task', 'support:tool', 'support:llm'] as const;
export type SpanType = (typeof spanTypes)[number];

export class Recording {
  readonly #client: PrefactorHttpClient;
  readonly #onProblem: OnProblem;
  readonly #stop = new AbortController();
  /** `undefined` when the run could not be registered: then nothing of it is recorded. */
  #instanceId: string | undefined;

  private constructor(client: PrefactorHttpClient, onProblem: OnProblem) {
    this.#client = client;
    this.#onProblem = onProblem;
  }

  /** Registers a run and starts it. */
  static async begin(client: PrefactorHttpClient, onProblem: OnProblem): Promise<Recording> {
    const recording = new Recording(client, onProblem);
    const instance = await recording.#try(() =>
      client.agentInstances.register({
        agent_version: { external_identifier: 'support-1.0.0' },
        agent_schema_version: {
          external_identifier: 'support-1',
          span_type_schemas: spanTypes.map((name) => ({ name, params_schema: { type: 'object' } })),
        },
      }),
    );
    if (instance === undefined) return recording;
    recording.#instanceId = instance.id;
    await recording.#try(() => client.agentInstances.start(instance.id));
    return recording;
  }

  /** Aborts when somebody has terminated the run. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  /**
   * Does one step of the run, and records it as a span.
   *
   * @param work Does it. It is given the span's id, for steps within this one.
   * @param parent Id of the span that this step is a part of.
   * @returns What `work` returns, which is recorded too.
   * @throws What `work` throws, and why the run was terminated.
   */
  async step<Result extends object>(
    type: SpanType,
    payload: object,
    work: (spanId: string | undefined) => Promise<Result>,
    parent?: string,
  ): Promise<Result> {
    this.stopped.throwIfAborted();
    const spanId = await this.#createSpan(type, payload, parent);
    try {
      // The news that the run was terminated comes with the answer.
      this.stopped.throwIfAborted();
      const result = await work(spanId);
      await this.#finishSpan(spanId, 'complete', result);
      return result;
    } catch (error) {
      await this.#finishSpan(spanId, 'failed', { error: String(error) });
      throw error;
    }
  }

  /** Ends the run, unless somebody else has. */
  async end(status: 'complete' | 'failed'): Promise<void> {
    const id = this.#instanceId;
    if (id === undefined || this.stopped.aborted) return;
    await this.#try(() => this.#client.agentInstances.finish(id, { status }));
  }

  async #createSpan(
    type: SpanType,
    payload: object,
    parent: string | undefined,
  ): Promise<string | undefined> {
    const agent_instance_id = this.#instanceId;
    if (agent_instance_id === undefined) return undefined;
    const parent_span_id = parent ?? null;
    const span = await this.#try(() =>
      this.#client.agentSpans.create(
        { agent_instance_id, parent_span_id, schema_name: type, status: 'active', payload },
        { onControlSignal: this.#heed },
      ),
    );
    return span?.id;
  }

  async #finishSpan(id: string | undefined, status: 'complete' | 'failed', result_payload: object) {
    if (id === undefined) return;
    await this.#try(() =>
      this.#client.agentSpans.finish(id, { status, result_payload }, { onControlSignal: this.#heed }),
    );
  }

  readonly #heed = ({ terminate, reason }: ControlEvent): void => {
    if (terminate) this.#stop.abort(new Error(reason ?? 'The run was terminated.'));
  };

  async #try<Result>(call: () => PromiseLike<Result>): Promise<Result | undefined> {
    try {
      return await call();
    } catch (error) {
      this.#onProblem(error);
      return undefined;
    }
  }
}
