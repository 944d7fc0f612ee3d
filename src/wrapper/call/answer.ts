/** What an answer means: the described success, the API's no, or something that breaks the contract. */
import type { Clock } from '../clock.ts';
import { type Issue, type PrefactorApiError, PrefactorResponseContractError } from '../errors/errors.ts';
import { parseRetryAfter } from '../retry/delay.ts';
import type { TransportResponse } from '../transport/transport.ts';
import { issuesOf } from '../validation/schema-issues.ts';
import { apiErrorOf, type EarlierAttempts, type ErrorBody, errorFor } from './api-error.ts';
import { checkErrorEnvelope, type Operation } from './operations.ts';
import type { CallInput } from './prepare-request.ts';
import type { Redactor } from './redactor.ts';

const snippetLength = 200;

/** A whole answer. */
export interface Answer<Body> {
  /** The parsed body: the envelope, with everything beside the resource. */
  readonly body: Body;
  /** The HTTP status: always 200 for a success. */
  readonly statusCode: number;
  /** The answer's headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answer's `x-request-id`, to quote to Prefactor's support; `null` when there was none. */
  readonly requestId: string | null;
  /** How many attempts it took. */
  readonly attempts: number;
  /** The key that every attempt carried; `undefined` for reads and for bulk, whose items have their own. */
  readonly idempotencyKey: string | undefined;
  /**
   * Where the answer to a write differs from what the document describes; empty where it does not. The write was carried
   * out all the same, so its details are handed on as they came.
   */
  readonly contractIssues: readonly Issue[];
}

/** An answer as it came. Its headers are gathered for those who look. */
export class ReceivedAnswer implements Answer<object> {
  readonly body: object;
  readonly statusCode: number;
  readonly requestId: string | null;
  readonly attempts: number;
  readonly idempotencyKey: string | undefined;
  readonly contractIssues: readonly Issue[];
  readonly #response: TransportResponse;

  constructor(response: TransportResponse, known: Omit<Answer<object>, 'statusCode' | 'headers'>) {
    this.body = known.body;
    this.statusCode = response.statusCode;
    this.requestId = known.requestId;
    this.attempts = known.attempts;
    this.idempotencyKey = known.idempotencyKey;
    this.contractIssues = known.contractIssues;
    this.#response = response;
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#response.headers();
  }
}

/** What judging an answer takes besides the answer. */
export interface ResponseContext {
  readonly operation: Operation;
  readonly validate: boolean;
  /** What a success must keep to beyond the document's description. */
  readonly inspect: CallInput['inspect'];
  /** What is known of earlier attempts of the same call. */
  readonly earlier: EarlierAttempts;
  /** Takes what must stay secret out of text that goes into an error. */
  readonly redact: Redactor;
  readonly clock: Clock;
}

/** The body of a success, as the document describes it or still of use. Throws for every other answer. */
export function readSuccess(
  response: TransportResponse,
  context: ResponseContext,
): Pick<Answer<object>, 'body' | 'contractIssues'> {
  const { statusCode } = response;
  if (statusCode < 200 || statusCode > 299) throw apiError(response, context);
  if (statusCode !== 200)
    throw contractError(response, context, `a success has status 200, not ${statusCode}`);
  if (response.tooLarge) throw contractError(response, context, 'the answer is larger than maxResponseSize');
  const { value: body, error } = parseJson(response.text);
  if (error !== undefined) throw contractError(response, context, `the answer is ${notJson(response)}`);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw contractError(response, context, 'the answer is not a JSON object');
  }
  const { status } = body as { status?: unknown };
  if (status === 'error' && checkErrorEnvelope(body)) throw apiError(response, context);
  if (issuesWith(body, context).length === 0) return { body, contractIssues: [] };
  // Looked at again without secrets: an issue shows the beginning of a value, and so perhaps half of a token.
  const issues = issuesWith(context.redact.json(body), context);
  if (context.operation.writes && hasUsableDetails(body)) return { body, contractIssues: issues };
  const [first] = issues;
  const what = first === undefined ? '' : `: ${first.path} ${first.message}`;
  throw contractError(response, context, `the answer is not what the document describes${what}`, issues);
}

/** Whether a write's caller gets what it needs: the write was carried out, and must not seem to have failed. */
function hasUsableDetails(body: object): boolean {
  const { status, details } = body as { status?: unknown; details?: { id?: unknown } | null };
  const isSuccess = status === 'success' || status === undefined;
  return isSuccess && typeof details === 'object' && typeof details?.id === 'string';
}

function issuesWith(
  body: object,
  { operation, validate, inspect, earlier }: ResponseContext,
): readonly Issue[] {
  const issues = validate ? issuesOf(operation.checkSuccess, body) : [];
  return issues.length > 0 ? issues : (inspect?.(body, earlier) ?? []);
}

/** The error for an answer that breaks the contract. */
function contractError(
  response: TransportResponse,
  { operation, redact }: ResponseContext,
  message: string,
  issues: readonly Issue[] = [],
): PrefactorResponseContractError {
  return new PrefactorResponseContractError(message, {
    statusCode: response.statusCode,
    requestId: requestIdOf(response, redact),
    bodySnippet: snippet(response, redact),
    issues,
    applied: wasApplied(operation, response),
    cause: parseJson(redact.text(response.text)).error,
  });
}

/** Whether a write was carried out: only the API itself can say so, and no proxy with a page of its own. */
function wasApplied(
  { writes }: Operation,
  { statusCode, text, tooLarge }: TransportResponse,
): boolean | undefined {
  if (!writes || statusCode !== 200) return false;
  const { value } = tooLarge ? { value: undefined } : parseJson(text);
  const { status } = (value ?? {}) as { status?: unknown };
  if (status === 'success') return true;
  return status === 'error' ? false : undefined;
}

/** The answer's request id, which a server may have made of what it was sent. */
export function requestIdOf(response: TransportResponse, redact: Redactor): string | null {
  const id = response.header('x-request-id');
  return id === null ? null : redact.text(id);
}

function apiError(
  response: TransportResponse,
  { earlier, redact, clock }: ResponseContext,
): PrefactorApiError {
  const { statusCode } = response;
  const parsed = redact.json(parseJson(response.text).value);
  const requestId = requestIdOf(response, redact);
  const retryAfter = parseRetryAfter(response.header, parsed, clock);
  if (checkErrorEnvelope(parsed)) {
    const details = { statusCode, requestId, retryAfter };
    return apiErrorOf(parsed as ErrorBody, details, earlier, `, HTTP ${statusCode}`);
  }
  return errorFor(messageWithoutEnvelope(response), {
    code: `http_${statusCode}`,
    statusCode,
    requestId,
    body: snippet(response, redact),
    retryAfter,
    possiblyApplied: earlier.possiblyApplied,
  });
}

function messageWithoutEnvelope(response: TransportResponse): string {
  const { statusCode } = response;
  if (statusCode < 400) return `HTTP ${statusCode}: ${redirect(response)}`;
  if (statusCode === 407 || statusCode === 511)
    return `HTTP ${statusCode}: a proxy wants a sign-in; put user name and password into its URL, or sign in to the network`;
  return `HTTP ${statusCode} without the API's error format: a proxy in front of the API may have answered, or apiUrl is not the API's`;
}

/** Where a redirect leads, without what may be secret: to a sign-in page, or from http: to https:. */
function redirect(response: TransportResponse): string {
  const location = response.header('location');
  const target = location !== null && URL.canParse(location) ? ` to ${new URL(location).origin}` : '';
  return `a redirect${target}, which the client never follows; check apiUrl, or sign in to the network or proxy that answers`;
}

/** What an answer is that is no JSON. */
function notJson(response: TransportResponse): string {
  const isHtml =
    /\bhtml\b/i.test(response.header('content-type') ?? '') || /^\s*<(!doctype|html)/i.test(response.text);
  return isHtml ? "HTML, not JSON: the sign-in page of a proxy, or apiUrl is not the API's" : 'not JSON';
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
