import type {
  AdminUserGlobalSignOutCommandInput,
  AdminUserGlobalSignOutCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { endAllSignIns } from '../auth/refresh-tokens.js';
import { requirePool } from '../pools/find-pool.js';
import { userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireUser } from '../users/find-user.js';

export const adminUserGlobalSignOut = operation({
  name: 'AdminUserGlobalSignOut',
  input: inputOf<AdminUserGlobalSignOutCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
  }),
  handle: (input, context): EmptyOutput<AdminUserGlobalSignOutCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    endAllSignIns(context, requireUser(context, pool, input.Username));
    return {};
  },
});
