import { Injectable } from '@nestjs/common';
import type { AuditEventType } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { maskEmail } from '../shared/mask.js';
import type { Authenticated, AuthOutcome, Refused } from './auth-outcome.js';
import type { SignInContext } from './sign-in-completion.js';

/** Writes how a step of a sign-in ended into the audit trail, before anybody is told. */
@Injectable()
export class SignInAudit {
  constructor(private readonly audit: AuditTrail) {}

  async record(outcome: AuthOutcome, context: SignInContext): Promise<void> {
    if (outcome.status === 'AUTHENTICATED') await this.succeeded(outcome, context);
    else if (outcome.status === 'REFUSED') await this.failed(outcome, context);
  }

  private async succeeded({ profile }: Authenticated, context: SignInContext): Promise<void> {
    const { userId } = profile;
    await Promise.all(
      successTypes(context).map((type) =>
        this.audit.record({ type, outcome: 'SUCCESS', userId, actorId: userId, origin: context.origin }),
      ),
    );
  }

  private async failed({ code }: Refused, context: SignInContext): Promise<void> {
    await this.audit.record({
      type: failureType(code, context),
      outcome: 'FAILURE',
      userId: null,
      actorId: null,
      origin: context.origin,
      details: { reason: code, account: maskEmail(context.email) },
    });
  }
}

function successTypes({ previous }: SignInContext): AuditEventType[] {
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

function failureType(code: Refused['code'], { previous }: SignInContext): AuditEventType {
  if (code === 'account_locked') return 'login.locked';
  return previous === undefined || previous.purpose === 'new-password' ? 'login.failed' : 'mfa.failed';
}
