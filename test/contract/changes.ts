/** Changes to examples of the document, at random: some break it, some do not. */
import { constantFrom, jsonValue, nat, oneof, record, string } from 'fast-check';
import { answerExamples, document, requestExamples } from './examples.ts';

/** A part of a value: what holds it, and under which name. */
interface Place {
  holder: Record<string, unknown>;
  name: string;
}

function placesIn(holder: unknown): Place[] {
  if (typeof holder !== 'object' || holder === null) return [];
  const fields = holder as Record<string, unknown>;
  return Object.keys(fields).flatMap((name) => [{ holder: fields, name }, ...placesIn(fields[name])]);
}

const schemas = Object.values(document.components.schemas);
const fields = schemas.flatMap(({ properties = {} }) => Object.entries(properties));
const enums = [...schemas, ...fields.map(([, field]) => field)].flatMap((schema) =>
  schema.enum ? [schema.enum] : [],
);
const names = [
  ...new Set(fields.map(([name]) => name)),
  ...['no_such_field', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '0', 'a/b', 'a~b'],
];
const dates = [
  '2026-03-02T09:30:00Z',
  '2026-03-02T09:30:00.123456+02:00',
  '2026-03-02T09:30Z',
  '2026-03-02 09:30:00Z',
  '2026-13-41T99:99:99Z',
  '2026-03-02T09:30:00',
  '2026-03-02',
  '2026-03-02T09:30:00z\n',
];
const numbers = [0, -1, 0.5, 100.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY];
const lengths = [0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 129];

/** What the examples have under a name, and which names they have beside it. */
const seen = new Map<string, { values: unknown[]; beside: Set<string> }>();
for (const { holder, name } of placesIn([...requestExamples, ...answerExamples].map(({ value }) => value))) {
  if (Array.isArray(holder)) continue;
  const here = seen.get(name) ?? { values: [], beside: new Set() };
  here.values.push(holder[name]);
  for (const other of Object.keys(holder)) here.beside.add(other);
  seen.set(name, here);
}

function put(holder: object, given: string, value: unknown): void {
  // JSON has no arrays with fields.
  const name = Array.isArray(holder) && !Object.hasOwn(holder, given) ? String(holder.length) : given;
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

/** What a change takes: a value and a name of whatever kind, and a number to choose by. */
interface Means {
  value: unknown;
  field: string;
  pick: number;
}

interface Change {
  /** Which parts it can change; all, when left out. */
  of?: (part: unknown, name: string) => boolean;
  make: (place: Place, means: Means) => void;
}

const isText = (part: unknown): part is string => typeof part === 'string';
const isObject = (part: unknown): part is object => typeof part === 'object' && part !== null;

const changes: Record<string, Change> = {
  remove: {
    make: ({ holder, name }) => {
      delete holder[name];
    },
  },
  add: { make: ({ holder }, { value, field }) => put(holder, field, value) },
  'add inside': {
    of: isObject,
    make: ({ holder, name }, { value, field }) => put(holder[name] as object, field, value),
  },
  'add what other examples have there': {
    of: (part) => isObject(part) && !Array.isArray(part),
    make: ({ holder, name }, { pick }) => {
      const object = holder[name] as object;
      const others = new Set(Object.keys(object).flatMap((one) => [...(seen.get(one)?.beside ?? [])]));
      const other = oneOf(
        [...others].filter((one) => !Object.hasOwn(object, one)),
        pick,
      );
      if (other !== undefined)
        put(object, other, structuredClone(oneOf(seen.get(other)?.values ?? [], pick)));
    },
  },
  replace: { make: ({ holder, name }, { value }) => put(holder, name, value) },
  rename: {
    make: ({ holder, name }, { field }) => {
      const part = holder[name];
      delete holder[name];
      put(holder, field, part);
    },
  },
  'make null': { make: ({ holder, name }) => put(holder, name, null) },
  'make undefined': { make: ({ holder, name }) => put(holder, name, undefined) },
  'wrap in an array': { make: ({ holder, name }) => put(holder, name, [holder[name]]) },
  'wrap in an object': {
    make: ({ holder, name }, { field }) => put(holder, name, { [field]: holder[name] }),
  },
  'give another length': {
    of: isText,
    make: ({ holder, name }, { pick }) => {
      const length = oneOf(lengths, pick) ?? 0;
      put(holder, name, String(holder[name]).padEnd(length, 'x').slice(0, length));
    },
  },
  'begin with a blank': { of: isText, make: ({ holder, name }) => put(holder, name, ` ${holder[name]}`) },
  'give another date': {
    of: (part, name) => isText(part) && /_at$|time/.test(name),
    make: ({ holder, name }, { pick }) => put(holder, name, oneOf(dates, pick)),
  },
  'give another value of the enum': {
    of: (part) => enums.some((values) => values.includes(part)),
    make: ({ holder, name }, { pick }) => {
      const alike = enums.filter((values) => values.includes(holder[name])).flat();
      put(holder, name, oneOf(alike, pick));
    },
  },
  'give another number': {
    of: (part) => typeof part === 'number',
    make: ({ holder, name }, { pick }) =>
      put(holder, name, Number(holder[name]) + (oneOf([0.5, 1, -1, 100], pick) ?? 0)),
  },
};

function oneOf<Value>(values: readonly Value[], pick: number): Value | undefined {
  return values[pick % values.length];
}

const value = oneof(
  jsonValue({ maxDepth: 3 }),
  constantFrom<unknown>(null, undefined, true, [], {}, ...numbers),
  constantFrom(...dates, ...enums.flat(), '', ' ', 'ä'.repeat(64)),
  string(),
);

/** A change: what to do, to which part of a value, and with what. */
export const change = record({
  kind: constantFrom(...Object.keys(changes)),
  at: nat(),
  value,
  field: constantFrom(...names),
  pick: nat(),
});

/** An example with some changes; one of them may be to the example as a whole. */
export function changed(example: unknown, steps: readonly ({ kind: string; at: number } & Means)[]): unknown {
  const root: Record<string, unknown> = { value: structuredClone(example) };
  for (const { kind, at, ...means } of steps) {
    const { of = () => true, make } = changes[kind] ?? {};
    const place = oneOf(
      placesIn(root).filter(({ holder, name }) => of(holder[name], name)),
      at,
    );
    // Cloned, because a later change may be inside it.
    if (place !== undefined) make?.(place, structuredClone(means));
  }
  return root['value'];
}
