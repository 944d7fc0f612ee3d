/**
 * The keywords of JSON Schema 2020-12 that the document uses: what each one checks. `npm run generate` refuses a document
 * with any other.
 */
import {
  type Check,
  type Compiler,
  type Errors,
  isFields,
  ownField,
  type Schema,
  type TypeName,
} from './schema.ts';
import { anyOf, oneOf } from './schema-alternatives.ts';

type Keywords = {
  readonly [Keyword in keyof Schema]-?: (
    rule: Exclude<Schema[Keyword], undefined>,
    schema: Schema,
    compiler: Compiler,
  ) => Check | undefined;
};

/** The check of each keyword; none where another keyword does the work. Each leaves alone what is not of its type. */
export const keywords: Keywords = {
  // Compiled by whoever compiles the schema, because it must wait: a schema may refer to itself.
  $ref: () => undefined,
  type: (rule) => {
    const types = typeof rule === 'string' ? [rule] : rule;
    return test('type', rule, (value) => types.some((type) => isOfType[type](value)));
  },
  const: (rule) => test('const', rule, (value) => value === rule),
  enum: (rule) => {
    const allowed = new Set<unknown>(rule);
    return test('enum', rule, (value) => allowed.has(value));
  },
  format: (rule) => {
    const pattern = formats[rule];
    return pattern && test('format', rule, (value) => typeof value !== 'string' || pattern.test(value));
  },
  pattern: (rule) => {
    const pattern = new RegExp(rule, 'u');
    return test('pattern', rule, (value) => typeof value !== 'string' || pattern.test(value));
  },
  // In UTF-16 units, which for the ASCII that lengths are given for is the same as characters.
  minLength: (rule) => test('minLength', rule, (value) => typeof value !== 'string' || value.length >= rule),
  maxLength: (rule) => test('maxLength', rule, (value) => typeof value !== 'string' || value.length <= rule),
  minimum: (rule) => test('minimum', rule, (value) => !isNumber(value) || value >= rule),
  maximum: (rule) => test('maximum', rule, (value) => !isNumber(value) || value <= rule),
  minItems: (rule) => test('minItems', rule, (value) => !Array.isArray(value) || value.length >= rule),
  items: (rule, _, compiler) => {
    const check = compiler.compile(rule);
    return (value, errors) => {
      if (!Array.isArray(value)) return;
      for (let index = 0; index < value.length && !errors.isFull; index += 1)
        checkInside(String(index), value[index], check, errors);
    };
  },
  required: (rule) => (value, errors) => {
    if (!isFields(value)) return;
    for (const name of rule) if (ownField(value, name) === undefined) errors.add('required', rule, [name]);
  },
  dependentRequired: (rule) => {
    const pairs = Object.entries(rule);
    return (value, errors) => {
      if (!isFields(value)) return;
      for (const [name, others] of pairs) {
        if (ownField(value, name) === undefined) continue;
        for (const other of others)
          if (ownField(value, other) === undefined) errors.add('dependentRequired', name, [other]);
      }
    };
  },
  properties: (rule, _, compiler) => {
    const checks = Object.entries(rule).map(([name, schema]) => [name, compiler.compile(schema)] as const);
    return (value, errors) => {
      if (!isFields(value)) return;
      for (const [name, check] of checks) {
        const field = ownField(value, name);
        if (field !== undefined) checkInside(name, field, check, errors);
        if (errors.isFull) return;
      }
    };
  },
  additionalProperties: (rule, { properties = {} }, compiler) => {
    if (rule === true) return undefined;
    const listed = new Set(Object.keys(properties));
    if (rule === false) return onlyFields(listed, 'additionalProperties');
    const check = compiler.compile(rule);
    return (value, errors) => {
      if (!isFields(value)) return;
      for (const name of Object.keys(value)) {
        if (errors.isFull) return;
        if (!listed.has(name) && value[name] !== undefined) checkInside(name, value[name], check, errors);
      }
    };
  },
  unevaluatedProperties: (rule, schema, compiler) => {
    const listed = rule ? undefined : listedFields(schema, compiler);
    return listed && onlyFields(listed, 'unevaluatedProperties');
  },
  not: (rule, _, compiler) => {
    const check = compiler.compileBase(rule);
    return (value, errors) => {
      if (errors.apart(check, value).length === 0) errors.add('not', rule);
    };
  },
  allOf: (rule, _, compiler) => inOrder(rule.map((base) => compiler.compileBase(base))),
  anyOf,
  oneOf,
};

/** One check out of several, one after the other. */
export function inOrder(checks: readonly Check[]): Check {
  const [first] = checks;
  if (first !== undefined && checks.length === 1) return first;
  return (value, errors) => {
    for (const check of checks) {
      check(value, errors);
      if (errors.isFull) return;
    }
  };
}

/** What text must match. An RFC 3339 timestamp has seconds and an offset, as the API's own examples have. */
export const formats: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
};

const isOfType: Readonly<Record<TypeName, (value: unknown) => boolean>> = {
  array: Array.isArray,
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  null: (value) => value === null,
  number: isNumber,
  object: isFields,
  string: (value) => typeof value === 'string',
};

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function test(keyword: keyof Schema, rule: unknown, fits: (value: unknown) => boolean): Check {
  return (value, errors) => {
    if (!fits(value)) errors.add(keyword, rule);
  };
}

/** Checks a part of a value; only where something is wrong with it, anybody has to know where it stands. */
function checkInside(step: string, part: unknown, check: Check, errors: Errors): void {
  const before = errors.list.length;
  check(part, errors);
  for (let index = before; index < errors.list.length; index += 1) errors.list[index]?.path.unshift(step);
}

function onlyFields(
  listed: ReadonlySet<string>,
  keyword: 'additionalProperties' | 'unevaluatedProperties',
): Check {
  return (value, errors) => {
    if (!isFields(value)) return;
    for (const name of Object.keys(value)) if (!listed.has(name)) errors.add(keyword, false, [name]);
  };
}

/** The fields that a schema and its bases list; `undefined` when one of them takes any. */
function listedFields(reference: Schema, compiler: Compiler): ReadonlySet<string> | undefined {
  const { properties = {}, additionalProperties = false, allOf = [] } = compiler.resolve(reference);
  if (additionalProperties !== false) return undefined;
  const listed = new Set(Object.keys(properties));
  for (const base of allOf) {
    const ofBase = listedFields(base, compiler);
    if (ofBase === undefined) return undefined;
    for (const name of ofBase) listed.add(name);
  }
  return listed;
}
