import { Injectable } from '@nestjs/common';
import { Newcomers, type NewUser } from '../../admin/newcomers.js';
import type { AuditDetails } from '../../audit/audit-event.js';
import { IdentityAdministration } from '../../auth/identity-administration.port.js';
import { maskEmail } from '../../shared/mask.js';
import { ProfilesService } from '../../users/profiles.service.js';
import { CognitoPaces } from '../cognito-paces.js';
import { OperatorTrail } from '../operator-trail.js';
import { withPatience } from '../with-patience.js';

/** `already_invited`: by a run before this one or by an administrator, and the person has not come yet. */
export type InvitationOutcome =
  | { readonly outcome: 'invited' | 'already_invited'; readonly userId: string }
  | { readonly outcome: 'exists' };

/** Invites somebody so that any repeat, after whatever crash, sends no second mail and completes what is missing. */
@Injectable()
export class BulkInvitation {
  constructor(
    private readonly newcomers: Newcomers,
    private readonly identity: IdentityAdministration,
    private readonly profiles: ProfilesService,
    private readonly trail: OperatorTrail,
    private readonly paces: CognitoPaces,
  ) {}

  async invite(person: NewUser): Promise<InvitationOutcome> {
    await this.paces.update.turn(person.groups.length);
    const details = detailsOf(person);
    const result = await withPatience(() => this.newcomers.invite(person));
    if (result.outcome === 'taken') return this.complete(person, details);
    const { userId } = result.profile;
    await this.trail.succeeded('invite_user', userId, details);
    return { outcome: 'invited', userId };
  }

  /** What an invitation would find, asked of the profiles alone. */
  async foresee({ email }: NewUser): Promise<'invited' | 'already_invited' | 'exists'> {
    const profile = await withPatience(() => this.profiles.findByEmail(email));
    if (profile === null) return 'invited';
    return profile.status === 'UNCONFIRMED' ? 'already_invited' : 'exists';
  }

  private async complete(person: NewUser, details: AuditDetails): Promise<InvitationOutcome> {
    const account = await withPatience(() => this.identity.find(person.email));
    if (account?.status !== 'FORCE_CHANGE_PASSWORD' || !account.enabled) {
      await this.trail.failed('invite_user', null, { ...details, reason: 'user_already_exists' });
      return { outcome: 'exists' };
    }
    const { userId } = await withPatience(() => this.newcomers.complete(account, person));
    await this.trail.succeeded('invite_user', userId, { ...details, mailed: false });
    return { outcome: 'already_invited', userId };
  }
}

function detailsOf({ email, role, groups }: NewUser): AuditDetails {
  return { account: maskEmail(email), role, groups: groups.join(' ') };
}
