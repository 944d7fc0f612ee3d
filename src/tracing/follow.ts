/** Does work, follows what it returns to its end, whatever that is, and passes it on as it is. */

/** What ends with the work: a span or a run. */
export interface Scope {
  /** Runs a part of the work. */
  enter<Value>(part: () => Value): Value;
  /** The work is done, or it has failed. */
  settle(how: 'done' | 'failed', value?: unknown): void;
}

type Method = (...args: unknown[]) => unknown;
type Methods = Partial<Record<string | symbol, Method>>;

/** Whatever the global `Promise` is, this is what `await` takes as it is. */
const NativePromise = (async () => {})().constructor;

/** @returns What the work returns; throws what it throws. */
export function within<Result>(scope: Scope, work: () => Result): Result {
  let result: Result;
  try {
    result = scope.enter(work);
  } catch (error) {
    scope.settle('failed', error);
    throw error;
  }
  return follow(result, scope) as Result;
}

/** @returns The result itself; in place of a promise or a web stream, another that settles or flows like it. */
function follow(result: unknown, scope: Scope): unknown {
  try {
    if (typeof result !== 'object' || result === null) scope.settle('done', result);
    else if (result.constructor === NativePromise) return followPromise(result as Promise<unknown>, scope);
    else if ('getReader' in result && result instanceof ReadableStream)
      return followStream(result, stepsOf(scope));
    else if (!followMethods(result as Methods, scope)) scope.settle('done', result);
  } catch {
    // It cannot be looked at, or not be changed.
    scope.settle('done', result);
  }
  return result;
}

function followPromise(promise: Promise<unknown>, scope: Scope): Promise<unknown> {
  const onValue = (value: unknown): unknown => follow(value, scope);
  const followed = promise.then(onValue, (error) => {
    scope.settle('failed', error);
    throw error;
  });
  if (Object.keys(promise).length === 0) return followed;
  // It can do more than another promise could: `cancel`, for instance.
  followed.catch(() => {});
  return promise;
}

/**
 * Listens in on the methods by which a result is taken. None is called before its caller does: with some thenables the
 * work begins then, and with each call again. @returns Whether there are any.
 */
function followMethods(result: Methods, scope: Scope): boolean {
  const { then, next, once, [Symbol.asyncIterator]: iterate } = result;
  const isIterator = typeof next === 'function' && (iterate ?? result[Symbol.iterator]) !== undefined;
  if (typeof then === 'function') {
    define(result, 'then', (...args) => {
      const taken = new Promise((resolve, reject) => then.call(result, resolve, reject));
      return followPromise(taken, scope).then(...(args as [Method]));
    });
  }
  if (isIterator) followIterator(result, stepsOf(scope));
  else if (typeof iterate === 'function') {
    let isIterated = false;
    // A stream of Node may also be piped, or listened to.
    once?.call(result, 'close', () => {
      const { errored } = result as { errored?: unknown };
      if (!isIterated) scope.settle(errored ? 'failed' : 'done', errored ?? undefined);
    });
    define(result, Symbol.asyncIterator, () => {
      isIterated = true;
      const iterator = scope.enter(() => iterate.call(result));
      return followIterator(iterator as Methods, stepsOf(scope));
    });
  }
  return isIterator || typeof iterate === 'function' || typeof then === 'function';
}

/** Counts the steps of an iterator or a reader, and ends with the last one, or when nobody wants more. */
function stepsOf(scope: Scope): Scope {
  let items = 0;
  return {
    enter: (part) => scope.enter(part),
    settle(how, step) {
      if (how === 'failed') return scope.settle(how, step);
      const { done, value } = step as IteratorResult<unknown>;
      if (done) scope.settle(how, { items, ...(value !== undefined && { value }) });
      else items += 1;
    },
  };
}

/** The body of a generator is a part of the work. */
function followIterator(iterator: Methods, steps: Scope): Methods {
  for (const name of ['next', 'return', 'throw']) {
    const method = iterator[name] ?? (name === 'return' ? (value) => ({ done: true, value }) : undefined);
    if (method) define(iterator, name, (...args) => within(steps, () => method.apply(iterator, args)));
  }
  return iterator;
}

/** A stream that asks for a chunk when it is asked for one, and no sooner. */
function followStream(stream: ReadableStream, steps: Scope): ReadableStream {
  const isBinary = isOfBytes(stream);
  const reader = stream.getReader();
  const pull = async (
    controller: ReadableStreamDefaultController | ReadableByteStreamController,
  ): Promise<void> => {
    const { done, value } = await within(steps, () => reader.read());
    if (!done) return controller.enqueue(value);
    controller.close();
    // Whoever waits with a buffer of their own gets it back.
    if ('byobRequest' in controller) controller.byobRequest?.respond(0);
  };
  const cancel = (reason: unknown): Promise<void> => {
    steps.settle('done', { done: true });
    return reader.cancel(reason);
  };
  const asked = { highWaterMark: 0 };
  return isBinary
    ? new ReadableStream({ type: 'bytes', pull, cancel }, asked)
    : new ReadableStream({ pull, cancel }, asked);
}

/** Whether it can be read into buffers of its reader: then that must stay so. */
function isOfBytes(stream: ReadableStream): boolean {
  try {
    stream.getReader({ mode: 'byob' }).releaseLock();
    return true;
  } catch {
    return false;
  }
}

function define(target: Methods, name: string | symbol, value: Method): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}
