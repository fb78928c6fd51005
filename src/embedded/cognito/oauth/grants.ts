import { requireRefreshToken, rotateRefreshToken, rotatesRefreshTokens } from '../auth/refresh-tokens.js';
import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { userKey } from '../store/cognito-store.js';
import type { ClientRecord, SignInRecord } from '../store/records.js';
import { redeemCode } from './authorization-codes.js';
import { oauthRefusal, type OAuthRefusal } from './oauth-refusal.js';

type IssuedTokens = Awaited<ReturnType<OperationContext['tokens']['startSignIn']>>;

interface TokenAnswer {
  readonly access_token: string | undefined;
  readonly id_token?: string | undefined;
  readonly refresh_token?: string | undefined;
  readonly token_type: 'Bearer';
  readonly expires_in: number | undefined;
}

export type GrantAnswer = TokenAnswer | OAuthRefusal;

/** Refusals are values, so that what a refused request used up stays used up. */
export async function grantTokens(
  context: OperationContext,
  client: ClientRecord,
  form: URLSearchParams,
): Promise<GrantAnswer> {
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return grantForCode(context, client, form);
    case 'refresh_token':
      return grantForRefreshToken(context, client, form.get('refresh_token') ?? '');
    case 'client_credentials':
      // It needs scopes of a resource server, and no pool here has one.
      return oauthRefusal(allowsFlow(client, 'client_credentials') ? 'invalid_scope' : 'unauthorized_client');
    case null:
      return oauthRefusal('invalid_request');
    default:
      return oauthRefusal('unsupported_grant_type');
  }
}

async function grantForCode(
  context: OperationContext,
  client: ClientRecord,
  form: URLSearchParams,
): Promise<GrantAnswer> {
  if (!allowsFlow(client, 'code')) {
    return oauthRefusal('unauthorized_client');
  }
  const code = form.get('code');
  if (code === null || !form.has('redirect_uri')) {
    return oauthRefusal('invalid_request');
  }
  const redeemed = redeemCode(context, {
    clientId: client.id,
    code,
    redirectUri: form.get('redirect_uri'),
    codeVerifier: form.get('code_verifier'),
  });
  const user = context.store.users.get(userKey(client.poolId, redeemed?.username ?? ''));
  if (redeemed === undefined || user?.enabled !== true) {
    return oauthRefusal('invalid_grant');
  }
  const { scopes, authTime, nonce } = redeemed;
  const tokens = await context.tokens.startSignIn(user, client, { scopes, authTime, nonce });
  return tokenAnswer(tokens, scopes);
}

async function grantForRefreshToken(
  context: OperationContext,
  client: ClientRecord,
  refreshToken: string,
): Promise<GrantAnswer> {
  try {
    const live = requireRefreshToken(context, client, refreshToken);
    const successor = rotatesRefreshTokens(client)
      ? { RefreshToken: rotateRefreshToken(context, client, live) }
      : {};
    const tokens = await context.tokens.continueSignIn(live.user, client, live.signIn);
    return tokenAnswer({ ...tokens, ...successor }, live.signIn.scopes);
  } catch (error) {
    if (error instanceof CognitoError) return oauthRefusal('invalid_grant');
    throw error;
  }
}

function tokenAnswer(tokens: IssuedTokens, scopes: SignInRecord['scopes']): TokenAnswer {
  return {
    ...(scopes.includes('openid') && { id_token: tokens.IdToken }),
    access_token: tokens.AccessToken,
    ...(tokens.RefreshToken !== undefined && { refresh_token: tokens.RefreshToken }),
    expires_in: tokens.ExpiresIn,
    token_type: 'Bearer',
  };
}

function allowsFlow({ settings }: ClientRecord, flow: 'client_credentials' | 'code'): boolean {
  const { AllowedOAuthFlows = [], AllowedOAuthFlowsUserPoolClient } = settings;
  return AllowedOAuthFlowsUserPoolClient === true && AllowedOAuthFlows.includes(flow);
}
