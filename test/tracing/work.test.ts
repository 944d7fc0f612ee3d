/** Work in every shape: what it returns comes out as it is, and its span lasts exactly as long. */
import { EventEmitter } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { failureOf, thrownBy, turns } from '../support/client.ts';
import { recorded, setUp, spanOf, treeOf } from './support.ts';

/** Lets others have a turn. */
const pause = (): Promise<void> => turns(1);

describe('a span of work that returns', () => {
  it('a value has it for its result, and what is no object in an object', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const list = [1, 2];
    const answer = { answer: 42 };
    await recorded(test, () => {
      expect(tracer.span('object', { question: '?' }, () => answer)).toBe(answer);
      expect(tracer.span('list', ['a'], () => list)).toBe(list);
      expect(tracer.span('text', 'a', () => 'b')).toBe('b');
      expect(tracer.span('null', null, () => null)).toBeNull();
      expect(tracer.span('nothing', undefined, () => undefined)).toBeUndefined();
    });
    const of = (type: string) => {
      const { payload, result_payload, status } = spanOf(sandbox, type);
      return [status, payload, result_payload];
    };
    expect(of('object')).toEqual(['complete', { question: '?' }, { answer: 42 }]);
    expect(of('list')).toEqual(['complete', { value: ['a'] }, { value: [1, 2] }]);
    expect(of('text')).toEqual(['complete', { value: 'a' }, { value: 'b' }]);
    expect(of('null')).toEqual(['complete', { value: null }, { value: null }]);
    expect(of('nothing')).toEqual(['complete', {}, null]);
  });

  it('what is an object, and is written as a text or a list, has it in an object, too', async () => {
    await using test = await setUp();
    const url = new URL('https://example.com/');
    const map = new Map<unknown, number>([[1, 2]]);
    const names = { toJSON: () => ['a'] };
    await recorded(test, () => {
      expect(test.tracer.span('url', url, () => new Date(0))).toEqual(new Date(0));
      expect(test.tracer.span('list', new Set([1]), () => map)).toBe(map);
      expect(test.tracer.span('own', { toJSON: () => ({ a: 1 }) }, () => names)).toBe(names);
    });
    const of = (type: string) => {
      const { payload, result_payload } = spanOf(test.sandbox, type);
      return [payload, result_payload];
    };
    expect(of('url')).toEqual([{ value: 'https://example.com/' }, { value: '1970-01-01T00:00:00.000Z' }]);
    expect(of('list')).toEqual([{ value: [1] }, { value: [[1, 2]] }]);
    expect(of('own')).toEqual([{ a: 1 }, { value: ['a'] }]);
    expect(test.tracer.stats()).toMatchObject({ failed: 0, unserializable: 0 });
  });

  it('what hides its content has its name or its text in an object', async () => {
    await using test = await setUp();
    const given = {
      response: [new Response('hello'), '[Response]'],
      blob: [new Blob(['hello']), '[Blob]'],
      'weak map': [new WeakMap(), '[WeakMap]'],
      pattern: [/x/, '/x/'],
      bytes: [new Uint8Array([1, 2]), [1, 2]],
      boxed: [Object('text'), 'text'],
      written: [{ toJSON: () => /y/ }, '/y/'],
    } as const;
    await recorded(test, async () => {
      for (const [type, [value]] of Object.entries(given))
        expect(await test.tracer.span(type, value, async () => value)).toBe(value);
      test.tracer.span('fields', new Headers({ a: 'b' }), () => new URLSearchParams('c=d'));
    });
    for (const [type, [, value]] of Object.entries(given)) {
      expect(spanOf(test.sandbox, type)).toMatchObject({ payload: { value }, result_payload: { value } });
    }
    expect(spanOf(test.sandbox, 'fields')).toMatchObject({ payload: { a: 'b' }, result_payload: { c: 'd' } });
    expect(test.tracer.stats()).toMatchObject({ failed: 0, unserializable: 0 });
  });

  it('a promise lasts until that settles', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const answer = { answer: 42 };
    const { promise, resolve } = Promise.withResolvers<typeof answer>();
    await recorded(test, async () => {
      const span = tracer.span('promise', {}, () => promise);
      await tracer.flush();
      expect(spanOf(sandbox, 'promise').status).toBe('active');
      resolve(answer);
      expect(await span).toBe(answer);
    });
    expect(spanOf(sandbox, 'promise')).toMatchObject({ status: 'complete', result_payload: answer });
  });

  it('the span itself is not recorded with all that it knows', async () => {
    await using test = await setUp();
    await recorded(test, () => test.tracer.span('itself', {}, (span) => span) && undefined);
    expect(JSON.stringify(spanOf(test.sandbox, 'itself').result_payload)?.length).toBeLessThan(50);
  });

  it('nothing of it throws or rejects otherwise than without a span', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const mistake = new Error('no', { cause: new TypeError('why') });
    await recorded(test, async () => {
      const fail = (): never => {
        throw mistake;
      };
      expect(thrownBy(() => tracer.span('throws', {}, fail))).toBe(mistake);
      expect(await failureOf(tracer.span('rejects', {}, async () => fail()))).toBe(mistake);
      expect(await failureOf(tracer.span('text', {}, () => Promise.reject('no')))).toBe('no');
      expect(await failureOf(tracer.span('other', {}, () => Promise.reject({ code: 7 })))).toEqual({
        code: 7,
      });
    });
    expect(treeOf(sandbox)).toEqual([
      'run complete',
      '  throws failed',
      '  rejects failed',
      '  text failed',
      '  other failed',
    ]);
    expect(spanOf(sandbox, 'throws').result_payload).toEqual({
      error: {
        name: 'Error',
        message: 'no',
        stack: mistake.stack,
        cause: expect.objectContaining({ name: 'TypeError', message: 'why' }),
      },
    });
    expect(spanOf(sandbox, 'text').result_payload).toEqual({ error: { message: 'no' } });
    expect(spanOf(sandbox, 'other').result_payload).toEqual({ error: { value: { code: 7 } } });
  });

  it('a promise that nobody looks at is as unhandled as without a span, and one that somebody does is not', async () => {
    await using test = await setUp();
    const { tracer } = test;
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      await recorded(test, async () => {
        void tracer.span('ignored', {}, () => Promise.reject('ignored'));
        await tracer.span('handled', {}, () => Promise.reject('handled')).catch(() => {});
        await turns(3);
      });
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual(['ignored']);
  });

  it('a promise that can do more stays the same, and can', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const promise = Object.assign(Promise.resolve('done'), { cancel: () => 'cancelled' });
    await recorded(test, async () => {
      const followed = tracer.span('cancellable', {}, () => promise);
      expect(followed).toBe(promise);
      expect(followed.cancel()).toBe('cancelled');
      await followed;
    });
    expect(spanOf(sandbox, 'cancellable').result_payload).toEqual({ value: 'done' });
  });
});

describe('a span of work that returns a thenable', () => {
  /** Begins its work when it is awaited, as queries do. */
  class Query implements PromiseLike<string> {
    times = 0;
    readonly #fails: boolean;
    constructor(fails = false) {
      this.#fails = fails;
    }
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tried.
    then<Value, Failure>(
      onValue?: ((value: string) => Value | PromiseLike<Value>) | null,
      onError?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
    ): PromiseLike<Value | Failure> {
      this.times += 1;
      const end = this.#fails ? Promise.reject(new Error('no rows')) : Promise.resolve('rows');
      return end.then(onValue, onError);
    }
    limit(): this {
      return this;
    }
  }

  it('passes it on as it is, begins nothing, and ends when somebody has awaited it', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    await recorded(test, async () => {
      const query = new Query();
      const followed = tracer.span('query', {}, () => query);
      expect(followed).toBe(query);
      await tracer.flush();
      expect([query.times, spanOf(sandbox, 'query').status]).toEqual([0, 'active']);
      expect(await followed.limit()).toBe('rows');
      expect(query.times).toBe(1);
    });
    expect(spanOf(sandbox, 'query')).toMatchObject({ status: 'complete', result_payload: { value: 'rows' } });
  });

  it('can be awaited again, as often as it lets one', async () => {
    await using test = await setUp();
    const query = new Query();
    await recorded(test, async () => {
      const followed = test.tracer.span('query', {}, () => query);
      expect([await followed, await followed, await followed]).toEqual(['rows', 'rows', 'rows']);
    });
    expect(query.times).toBe(3);
    expect(treeOf(test.sandbox)).toEqual(['run complete', '  query complete']);
  });

  it('fails with what it rejects with', async () => {
    await using test = await setUp();
    await recorded(test, async () => {
      const query = test.tracer.span('query', {}, () => new Query(true));
      expect(await failureOf(query)).toMatchObject({ message: 'no rows' });
    });
    expect(treeOf(test.sandbox)).toEqual(['run complete', '  query failed']);
  });

  it('knows subclasses of promises, with all their methods', async () => {
    await using test = await setUp();
    class ApiPromise<Value> extends Promise<Value> {
      withResponse(): string {
        return 'response';
      }
    }
    await recorded(test, async () => {
      const made = ApiPromise.resolve({ text: 'Hi' }) as ApiPromise<{ text: string }>;
      const followed = test.tracer.span('api', {}, () => made);
      expect([followed === made, followed.withResponse()]).toEqual([true, 'response']);
      expect(await followed).toEqual({ text: 'Hi' });
    });
    expect(spanOf(test.sandbox, 'api').result_payload).toEqual({ text: 'Hi' });
  });

  it('that cannot be changed is passed on all the same', async () => {
    await using test = await setUp();
    const frozen = Object.freeze(new Query());
    await recorded(test, async () => {
      expect(test.tracer.span('frozen', {}, () => frozen)).toBe(frozen);
    });
    expect(treeOf(test.sandbox)).toEqual(['run complete', '  frozen complete']);
  });
});

describe('a span of a generator', () => {
  const shapes = [
    [
      'async',
      async function* (count: number) {
        for (let n = 0; n < count; n += 1) {
          await pause();
          yield n;
        }
        return 'end';
      },
    ],
    [
      'sync',
      function* (count: number) {
        for (let n = 0; n < count; n += 1) yield n;
        return 'end';
      },
    ],
  ] as const;

  describe.each(shapes)('(%s)', (_, generate) => {
    it('lasts until it is consumed, and counts its items', async () => {
      await using test = await setUp();
      const { tracer, sandbox } = test;
      const seen: number[] = [];
      await recorded(test, async () => {
        for await (const n of tracer.span('numbers', {}, () => generate(3))) {
          await tracer.flush();
          seen.push(n);
          expect(spanOf(sandbox, 'numbers').status).toBe('active');
        }
      });
      expect(seen).toEqual([0, 1, 2]);
      expect(spanOf(sandbox, 'numbers')).toMatchObject({
        status: 'complete',
        result_payload: { items: 3, value: 'end' },
      });
    });

    it('ends where its reader breaks off, and lets it clean up', async () => {
      await using test = await setUp();
      const { tracer, sandbox } = test;
      await recorded(test, async () => {
        for await (const n of tracer.span('numbers', {}, () => generate(10))) if (n === 1) break;
        await tracer.flush();
        expect(spanOf(sandbox, 'numbers')).toMatchObject({
          status: 'complete',
          result_payload: { items: 2 },
        });
      });
    });

    it('that is never consumed ends with its run, and says so', async () => {
      await using test = await setUp();
      await recorded(test, () => void test.tracer.span('numbers', {}, () => generate(3)));
      expect(spanOf(test.sandbox, 'numbers')).toMatchObject({
        status: 'failed',
        result_payload: { unfinished: true },
      });
      expect(treeOf(test.sandbox)).toEqual(['run complete', '  numbers failed']);
    });

    it('has the result that the work sets, if it does', async () => {
      await using test = await setUp();
      await recorded(test, async () => {
        const numbers = test.tracer.span('numbers', {}, (span) => {
          span.setResult({ total: 3 });
          return generate(2);
        });
        for await (const _ of numbers);
      });
      expect(spanOf(test.sandbox, 'numbers').result_payload).toEqual({ total: 3 });
    });

    it('is the generator itself, with all that it can do', async () => {
      await using test = await setUp();
      await recorded(test, async () => {
        const numbers = generate(2);
        const followed = test.tracer.span('numbers', {}, () => numbers);
        expect(followed).toBe(numbers);
        expect(await followed.next()).toEqual({ done: false, value: 0 });
        expect(await followed.return('enough')).toEqual({ done: true, value: 'enough' });
      });
      expect(spanOf(test.sandbox, 'numbers').result_payload).toEqual({ items: 1, value: 'enough' });
    });

    it('fails with what is thrown into it', async () => {
      await using test = await setUp();
      const mistake = new Error('no more');
      await recorded(test, async () => {
        const numbers = test.tracer.span('numbers', {}, () => generate(2));
        await numbers.next();
        expect(await failureOf((async () => await numbers.throw(mistake))())).toBe(mistake);
      });
      expect(spanOf(test.sandbox, 'numbers')).toMatchObject({
        status: 'failed',
        result_payload: { error: { message: 'no more' } },
      });
    });
  });

  it('is the context of its body, and not of its reader', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    async function* body() {
      for (const n of [0, 1]) {
        await tracer.span('inside', { n }, pause);
        yield n;
        tracer.span('after', { n }, () => {});
      }
    }
    await recorded(test, async () => {
      for await (const n of tracer.span('numbers', {}, body)) tracer.span('reader', { n }, () => {});
    });
    expect(treeOf(sandbox)).toEqual([
      'run complete',
      '  numbers complete',
      '    inside complete',
      '    after complete',
      '    inside complete',
      '    after complete',
      '  reader complete',
      '  reader complete',
    ]);
  });

  it('fails with what its body throws, which its reader gets as it is', async () => {
    await using test = await setUp();
    const mistake = new Error('no');
    const read = async () => {
      async function* body() {
        yield 1;
        throw mistake;
      }
      for await (const _ of test.tracer.span('numbers', {}, body));
    };
    await recorded(test, async () => expect(await failureOf(read())).toBe(mistake));
    expect(treeOf(test.sandbox)).toEqual(['run complete', '  numbers failed']);
  });

  it('lasts while it is passed through the helpers of iterators', async () => {
    await using test = await setUp();
    await recorded(test, () => {
      /** As of ES2025. */
      type Mapping = IterableIterator<number> & { map(change: (n: number) => number): Iterable<number> };
      const numbers = test.tracer.span(
        'numbers',
        {},
        () => [1, 2, 3][Symbol.iterator]() as unknown as Mapping,
      );
      expect([...numbers.map((n) => n * 2)]).toEqual([2, 4, 6]);
    });
    expect(spanOf(test.sandbox, 'numbers').result_payload).toEqual({ items: 3 });
  });

  it('also lasts until it is consumed when a promise brings it', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    /** As clients of models have it: no iterator itself, and with methods of its own. */
    class Stream {
      readonly #tokens = ['a', 'b'];
      readonly controller = new AbortController();
      async *[Symbol.asyncIterator]() {
        yield* this.#tokens;
      }
    }
    const tokens: string[] = [];
    await recorded(test, async () => {
      const stream = await tracer.span('stream', {}, async () => new Stream());
      expect(stream.controller.signal.aborted).toBe(false);
      await tracer.flush();
      expect(spanOf(sandbox, 'stream').status).toBe('active');
      for await (const token of stream) tokens.push(token);
    });
    expect(tokens).toEqual(['a', 'b']);
    expect(spanOf(sandbox, 'stream')).toMatchObject({ status: 'complete', result_payload: { items: 2 } });
  });

  it('also ends where its reader breaks off when its iterator knows nothing of that', async () => {
    await using test = await setUp();
    const endless = {
      [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false as const, value: 1 }) }),
    };
    await recorded(test, async () => {
      for await (const _ of test.tracer.span('endless', {}, () => endless)) break;
      await test.tracer.flush();
      expect(spanOf(test.sandbox, 'endless')).toMatchObject({ status: 'complete' });
    });
  });

  it('reads a stream of Node as it flows', async () => {
    await using test = await setUp();
    await recorded(test, async () => {
      const stream = test.tracer.span('stream', {}, () => Readable.from(['a', 'b', 'c']));
      expect(stream).toBeInstanceOf(Readable);
      expect(await stream.toArray()).toEqual(['a', 'b', 'c']);
    });
    expect(treeOf(test.sandbox)).toEqual(['run complete', '  stream complete']);
  });

  it('lasts until a stream of Node is closed where that is piped, and fails with it', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const mistake = new Error('broken');
    await recorded(test, async () => {
      const piped = tracer.span('piped', {}, () => Readable.from(['a', 'b']));
      await tracer.flush();
      expect(spanOf(sandbox, 'piped').status).toBe('active');
      expect(await text(piped.pipe(new PassThrough()))).toBe('ab');
      const broken = tracer.span('broken', {}, () => new PassThrough());
      const { promise: failed, resolve } = Promise.withResolvers<unknown>();
      broken.once('error', resolve).destroy(mistake);
      expect(await failed).toBe(mistake);
      await turns(1);
    });
    expect(treeOf(sandbox)).toEqual(['run complete', '  piped complete', '  broken failed']);
    expect(spanOf(sandbox, 'broken').result_payload).toMatchObject({ error: { message: 'broken' } });
  });

  it('counts the items of a stream of Node that is iterated', async () => {
    await using test = await setUp();
    await recorded(test, async () => {
      for await (const _ of test.tracer.span('stream', {}, () => Readable.from(['a', 'b'])));
      await turns(2);
    });
    expect(spanOf(test.sandbox, 'stream').result_payload).toEqual({ items: 2 });
  });
});

describe('a span of a web stream', () => {
  /** Numbers, and how often it was asked for one. */
  function numbers(count: number) {
    const source = { asked: 0, cancelled: undefined as unknown };
    const stream = new ReadableStream<number>(
      {
        pull(controller) {
          source.asked += 1;
          if (source.asked > count) controller.close();
          else controller.enqueue(source.asked);
        },
        cancel(reason) {
          source.cancelled = reason;
        },
      },
      { highWaterMark: 0 },
    );
    return { source, stream };
  }

  it('lasts until it is read, and asks for no more than its reader does', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    await recorded(test, async () => {
      const { source, stream } = numbers(3);
      const reader = tracer.span('stream', {}, () => stream).getReader();
      await turns();
      expect(source.asked).toBe(0);
      expect(await reader.read()).toEqual({ done: false, value: 1 });
      await turns();
      expect(source.asked).toBe(1);
      await tracer.flush();
      expect(spanOf(sandbox, 'stream').status).toBe('active');
      expect([await reader.read(), await reader.read(), await reader.read()]).toEqual([
        { done: false, value: 2 },
        { done: false, value: 3 },
        { done: true, value: undefined },
      ]);
    });
    expect(spanOf(sandbox, 'stream')).toMatchObject({ status: 'complete', result_payload: { items: 3 } });
  });

  it('ends when it is cancelled, which its source is told', async () => {
    await using test = await setUp();
    const { source, stream } = numbers(3);
    await recorded(test, async () => {
      const followed = test.tracer.span('stream', {}, async () => stream);
      const reader = (await followed).getReader();
      await reader.read();
      await reader.cancel('enough');
    });
    expect(source.cancelled).toBe('enough');
    expect(spanOf(test.sandbox, 'stream')).toMatchObject({
      status: 'complete',
      result_payload: { items: 1 },
    });
  });

  it('fails with it, and its reader gets the same error', async () => {
    await using test = await setUp();
    const mistake = new Error('broken');
    await recorded(test, async () => {
      const broken = new ReadableStream({ pull: (controller) => controller.error(mistake) });
      const reader = test.tracer.span('stream', {}, () => broken).getReader();
      expect(await failureOf(reader.read())).toBe(mistake);
    });
    expect(treeOf(test.sandbox)).toEqual(['run complete', '  stream failed']);
  });

  it('can be the body of an answer', async () => {
    await using test = await setUp();
    await recorded(test, async () => {
      const bytes = new Response('Hello').body ?? numbers(0).stream;
      const body = test.tracer.span('stream', {}, () => bytes);
      expect(await new Response(body).text()).toBe('Hello');
    });
    expect(treeOf(test.sandbox)).toEqual(['run complete', '  stream complete']);
  });

  it('can still be read into a buffer of its reader, where that is possible', async () => {
    await using test = await setUp();
    await recorded(test, async () => {
      const chunks = [[1, 2, 3], [4]];
      const source = new ReadableStream({
        type: 'bytes',
        pull(controller) {
          const chunk = chunks.shift();
          if (chunk) return controller.enqueue(new Uint8Array(chunk));
          controller.close();
          controller.byobRequest?.respond(0);
        },
      });
      const reader = test.tracer.span('bytes', {}, () => source).getReader({ mode: 'byob' });
      const read: number[] = [];
      for (;;) {
        const { done, value } = await reader.read(new Uint8Array(2));
        if (done) break;
        read.push(...value);
      }
      expect(read).toEqual([1, 2, 3, 4]);
    });
    expect(spanOf(test.sandbox, 'bytes')).toMatchObject({ status: 'complete', result_payload: { items: 2 } });
  });

  it('that is being read already is passed on as it is', async () => {
    await using test = await setUp();
    await recorded(test, async () => {
      const { stream } = numbers(1);
      const reader = stream.getReader();
      expect(test.tracer.span('stream', {}, () => stream)).toBe(stream);
      expect(await reader.read()).toEqual({ done: false, value: 1 });
    });
    expect(treeOf(test.sandbox)).toEqual(['run complete', '  stream complete']);
  });
});

describe('spans', () => {
  it('are nested as the calls are, side by side too', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    await recorded(test, async () => {
      await tracer.span('task', {}, async () => {
        await Promise.all(
          ['a', 'b'].map((name) =>
            tracer.span(name, {}, async () => {
              await pause();
              await tracer.span(`${name}-inner`, {}, pause);
            }),
          ),
        );
        tracer.span('c', {}, () => tracer.span('c-inner', {}, () => {}));
      });
    });
    expect(treeOf(sandbox)).toEqual([
      'run complete',
      '  task complete',
      '    a complete',
      '      a-inner complete',
      '    b complete',
      '      b-inner complete',
      '    c complete',
      '      c-inner complete',
    ]);
  });

  it('are where a function was bound, whoever calls it', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const emitter = new EventEmitter();
    const seen: unknown[] = [];
    const { promise: done, resolve } = Promise.withResolvers<void>();
    const run = recorded(test, () =>
      tracer.span('task', {}, async () => {
        emitter.on(
          'token',
          tracer.bind(function (this: unknown, token: string) {
            seen.push(this);
            tracer.span('token', { token }, () => {});
          }),
        );
        await done;
      }),
    );
    emitter.emit('token', 'a');
    tracer.span('outside', {}, () => emitter.emit('token', 'b'));
    resolve();
    await run;
    expect(seen).toEqual([emitter, emitter]);
    expect(treeOf(sandbox)).toEqual([
      'run complete',
      '  task complete',
      '    token complete',
      '    token complete',
    ]);
  });

  it.each([null, 5])('are nowhere for what is no function: %s', async (fn) => {
    await using test = await setUp();
    expect(thrownBy(() => test.tracer.bind(fn as never))).toMatchObject({
      code: 'invalid_argument',
      message: `tracer.bind: fn must be a function, not ${fn === null ? 'null' : '5'}`,
    });
  });

  it('know where they are', async () => {
    await using test = await setUp();
    const { tracer } = test;
    expect(tracer.current()).toBeUndefined();
    await recorded(test, async () => {
      expect(tracer.current()).toBeUndefined();
      await tracer.span('task', {}, async (task) => {
        await pause();
        expect(tracer.current()).toBe(task);
        tracer.span('step', {}, (step) => expect(tracer.current()).toBe(step));
        expect(tracer.current()).toBe(task);
      });
    });
  });

  it('say themselves how they end, once', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    await recorded(test, async () => {
      tracer.span('failed', {}, (span) => {
        span.fail(new Error('half done'));
        return { half: true };
      });
      tracer.span('ended', {}, (span) => {
        span.end({ early: true });
        span.setResult({ late: true });
        span.fail('late');
        span.end({ late: true });
        expect(span.isOpen).toBe(false);
        return { late: true };
      });
    });
    expect(spanOf(sandbox, 'failed')).toMatchObject({
      status: 'failed',
      result_payload: { error: { message: 'half done' }, result: { half: true } },
    });
    expect(spanOf(sandbox, 'ended')).toMatchObject({ status: 'complete', result_payload: { early: true } });
    expect(sandbox.ledger.refused).toEqual([]);
  });

  it('have ids as soon as the account is known', async () => {
    await using test = await setUp();
    const { tracer, sandbox } = test;
    const ids: (string | undefined)[] = [];
    const work = () => tracer.span('task', {}, ({ id }) => void ids.push(id));
    await recorded(test, work);
    await recorded(test, work);
    expect(ids).toEqual([undefined, sandbox.spans[1]?.id]);

    const other = await setUp({ tracer: { agentId: sandbox.agentId } });
    await using _ = other;
    await recorded(other, () => other.tracer.span('task', {}, ({ id }) => ids.push(id)));
    expect(ids[2]).toBe(other.sandbox.spans[0]?.id);
  });
});
