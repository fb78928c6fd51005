import type {
  GetTokensFromRefreshTokenCommandInput,
  GetTokensFromRefreshTokenCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requireRefreshToken, rotateRefreshToken, rotatesRefreshTokens } from '../auth/refresh-tokens.js';
import { isClientSecret } from '../auth/secret-hash.js';
import { requireClient } from '../pools/find-pool.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { clientId, clientSecret, token } from '../protocol/input-fields.js';
import { inputOf, mapOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { text } from '../protocol/scalar-checks.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const getTokensFromRefreshToken = operation({
  name: 'GetTokensFromRefreshToken',
  input: inputOf<GetTokensFromRefreshTokenCommandInput>()({
    RefreshToken: required(token),
    ClientId: required(clientId),
    ClientSecret: optional(clientSecret),
    DeviceKey: optional(text({ min: 1, max: 55 })),
    ClientMetadata: optional(mapOf(text({ max: 131_072 }))),
  }),
  handle: async (input, context): Promise<WireOutput<GetTokensFromRefreshTokenCommandOutput>> => {
    const { client } = requireClient(context, input.ClientId);
    if (!isClientSecret(client, input.ClientSecret)) {
      throw new CognitoError('NotAuthorizedException', `Unable to verify secret for client ${client.id}`);
    }
    const live = requireRefreshToken(context, client, input.RefreshToken);
    const successor = rotatesRefreshTokens(client)
      ? { RefreshToken: rotateRefreshToken(context, client, live) }
      : {};
    const tokens = await context.tokens.continueSignIn(live.user, client, live.signIn);
    return { AuthenticationResult: { ...tokens, ...successor } };
  },
});
