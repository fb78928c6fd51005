import type { AttributeType, UserStatusType } from '@aws-sdk/client-cognito-identity-provider';
import type { AccountStatus, AdministeredAccount } from '../identity-administration.port.js';
import { attributeMap, identityFrom } from './cognito-attributes.js';

/** A user as AdminGetUser, AdminCreateUser and the lists show it; they name the attributes differently. */
interface CognitoUser {
  readonly Attributes?: AttributeType[] | undefined;
  readonly UserAttributes?: AttributeType[] | undefined;
  readonly UserCreateDate?: Date | undefined;
  readonly Enabled?: boolean | undefined;
  readonly UserStatus?: UserStatusType | undefined;
}

const STATUS: Readonly<Record<string, AccountStatus>> = {
  UNCONFIRMED: 'UNCONFIRMED',
  CONFIRMED: 'CONFIRMED',
  RESET_REQUIRED: 'RESET_REQUIRED',
  FORCE_CHANGE_PASSWORD: 'FORCE_CHANGE_PASSWORD',
  EXTERNAL_PROVIDER: 'EXTERNAL',
};

export function accountFrom(user: CognitoUser): AdministeredAccount {
  return {
    identity: identityFrom(attributeMap(user.UserAttributes ?? user.Attributes)),
    enabled: user.Enabled ?? true,
    status: STATUS[user.UserStatus ?? ''] ?? 'OTHER',
    createdAt: (user.UserCreateDate ?? new Date(0)).toISOString(),
  };
}
