import { PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';
import { HostedPages } from '../../../../test/support/hosted-pages.js';
import { OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('/oauth2/revoke', () => {
  let oauth: OAuthHarness;

  beforeEach(async () => {
    oauth = await OAuthHarness.start();
    await oauth.cognito.confirmedUser('ann@example.com');
  });

  afterEach(() => oauth.stop());

  const revoke = (form: Record<string, string>) =>
    oauth.post('/oauth2/revoke', { client_id: oauth.cognito.clientId, ...form });
  const signIn = async () =>
    oauth.tokensOf(
      await oauth.signIn(new HostedPages(), { username: 'ann@example.com', password: PASSWORD }),
    );

  it('ends the sign-in of a refresh token', async () => {
    const { refresh_token = '', access_token = '' } = await signIn();
    expect(await revoke({ token: refresh_token })).toMatchObject({ status: 200, body: {} });
    expect(await oauth.token({ grant_type: 'refresh_token', refresh_token })).toMatchObject({ status: 400 });
    const authorization = `Bearer ${access_token}`;
    const info = await fetch(oauth.address('/oauth2/userInfo'), { headers: { authorization } });
    expect(info.status).toBe(401);
  });

  it('succeeds for a token that nobody knows, and for one already revoked', async () => {
    const { refresh_token = '' } = await signIn();
    await revoke({ token: refresh_token });
    expect((await revoke({ token: refresh_token })).status).toBe(200);
    expect((await revoke({ token: 'unknown' })).status).toBe(200);
  });

  it('refuses an access token, no token, and an unknown client', async () => {
    const { access_token = '' } = await signIn();
    const unsupported = { status: 400, body: { error: 'unsupported_token_type' } };
    expect(await revoke({ token: access_token })).toMatchObject(unsupported);
    expect(await revoke({})).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    const unknown = await revoke({ token: 'x', client_id: 'unknown' });
    expect(unknown).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });
});
