import { randomUUID } from 'node:crypto';
import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import { SignJWT } from 'jose';
import { type CognitoStore, userKey } from '../store/cognito-store.js';
import type { ClientRecord, GroupRecord, SignInRecord, UserRecord } from '../store/records.js';
import { digestToken, makeRefreshToken } from './opaque-token.js';
import type { SigningKeys, TokenUse } from './signing-keys.js';
import { accessTokenClaims, type ClaimSource, idTokenClaims } from './token-claims.js';
import { accessValidityMs, idValidityMs, refreshValidityMs } from './token-validity.js';

/** The only scope that a sign-in through the API gives. */
export const USER_ADMIN_SCOPE = 'aws.cognito.signin.user.admin';

/** What a sign-in on the hosted pages adds to the tokens. */
interface SignInDetails {
  readonly scopes?: readonly string[];
  readonly authTime?: number;
  readonly nonce?: string | undefined;
}

interface TokenIssuerParts {
  readonly store: CognitoStore;
  readonly keys: SigningKeys;
  readonly now: () => number;
  readonly issuerOf: (poolId: string) => string;
}

type IssuedTokens = AuthenticationResultType;

export class TokenIssuer {
  readonly #parts: TokenIssuerParts;

  constructor(parts: TokenIssuerParts) {
    this.#parts = parts;
  }

  /** Starts a sign-in: its first access, ID and refresh tokens. */
  async startSignIn(
    user: UserRecord,
    client: ClientRecord,
    { scopes = [USER_ADMIN_SCOPE], authTime, nonce }: SignInDetails = {},
  ): Promise<IssuedTokens> {
    const now = this.#parts.now();
    const signIn: SignInRecord = {
      originJti: randomUUID(),
      poolId: user.poolId,
      username: user.username,
      clientId: client.id,
      authTime: authTime ?? now,
      refreshExpiresAt: now + refreshValidityMs(client),
      scopes,
      revoked: false,
    };
    this.#parts.store.signIns.put(signIn);
    const RefreshToken = this.addRefreshToken(signIn, { isOriginal: true });
    return { ...(await this.#sign(user, client, signIn, nonce)), RefreshToken };
  }

  /** New access and ID tokens of a sign-in that goes on. */
  continueSignIn(user: UserRecord, client: ClientRecord, signIn: SignInRecord): Promise<IssuedTokens> {
    return this.#sign(user, client, signIn);
  }

  addRefreshToken(signIn: SignInRecord, { isOriginal }: { isOriginal: boolean }): string {
    const token = makeRefreshToken();
    this.#parts.store.refreshTokens.put({
      tokenHash: digestToken(token),
      originJti: signIn.originJti,
      clientId: signIn.clientId,
      isOriginal,
      replacedAt: undefined,
    });
    return token;
  }

  async #sign(
    user: UserRecord,
    client: ClientRecord,
    signIn: SignInRecord,
    nonce?: string,
  ): Promise<IssuedTokens> {
    const now = this.#parts.now();
    const source: Omit<ClaimSource, 'jti' | 'expiresAt'> = {
      user,
      client,
      signIn,
      groups: this.#groupsOf(user),
      issuer: this.#parts.issuerOf(user.poolId),
      eventId: randomUUID(),
      issuedAt: now,
    };
    const access = { ...source, jti: randomUUID(), expiresAt: now + accessValidityMs(client) };
    const id = { ...source, jti: randomUUID(), expiresAt: now + idValidityMs(client) };
    const [AccessToken, IdToken] = await Promise.all([
      this.#signJwt('access', accessTokenClaims(access)),
      this.#signJwt('id', { ...idTokenClaims(id), ...(nonce !== undefined && { nonce }) }),
    ]);
    return { AccessToken, ExpiresIn: accessValidityMs(client) / 1000, TokenType: 'Bearer', IdToken };
  }

  #signJwt(use: TokenUse, claims: Record<string, unknown>): Promise<string> {
    const { kid, privateKey } = this.#parts.keys.of(use);
    return new SignJWT(claims).setProtectedHeader({ kid, alg: 'RS256' }).sign(privateKey);
  }

  #groupsOf(user: UserRecord): GroupRecord[] {
    const names = user.groups.toSorted();
    return names.flatMap((name) => this.#parts.store.groups.get(userKey(user.poolId, name)) ?? []);
  }
}
