/** The client: puts config, transport, calls and resources together. */
import { createDefaultTransport, unsupportedOptions } from '#default-transport';
import { CallsInFlight } from './call/calls-in-flight.ts';
import { createAttemptSender } from './call/openapi-fetch.ts';
import type {
  DocumentedAnswer,
  DocumentedMethod,
  DocumentedPath,
  DocumentedRequest,
  OperationAt,
  UndocumentedRequest,
} from './call/operation-types.ts';
import { routeOf, withoutApiPath } from './call/operations.ts';
import { type RequestOptions, requestRules } from './call/request-options.ts';
import { Sender } from './call/sender.ts';
import { type Clock, systemClock } from './clock.ts';
import { type HttpClientConfig, resolveConfig } from './config.ts';
import { isWebPage, warn } from './environment.ts';
import { forCaller } from './errors/stack.ts';
import { ownProperty, withoutPrototype } from './own-properties.ts';
import { AgentInstances } from './resources/agent-instances.ts';
import { AgentSchemaVersions } from './resources/agent-schema-versions.ts';
import { AgentSpans } from './resources/agent-spans.ts';
import { AgentVersions } from './resources/agent-versions.ts';
import { Agents } from './resources/agents.ts';
import { Alerts } from './resources/alerts.ts';
import { ApiPromise } from './resources/api-promise.ts';
import { Bulk } from './resources/bulk.ts';
import { Pfids } from './resources/pfids.ts';
import { FetchTransport } from './transport/fetch.ts';
import type { Transport } from './transport/transport.ts';
import { closeTimeout, findIssues, plainObject, reading, refuse, refuseIfAny } from './validation/rules.ts';

let hasWarned = false;

function warnOfWebPage(): void {
  if (hasWarned || !isWebPage()) return;
  hasWarned = true;
  warn(
    'prefactor-http: whoever opens this web page can read the API token in it; call the API from a server of yours, and keep the token there',
  );
}

/** What `request` takes, whatever the path. */
type AnyRequest = UndocumentedRequest & {
  readonly params?: { readonly path?: Readonly<Record<string, string>> };
};

const any = (): undefined => undefined;

/** What `request` is given, read once. */
function readRequest(request: unknown): AnyRequest {
  return reading('request', 'request', () => {
    const problem = plainObject(request);
    if (problem !== undefined) refuse('invalid_argument', 'request', { path: 'request', message: problem });
    const given = withoutPrototype(request as AnyRequest);
    // Of the options, whoever sends the request says what is wrong with them.
    const parts = { params: any, query: any, body: any };
    const unknown = Object.keys(given).filter((name) => !Object.hasOwn({ ...parts, ...requestRules }, name));
    const others = Object.fromEntries(unknown.map((name) => [name, undefined]));
    refuseIfAny('invalid_argument', 'request', findIssues(others, { ...parts, ...requestRules }));
    if (given.params === undefined) return given;
    const path = { ...(given.params && ownProperty(given.params, 'path')) };
    return withoutPrototype({ ...given, params: { path } });
  });
}

/**
 * A client for the Prefactor API.
 *
 * ```ts
 * await using client = new PrefactorHttpClient({ apiToken: process.env.PREFACTOR_API_TOKEN });
 * await client.validateToken();
 * ```
 *
 * One client serves a whole process: it keeps connections open between calls, and any number of calls may be in flight
 * at once. Close it, or let `await using` close it, when you are done.
 */
export class PrefactorHttpClient {
  /** The agents of the account. */
  readonly agents: Agents;
  /** The versions of agents' code. */
  readonly agentVersions: AgentVersions;
  /** The schemas of what agents record. */
  readonly agentSchemaVersions: AgentSchemaVersions;
  /** The runs of agents. */
  readonly agentInstances: AgentInstances;
  /** The steps of a run. */
  readonly agentSpans: AgentSpans;
  /** What is wrong with a run. */
  readonly alerts: Alerts;
  /** Ids for what is not recorded yet. */
  readonly pfids: Pfids;
  /** Many operations in one request. */
  readonly bulk: Bulk;

  readonly #sender: Sender;
  readonly #calls: CallsInFlight;
  readonly #transport: Transport;
  readonly #clock: Clock;
  #closing: Promise<void> | undefined;

  /**
   * @param config Options; see {@link HttpClientConfig} for each one's unit and default.
   * @throws {PrefactorClientError} `code: 'invalid_config'`, naming every option that is wrong.
   */
  constructor(config?: HttpClientConfig);
  /** @internal */
  constructor(config: HttpClientConfig, clock: Clock);
  constructor(config: HttpClientConfig = {}, clock: Clock = systemClock) {
    const resolved = forCaller(() =>
      resolveConfig(config, { unsupported: unsupportedOptions, withoutApiPath }),
    );
    warnOfWebPage();
    const transportConfig = { ...resolved, clock };
    this.#clock = clock;
    this.#transport = resolved.fetch
      ? new FetchTransport(transportConfig, resolved.fetch)
      : forCaller(() => createDefaultTransport(transportConfig));
    this.#calls = new CallsInFlight(clock);
    const sendAttempt = createAttemptSender(resolved.apiUrl, this.#transport);
    const sender = new Sender({ config: resolved, clock, calls: this.#calls, sendAttempt });
    this.#sender = sender;
    this.agents = new Agents(sender);
    this.agentVersions = new AgentVersions(sender);
    this.agentSchemaVersions = new AgentSchemaVersions(sender);
    this.agentInstances = new AgentInstances(sender);
    this.agentSpans = new AgentSpans(sender);
    this.alerts = new Alerts(sender);
    this.pfids = new Pfids(sender);
    this.bulk = new Bulk(sender, {
      sendPrepared: (request, options, isBackground) => sender.sendPrepared(request, options, isBackground),
      clock,
      retry: resolved,
      keyPrefix: resolved.defaultIdempotencyKey,
      maxRequestSize: resolved.maxRequestSize,
      validateRequests: resolved.validateRequests,
      validateResponses: resolved.validateResponses,
      payloadRedactor: sender.payloadRedactor,
      hooks: resolved.hooks,
      redactorFor: (options) => sender.redactorFor(options),
    });
  }

  /**
   * Asks the API whether the token is valid.
   *
   * @throws {PrefactorAuthError} When it is not.
   * @remarks Operation `ping` in `openapi/paths/ping.yaml` of this package.
   */
  async validateToken(options?: RequestOptions): Promise<void> {
    await this.#sender.send('ping', {}, options);
  }

  /**
   * Sends a request that has no method of its own, with everything the methods have: key, retries, checks.
   *
   * ```ts
   * const { details } = await client.request('GET', '/api/v1/agent_spans/{agent_span_id}', {
   *   params: { path: { agent_span_id: id } },
   * });
   * const { summaries } = await client.request('GET', '/api/v1/team', { query: { pagination: { page_size: 100 } } });
   * ```
   *
   * A documented path is typed and checked like its method; a concrete path that matches one is checked too. Nothing is
   * known of any other path: a write to it carries its key only in the header, and so is retried only when it cannot
   * have been carried out, or when you gave the key (`idempotencyKey`, or `idempotency_key` in the body).
   *
   * @param method `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
   * @param path A documented path template, or a percent-encoded path below `apiUrl`.
   * @param request `params.path`, `query`, `body`, and the options of every call.
   * @returns The whole body of the answer, an object.
   */
  request<Method extends DocumentedMethod, Path extends DocumentedPath<Method>>(
    method: Method,
    path: Path,
    ...request: Partial<DocumentedRequest<OperationAt<Method, Path>>> extends DocumentedRequest<
      OperationAt<Method, Path>
    >
      ? [request?: DocumentedRequest<OperationAt<Method, Path>>]
      : [request: DocumentedRequest<OperationAt<Method, Path>>]
  ): ApiPromise<DocumentedAnswer<OperationAt<Method, Path>>, DocumentedAnswer<OperationAt<Method, Path>>>;
  request<Method extends string, Path extends string>(
    method: Method,
    path: Path extends DocumentedPath<Method> ? never : Path,
    request?: UndocumentedRequest,
  ): ApiPromise<Record<string, unknown>, Record<string, unknown>>;
  request(method: string, path: string, ...[request = {}]: readonly unknown[]): ApiPromise<object, object> {
    const send = async () => {
      const route = forCaller(() => routeOf(method, path));
      const { params, query, body, ...options } = forCaller(() => readRequest(request));
      return await this.#sender.sendOperation(
        route.operation,
        { path: route.path ?? (params && ownProperty(params, 'path')) ?? {}, query, body },
        options,
      );
    };
    return new ApiPromise(send(), (answer) => answer.body);
  }

  /**
   * Sends what the client's bulk writers have queued, without waiting for more: at the end of a request on a serverless
   * platform, for instance, where the process is frozen afterwards. Never rejects.
   *
   * ```ts
   * ctx.waitUntil(client.flush({ timeout: 5_000 }));
   * ```
   *
   * @param options `timeout`: how long to wait, in milliseconds. Default: 30 000.
   * @returns How many of these items were still pending at the timeout; they stay queued.
   */
  async flush(options: { timeout?: number | undefined } = {}): Promise<{ pending: number }> {
    return { pending: await this.bulk.flush(forCaller(() => closeTimeout('flush', options))) };
  }

  /**
   * Closes the client: refuses new calls, ends waits between attempts, flushes its bulk writers, lets attempts in flight
   * finish, and aborts what is left after `timeout`. Calls that it ends reject with a {@link PrefactorClientError},
   * `code: 'client_closed'`. Closing twice is closing once; it never rejects. It does not close a `fetch` or `dispatcher`
   * of your own.
   *
   * @param options `timeout`: how long calls may continue, in milliseconds; 0 ends them at once. Default: 30 000.
   */
  close(options: { timeout?: number | undefined } = {}): Promise<void> {
    const timeout = forCaller(() => closeTimeout('close', options));
    this.#closing ??= this.#close(timeout);
    return this.#closing;
  }

  /** Closes the client with the default timeout: what `await using` calls. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(timeout: number): Promise<void> {
    const begun = this.#clock.monotonic();
    const writers = this.bulk.close(timeout);
    if (writers !== undefined) {
      this.#calls.beginClosing();
      await writers;
    }
    await this.#calls.close(Math.max(0, timeout - (this.#clock.monotonic() - begun)));
    await this.#transport.close();
  }
}
