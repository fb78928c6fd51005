import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  PasswordHistoryPolicyViolationException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { randomBytes } from 'node:crypto';

export interface AdminAccount {
  readonly userPoolId: string;
  readonly email: string;
  readonly group: string;
  readonly password: string;
  /** Sets the password of an account that is there already, too. */
  readonly overwritePassword: boolean;
}

/** Makes an administrator without any mail. Safe to repeat; a crash in the middle is mended by the next run. */
export async function ensureAdmin(
  cognito: CognitoIdentityProviderClient,
  account: AdminAccount,
): Promise<void> {
  const user = { UserPoolId: account.userPoolId, Username: account.email };
  const status = await statusOf(cognito, user);
  if (status === undefined) {
    await cognito.send(
      new AdminCreateUserCommand({
        ...user,
        MessageAction: 'SUPPRESS',
        // A pool with a history would refuse the real password had it been the temporary one.
        TemporaryPassword: `${randomBytes(24).toString('base64url')}-aA1`,
        UserAttributes: [
          { Name: 'email', Value: account.email },
          { Name: 'email_verified', Value: 'true' },
          { Name: 'given_name', Value: 'First' },
          { Name: 'family_name', Value: 'Administrator' },
        ],
      }),
    );
  }
  if (status !== 'CONFIRMED' || account.overwritePassword) {
    await setPassword(cognito, user, account.password);
  }
  await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: account.group }));
}

async function setPassword(
  cognito: CognitoIdentityProviderClient,
  user: { UserPoolId: string; Username: string },
  password: string,
): Promise<void> {
  try {
    await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  } catch (error) {
    // It is the password already.
    if (!(error instanceof PasswordHistoryPolicyViolationException)) throw error;
  }
}

async function statusOf(
  cognito: CognitoIdentityProviderClient,
  user: { UserPoolId: string; Username: string },
): Promise<string | undefined> {
  try {
    return (await cognito.send(new AdminGetUserCommand(user))).UserStatus;
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}
