/** What a tracer records runs with: a run that is recorded before it is registered. */
import { describe, expect, it } from 'vitest';
import { type BulkInput, type BulkWriter, generateId } from '../../src/index.ts';
import { InstanceRecording } from '../../src/tracing/instance-recording.ts';
import {
  finishOf,
  instanceId,
  sent,
  setUp,
  setUpByHand,
  type Trouble,
  type WireItem,
} from '../bulk/support.ts';
import { atOnce, refusalOf, roundTrip, stillPending, until } from '../support/client.ts';
import { failure, instance, span, success } from '../support/fixtures.ts';

/** The success of an item; a run that is registered is {@link instanceId}. */
const successOf = ({ _type }: WireItem): object =>
  success(_type.startsWith('agent_instances/') ? { ...instance, id: instanceId } : span);

/** What registers a run. */
const registration = { agent_version: { external_identifier: 'v1' }, external_identifier: 'ticket-1' };

const recordingOf = (
  writer: BulkWriter,
  given: ConstructorParameters<typeof InstanceRecording>[1],
): InstanceRecording => new InstanceRecording(writer, given, () => {});

const startOf = ({ ref }: InstanceRecording): BulkInput<'agent_instances/start'> => ({
  _type: 'agent_instances/start',
  agent_instance_id: ref,
});

const createOf = (
  { ref }: InstanceRecording,
  id: string,
  more: object = {},
): BulkInput<'agent_spans/create'> => ({
  _type: 'agent_spans/create',
  details: { agent_instance_id: ref, id, schema_name: 'agent:llm', status: 'active', payload: {}, ...more },
});

/** An API that answers registrations when it is told to. */
function pausing() {
  const pause = Promise.withResolvers<Trouble>();
  const isRegistration = (items: readonly WireItem[]) =>
    items.some(({ _type }) => _type.endsWith('/register'));
  return {
    script: {
      item: successOf,
      request: (items: readonly WireItem[]) => (isRegistration(items) ? pause.promise : undefined),
    },
    answer: (trouble?: Trouble) => pause.resolve(trouble),
  };
}

/** A writer that sends when it is told to, or has enough. */
const writerOf = (
  { bulk }: { bulk: { writer(options: object): BulkWriter } },
  options: object = {},
): BulkWriter => bulk.writer({ flushInterval: 1_000_000, ...options });

const typesOf = (items: readonly WireItem[] | undefined): string[] => (items ?? []).map(({ _type }) => _type);

describe('a recording', () => {
  it('sends, in order and as it was, what was added before its run was registered', async () => {
    const { script, answer } = pausing();
    await using test = await setUpByHand(script);
    const writer = writerOf(test);
    const run = recordingOf(writer, registration);
    const [task, step] = [run.newSpanId(), run.newSpanId()];
    const payload = { question: 'Why?' };
    void run.add(startOf(run));
    void run.add(createOf(run, task, { payload }));
    const created = run.add(createOf(run, step, { parent_span_id: task }));
    payload.question = 'changed later';
    const flushed = writer.flush();
    await sent(test, 1);
    test.clock.advance(5_000);
    void run.add({ _type: 'agent_spans/finish', agent_span_id: step });
    expect([run.id, run.idOf(step)]).toEqual([undefined, undefined]);
    expect(typesOf(test.requests[0])).toEqual(['agent_instances/register']);

    answer();
    await flushed;
    await writer.flush();
    expect(run.id).toBe(instanceId);
    const [taskId, stepId] = [run.idOf(task), run.idOf(step)];
    expect(stepId?.slice(10, 16)).toBe(instanceId.slice(10, 16));
    expect(test.requests.slice(1).flat()).toMatchObject([
      { agent_instance_id: instanceId, timestamp: '2026-01-01T00:00:00.000Z' },
      {
        details: {
          agent_instance_id: instanceId,
          id: taskId,
          payload: { question: 'Why?' },
          started_at: '2026-01-01T00:00:00.000Z',
        },
      },
      { details: { agent_instance_id: instanceId, id: stepId, parent_span_id: taskId } },
      { agent_span_id: stepId, timestamp: '2026-01-01T00:00:05.000Z' },
    ]);
    expect(await created).toMatchObject({ status: 'success' });
    expect(await run.registered).toMatchObject({ status: 'success', details: { id: instanceId } });
  });

  it('sends what is added afterwards at once, whichever of its ids it names', async () => {
    await using test = await setUp({ item: successOf });
    const writer = writerOf(test);
    const run = recordingOf(writer, registration);
    const [early, ref] = [run.newSpanId(), run.ref];
    await writer.flush();
    const late = run.newSpanId();
    void run.add(createOf(run, late, { parent_span_id: early, agent_instance_id: ref }));
    void run.add({ _type: 'agent_spans/finish', agent_span_id: early });
    await writer.flush();
    expect(run.idOf(late)).toBe(late);
    expect(test.requests.slice(1).flat()).toMatchObject([
      { details: { agent_instance_id: instanceId, id: late, parent_span_id: run.idOf(early) } },
      { agent_span_id: run.idOf(early) },
    ]);
  });

  it('leaves alone what others have made, and the keys of items', async () => {
    await using test = await setUp({ item: successOf });
    const writer = writerOf(test);
    const run = recordingOf(writer, registration);
    const [id, other] = [run.newSpanId(), generateId(instanceId)];
    const payload = { text: `"${id}"`, other };
    void run.add({ ...createOf(run, id, { parent_span_id: other, payload }), idempotency_key: id });
    await writer.flush();
    await writer.flush();
    expect(test.requests.flat()[1]).toMatchObject({
      idempotency_key: id,
      details: { id: run.idOf(id), parent_span_id: other, payload },
    });
  });

  it('knows ids from the beginning where the account is known: by an agent, an instance, or an earlier run', async () => {
    await using test = await setUp({ item: successOf });
    const agent_id = generateId(instanceId);
    const writer = writerOf(test);
    for (const given of [{ ...registration, agent_id }, instanceId]) {
      const run = recordingOf(writerOf(test), given);
      const id = run.newSpanId();
      expect(run.idOf(id)).toBe(id);
      expect(id.slice(10, 16)).toBe(instanceId.slice(10, 16));
    }
    const [first, second] = [recordingOf(writer, registration), recordingOf(writer, registration)];
    await writer.flush();
    const third = recordingOf(writer, registration);
    void third.add(startOf(third));
    for (const run of [first, second, third]) expect(run.idOf(run.newSpanId())).toBeDefined();
    await writer.flush();
    await writer.flush();
    expect(test.requests.flat().at(-1)).toMatchObject({ agent_instance_id: instanceId });
  });

  it('goes on with a run that is registered already, without a word about that', async () => {
    await using test = await setUp({ item: successOf });
    const writer = writerOf(test);
    const run = recordingOf(writer, instanceId);
    expect([run.id, run.ref, run.registered]).toEqual([instanceId, instanceId, undefined]);
    void run.add({ _type: 'agent_instances/finish', agent_instance_id: run.ref });
    await writer.flush();
    expect(typesOf(test.requests[0])).toEqual(['agent_instances/finish']);
  });

  it('lets other items pass meanwhile, and is waited for by a flush', async () => {
    const { script, answer } = pausing();
    await using test = await setUpByHand(script);
    const writer = writerOf(test, { concurrency: 2, maxItems: 1 });
    const run = recordingOf(writer, registration);
    const started = run.add(startOf(run));
    const flushed = writer.flush({ timeout: 1_000 });
    await sent(test, 1);
    const other = recordingOf(writer, instanceId);
    expect(await other.add(startOf(other))).toMatchObject({ status: 'success' });
    expect(await atOnce(flushed)).toBe(stillPending);
    answer();
    expect(await flushed).toEqual({ pending: 0 });
    expect(await started).toMatchObject({ status: 'success', index: 1 });
  });

  it('refuses a bad item at once, and one whose key is held already', async () => {
    await using test = await setUp({ item: successOf });
    const run = recordingOf(writerOf(test), registration);
    expect(refusalOf(() => run.add({ _type: 'agent_instances/start' } as never)).code).toBe(
      'invalid_argument',
    );
    void run.add(finishOf(0, { idempotency_key: 'the-same-key' }));
    expect(() => run.add(finishOf(1, { idempotency_key: 'the-same-key' }))).toThrow(
      /same as that of an item/,
    );
  });

  it('is refused with what it is registered with', async () => {
    await using test = await setUp({ item: successOf });
    const writer = writerOf(test);
    expect(refusalOf(() => recordingOf(writer, { purpose: 'fun' } as never)).message).toContain('purpose');
    await writer.close();
    expect(refusalOf(() => recordingOf(writer, registration)).code).toBe('writer_closed');
  });
});

describe('what is held', () => {
  it('counts as queued', async () => {
    const { script, answer } = pausing();
    await using test = await setUp(script);
    const writer = writerOf(test, { maxQueueItems: 3 });
    const run = recordingOf(writer, registration);
    const { bytes } = writer;
    void run.add(startOf(run));
    void run.add(createOf(run, run.newSpanId()));
    expect([writer.size, writer.bytes > bytes]).toEqual([3, true]);
    expect(refusalOf(() => run.add(createOf(run, run.newSpanId()))).code).toBe('queue_full');
    expect(refusalOf(() => writer.add(finishOf(2))).code).toBe('queue_full');
    const ready = writer.ready();
    const flushed = writer.flush();
    answer();
    await Promise.all([ready, flushed]);
    await writer.flush();
    expect([writer.size, writer.bytes]).toEqual([0, 0]);
  });

  it.each<[why: string, end: (test: { answer: (trouble?: Trouble) => void; writer: BulkWriter }) => unknown]>(
    [
      ['its writer is closed before', ({ writer }) => writer.close({ timeout: 0 })],
      ['its run is refused', ({ answer }) => answer(404)],
    ],
  )('is dropped when %s, like whatever is added then', async (_, end) => {
    const { script, answer } = pausing();
    await using test = await setUp(script);
    const writer = writerOf(test);
    const run = recordingOf(writer, registration);
    const outcome = run.add(startOf(run));
    void writer.flush();
    await until(() => expect(test.requests).toHaveLength(1));
    await end({ answer, writer });
    expect(await outcome).toMatchObject({ status: 'dropped' });
    expect((await run.registered)?.status).not.toBe('success');
    expect([writer.size, writer.bytes]).toEqual([0, 0]);
    answer();
    await roundTrip();
    expect(test.requests).toHaveLength(1);
    const isClosed = await writer.close();
    expect(isClosed.written).toBe(0);
  });

  it('is dropped as soon as it is added when its run was refused, and makes room', async () => {
    await using test = await setUp({ item: () => failure('not_found') });
    const writer = writerOf(test, { maxQueueItems: 2 });
    const run = recordingOf(writer, registration);
    void run.add(startOf(run));
    const ready = writer.ready();
    await writer.flush();
    await ready;
    expect(await run.add(startOf(run))).toMatchObject({ status: 'dropped' });
    expect(await writer.close()).toEqual({ written: 0, failed: 1, dropped: 2 });
  });

  it('is still sent while its writer is being closed', async () => {
    const { script, answer } = pausing();
    await using test = await setUp(script);
    const writer = writerOf(test);
    const run = recordingOf(writer, registration);
    void run.add(startOf(run));
    const closed = writer.close();
    answer();
    expect(await closed).toEqual({ written: 2, failed: 0, dropped: 0 });
  });
});

describe('an external_identifier that is taken', () => {
  const taken = {
    ...failure('validation_errors'),
    errors: { external_identifier: ['has already been taken'] },
  };

  it('is left out, so that the run is recorded all the same', async () => {
    await using test = await setUp({
      item: (item) => (item['external_identifier'] === 'ticket-1' ? taken : successOf(item)),
    });
    const writer = writerOf(test);
    const run = recordingOf(writer, registration);
    const outcome = run.add(startOf(run));
    await writer.flush();
    await writer.flush();
    expect(await outcome).toMatchObject({ status: 'success' });
    expect(test.requests.map(typesOf)).toEqual([
      ['agent_instances/register'],
      ['agent_instances/register'],
      ['agent_instances/start'],
    ]);
    const [second] = test.requests[1] ?? [];
    expect(second).toMatchObject({ agent_version: { external_identifier: 'v1' } });
    expect(second?.['external_identifier']).toBeUndefined();
  });

  it('may be taken by the run itself, when the answer was lost that has its id', async () => {
    await using test = await setUp({
      request: (_, index) => (index === 0 ? 'lost' : undefined),
      item: (item, times) =>
        times === 0
          ? item._type.endsWith('/register')
            ? success(instance)
            : successOf(item)
          : failure('idempotency_key_already_used'),
    });
    const writer = writerOf(test);
    const run = recordingOf(writer, registration);
    const outcome = run.add(startOf(run));
    await writer.flush();
    await writer.flush();
    expect(await outcome).toMatchObject({ status: 'success' });
  });

  it('is asked for without only once', async () => {
    await using test = await setUp({ item: () => taken });
    const writer = writerOf(test);
    const run = recordingOf(writer, registration);
    const outcome = run.add(startOf(run));
    await writer.flush();
    await writer.flush();
    expect(await outcome).toMatchObject({ status: 'dropped' });
    expect(test.requests).toHaveLength(2);
  });
});
