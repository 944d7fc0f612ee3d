/** Runs that go on in another process: a tracer of its own stands for that here. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/testing/index.ts';
import { createTracer } from '../../src/tracing/index.ts';
import { systemClock } from '../../src/wrapper/clock.ts';
import { connect, failureOf, stillPending, turns } from '../support/client.ts';
import { manualClock } from '../support/clock.ts';
import { warningsDuring } from '../support/warnings.ts';
import { setUp, spanOf, treeOf } from './support.ts';

/** The tracer of another process. */
function elsewhere({ url, token }: Sandbox) {
  const client = connect(url, { apiToken: token });
  const tracer = createTracer({ client, pollInterval: 0 });
  return {
    tracer,
    async [Symbol.asyncDispose]() {
      await tracer.close();
      await client.close();
    },
  };
}

describe('a handle', () => {
  it('lets another process go on with a run, below the span in which it was made', async () => {
    await using test = await setUp({ clock: systemClock });
    const { tracer, sandbox } = test;
    await using other = elsewhere(sandbox);
    await tracer.run({ external_identifier: 'ticket-1' }, (run) =>
      tracer.span('task', {}, async () => {
        const handle = await tracer.span('send', {}, () => run.handle());
        const answer = await other.tracer.resume(handle, (resumed) =>
          other.tracer.span('remote', {}, async ({ id }) => {
            expect([resumed.id, id]).toEqual([sandbox.instances[0]?.id, expect.any(String)]);
            await other.tracer.span('remote-inner', {}, () => turns(1));
            return 'done';
          }),
        );
        expect(answer).toBe('done');
        await other.tracer.flush();
        // It ends where it began.
        expect(sandbox.instances[0]?.status).toBe('active');
      }),
    );
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual([
      'run complete',
      '  task complete',
      '    send complete',
      '      remote complete',
      '        remote-inner complete',
    ]);
    expect(sandbox.ledger.refused).toEqual([]);
  });

  it('is sent when the API knows of the run and the span', async () => {
    await using test = await setUp({ clock: systemClock });
    const { tracer, sandbox } = test;
    await tracer.run({}, (run) =>
      tracer.span('task', {}, async () => {
        const handle = await run.handle();
        expect(handle).toContain(run.id);
        expect(handle).toContain(sandbox.spans[0]?.id);
      }),
    );
  });

  it('goes on at the top of the run where it was made in no span of it', async () => {
    await using test = await setUp({ clock: systemClock });
    const { tracer, sandbox } = test;
    await using other = elsewhere(sandbox);
    const run = tracer.startRun();
    const handle = await run.handle();
    other.tracer.resume(handle, () => other.tracer.span('remote', {}, () => {}));
    run.startSpan('here', {}).end();
    run.end();
    await tracer.flush();
    await other.tracer.flush();
    expect(treeOf(sandbox).toSorted()).toEqual(['  here complete', '  remote complete', 'run complete']);
  });

  it('can hand the run over, so that it ends where it goes on', async () => {
    await using test = await setUp({ clock: systemClock });
    const { tracer, sandbox } = test;
    await using other = elsewhere(sandbox);
    const handle = await tracer.run({}, (run) =>
      tracer.span('task', {}, () => run.handle({ handOver: true })),
    );
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run active', '  task complete']);
    const failing = other.tracer.resume(handle, async () => Promise.reject(new Error('no')));
    await failureOf(failing);
    await other.tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run failed', '  task complete']);
  });

  it('stops where it goes on, too, when the run is terminated', async () => {
    await using test = await setUp({ clock: systemClock });
    const { tracer, sandbox, operator } = test;
    await using other = elsewhere(sandbox);
    const run = tracer.startRun();
    run.startSpan('here', {}).end();
    const resumed = other.tracer.resume(await run.handle(), async ({ id = '', signal }) => {
      await operator.agentInstances.terminate(id, { reason: 'Out of budget.' });
      other.tracer.span('remote', {}, () => {});
      await other.tracer.flush();
      signal.throwIfAborted();
    });
    expect(await failureOf(resumed)).toMatchObject({ name: 'RunTerminated', reason: 'Out of budget.' });
  });

  it('keeps the external_identifier where the run cannot be registered in time, for another run', async () => {
    const clock = manualClock();
    await using test = await setUp({ clock, sandbox: { faults: [{ fault: 'hang' }] } });
    const { tracer, sandbox } = test;
    const run = tracer.startRun({ external_identifier: 'ticket 1/ü' });
    let handle: string | symbol = stillPending;
    const warnings = await warningsDuring(async () => {
      const made = run.handle({ handOver: true }).then((text) => {
        handle = text;
      });
      await turns();
      clock.advance(4_999);
      await turns();
      expect(handle).toBe(stillPending);
      clock.advance(1);
      await made;
      void run.handle();
      clock.advance(5_000);
      await turns();
    });
    expect(warnings).toEqual([expect.stringContaining('could not be registered in time')]);
    sandbox.faults.clear();
    await using other = elsewhere(sandbox);
    other.tracer.resume(String(handle), () => other.tracer.span('remote', {}, () => {}));
    await other.tracer.flush();
    expect(sandbox.instances).toMatchObject([{ external_identifier: 'ticket 1/ü', status: 'complete' }]);
  });

  it('of a run that is refused is there at once', async () => {
    await using test = await setUp({
      sandbox: { faults: [{ fault: 'item', types: ['agent_instances/register'], code: 'not_found' }] },
    });
    const handle = await test.tracer.run({}, (run) => run.handle());
    expect(handle).toBe('1....');
    expect(test.tracer.stats()).toMatchObject({ unlinked: 1 });
  });

  it('can stand in URLs and headers, whatever the run is called', async () => {
    await using test = await setUp({ clock: systemClock });
    const { tracer, sandbox } = test;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), async (name) => {
        sandbox.reset();
        const run = tracer.startRun({ external_identifier: name.toWellFormed() });
        const handle = await run.handle();
        expect(new Headers({ 'x-run': handle }).get('x-run')).toBe(handle);
        expect(new URL(`http://localhost/?run=${handle}`).searchParams.get('run')).toBe(handle);
        expect(tracer.resume(handle, ({ id }) => id)).toBe(run.id);
        run.end();
      }),
      { numRuns: 30 },
    );
  });
});

describe('what is no handle', () => {
  const id = '013xrzp12g3nqk8n4evtrcj59k8dhn3t';

  it.each([
    ['nothing', undefined],
    ['empty', ''],
    ['a number', 7],
    ['of another version', `2.${id}.${id}..`],
    ['with a broken id', `1.${id.slice(1)}.${id}..`],
    ['with a name that is broken', `1.${id}.${id}..~E0~A4~A`],
    ['cut off', `1.${id}`],
    ['with something behind it', `1.${id}.${id}..x y`],
  ])('is none: %s. The work is a run of its own, and that is said', async (_, handle) => {
    await using test = await setUp({ clock: systemClock });
    const { tracer, sandbox } = test;
    const warnings = await warningsDuring(async () => {
      expect(tracer.resume(handle as string, () => tracer.span('task', {}, () => 'done'))).toBe('done');
      await tracer.flush();
    });
    expect(warnings).toEqual([expect.stringContaining('its handle cannot be read')]);
    expect(treeOf(sandbox)).toEqual(['run complete', '  task complete']);
    expect(spanOf(sandbox, 'task').parent_span_id).toBeNull();
  });

  it('never throws into the work, whatever it is', async () => {
    await using test = await setUp({ clock: systemClock });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string()), (handle) => {
        expect(test.tracer.resume(handle as string, () => 'done')).toBe('done');
      }),
    );
    await test.tracer.flush();
  });
});
