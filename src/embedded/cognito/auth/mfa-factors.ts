import { type RecoveryMechanism, recoveryMechanisms } from '../pools/recovery-mechanisms.js';
import type { MfaFactorName, PoolRecord, UserRecord } from '../store/records.js';

const RECOVERED_BY: Readonly<Partial<Record<MfaFactorName, RecoveryMechanism>>> = {
  EMAIL_OTP: 'verified_email',
  SMS_MFA: 'verified_phone_number',
};

/** The factors that the pool offers. */
export function poolFactors(pool: PoolRecord): MfaFactorName[] {
  const { SmsMfaConfiguration, EmailMfaConfiguration, SoftwareTokenMfaConfiguration } = pool.mfa;
  const offered: [MfaFactorName, boolean][] = [
    ['SMS_MFA', SmsMfaConfiguration !== undefined],
    ['EMAIL_OTP', EmailMfaConfiguration !== undefined],
    ['SOFTWARE_TOKEN_MFA', SoftwareTokenMfaConfiguration?.Enabled === true],
  ];
  return offered.filter(([, isOffered]) => isOffered).map(([name]) => name);
}

/**
 * The factors that a sign-in of this user may be asked for. Where the pool demands MFA, whatever the user has
 * counts without a preference, save the address that resets the password.
 */
export function enrolledFactors(pool: PoolRecord, user: UserRecord): MfaFactorName[] {
  const implied = pool.mfa.MfaConfiguration === 'ON' ? independentFactors(pool) : [];
  return poolFactors(pool).filter(
    (factor) => canUseFactor(user, factor) && (implied.includes(factor) || user.mfaEnabled.includes(factor)),
  );
}

/** The factors that a stolen mailbox or telephone number does not reset the password of as well. */
export function independentFactors(pool: PoolRecord): MfaFactorName[] {
  const [primary] = recoveryMechanisms(pool);
  return poolFactors(pool).filter((factor) => {
    const mechanism = RECOVERED_BY[factor];
    return mechanism === undefined || mechanism !== primary;
  });
}

export function preferredFactor(pool: PoolRecord, user: UserRecord): MfaFactorName | undefined {
  return enrolledFactors(pool, user).find((factor) => factor === user.mfaPreferred);
}

/** Whether the user has what the factor needs: a verified token, or an address, which need not be verified. */
export function canUseFactor(user: UserRecord, factor: MfaFactorName): boolean {
  switch (factor) {
    case 'SOFTWARE_TOKEN_MFA':
      return user.softwareToken !== undefined;
    case 'EMAIL_OTP':
      return user.attributes['email'] !== undefined;
    case 'SMS_MFA':
      return user.attributes['phone_number'] !== undefined;
  }
}
