/** The three ways to record spans, and what each tells of every write: single calls, `executeAll` and a writer. */
import { expect } from 'vitest';
import {
  type BatchOptions,
  type BulkInput,
  type BulkRunOptions,
  type BulkWriter,
  createIdempotencyKey,
  generateId,
  PrefactorClientError,
  type PrefactorHttpClient,
  PrefactorHttpError,
  type WholeAnswer,
  type WriterOutcome,
} from '../../src/index.ts';

/** A span that is to be recorded: `payload` and `result_payload` both carry its number. */
export interface Plan {
  readonly number: number;
  readonly instance: string;
  /** Chosen by the client; `undefined` where the server is to choose. */
  readonly id: string | undefined;
  /** The first span of its task, which must exist before it. */
  readonly parent: string | undefined;
}

/** Spans that belong together: the first begins before the others and ends after them. */
export type Task = readonly [root: Plan, ...children: Plan[]];

/** What was told of one write. */
export interface Told {
  readonly plan: Plan;
  readonly write: 'create' | 'finish';
  readonly key: string;
  readonly status: 'success' | 'already applied' | 'error' | 'dropped';
  /** Id of the span, where the answer has it. */
  readonly id: string | undefined;
  readonly error: PrefactorHttpError | undefined;
}

/** Records spans; resolves when there is something to tell of every write. */
export type Way = (client: PrefactorHttpClient, tasks: readonly Task[]) => Promise<Told[]>;

const childrenOfTask = 4;

/**
 * Plans so many spans.
 *
 * @param idsFrom Who chooses ids: the client, or client and server in turn, from task to task.
 */
export function planSpans(
  count: number,
  instances: readonly string[],
  idsFrom: 'client' | 'both sides',
): readonly Task[] {
  const tasks: Task[] = [];
  for (let number = 0; number < count; ) {
    const instance = instances[tasks.length % instances.length] ?? '';
    const hasIds = idsFrom === 'client' || tasks.length % 2 === 0;
    const plan = (parent?: string): Plan => {
      const id = hasIds ? generateId(instance) : undefined;
      return { number: number++, instance, id, parent };
    };
    const root = plan();
    const children = Array.from({ length: Math.min(childrenOfTask, count - number) }, () => plan(root.id));
    tasks.push([root, ...children]);
  }
  return tasks;
}

function detailsOf({ number, instance, id, parent }: Plan) {
  return {
    agent_instance_id: instance,
    schema_name: 'agent:llm',
    status: 'active',
    payload: { number },
    ...(id !== undefined && { id }),
    ...(parent !== undefined && { parent_span_id: parent }),
  } as const;
}

const resultOf = ({ number }: Plan) => ({ result_payload: { number } });

/** One request for every write, so many tasks at once. */
export function singleCalls(concurrency: number): Way {
  return async (client, tasks) => {
    const told: Told[] = [];
    const write = async (plan: Plan, write: Told['write'], call: Promise<SpanAnswer>): Promise<Told> => {
      const one = { plan, write, ...(await call.then(toldByAnswer, toldByError)) };
      told.push(one);
      return one;
    };
    const create = async (plan: Plan): Promise<string> => {
      const { id = plan.id, error } = await write(
        plan,
        'create',
        client.agentSpans.create(detailsOf(plan)).withResponse(),
      );
      if (id === undefined) throw error ?? new Error('a span without an id');
      return id;
    };
    const finish = (plan: Plan, id: string): Promise<Told> =>
      write(plan, 'finish', client.agentSpans.finish(id, resultOf(plan)).withResponse());

    const rest = tasks.values();
    const worker = async (): Promise<void> => {
      for (const [root, ...children] of rest) {
        const rootId = await create(root);
        for (const child of children) await finish(child, await create(child));
        await finish(root, rootId);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    return told;
  };
}

type SpanAnswer = WholeAnswer<{ readonly id: string }, object>;

function toldByAnswer({ data, idempotencyKey }: SpanAnswer) {
  return { key: idempotencyKey ?? '', status: 'success', id: data.id, error: undefined } as const;
}

function toldByError(error: unknown) {
  if (!(error instanceof PrefactorHttpError)) throw error;
  return { key: error.idempotencyKey ?? '', status: 'error', id: undefined, error } as const;
}

type SpanItem = BulkInput<'agent_spans/create'> | BulkInput<'agent_spans/finish'>;
type Step = Pick<Told, 'plan' | 'write'> & { readonly item: SpanItem };

const createStep = (plan: Plan): Step => ({
  plan,
  write: 'create',
  item: { _type: 'agent_spans/create', details: detailsOf(plan) },
});
const finishStep = (plan: Plan, id: string): Step => ({
  plan,
  write: 'finish',
  item: { _type: 'agent_spans/finish', agent_span_id: id, ...resultOf(plan) },
});

/**
 * Spans whose id is known are created and finished in one run; those whose id the server chooses are created in it too,
 * and finished in a second one.
 */
export function executeAll(options: BulkRunOptions): Way {
  return async (client, tasks) => {
    const first = await run(client, stepsOf(tasks), options);
    const created = first.filter(({ plan, write }) => write === 'create' && plan.id === undefined);
    const second = created.map(({ plan, id, error }) => {
      if (id === undefined) throw error ?? new Error('a span without an id');
      return finishStep(plan, id);
    });
    return [...first, ...(await run(client, second, options))];
  };
}

/**
 * A job that stops at the first failure and is run again from there, until nothing fails. Each item has a key of the
 * job's own, which stays the same.
 */
export function executeAllFromWhereItFailed(options: BulkRunOptions): Way {
  return async (client, tasks) => {
    const steps = [...stepsOf(tasks)].map(({ item, ...step }) => ({
      ...step,
      item: { ...item, idempotency_key: createIdempotencyKey() },
    }));
    const done: Told[] = [];
    while (done.length < steps.length) {
      const told = await run(client, steps.slice(done.length), { ...options, stopOnError: true });
      const failure = told.findIndex(({ status }) => status === 'error');
      done.push(...told.slice(0, failure < 0 ? told.length : failure));
    }
    return done;
  };
}

function* stepsOf(tasks: readonly Task[]): Generator<Step> {
  for (const [root, ...children] of tasks) {
    yield createStep(root);
    for (const child of children) {
      yield createStep(child);
      if (child.id !== undefined) yield finishStep(child, child.id);
    }
    if (root.id !== undefined) yield finishStep(root, root.id);
  }
}

async function run(
  client: PrefactorHttpClient,
  steps: Iterable<Step>,
  options: BulkRunOptions,
): Promise<Told[]> {
  const sent: Step[] = [];
  const items = function* (): Generator<SpanItem> {
    for (const step of steps) {
      sent.push(step);
      yield step.item;
    }
  };
  const told: Told[] = [];
  for await (const outcome of client.bulk.executeAll(items(), options)) {
    const step = sent[told.length];
    if (step === undefined) throw new Error('an outcome without an item');
    expect(outcome.index, 'outcomes come in the order of the items').toBe(told.length);
    expect(outcome.item).toBe(step.item);
    told.push({ plan: step.plan, write: step.write, ...toldByOutcome(outcome) });
  }
  if (options.stopOnError !== true) expect(told).toHaveLength(sent.length);
  return told;
}

function toldByOutcome(outcome: WriterOutcome<'agent_spans/create' | 'agent_spans/finish'>) {
  const key = outcome.idempotencyKey;
  if (outcome.status === 'error')
    return { key, status: 'error', id: undefined, error: outcome.error } as const;
  if (outcome.status === 'dropped')
    return { key, status: 'dropped', id: undefined, error: undefined } as const;
  return outcome.alreadyApplied
    ? ({ key, status: 'already applied', id: undefined, error: undefined } as const)
    : ({ key, status: 'success', id: outcome.details.id, error: undefined } as const);
}

/** Several parts of an agent write to one queue, which is too small for all of it. */
export function writer(options: BatchOptions): Way {
  return async (client, tasks) => {
    const queue = client.bulk.writer({ ...options, maxQueueItems: 200 });
    const told: Told[] = [];
    const order: number[] = [];
    const hear = (
      plan: Plan,
      write: Told['write'],
      outcome: Promise<WriterOutcome<SpanItem['_type']>>,
    ): void =>
      void outcome.then((end) => {
        order.push(end.index);
        told.push({ plan, write, ...toldByOutcome(end) });
      });
    const create = async (plan: Plan): Promise<string> => {
      const { id, outcome } = await whenReady(queue, () => queue.createSpan(detailsOf(plan)));
      hear(plan, 'create', outcome);
      return id;
    };
    const finish = async (plan: Plan, id: string): Promise<void> => {
      const outcome = await whenReady(queue, () => ({ outcome: queue.finishSpan(id, resultOf(plan)) }));
      hear(plan, 'finish', outcome.outcome);
    };

    const rest = tasks.values();
    const producer = async (): Promise<void> => {
      for (const [root, ...children] of rest) {
        const rootId = await create(root);
        for (const child of children) await finish(child, await create(child));
        await finish(root, rootId);
      }
    };
    await Promise.all(Array.from({ length: 4 }, producer));
    expect(await queue.flush()).toEqual({ pending: 0 });
    const failed = told.filter(({ status }) => status === 'error').length;
    expect(await queue.close()).toEqual({ written: told.length - failed, failed, dropped: 0 });
    expect(order, 'outcomes come in the order of the items').toEqual(order.map((_, index) => index));
    return told;
  };
}

async function whenReady<Result>(queue: BulkWriter, add: () => Result): Promise<Result> {
  for (;;) {
    await queue.ready();
    try {
      return add();
    } catch (error) {
      // Somebody else was faster.
      if (!(error instanceof PrefactorClientError) || error.code !== 'queue_full') throw error;
    }
  }
}
