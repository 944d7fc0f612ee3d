/** What the sandbox answers: a success body, or a refusal with the API's error envelope. */

/** An answer before it goes onto the wire. */
export interface Answer {
  readonly statusCode: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const statusOfCode = {
  bad_request: 400,
  bad_authtoken: 401,
  not_found: 404,
  alert_unknown: 404,
  invalid_action: 409,
  alert_already_cleared: 409,
  content_too_large: 413,
  validation_errors: 422,
} as const;

/** What is wrong, by field. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** Thrown by whatever refuses a request; nothing has been changed then. */
export class Refusal extends Error {
  readonly code: keyof typeof statusOfCode;
  readonly errors: FieldErrors | undefined;

  constructor(code: keyof typeof statusOfCode, message: string, errors?: FieldErrors) {
    super(message);
    this.code = code;
    this.errors = errors;
  }

  get answer(): Answer {
    const { code, message, errors } = this;
    return {
      statusCode: statusOfCode[code],
      body: { status: 'error', code, message, ...(errors && { errors }) },
    };
  }
}

/** Some fields break a rule. */
export function invalidFields(errors: FieldErrors): Refusal {
  const problems = Object.entries(errors).map(([field, [first]]) => `${field} ${first}`);
  return new Refusal('validation_errors', `Some fields are invalid: ${problems.join('; ')}.`, errors);
}

/** The error code of an answer, where it is one. */
export function codeOf({ body }: Answer): string | undefined {
  return 'code' in body && typeof body.code === 'string' ? body.code : undefined;
}
