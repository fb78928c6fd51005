import { createHmac, timingSafeEqual } from 'node:crypto';
import { CognitoError } from '../protocol/cognito-error.js';
import type { ClientRecord } from '../store/records.js';

/** A client with a secret proves it for each user name: Base64(HMAC-SHA256(secret, username + client id)). */
export function requireSecretHash(client: ClientRecord, username: string, given: string | undefined): void {
  if (client.secret === undefined) {
    if (given !== undefined) {
      throw unverified(client);
    }
    return;
  }
  if (given === undefined) {
    throw new CognitoError(
      'NotAuthorizedException',
      `Client ${client.id} is configured with secret but SECRET_HASH was not received`,
    );
  }
  const expected = createHmac('sha256', client.secret).update(`${username}${client.id}`).digest('base64');
  if (!isSame(expected, given)) {
    throw unverified(client);
  }
}

export function isClientSecret(client: ClientRecord, given: string | undefined): boolean {
  return client.secret === undefined ? given === undefined : isSame(client.secret, given ?? '');
}

function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function unverified(client: ClientRecord): CognitoError {
  return new CognitoError('NotAuthorizedException', `Unable to verify secret hash for client ${client.id}`);
}
