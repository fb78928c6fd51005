import type { AdminGetUserResponse, UserType } from '@aws-sdk/client-cognito-identity-provider';
import { enrolledFactors, preferredFactor } from '../auth/mfa-factors.js';
import { toEpochSeconds, type WireType } from '../protocol/wire-output.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { attributeList } from './attributes.js';

type MfaView = Pick<AdminGetUserResponse, 'PreferredMfaSetting' | 'UserMFASettingList'>;

/** A user as lists and AdminCreateUser show it. */
export function userView(user: UserRecord): WireType<UserType> {
  return {
    Username: user.username,
    Attributes: attributeList(user),
    UserCreateDate: toEpochSeconds(user.createdAt),
    UserLastModifiedDate: toEpochSeconds(user.modifiedAt),
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

/** The MFA members of an answer; they are absent when no factor is active. */
export function mfaView(pool: PoolRecord, user: UserRecord): MfaView {
  const factors = enrolledFactors(pool, user);
  const preferred = preferredFactor(pool, user);
  return {
    ...(preferred !== undefined && { PreferredMfaSetting: preferred }),
    ...(factors.length > 0 && { UserMFASettingList: factors }),
  };
}
