import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Settings } from '../../config/settings.js';
import { bounded } from '../../shared/bounded.js';
import type { Caller } from '../../shared/caller.js';
import { Clock } from '../../shared/clock.js';
import type { Profile } from '../../users/profile.js';
import { IdentityProvider } from '../identity-provider.port.js';
import { ProvenSessions } from '../proven-sessions.js';
import { SignInProfiles } from '../sign-in-profiles.js';
import { SocialProvider } from './social-provider.port.js';

const REFUSED_SESSIONS = 10_000;
const REFUSED_MS = 60_000;

/** People who signed in on the pool's hosted pages, past this service. */
@Injectable()
export class HostedUsers {
  /** Tokens of erased users must not cost a call to Cognito each. */
  private readonly refused = new LRUCache<string, true>({ ...bounded(REFUSED_SESSIONS), ttl: REFUSED_MS });

  constructor(
    private readonly social: SocialProvider,
    private readonly identity: IdentityProvider,
    private readonly profiles: SignInProfiles,
    private readonly proven: ProvenSessions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** The profile that nobody has made yet, or null: an erased user has no account any more. */
  async makeProfile(caller: Caller): Promise<Profile | null> {
    const { isHosted, username } = this.social.tokenFacts(caller.accessToken);
    if (!isHosted || this.refused.has(caller.sessionId)) return null;
    const account = await this.identity.findAccount(username);
    const isOwn = account?.enabled === true && account.identity.userId === caller.userId;
    if (!isOwn || !account.identity.emailVerified) {
      this.refused.set(caller.sessionId, true);
      return null;
    }
    const recorded = await this.profiles.record({
      identity: account.identity,
      groups: caller.groups,
      mfaEnabled: false,
      issuedAt: caller.authTime,
      at: new Date(this.clock.now()).toISOString(),
    });
    return recorded.outcome === 'recorded' ? recorded.profile : null;
  }

  /**
   * Whether a second step that is due was made: the hosted pages ask nobody for one who comes through a provider. Without a
   * promise for everybody else.
   */
  isComplete(caller: Caller, profile: Profile): boolean | Promise<boolean> {
    const isDue = this.settings.mfaRequired || profile.mfaEnabled;
    if (!isDue || !this.social.tokenFacts(caller.accessToken).isHosted) return true;
    return this.proven.has(caller.sessionId);
  }
}
