/** `src/generated/operations.ts`: what a client needs to know of each operation besides its types. */
import { type OpenApiDocument, type Operation, resolve, type Schema } from './document.ts';
import { payloadsOf } from './payloads.ts';
import {
  allProperties,
  bulkItems,
  literal,
  nameOf,
  querySchema,
  schemaNames,
  sharedSchemas,
  timestampPaths,
} from './schemas.ts';

export function operationsTable(document: OpenApiDocument, operations: Operation[]): string {
  const entries = operations.map((operation) => {
    const body = operation.requestBody?.schema;
    const query = querySchema(operation.parameters);
    const names = schemaNames(document, operation);
    const facts = factsOf(document, operation);
    const lines: Record<string, unknown> = {
      id: operation.id,
      method: operation.method,
      path: operation.path,
      pathParameters: operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name),
      writes: operation.method !== 'GET',
      key: keyPlace(document, operation),
      repeatable: operation.method === 'GET' || operation.idempotent,
      leadsToState: operation.leadsToState,
      bodyTimestamps: timestampPaths(document, body),
      queryTimestamps: timestampPaths(document, query),
      payloads: payloadsIn(document, operation),
      bulkType: operation.bulkType,
      ...facts,
      bodySchema: names.body,
      querySchema: names.query,
      bulkItemSchema: names.bulkItem,
      successSchema: names.success,
    };
    const fields = Object.entries(lines).map(([name, value]) => `    ${name}: ${literal(value)},\n`);
    return `  ${operation.id}: {\n${fields.join('')}  },\n`;
  });
  return `/** What the document says of each operation besides its types; its schemas are named as in \`schemas.ts\`. */
export const operations = {
${entries.join('')}} as const;

export type OperationId = keyof typeof operations;

/** Names of the schemas that no single operation owns. */
export const sharedSchemas = {
  /** The body of an error answer. */
  errorEnvelope: ${JSON.stringify(sharedSchemas.errorEnvelope)},
  /** One output of a bulk request, whatever its type. */
  bulkOutput: ${JSON.stringify(sharedSchemas.bulkOutput)},
  /** A bulk item of a type that the document does not describe. */
  otherBulkItem: ${JSON.stringify(otherBulkItem(document))},
} as const;
`;
}

/** The payloads of an operation's body, which are in the same places in its bulk item. */
function payloadsIn(document: OpenApiDocument, operation: Operation): unknown[] {
  const { id, requestBody, bulkType } = operation;
  // Each item has those of its own operation.
  if (keyPlace(document, operation) === 'items') return [];
  const payloads = payloadsOf(document, requestBody?.schema, id);
  const item = bulkItemOf(document, operation);
  if (item !== undefined && literal(payloadsOf(document, item, id)) !== literal(payloads))
    throw new Error(`${id}: the bulk item ${bulkType} must have its payloads where the body has them`);
  return payloads;
}

function bulkItemOf(document: OpenApiDocument, { bulkType }: Operation): Schema | undefined {
  return bulkItems(document).find(([type]) => type !== undefined && type === bulkType)?.[1];
}

function otherBulkItem(document: OpenApiDocument): string {
  const items = bulkItems(document);
  const [, item = {}] = items.find(([type]) => type === undefined) ?? [];
  const name = nameOf(item, `the item of ${sharedSchemas.bulkItem} for all other types`);
  const { not: excluded } = allProperties(document, item)['_type'] ?? {};
  const types = items.flatMap(([type]) => type ?? []);
  const missing = types.filter((type) => excluded?.enum?.includes(type) !== true);
  if (missing.length > 0)
    throw new Error(`${name}/_type/not/enum lacks ${missing.join(', ')}, which has an item of its own`);
  return name;
}

/** What the extensions of an operation say of its bulk item, held to the schema of the item. */
function factsOf(document: OpenApiDocument, operation: Operation): Record<string, unknown> {
  const item = bulkItemOf(document, operation);
  const timestamps = timestampPaths(document, item).map((path) => path.join('.'));
  const checkedPath = (extension: string, field: string): string[] => {
    const path = field.split('.');
    const target = path.reduce((schema, name) => schema && allProperties(document, schema)[name], item);
    if (target === undefined)
      throw new Error(`${operation.id}: ${extension} names ${field}, which its bulk item does not have`);
    return path;
  };
  const nowWhenAbsent = operation.nowWhenAbsent.map(({ field, unless_status: unlessStatus = [] }) => {
    const path = checkedPath('x-now-when-absent', field);
    if (!timestamps.includes(field))
      throw new Error(`${operation.id}: x-now-when-absent names ${field}, which is no timestamp`);
    if (unlessStatus.length > 0) checkedPath('x-now-when-absent', [...path.slice(0, -1), 'status'].join('.'));
    return { path, unlessStatus };
  });
  const { agent_instance: instance, agent_span: span, ...unknown } = operation.subject;
  if (Object.keys(unknown).length > 0)
    throw new Error(`${operation.id}: x-subject has ${Object.keys(unknown).join(', ')}`);
  return {
    nowWhenAbsent,
    subject: {
      instance: instance && checkedPath('x-subject', instance),
      span: span && checkedPath('x-subject', span),
    },
  };
}

function keyPlace(document: OpenApiDocument, operation: Operation): string | undefined {
  if (operation.method === 'GET') return undefined;
  const properties = allProperties(document, operation.requestBody?.schema ?? {});
  if (properties['idempotency_key'] !== undefined) return 'body';
  const items = properties['items']?.items;
  const everyItemHasKey = resolve(document, items ?? {}).oneOf?.every(
    (branch) => allProperties(document, branch)['idempotency_key'] !== undefined,
  );
  return everyItemHasKey ? 'items' : 'header';
}
