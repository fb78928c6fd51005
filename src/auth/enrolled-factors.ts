import { Injectable } from '@nestjs/common';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import type { Profile } from '../users/profile.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccountEvents } from './account-events.js';
import { FactorProvider, type FactorState } from './factor-provider.port.js';
import { ProvenSessions } from './proven-sessions.js';
import { RecoveryCodes } from './recovery-codes.js';

/** Factors as Cognito has them, with what the service keeps of them: the mirror in the profile and the recovery codes. */
@Injectable()
export class EnrolledFactors {
  constructor(
    private readonly factors: FactorProvider,
    private readonly profiles: ProfilesService,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly events: AccountEvents,
    private readonly proven: ProvenSessions,
  ) {}

  owner(userId: string): Promise<Profile> {
    return this.profiles.get(userId);
  }

  list(userId: string): Promise<readonly FactorState[]> {
    return this.factors.list(userId);
  }

  recoveryCodesLeft(userId: string): Promise<number> {
    return this.recoveryCodes.left(userId);
  }

  issueFirstRecoveryCodes(userId: string): Promise<readonly string[] | null> {
    return this.recoveryCodes.issueFirst(userId);
  }

  useRecoveryCode(userId: string, code: string): Promise<boolean> {
    return this.recoveryCodes.use(userId, code);
  }

  /** Notes a factor that was set up by somebody signed in; answers recovery codes the first time. */
  async enrolled(caller: Caller): Promise<readonly string[] | null> {
    const { email } = await this.profiles.get(caller.userId);
    // Before the profile asks for a factor, or this very session would be refused.
    await this.proven.mark(caller.sessionId);
    const [codes] = await Promise.all([
      this.recoveryCodes.issueFirst(caller.userId),
      this.profiles.setMfaEnabled(caller.userId, true),
    ]);
    await this.events.recordOwn(caller, 'mfa.enrolled');
    this.events.tell(email, 'mfa_enabled', caller);
    return codes;
  }

  /** New codes in place of the old ones. */
  async regenerateRecoveryCodes(caller: Caller): Promise<readonly string[]> {
    const codes = await this.recoveryCodes.regenerate(caller.userId);
    await this.events.recordOwn(caller, 'mfa.recovery_regenerated');
    return codes;
  }

  /** Takes the app and the recovery codes away. Safe to repeat; whoever does it records it and tells the owner. */
  async reset(userId: string): Promise<void> {
    await this.forget(userId);
    await this.recoveryCodes.remove(userId);
  }

  /** Takes the app and the recovery codes away from somebody signed in. */
  async remove(caller: Caller): Promise<void> {
    const { email } = await this.profiles.get(caller.userId);
    await this.reset(caller.userId);
    await this.events.recordOwn(caller, 'mfa.removed');
    this.events.tell(email, 'mfa_removed', caller);
  }

  /** Takes the app away from somebody who has just used a recovery code; the other codes stay. */
  async forgetLostApp(userId: string, email: string, origin: RequestOrigin): Promise<void> {
    await this.forget(userId);
    await this.events.record({
      type: 'mfa.recovery_used',
      outcome: 'SUCCESS',
      userId,
      actorId: userId,
      origin,
    });
    this.events.tell(email, 'recovery_code_used', origin);
  }

  private async forget(userId: string): Promise<void> {
    await this.factors.removeTotp(userId);
    await this.profiles.setMfaEnabled(userId, false);
  }
}
