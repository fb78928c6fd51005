import type {
  AdminDeleteSoftwareTokenCommandInput,
  AdminDeleteSoftwareTokenCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireUser, saveUser } from '../users/find-user.js';

/** Repeatable: a user without a software token is left as it is. */
export const adminDeleteSoftwareToken = operation({
  name: 'AdminDeleteSoftwareToken',
  input: inputOf<AdminDeleteSoftwareTokenCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
  }),
  handle: (input, context): EmptyOutput<AdminDeleteSoftwareTokenCommandOutput> => {
    const user = requireUser(context, requirePool(context, input.UserPoolId), input.Username);
    saveUser(context, {
      ...user,
      softwareToken: undefined,
      pendingSoftwareToken: undefined,
      mfaEnabled: user.mfaEnabled.filter((factor) => factor !== 'SOFTWARE_TOKEN_MFA'),
      mfaPreferred: user.mfaPreferred === 'SOFTWARE_TOKEN_MFA' ? undefined : user.mfaPreferred,
    });
    return {};
  },
});
