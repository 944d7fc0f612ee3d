/** Span types from schemas: what `register` sends of them, and what the compiler knows. */
import type { SpanTypeSchemaForCreate } from '../generated/types.ts';

/**
 * What is needed of a schema library: zod 4.2 and ArkType 2.2 have it, Valibot through its converter
 * ([Standard JSON Schema](https://standardschema.dev/json-schema)).
 */
export interface StandardJsonSchema<Input = unknown> {
  readonly '~standard': {
    readonly types?: { readonly input: Input } | undefined;
    readonly jsonSchema: {
      readonly input: (options: { readonly target: 'draft-2020-12' }) => Record<string, unknown>;
    };
  };
}

/** A span type: schemas of what goes in and what comes out, from a schema library or as plain JSON Schema. */
export interface SpanTypeDefinition
  extends Omit<SpanTypeSchemaForCreate, 'name' | 'params_schema' | 'result_schema'> {
  readonly payload: StandardJsonSchema | object;
  readonly result?: StandardJsonSchema | object;
}

/** Span types by name: `support:llm`. */
export type SpanTypeDefinitions = Readonly<Record<string, SpanTypeDefinition>>;

/** Where no types were given: any. */
export type AnySpanTypes = SpanTypeDefinitions;

declare const definitions: unique symbol;

/** What {@link spanTypes} makes: a list for `span_type_schemas`, of which the compiler knows what is in it. */
export type SpanTypes<Definitions> = SpanTypeSchemaForCreate[] & { readonly [definitions]?: Definitions };

type InputOf<Schema> = Schema extends {
  readonly '~standard': { readonly types?: { readonly input: infer Input } | undefined };
}
  ? Input
  : object;

/** The names of span types. Any, where no types were given. */
export type NameOf<Definitions> = keyof Definitions & string;

/** What goes into a span of a type. Anything, where no types were given. */
export type PayloadOf<Definitions, Name extends keyof Definitions> = string extends keyof Definitions
  ? unknown
  : Definitions[Name] extends { readonly payload: infer Schema }
    ? InputOf<Schema>
    : never;

/** What comes out of a span of a type. Anything, where no types were given. */
export type ResultOf<Definitions, Name extends keyof Definitions> = string extends keyof Definitions
  ? unknown
  : Definitions[Name] extends { readonly result: infer Schema }
    ? InputOf<Schema>
    : unknown;

/**
 * Describes the spans of an agent once: for the API, which gets them with every registration, and for the compiler.
 *
 * ```ts
 * const types = spanTypes({
 *   'support:llm': { payload: z.object({ prompt: z.string() }), result: z.object({ answer: z.string() }) },
 *   'support:tool': { payload: { type: 'object' }, title: 'Tool call' },
 * });
 * const tracer = createTracer({ agentVersion: { external_identifier: 'v1.4.2' }, spanTypes: types });
 * ```
 *
 * @param types The schemas of each type. Beside them may stand what else the API takes: `title`, `template` and so on.
 * @throws What a schema library throws for a schema that JSON Schema cannot express.
 */
export function spanTypes<const Definitions extends SpanTypeDefinitions>(
  types: Definitions,
): SpanTypes<Definitions> {
  return Object.entries(types).map(([name, { payload, result, ...others }]) => ({
    ...others,
    name,
    params_schema: jsonSchemaOf(payload),
    ...(result !== undefined && { result_schema: jsonSchemaOf(result) }),
  }));
}

function jsonSchemaOf(schema: StandardJsonSchema | object): object {
  if (!('~standard' in schema)) return schema;
  return schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
}
