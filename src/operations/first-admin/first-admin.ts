import { Injectable } from '@nestjs/common';
import { AdministeredUsers } from '../../admin/administered-users.js';
import { GroupMemberships } from '../../admin/group-memberships.js';
import type { NewUser } from '../../admin/newcomers.js';
import { type AdministeredAccount, IdentityAdministration } from '../../auth/identity-administration.port.js';
import { AppError } from '../../shared/app-error.js';
import { OperatorTrail } from '../operator-trail.js';
import { BulkInvitation } from '../people-import/bulk-invitation.js';

export type FirstAdminResult =
  | {
      /** `promoted`: somebody who signs in already. `waiting`: invited before, and no mail was sent now. */
      readonly outcome: 'invited' | 'invited_again' | 'waiting' | 'promoted';
      readonly userId: string;
    }
  | { readonly outcome: 'refused'; readonly why: 'disabled' | 'unproved' };

export interface FirstAdminRequest {
  readonly person: Omit<NewUser, 'groups'>;
  readonly adminGroup: string;
  /** Sends the mail of somebody who was invited before again, with a new temporary password. */
  readonly resend: boolean;
}

const DESCRIPTION = 'May call the administration.';

/** Makes somebody an administrator where there is none yet who could do it. May be repeated. */
@Injectable()
export class FirstAdmin {
  constructor(
    private readonly identity: IdentityAdministration,
    private readonly invitation: BulkInvitation,
    private readonly users: AdministeredUsers,
    private readonly memberships: GroupMemberships,
    private readonly trail: OperatorTrail,
  ) {}

  async create({ person, adminGroup, resend }: FirstAdminRequest): Promise<FirstAdminResult> {
    const account = await this.identity.find(person.email);
    if (account !== null && !account.enabled) return { outcome: 'refused', why: 'disabled' };
    if (account !== null && !isProved(account)) return { outcome: 'refused', why: 'unproved' };
    await this.makeGroup(adminGroup);
    if (account !== null && account.status !== 'FORCE_CHANGE_PASSWORD') {
      return this.promote(account.identity.userId, adminGroup);
    }
    const invited = await this.invitation.invite({ ...person, groups: [adminGroup] });
    if (invited.outcome === 'exists') throw new AppError('user_already_exists');
    const { outcome, userId } = invited;
    if (outcome === 'invited') return { outcome, userId };
    return { outcome: await this.sendAgain(person.email, resend), userId };
  }

  private async makeGroup(group: string): Promise<void> {
    if ((await this.identity.createGroup(group, DESCRIPTION)) === 'exists') return;
    await this.trail.succeeded('create_group', null, { group });
  }

  private async promote(userId: string, group: string): Promise<FirstAdminResult> {
    const profile = await this.users.find(userId);
    if (profile.status === 'DISABLED') return { outcome: 'refused', why: 'disabled' };
    if ((await this.memberships.add(userId, group)) !== 'done') throw new AppError('not_found');
    await this.trail.succeeded('add_to_group', userId, { group });
    return { outcome: 'promoted', userId };
  }

  private async sendAgain(email: string, resend: boolean): Promise<'invited_again' | 'waiting'> {
    return resend && (await this.identity.resendInvitation(email)) ? 'invited_again' : 'waiting';
  }
}

/** Anybody can sign up with anybody's address; only who read its mail may become an administrator. */
function isProved({ identity, status }: AdministeredAccount): boolean {
  return status !== 'UNCONFIRMED' && identity.emailVerified;
}
