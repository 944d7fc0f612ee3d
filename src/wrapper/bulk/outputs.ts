/** What the outputs of a bulk answer mean: of each item alone, and of the answer as a whole. */
import type { BulkOutput } from '../../generated/types.ts';
import { type ErrorBody, errorClassOf } from '../call/api-error.ts';
import { checkBulkOutput, type Operation, operationOfType } from '../call/operations.ts';
import type { Redactor } from '../call/redactor.ts';
import {
  describeRequest,
  type Issue,
  type PrefactorApiError,
  type PrefactorHttpError,
  PrefactorResponseContractError,
} from '../errors/errors.ts';
import { show } from '../validation/rules.ts';
import { issuesOf } from '../validation/schema-issues.ts';
import type { Settlement } from './item.ts';
import { leadsToState } from './operation-facts.ts';

/** An item that was sent, as far as its output is about it. */
export interface SentItem {
  readonly key: string;
  readonly type: string;
  /** Whether an earlier attempt may have carried it out. */
  readonly possiblyApplied: boolean;
}

/** What the outputs of an answer have in common. */
export interface OutputContext {
  readonly requestId: string | null;
  readonly redactor: Redactor;
  readonly validateResponses: boolean;
}

type ErrorOutput = BulkOutput & ErrorBody & { readonly status: 'error' };

/** Whether an output says that the item failed. */
export function isErrorOutput(output: BulkOutput | undefined): output is ErrorOutput {
  return output?.status === 'error' && checkBulkOutput(output);
}

// The HTTP status that each code comes with, since an item has a code and no status.
const statusOfCode = new Map([
  ['bad_request', 400],
  ['validation_errors', 422],
  ['bad_authtoken', 401],
  ['not_found', 404],
  ['invalid_action', 409],
]);

/** Whether the error of an item is not known to come again. */
export function isWorthRetrying({ code }: ErrorOutput): boolean {
  return !statusOfCode.has(code);
}

/** What became of an item, by its output; `undefined` where the answer has none for it. */
export function settlementOf(
  item: SentItem,
  output: BulkOutput | undefined,
  context: OutputContext,
): Settlement {
  if (output === undefined || !checkBulkOutput(output)) {
    return { status: 'error', error: describedAs(item, brokenOutput(output, context)) };
  }
  if (!isErrorOutput(output)) return successOf(item, output, context);
  if (isRepetition(item, output)) return { status: 'success', alreadyApplied: true };
  return { status: 'error', error: errorOf(item, output, context) };
}

/** The success of an item, with what the document does not describe of it. */
export function successOf(
  { type }: SentItem,
  output: BulkOutput,
  { redactor, validateResponses }: OutputContext,
): { readonly status: 'success' } {
  const contractIssues = validateResponses ? outputIssues(operationOfType(type), output, redactor) : [];
  return {
    ...withoutOurNames(output),
    status: 'success',
    ...(contractIssues.length > 0 && { contractIssues }),
  };
}

/** The error that the API gives an item of a request that was itself answered 200. */
export function errorOf(
  item: SentItem,
  given: ErrorOutput,
  { requestId, redactor }: OutputContext,
): PrefactorApiError {
  const output = redactor.json(given);
  const { code, message, errors } = output;
  const error = new (errorClassOf(statusOfCode.get(code) ?? 200))(`${message} (${code})`, {
    code,
    statusCode: 200,
    requestId,
    body: output,
    errors,
    possiblyApplied: item.possiblyApplied,
  });
  return describedAs(item, error);
}

/** What an answer must be so that it can be taken apart: where it is not, nothing is known of any item. */
export function outputsIssues(body: object): Issue[] {
  const { outputs } = body as { outputs?: unknown };
  return typeof outputs === 'object' && outputs !== null && !Array.isArray(outputs)
    ? []
    : [{ path: 'outputs', message: `must be an object, not ${show(outputs)}` }];
}

/** What the document cannot say of an answer: that it answers these items and no others, each by its key. */
export function answerIssues(body: object, keys: readonly string[]): Issue[] {
  const issues = outputsIssues(body);
  if (issues.length > 0) return issues;
  const { outputs } = body as { outputs: object };
  const sent = new Set(keys);
  for (const [key, output] of Object.entries(outputs)) {
    if (!sent.has(key))
      issues.push({ path: 'outputs', message: 'has an answer for a key that was not sent' });
    else if (!checkBulkOutput(output)) {
      issues.push({
        path: 'outputs',
        message: `has an answer for items[${keys.indexOf(key)}] that is neither success nor error`,
      });
    }
  }
  return issues;
}

function describedAs<Failure extends PrefactorHttpError>({ key, type }: SentItem, error: Failure): Failure {
  return describeRequest(error, { operation: operationOfType(type)?.id ?? type, idempotencyKey: key });
}

/** Where the success of an item differs from what the document describes. */
function outputIssues(operation: Operation | undefined, output: object, redactor: Redactor): Issue[] {
  if (issuesOf(operation?.checkSuccess, output).length === 0) return [];
  // Looked at again without secrets: an issue shows the beginning of a value, and so perhaps half of a token.
  return issuesOf(operation?.checkSuccess, redactor.json(output));
}

// What an outcome says of itself, no answer can say.
const ourNames = ['alreadyApplied', 'contractIssues', 'error'] as const;

/** A success without what only this client says of one. */
function withoutOurNames(output: object): object {
  if (!ourNames.some((name) => name in output)) return output;
  return Object.fromEntries(
    Object.entries(output).filter(([name]) => !ourNames.some((ours) => ours === name)),
  );
}

/** Whether the API refuses only because an earlier attempt has done it. */
function isRepetition({ type, possiblyApplied }: SentItem, { code }: ErrorOutput): boolean {
  return possiblyApplied && code === 'invalid_action' && leadsToState(operationOfType(type));
}

/** An answer that lacks an item's output, or has one that is neither success nor error. */
function brokenOutput(
  output: unknown,
  { requestId, redactor }: OutputContext,
): PrefactorResponseContractError {
  const what = output === undefined ? 'has no output for the item' : 'has an invalid output for the item';
  return new PrefactorResponseContractError(
    `executeBulk: the answer ${what}; whether the item was carried out is not known`,
    {
      statusCode: 200,
      requestId,
      bodySnippet: output === undefined ? '' : snippetOf(redactor.json(output)),
      issues: [{ path: 'outputs', message: what }],
      applied: false,
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
