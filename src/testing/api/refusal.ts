/** What the sandbox answers: a success body, or a refusal with the API's error envelope. */
import { errorCodes, type KnownErrorCode } from '../../generated/error-codes.ts';

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

/** Some fields break a rule. */
export function invalidFields(errors: FieldErrors): Refusal {
  const problems = Object.entries(errors).map(([field, [first]]) => `${field} ${first}`);
  return new Refusal('validation_errors', `Some fields are invalid: ${problems.join('; ')}.`, errors);
}

export function bodyTooLarge(): Refusal {
  return new Refusal('bad_request', 'The body is too large.', undefined, 413);
}

/** The error code of an answer, where it is one. */
export function codeOf({ body }: Answer): string | undefined {
  return 'code' in body && typeof body.code === 'string' ? body.code : undefined;
}
