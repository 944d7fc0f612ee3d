/** Asks the API for the simplest answer it can give. */
import { operations } from '../call/operations.ts';
import { type PreparedRequest, unsent } from '../call/prepare-request.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { BulkContext } from './batch.ts';

const request: PreparedRequest = {
  operation: operations.ping,
  pathParameters: {},
  query: undefined,
  body: undefined,
  idempotencyKey: undefined,
  isSafeToRepeat: () => true,
  inspect: undefined,
  description: unsent(operations.ping),
};

/** Whether the API answers at all. Never rejects. */
export async function isAnswering(
  { sendPrepared }: BulkContext,
  { headers, timeout }: RequestOptions,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await sendPrepared(request, { headers, timeout, signal, maxRetries: 0 }, true);
    return true;
  } catch {
    return false;
  }
}
