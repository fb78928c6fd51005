import { passwordPolicyOf, requirePolicy } from '../passwords/password-policy.js';
import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import type { PoolRecord, UserRecord } from '../store/records.js';

const DAY_MS = 86_400_000;

/** The user with a lasting new password, checked against policy and history; not yet saved. */
export async function withNewPassword(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  password: string,
): Promise<UserRecord> {
  requirePolicy(pool, password);
  await requireUnused(context, pool, user, password);
  return {
    ...user,
    password: await context.passwords.hash(password),
    passwordExpiresAt: undefined,
    passwordHistory: [...(user.password === undefined ? [] : [user.password]), ...user.passwordHistory].slice(
      0,
      passwordPolicyOf(pool).PasswordHistorySize,
    ),
  };
}

/** The user with a temporary password, which it must change at its next sign-in; not yet saved. */
export async function withTemporaryPassword(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  password: string,
): Promise<UserRecord> {
  const changed = await withNewPassword(context, pool, user, password);
  const days = passwordPolicyOf(pool).TemporaryPasswordValidityDays;
  return {
    ...changed,
    status: 'FORCE_CHANGE_PASSWORD',
    passwordExpiresAt: context.now() + days * DAY_MS,
  };
}

/** The history counts the current password as its newest entry. */
async function requireUnused(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  password: string,
): Promise<void> {
  const size = passwordPolicyOf(pool).PasswordHistorySize;
  const current = user.password === undefined ? [] : [user.password];
  for (const used of [...current, ...user.passwordHistory].slice(0, size)) {
    if (await context.passwords.matches(password, used)) {
      throw new CognitoError('PasswordHistoryPolicyViolationException', 'Password has previously been used.');
    }
  }
}
