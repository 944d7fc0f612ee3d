/** Values that no caller should pass, and that some will. */
import { type Arbitrary, anything, constantFrom, oneof } from 'fast-check';

class Odd {
  readonly #secret = 1;
  own = 2;
  get value(): number {
    return this.#secret;
  }
}

const refuse = (): never => {
  throw new Error('a value that does not want to be looked at');
};
const unwilling: ProxyHandler<object> = Object.fromEntries(
  Reflect.ownKeys(Reflect)
    .filter((name) => typeof Reflect.get(Reflect, name) === 'function')
    .map((name) => [name, refuse]),
);

/** Each is made anew: a call may change or exhaust what it is given. */
const makers: Readonly<Record<string, () => unknown>> = {
  'a getter that throws': () => Object.defineProperty({}, 'details', { get: refuse, enumerable: true }),
  'getters that throw': () =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        ['status', 'id', 'timeout', 'payload', 'idempotency_key', '_type'].map((name) => [
          name,
          { get: refuse, enumerable: true },
        ]),
      ),
    ),
  'a proxy that refuses everything': () => new Proxy({}, unwilling),
  'a proxy of a function that refuses everything': () => new Proxy(() => {}, unwilling),
  'a proxy of an array that refuses everything': () => new Proxy([], unwilling),
  'a revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'a revoked proxy of an array': () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return proxy;
  },
  'a circle': () => {
    const circle: Record<string, unknown> = {};
    circle['details'] = circle;
    return circle;
  },
  'a circle of arrays': () => {
    const circle: unknown[] = [];
    circle.push(circle);
    return circle;
  },
  'a toJSON that throws': () => ({ toJSON: refuse }),
  'a toJSON that is odd': () => ({ toJSON: () => Symbol('odd') }),
  'a toString that throws': () => ({ toString: refuse, valueOf: refuse, [Symbol.toPrimitive]: refuse }),
  'an iterator that throws': () => ({ [Symbol.iterator]: refuse, [Symbol.asyncIterator]: refuse }),
  'an array that cannot be iterated': () => Object.assign([1], { [Symbol.iterator]: refuse }),
  'an array with a hole': () => Object.assign([1], { 2: 3 }),
  'an array with fields': () => Object.assign([1], { status: 'complete' }),
  'an array of a great length': () => new Array(2 ** 32 - 1),
  'something that throws when it is awaited': () => Object.defineProperty({}, 'then', { get: refuse }),
  'something that is never fulfilled': () => new Promise(() => {}),
  'an object without a prototype': () => Object.create(null),
  'an object with a null prototype and a symbol': () =>
    Object.assign(Object.create(null), { [Symbol('x')]: 1 }),
  'a symbol': () => Symbol('odd'),
  'a well-known symbol': () => Symbol.iterator,
  'a BigInt': () => 10n ** 30n,
  'a function': () => () => refuse(),
  'a class': () => Odd,
  'an instance of a class': () => new Odd(),
  'a Map': () => new Map([['status', 'complete']]),
  'a WeakMap': () => new WeakMap(),
  'an invalid date': () => new Date(Number.NaN),
  'a date': () => new Date(0),
  'a regular expression': () => /x/g,
  'an error': () => new TypeError('odd'),
  'a URL': () => new URL('http://127.0.0.1:1/'),
  bytes: () => Buffer.from('odd'),
  'a view of shared memory': () => new Uint8Array(new SharedArrayBuffer(8)),
  'a boxed text': () => Object('complete'),
  'a boxed number': () => Object(5),
  'a lone surrogate': () => '\ud800',
  'a NUL': () => 'a\0b',
  'line breaks': () => 'a\r\nx-odd: 1',
  'a long text': () => 'x'.repeat(1_000_000),
  'an empty text': () => '',
  dots: () => '..',
  'a slash': () => '/',
  __proto__: () => '__proto__',
  'an own __proto__': () => JSON.parse('{"__proto__": {"status": "complete"}}'),
  'an own constructor': () => ({ constructor: 1, toString: 2, hasOwnProperty: 3 }),
  'deep nesting': () => {
    let deep: unknown = 1;
    for (let level = 0; level < 20_000; level += 1) deep = { details: deep };
    return deep;
  },
  'deep nesting of arrays': () => {
    let deep: unknown = 1;
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    return deep;
  },
  'not a number': () => Number.NaN,
  'an infinite number': () => Number.POSITIVE_INFINITY,
  'minus nothing': () => -0,
  'a number that is too large': () => 2 ** 53,
  'half a number': () => 0.5,
  null: () => null,
};

/** A value by what it is, so that a failing case can be read. */
export interface Hostile {
  readonly what: string;
  readonly make: () => unknown;
}

/** Where any number of items is taken, each of its four billion places is looked at. */
const endless = 'an array of a great length';

const named = Object.entries(makers)
  .filter(([what]) => what !== endless)
  .map(([what, make]): Hostile => ({ what, make }));
const wild = anything({
  maxDepth: 2,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
} as never);

export const hostileValues: Arbitrary<Hostile> = oneof(
  { weight: 3, arbitrary: constantFrom(...named) },
  { weight: 1, arbitrary: wild.map((value): Hostile => ({ what: 'anything', make: () => value })) },
);
