import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../shared/app-error.js';
import type { RequestOrigin } from '../shared/caller.js';
import type { Language } from '../shared/languages.js';
import { maskEmail } from '../shared/mask.js';
import type { IdentitySnapshot, ProfileDraft } from '../users/profile.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccountEvents } from './account-events.js';
import { type CodeDelivery, IdentityProvider, type SignUpResult } from './identity-provider.port.js';
import { PasswordRules } from './password-rules.js';
import { type PersonForm, ProfileDrafts } from './profile-drafts.js';

/** Longer than any of the ways that a sign-up can take, so that its time tells none of them. */
const SILENT_ANSWER_MS = 1_000;

export interface Registration extends PersonForm {
  readonly email: string;
  readonly password: string;
}

export interface Registered {
  /** Null where sign-up does not tell whether the address was taken. */
  readonly userId: string | null;
  readonly status: 'UNCONFIRMED' | 'CONFIRMED';
  readonly codeDelivery: CodeDelivery | null;
}

/** A new account: Cognito is written first and carries the whole draft, so a crash before the profile loses nothing. */
@Injectable()
export class SignUpFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly profiles: ProfilesService,
    private readonly drafts: ProfileDrafts,
    private readonly rules: PasswordRules,
    private readonly events: AccountEvents,
  ) {}

  /** Tells whether the address is taken (`user_already_exists`). */
  async register(form: Registration, origin: RequestOrigin, language?: Language): Promise<Registered> {
    const draft = this.drafts.fromForm(form);
    await this.rules.check('password', form.password, form);
    const result = await this.signUp(form, { draft, language }, origin);
    if (result.outcome === 'taken') throw new AppError('user_already_exists');
    const delivery = result.delivery && { ...result.delivery, destination: maskEmail(form.email) };
    const status = result.confirmed ? 'CONFIRMED' : 'UNCONFIRMED';
    return { userId: result.userId, status, codeDelivery: delivery };
  }

  /** Answers every well-formed sign-up alike and in the same time; the owner of a taken address gets a mail instead. */
  async registerSilently(
    form: Registration,
    origin: RequestOrigin,
    language?: Language,
  ): Promise<Registered> {
    const draft = this.drafts.fromForm(form);
    await this.rules.check('password', form.password, form);
    const answered = sleep(SILENT_ANSWER_MS);
    const result = await this.signUp(form, { draft, language }, origin);
    if (result.outcome === 'taken') await this.tellOwner(form.email, origin);
    await answered;
    return {
      userId: null,
      status: 'UNCONFIRMED',
      codeDelivery: { medium: 'EMAIL', destination: maskEmail(form.email) },
    };
  }

  private async signUp(
    { email, password }: Registration,
    { draft, language }: { readonly draft: ProfileDraft; readonly language: Language | undefined },
    origin: RequestOrigin,
  ): Promise<Exclude<SignUpResult, { outcome: 'password_rejected' }>> {
    const result = await this.identity.signUp({ email, password, draft, language }, origin);
    if (result.outcome === 'password_rejected') {
      throw new AppError('password_policy_violation', {
        errors: result.violations.map((message) => ({ field: 'password', message })),
      });
    }
    const userId = result.outcome === 'created' ? result.userId : null;
    if (result.outcome === 'created') {
      const identity: IdentitySnapshot = {
        ...draft,
        userId: result.userId,
        email,
        emailVerified: result.confirmed,
      };
      await this.profiles.create(identity, result.confirmed ? 'ACTIVE' : 'UNCONFIRMED');
    }
    await this.events.record({
      type: 'user.registered',
      outcome: userId === null ? 'FAILURE' : 'SUCCESS',
      userId,
      actorId: userId,
      origin,
      details: { account: maskEmail(email) },
    });
    return result;
  }

  /** Somebody who never confirmed gets the code again, which is what they were after. */
  private async tellOwner(email: string, origin: RequestOrigin): Promise<void> {
    const account = await this.identity.findAccount(email);
    if (account?.confirmed === false) await this.identity.resendCode(email);
    else this.events.tell(email, 'account_exists', origin);
  }
}
