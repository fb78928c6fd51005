import { Injectable } from '@nestjs/common';
import { SessionsService } from '../sessions/sessions.service.js';
import { AppError } from '../shared/app-error.js';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import { maskEmail } from '../shared/mask.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccountEvents } from './account-events.js';
import { AccountProvider } from './account-provider.port.js';
import { type CodeDelivery, IdentityProvider } from './identity-provider.port.js';
import { PasswordProvider, type PasswordResetOutcome } from './password-provider.port.js';

/** Cognito's lock after wrong passwords is at least this long by the time it matters. */
const LOCK_RETRY_SECONDS = 60;

/**
 * Forgotten, reset and changed passwords. The end of the sessions is announced before Cognito takes the new password, so
 * that a crash between the two leaves no old session alive.
 */
@Injectable()
export class PasswordFlow {
  constructor(
    private readonly passwords: PasswordProvider,
    private readonly identity: IdentityProvider,
    private readonly accounts: AccountProvider,
    private readonly profiles: ProfilesService,
    private readonly sessions: SessionsService,
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
  async reset(email: string, code: string, newPassword: string, origin: RequestOrigin): Promise<void> {
    const account = await this.identity.findAccount(email);
    const userId = account?.identity.userId ?? null;
    const announced = userId === null ? null : await this.sessions.announceEndAll(userId);
    const result = await this.passwords.confirmReset(email, code, newPassword);
    if (result.outcome !== 'set') {
      if (announced !== null) await this.sessions.withdrawEndAll(announced);
      const reason = failureOf(result);
      await this.events.record({
        type: 'password.reset',
        outcome: 'FAILURE',
        userId,
        actorId: null,
        origin,
        details: { reason: reason.code, account: maskEmail(email) },
      });
      throw reason;
    }
    if (announced !== null && userId !== null) {
      await this.sessions.confirmEndAll(announced);
      await this.accounts.signOutEverywhere(userId);
    }
    await this.events.record({ type: 'password.reset', outcome: 'SUCCESS', userId, actorId: userId, origin });
    this.events.tell(email, 'password_reset', origin);
  }

  /** Sets another password for somebody signed in, and ends their other sessions. */
  async change(caller: Caller, currentPassword: string, newPassword: string): Promise<void> {
    const profile = await this.profiles.get(caller.userId);
    const announced = await this.sessions.announceEndAll(caller.userId, { spare: caller.sessionId });
    const result = await this.passwords.change(caller.accessToken, currentPassword, newPassword);
    if (result.outcome !== 'set') {
      await this.sessions.withdrawEndAll(announced);
      const reason = failureOf(result);
      await this.events.recordOwn(caller, 'password.changed', {
        outcome: 'FAILURE',
        details: { reason: reason.code },
      });
      throw reason;
    }
    await this.sessions.confirmEndAll(announced);
    await this.events.recordOwn(caller, 'password.changed');
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
