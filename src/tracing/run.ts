/** One run of an agent, from its beginning to its end. */
import { schemas } from '../generated/schemas.ts';
import type { BulkWriter, FinishStatus, RegisterAgentInstanceFields } from '../index.ts';
import { oneOf } from '../wrapper/validation/rules.ts';
import { attempt } from './attempt.ts';
import { type HandleContent, writeHandle } from './handle.ts';
import { InstanceRecording } from './instance-recording.ts';
import { type RunOptions, readRunOptions } from './run-options.ts';
import { Span, type SpanContext } from './span.ts';
import type { AnySpanTypes, NameOf, PayloadOf, ResultOf } from './span-types.ts';

/** Why `run.signal` aborts when somebody has terminated the run. */
export class RunTerminated extends Error {
  override readonly name = 'RunTerminated';
  /** Why, in the words of whoever did it; `null` where nothing was said. */
  readonly reason: string | null;

  constructor(reason: string | null) {
    super(reason === null ? 'The run was terminated.' : `The run was terminated: ${reason}`);
    this.reason = reason;
  }
}

/** What the runs of a tracer share. */
export interface RunContext extends SpanContext {
  /** `undefined`: nothing is recorded. */
  readonly writer: BulkWriter | undefined;
  /** What each is registered with. */
  readonly registration: RegisterAgentInstanceFields;
  /** The runs that have not ended. */
  readonly runs: { begin(run: object): void; end(run: object): void };
}

const finishStatus = oneOf(...(schemas['FinishStatus']?.enum ?? []));

/** Milliseconds that a handle waits for the API, at most. */
const handleTimeout = 5_000;

/** A run of an agent. It ends once, with its work or when it is told to. */
export class Run<Types = AnySpanTypes> implements AsyncDisposable {
  /** Aborts with a {@link RunTerminated} when somebody terminates the run, or when the signal that it was given does. */
  readonly signal: AbortSignal;
  /** @internal */
  readonly context: RunContext;
  /** @internal */
  readonly recording: InstanceRecording | undefined;
  /** @internal */
  readonly openSpans = new Set<Span>();
  /** @internal */
  readonly rootId: string | undefined;
  readonly #options: RunOptions;
  readonly #controller = new AbortController();
  readonly #created = new Date();
  #hasBegun: boolean;
  #isTerminated = false;
  /** Whether somebody else ends it. */
  #isHandedOver: boolean;
  #endStatus: FinishStatus | undefined;

  /** @internal */
  constructor(context: RunContext, options: RunOptions | undefined, handle: HandleContent = {}) {
    const { ledger, writer, registration } = context;
    this.#options = readRunOptions(options, (why) => ledger.note('mistaken', why));
    const { signal, ...fields } = this.#options;
    const onUnserializable = (error: Error) => ledger.note('unserializable', error.message);
    this.context = context;
    this.signal = this.#controller.signal;
    this.rootId = handle.span;
    this.#hasBegun = handle.id !== undefined;
    this.#isHandedOver = this.#hasBegun && !handle.isHandedOver;
    this.recording = attempt(
      () =>
        writer &&
        new InstanceRecording(writer, handle.id ?? { ...registration, ...fields }, onUnserializable),
      (error) => ledger.note('dropped', `agent_instances/register: ${error}`),
    );
    void this.recording?.registered?.then((outcome) => ledger.onOutcome(this, outcome));
    signal?.addEventListener?.('abort', this.#onAbort);
    if (signal?.aborted) this.#onAbort();
    context.runs.begin(this);
  }

  /** Its id; `undefined` until it is registered. */
  get id(): string | undefined {
    return this.recording?.id;
  }

  /**
   * Begins a span that ends when it is told to: `span.end()`, or `using`.
   *
   * @param type Name of its span type.
   * @param payload What goes in. What is no object is recorded as `{ value }`.
   * @param parent A span of this run. Default: the one in which this is called, if it is of this run.
   */
  startSpan<Name extends NameOf<Types>>(
    type: Name,
    payload: PayloadOf<Types, Name>,
    parent: Span<never> | undefined = this.#currentSpan,
  ): Span<ResultOf<Types, Name>> {
    if (this.#endStatus !== undefined) {
      this.context.ledger.note('skipped', `${type} began after the end of its run`);
      return new Span();
    }
    this.begin();
    return new Span<never>(this, parent, type, payload);
  }

  /**
   * Makes a text with which another process goes on with the run, below the span in which this is called: see
   * `tracer.resume`. It can stand in URLs and headers. Never rejects.
   *
   * It waits until the API knows of both, at most 5 000 ms. Where that is not enough, whoever goes on has a run of their own
   * with the same `external_identifier`, and a warning says so.
   *
   * @param options `handOver`: whether the run ends with the work of whoever goes on, in place of the work here.
   *   Default: `false`.
   */
  async handle({ handOver = false }: { handOver?: boolean | undefined } = {}): Promise<string> {
    const { ledger, writer } = this.context;
    const name = this.#options.external_identifier ?? undefined;
    const spanId = this.#currentSpan?.recordedId;
    this.#isHandedOver ||= handOver;
    const flushed = await writer?.flush({ timeout: handleTimeout });
    if (this.id === undefined) ledger.note('unlinked', 'it could not be registered in time');
    if (this.id === undefined && handOver) this.#isHandedOver = false;
    // Others can name only what the API knows.
    const span = spanId && flushed?.pending === 0 ? this.recording?.idOf(spanId) : undefined;
    return writeHandle({ id: this.id, span, isHandedOver: handOver, name });
  }

  /**
   * Ends it. Spans that have not ended end with it, as failed.
   *
   * @param status How it ends. `cancelled` is for a run in which no span has begun, or it is `failed`. Default: `complete`,
   *   which any other counts as, with a warning.
   */
  end(status: FinishStatus = 'complete'): void {
    if (this.#endStatus !== undefined) return;
    const problem = finishStatus(status);
    if (problem !== undefined) {
      this.context.ledger.note('mistaken', `status of run.end ${problem}`);
      this.end();
      return;
    }
    this.#endStatus = status === 'cancelled' && this.#hasBegun ? 'failed' : status;
    this.#options.signal?.removeEventListener?.('abort', this.#onAbort);
    this.context.runs.end(this);
    const how = { unfinished: true, ...(this.signal.aborted && { error: this.signal.reason }) } as const;
    for (const span of [...this.openSpans].reverse()) span.finish(how);
    if (this.#isHandedOver || this.#isTerminated) return;
    if (status !== 'cancelled') this.begin();
    this.#tell('finish', { status: this.#endStatus });
  }

  /** Ends it: what `await using` calls. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
  }

  /** @internal The work begins: at once, or, where it is told when to end, with its first span. */
  begin(): void {
    if (!this.#hasBegun) this.#tell('start', { timestamp: this.#created });
    this.#hasBegun = true;
  }

  /** @internal */
  onTermination(reason: string | null): void {
    this.#isTerminated = true;
    if (this.#endStatus === undefined) this.#controller.abort(new RunTerminated(reason));
  }

  /** @internal */
  enter<Value>(part: () => Value): Value {
    return this.#endStatus === undefined ? this.context.storage.run(this, part) : part();
  }

  /** @internal */
  settle(how: 'done' | 'failed'): void {
    this.end(how === 'done' ? 'complete' : 'failed');
  }

  readonly #onAbort = (): void => this.#controller.abort(this.#options.signal?.reason);

  get #currentSpan(): Span | undefined {
    const scope = this.context.storage.getStore();
    return scope instanceof Span && scope.owner === this ? scope : undefined;
  }

  #tell(verb: 'start' | 'finish', more: object): void {
    const agent_instance_id = this.recording?.ref ?? '';
    const item = { _type: `agent_instances/${verb}`, agent_instance_id, ...more } as const;
    this.context.ledger.add(this, item);
  }
}
