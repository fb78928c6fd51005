import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../shared/clock.js';
import { Seal } from '../../shared/seal.js';
import { SecretKeys } from '../../shared/secret-keys.js';
import { ChallengeAttempts } from '../challenge-attempts.js';
import type { SealedChallenge } from '../challenge-session.js';
import type { SocialLink } from './social-link.js';

export interface LinkOffer {
  /** Of the account with the password. */
  readonly email: string;
  readonly link: SocialLink;
}

/** Seals an offer to link accounts until the password is proved; five tries, and not for long. */
@Injectable()
export class SocialLinkSessions {
  private readonly seal: Seal<LinkOffer>;
  private readonly lifetimeMs: number;

  constructor(
    keys: SecretKeys,
    settings: Settings,
    private readonly attempts: ChallengeAttempts,
    private readonly clock: Clock,
  ) {
    this.seal = new Seal(keys.derive('social-link'));
    this.lifetimeMs = settings.challengeMinutes * 60_000;
  }

  async offer(offer: LinkOffer): Promise<SealedChallenge> {
    const expiresAt = this.clock.now() + this.lifetimeMs;
    const session = await this.seal.seal(offer, { id: randomUUID(), expiresAt });
    return { session, expiresIn: this.lifetimeMs / 1000 };
  }

  /** The offer, or null: altered, expired, or tried too often. */
  async resume(session: string): Promise<LinkOffer | null> {
    const opened = await this.seal.open(session, this.clock.now());
    if (opened === null || !(await this.attempts.allow({ challengeId: opened.id }))) return null;
    return opened.content;
  }
}
