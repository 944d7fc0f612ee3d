/** What an answer means: the described success, the API's no, or something that breaks the contract. */
import type { Clock } from '../clock.ts';
import { messageOf } from '../errors/causes.ts';
import type { Issue } from '../errors/details.ts';
import { type PrefactorApiError, PrefactorResponseContractError } from '../errors/errors.ts';
import { ownProperty, withoutPrototype } from '../own-properties.ts';
import { parseRetryAfter } from '../retry/delay.ts';
import type { TransportResponse } from '../transport/transport.ts';
import { issuesOf } from '../validation/schema-issues.ts';
import { apiErrorOf, bounded, type EarlierAttempts, type ErrorBody, errorFor } from './api-error.ts';
import { checkErrorEnvelope, type Operation } from './operations.ts';
import type { CallInput } from './prepare-request.ts';
import type { Redactor } from './redactor.ts';

const snippetLength = 200;

/** Characters. An error above that is not the API's own, and its status says enough. */
const longestError = 1_000_000;

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
  const { statusCode, text } = response;
  if (statusCode < 200 || statusCode > 299) {
    const isReadable = text.length <= longestError;
    throw apiError(response, isReadable ? parseJson(text).value : undefined, context);
  }
  const refuse = (what: string, found: Omit<Broken, 'what'> = {}): never => {
    throw contractError(response, context, { what, ...found });
  };
  if (statusCode !== 200) return refuse(`a success has status 200, not ${statusCode}`);
  if (response.tooLarge) return refuse('the answer is larger than maxResponseSize');
  const { value: body, error } = parseJson(text);
  if (error !== undefined) return refuse(`the answer is ${notJson(response)}`, { cause: error });
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refuse('the answer is not a JSON object');
  }
  const status = ownProperty(body as { status?: unknown }, 'status');
  if (status === 'error' && checkErrorEnvelope(body)) throw apiError(response, body, context);
  const issues = issuesWith(body, context);
  if (issues.length === 0) return { body, contractIssues: [] };
  if (context.operation.writes && hasUsableDetails(body)) return { body, contractIssues: issues };
  const [first] = issues;
  const what = first === undefined ? '' : `: ${first.path} ${first.message}`;
  return refuse(`the answer is not what the document describes${what}`, { body, issues });
}

/** Whether a write's caller gets what it needs: the write was carried out, and must not seem to have failed. */
function hasUsableDetails(body: object): boolean {
  const { status, details } = withoutPrototype(body as { status?: unknown; details?: { id?: unknown } });
  const isSuccess = status === 'success' || status === undefined;
  return (
    isSuccess &&
    typeof details === 'object' &&
    details !== null &&
    typeof ownProperty(details, 'id') === 'string'
  );
}

function issuesWith(
  body: object,
  { operation, validate, inspect, earlier, redact }: ResponseContext,
): readonly Issue[] {
  const issues = validate ? issuesOf(operation.checkSuccess, body, (text) => redact.text(text)) : [];
  if (issues.length > 0 || inspect === undefined || inspect(body, earlier).length === 0) return issues;
  // Looked at again without secrets: an issue shows the beginning of a value, and so perhaps half of a token.
  return inspect(redact.json(body), earlier);
}

/** What is wrong with an answer that breaks the contract. */
interface Broken {
  readonly what: string;
  /** What it says, where it could be read. */
  readonly body?: object;
  readonly issues?: readonly Issue[];
  /** Why it is no JSON. */
  readonly cause?: unknown;
}

/** The error for an answer that breaks the contract. */
function contractError(
  response: TransportResponse,
  { operation, redact }: ResponseContext,
  found: Broken,
): PrefactorResponseContractError {
  const { what, body, issues = [], cause } = withoutPrototype(found);
  const { statusCode, text } = response;
  return new PrefactorResponseContractError(what, {
    statusCode,
    requestId: requestIdOf(response, redact),
    bodySnippet: snippetOf(text, redact),
    issues,
    applied: wasApplied(operation, statusCode, body),
    cause: cause === undefined ? undefined : withoutQuote(cause),
  });
}

/** Whether a write was carried out: only the API itself can say so, and no proxy with a page of its own. */
function wasApplied(
  { writes }: Operation,
  statusCode: number,
  body: object | undefined,
): boolean | undefined {
  if (!writes || statusCode !== 200) return false;
  const status = body && ownProperty(body as { status?: unknown }, 'status');
  if (status === 'success') return true;
  return status === 'error' ? false : undefined;
}

/** The answer's request id, which a server may have made of what it was sent. */
export function requestIdOf(response: TransportResponse, redact: Redactor): string | null {
  const id = response.header('x-request-id');
  return id === null ? null : bounded(redact.text(id));
}

/** @param body What it says, where it could be read. */
function apiError(
  response: TransportResponse,
  body: unknown,
  { earlier, redact, clock }: ResponseContext,
): PrefactorApiError {
  const { statusCode, text } = response;
  const told = redact.json(body);
  const requestId = requestIdOf(response, redact);
  const retryAfter = parseRetryAfter(response.header, told, clock);
  if (checkErrorEnvelope(told)) {
    const details = { statusCode, requestId, retryAfter };
    return apiErrorOf(told as ErrorBody, details, earlier, `, HTTP ${statusCode}`);
  }
  return errorFor(messageWithoutEnvelope(response), {
    code: `http_${statusCode}`,
    statusCode,
    requestId,
    body: snippetOf(text, redact),
    retryAfter,
    possiblyApplied: earlier.possiblyApplied,
  });
}

/** The beginning of an answer. Of what is no text, encoded in a way that nobody asked for, say, a piece may hold a secret. */
function snippetOf(text: string, redact: Redactor): string {
  const window = text.slice(0, 10 * snippetLength);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none of these
  return /[\0-\x08\x0e-\x1f\ufffd]/.test(window) ? '' : redact.beginningOfJson(text, snippetLength);
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

function parseJson(text: string): { value: unknown; error: unknown } {
  try {
    return { value: JSON.parse(text), error: undefined };
  } catch (error) {
    return { value: undefined, error };
  }
}

/** What is wrong with JSON, without the piece of the answer that V8 quotes. */
function withoutQuote(error: unknown): SyntaxError {
  return new SyntaxError(messageOf(error).split(/,? (\.\.\.)?"/)[0]);
}
