import type { ErrorCode } from './error-code.js';

/** One broken rule of one field of the request. */
export interface FieldError {
  /** Path of the field in camelCase, e.g. `newPassword`. */
  readonly field: string;
  readonly message: string;
}

export interface AppErrorOptions {
  /** What a person may read. Never an upstream message, a token, a password or a code. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Whole seconds until a repeat can succeed; sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** For a step-up demand: how many seconds ago the sign-in may be at most (RFC 9470 `max_age`). */
  readonly maxAgeSeconds?: number;
  /** Methods that the address takes instead; sent as `Allow`. */
  readonly allow?: readonly string[];
  /** What went wrong inside, for the log only. */
  readonly cause?: unknown;
}

/** A refusal with a stable code, a public text and an internal cause, kept apart. */
export class AppError extends Error {
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly maxAgeSeconds: number | undefined;
  readonly allow: readonly string[] | undefined;

  constructor(
    readonly code: ErrorCode,
    options: AppErrorOptions = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'AppError';
    this.detail = options.detail;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.maxAgeSeconds = options.maxAgeSeconds;
    this.allow = options.allow;
  }
}
