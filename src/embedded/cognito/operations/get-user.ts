import type { GetUserCommandInput, GetUserCommandOutput } from '@aws-sdk/client-cognito-identity-provider';
import { token } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { requireAccessToken } from '../tokens/access-token-check.js';
import { attributeList } from '../users/attributes.js';
import { mfaView } from '../users/user-view.js';

export const getUser = operation({
  name: 'GetUser',
  input: inputOf<GetUserCommandInput>()({ AccessToken: required(token) }),
  handle: async ({ AccessToken }, context): Promise<WireOutput<GetUserCommandOutput>> => {
    const { user, pool, client } = await requireAccessToken(context, AccessToken);
    return {
      Username: user.username,
      UserAttributes: attributeList(user, client),
      ...mfaView(pool, user),
    };
  },
});
