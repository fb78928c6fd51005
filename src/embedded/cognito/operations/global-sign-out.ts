import type {
  GlobalSignOutCommandInput,
  GlobalSignOutCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { endAllSignIns } from '../auth/refresh-tokens.js';
import { token } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { accessTokenRevoked, requireAccessToken } from '../tokens/access-token-check.js';

export const globalSignOut = operation({
  name: 'GlobalSignOut',
  input: inputOf<GlobalSignOutCommandInput>()({ AccessToken: required(token) }),
  handle: async ({ AccessToken }, context): Promise<EmptyOutput<GlobalSignOutCommandOutput>> => {
    const { user } = await requireAccessToken(context, AccessToken, accessTokenRevoked);
    endAllSignIns(context, user);
    return {};
  },
});
