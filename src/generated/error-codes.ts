// Generated from openapi/ by `npm run generate`. Do not edit.

/** The API's error codes: the HTTP status that each mostly comes with, and whether it may pass by itself. */
export const errorCodes = {
  bad_request: { status: 400, transient: false },
  unexpected_ref_type: { status: 400, transient: false },
  invalid_value: { status: 422, transient: false },
  required_value: { status: 422, transient: false },
  validation_errors: { status: 422, transient: false },
  bad_authtoken: { status: 401, transient: false },
  not_authenticated: { status: 401, transient: false },
  not_permitted: { status: 403, transient: false },
  not_found: { status: 404, transient: false },
  alert_unknown: { status: 404, transient: false },
  invalid_action: { status: 409, transient: false },
  alert_already_cleared: { status: 409, transient: false },
  idempotency_key_already_used: { status: 409, transient: false },
  rate_limited: { status: 429, transient: true },
  unexpected: { status: 500, transient: true },
  unknown: { status: 500, transient: true },
  not_implemented: { status: 501, transient: false },
  temporarily_unavailable: { status: 503, transient: true },
} as const;

export type KnownErrorCode = keyof typeof errorCodes;
