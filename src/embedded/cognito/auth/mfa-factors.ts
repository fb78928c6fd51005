import type { MfaFactorName, PoolRecord, UserRecord } from '../store/records.js';

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
 * The factors that a sign-in of this user may be asked for. Where the pool demands MFA, a verified software
 * token counts without a preference.
 */
export function enrolledFactors(pool: PoolRecord, user: UserRecord): MfaFactorName[] {
  return poolFactors(pool).filter((factor) => {
    const impliedByPool = pool.mfa.MfaConfiguration === 'ON' && factor === 'SOFTWARE_TOKEN_MFA';
    return canUseFactor(user, factor) && (impliedByPool || user.mfaEnabled.includes(factor));
  });
}

export function preferredFactor(pool: PoolRecord, user: UserRecord): MfaFactorName | undefined {
  return enrolledFactors(pool, user).find((factor) => factor === user.mfaPreferred);
}

/** Whether the user has what the factor needs: a verified token or a verified address. */
export function canUseFactor(user: UserRecord, factor: MfaFactorName): boolean {
  switch (factor) {
    case 'SOFTWARE_TOKEN_MFA':
      return user.softwareToken !== undefined;
    case 'EMAIL_OTP':
      return user.attributes['email'] !== undefined && user.attributes['email_verified'] === 'true';
    case 'SMS_MFA':
      return (
        user.attributes['phone_number'] !== undefined && user.attributes['phone_number_verified'] === 'true'
      );
  }
}
