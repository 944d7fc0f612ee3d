/** The tracer: what an agent's code calls to be recorded. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { fn as aFunction, refuse } from '../wrapper/validation/rules.ts';
import { attempt } from './attempt.ts';
import { type Connection, connect } from './connection.ts';
import { within } from './follow.ts';
import { readHandle } from './handle.ts';
import { Ledger, type TracerStats } from './ledger.ts';
import { readTracerOptions, type TracerOptions } from './options.ts';
import { Run, type RunContext } from './run.ts';
import type { RunOptions } from './run-options.ts';
import { runtimeEnvironment } from './runtime-environment.ts';
import { Span } from './span.ts';
import type { AnySpanTypes, NameOf, PayloadOf, ResultOf, SpanTypeDefinitions } from './span-types.ts';
import { Watch } from './watch.ts';

/** Records runs and their spans. Nothing of it throws into the work that is recorded, or makes it wait. */
export class Tracer<Types = AnySpanTypes> implements AsyncDisposable {
  readonly #connection: Connection;
  readonly #context: RunContext;
  readonly #watch: Watch<Run>;

  /** @internal */
  constructor(given: TracerOptions<Types>) {
    const { agentVersion, agentSchemaVersion, spanTypes, ...options } = readTracerOptions(given);
    this.#connection = connect(options);
    const { client, writer } = this.#connection;
    this.#watch = new Watch(client, options.pollInterval ?? 30_000);
    const environment = runtimeEnvironment(options.clientOptions?.sdkHeader?.split(' '));
    const schemas = spanTypes && { span_type_schemas: spanTypes };
    this.#context = {
      writer,
      ledger: new Ledger(writer),
      storage: new AsyncLocalStorage(),
      runs: this.#watch,
      registration: {
        agent_version: { runtime_environment: environment, ...agentVersion },
        agent_schema_version: agentSchemaVersion || schemas ? { ...agentSchemaVersion, ...schemas } : null,
        agent_id: options.agentId ?? null,
        environment_id: options.environmentId ?? null,
      },
    };
  }

  /**
   * Does work as a run of the agent, which begins and ends with it. The work begins at once.
   *
   * ```ts
   * const answer = await tracer.run({ external_identifier: ticket }, async (run) =>
   *   tracer.span('support:llm', { prompt }, () => ask(prompt, { signal: run.signal })),
   * );
   * ```
   *
   * @param options What is said of this run.
   * @param work May return anything: a run whose work returns a promise, a generator or a stream ends with that.
   * @returns What the work returns; throws and rejects with what the work does.
   */
  run<Result>(options: RunOptions, work: (run: Run<Types>) => Result): Result {
    if (typeof options !== 'function' || work !== undefined)
      return this.#within(new Run(this.#context, options), work);
    const why = 'the fields of a run, its first argument, are missing: tracer.run({}, work)';
    this.#context.ledger.note('mistaken', why);
    return this.#within(new Run(this.#context, {}), options);
  }

  /**
   * Goes on with a run of another process, below the span in which its handle was made. The run does not end with the
   * work, unless it was handed over.
   *
   * @param handle What `run.handle()` made. With anything else, the work is a run of its own, and one warning says so.
   * @param work As for {@link run}.
   */
  resume<Result>(handle: string, work: (run: Run<Types>) => Result): Result {
    const content = attempt(() => readHandle(handle));
    if (!content) this.#context.ledger.note('unlinked', 'its handle cannot be read');
    const options = { external_identifier: content?.name ?? null };
    return this.#within(new Run(this.#context, options, content), work);
  }

  /**
   * Begins a run that ends when it is told to: `run.end()`, or `await using`. It counts as started with its first span.
   *
   * @param options What is said of this run.
   */
  startRun(options: RunOptions = {}): Run<Types> {
    return new Run(this.#context, options);
  }

  /**
   * Does work as a span of the run in which it is called, below the span in which it is called. The span ends with the
   * work: with a promise when it settles, with a generator, an iterator or a web stream when nobody takes more of it.
   *
   * ```ts
   * const order = await tracer.span('support:tool', { number }, () => findOrder(number));
   * for await (const token of tracer.span('support:llm', { prompt }, () => stream(prompt))) show(token);
   * ```
   *
   * @param type Name of its span type.
   * @param payload What goes in. What is no object is recorded as `{ value }`.
   * @param work What it returns is recorded as the result: of generators and streams, the number of items.
   * @returns What the work returns; throws and rejects with what the work does.
   */
  span<Name extends NameOf<Types>, Result>(
    type: Name,
    payload: PayloadOf<Types, Name>,
    work: (span: Span<ResultOf<Types, Name>>) => Result,
  ): Result {
    const scope = this.#context.storage.getStore();
    const run = scope instanceof Span ? scope.owner : scope;
    if (run === undefined) this.#context.ledger.note('skipped', `${type} began outside of a run`);
    const span = run?.startSpan(type, payload) ?? new Span();
    return span.isOpen ? within(span, () => work(span)) : work(span);
  }

  /** The span in which this is called. */
  current(): Span | undefined {
    const scope = this.#context.storage.getStore();
    return scope instanceof Span ? scope : undefined;
  }

  /**
   * A function that runs where it was bound, in the same span and run: a listener of an event emitter, for instance.
   *
   * @throws {PrefactorClientError} `code: 'invalid_argument'` when it is no function.
   */
  bind<Bound extends (this: never, ...args: never[]) => unknown>(fn: Bound): Bound {
    const problem = aFunction(fn);
    if (problem !== undefined) refuse('invalid_argument', 'tracer.bind', { path: 'fn', message: problem });
    return AsyncLocalStorage.bind(fn);
  }

  /** What became of what was to be recorded so far. */
  stats(): TracerStats {
    return { ...this.#context.ledger.counts, pending: this.#connection.writer?.size ?? 0 };
  }

  /**
   * Sends what is queued, without waiting for more: before a process is frozen, for instance. Never rejects.
   *
   * @param options `timeout`: how long to wait, in milliseconds. Default: 30 000.
   * @returns How many items were still pending at the timeout; they stay queued.
   */
  async flush(options?: { timeout?: number | undefined }): Promise<{ pending: number }> {
    return (await this.#connection.writer?.flush(options)) ?? { pending: 0 };
  }

  /**
   * Ends the runs that have not ended, as failed, and sends what is queued. It closes the client and the writer that the
   * tracer has made, and none that it was given.
   *
   * @param options `timeout`: how long to wait, in milliseconds. Default: 30 000.
   * @returns What became of everything.
   */
  async close(options?: { timeout?: number | undefined }): Promise<TracerStats> {
    for (const run of this.#watch.runs) run.end('failed');
    const { own, writer } = this.#connection;
    await own?.close(options);
    await writer?.flush(options);
    return this.stats();
  }

  /** Closes it with the default timeout: what `await using` calls. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #within<Result>(run: Run<Types>, work: (run: Run<Types>) => Result): Result {
    run.begin();
    return within(run, () => work(run));
  }
}

/**
 * Makes a tracer: one for a process, like the client that it records with.
 *
 * ```ts
 * const tracer = createTracer({ agentVersion: { external_identifier: 'v1.4.2' } });
 * ```
 *
 * Without `client` it makes one, from the environment. Where `PREFACTOR_API_TOKEN` is not set, nothing is recorded, and a
 * warning says so; with `PREFACTOR_TRACING=off`, nothing is recorded in silence.
 *
 * @param options See {@link TracerOptions} for each one's unit and default.
 * @throws {PrefactorClientError} `code: 'invalid_config'` when an option is wrong.
 */
export function createTracer<const Types extends SpanTypeDefinitions = AnySpanTypes>(
  options: TracerOptions<Types> = {},
): Tracer<Types> {
  return new Tracer(options);
}
