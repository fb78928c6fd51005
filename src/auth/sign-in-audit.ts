import { Injectable } from '@nestjs/common';
import type { AuditEventType } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { maskEmail } from '../shared/mask.js';
import type { ErrorCode } from '../shared/error-code.js';
import { ProfilesService } from '../users/profiles.service.js';
import type { CompletedSignIn } from './identity-provider.port.js';
import type { SignInContext } from './sign-in-completion.js';

/** A refusal, or what kept a sign-in from ending although nothing was refused. */
type FailureReason = ErrorCode | 'password_expired';

/** Writes how a step of a sign-in ended into the audit trail, before anybody is told. */
@Injectable()
export class SignInAudit {
  constructor(
    private readonly audit: AuditTrail,
    private readonly profiles: ProfilesService,
  ) {}

  async succeeded({ identity, sessionId }: CompletedSignIn, context: SignInContext): Promise<void> {
    const { userId } = identity;
    const { origin } = context;
    await Promise.all(
      successTypes(context).map((type) =>
        this.audit.record({ type, outcome: 'SUCCESS', userId, actorId: userId, origin, sessionId }),
      ),
    );
  }

  /** `locked`: this failure has locked the account, which is an event of its own. */
  async failed(code: FailureReason, context: SignInContext, locked: boolean): Promise<void> {
    const types = [failureType(code, context), ...(locked ? (['login.locked'] as const) : [])];
    const profile = await this.profiles.findByEmail(context.email);
    await Promise.all(types.map((type) => this.failure(type, code, profile?.userId ?? null, context)));
  }

  private failure(
    type: AuditEventType,
    code: FailureReason,
    userId: string | null,
    { email, origin }: SignInContext,
  ): Promise<void> {
    return this.audit.record({
      type,
      outcome: 'FAILURE',
      userId,
      actorId: null,
      origin,
      details: { reason: code, account: maskEmail(email) },
    });
  }
}

function successTypes({ previous, social }: SignInContext): AuditEventType[] {
  if (social === true) return ['social.signed_in', 'login.succeeded'];
  switch (previous?.purpose) {
    case 'mfa':
      return ['mfa.verified', 'login.succeeded'];
    case 'mfa-setup-verification':
      return ['mfa.enrolled', 'login.succeeded'];
    case 'new-password':
      return ['password.changed', 'login.succeeded'];
    default:
      return ['login.succeeded'];
  }
}

function failureType(code: FailureReason, { previous }: SignInContext): AuditEventType {
  if (code === 'account_locked') return 'login.locked';
  return previous === undefined || previous.purpose === 'new-password' ? 'login.failed' : 'mfa.failed';
}
