import { PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';
import { CALLBACK, OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('a client with a secret at /oauth2/token', () => {
  const SECRET = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6';
  let oauth: OAuthHarness;

  beforeEach(async () => {
    oauth = await OAuthHarness.start({
      ClientSecret: SECRET,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
    });
    await oauth.cognito.sdk.adminCreateUser({
      UserPoolId: oauth.cognito.poolId,
      Username: 'ann@example.com',
    });
    await oauth.cognito.sdk.adminSetUserPassword({
      UserPoolId: oauth.cognito.poolId,
      Username: 'ann@example.com',
      Password: PASSWORD,
      Permanent: true,
    });
  });

  afterEach(() => oauth.stop());

  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  });
  const redeem = async (form: Record<string, string>, headers: Record<string, string>) => {
    const { code, verifier } = await oauth.code('ann@example.com', PASSWORD);
    const request = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    };
    return oauth.token({ ...request, ...form }, headers);
  };

  it('proves itself by Basic authentication, or in the form', async () => {
    expect((await redeem({}, basic(oauth.cognito.clientId, SECRET))).status).toBe(200);
    expect((await redeem({ client_secret: SECRET }, {})).status).toBe(200);
  });

  it('is refused without its secret, with a wrong one, and with two', async () => {
    const refused = { status: 400, body: { error: 'invalid_client' } };
    expect(await redeem({}, {})).toMatchObject(refused);
    expect(await redeem({}, basic(oauth.cognito.clientId, 'wrong'))).toMatchObject(refused);
    expect(await redeem({}, basic('another', SECRET))).toMatchObject(refused);
    expect(await redeem({ client_secret: SECRET }, basic(oauth.cognito.clientId, SECRET))).toMatchObject(
      refused,
    );
    expect(await redeem({}, { authorization: `Bearer ${SECRET}` })).toMatchObject(refused);
  });

  it('rotates refresh tokens with a grace for the old one', async () => {
    const headers = basic(oauth.cognito.clientId, SECRET);
    const first = (await redeem({}, headers)).body['refresh_token'] ?? '';
    const refresh = (refresh_token: string) =>
      oauth.token({ grant_type: 'refresh_token', refresh_token }, headers);
    const second = (await refresh(first)).body['refresh_token'] ?? '';
    expect(second).not.toBe(first);
    expect((await refresh(first)).status).toBe(200);
    oauth.cognito.clock.advance({ seconds: 60 });
    expect(await refresh(first)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await refresh(second)).status).toBe(200);
  });
});
