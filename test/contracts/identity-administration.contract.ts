import type { AdministeredAccount } from '../../src/auth/identity-administration.port.js';
import { DRAFT, newEmail, ORIGIN } from './identity-provider.steps.js';
import { DAY_MS, NEW_PASSWORD, UNKNOWN_USER, type PoolSteps } from './pool.steps.js';

const SIGNED_IN = { step: 'authenticated' };

/** What nobody's mail is needed for. */
export function describeAccounts(as: PoolSteps): void {
  describe('an invitation', () => {
    it('makes an account whose address counts as verified', async () => {
      const email = newEmail();
      const result = await as.subject.administration.invite({ email, draft: DRAFT });
      expect(result).toEqual({ outcome: 'invited', account: expect.anything() as unknown });
      const { account } = result as { account: AdministeredAccount };
      expect(account).toMatchObject({
        identity: { ...DRAFT, email, emailVerified: true },
        enabled: true,
        status: 'FORCE_CHANGE_PASSWORD',
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      });
      for (const name of [email, email.toUpperCase(), account.identity.userId]) {
        await expect(as.subject.administration.find(name)).resolves.toEqual(account);
      }
    });

    it('is refused where the address is taken, in any case', async () => {
      for (const { email } of [await as.register(), await as.registerAndConfirm(), await as.invited()]) {
        const invitation = { email: email.toUpperCase(), draft: DRAFT };
        const taken = as.subject.administration.invite(invitation);
        await expect(taken).resolves.toEqual({ outcome: 'taken' });
      }
    });

    it('is sent again only to who was invited and did not come', async () => {
      const { administration } = as.subject;
      await expect(administration.resendInvitation((await as.invited()).email)).resolves.toBe(true);
      const others = [(await as.register()).email, (await as.registerAndConfirm()).email, newEmail()];
      for (const email of others) await expect(administration.resendInvitation(email)).resolves.toBe(false);
    });
  });

  describe('an account', () => {
    it('is found by nothing that nobody has', async () => {
      for (const name of [newEmail(), UNKNOWN_USER, 'no blanks in names']) {
        await expect(as.subject.administration.find(name)).resolves.toBeNull();
      }
    });

    it('that is disabled signs nobody in and ends its sessions, until it is enabled', async () => {
      const { administration } = as.subject;
      const { email, userId, signIn } = await as.newcomer();
      for (let i = 0; i < 2; i += 1) await expect(administration.disable(userId)).resolves.toBe(true);
      await expect(administration.find(userId)).resolves.toMatchObject({
        enabled: false,
        status: 'CONFIRMED',
      });
      await expect(as.signIn(email)).resolves.toEqual({ step: 'refused', reason: 'account_disabled' });
      const refreshed = await as.provider.refresh(signIn.tokens.refreshToken);
      expect(['invalid', 'account_disabled']).toContain(refreshed.outcome);
      for (let i = 0; i < 2; i += 1) await expect(administration.enable(userId)).resolves.toBe(true);
      await expect(as.signIn(email)).resolves.toMatchObject(SIGNED_IN);
      await expect(as.provider.refresh(signIn.tokens.refreshToken)).resolves.toEqual({ outcome: 'invalid' });
    });

    it('is confirmed without a code, its address with it', async () => {
      const { administration } = as.subject;
      const { email, userId } = await as.register();
      for (let i = 0; i < 2; i += 1) await expect(administration.confirm(userId)).resolves.toBe(true);
      const account = await administration.find(userId);
      expect(account).toMatchObject({ status: 'CONFIRMED', identity: { emailVerified: true } });
      await expect(as.signIn(email)).resolves.toMatchObject(SIGNED_IN);
    });

    it('that is invited is not confirmed', async () => {
      const { userId } = await as.invited();
      await expect(as.subject.administration.confirm(userId)).resolves.toBe(true);
      const account = await as.subject.administration.find(userId);
      expect(account).toMatchObject({ status: 'FORCE_CHANGE_PASSWORD' });
    });

    it('whose password has to be reset takes the old one no more', async () => {
      const { administration } = as.subject;
      const { email, userId } = await as.registerAndConfirm();
      for (let i = 0; i < 2; i += 1) {
        await expect(administration.requirePasswordReset(userId)).resolves.toBe(true);
      }
      await expect(administration.find(userId)).resolves.toMatchObject({ status: 'RESET_REQUIRED' });
      const refused = { step: 'refused', reason: 'password_reset_required' };
      await expect(as.signIn(email)).resolves.toEqual(refused);
    });

    it('that is unconfirmed is left as it is by a demand for a reset', async () => {
      const { userId } = await as.register();
      await expect(as.subject.administration.requirePasswordReset(userId)).resolves.toBe(true);
      const account = await as.subject.administration.find(userId);
      expect(account).toMatchObject({ status: 'UNCONFIRMED' });
    });

    it('bears the names it was given last', async () => {
      const { userId } = await as.registerAndConfirm();
      await expect(as.subject.administration.updateNames(userId, 'Zoë', '李')).resolves.toBe(true);
      const account = await as.subject.administration.find(userId);
      expect(account?.identity).toMatchObject({ firstName: 'Zoë', lastName: '李', role: DRAFT.role });
    });

    it('that is not there is told apart', async () => {
      const { administration } = as.subject;
      await expect(administration.disable(UNKNOWN_USER)).resolves.toBe(false);
      await expect(administration.enable(UNKNOWN_USER)).resolves.toBe(false);
      await expect(administration.confirm(UNKNOWN_USER)).resolves.toBe(false);
      await expect(administration.requirePasswordReset(UNKNOWN_USER)).resolves.toBe(false);
      await expect(administration.updateNames(UNKNOWN_USER, 'A', 'B')).resolves.toBe(false);
    });
  });
}

/** What needs the mail of the person. */
export function describeInvitations(as: PoolSteps): void {
  describe('a temporary password', () => {
    it('lets its owner choose a lasting one, once', async () => {
      const { email, userId } = await as.invited();
      const pending = await as.challengeOf(as.signIn(email, await as.subject.codeFor(email)));
      expect(pending.challenge).toEqual({ kind: 'NEW_PASSWORD' });
      const rejected = await as.provider.answerNewPassword(pending, 'Ab1!', ORIGIN);
      expect(rejected).toEqual({
        step: 'password_rejected',
        violations: [expect.stringMatching(/^must be at least \d+ characters long$/) as string],
      });
      const answered = await as.provider.answerNewPassword(pending, NEW_PASSWORD, ORIGIN);
      expect(answered).toMatchObject({ ...SIGNED_IN, signIn: { identity: { userId, email } } });
      const again = await as.provider.answerNewPassword(pending, 'A-Third-Horse-9-Battery', ORIGIN);
      expect(again).toEqual({ step: 'session_expired' });
      await expect(as.signIn(email, NEW_PASSWORD)).resolves.toMatchObject(SIGNED_IN);
      await expect(as.subject.administration.find(userId)).resolves.toMatchObject({ status: 'CONFIRMED' });
    });

    it('may not be chosen again', async () => {
      const { email } = await as.invited();
      const temporary = await as.subject.codeFor(email);
      const pending = await as.challengeOf(as.signIn(email, temporary));
      const reused = await as.provider.answerNewPassword(pending, temporary, ORIGIN);
      expect(reused).toEqual({ step: 'password_reused' });
    });

    it('ends after a week, and with the next one', async () => {
      const { email, userId } = await as.invited();
      const first = await as.subject.codeFor(email);
      await as.subject.advance(7 * DAY_MS + 1_000);
      const refused = { step: 'refused', reason: 'password_reset_required' };
      await expect(as.signIn(email, first)).resolves.toEqual(refused);
      await as.subject.administration.requirePasswordReset(userId);
      const second = await as.subject.codeFor(email);
      await expect(as.signIn(email, first)).resolves.toMatchObject({ reason: 'invalid_credentials' });
      await expect(as.signIn(email, second)).resolves.toMatchObject({ step: 'challenge' });
    });
  });
}
