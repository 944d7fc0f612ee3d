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
  // Resolved by the compiler: it has no keywords beside it.
  $ref: () => undefined,
  // Filled in before anything is checked.
  default: () => undefined,
  type: (rule, { format }) => {
    const told =
      format === 'date-time' ? [rule].flat().map((one) => (one === 'string' ? 'timestamp' : one)) : rule;
    const types = [rule].flat().map((type) => isOfType[type]);
    const [only] = types;
    const fits =
      only !== undefined && types.length === 1 ? only : (value: unknown) => types.some((is) => is(value));
    return (value, errors) => {
      if (!fits(value)) errors.add('type', told);
    };
  },
  const: (rule) => (value, errors) => {
    if (value !== rule) errors.add('const', rule);
  },
  enum: (rule) => {
    const allowed = new Set<unknown>(rule);
    return (value, errors) => {
      if (!allowed.has(value)) errors.add('enum', rule);
    };
  },
  format: (rule) => {
    const pattern = formats[rule];
    return (value, errors) => {
      if (typeof value === 'string' && pattern?.test(value) === false) errors.add('format', rule);
    };
  },
  pattern: (rule) => {
    const pattern = new RegExp(rule, 'u');
    return (value, errors) => {
      if (typeof value === 'string' && !pattern.test(value)) errors.add('pattern', rule);
    };
  },
  minLength: (rule) => (value, errors) => {
    if (typeof value === 'string' && characters(value, rule) < rule) errors.add('minLength', rule);
  },
  maxLength: (rule) => (value, errors) => {
    if (typeof value === 'string' && characters(value, rule) > rule) errors.add('maxLength', rule);
  },
  minimum: (rule) => (value, errors) => {
    if (typeof value === 'number' && value < rule) errors.add('minimum', rule);
  },
  maximum: (rule) => (value, errors) => {
    if (typeof value === 'number' && value > rule) errors.add('maximum', rule);
  },
  minItems: (rule) => (value, errors) => {
    if (Array.isArray(value) && value.length < rule) errors.add('minItems', rule);
  },
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
    const checks = new Map(Object.entries(rule).map(([name, schema]) => [name, compiler.compile(schema)]));
    return (value, errors) => {
      if (!isFields(value)) return;
      for (const name of Object.keys(value)) {
        const check = checks.get(name);
        if (check !== undefined && value[name] !== undefined) checkInside(name, value[name], check, errors);
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
        if (!listed.has(name)) checkInside(name, value[name], check, errors);
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
  const [first, ...rest] = checks;
  if (first === undefined) return () => undefined;
  if (rest.length === 0) return first;
  const next = inOrder(rest);
  return (value, errors) => {
    first(value, errors);
    if (!errors.isFull) next(value, errors);
  };
}

/** How many characters a text has. Each is one or two UTF-16 units, so they are counted only where it matters. */
function characters(text: string, limit: number): number {
  return text.length < limit || text.length > 2 * limit ? text.length : Array.from(text).length;
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
  number: Number.isFinite,
  object: isFields,
  string: (value) => typeof value === 'string',
};

/** Checks a part of a value; its path is only needed when something is wrong with it. */
function checkInside(step: string, part: unknown, check: Check, errors: Errors): void {
  const before = errors.list.length;
  check(part, errors);
  for (let index = before; index < errors.list.length; index += 1) errors.list[index]?.path.unshift(step);
}

function onlyFields(
  listed: ReadonlySet<string>,
  keyword: 'additionalProperties' | 'unevaluatedProperties',
): Check {
  const known = [...listed];
  return (value, errors) => {
    if (!isFields(value)) return;
    for (const name of Object.keys(value)) if (!listed.has(name)) errors.add(keyword, known, [name]);
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
