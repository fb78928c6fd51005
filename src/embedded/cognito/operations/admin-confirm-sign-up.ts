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
import { tellConfirmed } from '../triggers/post-confirmation.js';
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
  handle: async (input, context): Promise<EmptyOutput<AdminConfirmSignUpCommandOutput>> => {
    const pool = requirePool(context, input.UserPoolId);
    const user = requireUser(context, pool, input.Username);
    requireUnconfirmed(user);
    const codes = { ...user.codes, 'sign-up': undefined };
    const saved = saveUser(context, { ...user, status: 'CONFIRMED', codes });
    await tellConfirmed(context, pool, saved, {
      source: 'ConfirmSignUp',
      caller: { clientMetadata: input.ClientMetadata },
    });
    return {};
  },
});
