import { randomInt, timingSafeEqual } from 'node:crypto';
import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { UserRecord } from '../store/records.js';

const HOUR_MS = 3_600_000;
const MAX_FAILURES = 10;

/** What a code is for; one code for each is alive at a time. */
export type CodePurpose = 'reset-password' | 'sign-up' | `verify:${string}`;

export function makeCode(digits: number): string {
  return String(randomInt(10 ** digits)).padStart(digits, '0');
}

export function issueCode(
  context: OperationContext,
  user: UserRecord,
  purpose: CodePurpose,
): { user: UserRecord; code: string } {
  const code = makeCode(6);
  const lifetime = purpose === 'reset-password' ? HOUR_MS : 24 * HOUR_MS;
  const issued = { code, expiresAt: context.now() + lifetime, failures: 0 };
  const changed = { ...user, codes: { ...user.codes, [purpose]: issued } };
  context.store.users.put(changed);
  return { user: changed, code };
}

/** The user without the code that was given, not yet saved; a wrong code is counted, too many end it. */
export function spendCode(
  context: OperationContext,
  user: UserRecord,
  purpose: CodePurpose,
  given: string,
): UserRecord {
  const issued = user.codes[purpose];
  if (issued === undefined || issued.expiresAt <= context.now()) {
    throw refusals.expiredCode();
  }
  if (issued.failures >= MAX_FAILURES) {
    throw new CognitoError(
      'TooManyFailedAttemptsException',
      'Too many failed attempts, please request a code again.',
    );
  }
  if (!isSameCode(issued.code, given)) {
    const counted = { ...issued, failures: issued.failures + 1 };
    context.store.users.put({ ...user, codes: { ...user.codes, [purpose]: counted } });
    throw refusals.codeMismatch();
  }
  return { ...user, codes: { ...user.codes, [purpose]: undefined } };
}

export function isSameCode(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
