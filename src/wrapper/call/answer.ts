/** What an answer means: the described success, the API's no, or something that breaks the contract. */
import type { Clock } from '../clock.ts';
import {
  type ApiErrorDetails,
  type Issue,
  PrefactorApiError,
  PrefactorAuthError,
  PrefactorConflictError,
  PrefactorNotFoundError,
  PrefactorRateLimitError,
  PrefactorResponseContractError,
  PrefactorServerError,
  PrefactorValidationError,
} from '../errors/errors.ts';
import { retryAfterHint } from '../retry/delay.ts';
import type { TransportResponse } from '../transport/transport.ts';
import { issuesOf } from '../validation/schema-issues.ts';
import { checkErrorEnvelope, type Operation } from './operations.ts';
import type { CallInput } from './prepare-request.ts';
import type { Redactor } from './redactor.ts';

const snippetLength = 200;

/** What judging an answer takes besides the answer. */
export interface ResponseContext {
  readonly operation: Operation;
  readonly validate: boolean;
  /** What a success must keep to beyond the document's description. */
  readonly inspect: CallInput['inspect'];
  /** Whether an earlier attempt of the same call was sent and never answered. */
  readonly possiblyApplied: boolean;
  /** Takes what must stay secret out of text that goes into an error. */
  readonly redact: Redactor;
  readonly clock: Clock;
}

/** The body of a success, as the document describes it. Throws for every other answer. */
export function readSuccess(response: TransportResponse, judgement: ResponseContext): object {
  const { statusCode } = response;
  if (statusCode < 200 || statusCode > 299) throw apiError(response, judgement);
  if (statusCode !== 200)
    throw contractError(response, judgement, `a success has status 200, not ${statusCode}`);
  if (response.tooLarge)
    throw contractError(response, judgement, 'the answer is larger than maxResponseSize');
  const { value: body, error } = parseJson(response.text);
  if (error !== undefined) throw contractError(response, judgement, 'the answer is not JSON');
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw contractError(response, judgement, 'the answer is not a JSON object');
  }
  if (issuesWith(body, judgement).length === 0) return body;
  // Looked at again without secrets: an issue shows the beginning of a value, and so perhaps half of a token.
  const issues = issuesWith(judgement.redact.json(body), judgement);
  const [first] = issues;
  const what = first === undefined ? '' : `: ${first.path} ${first.message}`;
  throw contractError(response, judgement, `the answer is not what the document describes${what}`, issues);
}

function issuesWith(
  body: object,
  { operation, validate, inspect, possiblyApplied }: ResponseContext,
): readonly Issue[] {
  const issues = validate ? issuesOf(operation.checkSuccess, body) : [];
  return issues.length > 0 ? issues : (inspect?.(body, possiblyApplied) ?? []);
}

/** The error for an answer that breaks the contract. */
function contractError(
  response: TransportResponse,
  { operation, redact }: ResponseContext,
  message: string,
  issues: readonly Issue[] = [],
): PrefactorResponseContractError {
  return new PrefactorResponseContractError(`${operation.id}: ${message}`, {
    statusCode: response.statusCode,
    requestId: requestIdOf(response, redact),
    bodySnippet: snippet(response, redact),
    issues,
    applied: operation.writes && response.statusCode === 200,
    cause: parseJson(redact.text(response.text)).error,
  });
}

/** The answer's request id, which a server may have made of what it was sent. */
export function requestIdOf(response: TransportResponse, redact: Redactor): string | null {
  const id = response.header('x-request-id');
  return id === null ? null : redact.text(id);
}

function apiError(
  response: TransportResponse,
  { possiblyApplied, redact, clock }: ResponseContext,
): PrefactorApiError {
  const { statusCode } = response;
  const parsed = redact.json(parseJson(response.text).value);
  const envelope = checkErrorEnvelope(parsed) ? (parsed as Envelope) : undefined;
  return new (errorClass(statusCode))(messageOf(envelope, statusCode), {
    code: envelope?.code ?? `http_${statusCode}`,
    statusCode,
    requestId: requestIdOf(response, redact),
    body: envelope ?? snippet(response, redact),
    retryAfter: retryAfterHint(response.header, parsed, clock),
    errors: envelope?.errors,
    possiblyApplied,
  });
}

function messageOf(envelope: Envelope | undefined, statusCode: number): string {
  if (envelope !== undefined) return `${envelope.message} (${envelope.code}, HTTP ${statusCode})`;
  if (statusCode < 400) return `HTTP ${statusCode}: a redirect, which the client never follows; check apiUrl`;
  return `HTTP ${statusCode}, without an error of the API's own: something before it may have answered`;
}

interface Envelope {
  readonly code: string;
  readonly message: string;
  readonly errors?: Readonly<Record<string, unknown>>;
}

// The HTTP status that each code comes with, for items of a bulk request, which have a code and no status.
const statusOfCode = new Map([
  ['bad_request', 400],
  ['validation_errors', 422],
  ['bad_authtoken', 401],
  ['not_found', 404],
  ['invalid_action', 409],
]);

/** Whether the error of a bulk item will come again however often the item is sent. Of other codes nobody knows. */
export function isPermanentCode(code: string): boolean {
  return statusOfCode.has(code);
}

/** What the items of a bulk answer have in common. */
export interface ItemCircumstances {
  readonly requestId: string | null;
  readonly possiblyApplied: boolean;
}

/** The error of one item of a bulk request that was itself answered 200. */
export function bulkItemError(
  answer: Envelope,
  redact: Redactor,
  { requestId, possiblyApplied }: ItemCircumstances,
): PrefactorApiError {
  const output = redact.json(answer);
  return new (errorClass(statusOfCode.get(output.code) ?? 200))(`${output.message} (${output.code})`, {
    code: output.code,
    statusCode: 200,
    requestId,
    body: output,
    errors: output.errors,
    possiblyApplied,
  });
}

type ErrorClass = new (
  message: string,
  details: ApiErrorDetails & {
    readonly errors?: Readonly<Record<string, unknown>> | undefined;
    readonly possiblyApplied?: boolean;
  },
) => PrefactorApiError;

function errorClass(statusCode: number): ErrorClass {
  if (statusCode === 401 || statusCode === 403) return PrefactorAuthError;
  if (statusCode === 404) return PrefactorNotFoundError;
  if (statusCode === 409) return PrefactorConflictError;
  if (statusCode === 400 || statusCode === 422) return PrefactorValidationError;
  if (statusCode === 429) return PrefactorRateLimitError;
  return statusCode >= 500 ? PrefactorServerError : PrefactorApiError;
}

function parseJson(text: string): { value?: unknown; error?: unknown } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { error };
  }
}

function snippet({ text }: TransportResponse, redact: Redactor): string {
  return (withoutSecrets(text, redact) ?? redact.text(text)).slice(0, snippetLength);
}

/** JSON can write the same text in many ways. What holds a secret in any of them is written anew, without it. */
function withoutSecrets(text: string, redact: Redactor): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const clean = JSON.stringify(redact.json(value));
    return clean === JSON.stringify(value) ? undefined : clean;
  } catch {
    return undefined;
  }
}
