import { randomUUID } from 'node:crypto';
import {
  MINUTE_MS,
  ORIGIN,
  TOTP_STEP_MS,
  wrong,
  type IdentityProviderSteps,
} from './identity-provider.steps.js';
/** TOTP at sign-in, however it was set up. */
export function describeTotp(as: IdentityProviderSteps): void {
  describe('TOTP at sign-in', () => {
    it('asks for a code, and takes the right one once', async () => {
      const { email, userId, secret } = await as.enrolled();
      const pending = await as.challengeOf(as.signIn(email));
      expect(pending.challenge).toMatchObject({ kind: 'MFA', method: 'TOTP' });
      const code = as.totp(secret);
      const mismatch = { step: 'code_mismatch' };
      await expect(as.provider.answerMfa(pending, 'TOTP', wrong(code), ORIGIN)).resolves.toEqual(mismatch);
      await expect(as.provider.answerMfa(pending, 'TOTP', code, ORIGIN)).resolves.toMatchObject({
        step: 'authenticated',
        signIn: { identity: { userId } },
      });
      const replayed = as.provider.answerMfa(pending, 'TOTP', code, ORIGIN);
      await expect(replayed).resolves.toEqual({ step: 'session_expired' });
      const again = await as.challengeOf(as.signIn(email));
      await expect(as.provider.answerMfa(again, 'TOTP', code, ORIGIN)).resolves.toEqual(mismatch);
    });

    it('takes no session of somebody else, and none that was tampered with', async () => {
      const [tom, eve] = [await as.enrolled(), await as.enrolled()];
      const [ofTom, ofEve] = [
        await as.challengeOf(as.signIn(tom.email)),
        await as.challengeOf(as.signIn(eve.email)),
      ];
      const swapped = [
        { ...ofTom, providerSession: ofEve.providerSession },
        { ...ofEve, username: ofTom.username },
        { ...ofTom, providerSession: `${ofTom.providerSession.slice(0, -3)}xyz` },
        { ...ofTom, providerSession: 'x' },
      ];
      for (const pending of swapped) {
        for (const secret of [tom.secret, eve.secret]) {
          const step = await as.provider.answerMfa(pending, 'TOTP', as.totp(secret), ORIGIN);
          expect(step).toEqual({ step: 'session_expired' });
        }
      }
    });
  });
}

/** In a pool that asks everybody for a factor. */
export function describeRequiredTotp(as: IdentityProviderSteps): void {
  describe('TOTP that everybody needs', () => {
    it('is set up in the middle of the first sign-in', async () => {
      const { email } = await as.registerAndConfirm();
      const { pending, secret } = await as.beginSetup(email);
      expect(pending.challenge).toEqual({ kind: 'MFA_SETUP', methods: ['TOTP'] });
      expect(secret).toMatch(/^[A-Z2-7]{16,}$/);
      const mismatch = await as.provider.completeTotpSetup(pending, wrong(as.totp(secret)), 'phone', ORIGIN);
      expect(mismatch).toEqual({ step: 'code_mismatch' });
      const done = await as.provider.completeTotpSetup(pending, as.totp(secret), 'phone', ORIGIN);
      expect(done).toMatchObject({ step: 'authenticated' });
      const again = await as.provider.completeTotpSetup(pending, as.totp(secret), 'phone', ORIGIN);
      expect(again).toEqual({ step: 'session_expired' });
    });

    it('takes no session of a broken or foreign kind', async () => {
      const { email } = await as.enrolled();
      const mfa = await as.challengeOf(as.signIn(email));
      const expired = { outcome: 'session_expired' };
      await expect(as.provider.associateTotp({ pending: mfa })).resolves.toEqual(expired);
      const broken = { ...mfa, providerSession: 'no-session-of-anybody-at-all' };
      await expect(as.provider.associateTotp({ pending: broken })).resolves.toEqual(expired);
      const completed = as.provider.completeTotpSetup(broken, '123456', undefined, ORIGIN);
      await expect(completed).resolves.toEqual({ step: 'session_expired' });
    });
  });
}

/** In a pool that leaves it to people. */
export function describeChosenTotp(as: IdentityProviderSteps): void {
  describe('TOTP that a person chooses', () => {
    it('is set up signed in, and asked for from then on', async () => {
      const { email, userId } = await as.registerAndConfirm();
      const { tokens } = await as.signedIn(email);
      const holder = { accessToken: tokens.accessToken, userId };
      const associated = await as.provider.associateTotp(holder);
      expect(associated).toEqual({
        outcome: 'associated',
        secret: expect.stringMatching(/^[A-Z2-7]{16,}$/) as string,
        providerSession: null,
      });
      const { secret } = associated as { secret: string };
      await expect(as.provider.verifyTotp(holder, wrong(as.totp(secret)))).resolves.toBe('code_mismatch');
      await expect(as.signIn(email)).resolves.toMatchObject({ step: 'authenticated' });
      await expect(as.provider.verifyTotp(holder, as.totp(secret), 'phone')).resolves.toBe('verified');
      await expect(as.signIn(email)).resolves.toMatchObject({ pending: { challenge: { kind: 'MFA' } } });
    });

    it('is replaced only once the new one is verified', async () => {
      const { email, userId } = await as.registerAndConfirm();
      const first = await as.signedIn(email);
      const old = await as.enrolSignedIn(first);
      const holder = { accessToken: first.tokens.accessToken, userId };
      await as.provider.associateTotp(holder);
      await as.subject.advance(TOTP_STEP_MS);
      const pending = await as.challengeOf(as.signIn(email));
      const step = await as.provider.answerMfa(pending, 'TOTP', as.totp(old), ORIGIN);
      expect(step).toMatchObject({ step: 'authenticated' });
    });

    it('is for the holder of a living access token alone', async () => {
      const holder = { accessToken: 'garbage', userId: randomUUID() };
      await expect(as.provider.associateTotp(holder)).resolves.toEqual({ outcome: 'session_expired' });
      await expect(as.provider.verifyTotp(holder, '123456')).resolves.toBe('session_expired');
    });
  });
}

/** Challenges as time passes. */
export function describeChallengeExpiry(as: IdentityProviderSteps): void {
  it('a challenge expires', async () => {
    const { email, secret } = await as.enrolled();
    const pending = await as.challengeOf(as.signIn(email));
    await as.subject.advance(3 * MINUTE_MS + 1_000);
    const step = await as.provider.answerMfa(pending, 'TOTP', as.totp(secret), ORIGIN);
    expect(step).toEqual({ step: 'session_expired' });
  });
}
