import { AuthParts, EMAIL, expectStatus, PASSWORD } from '../../test/fakes/auth-parts.js';
import { ORIGIN } from '../../test/fakes/sessions-parts.js';
import { TokenFlow } from './token.flow.js';
import { type Grant, TokenGrantFlow } from './token-grant.flow.js';

describe('token requests of OAuth 2', () => {
  let parts: AuthParts;
  let flow: TokenGrantFlow;

  beforeEach(async () => {
    parts = new AuthParts();
    const { identity, sessions, refreshTokens, profiles, completion, audit } = parts;
    const tokens = new TokenFlow(identity, sessions, refreshTokens, profiles, completion, audit.trail);
    flow = new TokenGrantFlow(parts.signInFlow, parts.challengeFlow, tokens);
    await parts.newPerson();
  });

  const grant = (request: Grant) => flow.grant(request, ORIGIN);
  const password = (otp?: string, given = PASSWORD): Grant => ({
    type: 'password',
    email: EMAIL,
    password: given,
    otp,
  });

  it('sign in with the password where that is all', async () => {
    expectStatus(await grant(password()), 'AUTHENTICATED');
    expect((await parts.recorded()).at(-1)).toBe('login.succeeded SUCCESS');
  });

  it('do not mind a code that nobody asked for', async () => {
    expectStatus(await grant(password('123456')), 'AUTHENTICATED');
  });

  it('refresh tokens, and refuse what is none', async () => {
    const { tokens } = expectStatus(await grant(password()), 'AUTHENTICATED');
    const { refreshToken } = tokens;
    const refreshed = expectStatus(await grant({ type: 'refresh_token', refreshToken }), 'AUTHENTICATED');
    expect(refreshed.tokens.accessToken).not.toBe(tokens.accessToken);
    await expect(grant({ type: 'refresh_token', refreshToken: 'none' })).resolves.toEqual({
      status: 'REFUSED',
      code: 'invalid_refresh_token',
    });
  });

  describe('of somebody with a second factor', () => {
    let secret: string;

    beforeEach(async () => {
      ({ secret } = await parts.enrol(await parts.signedIn()));
    });

    it('take the code at once', async () => {
      expectStatus(await grant(password(parts.totpCode(secret))), 'AUTHENTICATED');
    });

    it('or in a second step', async () => {
      const { session } = expectStatus(await grant(password()), 'MFA_REQUIRED');
      const otp = parts.totpCode(secret);
      expectStatus(await grant({ type: 'mfa_otp', session, otp }), 'AUTHENTICATED');
    });

    it('give nothing for a wrong code, and count it', async () => {
      await expect(grant(password('000000'))).resolves.toEqual({
        status: 'REFUSED',
        code: 'mfa_code_mismatch',
      });
      expect((await parts.recorded()).at(-1)).toBe('mfa.failed mfa_code_mismatch');
    });

    it('do not look at the code of somebody with the wrong password', async () => {
      await expect(grant(password(parts.totpCode(secret), 'wrong'))).resolves.toEqual({
        status: 'REFUSED',
        code: 'invalid_credentials',
      });
    });
  });
});
