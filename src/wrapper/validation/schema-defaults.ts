/**
 * What a caller may leave out, made what the API wants: a field that is left out gets the default that the document
 * gives it, and a `null` that means the same as leaving the field out is not sent.
 */
import { isFields, ownField, type Schema } from './schema.ts';
import { resolveSchema } from './schema-validator.ts';

/** A value with its defaults; the same one where nothing is missing. It never changes what it is passed. */
export type FillIn = (value: unknown) => unknown;

/**
 * @param name Of the schema.
 * @param keepsNull Whether a `null` says something else than leaving the field out: in an update it clears the field.
 */
export function fillIn(name: string, keepsNull: boolean): FillIn {
  let fill: FillIn | undefined;
  return (value) => {
    fill ??= compile({ $ref: name }, keepsNull) ?? ((same) => same);
    return fill(value);
  };
}

function compile(reference: Schema, keepsNull: boolean): FillIn | undefined {
  const schema = resolveSchema(reference);
  const { items, oneOf = [] } = schema;
  const [branch, ...others] = oneOf.filter((one) => !isNull(one));
  if (branch !== undefined && others.length === 0) return compile(branch, keepsNull);
  if (items !== undefined) return ofItems(compile(items, keepsNull));
  const properties = propertiesOf(schema, keepsNull);
  return properties.length === 0 ? undefined : ofProperties(properties);
}

function ofItems(fill: FillIn | undefined): FillIn | undefined {
  return fill && ((value) => (Array.isArray(value) ? value.map((item) => fill(item)) : value));
}

interface Property {
  readonly name: string;
  readonly omitsNull: boolean;
  readonly standard: unknown;
  readonly fill: FillIn | undefined;
}

function propertiesOf(schema: Schema, keepsNull: boolean): Property[] {
  const { properties = {}, allOf = [], required = [] } = schema;
  const own = Object.entries(properties).map(([name, property]) => ({
    name,
    omitsNull: !keepsNull && !required.includes(name) && mayBeNull(property),
    standard: resolveSchema(property).default,
    fill: compile(property, keepsNull),
  }));
  const acting = own.filter(({ omitsNull, standard, fill }) => omitsNull || standard !== undefined || fill);
  return [...allOf.flatMap((base) => propertiesOf(resolveSchema(base), keepsNull)), ...acting];
}

function ofProperties(properties: readonly Property[]): FillIn {
  return (value) => {
    if (!isFields(value)) return value;
    let filled: Record<string, unknown> | undefined;
    for (const property of properties) {
      const before = ownField(value, property.name);
      const after = fieldOf(property, before);
      if (after === before) continue;
      filled ??= { ...value };
      if (after === undefined) delete filled[property.name];
      else filled[property.name] = after;
    }
    return filled ?? value;
  };
}

function fieldOf({ omitsNull, standard, fill }: Property, given: unknown): unknown {
  const field = (given === null && omitsNull) || given === undefined ? standard : given;
  return fill && field !== undefined ? fill(field) : field;
}

function mayBeNull(reference: Schema): boolean {
  const schema = resolveSchema(reference);
  return [schema.type].flat().includes('null') || (schema.oneOf?.some(isNull) ?? false);
}

const isNull = (reference: Schema): boolean => resolveSchema(reference).type === 'null';
