/** What the sandbox answers: a success body, or a refusal with the API's error envelope. */
import { errorCodes, type KnownErrorCode } from '../../generated/error-codes.ts';
import { messageOf } from '../../wrapper/errors/causes.ts';

/** An answer before it goes onto the wire. */
export interface Answer {
  readonly statusCode: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is wrong, by field. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** Thrown by whatever refuses a request; nothing has been changed then. */
export class Refusal extends Error {
  readonly code: KnownErrorCode;
  readonly errors: FieldErrors | undefined;
  readonly #statusCode: number;

  /** @param statusCode The HTTP status. Default: what the code mostly comes with. */
  constructor(
    code: KnownErrorCode,
    message: string,
    errors?: FieldErrors,
    statusCode: number = errorCodes[code].status,
  ) {
    super(message);
    this.code = code;
    this.errors = errors;
    this.#statusCode = statusCode;
  }

  get answer(): Answer {
    const { code, message, errors } = this;
    return {
      statusCode: this.#statusCode,
      body: { status: 'error', code, message, ...(errors && { errors }) },
    };
  }
}

/** How many wrong fields an answer lists; a request may have millions. */
export const mostErrors = 100;

/** Some fields break a rule. */
export function invalidFields(errors: FieldErrors): Refusal {
  const all = Object.entries(errors);
  const listed = all.slice(0, mostErrors);
  const problems = listed.map(([field, [first]]) => `${field} ${first}`);
  if (all.length > listed.length) problems.push('and more');
  const message = `Some fields are invalid: ${problems.join('; ')}.`;
  return new Refusal('validation_errors', message, Object.fromEntries(listed));
}

export function bodyTooLarge(): Refusal {
  return new Refusal('bad_request', 'The body is too large.', undefined, 413);
}

/** A bug in the sandbox itself, reported to the caller. */
export function internalError(error: unknown): Answer {
  const message = `The sandbox failed: ${messageOf(error)}`;
  return { statusCode: 500, body: { status: 'error', code: 'unexpected', message } };
}

/** The error code of an answer, where it is one. */
export function codeOf({ body }: Answer): string | undefined {
  return 'code' in body && typeof body.code === 'string' ? body.code : undefined;
}
