/** A stand-in for the Prefactor API on this machine: stateful, in memory, with faults on demand and a ledger. */
import type { AgentInstance } from '../generated/types.ts';
import type { Clock } from '../wrapper/clock.ts';
import { Api } from './api/api.ts';
import { defaultAgentId, defaultEnvironmentId, type RecordedSpan } from './api/store.ts';
import type { Token } from './api/tokens.ts';
import { realClock } from './clock.ts';
import { FaultInjector } from './fault-injector.ts';
import type { SandboxFaults } from './faults.ts';
import { Listener } from './http/listener.ts';
import { PageServer } from './http/page-server.ts';
import { RequestLog, type SandboxRequest } from './http/request-log.ts';
import { listen, type Patience, usualPatience } from './http/server.ts';
import type { Ledger } from './ledger.ts';
import { resolveOptions, type SandboxOptions } from './options.ts';

/** A running sandbox. */
export interface Sandbox extends AsyncDisposable {
  /** Where it listens, `http://127.0.0.1:4010` for example: the `apiUrl` of a client, and the page for a browser. */
  readonly url: string;
  /** An agent deployment token, as agents have: it may record, and needs no `agent_id` to register. */
  readonly token: string;
  /** An account token: it may also read, list, terminate and record quality. */
  readonly accountToken: string;
  /** The agent of `token`. */
  readonly agentId: string;
  /** The environment of `token`. */
  readonly environmentId: string;
  /**
   * Every request to the API, in order of arrival: the latest 100 000, as long as they have no more than 67 108 864
   * characters (64 Mi) in all. A request that is refused for its `Host` or `Origin` is none of them.
   */
  readonly requests: readonly SandboxRequest[];
  /** The instances that were registered, as they are now, oldest first. */
  readonly instances: readonly AgentInstance[];
  /** The spans that were created, as they are now, oldest first; sensitive values are included until discarded. */
  readonly spans: readonly RecordedSpan[];
  /** What became of every write. */
  readonly ledger: Ledger;
  /** Faults on demand. */
  readonly faults: SandboxFaults;
  /**
   * Creates a token of another deployment, and the deployment, its agent and its environment if they are new.
   *
   * @param deployment Default: those of `token`.
   */
  createToken(deployment?: { readonly agent_id?: string; readonly environment_id?: string }): string;
  /**
   * Forgets requests, records, keys and the ledger, and restores the faults of the options. A request that a fault still
   * delays is cut off, and never carried out.
   */
  reset(): void;
  /** Closes it, with every connection. Closing twice is closing once. */
  close(): Promise<void>;
}

/**
 * Starts a sandbox: a server on 127.0.0.1 that answers every operation of the document as the API would, and keeps what
 * is recorded in memory.
 *
 * ```ts
 * await using sandbox = await startSandbox();
 * await using client = new PrefactorHttpClient({ apiUrl: sandbox.url, apiToken: sandbox.token });
 * ```
 *
 * @param options See {@link SandboxOptions} for each one's default.
 * @returns The sandbox, listening.
 * @throws {PrefactorClientError} `code: 'invalid_argument'`, naming every option that is wrong.
 * @throws The runtime's own error when it cannot listen on the port.
 */
export async function startSandbox(options?: SandboxOptions): Promise<Sandbox>;
/** @internal */
export async function startSandbox(
  options: SandboxOptions,
  clock?: Clock,
  patience?: Patience,
): Promise<Sandbox>;
export async function startSandbox(
  options: SandboxOptions = {},
  clock: Clock = realClock,
  patience: Patience = usualPatience,
): Promise<Sandbox> {
  const resolved = resolveOptions(options);
  const faults = new FaultInjector(resolved.faults, resolved.seed, clock);
  const api = new Api(resolved, faults, clock);
  const page = new PageServer(api.store);
  const requests = new RequestLog();
  const own = {
    scope: 'agent_deployment',
    agent_id: defaultAgentId,
    environment_id: defaultEnvironmentId,
  } as const;
  const token = 'sandbox-deployment-token';
  const accountToken = 'sandbox-account-token';
  const tokens = new Map<string, Token>([
    [token, own],
    [accountToken, { scope: 'account' }],
  ]);
  const { maxBodySize } = resolved;
  const listener = new Listener({ api, faults, page, requests, tokens, clock, maxBodySize });
  const server = await listen(listener.handle, resolved.port, patience);
  let closed: Promise<void> | undefined;

  const sandbox: Sandbox = {
    url: `http://127.0.0.1:${server.port}`,
    token,
    accountToken,
    agentId: own.agent_id,
    environmentId: own.environment_id,
    requests: requests.requests,
    get instances() {
      return [...api.store.instances.values()].map(({ details }) => structuredClone(details));
    },
    get spans() {
      return [...api.store.spans.values()].map(({ details }) => structuredClone(details));
    },
    ledger: api.ledger,
    faults,
    createToken({ agent_id = own.agent_id, environment_id = own.environment_id } = {}) {
      api.store.deployWithToken(agent_id, environment_id);
      const name = `${token}-${tokens.size}`;
      tokens.set(name, { scope: 'agent_deployment', agent_id, environment_id });
      return name;
    },
    reset() {
      api.clear();
      requests.clear();
      listener.endDelayed();
      faults.set(resolved.faults);
      page.snapshot();
    },
    close() {
      closed ??= server.close();
      return closed;
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
  return sandbox;
}
