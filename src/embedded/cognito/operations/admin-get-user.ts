import type {
  AdminGetUserCommandInput,
  AdminGetUserCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { toEpochSeconds, type WireOutput } from '../protocol/wire-output.js';
import { attributeList } from '../users/attributes.js';
import { requireUser } from '../users/find-user.js';
import { mfaView } from '../users/user-view.js';

export const adminGetUser = operation({
  name: 'AdminGetUser',
  input: inputOf<AdminGetUserCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
  }),
  handle: (input, context): WireOutput<AdminGetUserCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const user = requireUser(context, pool, input.Username);
    return {
      Username: user.username,
      UserAttributes: attributeList(user),
      UserCreateDate: toEpochSeconds(user.createdAt),
      UserLastModifiedDate: toEpochSeconds(user.modifiedAt),
      Enabled: user.enabled,
      UserStatus: user.status,
      ...mfaView(pool, user),
    };
  },
});
