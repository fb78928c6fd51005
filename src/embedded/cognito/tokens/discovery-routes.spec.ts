import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('discovery', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => cognito.stop());

  const fetchJson = async (path: string): Promise<unknown> =>
    (await fetch(`${cognito.server.endpoint}/${path}`)).json();
  const jwks = async () => (await fetchJson(`${cognito.poolId}/.well-known/jwks.json`)) as JSONWebKeySet;

  it('publishes two keys, one for each kind of token, that verify what was signed', async () => {
    const { AuthenticationResult } = await cognito.signIn('ann@example.com');
    const { AccessToken = '', IdToken = '' } = AuthenticationResult ?? {};
    const { keys } = await jwks();
    expect(keys).toHaveLength(2);
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const kids = [AccessToken, IdToken].map((token) => decodeProtectedHeader(token).kid);
    expect(new Set(kids)).toEqual(new Set(keys.map(({ kid }) => kid)));
    const options = {
      issuer: `${cognito.server.endpoint}/${cognito.poolId}`,
      algorithms: ['RS256'],
      currentDate: new Date(cognito.clock.now()),
    };
    for (const token of [AccessToken, IdToken]) {
      await expect(jwtVerify(token, createLocalJWKSet({ keys }), options)).resolves.toBeDefined();
    }
  });

  it('keeps its keys over a restart', async () => {
    const before = await jwks();
    await cognito.restart();
    expect(await jwks()).toEqual(before);
  });

  it('describes the issuer', async () => {
    const issuer = `${cognito.server.endpoint}/${cognito.poolId}`;
    await expect(fetchJson(`${cognito.poolId}/.well-known/openid-configuration`)).resolves.toMatchObject({
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
  });

  it.each([['jwks.json'], ['openid-configuration']])('knows no other pool for %s', async (document) => {
    const response = await fetch(`${cognito.server.endpoint}/us-east-1_unknown00/.well-known/${document}`);
    expect(response.status).toBe(404);
  });
});
