import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SessionsService } from '../../sessions/sessions.service.js';
import type { RequestOrigin } from '../../shared/caller.js';
import { ProfilesService } from '../../users/profiles.service.js';
import { OwnTotp } from './own-totp.js';
import type { SocialLink } from './social-link.js';
import { SocialProvider } from './social-provider.port.js';

/** Makes a social provider a second way into an account, once the owner of its password has wholly signed in. */
@Injectable()
export class SocialLinks {
  constructor(
    private readonly social: SocialProvider,
    private readonly profiles: ProfilesService,
    private readonly sessions: SessionsService,
    private readonly ownTotp: OwnTotp,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Safe to repeat: a crash in the middle leaves the password sign-in as it was, and the next social sign-in asks for the
   * password again.
   */
  async complete(link: SocialLink, signedInUserId: string, origin: RequestOrigin): Promise<void> {
    const { external, externalUserId, userId } = link;
    if (signedInUserId !== userId) return;
    await this.sessions.endAll(externalUserId);
    await this.social.link(external, userId);
    await Promise.all([this.profiles.delete(externalUserId), this.ownTotp.remove(externalUserId)]);
    await this.audit.record({
      type: 'social.linked',
      outcome: 'SUCCESS',
      userId,
      actorId: userId,
      origin,
      details: { provider: external.provider },
    });
  }
}
