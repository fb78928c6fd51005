import { Injectable } from '@nestjs/common';
import { AppError } from '../shared/app-error.js';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import { maskEmail } from '../shared/mask.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccountEvents } from './account-events.js';
import { discreet, type Disclosure } from './discreet-refusal.js';
import { type CodeDelivery, IdentityProvider } from './identity-provider.port.js';
import { PasswordProvider, type PasswordResetOutcome } from './password-provider.port.js';
import { PasswordRules } from './password-rules.js';
import { SessionEnding } from './session-ending.js';

/** Cognito's lock after wrong passwords is at least this long by the time it matters. */
const LOCK_RETRY_SECONDS = 60;

/** Forgotten, reset and changed passwords. */
@Injectable()
export class PasswordFlow {
  constructor(
    private readonly passwords: PasswordProvider,
    private readonly identity: IdentityProvider,
    private readonly profiles: ProfilesService,
    private readonly ending: SessionEnding,
    private readonly rules: PasswordRules,
    private readonly events: AccountEvents,
  ) {}

  /** Answers alike whether or not the account exists. */
  async forgot(email: string, origin: RequestOrigin): Promise<CodeDelivery> {
    const [profile] = await Promise.all([this.profiles.findByEmail(email), this.passwords.startReset(email)]);
    await this.events.record({
      type: 'password.reset_requested',
      outcome: profile === null ? 'FAILURE' : 'SUCCESS',
      userId: profile?.userId ?? null,
      actorId: null,
      origin,
      details: { account: maskEmail(email) },
    });
    return { medium: 'EMAIL', destination: maskEmail(email) };
  }

  /** Sets the password with the mailed code, and ends every session of the user. */
  async reset(
    email: string,
    code: string,
    newPassword: string,
    origin: RequestOrigin,
    disclosure: Disclosure = 'conflict',
  ): Promise<void> {
    // Only what the caller has sent is compared, so that the refusal says nothing about the account.
    await this.rules.check('newPassword', newPassword, { email });
    const account = await this.identity.findAccount(email);
    const userId = account?.identity.userId ?? null;
    const result = await this.ending.all(userId, () => this.passwords.confirmReset(email, code, newPassword));
    const refusal = result.outcome === 'set' ? null : failureOf(result);
    await this.events.record({
      type: 'password.reset',
      outcome: refusal === null ? 'SUCCESS' : 'FAILURE',
      userId,
      actorId: refusal === null ? userId : null,
      origin,
      details: { account: maskEmail(email), ...(refusal && { reason: refusal.code }) },
    });
    if (result.outcome === 'code_mismatch' || result.outcome === 'code_expired') {
      throw new AppError(discreet(result.outcome, disclosure));
    }
    if (refusal !== null) throw refusal;
    if (userId !== null) await this.profiles.setPasswordChanged(userId);
    this.events.tell(email, 'password_reset', origin);
  }

  /** Sets another password for somebody signed in, and ends their other sessions. */
  async change(caller: Caller, currentPassword: string, newPassword: string): Promise<void> {
    const profile = await this.profiles.get(caller.userId);
    await this.rules.check('newPassword', newPassword, profile);
    const result = await this.ending.others(caller.userId, caller.sessionId, () =>
      this.passwords.change(caller.accessToken, currentPassword, newPassword),
    );
    const refusal = result.outcome === 'set' ? null : failureOf(result);
    await this.events.recordOwn(caller, 'password.changed', {
      outcome: refusal === null ? 'SUCCESS' : 'FAILURE',
      ...(refusal && { details: { reason: refusal.code } }),
    });
    if (refusal !== null) throw refusal;
    await this.profiles.setPasswordChanged(caller.userId);
    this.events.tell(profile.email, 'password_changed', caller);
  }
}

type Failure =
  | Exclude<PasswordResetOutcome, { outcome: 'set' }>
  | { readonly outcome: 'mismatch' }
  | { readonly outcome: 'locked' };

function failureOf(result: Failure): AppError {
  switch (result.outcome) {
    case 'rejected':
      return new AppError('password_policy_violation', {
        errors: result.violations.map((message) => ({ field: 'newPassword', message })),
      });
    case 'reused':
      return new AppError('password_reused');
    case 'mismatch':
      return new AppError('current_password_mismatch');
    case 'locked':
      return new AppError('account_locked', { retryAfterSeconds: LOCK_RETRY_SECONDS });
    case 'code_mismatch':
    case 'code_expired':
      return new AppError(result.outcome);
  }
}
