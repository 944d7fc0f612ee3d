/** Where the chaos takes place: a sandbox with runs in it, a client, trouble, and the proof in the end. */
import { expect } from 'vitest';
import { type HttpClientConfig, PrefactorHttpClient } from '../../src/index.ts';
import {
  type IdempotencyMode,
  type Sandbox,
  type SandboxFault,
  startSandbox,
} from '../../src/testing/index.ts';
import { startRelay } from '../support/relay.ts';
import {
  proveExactlyOnce,
  proveNothingIsLost,
  proveRepetitionsAreRefused,
  type Sightings,
  type ToldOfRepetition,
} from './proof.ts';
import { planSpans, type Way } from './ways.ts';

/** A way to record spans, and what is special about it. */
export interface Candidate {
  readonly way: Way;
  /** Who chooses the ids of the spans. */
  readonly idsFrom: 'client' | 'both sides';
  readonly repeatedWrite: ToldOfRepetition;
  /** Milliseconds of one attempt: what a fault costs that lets nothing come. */
  readonly requestTimeout: number;
}

/** What a run of chaos has seen. */
export interface Chaos extends Sightings {
  /** How often each fault has struck. */
  readonly struck: readonly number[];
  readonly requests: number;
  readonly struckRequests: number;
}

/** Records spans through faults, and proves what must hold. */
export async function chaos(
  { way, idsFrom, repeatedWrite, requestTimeout }: Candidate,
  { mode, seed, spans, faults }: ChaosOptions,
): Promise<Chaos> {
  await using sandbox = await startSandbox({ idempotency: mode, seed });
  // Waits are short, and a write is given up only after 31 failures in a row.
  await using client = new PrefactorHttpClient({
    ...accessTo(sandbox),
    requestTimeout,
    initialRetryDelay: 1,
    maxRetryDelay: 8,
    maxRetries: 30,
  });
  // A repetition that is refused has no id in its answer.
  const tasks = planSpans(spans, await startRuns(client), mode === 'refuse' ? 'client' : idsFrom);
  const calm = sandbox.requests.length;
  sandbox.faults.set(faults);
  const told = await way(client, tasks);
  const plans = tasks.flat();
  const sightings = proofIn(mode)(sandbox, plans, told, repeatedWrite);
  const requests = sandbox.requests.slice(calm);
  return {
    ...sightings,
    struck: [...sandbox.faults.struck],
    requests: requests.length,
    struckRequests: requests.filter(({ fault }) => fault !== undefined).length,
  };
}

function proofIn(mode: IdempotencyMode) {
  if (mode === 'none') return proveNothingIsLost;
  return mode === 'refuse' ? proveRepetitionsAreRefused : proveExactlyOnce;
}

interface ChaosOptions {
  readonly mode: IdempotencyMode;
  readonly seed: number;
  readonly spans: number;
  readonly faults: readonly SandboxFault[];
}

/** Records spans while the sandbox is gone for a while, and proves that each is there exactly once. */
export async function outage(
  { way, idsFrom }: Pick<Candidate, 'way' | 'idsFrom'>,
  { spans, leaveAfter, absence, config }: OutageOptions,
): Promise<void> {
  await using sandbox = await startSandbox();
  await using relay = await startRelay(sandbox.url);
  // Counted from when the runs have started.
  let requests = Number.NEGATIVE_INFINITY;
  let refused = 0;
  const refusedOften = Promise.withResolvers<void>();
  let gone: Promise<void> | undefined;
  const beGone = async (): Promise<void> => {
    await relay.leave();
    await (absence === 'until refused' ? refusedOften.promise : absence());
    await relay.comeBack();
  };
  await using client = new PrefactorHttpClient({
    ...accessTo(sandbox),
    apiUrl: relay.url,
    initialRetryDelay: 10,
    maxRetryDelay: 100,
    ...config,
    hooks: {
      onRequest() {
        requests += 1;
        if (requests === leaveAfter) gone = beGone();
      },
      onRetry({ error }) {
        if (!('code' in error) || error.code !== 'ECONNREFUSED') return;
        refused += 1;
        if (refused >= enoughRefusals) refusedOften.resolve();
      },
    },
  });
  const tasks = planSpans(spans, await startRuns(client), idsFrom);
  requests = 0;
  const told = await way(client, tasks);
  await gone;
  expect(refused).toBeGreaterThanOrEqual(enoughRefusals);
  proveExactlyOnce(sandbox, tasks.flat(), told);
}

const enoughRefusals = 10;

interface OutageOptions {
  readonly spans: number;
  /** The outage begins with this attempt to record something. */
  readonly leaveAfter: number;
  /** How long the sandbox is gone: until connections were refused again and again, or as long as this takes. */
  readonly absence: 'until refused' | (() => Promise<void>);
  readonly config: HttpClientConfig;
}

function accessTo({ url, token }: Sandbox): { apiUrl: string; apiToken: string } {
  return { apiUrl: url, apiToken: token };
}

/** Several runs, so that what is sent at once has something to be sent for. */
async function startRuns(client: PrefactorHttpClient): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < 8) {
    const { id } = await client.agentInstances.register({ agent_version: { external_identifier: 'v1' } });
    await client.agentInstances.start(id);
    ids.push(id);
  }
  return ids;
}
