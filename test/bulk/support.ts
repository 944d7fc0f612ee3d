/** What the suites about many bulk items share: an API that does to each item what a test says, and items to send. */
import { type BulkInput, type HttpClientConfig, PrefactorHttpClient } from '../../src/index.ts';
import type { Clock } from '../../src/wrapper/clock.ts';
import { hastyClock, type ManualClock, manualClock } from '../support/clock.ts';
import { failure, instance, span, success } from '../support/fixtures.ts';
import { json, startServer } from '../support/server.ts';

/** An item as it came over the wire. */
export interface WireItem {
  readonly _type: string;
  readonly idempotency_key: string;
  readonly [field: string]: unknown;
}

/**
 * What becomes of a whole request. A number is answered in its place, with nothing done; `lost`: it is carried out, and
 * the connection is cut instead of an answer; `reset`: the connection is cut, and nothing is done; `hang`: nothing is
 * done, and no answer ever comes; `lost in silence`: it is carried out, and no answer ever comes.
 */
export type Trouble =
  | number
  | { readonly status: number; readonly headers: Record<string, string> }
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
  /** The status of the answers to pings. Default: 200. */
  readonly ping?: () => number;
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
    return { status: 'success', outputs: Object.fromEntries(outputs) };
  };

  const server = await startServer(async (response, { body, url }) => {
    if (url === '/api/v1/ping') {
      pings += 1;
      return json(response, ping(), { status: 'success' });
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
    const { status, headers } = typeof trouble === 'object' ? trouble : { status: trouble, headers: {} };
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
  const client = new PrefactorHttpClient({ apiUrl: server.url, apiToken: 'test-token', ...config }, clock);
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

/** With a clock whose waits are over at once, while timeouts never strike. */
export const setUp = (script: Script = {}) => start(script, hastyClock(30_000));

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
  details: { agent_instance_id, schema_name: 'agent:llm', status: 'active', payload: { n } },
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

/** All outcomes of a run, or of anything else that is gone through. */
export async function all<One>(run: AsyncIterable<One>): Promise<One[]> {
  const outcomes: One[] = [];
  for await (const outcome of run) outcomes.push(outcome);
  return outcomes;
}
