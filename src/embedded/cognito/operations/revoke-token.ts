import type {
  RevokeTokenCommandInput,
  RevokeTokenCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { revokeRefreshToken } from '../auth/refresh-tokens.js';
import { isClientSecret } from '../auth/secret-hash.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { clientId, clientSecret, token } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';

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
    revokeRefreshToken(context, client, input.Token);
    return {};
  },
});
