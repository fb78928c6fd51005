import { Injectable } from '@nestjs/common';
import type { SignInFacts, SignInRecorded } from '../users/profile-repository.port.js';
import { ProfilesService } from '../users/profiles.service.js';
import { IdentityProvider } from './identity-provider.port.js';
import { RolePolicy } from './role-policy.js';

/** Brings profiles up to date at a sign-in, and makes those that are missing. */
@Injectable()
export class SignInProfiles {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly identity: IdentityProvider,
    private readonly roles: RolePolicy,
  ) {}

  /**
   * The role is believed as far as its owner could have chosen it. An account that was erased after Cognito let its owner in is
   * answered `disabled`, and nothing of it is kept.
   */
  async record(facts: SignInFacts): Promise<SignInRecorded> {
    const identity = this.roles.restrict(facts.identity);
    const recorded = await this.profiles.recordSignIn({ ...facts, identity });
    if (recorded.outcome === 'disabled' || recorded.profile.createdAt !== facts.at) return recorded;
    // It was this sign-in that made the profile: of somebody new, or of somebody who is gone.
    const { userId } = identity;
    if ((await this.identity.findAccount(userId)) !== null) return recorded;
    await this.profiles.delete(userId);
    return { outcome: 'disabled' };
  }
}
