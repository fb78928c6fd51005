import { createHmac } from 'node:crypto';

/**
 * `SECRET_HASH` of Cognito: Base64(HMAC-SHA256(key = client secret, message = user name + client id)). The user name
 * must be exactly the one that travels in the same request.
 */
export function secretHash(username: string, clientId: string, clientSecret: string): string {
  return createHmac('sha256', clientSecret)
    .update(username + clientId)
    .digest('base64');
}
