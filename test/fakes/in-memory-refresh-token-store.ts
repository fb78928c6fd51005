import {
  type KnownRefreshToken,
  RefreshTokenStore,
  type TokenFamily,
} from '../../src/sessions/refresh-token-store.port.js';

export class InMemoryRefreshTokenStore extends RefreshTokenStore {
  private readonly tokens = new Map<string, KnownRefreshToken & { readonly expiresAt: number }>();

  remember(hash: string, { userId, sessionId }: TokenFamily, expiresAt: number): Promise<void> {
    if (!this.tokens.has(hash)) this.tokens.set(hash, { userId, sessionId, expiresAt, rotatedAt: null });
    return Promise.resolve();
  }

  async markRotated(hash: string, family: TokenFamily, at: number, expiresAt: number): Promise<void> {
    await this.remember(hash, family, expiresAt);
    const token = this.tokens.get(hash);
    if (token?.rotatedAt === null) this.tokens.set(hash, { ...token, rotatedAt: at });
  }

  find(hash: string, now: number): Promise<KnownRefreshToken | null> {
    const token = this.tokens.get(hash);
    if (token === undefined || token.expiresAt <= now) return Promise.resolve(null);
    const { userId, sessionId, rotatedAt } = token;
    return Promise.resolve({ userId, sessionId, rotatedAt });
  }
}
