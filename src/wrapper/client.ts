/** The client: puts config, transport, calls and resources together. */
import { createDefaultTransport, unsupportedOptions } from '#default-transport';
import { AgentInstances } from './agent-instances.ts';
import { AgentSpans } from './agent-spans.ts';
import { Bulk } from './bulk.ts';
import { Calls } from './calls.ts';
import { findIssues, millisecondsOrZero, refuse } from './checks.ts';
import { type Clock, systemClock } from './clock.ts';
import { type HttpClientConfig, resolveConfig } from './config.ts';
import { createHttp } from './http.ts';
import { createRedact } from './redact.ts';
import type { RequestOptions } from './request-options.ts';
import { createSend, type Send } from './send.ts';
import { FetchTransport } from './transport/fetch.ts';
import type { Transport } from './transport/transport.ts';

/**
 * A client for the Prefactor API.
 *
 * ```ts
 * await using client = new PrefactorHttpClient({ apiToken: process.env.PREFACTOR_API_TOKEN });
 * await client.validateToken();
 * ```
 *
 * One client serves a whole process: it keeps connections open between calls, and any number of calls may be under way
 * at once. Close it, or let `await using` close it, when nothing more is to be sent.
 */
export class PrefactorHttpClient {
  /** The runs of agents. */
  readonly agentInstances: AgentInstances;
  /** The steps of a run. */
  readonly agentSpans: AgentSpans;
  /** Many operations in one request. */
  readonly bulk: Bulk;

  readonly #send: Send;
  readonly #calls: Calls;
  readonly #transport: Transport;
  #closing: Promise<void> | undefined;

  /**
   * @param config Options; see {@link HttpClientConfig} for each one's unit and default.
   * @throws {PrefactorClientError} `code: 'invalid_config'`, naming every option that is wrong.
   */
  constructor(config?: HttpClientConfig);
  /** @internal */
  constructor(config: HttpClientConfig, clock: Clock);
  constructor(config: HttpClientConfig = {}, clock: Clock = systemClock) {
    const resolved = resolveConfig(config, unsupportedOptions);
    const transportConfig = { ...resolved, clock };
    this.#transport = resolved.fetch
      ? new FetchTransport(transportConfig, resolved.fetch)
      : createDefaultTransport(transportConfig);
    this.#calls = new Calls(clock);
    const redact = createRedact([resolved.apiToken]);
    const sendAttempt = createHttp(resolved.apiUrl, this.#transport);
    this.#send = createSend({ config: resolved, clock, calls: this.#calls, sendAttempt });
    this.agentInstances = new AgentInstances(this.#send);
    this.agentSpans = new AgentSpans(this.#send);
    this.bulk = new Bulk(this.#send, resolved.defaultIdempotencyKey, redact);
  }

  /**
   * Asks the API whether the token is good.
   *
   * @throws {PrefactorAuthError} When it is not.
   * @see openapi/paths/ping.yaml
   */
  async validateToken(options?: RequestOptions): Promise<void> {
    await this.#send('ping', {}, options);
  }

  /**
   * Closes the client: refuses new calls, ends waits between attempts, lets running attempts finish, and aborts what is
   * still running after `timeout`. Calls that are ended reject with a {@link PrefactorClientError}, `code:
   * 'client_closed'`. Closing twice is closing once; it never rejects. A `fetch` of your own is left alone.
   *
   * @param options `timeout`: how long calls may go on, in milliseconds; 0 ends them at once. Default: 30 000.
   */
  close(options: { timeout?: number | undefined } = {}): Promise<void> {
    refuse('invalid_argument', 'close', findIssues(options, { timeout: millisecondsOrZero }));
    this.#closing ??= this.#close(options.timeout ?? 30_000);
    return this.#closing;
  }

  /** Closes the client with the default timeout: what `await using` calls. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(timeout: number): Promise<void> {
    await this.#calls.close(timeout);
    await this.#transport.close();
  }
}
