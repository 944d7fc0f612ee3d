/** JSON Schemas as data, and what checking a value against one takes. */

/** A JSON Schema in generated data; `$ref` is the name of another one there. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly const?: Primitive;
  readonly enum?: readonly Primitive[];
  /** What is sent where a caller leaves it out. */
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly unevaluatedProperties?: boolean;
  readonly not?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export type TypeName = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';
type Primitive = string | number | boolean | null;
export type Fields = Readonly<Record<string, unknown>>;

/** One rule that a value breaks. */
export interface SchemaError {
  /** Names and indexes from the value down to what is wrong: to the field itself where one is missing or unknown. */
  readonly path: string[];
  readonly keyword: keyof Schema;
  /**
   * What the keyword demands: `64`, `['active', 'complete']`; for `dependentRequired` the field that does; for an unknown
   * field those that are known.
   */
  readonly rule: unknown;
}

/** The errors found so far, and whether they are enough. */
export class Errors {
  readonly list: SchemaError[];
  readonly #limit: number;

  constructor(limit: number, list: SchemaError[] = []) {
    this.#limit = limit;
    this.list = list;
  }

  get isFull(): boolean {
    return this.list.length >= this.#limit;
  }

  add(keyword: keyof Schema, rule: unknown, path: string[] = []): void {
    if (!this.isFull) this.list.push({ path, keyword, rule });
  }

  /** What a check finds by itself. */
  apart(check: Check, value: unknown): readonly SchemaError[] {
    const errors = new Errors(this.#limit);
    check(value, errors);
    return errors.list;
  }
}

/** Adds what is wrong with a value. */
export type Check = (value: unknown, errors: Errors) => void;

/** What compiles the schemas inside a schema. */
export interface Compiler {
  compile(schema: Schema): Check;
  /** Like `compile`, for a part of an object that another part may add fields to. */
  compileBase(schema: Schema): Check;
  /** The schema that a reference leads to. */
  resolve(schema: Schema): Schema;
}

export function isFields(value: unknown): value is Fields {
  // Of what callers hand in, a `Date` is the one object that is written as text.
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A field, unless it is only on the prototype. One that is `undefined` is not sent, and so as good as absent. */
export function ownField(value: Fields, name: string): unknown {
  const field = value[name];
  return field === undefined || Object.hasOwn(value, name) ? field : undefined;
}
