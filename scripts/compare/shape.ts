/**
 * A schema seen without its spelling: `allOf` is merged, `const` is an `enum` of one, null is one of its types however
 * it is written, references are followed.
 */
import { asObject, isObject, type Json, type Source } from './source.ts';

/** A property of an object, or a parameter. Its shape is made when it is asked for, because schemas may be recursive. */
export interface Property {
  readonly shape: () => Shape;
  readonly required: boolean;
  readonly at: string;
  readonly place: string | undefined;
}

export interface Shape {
  /** Its schema and field, `AgentSpan.status`. */
  readonly at: string;
  /** Its name, when it is a component of its own. */
  readonly name: string | undefined;
  readonly place: string | undefined;
  /** The JSON types it allows; any when undefined. */
  readonly types: ReadonlySet<string> | undefined;
  /** The values it is limited to, as JSON. */
  readonly values: readonly string[] | undefined;
  readonly constraints: Readonly<Json>;
  readonly properties: ReadonlyMap<string, Property>;
  /** Whether other properties than these are refused. */
  readonly closed: boolean;
  readonly additional: (() => Shape) | undefined;
  readonly items: (() => Shape) | undefined;
  /** Alternatives, when there is more than one besides null. */
  readonly variants: readonly Shape[];
  readonly deprecated: boolean;
  /** The schema that it was made from. */
  readonly origin: object;
}

/** Keywords that limit a value. Each is compared by itself. */
const constraintKeywords = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'not',
];

/** What one schema object says by itself, under the name of the component that it stands in. */
interface Layer {
  schema: Json;
  at: string;
}

/** The schema under `not` may have one. */
const withoutDescription = (value: unknown): unknown => {
  if (!isObject(value)) return value;
  const { description: _, ...rest } = value;
  return rest;
};

const isNull = (schema: Json): boolean =>
  schema['type'] === 'null' ||
  schema['const'] === null ||
  (Array.isArray(schema['enum']) && schema['enum'].length === 1 && schema['enum'][0] === null);

/** Makes shapes of the schemas of one document, each once. */
export class Shapes {
  readonly #source: Source;
  readonly #made = new Map<Json, Shape>();

  constructor(source: Source) {
    this.#source = source;
  }

  /** The shape of a schema that stands at a place of its own, or refers to one. */
  of(schema: Json, at: string): Shape {
    const known = this.#made.get(schema);
    if (known !== undefined) return known;
    const { target, name } = this.#source.follow(schema);
    // A description may stand beside the reference; whatever else does makes it a schema of its own.
    const isAlone = Object.keys(schema).every((key) => ['$ref', 'description', 'examples'].includes(key));
    const isOther = target !== schema && isAlone;
    const shape = isOther ? this.of(target, name ?? at) : this.#make(schema, at, name);
    const named = isOther && name !== undefined ? { ...shape, name } : shape;
    this.#made.set(schema, named);
    return named;
  }

  #make(schema: Json, at: string, name: string | undefined): Shape {
    const only = this.#onlyBesideNull(schema);
    if (only !== undefined) {
      const { types, ...shape } = this.of(only, at);
      return { ...shape, types: types && new Set([...types, 'null']) };
    }
    const layers: Layer[] = [];
    const alternatives: Shape[] = [];
    const isNullable = this.#collect({ schema, at }, layers, alternatives);
    const says = (keyword: string): unknown =>
      layers.find((layer) => layer.schema[keyword] !== undefined)?.schema[keyword];
    const values = valuesOf(layers);
    const types = typesOf(layers, values, isNullable);
    const additional = says('additionalProperties');
    const items = says('items');
    const inner = (inside: unknown, mark: string): (() => Shape) | undefined =>
      isObject(inside) && Object.keys(inside).length > 0 ? () => this.of(inside, at + mark) : undefined;
    return {
      at,
      name,
      place: this.#source.placeOf(schema),
      types,
      values: values?.filter((value) => value !== 'null'),
      constraints: Object.fromEntries(
        constraintKeywords
          .filter((one) => says(one) !== undefined)
          .map((one) => [one, withoutDescription(says(one))]),
      ),
      properties: this.#propertiesOf(layers),
      closed: says('additionalProperties') === false || says('unevaluatedProperties') === false,
      additional: inner(additional, '{}'),
      items: inner(items, '[]'),
      variants: alternatives.length > 1 ? alternatives : [],
      deprecated: says('deprecated') === true,
      origin: schema,
    };
  }

  /** The one alternative of a schema that says nothing but "this or null". */
  #onlyBesideNull({ oneOf, anyOf, description: _, ...more }: Json): Json | undefined {
    const options = (Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : []).map(asObject);
    const others = options.filter((option) => !isNull(this.#source.resolve(option)));
    const isAlone = Object.keys(more).length === 0 && others.length === 1 && options.length === 2;
    return isAlone ? others[0] : undefined;
  }

  /** Puts a schema and all that it merges into `layers`; true when null is one of its alternatives. */
  #collect({ schema, at }: Layer, layers: Layer[], alternatives: Shape[]): boolean {
    const { $ref: reference, allOf, oneOf, anyOf, ...own } = schema;
    layers.push({ schema: own, at });
    let isNullable = false;
    const include = (base: Json): void => {
      const { target, name } = this.#source.follow(base);
      if (this.#collect({ schema: target, at: name ?? at }, layers, alternatives)) isNullable = true;
    };
    if (reference !== undefined) include(schema);
    if (Array.isArray(allOf)) allOf.map(asObject).forEach(include);
    const options = [...(Array.isArray(oneOf) ? oneOf : []), ...(Array.isArray(anyOf) ? anyOf : [])].map(
      asObject,
    );
    const others = options.filter((option) => !isNull(this.#source.resolve(option)));
    isNullable ||= others.length < options.length;
    const [only] = others;
    if (others.length === 1 && only !== undefined) include(only);
    else alternatives.push(...others.map((option) => this.of(option, at)));
    return isNullable;
  }

  #propertiesOf(layers: Layer[]): Map<string, Property> {
    const required = new Set(
      layers.flatMap(({ schema }) => (schema['required'] as string[] | undefined) ?? []),
    );
    const properties = new Map<string, Property>();
    for (const { schema, at } of layers) {
      const own = asObject(schema['properties']);
      for (const [name, property] of Object.entries(own)) {
        if (properties.has(name)) continue;
        const inside = `${at}.${name}`;
        properties.set(name, {
          shape: () => this.of(asObject(property), inside),
          required: required.has(name),
          at: inside,
          place: this.#source.placeOf(own, name),
        });
      }
    }
    return properties;
  }
}

/** The values that all layers together allow, as JSON; undefined when none limits them. */
function valuesOf(layers: Layer[]): string[] | undefined {
  let values: string[] | undefined;
  for (const { schema } of layers) {
    const own =
      'const' in schema ? [schema['const']] : Array.isArray(schema['enum']) ? schema['enum'] : undefined;
    const texts = own?.map((value) => JSON.stringify(value));
    if (texts !== undefined) values = values?.filter((value) => texts.includes(value)) ?? texts;
  }
  return values;
}

function typesOf(
  layers: Layer[],
  values: string[] | undefined,
  isNullable: boolean,
): ReadonlySet<string> | undefined {
  let types: Set<string> | undefined;
  for (const { schema } of layers) {
    const { type } = schema;
    if (type === undefined) continue;
    const own = new Set((Array.isArray(type) ? type : [type]) as string[]);
    types = types === undefined ? own : new Set([...types].filter((one) => own.has(one)));
  }
  // What is meant, where nothing is said.
  if (types === undefined && values !== undefined)
    types = new Set(values.map((value) => typeOf(JSON.parse(value))));
  if (types === undefined && layers.some(({ schema }) => isObject(schema['properties'])))
    types = new Set(['object']);
  if (types === undefined && layers.some(({ schema }) => isObject(schema['items'])))
    types = new Set(['array']);
  return types === undefined || !isNullable ? types : new Set([...types, 'null']);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

/** What allows anything. */
export const anything = (at: string): Shape => ({
  at,
  name: undefined,
  place: undefined,
  types: undefined,
  values: undefined,
  constraints: {},
  properties: new Map(),
  closed: false,
  additional: undefined,
  items: undefined,
  variants: [],
  deprecated: false,
  origin: {},
});

/** An object without a field: what is sent where there is no body. */
export const emptyObject = (at: string): Shape => ({
  ...anything(at),
  types: new Set(['object']),
  closed: true,
});

/** A shape without alternatives: what holds for each of them. */
export const withoutVariants = (shape: Shape): Shape =>
  shape.variants.length === 0 ? shape : { ...joined(shape.variants), at: shape.at, place: shape.place };

/** What a value of any of these shapes is sure to keep to: the one schema that could stand for all of them. */
function joined(shapes: readonly Shape[]): Shape {
  const [first, ...others] = shapes.map(withoutVariants);
  if (first === undefined) return anything('');
  const all = [first, ...others];
  const union = <T>(of: (shape: Shape) => Iterable<T> | undefined): Set<T> | undefined =>
    all.some((shape) => of(shape) === undefined)
      ? undefined
      : new Set(all.flatMap((shape) => [...(of(shape) ?? [])]));
  const shared = [...first.properties].filter(([name]) =>
    others.every(({ properties }) => properties.has(name)),
  );
  const values = union(({ values }) => values);
  return {
    ...first,
    types: union(({ types }) => types),
    values: values && [...values],
    constraints: Object.fromEntries(
      Object.entries(first.constraints).filter(([keyword, value]) =>
        others.every(({ constraints }) => JSON.stringify(constraints[keyword]) === JSON.stringify(value)),
      ),
    ),
    properties: new Map(
      shared.map(([name, property]) => {
        const same = all.flatMap(({ properties }) => properties.get(name) ?? []);
        return [
          name,
          {
            ...property,
            shape: () => joined(same.map(({ shape }) => shape())),
            required: same.every(({ required }) => required),
          },
        ];
      }),
    ),
    closed: all.every(({ closed }) => closed),
    additional: undefined,
    variants: [],
  };
}
