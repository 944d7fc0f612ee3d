/** What the outputs of a bulk answer mean: of each item alone, and of the answer as a whole. */
import type { BulkOutput } from '../../generated/types.ts';
import { apiErrorOf, type ErrorBody } from '../call/api-error.ts';
import { checkBulkOutput, type Operation, operationOfType } from '../call/operations.ts';
import type { Redactor } from '../call/redactor.ts';
import { isTransientCode, keyAlreadyUsed } from '../errors/codes.ts';
import { describeRequest } from '../errors/describe.ts';
import type { Issue } from '../errors/details.ts';
import {
  PrefactorApiError,
  PrefactorConflictError,
  type PrefactorHttpError,
  PrefactorResponseContractError,
} from '../errors/errors.ts';
import { ownProperty, withoutPrototype } from '../own-properties.ts';
import { retryAfterIn } from '../retry/delay.ts';
import { show } from '../validation/rules.ts';
import { issuesOf } from '../validation/schema-issues.ts';
import type { Settlement } from './item.ts';
import { leadsToState } from './operation-facts.ts';

/** An item that was sent, as far as its output is about it. */
export interface SentItem {
  readonly key: string;
  readonly type: string;
  /** The id of what it is about, where it has one. */
  readonly id: string | undefined;
  /** Whether an earlier attempt may have carried it out, and so used its key. */
  readonly possiblyApplied: boolean;
}

/** What the outputs of an answer have in common. */
export interface OutputContext {
  readonly requestId: string | null;
  readonly redactor: Redactor;
  readonly validateResponses: boolean;
}

type ErrorOutput = Exclude<BulkOutput, { status: 'success' }> & ErrorBody;

interface ItemSuccess {
  readonly status: 'success';
  readonly [field: string]: unknown;
}

interface ItemError {
  readonly status: 'error';
  readonly error: PrefactorApiError | PrefactorResponseContractError;
}

/** Whether a valid output says that the item failed: one without a `status` does. */
function isErrorOutput(output: BulkOutput): output is ErrorOutput {
  return output.status !== 'success';
}

/** Whether the error of an item is not known to come again. */
export function mayPass(settlement: Settlement): settlement is Settlement & { readonly status: 'error' } {
  return (
    settlement.status === 'error' &&
    settlement.error instanceof PrefactorApiError &&
    isTransientCode(settlement.error.code) !== false
  );
}

/** What became of an item, by its output; `undefined` where the answer has none for it. */
export function settlementOf(
  item: SentItem,
  output: BulkOutput | undefined,
  context: OutputContext,
): Settlement {
  const result = resultOf(item, output, context);
  const isDone = result.status === 'error' && isRepetition(item, result.error);
  return isDone ? { status: 'success', alreadyApplied: true } : result;
}

/** What the API says of an item. */
export function resultOf(
  item: SentItem,
  output: BulkOutput | undefined,
  context: OutputContext,
): ItemSuccess | ItemError {
  if (output === undefined || !checkBulkOutput(output)) {
    return { status: 'error', error: describedAs(item, brokenOutput(output, context)) };
  }
  if (!isErrorOutput(output)) return successOf(item, output, context);
  return { status: 'error', error: errorOf(item, output, context) };
}

/** The success of an item, with what the document does not describe of it. */
function successOf(
  { type }: SentItem,
  output: BulkOutput,
  { redactor, validateResponses }: OutputContext,
): ItemSuccess {
  const contractIssues = validateResponses ? outputIssues(operationOfType(type), output, redactor) : [];
  return {
    ...withoutOurNames(output),
    status: 'success',
    ...(contractIssues.length > 0 && { contractIssues }),
  };
}

/** The error that the API gives an item of a request that was itself answered 200. */
function errorOf(
  item: SentItem,
  given: ErrorOutput,
  { requestId, redactor }: OutputContext,
): PrefactorApiError {
  const body = redactor.json(given);
  const { possiblyApplied } = item;
  const details = { statusCode: 200, requestId, retryAfter: retryAfterIn(body) };
  const error = apiErrorOf(body, details, { possiblyApplied, possiblyUsedKey: possiblyApplied });
  return describedAs(item, error);
}

/** What an answer must be so that it can be taken apart: where it is not, nothing is known of any item. */
export function outputsIssues(body: object): Issue[] {
  const outputs = ownProperty(body as { outputs?: unknown }, 'outputs');
  return typeof outputs === 'object' && outputs !== null && !Array.isArray(outputs)
    ? []
    : [{ path: 'outputs', message: `must be an object, not ${show(outputs)}` }];
}

/** The outputs of an answer by key. Keys are the callers' own words, `__proto__` and `constructor` among them. */
export function outputsOf(body: object): Readonly<Record<string, BulkOutput>> {
  return withoutPrototype((body as { outputs: Record<string, BulkOutput> }).outputs);
}

function describedAs<Failure extends PrefactorHttpError>(
  { key, type, id }: SentItem,
  error: Failure,
): Failure {
  return describeRequest(error, { operation: operationOfType(type)?.id ?? type, id, idempotencyKey: key });
}

/** Where the success of an item differs from what the document describes. */
function outputIssues(operation: Operation | undefined, output: object, redactor: Redactor): Issue[] {
  return issuesOf(operation?.checkSuccess, output, (text) => redactor.text(text));
}

// What an outcome says of itself, no answer can say.
const ourNames = ['alreadyApplied', 'contractIssues', 'error'] as const;

/** A success without what only this client says of one. */
function withoutOurNames(output: object): object {
  if (!ourNames.some((name) => Object.hasOwn(output, name))) return output;
  return Object.fromEntries(
    Object.entries(output).filter(([name]) => !ourNames.some((ours) => ours === name)),
  );
}

/** Whether the API refuses only because an earlier attempt has done it. */
function isRepetition({ type, possiblyApplied }: SentItem, error: PrefactorHttpError): boolean {
  if (!possiblyApplied || !(error instanceof PrefactorConflictError)) return false;
  return error.code === keyAlreadyUsed || leadsToState(operationOfType(type));
}

/** An answer that lacks an item's output, or has one that is neither success nor error. */
function brokenOutput(
  output: unknown,
  { requestId, redactor }: OutputContext,
): PrefactorResponseContractError {
  const what = output === undefined ? 'has no output for the item' : 'has an invalid output for the item';
  return new PrefactorResponseContractError(
    `the bulk answer ${what}; whether the item was carried out is not known`,
    {
      statusCode: 200,
      requestId,
      bodySnippet: output === undefined ? '' : snippetOf(redactor.json(output)),
      issues: [{ path: 'outputs', message: what }],
      applied: undefined,
    },
  );
}

function snippetOf(output: unknown): string {
  try {
    return JSON.stringify(output).slice(0, 200);
  } catch {
    // Nested deeper than can be written.
    return '[cannot be shown]';
  }
}
