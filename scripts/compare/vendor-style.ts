/** The vendor's way to write a document, put into ours. Shapes see through the rest: `shape.ts`. */
import { asObject, isObject, type Json } from './source.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * Returns a copy of the vendor's document in which
 *
 * - the fields of a body, which it writes as parameters with `in: body`, are a request body;
 * - the component `Null`, and `nullable: true`, are null;
 * - paths stand by themselves, whatever path its server has.
 *
 * What names it has for its schemas does not matter: schemas are compared by where they are used.
 */
export function inOurStyle(document: Json): Json {
  const copy = structuredClone(document);
  const schemas = asObject(asObject(copy['components'])['schemas']);
  if (isObject(schemas['Null'])) schemas['Null'] = { type: 'null' };
  eachObject(copy, writeNull);
  const prefix = serverPath(copy);
  copy['paths'] = Object.fromEntries(
    Object.entries(asObject(copy['paths'])).map(([path, item]) => {
      for (const method of methods) {
        const operation = asObject(item)[method];
        if (isObject(operation)) writeBody(copy, operation);
      }
      return [prefix + path, item];
    }),
  );
  return copy;
}

function eachObject(value: unknown, change: (object: Json) => void): void {
  if (Array.isArray(value)) for (const item of value) eachObject(item, change);
  if (!isObject(value)) return;
  for (const inner of Object.values(value)) eachObject(inner, change);
  change(value);
}

function writeNull(schema: Json): void {
  if (schema['nullable'] !== true || typeof schema['type'] !== 'string') return;
  delete schema['nullable'];
  schema['type'] = [schema['type'], 'null'];
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(null)) schema['enum'].push(null);
}

/** `/api/v1` of a server `https://app.example.com/api/v1`, or nothing. */
function serverPath(document: Json): string {
  const [server] = Array.isArray(document['servers']) ? document['servers'] : [];
  const { url } = asObject(server);
  if (typeof url !== 'string') return '';
  return new URL(url, 'https://server.invalid').pathname.replace(/\/$/, '');
}

function writeBody(document: Json, operation: Json): void {
  if (!Array.isArray(operation['parameters'])) return;
  const parameters = operation['parameters'].map(asObject);
  const fields = parameters.map((one) => byReference(document, one)).filter((one) => one['in'] === 'body');
  if (fields.length === 0) return;
  operation['parameters'] = parameters.filter((one) => byReference(document, one)['in'] !== 'body');
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    required: fields.filter(({ required }) => required === true).map(({ name }) => name),
  };
  operation['requestBody'] = { content: { 'application/json': { schema } } };
}

function byReference(document: Json, parameter: Json): Json {
  const name = /^#\/components\/parameters\/([^/]+)$/.exec(String(parameter['$ref']))?.[1];
  if (name === undefined) return parameter;
  return asObject(asObject(asObject(document['components'])['parameters'])[name]);
}
