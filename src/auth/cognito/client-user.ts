import type { UserPoolConnection } from '../../aws/aws-connection.js';
import { secretHash } from './secret-hash.js';

/** Who is meant, in the form of Cognito's public operations. */
interface ClientUser {
  readonly ClientId: string;
  readonly Username: string;
  readonly SecretHash?: string;
}

/** The members that SignUp, ConfirmSignUp, ForgotPassword and their like have in common. */
export function clientUser({ clientId, clientSecret }: UserPoolConnection, username: string): ClientUser {
  return {
    ClientId: clientId,
    Username: username,
    ...(clientSecret === undefined ? {} : { SecretHash: secretHash(username, clientId, clientSecret) }),
  };
}
