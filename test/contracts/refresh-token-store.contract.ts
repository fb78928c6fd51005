import { randomUUID } from 'node:crypto';
import type { RefreshTokenStore } from '../../src/sessions/refresh-token-store.port.js';

export function describeRefreshTokenStoreContract(name: string, makeSubject: () => RefreshTokenStore): void {
  describe(`RefreshTokenStore ${name}`, () => {
    const now = Date.now();
    const expiresAt = now + 86_400_000;
    let store: RefreshTokenStore;
    let hash: string;
    let family: { userId: string; sessionId: string };

    beforeEach(() => {
      store = makeSubject();
      hash = randomUUID();
      family = { userId: randomUUID(), sessionId: randomUUID() };
    });

    it('knows nothing of a token it has not seen', async () => {
      await expect(store.find(hash, now)).resolves.toBeNull();
    });

    it('tells whose a token is', async () => {
      await store.remember(hash, family, expiresAt);
      await expect(store.find(hash, now)).resolves.toEqual({ ...family, rotatedAt: null });
    });

    it('keeps the first moment at which a token was exchanged', async () => {
      await store.remember(hash, family, expiresAt);
      await store.markRotated(hash, family, now + 1, expiresAt);
      await store.markRotated(hash, family, now + 2, expiresAt);
      await expect(store.find(hash, now)).resolves.toEqual({ ...family, rotatedAt: now + 1 });
    });

    it('knows a token by its exchange alone', async () => {
      await store.markRotated(hash, family, now, expiresAt);
      await expect(store.find(hash, now)).resolves.toEqual({ ...family, rotatedAt: now });
    });

    it('does not forget the exchange, nor change hands, when a token is remembered again', async () => {
      await store.markRotated(hash, family, now, expiresAt);
      await store.remember(hash, { userId: randomUUID(), sessionId: randomUUID() }, expiresAt);
      await expect(store.find(hash, now)).resolves.toEqual({ ...family, rotatedAt: now });
    });

    it('forgets a token when its time is over', async () => {
      await store.remember(hash, family, expiresAt);
      await expect(store.find(hash, expiresAt)).resolves.toBeNull();
    });
  });
}
