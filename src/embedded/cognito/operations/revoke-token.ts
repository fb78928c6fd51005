import type {
  RevokeTokenCommandInput,
  RevokeTokenCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { endSignIn } from '../auth/refresh-tokens.js';
import { isClientSecret } from '../auth/secret-hash.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { clientId, clientSecret, token } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { digestToken } from '../tokens/opaque-token.js';

const JWT_PARTS = 3;

/**
 * A token that is unknown or already revoked succeeds. The original token of a sign-in and its newest end it;
 * one that was replaced in between does not.
 */
export const revokeToken = operation({
  name: 'RevokeToken',
  input: inputOf<RevokeTokenCommandInput>()({
    Token: required(token),
    ClientId: required(clientId),
    ClientSecret: optional(clientSecret),
  }),
  handle: (input, context): EmptyOutput<RevokeTokenCommandOutput> => {
    const client = context.store.clients.get(input.ClientId);
    if (client === undefined || !isClientSecret(client, input.ClientSecret)) {
      throw new CognitoError('UnauthorizedException', 'Client is not authorized to revoke this token.');
    }
    if (client.settings.EnableTokenRevocation === false) {
      throw new CognitoError('UnsupportedOperationException', 'Token revocation is disabled for the client.');
    }
    if (input.Token.split('.').length === JWT_PARTS) {
      throw new CognitoError('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.');
    }
    const refreshToken = context.store.refreshTokens.get(digestToken(input.Token));
    const signIn = context.store.signIns.get(refreshToken?.originJti ?? '');
    if (refreshToken === undefined || signIn === undefined) {
      return {};
    }
    if (refreshToken.clientId !== client.id) {
      throw new CognitoError('UnauthorizedException', 'Client is not authorized to revoke this token.');
    }
    if (refreshToken.isOriginal || refreshToken.replacedAt === undefined) {
      endSignIn(context, signIn);
    }
    return {};
  },
});
