/** The OpenAPI document as one object: read from `openapi/` through Redocly's bundler. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const projectRoot = join(import.meta.dirname, '..', '..');

/** A JSON Schema, as far as the generator looks into it. */
export interface Schema {
  [keyword: string]: unknown;
  $ref?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  not?: Schema;
  additionalProperties?: boolean | Schema;
  unevaluatedProperties?: boolean;
}

export interface MediaType {
  schema: Schema;
  examples?: Record<string, { value: unknown }>;
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
  examples?: Record<string, { value: unknown }>;
}

interface Response {
  $ref?: string;
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, MediaType>;
}

interface DocumentOperation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, MediaType> };
  responses: Record<string, Response>;
  'x-bulk-type'?: string;
  'x-idempotent'?: boolean;
  'x-leads-to-state'?: boolean;
  'x-now-when-absent'?: TimestampRule[];
  'x-subject'?: Subject;
}

/** A timestamp that is "now" when it is left out, unless the `status` beside it is one of these. */
interface TimestampRule {
  field: string;
  unless_status?: string[];
}

/** The fields of a bulk item that name the instance and the span it is about. */
interface Subject {
  agent_instance?: string;
  agent_span?: string;
}

export interface OpenApiDocument {
  openapi: string;
  paths: Record<string, Record<string, DocumentOperation> & { parameters?: Parameter[] }>;
  components: {
    schemas: Record<string, Schema>;
    parameters?: Record<string, Parameter>;
    responses?: Record<string, Response>;
    examples?: Record<string, { value: unknown }>;
  };
}

/** One operation with its place, its parameters merged and every reference but those to schemas resolved. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  requestBody: MediaType | undefined;
  success: MediaType;
  /** Error answers by status code or `default`. */
  errors: Record<string, Response>;
  bulkType: string | undefined;
  idempotent: boolean;
  leadsToState: boolean;
  nowWhenAbsent: TimestampRule[];
  subject: Subject;
}

export async function loadDocument(): Promise<OpenApiDocument> {
  const folder = await mkdtemp(join(tmpdir(), 'prefactor-http-'));
  const bundle = join(folder, 'openapi.json');
  try {
    await promisify(execFile)(
      process.execPath,
      [
        join(projectRoot, 'node_modules/@redocly/cli/bin/cli.js'),
        'bundle',
        join(projectRoot, 'openapi/openapi.yaml'),
        '--output',
        bundle,
      ],
      {
        cwd: projectRoot,
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
    );
    return JSON.parse(await readFile(bundle, 'utf8')) as OpenApiDocument;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw stderr ? new Error(stderr.trim(), { cause: error }) : error;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const extensions: ReadonlySet<string> = new Set<keyof DocumentOperation>([
  'x-bulk-type',
  'x-idempotent',
  'x-leads-to-state',
  'x-now-when-absent',
  'x-subject',
]);

const methods = ['get', 'post', 'put', 'patch', 'delete'];

export function listOperations(document: OpenApiDocument): Operation[] {
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      const unknown = Object.keys(operation).filter((key) => key.startsWith('x-') && !extensions.has(key));
      if (unknown.length > 0)
        throw new Error(`${operation.operationId}: nobody knows the extension ${unknown.join(', ')}`);
      const { 200: success, ...errors } = Object.fromEntries(
        Object.entries(operation.responses).map(([code, response]) => [code, resolve(document, response)]),
      );
      const requestBody = jsonContent(document, operation.requestBody);
      const answer = jsonContent(document, success);
      if (answer === undefined) throw new Error(`${operation.operationId} has no JSON answer under 200`);
      operations.push({
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
          resolve(document, parameter),
        ),
        requestBody,
        success: answer,
        errors,
        bulkType: operation['x-bulk-type'],
        idempotent: operation['x-idempotent'] ?? false,
        leadsToState: operation['x-leads-to-state'] ?? false,
        nowWhenAbsent: operation['x-now-when-absent'] ?? [],
        subject: operation['x-subject'] ?? {},
      });
    }
  }
  return operations.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Follows a reference into the document, as often as one leads to another. */
export function resolve<T extends object>(document: OpenApiDocument, value: T): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value;
  let target: unknown = document;
  for (const part of value.$ref.replace(/^#\//, '').split('/')) {
    target = (target as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (typeof target !== 'object' || target === null) throw new Error(`${value.$ref} leads nowhere`);
  return resolve(document, target as T);
}

/** The named examples of a body, with references resolved. */
export function examplesOf(document: OpenApiDocument, media: MediaType | undefined): [string, unknown][] {
  return Object.entries(media?.examples ?? {}).map(([name, example]) => [
    name,
    resolve(document, example).value,
  ]);
}

export function jsonContent(
  document: OpenApiDocument,
  holder: { content?: Record<string, MediaType> } | undefined,
): MediaType | undefined {
  return holder === undefined ? undefined : resolve(document, holder).content?.['application/json'];
}

/** The schemas that these lead to, themselves among them. */
export function reachable(document: OpenApiDocument, roots: Schema[]): Set<Schema> {
  const reached = new Set<Schema>();
  const visit = (reference: Schema): void => {
    const schema = resolve(document, reference);
    if (reached.has(schema)) return;
    reached.add(schema);
    partsOf(schema).forEach(visit);
  };
  for (const root of roots) visit(root);
  return reached;
}

/** The schemas directly inside a schema. */
export function partsOf(schema: Schema): Schema[] {
  const { items, properties, allOf, oneOf, anyOf, additionalProperties: more } = schema;
  return [
    items,
    ...Object.values(properties ?? {}),
    ...(allOf ?? []),
    ...(oneOf ?? []),
    ...(anyOf ?? []),
    typeof more === 'object' ? more : undefined,
  ].filter((part) => part !== undefined);
}
