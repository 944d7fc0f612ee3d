/** Records the steps of a run through a bulk writer: what the agent does never waits for Prefactor. */
import type { BulkWriter } from 'prefactor-http';

/** What a step is recorded as. */
interface Step {
  /** Name of its span type. */
  readonly type: string;
  /** What goes in. */
  readonly payload: object;
  /** The step that it is a part of; left out at the top of the tree. */
  readonly parent?: string;
}

export class Trace {
  readonly #writer: BulkWriter;
  readonly #instance: string;

  constructor(writer: BulkWriter, instance: string) {
    this.#writer = writer;
    this.#instance = instance;
  }

  /**
   * Does a step and records it: its beginning at once, its end with what came out, or with what went wrong.
   *
   * @param work Told the id of the step, for the steps inside it to name as their parent.
   */
  async step<Result>(
    { type, payload, parent }: Step,
    work: (id: string) => Promise<Result>,
  ): Promise<Result> {
    // The id is made here, so nobody has to wait until the API has heard of the span.
    const { id } = this.#writer.createSpan({
      agent_instance_id: this.#instance,
      schema_name: type,
      status: 'active',
      payload,
      started_at: new Date(),
      ...(parent !== undefined && { parent_span_id: parent }),
    });
    try {
      const result = await work(id);
      this.#writer.finishSpan(id, { timestamp: new Date(), result_payload: { result } });
      return result;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#writer.finishSpan(id, {
        status: 'failed',
        timestamp: new Date(),
        result_payload: { error: message },
      });
      throw error;
    }
  }
}
