import { ORIGIN, TOTP_STEP_MS } from './identity-provider.steps.js';
import { UNKNOWN_USER, type PoolSteps } from './pool.steps.js';

/** In a pool that leaves a second factor to people. */
export function describeFactors(as: PoolSteps): void {
  describe('the factors of an account', () => {
    it('are none at first, and none where there is no account', async () => {
      const { userId } = await as.registerAndConfirm();
      await expect(as.subject.factors.list(userId)).resolves.toEqual([]);
      await expect(as.subject.factors.list(UNKNOWN_USER)).resolves.toEqual([]);
    });

    it('are TOTP, preferred, once an app is set up', async () => {
      const { userId } = await as.enrolled();
      const factors = [{ method: 'TOTP', enabled: true, preferred: true }];
      await expect(as.subject.factors.list(userId)).resolves.toEqual(factors);
    });

    it('do not hold an app that was never verified', async () => {
      const { userId, accessToken } = await as.newcomer();
      await as.provider.associateTotp({ accessToken, userId });
      await expect(as.subject.factors.list(userId)).resolves.toEqual([]);
    });
  });

  describe('removing the app', () => {
    it('ends the second step, may be repeated, and knows nobody unknown', async () => {
      const { email, userId } = await as.enrolled();
      for (const id of [userId, userId, UNKNOWN_USER]) {
        await expect(as.subject.factors.removeTotp(id)).resolves.toBeUndefined();
      }
      await expect(as.subject.factors.list(userId)).resolves.toEqual([]);
      await expect(as.signIn(email)).resolves.toMatchObject({ step: 'authenticated' });
    });

    it('is possible in every state of an account', async () => {
      const { administration, factors } = as.subject;
      const unconfirmed = await as.register();
      const invited = await as.invited();
      const reset = await as.enrolled();
      await administration.requirePasswordReset(reset.userId);
      const disabled = await as.enrolled();
      await administration.disable(disabled.userId);
      for (const { userId } of [unconfirmed, invited, reset, disabled]) {
        await expect(factors.removeTotp(userId)).resolves.toBeUndefined();
        await expect(factors.list(userId)).resolves.toEqual([]);
      }
    });

    it('ends a challenge that waits for it', async () => {
      const { email, userId, secret } = await as.enrolled();
      const pending = await as.challengeOf(as.signIn(email));
      await as.subject.factors.removeTotp(userId);
      const step = await as.provider.answerMfa(pending, 'TOTP', as.totp(secret), ORIGIN);
      expect(step).not.toMatchObject({ step: 'authenticated' });
    });

    it('leaves room for another one', async () => {
      const { email, userId, secret: old } = await as.enrolled();
      await as.subject.factors.removeTotp(userId);
      const secret = await as.enrolSignedIn(await as.signedIn(email));
      expect(secret).not.toBe(old);
      await as.subject.advance(TOTP_STEP_MS);
      const pending = await as.challengeOf(as.signIn(email));
      const step = await as.provider.answerMfa(pending, 'TOTP', as.totp(secret), ORIGIN);
      expect(step).toMatchObject({ step: 'authenticated' });
    });
  });
}
