import { Injectable } from '@nestjs/common';
import { type AdministeredAccount, IdentityAdministration } from '../auth/identity-administration.port.js';
import { RolePolicy } from '../auth/role-policy.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { maskEmail } from '../shared/mask.js';
import type { Profile, ProfileDraft } from '../users/profile.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AdminActions } from './admin-actions.js';
import { GroupMemberships, unknownGroup } from './group-memberships.js';

export interface NewUser {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: string;
  readonly department: string | null;
  readonly employeeId: string | null;
  readonly groups: readonly string[];
}

/**
 * Brings somebody in: account and mail by Cognito, then the profile, then the groups. After a crash in the middle the same
 * invitation again completes what is missing, as long as the person has not chosen a password.
 */
@Injectable()
export class InvitationFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly identity: IdentityAdministration,
    private readonly profiles: ProfilesService,
    private readonly memberships: GroupMemberships,
    private readonly roles: RolePolicy,
  ) {}

  /** Of somebody who was invited and has not come, what is said now counts, and the mail goes out again. */
  invite(caller: Caller, person: NewUser): Promise<Profile> {
    const details = { account: maskEmail(person.email), role: person.role, groups: person.groups.join(' ') };
    return this.actions.performOnNew(caller, 'invite_user', details, async () => {
      this.roles.requireKnown(person.role);
      await this.memberships.requireKnown(person.groups);
      const draft = draftOf(person);
      const result = await this.identity.invite({ email: person.email, draft });
      if (result.outcome === 'taken') return this.inviteAgain(person, draft);
      return this.bringIn(result.account, draft, person.groups);
    });
  }

  /** The mail goes last, so that whoever follows it finds everything in place. */
  private async inviteAgain(person: NewUser, draft: ProfileDraft): Promise<Profile> {
    const account = await this.identity.find(person.email);
    if (account?.status !== 'FORCE_CHANGE_PASSWORD' || !account.enabled) throw taken();
    const { userId } = await this.bringIn(account, draft, person.groups);
    const { firstName, lastName, role, department, employeeId } = draft;
    const changes = { firstName, lastName, role, department, employeeId };
    const profile = await this.profiles.update(userId, changes);
    await this.identity.updateNames(userId, firstName, lastName);
    if (!(await this.identity.resendInvitation(person.email))) throw taken();
    return profile;
  }

  private async bringIn(
    { identity }: AdministeredAccount,
    draft: ProfileDraft,
    groups: readonly string[],
  ): Promise<Profile> {
    const profile = await this.profiles.create({ ...identity, ...draft }, 'UNCONFIRMED');
    if (groups.length === 0) return profile;
    for (const group of groups) {
      if ((await this.memberships.add(identity.userId, group)) !== 'done') throw unknownGroup();
    }
    return this.profiles.get(identity.userId);
  }
}

function draftOf({ firstName, lastName, role, department, employeeId }: NewUser): ProfileDraft {
  return { firstName, lastName, role, department, employeeId, termsVersion: null, termsAcceptedAt: null };
}

function taken(): AppError {
  return new AppError('user_already_exists');
}
