import { randomUUID } from 'node:crypto';
import { generateSync } from 'otplib';
import type {
  ChallengeStep,
  CompletedSignIn,
  IdentityProvider,
  PendingChallenge,
  SignInStep,
} from '../../src/auth/identity-provider.port.js';
import type { ProfileDraft } from '../../src/users/profile.js';

/** What the contract needs besides the port. */
export interface IdentityProviderSubject {
  readonly provider: IdentityProvider;
  /** Epoch milliseconds, as the provider sees them. */
  now(): number;
  /** Makes time pass for the provider; takes that long on one whose time cannot be made to. */
  advance(milliseconds: number): Promise<void>;
  /** Confirms an account by whatever means the place has. */
  confirm(email: string): Promise<void>;
  /** The confirmation code that was mailed last, where mail can be read. */
  codeFor(email: string): Promise<string>;
  addToGroup(userId: string, group: string): Promise<void>;
}

export interface IdentityProviderVariant {
  readonly mfaRequired: boolean;
  readonly rotation: boolean;
  /** Whether time can be made to pass and mail can be read. */
  readonly laboratory: boolean;
  /** An existing group. */
  readonly group: string;
}

export const PASSWORD = 'Correct-Horse-7-Battery';
export const ORIGIN = { ipAddress: '203.0.113.7', userAgent: 'Browser/1.0', requestId: 'request-1' };
export const MINUTE_MS = 60_000;

/** How long a TOTP code counts. */
export const TOTP_STEP_MS = 30_000;

export const DRAFT: ProfileDraft = {
  firstName: 'Tom',
  lastName: "O'Näme 名",
  role: 'Employee',
  department: 'Sales',
  employeeId: null,
  termsVersion: '1',
  termsAcceptedAt: '2026-01-01T00:00:00.000Z',
};

export function newEmail(): string {
  return `contract-${randomUUID()}@example.com`;
}

/** Another code of the same form. */
export function wrong(code: string): string {
  return code.replace(/./g, (digit) => String((Number(digit) + 5) % 10));
}

/** What people do with an identity provider, step by step. */
export class IdentityProviderSteps {
  constructor(
    private readonly current: () => IdentityProviderSubject,
    private readonly variant: IdentityProviderVariant,
  ) {}

  get subject(): IdentityProviderSubject {
    return this.current();
  }

  get provider(): IdentityProvider {
    return this.subject.provider;
  }

  totp(secret: string): string {
    return generateSync({ secret, epoch: Math.floor(this.subject.now() / 1000) });
  }

  async register(): Promise<{ email: string; userId: string }> {
    const email = newEmail();
    const result = await this.provider.signUp({ email, password: PASSWORD, draft: DRAFT }, ORIGIN);
    if (result.outcome !== 'created') throw new Error(`sign-up was ${result.outcome}`);
    return { email, userId: result.userId };
  }

  async registerAndConfirm(): Promise<{ email: string; userId: string }> {
    const user = await this.register();
    await this.subject.confirm(user.email);
    return user;
  }

  signIn(email: string, password: string = PASSWORD): Promise<SignInStep> {
    return this.provider.signIn(email, password, ORIGIN);
  }

  async challengeOf(step: Promise<ChallengeStep>): Promise<PendingChallenge> {
    const result = await step;
    if (result.step !== 'challenge') throw new Error(`no challenge but ${JSON.stringify(result)}`);
    return result.pending;
  }

  /** Begins the set-up that a pool with required MFA asks for. */
  async beginSetup(email: string): Promise<{ pending: PendingChallenge; secret: string }> {
    const pending = await this.challengeOf(this.signIn(email));
    const associated = await this.provider.associateTotp({ pending });
    if (associated.outcome !== 'associated') throw new Error(associated.outcome);
    const providerSession = associated.providerSession ?? '';
    return { pending: { ...pending, providerSession }, secret: associated.secret };
  }

  async enrolSignedIn(signedIn: CompletedSignIn): Promise<string> {
    const holder = { accessToken: signedIn.tokens.accessToken, userId: signedIn.identity.userId };
    const associated = await this.provider.associateTotp(holder);
    if (associated.outcome !== 'associated') throw new Error(associated.outcome);
    await this.provider.verifyTotp(holder, this.totp(associated.secret), 'phone');
    return associated.secret;
  }

  /** Signs in an account without a factor by whatever the pool asks for. */
  async signedIn(email: string): Promise<CompletedSignIn> {
    const step = this.variant.mfaRequired ? await this.setUp(email) : await this.signIn(email);
    if (step.step !== 'authenticated') throw new Error(JSON.stringify(step));
    return step.signIn;
  }

  /** An account with TOTP, half a minute after its enrolment, so that the code used there is over. */
  async enrolled(): Promise<{ email: string; userId: string; secret: string }> {
    const user = await this.registerAndConfirm();
    const secret = this.variant.mfaRequired
      ? await this.secretOfSetUp(user.email)
      : await this.enrolSignedIn(await this.signedIn(user.email));
    await this.subject.advance(TOTP_STEP_MS);
    return { ...user, secret };
  }

  private async setUp(email: string): Promise<ChallengeStep> {
    const { pending, secret } = await this.beginSetup(email);
    return this.provider.completeTotpSetup(pending, this.totp(secret), 'phone', ORIGIN);
  }

  private async secretOfSetUp(email: string): Promise<string> {
    const { pending, secret } = await this.beginSetup(email);
    await this.provider.completeTotpSetup(pending, this.totp(secret), undefined, ORIGIN);
    return secret;
  }
}
