import { newEmail, PASSWORD, wrong } from './identity-provider.steps.js';
import { HOUR_MS, NEW_PASSWORD, type PoolSteps } from './pool.steps.js';

const SET = { outcome: 'set' };
const MISMATCH = { outcome: 'code_mismatch' };
const TOO_SHORT = {
  outcome: 'rejected',
  violations: [expect.stringMatching(/^must be at least \d+ characters long$/) as string],
};
const REFUSED = { step: 'refused', reason: 'invalid_credentials' };
const SIGNED_IN = { step: 'authenticated' };
const INVALID_TOKEN = { code: 'invalid_token' };

/** A password that is forgotten, as far as it needs nobody's mail. */
export function describeForgetting(as: PoolSteps): void {
  describe('asking for a reset', () => {
    it('answers alike in every state of an account', async () => {
      const { passwords, administration } = as.subject;
      const disabled = await as.registerAndConfirm();
      await administration.disable(disabled.userId);
      const reset = await as.registerAndConfirm();
      await administration.requirePasswordReset(reset.userId);
      const emails = [
        newEmail(),
        (await as.register()).email,
        (await as.registerAndConfirm()).email,
        (await as.invited()).email,
        disabled.email,
        reset.email,
      ];
      for (const email of emails) await expect(passwords.startReset(email)).resolves.toBeUndefined();
    });

    it('answers alike once Cognito sends no more codes', async () => {
      const { email } = await as.registerAndConfirm();
      for (let i = 0; i < 25; i += 1) {
        await expect(as.subject.passwords.startReset(email)).resolves.toBeUndefined();
      }
    });

    it('sets nothing for an account that does not exist', async () => {
      const reset = as.subject.passwords.confirmReset(newEmail(), '123456', NEW_PASSWORD);
      await expect(reset).resolves.toEqual(MISMATCH);
    });
  });
}

export function describeResetting(as: PoolSteps): void {
  const asked = async (): Promise<{ email: string; code: string }> => {
    const { email } = await as.registerAndConfirm();
    await as.subject.passwords.startReset(email);
    return { email, code: await as.subject.codeFor(email) };
  };

  describe('a reset', () => {
    it('sets a new password, once', async () => {
      const { passwords } = as.subject;
      const { email, code } = await asked();
      await expect(passwords.confirmReset(email, code, NEW_PASSWORD)).resolves.toEqual(SET);
      await expect(as.signIn(email)).resolves.toEqual(REFUSED);
      await expect(as.signIn(email, NEW_PASSWORD)).resolves.toMatchObject(SIGNED_IN);
      const again = passwords.confirmReset(email, code, 'A-Third-Horse-9-Battery');
      await expect(again).resolves.toEqual({ outcome: 'code_expired' });
    });

    it('takes neither a wrong code nor that of somebody else', async () => {
      const { passwords } = as.subject;
      const [tom, eve] = [await asked(), await asked()];
      await expect(passwords.confirmReset(tom.email, wrong(tom.code), NEW_PASSWORD)).resolves.toEqual(
        MISMATCH,
      );
      await expect(passwords.confirmReset(tom.email, eve.code, NEW_PASSWORD)).resolves.toEqual(MISMATCH);
      await expect(as.signIn(tom.email)).resolves.toMatchObject(SIGNED_IN);
      await expect(passwords.confirmReset(tom.email, tom.code, NEW_PASSWORD)).resolves.toEqual(SET);
    });

    it('takes a code for an hour', async () => {
      const { email, code } = await asked();
      await as.subject.advance(HOUR_MS + 1_000);
      const late = as.subject.passwords.confirmReset(email, code, NEW_PASSWORD);
      await expect(late).resolves.toEqual({ outcome: 'code_expired' });
    });

    it('refuses a password for itself, and then takes another with the same code', async () => {
      const { passwords } = as.subject;
      const { email, code } = await asked();
      await expect(passwords.confirmReset(email, code, 'Ab1!')).resolves.toEqual(TOO_SHORT);
      await expect(passwords.confirmReset(email, code, ' Blanks-At-1-Side')).resolves.toMatchObject({
        outcome: 'rejected',
      });
      await expect(passwords.confirmReset(email, code, PASSWORD)).resolves.toEqual({ outcome: 'reused' });
      await expect(passwords.confirmReset(email, code, NEW_PASSWORD)).resolves.toEqual(SET);
    });

    it('that an administrator demands is done the same way', async () => {
      const { email, userId } = await as.registerAndConfirm();
      await as.subject.administration.requirePasswordReset(userId);
      const code = await as.subject.codeFor(email);
      await expect(as.subject.passwords.confirmReset(email, code, NEW_PASSWORD)).resolves.toEqual(SET);
      await expect(as.signIn(email, NEW_PASSWORD)).resolves.toMatchObject(SIGNED_IN);
    });

    it('of an invited account is its invitation again', async () => {
      const { email } = await as.invited();
      const first = await as.subject.codeFor(email);
      await as.subject.passwords.startReset(email);
      const second = await as.subject.codeFor(email);
      expect(second).not.toBe(first);
      await expect(as.signIn(email, first)).resolves.toEqual(REFUSED);
      const challenge = { pending: { challenge: { kind: 'NEW_PASSWORD' } } };
      await expect(as.signIn(email, second)).resolves.toMatchObject(challenge);
    });
  });
}

export function describeChanging(as: PoolSteps): void {
  describe('a change', () => {
    it('puts the new password in place of the old one, and ends no session', async () => {
      const { email, accessToken, signIn } = await as.newcomer();
      const change = as.subject.passwords.change(accessToken, PASSWORD, NEW_PASSWORD);
      await expect(change).resolves.toEqual(SET);
      await expect(as.signIn(email)).resolves.toEqual(REFUSED);
      await expect(as.signIn(email, NEW_PASSWORD)).resolves.toMatchObject(SIGNED_IN);
      const refreshed = as.provider.refresh(signIn.tokens.refreshToken);
      await expect(refreshed).resolves.toMatchObject({ outcome: 'refreshed' });
    });

    it('needs the current password, and takes no more of them after five wrong ones', async () => {
      const { email, accessToken } = await as.newcomer();
      for (let i = 0; i < 5; i += 1) {
        const mismatch = as.subject.passwords.change(accessToken, `Wrong-Horse-${i}-Battery`, NEW_PASSWORD);
        await expect(mismatch).resolves.toEqual({ outcome: 'mismatch' });
      }
      const locked = as.subject.passwords.change(accessToken, PASSWORD, NEW_PASSWORD);
      await expect(locked).resolves.toEqual({ outcome: 'locked' });
      await expect(as.signIn(email)).resolves.toMatchObject(SIGNED_IN);
    });

    it('refuses a password for itself', async () => {
      const { passwords } = as.subject;
      const { accessToken } = await as.newcomer();
      await expect(passwords.change(accessToken, PASSWORD, 'Ab1!')).resolves.toEqual(TOO_SHORT);
      await expect(passwords.change(accessToken, PASSWORD, PASSWORD)).resolves.toEqual({ outcome: 'reused' });
    });

    it('is for the holder of a living access token alone', async () => {
      const { accessToken, userId } = await as.newcomer();
      await as.subject.accounts.signOutEverywhere(userId);
      for (const token of [accessToken, 'garbage']) {
        const change = as.subject.passwords.change(token, PASSWORD, NEW_PASSWORD);
        await expect(change).rejects.toMatchObject(INVALID_TOKEN);
      }
    });
  });
}
