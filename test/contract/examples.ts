/** The examples of the document, each with the validator and the schema it must keep to. */
import {
  examplesOf,
  jsonContent,
  listOperations,
  loadDocument,
  type Operation,
  type Schema,
} from '../../scripts/generate/document.ts';
import { bulkItems } from '../../scripts/generate/schemas.ts';
import type { OperationId } from '../../src/generated/operations.ts';
import {
  checkBulkOutput,
  checkErrorEnvelope,
  checkOtherBulkItem,
  operationOfType,
  operations as table,
} from '../../src/wrapper/call/operations.ts';
import type { Validator } from '../../src/wrapper/validation/schema-validator.ts';

export const document = await loadDocument();
export const operations = listOperations(document);

export interface Example {
  name: string;
  check: Validator;
  schema: Schema;
  value: unknown;
}

export const requestExamples: Example[] = operations.flatMap((operation) => [
  ...bodyExamples(operation),
  ...queryExamples(operation),
  ...bulkItemExamples(operation),
]);

function bodyExamples(operation: Operation): Example[] {
  const { checkBody } = table[operation.id as OperationId];
  const { requestBody } = operation;
  if (checkBody === undefined || requestBody === undefined) return [];
  return examplesOf(document, requestBody).map(([name, value]) => ({
    name: `body of ${operation.id}, ${name}`,
    check: checkBody,
    schema: requestBody.schema,
    value,
  }));
}

function queryExamples(operation: Operation): Example[] {
  const { checkQuery } = table[operation.id as OperationId];
  if (checkQuery === undefined) return [];
  const parameters = operation.parameters.filter((parameter) => parameter.in === 'query');
  const value = Object.fromEntries(
    parameters.map((parameter) => [parameter.name, (parameter as { example?: unknown }).example]),
  );
  const schema: Schema = {
    type: 'object',
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
  return [{ name: `query of ${operation.id}`, check: checkQuery, schema, value }];
}

/** Bulk items one by one, with the validator of their own type. */
function bulkItemExamples(operation: Operation): Example[] {
  if (operation.id !== 'executeBulk') return [];
  return examplesOf(document, operation.requestBody).flatMap(([name, value]) =>
    (value as { items: { _type: string }[] }).items.map((item, index) => {
      const known = operationOfType(item._type);
      const branch = bulkItems(document).find(([type]) => type === known?.bulkType);
      return {
        name: `bulk item ${name}[${index}]`,
        check: known?.checkBulkItem ?? checkOtherBulkItem,
        schema: branch?.[1] ?? {},
        value: item,
      };
    }),
  );
}

/** Every answer that the document shows: successes, errors, and the outputs of bulk one by one. */
export const answerExamples: Example[] = operations.flatMap((operation) => {
  const { checkSuccess } = table[operation.id as OperationId];
  const { schema } = operation.success;
  const successes = examplesOf(document, operation.success).map(([name, value]) => ({
    name: `answer of ${operation.id}, ${name}`,
    check: checkSuccess,
    schema,
    value,
  }));
  const errors = Object.entries(operation.errors).flatMap(([status, response]) =>
    examplesOf(document, jsonContent(document, response)).map(([name, value]) => ({
      name: `${status} of ${operation.id}, ${name}`,
      check: checkErrorEnvelope,
      schema: { $ref: '#/components/schemas/ApiError' },
      value,
    })),
  );
  const outputs = [...successes, ...errors].map(({ name, value }) => ({
    name: `${name}, as an output of bulk`,
    check: checkBulkOutput,
    schema: { $ref: '#/components/schemas/BulkOutput' },
    value,
  }));
  return [...successes, ...errors, ...outputs];
});
