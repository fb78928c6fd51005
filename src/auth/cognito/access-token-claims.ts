import type { JwtPayload } from 'aws-jwt-verify/jwt-model';
import type { TokenVerification } from '../token-verifier.port.js';
import { groupsIn } from './automatic-groups.js';

/** What the claims of an access token must agree with. */
export interface AccessTokenExpectation {
  readonly issuer: string;
  /** App clients whose tokens are taken. */
  readonly clientIds: readonly string[];
}

/**
 * Cognito's field checks on the payload of a token whose signature is right. `now` in milliseconds since the epoch;
 * `expired` is answered only where nothing else is wrong.
 */
export function checkAccessToken(
  payload: JwtPayload,
  expected: AccessTokenExpectation,
  now: number,
): TokenVerification {
  const { iss, sub, exp, iat, nbf, scope } = payload;
  const sessionId = payload['origin_jti'] ?? payload.jti;
  const authTime = payload['auth_time'];
  const clientId = payload['client_id'];
  if (iss !== expected.issuer) return INVALID;
  if (payload['token_use'] !== 'access') return INVALID;
  if (!isText(clientId) || !expected.clientIds.includes(clientId)) return INVALID;
  if (!isText(sub) || !isText(sessionId) || exp === undefined || iat === undefined) return INVALID;
  if (nbf !== undefined && nbf * 1000 > now) return INVALID;
  if (exp * 1000 <= now) return { valid: false, reason: 'expired' };
  return {
    valid: true,
    claims: {
      userId: sub,
      sessionId,
      groups: groupsIn(payload),
      scopes: scope?.split(' ').filter((name) => name !== '') ?? [],
      // Without it nobody can tell when a factor was proved, so no step-up demand is ever met.
      authTime: typeof authTime === 'number' ? authTime : 0,
      issuedAt: iat,
      expiresAt: exp,
    },
  };
}

const INVALID: TokenVerification = { valid: false, reason: 'invalid' };

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
