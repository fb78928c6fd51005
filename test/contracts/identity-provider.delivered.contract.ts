import type { MfaMethod } from '../../src/auth/identity-provider.port.js';
import { MINUTE_MS, ORIGIN, TOTP_STEP_MS, wrong } from './identity-provider.steps.js';
import type { PoolSteps } from './pool.steps.js';

export type DeliveredMethod = Exclude<MfaMethod, 'TOTP'>;

/** What the contract needs of a pool that offers factors by mail and text message. */
export interface DeliveredFactors {
  /** Has a user asked for a code of this kind from now on, without a preference. */
  switchOn(userId: string, method: DeliveredMethod): Promise<void>;
  /** The code that was sent last. */
  codeFor(email: string, method: DeliveredMethod): Promise<string>;
}

const AUTHENTICATED = { step: 'authenticated' };

/** Codes that Cognito sends, and the choice between several factors, in a pool that leaves them to people. */
export function describeDeliveredFactors(as: PoolSteps, factors: () => DeliveredFactors): void {
  const withFactor = async (method: DeliveredMethod) => {
    const user = await as.registerAndConfirm();
    await factors().switchOn(user.userId, method);
    return user;
  };

  describe.each(['EMAIL', 'SMS'] as const)('a code by %s', (method) => {
    it('is asked for at sign-in, and the right one taken once', async () => {
      const { email, userId } = await withFactor(method);
      const pending = await as.challengeOf(as.signIn(email));
      expect(pending.challenge).toEqual({
        kind: 'MFA',
        method,
        destination: expect.stringContaining('*') as string,
      });
      const code = await factors().codeFor(email, method);
      expect(code).toMatch(method === 'EMAIL' ? /^\d{8}$/ : /^\d{6}$/);
      const mismatch = await as.provider.answerMfa(pending, method, wrong(code), ORIGIN);
      expect(mismatch).toEqual({ step: 'code_mismatch' });
      const answered = await as.provider.answerMfa(pending, method, code, ORIGIN);
      expect(answered).toMatchObject({ ...AUTHENTICATED, signIn: { identity: { userId } } });
      const again = await as.provider.answerMfa(pending, method, code, ORIGIN);
      expect(again).toEqual({ step: 'session_expired' });
    });

    it('is good for its own sign-in alone', async () => {
      const { email } = await withFactor(method);
      await as.signIn(email);
      const first = await factors().codeFor(email, method);
      const second = await as.challengeOf(as.signIn(email));
      const newest = await factors().codeFor(email, method);
      const stale = first === newest ? wrong(newest) : first;
      const answered = await as.provider.answerMfa(second, method, stale, ORIGIN);
      expect(answered).toEqual({ step: 'code_mismatch' });
    });

    it('expires with the challenge', async () => {
      const { email } = await withFactor(method);
      const pending = await as.challengeOf(as.signIn(email));
      const code = await factors().codeFor(email, method);
      await as.subject.advance(3 * MINUTE_MS + 1_000);
      const answered = await as.provider.answerMfa(pending, method, code, ORIGIN);
      expect(answered).toEqual({ step: 'session_expired' });
    });

    it('is a factor of the account', async () => {
      const { userId } = await withFactor(method);
      const listed = [{ method, enabled: true, preferred: true }];
      await expect(as.subject.factors.list(userId)).resolves.toEqual(listed);
    });
  });

  describe('several factors', () => {
    const withBoth = async () => {
      const user = await as.registerAndConfirm();
      await factors().switchOn(user.userId, 'EMAIL');
      await factors().switchOn(user.userId, 'SMS');
      return user;
    };

    it('are a choice, and the chosen one is asked for', async () => {
      const { email } = await withBoth();
      const choice = await as.challengeOf(as.signIn(email));
      expect(choice.challenge).toEqual({ kind: 'MFA_SELECTION', methods: ['SMS', 'EMAIL'] });
      const pending = await as.challengeOf(as.provider.selectMfa(choice, 'EMAIL', ORIGIN));
      expect(pending.challenge).toMatchObject({ kind: 'MFA', method: 'EMAIL' });
      const code = await factors().codeFor(email, 'EMAIL');
      const answered = await as.provider.answerMfa(pending, 'EMAIL', code, ORIGIN);
      expect(answered).toMatchObject(AUTHENTICATED);
    });

    it('are chosen once, and only from what the account has', async () => {
      const { email } = await withBoth();
      const choice = await as.challengeOf(as.signIn(email));
      await expect(as.provider.selectMfa(choice, 'TOTP', ORIGIN)).resolves.toEqual({
        step: 'session_expired',
      });
      await as.provider.selectMfa(choice, 'SMS', ORIGIN);
      await expect(as.provider.selectMfa(choice, 'SMS', ORIGIN)).resolves.toEqual({
        step: 'session_expired',
      });
    });

    it('are not skipped by answering the choice itself', async () => {
      const { email } = await withBoth();
      const choice = await as.challengeOf(as.signIn(email));
      const answered = await as.provider.answerMfa(choice, 'EMAIL', '12345678', ORIGIN);
      expect(answered).toEqual({ step: 'session_expired' });
    });

    it('are no choice where one is preferred', async () => {
      const { email, userId, secret } = await as.enrolled();
      await factors().switchOn(userId, 'EMAIL');
      await as.subject.advance(TOTP_STEP_MS);
      const pending = await as.challengeOf(as.signIn(email));
      const answered = await as.provider.answerMfa(pending, 'TOTP', as.totp(secret), ORIGIN);
      expect(answered).toMatchObject(AUTHENTICATED);
      await expect(as.subject.factors.list(userId)).resolves.toEqual([
        { method: 'TOTP', enabled: true, preferred: true },
        { method: 'EMAIL', enabled: true, preferred: false },
      ]);
    });

    it('are those that are left when the app is removed', async () => {
      const { email, userId } = await as.enrolled();
      await factors().switchOn(userId, 'EMAIL');
      await as.subject.factors.removeTotp(userId);
      const pending = await as.challengeOf(as.signIn(email));
      expect(pending.challenge).toMatchObject({ kind: 'MFA', method: 'EMAIL' });
    });
  });
}
