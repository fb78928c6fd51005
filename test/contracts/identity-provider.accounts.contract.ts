import { randomUUID } from 'node:crypto';
import {
  DRAFT,
  MINUTE_MS,
  newEmail,
  ORIGIN,
  PASSWORD,
  wrong,
  type IdentityProviderSteps,
  type IdentityProviderVariant,
} from './identity-provider.steps.js';
/** Sign-up, passwords and what a finished sign-in tells. */
export function describeAccounts(as: IdentityProviderSteps, variant: IdentityProviderVariant): void {
  describe('sign-up', () => {
    it('makes an unconfirmed account that keeps the whole draft', async () => {
      const email = newEmail();
      const result = await as.provider.signUp({ email, password: PASSWORD, draft: DRAFT }, ORIGIN);
      expect(result).toEqual({
        outcome: 'created',
        userId: expect.any(String) as string,
        confirmed: false,
        delivery: { medium: 'EMAIL', destination: expect.stringMatching(/^c\*\*\*@e\*\*\*/) as string },
      });
      const { userId } = result as { userId: string };
      const account = {
        identity: { ...DRAFT, userId, email, emailVerified: false },
        enabled: true,
        confirmed: false,
      };
      await expect(as.provider.findAccount(email)).resolves.toEqual(account);
      await expect(as.provider.findAccount(userId)).resolves.toEqual(account);
    });

    it('refuses an address that is taken, in any case', async () => {
      const { email } = await as.register();
      for (const same of [email, email.toUpperCase()]) {
        const request = { email: same, password: PASSWORD, draft: DRAFT };
        await expect(as.provider.signUp(request, ORIGIN)).resolves.toEqual({ outcome: 'taken' });
      }
    });

    it('names the rule that a password breaks, and makes nothing', async () => {
      const email = newEmail();
      const result = await as.provider.signUp({ email, password: 'Ab1!', draft: DRAFT }, ORIGIN);
      expect(result).toEqual({
        outcome: 'password_rejected',
        violations: [expect.stringMatching(/^must be at least \d+ characters long$/) as string],
      });
      await expect(as.provider.findAccount(email)).resolves.toBeNull();
    });

    it('finds nobody under a name that nobody has', async () => {
      await expect(as.provider.findAccount(newEmail())).resolves.toBeNull();
      await expect(as.provider.findAccount(randomUUID())).resolves.toBeNull();
    });
  });

  describe('password', () => {
    it('is refused alike when it is wrong and when nobody has the address', async () => {
      const { email } = await as.registerAndConfirm();
      const refused = { step: 'refused', reason: 'invalid_credentials' };
      await expect(as.signIn(email, 'Wrong-Password-1!')).resolves.toEqual(refused);
      await expect(as.signIn(newEmail())).resolves.toEqual(refused);
    });

    it('alone does not sign an unconfirmed account in', async () => {
      const { email } = await as.register();
      const refused = { step: 'refused', reason: 'user_not_confirmed' };
      await expect(as.signIn(email)).resolves.toEqual(refused);
    });

    it('locks for a while after five failures, even when it is right then', async () => {
      const { email } = await as.registerAndConfirm();
      for (let i = 0; i < 5; i += 1) {
        await expect(as.signIn(email, 'Wrong-Password-1!')).resolves.toMatchObject({
          reason: 'invalid_credentials',
        });
      }
      await expect(as.signIn(email)).resolves.toEqual({ step: 'refused', reason: 'account_locked' });
      await as.subject.advance(5_000);
      await expect(as.signIn(email)).resolves.not.toMatchObject({ step: 'refused' });
    });
  });

  describe('a finished sign-in', () => {
    it('tells who it is, in which groups, in which session and since when', async () => {
      const user = await as.registerAndConfirm();
      await as.subject.addToGroup(user.userId, variant.group);
      const before = Math.floor(as.subject.now() / 1000);
      const signInResult = await as.signedIn(user.email);
      expect(signInResult).toEqual({
        tokens: {
          accessToken: expect.any(String) as string,
          idToken: expect.any(String) as string,
          refreshToken: expect.any(String) as string,
          expiresIn: 3600,
        },
        identity: { ...DRAFT, userId: user.userId, email: user.email, emailVerified: true },
        groups: [variant.group],
        sessionId: expect.stringMatching(/.{8,}/) as string,
        authTime: expect.any(Number) as number,
        issuedAt: expect.any(Number) as number,
      });
      expect(Math.abs(signInResult.authTime - before)).toBeLessThan(60);
      expect(Math.abs(signInResult.issuedAt - before)).toBeLessThan(60);
    });

    it('has no groups where there are none, and works in any case of the address', async () => {
      const { email } = await as.registerAndConfirm();
      await expect(as.signedIn(email.toUpperCase())).resolves.toMatchObject({
        groups: [],
        identity: { email },
      });
    });
  });
}

/** Codes by mail. */
export function describeConfirmation(as: IdentityProviderSteps): void {
  describe('confirmation', () => {
    it('takes the right code once', async () => {
      const { email } = await as.register();
      const code = await as.subject.codeFor(email);
      await expect(as.provider.confirmSignUp(email, wrong(code))).resolves.toBe('code_mismatch');
      await expect(as.provider.confirmSignUp(email, code)).resolves.toBe('confirmed');
      await expect(as.provider.confirmSignUp(email, code)).resolves.toBe('already_confirmed');
      await expect(as.provider.findAccount(email)).resolves.toMatchObject({
        confirmed: true,
        identity: { emailVerified: true },
      });
    });

    it('refuses a code for an address that nobody has', async () => {
      await expect(as.provider.confirmSignUp(newEmail(), '123456')).resolves.toMatch(/^code_/);
    });

    it('refuses the code of somebody else', async () => {
      const [tom, eve] = await Promise.all([as.register(), as.register()]);
      const code = await as.subject.codeFor(eve.email);
      await expect(as.provider.confirmSignUp(tom.email, code)).resolves.toBe('code_mismatch');
    });

    it('puts a new code in place of the old one', async () => {
      const { email } = await as.register();
      const old = await as.subject.codeFor(email);
      await as.provider.resendCode(email);
      const fresh = await as.subject.codeFor(email);
      expect(fresh).not.toBe(old);
      await expect(as.provider.confirmSignUp(email, old)).resolves.toBe('code_mismatch');
      await expect(as.provider.confirmSignUp(email, fresh)).resolves.toBe('confirmed');
    });

    it('resends nothing, and says so to nobody, where there is no account or a confirmed one', async () => {
      const { email } = await as.registerAndConfirm();
      await expect(as.provider.resendCode(email)).resolves.toBeUndefined();
      await expect(as.provider.resendCode(newEmail())).resolves.toBeUndefined();
    });

    it('a confirmation code expires after a day', async () => {
      const { email } = await as.register();
      const code = await as.subject.codeFor(email);
      await as.subject.advance(24 * 60 * MINUTE_MS + 1_000);
      await expect(as.provider.confirmSignUp(email, code)).resolves.toBe('code_expired');
    });
  });
}
