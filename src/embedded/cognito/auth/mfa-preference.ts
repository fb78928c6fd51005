import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { MfaFactorName, PoolRecord, UserRecord } from '../store/records.js';
import { saveUser } from '../users/find-user.js';
import { canUseFactor, poolFactors } from './mfa-factors.js';

interface FactorSetting {
  readonly Enabled?: boolean | undefined;
  readonly PreferredMfa?: boolean | undefined;
}

export interface MfaSettings {
  readonly SMSMfaSettings: FactorSetting | undefined;
  readonly EmailMfaSettings: FactorSetting | undefined;
  readonly SoftwareTokenMfaSettings: FactorSetting | undefined;
}

/** Changes which factors a user is asked for; factors that are not named stay as they are. */
export function setMfaPreference(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  given: MfaSettings,
): void {
  const settings: [MfaFactorName, FactorSetting | undefined][] = [
    ['SMS_MFA', given.SMSMfaSettings],
    ['EMAIL_OTP', given.EmailMfaSettings],
    ['SOFTWARE_TOKEN_MFA', given.SoftwareTokenMfaSettings],
  ];
  if (settings.filter(([, setting]) => setting?.PreferredMfa === true).length > 1) {
    throw refusals.invalidParameter('Only one MFA method can be preferred.');
  }
  const changed = settings.reduce(
    (before, [factor, setting]) =>
      setting === undefined ? before : applySetting(pool, before, factor, setting),
    user,
  );
  saveUser(context, changed);
}

function applySetting(
  pool: PoolRecord,
  user: UserRecord,
  factor: MfaFactorName,
  setting: FactorSetting,
): UserRecord {
  if (setting.Enabled === true) {
    requireUsable(pool, user, factor);
  }
  const others = user.mfaEnabled.filter((name) => name !== factor);
  // Where the pool demands MFA a user may change the preference alone.
  const staysEnabled = pool.mfa.MfaConfiguration === 'ON' && user.mfaEnabled.includes(factor);
  const isEnabled = setting.Enabled === true || staysEnabled;
  const isPreferred = setting.Enabled === true && setting.PreferredMfa === true;
  const preferredOther = user.mfaPreferred === factor ? undefined : user.mfaPreferred;
  return {
    ...user,
    mfaEnabled: isEnabled ? [...others, factor] : others,
    mfaPreferred: isPreferred ? factor : preferredOther,
  };
}

function requireUsable(pool: PoolRecord, user: UserRecord, factor: MfaFactorName): void {
  if (!poolFactors(pool).includes(factor) || !canUseFactor(user, factor)) {
    throw refusals.invalidParameter(`User does not have delivery config set to turn on ${factor}`);
  }
}
