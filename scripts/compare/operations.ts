/** The operations of a document, in a form in which two documents can be compared. */

import { emptyObject, type Property, type Shape, Shapes } from './shape.ts';
import { asObject, isObject, type Json, type Source } from './source.ts';

export interface ComparedOperation {
  /** `GET /api/v1/agent_spans/{}`: what it is called on the wire, whatever its parameters are called. */
  readonly key: string;
  /** `GET /api/v1/agent_spans/{agent_span_id}` */
  readonly name: string;
  readonly id: string;
  readonly place: string | undefined;
  /** By where they stand and their name: `query limit`. Those in the path have a number for a name. */
  readonly parameters: ReadonlyMap<string, Property>;
  readonly body: Shape;
  /** By status code or `default`; undefined for an answer without JSON. */
  readonly answers: ReadonlyMap<string, { shape: Shape | undefined; place: string | undefined }>;
  /** What a caller must show: `http bearer`. */
  readonly security: string;
  readonly deprecated: boolean;
}

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

export function operationsOf(source: Source): Map<string, ComparedOperation> {
  const shapes = new Shapes(source);
  const operations = new Map<string, ComparedOperation>();
  for (const [path, item] of Object.entries(asObject(source.root['paths']))) {
    const methodsOfPath = source.resolve(item);
    for (const method of methods) {
      const operation = methodsOfPath[method];
      if (!isObject(operation)) continue;
      const name = `${method.toUpperCase()} ${path}`;
      const key = name.replaceAll(/\{[^}]*\}/g, '{}');
      const shared = listOf(methodsOfPath['parameters']);
      operations.set(key, {
        key,
        name,
        id: typeof operation['operationId'] === 'string' ? operation['operationId'] : name,
        place: source.placeOf(methodsOfPath, method),
        parameters: parametersOf(source, shapes, [...shared, ...listOf(operation['parameters'])], {
          name,
          path,
        }),
        body: bodyOf(source, shapes, operation, name),
        answers: answersOf(source, shapes, operation, name),
        security: securityOf(source, operation),
        deprecated: operation['deprecated'] === true,
      });
    }
  }
  return operations;
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(asObject) : []);

function parametersOf(
  source: Source,
  shapes: Shapes,
  parameters: Json[],
  { name: operation, path }: { name: string; path: string },
): Map<string, Property> {
  const found = new Map<string, Property>();
  const places = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  for (const parameter of parameters.map((one) => source.resolve(one))) {
    const { name, in: where, schema, required } = parameter;
    if (typeof name !== 'string' || typeof where !== 'string') continue;
    const at = `${operation} ?${name}`;
    const shape = (): Shape => shapes.of(asObject(schema), at);
    const place = source.placeOf(parameter);
    if (where === 'path') {
      found.set(`path ${places.indexOf(name)}`, { shape, required: true, at, place });
    } else if (parameter['style'] === 'deepObject') {
      // On the wire, each property is a parameter of its own; a text instead of an object goes by the plain name.
      const whole = shape();
      for (const form of whole.variants.length > 0 ? whole.variants : [whole]) {
        if (form.properties.size === 0)
          found.set(`${where} ${name}`, { shape: () => form, required: false, at, place });
        for (const [inner, property] of form.properties)
          found.set(`${where} ${name}[${inner}]`, { ...property, at: `${at}[${inner}]` });
      }
    } else found.set(`${where} ${name}`, { shape, required: required === true, at, place });
  }
  return found;
}

function jsonOf(source: Source, holder: unknown): Json | undefined {
  const { content } = source.resolve(holder);
  const media = Object.entries(asObject(content)).find(([type]) => /[/+]json\b/.test(type))?.[1];
  return isObject(media) ? asObject(media['schema']) : undefined;
}

function bodyOf(source: Source, shapes: Shapes, operation: Json, name: string): Shape {
  const schema = jsonOf(source, operation['requestBody']);
  if (schema !== undefined) return shapes.of(schema, `${name} body`);
  return { ...emptyObject(`${name} body`), place: source.placeOf(operation) };
}

function answersOf(
  source: Source,
  shapes: Shapes,
  operation: Json,
  name: string,
): ComparedOperation['answers'] {
  const responses = asObject(operation['responses']);
  return new Map(
    Object.entries(responses).map(([status, response]) => {
      const schema = jsonOf(source, response);
      return [
        status,
        {
          shape: schema && shapes.of(schema, `${name} ${status}`),
          place: source.placeOf(responses, status),
        },
      ];
    }),
  );
}

function securityOf(source: Source, operation: Json): string {
  const schemes = asObject(asObject(source.root['components'])['securitySchemes']);
  const required = listOf(operation['security'] ?? source.root['security']);
  const texts = required.map((requirement) =>
    Object.keys(requirement)
      .map((name) => source.resolve(schemes[name]))
      .map(({ type, scheme, name, in: where }) => [type, scheme, where, name].filter(Boolean).join(' '))
      .sort()
      .join(' and '),
  );
  return texts.sort().join(', or ') || 'nothing';
}
