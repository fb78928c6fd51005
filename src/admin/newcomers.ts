import { Injectable } from '@nestjs/common';
import { type AdministeredAccount, IdentityAdministration } from '../auth/identity-administration.port.js';
import { RolePolicy } from '../auth/role-policy.js';
import type { Profile, ProfileDraft } from '../users/profile.js';
import { ProfilesService } from '../users/profiles.service.js';
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

export type NewcomerResult =
  | { readonly outcome: 'invited'; readonly profile: Profile }
  /** The address has an account already; nothing was done. */
  | { readonly outcome: 'taken' };

/** Brings somebody in: account and mail by Cognito, then the profile, then the groups. Whoever calls puts it on record. */
@Injectable()
export class Newcomers {
  constructor(
    private readonly identity: IdentityAdministration,
    private readonly profiles: ProfilesService,
    private readonly memberships: GroupMemberships,
    private readonly roles: RolePolicy,
  ) {}

  /** Refuses a role or groups that do not exist (400), before anything is made that should have them. */
  async requireKnown({ role, groups }: NewUser): Promise<void> {
    this.roles.requireKnown(role);
    await this.memberships.requireKnown(groups);
  }

  async invite(person: NewUser): Promise<NewcomerResult> {
    const result = await this.identity.invite({ email: person.email, draft: draftOf(person) });
    if (result.outcome === 'taken') return result;
    return { outcome: 'invited', profile: await this.complete(result.account, person) };
  }

  /** Profile and groups of an account that was invited before; a profile that is there stays as it is. May be repeated. */
  async complete({ identity }: AdministeredAccount, person: NewUser): Promise<Profile> {
    const profile = await this.profiles.create({ ...identity, ...draftOf(person) }, 'UNCONFIRMED');
    if (person.groups.length === 0) return profile;
    for (const group of person.groups) {
      if ((await this.memberships.add(identity.userId, group)) !== 'done') throw unknownGroup();
    }
    return this.profiles.get(identity.userId);
  }
}

function draftOf({ firstName, lastName, role, department, employeeId }: NewUser): ProfileDraft {
  return { firstName, lastName, role, department, employeeId, termsVersion: null, termsAcceptedAt: null };
}
