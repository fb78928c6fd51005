import type {
  AdminConfirmSignUpCommandInput,
  AdminConfirmSignUpCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, mapOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { text } from '../protocol/scalar-checks.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireUser, saveUser } from '../users/find-user.js';
import { requireUnconfirmed } from '../users/user-status.js';

/** The contact stays unverified: nobody has proven it. */
export const adminConfirmSignUp = operation({
  name: 'AdminConfirmSignUp',
  input: inputOf<AdminConfirmSignUpCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
    ClientMetadata: optional(mapOf(text({ max: 131_072 }))),
  }),
  handle: (input, context): EmptyOutput<AdminConfirmSignUpCommandOutput> => {
    const user = requireUser(context, requirePool(context, input.UserPoolId), input.Username);
    requireUnconfirmed(user);
    saveUser(context, { ...user, status: 'CONFIRMED', codes: { ...user.codes, 'sign-up': undefined } });
    return {};
  },
});
