import { HostedPages, newPkce } from '../../../test/support/hosted-pages.js';
import { CALLBACK, OAuthHarness } from '../../../test/support/oauth-harness.js';
import { SilentObserver } from '../../aws/silent-observer.js';
import type { SocialExchange } from '../social/social-provider.port.js';
import type { CognitoSettings } from './cognito-settings.js';
import { CognitoSocialProvider } from './cognito-social-provider.js';

const ADA = { email: 'ada@example.com', name: 'Ada Lovelace' };

describe('CognitoSocialProvider', () => {
  let oauth: OAuthHarness;
  let provider: CognitoSocialProvider;

  beforeEach(async () => {
    oauth = await OAuthHarness.start();
    await oauth.addGoogle();
    const { sdk, server, poolId, clientId } = oauth.cognito;
    const settings: CognitoSettings = {
      userPool: { userPoolId: poolId, clientId },
      authFlow: 'USER_PASSWORD_AUTH',
      hostedPages: server.endpoint,
    };
    provider = new CognitoSocialProvider(sdk, settings, new SilentObserver());
  });

  afterEach(() => oauth.stop());

  const signIn = async (verifier?: string): Promise<SocialExchange> => {
    const pkce = newPkce();
    const address = provider.authorizationUrl({
      provider: 'google',
      redirectUri: CALLBACK,
      state: 's',
      codeChallenge: pkce.challenge,
    });
    const pages = new HostedPages();
    const { location } = await pages.submit(await pages.open(address), {
      ...ADA,
      verified: 'true',
      decision: 'allow',
    });
    return provider.exchange({
      code: location?.searchParams.get('code') ?? '',
      redirectUri: CALLBACK,
      codeVerifier: verifier ?? pkce.verifier,
    });
  };
  const externalOf = (exchange: SocialExchange) => {
    const external = exchange.outcome === 'signed_in' ? exchange.external : null;
    if (external === null) throw new Error('nobody signed in from outside');
    return external;
  };

  it('exchanges the code of who signed in, and refuses one without its verifier', async () => {
    const exchange = await signIn();
    expect(exchange).toMatchObject({
      outcome: 'signed_in',
      signIn: { identity: { email: ADA.email, emailVerified: true, firstName: 'Ada' }, groups: [] },
      external: { provider: 'google' },
    });
    expect(await signIn('x'.repeat(43))).toEqual({ outcome: 'refused' });
  });

  it('links for good, also when it is repeated from any point', async () => {
    const native = await oauth.cognito.confirmedUser(ADA.email);
    const external = externalOf(await signIn());
    await provider.link(external, native);
    await provider.link(external, native);
    const linked = await signIn();
    expect(linked).toMatchObject({ external: null, signIn: { identity: { userId: native } } });
  });

  it('goes on after a crash between deleting and linking', async () => {
    const native = await oauth.cognito.confirmedUser(ADA.email);
    const external = externalOf(await signIn());
    const { sdk, poolId } = oauth.cognito;
    await sdk.adminDeleteUser({ UserPoolId: poolId, Username: external.username });
    expect(externalOf(await signIn()).username).toBe(external.username);
    await provider.link(external, native);
    expect(await signIn()).toMatchObject({ external: null });
  });
});
