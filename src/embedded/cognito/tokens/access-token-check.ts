import { errors, type JWTPayload, jwtVerify } from 'jose';
import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import { userKey } from '../store/cognito-store.js';
import type { ClientRecord, PoolRecord, SignInRecord, UserRecord } from '../store/records.js';
import { USER_ADMIN_SCOPE } from './token-issuer.js';

export interface SignedInUser {
  readonly user: UserRecord;
  readonly pool: PoolRecord;
  readonly client: ClientRecord;
  readonly signIn: SignInRecord;
  readonly scopes: readonly string[];
}

/** Who presents this access token, once it is seen to be live and to have the scope of the user operations. */
export async function requireAccessToken(
  context: OperationContext,
  token: string,
  ifUserIsGone: () => CognitoError = refusals.userNotFound,
): Promise<SignedInUser> {
  const signedIn = await requireLiveAccessToken(context, token, ifUserIsGone);
  if (!signedIn.scopes.includes(USER_ADMIN_SCOPE)) {
    throw new CognitoError('NotAuthorizedException', 'Access Token does not have required scopes');
  }
  return signedIn;
}

/** Who presents this access token, once signature, expiry and revocation are seen to be in order. */
export async function requireLiveAccessToken(
  context: OperationContext,
  token: string,
  ifUserIsGone: () => CognitoError,
): Promise<SignedInUser> {
  const claims = await verifySignature(context, token);
  const signIn = context.store.signIns.get(stringClaim(claims, 'origin_jti'));
  const pool = context.store.pools.get(poolIdOf(claims));
  const client = context.store.clients.get(stringClaim(claims, 'client_id'));
  if (pool === undefined || client === undefined || claims['token_use'] !== 'access') {
    throw invalidAccessToken();
  }
  if (claims.iss !== context.issuerOf(pool.id)) {
    throw invalidAccessToken();
  }
  const [user] = context.store.users.find('sub', userKey(pool.id, stringClaim(claims, 'sub')));
  if (user === undefined) {
    throw ifUserIsGone();
  }
  if (!user.enabled) {
    throw refusals.userDisabled();
  }
  if (signIn === undefined || signIn.revoked) {
    throw accessTokenRevoked();
  }
  return { user, pool, client, signIn, scopes: stringClaim(claims, 'scope').split(' ') };
}

async function verifySignature(context: OperationContext, token: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, context.keys.of('access').publicKey, {
      algorithms: ['RS256'],
      currentDate: new Date(context.now()),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new CognitoError('NotAuthorizedException', 'Access Token has expired');
    }
    throw invalidAccessToken();
  }
}

export function accessTokenRevoked(): CognitoError {
  return new CognitoError('NotAuthorizedException', 'Access Token has been revoked');
}

function poolIdOf(claims: JWTPayload): string {
  return (claims.iss ?? '').split('/').at(-1) ?? '';
}

function stringClaim(claims: JWTPayload, name: string): string {
  const value = claims[name];
  return typeof value === 'string' ? value : '';
}

function invalidAccessToken(): CognitoError {
  return new CognitoError('NotAuthorizedException', 'Invalid Access Token');
}
