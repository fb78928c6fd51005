import {
  AdminDeleteUserCommand,
  AdminLinkProviderForUserCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UpstreamObserver } from '../../aws/upstream-observer.js';
import type { SocialProviderName } from '../../config/settings.js';
import {
  type AuthorizationRequest,
  type CodeExchange,
  type ExternalAccount,
  type SocialExchange,
  SocialProvider,
  type TokenFacts,
} from '../social/social-provider.port.js';
import { USER_ERRORS } from './administration-error-tables.js';
import { attempt, type ErrorTable } from './cognito-errors.js';
import type { CognitoSettings } from './cognito-settings.js';
import { completedSignIn } from './completed-sign-in.js';
import { HostedTokenEndpoint } from './hosted-token-endpoint.js';
import { tokenPayload } from './token-payload.js';

/** The last one lets the token act on its owner's factors. */
const SCOPES = 'openid email profile aws.cognito.signin.user.admin';

const PROVIDER_NAMES: Readonly<Record<SocialProviderName, string>> = { google: 'Google' };

/** Cognito names a user of a provider after it, in lower case where the pool does not tell the cases apart. */
const EXTERNAL_USERNAME = /^(google)_(.+)$/i;

const LINK_ERRORS: ErrorTable<'linked'> = {
  InvalidParameterException: (message) => (/already linked/i.test(message) ? 'linked' : undefined),
};

/** Google through the hosted pages of an Amazon Cognito user pool. */
export class CognitoSocialProvider extends SocialProvider {
  private readonly domain: string;
  private readonly tokens: HostedTokenEndpoint;

  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly settings: CognitoSettings,
    observer: UpstreamObserver,
  ) {
    super();
    this.domain = settings.hostedPages ?? '';
    this.tokens = new HostedTokenEndpoint(this.domain, settings.userPool, observer, settings.hostedLimits);
  }

  authorizationUrl(request: AuthorizationRequest): string {
    const url = new URL(`${this.domain}/oauth2/authorize`);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: this.settings.userPool.clientId,
      redirect_uri: request.redirectUri,
      scope: SCOPES,
      state: request.state,
      code_challenge: request.codeChallenge,
      code_challenge_method: 'S256',
      identity_provider: PROVIDER_NAMES[request.provider],
    }).toString();
    return url.href;
  }

  async exchange({ code, redirectUri, codeVerifier }: CodeExchange): Promise<SocialExchange> {
    const answer = await this.tokens.post({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    });
    if (answer === null) return { outcome: 'refused' };
    const signIn = completedSignIn(answer);
    return { outcome: 'signed_in', signIn, external: externalAccount(signIn.tokens.accessToken) };
  }

  tokenFacts(accessToken: string): TokenFacts {
    const { username, scope } = tokenPayload(accessToken);
    return {
      username: typeof username === 'string' ? username : '',
      isExternal: externalAccount(accessToken) !== null,
      // Signing in by the API gives no such scope.
      isHosted: typeof scope === 'string' && scope.split(' ').includes('openid'),
    };
  }

  async link(external: ExternalAccount, userId: string): Promise<void> {
    const { userPoolId } = this.settings.userPool;
    const deletion = new AdminDeleteUserCommand({ UserPoolId: userPoolId, Username: external.username });
    await attempt(() => this.client.send(deletion), USER_ERRORS);
    const linking = new AdminLinkProviderForUserCommand({
      UserPoolId: userPoolId,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: userId },
      SourceUser: {
        ProviderName: PROVIDER_NAMES[external.provider],
        ProviderAttributeName: 'Cognito_Subject',
        ProviderAttributeValue: external.subject,
      },
    });
    await attempt(() => this.client.send(linking), LINK_ERRORS);
  }
}

function externalAccount(accessToken: string): ExternalAccount | null {
  const username = tokenPayload(accessToken)['username'];
  const match = typeof username === 'string' ? EXTERNAL_USERNAME.exec(username) : null;
  return match === null ? null : { username: match[0], provider: 'google', subject: match[2] ?? '' };
}
