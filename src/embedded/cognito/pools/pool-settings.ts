import { refusals } from '../protocol/refusals.js';
import type { PoolRecord } from '../store/records.js';

type MfaDemand = NonNullable<PoolRecord['mfa']['MfaConfiguration']>;

/** Refuses settings that contradict each other. */
export function requireConsistent(settings: PoolRecord['settings']): void {
  const ownDays = settings.AdminCreateUserConfig?.UnusedAccountValidityDays;
  const policyDays = settings.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays;
  if (ownDays !== undefined && policyDays !== undefined && ownDays !== policyDays) {
    throw refusals.invalidParameter(
      'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays',
    );
  }
}

export function requireFactor(demand: MfaDemand, hasFactor: boolean): void {
  if (demand !== 'OFF' && !hasFactor) {
    throw refusals.invalidParameter('At least one MFA factor must be configured when MFA is ON or OPTIONAL.');
  }
}
