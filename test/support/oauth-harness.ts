import type { CreateUserPoolClientCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { EmbeddedCognitoHarness } from './embedded-cognito-harness.js';
import { HostedPages, newPkce, type PageAnswer } from './hosted-pages.js';

export const CALLBACK = 'http://localhost:3000/callback';

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, string>>;
}

/** A pool whose client may use the hosted pages, and Google where a test asks for it. */
export class OAuthHarness {
  private constructor(readonly cognito: EmbeddedCognitoHarness) {}

  static async start(
    client: Partial<CreateUserPoolClientCommandInput> = {},
    options: Parameters<typeof EmbeddedCognitoHarness.start>[0] = {},
  ): Promise<OAuthHarness> {
    const cognito = await EmbeddedCognitoHarness.start(options);
    await cognito.createPool(
      {},
      {
        CallbackURLs: [CALLBACK, 'http://localhost:3000/other'],
        LogoutURLs: ['http://localhost:3000/bye'],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ['code'],
        AllowedOAuthScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
        SupportedIdentityProviders: ['COGNITO'],
        ...client,
      },
    );
    return new OAuthHarness(cognito);
  }

  /** A client can offer only a provider that is there. */
  async addGoogle(AttributeMapping: Record<string, string> = {}): Promise<void> {
    const { sdk, poolId: UserPoolId, clientId: ClientId } = this.cognito;
    await sdk.createIdentityProvider({
      UserPoolId,
      ProviderName: 'Google',
      ProviderType: 'Google',
      ProviderDetails: { client_id: 'g', client_secret: 's', authorize_scopes: 'openid email profile' },
      AttributeMapping: {
        username: 'sub',
        email: 'email',
        email_verified: 'email_verified',
        given_name: 'given_name',
        family_name: 'family_name',
        ...AttributeMapping,
      },
    });
    const { UserPoolClient } = await sdk.describeUserPoolClient({ UserPoolId, ClientId });
    const SupportedIdentityProviders = ['COGNITO', 'Google'];
    await sdk.updateUserPoolClient({ ...UserPoolClient, UserPoolId, ClientId, SupportedIdentityProviders });
  }

  /** The address of an endpoint; a parameter that is `undefined` is left out. */
  address(path: string, parameters: Readonly<Record<string, string | undefined>> = {}): URL {
    const url = new URL(path, this.cognito.server.endpoint);
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    return url;
  }

  authorizeAddress(parameters: Readonly<Record<string, string | undefined>> = {}): URL {
    return this.address('/oauth2/authorize', {
      response_type: 'code',
      client_id: this.cognito.clientId,
      redirect_uri: CALLBACK,
      scope: 'openid email profile',
      state: 'the-state',
      ...parameters,
    });
  }

  /** Signs in on the page; answers the redirect back to the client. */
  async signIn(
    pages: HostedPages,
    credentials: { readonly username: string; readonly password: string },
    parameters: Readonly<Record<string, string | undefined>> = {},
  ): Promise<PageAnswer> {
    return pages.submit(await pages.open(this.authorizeAddress(parameters)), credentials);
  }

  async signInWithGoogle(
    account: { readonly email: string; readonly name: string; readonly verified?: 'true' | 'false' },
    pages = new HostedPages(),
  ): Promise<PageAnswer> {
    const page = await pages.open(this.authorizeAddress({ identity_provider: 'Google' }));
    return pages.submit(page, { verified: 'true', ...account, decision: 'allow' });
  }

  /** A code for this person, with the verifier that belongs to it. */
  async code(username: string, password: string): Promise<{ code: string; verifier: string }> {
    const { verifier, challenge } = newPkce();
    const parameters = { code_challenge: challenge, code_challenge_method: 'S256' };
    const answer = await this.signIn(new HostedPages(), { username, password }, parameters);
    return { code: answer.location?.searchParams.get('code') ?? '', verifier };
  }

  async token(form: Record<string, string>, headers: Record<string, string> = {}): Promise<TokenAnswer> {
    return this.post('/oauth2/token', { client_id: this.cognito.clientId, ...form }, headers);
  }

  async post(
    path: string,
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<TokenAnswer> {
    const body = new URLSearchParams(form);
    const response = await fetch(this.address(path), { method: 'POST', body, headers });
    const text = await response.text();
    const parsed = text === '' ? {} : (JSON.parse(text) as Record<string, string>);
    return { status: response.status, headers: response.headers, body: parsed };
  }

  /** The tokens for a code that a redirect carries. */
  async tokensOf(answer: PageAnswer): Promise<Readonly<Record<string, string>>> {
    const code = answer.location?.searchParams.get('code') ?? '';
    return (await this.token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK })).body;
  }

  stop(): Promise<void> {
    return this.cognito.stop();
  }
}
