import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { UserRecord } from '../store/records.js';

const HOUR_MS = 3_600_000;

/** How often an hour one user may be the subject of each of these; asking for a reset and confirming it count together. */
const HOURLY_CAPS = {
  ChangePassword: 5,
  ConfirmSignUp: 15,
  EmailMfa: 20,
  ForgotPassword: 20,
  GetUserAttributeVerificationCode: 5,
  ResendConfirmationCode: 5,
  VerifyUserAttribute: 15,
} as const;

/** Counts one more attempt, or refuses it when the hour's cap is reached. */
export function countAttempt(
  context: OperationContext,
  user: UserRecord,
  operation: keyof typeof HOURLY_CAPS,
): UserRecord {
  const now = context.now();
  const recent = (user.attempts[operation] ?? []).filter((time) => time > now - HOUR_MS);
  if (recent.length >= HOURLY_CAPS[operation]) {
    throw refusals.limitExceeded();
  }
  const counted = { ...user, attempts: { ...user.attempts, [operation]: [...recent, now] } };
  context.store.users.put(counted);
  return counted;
}
