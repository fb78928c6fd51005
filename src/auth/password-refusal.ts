import { AppError } from '../shared/app-error.js';
import { CODES_RETRY_SECONDS } from './discreet-refusal.js';
import type { PasswordChangeOutcome, PasswordResetOutcome } from './password-provider.port.js';

export type PasswordAnswer = PasswordChangeOutcome | PasswordResetOutcome;

/** Cognito's lock after wrong passwords is at least this long by the time it matters. */
const LOCK_RETRY_SECONDS = 60;

/** Answers to a wrong code or password, and those that every code gets: they count alike, or counting would tell them apart. */
export function isGuess({ outcome }: PasswordAnswer): boolean {
  return ['mismatch', 'code_mismatch', 'code_expired', 'limited'].includes(outcome);
}

/** How a password that was not set is refused; null where it was. */
export function passwordRefusal(answer: PasswordAnswer): AppError | null {
  switch (answer.outcome) {
    case 'set':
      return null;
    case 'rejected':
      return new AppError('password_policy_violation', {
        errors: answer.violations.map((message) => ({ field: 'newPassword', message })),
      });
    case 'reused':
      return new AppError('password_reused');
    case 'mismatch':
      return new AppError('current_password_mismatch');
    case 'locked':
      return new AppError('account_locked', { retryAfterSeconds: LOCK_RETRY_SECONDS });
    case 'limited':
      return new AppError('too_many_requests', { retryAfterSeconds: CODES_RETRY_SECONDS });
    case 'code_mismatch':
    case 'code_expired':
      return new AppError(answer.outcome);
  }
}
