/** One call from its arguments to its answer: checks, key, attempts, and an error that says what happened. */
import type { OperationId } from '../../generated/operations.ts';
import { describeRequest } from '../errors/describe.ts';
import { isPrefactorError, type PrefactorHttpError } from '../errors/errors.ts';
import { beginAtCaller } from '../errors/stack.ts';
import { controlEvents, notify, notifyOfFailure } from '../hooks.ts';
import { type CircuitBreaker, createCircuitBreaker } from '../retry/circuit-breaker.ts';
import type { Answer } from './answer.ts';
import { Attempts, type CallContext } from './attempts.ts';
import type { CallInFlight } from './calls-in-flight.ts';
import { authorizationsIn, commonHeaders, headersOf } from './headers.ts';
import type { PathParameters, Query, RequestBody, SuccessBody } from './operation-types.ts';
import { type Operation, operations } from './operations.ts';
import { PayloadRedactor } from './payload-redactor.ts';
import {
  type CallInput,
  type Description,
  type PreparedRequest,
  prepareRequest,
  unsent,
} from './prepare-request.ts';
import { Redactor } from './redactor.ts';
import {
  type RequestOptions,
  type ResolvedRequestOptions,
  resolveRequestOptions,
} from './request-options.ts';

/** The arguments of an operation, typed by the document. */
interface OperationInput<Id extends OperationId> extends CallInput {
  readonly path?: { readonly [Name in keyof PathParameters<Id>]: string };
  readonly query?: Query<Id> | undefined;
  readonly body?: RequestBody<Id> & object;
}

/** What differs between the calls of a caller and those that nobody waits for. */
interface CallSteps {
  readonly isBackground: boolean;
  prepare(options: RequestOptions, description: Description): PreparedRequest;
  readonly onFailed: ((error: PrefactorHttpError) => void) | undefined;
}

export class Sender {
  readonly #context: CallContext;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #redactor: Redactor;
  /** Takes out of payloads what the option `redact` says. */
  readonly payloadRedactor: PayloadRedactor | undefined;
  readonly #breaker: CircuitBreaker | undefined;

  constructor(context: CallContext) {
    const { config } = context;
    this.#context = context;
    this.#headers = commonHeaders(config);
    this.#redactor = new Redactor([config.apiToken]);
    this.payloadRedactor = config.redact && new PayloadRedactor(config.redact);
    this.#breaker = config.circuitBreaker && createCircuitBreaker(config.circuitBreaker);
  }

  /** Sends an operation of the document by its id, with the types that the document gives it. */
  send<Id extends OperationId>(
    id: Id,
    input: OperationInput<Id>,
    options: RequestOptions | undefined,
  ): Promise<Answer<SuccessBody<Id>>> {
    return this.sendOperation(operations[id], input, options) as Promise<Answer<SuccessBody<Id>>>;
  }

  /** Rejects as a call does that is refused before anything is sent. */
  async refuse(id: OperationId, error: unknown): Promise<never> {
    const { hooks } = this.#context.config;
    await this.#call(operations[id], undefined, {
      isBackground: false,
      prepare: () => {
        throw error;
      },
      onFailed: (failure) => notifyOfFailure(hooks, failure),
    });
    throw error;
  }

  /** Sends an operation, perhaps one that the document does not describe, and resolves to its success answer. */
  sendOperation(
    operation: Operation,
    input: CallInput,
    options: RequestOptions | undefined,
  ): Promise<Answer<object>> {
    const { config } = this.#context;
    return this.#call(operation, options, {
      isBackground: false,
      prepare: (resolved, description) => {
        const { maxRequestSize: maxSize, defaultIdempotencyKey: keyPrefix, validateRequests } = config;
        const validates = resolved.validateRequest ?? validateRequests;
        const { payloadRedactor: redactor } = this;
        const context = { maxSize, keyPrefix, validates, redactor, description };
        return prepareRequest(operation, input, resolved, context);
      },
      // Not by `catch`: with a second handler, the engine no longer knows who awaits the answer.
      onFailed: (error) => notifyOfFailure(config.hooks, error),
    });
  }

  /**
   * Sends a request that somebody else has checked and serialised.
   *
   * @param isBackground Whether no caller waits for it: such a call may continue while the client is being closed.
   */
  sendPrepared(
    request: PreparedRequest,
    options: RequestOptions | undefined,
    isBackground: boolean,
  ): Promise<Answer<object>> {
    return this.#call(request.operation, options, {
      isBackground,
      prepare: () => request,
      onFailed: undefined,
    });
  }

  /** Takes out the client's token, and those that a call brings. */
  redactorFor(options: ResolvedRequestOptions): Redactor {
    const given = authorizationsIn(options.headers);
    return given.length === 0 ? this.#redactor : new Redactor([this.#context.config.apiToken, ...given]);
  }

  async #call(
    operation: Operation,
    givenOptions: RequestOptions | undefined,
    { isBackground, prepare, onFailed }: CallSteps,
  ): Promise<Answer<object>> {
    const description = unsent(operation);
    let options: ResolvedRequestOptions | undefined;
    let call: CallInFlight | undefined;
    try {
      options = resolveRequestOptions(givenOptions);
      call = this.#context.calls.start(options.signal, isBackground);
      return await this.#perform(prepare(options, description), options, call);
    } catch (error) {
      const isCallersReason = options?.signal?.aborted === true && error === options.signal.reason;
      if (isPrefactorError(error) && !isCallersReason) {
        describeRequest(error, { ...description, attempts: call?.attempts ?? 0 });
        beginAtCaller(error);
        onFailed?.(error);
      }
      throw error;
    } finally {
      call?.end();
    }
  }

  async #perform(
    request: PreparedRequest,
    options: ResolvedRequestOptions,
    call: CallInFlight,
  ): Promise<Answer<object>> {
    const redact = this.redactorFor(options);
    const headers = headersOf(this.#headers, request, options.headers);
    const attempts = new Attempts(this.#context, { call, request, headers, options, redact });
    const answer =
      this.#breaker === undefined
        ? await attempts.run()
        : await this.#breaker(() => attempts.run(), call.signal);
    const { onControlSignal } = this.#context.config.hooks;
    if (onControlSignal !== undefined || options.onControlSignal !== undefined) {
      for (const event of controlEvents(answer.body)) {
        notify(onControlSignal, () => redact.json(event));
        notify(options.onControlSignal, () => redact.json(event));
      }
    }
    return answer;
  }
}
