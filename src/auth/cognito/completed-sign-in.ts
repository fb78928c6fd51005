import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import { AppError } from '../../shared/app-error.js';
import type { CompletedSignIn } from '../identity-provider.port.js';
import { groupsIn } from './automatic-groups.js';
import { identityFrom } from './cognito-attributes.js';
import { tokenPayload } from './token-payload.js';

/**
 * Reads `AuthenticationResult`: what the tokens say of their owner and session. Cognito leaves the refresh token out
 * where it does not rotate, so the one that was presented goes out again.
 */
export function completedSignIn(
  result: AuthenticationResultType | undefined,
  presentedRefreshToken?: string,
): CompletedSignIn {
  const accessToken = result?.AccessToken;
  const idToken = result?.IdToken;
  const refreshToken = result?.RefreshToken ?? presentedRefreshToken;
  if (accessToken === undefined || idToken === undefined || refreshToken === undefined) {
    throw new AppError('internal_error', { cause: new Error('Cognito answered without all three tokens') });
  }
  const access = tokenPayload(accessToken);
  return {
    tokens: { accessToken, idToken, refreshToken, expiresIn: result?.ExpiresIn ?? 0 },
    identity: identityFrom(tokenPayload(idToken)),
    groups: groupsIn(access),
    sessionId: textOf(access['origin_jti']) ?? textOf(access['jti']) ?? '',
    authTime: secondsOf(access['auth_time']),
    issuedAt: secondsOf(access['iat']),
  };
}

function secondsOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
