import type { EmailConfigurationType } from '@aws-sdk/client-cognito-identity-provider';
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
  requireSender(settings.EmailConfiguration ?? {});
  requireTier(settings);
}

/** What a plan lacks is refused rather than left out. */
function requireTier({ UserPoolTier, Policies, UserPoolAddOns }: PoolRecord['settings']): void {
  if (UserPoolTier === 'LITE' && (Policies?.PasswordPolicy?.PasswordHistorySize ?? 0) > 0) {
    throw refusals.unavailableInTier('Password history', UserPoolTier);
  }
  const isProtected = (UserPoolAddOns?.AdvancedSecurityMode ?? 'OFF') !== 'OFF';
  if (isProtected && UserPoolTier !== undefined && UserPoolTier !== 'PLUS') {
    throw refusals.unavailableInTier('Threat protection', UserPoolTier);
  }
}

/** Mails through Amazon SES need an identity, and a header that mail can carry. */
function requireSender({ EmailSendingAccount, SourceArn, From = '' }: EmailConfigurationType): void {
  if (EmailSendingAccount === 'DEVELOPER' && SourceArn === undefined) {
    throw refusals.invalidParameter('EmailSendingAccount DEVELOPER requires a SourceArn.');
  }
  if (/[^ -~]/.test(From)) {
    throw refusals.invalidParameter('From must be ASCII; write other letters as encoded words.');
  }
}

/** Codes by e-mail need a plan and a sender that allow them, and another way to recover the account. */
export function requireEmailMfaConditions(settings: PoolRecord['settings'], mfa: PoolRecord['mfa']): void {
  if (mfa.EmailMfaConfiguration === undefined) {
    return;
  }
  if (settings.UserPoolTier === 'LITE') {
    throw refusals.unavailableInTier('Email MFA', 'LITE');
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
