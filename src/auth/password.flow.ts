import { Injectable } from '@nestjs/common';
import type { NewAuditEvent } from '../audit/audit-event.js';
import { AppError } from '../shared/app-error.js';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import { maskEmail } from '../shared/mask.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccountEvents } from './account-events.js';
import type { Disclosure } from './discreet-refusal.js';
import { type CodeDelivery, IdentityProvider } from './identity-provider.port.js';
import { isGuess, type PasswordAnswer, passwordRefusal } from './password-refusal.js';
import { PasswordProvider } from './password-provider.port.js';
import { PasswordRules } from './password-rules.js';
import { ProofAttempts } from './proof-attempts.js';
import { SessionEnding } from './session-ending.js';

type Outcome = Pick<NewAuditEvent, 'outcome' | 'details'>;

/** Forgotten, reset and changed passwords. */
@Injectable()
export class PasswordFlow {
  constructor(
    private readonly passwords: PasswordProvider,
    private readonly identity: IdentityProvider,
    private readonly profiles: ProfilesService,
    private readonly ending: SessionEnding,
    private readonly rules: PasswordRules,
    private readonly attempts: ProofAttempts,
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
    await this.attempts.admit(email);
    // Only what the caller has sent is compared, so that the refusal says nothing about the account.
    await this.rules.check('newPassword', newPassword, { email });
    const account = await this.identity.findAccount(email);
    const userId = account?.identity.userId ?? null;
    const record = ({ outcome, details }: Outcome) =>
      this.events.record({
        type: 'password.reset',
        outcome,
        userId,
        actorId: outcome === 'SUCCESS' ? userId : null,
        origin,
        details: { account: maskEmail(email), ...details },
      });
    const result = await this.witnessed(
      (step) => this.ending.all(userId, step),
      () => this.passwords.confirmReset(email, code, newPassword),
      record,
    );
    if (isGuess(result)) await this.attempts.failed(email, userId, origin);
    const refusal = passwordRefusal(result);
    if (refusal !== null) {
      await record({ outcome: 'FAILURE', details: { reason: refusal.code } });
      // What only accounts that exist are refused with is answered like any wrong code.
      throw disclosure === 'silent' && isGuess(result) ? new AppError('code_mismatch') : refusal;
    }
    await record({ outcome: 'SUCCESS' });
    if (userId !== null) await this.profiles.setPasswordChanged(userId);
    this.events.tell(email, 'password_reset', origin);
  }

  /** Sets another password for somebody signed in, and ends their other sessions. */
  async change(caller: Caller, currentPassword: string, newPassword: string): Promise<void> {
    const profile = await this.profiles.get(caller.userId);
    await this.attempts.admitOwner(caller.userId, profile.email);
    await this.rules.check('newPassword', newPassword, profile);
    const record = (outcome: Outcome) => this.events.recordOwn(caller, 'password.changed', outcome);
    const result = await this.witnessed(
      (step) => this.ending.others(caller.userId, caller.sessionId, step),
      () => this.passwords.change(caller.accessToken, currentPassword, newPassword),
      record,
    );
    if (isGuess(result)) await this.attempts.failed(profile.email, caller.userId, caller);
    const refusal = passwordRefusal(result);
    if (refusal !== null) {
      await record({ outcome: 'FAILURE', details: { reason: refusal.code } });
      throw refusal;
    }
    await record({ outcome: 'SUCCESS' });
    await this.profiles.setPasswordChanged(caller.userId);
    this.events.tell(profile.email, 'password_changed', caller);
  }

  /**
   * Sets a password and ends sessions round it. Where something throws on the way, an event says what is known: that the
   * password is set although the end of the sessions may not hold, or that nobody knows whether it is.
   */
  private async witnessed<T extends PasswordAnswer>(
    round: (step: () => Promise<T>) => Promise<T>,
    step: () => Promise<T>,
    record: (outcome: Outcome) => Promise<void>,
  ): Promise<T> {
    const progress: { at: 'announcing' | 'asked' | 'set' } = { at: 'announcing' };
    try {
      return await round(async () => {
        progress.at = 'asked';
        const answer = await step();
        if (answer.outcome === 'set') progress.at = 'set';
        return answer;
      });
    } catch (error) {
      if (progress.at === 'set') await record({ outcome: 'SUCCESS', details: { sessionsEnd: 'unknown' } });
      if (progress.at === 'asked')
        await record({ outcome: 'FAILURE', details: { reason: 'outcome_unknown' } });
      throw error;
    }
  }
}
