/** The rows of chaos, in two sizes: `npm test` runs the small ones, `npm run test:all` those of full size. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { HttpClientConfig } from '../../src/index.ts';
import type { IdempotencyMode } from '../../src/testing/index.ts';
import { row } from '../faults/row.ts';
import { everyFault, modes, plainFaults } from './faults.ts';
import { type Candidate, type Chaos, chaos, outage } from './scene.ts';
import { executeAll, executeAllFromWhereItFailed, singleCalls, type Way, writer } from './ways.ts';

export interface Size {
  readonly spans: number;
  readonly seeds: readonly number[];
  /** How long the sandbox is gone in an outage. */
  readonly absence: 'until refused' | (() => Promise<void>);
  /** Whether there is so much of everything that every fault must have struck. */
  readonly isFull: boolean;
}

export const small: Size = { spans: 300, seeds: [1], absence: 'until refused', isFull: false };
export const full: Size = {
  spans: 10_000,
  seeds: [1, 2, 3],
  absence: () => sleep(5_000),
  isFull: true,
};

const nameOf = (mode: IdempotencyMode): string => (typeof mode === 'string' ? mode : 'ttl');
const inNumbers = ({ spans, seeds }: Size): string =>
  `${spans} spans${seeds.length > 1 ? `, ${seeds.length} times,` : ''}`;

const single: Candidate = {
  way: singleCalls(64),
  idsFrom: 'both sides',
  repeatedWrite: 'conflict',
  // Above what a busy machine takes for an answer: a timeout is one of the faults, not an accident.
  requestTimeout: 1_000,
};
const bulk = { repeatedWrite: 'already applied', requestTimeout: 200 } as const;
// Small requests, so that there are many of them to be struck.
const maxItems = 20;

export function singleCallsRows(id: string, size: Size): void {
  chaosRows(id, 'single calls', single, size);
}

export function executeAllRows(id: string, size: Size): void {
  for (const concurrency of [1, 4]) {
    const way = executeAll({ maxItems, concurrency });
    const what = `executeAll, ${concurrency} at once`;
    chaosRows(id, what, { ...bulk, way, idsFrom: 'both sides' }, size);
  }
}

export function writerRows(id: string, size: Size): void {
  chaosRows(id, 'a writer', { ...bulk, way: writer({ maxItems }), idsFrom: 'client' }, size);
}

function chaosRows(id: string, what: string, candidate: Candidate, size: Size): void {
  for (const mode of modes) {
    const promise = mode === 'none' ? 'are not lost' : 'are there exactly once';
    row(id, `${inNumbers(size)} recorded by ${what} ${promise}, keys: ${nameOf(mode)}`, () =>
      goThrough(candidate, mode, size),
    );
  }
}

async function goThrough(candidate: Candidate, mode: IdempotencyMode, size: Size): Promise<void> {
  const { spans, seeds, isFull } = size;
  const faults = everyFault(mode);
  const runs: Chaos[] = [];
  const run = async (seed: number): Promise<void> => {
    runs.push(await chaos(candidate, { mode, seed, spans, faults }));
  };
  // Bulk requests mostly wait for their faults, one after another; single calls keep the machine busy as they are.
  if (candidate === single) for (const seed of seeds) await run(seed);
  else await Promise.all(seeds.map(run));
  // Whether there was chaos at all.
  const sum = (name: Exclude<keyof Chaos, 'struck'>): number =>
    runs.reduce((total, run) => total + run[name], 0);
  const share = sum('struckRequests') / sum('requests');
  expect(share).toBeGreaterThan(isFull ? 0.15 : 0);
  if (!isFull) return;
  const isSingle = candidate === single;
  const neverStruck = faults.filter(
    ({ fault }, index) =>
      !(isSingle && fault === 'item') && runs.every(({ struck }) => (struck[index] ?? 0) === 0),
  );
  expect(neverStruck).toEqual([]);
  if (mode === 'refuse') {
    expect(sum('keyUsed')).toBeGreaterThan(0);
    return;
  }
  if (mode !== 'none') {
    expect(sum('replayed')).toBeGreaterThan(0);
    return;
  }
  expect(sum('taken')).toBeGreaterThan(0);
  expect(sum('alreadyFinished')).toBeGreaterThan(0);
  if (candidate.idsFrom === 'both sides') expect(sum('doubled')).toBeGreaterThan(0);
}

const patient = { maxRetries: 1_000 };

export function singleCallsOutage(id: string, size: Size): void {
  outageRow(id, 'single calls with enough retries', { way: singleCalls(64), leaveAfter: 0.5 }, size, patient);
}

export function executeAllOutage(id: string, size: Size): void {
  const maxItems = size.isFull ? 200 : 20;
  for (const concurrency of [1, 4]) {
    const way = executeAll({ maxItems, concurrency });
    const what = `executeAll, ${concurrency} at once, with enough retries`;
    outageRow(id, what, { way, leaveAfter: 0.5 / maxItems }, size, patient);
  }
  outageRow(
    id,
    'a job that stops at the first failure and is run again from there',
    { way: executeAllFromWhereItFailed({ maxItems }), leaveAfter: 0.5 / maxItems, idsFrom: 'client' },
    size,
    { maxRetries: 1 },
  );
}

export function writerOutage(id: string, size: Size): void {
  const maxItems = size.isFull ? 200 : 20;
  const way = writer({ maxItems });
  outageRow(id, 'a writer', { way, leaveAfter: 0.5 / maxItems, idsFrom: 'client' }, size);
}

interface OutageCandidate {
  readonly way: Way;
  readonly idsFrom?: Candidate['idsFrom'];
  /** After how many requests for each span the outage begins. */
  readonly leaveAfter: number;
}

function outageRow(
  id: string,
  what: string,
  { way, leaveAfter, idsFrom = 'both sides' }: OutageCandidate,
  { spans, absence, isFull }: Size,
  config: HttpClientConfig = {},
): void {
  const gone = isFull ? 'for 5 seconds' : 'for a while';
  row(id, `${spans} spans recorded by ${what} are there exactly once, with the API gone ${gone}`, () =>
    outage({ way, idsFrom }, { spans, leaveAfter: Math.round(spans * leaveAfter), absence, config }),
  );
}

export function fifthFailsRow(id: string): void {
  row(id, '1 000 single spans through a server that fails 21 % of requests: 0 lost, 0 twice', async () => {
    const { struckRequests, requests } = await chaos(single, {
      mode: 'replay',
      seed: 1,
      spans: 1_000,
      faults: plainFaults,
    });
    expect(struckRequests / requests).toBeCloseTo(0.21, 1);
  });
}
