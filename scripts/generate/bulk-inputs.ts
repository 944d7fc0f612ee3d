/** The items of a bulk request as callers write them: the client makes the key of one that has none. */
import type { OpenApiDocument, Schema } from './document.ts';

const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const bulkKey = reference('BulkKey');

/** Adds an `…Input` for every bulk item of a known type, `BulkInputs`, which has them by that type, and `BulkType`. */
export function addBulkInputs({ components: { schemas } }: OpenApiDocument): void {
  const { BulkKey: key } = schemas;
  if (key?.properties?.['idempotency_key'] === undefined) throw new Error('bulk items have no key');
  const byType: Record<string, Schema> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const type = schema.properties?.['_type']?.const;
    if (typeof type !== 'string') continue;
    schemas[`${name}Input`] = {
      ...schema,
      allOf: (schema.allOf ?? []).map((base) =>
        base.$ref === bulkKey.$ref ? reference('BulkKeyInput') : base,
      ),
    };
    byType[type] = reference(`${name}Input`);
  }
  schemas['BulkKeyInput'] = {
    ...key,
    description: `${key['description']} The client makes one where there is none.`,
    required: [],
  };
  schemas['BulkInputs'] = {
    description: 'The items that `client.bulk` takes, by their type.',
    type: 'object',
    required: Object.keys(byType),
    properties: byType,
  };
  schemas['BulkType'] = {
    description: 'The types of bulk items that the document describes.',
    type: 'string',
    enum: Object.keys(byType),
  };
}
