import type {
  SetUserMFAPreferenceCommandInput,
  SetUserMFAPreferenceCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { setMfaPreference } from '../auth/mfa-preference.js';
import { mfaSetting, token } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireAccessToken } from '../tokens/access-token-check.js';

export const setUserMfaPreference = operation({
  name: 'SetUserMFAPreference',
  input: inputOf<SetUserMFAPreferenceCommandInput>()({
    AccessToken: required(token),
    SMSMfaSettings: optional(mfaSetting),
    SoftwareTokenMfaSettings: optional(mfaSetting),
    EmailMfaSettings: optional(mfaSetting),
  }),
  handle: async (input, context): Promise<EmptyOutput<SetUserMFAPreferenceCommandOutput>> => {
    const { pool, user } = await requireAccessToken(context, input.AccessToken);
    setMfaPreference(context, pool, user, input);
    return {};
  },
});
