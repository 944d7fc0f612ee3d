/** Where a request has what callers record: their own data, in objects with any fields. */
import { type OpenApiDocument, reachable, resolve, type Schema } from './document.ts';

const payloadMark = 'x-payload';
const encodingMark = 'x-sensitive-encoding-of';

/** What is in the document for the generator, and not for the validator. */
export const payloadMarks = [payloadMark, encodingMark];

interface Payload {
  path: string[];
  /** The field that says whether the payload marks sensitive values, where there is one. */
  sensitiveFlag: string[] | undefined;
}

/** Whether a schema takes an object with any fields, and describes none. */
export function isOpenObject({ additionalProperties, properties, allOf }: Schema): boolean {
  return additionalProperties === true && properties === undefined && allOf === undefined;
}

/**
 * The payloads of a request.
 *
 * @param what What errors call it.
 * @throws {Error} When an object with any fields does not say whether it is a payload, or is one where nobody looks for it.
 */
export function payloadsOf(document: OpenApiDocument, request: Schema | undefined, what: string): Payload[] {
  if (request === undefined) return [];
  const payloads = payloadsIn(document, request, []);
  const schemas = [...reachable(document, [request])];
  if (schemas.some((schema) => isOpenObject(schema) && typeof schema[payloadMark] !== 'boolean'))
    throw new Error(`${what}: an object with any fields must say by ${payloadMark} whether it is a payload`);
  if (schemas.filter((schema) => schema[payloadMark] === true).length !== payloads.length)
    throw new Error(`${what}: a payload must be a field, and in no list, map or choice`);
  return payloads;
}

function payloadsIn(document: OpenApiDocument, reference: Schema, holder: string[]): Payload[] {
  const { properties = {}, allOf = [] } = resolve(document, reference);
  const flags = new Map<string, string[]>();
  for (const [name, property] of Object.entries(properties)) {
    const encoded = (property[encodingMark] ?? []) as string[];
    for (const payload of encoded) {
      if (properties[payload]?.[payloadMark] !== true)
        throw new Error(
          `${[...holder, name].join('.')}: ${encodingMark} names ${payload}, which is no payload`,
        );
      flags.set(payload, [...holder, name]);
    }
  }
  const own = Object.entries(properties).flatMap(([name, property]) => {
    const path = [...holder, name];
    if (property[payloadMark] === true) return [{ path, sensitiveFlag: flags.get(name) }];
    return payloadsIn(document, property, path);
  });
  return [...allOf.flatMap((base) => payloadsIn(document, base, holder)), ...own];
}
