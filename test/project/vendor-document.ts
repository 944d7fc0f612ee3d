/** Our document, written as the vendor writes its own: the facts the same, the spelling another. */
import { asObject, isObject, type Json } from '../../scripts/compare/source.ts';
import type { OpenApiDocument } from '../../scripts/generate/document.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** What the vendor has and we leave out, by what is known of it. */
const otherOperations = `
  GET /account, GET /account/{id}, PUT /account/{id}, GET /admin_user, GET /admin_user/{id}, PUT /admin_user/{id},
  GET /admin_user_invite, POST /admin_user_invite, GET /admin_user_invite/{id}, POST /admin_user_invite/{id}/revoke,
  GET /agent, POST /agent, GET /agent/show, GET /agent/{id}, PUT /agent/{id}, DELETE /agent/{id},
  POST /agent/{id}/retire, POST /agent/{id}/reinstate, GET /agent_deployment, POST /agent_deployment,
  GET /agent_deployment/{id}, PUT /agent_deployment/{id}, DELETE /agent_deployment/{id}, GET /agent_version,
  POST /agent_version, GET /agent_version/{id}, GET /agent_schema_version, POST /agent_schema_version,
  GET /agent_schema_version/{id}, PUT /agent_instance/{id}, POST /agent_instance/{id}/update, GET /alerts,
  GET /alerts/{id}, GET /alerts/count, POST /alerts/raise, POST /alerts/clear, GET /api_token, POST /api_token,
  GET /api_token/{id}, DELETE /api_token/{id}, POST /api_token/{id}/suspend, GET /environment, POST /environment,
  GET /environment/show, PUT /environment/{id}, GET /integration, GET /person, GET /team, GET /risk_profile,
  GET /risk_profile/template, POST /pfid/generate, POST /playground/register_customer_support, GET /openapi
`;

/** A copy of our bundled document in the vendor's style. */
export function vendorDocument(ours: OpenApiDocument): Json {
  const document = structuredClone(ours) as unknown as Json;
  const components = asObject(document['components']);
  const schemas = asObject(components['schemas']);
  writePaths(document, schemas);
  delete components['examples'];
  delete components['parameters'];
  delete components['responses'];
  schemas['Null'] = { type: 'null', title: 'Null' };
  return renamed(inTheirStyle(document)) as Json;
}

function writePaths(document: Json, schemas: Json): void {
  const paths = asObject(document['paths']);
  for (const [path, item] of Object.entries(paths)) {
    const shared = asObject(item);
    if (Array.isArray(shared['parameters'])) shared['parameters'] = parametersOf(document, shared);
    for (const method of methods) {
      const operation = shared[method];
      if (!isObject(operation)) continue;
      for (const key of Object.keys(operation)) if (key.startsWith('x-')) delete operation[key];
      const verb = method === 'get' ? 'Query' : 'Action';
      operation['operationId'] =
        verb + String(operation['operationId']).replace(/^./, (one) => one.toUpperCase());
      operation['parameters'] = [
        ...parametersOf(document, operation),
        ...fieldsOf(document, schemas, path, operation),
      ];
      operation['responses'] = Object.fromEntries(
        Object.entries(asObject(operation['responses']))
          .filter(([status]) => status === '200' || status === 'default')
          .map(([status, response]) => [status, resolve(document, response)]),
      );
    }
  }
  for (const text of otherOperations.trim().split(/,\s+/)) {
    const [method = '', path = ''] = text.split(' ');
    const item = findPath(paths, `/api/v1${path}`);
    const operation = { operationId: `Other${method}${path}`, responses: { 200: { description: 'Done.' } } };
    if (item[method.toLowerCase()] === undefined) item[method.toLowerCase()] = operation;
  }
}

/** The item of a path, whatever its parameters are called; a new one where there is none. */
function findPath(paths: Json, path: string): Json {
  const plain = (text: string): string => text.replaceAll(/\{[^}]*\}/g, '{}');
  const name = Object.keys(paths).find((one) => plain(one) === plain(path)) ?? path;
  const item = asObject(paths[name]);
  paths[name] = item;
  return item;
}

/** Query parameters are flat; `sorting` is one string. */
function parametersOf(document: Json, operation: Json): Json[] {
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
  return parameters.flatMap((one) => {
    const { example: _, examples: __, ...parameter } = resolve(document, one);
    if (parameter['style'] !== 'deepObject') return [parameter];
    const { name } = parameter;
    if (name === 'sorting') return [{ name, in: 'query', schema: { type: 'string' } }];
    const { properties } = resolve(document, parameter['schema']);
    return Object.entries(asObject(properties)).map(([inner, schema]) => ({
      name: `${String(name)}[${inner}]`,
      in: 'query',
      schema,
    }));
  });
}

/** The fields of a body, as parameters. Bulk alone has a body. */
function fieldsOf(document: Json, schemas: Json, path: string, operation: Json): Json[] {
  const body = resolve(document, operation['requestBody']);
  const media = asObject(asObject(body['content'])['application/json']);
  if (Object.keys(media).length === 0) return [];
  if (path === '/api/v1/bulk') {
    // What the items of each type hold is told in words.
    schemas['BulkItem'] = {
      type: 'object',
      required: ['_type', 'idempotency_key'],
      properties: {
        _type: { type: 'string' },
        idempotency_key: { type: 'string', minLength: 8, maxLength: 128 },
      },
      additionalProperties: true,
    };
    return [];
  }
  delete operation['requestBody'];
  const { properties, required } = flat(document, media['schema']);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'body',
    schema,
    ...(required.has(name) ? { required: true } : {}),
  }));
}

/** The properties of a schema and of all that it is made of. */
function flat(document: Json, value: unknown): { properties: Json; required: Set<unknown> } {
  const { properties, required, allOf } = resolve(document, value);
  const bases = (Array.isArray(allOf) ? allOf : []).map((base) => flat(document, base));
  return {
    properties: Object.assign({}, ...bases.map((base) => base.properties), properties),
    required: new Set([
      ...bases.flatMap((base) => [...base.required]),
      ...(Array.isArray(required) ? required : []),
    ]),
  };
}

function resolve(document: Json, value: unknown): Json {
  const { $ref: reference } = asObject(value);
  if (typeof reference !== 'string') return asObject(value);
  const parts = reference.split('/').slice(1);
  return resolve(
    document,
    parts.reduce<unknown>((inner, part) => asObject(inner)[part], document),
  );
}

const mapped = (object: Json, change: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));

/** Rules that the vendor's document does not state, and examples. */
const unstated = [
  'unevaluatedProperties',
  'dependentRequired',
  'not',
  'pattern',
  'minLength',
  'examples',
  'example',
];

/** Null is a component, a constant is an enum of one, and nothing is closed. */
function inTheirStyle(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inTheirStyle);
  if (!isObject(value)) return value;
  if (value['type'] === 'null' && value['title'] === undefined) return { $ref: '#/components/schemas/Null' };
  const { const: constant, ...schema } = Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !unstated.includes(key))
      .filter(([key, inner]) => key !== 'additionalProperties' || inner !== false)
      // Names of properties are no keywords.
      .map(([key, inner]) => [
        key,
        key === 'properties' ? mapped(asObject(inner), inTheirStyle) : inTheirStyle(inner),
      ]),
  );
  if (constant !== undefined) schema['enum'] = [constant];
  const { type, description, ...more } = schema;
  if (!Array.isArray(type) || !type.includes('null')) return schema;
  const [only] = type.filter((one) => one !== 'null');
  return { description, oneOf: [{ type: only, ...more }, { $ref: '#/components/schemas/Null' }] };
}

/** Every component by the name that the vendor might have for it. */
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (!isObject(value)) return value;
  const copy = mapped(value, renamed);
  const { $ref: reference } = copy;
  if (typeof reference === 'string') copy['$ref'] = reference.replace(/[^/]+$/, (name) => theirName(name));
  const { schemas } = copy;
  if (isObject(schemas))
    copy['schemas'] = Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [theirName(name), schema]),
    );
  return copy;
}

export function theirName(name: string): string {
  if (name === 'Null') return name;
  const [, start, end = 'Details'] = /^(.*?)(Id|Summary|ForCreate|Response|Request)?$/.exec(name) ?? [];
  return `${start}_${end}`;
}
