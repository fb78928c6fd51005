import { CognitoError } from '../protocol/cognito-error.js';
import { refusals } from '../protocol/refusals.js';
import type { PoolRecord } from '../store/records.js';
import { recoveryMechanisms } from './recovery-mechanisms.js';

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

/** Codes by e-mail need a plan and a sender that allow them, and another way to recover the account. */
export function requireEmailMfaConditions(settings: PoolRecord['settings'], mfa: PoolRecord['mfa']): void {
  if (mfa.EmailMfaConfiguration === undefined) {
    return;
  }
  if (settings.UserPoolTier === 'LITE') {
    throw new CognitoError(
      'FeatureUnavailableInTierException',
      'Email MFA is not available in the LITE tier of user pools.',
    );
  }
  if (settings.EmailConfiguration?.EmailSendingAccount !== 'DEVELOPER') {
    throw refusals.invalidParameter('Email MFA requires an EmailSendingAccount of DEVELOPER.');
  }
  const mechanisms = recoveryMechanisms({ settings });
  if (mechanisms.length > 0 && mechanisms.every((name) => name === 'verified_email')) {
    throw refusals.invalidParameter('Email MFA cannot be combined with account recovery by email only.');
  }
}

export function requireSmsMfaConditions(settings: PoolRecord['settings'], mfa: PoolRecord['mfa']): void {
  const sms = mfa.SmsMfaConfiguration;
  if (sms !== undefined && (sms.SmsConfiguration ?? settings.SmsConfiguration) === undefined) {
    throw refusals.invalidParameter('SMS MFA requires an SMS configuration.');
  }
}

export function requireFactor(demand: MfaDemand, hasFactor: boolean): void {
  if (demand !== 'OFF' && !hasFactor) {
    throw refusals.invalidParameter('At least one MFA factor must be configured when MFA is ON or OPTIONAL.');
  }
}
