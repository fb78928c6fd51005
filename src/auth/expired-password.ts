import { Injectable } from '@nestjs/common';
import type { HeldTokens } from './challenge-session.js';
import { HeldSignIn } from './held-sign-in.js';
import type { NewPasswordStep } from './identity-provider.port.js';
import { PasswordProvider } from './password-provider.port.js';
import { SessionEnding } from './session-ending.js';

/** Another password in place of one that is too old. The other sessions of the user end, as at any change of a password. */
@Injectable()
export class ExpiredPassword {
  constructor(
    private readonly passwords: PasswordProvider,
    private readonly ending: SessionEnding,
    private readonly held: HeldSignIn,
  ) {}

  async replace(held: HeldTokens, currentPassword: string, newPassword: string): Promise<NewPasswordStep> {
    const changed = await this.ending.others(held.userId, held.sessionId ?? '', () =>
      this.passwords.change(held.accessToken, currentPassword, newPassword),
    );
    switch (changed.outcome) {
      case 'set':
        return this.held.refreshed(held);
      case 'rejected':
        return { step: 'password_rejected', violations: changed.violations };
      case 'reused':
        return { step: 'password_reused' };
      case 'locked':
        return { step: 'refused', reason: 'account_locked' };
      case 'mismatch':
        // It was changed elsewhere meanwhile.
        return { step: 'session_expired' };
    }
  }
}
