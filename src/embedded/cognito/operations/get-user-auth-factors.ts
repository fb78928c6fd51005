import type {
  AuthFactorType,
  GetUserAuthFactorsCommandInput,
  GetUserAuthFactorsCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { token } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { requireAccessToken } from '../tokens/access-token-check.js';
import { isVerified } from '../users/code-delivery.js';
import { mfaView } from '../users/user-view.js';

export const getUserAuthFactors = operation({
  name: 'GetUserAuthFactors',
  input: inputOf<GetUserAuthFactorsCommandInput>()({ AccessToken: required(token) }),
  handle: async ({ AccessToken }, context): Promise<WireOutput<GetUserAuthFactorsCommandOutput>> => {
    const { user, pool } = await requireAccessToken(context, AccessToken);
    return {
      Username: user.username,
      ...mfaView(pool, user),
      ConfiguredUserAuthFactors: firstFactors(pool, user),
    };
  },
});

/** The first factors that the pool allows and the user has; nobody has a passkey here. */
function firstFactors(pool: PoolRecord, user: UserRecord): AuthFactorType[] {
  const owned: Readonly<Record<AuthFactorType, boolean>> = {
    PASSWORD: user.password !== undefined,
    EMAIL_OTP: isVerified(user, 'email'),
    SMS_OTP: isVerified(user, 'phone_number'),
    SOFTWARE_TOKEN: user.softwareToken !== undefined,
    WEB_AUTHN: false,
  };
  const allowed = pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD'];
  return allowed.filter((factor) => owned[factor]);
}
