import type { DeleteUserCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { token } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { requireAccessToken } from '../tokens/access-token-check.js';
import { deleteUser as forgetUser } from '../users/new-user.js';

export const deleteUser = operation({
  name: 'DeleteUser',
  input: inputOf<DeleteUserCommandInput>()({ AccessToken: required(token) }),
  handle: async ({ AccessToken }, context): Promise<undefined> => {
    const { user } = await requireAccessToken(context, AccessToken);
    forgetUser(context, user);
  },
});
