import type { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import type { ConfirmResult } from './identity-provider.port.js';

export type Disclosure = Settings['signUpDisclosure'];

/** Cognito caps codes by the hour. */
export const CODES_RETRY_SECONDS = 900;

/**
 * How a mailed code is refused. That a code has expired, is not needed any more, or was tried too often tells that there is an
 * account; where sign-up is silent it is answered like any wrong code, which is all that an unknown address ever gets.
 */
export function discreet(refusal: Exclude<ConfirmResult, 'confirmed'>, disclosure: Disclosure): AppError {
  if (disclosure === 'silent') return new AppError('code_mismatch');
  if (refusal !== 'limited') return new AppError(refusal);
  return new AppError('too_many_requests', { retryAfterSeconds: CODES_RETRY_SECONDS });
}
