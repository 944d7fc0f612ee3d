/** What the suites about many bulk items share: an API that does to each item what a test says, and items to send. */
import { expect } from 'vitest';
import type {
  BulkInput,
  BulkOutcome,
  HttpClientConfig,
  PrefactorHttpError,
  WriterOutcome,
} from '../../src/index.ts';
import type { Clock } from '../../src/wrapper/clock.ts';
import { connect, roundTrip, until, withoutWaits } from '../support/client.ts';
import { type ManualClock, manualClock } from '../support/clock.ts';
import { bulkSuccess, failure, instance, newSpan, span, success } from '../support/fixtures.ts';
import { json, startServer, type TestServer } from '../support/server.ts';

/** An item as it came over the wire. */
export interface WireItem {
  readonly _type: string;
  readonly idempotency_key: string;
  readonly [field: string]: unknown;
}

/**
 * What becomes of a whole request. A number is answered in its place, with nothing done, and so is a page of a proxy's;
 * `lost`: it is carried out, and the connection is cut instead of an answer; `reset`: the connection is cut, and nothing is done; `hang`: nothing is
 * done, and no answer ever comes; `lost in silence`: it is carried out, and no answer ever comes.
 */
export type Trouble =
  | number
  | { readonly status: number; readonly headers: Record<string, string>; readonly page?: string }
  | 'lost'
  | 'reset'
  | 'hang'
  | 'lost in silence'
  | undefined;

export interface Script {
  /**
   * The output of an item; `undefined` leaves it out, an error ends the request there.
   *
   * @param times How often an item with its key was dealt with before.
   */
  readonly item?: (item: WireItem, times: number) => unknown;
  /**
   * What becomes of a request. A promise delays it.
   *
   * @param index How many requests came before.
   */
  readonly request?: (items: readonly WireItem[], index: number) => Trouble | Promise<Trouble>;
  /** The status of the answers to pings, or what is answered in place of a success. Default: 200. */
  readonly ping?: () => number | string;
  readonly config?: HttpClientConfig;
}

/** The success that the document describes for an item. */
export const successOf = ({ _type }: Pick<WireItem, '_type'>): object =>
  success(_type.startsWith('agent_instances/') ? instance : span);

const isError = (output: unknown): boolean =>
  typeof output === 'object' && output !== null && 'status' in output && output.status === 'error';

/** A scripted API and a client of it. `await using` ends both. */
async function start<ClientsClock extends Clock>(script: Script, clock: ClientsClock) {
  const { item: outputOf = successOf, request: troubleOf, ping = () => 200, config } = script;
  let pings = 0;
  const requests: (readonly WireItem[])[] = [];
  const times = new Map<string, number>();
  let underWay = 0;
  let mostAtOnce = 0;
  let hanging = 0;

  const carryOut = (items: readonly WireItem[]): object => {
    const outputs = new Map<string, unknown>();
    for (const item of items) {
      const before = times.get(item.idempotency_key) ?? 0;
      times.set(item.idempotency_key, before + 1);
      const output = outputOf(item, before);
      if (output !== undefined) outputs.set(item.idempotency_key, output);
      if (isError(output)) break;
    }
    return bulkSuccess(outputs);
  };

  const server = await startServer(async (response, { body, url }) => {
    if (url === '/api/v1/ping') {
      pings += 1;
      const answer = ping();
      if (typeof answer === 'string') return void response.end(answer);
      return json(response, answer, { status: 'success' });
    }
    const { items } = JSON.parse(body) as { items: readonly WireItem[] };
    const index = requests.push(items) - 1;
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    let isUnderWay = true;
    const end = (): void => {
      if (isUnderWay) underWay -= 1;
      isUnderWay = false;
    };
    response.once('close', end);
    const trouble = await troubleOf?.(items, index);
    // Before anything is answered: once that is out, the next request may come.
    if (trouble !== 'hang' && trouble !== 'lost in silence') end();
    const { status, headers, page } =
      typeof trouble === 'object' ? trouble : { status: trouble, headers: {}, page: undefined };
    if (page !== undefined) return void response.writeHead(Number(status), headers).end(page);
    if (typeof status === 'number') return json(response, status, failure(`status_${status}`), headers);
    if (trouble === 'reset') return void response.destroy();
    if (trouble === 'hang') {
      hanging += 1;
      response.once('close', () => {
        hanging -= 1;
      });
      return;
    }
    const answer = carryOut(items);
    if (trouble === 'lost in silence') return;
    if (trouble === 'lost') return void response.destroy();
    json(response, 200, answer, { 'x-request-id': `request-${index + 1}` });
  });
  const client = connect(server.url, config, clock);
  return {
    server,
    client,
    clock,
    bulk: client.bulk,
    /** The items of each bulk request, in the order in which they came. */
    requests,
    /** How many pings came. */
    get pings() {
      return pings;
    },
    /** How many requests are there that are never answered. */
    get hanging() {
      return hanging;
    },
    /** How many requests were under way at once, at most. */
    get mostAtOnce() {
      return mostAtOnce;
    },
    /** How many items each request had. */
    get sizes() {
      return requests.map((items) => items.length);
    },
    /** How many items came over the wire altogether. */
    get itemsSent() {
      return requests.reduce((sum, items) => sum + items.length, 0);
    },
    /** What each request was about, by the numbers of its items. */
    get sent() {
      return requests.map((items) => items.map(numberOf));
    },
    async [Symbol.asyncDispose]() {
      const closed = client.close({ timeout: 0 });
      if ('advance' in clock) (clock as unknown as ManualClock).advance(1_000_000);
      await closed;
      await server[Symbol.asyncDispose]();
    },
  };
}

/** What a proxy answers in place of the API. */
export const page = (status: number, headers: Record<string, string> = {}): Trouble => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  page: '<html><body>Back soon</body></html>',
});

/** With a clock whose waits are over at once, while timeouts never strike. */
export const setUp = (script: Script = {}) => start(script, withoutWaits());

/** With a clock that only the test moves. */
export const setUpByHand = (script: Script = {}) => start(script, manualClock());

export type Test = Awaited<ReturnType<typeof setUp>>;
export type TestByHand = Awaited<ReturnType<typeof setUpByHand>>;

/** The end of span number `n`. */
export const finishOf = (n: number, more: object = {}): BulkInput<'agent_spans/finish'> => ({
  _type: 'agent_spans/finish',
  agent_span_id: `span-${n}`,
  ...more,
});

/** Span number `n`, without an id. */
export const createOf = (n: number, agent_instance_id = 'instance-1'): BulkInput<'agent_spans/create'> => ({
  _type: 'agent_spans/create',
  details: { ...newSpan, agent_instance_id, payload: { n } },
});

export const finishes = (count: number): BulkInput<'agent_spans/finish'>[] =>
  Array.from({ length: count }, (_, n) => finishOf(n));

/** Which item it is, from what {@link finishOf} and {@link createOf} made of the number. */
export function numberOf(item: { readonly [field: string]: unknown }): number {
  const { agent_span_id, details } = item as {
    agent_span_id?: string;
    details?: { payload?: { n?: number } };
  };
  return Number(details?.payload?.n ?? agent_span_id?.replace('span-', ''));
}

/** All outcomes of a run, or whatever else can be iterated. */
export async function all<One>(run: AsyncIterable<One>): Promise<One[]> {
  const outcomes: One[] = [];
  for await (const outcome of run) outcomes.push(outcome);
  return outcomes;
}

/** How each outcome ended. */
export const statusesOf = <Status>(outcomes: readonly { readonly status: Status }[]): Status[] =>
  outcomes.map(({ status }) => status);

/** The error of an outcome, if it has one. */
export const errorOf = (outcome: BulkOutcome | WriterOutcome | undefined): PrefactorHttpError | undefined =>
  outcome?.status === 'error' ? outcome.error : undefined;

/** A run of an agent, by an id that ids of spans can be made from. */
export const instanceId = '013xrzp12g3nqk8n4evtrcj59k8dhn3t';

/** A span that is in progress. */
export const spanDetails = { ...newSpan, agent_instance_id: instanceId } as const;

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

/** Lets all waits pass, as they come, until a promise has settled. */
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
