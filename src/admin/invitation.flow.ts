import { Injectable } from '@nestjs/common';
import { IdentityAdministration } from '../auth/identity-administration.port.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { maskEmail } from '../shared/mask.js';
import type { Profile } from '../users/profile.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AdminActions } from './admin-actions.js';
import { Newcomers, type NewUser } from './newcomers.js';

/**
 * An administrator invites somebody. After a crash in the middle the same invitation again completes what is missing, as
 * long as the person has not chosen a password.
 */
@Injectable()
export class InvitationFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly newcomers: Newcomers,
    private readonly identity: IdentityAdministration,
    private readonly profiles: ProfilesService,
  ) {}

  /** Of somebody who was invited and has not come, what is said now counts, and the mail goes out again. */
  invite(caller: Caller, person: NewUser): Promise<Profile> {
    const details = { account: maskEmail(person.email), role: person.role, groups: person.groups.join(' ') };
    return this.actions.performOnNew(caller, 'invite_user', details, async () => {
      await this.newcomers.requireKnown(person);
      const result = await this.newcomers.invite(person);
      return result.outcome === 'invited' ? result.profile : this.inviteAgain(person);
    });
  }

  /** The mail goes last, so that whoever follows it finds everything in place. */
  private async inviteAgain(person: NewUser): Promise<Profile> {
    const account = await this.identity.find(person.email);
    if (account?.status !== 'FORCE_CHANGE_PASSWORD' || !account.enabled) throw taken();
    const { userId } = await this.newcomers.complete(account, person);
    const { firstName, lastName, role, department, employeeId } = person;
    const changes = { firstName, lastName, role, department, employeeId };
    const profile = await this.profiles.update(userId, changes);
    await this.identity.updateNames(userId, firstName, lastName);
    if (!(await this.identity.resendInvitation(person.email))) throw taken();
    return profile;
  }
}

function taken(): AppError {
  return new AppError('user_already_exists');
}
