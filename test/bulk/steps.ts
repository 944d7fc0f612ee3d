/** Steps of tests that move the clock by hand: what they wait for before they go on. */
import { expect } from 'vitest';
import type { BulkInput } from '../../src/index.ts';
import { roundTrip, until } from '../support/client.ts';
import type { ManualClock } from '../support/clock.ts';
import type { TestServer } from '../support/server.ts';
import type { TestByHand } from './support.ts';

/** A run of an agent, by an id that ids of spans can be made from. */
export const instanceId = '013xrzp12g3nqk8n4evtrcj59k8dhn3t';

/** A span that is in progress. */
export const spanDetails = {
  agent_instance_id: instanceId,
  schema_name: 'agent:llm',
  status: 'active',
  payload: {},
} as const;

/** Waits until so many bulk requests have come. */
export const sent = (test: TestByHand, count: number): Promise<void> =>
  until(() => expect(test.requests).toHaveLength(count));

/** Waits until something waits for so many milliseconds. */
export const waiting = (test: TestByHand, delay: number): Promise<void> =>
  until(() => expect(test.clock.pending).toContain(delay));

/** Waits until nothing comes any more without time passing: what is answered has been, and so has what follows. */
async function standstill({ server }: Passing): Promise<void> {
  for (let before = -1; before < server.requests.length; ) {
    before = server.requests.length;
    await roundTrip();
  }
}

/** What time passes for: a clock, and the server whose answers need none. */
interface Passing {
  readonly clock: ManualClock;
  readonly server: TestServer;
}

/** Lets one long time after another pass, until something is so. */
export async function passTimeUntil(test: Passing, isSo: () => boolean): Promise<void> {
  for (let turns = 0; ; turns += 1) {
    await standstill(test);
    if (isSo()) return;
    if (turns === 200) throw new Error('time passes, and nothing comes of it');
    test.clock.advance(60_000);
  }
}

/** Lets all waits pass, as they come, until a promise has come to its end. */
export async function passTimeFor<Value>(test: Passing, end: Promise<Value>): Promise<Value> {
  let isOver = false;
  const watched = end.finally(() => {
    isOver = true;
  });
  await passTimeUntil(test, () => isOver);
  return await watched;
}

/** A source that is asked for an item and never gives it, and that takes for ever to close. */
export function silentSource(): AsyncIterable<BulkInput> & { closed: number } {
  const source = {
    /** How often it was told to close. */
    closed: 0,
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<never>(() => {}),
      return: () => {
        source.closed += 1;
        return new Promise<never>(() => {});
      },
    }),
  };
  return source;
}
