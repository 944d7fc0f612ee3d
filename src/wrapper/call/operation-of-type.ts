/** Which operation of the document an item of a bulk request stands for. */
import { type Operation, type OperationId, operations } from '../../generated/operations.ts';

/** An operation that a bulk request can carry: any but the bulk request itself. */
export type ItemOperation = Operation & { readonly id: Exclude<OperationId, 'executeBulk'> };

const byType = new Map<string, ItemOperation>();
for (const operation of Object.values(operations)) {
  if (operation.bulkType !== undefined) byType.set(operation.bulkType, operation);
}

/** The operation that a bulk type stands for; `undefined` for a type that the document does not describe. */
export function operationOfType(type: unknown): ItemOperation | undefined {
  return typeof type === 'string' ? byType.get(type) : undefined;
}
