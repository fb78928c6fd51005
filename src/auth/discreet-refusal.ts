import type { Settings } from '../config/settings.js';
import type { ErrorCode } from '../shared/error-code.js';

export type Disclosure = Settings['signUpDisclosure'];

/**
 * How a mailed code is refused. That a code has expired, or is not needed any more, tells that there is an account; where
 * sign-up is silent it is answered like any wrong code, which is all that an unknown address ever gets.
 */
export function discreet(
  code: Extract<ErrorCode, 'code_mismatch' | 'code_expired' | 'already_confirmed'>,
  disclosure: Disclosure,
): ErrorCode {
  return disclosure === 'silent' ? 'code_mismatch' : code;
}
