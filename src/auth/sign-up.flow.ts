import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import type { RequestOrigin } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';
import { maskEmail } from '../shared/mask.js';
import type { IdentitySnapshot, ProfileDraft } from '../users/profile.js';
import { ProfilesService } from '../users/profiles.service.js';
import { type CodeDelivery, IdentityProvider, type SignUpResult } from './identity-provider.port.js';
import { RolePolicy } from './role-policy.js';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role?: string;
  readonly department?: string;
  readonly employeeId?: string;
}

export interface Registered {
  /** Null where sign-up does not tell whether the address was taken. */
  readonly userId: string | null;
  readonly status: 'UNCONFIRMED' | 'CONFIRMED';
  readonly codeDelivery: CodeDelivery | null;
}

/**
 * From the form to a confirmed account. Cognito is written first and carries the whole draft, so a crash before the
 * profile is written loses nothing: the next confirmation or sign-in completes it.
 */
@Injectable()
export class SignUpFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly profiles: ProfilesService,
    private readonly roles: RolePolicy,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async register(form: Registration, origin: RequestOrigin): Promise<Registered> {
    const draft = this.draftOf(form);
    const result = await this.identity.signUp({ email: form.email, password: form.password, draft }, origin);
    switch (result.outcome) {
      case 'password_rejected':
        throw new AppError('password_policy_violation', {
          errors: result.violations.map((message) => ({ field: 'password', message })),
        });
      case 'taken':
        return this.taken(form.email);
      case 'created':
        return this.created(form.email, draft, result);
    }
  }

  async confirm(email: string, code: string): Promise<void> {
    const result = await this.identity.confirmSignUp(email, code);
    if (result !== 'confirmed') throw new AppError(result);
    const account = await this.identity.findAccount(email);
    if (account !== null) await this.profiles.confirm(this.roles.restrict(account.identity));
  }

  /** The answer is made from what was sent in, so it says nothing about the account. */
  async resendCode(email: string): Promise<CodeDelivery> {
    await this.identity.resendCode(email);
    return { medium: 'EMAIL', destination: maskEmail(email) };
  }

  private draftOf(form: Registration): ProfileDraft {
    return {
      firstName: form.firstName,
      lastName: form.lastName,
      role: this.roles.chosenAtSignUp(form.role),
      department: form.department ?? null,
      employeeId: form.employeeId ?? null,
      termsVersion: this.settings.termsVersion,
      termsAcceptedAt: new Date(this.clock.now()).toISOString(),
    };
  }

  private async created(
    email: string,
    draft: ProfileDraft,
    result: Extract<SignUpResult, { outcome: 'created' }>,
  ): Promise<Registered> {
    const identity: IdentitySnapshot = {
      ...draft,
      userId: result.userId,
      email,
      emailVerified: result.confirmed,
    };
    await this.profiles.create(identity, result.confirmed ? 'ACTIVE' : 'UNCONFIRMED');
    if (this.settings.signUpDisclosure === 'silent') return silentAnswer(email);
    return {
      userId: result.userId,
      status: result.confirmed ? 'CONFIRMED' : 'UNCONFIRMED',
      codeDelivery: result.delivery && { ...result.delivery, destination: maskEmail(email) },
    };
  }

  /** Silent sign-up mails the owner of the address instead of telling whoever asked. */
  private async taken(email: string): Promise<Registered> {
    if (this.settings.signUpDisclosure === 'conflict') throw new AppError('user_already_exists');
    await this.identity.resendCode(email);
    return silentAnswer(email);
  }
}

function silentAnswer(email: string): Registered {
  return {
    userId: null,
    status: 'UNCONFIRMED',
    codeDelivery: { medium: 'EMAIL', destination: maskEmail(email) },
  };
}
