import type { CompletedSignIn } from '../../src/auth/identity-provider.port.js';
import {
  MINUTE_MS,
  type IdentityProviderSteps,
  type IdentityProviderVariant,
} from './identity-provider.steps.js';
/** Refreshing and revoking. */
export function describeTokens(as: IdentityProviderSteps, variant: IdentityProviderVariant): void {
  describe('refreshing', () => {
    it('keeps session and moment of proof, and issues new tokens', async () => {
      const { email } = await as.registerAndConfirm();
      const first = await as.signedIn(email);
      await as.subject.advance(2_000);
      const result = await as.provider.refresh(first.tokens.refreshToken);
      expect(result).toMatchObject({
        outcome: 'refreshed',
        signIn: { sessionId: first.sessionId, authTime: first.authTime, identity: first.identity },
      });
      const { tokens } = (result as { signIn: CompletedSignIn }).signIn;
      expect(tokens.accessToken).not.toBe(first.tokens.accessToken);
      expect(tokens.refreshToken === first.tokens.refreshToken).toBe(!variant.rotation);
      await expect(as.provider.refresh(tokens.refreshToken)).resolves.toMatchObject({ outcome: 'refreshed' });
    });

    it('takes the old token again for a while, for a second tab', async () => {
      const first = await as.signedIn((await as.registerAndConfirm()).email);
      const twice = await Promise.all([1, 2].map(() => as.provider.refresh(first.tokens.refreshToken)));
      expect(twice.map(({ outcome }) => outcome)).toEqual(['refreshed', 'refreshed']);
    });

    it('refuses what is no refresh token of a living session', async () => {
      const { tokens } = await as.signedIn((await as.registerAndConfirm()).email);
      for (const token of ['garbage', tokens.accessToken, tokens.idToken]) {
        await expect(as.provider.refresh(token)).resolves.toEqual({ outcome: 'invalid' });
      }
    });

    it('ends with revocation, which may be repeated and takes anything', async () => {
      const { tokens } = await as.signedIn((await as.registerAndConfirm()).email);
      await as.provider.revokeRefreshToken(tokens.refreshToken);
      await expect(as.provider.refresh(tokens.refreshToken)).resolves.toEqual({ outcome: 'invalid' });
      await expect(as.provider.revokeRefreshToken(tokens.refreshToken)).resolves.toBeUndefined();
      await expect(as.provider.revokeRefreshToken('garbage')).resolves.toBeUndefined();
    });
  });
}

/** A refresh token that comes back after its rotation. */
export function describeReuse(as: IdentityProviderSteps): void {
  it('finds a refresh token reused once its grace is over', async () => {
    const first = await as.signedIn((await as.registerAndConfirm()).email);
    await as.provider.refresh(first.tokens.refreshToken);
    await as.subject.advance(MINUTE_MS + 1_000);
    await expect(as.provider.refresh(first.tokens.refreshToken)).resolves.toEqual({ outcome: 'reused' });
  });
}
