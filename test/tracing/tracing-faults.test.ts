/** What goes wrong with recording never gets in the way of the work. */
import { afterEach, expect, vi } from 'vitest';
import { PrefactorHttpClient } from '../../src/index.ts';
import { createTracer, type Tracer } from '../../src/tracing/index.ts';
import { systemClock } from '../../src/wrapper/clock.ts';
import { row } from '../faults/row.ts';
import { failureOf, thrownBy, turns, until } from '../support/client.ts';
import { warningsDuring } from '../support/warnings.ts';
import { setUp, spanOf, treeOf } from './support.ts';

afterEach(() => vi.unstubAllEnvs());

const mistake = new Error('no');

/** An agent: what it does and what it says is the same, whatever becomes of its records. */
async function agent(tracer: Tracer): Promise<string> {
  return await tracer.run({}, async (run) =>
    tracer.span('task', { question: '?' }, async () => {
      const order = await tracer.span('llm', {}, async () => '4711');
      expect(await failureOf(tracer.span('tool', {}, async () => Promise.reject(mistake)))).toBe(mistake);
      expect(thrownBy(() => tracer.span('tool', {}, () => thrower()))).toBe(mistake);
      for await (const _ of tracer.span('stream', {}, tokens));
      using _span = run.startSpan('by hand', {});
      return `Order ${order} is on its way.`;
    }),
  );
}

function thrower(): never {
  throw mistake;
}

async function* tokens(): AsyncGenerator<string> {
  yield* ['on', 'its', 'way'];
}

/** Milliseconds of waiting that no agent would do. */
async function withoutWaiting(work: Promise<string>): Promise<void> {
  const timer = new Promise<string>((resolve) => setTimeout(resolve, 5_000, 'it waits').unref());
  expect(await Promise.race([work, timer])).toBe('Order 4711 is on its way.');
}

row('T1', 'an API that is down costs nothing, and has everything when it is up again', async () => {
  await using test = await setUp();
  const { tracer, sandbox } = test;
  sandbox.faults.set([{ fault: 'reset', times: 20 }]);
  await withoutWaiting(agent(tracer));
  expect(sandbox.spans).toEqual([]);
  expect(await tracer.flush()).toEqual({ pending: 0 });
  expect(treeOf(sandbox)).toEqual([
    'run complete',
    '  task complete',
    '    llm complete',
    '    tool failed',
    '    tool failed',
    '    stream complete',
    '    by hand complete',
  ]);
  expect(tracer.stats()).toMatchObject({ written: 15, failed: 0, dropped: 0 });
});

row('T2', 'an API that never answers costs nothing', async () => {
  await using test = await setUp({ clock: systemClock, sandbox: { faults: [{ fault: 'hang' }] } });
  const { tracer } = test;
  await withoutWaiting(agent(tracer));
  expect(await tracer.flush({ timeout: 1 })).toEqual({ pending: 15 });
  expect(await tracer.close({ timeout: 1 })).toMatchObject({ written: 0, dropped: 15, pending: 0 });
});

row('T2', 'what could not be sent in time is told with what kept it', async () => {
  const warnings = await warningsDuring(async () => {
    await using test = await setUp({ sandbox: { faults: [{ fault: 'status', status: 503 }] } });
    await withoutWaiting(agent(test.tracer));
    // More than the attempts of one request.
    await until(() => expect(test.sandbox.requests.length).toBeGreaterThan(4));
    expect(await test.tracer.close({ timeout: 0 })).toMatchObject({ written: 0, dropped: 15 });
  });
  expect(warnings).toEqual([expect.stringMatching(/could not be sent: agent_instances\/start: .*503/)]);
});

row('T3', 'a wrong token costs nothing, and is told', async () => {
  const warnings = await warningsDuring(async () => {
    await using test = await setUp({
      clock: systemClock,
      client: { apiToken: 'no-such-token', maxRetries: 0 },
    });
    await withoutWaiting(agent(test.tracer));
    await until(() => expect(test.sandbox.requests.length).toBeGreaterThan(0));
    await turns(5);
  });
  expect(warnings).toContainEqual(expect.stringMatching(/a bulk writer waits, and tries again: .*token/));
  expect(warnings.join()).not.toContain('no-such-token');
});

row(
  'T4',
  'what there is no room for is dropped, counted, and said once; what is in it moves up',
  async () => {
    const warnings = await warningsDuring(async () => {
      await using test = await setUp({
        writer: { maxQueueItems: 5, flushInterval: 1_000_000, maxItems: 100 },
        clock: systemClock,
      });
      const { tracer, sandbox } = test;
      const { promise: hasRoom, resolve } = Promise.withResolvers<void>();
      const run = tracer.run({}, () =>
        tracer.span('kept', {}, () =>
          tracer.span('kept too', {}, () =>
            tracer.span('last', {}, () => tracer.span('lost', {}, () => hasRoom)),
          ),
        ),
      );
      for (let n = 0; n < 3; n += 1)
        expect(tracer.run({}, () => tracer.span('lost', {}, () => 'done'))).toBe('done');
      const late = tracer.bind(() => tracer.span('outside', {}, () => {}));
      await tracer.flush();
      resolve();
      await run;
      late();
      await tracer.flush();
      expect(treeOf(sandbox)).toEqual([
        'run complete',
        '  kept complete',
        '    kept too complete',
        '      last complete',
      ]);
      expect(tracer.stats().dropped).toBe(1 + 2 * 3);
    });
    expect(warnings.filter((text) => text.includes('could not be sent'))).toEqual([
      expect.stringContaining('the queue is full'),
    ]);
  },
);

row('T5', 'a span that could not be recorded leaves what is in it to the span around it', async () => {
  await using test = await setUp({
    writer: { maxQueueItems: 4, flushInterval: 1_000_000, maxItems: 100 },
    clock: systemClock,
  });
  const { tracer, sandbox } = test;
  await tracer.run({}, () =>
    tracer.span('task', {}, async () => {
      tracer.span('filler', {}, () => {});
      await tracer.span('lost', {}, async ({ id }) => {
        expect(id).toBeUndefined();
        await tracer.flush();
        await tracer.span('inner', {}, async () => {});
        await tracer.flush();
      });
    }),
  );
  await tracer.flush();
  expect(treeOf(sandbox)).toEqual([
    'run complete',
    '  task complete',
    '    filler complete',
    '    inner complete',
  ]);
});

row(
  'T12',
  'what has begun ends, though there is no room: without its result, of which a marker tells',
  async () => {
    const warnings = await warningsDuring(async () => {
      for (const overflow of ['wait', 'drop'] as const) {
        await using test = await setUp({
          writer: { maxQueueItems: 3, flushInterval: 1_000_000, maxItems: 100, overflow },
          clock: systemClock,
        });
        const { tracer, sandbox } = test;
        tracer.run({}, () => {
          tracer.span('task', {}, () => tracer.span('lost', {}, () => 'done'));
          tracer.span('lost', {}, () => 'done');
        });
        await tracer.flush();
        expect(treeOf(sandbox)).toEqual(['run complete', '  task complete']);
        expect(spanOf(sandbox, 'task').result_payload).toEqual({
          unserializable: expect.stringContaining('the queue is full'),
        });
        expect(tracer.stats()).toMatchObject({ written: 5, dropped: 2, unserializable: 1 });
      }
    });
    expect(warnings.filter((text) => text.includes('a marker is recorded'))).toHaveLength(2);
  },
);

row('T6', 'a payload or a result that cannot be written is recorded as a marker, and counted', async () => {
  const evil = {
    get secret(): never {
      throw new Error('not yours');
    },
  };
  const warnings = await warningsDuring(async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const result = { text: Promise.resolve('later') };
    await tracer.run({}, () => {
      tracer.span('getter', evil, () => {});
      tracer.span('revoked', proxy, () => {});
      expect(tracer.span('promise', {}, () => result)).toBe(result);
      expect(thrownBy(() => tracer.span('error', {}, () => throwing(evil)))).toBe(evil);
      tracer.span('circle', circle(), () => new Map([['a', 1n]]));
    });
    await tracer.flush();
    expect(spanOf(sandbox, 'getter').payload).toEqual({
      unserializable: expect.stringContaining('not yours'),
    });
    expect(spanOf(sandbox, 'promise').result_payload).toEqual({
      unserializable: expect.stringContaining('text is a promise'),
    });
    expect(spanOf(sandbox, 'error')).toMatchObject({ status: 'failed' });
    expect(spanOf(sandbox, 'circle')).toMatchObject({
      payload: { itself: '[Circular]' },
      result_payload: { a: '1' },
    });
    expect(treeOf(sandbox)).toHaveLength(6);
    expect(tracer.stats()).toMatchObject({ unserializable: 4, failed: 0, dropped: 0 });
  });
  expect(warnings).toEqual([expect.stringContaining('a marker is recorded')]);

  function throwing(error: unknown): never {
    throw error;
  }
  function circle(): object {
    const itself: Record<string, unknown> = {};
    itself['itself'] = itself;
    return itself;
  }
});

row('T7', 'a run that is refused costs nothing, and is counted', async () => {
  const warnings = await warningsDuring(async () => {
    await using test = await setUp({
      sandbox: { faults: [{ fault: 'item', types: ['agent_instances/register'], code: 'not_found' }] },
    });
    const { tracer, sandbox } = test;
    await withoutWaiting(agent(tracer));
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual([]);
    expect(tracer.stats()).toMatchObject({ written: 0, failed: 1, dropped: 14 });
  });
  expect(warnings.toSorted()).toEqual([
    expect.stringContaining('something could not be sent'),
    expect.stringMatching(/something was refused: agent_instances\/register: .*not_found/),
  ]);
});

row('T8', 'what a run is registered with that breaks a rule is told, and costs nothing', async () => {
  const warnings = await warningsDuring(async () => {
    await using test = await setUp({ tracer: { agentVersion: { name: 7 } as never } });
    await withoutWaiting(agent(test.tracer));
    expect(test.tracer.stats()).toMatchObject({ dropped: 1 + 6 });
  });
  expect(warnings).toEqual([
    expect.stringMatching(/agent_instances\/register: .*agent_version\.name must be a string/),
  ]);
});

row('T9', 'without a token nothing is recorded, which is said once', async () => {
  vi.stubEnv('PREFACTOR_API_TOKEN', ' ');
  const warnings = await warningsDuring(async () => {
    const tracer = createTracer({ agentVersion: { external_identifier: 'v1' } });
    await withoutWaiting(agent(tracer));
    await withoutWaiting(agent(tracer));
    tracer.span('outside', {}, ({ id }) => expect(id).toBeUndefined());
    const controller = new AbortController();
    await tracer.run({ signal: controller.signal }, async (run) => {
      controller.abort(mistake);
      expect(run.signal.reason).toBe(mistake);
      expect(await run.handle()).toBe('1....');
      expect(tracer.resume(await run.handle(), () => 'done')).toBe('done');
    });
    expect(await tracer.flush()).toEqual({ pending: 0 });
    expect(await tracer.close()).toMatchObject({ written: 0, failed: 0, dropped: 0, pending: 0 });
  });
  expect(warnings).toEqual([expect.stringContaining('nothing is recorded without PREFACTOR_API_TOKEN')]);
});

row('T10', 'PREFACTOR_TRACING=off records nothing, in silence, token or not', async () => {
  vi.stubEnv('PREFACTOR_TRACING', 'off');
  const warnings = await warningsDuring(async () => {
    vi.stubEnv('PREFACTOR_API_TOKEN', '');
    await withoutWaiting(agent(createTracer()));
    await using test = await setUp();
    await withoutWaiting(agent(test.tracer));
    test.tracer.span('outside', {}, () => {});
    await test.tracer.flush();
    expect(test.sandbox.requests).toEqual([]);
  });
  expect(warnings).toEqual([]);
});

row('T11', 'stubs of a runtime that throw, or are not there, cost nothing', async () => {
  await using test = await setUp();
  const said: unknown[] = [];
  const { process: real } = globalThis;
  const stubs = [
    undefined,
    {},
    new Proxy(
      {},
      {
        get() {
          throw new Error('not implemented');
        },
      },
    ),
  ];
  for (const stub of stubs) {
    const client = new PrefactorHttpClient({ apiUrl: test.sandbox.url, apiToken: test.sandbox.token });
    const warn = vi.spyOn(globalThis.console, 'warn').mockImplementation((text) => void said.push(text));
    vi.stubGlobal('process', stub);
    try {
      const tracer = createTracer({ client, pollInterval: 0 });
      tracer.span('outside', {}, () => {});
      tracer.run({}, () => tracer.span('inside', {}, () => {}));
      vi.stubGlobal('process', real);
      await tracer.close();
    } finally {
      vi.unstubAllGlobals();
      warn.mockRestore();
      await client.close();
    }
  }
  expect(treeOf(test.sandbox)).toEqual(stubs.flatMap(() => ['run complete', '  inside complete']));
  expect(said).toEqual(stubs.map(() => expect.stringContaining('outside began outside of a run')));
});
