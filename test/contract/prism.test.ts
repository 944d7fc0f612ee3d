/** The client against Prism, a mock server that knows nothing but the document. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examplesOf,
  jsonContent,
  listOperations,
  loadDocument,
  type Operation,
  type Parameter,
} from '../../scripts/generate/document.ts';
import { type Prism, startPrism } from '../../scripts/prism.ts';
import { type OperationId, operations as table } from '../../src/generated/operations.ts';
import {
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorConflictError,
  PrefactorHttpClient,
  PrefactorNotFoundError,
  PrefactorRateLimitError,
  PrefactorServerError,
  PrefactorValidationError,
} from '../../src/index.ts';
import { recordTraffic } from '../support/traffic.ts';
import { calls, type ExampleInput } from './calls.ts';

const document = await loadDocument();
const operations = listOperations(document);

let prism: Prism;
let traffic: ReturnType<typeof recordTraffic>;
beforeAll(async () => {
  prism = await startPrism();
  traffic = recordTraffic();
});
afterAll(async () => {
  traffic[Symbol.dispose]();
  await prism[Symbol.asyncDispose]();
});

/** Every combination of a request example and what goes with it; one for an operation without a body. */
function inputsOf(operation: Operation): [name: string, input: ExampleInput][] {
  const place = (where: Parameter['in']) =>
    Object.fromEntries(
      operation.parameters.filter((parameter) => parameter.in === where).map((p) => [p.name, exampleOf(p)]),
    );
  const input = { path: place('path') as Record<string, string>, query: place('query'), body: {} };
  const bodies = examplesOf(document, operation.requestBody);
  if (bodies.length === 0) return [['no body', input]];
  return bodies.map(([name, body]) => [name, { ...input, body: body as object }]);
}

function exampleOf(parameter: Parameter): unknown {
  if ('example' in parameter) return parameter.example;
  const [first] = Object.values(parameter.examples ?? {});
  if (first === undefined) throw new Error(`${parameter.name} has no example`);
  return first.value;
}

function firstInput(operation: Operation): ExampleInput {
  const [first] = inputsOf(operation);
  if (first === undefined) throw new Error(`${operation.id} has no example`);
  return first[1];
}

const errorClasses: Record<string, new (...parameters: never[]) => PrefactorApiError> = {
  400: PrefactorValidationError,
  401: PrefactorAuthError,
  403: PrefactorAuthError,
  404: PrefactorNotFoundError,
  409: PrefactorConflictError,
  413: PrefactorApiError,
  422: PrefactorValidationError,
  429: PrefactorRateLimitError,
  503: PrefactorServerError,
};

test('every operation of the document has a method', () => {
  expect(Object.keys(table)).toEqual(operations.map(({ id }) => id));
  expect(Object.keys(calls).sort()).toEqual(Object.keys(table).sort());
});

test('a request that breaks the document would be noticed', async () => {
  traffic.exchanges.length = 0;
  await fetch(`${prism.url}/api/v1/bulk`, {
    method: 'POST',
    headers: { authorization: 'Bearer example-token', 'content-type': 'application/json' },
    body: JSON.stringify({
      items: [{ _type: 'agent_spans/finish', idempotency_key: 'too short'.slice(0, 7) }],
    }),
  });
  expect(traffic.exchanges[0]?.headers.get('sl-violations')).toContain('items');
});

describe.each([
  ['the pool of connections', {}],
  ['fetch', { fetch: globalThis.fetch }],
])('through %s', (_, transport) => {
  async function run<T>(work: (client: PrefactorHttpClient) => Promise<T>): Promise<T> {
    await using client = new PrefactorHttpClient({
      apiUrl: prism.url,
      apiToken: 'example-token',
      maxRetries: 0,
      ...transport,
    });
    traffic.exchanges.length = 0;
    try {
      return await work(client);
    } finally {
      expect(traffic.exchanges, 'one request, one answer').toHaveLength(1);
      const [exchange] = traffic.exchanges;
      expect(exchange?.headers.get('sl-violations'), 'violations of the document').toBeUndefined();
    }
  }

  describe.each(operations.map((operation) => [operation.id as OperationId, operation] as const))(
    '%s',
    (id, operation) => {
      const { call, unwrap } = calls[id];

      test.each(inputsOf(operation))(
        'sends the example "%s" as the document wants it',
        async (name, input) => {
          // A bulk answer must answer the items that were sent, so its examples come in pairs.
          const headers = id === 'executeBulk' ? { Prefer: `example=${name}` } : {};
          await run((client) => call(client, input, { headers }));
        },
      );

      test.each(examplesOf(document, operation.success))(
        'resolves to the answer "%s"',
        async (name, body) => {
          const input = id === 'executeBulk' ? bulkInput(operation, name) : firstInput(operation);
          const result = await run((client) =>
            call(client, input, { headers: { Prefer: `example=${name}` } }),
          );
          if (id === 'executeBulk') {
            const { outputs } = result as { outputs: object };
            expect({ ...outputs }).toEqual((body as { outputs: unknown }).outputs);
          } else {
            const whole = body as Record<string, unknown>;
            expect(result).toEqual(
              unwrap === 'nothing' ? undefined : unwrap === undefined ? whole : whole[unwrap],
            );
          }
        },
      );

      const documented = Object.keys(operation.errors).flatMap((code) =>
        code === 'default' ? ['413', '503'] : [code],
      );
      test.each(documented)('rejects with the error of status %s', async (status) => {
        const response = operation.errors[status] ?? operation.errors['default'];
        const [[, envelope] = ['', undefined]] = examplesOf(
          document,
          response && jsonContent(document, response),
        );
        const { code, message } = envelope as { code: string; message: string };

        const error = await run((client) =>
          call(client, firstInput(operation), { headers: { Prefer: `code=${status}` } }).then(
            () => undefined,
            (reason: unknown) => reason,
          ),
        );

        expect(error).toBeInstanceOf(errorClasses[status] ?? PrefactorApiError);
        expect(error).toMatchObject({
          statusCode: Number(status),
          code,
          message: expect.stringContaining(message),
          body: envelope,
          operation: id,
          method: operation.method,
          attempts: 1,
        });
        if (status === '429') expect(error).toMatchObject({ retryAfter: 2000 });
        if (status === '422')
          expect(error).toMatchObject({ errors: (envelope as { errors: object }).errors });
      });
    },
  );
});

function bulkInput(operation: Operation, answer: string): ExampleInput {
  const input = inputsOf(operation).find(([name]) => name === answer)?.[1];
  if (input === undefined) throw new Error(`no bulk request example named ${answer}`);
  return input;
}
