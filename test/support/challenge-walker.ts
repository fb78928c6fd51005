import {
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beginSignIn, beginSocialSignIn, type StepAnswer, type StepInput, takeStep } from './client-steps.js';
import { AuthenticatorApp, type Journey, newEmail, PASSWORD, type PersonWithFactor } from './journey.js';
import type { PoolAdmin } from './pool-admin.js';
import { SocialJourney } from './social-journey.js';

export const TEMPORARY = 'temporary-Horse-9-battery';

/** People in every state that a sign-in can begin in, and its steps, which the typed client takes. */
export class ChallengeWalker {
  constructor(
    readonly journey: Journey,
    private readonly pool: PoolAdmin,
  ) {}

  login(email: string, password = PASSWORD): Promise<StepAnswer> {
    return beginSignIn(this.journey.api.origin, email, password);
  }

  /** Comes from Google, as the person of this address. */
  async google(email: string): Promise<StepAnswer> {
    const { origin } = this.journey.api;
    return beginSocialSignIn(origin, await new SocialJourney(origin).code({ email }));
  }

  /** Goes on with the session of an answer. */
  next(from: StepAnswer, path: string, input?: StepInput): Promise<StepAnswer> {
    return takeStep(from, path, input);
  }

  setUp(from: StepAnswer): Promise<StepAnswer> {
    return this.next(from, 'mfa/setup');
  }

  /** Somebody without a factor. */
  async person(): Promise<string> {
    const email = newEmail();
    await this.journey.register(email);
    await this.journey.confirm(email);
    return email;
  }

  personWithApp(): Promise<PersonWithFactor> {
    return this.journey.newPersonWithFactor();
  }

  /** Somebody who has an app, gets codes by mail, and prefers neither. */
  async personWithSeveral(): Promise<PersonWithFactor> {
    const person = await this.personWithApp();
    await this.pool.client.send(
      new AdminSetUserMFAPreferenceCommand({
        UserPoolId: this.pool.userPoolId,
        Username: person.email,
        SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: false },
        EmailMfaSettings: { Enabled: true, PreferredMfa: false },
      }),
    );
    return person;
  }

  /** The first step of somebody who was invited. */
  async invited(): Promise<StepAnswer> {
    const email = newEmail();
    await this.pool.invite(email);
    return this.login(email, await this.journey.mailedCode(email));
  }

  /** The first step of somebody whose password an operator has replaced by a temporary one. */
  async withTemporaryPassword(email: string): Promise<StepAnswer> {
    await this.pool.client.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: this.pool.userPoolId,
        Username: email,
        Password: TEMPORARY,
        Permanent: false,
      }),
    );
    return this.login(email, TEMPORARY);
  }

  /** The app that a secret was shown for. */
  appOf({ body: { secret = '' } }: StepAnswer): AuthenticatorApp {
    return new AuthenticatorApp(secret);
  }
}
