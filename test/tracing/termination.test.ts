/** A run that somebody terminates stops, however it comes to know of that. */
import { describe, expect, it, vi } from 'vitest';
import { RunTerminated } from '../../src/tracing/index.ts';
import { failureOf, turns, until } from '../support/client.ts';
import { warningsDuring } from '../support/warnings.ts';
import { setUp, spanOf, type Test, treeOf } from './support.ts';

/** Terminates all runs of a sandbox. */
async function terminate({ operator, sandbox }: Test, reason = 'Out of budget.'): Promise<void> {
  for (const { id } of sandbox.instances) await operator.agentInstances.terminate(id, { reason });
}

describe('a run that is terminated', () => {
  it.each([
    ['of its own', {}],
    ['that it was given', { writer: { flushInterval: 1 } }],
  ])('aborts its signal with the next answer to a span, with a writer %s', async (_, given) => {
    await using test = await setUp(given);
    const { tracer, sandbox } = test;
    let steps = 0;
    const run = tracer.run({}, async ({ signal }) => {
      await tracer.span('task', {}, async () => {
        for (;;) {
          signal.throwIfAborted();
          steps += 1;
          await tracer.span('step', {}, () => turns(1));
          await tracer.flush();
          if (steps === 3) await terminate(test);
        }
      });
    });
    const error = await failureOf(run);
    expect(error).toBeInstanceOf(RunTerminated);
    expect(error).toMatchObject({
      name: 'RunTerminated',
      reason: 'Out of budget.',
      message: 'The run was terminated: Out of budget.',
    });
    expect(steps).toBe(4);
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual([
      'run terminated',
      '  task failed',
      ...Array(4).fill('    step complete'),
    ]);
    expect(spanOf(sandbox, 'task').result_payload).toMatchObject({ error: { name: 'RunTerminated' } });
    // It has ended already, and is not told to.
    expect(sandbox.ledger.refused).toEqual([]);
    expect(tracer.stats()).toMatchObject({ failed: 0, dropped: 0 });
  });

  it('aborts its signal when the API is asked for it, without any span', async () => {
    await using test = await setUp({ tracer: { pollInterval: 1 } });
    const { tracer, sandbox } = test;
    const run = tracer.run({}, async ({ signal }) => {
      await tracer.flush();
      await terminate(test, 'By hand.');
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    expect(await failureOf(run)).toMatchObject({ name: 'RunTerminated', reason: 'By hand.' });
    expect(treeOf(sandbox)).toEqual(['run terminated']);
  });

  it('leaves other runs alone', async () => {
    await using test = await setUp();
    const { tracer, operator, sandbox } = test;
    const { promise: isTerminated, resolve } = Promise.withResolvers<void>();
    const work = (name: string) =>
      tracer.run({ external_identifier: name }, async ({ signal }) => {
        await isTerminated;
        tracer.span('step', {}, () => {});
        await tracer.flush();
        return signal.aborted;
      });
    const runs = Promise.all([work('a'), work('b')]);
    await tracer.flush();
    const { id = '' } =
      sandbox.instances.find(({ external_identifier }) => external_identifier === 'b') ?? {};
    await operator.agentInstances.terminate(id, { reason: 'b' });
    resolve();
    expect(await runs).toEqual([false, true]);
  });

  it('ends without a word where nobody here knows of it: its end is refused, and that is what it is', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const warnings = await warningsDuring(async () => {
      await tracer.run({}, async () => {
        await tracer.flush();
        await terminate(test);
      });
      await tracer.flush();
    });
    expect(treeOf(sandbox)).toEqual(['run terminated']);
    expect(sandbox.ledger.refused).toMatchObject([
      { operation: 'finishAgentInstance', code: 'invalid_action' },
    ]);
    expect(warnings).toEqual([]);
    expect(tracer.stats()).toMatchObject({ failed: 0, dropped: 0 });
  });

  it('is complete when its work does not care', async () => {
    await using test = await setUp();
    const { tracer } = test;
    const answer = await tracer.run({}, async ({ signal }) => {
      await tracer.flush();
      await terminate(test);
      tracer.span('step', {}, () => {});
      await tracer.flush();
      return signal.aborted && 'done anyway';
    });
    expect(answer).toBe('done anyway');
  });
});

describe('asking whether runs were terminated', () => {
  const asked = ({ sandbox }: Test): number =>
    sandbox.requests.filter(({ operation }) => operation === 'getAgentInstance').length;

  it('is done with one timer, which goes with the last run', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await using test = await setUp({ tracer: { pollInterval: 30_000 } });
      const { tracer } = test;
      const runs = [tracer.startRun(), tracer.startRun()];
      await tracer.flush();
      expect(vi.getTimerCount()).toBe(1);
      vi.advanceTimersByTime(29_999);
      await turns();
      expect(asked(test)).toBe(0);
      vi.advanceTimersByTime(1);
      await until(() => expect(asked(test)).toBe(2));
      for (const run of runs) run.end();
      expect(vi.getTimerCount()).toBe(0);
      tracer.startRun();
      expect(vi.getTimerCount()).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('can be switched off, and is not done of a run that is not registered', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await using off = await setUp();
      off.tracer.startRun();
      expect(vi.getTimerCount()).toBe(0);
      await using test = await setUp({ tracer: { pollInterval: 10 }, writer: { flushInterval: 1_000_000 } });
      test.tracer.startRun();
      vi.advanceTimersByTime(100);
      await turns();
      expect(asked(test)).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([401, 403])('is given up for good where the token may not do that: %i', async (status) => {
    await using test = await setUp({
      sandbox: { faults: [{ fault: 'status', status, operations: ['getAgentInstance'] }] },
      tracer: { pollInterval: 1 },
    });
    const { tracer } = test;
    await tracer.run({}, async () => {
      await tracer.flush();
      await until(() => expect(asked(test)).toBe(1));
      await turns(50);
    });
    tracer.startRun();
    await tracer.flush();
    await turns(50);
    expect(asked(test)).toBe(1);
  });

  it('goes on when it fails, and is broken off with the last run', async () => {
    await using test = await setUp({
      sandbox: {
        faults: [
          { fault: 'status', status: 503, operations: ['getAgentInstance'], times: 2 },
          { fault: 'hang', operations: ['getAgentInstance'] },
        ],
      },
      tracer: { pollInterval: 1 },
    });
    const { tracer, sandbox } = test;
    const run = tracer.startRun();
    await tracer.flush();
    await until(() => expect(asked(test)).toBe(3));
    run.end();
    await tracer.flush();
    // A new one is asked for, though the answer never came.
    sandbox.faults.clear();
    tracer.startRun();
    await tracer.flush();
    await until(() => expect(asked(test)).toBeGreaterThan(3));
  });
});
