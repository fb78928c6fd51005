import type {
  AdminSetUserMFAPreferenceCommandInput,
  AdminSetUserMFAPreferenceCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { setMfaPreference } from '../auth/mfa-preference.js';
import { requirePool } from '../pools/find-pool.js';
import { mfaSetting, userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireUser } from '../users/find-user.js';

export const adminSetUserMfaPreference = operation({
  name: 'AdminSetUserMFAPreference',
  input: inputOf<AdminSetUserMFAPreferenceCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
    SMSMfaSettings: optional(mfaSetting),
    SoftwareTokenMfaSettings: optional(mfaSetting),
    EmailMfaSettings: optional(mfaSetting),
  }),
  handle: (input, context): EmptyOutput<AdminSetUserMFAPreferenceCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    setMfaPreference(context, pool, requireUser(context, pool, input.Username), input);
    return {};
  },
});
