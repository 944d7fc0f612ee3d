/**
 * Trees of work, drawn at random: an agent does them with a tracer and without. It takes notes of what it does itself, and
 * these are what must be recorded, however the API misbehaves within the retries.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { SandboxFault, SandboxOptions } from '../../src/testing/index.ts';
import type { Run, Tracer } from '../../src/tracing/index.ts';
import { outcomeOf, turns } from '../support/client.ts';
import { setUp, type Test } from './support.ts';

const kinds = [
  'sync',
  'async',
  'thenable',
  'generator',
  'async generator',
  'stream',
  'by hand',
  'left',
] as const;

/** A piece of work. Only some kinds can have others in them. */
interface Piece {
  readonly kind: (typeof kinds)[number];
  readonly children: readonly Piece[];
  /** Whether it does what is in it side by side. */
  readonly isParallel: boolean;
  readonly fails: boolean;
  /** Whether it stops what fails in it from failing it, too. */
  readonly catches: boolean;
  /** How many items its reader wants, of a generator or a stream; -1 for one that is never read. */
  readonly wanted: number;
  /** Whether it aborts the run. */
  readonly aborts: boolean;
}

const piece = fc.letrec<{ piece: Piece }>((tie) => ({
  piece: fc.record({
    kind: fc.constantFrom(...kinds),
    children: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('piece'), { minLength: 1, maxLength: 3 }),
    ),
    isParallel: fc.boolean(),
    fails: fc.boolean(),
    catches: fc.boolean(),
    wanted: fc.integer({ min: -1, max: 4 }),
    aborts: fc.nat({ max: 7 }).map((n) => n === 0),
  }),
})).piece;

const faults = fc.array(
  fc.oneof(
    fc.record({
      fault: fc.constant('status' as const),
      status: fc.constantFrom(429, 500, 503),
      applied: fc.boolean(),
      share: fc.constantFrom(0.2, 0.5),
      operations: fc.constant(['executeBulk' as const]),
    }),
    fc.record({
      fault: fc.constant('reset' as const),
      applied: fc.boolean(),
      share: fc.constantFrom(0.2, 0.5),
    }),
    fc.record({ fault: fc.constantFrom('truncate' as const), share: fc.constantFrom(0.2, 0.5) }),
    fc.record({ fault: fc.constant('item' as const), share: fc.constant(0.1) }),
  ),
  { maxLength: 3 },
);

export interface Plan {
  readonly pieces: readonly Piece[];
  readonly faults: readonly SandboxFault[];
  readonly idempotency: NonNullable<SandboxOptions['idempotency']>;
  readonly maxItems: number;
  readonly seed: number;
}

export const plans: fc.Arbitrary<Plan> = fc.record({
  pieces: fc.array(piece, { minLength: 1, maxLength: 3 }),
  faults,
  idempotency: fc.constantFrom('replay' as const, 'replay-success' as const),
  maxItems: fc.constantFrom(1, 3, 500),
  seed: fc.nat(),
});

/** What becomes of a piece that has begun, and the one that it is in. */
interface Note {
  readonly parent: string | null;
  /** Failed until it is known to have ended well. */
  status: 'complete' | 'failed';
}

/** An agent at work. Without a tracer it does the same, and records nothing. */
class Agent {
  readonly notes = new Map<string, Note>();
  readonly #tracer: Tracer | undefined;
  readonly #controller = new AbortController();
  #run: Run | undefined;

  constructor(tracer?: Tracer) {
    this.#tracer = tracer;
  }

  async work(pieces: readonly Piece[]): Promise<unknown> {
    const { signal } = this.#controller;
    const work = (run?: Run): Promise<unknown> => {
      this.#run = run;
      const all = { children: pieces, isParallel: false, catches: false };
      return this.#doAll(all, (one, n) => this.#do(one, String(n), null, true));
    };
    return await (this.#tracer?.run({ signal }, work) ?? work());
  }

  async #doAll(
    { children, isParallel, catches }: Pick<Piece, 'children' | 'isParallel' | 'catches'>,
    doOne: (one: Piece, index: number) => Promise<unknown>,
  ): Promise<unknown> {
    const settled: PromiseSettledResult<unknown>[] = [];
    if (isParallel) settled.push(...(await Promise.allSettled(children.map(doOne))));
    else {
      for (const [index, child] of children.entries()) {
        settled.push(...(await Promise.allSettled([doOne(child, index)])));
        if (!catches && settled.at(-1)?.status === 'rejected') break;
      }
    }
    const failure = settled.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected' && !catches) throw failure.reason;
    return settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)));
  }

  /** Does a piece. Its name is unique. */
  async #do(one: Piece, name: string, parent: string | null, mayAbort: boolean): Promise<unknown> {
    this.#controller.signal.throwIfAborted();
    const note: Note = { parent, status: 'failed' };
    this.notes.set(name, note);
    if (one.aborts && mayAbort) this.#controller.abort(new Error(`${name} has aborted`));
    const span = <Result>(work: () => Result): Result =>
      this.#tracer === undefined ? work() : this.#tracer.span(name, { name }, work);
    const end = (): object => {
      if (one.fails) throw new Error(`${name} has failed`);
      note.status = 'complete';
      return { done: name };
    };
    const doChild = (child: Piece, index: number): Promise<unknown> =>
      this.#do(child, `${name}.${index}`, name, mayAbort && !one.isParallel);
    const doChildren = async (): Promise<object> => {
      const done = await this.#doAll(one, doChild);
      await turns(1);
      return { ...end(), done };
    };

    switch (one.kind) {
      case 'sync':
        return span(end);
      case 'async':
        return await span(doChildren);
      case 'thenable':
        return await span((): PromiseLike<object> => {
          const work = doChildren();
          // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tried.
          return { then: work.then.bind(work) };
        });
      case 'by hand': {
        const made = this.#run?.startSpan(name, { name });
        if (one.fails) made?.fail(new Error(`${name} has failed`));
        else note.status = 'complete';
        made?.end({ done: name });
        return name;
      }
      case 'left':
        void span(() => new Promise(() => {}));
        return name;
      case 'generator':
        return await read(
          span(() => itemsOf(end)),
          one,
          note,
        );
      case 'async generator':
        return await read(
          span(() => asyncItemsOf(one, doChild, end)),
          one,
          note,
        );
      case 'stream':
        return await read(
          span(() => streamOf(end)),
          one,
          note,
        );
    }
  }
}

function* itemsOf(end: () => object): Generator<unknown> {
  yield* [1, 2, 3];
  return end();
}

async function* asyncItemsOf(
  { children }: Piece,
  doChild: (child: Piece, index: number) => Promise<unknown>,
  end: () => object,
): AsyncGenerator<unknown> {
  for (const [index, child] of children.entries()) yield await doChild(child, index);
  return end();
}

function streamOf(end: () => object): ReadableStream<number> {
  let asked = 0;
  return new ReadableStream(
    {
      pull(controller) {
        asked += 1;
        if (asked <= 3) return controller.enqueue(asked);
        end();
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Reads as many items as are wanted. */
async function read(
  items: Iterable<unknown> | AsyncIterable<unknown>,
  { wanted }: Piece,
  note: Note,
): Promise<unknown> {
  if (wanted < 0) return 'never read';
  const taken: unknown[] = [];
  for await (const item of items) {
    taken.push(item);
    if (taken.length < wanted) continue;
    note.status = 'complete';
    break;
  }
  return taken;
}

const withMessage = ({ value, error }: { value: unknown; error: unknown }): object => ({
  value,
  error: error === undefined ? undefined : String(error),
});

/** Does the pieces of a plan without a tracer and with one, and compares what was recorded with what was done. */
export async function prove({ pieces, faults, idempotency, maxItems, seed }: Plan): Promise<void> {
  const expected = withMessage(await outcomeOf(new Agent().work(pieces)));
  await using test = await setUp({
    sandbox: { faults, idempotency, seed },
    // No wait is as long as the timeouts, which never strike.
    client: { maxRetries: 50, maxRetryDelay: 1_000 },
    writer: { maxItems },
  });
  const { tracer, sandbox } = test;
  const agent = new Agent(tracer);
  expect(withMessage(await outcomeOf(agent.work(pieces))), 'what the agent says').toEqual(expected);
  expect(await tracer.flush()).toEqual({ pending: 0 });

  expect(treeIn(test), 'what is recorded').toEqual(
    [...agent.notes].map(([name, { parent, status }]) => ({ name, parent, status })).toSorted(byName),
  );
  const status = 'error' in expected && expected.error !== undefined ? 'failed' : 'complete';
  expect(sandbox.instances.map((one) => one.status)).toEqual([status]);
  const { ledger, spans } = sandbox;
  for (const { key = '' } of ledger.entries) expect(ledger.timesApplied(key), key).toBeLessThanOrEqual(1);
  const ends = ledger.applied.filter(({ operation }) => operation === 'finishAgentSpan').map(({ id }) => id);
  expect(ends.toSorted(), 'each ended once').toEqual(spans.map(({ id }) => id).toSorted());
  expect(tracer.stats()).toMatchObject({ failed: 0, dropped: 0, skipped: 0, pending: 0 });
}

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

function treeIn({ sandbox: { spans } }: Test): object[] {
  const names = new Map(spans.map(({ id, schema_name }) => [id, schema_name]));
  return spans
    .map(({ schema_name: name, parent_span_id, status }) => ({
      name,
      parent: parent_span_id === null ? null : names.get(parent_span_id),
      status,
    }))
    .toSorted(byName);
}
