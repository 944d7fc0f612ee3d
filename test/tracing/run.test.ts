/** Runs: how they begin and end, by themselves or by hand, and what stays of them. */
import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/index.ts';
import { createTracer, type Span, spanTypes } from '../../src/tracing/index.ts';
import { systemClock } from '../../src/wrapper/clock.ts';
import { failureOf, thrownBy, turns } from '../support/client.ts';
import { warningsDuring } from '../support/warnings.ts';
import { recorded, setUp, spanOf, treeOf } from './support.ts';

describe('a run', () => {
  it('begins its work at once, and is recorded from that moment on', async () => {
    await using test = await setUp({ clock: systemClock });
    const { tracer, sandbox } = test;
    let hasBegun = false;
    const before = Date.now();
    const run = tracer.run({ external_identifier: 'ticket-1', purpose: 'eval' }, async (run) => {
      hasBegun = true;
      expect(run.id).toBeUndefined();
      await tracer.span('first', {}, () => turns(1));
      await tracer.flush();
      expect(run.id).toBe(sandbox.instances[0]?.id);
      return 'done';
    });
    expect([hasBegun, sandbox.requests]).toEqual([true, []]);
    expect(await run).toBe('done');
    await tracer.flush();
    const [instance] = sandbox.instances;
    expect(instance).toMatchObject({ external_identifier: 'ticket-1', purpose: 'eval', status: 'complete' });
    const times = [instance, sandbox.spans[0]].map((one) => Date.parse(one?.started_at ?? ''));
    for (const time of times) {
      expect(time).toBeGreaterThanOrEqual(before);
      expect(time).toBeLessThanOrEqual(Date.parse(instance?.inserted_at ?? ''));
    }
  });

  it('records what was recorded before it was registered as it was then', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const payload = { question: 'Why?', history: ['a'] };
    await recorded(test, () => {
      tracer.span('task', payload, () => {});
      payload.question = 'changed';
      payload.history.push('b');
    });
    expect(spanOf(sandbox, 'task').payload).toEqual({ question: 'Why?', history: ['a'] });
  });

  it('is registered with what its agent is, and what that runs on', async () => {
    await using test = await setUp({ tracer: { agentSchemaVersion: { external_identifier: 'schema-1' } } });
    const { sandbox } = test;
    await recorded(test, () => {});
    const [{ body = '' } = {}] = sandbox.requests;
    const [register] = JSON.parse(body).items;
    expect(register.agent_version).toEqual({
      external_identifier: 'v1',
      runtime_environment: {
        runtime: `node@${process.versions.node}`,
        os: process.platform,
        agent_sdk: [],
        prefactor_sdk: [`prefactor-http@${VERSION}`],
      },
    });
    expect(register.agent_schema_version).toEqual({ external_identifier: 'schema-1' });
    expect(sandbox.requests.flatMap(({ dropped }) => dropped)).toEqual([]);
  });

  it('says who builds on this package, and of what kind its spans are', async () => {
    await using test = await setUp();
    const { sandbox } = test;
    await using tracer = createTracer({
      clientOptions: { apiUrl: sandbox.url, apiToken: sandbox.accountToken, sdkHeader: 'a@1 b@2' },
      agentId: sandbox.agentId,
      environmentId: sandbox.environmentId,
      spanTypes: spanTypes({ 'agent:llm': { payload: { type: 'object' }, title: 'Model call' } }),
    });
    tracer.run({}, () => tracer.span('agent:llm', {}, () => {}));
    await tracer.close();
    const [{ body = '', headers } = {}] = sandbox.requests;
    const [register] = JSON.parse(body).items;
    expect(headers?.['x-prefactor-sdk']).toBe(`a@1 b@2 prefactor-http@${VERSION}`);
    expect(register.agent_version.runtime_environment.agent_sdk).toEqual(['a@1', 'b@2']);
    expect(register.agent_schema_version.span_type_schemas).toEqual([
      { name: 'agent:llm', title: 'Model call', params_schema: { type: 'object' } },
    ]);
    expect(spanOf(sandbox, 'agent:llm').schema_title).toBe('Model call');
  });

  it('is complete, or failed with what its work throws, which its caller gets as it is', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const mistake = new Error('no');
    expect(tracer.run({}, () => 'sync')).toBe('sync');
    expect(
      thrownBy(() =>
        tracer.run({}, () => {
          throw mistake;
        }),
      ),
    ).toBe(mistake);
    expect(await failureOf(tracer.run({}, async () => Promise.reject(mistake)))).toBe(mistake);
    await tracer.flush();
    expect(sandbox.instances.map(({ status }) => status)).toEqual(['complete', 'failed', 'failed']);
  });

  it('of a generator lasts until that is consumed', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const answer = tracer.run({}, async function* () {
      yield tracer.span('first', {}, () => 1);
      yield tracer.span('second', {}, () => 2);
    });
    await answer.next();
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run active', '  first complete']);
    for await (const _ of answer);
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run complete', '  first complete', '  second complete']);
  });

  it('ends with it what has not ended, children first', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    let late: Span | undefined;
    await recorded(test, () => {
      void tracer.span('left', {}, async (span) => {
        late = span;
        span.setResult({ half: true });
        void tracer.span('inner', {}, () => new Promise(() => {}));
        await new Promise(() => {});
      });
    });
    late?.end({ late: true });
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run complete', '  left failed', '    inner failed']);
    expect(spanOf(sandbox, 'left').result_payload).toEqual({ unfinished: true, result: { half: true } });
    const ends = sandbox.ledger.applied.filter(({ operation }) => operation.startsWith('finish'));
    expect(ends.map(({ id }) => id)).toEqual([
      spanOf(sandbox, 'inner').id,
      spanOf(sandbox, 'left').id,
      sandbox.instances[0]?.id,
    ]);
  });

  it('runs side by side with others, each with its own spans', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const work = (name: string) =>
      tracer.run({ external_identifier: name }, () =>
        tracer.span(name, {}, async () => {
          await turns(2);
          tracer.span(`${name}-inner`, {}, () => {});
        }),
      );
    await Promise.all([work('a'), work('b')]);
    tracer.run({}, () => tracer.run({}, () => tracer.span('c', {}, () => {})));
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual([
      'run complete',
      '  a complete',
      '    a-inner complete',
      'run complete',
      '  b complete',
      '    b-inner complete',
      'run complete',
      'run complete',
      '  c complete',
    ]);
  });

  it('with an external_identifier that is taken is recorded without it', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const warnings = await warningsDuring(async () => {
      for (const name of ['a', 'b']) {
        tracer.run({ external_identifier: 'ticket-1' }, () => tracer.span(name, {}, () => {}));
        await tracer.flush();
        await tracer.flush();
      }
    });
    expect(sandbox.instances.map(({ external_identifier }) => external_identifier)).toEqual([
      'ticket-1',
      null,
    ]);
    expect(treeOf(sandbox)).toEqual(['run complete', '  a complete', 'run complete', '  b complete']);
    expect(warnings).toContainEqual(expect.stringContaining('without its external_identifier'));
  });

  it('keeps nothing of what has ended', async () => {
    await using test = await setUp();
    const { tracer } = test;
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const left: WeakRef<object>[] = [];
    await tracer.run({}, async () => {
      await tracer.span('task', {}, async () => {
        for (let n = 0; n < 20; n += 1) {
          await tracer.span('step', { n }, async (span) => {
            const result = { text: 'x'.repeat(1_000) };
            left.push(new WeakRef(span), new WeakRef(result));
            return result;
          });
        }
      });
      await tracer.flush();
      await turns(3);
      collectGarbage();
      await turns(3);
      collectGarbage();
      const kept = left.filter((reference) => reference.deref() !== undefined);
      expect(kept.length).toBeLessThanOrEqual(2);
    });
  });
});

describe('a run that is told when to end', () => {
  it('has spans that are told so, too', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    {
      await using run = tracer.startRun({ external_identifier: 'ticket-1' });
      using task = run.startSpan('task', { question: '?' });
      const step = run.startSpan('step', {}, task);
      step.end({ answer: 42 });
      const failed = run.startSpan('failed', {}, task);
      failed.fail(new Error('no'));
      failed.end();
      task.setResult('done');
    }
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual([
      'run complete',
      '  task complete',
      '    step complete',
      '    failed failed',
    ]);
    expect(spanOf(sandbox, 'step').result_payload).toEqual({ answer: 42 });
    expect(spanOf(sandbox, 'task').result_payload).toEqual({ value: 'done' });
  });

  it('starts with its first span, with the time at which it was made', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const before = Date.now();
    const run = tracer.startRun();
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run pending']);
    run.startSpan('task', {}).end();
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run active', '  task complete']);
    expect(Date.parse(sandbox.instances[0]?.started_at ?? '')).toBeGreaterThanOrEqual(before);
    expect(Date.parse(sandbox.instances[0]?.started_at ?? '')).toBeLessThanOrEqual(
      Date.parse(sandbox.instances[0]?.inserted_at ?? ''),
    );
    run.end('failed');
    run.end();
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run failed', '  task complete']);
    expect(sandbox.ledger.refused).toEqual([]);
  });

  it.each([
    ['complete', 'complete'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
  ] as const)('may end as %s before anything has begun', async (status, expected) => {
    await using test = await setUp();
    test.tracer.startRun().end(status);
    const run = test.tracer.startRun();
    await test.tracer.flush();
    run.end(status);
    await test.tracer.flush();
    expect(treeOf(test.sandbox)).toEqual([`run ${expected}`, `run ${expected}`]);
    expect(test.sandbox.ledger.refused).toEqual([]);
  });

  it('is failed rather than cancelled where something has begun', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const run = tracer.startRun();
    run.startSpan('task', {}).end();
    run.end('cancelled');
    tracer.run({}, (other) => other.end('cancelled'));
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run failed', '  task complete', 'run failed']);
  });

  it('has spans below those of the work around it, if they are of the same run', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    await recorded(test, (run) =>
      tracer.span('task', {}, () => {
        using _inside = run.startSpan('inside', {});
        const other = tracer.startRun();
        other.startSpan('other', {}).end();
        other.end();
      }),
    );
    expect(treeOf(sandbox)).toEqual([
      'run complete',
      '  task complete',
      '    inside complete',
      'run complete',
      '  other complete',
    ]);
  });
});

describe('a mistake in what a run is told', () => {
  const unreadable = {
    external_identifier: 'ticket-1',
    get purpose(): never {
      throw new Error('not yours');
    },
  };

  it.each([
    ['nothing', undefined, undefined, null],
    ['null', null, /first argument, must be an object, not null/, null],
    ['a number', 5, /first argument, must be an object, not a number/, null],
    ['a proxy that was revoked', revoked(), /first argument, cannot be read/, null],
    ['a field that throws', unreadable, /purpose of a run cannot be read: not yours/, 'ticket-1'],
    [
      'a signal that is none',
      { external_identifier: 'ticket-1', signal: 5 },
      /signal of a run must be an AbortSignal, not 5/,
      'ticket-1',
    ],
  ])('costs nothing but what is wrong: %s', async (_, fields, said, name) => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const warnings = await warningsDuring(async () => {
      expect(tracer.run(fields as never, () => 'done')).toBe('done');
      await tracer.flush();
      tracer.startRun(fields as never).end();
      await tracer.flush();
    });
    expect(sandbox.instances.map(({ status }) => status)).toEqual(['complete', 'complete']);
    expect(sandbox.instances[0]?.external_identifier).toBe(name);
    expect(tracer.stats().mistaken).toBe(said ? 2 : 0);
    const told = warnings.filter((text) => text.includes('something that is wrong was left out'));
    expect(told).toEqual(said ? [expect.stringMatching(said)] : []);
  });

  it('costs nothing where its fields were forgotten', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const work = () => tracer.span('task', {}, () => 'done');
    const warnings = await warningsDuring(() =>
      expect(tracer.run(work as never, undefined as never)).toBe('done'),
    );
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run complete', '  task complete']);
    expect(warnings).toEqual([expect.stringContaining('are missing: tracer.run({}, work)')]);
  });

  it.each(['bogus', null, 5])('lets it end as complete: %s as its status', async (status) => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const warnings = await warningsDuring(async () => {
      const run = tracer.startRun();
      run.startSpan('task', {}).end();
      run.end(status as never);
      run.end('failed');
      await tracer.flush();
    });
    expect(treeOf(sandbox)).toEqual(['run complete', '  task complete']);
    expect(tracer.stats()).toMatchObject({ mistaken: 1, dropped: 0, failed: 0 });
    expect(warnings).toEqual([
      expect.stringMatching(/status of run\.end must be "complete" or "failed" or "cancelled", not /),
    ]);
  });

  function revoked(): object {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  }
});

describe('work outside of a run', () => {
  it('is done all the same, which is counted and said once', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const warnings = await warningsDuring(async () => {
      const result = { answer: 42 };
      for (let n = 0; n < 3; n += 1) {
        tracer.span('outside', {}, (span) => {
          expect([span.id, span.isOpen, tracer.current()]).toEqual([undefined, false, undefined]);
          span.setResult(1);
          span.fail('no');
          span.end();
        });
        expect(tracer.span('outside', {}, () => result)).toBe(result);
      }
      let late: (() => unknown) | undefined;
      const run = tracer.run({}, (run) => {
        late = tracer.bind(() => tracer.span('late', {}, () => 'done'));
        return run;
      });
      expect([late?.(), run.startSpan('later', {}).isOpen]).toEqual(['done', false]);
      await tracer.flush();
    });
    expect(tracer.stats().skipped).toBe(8);
    expect(warnings).toEqual([
      expect.stringContaining('a span is not recorded: outside began outside of a run'),
    ]);
    expect(sandbox.spans).toEqual([]);
  });
});

describe('a signal that a run is given', () => {
  it("aborts the run's own, with its reason, which failed spans have", async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const controller = new AbortController();
    const reason = new Error('The customer has gone.');
    const run = tracer.run({ signal: controller.signal }, async ({ signal }) => {
      void tracer.span('left', {}, () => new Promise(() => {}));
      await tracer.span('work', {}, async () => {
        controller.abort(reason);
        signal.throwIfAborted();
      });
    });
    expect(await failureOf(run)).toBe(reason);
    await tracer.flush();
    expect(treeOf(sandbox)).toEqual(['run failed', '  left failed', '  work failed']);
    for (const type of ['left', 'work']) {
      expect(spanOf(sandbox, type).result_payload).toMatchObject({
        error: { message: 'The customer has gone.' },
      });
    }
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('may have aborted before', async () => {
    await using test = await setUp();
    const reason = new Error('Too late.');
    const seen = test.tracer.run({ signal: AbortSignal.abort(reason) }, ({ signal }) => signal.reason);
    expect(seen).toBe(reason);
  });

  it('is left without a listener, and does not abort what has ended', async () => {
    await using test = await setUp();
    const controller = new AbortController();
    const signals: AbortSignal[] = [];
    for (let n = 0; n < 5; n += 1) {
      await test.tracer.run({ signal: controller.signal }, async ({ signal }) => signals.push(signal));
    }
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    controller.abort();
    expect(signals.map(({ aborted }) => aborted)).toEqual(Array(5).fill(false));
  });
});

describe('closing a tracer', () => {
  it('ends runs that go on, as failed, and says what became of everything', async () => {
    await using test = await setUp();
    const { tracer, sandbox, client } = test;
    void tracer.run({}, () => tracer.span('left', {}, () => new Promise(() => {})));
    const stats = await tracer.close();
    expect(treeOf(sandbox)).toEqual(['run failed', '  left failed']);
    expect(stats).toMatchObject({ written: 5, failed: 0, dropped: 0, pending: 0 });
    expect(await tracer.close()).toEqual(stats);
    // It was given the client.
    await client.validateToken();
  });

  it('closes the client that it has made, and a writer of its own, but none that it was given', async () => {
    await using test = await setUp();
    const { sandbox, client } = test;
    const own = createTracer({ clientOptions: { apiUrl: sandbox.url, apiToken: sandbox.token } });
    own.run({}, () => {});
    expect(await own.close()).toMatchObject({ written: 3 });
    const writer = client.bulk.writer();
    const given = createTracer({ client, writer });
    given.run({}, () => {});
    expect(await given.close()).toMatchObject({ written: 3, pending: 0 });
    void writer.add({ _type: 'agent_instances/register' });
    expect(await writer.close()).toMatchObject({ written: 4 });
  });

  it('leaves work alone that begins afterwards', async () => {
    await using test = await setUp();
    const { tracer } = test;
    await tracer.close();
    expect(tracer.run({}, () => tracer.span('late', {}, () => 'done'))).toBe('done');
    expect(tracer.stats().dropped).toBeGreaterThan(0);
  });
});

describe('options of a tracer', () => {
  it.each([
    [{ pollInterval: -1 }, 'pollInterval must be milliseconds from 0 to 2147483647, not -1'],
    [{ pollInterval: Number.NaN }, 'pollInterval must be milliseconds from 0 to 2147483647, not NaN'],
    [{ pollInterval: 2 ** 31 }, 'pollInterval must be milliseconds from 0 to 2147483647, not 2147483648'],
    [{ pollInterval: '30' }, 'pollInterval must be milliseconds from 0 to 2147483647, not "30"'],
    [{ agentVerion: {} }, 'agentVerion is not an option: did you mean agentVersion?'],
    [{ agentVersion: 'v1' }, 'agentVersion must be an object, not a string'],
    [{ agentSchemaVersion: [] }, 'agentSchemaVersion must be an object, not an array'],
    [{ agentId: '' }, 'agentId must be an id, not ""'],
    [{ environmentId: 5 }, 'environmentId must be an id, not 5'],
    [{ spanTypes: 5 }, 'spanTypes must be what spanTypes() made, not 5'],
    [{ client: {} }, 'client must be a PrefactorHttpClient, not an object'],
    [{ client: null }, 'client must be a PrefactorHttpClient, not null'],
    [{ clientOptions: 5 }, 'clientOptions must be an object, not a number'],
    [{ writer: {} }, 'writer must be a writer of the client, not an object; client is required'],
    [null, 'options must be an object, not null'],
    [5, 'options must be an object, not a number'],
  ])('that are wrong are refused, %o', (options, message) => {
    expect(thrownBy(() => createTracer(options as never))).toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining(`createTracer: ${message}`),
      issues: expect.arrayContaining([{ path: message.split(' ')[0], message: expect.any(String) }]),
    });
  });

  it('have no writer without its client', async () => {
    await using test = await setUp();
    const writer = test.client.bulk.writer();
    expect(thrownBy(() => createTracer({ writer }))).toMatchObject({ code: 'invalid_config' });
  });
});
