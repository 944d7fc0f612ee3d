/**
 * Checks values against the schemas of the document: strictly what a caller passes in, because the API silently drops
 * unknown fields; tolerantly what the API answers, because it may grow.
 */
import { schemas } from '../../generated/schemas.ts';
import { type Check, type Compiler, Errors, type Schema, type SchemaError } from './schema.ts';
import { inOrder, keywords } from './schema-keywords.ts';

/** Whether a value fits a schema; an empty list, where one is given, takes what is wrong. */
export type Validator = (value: unknown, errors?: SchemaError[]) => boolean;

/** Finds everything that is wrong with what a caller hands in, because a person reads it. */
export function requestValidator(name: string): Validator {
  return validator(strict, name, Number.POSITIVE_INFINITY);
}

/** Finds the first thing that is wrong with an answer: one is enough not to trust it. */
export function answerValidator(name: string): Validator {
  return validator(tolerant, name, 1);
}

function validator(reading: SchemaCompiler, name: string, limit: number): Validator {
  let check: Check | undefined;
  return (value, list) => {
    check ??= reading.compile({ $ref: name });
    const errors = new Errors(limit, list);
    check(value, errors);
    return errors.list.length === 0;
  };
}

/** What an answer may break without harm: it may have new fields, new values, other lengths and formats. */
const strictKeywords: ReadonlySet<string> = new Set<keyof Schema>([
  'additionalProperties',
  'enum',
  'format',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'pattern',
  'unevaluatedProperties',
]);

/** Compiles schemas into closures, each when it is first needed. */
class SchemaCompiler implements Compiler {
  readonly #isStrict: boolean;
  readonly #named = new Map<string, Check>();

  constructor(isStrict: boolean) {
    this.#isStrict = isStrict;
  }

  compile(schema: Schema): Check {
    return this.#compile(schema, false);
  }

  compileBase(schema: Schema): Check {
    return this.#compile(schema, true);
  }

  resolve(schema: Schema): Schema {
    return resolveSchema(schema);
  }

  #compile(given: Schema, isBase: boolean): Check {
    const { $ref } = bare(given);
    if ($ref !== undefined) return this.#reference($ref, isBase);
    const schema = this.#isStrict && !isBase ? closed(given) : bare(given);
    const checks: Check[] = [];
    for (const keyword of Object.keys(schema) as (keyof Schema)[]) {
      if (this.#isIgnored(keyword, schema)) continue;
      // The type of each keyword's rule is known, but not to a loop over all of them.
      const check = keywords[keyword](schema[keyword] as never, schema, this);
      if (check !== undefined) checks.push(check);
    }
    return inOrder(checks);
  }

  /** Compiled once; inside itself it is looked up when it is needed. */
  #reference(name: string, isBase: boolean): Check {
    const id = isBase ? `${name} as a base` : name;
    const known = this.#named.get(id);
    if (known !== undefined) return known;
    this.#named.set(id, (value, errors) => this.#named.get(id)?.(value, errors));
    const check = this.#compile(named(name), isBase);
    this.#named.set(id, check);
    return check;
  }

  #isIgnored(keyword: keyof Schema, schema: Schema): boolean {
    if (this.#isStrict || !strictKeywords.has(keyword)) return false;
    // How the fields of a map must be says more than that there may be any.
    return keyword !== 'additionalProperties' || typeof schema[keyword] !== 'object';
  }
}

const strict = new SchemaCompiler(true);
const tolerant = new SchemaCompiler(false);

/** The schema that a reference leads to, or the schema itself. */
export function resolveSchema(schema: Schema): Schema {
  const { $ref } = bare(schema);
  return $ref === undefined ? bare(schema) : resolveSchema(named($ref));
}

/** Without the fields that it does not list, unless it says itself what else it takes. */
function closed(given: Schema): Schema {
  const schema = bare(given);
  if (schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined) return schema;
  if (schema.allOf !== undefined) return bare({ ...schema, unevaluatedProperties: false });
  return schema.properties === undefined ? schema : bare({ ...schema, additionalProperties: false });
}

/** Without a prototype: what somebody put on Object.prototype is no rule of the document. */
function bare(schema: Schema): Schema {
  return Object.assign(Object.create(null), schema);
}

function named(name: string): Schema {
  const schema = schemas[name];
  if (schema === undefined) throw new Error(`the document has no schema ${name}`);
  return schema;
}
