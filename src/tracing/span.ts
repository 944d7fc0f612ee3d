/** A step of a run, from its beginning to its end. */
import type { Ledger, RecordedRun } from './ledger.ts';
import { describe, fieldsOf } from './payload.ts';

/** What the spans of a tracer share. */
export interface SpanContext {
  readonly ledger: Ledger;
  /** Where one is: in a span, in a run, or in neither. */
  readonly storage: {
    getStore(): Span | SpanOwner | undefined;
    run<Value>(scope: Span | SpanOwner, part: () => Value): Value;
  };
}

/** What a span needs of its run. */
export interface SpanOwner extends RecordedRun {
  readonly context: SpanContext;
  /** The spans that have not ended. */
  readonly openSpans: Set<Span>;
  /** The span of another process below which the run goes on. */
  readonly rootId: string | undefined;
  startSpan(type: string, payload: unknown): Span;
}

/** A step of a run. It ends once, with its work or when it is told to: what comes later changes nothing. */
export class Span<Result = unknown> implements Disposable {
  /** @internal Whether it could not be recorded: then what is in it is recorded in its parent. */
  isLost = false;
  readonly #owner: SpanOwner | undefined;
  readonly #parent: Span | undefined;
  readonly #id: string;
  #isOpen: boolean;
  #outcome: { result?: unknown; error?: unknown } = {};

  /** @internal */
  constructor(owner?: SpanOwner, parent?: Span, type = '', payload: unknown = {}) {
    this.#owner = owner;
    this.#parent = parent;
    this.#isOpen = owner !== undefined;
    this.#id = owner?.recording?.newSpanId() ?? '';
    if (owner?.recording === undefined) {
      owner?.context.ledger.countDropped();
      return;
    }
    owner.openSpans.add(this);
    const details = {
      agent_instance_id: owner.recording.ref,
      id: this.#id,
      parent_span_id: parent?.recordedId ?? owner.rootId ?? null,
      schema_name: type,
      status: 'active',
      payload: fieldsOf(payload),
    } as const;
    owner.context.ledger.add(owner, { _type: 'agent_spans/create', details }, this);
  }

  /**
   * Its id. `undefined` when it is not recorded, and until the first run is registered that is recorded with the same
   * writer; not until then, where the tracer has an `agentId`.
   */
  get id(): string | undefined {
    return this.isLost ? undefined : this.#owner?.recording?.idOf(this.#id);
  }

  /** @internal */
  get owner(): SpanOwner | undefined {
    return this.#owner;
  }

  /** @internal Stands for the span that is recorded in place of this one: itself, if possible. */
  get recordedId(): string | undefined {
    return this.isLost ? this.#parent?.recordedId : this.#id;
  }

  /** Whether it has not ended. Never, where it did not begin in a run. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Sets what came out, in place of what the work returns. What is no object is recorded as `{ value }`. */
  setResult(result: Result): void {
    if (this.#isOpen) this.#outcome.result = result;
  }

  /** Lets it end as failed, with the name, the message, the stack and the cause of an error. */
  fail(error: unknown): void {
    if (this.#isOpen) this.#outcome.error = error;
  }

  /**
   * Ends it, as complete, or after {@link fail} as failed.
   *
   * @param result What came out, unless {@link setResult} has said so.
   */
  end(result?: Result): void {
    this.finish({ result });
  }

  /** Ends it: what `using` calls. */
  [Symbol.dispose](): void {
    this.end();
  }

  /** @internal @param given What is said of it, where nothing else has been said. */
  finish(given: { result?: unknown; error?: unknown; unfinished?: true }): void {
    const { result, ...failure } = { ...given, ...this.#outcome };
    // Whoever still has the span shall not keep what is in it.
    this.#outcome = {};
    if (!this.#isOpen || !this.#owner) return;
    this.#isOpen = false;
    this.#owner.openSpans.delete(this);
    if (this.isLost) return;
    const fields = result === undefined ? null : fieldsOf(result);
    const hasFailed = 'error' in failure || 'unfinished' in failure;
    if ('error' in failure) failure.error = describe(failure.error);
    const item = {
      _type: 'agent_spans/finish',
      agent_span_id: this.#id,
      status: hasFailed ? 'failed' : 'complete',
      result_payload: hasFailed ? { ...failure, ...(fields && { result }) } : fields,
    } as const;
    this.#owner.context.ledger.add(this.#owner, item, this);
  }

  /** @internal */
  enter<Value>(part: () => Value): Value {
    return this.#isOpen && this.#owner ? this.#owner.context.storage.run(this, part) : part();
  }

  /** @internal */
  settle(how: 'done' | 'failed', value: unknown): void {
    this.finish(how === 'failed' ? { error: value } : { result: value });
  }
}
