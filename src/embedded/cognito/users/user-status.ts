import { CognitoError } from '../protocol/cognito-error.js';
import type { UserRecord } from '../store/records.js';

export function requireUnconfirmed(user: UserRecord): void {
  if (user.status !== 'UNCONFIRMED') {
    throw new CognitoError(
      'NotAuthorizedException',
      `User cannot be confirmed. Current status is ${user.status}`,
    );
  }
}
