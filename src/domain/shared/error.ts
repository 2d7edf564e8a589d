/**
 * Every way a rule can say no. The name is for code, `details` fills the sentence that
 * `#i18n/errors.ts` writes for it in the reader's language.
 */
export type ErrorCode =
  | 'not_found'
  | 'not_allowed'
  | 'not_signed_in'
  | 'invalid'
  | 'conflict'
  | 'too_large'
  | 'wrong_type'
  | 'image_too_large'
  | 'model_invalid'
  | 'disk_full'
  | 'link_used'
  | 'code_retired'
  | 'code_in_use'
  | 'nothing_to_publish'
  | 'preflight_failed'
  | 'bundle_invalid'
  | 'rate_limited'
  | 'busy'
  | 'unavailable';

export type ErrorDetails = Readonly<Record<string, unknown>>;

/** A refusal with a name: what happened (`code`) and what it was about (`details`). */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }

  // Pages are bundled and the server is not, so that two copies of this class exist in one process: the name decides.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'DomainError';
  }
}
